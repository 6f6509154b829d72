using Uramost.Platform.Language;

namespace Uramost.Programmes.Reports;

/// <summary>A piece of a report's text, before a page or a document gives it its names and looks.</summary>
/// <param name="Words">Words of the product, in the reader's language, or a number; null: one of the others is set.</param>
public sealed record Span(string? Words)
{
    /// <summary>A text of a record.</summary>
    public LocalText? Local { get; init; }
    /// <summary>A title or name.</summary>
    public PublishedText? Title { get; init; }
    /// <summary>Id of a place.</summary>
    public string? PlaceId { get; init; }
    /// <summary>Address that it leads to, without language.</summary>
    public string? Path { get; init; }
    /// <summary>On what it rests: becomes a footnote.</summary>
    public IReadOnlyList<Span>? Note { get; init; }
    /// <summary>Set in bold.</summary>
    public bool Bold { get; init; }
    /// <summary>Says that something is missing.</summary>
    public bool Missing { get; init; }

    /// <summary>Words of the product.</summary>
    public static implicit operator Span(string words) => new(words);

    /// <summary>A text of a record.</summary>
    public static implicit operator Span(LocalText text) => new((string?)null) { Local = text };

    /// <summary>A title or name.</summary>
    public static implicit operator Span(PublishedText title) => new((string?)null) { Title = title };
}

/// <summary>A cell of a report's table.</summary>
/// <param name="Spans">What it says.</param>
public sealed record ReportCell(params IReadOnlyList<Span> Spans)
{
    /// <summary>Set to the right, for numbers.</summary>
    public bool AtRight { get; init; }

    /// <summary>A cell with one piece.</summary>
    public static implicit operator ReportCell(string words) => new((Span)words);

    /// <summary>A cell with one piece.</summary>
    public static implicit operator ReportCell(Span span) => new(span);
}

/// <summary>A part of a report in its order.</summary>
public abstract record ReportPart;

/// <summary>A heading.</summary>
/// <param name="Level">1 to 3.</param>
/// <param name="Spans">What it says.</param>
public sealed record ReportHeading(int Level, IReadOnlyList<Span> Spans) : ReportPart;

/// <summary>A paragraph.</summary>
/// <param name="Spans">What it says.</param>
public sealed record ReportParagraph(params IReadOnlyList<Span> Spans) : ReportPart;

/// <summary>A text of a record in paragraphs.</summary>
/// <param name="Text">The text; an empty line begins a paragraph.</param>
public sealed record ReportProse(LocalText Text) : ReportPart;

/// <summary>A table.</summary>
/// <param name="Table">Which it is.</param>
/// <param name="Caption">What it shows.</param>
/// <param name="Widths">The columns' shares of the width.</param>
/// <param name="Head">The headings.</param>
/// <param name="Rows">The rows.</param>
public sealed record ReportGrid(ReportTable Table, string Caption, IReadOnlyList<double> Widths, IReadOnlyList<Span> Head, IReadOnlyList<IReadOnlyList<ReportCell>> Rows) : ReportPart
{
    /// <summary>Whether it needs a page on its side.</summary>
    public bool IsWide => Table is ReportTable.Matrix or ReportTable.Milestones;
}
