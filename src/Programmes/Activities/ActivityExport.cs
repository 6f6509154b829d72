using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using Uramost.Platform.Contracts;
using Uramost.Platform.Data;
using Uramost.Platform.Import;
using Uramost.Platform.Language;
using Uramost.Platform.Naming;
using Uramost.Platform.Organisations;
using Uramost.Platform.Places;
using Uramost.Platform.Tables;
using Uramost.Programmes.Projects;

namespace Uramost.Programmes.Activities;

/// <summary>
/// The list of activities as a file. Its headings are those that the import knows, and it carries the ids: exported,
/// corrected in a spreadsheet and imported again, it changes the same records. Of meetings that are not public it names
/// no organisation.
/// </summary>
public static class ActivityExport
{
    private const int PageSize = 500;

    /// <summary>Maps the files.</summary>
    public static void Map(IEndpointRouteBuilder endpoints) => endpoints.MapListExport("/activities", request => Task.FromResult<TableExport?>(Table(request)));

    private static TableExport Table(ListRequest request)
    {
        var words = request.Services.GetRequiredService<IStringLocalizer<Words>>();
        TableColumn Column(string key, ColumnType type = ColumnType.Text, string? label = null) => new(key, words[label ?? $"Import.{key}"], type);
        return new TableExport(words["Title"],
            [
                Column("kind"), Column("title"), Column("title_language"), Column("title_en"), Column("title_sq"), Column("title_sr"), Column("starts_on"), Column("place"), Column("organiser"),
                Column("state"), Column("confidentiality"), Column("languages"), Column("project", label: "Project"), Column("attendances", ColumnType.Whole, "Attendances"), new TableColumn("precision", request.Services.GetRequiredService<IStringLocalizer<Counts.Words>>()["PrecisionLabel"], ColumnType.Text), Column("evidence", ColumnType.Whole, "Evidence"),
                Column(ImportField.Id), Column("page", ColumnType.Link, "Import.page"),
            ], Rows(request, words));
    }

    private static async IAsyncEnumerable<IReadOnlyList<object?>> Rows(ListRequest request, IStringLocalizer<Words> words, [EnumeratorCancellation] CancellationToken ct = default)
    {
        var (db, services) = (request.Db, request.Services);
        var rights = new ProgrammesRights(request.Viewer);
        var (places, naming, kinds) = (services.GetRequiredService<PlaceCatalogue>(), request.Names, services.GetRequiredService<KindNames>());
        var projects = await rights.Projects(db).AsNoTracking().Select(p => new { p.Id, p.Title }).ToDictionaryAsync(p => p.Id, p => p.Title, ct);
        var query = Asked(request, places);
        var countWords = services.GetRequiredService<IStringLocalizer<Counts.Words>>();
        do
        {
            var (lines, next, _) = await query.Page(db, rights, PageSize, counted: false, ct);
            var ids = lines.Select(l => l.Id).ToList();
            var names = await kinds.Names(db, [.. lines.Select(l => l.Kind)], ct);
            var spoken = await db.Set<Activity>().AsNoTracking().Where(a => ids.Contains(a.Id)).Select(a => new { a.Id, a.Languages }).ToDictionaryAsync(a => a.Id, a => a.Languages, ct);
            var organisers = (await db.Set<ActivityOrganisation>().AsNoTracking().Where(o => ids.Contains(o.ActivityId) && o.Role == ActivityOrganisationRole.Organiser)
                .Join(db.Set<Organisation>(), o => o.OrganisationId, o => o.Id, (part, organisation) => new { part.ActivityId, part.Ordinal, organisation.Name, organisation.Acronym }).OrderBy(o => o.Ordinal).ToListAsync(ct)).ToLookup(o => o.ActivityId);
            foreach (var line in lines)
            {
                yield return
                [
                    names.GetValueOrDefault(line.Kind, line.Kind), line.Title.Original, line.Title is { IsPublished: true, Language: not "und" } ? line.Title.Language : null,
                    naming.Text(line.Title.Words.En, UiVariant.English), naming.Text(line.Title.Words.Sq, UiVariant.Albanian), naming.Text(line.Title.Words.Sr, FileNaming.VariantOf(line.Title.Words.Sr)),
                    Written(line.Date), string.Join("; ", line.Venues.Select(places.Find).OfType<Place>().Select(naming.Name)),
                    line.Confidentiality == Confidentiality.Public ? string.Join("; ", organisers[line.Id].Select(o => o.Name.IsEmpty ? o.Acronym : naming.Text(o.Name))) : null,
                    words[$"State.{line.State}"].Value, words[$"Confidentiality.{line.Confidentiality}"].Value, spoken.GetValueOrDefault(line.Id) is { } codes ? string.Join("; ", codes) : null,
                    line.ProjectId is { } project && projects.TryGetValue(project, out var title) ? naming.Text(title) : null, line.Attendances, line is { Attendances: not null, OwnPrecision: { } precision } ? countWords[$"Precision.{precision}"].Value : null, line.EvidenceCount,
                    line.Id.ToString(), new TableLink(naming.Text(line.Title) ?? "", request.Address($"/activities/{line.Id}")),
                ];
            }

            query = query with { After = next };
        }
        while (query.After is not null);
    }

    // The filters of the page, read alike.
    private static ActivityQuery Asked(ListRequest request, PlaceCatalogue places) => new()
    {
        Text = request["q"], Project = Guid.TryParse(request["project"], out var project) ? project : null, Kind = request["kind"],
        State = Enum.TryParse<ActivityState>(request["state"], out var state) ? state : null,
        Place = request["place"] is not { } typed ? null : places.Find(typed)?.Id ?? (places.Resolve(typed) is FoundPlace found ? found.Place.Id : null),
        From = Day(request["from"]), Until = Day(request["until"]), Sort = request["sort"] ?? ActivityQuery.Latest,
    };

    private static DateOnly? Day(string? text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    // As the import reads it again, no more exact than it is known.
    private static string? Written(When date) => date switch
    {
        { Precision: DatePrecision.Unknown } or { Start: null } => null,
        { Precision: DatePrecision.Year, Start: { } first } => first.ToString("yyyy", CultureInfo.InvariantCulture),
        { Precision: DatePrecision.Month, Start: { } first } => first.ToString("yyyy-MM", CultureInfo.InvariantCulture),
        { Start: { } first, End: { } last } when first != last => $"{first.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)} – {last.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}",
        { Start: { } first } => first.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
    };
}
