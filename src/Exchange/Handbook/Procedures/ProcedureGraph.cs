using Uramost.Exchange.Goods;

namespace Uramost.Exchange.Handbook.Procedures;

/// <summary>What is wrong with the graph of steps.</summary>
public enum GraphProblem
{
    /// <summary>A step needs a requirement that no step gives and that is not external.</summary>
    NobodyIssues,
    /// <summary>Steps need each other's results.</summary>
    Circle,
    /// <summary>A step rests on a law that no longer holds.</summary>
    AbolishedLaw,
    /// <summary>A step names a law that is not recorded.</summary>
    UnknownLaw,
    /// <summary>Nobody has verified a step for 90 days.</summary>
    NotVerified,
    /// <summary>A group of requirements is empty.</summary>
    EmptyGroup,
    /// <summary>A group holds only for goods that are none of the procedure's.</summary>
    NeverHolds,
    /// <summary>A step names a requirement that is not recorded.</summary>
    UnknownRequirement,
    /// <summary>A step stands in a block that its procedure does not have.</summary>
    UnknownBlock,
}

/// <summary>One thing that is wrong.</summary>
/// <param name="Problem">What.</param>
/// <param name="Steps">The steps it concerns; of a circle all of them, in order.</param>
/// <param name="About">Code of the requirement, law or block, or null.</param>
public sealed record GraphFinding(GraphProblem Problem, IReadOnlyList<Step> Steps, string? About = null);

/// <summary>What a procedure comes to.</summary>
/// <param name="Steps">Its steps; of alternatives one counts.</param>
/// <param name="Institutions">Different authorities.</param>
/// <param name="Documents">Different requirements that are asked for.</param>
/// <param name="Costs">Sums of the known amounts that are paid once, by currency.</param>
/// <param name="UnknownCosts">Steps of which a cost is not known or depends on a quantity or value.</param>
/// <param name="Days">Days from the first to the last step, as far as they are known.</param>
/// <param name="UnknownDays">Steps of which the duration is not known.</param>
public sealed record ProcedureTotals(int Steps, int Institutions, int Documents, IReadOnlyDictionary<string, decimal> Costs, int UnknownCosts, Span Days, int UnknownDays);

/// <summary>The graph of steps: what gives what to whom. Pure.</summary>
public sealed class ProcedureGraph(IReadOnlyList<Procedure> procedures, IReadOnlyList<Step> steps, IReadOnlyList<Requirement> requirements, IReadOnlyList<Law> laws)
{
    private readonly Dictionary<string, Requirement> byCode = requirements.ToDictionary(r => r.Code, StringComparer.Ordinal);
    private readonly ILookup<string, Step> givers = steps.SelectMany(s => s.Gives.Select(g => (g, s))).ToLookup(p => p.g, p => p.s, StringComparer.Ordinal);

    /// <summary>All requirements.</summary>
    public IReadOnlyList<Requirement> Requirements => requirements;

    /// <summary>All steps.</summary>
    public IReadOnlyList<Step> Steps => steps;

    /// <summary>The steps that give a requirement.</summary>
    public IReadOnlyList<Step> Givers(string code) => [.. givers[code]];

    /// <summary>The requirement with this code, or null.</summary>
    public Requirement? Find(string code) => byCode.GetValueOrDefault(code);

    /// <summary>Everything that is wrong, the gravest kinds first.</summary>
    public IReadOnlyList<GraphFinding> Check(DateOnly today)
    {
        var found = new List<GraphFinding>();
        var lawByCode = laws.ToDictionary(l => l.Code, StringComparer.Ordinal);
        foreach (var step in steps)
        {
            var procedure = procedures.FirstOrDefault(p => p.Id == step.ProcedureId);
            if (procedure is not null && procedure.Blocks.TrueForAll(b => b.Code != step.Block)) found.Add(new(GraphProblem.UnknownBlock, [step], step.Block));
            foreach (var need in step.Needs)
            {
                if (need.Codes.Count == 0) found.Add(new(GraphProblem.EmptyGroup, [step]));
                if (procedure is { Goods.Count: > 0 } && !need.HoldsFor(procedure.Goods)) found.Add(new(GraphProblem.NeverHolds, [step], string.Join(", ", need.OnlyFor)));
            }

            foreach (var code in step.Needs.SelectMany(n => n.Codes).Concat(step.Gives).Distinct())
            {
                if (Find(code) is not { } requirement) found.Add(new(GraphProblem.UnknownRequirement, [step], code));
                else if (!requirement.IsExternal && !givers.Contains(code)) found.Add(new(GraphProblem.NobodyIssues, [step], code));
            }

            foreach (var law in step.Laws)
            {
                if (!lawByCode.TryGetValue(law.Law, out var known)) found.Add(new(GraphProblem.UnknownLaw, [step], law.Law));
                else if (known.AbolishedOn <= today) found.Add(new(GraphProblem.AbolishedLaw, [step], law.Law));
            }

            if (step.IsStale(today)) found.Add(new(GraphProblem.NotVerified, [step]));
        }

        found.AddRange(Circles().Select(c => new GraphFinding(GraphProblem.Circle, c)));
        return [.. found.OrderBy(f => f.Problem).ThenBy(f => f.Steps[0].Code, StringComparer.Ordinal)];
    }

