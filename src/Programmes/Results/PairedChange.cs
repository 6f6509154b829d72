using MathNet.Numerics.Distributions;

namespace Uramost.Programmes.Results;

/// <summary>An interval with 95 % confidence.</summary>
/// <param name="Low">Lower bound.</param>
/// <param name="High">Upper bound.</param>
public readonly record struct Interval(double Low, double High);

/// <summary>
/// What answers of the same people before and after say: how many moved which way, and how far that can be trusted.
/// Only pairs count; who answered once is told beside them.
/// </summary>
/// <param name="Pairs">People who answered both times.</param>
/// <param name="Up">Those whose second answer is higher.</param>
/// <param name="Down">Those whose second answer is lower.</param>
/// <param name="Same">Those whose answers are equal.</param>
/// <param name="OnlyBefore">People who answered the first time only.</param>
/// <param name="OnlyAfter">People who answered the second time only.</param>
/// <param name="MeanBefore">Mean of the first answers of the pairs; null without pairs.</param>
/// <param name="MeanAfter">Mean of their second answers.</param>
/// <param name="MeanChange">Mean of the differences.</param>
/// <param name="ChangeInterval">Student's interval of it; null for fewer than two pairs.</param>
/// <param name="ShareUp">The share that moved up, from 0 to 1; null without pairs.</param>
/// <param name="ShareUpInterval">Wilson's interval of it.</param>
/// <param name="SignP">Two-sided exact sign test: how likely so uneven a movement is if up and down were equally likely; null where nobody moved.</param>
public sealed record PairedChange(
    int Pairs, int Up, int Down, int Same, int OnlyBefore, int OnlyAfter, double? MeanBefore, double? MeanAfter, double? MeanChange, Interval? ChangeInterval,
    double? ShareUp, Interval? ShareUpInterval, double? SignP)
{
    /// <summary>Of the answers of people, each before and after; null: not answered.</summary>
    public static PairedChange Of(IEnumerable<(decimal? Before, decimal? After)> answers)
    {
        var (onlyBefore, onlyAfter) = (0, 0);
        var pairs = new List<(double Before, double After)>();
        foreach (var (before, after) in answers)
        {
            if (before is { } b && after is { } a) pairs.Add(((double)b, (double)a));
            else if (before is not null) onlyBefore++;
            else if (after is not null) onlyAfter++;
        }

        var n = pairs.Count;
        var (up, down) = (pairs.Count(p => p.After > p.Before), pairs.Count(p => p.After < p.Before));
        if (n == 0) return new PairedChange(0, 0, 0, 0, onlyBefore, onlyAfter, null, null, null, null, null, null, null);
        var changes = pairs.ConvertAll(p => p.After - p.Before);
        var mean = changes.Average();
        return new PairedChange(n, up, down, n - up - down, onlyBefore, onlyAfter, pairs.Average(p => p.Before), pairs.Average(p => p.After), mean, Student(changes, mean),
            (double)up / n, Wilson(up, n), up + down == 0 ? null : Sign(up, down));
    }

    /// <summary>Wilson's score interval of a share with 95 % confidence (Wilson 1927; method 3 of Newcombe 1998).</summary>
    public static Interval Wilson(int hits, int n)
    {
        const double z = 1.959963984540054;
        var p = (double)hits / n;
        var (centre, half, scale) = (p + (z * z / (2 * n)), z * Math.Sqrt((p * (1 - p) / n) + (z * z / (4.0 * n * n))), 1 + (z * z / n));
        return new Interval(hits == 0 ? 0 : Math.Max(0, (centre - half) / scale), hits == n ? 1 : Math.Min(1, (centre + half) / scale));
    }

    /// <summary>
    /// The two-sided exact sign test. Where an answer has two values only, it is McNemar's exact test: <paramref name="up"/>
    /// and <paramref name="down"/> are then the two cells in which the answer changed.
    /// </summary>
    public static double Sign(int up, int down)
    {
        var (n, fewer) = (up + down, Math.Min(up, down));
        // In logarithms, so that thousands of pairs neither overflow nor vanish.
        var sum = 0.0;
        var log = -n * Math.Log(2);
        for (var k = 0; k <= fewer; k++)
        {
            if (k > 0) log += Math.Log(n - k + 1.0) - Math.Log(k);
            sum += Math.Exp(log);
        }

        return Math.Min(1, 2 * sum);
    }

    private static Interval? Student(List<double> changes, double mean)
    {
        var n = changes.Count;
        if (n < 2) return null;
        var error = Math.Sqrt(changes.Sum(c => (c - mean) * (c - mean)) / (n - 1) / n);
        var half = StudentT.InvCDF(0, 1, n - 1, 0.975) * error;
        return new Interval(mean - half, mean + half);
    }
}
