using Microsoft.EntityFrameworkCore;
using Uramost.Platform.Contracts;
using Uramost.Platform.Data;

namespace Uramost.Exchange.Companies;

/// <summary>Contacts follow merged persons. Of somebody who is erased no contact is left: it would say where they work.</summary>
public sealed class FollowContacts : IHandle<PersonMerged>, IHandle<PersonMergeUndone>, IHandle<PersonErased>
{
    private readonly FollowPerson<CompanyContact> rows = new();

    /// <inheritdoc/>
    public IReadOnlyList<Type> Kinds { get; } = [typeof(CompanyContact)];

    /// <inheritdoc/>
    public Task Handle(PlatformDb db, PersonMerged happened, CancellationToken ct) => rows.Handle(db, happened, ct);

    /// <inheritdoc/>
    public Task Handle(PlatformDb db, PersonMergeUndone happened, CancellationToken ct) => rows.Handle(db, happened, ct);

    /// <inheritdoc/>
    public async Task Handle(PlatformDb db, PersonErased happened, CancellationToken ct)
    {
        var removed = await db.Set<CompanyContact>().Where(c => happened.Members.Contains(c.RecordedAs)).ExecuteDeleteAsync(ct);
        if (removed > 0) db.Audit.Bulk(nameof(CompanyContact), removed, nameof(PersonErased));
    }
}
