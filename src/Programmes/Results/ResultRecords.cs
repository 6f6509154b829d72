using Microsoft.EntityFrameworkCore;
using Uramost.Platform.Contracts;
using Uramost.Platform.Data;
using Uramost.Platform.Language;
using Uramost.Platform.People;

namespace Uramost.Programmes.Results;

/// <summary>Indicators as records on which something may hang.</summary>
public sealed class IndicatorRecords(IDbContextFactory<PlatformDb> factory) : IRecordOwner
{
    /// <inheritdoc/>
    public string Kind => "indicator";

    /// <inheritdoc/>
    public async Task<IReadOnlyDictionary<Guid, OwnedRecord>> Find(IReadOnlyCollection<Guid> ids, Viewer viewer, CancellationToken ct = default)
    {
        await using var db = await factory.CreateDbContextAsync(ct);
        var rights = new ProgrammesRights(viewer);
        var found = await db.Set<Indicator>().AsNoTracking().Where(i => ids.Contains(i.Id)).Select(i => new { i.Id, i.ProjectId, i.Name }).ToListAsync(ct);
        return found.Where(i => rights.IsMember(i.ProjectId)).ToDictionary(i => i.Id, i => new OwnedRecord(Kind, i.Id, i.ProjectId, PublishedText.Own(i.Name), $"/indicators/{i.Id}", SearchVisibility.Project, rights.MayWriteResults(i.ProjectId), false));
    }
}

/// <summary>Values of indicators as records on which their proof hangs.</summary>
public sealed class ValueRecords(IDbContextFactory<PlatformDb> factory) : IRecordOwner
{
    /// <summary>The sort of record.</summary>
    public const string KindName = "indicator-value";

    /// <inheritdoc/>
    public string Kind => KindName;

    /// <inheritdoc/>
    public async Task<IReadOnlyDictionary<Guid, OwnedRecord>> Find(IReadOnlyCollection<Guid> ids, Viewer viewer, CancellationToken ct = default)
    {
        await using var db = await factory.CreateDbContextAsync(ct);
        var rights = new ProgrammesRights(viewer);
        var found = await db.Set<IndicatorValue>().AsNoTracking().Where(v => ids.Contains(v.Id)).Join(db.Set<Indicator>(), v => v.IndicatorId, i => i.Id, (v, i) => new { v.Id, v.State, i.ProjectId, i.Name }).ToListAsync(ct);
        return found.Where(v => rights.IsStaff(v.ProjectId) || v.State == ValueState.Approved && rights.IsMember(v.ProjectId))
            .ToDictionary(v => v.Id, v => new OwnedRecord(Kind, v.Id, v.ProjectId, PublishedText.Own(v.Name), $"/indicator-values/{v.Id}", SearchVisibility.Project, rights.MayWriteResults(v.ProjectId), false));
    }
}

/// <summary>Assumptions as records on which something may hang.</summary>
public sealed class AssumptionRecords(IDbContextFactory<PlatformDb> factory) : IRecordOwner
{
    /// <inheritdoc/>
    public string Kind => "assumption";

    /// <inheritdoc/>
    public async Task<IReadOnlyDictionary<Guid, OwnedRecord>> Find(IReadOnlyCollection<Guid> ids, Viewer viewer, CancellationToken ct = default)
    {
        await using var db = await factory.CreateDbContextAsync(ct);
        var rights = new ProgrammesRights(viewer);
        var found = await db.Set<Assumption>().AsNoTracking().Where(a => ids.Contains(a.Id)).Join(db.Set<ResultNode>(), a => a.NodeId, n => n.Id, (a, n) => new { a.Id, a.Text, n.ProjectId }).ToListAsync(ct);
        return found.Where(a => rights.IsMember(a.ProjectId)).ToDictionary(a => a.Id, a => new OwnedRecord(Kind, a.Id, a.ProjectId, PublishedText.Own(a.Text), $"/assumptions/{a.Id}", SearchVisibility.Project, rights.MayWriteResults(a.ProjectId), false));
    }
}

/// <summary>Questions asked before and after an activity, as records: whoever may see the activity's page of a question finds it.</summary>
public sealed class QuestionRecords(IDbContextFactory<PlatformDb> factory) : IRecordOwner
{
    /// <inheritdoc/>
    public string Kind => "question";

    /// <inheritdoc/>
    public async Task<IReadOnlyDictionary<Guid, OwnedRecord>> Find(IReadOnlyCollection<Guid> ids, Viewer viewer, CancellationToken ct = default)
    {
        await using var db = await factory.CreateDbContextAsync(ct);
        var found = new Dictionary<Guid, OwnedRecord>();
        foreach (var question in await db.Set<ChangeMeasurement>().AsNoTracking().Where(m => ids.Contains(m.Id)).ToListAsync(ct))
        {
            var access = await ChangeAccess.To(db, new ProgrammesRights(viewer), question.ActivityId, ct);
            if (access is { Activity: { } activity, IsStaff: true })
                found[question.Id] = new OwnedRecord(Kind, question.Id, activity.ProjectId, PublishedText.Own(question.Question), $"/change/{question.Id}", SearchVisibility.Project, access.MayWrite, activity.Confidentiality != Confidentiality.Public);
        }

        return found;
    }
}
