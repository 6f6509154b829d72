using System.Globalization;
using System.IO.Compression;
using System.Text;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using Uramost.Platform.Files;
using A = DocumentFormat.OpenXml.Drawing;
using D = DocumentFormat.OpenXml.Drawing.Wordprocessing;
using P = DocumentFormat.OpenXml.Drawing.Pictures;

namespace Uramost.Platform.Documents;

/// <summary>
/// Writes a DOCX with styles that a reader can restyle: title, headings, text, lists, tables with repeated headings, captions, pictures,
/// real footnotes, page numbers; A4. The document names no author and no program, and the same content gives the same bytes.
/// </summary>
public sealed class DocxWriter
{
    private const int EmuPerCm = 360_000;

    private readonly DocxSettings settings;
    private readonly List<OpenXmlElement> body = [];
    private readonly List<Footnote> footnotes = [];
    private readonly List<(string Id, Uri Address)> links = [];
    private readonly List<(string Id, FileKind Kind, byte[] Bytes)> pictures = [];
    private readonly List<NumberingInstance> lists = [];
    private int bookmarks;

    /// <summary>Begins a document.</summary>
    public DocxWriter(DocxSettings settings) => this.settings = settings;

    /// <summary>The media type of the document.</summary>
    public const string MediaType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

    /// <summary>The document's title.</summary>
    public DocxWriter Title(params IEnumerable<DocxRun> runs) => Add("Title", runs);

    /// <summary>A heading of level 1 to 3.</summary>
    public DocxWriter Heading(int level, params IEnumerable<DocxRun> runs)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(level, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(level, 3);
        return Add("Heading" + level.ToString(CultureInfo.InvariantCulture), runs);
    }

    /// <summary>A paragraph.</summary>
    public DocxWriter Paragraph(params IEnumerable<DocxRun> runs) => Add(null, runs);

    /// <summary>What a table or picture shows.</summary>
    public DocxWriter Caption(params IEnumerable<DocxRun> runs) => Add("Caption", runs);

    /// <summary>A list with bullets, or with numbers that begin at 1.</summary>
    public DocxWriter List(bool numbered, params IEnumerable<IReadOnlyList<DocxRun>> items)
    {
        var number = lists.Count + 1;
        var instance = new NumberingInstance(new AbstractNumId { Val = numbered ? 1 : 0 }) { NumberID = number };
        if (numbered) instance.Append(new LevelOverride(new StartOverrideNumberingValue { Val = 1 }) { LevelIndex = 0 });
        lists.Add(instance);
        foreach (var item in items)
        {
            var paragraph = Make("ListParagraph", item);
            paragraph.ParagraphProperties!.NumberingProperties = new(new NumberingLevelReference { Val = 0 }, new NumberingId { Val = number });
            body.Add(paragraph);
        }
        return this;
    }

    /// <summary>A table.</summary>
    public DocxWriter Table(DocxTable table)
    {
        var wide = (settings.Landscape ? 16838 : 11906) - 2 * 1134;
        var sum = table.Widths.Sum();
        var widths = table.Widths.Select(w => (int)(w / sum * wide)).ToList();
        var properties = new TableProperties(new TableStyle { Val = "TableGrid" }, new TableWidth { Width = wide.ToString(CultureInfo.InvariantCulture), Type = TableWidthUnitValues.Dxa },
            new TableLayout { Type = TableLayoutValues.Fixed }, new TableLook { FirstRow = table.HeaderRows > 0, NoHorizontalBand = true, NoVerticalBand = true });
        if (table.Description is not null) properties.Append(new TableDescription { Val = table.Description });
        var element = new Table(properties, new TableGrid(widths.Select(w => new GridColumn { Width = w.ToString(CultureInfo.InvariantCulture) })));
        for (var r = 0; r < table.Rows.Count; r++)
        {
            var heading = r < table.HeaderRows;
            var row = new TableRow(new TableRowProperties(new CantSplit()));
            if (heading) row.TableRowProperties!.Append(new TableHeader());
            var column = 0;
            foreach (var cell in table.Rows[r])
            {
                var width = widths.Skip(column).Take(cell.Columns).Sum();
                column += cell.Columns;
                var cellProperties = new TableCellProperties(new TableCellWidth { Width = width.ToString(CultureInfo.InvariantCulture), Type = TableWidthUnitValues.Dxa });
                if (cell.Columns > 1) cellProperties.Append(new GridSpan { Val = cell.Columns });
                if (heading) cellProperties.Append(new Shading { Val = ShadingPatternValues.Clear, Color = "auto", Fill = "EDEFF2" });
                var paragraph = Make(heading ? "TableHeading" : "TableText", cell.Runs);
                if (cell.AtRight) paragraph.ParagraphProperties!.Justification = new() { Val = JustificationValues.Right };
                row.Append(new TableCell(cellProperties, paragraph));
            }
            if (column != widths.Count) throw new ArgumentException($"Row {r + 1} of a table fills {column} of {widths.Count} columns.");
            element.Append(row);
        }
        body.Add(element);
        // Two tables in a row would be joined without a paragraph between them.
        body.Add(new Paragraph(new ParagraphProperties(new ParagraphStyleId { Val = "TableText" })));
        return this;
    }

