namespace Uramost.Platform.People.Persons;

/// <summary>Who a person is, opened. Every field may be unknown; this never leaves the memory of the process in the clear except to somebody who may see it.</summary>
/// <param name="GivenName">Given name or names, in the script in which the person writes them.</param>
/// <param name="FamilyName">Family name or names.</param>
/// <param name="Email">E-mail address.</param>
/// <param name="Telephone">Telephone number as it was given.</param>
/// <param name="HomeOrganisation">The organisation from which the person comes, as text: it need not be a record of ours.</param>
/// <param name="Title">Title or office in that organisation.</param>
/// <param name="Signature">Address of the file with the person's signature.</param>
public sealed record IdentityFields(
    string? GivenName = null, string? FamilyName = null, string? Email = null, string? Telephone = null,
    string? HomeOrganisation = null, string? Title = null, string? Signature = null)
{
    /// <summary>Longest text of one field, in UTF-16 units.</summary>
    public const int Longest = 200;

    /// <summary>Given and family name as one text; empty when neither is known.</summary>
    public string FullName => $"{GivenName} {FamilyName}".Trim();

    /// <summary>The fields trimmed and in Unicode's composed form, what is empty unknown.</summary>
    public IdentityFields Tidy() => new(Tidy(GivenName), Tidy(FamilyName), Tidy(Email), Tidy(Telephone), Tidy(HomeOrganisation), Tidy(Title), Tidy(Signature));

    private static string? Tidy(string? text) => string.IsNullOrWhiteSpace(text) ? null : string.Join(' ', text.Normalize().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
