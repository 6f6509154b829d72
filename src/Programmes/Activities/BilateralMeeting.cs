using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using Uramost.Platform.Contracts;
using Uramost.Platform.Data;
using Uramost.Platform.Language;
using Uramost.Platform.Organisations;
using Uramost.Platform.Places;
using Uramost.Platform.Tables;

namespace Uramost.Programmes.Activities;

/// <summary>The other side of a bilateral meeting, as far as it may be told.</summary>
/// <param name="Name">The name as printed.</param>
/// <param name="Office">The office on that day.</param>
/// <param name="Organisation">The organisation on that day, or null.</param>
public sealed record Counterpart(string Name, PublishedText Office, Organisation? Organisation);

/// <summary>
/// One meeting of a series in which a delegation meets one leader after the other: the series and its meetings are
/// activities, the meetings are its parts.
/// </summary>
/// <param name="Activity">The meeting.</param>
/// <param name="From">When it begins, or null.</param>
/// <param name="Place">Where, or null.</param>
/// <param name="With">With whom; empty where nobody may be named.</param>
/// <param name="NamesNobody">Whether the meeting is not public, so that nobody is named.</param>
public sealed record BilateralMeeting(Activity Activity, TimeOnly? From, Place? Place, IReadOnlyList<Counterpart> With, bool NamesNobody)
{
    /// <summary>Code of the kind of such a meeting.</summary>
    public const string Kind = "bilateral-meeting";

    /// <summary>The series that the viewer may see, the newest first.</summary>
    public static IQueryable<Activity> Series(PlatformDb db, ProgrammesRights rights) =>
        rights.Activities(db).AsNoTracking().Where(a => a.IsSeries && a.Kind == Kind).OrderByDescending(a => a.SortDay).ThenBy(a => a.Id);

    /// <summary>The meetings of a series that the viewer may see, in order.</summary>
    public static async Task<IReadOnlyList<BilateralMeeting>> Of(PlatformDb db, ProgrammesRights rights, PlaceCatalogue places, Guid series, CancellationToken ct = default)
    {
        var meetings = await rights.Activities(db).AsNoTracking().AsSplitQuery().Include(a => a.Sessions).Include(a => a.Places).Include(a => a.Roles).Where(a => a.ParentId == series).ToListAsync(ct);
        // Names that may not be told are not even read.
        var told = meetings.ToDictionary(m => m.Id, m => m.Roles.Where(r => r.Role == PersonRole.Counterpart && r.PublicFigureId is not null && ProgrammesRights.MayBeNamed(ProgrammesRights.Of(m, m.Sessions.Find(s => s.Id == r.SessionId)), r)).OrderBy(r => r.Ordinal).ToList());
        var figureIds = told.Values.SelectMany(r => r).Select(r => r.PublicFigureId!.Value).ToList();
        var figures = await db.Set<PublicFigure>().AsNoTracking().Where(f => figureIds.Contains(f.Id)).ToDictionaryAsync(f => f.Id, ct);
        var organisationIds = told.Values.SelectMany(r => r).Select(r => r.OrganisationId).OfType<Guid>().ToList();
        var organisations = await db.Set<Organisation>().AsNoTracking().Where(o => organisationIds.Contains(o.Id)).ToDictionaryAsync(o => o.Id, ct);
        return [.. meetings.Select(m => new BilateralMeeting(m, m.Sessions.OrderBy(s => s.Number).FirstOrDefault()?.From,
                m.Places.Where(p => p.Role == PlaceRole.Venue).OrderBy(p => p.Ordinal).Select(p => places.Find(p.PlaceId)).OfType<Place>().FirstOrDefault(),
                [.. told[m.Id].Where(r => figures.ContainsKey(r.PublicFigureId!.Value)).Select(r => new Counterpart(figures[r.PublicFigureId!.Value].Name, r.TitleOnTheDay, r.OrganisationId is { } o ? organisations.GetValueOrDefault(o) : null))],
                m.Confidentiality != Confidentiality.Public))
            .OrderBy(m => m.Activity.SortDay).ThenBy(m => m.From ?? TimeOnly.MinValue).ThenBy(m => m.Activity.Edition ?? int.MaxValue).ThenBy(m => m.Activity.Id)];
    }

    /// <summary>Maps the programme of a series as a file.</summary>
    public static void Map(IEndpointRouteBuilder endpoints) => endpoints.MapListExport("/bilaterals/{id:guid}/meetings", async request =>
    {
        var (db, rights) = (request.Db, new ProgrammesRights(request.Viewer));
        var id = Guid.Parse(request.Http.GetRouteValue("id")!.ToString()!);
        if (await Series(db, rights).SingleOrDefaultAsync(a => a.Id == id) is not { } series) return null;
        var words = request.Services.GetRequiredService<IStringLocalizer<Words>>();
        var naming = request.Names;
        var meetings = await Of(db, rights, request.Services.GetRequiredService<PlaceCatalogue>(), id);
        return TableExport.Of(naming.Text(series.Title) ?? words["BilateralsTitle"],
            [
                new("number", words["EditionNumber"], ColumnType.Whole), new("day", words["Day"], ColumnType.Date), new("time", words["From"], ColumnType.Text), new("place", words["Venues"], ColumnType.Text), new("title", words["TitleLabel"], ColumnType.Text),
                new("with", words["WithWhom"], ColumnType.Text), new("outcome", words["CameOfIt"], ColumnType.Text), new("state", words["StateLabel"], ColumnType.Text), new("page", words["Link"], ColumnType.Link),
            ], meetings.Select((m, i) => (IReadOnlyList<object?>)
            [
                i + 1, m.Activity.DatePrecision == DatePrecision.Day ? m.Activity.StartsOn : null, m.From?.ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture), m.Place is null ? null : naming.Name(m.Place), naming.Text(m.Activity.Title),
                m.NamesNobody ? words["NotNamed"].Value : string.Join("; ", m.With.Select(w => string.Join(", ", new[] { w.Name, w.Office.IsEmpty ? null : naming.Text(w.Office), w.Organisation is null ? null : naming.Name(w.Organisation) }.OfType<string>()))),
                m.Activity.Summary.IsEmpty ? null : naming.Text(m.Activity.Summary), words[$"State.{m.Activity.State}"].Value, new TableLink(naming.Text(m.Activity.Title) ?? "", request.Address($"/activities/{m.Activity.Id}")),
            ]));
    });
}
