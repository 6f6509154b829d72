using System.Text.Json.Serialization;
using Uramost.Platform.Figures;

namespace Uramost.Programmes.Results;

/// <summary>A value with all that is needed to add it to another.</summary>
/// <param name="Value">The value; of a share in percent, of a scale the level from 1. Null: not known, which is never zero.</param>
/// <param name="Numerator">The numerator of a share, else null.</param>
/// <param name="Denominator">The denominator of a share, else null.</param>
/// <param name="Exactness">How exact it is.</param>
public sealed record Amount(decimal? Value, decimal? Numerator = null, decimal? Denominator = null, Exactness Exactness = Exactness.Exact)
{
    /// <summary>Nothing is known.</summary>
    public static readonly Amount Unknown = new(null, null, null, Exactness.Unknown);

    /// <summary>A share of sums: in percent, unknown where the denominator is zero or one of both is not known.</summary>
    public static Amount Share(decimal? numerator, decimal? denominator, Exactness exactness = Exactness.Exact) =>
        numerator is { } n && denominator is > 0 and { } d ? new Amount(100 * n / d, n, d, exactness) : new Amount(null, numerator, denominator, Exactness.Unknown);

    /// <summary>Whether a value is known.</summary>
    [JsonIgnore] public bool IsKnown => Value is not null;
}

/// <summary>An indicator at a period, as a report prints it.</summary>
/// <param name="Before">What had been reached when the period began.</param>
/// <param name="This">What the period brought; of everything but a sum and distinct people, where it stands.</param>
/// <param name="Cumulative">What had been reached when it ended.</param>
/// <param name="RecordsSay">Where a cumulative number would have fallen without a named correction: what was said of the period instead. Else null.</param>
public sealed record IndicatorLine(Amount Before, Amount This, Amount Cumulative, decimal? RecordsSay = null)
{
    /// <summary>Nothing is known.</summary>
    public static readonly IndicatorLine Unknown = new(Amount.Unknown, Amount.Unknown, Amount.Unknown);
}

/// <summary>How an indicator's values of several periods become one.</summary>
public static class IndicatorSum
{
    /// <summary>The indicator at a period.</summary>
    /// <param name="how">How it adds up.</param>
    /// <param name="byPeriod">What is known of each period in order of time, corrections taken in: of a sum what the period brought, of distinct people how many there were from the beginning to its end.</param>
    /// <param name="at">The period, from 0.</param>
    public static IndicatorLine At(HowItAddsUp how, IReadOnlyList<Amount> byPeriod, int at) => how switch
    {
        HowItAddsUp.Sum => new IndicatorLine(Sum(byPeriod.Take(at)), byPeriod[at], Sum(byPeriod.Take(at + 1))),
        HowItAddsUp.Share => new IndicatorLine(Ratio(byPeriod.Take(at)), byPeriod[at], Ratio(byPeriod.Take(at + 1))),
        HowItAddsUp.Distinct => Distinct(byPeriod, at),
        _ => new IndicatorLine(Last(byPeriod.Take(at)), byPeriod[at], Last(byPeriod.Take(at + 1))),
    };

    /// <summary>The target up to a period's end: the latest milestone that is due, else what the targets of the periods say. Null: none.</summary>
    /// <param name="how">How the indicator adds up.</param>
    /// <param name="periodTargets">Target of each period in order of time; null: none.</param>
    /// <param name="at">The period, from 0.</param>
    /// <param name="milestones">Milestones with their day.</param>
    /// <param name="endsOn">The period's last day.</param>
    public static decimal? TargetToDate(HowItAddsUp how, IReadOnlyList<decimal?> periodTargets, int at, IEnumerable<(DateOnly DueOn, decimal Value)> milestones, DateOnly endsOn)
    {
        var due = milestones.Where(m => m.DueOn <= endsOn).OrderBy(m => m.DueOn).Select(m => (decimal?)m.Value).LastOrDefault();
        if (due is not null) return due;
        var until = periodTargets.Take(at + 1).ToList();
        // Where a period on the way has no target, the sum of the others is not what was aimed at.
        if (how == HowItAddsUp.Sum) return until.Any(t => t is null) || until.Count == 0 ? null : until.Sum();
        return until.LastOrDefault(t => t is not null);
    }

    /// <summary>The part that no group of a disaggregation takes; null: not known, or the groups overlap so that nothing can be said.</summary>
    /// <param name="total">The whole.</param>
    /// <param name="parts">What the groups take.</param>
    public static Amount Rest(Amount total, IReadOnlyCollection<Amount> parts)
    {
        if (total.Denominator is { } denominator)
        {
            var (n, d) = ((total.Numerator ?? 0) - parts.Sum(p => p.Numerator ?? 0), denominator - parts.Sum(p => p.Denominator ?? 0));
            return n < 0 || d < n ? Amount.Unknown : Amount.Share(n, d, total.Exactness) with { Numerator = n, Denominator = d };
        }

        return total.Value is { } value && value - parts.Sum(p => p.Value ?? 0) is >= 0 and var rest ? new Amount(rest, Exactness: total.Exactness) : Amount.Unknown;
    }

    // A period of which nothing is known may have brought more.
    private static Amount Sum(IEnumerable<Amount> amounts)
    {
        var all = amounts.ToList();
        var known = all.Where(a => a.IsKnown).ToList();
        return known.Count == 0 ? Amount.Unknown : new Amount(known.Sum(a => a.Value), Exactness: Loosest(all));
    }

    private static Amount Ratio(IEnumerable<Amount> amounts)
    {
        var all = amounts.ToList();
        var known = all.Where(a => a is { Numerator: not null, Denominator: not null }).ToList();
        // A share moves either way with what is missing: it is then no bound, only about.
        return known.Count == 0 ? Amount.Unknown
            : Amount.Share(known.Sum(a => a.Numerator), known.Sum(a => a.Denominator), known.Count < all.Count || known.Any(a => a.Exactness != Exactness.Exact) ? Exactness.About : Exactness.Exact);
    }

    private static Amount Last(IEnumerable<Amount> amounts) => amounts.LastOrDefault(a => a.IsKnown) ?? Amount.Unknown;

    private static IndicatorLine Distinct(IReadOnlyList<Amount> byPeriod, int at)
    {
        var before = Amount.Unknown;
        for (var i = 0; i < at; i++)
        {
            if (byPeriod[i].Value is { } value && !(before.Value > value)) before = byPeriod[i];
        }

        var said = byPeriod[at];
        if (said.Value is not { } now) return new IndicatorLine(before, Amount.Unknown, before.IsKnown ? before with { Exactness = Exactness.AtLeast } : Amount.Unknown);
        var held = before.Value > now;
        var cumulative = held ? before : said;
        return new IndicatorLine(before, new Amount(cumulative.Value - (before.Value ?? 0), Exactness: before.IsKnown || at == 0 ? Looser(before.IsKnown ? before.Exactness : Exactness.Exact, said.Exactness) : Exactness.About), cumulative, held ? now : null);
    }

    private static Exactness Loosest(IEnumerable<Amount> amounts) =>
        amounts.Select(a => a.IsKnown ? a.Exactness : Exactness.AtLeast).Aggregate(Exactness.Exact, Looser);

    // "About" swallows "at least": a number that may be off either way is no bound.
    private static Exactness Looser(Exactness one, Exactness other) =>
        one == Exactness.About || other == Exactness.About ? Exactness.About : one == Exactness.AtLeast || other == Exactness.AtLeast ? Exactness.AtLeast : Exactness.Exact;
}
