using Microsoft.EntityFrameworkCore;
using Uramost.Platform.Contracts;
using Uramost.Platform.Data;

namespace Uramost.Programmes.Activities;

/// <summary>Roles follow the persons who held them. Of somebody who is erased no role is left: it would say what they did there.</summary>
public sealed class FollowRoles : IHandle<PersonMerged>, IHandle<PersonMergeUndone>, IHandle<PersonErased>
{
    /// <inheritdoc/>
    public IReadOnlyList<Type> Kinds { get; } = [typeof(SessionRole)];

    /// <inheritdoc/>
    public Task Handle(PlatformDb db, PersonMerged happened, CancellationToken ct) => Move(db, happened, ct);

    /// <inheritdoc/>
    public Task Handle(PlatformDb db, PersonMergeUndone happened, CancellationToken ct) => Move(db, happened, ct);

    /// <inheritdoc/>
    public async Task Handle(PlatformDb db, PersonErased happened, CancellationToken ct)
    {
        var removed = await db.Set<SessionRole>().Where(r => r.RecordedAs != null && happened.Members.Contains(r.RecordedAs.Value)).ExecuteDeleteAsync(ct);
        if (removed > 0) db.Audit.Bulk(nameof(SessionRole), removed, nameof(PersonErased));
    }

    private static async Task Move(PlatformDb db, IPersonMoved happened, CancellationToken ct)
    {
        var moved = await db.Set<SessionRole>().Where(r => r.RecordedAs != null && happened.Members.Contains(r.RecordedAs.Value) && r.PersonId != happened.PersonId)
            .ExecuteUpdateAsync(s => s.SetProperty(r => r.PersonId, happened.PersonId), ct);
        if (moved > 0) db.Audit.Bulk(nameof(SessionRole), moved, happened.GetType().Name);
    }
}
