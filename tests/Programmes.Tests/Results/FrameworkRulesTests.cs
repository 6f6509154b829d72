using Uramost.Platform.Figures;
using Uramost.Platform.Language;
using Uramost.Programmes.Results;

namespace Uramost.Programmes.Tests.Results;

/// <summary>What must hold in a framework, without database.</summary>
public sealed class FrameworkRulesTests
{
    private static readonly DateOnly Day = new(2024, 6, 30);

    [Fact]
    public void A_result_never_leads_to_itself_not_even_through_a_circle_that_is_stored_already()
    {
        var (a, b, c, d) = (Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid());
        var parents = new Dictionary<Guid, Guid?> { [a] = null, [b] = a, [c] = b };
        Assert.True(FrameworkRules.WouldCircle(parents, a, c));
        Assert.True(FrameworkRules.WouldCircle(parents, b, b));
        Assert.False(FrameworkRules.WouldCircle(parents, c, a));
        Assert.False(FrameworkRules.WouldCircle(parents, d, null));
        // Two that lead to each other: the walk ends.
        Assert.True(FrameworkRules.WouldCircle(new Dictionary<Guid, Guid?> { [a] = b, [b] = a }, d, a));
    }

    [Fact]
    public void A_result_hangs_under_a_higher_one()
    {
        Assert.True(FrameworkRules.MayHang(ResultLevel.Output, ResultLevel.Outcome));
        Assert.True(FrameworkRules.MayHang(ResultLevel.Outcome, ResultLevel.Outcome));
        Assert.True(FrameworkRules.MayHang(ResultLevel.Activity, null));
        Assert.False(FrameworkRules.MayHang(ResultLevel.Output, ResultLevel.Output));
        Assert.False(FrameworkRules.MayHang(ResultLevel.Impact, ResultLevel.Activity));
    }

    [Fact]
    public void Two_reports_for_one_period_are_refused()
    {
        (DateOnly, DateOnly)[] others = [(new DateOnly(2024, 1, 1), new DateOnly(2024, 6, 30))];
        Assert.Equal(Fault.PeriodOverlaps, FrameworkRules.Period(new DateOnly(2024, 6, 30), new DateOnly(2024, 12, 31), others));
        Assert.Null(FrameworkRules.Period(new DateOnly(2024, 7, 1), new DateOnly(2024, 12, 31), others));
        Assert.Equal(Fault.PeriodBackwards, FrameworkRules.Period(new DateOnly(2025, 2, 1), new DateOnly(2025, 1, 1), others));
    }

    [Fact]
    public void Targets_are_looked_at_one_by_one_and_against_each_other()
    {
        var share = new Indicator { AddsUp = HowItAddsUp.Share, BaselineValue = 40, BaselineYear = 2020 };
        Assert.Equal([new Found(Fault.NotAPercentage, 0)], FrameworkRules.Targets(share, [new(TargetKind.Final, null, Day, 140)]));
        Assert.Equal([new Found(Fault.TargetBeforeBaseline, 0)], FrameworkRules.Targets(share, [new(TargetKind.Milestone, null, new DateOnly(2019, 12, 31), 50)]));
        Assert.Equal([new Found(Fault.TargetWorseThanBaseline, 1)], FrameworkRules.Targets(share, [new(TargetKind.Final, null, Day, 60), new(TargetKind.Milestone, null, Day, 30)]));
        Assert.Equal([new Found(Fault.TargetWorseThanBaseline, 0)], FrameworkRules.Targets(new Indicator { AddsUp = HowItAddsUp.Latest, LessIsBetter = true, BaselineValue = 5 }, [new(TargetKind.Final, null, null, 6)]));
        Assert.Equal([new Found(Fault.TargetTwice, 1)], FrameworkRules.Targets(new Indicator(), [new(TargetKind.Final, null, null, 6), new(TargetKind.Final, null, null, 7)]));
        var sum = new Indicator { AddsUp = HowItAddsUp.Sum, BaselineValue = 100 };
        Assert.Equal([new Found(Fault.MilestoneFalls, 1)], FrameworkRules.Targets(sum, [new(TargetKind.Milestone, null, Day, 20), new(TargetKind.Milestone, null, Day.AddYears(1), 10)]));
        // What a period brings may lie below the baseline.
        Assert.Empty(FrameworkRules.Targets(sum, [new(TargetKind.Period, Guid.NewGuid(), Day, 20)]));
        var scale = new Indicator { AddsUp = HowItAddsUp.Scale, Levels = [new LocalText("bad"), new LocalText("good")] };
        Assert.Equal(Fault.NotALevel, FrameworkRules.Range(scale, 3));
        Assert.Equal(Fault.NotALevel, FrameworkRules.Range(scale, 1.5m));
        Assert.Null(FrameworkRules.Range(scale, 2));
        Assert.Equal(Fault.TooFewLevels, FrameworkRules.Levels(new Indicator { AddsUp = HowItAddsUp.Scale, Levels = [new LocalText("x"), new LocalText("x")] }));
    }

