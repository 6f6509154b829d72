using Uramost.Platform.Language;
using Uramost.Platform.Tables;

namespace Uramost.Exchange.Handbook.Measures;

/// <summary>A place where goods pass, with an id of our own and the names of both languages.</summary>
/// <param name="Id">Our own id.</param>
/// <param name="Names">Its names; in English both local names stand.</param>
public sealed record CrossingPoint(string Id, LocalText Names)
{
    /// <summary>Its name for a reader.</summary>
    public string Name(UiVariant reader) => Names.For(reader).Text;
}

/// <summary>The crossings between Kosovo and Serbia, from <c>data/exchange/crossings.csv</c>.</summary>
public static class CrossingPoints
{
    /// <summary>All of them, from north-west to south-east.</summary>
    public static readonly IReadOnlyList<CrossingPoint> All =
        [.. EmbeddedList.Rows(typeof(CrossingPoints).Assembly, "exchange/crossings.csv").Select(r => new CrossingPoint(r("id")!, new LocalText($"{r("sq")} / {r("sr")}", r("sq"), r("sr"))))];

    /// <summary>The crossing with this id, or null.</summary>
    public static CrossingPoint? Find(string? id) => All.FirstOrDefault(c => c.Id == id);
}
