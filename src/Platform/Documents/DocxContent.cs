using Uramost.Platform.Language;

namespace Uramost.Platform.Documents;

/// <summary>A piece of text with one appearance.</summary>
/// <param name="Text">The text; a line feed becomes a line break.</param>
public sealed record DocxRun(string Text)
{
    /// <summary>Bold.</summary>
    public bool Bold { get; init; }
    /// <summary>Italic.</summary>
    public bool Italic { get; init; }
    /// <summary>An absolute http, https or mailto address the text leads to; any other leaves plain text.</summary>
    public string? Link { get; init; }
    /// <summary>The language for proofing where it differs from the document's: see <see cref="DocxLanguage"/>.</summary>
    public string? Language { get; init; }
    /// <summary>A real footnote after the text, at the foot of its page.</summary>
    public IReadOnlyList<DocxRun>? Footnote { get; init; }
    /// <summary>The footnote's own mark, such as an asterisk; null: it is numbered.</summary>
    public string? FootnoteMark { get; init; }

    /// <summary>A plain run.</summary>
    public static implicit operator DocxRun(string text) => new(text);
}

/// <summary>Language tags as word processors know them for proofing.</summary>
public static class DocxLanguage
{
    /// <summary>English.</summary>
    public const string English = "en-GB";
    /// <summary>Albanian; word processors have no dictionary of its own for Kosovo.</summary>
    public const string Albanian = "sq-AL";
    /// <summary>Serbian in Latin script.</summary>
    public const string SerbianLatin = "sr-Latn-RS";
    /// <summary>Serbian in Cyrillic script.</summary>
    public const string SerbianCyrillic = "sr-Cyrl-RS";

    /// <summary>The tag of a published variant.</summary>
    public static string Of(UiVariant variant) => variant.Language switch { "sq" => Albanian, "sr" => variant.IsCyrillic ? SerbianCyrillic : SerbianLatin, _ => English };
}

/// <summary>A cell of a table.</summary>
/// <param name="Runs">Its text.</param>
public sealed record DocxCell(params IReadOnlyList<DocxRun> Runs)
{
    /// <summary>How many columns it spans.</summary>
    public int Columns { get; init; } = 1;
    /// <summary>Set to the right, for figures.</summary>
    public bool AtRight { get; init; }

    /// <summary>A cell of plain text.</summary>
    public static implicit operator DocxCell(string text) => new(new DocxRun(text));
}

/// <summary>A table; its first <see cref="HeaderRows"/> rows are repeated on each page.</summary>
/// <param name="Widths">The columns' shares of the width, in any unit.</param>
/// <param name="Rows">The rows; each spans all columns.</param>
public sealed record DocxTable(IReadOnlyList<double> Widths, IReadOnlyList<IReadOnlyList<DocxCell>> Rows)
{
    /// <summary>How many rows at the top are headings.</summary>
    public int HeaderRows { get; init; } = 1;
    /// <summary>What the table shows, for those who cannot see it.</summary>
    public string? Description { get; init; }
}

/// <summary>What holds for a whole document.</summary>
public sealed record DocxSettings
{
    /// <summary>The document's title in its properties.</summary>
    public required string Title { get; init; }
    /// <summary>The language of what says no other: see <see cref="DocxLanguage"/>.</summary>
    public string Language { get; init; } = DocxLanguage.English;
    /// <summary>A4 on its side.</summary>
    public bool Landscape { get; init; }
    /// <summary>A line at the head of each page.</summary>
    public string? Header { get; init; }
    /// <summary>A line at the foot of each page, before the page number.</summary>
    public string? Footer { get; init; }
    /// <summary>The moment in the document's properties (UTC); the only thing by which two equal documents may differ.</summary>
    public DateTime Date { get; init; }
}
