using System.Collections.Concurrent;

namespace Uramost.Platform.Contracts;

/// <summary>
/// Answers that a node keeps in memory for as long as a version stands. What is raised on the own node is forgotten at
/// once, on every other node within about a second.
/// </summary>
/// <param name="versions">The versions.</param>
/// <param name="name">The version of what the answers are made from.</param>
/// <param name="most">How many answers are kept; then all are forgotten.</param>
public sealed class VersionCache<TKey, TValue>(IVersions versions, string name, int most = 10_000)
    where TKey : notnull
{
    private volatile Kept kept = new(-1);

    private sealed record Kept(long Version)
    {
        public ConcurrentDictionary<TKey, TValue> Values { get; } = new();
    }

    /// <summary>The kept answer, or else the one that is read now.</summary>
    public async ValueTask<TValue> Get(TKey key, Func<TKey, Task<TValue>> read)
    {
        // The version is asked before the source: what is raised meanwhile throws away what was read.
        var version = versions.Current(name);
        var now = kept;
        if (now.Version != version || now.Values.Count > most) kept = now = new Kept(version);
        if (now.Values.TryGetValue(key, out var known)) return known;
        return now.Values[key] = await read(key);
    }
}
