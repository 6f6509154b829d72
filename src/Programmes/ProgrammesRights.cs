using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Uramost.Platform.Contracts;
using Uramost.Platform.Data;
using Uramost.Platform.Language;
using Uramost.Platform.Organisations;
using Uramost.Platform.People;
using Uramost.Programmes.Activities;
using Uramost.Programmes.Projects;

namespace Uramost.Programmes;

/// <summary>
/// Who may see and change what in this module: the one place that decides it. Every query of projects and activities
/// begins here.
/// </summary>
/// <remarks>
/// A visitor sees public projects and what was held publicly in them. Whoever has a role in a project sees it and its
/// activities, except closed ones that are still to come: those are seen by the coordinators, the officers of the
/// organisation whose they are, and the accounts that were let in. An officer changes what is their organisation's, a
/// facilitator what they are let into, a coordinator everything. An administrator runs the workspace and is by that
/// alone no reader of what happens in a project.
/// </remarks>
public sealed class ProgrammesRights(Viewer viewer)
{
    private readonly IReadOnlyList<Guid> member = viewer.Projects(Role.Coordinator, Role.Officer, Role.Facilitator, Role.Researcher, Role.Analyst, Role.Donor);
    private readonly IReadOnlyList<Guid> coordinator = viewer.Projects(Role.Coordinator);

    /// <summary>Whose rights these are.</summary>
    public Viewer Viewer => viewer;

    /// <summary>Whether the viewer may add a project: they become its coordinator.</summary>
    public bool MayAddProject => viewer.IsAdministrator || viewer.IsCoordinatorAnywhere;

    /// <summary>Whether the viewer may add and change organisations.</summary>
    public bool MayEditOrganisations => viewer.IsAdministrator || viewer.Memberships.Any(m => m.Role is Role.Coordinator or Role.Officer);

    /// <summary>Projects of whose activities the viewer may add some.</summary>
    public IReadOnlyList<Guid> ProjectsToAddTo => viewer.Projects(Role.Coordinator, Role.Officer, Role.Facilitator);

    /// <summary>Whether the viewer may change a project's own record, its organisations and its declared numbers.</summary>
    public bool MayEditProject(Guid projectId) => viewer.Has(projectId, Role.Coordinator);

    /// <summary>Whether the viewer works in a project, so that its staff pages are theirs.</summary>
    public bool IsStaff(Guid projectId) => viewer.Has(projectId, Role.Coordinator, Role.Officer, Role.Facilitator, Role.Researcher, Role.Analyst);

    /// <summary>Whether the viewer may change a project's results framework, approve its values and give them back.</summary>
    public bool MayEditResults(Guid projectId) => viewer.Has(projectId, Role.Coordinator);

    /// <summary>Whether somebody else than the viewer may approve a project's values today.</summary>
    public Task<bool> OthersMayApprove(PlatformDb db, Guid projectId, DateOnly today, CancellationToken ct = default) =>
        db.Set<Membership>().AnyAsync(m => m.ProjectId == projectId && m.Role == Role.Coordinator && m.AccountId != viewer.AccountId && (m.EndsOn == null || m.EndsOn >= today), ct);

    /// <summary>Whether the viewer may write values of indicators and reviews of assumptions and hand them in.</summary>
    public bool MayWriteResults(Guid projectId) => viewer.Has(projectId, Role.Coordinator, Role.Officer, Role.Analyst);

    /// <summary>Whether the viewer may write texts and a partner's values of a project's reports.</summary>
    public bool MayWriteReports(Guid projectId) => viewer.Has(projectId, Role.Coordinator, Role.Officer);

    /// <summary>Whether the viewer has any role in a project, reading ones included.</summary>
    public bool IsMember(Guid projectId) => member.Contains(projectId);

    /// <summary>Whether the viewer works for somebody in any project.</summary>
    public bool IsStaffAnywhere => viewer.Memberships.Any(m => m.Role is not (Role.Donor or Role.Administrator) && m.ProjectId is not null);

    /// <summary>Whether the viewer may read a project.</summary>
    public bool MayRead(Guid projectId, bool isPublic) => viewer.IsAdministrator || isPublic || IsMember(projectId);

    /// <summary>The projects that the viewer may read: those of which <see cref="MayRead"/> is true.</summary>
    public IQueryable<Project> Projects(PlatformDb db) => viewer.IsAdministrator
        ? db.Set<Project>()
        : db.Set<Project>().Where(p => p.Visibility == ProjectVisibility.Public || member.Contains(p.Id));

    /// <summary>
    /// The organisations that the viewer may see: whoever works here sees all, a visitor those that have a part in what
    /// is public.
    /// </summary>
    public IQueryable<Organisation> Organisations(PlatformDb db)
    {
        if (viewer.IsAdministrator || IsStaffAnywhere) return db.Set<Organisation>();
        var projects = Projects(db);
        return db.Set<Organisation>().Where(o =>
            db.Set<ProjectOrganisation>().Any(p => p.OrganisationId == o.Id && projects.Any(x => x.Id == p.ProjectId))
            || db.Set<ActivityOrganisation>().Any(p => p.OrganisationId == o.Id && db.Set<Activity>().Any(a => a.Id == p.ActivityId && a.Visibility == SearchVisibility.Public && a.Confidentiality == Confidentiality.Public))
            || db.Set<Work>().Any(w => w.OutletId == o.Id && projects.Any(x => x.Id == w.ProjectId)));
    }

