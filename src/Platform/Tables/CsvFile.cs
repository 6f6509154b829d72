using System.Globalization;
using CsvHelper;

namespace Uramost.Platform.Tables;

/// <summary>What stands in the first row of a CSV file.</summary>
public enum CsvHeading
{
    /// <summary>The titles in the reader's language.</summary>
    Titles,
    /// <summary>The stable keys, as the codebook lists them.</summary>
    Keys,
}

/// <summary>
/// Writes a table as CSV (RFC 4180): UTF-8 with a byte-order mark, rows ended by CR LF, instants as ISO 8601 in UTC, a decimal point.
/// A link becomes two columns, text and address.
/// </summary>
/// <remarks>
/// A spreadsheet would run a text that begins with <c>=</c>, <c>+</c>, <c>-</c>, <c>@</c>, a tab or a return as a formula. Such a text
/// is written with an apostrophe before it, as spreadsheets themselves mark text; <see cref="SheetReader"/> takes it off again. A text
/// that already begins with an apostrophe and one of these gets another, so that nothing is lost on the way back. Numbers and dates
/// are never touched. Control characters, which make a text file look like a program, are left out.
/// </remarks>
public static class CsvFile
{
    /// <summary>Writes the table; only asynchronous writes reach <paramref name="target"/>, which stays open.</summary>
    public static async Task WriteAsync(Stream target, TableExport table, CsvHeading heading = CsvHeading.Titles, char separator = ',', CancellationToken cancel = default)
    {
        var csv = CsvWriter.Create(target, new CsvWriterOptions { Separator = separator, WriteByteOrderMark = true, Quoting = CsvQuoting.WhenNeededOrWhitespace }, leaveOpen: true);
        await using (csv.ConfigureAwait(false))
        {
            foreach (var column in table.Columns)
            {
                var name = heading == CsvHeading.Keys ? column.Key : column.Title;
                csv.WriteField(Guard(name));
                if (column.Type == ColumnType.Link) csv.WriteField(Guard(heading == CsvHeading.Keys ? name + "_url" : name + " URL"));
            }
            await csv.EndRecordAsync(cancel).ConfigureAwait(false);
            await foreach (var row in table.Rows.WithCancellation(cancel).ConfigureAwait(false))
            {
                if (row.Count != table.Columns.Count) throw new ArgumentException($"A row of {table.Name} has {row.Count} values for {table.Columns.Count} columns.");
                for (var i = 0; i < row.Count; i++)
                {
                    if (table.Columns[i].Type == ColumnType.Link)
                    {
                        csv.WriteField(row[i] is TableLink link ? Guard(link.Text) : Value(row[i]));
                        csv.WriteField(row[i] is TableLink { Address: var address } ? Guard(address) : "");
                    }
                    else csv.WriteField(Value(row[i]));
                }
                await csv.EndRecordAsync(cancel).ConfigureAwait(false);
            }
            if (table.Note?.Invoke() is { } note)
            {
                csv.WriteField(Guard(note));
                for (var i = 1; i < table.Columns.Count + table.Columns.Count(c => c.Type == ColumnType.Link); i++) csv.WriteField("");
                await csv.EndRecordAsync(cancel).ConfigureAwait(false);
            }
            await csv.FlushAsync(cancel).ConfigureAwait(false);
        }
    }

    private static string Value(object? value) => value switch
    {
        null => "",
        string s => Guard(s),
        bool b => b ? "true" : "false",
        DateOnly d => d.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTime t => t.ToString(t.Millisecond == 0 ? "yyyy-MM-dd'T'HH:mm:ss'Z'" : "yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
        double n when !double.IsFinite(n) => "",
        IFormattable f and (int or long or short or byte or decimal or double or float) => f.ToString(null, CultureInfo.InvariantCulture),
        _ => Guard(Convert.ToString(value, CultureInfo.InvariantCulture) ?? ""),
    };

    internal static bool LooksLikeFormula(string s)
    {
        var i = 0;
        while (i < s.Length && s[i] == '\'') i++;
        return i < s.Length && s[i] is '=' or '+' or '-' or '@' or '\t' or '\r' or '\uFF1D' or '\uFF0B' or '\uFF0D' or '\uFF20';
    }

    internal static string Guard(string s)
    {
        if (s.Any(IsControl)) s = new([.. s.Where(c => !IsControl(c))]);
        return LooksLikeFormula(s) ? "'" + s : s;
    }

    private static bool IsControl(char c) => c < ' ' && c is not ('\t' or '\n' or '\r') || c == '\u007f';

    internal static string Unguard(string s) => s.Length > 1 && s[0] == '\'' && LooksLikeFormula(s) ? s[1..] : s;
}
