using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Uramost.Platform.Data;
using Uramost.Platform.Jobs;
using Uramost.Platform.Language;
using Uramost.Platform.People;

namespace Uramost.Platform.Import;

/// <summary>What the job needs to know.</summary>
/// <param name="ImportId">The import.</param>
public sealed record ImportJob(Guid ImportId);

/// <summary>
/// Saves an accepted file in the background. Everything is written in one transaction under the job's key: a run that is
/// cut off leaves nothing, and the next one begins anew.
/// </summary>
public sealed class SaveImport : IJobHandler
{
    /// <summary>Code of the job.</summary>
    public const string JobKind = "import";

    /// <inheritdoc/>
    public string Kind => JobKind;

    /// <inheritdoc/>
    public Type Words => typeof(Words);

    /// <inheritdoc/>
    public bool IsLong => true;

    /// <inheritdoc/>
    public async Task Run(JobContext job)
    {
        var id = job.Payload<ImportJob>().ImportId;
        job.Result($"/import/{id}");
        job.Progress(0, null, "Step.saving");
        await job.Apply("save", async (db, services) =>
        {
            var file = await db.Set<ImportFile>().AsNoTracking().SingleAsync(f => f.Id == id, job.Cancelled);
            if (file.State == ImportState.Done) return;
            var kind = services.GetServices<IImportKind>().Single(k => k.Code == file.Kind);
            // The one who accepted may have lost the role meanwhile.
            var viewer = await services.GetRequiredService<CurrentViewer>().Get();
            if ((await kind.Targets(db, viewer, file.TargetId, job.Cancelled)).Count == 0) throw Final("NotAllowed");
            await Save(db, services, file, kind, viewer, job.Progress, job.Cancelled);
        });
    }

    /// <summary>Saves the file's rows and what the history tells of them; inside the caller's transaction.</summary>
    /// <exception cref="WordedException">Rows have errors and are not to be left out, or the file is no longer there.</exception>
    public static async Task<ImportReport> Save(PlatformDb db, IServiceProvider services, ImportFile file, IImportKind kind, Viewer? viewer, Action<long, long?, string?>? progress, CancellationToken ct)
    {
        var clock = services.GetRequiredService<TimeProvider>();
        using var table = await services.GetRequiredService<StageImport>().Open(file, ct) ?? throw Final("Expired");
        var setup = new ImportSetup(file.Id, file.TargetId, viewer, DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime), file.Columns.Keys.ToHashSet());
        ImportReport report;
        using (db.Audit.InBatches(setup.Key))
        {
            report = await services.GetRequiredService<RunImport>().Run(db, kind, setup, table, new ImportLayout(file.SheetIndex, file.HeaderRow, file.Columns), save: true,
                done => progress?.Invoke(done, file.Rows > 0 ? file.Rows : null, null), ct);
        }

        if (report.Wrong > 0 && !file.LeavesOutWrong) throw Final("WrongMeanwhile", report.Wrong);
        db.ChangeTracker.Clear();
        var now = clock.GetUtcNow().UtcDateTime;
        await db.Set<ImportFile>().Where(f => f.Id == file.Id).ExecuteUpdateAsync(s => s
            .SetProperty(f => f.State, ImportState.Done).SetProperty(f => f.FinishedAt, now).SetProperty(f => f.ExpiresAt, (DateTime?)null).SetProperty(f => f.Rows, report.Rows)
            .SetProperty(f => f.New, report.New).SetProperty(f => f.Changed, report.Changed).SetProperty(f => f.Same, report.Same).SetProperty(f => f.LeftOut, report.Wrong), ct);
        await db.Set<ImportChunk>().Where(c => c.ImportId == file.Id).ExecuteDeleteAsync(ct);
        return report;
    }

    private static WordedException Final(string key, params object[] values) =>
        new(Wording.Of<Words>($"Failed.{key}", [.. values.Select(v => Convert.ToString(v, System.Globalization.CultureInfo.InvariantCulture) ?? "")])) { IsFinal = true };
}

/// <summary>Throws away files that nobody accepted in time.</summary>
public sealed class ExpireImports(TimeProvider clock) : IJobHandler
{
    /// <inheritdoc/>
    public string Kind => "import.expire";

    /// <inheritdoc/>
    public Type Words => typeof(Words);

    /// <inheritdoc/>
    public string? Schedule => "every 01:00:00";

    /// <inheritdoc/>
    public async Task Run(JobContext job)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        await job.Apply($"expire {job.StartedAt:O}", async (db, _) =>
        {
            // What is being saved keeps its file until the job is finished or given up for a week.
            var old = db.Set<ImportFile>().Where(f => f.ExpiresAt < now && (f.State == ImportState.Staged || f.ExpiresAt < now.AddDays(-7))).Select(f => f.Id);
            await db.Set<ImportChunk>().Where(c => old.Contains(c.ImportId)).ExecuteDeleteAsync();
            await db.Set<ImportFile>().Where(f => f.State == ImportState.Staged && f.ExpiresAt < now).ExecuteDeleteAsync();
        });
    }
}
