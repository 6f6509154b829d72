using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Uramost.Platform.Data;

namespace Uramost.Platform.Jobs;

/// <summary>Asks for work in the background, and calls it off.</summary>
public sealed class JobQueue(TimeProvider clock, JobSignal signal, AfterCommit afterCommit, Actor actor)
{
    /// <summary>
    /// Adds a job to the context, so that it exists exactly when the caller's own changes do: the caller saves.
    /// </summary>
    /// <param name="db">The context with the record's change.</param>
    /// <param name="kind">Which handler does it.</param>
    /// <param name="payload">What the handler needs to know: ids, codes and numbers, no names.</param>
    /// <param name="key">What makes it the same job; a job that exists under this key is returned instead. Null for a job of its own.</param>
    /// <param name="runAfter">Not before this time (UTC); null for at once.</param>
    public async Task<Job> Enqueue(PlatformDb db, string kind, object? payload = null, string? key = null, DateTime? runAfter = null)
    {
        key ??= $"{kind}:{Guid.CreateVersion7()}";
        if (await db.Set<Job>().SingleOrDefaultAsync(j => j.Key == key) is { } known) return known;
        var now = clock.GetUtcNow().UtcDateTime;
        var job = new Job { Kind = kind, Key = key, Payload = JsonSerializer.Serialize(payload ?? new { }), DueAt = runAfter ?? now, CreatedAt = now, CreatedBy = actor.AccountId };
        db.Add(job);
        afterCommit.Do(db, signal.Wake);
        return job;
    }

    /// <summary>Calls a job off: at once while it waits, at its next step while it runs. Recurring work waits for its next time.</summary>
    /// <returns>False when there was nothing to call off.</returns>
    public async Task<bool> Cancel(PlatformDb db, Guid id, CancellationToken ct = default)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var waiting = await db.Set<Job>().Where(j => j.Id == id && j.State == JobState.Waiting && j.Schedule == null)
            .ExecuteUpdateAsync(s => s.SetProperty(j => j.State, JobState.Cancelled).SetProperty(j => j.DueAt, (DateTime?)null).SetProperty(j => j.FinishedAt, now), ct);
        return waiting > 0 || await db.Set<Job>().Where(j => j.Id == id && j.State == JobState.Running).ExecuteUpdateAsync(s => s.SetProperty(j => j.CancelRequested, true), ct) > 0;
    }

    /// <summary>Takes up a job anew that was given up or called off, or recurring work before its time.</summary>
    /// <returns>False when it is not in such a state.</returns>
    public async Task<bool> Retry(PlatformDb db, Guid id, CancellationToken ct = default)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var taken = await db.Set<Job>().Where(j => j.Id == id && (j.State == JobState.Dead || j.State == JobState.Cancelled || j.State == JobState.Waiting))
            .ExecuteUpdateAsync(s => s.SetProperty(j => j.State, JobState.Waiting).SetProperty(j => j.DueAt, now).SetProperty(j => j.Attempts, 0).SetProperty(j => j.CancelRequested, false)
                .SetProperty(j => j.FinishedAt, (DateTime?)null), ct);
        signal.Wake();
        return taken > 0;
    }
}

/// <summary>Wakes this node's worker before its next look at the table.</summary>
public sealed class JobSignal
{
    private readonly SemaphoreSlim signal = new(0);

    /// <summary>There may be work.</summary>
    public void Wake()
    {
        if (signal.CurrentCount == 0) signal.Release();
    }

    internal Task Wait(TimeSpan longest, CancellationToken ct) => signal.WaitAsync(longest, ct);
}
