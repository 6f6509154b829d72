using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Uramost.Platform.Documents;
using Xunit;

namespace Uramost.Platform.Tests.Documents;

public partial class CalendarWriterTests
{
    private static readonly DateTime Stamp = new(2022, 6, 1, 8, 0, 0, DateTimeKind.Utc);

    private static readonly CalendarEvent Meeting = new()
    {
        Uid = "0197@uramost.example", Sequence = 2, Summary = "Okrugli sto: dijalog; „most“, zajedno", StartDay = new(2022, 6, 28), StartTime = new(10, 0), EndTime = new(12, 30),
        Place = "Severna Mitrovica", Description = "Prvi red\nDrugi red \\ " + string.Concat(Enumerable.Repeat("žćđ😀", 40)), Address = "https://example.org/a?b=1", Language = "sr-Latn",
        Organizer = ("Agim \"Gimi\" Çeku", "a@example.org"), Attendees = [("Đorđe; Petrović", "d@example.org")],
    };

    /// <summary>As much of a reader as the round trip needs.</summary>
    private static List<(string Name, string Parameters, string Value)> Read(string text)
    {
        Assert.EndsWith("\r\n", text);
        Assert.DoesNotMatch("(?<!\r)\n", text);
        foreach (var line in text[..^2].Split("\r\n")) Assert.InRange(Encoding.UTF8.GetByteCount(line), 1, 75);
        return [.. text.Replace("\r\n ", "")[..^2].Split("\r\n").Select(l => Content().Match(l)).Select(m => (m.Groups[1].Value, m.Groups[2].Value, m.Groups[3].Value))];
    }

    private static string Unescape(string value) => Escaped().Replace(value, m => m.Groups[1].Value is "n" or "N" ? "\n" : m.Groups[1].Value);

    [GeneratedRegex("^([A-Z-]+)((?:;[A-Z-]+=(?:\"[^\"]*\"|[^\";:,]*))*):(.*)$")]
    private static partial Regex Content();
    [GeneratedRegex(@"\\(.)")]
    private static partial Regex Escaped();

    [Fact]
    public void An_invitation_comes_back_as_it_was_written()
    {
        var lines = Read(CalendarWriter.Write(CalendarMethod.Request, Stamp, [Meeting]));
        string Value(string name) => lines.Last(l => l.Name == name).Value;
        Assert.Equal("REQUEST", Value("METHOD"));
        Assert.Equal("2", Value("SEQUENCE"));
        Assert.Equal("20220601T080000Z", Value("DTSTAMP"));
        Assert.Equal(Meeting.Summary, Unescape(Value("SUMMARY")));
        Assert.Equal(Meeting.Description, Unescape(Value("DESCRIPTION")));
        Assert.Equal("Severna Mitrovica", Unescape(Value("LOCATION")));
        Assert.Contains(lines, l => l is ("SUMMARY", ";LANGUAGE=sr-Latn", _));
        Assert.Contains(lines, l => l is ("DTSTART", ";TZID=Europe/Belgrade", "20220628T100000"));
        Assert.Contains(lines, l => l is ("DTEND", _, "20220628T123000"));
        Assert.Contains(lines, l => l.Name == "ORGANIZER" && l.Parameters == ";CN=\"Agim ^'Gimi^' Çeku\"" && l.Value == "mailto:a@example.org");
        Assert.Contains(lines, l => l.Name == "ATTENDEE" && l.Parameters.Contains("CN=\"Đorđe; Petrović\"") && l.Parameters.Contains("RSVP=TRUE"));
        Assert.Contains(lines, l => l is ("TZID", "", "Europe/Belgrade"));
    }

    [Fact]
    public void A_whole_day_ends_on_the_day_after_and_needs_no_zone()
    {
        var lines = Read(CalendarWriter.Write(CalendarMethod.Publish, Stamp, [Meeting with { StartTime = null, EndDay = new(2022, 6, 30) }], "Uramost"));
        Assert.Contains(lines, l => l is ("DTSTART", ";VALUE=DATE", "20220628"));
        Assert.Contains(lines, l => l is ("DTEND", ";VALUE=DATE", "20220701"));
        Assert.DoesNotContain(lines, l => l.Value == "VTIMEZONE");
    }

    [Fact]
    public void A_cancellation_keeps_the_id_and_raises_the_sequence()
    {
        var lines = Read(CalendarWriter.Write(CalendarMethod.Cancel, Stamp, [Meeting with { Sequence = 3 }]));
        Assert.Contains(lines, l => l is ("METHOD", _, "CANCEL"));
        Assert.Contains(lines, l => l is ("STATUS", _, "CANCELLED"));
        Assert.Contains(lines, l => l is ("UID", _, "0197@uramost.example"));
        Assert.Contains(lines, l => l is ("SEQUENCE", _, "3"));
    }

    [Fact]
    public void The_zones_rules_agree_with_the_systems_at_each_change_of_the_clock()
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Belgrade");
        for (var year = 1997; year <= 2035; year++)
        {
            DateTime LastSunday(int month) { var d = new DateTime(year, month, DateTime.DaysInMonth(year, month)); return d.AddDays(-(int)d.DayOfWeek); }
            Assert.Equal(TimeSpan.FromHours(1), zone.GetUtcOffset(LastSunday(3).AddHours(1).AddMinutes(59)));
            Assert.Equal(TimeSpan.FromHours(2), zone.GetUtcOffset(LastSunday(3).AddHours(3)));
            Assert.Equal(TimeSpan.FromHours(2), zone.GetUtcOffset(LastSunday(10).AddHours(1).AddMinutes(59)));
            Assert.Equal(TimeSpan.FromHours(1), zone.GetUtcOffset(LastSunday(10).AddHours(3)));
        }
        var lines = Read(CalendarWriter.Write(CalendarMethod.Publish, Stamp, [Meeting]));
        Assert.Contains(lines, l => l is ("RRULE", _, "FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU"));
        Assert.Contains(lines, l => l is ("DTSTART", "", "19810329T020000"));
        Assert.Contains(lines, l => l is ("DTSTART", "", "19961027T030000"));
    }

    [Fact]
    public void Any_text_can_be_written_without_breaking_a_line_or_starting_another()
    {
        var random = new Random(75);
        for (var round = 0; round < 500; round++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(1, 120)).Select(_ => ((string[])["a", ";", ",", "\\", "\n", "\r\n", "ž", "😀", ":", "BEGIN:", "\"", "\u0007"])[random.Next(12)]));
            var lines = Read(CalendarWriter.Write(CalendarMethod.Publish, Stamp, [Meeting with { Summary = text }]));
            Assert.Equal(text.ReplaceLineEndings("\n").Replace("\u0007", ""), Unescape(lines.Single(l => l.Name == "SUMMARY").Value));
            Assert.Equal(2, lines.Count(l => l is ("END", _, "VEVENT" or "VCALENDAR")));
        }
    }

    [Fact]
    public void An_event_that_ends_before_it_begins_is_not_written() =>
        Assert.Throws<ArgumentException>(() => CalendarWriter.Write(CalendarMethod.Publish, Stamp, [Meeting with { EndTime = new(9, 0) }]));
}
