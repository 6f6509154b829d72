using Uramost.Platform.Figures;

namespace Uramost.Programmes.Results;

/// <summary>What is wrong in a framework; each has its sentence <c>Fault.{name}</c> in the language files.</summary>
public enum Fault
{
    /// <summary>A result would lead to itself.</summary>
    Circle,
    /// <summary>A result hangs under one that is lower or on its own level.</summary>
    WrongLevel,
    /// <summary>The period overlaps another one.</summary>
    PeriodOverlaps,
    /// <summary>The period ends before it begins.</summary>
    PeriodBackwards,
    /// <summary>The target is due before the year of its baseline.</summary>
    TargetBeforeBaseline,
    /// <summary>The target lies on the worse side of the baseline.</summary>
    TargetWorseThanBaseline,
    /// <summary>Two targets for the same.</summary>
    TargetTwice,
    /// <summary>A later milestone of a number that only grows lies below an earlier one.</summary>
    MilestoneFalls,
    /// <summary>A percentage outside of 0 to 100.</summary>
    NotAPercentage,
    /// <summary>No level of the scale.</summary>
    NotALevel,
    /// <summary>A number below zero that only grows.</summary>
    Negative,
    /// <summary>More in the numerator than in the denominator.</summary>
    NumeratorAboveDenominator,
    /// <summary>A denominator of zero.</summary>
    DenominatorZero,
    /// <summary>Only one of numerator and denominator.</summary>
    HalfAShare,
    /// <summary>The groups together take more than the whole.</summary>
    PartsAboveTotal,
    /// <summary>A number that only grows would fall.</summary>
    WouldFall,
    /// <summary>The figure no longer exists.</summary>
    FigureGone,
    /// <summary>The figure no longer has a dimension by which it is filtered.</summary>
    DimensionGone,
    /// <summary>The figure does not answer such a question.</summary>
    FigureRefuses,
    /// <summary>A share needs a figure for its denominator.</summary>
    NoDenominator,
    /// <summary>A scale has at least two levels, each with another name.</summary>
    TooFewLevels,
    /// <summary>Two disaggregations or two groups with the same code.</summary>
    CodeTwice,
}

/// <summary>Something that is wrong, and where.</summary>
/// <param name="Fault">What.</param>
/// <param name="At">Place in the list that was looked at, from 0.</param>
/// <param name="What">The name that the sentence gives, or null.</param>
public sealed record Found(Fault Fault, int At = 0, string? What = null);

/// <summary>What must hold in a results framework. Pages say at the field what these find.</summary>
public static class FrameworkRules
{
    /// <summary>Whether a result under this parent would lead to itself.</summary>
    /// <param name="parents">Parent by result, as stored; a chain that already is a circle ends.</param>
    /// <param name="node">The result.</param>
    /// <param name="parent">The parent that it is given.</param>
    public static bool WouldCircle(IReadOnlyDictionary<Guid, Guid?> parents, Guid node, Guid? parent)
    {
        var seen = new HashSet<Guid>();
        for (var at = parent; at is { } here; at = parents.GetValueOrDefault(here))
        {
            if (here == node || !seen.Add(here)) return true;
        }

        return false;
    }

    /// <summary>Whether a result of this level may hang under one of that: under a higher one, an outcome also under an outcome.</summary>
    public static bool MayHang(ResultLevel level, ResultLevel? parent) => parent is null || parent < level || (level == ResultLevel.Outcome && parent == ResultLevel.Outcome);

    /// <summary>What is wrong with a period beside the others, or null.</summary>
    public static Fault? Period(DateOnly startsOn, DateOnly endsOn, IEnumerable<(DateOnly StartsOn, DateOnly EndsOn)> others) =>
        endsOn < startsOn ? Fault.PeriodBackwards : others.Any(o => o.StartsOn <= endsOn && startsOn <= o.EndsOn) ? Fault.PeriodOverlaps : null;

    /// <summary>A target as it is looked at.</summary>
    /// <param name="Kind">What it is for.</param>
    /// <param name="PeriodId">The period, or null.</param>
    /// <param name="DueOn">The day by which it is due: of a period its end; null: not said.</param>
    /// <param name="Value">The value.</param>
    public readonly record struct Aim(TargetKind Kind, Guid? PeriodId, DateOnly? DueOn, decimal Value);

    /// <summary>What is wrong with the targets of an indicator.</summary>
    public static IReadOnlyList<Found> Targets(Indicator indicator, IReadOnlyList<Aim> targets)
    {
        var found = new List<Found>();
        for (var i = 0; i < targets.Count; i++)
        {
            var aim = targets[i];
            if (Range(indicator, aim.Value) is { } wrong) found.Add(new Found(wrong, i));
            if (indicator.BaselineYear is { } year && aim.DueOn is { } due && due.Year < year) found.Add(new Found(Fault.TargetBeforeBaseline, i));
            // What a period is to bring to a sum is no level that could be compared with the baseline.
            if (indicator.BaselineValue is { } baseline && !(indicator.AddsUp == HowItAddsUp.Sum) && (indicator.LessIsBetter ? aim.Value > baseline : aim.Value < baseline)) found.Add(new Found(Fault.TargetWorseThanBaseline, i));
            if (targets.Take(i).Any(t => t.Kind == aim.Kind && aim.Kind switch { TargetKind.Period => t.PeriodId == aim.PeriodId, TargetKind.Milestone => t.DueOn == aim.DueOn, _ => true })) found.Add(new Found(Fault.TargetTwice, i));
            if (Grows(indicator.AddsUp) && aim.Kind != TargetKind.Period && targets.Any(t => t.Kind != TargetKind.Period && t.DueOn < aim.DueOn && t.Value > aim.Value)) found.Add(new Found(Fault.MilestoneFalls, i));
        }

        return found;
    }

