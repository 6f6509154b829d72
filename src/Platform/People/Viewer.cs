using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Uramost.Platform.Contracts;
using Uramost.Platform.Data;

namespace Uramost.Platform.People;

/// <summary>Who is looking: the account with the roles that hold today. A visitor has neither. Each module's rights class decides by it.</summary>
/// <param name="AccountId">The account, or null for a visitor.</param>
/// <param name="Memberships">Roles that hold today.</param>
public sealed record Viewer(Guid? AccountId, IReadOnlyList<Membership> Memberships)
{
    /// <summary>Somebody who is not signed in.</summary>
    public static readonly Viewer Visitor = new(null, []);

    /// <summary>Whether somebody is signed in.</summary>
    public bool IsSignedIn => AccountId is not null;

    /// <summary>Whether they run the workspace.</summary>
    public bool IsAdministrator => Memberships.Any(m => m.Role == Role.Administrator);

    /// <summary>Whether they coordinate any project.</summary>
    public bool IsCoordinatorAnywhere => Memberships.Any(m => m.Role == Role.Coordinator);

    /// <summary>Projects in which one of the roles holds; all of the viewer's projects when no role is named.</summary>
    public IReadOnlyList<Guid> Projects(params ReadOnlySpan<Role> roles)
    {
        var ids = new List<Guid>();
        foreach (var m in Memberships)
        {
            if (m.ProjectId is { } id && (roles.IsEmpty || roles.Contains(m.Role)) && !ids.Contains(id)) ids.Add(id);
        }

        return ids;
    }

    /// <summary>Whether one of the roles holds in the project.</summary>
    public bool Has(Guid projectId, params ReadOnlySpan<Role> roles)
    {
        foreach (var m in Memberships)
        {
            if (m.ProjectId == projectId && roles.Contains(m.Role)) return true;
        }

        return false;
    }

    /// <summary>The partners for which the viewer is an officer in the project.</summary>
    public IReadOnlyList<Guid> OfficerOf(Guid projectId) =>
        [.. Memberships.Where(m => m.Role == Role.Officer && m.ProjectId == projectId && m.OrganisationId is not null).Select(m => m.OrganisationId!.Value).Distinct()];
}

/// <summary>The roles of accounts, kept in memory by each node: every page begins with them.</summary>
public sealed class KnownRoles(IServiceScopeFactory scopes, IVersions versions)
{
    private readonly VersionCache<Guid, IReadOnlyList<Membership>> known = new(versions, VersionNames.Roles);

    /// <summary>Roles of the account, those that are over included.</summary>
    public ValueTask<IReadOnlyList<Membership>> Of(Guid accountId) => known.Get(accountId, Read);

    private async Task<IReadOnlyList<Membership>> Read(Guid accountId)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<PlatformDb>().Set<Membership>().AsNoTracking().Where(m => m.AccountId == accountId).ToListAsync();
    }
}

/// <summary>Finds the viewer of this request, once.</summary>
public sealed class CurrentViewer(KnownRoles roles, Actor actor, TimeProvider clock)
{
    private Task<Viewer>? found;

    /// <summary>The viewer.</summary>
    public Task<Viewer> Get() => found ??= Find();

    private async Task<Viewer> Find()
    {
        if (actor.AccountId is not { } account) return Viewer.Visitor;
        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        return new Viewer(account, [.. (await roles.Of(account)).Where(m => m.EndsOn is null || m.EndsOn >= today)]);
    }
}
