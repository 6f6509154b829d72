using System.Globalization;
using System.Resources;

namespace Uramost.Platform.Tables;

/// <summary>A text of the codebook in the product's three languages.</summary>
/// <param name="En">English.</param>
/// <param name="Sq">Albanian.</param>
/// <param name="Sr">Serbian, Latin script.</param>
public sealed record CodebookText(string En, string Sq, string Sr);

/// <summary>What the columns of exported tables are called and mean: a table itself, which goes out beside the data.</summary>
public static class Codebook
{
    private static readonly ResourceManager Words = new(typeof(Words).FullName!, typeof(Words).Assembly);

    /// <summary>
    /// One row per column of each table (table, name, type, label and meaning in each language), and one row named <c>*</c> on how
    /// values are written. The headings are names for programs and the same in every language.
    /// </summary>
    public static TableExport For(params IReadOnlyList<TableExport> tables) => TableExport.Of("codebook",
        [
            new("table", "table", ColumnType.Text), new("name", "name", ColumnType.Text), new("type", "type", ColumnType.Text),
            new("label_en", "label_en", ColumnType.Text), new("label_sq", "label_sq", ColumnType.Text), new("label_sr", "label_sr", ColumnType.Text),
            new("meaning_en", "meaning_en", ColumnType.Text), new("meaning_sq", "meaning_sq", ColumnType.Text), new("meaning_sr", "meaning_sr", ColumnType.Text),
        ],
        tables.SelectMany(t => t.Columns.SelectMany(c => Rows(t.Name, c))).Prepend(["*", "*", null, null, null, null, Say("Codebook.Values", "en"), Say("Codebook.Values", "sq"), Say("Codebook.Values", "sr-Latn")]));

    /// <summary>The name of a type as the codebook writes it.</summary>
    public static string TypeName(ColumnType type) => type switch
    {
        ColumnType.Whole => "integer",
        ColumnType.Decimal => "decimal",
        ColumnType.Date => "date",
        ColumnType.Instant => "datetime",
        ColumnType.Boolean => "boolean",
        _ => "text",
    };

    private static IEnumerable<IReadOnlyList<object?>> Rows(string table, TableColumn c)
    {
        yield return [table, c.Key, TypeName(c.Type), c.Label?.En ?? c.Title, c.Label?.Sq ?? c.Title, c.Label?.Sr ?? c.Title, c.Meaning?.En, c.Meaning?.Sq, c.Meaning?.Sr];
        if (c.Type == ColumnType.Link) yield return [table, c.Key + "_url", "text", null, null, null, Say("Codebook.Url", "en"), Say("Codebook.Url", "sq"), Say("Codebook.Url", "sr-Latn")];
    }

    private static string Say(string key, string language) => Words.GetString(key, CultureInfo.GetCultureInfo(language)) ?? key;
}
