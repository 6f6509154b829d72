using Uramost.Exchange.Companies;
using Uramost.Exchange.Goods;
using Uramost.Platform.Tables;

namespace Uramost.Exchange.Matching;

/// <summary>How far what is offered is what is needed.</summary>
/// <param name="Rule">The rule that joins them.</param>
/// <param name="Weight">1 for the thing itself, less for what is a step away or only near.</param>
/// <param name="Steps">Processing steps between the goods, or null.</param>
public readonly record struct Relation(MatchRule Rule, double Weight, int? Steps = null);

/// <summary>What joins a need to an offer by kind, goods and capability alone.</summary>
/// <remarks>
/// The weights rank; they are no measure. A direct fit is 1; a fit by one step, or know-how in a capacity's place, 0.6;
/// what is near or two steps away 0.3. Those of <c>data/practice/gold-rules.md</c> are the same classes.
/// </remarks>
public sealed class Relations(Becomes becomes, CapabilityList capabilities)
{
    /// <summary>Weight of the thing itself.</summary>
    public const double Direct = 1;

    /// <summary>Weight of what is one step away.</summary>
    public const double Next = 0.6;

    /// <summary>Weight of what is only near.</summary>
    public const double Partial = 0.3;

    private const string FruitProcessing = "fruit-processing";
    private const string Packing = "packing-food";

    private static readonly HashSet<string> TakesFruit = ["freezing", "drying", "canning", "pressing", "pickling", "freeze-drying"];

    private readonly HashSet<(string, string)> near =
        [.. EmbeddedList.Rows(typeof(Relations).Assembly, "exchange/near-capabilities.csv").SelectMany(r => new[] { (r("one")!, r("other")!), (r("other")!, r("one")!) })];

    /// <summary>The relation, or null where nothing joins them.</summary>
    public Relation? Of(MatchEntry need, MatchEntry offer)
    {
        if (!need.IsSought || offer.IsSought) return null;
        return need.Capability is { } sought ? OfCapability(need, sought, offer) : OfGoods(need, offer);
    }

    private Relation? OfGoods(MatchEntry need, MatchEntry offer)
    {
        if (offer.Kind is not (EntryKind.Product or EntryKind.Surplus) || need.Goods is not { } wanted || offer.Goods is not { } given) return null;
        return becomes.Path(given, wanted) switch
        {
            0 => new(MatchRule.SameGoods, Direct, 0),
            1 => new(MatchRule.NextStep, Next, 1),
            2 => new(MatchRule.NextStep, Partial, 2),
            _ => given.Heading == wanted.Heading ? new(MatchRule.SameHeading, Partial) : null,
        };
    }

    private Relation? OfCapability(MatchEntry need, string sought, MatchEntry offer)
    {
        var knowHow = need.Kind == EntryKind.KnowHowSought;
        if (offer.Capability is not { } given)
        {
            return sought == Packing && offer.Goods is { } packaging && need.Goods is { } packed && becomes.Packed(packaging).Any(s => s.To.Meets(packed)) ? new(MatchRule.Packaging, Partial) : null;
        }

        if (given == sought)
        {
            if (knowHow != (offer.Kind == EntryKind.KnowHowOffered)) return new(MatchRule.KnowHow, Next);
            return !knowHow && need.Goods is { } its && offer.Goods is { } other && !its.Meets(other) ? new(MatchRule.OtherGoods, Partial) : new(MatchRule.SameCapability, Direct);
        }

        if (!knowHow && offer.Kind != EntryKind.KnowHowOffered && need.Goods is { } goods && TakesFurther(goods, sought, offer, given)) return new(MatchRule.OtherStep, Next);
        return near.Contains((sought, given)) ? new(MatchRule.NearCapability, Partial) : null;
    }

    private bool TakesFurther(HsCode goods, string sought, MatchEntry offer, string given)
    {
        if (offer.Goods is { } its && !goods.Meets(its)) return false;
        if (offer.Goods is not null && sought == FruitProcessing && TakesFruit.Contains(given)) return true;
        return capabilities.Find(given)?.Group is "processing" or "storage" && becomes.Steps(goods).Any(s => s.Needs.Contains(new StepNeed(NeedKind.Capacity, given)));
    }
}
