using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Localization;
using Uramost.Exchange.Goods;
using Uramost.Platform.Contracts;
using Uramost.Platform.Data;
using Uramost.Platform.Documents;
using Uramost.Platform.Language;
using Uramost.Platform.Naming;
using Uramost.Platform.People;
using Uramost.Platform.Places;
using Uramost.Platform.Tables;

namespace Uramost.Exchange.Companies;

/// <summary>The printed edition of the product map: sector by sector, the companies that are asked for, with what the reader may see of each.</summary>
public static class ProductMapDocument
{
    private const int PageSize = 500, Most = 5000;

    /// <summary>Maps the document.</summary>
    public static void Map(IEndpointRouteBuilder endpoints) => endpoints.MapGet("/companies.docx", Document);

    private static async Task<IResult> Document(
        HttpContext http, PlatformDb db, CurrentViewer current, NamingPolicies policies, IProjects projects, PlaceCatalogue places, GoodsList goods, EntryNames names, TimeProvider clock,
        IStringLocalizer<Words> words, IStringLocalizer<Platform.Ui.Words> uiWords, CancellationToken ct)
    {
        string? Value(string name) => http.Request.Query[name].ToString().Trim() is { Length: > 0 } text ? text : null;
        var (rights, reader) = (new CompanyRights(await current.Get()), UiVariant.Current);
        var query = CompanyQuery.Read(Value, places, goods) with { After = null };
        if (Value("goods") is not null && query.Goods is null || Value("place") is not null && query.Place is null) return Microsoft.AspNetCore.Http.Results.NotFound();
        var policy = query.Project is { } project ? await projects.NamingPolicy(project, ct) : null;
        var naming = new DocxNaming(new NamingWriter(policies.Find(policy) ?? policies[NamingPolicies.Asterisk], places, reader), places, reader, uiWords);
        var lines = new List<CompanyLine>();
        do
        {
            var (page, next, _) = await query.Page(db, rights, places, PageSize, counted: false, ct);
            lines.AddRange(page);
            query = query with { After = next };
        }
        while (query.After is not null && lines.Count < Most);

        var document = new DocxWriter(new DocxSettings { Title = words["ProductMap"], Language = DocxLanguage.Of(reader), Landscape = true, Footer = words["ProductMap"], Date = clock.GetUtcNow().UtcDateTime }).Title(new DocxRun(words["ProductMap"]));
        document.Paragraph(naming.Text(words["Intro"]));
        if (lines.Count == 0) document.Paragraph(naming.Text(words["NothingYet"]));
        foreach (var sector in NaceCode.Sectors.Cast<string?>().Append(null))
        {
            var here = lines.Where(l => l.Sector == sector).ToList();
            if (here.Count == 0) continue;
            document.Heading(1, new DocxRun(sector is null ? words["SectorNone"] : words[$"Sector.{sector}"]));
            document.Table(new DocxTable([4, 3, 3, 6, 3, 3],
                [
                    [(DocxCell)words["Name"].Value, words["Place"].Value, words["EntryKind"].Value, words["What"].Value, words["PerYear"].Value, words["Season"].Value],
                    .. here.SelectMany(l => Rows(l)),
                ]) { Description = sector is null ? words["SectorNone"] : words[$"Sector.{sector}"] });
        }

        ListExport.NameAnswer(http.Response, $"{words["ProductMap"].Value}.docx", DocxWriter.MediaType);
        await document.SaveAsync(http.Response.Body, ct);
        return Microsoft.AspNetCore.Http.Results.Empty;

        IEnumerable<IReadOnlyList<DocxCell>> Rows(CompanyLine line)
        {
            var first = true;
            foreach (var entry in line.Entries.Count == 0 ? [null] : line.Entries.Cast<CompanyEntry?>())
            {
                var name = line.Company.IsInvented ? $"{line.Company.Name} ({words["Invented"].Value})" : line.Company.Name;
                yield return
                [
                    first ? name : "", first && line.PlaceIn(places) is { } place ? new DocxCell(naming.Name(place)) : "", entry is null ? "" : words[$"Kind.{entry.Kind}"].Value,
                    entry is null ? "" : new DocxCell([new DocxRun(names.Subject(entry) ?? ""), .. entry.Text.IsEmpty ? [] : naming.Local(entry.Text).Prepend(new DocxRun(" "))]), entry is null ? "" : names.Volume(entry) ?? "–", entry is null ? "" : names.Season(entry) ?? "–",
                ];
                first = false;
            }
        }
    }
}
