using System.ComponentModel.DataAnnotations;
using Microsoft.EntityFrameworkCore;

namespace Uramost.Platform.People.Accounts;

/// <summary>One place where somebody is signed in. The cookie names it; a session whose row is gone is over.</summary>
[Index(nameof(AccountId))]
[Index(nameof(EndsAt))]
public sealed class Session
{
    /// <summary>Random.</summary>
    public Guid Id { get; set; } = Guid.NewGuid();

    /// <summary>Who is signed in.</summary>
    public Guid AccountId { get; set; }

    /// <summary>When they signed in, UTC.</summary>
    public DateTime StartedAt { get; set; }

    /// <summary>When they were last seen, UTC, to about ten minutes.</summary>
    public DateTime SeenAt { get; set; }

    /// <summary>When the session ends by itself, UTC.</summary>
    public DateTime EndsAt { get; set; }

    /// <summary>Browser and system in two words, for example <c>Firefox, Android</c>; the address is not stored.</summary>
    [MaxLength(60)] public required string Device { get; set; }

    /// <summary>Browser and system named by a <c>User-Agent</c> header.</summary>
    public static string DeviceOf(string? userAgent)
    {
        var text = userAgent ?? "";
        string[] parts = [First([("Edg", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser", "Samsung Internet"), ("Firefox", "Firefox"), ("FxiOS", "Firefox"), ("Chrom", "Chrome"), ("CriOS", "Chrome"), ("Safari", "Safari")]),
            First([("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"), ("Mac OS", "macOS"), ("CrOS", "ChromeOS"), ("Linux", "Linux")])];
        return string.Join(", ", parts.Where(p => p.Length > 0));

        string First((string Mark, string Name)[] known) => known.FirstOrDefault(k => text.Contains(k.Mark, StringComparison.Ordinal)).Name ?? "";
    }
}
