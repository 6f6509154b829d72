using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Localization;
using Uramost.Platform.Data;
using Uramost.Platform.Documents;
using Uramost.Platform.Language;
using Uramost.Platform.Naming;
using Uramost.Platform.Places;
using Uramost.Platform.Tables;

namespace Uramost.Exchange.Handbook.Procedures;

/// <summary>An edition as a document, as one file for reading without internet, and as CPSV-AP 3.2.0 in JSON-LD.</summary>
public static class EditionFiles
{
    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Maps the files.</summary>
    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/handbook/sectors/{code}/edition.docx", Document);
        endpoints.MapGet("/handbook/sectors/{code}/edition.html", Offline);
        endpoints.MapGet("/handbook/sectors/{code}/edition.jsonld", Services);
    }

    private static async Task<IResult> Document(
        string code, string? policy, HttpContext http, PlatformDb db, NamingPolicies policies, PlaceCatalogue places, TimeProvider clock, IStringLocalizer<Words> words, IStringLocalizer<Platform.Ui.Words> uiWords, CancellationToken ct)
    {
        if (await Edition.Read(db, code, ct) is not { } edition) return Results.NotFound();
        var reader = UiVariant.Current;
        var facts = new StepFacts(edition.Graph, edition.Laws, words, reader);
        var naming = new DocxNaming(new NamingWriter(policies.Find(policy) ?? policies[NamingPolicies.Asterisk], places, reader), places, reader, uiWords);
        var now = clock.GetUtcNow().UtcDateTime;
        var title = edition.Sector.Name.For(reader).Text;
        var document = new DocxWriter(new DocxSettings { Title = title, Language = DocxLanguage.Of(reader), Footer = title, Date = now }).Title(naming.Text(title)).Paragraph(new DocxRun(words["EditionIntro"]));
        foreach (var procedure in edition.Procedures)
        {
            document.Heading(1, naming.Local(procedure.Objective)).Table(Facts(facts.Of(edition.Graph.Totals(procedure)), naming, words, words["Totals"]));
            foreach (var block in procedure.Blocks.Where(b => edition.Of(procedure, b).Any()))
            {
                document.Heading(2, [.. naming.Local(block.Name), new DocxRun($" ({words[$"Mode.{block.Mode}"]})")]);
                foreach (var step in edition.Of(procedure, block))
                {
                    document.Heading(3, naming.Local(step.Name));
                    if (step.IsStale(DateOnly.FromDateTime(now))) document.Paragraph(new DocxRun(words["Unverified"]) { Italic = true });
                    document.Table(Facts(facts.Of(step), naming, words, step.Name.For(reader).Text));
                    if (!step.Note.IsEmpty) document.Paragraph(naming.Local(step.Note));
                }
            }
        }

        ListExport.NameAnswer(http.Response, $"{title}.docx", DocxWriter.MediaType);
        await document.SaveAsync(http.Response.Body, ct);
        return Results.Empty;
    }

    private static DocxTable Facts(IReadOnlyList<StepFact> facts, DocxNaming naming, IStringLocalizer<Words> words, string description) =>
        new([1, 3], [.. facts.Select(f => (IReadOnlyList<DocxCell>)[f.Label, f.Value is { } value ? new DocxCell(naming.Text(value)) : new DocxCell(new DocxRun(words["Unknown"]) { Italic = true })])]) { HeaderRows = 0, Description = description };

    private static async Task<IResult> Offline(string code, string? policy, HttpContext http, PlatformDb db, NamingPolicies policies, PlaceCatalogue places, TimeProvider clock, IStringLocalizer<Words> words, CancellationToken ct)
    {
        if (await Edition.Read(db, code, ct) is not { } edition) return Results.NotFound();
        var reader = UiVariant.Current;
        var facts = new StepFacts(edition.Graph, edition.Laws, words, reader);
        var names = new FileNaming(policies.Find(policy) ?? policies[NamingPolicies.Asterisk], places, reader);
        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        var title = names.Text(edition.Sector.Name);
        var page = new StringBuilder($"<!DOCTYPE html>\n<html lang=\"{reader.Tag}\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>{Text(title)}</title><style>body{{font:1rem/1.5 sans-serif;max-width:45rem;margin:auto;padding:1rem}}dt{{font-weight:bold}}dd{{margin:0 0 .4rem}}article{{border-top:1px solid;break-inside:avoid}}.missing{{font-style:italic}}</style></head><body>\n<h1>{Text(title)}</h1><p>{Text(words["EditionIntro"])}</p>\n");
        foreach (var procedure in edition.Procedures)
        {
            page.Append(CultureInfo.InvariantCulture, $"<h2>{Text(names.Text(facts.Say(procedure.Objective)))}</h2>\n");
            Add(facts.Of(edition.Graph.Totals(procedure)));
            foreach (var block in procedure.Blocks.Where(b => edition.Of(procedure, b).Any()))
            {
                page.Append(CultureInfo.InvariantCulture, $"<h3>{Text(names.Text(facts.Say(block.Name)))} ({Text(words[$"Mode.{block.Mode}"])})</h3>\n");
                foreach (var step in edition.Of(procedure, block))
                {
                    page.Append(CultureInfo.InvariantCulture, $"<article id=\"{Text(step.Code)}\"><h4>{Text(names.Text(facts.Say(step.Name)))}</h4>\n");
                    if (step.IsStale(today)) page.Append(CultureInfo.InvariantCulture, $"<p class=\"missing\">{Text(words["Unverified"])}</p>\n");
                    Add(facts.Of(step));
                    if (facts.Say(step.Note) is { } note) page.Append(CultureInfo.InvariantCulture, $"<p>{Text(names.Text(note))}</p>\n");
                    page.Append("</article>\n");
                }
            }
        }

        if (names.Footnote is { } footnote) page.Append(CultureInfo.InvariantCulture, $"<p>{Text(footnote)}</p>\n");
        page.Append("</body></html>\n");
        ListExport.NameAnswer(http.Response, $"{title}.html", "text/html; charset=utf-8");
        await http.Response.WriteAsync(page.ToString(), ct);
        return Results.Empty;

        void Add(IEnumerable<StepFact> lines)
        {
            page.Append("<dl>");
            foreach (var line in lines) page.Append(CultureInfo.InvariantCulture, $"<dt>{Text(line.Label)}</dt><dd{(line.Value is null ? " class=\"missing\"" : "")}>{Text(line.Value is null ? words["Unknown"] : names.Text(line.Value))}</dd>");
            page.Append("</dl>\n");
        }

        static string Text(string? text) => HtmlEncoder.Default.Encode(text ?? "");
    }

    // Classes and properties of CPSV-AP 3.2.0; what is unknown is left out, since the profile has no way to say so.
    private static async Task<IResult> Services(string code, HttpContext http, PlatformDb db, PlaceCatalogue places, NamingPolicies policies, CancellationToken ct)
    {
        if (await Edition.Read(db, code, ct) is not { } edition) return Results.NotFound();
        var policy = policies[NamingPolicies.Asterisk];
        var address = $"{http.Request.Scheme}://{http.Request.Host}/handbook";
        var nodes = new List<Dictionary<string, object?>>();
        foreach (var procedure in edition.Procedures)
        {
            foreach (var step in procedure.Blocks.SelectMany(b => edition.Of(procedure, b)))
            {
                var needed = step.Needs.Where(n => n.HoldsFor(edition.Sector.Goods)).SelectMany(n => n.Codes).Distinct().ToList();
                nodes.Add(new()
                {
                    ["@id"] = $"{address}/steps/{step.Code}", ["@type"] = "cpsv:PublicService", ["dct:identifier"] = step.Code, ["dct:title"] = Texts(step.Name), ["dct:description"] = Texts(step.Note.IsEmpty ? step.Name : step.Note),
                    ["cv:hasCompetentAuthority"] = new Dictionary<string, object?> { ["@id"] = $"{address}/steps/{step.Code}#authority", ["@type"] = "cv:PublicOrganisation", ["dct:identifier"] = $"{step.Code}-authority", ["skos:prefLabel"] = Texts(step.Authority) },
                    ["cpsv:hasInput"] = needed.Select(n => Id($"requirements/{n}#evidence")), ["cv:holdsRequirement"] = needed.Select(n => Id($"requirements/{n}")), ["cpsv:produces"] = step.Gives.Select(g => Id($"requirements/{g}#output")),
                    ["cv:hasCost"] = step.Costs.Count == 0 ? null : step.Costs.Where(c => c.Amount is not null).Select((c, i) => new Dictionary<string, object?>
                    {
                        ["@type"] = "cv:Cost", ["dct:identifier"] = $"{step.Code}-cost-{i + 1}", ["cv:value"] = c.Amount, ["cv:currency"] = Id($"http://publications.europa.eu/resource/authority/currency/{c.Currency}", true), ["dct:description"] = Texts(c.Of ?? step.Name),
                    }),
                    ["cv:processingTime"] = step.Wait is { } wait ? new Dictionary<string, object?> { ["@type"] = "xsd:duration", ["@value"] = $"P{Math.Ceiling(wait.Most).ToString("0", CultureInfo.InvariantCulture)}D" } : null,
                    ["cv:hasLegalResource"] = step.Laws.Count == 0 ? null : step.Laws.Select(l => Id($"laws/{l.Law}")),
                });
            }
        }

        var used = nodes.SelectMany(n => n.Values).OfType<IEnumerable<Dictionary<string, object?>>>().SelectMany(v => v).Select(v => v.GetValueOrDefault("@id") as string).OfType<string>().ToHashSet();
        foreach (var requirement in edition.Procedures.SelectMany(p => p.Blocks.SelectMany(b => edition.Of(p, b))).SelectMany(s => s.Gives.Concat(s.Needs.SelectMany(n => n.Codes))).Distinct().Select(edition.Graph.Find).OfType<Requirement>())
        {
            var id = $"{address}/requirements/{requirement.Code}";
            foreach (var (part, type) in new[] { ("", "cv:Requirement"), ("#evidence", "cv:Evidence"), ("#output", "cv:Output") })
            {
                if (used.Contains(id + part)) nodes.Add(new() { ["@id"] = id + part, ["@type"] = type, ["dct:identifier"] = requirement.Code, ["dct:title"] = Texts(requirement.Name), ["dct:description"] = Texts(requirement.Explanation.IsEmpty ? requirement.Name : requirement.Explanation) });
            }
        }

        foreach (var law in edition.Laws.Where(l => used.Contains($"{address}/laws/{l.Code}"))) nodes.Add(new() { ["@id"] = $"{address}/laws/{law.Code}", ["@type"] = "eli:LegalResource", ["dct:identifier"] = law.Number ?? law.Code, ["dct:title"] = Texts(law.Title) });
        foreach (var node in nodes)
        {
            foreach (var empty in node.Where(n => n.Value is null).Select(n => n.Key).ToList()) node.Remove(empty);
        }

        ListExport.NameAnswer(http.Response, $"{edition.Sector.Code}.jsonld", "application/ld+json");
        await JsonSerializer.SerializeAsync(http.Response.Body, new Dictionary<string, object?>
        {
            ["@context"] = new Dictionary<string, string>
            {
                ["cpsv"] = "http://purl.org/vocab/cpsv#", ["cv"] = "http://data.europa.eu/m8g/", ["dct"] = "http://purl.org/dc/terms/", ["eli"] = "http://data.europa.eu/eli/ontology#", ["skos"] = "http://www.w3.org/2004/02/skos/core#", ["xsd"] = "http://www.w3.org/2001/XMLSchema#",
            },
            ["@graph"] = nodes,
        }, Json, ct);
        return Results.Empty;

        Dictionary<string, object?> Id(string path, bool whole = false) => new() { ["@id"] = whole ? path : $"{address}/{path}" };

        IEnumerable<object> Texts(LocalText text) => UiVariant.All.Where(v => text.In(v) is not null).Select(v => new Dictionary<string, string> { ["@language"] = v.Tag, ["@value"] = new FileNaming(policy, places, v).Text(text.In(v), v)! });
    }
}
