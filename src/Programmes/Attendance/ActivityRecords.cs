using Microsoft.EntityFrameworkCore;
using Uramost.Platform.Contracts;
using Uramost.Platform.Data;
using Uramost.Platform.People;
using Uramost.Programmes.Activities;

namespace Uramost.Programmes.Attendance;

/// <summary>Activities as records on which evidence and commitments hang.</summary>
public sealed class ActivityRecords(IDbContextFactory<PlatformDb> factory, TimeProvider clock) : IRecordOwner
{
    /// <summary>The sort of record.</summary>
    public const string KindName = "activity";

    /// <inheritdoc/>
    public string Kind => KindName;

    /// <inheritdoc/>
    public async Task<IReadOnlyDictionary<Guid, OwnedRecord>> Find(IReadOnlyCollection<Guid> ids, Viewer viewer, CancellationToken ct = default)
    {
        await using var db = await factory.CreateDbContextAsync(ct);
        var rights = new ProgrammesRights(viewer);
        var mine = (await rights.ActivitiesToEdit(db).Where(a => ids.Contains(a.Id)).Select(a => a.Id).ToListAsync(ct)).ToHashSet();
        var seen = await rights.Activities(db).AsNoTracking().Where(a => ids.Contains(a.Id)).Select(a => new { a.Id, a.ProjectId, a.Title, a.Visibility, a.Confidentiality }).ToListAsync(ct);
        return seen.ToDictionary(a => a.Id, a => new OwnedRecord(KindName, a.Id, a.ProjectId, a.Title, $"/activities/{a.Id}", a.Visibility, mine.Contains(a.Id), a.Confidentiality != Confidentiality.Public));
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Guid>> People(Guid id, CancellationToken ct = default)
    {
        await using var db = await factory.CreateDbContextAsync(ct);
        return await db.Set<Attended>().Where(a => a.ActivityId == id && AttendanceStates.Counted.Contains(a.State)).Select(a => a.PersonId).Distinct().ToListAsync(ct);
    }

    /// <inheritdoc/>
    public async Task CountEvidence(PlatformDb db, Guid id, Func<Task<int>> pieces, CancellationToken ct = default)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        // Not through the record itself: its version belongs to those who edit it.
        await db.Set<Activity>().Where(a => a.Id == id).ExecuteUpdateAsync(s => s.SetProperty(a => a.EvidenceCount, a => a.EvidenceCount), ct);
        var count = await pieces();
        var changed = await db.Set<Activity>().Where(a => a.Id == id && a.EvidenceCount != count).ExecuteUpdateAsync(s => s.SetProperty(a => a.EvidenceCount, count).SetProperty(a => a.ChangedAt, now), ct);
        if (changed > 0) db.Audit.Bulk(nameof(Activity), changed, "evidence");
    }
}

/// <summary>Projects as records on which evidence and commitments hang.</summary>
public sealed class ProjectRecords(IDbContextFactory<PlatformDb> factory) : IRecordOwner
{
    /// <inheritdoc/>
    public string Kind => "project";

    /// <inheritdoc/>
    public async Task<IReadOnlyDictionary<Guid, OwnedRecord>> Find(IReadOnlyCollection<Guid> ids, Viewer viewer, CancellationToken ct = default)
    {
        await using var db = await factory.CreateDbContextAsync(ct);
        var rights = new ProgrammesRights(viewer);
        var seen = await rights.Projects(db).AsNoTracking().Where(p => ids.Contains(p.Id)).Select(p => new { p.Id, p.Title, p.Visibility }).ToListAsync(ct);
        return seen.ToDictionary(p => p.Id, p => new OwnedRecord(Kind, p.Id, p.Id, p.Title, $"/projects/{p.Id}",
            p.Visibility == Projects.ProjectVisibility.Public ? Platform.Language.SearchVisibility.Public : Platform.Language.SearchVisibility.Project, rights.MayEditProject(p.Id), false));
    }
}
