using Microsoft.EntityFrameworkCore;
using Uramost.Platform.Data;

namespace Uramost.Platform.People.Accounts;

/// <summary>
/// Who may look after which accounts. An administrator: all of them. A coordinator: those with a role in a project that
/// they coordinate, and of those only the roles in these projects; they may invite and give project roles, but not shut accounts.
/// </summary>
public sealed class AccountRights(Viewer viewer)
{
    private readonly List<Guid> own = [.. viewer.Projects(Role.Coordinator)];

    /// <summary>Whether the pages of accounts are open to the viewer at all.</summary>
    public bool MayManage => viewer.IsAdministrator || own.Count > 0;

    /// <summary>Whether the viewer may shut accounts, end sessions, reset second factors and make links for accounts in use.</summary>
    public bool MayAdminister => viewer.IsAdministrator;

    /// <summary>The roles that the viewer may give.</summary>
    public IEnumerable<Role> Roles => Enum.GetValues<Role>().Where(r => viewer.IsAdministrator || r != Role.Administrator);

    /// <summary>Whether the viewer may give, or take away, a role in a project.</summary>
    public bool MayGrant(Role role, Guid? projectId) => viewer.IsAdministrator || (role != Role.Administrator && projectId is { } project && own.Contains(project));

    /// <summary>The accounts that the viewer looks after.</summary>
    public IQueryable<Account> Accounts(PlatformDb db) => viewer.IsAdministrator
        ? db.Users
        : db.Users.Where(a => db.Set<Membership>().Any(m => m.AccountId == a.Id && m.ProjectId != null && own.Contains(m.ProjectId.Value)));

    /// <summary>The roles that the viewer sees.</summary>
    public IQueryable<Membership> Memberships(PlatformDb db) => viewer.IsAdministrator
        ? db.Set<Membership>()
        : db.Set<Membership>().Where(m => m.ProjectId != null && own.Contains(m.ProjectId.Value));

    /// <summary>
    /// The views of donors that the viewer may read: those of their own projects, and of what belongs to no single project
    /// those of their projects' donors. What a donor looks at in somebody else's project is not theirs to know.
    /// </summary>
    public IQueryable<ViewLogEntry> Views(PlatformDb db) => viewer.IsAdministrator
        ? db.Set<ViewLogEntry>()
        : db.Set<ViewLogEntry>().Where(v => v.ProjectId != null ? own.Contains(v.ProjectId.Value) : db.Set<Membership>().Any(m => m.AccountId == v.AccountId && m.Role == Role.Donor && m.ProjectId != null && own.Contains(m.ProjectId.Value)));

    /// <summary>Whether nobody would run the workspace without this account.</summary>
    public static async Task<bool> IsLastAdministrator(PlatformDb db, Guid accountId, DateOnly today) =>
        await db.Set<Membership>().AnyAsync(m => m.AccountId == accountId && m.Role == Role.Administrator)
        && !await db.Set<Membership>().AnyAsync(m => m.AccountId != accountId && m.Role == Role.Administrator && (m.EndsOn == null || m.EndsOn >= today) && db.Users.Any(a => a.Id == m.AccountId && !a.Disabled));
}
