using Uramost.Platform.People.Persons;

namespace Uramost.Programmes.Attendance;

/// <summary>One counted row, with what is known of the person.</summary>
/// <param name="ActivityId">The activity.</param>
/// <param name="PersonId">The person.</param>
/// <param name="Side">The country they came from, or null.</param>
/// <param name="Gender">Gender, or null.</param>
/// <param name="AgeBand">Age band, or null.</param>
/// <param name="Days">Days on which they were there.</param>
public sealed record AttendanceFact(Guid ActivityId, Guid PersonId, string? Side, Gender? Gender, AgeBand? AgeBand, IReadOnlyCollection<DateOnly> Days);

/// <summary>How many of one group.</summary>
/// <param name="Key">The group's code, or null: unknown, which is a group of its own and never left out.</param>
/// <param name="Attendances">Attendances.</param>
/// <param name="People">Distinct people.</param>
public sealed record AttendanceGroup(string? Key, int Attendances, int People);

/// <summary>
/// What rows of attendance add up to: an attendance is one person at one activity, people are counted once however
/// often they came, a person-day is one person on one day.
/// </summary>
/// <param name="Attendances">Attendances.</param>
/// <param name="People">Distinct people.</param>
/// <param name="PersonDays">Person-days.</param>
/// <param name="BySide">By the side from which they came.</param>
/// <param name="ByGender">By gender.</param>
/// <param name="ByAge">By age band.</param>
public sealed record AttendanceTotals(
    int Attendances, int People, int PersonDays, IReadOnlyList<AttendanceGroup> BySide, IReadOnlyList<AttendanceGroup> ByGender, IReadOnlyList<AttendanceGroup> ByAge)
{
    /// <summary>
    /// Adds up rows. Two rows of one person at one activity, as they meet by a merge, are one attendance; where they
    /// disagree about the side, the row that knows it is taken, and of two that know it the first in order of its code,
    /// so that the order of rows never matters.
    /// </summary>
    public static AttendanceTotals Of(IEnumerable<AttendanceFact> rows)
    {
        var attendances = rows.GroupBy(r => (r.ActivityId, r.PersonId)).Select(g => new One(
            g.Key.PersonId,
            g.Select(r => r.Side).OfType<string>().Order(StringComparer.Ordinal).FirstOrDefault(),
            g.Select(r => r.Gender).FirstOrDefault(x => x is not null)?.ToString(),
            g.Select(r => r.AgeBand).FirstOrDefault(x => x is not null)?.ToString(),
            // A row without a day stands for one day that is not known.
            Math.Max(1, g.SelectMany(r => r.Days).Distinct().Count()))).ToList();
        return new AttendanceTotals(
            attendances.Count, attendances.Select(a => a.PersonId).Distinct().Count(), attendances.Sum(a => a.Days),
            Groups(attendances, a => a.Side), Groups(attendances, a => a.Gender), Groups(attendances, a => a.AgeBand));
    }

    private static List<AttendanceGroup> Groups(List<One> attendances, Func<One, string?> key) =>
        [.. attendances.GroupBy(key).Select(g => new AttendanceGroup(g.Key, g.Count(), g.Select(a => a.PersonId).Distinct().Count())).OrderBy(g => g.Key is null).ThenBy(g => g.Key, StringComparer.Ordinal)];

    private sealed record One(Guid PersonId, string? Side, string? Gender, string? AgeBand, int Days);
}
