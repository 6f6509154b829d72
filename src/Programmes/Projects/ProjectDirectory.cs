using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Uramost.Platform.Contracts;
using Uramost.Platform.Data;
using Uramost.Platform.Language;
using Uramost.Platform.Organisations;
using Uramost.Platform.People;

namespace Uramost.Programmes.Projects;

/// <summary>What belongs to a project beside its own record.</summary>
/// <param name="Organisations">Its organisations with their roles, in their order.</param>
/// <param name="Donors">What its donors ask for.</param>
/// <param name="DonorsById">The donors themselves.</param>
public sealed record ProjectParts(IReadOnlyList<(ProjectRole Role, Organisation Organisation)> Organisations, IReadOnlyList<DonorProfile> Donors, IReadOnlyDictionary<Guid, Organisation> DonorsById)
{
    /// <summary>A project without any.</summary>
    public static readonly ProjectParts None = new([], [], new Dictionary<Guid, Organisation>());

    /// <summary>The donor of whom a profile tells.</summary>
    public Organisation? OrganisationOf(DonorProfile profile) => DonorsById.GetValueOrDefault(profile.OrganisationId);
}

/// <summary>The projects for other rooms. They are few and every page asks for them, so each node keeps them in memory.</summary>
public sealed class ProjectDirectory(IServiceScopeFactory scopes, IVersions versions) : IProjects, IProjectPartners
{
    private readonly VersionCache<string, IReadOnlyList<ProjectInfo>> byTitle = new(versions, VersionNames.Projects);
    private readonly VersionCache<string, IReadOnlyDictionary<Guid, IReadOnlyList<Guid>>> partners = new(versions, VersionNames.Projects);
    private readonly VersionCache<string, IReadOnlyList<Guid>> practice = new(versions, VersionNames.Projects);
    private readonly VersionCache<Guid, string?> policies = new(versions, VersionNames.Projects);
    private readonly VersionCache<Guid, ProjectParts> parts = new(versions, VersionNames.Projects, most: 500);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ProjectInfo>> Visible(Viewer viewer, CancellationToken ct = default)
    {
        var rights = new ProgrammesRights(viewer);
        return [.. (await All()).Where(p => rights.MayRead(p.Id, p.IsPublic))];
    }

    /// <inheritdoc/>
    public async Task<ProjectInfo?> Find(Guid id, Viewer viewer, CancellationToken ct = default) =>
        (await All()).FirstOrDefault(p => p.Id == id) is { } found && new ProgrammesRights(viewer).MayRead(id, found.IsPublic) ? found : null;

    /// <inheritdoc/>
    public async Task<string?> NamingPolicy(Guid id, CancellationToken ct = default) => await policies.Get(id, _ => Read(db =>
        db.Set<DonorProfile>().Where(d => d.ProjectId == id && d.NamingPolicyId != null).OrderBy(d => d.Id).Select(d => d.NamingPolicyId).FirstOrDefaultAsync()));

    /// <inheritdoc/>
    public async Task<IReadOnlyDictionary<Guid, IReadOnlyList<Guid>>> PartnersByProject(CancellationToken ct = default) => await partners.Get("", _ => Read(async db =>
    {
        var rows = await db.Set<ProjectOrganisation>().AsNoTracking()
            .Where(o => o.Role == ProjectRole.Lead || o.Role == ProjectRole.Partner || o.Role == ProjectRole.Consortium || o.Role == ProjectRole.Associate)
            .OrderBy(o => o.Ordinal).Select(o => new { o.ProjectId, o.OrganisationId }).ToListAsync();
        return (IReadOnlyDictionary<Guid, IReadOnlyList<Guid>>)rows.GroupBy(r => r.ProjectId).ToDictionary(g => g.Key, g => (IReadOnlyList<Guid>)[.. g.Select(r => r.OrganisationId).Distinct()]);
    }));

    /// <summary>The organisations of a project and what its donors ask for.</summary>
    public ValueTask<ProjectParts> Parts(Guid id) => parts.Get(id, _ => Read(async db =>
    {
        var organisations = await db.Set<ProjectOrganisation>().AsNoTracking().Where(o => o.ProjectId == id)
            .Join(db.Set<Organisation>(), o => o.OrganisationId, o => o.Id, (part, organisation) => new { part.Role, part.Ordinal, organisation }).ToListAsync();
        var donors = await db.Set<DonorProfile>().AsNoTracking().Where(d => d.ProjectId == id).OrderBy(d => d.Id).ToListAsync();
        var donorIds = donors.ConvertAll(d => d.OrganisationId);
        return new ProjectParts([.. organisations.OrderBy(o => o.Ordinal).Select(o => (o.Role, o.organisation))], donors,
            await db.Set<Organisation>().AsNoTracking().Where(o => donorIds.Contains(o.Id)).ToDictionaryAsync(o => o.Id));
    }));

    /// <summary>The projects that are invented for practice.</summary>
    public ValueTask<IReadOnlyList<Guid>> Practice() => practice.Get("", _ => Read(async db => (IReadOnlyList<Guid>)await db.Set<Project>().Where(p => p.IsPractice).Select(p => p.Id).ToListAsync()));

    /// <summary>Projects by title in the reader's language.</summary>
    public static IOrderedQueryable<Project> InOrder(IQueryable<Project> projects) => UiVariant.Current.Language switch
    {
        "sq" => projects.OrderBy(p => p.SortSq).ThenBy(p => p.Id),
        "sr" when UiVariant.Current.IsCyrillic => projects.OrderBy(p => p.SortSrCyrl).ThenBy(p => p.Id),
        "sr" => projects.OrderBy(p => p.SortSr).ThenBy(p => p.Id),
        _ => projects.OrderBy(p => p.SortEn).ThenBy(p => p.Id),
    };

    /// <summary>Every project, by title in the reader's language; for whoever asks on nobody's behalf, or sorts out by rights of their own.</summary>
    public ValueTask<IReadOnlyList<ProjectInfo>> All() => byTitle.Get(UiVariant.Current.Path, _ => Read(async db => (IReadOnlyList<ProjectInfo>)await InOrder(db.Set<Project>())
        .Select(p => new ProjectInfo(p.Id, p.Slug, p.Title, p.Visibility == ProjectVisibility.Public, p.StartsOn, p.EndsOn)).ToListAsync()));

    private async Task<T> Read<T>(Func<PlatformDb, Task<T>> read)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await read(scope.ServiceProvider.GetRequiredService<PlatformDb>());
    }
}
