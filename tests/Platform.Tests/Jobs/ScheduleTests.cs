using Uramost.Platform.Jobs;

namespace Uramost.Platform.Tests.Jobs;

/// <summary>Recurring work is due when its schedule says.</summary>
public sealed class ScheduleTests
{
    private static readonly DateTime Noon = new(2026, 2, 28, 12, 0, 0, DateTimeKind.Utc);

    [Theory]
    [InlineData("every 00:05:00", "2026-02-28T12:05:00")]
    [InlineData("every 1.00:00:00", "2026-03-01T12:00:00")]
    [InlineData("daily 12:01", "2026-02-28T12:01:00")]
    [InlineData("daily 12:00", "2026-03-01T12:00:00")]
    [InlineData("daily 02:30", "2026-03-01T02:30:00")]
    public void The_next_time_is_after_now(string schedule, string next)
    {
        var due = Schedule.Parse(schedule).Next(Noon);
        Assert.Equal(DateTime.Parse(next, System.Globalization.CultureInfo.InvariantCulture), due);
        Assert.Equal(DateTimeKind.Utc, due.Kind);
    }

    [Theory]
    [InlineData("")]
    [InlineData("every")]
    [InlineData("every 00:00:00")]
    [InlineData("every -00:05:00")]
    [InlineData("daily 25:00")]
    [InlineData("weekly 02:30")]
    public void Anything_else_is_refused(string schedule) => Assert.Throws<FormatException>(() => Schedule.Parse(schedule));
}
