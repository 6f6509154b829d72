using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Uramost.Platform.Data;

namespace Uramost.Platform.People.Accounts;

/// <summary>Links with which somebody sets the password of their account: once, and for a week.</summary>
public sealed class Invitations(PlatformDb db, KeyRing keys, TimeProvider clock)
{
    /// <summary>How long a link works.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(7);

    /// <summary>Makes a link; earlier ones of the account stop working.</summary>
    /// <returns>The address without language, with the secret that is not stored anywhere.</returns>
    public async Task<string> Make(Guid accountId, CancellationToken ct = default)
    {
        var token = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)).Replace('+', '-').Replace('/', '_').TrimEnd('=');
        db.RemoveRange(await db.Set<Invitation>().Where(i => i.AccountId == accountId).ToListAsync(ct));
        db.Add(new Invitation { AccountId = accountId, TokenHash = Hash(token), ExpiresAt = clock.GetUtcNow().UtcDateTime + Lifetime });
        await db.SaveChangesAsync(ct);
        return $"/invitation/{token}";
    }

    /// <summary>The account that a link opens, or null when it was used, replaced or has expired.</summary>
    public async Task<Account?> Find(string token, CancellationToken ct = default)
    {
        var (hash, now) = (Hash(token), clock.GetUtcNow().UtcDateTime);
        var id = await db.Set<Invitation>().Where(i => i.TokenHash == hash && i.ExpiresAt > now).Select(i => (Guid?)i.AccountId).SingleOrDefaultAsync(ct);
        return id is null ? null : await db.Users.SingleOrDefaultAsync(a => a.Id == id && !a.Disabled, ct);
    }

    /// <summary>Uses the link up, inside the transaction of what it allows; false when somebody was quicker.</summary>
    public async Task<bool> Use(string token, CancellationToken ct = default)
    {
        var hash = Hash(token);
        var used = await db.Set<Invitation>().Where(i => i.TokenHash == hash).ExecuteDeleteAsync(ct);
        if (used == 1) db.Audit.Bulk(nameof(Invitation), 1, "used");
        return used == 1;
    }

    private string Hash(string token) => keys.Hash("invitation", token);
}
