using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Uramost.Platform.Data;
using Uramost.Platform.Language;

namespace Uramost.Platform.Jobs;

/// <summary>How a node works on jobs; the section <c>Jobs</c> of the configuration.</summary>
public sealed class JobOptions
{
    /// <summary>How long a node holds a job without a sign of life. With the poll, the longest time until another takes over.</summary>
    public TimeSpan Lease { get; set; } = TimeSpan.FromSeconds(4);

    /// <summary>How often the table is looked at when nothing wakes the node.</summary>
    public TimeSpan Poll { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Jobs at the same time on this node; 0 makes a node that only serves pages.</summary>
    public int Slots { get; set; } = 4;
}

/// <summary>
/// A node's worker. It claims what is due, the longest due first: recurring work stands in the same line, so nothing
/// starves. A look at the table that finds nothing is one query on one index.
/// </summary>
public sealed class JobWorker(IServiceScopeFactory scopes, JobSignal signal, IOptions<JobOptions> options, TimeProvider clock, ILogger<JobWorker> log) : BackgroundService
{
    private readonly ConcurrentDictionary<Guid, bool> running = new();
    private readonly JobOptions settings = options.Value;

    /// <summary>This node's name in the table: machine, process and a random part.</summary>
    public string Node { get; } = $"{Environment.MachineName}/{Environment.ProcessId}/{Guid.NewGuid().ToString("N")[..8]}";

    /// <summary>How long a job waits after its n-th failure: 5 s, doubled each time, at most an hour.</summary>
    public static TimeSpan Backoff(int attempts) => TimeSpan.FromSeconds(Math.Min(3600, 5 * Math.Pow(2, Math.Clamp(attempts, 1, 12) - 1)));

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (settings.Slots <= 0) return;
        var known = await Ensure(stoppingToken);
        var tasks = new List<Task>();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                while (running.Count < settings.Slots && await Claim(known, stoppingToken) is { } job)
                {
                    tasks.RemoveAll(t => t.IsCompleted);
                    running[job.Id] = known[job.Kind].IsLong;
                    tasks.Add(Task.Run(() => Run(job, stoppingToken), CancellationToken.None));
                }
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                log.LogError(e, "The job table could not be read.");
            }

