using Uramost.Platform.Language;
using Uramost.Programmes.Results;

namespace Uramost.Programmes.Reports;

/// <summary>How far a target is met.</summary>
public enum Fulfilment
{
    /// <summary>No value, or nothing to measure it against.</summary>
    Unknown,
    /// <summary>As it was before the work, or worse.</summary>
    Not,
    /// <summary>On the way.</summary>
    Partly,
    /// <summary>The target or more.</summary>
    Fully,
}

/// <summary>One line of a report: an indicator with what was aimed at, what is reached and how that is proven.</summary>
/// <param name="Node">The result.</param>
/// <param name="Line">The indicator as it stood.</param>
/// <param name="Target">What is aimed at: by the end of the time, of the whole work in a final report. Null: not in the source.</param>
/// <param name="Before">Before the time.</param>
/// <param name="This">In the time.</param>
/// <param name="Cumulative">Altogether.</param>
/// <param name="Progress">What is said on the progress.</param>
/// <param name="IsProven">Whether records or evidence lie behind the value; null: there is no value.</param>
/// <param name="Fulfilment">How far the target is met.</param>
/// <param name="Partners">What partners say, in their order.</param>
public sealed record ReportLine(PlanNode Node, PlanLine Line, decimal? Target, Amount Before, Amount This, Amount Cumulative, LocalText Progress, bool? IsProven, Fulfilment Fulfilment, IReadOnlyList<PartnerSays> Partners);

/// <summary>The lines of a report.</summary>
public static class ReportLines
{
    /// <summary>All lines in the order of the chain.</summary>
    public static IReadOnlyList<ReportLine> Of(ReportContent content)
    {
        var said = content.PartnerValues.ToLookup(v => v.IndicatorId);
        return [.. content.Plan.Nodes.SelectMany(n => n.Lines.Select(l => Line(n, l)))];

        ReportLine Line(PlanNode node, PlanLine line)
        {
            var target = content.Kind == ReportKind.Final ? line.Final?.Value ?? line.TargetToDate : line.TargetToDate ?? line.Final?.Value;
            return new ReportLine(node, line, target, line.Before, line.This, line.Cumulative, line.Comment, Proven(line), Met(line.Cumulative.Value, target, line.Baseline, line.LessIsBetter), [.. said[line.IndicatorId]]);
        }
    }

    /// <summary>How far a target is met: fully, where it is reached; partly, where the value left its baseline (or zero, where there is none) towards it.</summary>
    public static Fulfilment Met(decimal? reached, decimal? target, decimal? baseline, bool lessIsBetter)
    {
        if (reached is not { } value || target is not { } aim) return Fulfilment.Unknown;
        if (lessIsBetter ? value <= aim : value >= aim) return Fulfilment.Fully;
        // Without a baseline nothing tells whether what is to become less has.
        if (lessIsBetter) return baseline is not { } high ? Fulfilment.Unknown : value < high ? Fulfilment.Partly : Fulfilment.Not;
        return value > (baseline ?? 0) ? Fulfilment.Partly : Fulfilment.Not;
    }

    /// <summary>What partners say of an indicator added up, where it can be: only sums can. Null: it cannot, or not every one of them said something.</summary>
    public static decimal? PartnersTogether(PlanLine line, IReadOnlyCollection<PartnerSays> said, int partners) =>
        line.AddsUp == HowItAddsUp.Sum && partners > 0 && said.Count == partners ? said.Sum(s => s.Value) : null;

    // What a source declares is not proven by that.
    private static bool? Proven(PlanLine line) => !line.This.IsKnown && !line.Cumulative.IsKnown ? null : line.From == ValueFrom.Figure && line.Basis != Platform.Figures.Basis.Declared || line.Proofs > 0;
}
