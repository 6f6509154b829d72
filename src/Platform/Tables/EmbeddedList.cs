using System.Reflection;
using CsvHelper;

namespace Uramost.Platform.Tables;

/// <summary>Reads a list of <c>data/</c> that is embedded in its module's assembly, so that it cannot go missing.</summary>
public static class EmbeddedList
{
    private static readonly CsvReaderOptions Format = CsvReaderOptions.Default with { Separator = ',', TrimWhitespace = true };

    /// <summary>The rows of one file; a column is read by its name, an empty cell is null.</summary>
    /// <param name="assembly">The module's assembly.</param>
    /// <param name="name">The list's name in it, such as <c>places/kosovo.csv</c>.</param>
    /// <exception cref="InvalidOperationException">The assembly holds no such list.</exception>
    public static List<Func<string, string?>> Rows(Assembly assembly, string name)
    {
        using var stream = assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"data/{name} is not embedded.");
        using var csv = CsvReader.Create(stream, Format);
        var rows = new List<Func<string, string?>>();
        while (csv.Read())
        {
            var cells = Enumerable.Range(0, csv.FieldCount).ToDictionary(i => csv.Headers[i], i => csv.GetString(i) is { Length: > 0 } text ? text : null);
            rows.Add(column => cells[column]);
        }

        return rows;
    }
}
