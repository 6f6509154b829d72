using System.IO.Compression;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using DocumentFormat.OpenXml.Wordprocessing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using System.Globalization;
using Uramost.Platform.Language;
using Uramost.Platform.People;
using Uramost.Programmes.Reports;
using Uramost.Programmes.Demonstration;

namespace Uramost.Programmes.Tests.Reports;

/// <summary>The demonstration's reports as documents: every form in all four variants, without a complaint and the same each time.</summary>
public sealed class ReportDocumentTests(DemoSites sites)
{
    private static readonly DateTime At = new(2026, 11, 24, 12, 0, 0, DateTimeKind.Utc);

    [Theory, OnBothDatabases]
    public async Task Every_form_comes_out_in_four_variants_valid_and_byte_for_byte_the_same(Provider provider)
    {
        foreach (var (project, donor, form, kind) in new[]
        {
            ("kspag-benefits", "european-union", ReportForm.Eu, ReportKind.Interim), ("kspag-benefits", "european-union", ReportForm.Eu, ReportKind.Final), ("bg-elevate", "norwegian-embassy", ReportForm.Norway, ReportKind.Final),
            ("kspag-benefits", "european-union", ReportForm.Fcdo, ReportKind.Interim), ("kspag-benefits", "european-union", ReportForm.EightPlusThree, ReportKind.Interim), ("bg-elevate", "norwegian-embassy", ReportForm.Ned, ReportKind.Progress),
            ("bg-elevate", "norwegian-embassy", ReportForm.Factual, ReportKind.Final),
        })
        {
            foreach (var variant in UiVariant.All)
            {
                var (first, second) = (await Document(provider, project, donor, form, kind, variant, At), await Document(provider, project, donor, form, kind, variant, At));
                Assert.Equal(first, second);
                var later = await Document(provider, project, donor, form, kind, variant, At.AddDays(1));
                Assert.Equal(Parts(first).Where(p => !p.Text.Contains("dcterms", StringComparison.Ordinal)), Parts(later).Where(p => !p.Text.Contains("dcterms", StringComparison.Ordinal)));
                using var document = WordprocessingDocument.Open(new MemoryStream(first), false);
                Assert.Empty(new OpenXmlValidator(FileFormatVersions.Office2019).Validate(document).Select(e => $"{form} {variant.Path} {e.Part?.Uri} {e.Path?.XPath}: {e.Description}"));
                var body = document.MainDocumentPart!.Document!.Body!;
                Assert.True(body.Descendants<ParagraphStyleId>().Count(s => s.Val == "Heading1") >= 5);
                Assert.NotEmpty(body.Descendants<Table>());
                // What no source says is said in the reader's language, never left blank.
                Assert.Contains(variant.Path switch { "en" => "not in the source", "sq" => "nuk është në burim", "sr-latn" => "nije u izvoru", _ => "није у извору" }, body.InnerText);
                // Every number of a figure has its footnote.
                if (form is ReportForm.Eu or ReportForm.Factual) Assert.Contains(document.MainDocumentPart.FootnotesPart!.Footnotes!.Elements<Footnote>(), f => f.InnerText.Contains("/figures/queries/", StringComparison.Ordinal));
                if (variant == UiVariant.SerbianCyrillic) Assert.DoesNotContain("Напомена {", body.InnerText);
            }
        }
    }

    [Theory, OnBothDatabases]
    public async Task The_matrix_holds_what_sources_say_with_their_queries_and_says_what_is_missing(Provider provider)
    {
        var site = await sites.On(provider);
        await using var scope = site.Scope();
        var content = await Content(scope.ServiceProvider, "kspag-benefits", "european-union", ReportForm.Eu, ReportKind.Interim);
        Assert.True(content.Plan.IsFramework);
        Assert.Equal(82, content.Plan.Figures.Single(f => f.FigureId == "programmes.activities" && f.Kind is null).Declared.Value);
        var make = scope.ServiceProvider.GetRequiredService<MakeReport>();
        var matrix = make.Parts(content).OfType<ReportGrid>().Single(g => g.Table == ReportTable.Matrix);
        Assert.Equal(7, matrix.Head.Count);
        Assert.All(matrix.Rows, r => Assert.Equal(7, r.Count));
        // The current value is what the booklet declares, with the query behind it; no source says a baseline or a target.
        var row = matrix.Rows.First(r => r[3].Spans[0].Words == "82");
        Assert.Contains("basis=declared", row[3].Spans[0].Path, StringComparison.Ordinal);
        Assert.Contains("/figures/queries/", row[3].Spans[0].Note![0].Words, StringComparison.Ordinal);
        Assert.All(new[] { row[2], row[4], row[5] }, c => Assert.True(c.Spans[0].Missing));
        var bare = await Content(scope.ServiceProvider, "bg-elevate", "norwegian-embassy", ReportForm.Eu, ReportKind.Final);
        Assert.False(bare.Plan.IsFramework);
        Assert.Contains(make.Parts(bare).OfType<ReportGrid>().Single(g => g.Table == ReportTable.Matrix).Rows.SelectMany(r => r).SelectMany(c => c.Spans), s => s.Missing);
        using var workbook = new MemoryStream();
        await scope.ServiceProvider.GetRequiredService<PrintReport>().Workbook(workbook, content);
        using var again = new MemoryStream();
        await scope.ServiceProvider.GetRequiredService<PrintReport>().Workbook(again, content);
        Assert.Equal(workbook.ToArray(), again.ToArray());
        using var sheets = SpreadsheetDocument.Open(new MemoryStream(workbook.ToArray()), false);
        Assert.Empty(new OpenXmlValidator(FileFormatVersions.Office2019).Validate(sheets).Select(e => e.Description));
    }

