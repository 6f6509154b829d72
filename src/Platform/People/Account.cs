using System.Text;
using Microsoft.AspNetCore.Identity;
using Uramost.Platform.Data;

namespace Uramost.Platform.People;

/// <summary>
/// Somebody who can sign in. The e-mail, which is also the user name, is stored encrypted and bound to the account's
/// id; it is found by a keyed hash (<see cref="IdentityUser{TKey}.NormalizedEmail"/>), so that a copy of the table names no one.
/// </summary>
[Personal]
public sealed class Account : IdentityUser<Guid>, IAudited
{
    private const string Purpose = "account.email";
    private string? email;
    private byte[]? opened;
    private bool typed;
    private KeyRing? keys;

    /// <summary>A new account.</summary>
    public Account() { }

    // An account that is read gets the keys that open its e-mail when it is asked for.
    private Account(PlatformDb db) => keys = db.Audit.Keys;

    /// <summary>The variant of the interface the person last chose, as its path.</summary>
    public string Language { get; set; } = "en";

    /// <summary>The encrypted e-mail.</summary>
    public byte[]? Contact { get; set; }

    /// <summary>Whether an administrator has shut the account.</summary>
    public bool Disabled { get; set; }

    /// <summary>The role that this account of the demonstration shows, or null for a real account.</summary>
    public Role? DemoRole { get; set; }

    /// <summary>Time step of the last one-time code that was used: a code counts once.</summary>
    public long LastCodeStep { get; set; }

    /// <inheritdoc/>
    public override string? Email
    {
        get
        {
            if (!typed && keys is not null && !ReferenceEquals(opened, Contact))
            {
                email = Contact is null ? null : keys.DecryptText(Purpose, Contact, Id);
                opened = Contact;
            }

            return email;
        }
        set => (email, typed) = (value, true);
    }

    /// <summary>The same as the e-mail.</summary>
    public override string? UserName
    {
        get => Email;
        set => Email = value ?? Email;
    }

    /// <summary>Encrypts an e-mail that was set since the account was read.</summary>
    internal void Seal(KeyRing ring)
    {
        keys = ring;
        if (!typed) return;
        Contact = email is null ? null : ring.EncryptText(Purpose, email, Id);
        (opened, typed) = (Contact, false);
    }

    /// <summary>Encrypts the e-mail anew under the current key and renews its look-up value.</summary>
    internal void Reseal(KeyRing from, KeyRing to)
    {
        var plain = Contact is null ? null : from.DecryptText(Purpose, Contact, Id);
        Email = plain;
        Seal(to);
        NormalizedEmail = NormalizedUserName = plain is null ? null : LookupValue(to, plain);
    }

    /// <summary>The keyed hash under which an e-mail is found, whatever its capitals.</summary>
    internal static string LookupValue(KeyRing keys, string email) => keys.Hash("account.lookup", email.Trim().Normalize(NormalizationForm.FormC).ToUpperInvariant());
}
