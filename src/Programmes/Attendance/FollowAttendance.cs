using Microsoft.EntityFrameworkCore;
using Uramost.Platform.Contracts;
using Uramost.Platform.Data;
using Uramost.Platform.Evidence;
using Uramost.Platform.People.Persons;

namespace Uramost.Programmes.Attendance;

/// <summary>
/// Attendance follows persons: merged and separated rows count anew, an erased person leaves an anonymous row that
/// counts as before, and a signed sheet is closed to the donor when somebody on it no longer agrees to be shown as proof.
/// </summary>
public sealed class FollowAttendance(TimeProvider clock) : IHandle<PersonMerged>, IHandle<PersonMergeUndone>, IHandle<PersonErased>, IHandle<ConsentWithdrawn>
{
    private readonly FollowPerson<Attended> rows = new();

    /// <inheritdoc/>
    public IReadOnlyList<Type> Kinds { get; } = [typeof(Attended)];

    /// <inheritdoc/>
    public async Task Handle(PlatformDb db, PersonMerged happened, CancellationToken ct)
    {
        await rows.Handle(db, happened, ct);
        await Recount(db, happened.Members, ct);
    }

    /// <inheritdoc/>
    public async Task Handle(PlatformDb db, PersonMergeUndone happened, CancellationToken ct)
    {
        await rows.Handle(db, happened, ct);
        await Recount(db, happened.Members, ct);
    }

    /// <inheritdoc/>
    public async Task Handle(PlatformDb db, PersonErased happened, CancellationToken ct)
    {
        var mine = await db.Set<Attended>().Where(a => happened.Members.Contains(a.RecordedAs)).ToListAsync(ct);
        var ids = mine.Select(a => a.Id).ToList();
        var days = await db.Set<AttendedDay>().Where(d => ids.Contains(d.AttendedId)).ToListAsync(ct);
        foreach (var activity in mine.GroupBy(a => a.ActivityId))
        {
            // Rows that met by a merge can never come apart again: they become the one attendance that they were counted as.
            var kept = activity.OrderByDescending(a => a.State.IsCounted()).ThenBy(a => a.Side is null).ThenBy(a => a.Side, StringComparer.Ordinal).ThenBy(a => a.Id).First();
            kept.ForgetOrganisation();
            kept.Role = null;
            foreach (var other in activity.Where(a => a != kept))
            {
                foreach (var day in days.Where(d => d.AttendedId == other.Id).ToList())
                {
                    db.Remove(day);
                    if (days.Any(d => d.AttendedId == kept.Id && d.Day == day.Day && d.SessionId == day.SessionId)) continue;
                    var moved = new AttendedDay { AttendedId = kept.Id, Day = day.Day, SessionId = day.SessionId };
                    days.Add(moved);
                    db.Add(moved);
                }

                db.Remove(other);
            }
        }

        await db.SaveChangesAsync(ct);
        await rows.Handle(db, happened, ct);
        foreach (var activity in mine.Select(a => a.ActivityId).Distinct()) await RecordAttendance.Recount(db, activity, clock.GetUtcNow().UtcDateTime, ct);
    }

    /// <inheritdoc/>
    public async Task Handle(PlatformDb db, ConsentWithdrawn happened, CancellationToken ct)
    {
        if (happened.Purpose != ConsentPurpose.ProofToDonor) return;
        var sheets = await db.Set<EvidencePiece>().Where(p => p.Kind == EvidenceKind.SignedSheet && p.Sensitivity != Sensitivity.Sealed && p.RecordKind == ActivityRecords.KindName
            && db.Set<Attended>().Any(a => a.ActivityId == p.RecordId && a.PersonId == happened.PersonId)).ToListAsync(ct);
        foreach (var sheet in sheets) sheet.Sensitivity = Sensitivity.Sealed;
    }

    private async Task Recount(PlatformDb db, IReadOnlyList<Guid> members, CancellationToken ct)
    {
        foreach (var activity in await db.Set<Attended>().Where(a => members.Contains(a.RecordedAs)).Select(a => a.ActivityId).Distinct().ToListAsync(ct))
        {
            await RecordAttendance.Recount(db, activity, clock.GetUtcNow().UtcDateTime, ct);
        }
    }
}
