using Uramost.Programmes.Results;

namespace Uramost.Programmes.Tests.Results;

/// <summary>Paired change against values that others have published.</summary>
public sealed class PairedChangeTests
{
    [Theory]
    // Newcombe, Statistics in Medicine 17 (1998), table I, method 3: Wilson's score interval.
    [InlineData(81, 263, 0.2553, 0.3662)]
    [InlineData(15, 148, 0.0624, 0.1605)]
    [InlineData(0, 20, 0.0000, 0.1611)]
    [InlineData(1, 29, 0.0061, 0.1718)]
    public void The_interval_of_a_share_is_the_published_one(int hits, int n, double low, double high)
    {
        var interval = PairedChange.Wilson(hits, n);
        Assert.Equal(low, interval.Low, 0.00005);
        Assert.Equal(high, interval.High, 0.00005);
        // The other share has the mirrored interval.
        var mirror = PairedChange.Wilson(n - hits, n);
        Assert.Equal(1 - high, mirror.Low, 0.00005);
        Assert.Equal(1 - low, mirror.High, 0.00005);
    }

    [Fact]
    public void The_mean_change_of_Students_sleep_data_has_its_published_interval()
    {
        // Student, Biometrika 6 (1908): ten patients, two drugs; mean difference 1.58, 95 % from 0.70 to 2.46.
        decimal[] first = [0.7m, -1.6m, -0.2m, -1.2m, -0.1m, 3.4m, 3.7m, 0.8m, 0.0m, 2.0m], second = [1.9m, 0.8m, 1.1m, 0.1m, -0.1m, 4.4m, 5.5m, 1.6m, 4.6m, 3.4m];
        var change = PairedChange.Of(first.Zip(second, (b, a) => ((decimal?)b, (decimal?)a)));
        Assert.Equal((10, 9, 0, 1), (change.Pairs, change.Up, change.Down, change.Same));
        Assert.Equal(1.58, change.MeanChange!.Value, 1e-9);
        Assert.Equal(0.7001142, change.ChangeInterval!.Value.Low, 1e-6);
        Assert.Equal(2.4598858, change.ChangeInterval.Value.High, 1e-6);
        // Nine moved up and none down: 2 / 2^9.
        Assert.Equal(2.0 / 512, change.SignP!.Value, 1e-12);
    }

    [Theory]
    // Quantiles of the t table for 97.5 %: with differences of half one and half minus one, the half width is t / √(n − 1).
    [InlineData(1, 12.706)]
    [InlineData(5, 2.571)]
    [InlineData(9, 2.262)]
    [InlineData(119, 1.980)]
    public void The_width_of_the_interval_grows_with_the_quantile_of_t(int degrees, double quantile)
    {
        var change = PairedChange.Of(Enumerable.Range(0, degrees + 1).Select(i => ((decimal?)0, (decimal?)(i % 2 == 0 ? 1 : -1))));
        Assert.Equal(quantile / Math.Sqrt(degrees), (change.ChangeInterval!.Value.High - change.ChangeInterval.Value.Low) / 2, 0.0005);
    }

    [Theory]
    // Counted by hand from binomial coefficients: 2 · Σ C(n, k) / 2^n.
    [InlineData(13, 5, 2 * 12616.0 / 262144)]
    [InlineData(3, 3, 1.0)]
    [InlineData(1, 0, 1.0)]
    // Agresti, Categorical Data Analysis: approval of the prime minister twice, 150 changed one way and 86 the other; McNemar's exact test.
    [InlineData(150, 86, 3.716e-05)]
    public void The_sign_test_is_exact(int up, int down, double p)
    {
        Assert.Equal(p, PairedChange.Sign(up, down), p * 1e-3);
        Assert.Equal(PairedChange.Sign(up, down), PairedChange.Sign(down, up), 1e-12);
    }

    [Fact]
    public void Who_answered_once_is_told_and_counts_in_nothing_else()
    {
        var change = PairedChange.Of([(1, 3), (2, null), (null, 4), (3, 3), (4, 2), (null, null)]);
        Assert.Equal((3, 1, 1, 1, 1, 1), (change.Pairs, change.Up, change.Down, change.Same, change.OnlyBefore, change.OnlyAfter));
        Assert.Equal(0, change.MeanChange!.Value, 1e-12);
        Assert.Equal(1, change.SignP);
        var none = PairedChange.Of([(1, null), (null, 2)]);
        Assert.Equal((0, 1, 1), (none.Pairs, none.OnlyBefore, none.OnlyAfter));
        Assert.Null(none.MeanChange);
        Assert.Null(none.ShareUp);
        Assert.Null(none.SignP);
        // One pair has a change, but no interval.
        Assert.Null(PairedChange.Of([(1, 2)]).ChangeInterval);
        Assert.Null(PairedChange.Of([(2, 2), (2, 2)]).SignP);
    }
}
