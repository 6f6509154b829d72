using Uramost.Exchange.Goods;

namespace Uramost.Exchange.Matching;

/// <summary>The sectors that a company works in: those of its activity, of its goods, and of what its capacities make or serve.</summary>
public sealed class CompanySectors(GoodsList goods, Becomes becomes)
{
    /// <summary>The sector of services that make no goods.</summary>
    public const string Services = "services";

    private readonly ILookup<string, HsCode> made = becomes.All.SelectMany(s => s.Needs.Select(n => (n.Code, s.To))).ToLookup(n => n.Code, n => n.To);

    /// <summary>The sectors: codes of <see cref="GoodsList.Sectors"/>, and <see cref="Services"/>.</summary>
    /// <param name="ofActivity">The sector of its main activity, or null.</param>
    /// <param name="entries">What it offers and looks for.</param>
    public IReadOnlyCollection<string> Of(string? ofActivity, IEnumerable<MatchEntry> entries) =>
        [.. entries.SelectMany(Of).Append(ofActivity).OfType<string>().ToHashSet()];

    private IEnumerable<string?> Of(MatchEntry entry)
    {
        if (entry.Goods is { } its) yield return goods.Nearest(its)?.Sector;
        if (entry.Capability is not { } capability) yield break;
        if (!made.Contains(capability)) yield return Services;
        foreach (var code in made[capability]) yield return goods.Nearest(code)?.Sector;
    }
}
