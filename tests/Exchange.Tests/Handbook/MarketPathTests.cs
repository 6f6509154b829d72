using CsCheck;
using Uramost.Exchange.Compliance;
using Uramost.Exchange.Goods;
using Uramost.Exchange.Handbook;
using Uramost.Exchange.Handbook.Procedures;
using Uramost.Platform.Language;
using Step = Uramost.Exchange.Handbook.Procedures.Step;

namespace Uramost.Exchange.Tests.Handbook;

/// <summary>The graph of steps, what is wrong with it, and a company's own path through it.</summary>
public sealed class MarketPathTests
{
    private static readonly DateOnly Today = new(2026, 11, 24);

    [Fact]
    public void A_dairy_in_the_north_that_is_registered_sees_what_is_left_in_order()
    {
        var (graph, requirements) = Reference();
        var answers = new Dictionary<string, ComplianceAnswer> { ["business-registration"] = ComplianceAnswer.Yes, ["tax-registration"] = ComplianceAnswer.Yes, ["bank-account"] = ComplianceAnswer.Yes, ["fiscal-device"] = ComplianceAnswer.NotNeeded, ["haccp"] = ComplianceAnswer.Partly, ["water-analysis"] = ComplianceAnswer.No };
        var path = new MarketPath(graph).Of(Asked(requirements, "dairy"), answers, [HsCode.Of("0406")]);
        var order = path.Steps.Select(s => s.Step.Code).ToList();
        Assert.DoesNotContain("business-register", order);
        Assert.DoesNotContain("fiscal-cash-register", order);
        Before(order, "analyse-water", "set-up-haccp");
        Before(order, "register-food-operator", "approve-dairy");
        Before(order, "analyse-product", "make-label");
        var stage = path.Steps.ToDictionary(s => s.Step.Code, s => s.Stage);
        Assert.Equal(stage["analyse-water"], stage["check-health"]);
        Assert.Contains("haccp", path.Missing);
        Assert.Contains("label", path.Unknown);
        Assert.Empty(path.Unreachable);
        Assert.Equal(["identity-document", "founding-act", "right-to-premises"], path.Prepare);
        // No source tells how long these take: that is said for every step, and the known part is not taken for the whole.
        Assert.Equal(path.Steps.Count, path.UnknownDays);
        Assert.Equal(path.Steps.Count, path.UnknownCosts);
    }

    [Fact]
    public void Who_makes_jam_needs_no_analysis_of_milk()
    {
        var (graph, requirements) = Reference();
        var path = new MarketPath(graph).Of(Asked(requirements, "fruit-vegetables"), new Dictionary<string, ComplianceAnswer>(), [HsCode.Of("200799")]);
        Assert.DoesNotContain(path.Steps, s => s.Step.Code is "analyse-milk" or "approve-dairy");
        Assert.Equal(1, path.Steps.Single(s => s.Step.Code == "business-register").Stage);
        Assert.Equal(new Span(1, 2), path.Days);
    }

    [Fact]
    public void Parallel_steps_take_as_long_as_the_longest_and_costs_add_up()
    {
        var graph = Graph([Step("a", gives: ["a"], days: 3, cost: 10), Step("b", gives: ["b"], days: 5, cost: 20), Step("c", [All("a", "b")], ["c"], 2, 5)]);
        var path = new MarketPath(graph).Of(["c"], new Dictionary<string, ComplianceAnswer>(), []);
        Assert.Equal([("a", 1), ("b", 1), ("c", 2)], path.Steps.Select(s => (s.Step.Code, s.Stage)));
        Assert.Equal(new Span(7, 7), path.Days);
        Assert.Equal(35, path.Costs["EUR"]);
        Assert.Equal((0, 0), (path.UnknownDays, path.UnknownCosts));
    }

    [Fact]
    public void Of_alternatives_the_one_that_can_be_done_is_taken_even_where_another_leads_in_a_circle()
    {
        // A can be done by x or y; x comes only from B, which needs A: so y is taken, and B can still be done after A.
        var graph = Graph([Step("A", [Any("x", "y")], ["a"]), Step("B", [All("a")], ["x"]), Step("C", gives: ["y"])]);
        var path = new MarketPath(graph).Of(["a", "x"], new Dictionary<string, ComplianceAnswer>(), []);
        Assert.Equal(["C", "A", "B"], path.Steps.Select(s => s.Step.Code));
        Assert.Empty(path.Unreachable);
    }

