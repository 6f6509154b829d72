using CsCheck;
using Uramost.Exchange.Goods;

namespace Uramost.Exchange.Tests.Goods;

/// <summary>A surplus of one kind of goods meets the need of who makes another kind of it.</summary>
public sealed class BecomesTests
{
    private static readonly Becomes Table = new();
    private static readonly GoodsList List = new();

    [Theory]
    [InlineData("081040", "081040", 0)] // the same goods
    [InlineData("081040", "0810", 0)] // a part of the heading
    [InlineData("081040", "081190", 1)] // blueberries are frozen
    [InlineData("081020", "081120", 1)]
    [InlineData("060290", "200310", 2)] // spawn → button mushrooms → preserved ones
    [InlineData("010229", "160100", 2)] // cattle → beef → sausages
    [InlineData("010229", "640399", 4)] // cattle → hide → wet-blue → leather → shoes
    [InlineData("100199", "190590", 2)] // wheat → flour → bread
    [InlineData("510111", "611594", 4)] // greasy wool → washed → combed → yarn → socks
    [InlineData("440391", "940360", 2)] // oak logs → sawn oak → furniture
    [InlineData("7601", "761010", 2)] // aluminium → profiles → windows
    [InlineData("080610", "220820", 1)]
    public void Steps_are_counted(string from, string to, int steps) => Assert.Equal(steps, Table.Path(HsCode.Of(from), HsCode.Of(to)));

    [Theory]
    [InlineData("200799", "081040")] // jam does not become fruit again
    [InlineData("081040", "0406")] // nor do blueberries become cheese
    [InlineData("392310", "081040")] // a punnet holds blueberries and never turns into them
    [InlineData("481910", "200799")]
    public void What_leads_nowhere_has_no_path(string from, string to) => Assert.Null(Table.Path(HsCode.Of(from), HsCode.Of(to)));

    [Fact]
    public void Fresh_blueberries_are_frozen_in_summer_and_need_a_freezer_and_a_cold_store()
    {
        var step = Table.Steps(HsCode.Of("081040")).Single(s => s.To == HsCode.Of("081190"));
        Assert.Equal([new StepNeed(NeedKind.Capacity, "freezing"), new(NeedKind.Capacity, "frozen-storage"), new(NeedKind.Permit, "food-hygiene")], step.Needs);
        Assert.True(step.IsInSeason(7));
        Assert.False(step.IsInSeason(1));
        var firewood = Table.Steps(HsCode.Of("440394")).Single(s => s.To == HsCode.Of("440112"));
        Assert.True(firewood.IsInSeason(12) && firewood.IsInSeason(2) && !firewood.IsInSeason(6));
    }

    [Fact]
    public void Packaging_meets_what_is_packed_in_it()
    {
        Assert.Contains(Table.Packed(HsCode.Of("392310")), s => HsCode.Of("081040").IsWithin(s.To));
        Assert.Empty(Table.Packed(HsCode.Of("081040")));
        Assert.DoesNotContain(Table.Steps(HsCode.Of("392310")), s => s.Packs);
    }

    [Fact]
    public void A_heading_takes_the_steps_of_its_parts() => Assert.Equal(
        Table.All.Where(s => !s.Packs && s.From.IsWithin(HsCode.Of("0810"))).Select(s => s.To).ToHashSet(), Table.Steps(HsCode.Of("0810")).Select(s => s.To).ToHashSet());

    [Fact]
    public void Every_row_names_goods_and_capabilities_of_the_lists_and_a_source()
    {
        var capabilities = new CapabilityList();
        Assert.InRange(Table.All.Count, 150, 400);
        Assert.All(Table.All, s =>
        {
            Assert.NotNull(List.Find(s.From));
            Assert.NotNull(List.Find(s.To));
            Assert.NotEqual(s.From, s.To);
            Assert.Contains(s.Source, new[] { "own", "iri" });
            Assert.Equal(s.SeasonFrom is null, s.SeasonTo is null);
            Assert.All(s.Needs.Where(n => n.Kind != NeedKind.Permit), n => Assert.NotNull(capabilities.Find(n.Code)));
            if (s.Packs) Assert.Contains(List.Find(s.From)!.Sector, new[] { "packaging", "wood" });
        });
        Assert.Equal(Table.All.Count, Table.All.DistinctBy(s => (s.From, s.To)).Count());
    }

    [Fact]
    public void A_route_is_as_long_as_its_path_and_each_step_begins_where_the_last_one_ended() =>
        Gen.Int[0, List.All.Count - 1].Select(Gen.Int[0, List.All.Count - 1]).Sample((a, b) =>
        {
            var (from, to) = (List.All[a].Code, List.All[b].Code);
            var route = Table.Route(from, to);
            if (route is null) return Table.Path(from, to) is null;
            var at = from;
            foreach (var step in route)
            {
                if (!Table.Steps(at).Contains(step)) return false;
                at = step.To;
            }

            return Table.Path(from, to) == route.Count && (at.IsWithin(to) || to.IsWithin(at));
        });
}
