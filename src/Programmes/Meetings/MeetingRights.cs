using Microsoft.EntityFrameworkCore;
using Uramost.Platform.Contracts;
using Uramost.Platform.Data;
using Uramost.Platform.People;
using Uramost.Programmes.Activities;

namespace Uramost.Programmes.Meetings;

/// <summary>Who may read minutes and risks.</summary>
public static class MeetingRights
{
    /// <summary>
    /// The activity whose minutes the viewer may read, or null: those who work in its project and may see it; of a
    /// closed meeting only those who may change it.
    /// </summary>
    public static async Task<Activity?> Readable(PlatformDb db, Viewer viewer, Guid activityId, CancellationToken ct = default)
    {
        var rights = new ProgrammesRights(viewer);
        var activity = await rights.Activities(db).AsNoTracking().Include(a => a.Places).SingleOrDefaultAsync(a => a.Id == activityId, ct);
        if (activity is null) return null;
        if (activity.Confidentiality != Confidentiality.Closed && activity.ProjectId is { } project && rights.IsStaff(project)) return activity;
        return await rights.MayEdit(db, activityId, ct) ? activity : null;
    }

    /// <summary>All activities whose minutes the viewer may read, by the same rule.</summary>
    public static IQueryable<Activity> AllReadable(PlatformDb db, Viewer viewer)
    {
        var rights = new ProgrammesRights(viewer);
        var (seen, edited) = (rights.Activities(db), rights.ActivitiesToEdit(db));
        var staff = viewer.Projects(Role.Coordinator, Role.Officer, Role.Facilitator, Role.Researcher, Role.Analyst);
        return db.Set<Activity>().Where(a => seen.Any(s => s.Id == a.Id)
            && (a.Confidentiality != Confidentiality.Closed && a.ProjectId != null && staff.Contains(a.ProjectId.Value) || edited.Any(e => e.Id == a.Id)));
    }

    /// <summary>A project's risks: still threatening before what happened and what is over, the heaviest first.</summary>
    public static async Task<IReadOnlyList<Risk>> Risks(PlatformDb db, Guid projectId, CancellationToken ct = default) =>
        [.. (await db.Set<Risk>().AsNoTracking().Where(r => r.ProjectId == projectId).ToListAsync(ct)).OrderBy(r => r.State).ThenByDescending(r => r.Score).ThenBy(r => r.ReviewOn ?? DateOnly.MaxValue).ThenBy(r => r.Id)];

    /// <summary>Whether the viewer may read a project's risks: who runs it, works for a partner or leads its meetings.</summary>
    public static bool MayReadRisks(Viewer viewer, Guid projectId) => viewer.Has(projectId, Role.Coordinator, Role.Officer, Role.Facilitator);

    /// <summary>Whether the viewer may write down and change a project's risks.</summary>
    public static bool MayEditRisks(Viewer viewer, Guid projectId) => viewer.Has(projectId, Role.Coordinator, Role.Officer);
}
