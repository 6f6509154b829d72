using System.Globalization;
using System.Text;

namespace Uramost.Platform.Documents;

/// <summary>What a calendar file does to the calendar that takes it in (RFC 5546).</summary>
public enum CalendarMethod
{
    /// <summary>Shows events; nobody is asked to answer.</summary>
    Publish,
    /// <summary>Invites, or changes what was invited to.</summary>
    Request,
    /// <summary>Takes events back.</summary>
    Cancel,
}

/// <summary>An event for a calendar.</summary>
public sealed record CalendarEvent
{
    /// <summary>The same for every version of one event, and unique in the world: a record's id with the site's host.</summary>
    public required string Uid { get; init; }
    /// <summary>Rises with every change, so that a calendar knows which version is newer.</summary>
    public int Sequence { get; init; }
    /// <summary>What the event is called.</summary>
    public required string Summary { get; init; }
    /// <summary>First day; with no <see cref="StartTime"/> the event lasts whole days.</summary>
    public required DateOnly StartDay { get; init; }
    /// <summary>Hour of the beginning, on the clock of Europe/Belgrade, which is that of Pristina too.</summary>
    public TimeOnly? StartTime { get; init; }
    /// <summary>Last day; by default the first.</summary>
    public DateOnly? EndDay { get; init; }
    /// <summary>Hour of the end on the last day; by default an hour after the beginning.</summary>
    public TimeOnly? EndTime { get; init; }
    /// <summary>Where: the municipality's name, no more, since calendars travel.</summary>
    public string? Place { get; init; }
    /// <summary>More about it.</summary>
    public string? Description { get; init; }
    /// <summary>A page about it.</summary>
    public string? Address { get; init; }
    /// <summary>Whether it will not take place.</summary>
    public bool Cancelled { get; init; }
    /// <summary>Language of the texts: a tag such as <c>sr-Latn</c>.</summary>
    public string Language { get; init; } = "en";
    /// <summary>Who invites: a name and an e-mail address; needed for <see cref="CalendarMethod.Request"/> and <see cref="CalendarMethod.Cancel"/>.</summary>
    public (string Name, string Email)? Organizer { get; init; }
    /// <summary>Who is invited.</summary>
    public IReadOnlyList<(string Name, string Email)> Attendees { get; init; } = [];
}

/// <summary>
/// Writes calendar files (RFC 5545): lines of at most 75 octets, folded between characters and never inside one, ended by CR LF; texts
/// escaped; times on the clock of Europe/Belgrade with its rules in the file, so that an event keeps its hour when the clock changes.
/// </summary>
public static class CalendarWriter
{
    /// <summary>The media type of a calendar file.</summary>
    public const string MediaType = "text/calendar; charset=utf-8";

    private const string Zone = "Europe/Belgrade";

