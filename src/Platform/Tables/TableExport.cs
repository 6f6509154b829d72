namespace Uramost.Platform.Tables;

/// <summary>What a column's values are.</summary>
public enum ColumnType
{
    /// <summary>A <see cref="string"/>; it stays text, whatever it looks like.</summary>
    Text,
    /// <summary>A whole number (<see cref="int"/> or <see cref="long"/>).</summary>
    Whole,
    /// <summary>A <see cref="decimal"/> or <see cref="double"/>.</summary>
    Decimal,
    /// <summary>A <see cref="DateOnly"/>.</summary>
    Date,
    /// <summary>An instant: a <see cref="DateTime"/> in UTC.</summary>
    Instant,
    /// <summary>A <see cref="bool"/>.</summary>
    Boolean,
    /// <summary>A <see cref="TableLink"/>.</summary>
    Link,
}

/// <summary>A text that leads to an address.</summary>
/// <param name="Text">What is shown.</param>
/// <param name="Address">An absolute http, https or mailto address; any other is written as text.</param>
public readonly record struct TableLink(string Text, string Address);

/// <summary>A column of a table that leaves the product.</summary>
/// <param name="Key">Its stable name, the same in every language (<c>starts_on</c>).</param>
/// <param name="Title">Its heading in the reader's language.</param>
/// <param name="Type">What its values are.</param>
public sealed record TableColumn(string Key, string Title, ColumnType Type)
{
    /// <summary>Width in characters; by default chosen from the type and the title.</summary>
    public double? Width { get; init; }

    /// <summary>What the codebook says of it.</summary>
    public CodebookText? Meaning { get; init; }

    /// <summary>Its heading in all languages, for the codebook; by default the title stands for each.</summary>
    public CodebookText? Label { get; init; }
}

/// <summary>
/// A table on its way out, once for every format: rows come one by one and are never held together. A row has one value per column,
/// of the column's type; null is unknown and becomes an empty cell, never zero.
/// </summary>
/// <param name="Name">The sheet's or file's name.</param>
/// <param name="Columns">The columns in order.</param>
/// <param name="Rows">The rows; read once.</param>
public sealed record TableExport(string Name, IReadOnlyList<TableColumn> Columns, IAsyncEnumerable<IReadOnlyList<object?>> Rows)
{
    /// <summary>A line below the rows, such as a footnote; asked for when all rows are written. Null: none.</summary>
    public Func<string?>? Note { get; init; }

    /// <summary>A table from rows that are already there.</summary>
    public static TableExport Of(string name, IReadOnlyList<TableColumn> columns, IEnumerable<IReadOnlyList<object?>> rows) => new(name, columns, rows.ToAsyncEnumerable());
}
