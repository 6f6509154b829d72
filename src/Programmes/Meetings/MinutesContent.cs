using Microsoft.EntityFrameworkCore;
using Uramost.Platform.Commitments;
using Uramost.Platform.Contracts;
using Uramost.Platform.Data;
using Uramost.Platform.Language;
using Uramost.Platform.People;
using Uramost.Programmes.Activities;
using Uramost.Programmes.Attendance;

namespace Uramost.Programmes.Meetings;

/// <summary>What the minutes of a meeting consist of, for the page and for the document: read once, under the viewer's rights.</summary>
/// <param name="Activity">The meeting.</param>
/// <param name="Minutes">The text, or null: not written yet.</param>
/// <param name="NamesNobody">Whether only counts tell who was there.</param>
/// <param name="Lines">Who was there, as far as the viewer may read it.</param>
/// <param name="Others">How many more there were whose names the viewer may not read.</param>
/// <param name="Counts">Counts without names.</param>
/// <param name="Decisions">Decisions by number.</param>
/// <param name="Commitments">Commitments that the viewer may see, by day.</param>
/// <param name="Records">The records of the commitments.</param>
/// <param name="Risks">Risks that the meeting raised, the heaviest first.</param>
public sealed record MinutesContent(
    Activity Activity, Minutes? Minutes, bool NamesNobody, IReadOnlyList<AttendanceLine> Lines, int Others, IReadOnlyList<DoorCount> Counts, IReadOnlyList<Decision> Decisions,
    IReadOnlyList<Commitment> Commitments, IReadOnlyDictionary<(string Kind, Guid Id), OwnedRecord> Records, IReadOnlyList<Risk> Risks)
{
    /// <summary>Who was there, by organisation; those without one last.</summary>
    public IEnumerable<IGrouping<string, AttendanceLine>> Present =>
        Lines.Where(l => l.Row.State.IsCounted()).GroupBy(l => l.Organisation ?? "").OrderBy(g => g.Key.Length == 0).ThenBy(g => g.Key, StringComparer.Create(UiVariant.Current.Culture, ignoreCase: true));

    /// <summary>Who was expected and did not come.</summary>
    public IEnumerable<AttendanceLine> Absent => Lines.Where(l => l.Row.State == AttendanceState.NoShow);

    /// <summary>Reads the minutes, or null where the viewer may not read them.</summary>
    public static async Task<MinutesContent?> Read(PlatformDb db, Viewer viewer, Guid activityId, AttendanceList list, RecordOwners owners, CancellationToken ct = default)
    {
        if (await MeetingRights.Readable(db, viewer, activityId, ct) is not { } activity) return null;
        var (lines, others) = await list.Lines(db, activity, ct);
        var risks = activity.ProjectId is { } project && MeetingRights.MayReadRisks(viewer, project)
            ? await db.Set<Risk>().AsNoTracking().Where(r => r.ActivityId == activityId).OrderByDescending(r => r.Score).ThenBy(r => r.Id).ToListAsync(ct) : [];
        var all = await db.Set<Commitment>().AsNoTracking().Where(c => c.RecordKind == ActivityRecords.KindName && c.RecordId == activityId).OrderBy(c => c.SortDue).ThenBy(c => c.Id).ToListAsync(ct);
        var records = await owners.Find(all.Select(c => (c.RecordKind, c.RecordId)), viewer, ct);
        return new MinutesContent(activity, await db.Set<Minutes>().AsNoTracking().SingleOrDefaultAsync(m => m.ActivityId == activityId, ct), ReadAttendance.NamesNobody(activity), lines, others,
            await db.Set<DoorCount>().AsNoTracking().Where(c => c.ActivityId == activityId).ToListAsync(ct), await db.Set<Decision>().AsNoTracking().Where(d => d.ActivityId == activityId).OrderBy(d => d.Number).ToListAsync(ct),
            [.. all.Where(c => CommitmentRights.MaySee(c, records.GetValueOrDefault((c.RecordKind, c.RecordId)), viewer))], records, risks);
    }
}