    /// <summary>What is wrong with a baseline, a target or a level by itself, or null.</summary>
    public static Fault? Range(Indicator indicator, decimal value) => indicator.AddsUp switch
    {
        HowItAddsUp.Share => value is < 0 or > 100 ? Fault.NotAPercentage : null,
        HowItAddsUp.Scale => value != Math.Truncate(value) || value < 1 || value > indicator.Levels.Count ? Fault.NotALevel : null,
        HowItAddsUp.Sum or HowItAddsUp.Distinct => value < 0 ? Fault.Negative : null,
        _ => null,
    };

    /// <summary>What is wrong with a value, or null.</summary>
    public static Fault? Value(Indicator indicator, Amount amount)
    {
        if (indicator.AddsUp != HowItAddsUp.Share) return amount.Value is { } value ? Range(indicator, value) : null;
        if (amount.Numerator is null != amount.Denominator is null) return Fault.HalfAShare;
        if (amount.Numerator < 0 || amount.Denominator < 0) return Fault.Negative;
        if (amount.Denominator == 0) return Fault.DenominatorZero;
        return amount.Numerator > amount.Denominator ? Fault.NumeratorAboveDenominator : null;
    }

    /// <summary>What is wrong with the parts of a value: the place is that of the part, or of the first part of the disaggregation that takes too much.</summary>
    public static IReadOnlyList<Found> Parts(Indicator indicator, Amount total, IReadOnlyList<PartValue> parts)
    {
        var found = new List<Found>();
        for (var i = 0; i < parts.Count; i++)
        {
            if (Value(indicator, parts[i].Amount) is { } fault) found.Add(new Found(fault, i));
        }

        // Only what adds up can add up to too much: a mean of a group may lie above the mean of all.
        if (indicator.AddsUp is HowItAddsUp.Latest or HowItAddsUp.Scale) return found;
        foreach (var group in parts.Select((p, i) => (Part: p, At: i)).GroupBy(p => p.Part.By))
        {
            var tooMuch = indicator.AddsUp == HowItAddsUp.Share
                ? group.Sum(p => p.Part.Amount.Numerator ?? 0) > (total.Numerator ?? decimal.MaxValue) || group.Sum(p => p.Part.Amount.Denominator ?? 0) > (total.Denominator ?? decimal.MaxValue)
                : total.Value is { } whole && group.Sum(p => p.Part.Amount.Value ?? 0) > whole;
            if (tooMuch) found.Add(new Found(Fault.PartsAboveTotal, group.First().At, group.Key));
        }

        return found;
    }

    /// <summary>What is wrong with the parts of a target, the places as of <see cref="Parts"/>. Shares of groups add up to no share of the whole.</summary>
    public static IReadOnlyList<Found> TargetParts(Indicator indicator, decimal total, IReadOnlyList<TargetPart> parts)
    {
        var found = new List<Found>();
        for (var i = 0; i < parts.Count; i++)
        {
            if (Range(indicator, parts[i].Value) is { } wrong) found.Add(new Found(wrong, i));
        }

        if (indicator.AddsUp is not (HowItAddsUp.Sum or HowItAddsUp.Distinct)) return found;
        foreach (var group in parts.Select((p, i) => (Part: p, At: i)).GroupBy(p => p.Part.By))
        {
            if (group.Sum(p => p.Part.Value) > total) found.Add(new Found(Fault.PartsAboveTotal, group.First().At, group.Key));
        }

        return found;
    }

    /// <summary>Whether a number that only grows would fall below what was reached before.</summary>
    public static bool WouldFall(HowItAddsUp how, Amount before, Amount now) => how == HowItAddsUp.Distinct && now.Value < before.Value;

    /// <summary>What is wrong with the figures of an indicator, or null. A figure may have lost a dimension since the indicator was written.</summary>
    /// <param name="indicator">The indicator.</param>
    /// <param name="dimensions">Dimensions of a figure by its id, or null where there is no such figure.</param>
    public static Found? Figures(Indicator indicator, Func<string, IReadOnlyList<string>?> dimensions)
    {
        if (indicator.From != ValueFrom.Figure) return null;
        if (indicator.AddsUp == HowItAddsUp.Share && indicator.DenominatorFigure is null) return new Found(Fault.NoDenominator);
        foreach (var source in new[] { indicator.Figure, indicator.AddsUp == HowItAddsUp.Share ? indicator.DenominatorFigure : null })
        {
            if (source is null) continue;
            if (dimensions(source.FigureId) is not { } has) return new Found(Fault.FigureGone, What: source.FigureId);
            if (source.Filters.Keys.FirstOrDefault(k => !has.Contains(k)) is { } gone) return new Found(Fault.DimensionGone, What: gone);
        }

        return indicator.Figure is null ? new Found(Fault.FigureGone, What: "") : null;
    }

    /// <summary>What is wrong with the names of a scale, or null.</summary>
    public static Fault? Levels(Indicator indicator) =>
        indicator.AddsUp == HowItAddsUp.Scale && (indicator.Levels.Count < 2 || indicator.Levels.Distinct().Count() < indicator.Levels.Count) ? Fault.TooFewLevels : null;

    /// <summary>What is wrong with the codes of the disaggregations, or null.</summary>
    public static Found? Disaggregations(IReadOnlyList<Disaggregation> all)
    {
        for (var i = 0; i < all.Count; i++)
        {
            if (all.Take(i).Any(d => d.Code == all[i].Code) || all[i].Groups.Select(g => g.Key).Distinct().Count() < all[i].Groups.Count) return new Found(Fault.CodeTwice, i, all[i].Code);
        }

        return null;
    }

    private static bool Grows(HowItAddsUp how) => how is HowItAddsUp.Sum or HowItAddsUp.Distinct;
}