    /// <summary>The activities that the viewer may see.</summary>
    public IQueryable<Activity> Activities(PlatformDb db)
    {
        Expression<Func<Activity, bool>> seen = a => a.Visibility == SearchVisibility.Public;
        var onlyMember = member.Except(coordinator).ToList();
        if (onlyMember.Count > 0) seen = Or(seen, And(a => a.Visibility == SearchVisibility.Project, InOneOf(onlyMember)));
        if (coordinator.Count > 0)
        {
            seen = Or(seen, InOneOf(coordinator));
            // What names no project belongs to an organisation: those who coordinate a project that it carries look after it.
            seen = Or(seen, a => a.ProjectId == null && db.Set<ProjectOrganisation>().Any(o => o.OrganisationId == a.OwnerId && coordinator.Contains(o.ProjectId)
                && (o.Role == ProjectRole.Lead || o.Role == ProjectRole.Partner || o.Role == ProjectRole.Consortium)));
        }

        foreach (var (project, organisation) in Offices()) seen = Or(seen, a => a.OwnerId == organisation && (a.ProjectId == project || a.ProjectId == null));
        if (viewer.AccountId is { } account) seen = Or(seen, a => db.Set<ActivityInsider>().Any(i => i.ActivityId == a.Id && i.AccountId == account));
        return db.Set<Activity>().Where(seen);
    }

    /// <summary>The activities that the viewer may change.</summary>
    public IQueryable<Activity> ActivitiesToEdit(PlatformDb db)
    {
        Expression<Func<Activity, bool>> mine = a => a.ProjectId != null && coordinator.Contains(a.ProjectId.Value)
            || a.ProjectId == null && db.Set<ProjectOrganisation>().Any(o => o.OrganisationId == a.OwnerId && coordinator.Contains(o.ProjectId)
                && (o.Role == ProjectRole.Lead || o.Role == ProjectRole.Partner || o.Role == ProjectRole.Consortium));
        foreach (var (project, organisation) in Offices()) mine = Or(mine, a => a.OwnerId == organisation && (a.ProjectId == project || a.ProjectId == null));
        var facilitated = viewer.Projects(Role.Facilitator);
        if (facilitated.Count > 0 && viewer.AccountId is { } account)
        {
            mine = Or(mine, a => a.ProjectId != null && facilitated.Contains(a.ProjectId.Value) && db.Set<ActivityInsider>().Any(i => i.ActivityId == a.Id && i.AccountId == account));
        }

        return db.Set<Activity>().Where(mine);
    }

    /// <summary>Whether the viewer may change the activity.</summary>
    public Task<bool> MayEdit(PlatformDb db, Guid activityId, CancellationToken ct = default) => ActivitiesToEdit(db).AnyAsync(a => a.Id == activityId, ct);

    /// <summary>
    /// The organisations for which the viewer may add an activity to a project; null in the list: for the whole project.
    /// Empty: they may not.
    /// </summary>
    public IReadOnlyList<Guid?> OwnersFor(Guid projectId) =>
        viewer.Has(projectId, Role.Coordinator, Role.Facilitator) ? [null] : [.. viewer.OfficerOf(projectId).Select(o => (Guid?)o)];

    /// <summary>
    /// Whether somebody in this role may be named. Where a meeting is not public, nobody is, and no affiliation is given,
    /// except those whose role is public in itself: who hosts or opens it, who signs what was published. The other side
    /// of a bilateral meeting is what such a meeting keeps to itself.
    /// </summary>
    public static bool MayBeNamed(Confidentiality confidentiality, SessionRole role) =>
        confidentiality == Confidentiality.Public
        || role.PublicFigureId is not null && role.Role is PersonRole.Host or PersonRole.OpeningSpeaker or PersonRole.Author;

    /// <summary>What may be told of a role: the confidentiality of its session where that is set, else of the activity.</summary>
    public static Confidentiality Of(Activity activity, Session? session) =>
        session?.Confidentiality is { } own && own > activity.Confidentiality ? own : activity.Confidentiality;

    private IEnumerable<(Guid Project, Guid Organisation)> Offices() =>
        viewer.Memberships.Where(m => m is { Role: Role.Officer, ProjectId: not null, OrganisationId: not null }).Select(m => (m.ProjectId!.Value, m.OrganisationId!.Value)).Distinct();

    // Most people work in one project, and every list asks this: a comparison is cheaper than a look into a list.
    private static Expression<Func<Activity, bool>> InOneOf(IReadOnlyList<Guid> projects)
    {
        if (projects is [var one]) return a => a.ProjectId == one;
        return a => a.ProjectId != null && projects.Contains(a.ProjectId.Value);
    }

    private static Expression<Func<Activity, bool>> Or(Expression<Func<Activity, bool>> one, Expression<Func<Activity, bool>> other) => Join(one, other, Expression.OrElse);

    private static Expression<Func<Activity, bool>> And(Expression<Func<Activity, bool>> one, Expression<Func<Activity, bool>> other) => Join(one, other, Expression.AndAlso);

    private static Expression<Func<Activity, bool>> Join(Expression<Func<Activity, bool>> one, Expression<Func<Activity, bool>> other, Func<Expression, Expression, BinaryExpression> how) =>
        Expression.Lambda<Func<Activity, bool>>(how(one.Body, new Replace(other.Parameters[0], one.Parameters[0]).Visit(other.Body)), one.Parameters);

    private sealed class Replace(ParameterExpression from, ParameterExpression to) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == from ? to : base.VisitParameter(node);
    }
}
