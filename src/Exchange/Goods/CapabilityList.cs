using Uramost.Platform.Language;
using Uramost.Platform.Tables;

namespace Uramost.Exchange.Goods;

/// <summary>A service or capacity, for which the Harmonized System has no code.</summary>
/// <param name="Code">Its code, in small letters with hyphens.</param>
/// <param name="Group">Code of its group; the group's name is the word <c>group.CODE</c>.</param>
/// <param name="Name">Its name in the three languages.</param>
public sealed record Capability(string Code, string Group, LocalText Name);

/// <summary>The short list of IT and other services, and of capacities that one company may lend to another.</summary>
public sealed class CapabilityList
{
    private readonly Dictionary<string, Capability> byCode;

    /// <summary>Reads <c>data/exchange/capabilities.csv</c>, which is part of the program.</summary>
    public CapabilityList()
    {
        All = [.. EmbeddedList.Rows(typeof(CapabilityList).Assembly, "exchange/capabilities.csv").Select(r => new Capability(r("code")!, r("group")!, new LocalText(r("en"), r("sq"), r("sr"))))];
        byCode = All.ToDictionary(c => c.Code, StringComparer.Ordinal);
        Groups = [.. All.Select(c => c.Group).Distinct()];
    }

    /// <summary>All of them, group by group.</summary>
    public IReadOnlyList<Capability> All { get; }

    /// <summary>The codes of the groups; their names are words.</summary>
    public IReadOnlyList<string> Groups { get; }

    /// <summary>The capability with this code, or null.</summary>
    public Capability? Find(string code) => byCode.GetValueOrDefault(code);
}
