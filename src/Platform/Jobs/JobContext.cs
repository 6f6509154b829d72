using System.Diagnostics;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Uramost.Platform.Data;

namespace Uramost.Platform.Jobs;

/// <summary>Another node has taken the job over; this run ends without a trace.</summary>
public sealed class LeaseLostException() : Exception("Another node has taken the job over.");

/// <summary>One run of a job, as its handler sees it.</summary>
public sealed class JobContext
{
    private readonly IServiceScopeFactory scopes;
    private readonly TimeProvider clock;
    private readonly TimeSpan lease;
    private readonly long fence;

    internal JobContext(Job job, IServiceScopeFactory scopes, TimeProvider clock, TimeSpan lease, CancellationToken cancelled)
    {
        (this.scopes, this.clock, this.lease, fence) = (scopes, clock, lease, job.Fence);
        (Id, Kind, Key, Attempt, CreatedBy, PayloadText, Cancelled) = (job.Id, job.Kind, job.Key, job.Attempts, job.CreatedBy, job.Payload, cancelled);
        (Done, Total, Step, ResultAddress, StartedAt) = (job.Done, job.Total, job.Step, job.Result, job.StartedAt ?? clock.GetUtcNow().UtcDateTime);
    }

    /// <summary>The job.</summary>
    public Guid Id { get; }

    /// <summary>Its kind.</summary>
    public string Kind { get; }

    /// <summary>Its key: names of files and outside requests are derived from it, so that a second run meets what the first made.</summary>
    public string Key { get; }

    /// <summary>1 for the first run.</summary>
    public int Attempt { get; }

    /// <summary>The account that asked for it, or null.</summary>
    public Guid? CreatedBy { get; }

    /// <summary>When this round of the work began, on whichever node.</summary>
    public DateTime StartedAt { get; }

    /// <summary>Raised when a person calls the job off, the node stops, or another node has taken over.</summary>
    public CancellationToken Cancelled { get; }

    /// <summary>The payload as it is stored.</summary>
    public string PayloadText { get; }

    internal long Done { get; private set; }

    internal long? Total { get; private set; }

    internal string? Step { get; private set; }

    internal string? ResultAddress { get; private set; }

    internal SemaphoreSlim Gate { get; } = new(1);

    internal long LastBeat { get; private set; } = Stopwatch.GetTimestamp();

    internal bool CancelRequested { get; private set; }

    /// <summary>The payload, read as what was handed to <see cref="JobQueue.Enqueue"/>.</summary>
    public T Payload<T>() => JsonSerializer.Deserialize<T>(PayloadText) ?? throw new InvalidDataException($"The job {Key} has no payload.");

    /// <summary>Tells how far the work is; cheap, since it is written with the next heartbeat.</summary>
    /// <param name="done">Units done.</param>
    /// <param name="total">Units altogether, or null while unknown.</param>
    /// <param name="step">Key of the words for what is being done, in the handler's language file; null keeps the last.</param>
    public void Progress(long done, long? total, string? step = null) => (Done, Total, Step) = (done, total, step ?? Step);

    /// <summary>Tells where what the job made can be opened.</summary>
    /// <param name="path">Address without language, for example <c>/admin/backups</c>.</param>
    public void Result(string path) => ResultAddress = path;

    /// <summary>Whether a part is already done, by this or an earlier run.</summary>
    public async Task<bool> IsApplied(string step)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<PlatformDb>().Set<JobStep>().AnyAsync(s => s.JobId == Id && s.Step == step, Cancelled);
    }

    /// <summary>
    /// Writes a part's effect once: in one transaction with the note that it is done, and only while this run holds the
    /// job. The context is fresh, its changes are saved for the caller, and the audit names who asked for the job.
    /// </summary>
    /// <param name="step">Name of the part, the same in each run.</param>
    /// <param name="work">Changes the records; everything that it reads for them it reads here, inside the transaction.</param>
    /// <returns>False when the part was already done and <paramref name="work"/> was not called.</returns>
    /// <exception cref="LeaseLostException">Another node holds the job now; nothing was written.</exception>
    public async Task<bool> Apply(string step, Func<PlatformDb, IServiceProvider, Task> work)
    {
        Cancelled.ThrowIfCancellationRequested();
        // While the transaction holds the job's row, a heartbeat would only wait for it.
        await Gate.WaitAsync(Cancelled);
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<Actor>().AccountId = CreatedBy;
            var db = scope.ServiceProvider.GetRequiredService<PlatformDb>();
            await using var transaction = await db.Database.BeginTransactionAsync(Cancelled);
            // A node that freezes here would hold the row for as long as it is frozen: the server ends its session instead.
            if (db.IsPostgreSql) await db.Database.ExecuteSqlRawAsync("SET LOCAL idle_in_transaction_session_timeout = '5s'", Cancelled);
            await Hold(db);
            if (await db.Set<JobStep>().AnyAsync(s => s.JobId == Id && s.Step == step, Cancelled)) return false;
            await work(db, scope.ServiceProvider);
            db.Add(new JobStep { JobId = Id, Step = step });
            await db.SaveChangesAsync(Cancelled);
            await Hold(db);
            await transaction.CommitAsync(Cancelled);
            return true;
        }
        finally
        {
            LastBeat = Stopwatch.GetTimestamp();
            Gate.Release();
        }
    }

    /// <summary>Renews the lease and writes the progress, unless a transaction of this run is doing so.</summary>
    /// <returns>Whether the job is still held by this run.</returns>
    internal async Task<bool> Beat(CancellationToken ct)
    {
        if (!await Gate.WaitAsync(0, ct)) return true;
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var sql = new JobSql(scope.ServiceProvider.GetRequiredService<PlatformDb>(), clock);
            var total = Total is { } t ? sql.Value(t) : "NULL";
            var step = Step is { } s ? sql.Value(s) : "NULL";
            var held = await sql.Jobs(
                $"""UPDATE "platform_job" SET "DueAt" = {sql.In(lease)}, "Heartbeat" = {sql.Now()}, "Done" = {sql.Value(Done)}, "Total" = {total}, "Step" = {step} WHERE "Id" = {sql.Value(Id)} AND "Fence" = {sql.Value(fence)} AND "State" = 'Running' RETURNING *""", ct);
            if (held.Count == 0) return false;
            CancelRequested = held[0].CancelRequested;
            LastBeat = Stopwatch.GetTimestamp();
            return true;
        }
        finally
        {
            Gate.Release();
        }
    }

    private async Task Hold(PlatformDb db)
    {
        var sql = new JobSql(db, clock);
        if (await sql.Execute($"""UPDATE "platform_job" SET "DueAt" = {sql.In(lease)}, "Heartbeat" = {sql.Now()} WHERE "Id" = {sql.Value(Id)} AND "Fence" = {sql.Value(fence)} AND "State" = 'Running'""", Cancelled) == 0) throw new LeaseLostException();
    }
}