    [Fact]
    public void Percentages_and_parts_that_cannot_add_up_are_refused()
    {
        var share = new Indicator { AddsUp = HowItAddsUp.Share };
        Assert.Equal(Fault.NumeratorAboveDenominator, FrameworkRules.Value(share, Amount.Share(12, 10)));
        Assert.Equal(Fault.DenominatorZero, FrameworkRules.Value(share, Amount.Share(0, 0)));
        Assert.Equal(Fault.HalfAShare, FrameworkRules.Value(share, Amount.Share(3, null)));
        Assert.Null(FrameworkRules.Value(share, Amount.Share(3, 10)));
        Assert.Equal(Fault.Negative, FrameworkRules.Value(new Indicator { AddsUp = HowItAddsUp.Sum }, new Amount(-1)));
        Assert.Null(FrameworkRules.Value(new Indicator { AddsUp = HowItAddsUp.Latest }, new Amount(-1)));
        var people = new Indicator { AddsUp = HowItAddsUp.Distinct };
        PartValue[] parts = [new("sex", "f", new Amount(6)), new("sex", "m", new Amount(5)), new("age", "y", new Amount(2))];
        Assert.Equal([new Found(Fault.PartsAboveTotal, 0, "sex")], FrameworkRules.Parts(people, new Amount(10), parts));
        Assert.Empty(FrameworkRules.Parts(people, new Amount(11), parts));
        Assert.Equal(9, IndicatorSum.Rest(new Amount(11), [new Amount(2)]).Value);
        Assert.False(IndicatorSum.Rest(Amount.Unknown, [new Amount(2)]).IsKnown);
        PartValue[] shares = [new("sex", "f", Amount.Share(3, 6)), new("sex", "m", Amount.Share(3, 6))];
        Assert.Equal([new Found(Fault.PartsAboveTotal, 0, "sex")], FrameworkRules.Parts(share, Amount.Share(6, 11), shares));
    }

    [Fact]
    public void A_figure_that_lost_a_dimension_is_named()
    {
        var indicator = new Indicator { From = ValueFrom.Figure, Figure = new FigureSource("a.b", Basis.Recorded, new Dictionary<string, string> { ["kind"] = "seminar", ["colour"] = "red" }) };
        Assert.Equal(new Found(Fault.DimensionGone, 0, "colour"), FrameworkRules.Figures(indicator, id => id == "a.b" ? ["project", "kind"] : null));
        Assert.Equal(new Found(Fault.FigureGone, 0, "a.b"), FrameworkRules.Figures(indicator, _ => null));
        Assert.Null(FrameworkRules.Figures(indicator, _ => ["project", "kind", "colour"]));
        indicator.AddsUp = HowItAddsUp.Share;
        Assert.Equal(Fault.NoDenominator, FrameworkRules.Figures(indicator, _ => ["kind", "colour"])!.Fault);
        Assert.Null(FrameworkRules.Figures(new Indicator { From = ValueFrom.Typed }, _ => null));
    }

    [Fact]
    public void How_an_indicator_stands_is_computed()
    {
        Assert.Equal(Standing.NoData, IndicatorStanding.Of(null, 1, 2, Day, Day, false));
        Assert.Equal(Standing.NoTarget, IndicatorStanding.Of(5, null, null, null, Day, false));
        Assert.Equal(Standing.NoTarget, IndicatorStanding.Of(5, null, 9, Day.AddDays(1), Day, false));
        Assert.Equal(Standing.Behind, IndicatorStanding.Of(5, null, 9, Day, Day, false));
        Assert.Equal(Standing.Behind, IndicatorStanding.Of(5, 6, 9, null, Day, false));
        Assert.Equal(Standing.OnTrack, IndicatorStanding.Of(6, 6, 9, null, Day, false));
        Assert.Equal(Standing.Done, IndicatorStanding.Of(9, null, 9, null, Day, false));
        Assert.Equal(Standing.Done, IndicatorStanding.Of(3, null, 4, null, Day, true));
        Assert.Equal(Standing.Behind, IndicatorStanding.Of(6, 5, 4, null, Day, true));
    }
}
