using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Uramost.Platform.Contracts;
using Uramost.Platform.Data;

namespace Uramost.Platform.People.Accounts;

/// <summary>
/// Who is signed in where. Each request asks whether its session still holds; the answer is kept in memory per node and
/// forgotten when the version of sessions rises, so an ended session is over on its own node at once and on
/// every other node within about a second.
/// </summary>
public sealed class Sessions(IServiceScopeFactory scopes, IVersions versions, TimeProvider clock)
{
    /// <summary>The claim that names the session.</summary>
    public const string Claim = "session";

    /// <summary>Nobody stays signed in longer without giving the password again.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(30);

    private const string Version = VersionNames.Sessions;
    private const int MostKept = 20_000;
    private static readonly TimeSpan SeenEvery = TimeSpan.FromMinutes(10);
    private readonly ConcurrentDictionary<Guid, Known> known = new();
    private long knownVersion = -1;

    private sealed record Known(Guid AccountId, DateTime EndsAt, DateTime SeenAt);

    /// <summary>Begins a session.</summary>
    public async Task<Guid> Start(PlatformDb db, Guid accountId, string? userAgent)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var session = new Session { AccountId = accountId, StartedAt = now, SeenAt = now, EndsAt = now + Longest, Device = Session.DeviceOf(userAgent) };
        await db.Set<Session>().Where(s => s.EndsAt < now).ExecuteDeleteAsync();
        db.Add(session);
        await db.SaveChangesAsync();
        return session.Id;
    }

    /// <summary>Whether the session belongs to the account and still holds.</summary>
    public async ValueTask<bool> Holds(Guid id, Guid accountId)
    {
        var version = versions.Current(Version);
        if (version != Interlocked.Read(ref knownVersion) || known.Count > MostKept)
        {
            known.Clear();
            Interlocked.Exchange(ref knownVersion, version);
        }

        var now = clock.GetUtcNow().UtcDateTime;
        if (!known.TryGetValue(id, out var session))
        {
            await using var scope = scopes.CreateAsyncScope();
            session = await scope.ServiceProvider.GetRequiredService<PlatformDb>().Set<Session>().AsNoTracking().Where(s => s.Id == id)
                .Select(s => new Known(s.AccountId, s.EndsAt, s.SeenAt)).SingleOrDefaultAsync();
            if (session is null) return false;
            // Ended while it was being read: the version that was asked for no longer stands, so the row must not be kept.
            if (Interlocked.Read(ref knownVersion) == version) known[id] = session;
        }

        if (session.AccountId != accountId || session.EndsAt <= now) return false;
        if (now - session.SeenAt > SeenEvery)
        {
            known[id] = session with { SeenAt = now };
            await using var scope = scopes.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<PlatformDb>().Set<Session>().Where(s => s.Id == id).ExecuteUpdateAsync(s => s.SetProperty(x => x.SeenAt, now));
        }

        return true;
    }

    /// <summary>Ends one session of the account.</summary>
    public Task End(PlatformDb db, Guid accountId, Guid id) => End(db, db.Set<Session>().Where(s => s.AccountId == accountId && s.Id == id));

    /// <summary>Ends all sessions of the account, or all but the given one.</summary>
    public Task EndAll(PlatformDb db, Guid accountId, Guid? but = null) => End(db, db.Set<Session>().Where(s => s.AccountId == accountId && (but == null || s.Id != but)));

    private async Task End(PlatformDb db, IQueryable<Session> which)
    {
        // One transaction: a version without its deletion, or the other way round, would leave a node believing.
        if (db.Database.CurrentTransaction is not null) await Both();
        else
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            await Both();
            await transaction.CommitAsync();
        }

        known.Clear();

        async Task Both()
        {
            await which.ExecuteDeleteAsync();
            await versions.Bump(db, Version);
            await db.SaveChangesAsync();
        }
    }
}