    /// <summary>A JPEG or PNG picture, as wide as said but not wider than the page, without what tells who took it.</summary>
    /// <param name="picture">The picture's bytes.</param>
    /// <param name="widthCm">Width in centimetres.</param>
    /// <param name="description">What it shows, for those who cannot see it.</param>
    /// <exception cref="FileRefusedException">It is neither, or damaged.</exception>
    public DocxWriter Picture(byte[] picture, double widthCm, string description)
    {
        var kind = FileType.Detect(new MemoryStream(picture));
        if (kind is not (FileKind.Jpeg or FileKind.Png)) throw new FileRefusedException("unknown-type");
        var clean = new MemoryStream();
        MetadataRemoval.Clean(new MemoryStream(picture), kind, clean);
        var (width, height) = PictureSize.Of(clean.ToArray(), kind);
        var id = "picture" + (pictures.Count + 1).ToString(CultureInfo.InvariantCulture);
        pictures.Add((id, kind, clean.ToArray()));
        var cm = Math.Clamp(widthCm, 0.5, settings.Landscape ? 25.7 : 17.0);
        long cx = (long)(cm * EmuPerCm), cy = Math.Max(1, (long)(cm * EmuPerCm * height / width));
        var number = (uint)pictures.Count;
        body.Add(new Paragraph(new Run(new Drawing(new D.Inline(
            new D.Extent { Cx = cx, Cy = cy }, new D.DocProperties { Id = number, Name = id, Description = description },
            new A.Graphic(new A.GraphicData(new P.Picture(
                new P.NonVisualPictureProperties(new P.NonVisualDrawingProperties { Id = number, Name = id, Description = description }, new P.NonVisualPictureDrawingProperties()),
                new P.BlipFill(new A.Blip { Embed = id }, new A.Stretch(new A.FillRectangle())),
                new P.ShapeProperties(new A.Transform2D(new A.Offset { X = 0, Y = 0 }, new A.Extents { Cx = cx, Cy = cy }), new A.PresetGeometry(new A.AdjustValueList()) { Preset = A.ShapeTypeValues.Rectangle })))
            { Uri = "http://schemas.openxmlformats.org/drawingml/2006/picture" }))
        { DistanceFromTop = 0, DistanceFromBottom = 0, DistanceFromLeft = 0, DistanceFromRight = 0 }))));
        return this;
    }

    /// <summary>What follows begins on a new page.</summary>
    public DocxWriter NewPage()
    {
        body.Add(new Paragraph(new Run(new Break { Type = BreakValues.Page })));
        return this;
    }

