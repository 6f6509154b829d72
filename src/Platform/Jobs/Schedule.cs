using System.Globalization;

namespace Uramost.Platform.Jobs;

/// <summary>When recurring work is due: <c>every 00:05:00</c> or <c>daily 02:30</c> (UTC).</summary>
/// <param name="Every">The pause between two runs, or null.</param>
/// <param name="DailyAt">The time of day in UTC, or null.</param>
public sealed record Schedule(TimeSpan? Every, TimeOnly? DailyAt)
{
    /// <summary>Reads a schedule.</summary>
    /// <exception cref="FormatException">It is neither of the two forms, or the pause is not positive.</exception>
    public static Schedule Parse(string text)
    {
        var parts = text.Split(' ', 2);
        if (parts is ["every", var pause] && TimeSpan.TryParse(pause, CultureInfo.InvariantCulture, out var every) && every > TimeSpan.Zero) return new Schedule(every, null);
        if (parts is ["daily", var time] && TimeOnly.TryParseExact(time, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var at)) return new Schedule(null, at);
        throw new FormatException($"'{text}' is no schedule: write 'every 00:05:00' or 'daily 02:30'.");
    }

    /// <summary>The first time after <paramref name="now"/> (UTC) at which the work is due. Missed times are not made up for.</summary>
    public DateTime Next(DateTime now)
    {
        if (Every is { } pause) return now + pause;
        var today = now.Date + DailyAt!.Value.ToTimeSpan();
        return DateTime.SpecifyKind(today > now ? today : today.AddDays(1), DateTimeKind.Utc);
    }
}