            try { await signal.Wait(settings.Poll, stoppingToken); }
            catch (OperationCanceledException) { break; }
        }

        await Task.WhenAll(tasks);
    }

    /// <summary>Claims the job that has been due longest and that this node can do now, or finds none.</summary>
    internal async Task<Job?> Claim(IReadOnlyDictionary<string, Traits> known, CancellationToken ct)
    {
        var placesForLong = Math.Max(1, settings.Slots - 1) - running.Values.Count(isLong => isLong);
        var kinds = known.Where(k => !k.Value.IsLong || placesForLong > 0).Select(k => k.Key).ToList();
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PlatformDb>();

        // SQLite would take its write lock for an update that finds nothing: look first.
        var look = new JobSql(db, clock);
        if ((await look.Jobs($"""SELECT * FROM "platform_job" WHERE {Due(look)} ORDER BY "DueAt" LIMIT 1""", ct)).Count == 0) return null;
        var sql = new JobSql(db, clock);
        var claimed = await sql.Jobs(
            $"""
            UPDATE "platform_job" SET "State" = 'Running', "Owner" = {sql.Value(Node)}, "Fence" = "Fence" + 1, "Attempts" = "Attempts" + 1, "DueAt" = {sql.In(settings.Lease)},
              "Heartbeat" = {sql.Now()}, "StartedAt" = CASE WHEN "Attempts" = 0 THEN {sql.Now()} ELSE "StartedAt" END
            WHERE "Id" = (SELECT "Id" FROM "platform_job" WHERE {Due(sql)} ORDER BY "DueAt" LIMIT 1{sql.SkipLocked}) RETURNING *
            """, ct);
        return claimed.SingleOrDefault();

        // A job that this node is busy with is not taken over by itself, however late its heartbeat is.
        string Due(JobSql s) => $"""
            "DueAt" <= {s.Now()} AND "Kind" IN {s.Values(kinds)}{(running.IsEmpty ? "" : $" AND \"Id\" NOT IN {s.Values(running.Keys)}")}
            """;
    }

    /// <summary>What the worker must know of a kind.</summary>
    internal sealed record Traits(bool IsLong, int MaxAttempts);

    private async Task<Dictionary<string, Traits>> Ensure(CancellationToken ct)
    {
        while (true)
        {
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                var handlers = scope.ServiceProvider.GetServices<IJobHandler>().ToList();
                var db = scope.ServiceProvider.GetRequiredService<PlatformDb>();
                foreach (var handler in handlers) await JobServices.EnsureRecurring(db, handler, clock.GetUtcNow().UtcDateTime, ct);
                return handlers.ToDictionary(h => h.Kind, h => new Traits(h.IsLong, h.MaxAttempts));
            }
            catch (Exception e) when (e is not InvalidOperationException and not ArgumentException && !ct.IsCancellationRequested)
            {
                log.LogError(e, "Recurring work could not be prepared; trying again.");
                await Task.Delay(settings.Poll, ct);
            }
        }
    }

    private async Task Run(Job job, CancellationToken stopping)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        using var beating = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var context = new JobContext(job, scopes, clock, settings.Lease, ended.Token);
        var beat = Task.CompletedTask;
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<Actor>().AccountId = job.CreatedBy;
            var handler = scope.ServiceProvider.GetServices<IJobHandler>().Single(h => h.Kind == job.Kind);
            if (job.CancelRequested) await Finish(job, context, JobState.Cancelled, null, null);
            else if (job.Attempts > handler.MaxAttempts) await Finish(job, context, JobState.Dead, Wording.FromJson(job.Problem) ?? Wording.Of<Words>("NodeLost"), job.Detail);
            else
            {
                beat = Beat(context, ended, beating.Token);
                await handler.Run(context);
                await beating.CancelAsync();
                await beat;
                await Finish(job, context, JobState.Done, null, null);
            }
        }
        catch (LeaseLostException)
        {
            log.LogWarning("Job {Job} was taken over by another node.", job.Id);
        }
        catch (Exception e)
        {
            await beating.CancelAsync();
            await beat;
            try
            {
                if (context.CancelRequested) await Finish(job, context, JobState.Cancelled, null, null);
                else if (stopping.IsCancellationRequested) await Release(job);
                else if (ended.IsCancellationRequested) log.LogWarning("Job {Job} lost its lease.", job.Id);
                else await Fail(job, context, e);
            }
            catch (Exception again)
            {
                // The lease runs out, and a node takes the job up again.
                log.LogError(again, "How job {Job} ended could not be written.", job.Id);
            }
        }
        finally
        {
            await beating.CancelAsync();
            running.TryRemove(job.Id, out _);
            signal.Wake();
        }
    }

    private async Task Beat(JobContext context, CancellationTokenSource ended, CancellationToken ct)
    {
        try
        {
            while (true)
            {
                await Task.Delay(settings.Lease / 4, ct);
                try
                {
                    if (!await context.Beat(ct) || context.CancelRequested) { await ended.CancelAsync(); return; }
                }
                catch (Exception e) when (!ct.IsCancellationRequested)
                {
                    log.LogWarning(e, "A heartbeat of job {Job} failed.", context.Id);
                    if (Stopwatch.GetElapsedTime(context.LastBeat) > settings.Lease) { await ended.CancelAsync(); return; }
                }
            }
        }
        catch (OperationCanceledException)
        {
        }
    }

    private async Task Fail(Job job, JobContext context, Exception e)
    {
        log.LogError(e, "Job {Job} of kind {Kind} failed at attempt {Attempt}.", job.Id, job.Kind, job.Attempts);
        await using var scope = scopes.CreateAsyncScope();
        var most = scope.ServiceProvider.GetServices<IJobHandler>().Single(h => h.Kind == job.Kind).MaxAttempts;
        var problem = e is WordedException worded ? worded.Wording : DiskFull.Is(e) ? DiskFull.Wording : Wording.Of<Words>("Failed");
        var detail = $"{e.GetType().Name}: {e.Message}";
        if (job.Attempts >= most || e is WordedException { IsFinal: true }) await Finish(job, context, JobState.Dead, problem, detail);
        else
        {
            var db = scope.ServiceProvider.GetRequiredService<PlatformDb>();
            var sql = new JobSql(db, clock);
            await sql.Execute(
                $"""UPDATE "platform_job" SET "State" = 'Waiting', "Owner" = NULL, "DueAt" = {sql.In(Backoff(job.Attempts))}, "Problem" = {sql.Value(problem.ToJson())}, "Detail" = {sql.Value(Cut(detail)!)} WHERE {Mine(sql, job)}""", CancellationToken.None);
        }
    }

    /// <summary>The node stops: the job goes back into the line and this attempt does not count.</summary>
    private async Task Release(Job job)
    {
        await using var scope = scopes.CreateAsyncScope();
        var sql = new JobSql(scope.ServiceProvider.GetRequiredService<PlatformDb>(), clock);
        await sql.Execute($"""UPDATE "platform_job" SET "State" = 'Waiting', "Owner" = NULL, "Attempts" = "Attempts" - 1, "DueAt" = {sql.Now()} WHERE {Mine(sql, job)}""", CancellationToken.None);
    }

    private async Task Finish(Job job, JobContext context, JobState state, Wording? problem, string? detail)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PlatformDb>();
        var now = clock.GetUtcNow().UtcDateTime;
        var again = job.Schedule is { } schedule ? Schedule.Parse(schedule).Next(now) : (DateTime?)null;
        await using var transaction = await db.Database.BeginTransactionAsync();
        var written = await db.Set<Job>().Where(j => j.Id == job.Id && j.Fence == job.Fence && j.State == JobState.Running).ExecuteUpdateAsync(s => s
            .SetProperty(j => j.State, again is null ? state : JobState.Waiting)
            .SetProperty(j => j.DueAt, again).SetProperty(j => j.Owner, (string?)null).SetProperty(j => j.FinishedAt, now).SetProperty(j => j.CancelRequested, false)
            .SetProperty(j => j.Attempts, j => again == null ? j.Attempts : 0)
            .SetProperty(j => j.Done, state == JobState.Done ? context.Total ?? context.Done : context.Done).SetProperty(j => j.Total, context.Total)
            .SetProperty(j => j.Step, context.Step).SetProperty(j => j.Result, context.ResultAddress)
            .SetProperty(j => j.Problem, problem == null ? null : problem.ToJson()).SetProperty(j => j.Detail, Cut(detail)));
        if (written == 0) return;
        // A job that was given up keeps its steps: taken up anew, it goes on where it stopped.
        if (state == JobState.Done || again is not null) await db.Set<JobStep>().Where(s => s.JobId == job.Id).ExecuteDeleteAsync();
        await transaction.CommitAsync();
    }

    private static string Mine(JobSql sql, Job job) => $"\"Id\" = {sql.Value(job.Id)} AND \"Fence\" = {sql.Value(job.Fence)} AND \"State\" = 'Running'";

    private static string? Cut(string? detail) => detail is { Length: > 2000 } ? detail[..2000] : detail;
}
