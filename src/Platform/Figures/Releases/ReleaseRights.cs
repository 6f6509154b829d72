using Microsoft.EntityFrameworkCore;
using Uramost.Platform.Contracts;
using Uramost.Platform.Data;
using Uramost.Platform.People;

namespace Uramost.Platform.Figures.Releases;

/// <summary>Who may read and make releases.</summary>
/// <remarks>
/// A release for everybody is read by whoever may read the project; one for donors by those who have a role in it. Only its
/// coordinators make one. Live numbers of people broken down by what is true of them are for staff of the project alone.
/// </remarks>
public sealed class ReleaseRights(Viewer viewer)
{
    private static readonly Role[] Staff = [Role.Coordinator, Role.Officer, Role.Facilitator, Role.Researcher, Role.Analyst];

    /// <summary>Whether the viewer may make a release.</summary>
    public bool MayMake(Guid projectId) => viewer.Has(projectId, Role.Coordinator);

    /// <summary>Whether the viewer works in the project, and so sees numbers of people as they are today.</summary>
    public bool IsInside(Guid projectId) => viewer.Has(projectId, Staff);

    /// <summary>Projects in which the viewer works.</summary>
    public IReadOnlyList<Guid> Inside => viewer.Projects(Staff);

    /// <summary>
    /// The releases of a project that the viewer may read and that nobody withdrew, the newest first; the caller has found the
    /// project among those that they may read.
    /// </summary>
    public IQueryable<Release> Releases(PlatformDb db, Guid projectId) => Published(db, projectId).Where(r => !db.Set<ReleaseWithdrawal>().Any(w => w.ReleaseId == r.Id));

    /// <summary>The same with those that were withdrawn: for telling that they were, and never for their numbers.</summary>
    public IQueryable<Release> Published(PlatformDb db, Guid projectId)
    {
        var member = viewer.Projects(Role.Donor).Contains(projectId) || IsInside(projectId);
        return db.Set<Release>().AsNoTracking().Where(r => r.ProjectId == projectId && (member || r.Audience == ReleaseAudience.Public)).OrderByDescending(r => r.Number);
    }

    /// <summary>A release with its project, or null where there is none that the viewer may read.</summary>
    public async Task<(Release Release, ProjectInfo Project)?> Find(PlatformDb db, IProjects projects, Guid projectId, int number, CancellationToken ct = default) =>
        await projects.Find(projectId, viewer, ct) is { } project && await Releases(db, projectId).SingleOrDefaultAsync(r => r.Number == number, ct) is { } release ? (release, project) : null;

    /// <summary>A release that was withdrawn, with when and why, or null.</summary>
    public async Task<(int Number, string Template, DateTime MadeAt, ReleaseWithdrawal Withdrawal, ProjectInfo Project)?> FindWithdrawn(PlatformDb db, IProjects projects, Guid projectId, int number, CancellationToken ct = default)
    {
        if (await projects.Find(projectId, viewer, ct) is not { } project) return null;
        var found = await Published(db, projectId).Where(r => r.Number == number).Join(db.Set<ReleaseWithdrawal>().AsNoTracking(), r => r.Id, w => w.ReleaseId, (r, w) => new { r.Number, r.Template, r.MadeAt, Withdrawal = w }).SingleOrDefaultAsync(ct);
        return found is null ? null : (found.Number, found.Template, found.MadeAt, found.Withdrawal, project);
    }
}
