using System.Globalization;
using CsvHelper;

namespace Uramost.Platform.Places;

/// <summary>Reads the lists of <c>data/places</c>, which are embedded in the assembly so that they cannot go missing.</summary>
internal static class PlaceFiles
{
    private static readonly CsvReaderOptions Format = CsvReaderOptions.Default with { Separator = ',', TrimWhitespace = true };

    /// <summary>The rows of one file; a column is read by its name, an empty cell is null.</summary>
    public static List<Func<string, string?>> Rows(string file)
    {
        using var stream = typeof(PlaceFiles).Assembly.GetManifestResourceStream("places/" + file) ?? throw new InvalidOperationException($"data/places/{file} is not embedded.");
        using var csv = CsvReader.Create(stream, Format);
        var rows = new List<Func<string, string?>>();
        while (csv.Read())
        {
            var cells = Enumerable.Range(0, csv.FieldCount).ToDictionary(i => csv.Headers[i], i => csv.GetString(i) is { Length: > 0 } text ? text : null);
            rows.Add(column => cells[column]);
        }

        return rows;
    }

    /// <summary>The places of one list.</summary>
    public static IEnumerable<Place> Places(string file) => Rows(file).Select(r => new Place(
        r("id")!,
        Enum.Parse<PlaceKind>(r("kind")!.Replace("-", ""), ignoreCase: true),
        r("parent"),
        Degrees(r("lat")),
        Degrees(r("lon")),
        new PlaceNames(r("en"), r("sq"), r("sq_definite"), r("sr_latn")!, r("sr_cyrl")!, r("tr"), r("bs"), r("rom")),
        List(r("languages"), ' '),
        List(r("aliases"), ';'),
        List(r("members"), ' '),
        r("asks") == "yes"));

    private static double? Degrees(string? cell) => cell is null ? null : double.Parse(cell, CultureInfo.InvariantCulture);

    private static string[] List(string? cell, char separator) => cell?.Split(separator, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];
}
