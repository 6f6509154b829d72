using System.Globalization;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using Uramost.Platform.Data;
using Uramost.Platform.Language;
using Uramost.Platform.Organisations;
using Uramost.Platform.Tables;
using Uramost.Platform.Ui;
using Uramost.Programmes.Activities;
using Uramost.Programmes.Counts;

namespace Uramost.Programmes.Projects;

/// <summary>Lists of projects, of what is declared of them, and of their works, as files.</summary>
public static class ProjectExport
{
    /// <summary>Maps the files.</summary>
    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapListExport("/projects", request => Task.FromResult<TableExport?>(Projects(request)));
        endpoints.MapListExport("/counts", request => Task.FromResult<TableExport?>(Counts(request)));
        endpoints.MapListExport("/fields", request => Task.FromResult<TableExport?>(Fields(request)));
        endpoints.MapListExport("/works", request => Task.FromResult<TableExport?>(Works(request)));
    }

    private static TableExport Projects(ListRequest request)
    {
        var words = request.Services.GetRequiredService<IStringLocalizer<Words>>();
        var (uiWords, naming) = (request.Services.GetRequiredService<IStringLocalizer<Platform.Ui.Words>>(), request.Names);
        var (db, projects) = (request.Db, new ProgrammesRights(request.Viewer).Projects(request.Db).AsNoTracking());
        TableColumn Column(string key, ColumnType type = ColumnType.Text) => new(key, words[$"Export.{key}"], type);
        return new TableExport(words["Title"],
            [Column("title"), Column("translation"), Column("starts"), Column("ends"), Column("state"), Column("visibility"), Column("organisations"), Column("contracts"), Column("id"), Column("page", ColumnType.Link)], Rows());

        async IAsyncEnumerable<IReadOnlyList<object?>> Rows()
        {
            var carriers = (await db.Set<ProjectOrganisation>().AsNoTracking().Where(o => projects.Any(p => p.Id == o.ProjectId))
                .Join(db.Set<Organisation>(), o => o.OrganisationId, o => o.Id, (part, organisation) => new { part.ProjectId, part.Role, part.Ordinal, Organisation = organisation }).ToListAsync()).ToLookup(p => p.ProjectId);
            await foreach (var project in ProjectDirectory.InOrder(projects).AsAsyncEnumerable())
            {
                yield return
                [
                    naming.Text(project.Title), naming.Text(project.Title.TranslationFor(UiVariant.Current)), project.StartsOn is null ? null : project.Start.Show(uiWords), project.EndsOn is null ? null : project.End.Show(uiWords),
                    words[$"State.{project.State}"].Value, words[$"Visibility.{project.Visibility}"].Value,
                    string.Join("; ", carriers[project.Id].OrderBy(c => c.Role).ThenBy(c => c.Ordinal).Select(c => $"{c.Organisation.ShortName(UiVariant.Current)} ({words[$"Role.{c.Role}"]})")),
                    string.Join("; ", project.ContractNumbers), project.Id.ToString(), new TableLink(naming.Text(project.Title) ?? "", request.Address($"/projects/{project.Id}")),
                ];
            }
        }
    }

    private static TableExport Counts(ListRequest request)
    {
        var words = request.Services.GetRequiredService<IStringLocalizer<Words>>();
        var countWords = request.Services.GetRequiredService<IStringLocalizer<Counts.Words>>();
        var (naming, kinds) = (request.Names, request.Services.GetRequiredService<KindNames>());
        var (db, rights) = (request.Db, new ProgrammesRights(request.Viewer));
        TableColumn Column(string key, ColumnType type = ColumnType.Text) => new(key, words[$"Export.{key}"], type);
        return new TableExport(words["Export.counts"],
            [Column("project"), Column("activity"), Column("kind"), Column("measure"), Column("value", ColumnType.Whole), Column("precision"), Column("women", ColumnType.Whole), Column("youth", ColumnType.Whole), Column("source_at"), Column("id")], Rows());

        async IAsyncEnumerable<IReadOnlyList<object?>> Rows()
        {
            var projects = await rights.Projects(db).AsNoTracking().ToDictionaryAsync(p => p.Id, p => p.Title);
            var activities = rights.Activities(db).AsNoTracking();
            var one = Guid.TryParse(request["project"], out var id) ? id : (Guid?)null;
            var seen = db.Set<DeclaredCount>().AsNoTracking().Where(c => c.ActivityId == null && c.ProjectId != null && rights.Projects(db).Any(p => p.Id == c.ProjectId) || c.ActivityId != null && activities.Any(a => a.Id == c.ActivityId));
            if (one is not null) seen = seen.Where(c => c.ProjectId == one || activities.Any(a => a.Id == c.ActivityId && a.ProjectId == one));
            var titles = await activities.Where(a => one == null || a.ProjectId == one).Select(a => new { a.Id, a.Title, a.ProjectId, a.Kind }).ToDictionaryAsync(a => a.Id);
            var names = await kinds.Names(db, [.. titles.Values.Select(t => t.Kind)]);
            await foreach (var count in seen.OrderBy(c => c.ProjectId).ThenBy(c => c.Ordinal).ThenBy(c => c.Id).AsAsyncEnumerable())
            {
                var activity = count.ActivityId is { } a ? titles.GetValueOrDefault(a) : null;
                var kind = count.Kind ?? activity?.Kind;
                // Women and youth counted at the door are for staff; for readers outside there are releases.
                var staff = (count.ProjectId ?? activity?.ProjectId) is { } of && rights.IsStaff(of);
                yield return
                [
                    (count.ProjectId ?? activity?.ProjectId) is { } project && projects.TryGetValue(project, out var title) ? naming.Text(title) : null, activity is null ? null : naming.Text(activity.Title),
                    kind is null ? null : names.GetValueOrDefault(kind) ?? kinds.Common(kind) ?? kind, countWords[$"Measure.{count.Measure}"].Value, count.Value, countWords[$"Precision.{count.Precision}"].Value,
                    staff ? count.Breakdown.Find(b => b.By == BreakdownBy.Women)?.Value : null, staff ? count.Breakdown.Find(b => b.By == BreakdownBy.Youth)?.Value : null, count.SourceAt, count.Id.ToString(),
                ];
            }
        }
    }

    private static TableExport Works(ListRequest request)
    {
        var words = request.Services.GetRequiredService<IStringLocalizer<Words>>();
        var naming = request.Names;
        var db = request.Db;
        var projects = new ProgrammesRights(request.Viewer).Projects(db).AsNoTracking();
        TableColumn Column(string key, ColumnType type = ColumnType.Text) => new(key, words[$"Export.{key}"], type);
        return new TableExport(words["Export.works"],
            [Column("title"), Column("translation"), Column("authors"), Column("outlet"), Column("published"), Column("languages"), Column("project"), Column("address", ColumnType.Link), Column("id")], Rows());

        async IAsyncEnumerable<IReadOnlyList<object?>> Rows()
        {
            var titles = await projects.ToDictionaryAsync(p => p.Id, p => p.Title);
            var query = WorkQuery.Of(request["project"], request["kind"], request["language"]);
            var works = query.Seen(db, new ProgrammesRights(request.Viewer));
            var outlets = await db.Set<Organisation>().AsNoTracking().Where(o => works.Any(w => w.OutletId == o.Id)).ToDictionaryAsync(o => o.Id);
            var figures = await db.Set<PublicFigure>().AsNoTracking().ToDictionaryAsync(f => f.Id, f => f.PrintedAs);
            foreach (var work in (await works.ToListAsync()).Where(query.Takes))
            {
                yield return
                [
                    naming.Text(work.Title), naming.Text(work.Title.TranslationFor(UiVariant.Current)), string.Join("; ", work.AuthorIds.Select(a => figures.GetValueOrDefault(a)).OfType<string>()),
                    work.OutletId is { } outlet && outlets.TryGetValue(outlet, out var organisation) ? naming.Name(organisation) : null, WorkQuery.Written(work), string.Join("; ", work.Languages ?? []),
                    work.ProjectId is { } project && titles.TryGetValue(project, out var title) ? naming.Text(title) : null, work.Address is { } address ? new TableLink(address, address) : null, work.Id.ToString(),
                ];
            }
        }
    }

    private static TableExport Fields(ListRequest request)
    {
        var words = request.Services.GetRequiredService<IStringLocalizer<Words>>();
        var naming = request.Names;
        var (db, rights) = (request.Db, new ProgrammesRights(request.Viewer));
        return new TableExport(words["FieldsTitle"],
            [
                new("title", words["FieldName"], ColumnType.Text), new("kind", words["FieldKindLabel"], ColumnType.Text), new("organisation", words["OrganisationName"], ColumnType.Text), new("project", words["StrandOf"], ColumnType.Text),
                new("goal", words["Goal"], ColumnType.Text), new("outcomes", words["Outcomes"], ColumnType.Text), new("key_assumptions", words["KeyAssumptions"], ColumnType.Text), new("page", words["Export.page"], ColumnType.Link),
            ], Rows());

        async IAsyncEnumerable<IReadOnlyList<object?>> Rows()
        {
            var projects = await rights.Projects(db).AsNoTracking().Select(p => new { p.Id, p.Title }).ToDictionaryAsync(p => p.Id, p => p.Title);
            var organisations = await rights.Organisations(db).AsNoTracking().ToDictionaryAsync(o => o.Id);
            foreach (var field in (await FieldRights.Seen(db, rights).AsNoTracking().ToListAsync()).OrderBy(f => f.OrganisationId).ThenBy(f => f.Kind).ThenBy(f => f.Ordinal))
            {
                yield return
                [
                    naming.Text(field.Title), words[$"FieldKind.{field.Kind}"].Value, field.OrganisationId is { } o && organisations.TryGetValue(o, out var carrier) ? naming.Name(carrier) : null,
                    field.ProjectId is { } p && projects.TryGetValue(p, out var title) ? naming.Text(title) : null, naming.Text(field.Goal), All(field.Outcomes), All(field.KeyAssumptions),
                    new TableLink(naming.Text(field.Title) ?? "", request.Address($"/fields/{field.Id}")),
                ];
            }
        }

        string? All(List<LocalText> texts) => texts.Count == 0 ? null : string.Join("\n", texts.Select(t => naming.Text(t)));
    }
}
