namespace Uramost.Platform.People.Accounts;

/// <summary>What the browser's passkey dialogue returns, with what is typed beside it.</summary>
public sealed class PasskeyForm
{
    /// <summary>The credential as JSON (WebAuthn's <c>PublicKeyCredential.toJSON</c>).</summary>
    public string? Credential { get; set; }

    /// <summary>How the person calls the passkey.</summary>
    public string? Name { get; set; }

    /// <summary>The account's password, for adding a passkey.</summary>
    public string? Password { get; set; }
}
