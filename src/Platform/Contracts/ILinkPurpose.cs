namespace Uramost.Platform.Contracts;

/// <summary>
/// Where a link without account leads. The page at the address finds the link again by its token
/// (<see cref="Mail.LinksWithoutAccount.Find"/>) and uses it up when the person acts, not when the page is opened: mail
/// scanners open links too.
/// </summary>
public interface ILinkPurpose
{
    /// <summary>The purpose, in lower case, for example <c>commitment</c>.</summary>
    string Purpose { get; }

    /// <summary>Address without language of the page for the record; null when the record is gone.</summary>
    Task<string?> Address(Guid recordId, string token, CancellationToken ct = default);
}
