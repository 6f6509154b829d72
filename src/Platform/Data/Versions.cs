using System.ComponentModel.DataAnnotations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Uramost.Platform.Data;

/// <summary>A number that rises whenever something changes that nodes keep in memory.</summary>
public sealed class VersionRow
{
    /// <summary>What changes, for example <c>sessions</c>.</summary>
    [Key, MaxLength(64)] public required string Name { get; set; }

    /// <summary>Rises by one with each change.</summary>
    public long Value { get; set; }
}

/// <summary>
/// Tells each node when what it keeps in memory is out of date. Whoever changes it raises the version in the same
/// transaction; whoever keeps it asks for the version, which is read from the database at most once a second per node.
/// So a change reaches every node within about a second.
/// </summary>
public sealed class Versions(IServiceScopeFactory scopes, TimeProvider clock)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);
    private readonly Lock gate = new();
    private Task<Dictionary<string, long>>? reading;
    private long readAt;

    /// <summary>The version now; 0 when it was never raised.</summary>
    public async ValueTask<long> Get(string name)
    {
        Task<Dictionary<string, long>> known;
        lock (gate)
        {
            if (reading is null || reading.IsFaulted || clock.GetElapsedTime(readAt) >= Fresh)
            {
                readAt = clock.GetTimestamp();
                reading = Read();
            }

            known = reading;
        }

        return (await known).GetValueOrDefault(name);
    }

    /// <summary>Raises the version, inside the transaction of <paramref name="db"/> where there is one. After the commit <see cref="Forget"/> makes this node see it at once.</summary>
    public static Task Raise(PlatformDb db, string name, CancellationToken ct = default) => db.Database.ExecuteSqlAsync(
        $"""INSERT INTO "platform_version" ("Name", "Value") VALUES ({name}, 1) ON CONFLICT ("Name") DO UPDATE SET "Value" = "platform_version"."Value" + 1""", ct);

    /// <summary>Makes this node read the versions anew at the next question.</summary>
    public void Forget()
    {
        lock (gate) reading = null;
    }

    private async Task<Dictionary<string, long>> Read()
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<PlatformDb>().Set<VersionRow>().AsNoTracking().ToDictionaryAsync(v => v.Name, v => v.Value);
    }
}
