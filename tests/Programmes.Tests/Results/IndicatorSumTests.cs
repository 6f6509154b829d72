using Uramost.Platform.Figures;
using Uramost.Programmes.Results;

namespace Uramost.Programmes.Tests.Results;

/// <summary>How values of several periods become one.</summary>
public sealed class IndicatorSumTests
{
    private static Amount[] Of(params decimal?[] values) => [.. values.Select(v => v is null ? Amount.Unknown : new Amount(v))];

    [Fact]
    public void A_sum_adds_what_each_period_brought_and_what_is_not_known_makes_it_at_least()
    {
        var line = IndicatorSum.At(HowItAddsUp.Sum, Of(3, 4, 5), 2);
        Assert.Equal((7m, 5m, 12m), (line.Before.Value, line.This.Value, line.Cumulative.Value));
        Assert.Equal(Exactness.Exact, line.Cumulative.Exactness);
        line = IndicatorSum.At(HowItAddsUp.Sum, Of(3, null, 5), 2);
        Assert.Equal((8m, Exactness.AtLeast), (line.Cumulative.Value, line.Cumulative.Exactness));
        Assert.False(IndicatorSum.At(HowItAddsUp.Sum, Of(null, null), 1).Cumulative.IsKnown);
        Assert.Equal(Exactness.About, IndicatorSum.At(HowItAddsUp.Sum, [new Amount(50, Exactness: Exactness.About), Amount.Unknown], 1).Cumulative.Exactness);
    }

    [Fact]
    public void A_share_is_the_ratio_of_sums_and_never_a_mean_of_percentages()
    {
        // 1 of 2 and 90 of 100: the mean of the percentages would be 70, the share is 89.2.
        var line = IndicatorSum.At(HowItAddsUp.Share, [Amount.Share(1, 2), Amount.Share(90, 100)], 1);
        Assert.Equal(50, line.Before.Value);
        Assert.Equal(90, line.This.Value);
        Assert.Equal(89.2157m, Math.Round(line.Cumulative.Value!.Value, 4));
        Assert.Equal((91m, 102m), (line.Cumulative.Numerator, line.Cumulative.Denominator));
    }

    [Fact]
    public void Distinct_people_never_fall_and_what_was_said_instead_is_shown()
    {
        var line = IndicatorSum.At(HowItAddsUp.Distinct, Of(30, 42), 1);
        Assert.Equal((30m, 12m, 42m), (line.Before.Value, line.This.Value, line.Cumulative.Value));
        Assert.Null(line.RecordsSay);
        line = IndicatorSum.At(HowItAddsUp.Distinct, Of(30, 28), 1);
        Assert.Equal((30m, 0m, 30m, 28m), (line.Before.Value, line.This.Value, line.Cumulative.Value, line.RecordsSay));
        // A period of which nothing is known keeps what was reached, as a lower bound.
        line = IndicatorSum.At(HowItAddsUp.Distinct, Of(30, null), 1);
        Assert.Equal((30m, Exactness.AtLeast), (line.Cumulative.Value, line.Cumulative.Exactness));
        Assert.False(line.This.IsKnown);
    }

    [Fact]
    public void Levels_and_latest_values_stand_until_the_next_is_known()
    {
        foreach (var how in new[] { HowItAddsUp.Latest, HowItAddsUp.Scale })
        {
            var line = IndicatorSum.At(how, Of(2, 4, null), 2);
            Assert.Equal((4m, null, 4m), (line.Before.Value, line.This.Value, line.Cumulative.Value));
            Assert.Equal(1, IndicatorSum.At(how, Of(2, 1), 1).Cumulative.Value);
        }
    }

    [Fact]
    public void The_target_to_date_is_the_last_milestone_that_is_due_else_what_the_periods_aim_at()
    {
        var day = new DateOnly(2024, 12, 31);
        Assert.Equal(30, IndicatorSum.TargetToDate(HowItAddsUp.Sum, [10, 20, 40], 1, [], day));
        Assert.Null(IndicatorSum.TargetToDate(HowItAddsUp.Sum, [null, 20], 1, [], day));
        Assert.Equal(20, IndicatorSum.TargetToDate(HowItAddsUp.Latest, [10, 20], 1, [], day));
        Assert.Equal(10, IndicatorSum.TargetToDate(HowItAddsUp.Latest, [10, null], 1, [], day));
        Assert.Equal(25, IndicatorSum.TargetToDate(HowItAddsUp.Sum, [10, 20], 1, [(day, 25), (day.AddDays(1), 99), (day.AddYears(-1), 5)], day));
        Assert.Null(IndicatorSum.TargetToDate(HowItAddsUp.Sum, [], -1, [], day));
    }
}
