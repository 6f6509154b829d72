using System.IO.Compression;
using System.Text;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using DocumentFormat.OpenXml.Wordprocessing;
using Uramost.Platform.Documents;
using Uramost.Platform.Files;
using Uramost.Platform.Language;
using Uramost.Platform.Tests.Files;
using Xunit;

namespace Uramost.Platform.Tests.Documents;

public class DocxWriterTests
{
    private static readonly DateTime Day = new(2022, 6, 28, 9, 0, 0, DateTimeKind.Utc);

    private static DocxWriter Report(bool landscape = false) => new DocxWriter(new() { Title = "Izveštaj & <zaključci>", Language = DocxLanguage.SerbianLatin, Landscape = landscape, Header = "Uramost", Footer = "Izveštaj", Date = Day })
        .Title("Zaključci")
        .Heading(1, "Okrugli sto")
        .Paragraph("Učesnici iz ", new DocxRun("Mitrovice") { Bold = true }, " i ", new DocxRun("Pejë") { Italic = true, Language = DocxLanguage.Albanian }, new DocxRun(".")
        {
            Footnote = ["Vidi ", new DocxRun("stranu") { Link = "https://example.org/a?b=1&c=2" }],
        })
        .Paragraph(new DocxRun("Ћирилица\nu dva reda \u0001") { Language = DocxLanguage.SerbianCyrillic, Footnote = ["Druga napomena"] })
        .Heading(2, "Spisak").List(false, ["prvo"], ["drugo"]).Heading(3, "Redom").List(true, ["jedan"], ["dva"]).List(true, ["opet jedan"])
        .Table(new([3, 1, 1], [["Opština", "Žene", "Muškarci"], ["Zvečan", new DocxCell(new DocxRun("12")) { AtRight = true }, "8"], [new DocxCell(new DocxRun("ukupno 20")) { Columns = 3 }]]) { Description = "Učesnici po opštini" })
        .Caption("Tabela 1")
        .Picture(new PlantedFiles(1).Jpeg(1), 4, "Dvorana").Picture(new PlantedFiles(1).Png(), 90, "Znak")
        .NewPage().Paragraph(new DocxRun("opasno") { Link = "javascript:alert(1)" });

    private static async Task<byte[]> Bytes(DocxWriter writer)
    {
        var target = new MemoryStream();
        await writer.SaveAsync(target);
        return target.ToArray();
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task A_report_with_everything_is_valid_to_the_last_rule(bool landscape)
    {
        using var document = WordprocessingDocument.Open(new MemoryStream(await Bytes(Report(landscape))), false);
        Assert.Empty(new OpenXmlValidator(DocumentFormat.OpenXml.FileFormatVersions.Office2019).Validate(document).Select(e => $"{e.Part?.Uri} {e.Path?.XPath}: {e.Description}"));
        var main = document.MainDocumentPart!;
        Assert.Equal(landscape ? 16838u : 11906u, main.Document.Body!.GetFirstChild<SectionProperties>()!.GetFirstChild<PageSize>()!.Width!.Value);
        Assert.Equal(2, main.FootnotesPart!.Footnotes.Elements<Footnote>().Count(f => f.Id!.Value > 0));
        Assert.Equal(2, main.Document.Descendants<FootnoteReference>().Count());
        Assert.Single(main.Document.Descendants<TableHeader>());
        Assert.Equal(["sq-AL", "sr-Cyrl-RS"], main.Document.Descendants<Languages>().Select(l => l.Val!.Value));
        Assert.Equal(3, main.NumberingDefinitionsPart!.Numbering.Elements<NumberingInstance>().Count());
        Assert.Contains(main.FooterParts.Single().Footer.Descendants<SimpleField>(), f => f.Instruction!.Value!.Contains("PAGE"));
        Assert.DoesNotContain(main.HyperlinkRelationships, r => r.Uri.Scheme == "javascript");
        Assert.True(document.PackageProperties.Creator is null && document.PackageProperties.LastModifiedBy is null);
        Assert.Equal("Izveštaj & <zaključci>", document.PackageProperties.Title);
    }

    [Fact]
    public async Task Equal_documents_have_equal_bytes_and_their_pictures_name_no_one()
    {
        var bytes = await Bytes(Report());
        var writer = Report();
        Assert.Equal(bytes, await Bytes(writer));
        Assert.Equal(bytes, await Bytes(writer));
        using var zip = new ZipArchive(new MemoryStream(bytes));
        foreach (var entry in zip.Entries)
        {
            using var open = entry.Open();
            var part = new MemoryStream();
            open.CopyTo(part);
            foreach (var planted in PlantedFiles.Planted) Assert.Equal(-1, part.ToArray().AsSpan().IndexOf(Encoding.UTF8.GetBytes(planted)));
        }
        Assert.Equal(FileKind.Docx, FileType.Detect(new MemoryStream(bytes), "a.docx"));
    }

    [Fact]
    public void Proofing_languages_follow_the_published_variants() =>
        Assert.Equal(["en-GB", "sq-AL", "sr-Latn-RS", "sr-Cyrl-RS"], UiVariant.All.Select(DocxLanguage.Of));

    [Fact]
    public void A_row_that_does_not_fill_its_table_is_a_mistake_that_is_told() =>
        Assert.Throws<ArgumentException>(() => Report().Table(new([1, 1], [["a"]])));
}
