using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Uramost.Platform.Commitments;
using Uramost.Platform.Data;
using Uramost.Platform.People;
using Uramost.Platform.Ui;
using Uramost.Programmes.Activities;
using Uramost.Programmes.Attendance;

namespace Uramost.Programmes.Meetings;

/// <summary>A meeting of which minutes or decisions are written down.</summary>
/// <param name="Activity">The meeting.</param>
/// <param name="IsWritten">Whether there is a text, not decisions alone.</param>
/// <param name="AdoptedOn">The day on which the minutes were accepted, or null.</param>
/// <param name="Decisions">How many decisions.</param>
/// <param name="OpenCommitments">How many commitments are still to be done.</param>
/// <param name="Overdue">How many of them are late.</param>
public sealed record MinutesRow(Activity Activity, bool IsWritten, DateOnly? AdoptedOn, int Decisions, int OpenCommitments, int Overdue)
{
    /// <summary>Most meetings of one list.</summary>
    public const int Most = 500;

    /// <summary>The meetings whose minutes the viewer may read, the newest first.</summary>
    public static async Task<IReadOnlyList<MinutesRow>> Read(PlatformDb db, Viewer viewer, Guid? project, DateOnly? today = null, CancellationToken ct = default)
    {
        var readable = MeetingRights.AllReadable(db, viewer);
        if (project is { } one) readable = readable.Where(a => a.ProjectId == one);
        var found = await readable.AsNoTracking().Where(a => db.Set<Minutes>().Any(m => m.ActivityId == a.Id) || db.Set<Decision>().Any(d => d.ActivityId == a.Id))
            .OrderByDescending(a => a.SortDay).ThenBy(a => a.Id).Take(Most).Select(a => new
            {
                a, Minutes = db.Set<Minutes>().FirstOrDefault(m => m.ActivityId == a.Id), Decisions = db.Set<Decision>().Count(d => d.ActivityId == a.Id),
                Open = db.Set<Commitment>().Count(c => c.RecordKind == ActivityRecords.KindName && c.RecordId == a.Id && c.State == CommitmentState.Open),
                Overdue = db.Set<Commitment>().Count(c => c.RecordKind == ActivityRecords.KindName && c.RecordId == a.Id && c.State == CommitmentState.Open && c.DueOn < today),
            }).ToListAsync(ct);
        return [.. found.Select(f => new MinutesRow(f.a, f.Minutes is not null, f.Minutes?.AdoptedOn, f.Decisions, f.Open, f.Overdue))];
    }

    /// <summary>Where the minutes stand, in words.</summary>
    public static string StateOf(MinutesRow row, IStringLocalizer<Words> words) =>
        !row.IsWritten ? words["NotWritten"] : row.AdoptedOn is { } day ? words["AdoptedOn", Dates.Long(day)] : words["Draft"];
}