    /// <summary>
    /// Whether a step can only be done when another is: it needs a result that nothing else gives. A group of which one
    /// is enough binds only where each of its members leads to the step.
    /// </summary>
    public IEnumerable<Step> Before(Step step, IReadOnlyCollection<HsCode> goods)
    {
        foreach (var need in step.Needs.Where(n => n.HoldsFor(goods)))
        {
            if (need.Any && need.Codes.Exists(c => Find(c)?.IsExternal != false)) continue;
            foreach (var giver in need.Codes.Where(c => Find(c)?.IsExternal != true).SelectMany(c => givers[c])) yield return giver;
        }
    }

    /// <summary>What a procedure comes to. Blocks follow each other; in a block the days add up, run side by side, or are those of one alternative.</summary>
    public ProcedureTotals Totals(Procedure procedure)
    {
        var own = steps.Where(s => s.ProcedureId == procedure.Id && s.IsMandatory).OrderBy(s => s.Ordinal).ToList();
        var (count, least, most, unknownDays, unknownCosts) = (0, 0m, 0m, 0, 0);
        var costs = new SortedDictionary<string, decimal>(StringComparer.Ordinal);
        foreach (var block in procedure.Blocks)
        {
            var inBlock = own.Where(s => s.Block == block.Code).ToList();
            if (inBlock.Count == 0) continue;
            var spans = inBlock.Select(s => s.Days).OfType<Span>().ToList();
            var alternative = block.Mode == BlockMode.Alternative;
            count += alternative ? 1 : inBlock.Count;
            unknownDays += alternative ? (spans.Count < inBlock.Count ? 1 : 0) : inBlock.Count - spans.Count;
            if (spans.Count > 0)
            {
                least += block.Mode switch { BlockMode.InOrder => spans.Sum(s => s.Least), BlockMode.Parallel => spans.Max(s => s.Least), _ => spans.Min(s => s.Least) };
                most += block.Mode == BlockMode.InOrder ? spans.Sum(s => s.Most) : spans.Max(s => s.Most);
            }

            // Which alternative somebody takes is not known, so neither is its cost unless all cost the same.
            if (alternative && inBlock.Count > 1 && inBlock.Select(s => string.Join(';', s.Costs)).Distinct().Count() > 1)
            {
                unknownCosts++;
                continue;
            }

            foreach (var step in alternative ? inBlock.Take(1) : inBlock)
            {
                if (step.Costs.Count == 0 || step.Costs.Exists(c => c.Amount is null || c.Operator != CostOperator.Once)) unknownCosts++;
                foreach (var cost in step.Costs.Where(c => c is { Amount: not null, Operator: CostOperator.Once })) costs[cost.Currency] = costs.GetValueOrDefault(cost.Currency) + cost.Amount!.Value;
            }
        }

        return new ProcedureTotals(count, own.Select(s => s.Authority).Distinct().Count(), own.SelectMany(s => s.Needs).SelectMany(n => n.Codes).Distinct().Count(), costs, unknownCosts, new Span(least, most), unknownDays);
    }

    // Tarjan's strongly connected components: a component of more than one step, or a step that needs itself, is a circle.
    private List<List<Step>> Circles()
    {
        var (index, low, onStack, stack, found, next) = (new Dictionary<Step, int>(), new Dictionary<Step, int>(), new HashSet<Step>(), new Stack<Step>(), new List<List<Step>>(), 0);
        foreach (var step in steps)
        {
            if (!index.ContainsKey(step)) Visit(step);
        }

        return found;

        void Visit(Step step)
        {
            index[step] = low[step] = next++;
            stack.Push(step);
            onStack.Add(step);
            var before = Before(step, []).Distinct().ToList();
            foreach (var other in before)
            {
                if (!index.ContainsKey(other))
                {
                    Visit(other);
                    low[step] = Math.Min(low[step], low[other]);
                }
                else if (onStack.Contains(other)) low[step] = Math.Min(low[step], index[other]);
            }

            if (low[step] != index[step]) return;
            var component = new List<Step>();
            Step member;
            do
            {
                member = stack.Pop();
                onStack.Remove(member);
                component.Add(member);
            }
            while (member != step);
            if (component.Count > 1 || before.Contains(step)) found.Add([.. component.OrderBy(s => s.Ordinal).ThenBy(s => s.Code, StringComparer.Ordinal)]);
        }
    }
}