    [Fact]
    public void What_nobody_issues_is_named_and_does_not_hide_the_rest()
    {
        var graph = Graph([Step("A", [All("gone")], ["a"]), Step("B", gives: ["b"])]);
        var path = new MarketPath(graph).Of(["a", "b"], new Dictionary<string, ComplianceAnswer>(), []);
        Assert.Equal(["a"], path.Unreachable);
        Assert.Equal(["B"], path.Steps.Select(s => s.Step.Code));
    }

    [Fact]
    public void A_path_never_asks_for_a_step_before_what_it_needs()
    {
        var steps = Gen.Int[0, 9].SelectMany(code => Gen.Int[0, 9].Array[0, 3].Select(Gen.Bool, (needs, any) => (code, needs, any))).Array[1, 14];
        steps.Sample(made =>
        {
            var graph = Graph([.. made.Select((m, i) => Step($"s{i}", m.needs.Length == 0 ? [] : [new Need(m.any, [.. m.needs.Distinct().Select(n => $"r{n}")], [])], [$"r{m.code}"]))]);
            var path = new MarketPath(graph).Of(Enumerable.Range(0, 10).Select(i => $"r{i}"), new Dictionary<string, ComplianceAnswer>(), []);
            var have = new HashSet<string>();
            foreach (var stage in path.Steps.GroupBy(s => s.Stage))
            {
                foreach (var step in stage) Assert.All(step.Step.Needs, n => Assert.True(n.Any ? n.Codes.Exists(have.Contains) : n.Codes.TrueForAll(have.Contains)));
                foreach (var step in stage) have.UnionWith(step.Step.Gives);
            }

            foreach (var code in path.Unreachable) Assert.DoesNotContain(code, have);
            Assert.Equal(10, have.Union(path.Unreachable).Count());
        });
    }

    [Fact]
    public void The_reference_graph_is_whole_and_every_step_waits_to_be_verified()
    {
        var (graph, _) = Reference();
        Assert.All(graph.Check(Today), f => Assert.Equal(GraphProblem.NotVerified, f.Problem));
        Assert.Equal(graph.Steps.Count, graph.Check(Today).Count);
        Assert.All(ReferenceHandbook.Read().Steps, s => Assert.All(s.Laws, l => Assert.Null(l.Article)));
        Assert.All(ReferenceHandbook.Read().Steps, s => Assert.Empty(s.Costs));
    }

    [Fact]
    public void Each_fault_of_a_graph_is_found_and_points_at_its_step()
    {
        var procedure = new Procedure { Code = "p", Goods = [HsCode.Of("08")], Blocks = [new Block("one", BlockMode.InOrder, new LocalText("One"))] };
        var steps = new List<Step>
        {
            Step("nobody", [All("paper")], ["n"]), Step("circle-a", [All("cb")], ["ca"]), Step("circle-b", [All("ca")], ["cb"]), Step("old-law", gives: ["o"]), Step("empty", [new Need(false, [], [])], ["e"]),
            Step("never", [new Need(false, ["o"], [HsCode.Of("04")])], ["v"]), Step("stray", gives: ["s"]), Step("unknown", [All("what")], ["u"]),
        };
        steps.ForEach(s => (s.ProcedureId, s.VerifiedOn) = (procedure.Id, Today.AddDays(-90)));
        steps.Single(s => s.Code == "old-law").Laws = [new LegalBasis("old", "5"), new LegalBasis("none", null)];
        steps.Single(s => s.Code == "stray").Block = "two";
        steps.Single(s => s.Code == "empty").VerifiedOn = Today.AddDays(-91);
        string[] codes = ["paper", "n", "ca", "cb", "o", "e", "v", "s", "u"];
        var found = new ProcedureGraph([procedure], steps, [.. codes.Select(c => new Requirement { Code = c })], [new Law { Code = "old", AbolishedOn = new DateOnly(2020, 1, 1) }]).Check(Today);
        Assert.Equal(
            ["NobodyIssues nobody paper", "Circle circle-a,circle-b ", "AbolishedLaw old-law old", "UnknownLaw old-law none", "NotVerified empty ", "EmptyGroup empty ", "NeverHolds never 04", "UnknownRequirement unknown what", "UnknownBlock stray two"],
            found.Select(f => $"{f.Problem} {string.Join(',', f.Steps.Select(s => s.Code))} {f.About}"));
    }

