using Microsoft.EntityFrameworkCore;
using Uramost.Platform.Contracts;
using Uramost.Platform.Data;
using Uramost.Platform.People.Persons;

namespace Uramost.Exchange.Companies;

/// <summary>
/// Contacts follow merged persons. Of somebody who is erased no contact is left: it would say where they work. Nor is
/// one left of somebody who does not agree any more to be written to or called.
/// </summary>
public sealed class FollowContacts : IHandle<PersonMerged>, IHandle<PersonMergeUndone>, IHandle<PersonErased>, IHandle<ConsentWithdrawn>
{
    private readonly FollowPerson<CompanyContact> rows = new();

    /// <inheritdoc/>
    public IReadOnlyList<Type> Kinds { get; } = [typeof(CompanyContact)];

    /// <inheritdoc/>
    public Task Handle(PlatformDb db, PersonMerged happened, CancellationToken ct) => rows.Handle(db, happened, ct);

    /// <inheritdoc/>
    public Task Handle(PlatformDb db, PersonMergeUndone happened, CancellationToken ct) => rows.Handle(db, happened, ct);

    /// <inheritdoc/>
    public Task Handle(PlatformDb db, PersonErased happened, CancellationToken ct) => Remove(db, db.Set<CompanyContact>().Where(c => happened.Members.Contains(c.RecordedAs)), nameof(PersonErased), ct);

    /// <inheritdoc/>
    public async Task Handle(PlatformDb db, ConsentWithdrawn happened, CancellationToken ct)
    {
        if (happened.Purpose == ConsentPurpose.Contact) await Remove(db, db.Set<CompanyContact>().Where(c => c.PersonId == happened.PersonId), nameof(ConsentWithdrawn), ct);
    }

    private static async Task Remove(PlatformDb db, IQueryable<CompanyContact> contacts, string why, CancellationToken ct)
    {
        var removed = await contacts.ExecuteDeleteAsync(ct);
        if (removed > 0) db.Audit.Bulk(nameof(CompanyContact), removed, why);
    }
}
