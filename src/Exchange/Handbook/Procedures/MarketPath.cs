using Uramost.Exchange.Compliance;
using Uramost.Exchange.Goods;

namespace Uramost.Exchange.Handbook.Procedures;

/// <summary>A step on a company's path.</summary>
/// <param name="Step">The step.</param>
/// <param name="Stage">Steps of the same stage can be done at the same time; from 1.</param>
/// <param name="For">Codes of the missing requirements that it gives.</param>
/// <param name="Bring">Codes of requirements that the company brings itself, or of which nobody knows whether it has them.</param>
/// <param name="Alternatives">Other steps that give the same.</param>
public sealed record PathStep(Step Step, int Stage, IReadOnlyList<string> For, IReadOnlyList<string> Bring, IReadOnlyList<Step> Alternatives);

/// <summary>What a company has to do to meet what its market asks.</summary>
/// <param name="Missing">Codes of the requirements that are not met, or met in part.</param>
/// <param name="Unknown">Codes of those of which nobody knows; they are on the path too.</param>
/// <param name="Steps">The steps, stage by stage.</param>
/// <param name="Unreachable">Codes of missing requirements that no step gives, or only through a circle.</param>
/// <param name="Prepare">Codes of missing requirements that the company gets outside the handbook.</param>
/// <param name="Days">The longest chain in days, as far as durations are known.</param>
/// <param name="UnknownDays">Steps whose duration is not known: the path takes longer by them, not by zero.</param>
/// <param name="Costs">Known amounts paid once, by currency.</param>
/// <param name="UnknownCosts">Steps of which a cost is not known or depends on a quantity or value.</param>
public sealed record Path(
    IReadOnlyList<string> Missing, IReadOnlyList<string> Unknown, IReadOnlyList<PathStep> Steps, IReadOnlyList<string> Unreachable, IReadOnlyList<string> Prepare,
    Span Days, int UnknownDays, IReadOnlyDictionary<string, decimal> Costs, int UnknownCosts);

