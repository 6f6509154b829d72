using System.Text.Json.Nodes;
using Uramost.Exchange.Goods;

namespace Uramost.Exchange.Tests.Practice;

/// <summary>A company of the practice data.</summary>
public sealed record PracticeCompany(string Id, bool Real, string Side, string Place, string? Readiness, IReadOnlyList<string> Languages, IReadOnlyList<string> Names, IReadOnlyList<PracticeEntry> Entries);

/// <summary>What a company of the practice data has or wants.</summary>
public sealed record PracticeEntry(string Id, string Kind, HsCode? Goods, string? Capability, decimal? Volume, string? Unit, IReadOnlySet<int>? Months, IReadOnlyDictionary<string, string> Texts)
{
    /// <summary>Whether the company looks for it.</summary>
    public bool IsSought => Kind is "Need" or "KnowHowSought";
}

/// <summary>The rules of <c>data/practice/gold-rules.md</c>, applied to codes, months, volumes and languages: rater A.</summary>
public static class GoldRules
{
    private static readonly string[][] Near =
    [
        ["web", "mobile", "custom-software"], ["erp", "custom-software"], ["testing", "it-security"], ["design", "product-design"], ["drying", "freeze-drying"],
        ["drying", "herb-drying"], ["cold-storage", "frozen-storage"], ["canning", "pickling"],
    ];

    private static readonly string[] Sold = ["Product", "Surplus"];
    private static readonly string[] TakesFruit = ["freezing", "drying", "canning", "pressing", "pickling", "freeze-drying"];
    private static readonly Becomes Steps = new();
    private static readonly CapabilityList Capabilities = new();

    private enum Fit { None, Part, Next, Direct }

    /// <summary>The companies of the practice data.</summary>
    public static IReadOnlyList<PracticeCompany> Companies() => [.. JsonNode.Parse(File.ReadAllText(Repository.Path("data", "practice", "companies.json")))!["companies"]!.AsArray().Select(c => new PracticeCompany(
        Text(c, "id")!, c!["real"]!.GetValue<bool>(), Text(c, "side")!, Text(c, "place")!, Text(c, "readiness"), [.. c["languages"]!.AsArray().Select(l => l!.GetValue<string>())], [.. c["name"]!.AsObject().Select(n => n.Value!.GetValue<string>())],
        [.. c["entries"]!.AsArray().Select(Entry)]))];

    /// <summary>The label of an offer for a need.</summary>
    public static int Label(PracticeCompany seeker, PracticeEntry need, PracticeCompany giver, PracticeEntry offer)
    {
        if (offer.IsSought) return 0;
        var fit = FitOf(need, offer);
        if (fit is Fit.None or Fit.Part) return (int)fit;
        if (giver.Readiness == "blocked" || IsPoor(need, offer)) return 1;
        if (fit == Fit.Next) return 2;
        return seeker.Languages.Count > 0 && giver.Languages.Count > 0 && !seeker.Languages.Intersect(giver.Languages).Any() ? 2 : 3;
    }

    private static Fit FitOf(PracticeEntry need, PracticeEntry offer)
    {
        if (need.Capability is not { } sought)
        {
            if (!Sold.Contains(offer.Kind) || need.Goods is not { } wanted || offer.Goods is not { } given) return Fit.None;
            return Steps.Path(given, wanted) switch
            {
                0 => Fit.Direct,
                1 => Fit.Next,
                2 => Fit.Part,
                _ => given.Heading == wanted.Heading ? Fit.Part : Fit.None,
            };
        }

        var knowHow = need.Kind == "KnowHowSought";
        if (offer.Capability is not { } capability) return sought == "packing-food" && offer.Goods is { } packaging && need.Goods is { } packed && Steps.Packed(packaging).Any(s => Meet(s.To, packed)) ? Fit.Part : Fit.None;
        if (capability == sought)
        {
            if (offer.Kind == "KnowHowOffered") return knowHow ? Fit.Direct : Fit.Next;
            if (knowHow) return Fit.Next;
            return need.Goods is { } a && offer.Goods is { } b && !Meet(a, b) ? Fit.Part : Fit.Direct;
        }

        if (!knowHow && offer.Kind != "KnowHowOffered" && need.Goods is { } goods)
        {
            var takes = offer.Goods is not { } its || Meet(goods, its);
            if (takes && Capabilities.Find(capability)!.Group is "processing" or "storage" && Steps.Steps(goods).Any(s => s.Needs.Contains(new StepNeed(NeedKind.Capacity, capability)))) return Fit.Next;
            if (takes && offer.Goods is not null && sought == "fruit-processing" && TakesFruit.Contains(capability)) return Fit.Next;
        }

        return Near.Any(n => n.Contains(sought) && n.Contains(capability)) ? Fit.Part : Fit.None;
    }

    private static bool IsPoor(PracticeEntry need, PracticeEntry offer) =>
        need.Months is { } wanted && offer.Months is { } given && wanted.Count(given.Contains) * 2 < wanted.Count || need.Volume is { } much && offer.Volume is { } little && need.Unit == offer.Unit && little * 2 < much;

    private static bool Meet(HsCode a, HsCode b) => a.IsWithin(b) || b.IsWithin(a);

    private static PracticeEntry Entry(JsonNode? row)
    {
        IReadOnlySet<int>? months = Text(row, "season") switch
        {
            "all year" => Enumerable.Range(1, 12).ToHashSet(),
            "months" => Enumerable.Range(0, ((int)row!["untilMonth"]! - (int)row["fromMonth"]! + 12) % 12 + 1).Select(i => ((int)row["fromMonth"]! - 1 + i) % 12 + 1).ToHashSet(),
            _ => null,
        };
        return new PracticeEntry(Text(row, "id")!, Text(row, "kind")!, Text(row, "goods") is { } hs ? HsCode.Of(hs) : null, Text(row, "capability"), (decimal?)row!["volume"], Text(row, "unit"), months, row["text"]!.AsObject().ToDictionary(t => t.Key, t => t.Value!.GetValue<string>()));
    }

    private static string? Text(JsonNode? row, string key) => row?[key]?.GetValue<string>();
}