    [Theory, OnBothDatabases]
    public async Task The_invented_project_fills_the_matrix_and_every_file_says_that_it_is_invented(Provider provider)
    {
        await using var site = await TestSite.Start(provider);
        await using var scope = site.Scope();
        await ActivatorUtilities.CreateInstance<FillPracticeProject>(scope.ServiceProvider).Fill();
        var project = await site.WithDb(db => db.Set<Uramost.Programmes.Projects.Project>().Include(p => p.Organisations).SingleAsync(p => p.IsPractice));
        var periods = await site.WithDb(db => db.Set<Uramost.Programmes.Results.ReportingPeriod>().Where(p => p.ProjectId == project.Id).OrderBy(p => p.StartsOn).ToListAsync());
        var report = new Report { Id = project.Id, ProjectId = project.Id, DonorId = project.Organisations[0].OrganisationId, StartsOn = periods[0].StartsOn, EndsOn = periods[0].EndsOn };
        report.Pin(await scope.ServiceProvider.GetRequiredService<TakePlan>().Run(project.Id, new Viewer(null, [new Membership { Role = Role.Coordinator, ProjectId = project.Id }]), report.StartsOn, report.EndsOn), At);
        var content = await scope.ServiceProvider.GetRequiredService<ReadReport>().Draft(report, 0);
        Assert.True(content.IsPractice);
        var matrix = scope.ServiceProvider.GetRequiredService<MakeReport>().Parts(content).OfType<ReportGrid>().Single(g => g.Table == ReportTable.Matrix);
        Assert.True(matrix.Rows.Count > 5);
        Assert.Contains(matrix.Rows, r => r.All(c => c.Spans.Count == 0 || !c.Spans[0].Missing));
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = UiVariant.English.Culture;
        foreach (var form in Enum.GetValues<ReportForm>())
        {
            using var made = new MemoryStream();
            await scope.ServiceProvider.GetRequiredService<PrintReport>().Document(made, content with { Form = form }, null, At);
            using var document = WordprocessingDocument.Open(made, false);
            Assert.Empty(new OpenXmlValidator(FileFormatVersions.Office2019).Validate(document).Select(e => $"{form} {e.Path?.XPath}: {e.Description}"));
            Assert.Contains("everything in this report is invented", document.MainDocumentPart!.Document!.Body!.InnerText);
        }
    }

    private async Task<byte[]> Document(Provider provider, string project, string donor, ReportForm form, ReportKind kind, UiVariant variant, DateTime at)
    {
        var site = await sites.On(provider);
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = variant.Culture;
        await using var scope = site.Scope();
        using var made = new MemoryStream();
        await scope.ServiceProvider.GetRequiredService<PrintReport>().Document(made, await Content(scope.ServiceProvider, project, donor, form, kind), null, at);
        return made.ToArray();
    }

    private static async Task<ReportContent> Content(IServiceProvider services, string project, string donor, ReportForm form, ReportKind kind)
    {
        var id = DemoFile.Id(project);
        var report = new Report { Id = id, ProjectId = id, DonorId = DemoFile.Id(donor), Form = form, Kind = kind, StartsOn = new DateOnly(2018, 1, 1), EndsOn = new DateOnly(2023, 12, 31) };
        report.Pin(await services.GetRequiredService<TakePlan>().Run(id, new Viewer(null, [new Membership { Role = Role.Coordinator, ProjectId = id }]), report.StartsOn, report.EndsOn), At);
        return await services.GetRequiredService<ReadReport>().Draft(report, 0);
    }

    private static List<(string Name, string Text)> Parts(byte[] package)
    {
        using var zip = new ZipArchive(new MemoryStream(package), ZipArchiveMode.Read);
        return [.. zip.Entries.Select(e => (e.FullName, new StreamReader(e.Open()).ReadToEnd()))];
    }
}
