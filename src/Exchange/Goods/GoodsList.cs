using Uramost.Platform.Language;
using Uramost.Platform.Tables;

namespace Uramost.Exchange.Goods;

/// <summary>One kind of goods of the product's own list.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Sector">Code of the sector it is listed under, as in <see cref="GoodsList.Sectors"/>.</param>
/// <param name="Name">Its name in the three languages, in our own words.</param>
public sealed record Goods(HsCode Code, string Sector, LocalText Name);

/// <summary>
/// The chapters, headings and subheadings that the product names itself, for the sectors it serves: food and farming,
/// wood, metal, textiles, packaging and construction.
/// </summary>
public sealed class GoodsList
{
    private readonly Dictionary<HsCode, Goods> byCode;

    /// <summary>Reads <c>data/exchange/goods.csv</c>, which is part of the program.</summary>
    public GoodsList()
    {
        All = [.. EmbeddedList.Rows(typeof(GoodsList).Assembly, "exchange/goods.csv").Select(r => new Goods(HsCode.Of(r("code")!), r("sector")!, new LocalText(r("en"), r("sq"), r("sr"))))];
        byCode = All.ToDictionary(g => g.Code);
        Sectors = [.. All.Select(g => g.Sector).Distinct()];
    }

    /// <summary>All of them, by code.</summary>
    public IReadOnlyList<Goods> All { get; }

    /// <summary>The codes of the sectors; their names are words.</summary>
    public IReadOnlyList<string> Sectors { get; }

    /// <summary>The goods with this code, or null where the list does not name it.</summary>
    public Goods? Find(HsCode code) => byCode.GetValueOrDefault(code);

    /// <summary>The goods with this code or, where the list names no such subheading, its heading or chapter; null where it names none of them.</summary>
    public Goods? Nearest(HsCode code) => Find(code) ?? Find(code.Heading) ?? Find(code.Chapter);

    /// <summary>The name of the <see cref="Nearest"/> goods, or null.</summary>
    public LocalText? NameOf(HsCode code) => Nearest(code)?.Name;
}
