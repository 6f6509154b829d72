using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Uramost.Platform.Data;
using Uramost.Platform.Documents;
using Uramost.Platform.Files;
using Uramost.Platform.Language;
using Uramost.Platform.Naming;
using Uramost.Platform.Places;
using Uramost.Platform.Tables;
using Uramost.Platform.Ui;
using Uramost.Programmes.Results;

namespace Uramost.Programmes.Reports;

/// <summary>
/// Prints a report as a document or workbook in the reader's language, with the donor's policy of names, emblem and
/// sentence. The same content, submission and moment give the same bytes on any server.
/// </summary>
public sealed class PrintReport(
    PlatformDb db, FileStore files, MakeReport make, NamingPolicies policies, PlaceCatalogue places, IStringLocalizer<Words> words, IStringLocalizer<Platform.Ui.Words> uiWords, IStringLocalizer<Projects.Words> projectWords)
{
    private bool noteNamed;

    /// <summary>Writes the document.</summary>
    /// <param name="target">Where it goes.</param>
    /// <param name="content">What it says.</param>
    /// <param name="submission">The submission that it is, or null: a draft.</param>
    /// <param name="at">The moment in its properties, UTC: of a submission its own.</param>
    /// <param name="ct">Cancels.</param>
    public async Task Document(Stream target, ReportContent content, ReportSubmission? submission, DateTime at, CancellationToken ct = default)
    {
        noteNamed = false;
        var reader = UiVariant.Current;
        var writer = new NamingWriter(policies.Find(content.Policy) ?? policies[NamingPolicies.Asterisk], places, reader);
        var naming = new DocxNaming(writer, places, reader, uiWords);
        var title = make.TitleOf(content);
        var document = new DocxWriter(new DocxSettings { Title = $"{title}: {writer.WriteAlone(content.Project.For(reader))}", Language = DocxLanguage.Of(reader), Landscape = content.Form == ReportForm.Fcdo, Footer = content.IsPractice ? words["Practice"] : submission is null ? words["DraftFooter", title] : title, Date = at });
        if (await Emblem(content, ct) is { } emblem) document.Picture(emblem, 3.5, projectWords["EmblemOf", content.Donor.For(reader)]);
        document.Title(new DocxRun(title)).Paragraph(naming.Published(content.Project, italic: true)).Paragraph(new DocxRun(Dates.Range(content.StartsOn, content.EndsOn)));
        if (submission is null) document.Paragraph(new DocxRun(words["IsDraft"]) { Italic = true });
        foreach (var part in make.Parts(content)) Add(part);
        document.Heading(1, new DocxRun(words["Proof"]));
        document.Paragraph(new DocxRun(words["ProofText"]));
        document.Paragraph(new DocxRun(submission is null ? words["NoHashYet"] : words["HashLine", submission.Number, Dates.Long(DateOnly.FromDateTime(submission.SubmittedAt)), submission.Hash, VerifyReport.PathOf(submission.Hash)]));
        if (noteNamed && writer.Runs(NamingText.TokenFor("xk")).FirstOrDefault(r => r.IsMark) is { IsMark: true } mark) document.Paragraph(new DocxRun($"{mark.Text} {writer.TakeFootnote()}"));
        await document.SaveAsync(target, ct);

        void Add(ReportPart part)
        {
            switch (part)
            {
                case ReportHeading heading: document.Heading(heading.Level, Runs(heading.Spans)); break;
                case ReportParagraph paragraph: document.Paragraph(Runs(paragraph.Spans)); break;
                case ReportProse prose:
                    var shown = prose.Text.For(reader);
                    if (shown.IsMissing) document.Paragraph(new DocxRun(uiWords["MissingTranslation", shown.Variant.OwnName]) { Italic = true });
                    foreach (var text in Paragraphs(shown.Text)) document.Paragraph(shown.IsMissing ? naming.Local(Only(shown.Variant, text)).Take(1) : naming.Text(text));
                    break;
                case ReportGrid grid:
                    document.Table(new DocxTable(grid.Widths,
                        [[.. grid.Head.Select(h => new DocxCell([.. Runs([h])]))], .. grid.Rows.Select(r => (IReadOnlyList<DocxCell>)[.. r.Select(c => new DocxCell([.. Runs(c.Spans)]) { AtRight = c.AtRight })])]) { Description = grid.Caption });
                    break;
            }
        }

        IEnumerable<DocxRun> Runs(IEnumerable<Span> spans)
        {
            foreach (var span in spans)
            {
                var runs = span.Local is { } local ? naming.Local(local) : span.Title is { } published ? naming.Published(published) : places.Find(span.PlaceId) is { } place ? naming.Name(place) : naming.Text(span.Words);
                foreach (var run in runs) yield return span.Bold || span.Missing ? run with { Bold = span.Bold, Italic = span.Missing } : run;
                if (span.Note is { } note) yield return new DocxRun("") { Footnote = [new DocxRun(string.Concat(note.Select(n => Alone(n, writer, reader))))] };
            }
        }
    }

    /// <summary>Writes the tables as a workbook: first the values as numbers, then each table as the report shows it.</summary>
    public async Task Workbook(Stream target, ReportContent content, CancellationToken ct = default)
    {
        var names = new FileNaming(policies.Find(content.Policy) ?? policies[NamingPolicies.Asterisk], places, UiVariant.Current);
        var tables = new List<TableExport> { Values(content, names) };
        foreach (var grid in make.Parts(content).OfType<ReportGrid>())
        {
            tables.Add(TableExport.Of(content.IsPractice ? $"{words["PracticeSheet"]} {grid.Caption}" : grid.Caption,
                [.. grid.Head.Select((h, i) => new TableColumn($"c{(i + 1).ToString(CultureInfo.InvariantCulture)}", Plain([h], names), ColumnType.Text) { Width = Math.Max(12, grid.Widths[i] / grid.Widths.Sum() * 150) }), new("rests_on", words["RestsOn"], ColumnType.Text)],
                grid.Rows.Select(r => (IReadOnlyList<object?>)[.. r.Select(c => Plain(c.Spans, names)), string.Join("\n", r.SelectMany(c => c.Spans).Concat(grid.Head).Select(s => s.Note).OfType<IReadOnlyList<Span>>().Select(n => Plain(n, names)).Distinct())])));
        }

        await SheetWriter.WriteAsync(target, [.. tables.Select((t, i) => i == tables.Count - 1 ? t with { Note = () => names.Footnote } : t)], cancel: ct);
    }

    private TableExport Values(ReportContent content, FileNaming names) => TableExport.Of(content.IsPractice ? $"{words["PracticeSheet"]} {words["ValuesSheet"]}" : words["ValuesSheet"],
        [
            new("level", words["Col.Level"], ColumnType.Text), new("result_code", words["Col.ResultCode"], ColumnType.Text), new("indicator_code", words["Col.IndicatorCode"], ColumnType.Text), new("indicator", words["Col.Indicator"], ColumnType.Text), new("unit", words["Col.Unit"], ColumnType.Text),
            new("baseline", words["Col.Baseline"], ColumnType.Decimal), new("baseline_year", words["Col.BaselineYear"], ColumnType.Whole), new("target", words["Col.Target"], ColumnType.Decimal), new("before", words["Col.Before"], ColumnType.Decimal), new("this_period", words["Col.This"], ColumnType.Decimal),
            new("cumulative", words["Col.Cumulative"], ColumnType.Decimal), new("target_final", words["Col.TargetFinal"], ColumnType.Decimal), new("target_due", words["Col.Due"], ColumnType.Date), new("met", words["Col.Met"], ColumnType.Text), new("rests_on", words["RestsOn"], ColumnType.Text),
        ],
        ReportLines.Of(content).Select(l => (IReadOnlyList<object?>)
        [
            words[l.Node.Level is { } level ? $"Level.{level}" : "Objective"].Value, l.Node.Code, l.Line.Code, names.Text(l.Line.Name), names.Text(l.Line.Unit), l.Line.Baseline, l.Line.BaselineYear, l.Target, l.Before.Value, l.This.Value, l.Cumulative.Value,
            l.Line.Final?.Value, l.Line.Final?.DueOn, words[$"Met.{l.Fulfilment}"].Value, l.Line.CumulativeRecords ?? l.Line.Records ?? (l.Line.ValueId is { } id ? $"/indicator-values/{id}" : $"/indicators/{l.Line.IndicatorId}"),
        ]));

    private string Plain(IEnumerable<Span> spans, FileNaming names) => string.Concat(spans.Select(s =>
        s.Local is { } local ? names.Text(local) : s.Title is { } title ? names.Text(title) : places.Find(s.PlaceId) is { } place ? names.Name(place) : names.Text(s.Words)));

    // A note stands apart from the text: a mention in it carries the mark, and is not the document's first.
    private string Alone(Span span, NamingWriter writer, UiVariant reader)
    {
        var text = span.Local is { } local ? local.For(reader).Text : span.Title is { } title ? title.For(reader) : span.Words ?? "";
        if (writer.Policy.HasFootnote && NamingText.Parse(text).Any(p => p.PlaceId == "xk")) noteNamed = true;
        return writer.WriteAlone(text);
    }

    private async Task<byte[]?> Emblem(ReportContent content, CancellationToken ct)
    {
        if (content.Emblem is not { } id || await db.Set<StoredFile>().AsNoTracking().SingleOrDefaultAsync(f => f.Id == id, ct) is not { Kind: FileKind.Png or FileKind.Jpeg } file) return null;
        await using var stream = await files.Open(file, ct);
        using var bytes = new MemoryStream();
        await stream.CopyToAsync(bytes, ct);
        return bytes.ToArray();
    }

    /// <summary>Paragraphs of a text: an empty line parts them.</summary>
    public static IEnumerable<string> Paragraphs(string text) => text.ReplaceLineEndings("\n").Split("\n\n", StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static LocalText Only(UiVariant variant, string text) => variant.Language switch { "en" => new LocalText(text), "sq" => new LocalText(Sq: text), _ => new LocalText(Sr: text) };
}
