using Microsoft.EntityFrameworkCore;
using Uramost.Platform.Data;
using Uramost.Platform.People.Persons;
using Uramost.Platform.Places;
using Uramost.Programmes.Activities;

namespace Uramost.Programmes.Attendance;

/// <summary>Reads attendance for pages and figures.</summary>
public static class ReadAttendance
{
    /// <summary>Days of an activity whose list is kept day by day; empty where its days are not known to the day or are too many to be a meeting.</summary>
    public static IReadOnlyList<DateOnly> Days(Activity activity) =>
        activity is { DatePrecision: DatePrecision.Day, StartsOn: { } first, EndsOn: { } last } && last >= first && last.DayNumber - first.DayNumber < 14
            ? [.. Enumerable.Range(0, last.DayNumber - first.DayNumber + 1).Select(first.AddDays)]
            : [];

    /// <summary>
    /// Sessions of which the list is kept one by one: where an activity has several, breaks left out. A session that is
    /// less public than its activity is no column: who was in it is told nowhere.
    /// </summary>
    public static IReadOnlyList<Session> Sessions(Activity activity)
    {
        var kept = activity.Sessions.Where(s => s.Kind != SessionKind.Break && ProgrammesRights.Of(activity, s) == Platform.Contracts.Confidentiality.Public).OrderBy(s => s.Number).ToList();
        return kept.Count > 1 ? kept : [];
    }

    /// <summary>The day of a session: its own, else the activity's first; the year 1 where neither is known.</summary>
    public static DateOnly DayOf(Activity activity, Session session) => session.Day ?? (activity.DatePrecision == DatePrecision.Day ? activity.StartsOn : null) ?? DateOnly.MinValue;

    /// <summary>How many people were in each session, each counted once; a session of which nothing is known is not among them.</summary>
    public static async Task<IReadOnlyDictionary<Guid, int>> InSessions(PlatformDb db, Guid activityId, CancellationToken ct = default) =>
        await db.Set<Attended>().Where(a => a.ActivityId == activityId && AttendanceStates.Counted.Contains(a.State))
            .Join(db.Set<AttendedDay>().Where(d => d.SessionId != Guid.Empty), a => a.Id, d => d.AttendedId, (a, d) => new { a.PersonId, d.SessionId }).Distinct()
            .GroupBy(x => x.SessionId).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);

    /// <summary>Whether names are never taken: only counts are kept of a closed meeting and of one under the Chatham House Rule.</summary>
    public static bool NamesNobody(Activity activity) => activity.Confidentiality != Platform.Contracts.Confidentiality.Public;

    /// <summary>The counted rows of some activities with what is known of the persons.</summary>
    public static async Task<IReadOnlyList<AttendanceFact>> Facts(PlatformDb db, PlaceCatalogue places, IQueryable<Attended> rows, CancellationToken ct = default)
    {
        var counted = await rows.AsNoTracking().Where(a => AttendanceStates.Counted.Contains(a.State))
            .GroupJoin(db.Set<PersonFacts>(), a => a.PersonId, f => f.Id, (a, f) => new { a, f }).SelectMany(x => x.f.DefaultIfEmpty(), (x, f) => new
            {
                x.a.Id, x.a.ActivityId, x.a.PersonId, x.a.Side, Gender = f == null ? null : f.Gender, AgeBand = f == null ? null : f.AgeBand, PlaceId = f == null ? null : f.PlaceId,
            }).ToListAsync(ct);
        var days = (await rows.Join(db.Set<AttendedDay>(), a => a.Id, d => d.AttendedId, (_, d) => new { d.AttendedId, d.Day }).Distinct().ToListAsync(ct)).ToLookup(d => d.AttendedId, d => d.Day);
        return [.. counted.Select(r => new AttendanceFact(r.ActivityId, r.PersonId, r.Side ?? SideOf(places, r.PlaceId), r.Gender, r.AgeBand, [.. days[r.Id]]))];
    }

    /// <summary>The country in which a place lies, or null.</summary>
    public static string? SideOf(PlaceCatalogue places, string? placeId)
    {
        string? side = null;
        for (var place = places.Find(placeId); place is not null; place = places.Find(place.ParentId)) side = place.Id;
        return side;
    }

    /// <summary>
    /// What the counts at the door come to, or null where there are none: the number of the whole activity if it was
    /// written down, else the largest day, since who came on two days cannot be told.
    /// </summary>
    public static int? AtTheDoor(IReadOnlyCollection<DoorCount> counts) =>
        counts.Where(c => c.By == CountedBy.Everybody).OrderBy(c => c.Day is not null).ThenByDescending(c => c.Value).FirstOrDefault()?.Value;
}
