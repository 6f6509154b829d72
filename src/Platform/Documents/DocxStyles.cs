using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Wordprocessing;

namespace Uramost.Platform.Documents;

/// <summary>The styles and lists of our documents: names that word processors know, so that a reader's own template can take over.</summary>
internal static class DocxStyles
{
    private const string Dark = "1F2933";

    public static Styles Make(string language) => new(
        new DocDefaults(
            new RunPropertiesDefault(new RunPropertiesBaseStyle(new RunFonts { Ascii = "Calibri", HighAnsi = "Calibri", ComplexScript = "Calibri", EastAsia = "Calibri" }, new FontSize { Val = "22" }, new Languages { Val = language })),
            new ParagraphPropertiesDefault(new ParagraphPropertiesBaseStyle(new SpacingBetweenLines { After = "120", Line = "264", LineRule = LineSpacingRuleValues.Auto }))),
        Paragraph("Normal", "Normal", null, isDefault: true),
        new Style(new StyleName { Val = "Default Paragraph Font" }, new UIPriority { Val = 1 }, new SemiHidden()) { Type = StyleValues.Character, StyleId = "DefaultParagraphFont", Default = true },
        Paragraph("Title", "Title", new(new KeepNext(), new SpacingBetweenLines { Before = "0", After = "240" }), new(new Bold(), new Color { Val = Dark }, new FontSize { Val = "44" })),
        Heading(1, "32", "360"), Heading(2, "26", "280"), Heading(3, "23", "220"),
        Paragraph("ListParagraph", "List Paragraph", new(new SpacingBetweenLines { After = "60" }, new Indentation { Left = "454" })),
        Paragraph("Caption", "caption", new(new SpacingBetweenLines { Before = "60", After = "200" }), new(new Italic(), new FontSize { Val = "19" })),
        Paragraph("TableText", "Table Text", new(new SpacingBetweenLines { Before = "20", After = "20", Line = "240", LineRule = LineSpacingRuleValues.Auto }), new(new FontSize { Val = "19" })),
        Paragraph("TableHeading", "Table Heading", new(new KeepNext(), new SpacingBetweenLines { Before = "20", After = "20", Line = "240", LineRule = LineSpacingRuleValues.Auto }), new(new Bold(), new FontSize { Val = "19" })),
        Paragraph("FootnoteText", "footnote text", new(new SpacingBetweenLines { After = "0", Line = "240", LineRule = LineSpacingRuleValues.Auto }), new(new FontSize { Val = "18" })),
        Paragraph("Header", "header", new(new SpacingBetweenLines { After = "0" }), new(new FontSize { Val = "18" })),
        Paragraph("Footer", "footer", new(new Tabs(new TabStop { Val = TabStopValues.Right, Position = 9638 }), new SpacingBetweenLines { After = "0" }), new(new FontSize { Val = "18" })),
        new Style(new StyleName { Val = "footnote reference" }, new BasedOn { Val = "DefaultParagraphFont" }, new StyleRunProperties(new VerticalTextAlignment { Val = VerticalPositionValues.Superscript })) { Type = StyleValues.Character, StyleId = "FootnoteReference" },
        new Style(new StyleName { Val = "Hyperlink" }, new BasedOn { Val = "DefaultParagraphFont" }, new StyleRunProperties(new Color { Val = "0B57A4" }, new Underline { Val = UnderlineValues.Single })) { Type = StyleValues.Character, StyleId = "Hyperlink" },
        new Style(new StyleName { Val = "Normal Table" }, new UIPriority { Val = 99 }, new SemiHidden(), new UnhideWhenUsed(),
            new StyleTableProperties(new TableIndentation { Width = 0, Type = TableWidthUnitValues.Dxa }, new TableCellMarginDefault(
                new TopMargin { Width = "0", Type = TableWidthUnitValues.Dxa }, new TableCellLeftMargin { Width = 85, Type = TableWidthValues.Dxa }, new BottomMargin { Width = "0", Type = TableWidthUnitValues.Dxa }, new TableCellRightMargin { Width = 85, Type = TableWidthValues.Dxa })))
        { Type = StyleValues.Table, StyleId = "TableNormal", Default = true },
        new Style(new StyleName { Val = "Table Grid" }, new BasedOn { Val = "TableNormal" }, new StyleTableProperties(new TableBorders(
            Line<TopBorder>(), Line<LeftBorder>(), Line<BottomBorder>(), Line<RightBorder>(), Line<InsideHorizontalBorder>(), Line<InsideVerticalBorder>())))
        { Type = StyleValues.Table, StyleId = "TableGrid" });

    public static Numbering Numbering(IEnumerable<NumberingInstance> instances) => new([
        new AbstractNum(new MultiLevelType { Val = MultiLevelValues.SingleLevel }, Level(NumberFormatValues.Bullet, "•")) { AbstractNumberId = 0 },
        new AbstractNum(new MultiLevelType { Val = MultiLevelValues.SingleLevel }, Level(NumberFormatValues.Decimal, "%1.")) { AbstractNumberId = 1 },
        .. instances.Select(i => i.CloneNode(true))]);

    private static Level Level(NumberFormatValues format, string text) => new(new StartNumberingValue { Val = 1 }, new NumberingFormat { Val = format }, new LevelText { Val = text },
        new LevelJustification { Val = LevelJustificationValues.Left }, new PreviousParagraphProperties(new Indentation { Left = "454", Hanging = "284" })) { LevelIndex = 0 };

    private static T Line<T>() where T : BorderType, new() => new() { Val = BorderValues.Single, Size = 4, Space = 0, Color = "9AA5B1" };

    private static Style Heading(int level, string size, string before)
    {
        var style = Paragraph("Heading" + level, "heading " + level, new(new KeepNext(), new KeepLines(), new SpacingBetweenLines { Before = before, After = "100" }, new OutlineLevel { Val = level - 1 }), new(new Bold(), new Color { Val = Dark }, new FontSize { Val = size }));
        return style;
    }

    private static Style Paragraph(string id, string name, StyleParagraphProperties? paragraph, StyleRunProperties? run = null, bool isDefault = false)
    {
        var style = new Style { Type = StyleValues.Paragraph, StyleId = id };
        if (isDefault) style.Default = true;
        style.Append(new StyleName { Val = name });
        if (!isDefault) style.Append(new BasedOn { Val = "Normal" });
        if (!isDefault) style.Append(new NextParagraphStyle { Val = id is "Title" or "Heading1" or "Heading2" or "Heading3" ? "Normal" : id });
        style.Append(new PrimaryStyle());
        if (paragraph is not null) style.Append(paragraph);
        if (run is not null) style.Append(run);
        return style;
    }
}
