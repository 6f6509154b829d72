using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using Uramost.Platform.Data;
using Uramost.Platform.Language;
using Uramost.Platform.Tables;
using Uramost.Programmes.Projects;

namespace Uramost.Programmes.Activities;

/// <summary>A series as the viewer sees it.</summary>
/// <param name="Series">The series.</param>
/// <param name="Project">Its project, or null.</param>
/// <param name="Editions">How many of its activities the viewer may see.</param>
public sealed record SeriesRow(Series Series, Project? Project, int Editions)
{
    /// <summary>
    /// The series that the viewer may see: of the projects that they may read; of no project, whatever has an edition
    /// that they may see, and all for those who work here.
    /// </summary>
    public static IQueryable<Series> Seen(PlatformDb db, ProgrammesRights rights)
    {
        var (projects, activities) = (rights.Projects(db), rights.Activities(db));
        var staff = rights.IsStaffAnywhere;
        return db.Set<Series>().AsNoTracking().Where(s => s.ProjectId != null ? projects.Any(p => p.Id == s.ProjectId) : staff || activities.Any(a => a.SeriesId == s.Id));
    }

    /// <summary>Whether the viewer may change the series: it is of a project to which they add activities, or of none and they look after organisations.</summary>
    public static bool MayEdit(ProgrammesRights rights, Series series) =>
        series.ProjectId is { } project ? rights.Viewer.Has(project, Platform.People.Role.Coordinator, Platform.People.Role.Officer) : rights.MayEditOrganisations && rights.ProjectsToAddTo.Count > 0;

    /// <summary>The series by title.</summary>
    public static async Task<IReadOnlyList<SeriesRow>> Read(PlatformDb db, ProgrammesRights rights, Guid? project, CancellationToken ct = default)
    {
        var asked = Seen(db, rights);
        if (project is { } one) asked = asked.Where(s => s.ProjectId == one);
        var found = await asked.OrderBy(s => s.Id).Take(500).ToListAsync(ct);
        var ids = found.ConvertAll(s => s.Id);
        var projectIds = found.Select(s => s.ProjectId).OfType<Guid>().Distinct().ToList();
        var projects = await rights.Projects(db).AsNoTracking().Where(p => projectIds.Contains(p.Id)).ToDictionaryAsync(p => p.Id, ct);
        var counts = await rights.Activities(db).Where(a => a.SeriesId != null && ids.Contains(a.SeriesId.Value)).GroupBy(a => a.SeriesId!.Value).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        var order = StringComparer.Create(UiVariant.Current.Culture, ignoreCase: true);
        return [.. found.Select(s => new SeriesRow(s, s.ProjectId is { } p ? projects.GetValueOrDefault(p) : null, counts.GetValueOrDefault(s.Id))).OrderBy(r => r.Series.Title.For(UiVariant.Current), order)];
    }

    /// <summary>Maps the list as a file.</summary>
    public static void Map(IEndpointRouteBuilder endpoints) => endpoints.MapListExport("/series", async request =>
    {
        var words = request.Services.GetRequiredService<IStringLocalizer<Words>>();
        var naming = request.Names;
        var rows = await Read(request.Db, new ProgrammesRights(request.Viewer), Guid.TryParse(request["project"], out var project) ? project : null);
        var kinds = await request.Services.GetRequiredService<KindNames>().Names(request.Db, [.. rows.Select(r => r.Series.Kind).Where(k => k.Length > 0)]);
        return TableExport.Of(words["SeriesTitle"],
            [
                new("title", words["TitleLabel"], ColumnType.Text), new("acronym", words["Acronym"], ColumnType.Text), new("kind", words["KindLabel"], ColumnType.Text), new("project", words["Project"], ColumnType.Text),
                new("announced", words["Announced"], ColumnType.Whole), new("editions", words["Editions"], ColumnType.Whole), new("page", words["Link"], ColumnType.Link),
            ], rows.Select(r => (IReadOnlyList<object?>)
            [
                naming.Text(r.Series.Title), r.Series.Acronym, kinds.GetValueOrDefault(r.Series.Kind), r.Project is { } p ? naming.Text(p.Title) : null, r.Series.Announced, r.Editions,
                new TableLink(naming.Text(r.Series.Title) ?? "", request.Address($"/series/{r.Series.Id}")),
            ]));
    });
}
