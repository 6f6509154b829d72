using Microsoft.EntityFrameworkCore;
using Uramost.Platform.Contracts;
using Uramost.Platform.Data;
using Uramost.Platform.Language;
using Uramost.Platform.People;
using Uramost.Programmes.Projects;

namespace Uramost.Programmes.Reports;

/// <summary>Reports as records on which something may hang.</summary>
public sealed class ReportRecords(IDbContextFactory<PlatformDb> factory) : IRecordOwner
{
    /// <inheritdoc/>
    public string Kind => "report";

    /// <inheritdoc/>
    public async Task<IReadOnlyDictionary<Guid, OwnedRecord>> Find(IReadOnlyCollection<Guid> ids, Viewer viewer, CancellationToken ct = default)
    {
        await using var db = await factory.CreateDbContextAsync(ct);
        var rights = new ProgrammesRights(viewer);
        var found = await ReadReport.Readable(db, viewer).AsNoTracking().Where(r => ids.Contains(r.Id)).Join(db.Set<Project>(), r => r.ProjectId, p => p.Id, (r, p) => new { r.Id, r.ProjectId, p.Title }).ToListAsync(ct);
        return found.ToDictionary(r => r.Id, r => new OwnedRecord(Kind, r.Id, r.ProjectId, r.Title, $"/reports/{r.Id}", SearchVisibility.Project, rights.MayWriteReports(r.ProjectId), false));
    }
}
