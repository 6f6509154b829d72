using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Uramost.Platform.Data;
using Uramost.Platform.Language;
using Uramost.Platform.People;
using Uramost.Platform.People.Persons;
using Uramost.Platform.Places;
using Uramost.Platform.Ui;
using Uramost.Programmes.Activities;
using HttpResults = Microsoft.AspNetCore.Http.Results;

namespace Uramost.Programmes.Attendance;

/// <summary>What the attendance page's script sends and asks, on the same rights as the page itself.</summary>
public static class AttendanceApi
{
    /// <summary>One act as the script sends it.</summary>
    /// <param name="Id">Made by the device.</param>
    /// <param name="PersonId">Somebody of the register, or null.</param>
    /// <param name="Name">The typed name of somebody new, or null.</param>
    /// <param name="Day">The day, or null.</param>
    /// <param name="Organisation">For whom they stand, or null.</param>
    /// <param name="Municipality">The municipality as typed, or null.</param>
    /// <param name="Gender">Name of a gender, or null.</param>
    /// <param name="Age">Name of an age band, or null.</param>
    /// <param name="Channel">Name of a channel, or null: from a list.</param>
    /// <param name="Session">The session, or null: the day as a whole.</param>
    public sealed record Act(Guid Id, Guid? PersonId, string? Name, string? Day, string? Organisation, string? Municipality, string? Gender, string? Age, string? Channel, string? Session = null);

    /// <summary>Maps the endpoints.</summary>
    public static void Map(IEndpointRouteBuilder endpoints)
    {
        // Both are addressed below the language, so that what is said about a refused act is in the reader's.
        endpoints.MapGet("/api/attendance/names", Names).RequireAuthorization();
        endpoints.MapPost("/api/activities/{id:guid}/attendance", Record).RequireAuthorization();
    }

    // People of the viewer's own register, whichever activity they are wanted for: it tells nobody who was there.
    private static async Task<IResult> Names(string? q, PlatformDb db, AttendanceList list, CancellationToken ct) =>
        HttpResults.Json((await list.Find(db, q ?? "", ct)).Select(m => new { id = m.PersonId, name = m.Name, about = m.About, exact = m.IsExact }));

    private static async Task<IResult> Record(
        Guid id, HttpContext http, IAntiforgery antiforgery, PlatformDb db, CurrentViewer current, AttendanceList list, RecordAttendance record, PlaceCatalogue places,
        PersonNames names, PeopleRights people, FormProblems problems, IStringLocalizer<Words> words, IStringLocalizer<Platform.Places.Words> placeWords, CancellationToken ct)
    {
        if (!await antiforgery.IsRequestValidAsync(http) || !http.Request.HasJsonContentType()) return HttpResults.BadRequest();
        if (await Find(db, current, id, ct) is not { } activity || await list.Keeper(db, activity, ct) is not { } keeper) return HttpResults.NotFound();
        if (ReadAttendance.NamesNobody(activity)) return Refused("name", words["NamesNobody"]);
        Act? act;
        try { act = await http.Request.ReadFromJsonAsync<Act>(ct); }
        catch (System.Text.Json.JsonException) { return HttpResults.BadRequest(); }
        if (act is null) return HttpResults.BadRequest();
        var seen = (await people.Get()).Organisations;
        if (act.PersonId is { } known && !(await names.Show([known], seen, ct)).ContainsKey(known)) return HttpResults.NotFound();
        var days = ReadAttendance.Days(activity);
        var day = DateOnly.TryParseExact(act.Day, "yyyy-MM-dd", out var d) && days.Contains(d) ? d : days.Count > 0 ? days[0] : (DateOnly?)null;
        var session = ReadAttendance.Sessions(activity).FirstOrDefault(s => s.Id.ToString() == act.Session);
        if (session is not null && ReadAttendance.DayOf(activity, session) is var its && its != DateOnly.MinValue) day = its;
        NewAttendee? newcomer = null;
        if (act.PersonId is null)
        {
            var place = PlaceInput.Read(Microsoft.Extensions.Primitives.StringValues.Empty, act.Municipality, places);
            if (place.Message(placeWords, places, UiVariant.Current) is { } message) return Refused("municipality", message);
            newcomer = new NewAttendee(NewAttendee.NameOf(problems.Required("name", act.Name, 200)), place.Ids.FirstOrDefault(), problems.Choice<Gender>("gender", act.Gender), problems.Choice<AgeBand>("age", act.Age));
        }

        var organisation = problems.Text("organisation", act.Organisation, 200);
        var channel = problems.Choice<AttendanceChannel>("channel", act.Channel) ?? AttendanceChannel.List;
        if (act.Id == Guid.Empty) problems.Add("id", words["Js.Failed"]);
        if (!problems.None) return Refused(problems.All.First().Key, problems.All.First().Value);
        var done = await record.Run(activity, keeper, new AttendanceEntry(act.Id, act.PersonId, newcomer, day, AttendanceState.Attended, channel, organisation, SessionId: session?.Id), ct);
        var name = (await names.Show([done.PersonId], seen, ct)).GetValueOrDefault(done.PersonId).Full;
        return HttpResults.Json(new { attendance = done.AttendedId, name, already = done.WasThere && !done.Repeated });
    }

    private static IResult Refused(string field, string message) => HttpResults.Json(new { field, message }, statusCode: StatusCodes.Status422UnprocessableEntity);

    private static async Task<Activity?> Find(PlatformDb db, CurrentViewer current, Guid id, CancellationToken ct) =>
        await new ProgrammesRights(await current.Get()).ActivitiesToEdit(db).AsNoTracking().Include(a => a.Sessions).SingleOrDefaultAsync(a => a.Id == id, ct);
}
