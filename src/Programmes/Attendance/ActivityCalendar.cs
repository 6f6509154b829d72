using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Uramost.Platform.Contracts;
using Uramost.Platform.Data;
using Uramost.Platform.Documents;
using Uramost.Platform.Language;
using Uramost.Platform.Naming;
using Uramost.Platform.People;
using Uramost.Platform.Places;
using Uramost.Platform.Ui;
using Uramost.Programmes.Activities;
using HttpResults = Microsoft.AspNetCore.Http.Results;

namespace Uramost.Programmes.Attendance;

/// <summary>
/// The calendar file of an activity. It gives the municipality and never the venue, and no names, whatever the
/// activity's confidentiality: calendars travel.
/// </summary>
public static class ActivityCalendar
{
    /// <summary>Maps the file.</summary>
    public static void Map(IEndpointRouteBuilder endpoints) => endpoints.MapGet("/activities/{id:guid}/calendar.ics", async (
        Guid id, HttpContext http, PlatformDb db, CurrentViewer current, PlaceCatalogue places, NamingPolicies policies, IProjects projects, TimeProvider clock, CancellationToken ct) =>
    {
        var activity = await new ProgrammesRights(await current.Get()).Activities(db).AsNoTracking().Include(a => a.Places).Include(a => a.Sessions).AsSplitQuery().SingleOrDefaultAsync(a => a.Id == id, ct);
        if (activity is null) return HttpResults.NotFound();
        var policy = activity.ProjectId is { } project ? policies.Find(await projects.NamingPolicy(project, ct)) : null;
        if (Event(activity, places, new FileNaming(policy ?? policies[NamingPolicies.Asterisk], places, UiVariant.Current), UiVariant.Current, http.Request) is not { } entry) return HttpResults.NotFound();
        http.Response.Headers.ContentDisposition = "attachment; filename=\"activity.ics\"";
        return HttpResults.Text(CalendarWriter.Write(CalendarMethod.Publish, clock.GetUtcNow().UtcDateTime, [entry]), CalendarWriter.MediaType);
    });

    /// <summary>The event, or null where the day is not known.</summary>
    private static CalendarEvent? Event(Activity activity, PlaceCatalogue places, FileNaming names, UiVariant reader, HttpRequest request)
    {
        if (activity is not { DatePrecision: DatePrecision.Day, StartsOn: { } first }) return null;
        var last = activity.EndsOn ?? first;
        var ofFirst = activity.Sessions.Where(s => s.From is not null && (s.Day ?? first) == first).ToList();
        var ofLast = activity.Sessions.Where(s => s.Until is not null && (s.Day ?? last) == last).ToList();
        TimeOnly? from = ofFirst.Count > 0 ? ofFirst.Min(s => s.From) : null, until = ofLast.Count > 0 ? ofLast.Max(s => s.Until) : null;
        if (first == last && until <= from) until = null;
        var municipalities = activity.Places.Where(p => p.Role == PlaceRole.Venue).OrderBy(p => p.Ordinal).Select(p => Municipality(places, p.PlaceId)).OfType<Place>().Select(names.Name).Distinct();
        // Both are named before the footnote is asked for.
        var (summary, place) = (names.Text(activity.Title) ?? "", string.Join(", ", municipalities));
        return new CalendarEvent
        {
            Uid = $"{activity.Id}@{request.Host.Host}",
            Sequence = activity.Version,
            Summary = summary,
            StartDay = first,
            EndDay = last,
            StartTime = from,
            EndTime = from is null ? null : until,
            Place = place,
            Description = names.Footnote,
            Address = $"{request.Scheme}://{request.Host}{Link.In(reader, $"/activities/{activity.Id}")}",
            Cancelled = activity.State == ActivityState.Cancelled,
            Language = reader.Tag,
        };
    }

    private static Place? Municipality(PlaceCatalogue places, string? id)
    {
        var place = places.Find(id);
        while (place is { Kind: PlaceKind.Settlement } && places.Find(place.ParentId) is { } parent) place = parent;
        return place;
    }
}