    [Fact]
    public void Totals_follow_the_blocks_and_say_what_is_unknown()
    {
        var procedure = new Procedure { Code = "p", Blocks = [new Block("one", BlockMode.Parallel, new()), new Block("two", BlockMode.Alternative, new()), new Block("three", BlockMode.InOrder, new())] };
        var steps = new[] { Step("a", [All("x")], ["a"], 3, 10), Step("b", [], ["b"], 5), Step("c", [], ["c"], 1, 4), Step("d", [], ["d"], 9, 4), Step("e", [], ["e"]) };
        foreach (var (step, block) in steps.Zip(["one", "one", "two", "two", "three"])) (step.ProcedureId, step.Block) = (procedure.Id, block);
        var totals = new ProcedureGraph([procedure], steps, [], []).Totals(procedure);
        Assert.Equal((4, 1, 1, 14m, 2, 1), (totals.Steps, totals.Institutions, totals.Documents, totals.Costs["EUR"], totals.UnknownCosts, totals.UnknownDays));
        Assert.Equal(new Span(6, 14), totals.Days);
    }

    [Theory]
    [InlineData("a, b\na | c [04, 0201]"), InlineData("x")]
    public void Groups_read_as_they_are_written(string text)
    {
        Assert.Equal(text, StepLines.Write(StepLines.ReadNeeds(text, out var wrong)));
        Assert.Null(wrong);
    }

    [Fact]
    public void Costs_read_as_they_are_written_and_nonsense_is_named()
    {
        const string Text = "10 EUR\n2.5 EUR / sample\n1.5 % of the value\n?\n0 EUR";
        Assert.Equal(Text, StepLines.Write(StepLines.ReadCosts(Text, out var wrong), UiVariant.English));
        Assert.Null(wrong);
        StepLines.ReadCosts("much", out wrong);
        Assert.Equal("much", wrong);
        StepLines.ReadNeeds("a | b, c", out wrong);
        Assert.Equal("a | b, c", wrong);
        Assert.False(StepLines.ReadSpan("3-1", out _));
        Assert.True(StepLines.ReadSpan("1–2", out var span));
        Assert.Equal("1-2", StepLines.Write(span));
    }

    private static (ProcedureGraph Graph, List<Requirement> Requirements) Reference()
    {
        var (laws, requirements, procedures, steps) = ReferenceHandbook.Read();
        return (new ProcedureGraph(procedures, steps, requirements, laws), requirements);
    }

    private static IEnumerable<string> Asked(List<Requirement> all, string sector) => all.Where(r => r.Sectors.Count == 0 || r.Sectors.Contains(sector)).Select(r => r.Code);

    private static ProcedureGraph Graph(List<Step> steps) => new([], steps, [], []);

    private static Need All(params List<string> codes) => new(false, codes, []);

    private static Need Any(params List<string> codes) => new(true, codes, []);

    private static Step Step(string code, List<Need>? needs = null, List<string>? gives = null, decimal? days = null, decimal? cost = null) => new()
    {
        Code = code, Block = "one", Name = new LocalText(code), Authority = new LocalText("Office"), Needs = needs ?? [], Gives = gives ?? [], Wait = days is { } d ? new Span(d, d) : null, Costs = cost is { } c ? [new StepCost(c, "EUR", CostOperator.Once, null)] : [],
    };

    private static void Before(List<string> order, string first, string second) => Assert.True(order.IndexOf(first) >= 0 && order.IndexOf(first) < order.IndexOf(second), $"{first} before {second}: {string.Join(", ", order)}");
}
