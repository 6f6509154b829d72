using System.Globalization;
using Uramost.Platform.Tables;

namespace Uramost.Platform.Places;

/// <summary>Reads the lists of <c>data/places</c>.</summary>
internal static class PlaceFiles
{
    /// <summary>The rows of one file; a column is read by its name, an empty cell is null.</summary>
    public static List<Func<string, string?>> Rows(string file) => EmbeddedList.Rows(typeof(PlaceFiles).Assembly, "places/" + file);

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