    /// <summary>The file's text.</summary>
    /// <param name="method">What it does.</param>
    /// <param name="stamp">When it was made (UTC).</param>
    /// <param name="events">The events.</param>
    /// <param name="name">The calendar's name, shown by programs that subscribe to it.</param>
    public static string Write(CalendarMethod method, DateTime stamp, IEnumerable<CalendarEvent> events, string? name = null)
    {
        var text = new StringBuilder();
        void Line(string line) => Fold(text, line);
        Line("BEGIN:VCALENDAR");
        Line("VERSION:2.0");
        Line("PRODID:-//Uramost//Calendar//EN");
        Line("CALSCALE:GREGORIAN");
        Line("METHOD:" + method.ToString().ToUpperInvariant());
        if (name is not null) Line("X-WR-CALNAME:" + Escape(name));
        var list = events.ToList();
        if (list.Any(e => e.StartTime is not null))
            foreach (var line in (string[])["BEGIN:VTIMEZONE", "TZID:" + Zone,
                "BEGIN:DAYLIGHT", "DTSTART:19810329T020000", "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU", "TZOFFSETFROM:+0100", "TZOFFSETTO:+0200", "TZNAME:CEST", "END:DAYLIGHT",
                "BEGIN:STANDARD", "DTSTART:19961027T030000", "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU", "TZOFFSETFROM:+0200", "TZOFFSETTO:+0100", "TZNAME:CET", "END:STANDARD", "END:VTIMEZONE"]) Line(line);
        foreach (var e in list)
        {
            var language = ";LANGUAGE=" + e.Language;
            Line("BEGIN:VEVENT");
            Line("UID:" + Escape(e.Uid));
            Line("SEQUENCE:" + e.Sequence.ToString(CultureInfo.InvariantCulture));
            Line("DTSTAMP:" + stamp.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture));
            var last = e.EndDay ?? e.StartDay;
            if (last < e.StartDay) throw new ArgumentException($"{e.Uid} ends before it begins.");
            if (e.StartTime is { } start)
            {
                var from = e.StartDay.ToDateTime(start);
                var until = e.EndTime is { } end ? last.ToDateTime(end) : last.ToDateTime(start).AddHours(1);
                if (until <= from) throw new ArgumentException($"{e.Uid} ends before it begins.");
                Line($"DTSTART;TZID={Zone}:{from.ToString("yyyyMMdd'T'HHmmss", CultureInfo.InvariantCulture)}");
                Line($"DTEND;TZID={Zone}:{until.ToString("yyyyMMdd'T'HHmmss", CultureInfo.InvariantCulture)}");
            }
            else
            {
                // A whole-day event ends, by the standard, on the day after its last.
                Line("DTSTART;VALUE=DATE:" + e.StartDay.ToString("yyyyMMdd", CultureInfo.InvariantCulture));
                Line("DTEND;VALUE=DATE:" + last.AddDays(1).ToString("yyyyMMdd", CultureInfo.InvariantCulture));
            }
            Line("SUMMARY" + language + ":" + Escape(e.Summary));
            if (e.Place is { Length: > 0 } place) Line("LOCATION" + language + ":" + Escape(place));
            if (e.Description is { Length: > 0 } description) Line("DESCRIPTION" + language + ":" + Escape(description));
            if (e.Address is { Length: > 0 } address && Uri.TryCreate(address, UriKind.Absolute, out var uri)) Line("URL:" + uri.AbsoluteUri);
            if (e.Organizer is { } organizer) Line($"ORGANIZER;CN={Parameter(organizer.Name)}:mailto:{organizer.Email}");
            foreach (var (attendee, email) in e.Attendees)
                Line($"ATTENDEE;CN={Parameter(attendee)};ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP={(method == CalendarMethod.Request ? "TRUE" : "FALSE")}:mailto:{email}");
            Line("STATUS:" + (e.Cancelled || method == CalendarMethod.Cancel ? "CANCELLED" : "CONFIRMED"));
            Line("END:VEVENT");
        }
        Line("END:VCALENDAR");
        return text.ToString();
    }

    private static string Escape(string text) => Clean(text).Replace("\\", "\\\\").Replace(";", "\\;").Replace(",", "\\,").Replace("\n", "\\n");

    /// <summary>A parameter's value in quotes; a quotation mark inside is written as RFC 6868 says.</summary>
    private static string Parameter(string text) => "\"" + Clean(text).Replace("^", "^^").Replace("\n", "^n").Replace("\"", "^'") + "\"";

    private static string Clean(string text) => new([.. text.ReplaceLineEndings("\n").Where(c => !char.IsControl(c) || c is '\n' or '\t')]);

    private static void Fold(StringBuilder text, string line)
    {
        var octets = 0;
        foreach (var rune in line.EnumerateRunes())
        {
            // Of the 75 octets a continued line spends one on the space that marks it.
            if (octets + rune.Utf8SequenceLength > 75)
            {
                text.Append("\r\n ");
                octets = 1;
            }
            text.Append(rune.ToString());
            octets += rune.Utf8SequenceLength;
        }
        text.Append("\r\n");
    }
}