    /// <summary>Writes the document; <paramref name="target"/> need not be seekable and stays open.</summary>
    public async Task SaveAsync(Stream target, CancellationToken cancel = default)
    {
        using var package = new MemoryStream();
        using (var document = WordprocessingDocument.Create(package, WordprocessingDocumentType.Document))
        {
            var main = document.AddMainDocumentPart();
            document.ChangeIdOfPart(main, "document");
            main.AddNewPart<StyleDefinitionsPart>("styles").Styles = DocxStyles.Make(settings.Language);
            main.AddNewPart<DocumentSettingsPart>("settings").Settings = new Settings(new FootnoteDocumentWideProperties(new FootnoteSpecialReference { Id = -1 }, new FootnoteSpecialReference { Id = 0 }),
                new Compatibility(new CompatibilitySetting { Name = CompatSettingNameValues.CompatibilityMode, Uri = "http://schemas.microsoft.com/office/word", Val = "15" }));
            if (lists.Count > 0) main.AddNewPart<NumberingDefinitionsPart>("numbering").Numbering = DocxStyles.Numbering(lists);
            main.AddNewPart<FootnotesPart>("footnotes").Footnotes = new Footnotes([
                new Footnote(new Paragraph(new Run(new SeparatorMark()))) { Type = FootnoteEndnoteValues.Separator, Id = -1 },
                new Footnote(new Paragraph(new Run(new ContinuationSeparatorMark()))) { Type = FootnoteEndnoteValues.ContinuationSeparator, Id = 0 }, .. footnotes.Select(f => (Footnote)f.CloneNode(true))]);
            var section = new SectionProperties();
            if (settings.Header is { } header)
            {
                main.AddNewPart<HeaderPart>("header").Header = new Header(Make("Header", [header]));
                section.Append(new HeaderReference { Type = HeaderFooterValues.Default, Id = "header" });
            }
            main.AddNewPart<FooterPart>("footer").Footer = new Footer(Footer());
            section.Append(new FooterReference { Type = HeaderFooterValues.Default, Id = "footer" });
            section.Append(settings.Landscape ? new PageSize { Width = 16838, Height = 11906, Orient = PageOrientationValues.Landscape } : new PageSize { Width = 11906, Height = 16838 },
                new PageMargin { Top = 1134, Bottom = 1134, Left = 1134, Right = 1134, Header = 567, Footer = 567, Gutter = 0 });
            foreach (var (id, address) in links)
            {
                // A note's links belong to the notes' part; both carry the same ids.
                main.AddHyperlinkRelationship(address, true, id);
                main.FootnotesPart!.AddHyperlinkRelationship(address, true, id);
            }
            foreach (var (id, kind, bytes) in pictures)
            {
                var part = main.AddImagePart(kind == FileKind.Png ? ImagePartType.Png : ImagePartType.Jpeg, id);
                part.FeedData(new MemoryStream(bytes));
            }
            main.Document = new Document(new Body([.. body.Select(e => e.CloneNode(true)), section]));
            var properties = document.AddCoreFilePropertiesPart();
            document.ChangeIdOfPart(properties, "properties");
            using (var to = properties.GetStream(FileMode.Create)) to.Write(Properties());
        }
        package.Position = 0;
        using var steady = new MemoryStream();
        Steady(package, steady);
        steady.Position = 0;
        await steady.CopyToAsync(target, cancel).ConfigureAwait(false);
    }

    /// <summary>The package library stamps parts with the hour of writing; they are written again in order and without it.</summary>
    private static void Steady(Stream package, Stream target)
    {
        using var from = new ZipArchive(package, ZipArchiveMode.Read, leaveOpen: true);
        using var to = new ZipArchive(target, ZipArchiveMode.Create, leaveOpen: true);
        foreach (var entry in from.Entries.OrderBy(e => e.FullName == "[Content_Types].xml" ? 0 : e.FullName == "_rels/.rels" ? 1 : 2).ThenBy(e => e.FullName, StringComparer.Ordinal))
        {
            var copy = to.CreateEntry(entry.FullName, CompressionLevel.Optimal);
            copy.LastWriteTime = new DateTimeOffset(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);
            using var read = entry.Open();
            using var write = copy.Open();
            read.CopyTo(write);
        }
    }

    private byte[] Properties() => Encoding.UTF8.GetBytes(
        """<?xml version="1.0" encoding="UTF-8" standalone="yes"?><cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">"""
        + $"<dc:title>{System.Security.SecurityElement.Escape(Printable(settings.Title))}</dc:title><dc:language>{settings.Language}</dc:language>"
        + $"<dcterms:created xsi:type=\"dcterms:W3CDTF\">{settings.Date.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)}</dcterms:created></cp:coreProperties>");