/// <summary>
/// From what a company meets and the graph of steps to its own path: what is missing, in which order, how long, at what
/// cost. Pure; what is unknown is counted as unknown and never as zero.
/// </summary>
public sealed class MarketPath(ProcedureGraph graph)
{
    /// <summary>The path of one company.</summary>
    /// <param name="asked">Codes of the requirements that its market asks.</param>
    /// <param name="answers">Its answers; a requirement without one is unknown.</param>
    /// <param name="goods">Its goods; empty where they are not known, then every condition is assumed to hold.</param>
    public Path Of(IEnumerable<string> asked, IReadOnlyDictionary<string, ComplianceAnswer> answers, IReadOnlyCollection<HsCode> goods)
    {
        var wanted = asked.Distinct().Where(c => Answer(c) is not (ComplianceAnswer.Yes or ComplianceAnswer.NotNeeded)).ToList();
        var round = Rounds(Has, Comes, goods);
        var (stages, chosen, uses) = (new Dictionary<Step, int>(), new List<Step>(), new Dictionary<Step, List<Step>>());
        var (unreachable, prepare) = (new List<string>(), new List<string>());
        foreach (var code in wanted)
        {
            if (Comes(code)) prepare.Add(code);
            else if (Reach(code, int.MaxValue) is null) unreachable.Add(code);
        }

        var ends = new Dictionary<Step, Span>();
        foreach (var step in chosen)
        {
            var before = uses[step].ConvertAll(s => ends[s]);
            var own = step.Days ?? new Span(0, 0);
            ends[step] = new Span(own.Least + before.Select(s => s.Least).DefaultIfEmpty(0).Max(), own.Most + before.Select(s => s.Most).DefaultIfEmpty(0).Max());
        }

        var costs = new SortedDictionary<string, decimal>(StringComparer.Ordinal);
        foreach (var cost in chosen.SelectMany(s => s.Costs).Where(c => c is { Amount: not null, Operator: CostOperator.Once })) costs[cost.Currency] = costs.GetValueOrDefault(cost.Currency) + cost.Amount!.Value;
        return new Path(
            [.. wanted.Where(c => Answer(c) != ComplianceAnswer.Unknown)], [.. wanted.Where(c => Answer(c) == ComplianceAnswer.Unknown)],
            [.. chosen.Select(s => new PathStep(s, stages[s], [.. s.Gives.Where(g => !Has(g))], [.. Bring(s)], [.. s.Gives.SelectMany(graph.Givers).Where(o => o != s).Distinct()])).OrderBy(s => s.Stage).ThenBy(s => s.Step.Ordinal).ThenBy(s => s.Step.Code, StringComparer.Ordinal)],
            unreachable, prepare, new Span(ends.Values.Select(e => e.Least).DefaultIfEmpty(0).Max(), ends.Values.Select(e => e.Most).DefaultIfEmpty(0).Max()),
            chosen.Count(s => s.Days is null), costs, chosen.Count(s => s.Costs.Count == 0 || s.Costs.Exists(c => c.Amount is null || c.Operator != CostOperator.Once)));

        ComplianceAnswer Answer(string code) => answers.GetValueOrDefault(code, ComplianceAnswer.Unknown);
        bool Has(string code) => Answer(code) is ComplianceAnswer.Yes or ComplianceAnswer.NotNeeded;
        bool Comes(string code) => graph.Givers(code).Count == 0 && graph.Find(code)?.IsExternal == true;

        // The step that gives the requirement, with all that it needs before it; of those that can be done earlier than
        // the step which needs it, so that no circle is ever taken.
        Step? Reach(string code, int earlierThan)
        {
            if (chosen.Find(s => s.Gives.Contains(code) && round[s] < earlierThan) is { } already) return already;
            // What everybody has to do comes before what is only possible, then what is known to be quicker.
            var step = graph.Givers(code).Where(s => round.TryGetValue(s, out var r) && r < earlierThan)
                .OrderByDescending(s => s.IsMandatory).ThenBy(s => s.Days?.Most ?? decimal.MaxValue).ThenBy(s => s.Ordinal).ThenBy(s => s.Code, StringComparer.Ordinal).FirstOrDefault();
            if (step is null || chosen.Contains(step)) return step;
            var before = new List<Step>();
            foreach (var need in step.Needs.Where(n => n.HoldsFor(goods) && n.Codes.Count > 0))
            {
                if (!need.Any) before.AddRange(need.Codes.Where(c => !Has(c) && !Comes(c)).Select(c => Reach(c, round[step])!));
                else if (!need.Codes.Exists(c => Has(c) || Comes(c))) before.Add(need.Codes.Select(c => Reach(c, round[step])).First(s => s is not null)!);
            }

            uses[step] = [.. before.Distinct()];
            stages[step] = 1 + uses[step].Select(s => stages[s]).DefaultIfEmpty(0).Max();
            chosen.Add(step);
            return step;
        }

        IEnumerable<string> Bring(Step step) => step.Needs.Where(n => n.HoldsFor(goods)).SelectMany(n => n.Codes).Where(c => Comes(c) && !Has(c)).Distinct();
    }

    // In which round each step can be done at the earliest, beginning with what the company has or brings. Steps that
    // need each other are in none.
    private Dictionary<Step, int> Rounds(Func<string, bool> has, Func<string, bool> comes, IReadOnlyCollection<HsCode> goods)
    {
        var (round, given) = (new Dictionary<Step, int>(), new HashSet<string>(StringComparer.Ordinal));
        for (var r = 1; ; r++)
        {
            var now = graph.Steps.Where(s => !round.ContainsKey(s) && s.Needs.Where(n => n.HoldsFor(goods) && n.Codes.Count > 0).All(n => n.Any ? n.Codes.Exists(Met) : n.Codes.TrueForAll(Met))).ToList();
            if (now.Count == 0) return round;
            foreach (var step in now) round[step] = r;
            given.UnionWith(now.SelectMany(s => s.Gives));
        }

        bool Met(string code) => has(code) || comes(code) || given.Contains(code);
    }
}
