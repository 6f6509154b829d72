using System.ComponentModel.DataAnnotations;
using Microsoft.EntityFrameworkCore;
using Uramost.Platform.Data;

namespace Uramost.Platform.People.Persons;

/// <summary>
/// Who a person is: one row per person and owning organisation, under a random id. Every field is encrypted with the
/// key ring and bound to the id, so that neither a copy of the database nor a moved ciphertext names anyone. What is
/// true of the person stands apart in <see cref="PersonFacts"/>.
/// </summary>
/// <remarks>Only this folder writes identities: each writing raises the revision from which every node refreshes its names.</remarks>
[Personal]
[Index(nameof(OrganisationId)), Index(nameof(Revision)), Index(nameof(EmailKey)), Index(nameof(TelephoneKey)), Index(nameof(MergedIntoId))]
public sealed class PersonIdentity : Record
{
    private const string Purpose = "people.";

    private PersonIdentity() { }

    /// <summary>The organisation that keeps this record and answers for it.</summary>
    public Guid OrganisationId { get; private set; }

    /// <summary>Encrypted given name.</summary>
    public byte[]? GivenName { get; private set; }

    /// <summary>Encrypted family name.</summary>
    public byte[]? FamilyName { get; private set; }

    /// <summary>Encrypted e-mail address.</summary>
    public byte[]? Email { get; private set; }

    /// <summary>Encrypted telephone number.</summary>
    public byte[]? Telephone { get; private set; }

    /// <summary>Encrypted home organisation.</summary>
    public byte[]? HomeOrganisation { get; private set; }

    /// <summary>Encrypted title or office.</summary>
    public byte[]? Title { get; private set; }

    /// <summary>Encrypted address of the file with the signature.</summary>
    public byte[]? Signature { get; private set; }

    /// <summary>Look-up value of the e-mail address (HMAC); see <see cref="EmailKeyOf"/>.</summary>
    [MaxLength(64)] public string? EmailKey { get; private set; }

    /// <summary>Look-up value of the telephone number (HMAC); see <see cref="TelephoneKeyOf"/>.</summary>
    [MaxLength(64)] public string? TelephoneKey { get; private set; }

    /// <summary>The record that stands for this person since a merge, or null.</summary>
    public Guid? MergedIntoId { get; internal set; }

    /// <summary>Whether the content was given up for good when the merge was confirmed.</summary>
    public bool IsEmptied { get; internal set; }

    /// <summary>The revision of names in which this row last changed.</summary>
    public long Revision { get; internal set; }

    /// <summary>A new person of an organisation; the id is random, so that it does not tell when the record was made.</summary>
    internal static PersonIdentity Of(Guid organisationId) => new() { Id = Guid.NewGuid(), OrganisationId = organisationId };

    /// <summary>Opens every field.</summary>
    public IdentityFields Read(KeyRing keys) => new(
        Open(keys, nameof(GivenName), GivenName), Open(keys, nameof(FamilyName), FamilyName), Open(keys, nameof(Email), Email), Open(keys, nameof(Telephone), Telephone),
        Open(keys, nameof(HomeOrganisation), HomeOrganisation), Open(keys, nameof(Title), Title), Open(keys, nameof(Signature), Signature));

    /// <summary>Seals every field that differs from what is stored.</summary>
    /// <param name="keys">The key ring.</param>
    /// <param name="fields">The new content.</param>
    /// <param name="again">Whether what did not change is sealed again too, as after a rotation of the master key.</param>
    internal void Write(KeyRing keys, IdentityFields fields, bool again = false)
    {
        var now = Read(keys);
        fields = fields.Tidy();
        GivenName = Seal(nameof(GivenName), now.GivenName, fields.GivenName, GivenName);
        FamilyName = Seal(nameof(FamilyName), now.FamilyName, fields.FamilyName, FamilyName);
        Email = Seal(nameof(Email), now.Email, fields.Email, Email);
        Telephone = Seal(nameof(Telephone), now.Telephone, fields.Telephone, Telephone);
        HomeOrganisation = Seal(nameof(HomeOrganisation), now.HomeOrganisation, fields.HomeOrganisation, HomeOrganisation);
        Title = Seal(nameof(Title), now.Title, fields.Title, Title);
        Signature = Seal(nameof(Signature), now.Signature, fields.Signature, Signature);
        EmailKey = EmailKeyOf(keys, fields.Email);
        TelephoneKey = TelephoneKeyOf(keys, fields.Telephone);

        byte[]? Seal(string field, string? before, string? after, byte[]? cipher) =>
            after is null ? null : !again && before == after ? cipher : keys.EncryptText(Purpose + field, after, Id);
    }

    /// <summary>The look-up value of an e-mail address: case and spaces do not count.</summary>
    public static string? EmailKeyOf(KeyRing keys, string? email) =>
        string.IsNullOrWhiteSpace(email) ? null : keys.Hash("people.email.key", email.Trim().ToLowerInvariant());

    /// <summary>
    /// The look-up value of a telephone number: its last eight digits, so that +383 44 123 456, 00383 44 123456 and
    /// 044 123 456 agree. Both countries' national numbers have at least eight digits.
    /// </summary>
    public static string? TelephoneKeyOf(KeyRing keys, string? telephone)
    {
        var digits = string.Concat((telephone ?? "").Where(char.IsAsciiDigit));
        return digits.Length < 6 ? null : keys.Hash("people.telephone.key", digits.Length > 8 ? digits[^8..] : digits);
    }

    private string? Open(KeyRing keys, string field, byte[]? cipher) => cipher is null ? null : keys.DecryptText(Purpose + field, cipher, Id);

    /// <summary>Opens the home organisation alone, by which namesakes are told apart.</summary>
    public static string? OpenHomeOrganisation(KeyRing keys, Guid id, byte[]? cipher) => cipher is null ? null : keys.DecryptText(Purpose + nameof(HomeOrganisation), cipher, id);

    /// <summary>Opens the name alone, for the index.</summary>
    internal static (string? Given, string? Family) OpenName(KeyRing keys, Guid id, byte[]? given, byte[]? family) =>
        (given is null ? null : keys.DecryptText(Purpose + nameof(GivenName), given, id), family is null ? null : keys.DecryptText(Purpose + nameof(FamilyName), family, id));
}

/// <summary>The single row from which nodes see that names changed: whoever changes an identity raises it in the same transaction.</summary>
public sealed class NamesRevision
{
    /// <summary>Always 1.</summary>
    public int Id { get; set; } = 1;

    /// <summary>Rises with each transaction that changes identities.</summary>
    public long Revision { get; set; }

    /// <summary>
    /// The next revision. The row stays locked until the transaction ends, so that revisions become visible in their
    /// order and no node misses one.
    /// </summary>
    internal static async Task<long> Next(PlatformDb db, CancellationToken ct)
    {
        if (db.Database.CurrentTransaction is null) throw new InvalidOperationException("Identities change inside a transaction.");
        if (await db.Set<NamesRevision>().ExecuteUpdateAsync(s => s.SetProperty(r => r.Revision, r => r.Revision + 1), ct) == 0)
            throw new InvalidOperationException("The revision of names is missing: the database was not migrated.");
        return await db.Set<NamesRevision>().Select(r => r.Revision).SingleAsync(ct);
    }
}

/// <summary>A person who was erased: nothing but the id, so that a restored backup can be erased again.</summary>
public sealed class ErasedPerson
{
    /// <summary>The id that named the person.</summary>
    [Key] public Guid Id { get; set; }

    /// <summary>The revision of names in which the person vanished.</summary>
    public long Revision { get; set; }
}
