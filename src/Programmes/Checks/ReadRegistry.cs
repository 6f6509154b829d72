using Microsoft.EntityFrameworkCore;
using Uramost.Platform.Data;
using Uramost.Platform.Organisations;
using Uramost.Programmes.Activities;
using Uramost.Programmes.Counts;
using Uramost.Programmes.Projects;

namespace Uramost.Programmes.Checks;

/// <summary>Reads what a project's checks look at, as far as the viewer may see it.</summary>
public static class ReadRegistry
{
    /// <summary>Most activities that are looked at: the ones changed last.</summary>
    public const int Most = 5000;

    /// <summary>The project's records, and those of its organisations that name no project.</summary>
    public static async Task<Registry> Of(PlatformDb db, ProgrammesRights rights, Guid projectId, CancellationToken ct = default)
    {
        var project = await rights.Projects(db).AsNoTracking().Include(p => p.Organisations).SingleAsync(p => p.Id == projectId, ct);
        var carriers = project.Organisations.Where(o => o.Role is ProjectRole.Lead or ProjectRole.Partner or ProjectRole.Consortium).Select(o => o.OrganisationId).ToList();
        var activities = await rights.Activities(db).AsNoTracking().AsSplitQuery().Include(a => a.Places.OrderBy(p => p.Ordinal)).Include(a => a.Sessions).Include(a => a.Roles).Include(a => a.Organisations)
            .Where(a => a.ProjectId == projectId || a.ProjectId == null && a.OwnerId != null && carriers.Contains(a.OwnerId.Value)).OrderByDescending(a => a.ChangedAt).ThenBy(a => a.Id).Take(Most).ToListAsync(ct);
        var ids = activities.Select(a => a.Id).ToList();
        var sources = activities.Select(a => a.SourceId).Append(project.SourceId).OfType<Guid>().Distinct().ToList();
        var works = await db.Set<Work>().AsNoTracking().Where(w => w.ProjectId == projectId || w.ProjectId == null && w.SourceId != null && sources.Contains(w.SourceId.Value)).OrderBy(w => w.Id).ToListAsync(ct);
        works.RemoveAll(w => w.ActivityId is { } own && !ids.Contains(own));
        var counts = await db.Set<DeclaredCount>().AsNoTracking().Where(c => c.ProjectId == projectId || c.ActivityId != null && ids.Contains(c.ActivityId.Value)).OrderBy(c => c.Ordinal).ToListAsync(ct);
        var organisationIds = project.Organisations.Select(o => o.OrganisationId).Concat(activities.SelectMany(a => a.Organisations).Select(o => o.OrganisationId)).Concat(works.Select(w => w.OutletId).OfType<Guid>()).Distinct().ToList();
        var figureIds = activities.SelectMany(a => a.Roles).Select(r => r.PublicFigureId).OfType<Guid>().Distinct().ToList();
        return new Registry(
            project, await db.Set<DonorProfile>().AsNoTracking().Where(d => d.ProjectId == projectId).ToListAsync(ct), activities, works, counts,
            await db.Set<Organisation>().AsNoTracking().Where(o => organisationIds.Contains(o.Id)).OrderBy(o => o.SortEn).ToListAsync(ct),
            await db.Set<OrganisationMember>().Where(m => organisationIds.Contains(m.ConsortiumId)).GroupBy(m => m.ConsortiumId).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct),
            await db.Set<PublicFigure>().AsNoTracking().Where(f => figureIds.Contains(f.Id)).OrderBy(f => f.PrintedAs).ToListAsync(ct));
    }
}
