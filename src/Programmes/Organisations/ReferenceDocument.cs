using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using Uramost.Platform.Data;
using Uramost.Platform.Documents;
using Uramost.Platform.Language;
using Uramost.Platform.Naming;
using Uramost.Platform.Organisations;
using Uramost.Platform.People;
using Uramost.Platform.Places;
using Uramost.Platform.Tables;
using HttpResults = Microsoft.AspNetCore.Http.Results;

namespace Uramost.Programmes.Organisations;

/// <summary>An organisation's reference list as a document and as a table: title, donor, period, role, partners, what was done.</summary>
public static class ReferenceDocument
{
    /// <summary>Maps the document and the table.</summary>
    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/organisations/{id:guid}/references.docx", Document);
        endpoints.MapListExport("/organisations/{id:guid}/references", Table);
    }

    private static async Task<IResult> Document(
        Guid id, string? policy, HttpContext http, PlatformDb db, CurrentViewer current, NamingPolicies policies, PlaceCatalogue places, TimeProvider clock,
        IStringLocalizer<Words> words, IStringLocalizer<Platform.Ui.Words> uiWords, IStringLocalizer<Projects.Words> projectWords, CancellationToken ct)
    {
        var rights = new ProgrammesRights(await current.Get());
        if (await rights.Organisations(db).AsNoTracking().SingleOrDefaultAsync(o => o.Id == id, ct) is not { } organisation) return HttpResults.NotFound();
        var reader = UiVariant.Current;
        var naming = new DocxNaming(new NamingWriter(policies.Find(policy) ?? policies[NamingPolicies.Asterisk], places, reader), places, reader, uiWords);
        var document = new DocxWriter(new DocxSettings { Title = $"{words["References"]}: {organisation.NameFor(reader)}", Language = DocxLanguage.Of(reader), Landscape = true, Footer = organisation.NameFor(reader), Date = clock.GetUtcNow().UtcDateTime })
            .Title(new DocxRun(words["References"])).Heading(1, naming.Published(Reference.NameOf(organisation)));
        var references = await Reference.Of(db, rights, id, ct);
        if (references.Count == 0) document.Paragraph(naming.Text(words["NoReferences"]));
        else
        {
            document.Table(new DocxTable([5, 3, 3, 2, 4, 6],
                [
                    [(DocxCell)words["ProjectTitle"].Value, words["Donor"].Value, words["Period"].Value, words["Role"].Value, words["Partners"].Value, words["Did"].Value],
                    .. references.Select(r => (IReadOnlyList<DocxCell>)
                    [
                        new DocxCell(naming.Published(r.Project.Title, italic: true)), Names(r.Donors), new DocxCell(new DocxRun(Reference.PeriodOf(r.Project, words, uiWords))),
                        new DocxCell(new DocxRun(string.Join(", ", r.Roles.Select(x => projectWords[$"Role.{x}"].Value)))), Names(r.Partners),
                        new DocxCell(r.Did.IsEmpty ? [new DocxRun(words.Count("HeldActivities", r.Activities))] : naming.Local(r.Did)),
                    ]),
                ]) { Description = words["References"] });
        }

        ListExport.NameAnswer(http.Response, $"{words["References"]} {organisation.Acronym ?? organisation.NameFor(reader)}.docx", DocxWriter.MediaType);
        await document.SaveAsync(http.Response.Body, ct);
        return HttpResults.Empty;

        static DocxCell Names(IEnumerable<Organisation> organisations) => new(string.Join("; ", organisations.Select(o => o.NameFor(UiVariant.Current))) is { Length: > 0 } names ? [new DocxRun(names)] : [new DocxRun("–")]);
    }

    private static async Task<TableExport?> Table(ListRequest request)
    {
        var (db, rights, services) = (request.Db, new ProgrammesRights(request.Viewer), request.Services);
        var id = Guid.Parse(request.Http.GetRouteValue("id")!.ToString()!);
        if (await rights.Organisations(db).AsNoTracking().SingleOrDefaultAsync(o => o.Id == id) is not { } organisation) return null;
        var (words, uiWords, projectWords, naming) = (services.GetRequiredService<IStringLocalizer<Words>>(), services.GetRequiredService<IStringLocalizer<Platform.Ui.Words>>(), services.GetRequiredService<IStringLocalizer<Projects.Words>>(), request.Names);
        var references = await Reference.Of(db, rights, id);
        return TableExport.Of($"{words["References"]} {organisation.Acronym ?? organisation.NameFor(UiVariant.Current)}",
            [
                new("title", words["ProjectTitle"], ColumnType.Text), new("translation", projectWords["Export.translation"], ColumnType.Text), new("donor", words["Donor"], ColumnType.Text), new("period", words["Period"], ColumnType.Text),
                new("role", words["Role"], ColumnType.Text), new("partners", words["Partners"], ColumnType.Text), new("did", words["Did"], ColumnType.Text),
            ], references.Select(r => (IReadOnlyList<object?>)
            [
                naming.Text(r.Project.Title), naming.Text(r.Project.Title.TranslationFor(UiVariant.Current)), Names(r.Donors), Reference.PeriodOf(r.Project, words, uiWords),
                string.Join("; ", r.Roles.Select(x => projectWords[$"Role.{x}"].Value)), Names(r.Partners), r.Did.IsEmpty ? words.Count("HeldActivities", r.Activities) : naming.Text(r.Did),
            ]));

        string Names(IEnumerable<Organisation> organisations) => string.Join("; ", organisations.Select(naming.Name));
    }
}
