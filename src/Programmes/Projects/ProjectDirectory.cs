using Microsoft.EntityFrameworkCore;
using Uramost.Platform.Contracts;
using Uramost.Platform.Data;
using Uramost.Platform.Language;
using Uramost.Platform.People;

namespace Uramost.Programmes.Projects;

/// <summary>The projects for other rooms.</summary>
public sealed class ProjectDirectory(IDbContextFactory<PlatformDb> factory) : IProjects, IProjectPartners
{
    /// <inheritdoc/>
    public async Task<IReadOnlyList<ProjectInfo>> Visible(Viewer viewer, CancellationToken ct = default)
    {
        await using var db = await factory.CreateDbContextAsync(ct);
        return [.. (await InOrder(new ProgrammesRights(viewer).Projects(db)).AsNoTracking().ToListAsync(ct)).Select(Info)];
    }

    /// <inheritdoc/>
    public async Task<ProjectInfo?> Find(Guid id, Viewer viewer, CancellationToken ct = default)
    {
        await using var db = await factory.CreateDbContextAsync(ct);
        return await new ProgrammesRights(viewer).Projects(db).AsNoTracking().SingleOrDefaultAsync(p => p.Id == id, ct) is { } found ? Info(found) : null;
    }

    /// <inheritdoc/>
    public async Task<string?> NamingPolicy(Guid id, CancellationToken ct = default)
    {
        await using var db = await factory.CreateDbContextAsync(ct);
        return await db.Set<DonorProfile>().Where(d => d.ProjectId == id && d.NamingPolicyId != null).OrderBy(d => d.Id).Select(d => d.NamingPolicyId).FirstOrDefaultAsync(ct);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyDictionary<Guid, IReadOnlyList<Guid>>> PartnersByProject(CancellationToken ct = default)
    {
        await using var db = await factory.CreateDbContextAsync(ct);
        var rows = await db.Set<ProjectOrganisation>().AsNoTracking()
            .Where(o => o.Role == ProjectRole.Lead || o.Role == ProjectRole.Partner || o.Role == ProjectRole.Consortium || o.Role == ProjectRole.Associate)
            .OrderBy(o => o.Ordinal).Select(o => new { o.ProjectId, o.OrganisationId }).ToListAsync(ct);
        return rows.GroupBy(r => r.ProjectId).ToDictionary(g => g.Key, g => (IReadOnlyList<Guid>)[.. g.Select(r => r.OrganisationId).Distinct()]);
    }

    /// <summary>Projects by title in the reader's language.</summary>
    public static IOrderedQueryable<Project> InOrder(IQueryable<Project> projects) => UiVariant.Current.Language switch
    {
        "sq" => projects.OrderBy(p => p.SortSq).ThenBy(p => p.Id),
        "sr" when UiVariant.Current.IsCyrillic => projects.OrderBy(p => p.SortSrCyrl).ThenBy(p => p.Id),
        "sr" => projects.OrderBy(p => p.SortSr).ThenBy(p => p.Id),
        _ => projects.OrderBy(p => p.SortEn).ThenBy(p => p.Id),
    };

    private static ProjectInfo Info(Project p) => new(p.Id, p.Slug, p.Title, p.Visibility == ProjectVisibility.Public, p.StartsOn, p.EndsOn);
}
