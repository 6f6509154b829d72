using System.Collections.Concurrent;
using System.ComponentModel.DataAnnotations;
using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Uramost.Platform.Contracts;
using Uramost.Platform.Data;

namespace Uramost.Platform.Jobs;

/// <summary>The version of something that nodes keep in memory. Only equality means anything.</summary>
public sealed class VersionRow
{
    /// <summary>What it is the version of, for example <c>public-pages</c>.</summary>
    [Key, MaxLength(64)] public required string Name { get; set; }

    /// <summary>Another number after each change.</summary>
    public long Value { get; set; }
}

/// <summary>Every node's copy of the versions, read once a second in one query.</summary>
internal sealed class NodeVersions(IServiceScopeFactory scopes, IOptions<JobOptions> options, AfterCommit afterCommit, ILogger<NodeVersions> log) : BackgroundService, IVersions
{
    // A node that cannot read the versions must not go on showing what may have been hidden meanwhile.
    private static readonly TimeSpan TrustedFor = TimeSpan.FromSeconds(10);
    private readonly ConcurrentDictionary<string, long> known = new();
    private long readAt = Stopwatch.GetTimestamp(), distrust;

    /// <inheritdoc/>
    public long Current(string name) => Stopwatch.GetElapsedTime(Volatile.Read(ref readAt)) > TrustedFor ? Interlocked.Decrement(ref distrust) : known.GetValueOrDefault(name);

    /// <inheritdoc/>
    public async Task Bump(PlatformDb db, string name)
    {
        var value = Random.Shared.NextInt64(1, long.MaxValue);
        if (db.Set<VersionRow>().Local.FindEntry(name) is { } tracked) tracked.Entity.Value = value;
        else if (await db.Set<VersionRow>().FindAsync(name) is { } stored) stored.Value = value;
        else db.Add(new VersionRow { Name = name, Value = value });
        afterCommit.Do(db, () => known[name] = value);
    }

    /// <summary>Reads all versions now.</summary>
    internal async Task Read(CancellationToken ct)
    {
        var asked = Stopwatch.GetTimestamp();
        await using var scope = scopes.CreateAsyncScope();
        foreach (var version in await scope.ServiceProvider.GetRequiredService<PlatformDb>().Set<VersionRow>().AsNoTracking().ToListAsync(ct)) known[version.Name] = version.Value;
        Volatile.Write(ref readAt, asked);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.Poll);
        try
        {
            do
            {
                try { await Read(stoppingToken); }
                catch (Exception e) when (!stoppingToken.IsCancellationRequested) { log.LogError(e, "The versions could not be read."); }
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException)
        {
        }
    }
}
