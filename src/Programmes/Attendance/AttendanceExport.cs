using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using Uramost.Platform.Language;
using Uramost.Platform.Tables;
using Uramost.Programmes.Activities;

namespace Uramost.Programmes.Attendance;

/// <summary>
/// The attendance of one activity as a file, day by day, for those who may read its names. Of a meeting that names
/// nobody there is none.
/// </summary>
public static class AttendanceExport
{
    /// <summary>Maps the files.</summary>
    public static void Map(IEndpointRouteBuilder endpoints) => endpoints.MapListExport("/activities/{id:guid}/attendance", Table);

    private static async Task<TableExport?> Table(ListRequest request)
    {
        var id = Guid.Parse(request.Http.GetRouteValue("id")!.ToString()!);
        var activity = await new ProgrammesRights(request.Viewer).ActivitiesToEdit(request.Db).AsNoTracking().Include(a => a.Sessions).SingleOrDefaultAsync(a => a.Id == id);
        if (activity is null || ReadAttendance.NamesNobody(activity)) return null;
        var words = request.Services.GetRequiredService<IStringLocalizer<Words>>();
        var roles = request.Services.GetRequiredService<IStringLocalizer<Activities.Words>>();
        var (lines, _) = await request.Services.GetRequiredService<AttendanceList>().Lines(request.Db, activity);
        var days = ReadAttendance.Days(activity);
        var sessions = ReadAttendance.Sessions(activity);
        return TableExport.Of($"{words["Title"]} {activity.Title.For(UiVariant.Current)}",
            [
                new("family_name", words["FamilyName"], ColumnType.Text), new("given_name", words["GivenName"], ColumnType.Text), new("organisation", words["Organisation"], ColumnType.Text),
                new("role", words["Role"], ColumnType.Text), new("state", words["State"], ColumnType.Text),
                .. days.Select(d => new TableColumn($"day_{d.ToString("yyyy_MM_dd", CultureInfo.InvariantCulture)}", d.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), ColumnType.Boolean)),
                .. sessions.Select(s => new TableColumn($"session_{s.Number}", words["SessionOf", s.Number], ColumnType.Boolean)),
            ], lines.Select(l => (IReadOnlyList<object?>)
            [
                l.Name.FamilyName, l.Name.GivenName, l.Organisation, l.Row.Role is { } role ? roles[$"Role.{role}"].Value : null, words[$"State.{l.Row.State}"].Value,
                .. days.Select(d => (object?)l.Days.Contains(d)), .. sessions.Select(s => (object?)l.Sessions.Contains(s.Id)),
            ]));
    }
}