    private Paragraph Footer()
    {
        var paragraph = Make("Footer", settings.Footer is { } text ? [text] : []);
        paragraph.Append(new Run(new TabChar()), new SimpleField(new Run(new Text("1"))) { Instruction = " PAGE " }, new Run(new Text(" / ") { Space = SpaceProcessingModeValues.Preserve }), new SimpleField(new Run(new Text("1"))) { Instruction = " NUMPAGES " });
        return paragraph;
    }

    private DocxWriter Add(string? style, IEnumerable<DocxRun> runs)
    {
        var paragraph = Make(style, runs);
        if (style is "Heading1" or "Heading2" or "Heading3")
        {
            var id = (++bookmarks).ToString(CultureInfo.InvariantCulture);
            paragraph.InsertAfter(new BookmarkStart { Id = id, Name = "part" + id }, paragraph.ParagraphProperties);
            paragraph.Append(new BookmarkEnd { Id = id });
        }
        body.Add(paragraph);
        return this;
    }

    private Paragraph Make(string? style, IEnumerable<DocxRun> runs)
    {
        var paragraph = new Paragraph(new ParagraphProperties());
        if (style is not null) paragraph.ParagraphProperties!.ParagraphStyleId = new() { Val = style };
        foreach (var run in runs)
        {
            OpenXmlElement element = MakeRun(run);
            if (run.Link is not null && Uri.TryCreate(run.Link, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" or "mailto")
            {
                var id = "link" + (links.Count + 1).ToString(CultureInfo.InvariantCulture);
                links.Add((id, uri));
                element = new Hyperlink(element) { Id = id, History = true };
            }
            paragraph.Append(element);
            if (run.Footnote is { } note) paragraph.Append(NoteReference(note, run.FootnoteMark));
        }
        return paragraph;
    }

    private Run NoteReference(IReadOnlyList<DocxRun> note, string? mark)
    {
        var id = footnotes.Count + 1;
        footnotes.Add(null!);
        var paragraph = Make("FootnoteText", note.Select(r => r with { Footnote = null }));
        paragraph.InsertAfter(new Run(new RunProperties(new RunStyle { Val = "FootnoteReference" }), mark is null ? new FootnoteReferenceMark() : new Text(mark)), paragraph.ParagraphProperties);
        paragraph.InsertAfter(new Run(new Text(" ") { Space = SpaceProcessingModeValues.Preserve }), paragraph.GetFirstChild<Run>());
        footnotes[id - 1] = new Footnote(paragraph) { Id = id };
        return mark is null
            ? new Run(new RunProperties(new RunStyle { Val = "FootnoteReference" }), new FootnoteReference { Id = id })
            : new Run(new RunProperties(new RunStyle { Val = "FootnoteReference" }), new FootnoteReference { Id = id, CustomMarkFollows = true }, new Text(mark));
    }

    private static Run MakeRun(DocxRun run)
    {
        var properties = new RunProperties();
        if (run.Link is not null) properties.Append(new RunStyle { Val = "Hyperlink" });
        if (run.Bold) properties.Append(new Bold());
        if (run.Italic) properties.Append(new Italic());
        if (run.Language is not null) properties.Append(new Languages { Val = run.Language });
        var element = new Run();
        if (properties.HasChildren) element.Append(properties);
        var lines = Printable(run.Text).Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            if (i > 0) element.Append(new Break());
            if (lines[i].Length > 0) element.Append(new Text(lines[i]) { Space = SpaceProcessingModeValues.Preserve });
        }
        return element;
    }

    /// <summary>Without characters that XML forbids.</summary>
    private static string Printable(string text)
    {
        text = text.ReplaceLineEndings("\n");
        return new([.. text.Where((c, i) => c is '\t' or '\n' || (c >= ' ' && c is not ('\uFFFE' or '\uFFFF')
            && (!char.IsSurrogate(c) || (char.IsHighSurrogate(c) ? i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]) : i > 0 && char.IsHighSurrogate(text[i - 1])))))]);
    }
}
