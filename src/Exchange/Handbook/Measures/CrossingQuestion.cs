using Uramost.Exchange.Goods;

namespace Uramost.Exchange.Handbook.Measures;

/// <summary>What the handbook answers.</summary>
public enum CrossingVerdict
{
    /// <summary>The goods can cross, with the papers named.</summary>
    Yes,
    /// <summary>They cannot.</summary>
    No,
    /// <summary>What is known does not decide it.</summary>
    Uncertain,
}

/// <summary>Whether a measure held on the day that is asked about, and why that is not sure.</summary>
public enum Holding
{
    /// <summary>It held.</summary>
    Yes,
    /// <summary>It did not.</summary>
    No,
    /// <summary>The day on which it began is not known well enough.</summary>
    BeginUnknown,
    /// <summary>The day on which it ended is not known well enough.</summary>
    EndUnknown,
    /// <summary>Nobody has confirmed it for more than <see cref="Measure.DaysSure"/> days before the day asked about.</summary>
    NotConfirmedSince,
    /// <summary>Sources disagree.</summary>
    Disputed,
    /// <summary>It is about a part of the goods that are asked about.</summary>
    PartOfGoods,
    /// <summary>Another measure that may have taken it away is itself not sure.</summary>
    PerhapsRelieved,
    /// <summary>Another measure took it away.</summary>
    Relieved,
    /// <summary>It is suspended.</summary>
    Suspended,
}

/// <summary>A measure that bears on the answer, and how.</summary>
/// <param name="Measure">The measure: every sentence of an answer points at one.</param>
/// <param name="Holds">Whether it held.</param>
/// <param name="By">The measure that took it away or may have, or null.</param>
public sealed record CrossingReason(Measure Measure, Holding Holds, Measure? By = null)
{
    /// <summary>Whether it is sure that it held.</summary>
    public bool IsSure => Holds == Holding.Yes;
}

/// <summary>The answer to a question.</summary>
/// <param name="Verdict">The answer.</param>
/// <param name="Deciding">What decides it; empty where nothing at all is recorded that lets the goods cross.</param>
/// <param name="With">Papers, inspections and charges with which the goods cross.</param>
/// <param name="Unsure">What may bear on it beside that.</param>
/// <param name="TakenAway">What would bear on it if another measure had not taken it away or it were not suspended.</param>
/// <param name="Also">What decides nothing and is worth knowing.</param>
public sealed record CrossingAnswer(
    CrossingVerdict Verdict, IReadOnlyList<CrossingReason> Deciding, IReadOnlyList<CrossingReason> With, IReadOnlyList<CrossingReason> Unsure, IReadOnlyList<CrossingReason> TakenAway, IReadOnlyList<CrossingReason> Also);

/// <summary>
/// Can these goods go in this direction, at this crossing, on this day, and with which papers? Pure: it knows measures
/// and nothing else. What is unknown never turns into a yes or a no.
/// </summary>
/// <param name="Goods">The goods; a chapter or heading asks about all of it.</param>
/// <param name="State">Their state.</param>
/// <param name="Direction">The direction.</param>
/// <param name="CrossingId">The crossing.</param>
/// <param name="Day">The day.</param>
public sealed record CrossingQuestion(HsCode Goods, GoodsState State, CrossingDirection Direction, string CrossingId, DateOnly Day)
{
    private static readonly MeasureEffect[] Blocks = [MeasureEffect.Forbids, MeasureEffect.RefusesPaper];
    private static readonly MeasureEffect[] Lets = [MeasureEffect.Allows, MeasureEffect.RequiresPaper, MeasureEffect.RequiresInspection, MeasureEffect.Charges];

    /// <summary>Answers from the measures given.</summary>
    public CrossingAnswer Ask(IEnumerable<Measure> measures)
    {
        var about = measures.Where(IsAbout).OrderBy(m => m.FromFirst ?? m.FromLast ?? DateOnly.MinValue).ThenBy(m => m.Code, StringComparer.Ordinal)
            .Select(m => new CrossingReason(m, Holds(m))).Where(r => r.Holds != Holding.No).ToList();
        var relief = about.Where(r => r.Measure.Effect == MeasureEffect.Relieves && r.Holds != Holding.Suspended).ToList();
        var reasons = about.Where(r => r.Measure.Effect != MeasureEffect.Relieves).Select(r => Relieve(r, relief)).ToList();

        var gone = reasons.Where(r => r.Holds is Holding.Relieved or Holding.Suspended).ToList();
        var live = reasons.Except(gone).ToList();
        var also = live.Where(r => r.Measure.Effect == MeasureEffect.Informs).ToList();
        var stops = live.Where(r => Blocks.Contains(r.Measure.Effect)).ToList();
        var doubts = live.Where(r => r.Measure.Effect == MeasureEffect.CastsDoubt).ToList();
        var lets = live.Where(r => Lets.Contains(r.Measure.Effect)).ToList();
        var with = lets.Where(r => r.IsSure).ToList();
        var unsure = lets.Where(r => !r.IsSure).ToList();

        if (stops.Any(r => r.IsSure)) return new(CrossingVerdict.No, [.. stops.Where(r => r.IsSure)], [], [.. stops.Where(r => !r.IsSure), .. doubts], gone, also);
        if (stops.Count + doubts.Count > 0) return new(CrossingVerdict.Uncertain, [.. stops, .. doubts], with, unsure, gone, also);
        if (with.Count > 0) return new(CrossingVerdict.Yes, with, with, unsure, gone, also);
        return new(CrossingVerdict.Uncertain, unsure, [], [], gone, also);
    }

    /// <summary>Whether a measure held on the day, by its dates and its status alone.</summary>
    public Holding Holds(Measure m)
    {
        if (m.FromFirst is { } first && Day < first) return Holding.No;
        if (m.HasEnd && m.ToLast is { } last && Day > last) return Holding.No;
        if (m.Status == MeasureStatus.Suspended) return Holding.Suspended;
        if (m.Status == MeasureStatus.Disputed) return Holding.Disputed;
        if (m.HasEnd && (m.ToFirst is not { } ended || Day > ended)) return Holding.EndUnknown;
        if (m.FromLast is not { } begun || Day < begun) return Holding.BeginUnknown;
        if (!m.HasEnd && (m.LastKnown ?? begun).AddDays(Measure.DaysSure) < Day) return Holding.NotConfirmedSince;
        return m.Goods.Count > 0 && !m.Goods.Any(Goods.IsWithin) ? Holding.PartOfGoods : Holding.Yes;
    }

    private bool IsAbout(Measure m) =>
        (m.Direction is null || m.Direction == Direction) && (m.GoodsState is null || m.GoodsState == State) && (m.CrossingId is null || m.CrossingId == CrossingId)
        && (m.Goods.Count == 0 || m.Goods.Any(g => Goods.IsWithin(g) || g.IsWithin(Goods)));

    private static CrossingReason Relieve(CrossingReason reason, IReadOnlyList<CrossingReason> relief)
    {
        var by = relief.Where(r => r.Measure.Relieved.Contains(reason.Measure.Code)).ToList();
        if (by.Find(r => r.IsSure) is { } sure) return reason with { Holds = Holding.Relieved, By = sure.Measure };
        return by.Count > 0 && reason.IsSure ? reason with { Holds = Holding.PerhapsRelieved, By = by[0].Measure } : reason;
    }
}
