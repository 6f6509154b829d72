using System.ComponentModel.DataAnnotations;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace Uramost.Platform.Data;

/// <summary>How often something was tried in one window of time.</summary>
[Index(nameof(EndsAt))]
[PrimaryKey(nameof(Key), nameof(EndsAt))]
public sealed class RateCount
{
    /// <summary>Keyed hash of what is limited and for whom; the address itself is not stored.</summary>
    [MaxLength(64)] public required string Key { get; set; }

    /// <summary>End of the window, UTC.</summary>
    public DateTime EndsAt { get; set; }

    /// <summary>Number of tries.</summary>
    public int Count { get; set; }
}

/// <summary>
/// Limits how often something may be tried, across all nodes: the count lies in the database. Use it for sign-in and for
/// every form that a visitor may send:
/// <code>if (!await limit.Take("consultation", RateLimit.Address(http), 20, TimeSpan.FromMinutes(10))) { … tell it, status 429 … }</code>
/// </summary>
public sealed class RateLimit(PlatformDb db, KeyRing keys, TimeProvider clock)
{
    /// <summary>Counts one try and says whether it is within the limit.</summary>
    /// <param name="what">What is limited, for example <c>sign-in</c>.</param>
    /// <param name="who">Whose tries are counted: an address (see <see cref="Address"/>) or another name; stored as a keyed hash only.</param>
    /// <param name="most">Tries that one window allows.</param>
    /// <param name="window">Length of the window; windows begin at fixed times.</param>
    /// <param name="ct">Stops the question.</param>
    public async Task<bool> Take(string what, string who, int most, TimeSpan window, CancellationToken ct = default)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var ends = new DateTime(now.Ticks - now.Ticks % window.Ticks + window.Ticks, DateTimeKind.Utc);
        var key = keys.Hash("rate-limit", $"{what}\n{who}");
        // One statement on either database: two nodes that count at once both count.
        var count = (await db.Database.SqlQuery<int>(
            $"""INSERT INTO "platform_rate" ("Key", "EndsAt", "Count") VALUES ({key}, {ends}, 1) ON CONFLICT ("Key", "EndsAt") DO UPDATE SET "Count" = "platform_rate"."Count" + 1 RETURNING "Count" AS "Value" """)
            .ToListAsync(ct)).Single();
        if (count == 1) await db.Set<RateCount>().Where(r => r.EndsAt < now).ExecuteDeleteAsync(ct);
        return count <= most;
    }

    /// <summary>The visitor's address as it is counted: IPv6 by its network of 64 bits, since one household has all of it.</summary>
    public static string Address(HttpContext http)
    {
        var address = http.Connection.RemoteIpAddress ?? IPAddress.None;
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        return address.AddressFamily == AddressFamily.InterNetworkV6 ? Convert.ToHexStringLower(address.GetAddressBytes().AsSpan(0, 8)) : address.ToString();
    }
}
