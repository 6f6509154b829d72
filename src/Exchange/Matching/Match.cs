namespace Uramost.Exchange.Matching;

/// <summary>Why an offer meets a need, or what speaks against it; the words stand in the language files.</summary>
public enum MatchRule
{
    /// <summary>The goods are the same, or one is a part of the other.</summary>
    SameGoods,
    /// <summary>The goods offered become those needed by processing.</summary>
    NextStep,
    /// <summary>Other goods of the same heading.</summary>
    SameHeading,
    /// <summary>The very service, capacity or know-how that is looked for.</summary>
    SameCapability,
    /// <summary>The same capacity, but for other goods.</summary>
    OtherGoods,
    /// <summary>Another capacity that takes these goods to their next step.</summary>
    OtherStep,
    /// <summary>Know-how where a capacity is looked for, or a capacity where know-how is.</summary>
    KnowHow,
    /// <summary>A capability close to the one that is looked for.</summary>
    NearCapability,
    /// <summary>Packaging for goods that are to be packed.</summary>
    Packaging,
    /// <summary>Both work in one sector; nothing more is known to fit.</summary>
    SameSector,
    /// <summary>They are on two sides, and nothing else is known to fit.</summary>
    OtherSide,
    /// <summary>How far the season of the offer covers that of the need.</summary>
    Season,
    /// <summary>How far the volume offered covers the one needed.</summary>
    Volume,
    /// <summary>A language that both speak.</summary>
    Language,
    /// <summary>They share no language: an interpreter is needed.</summary>
    NoLanguage,
    /// <summary>The offering company can sell on the other market.</summary>
    Ready,
    /// <summary>It can after steps that are named.</summary>
    AfterSteps,
    /// <summary>It cannot today.</summary>
    Blocked,
    /// <summary>How far they are from each other.</summary>
    Distance,
}

/// <summary>A stored field.</summary>
/// <param name="RecordId">The company or its entry.</param>
/// <param name="Name">Name of the field.</param>
public sealed record MatchField(Guid RecordId, string Name);

/// <summary>One reason: a rule and the two stored fields that it compares.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Need">The field on the side of the need.</param>
/// <param name="Offer">The field on the side of the offer.</param>
/// <param name="Value">What the comparison gave: steps, a share from 0 to 1, kilometres; null where the rule says it all.</param>
public sealed record MatchReason(MatchRule Rule, MatchField Need, MatchField Offer, double? Value = null);

/// <summary>An offer that meets a need, with every reason for its score.</summary>
/// <param name="SeekerId">The company that looks for something.</param>
/// <param name="NeedId">What it looks for; null where nothing they entered joins the two.</param>
/// <param name="GiverId">The company that offers.</param>
/// <param name="OfferId">What it offers; null likewise.</param>
/// <param name="Score">From 0 to 1: the harmonic mean of how well the offer serves the need and the need serves the offer.</param>
/// <param name="Reasons">The rule that joins them first, then the conditions.</param>
public sealed record Match(Guid SeekerId, Guid? NeedId, Guid GiverId, Guid? OfferId, double Score, IReadOnlyList<MatchReason> Reasons);
