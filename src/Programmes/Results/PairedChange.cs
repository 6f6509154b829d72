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
        var half = StudentT.Quantile(0.975, n - 1) * error;
        return new Interval(mean - half, mean + half);
    }
}

/// <summary>Student's t distribution.</summary>
public static class StudentT
{
    /// <summary>The quantile: below it lies the given share of the distribution.</summary>
    /// <param name="share">Above 0.5 and below 1.</param>
    /// <param name="degrees">Degrees of freedom, from 1.</param>
    public static double Quantile(double share, int degrees)
    {
        var (low, high) = (0.0, 1.0);
        while (Below(high, degrees) < share) high *= 2;
        for (var i = 0; i < 100; i++)
        {
            var middle = (low + high) / 2;
            if (Below(middle, degrees) < share) low = middle;
            else high = middle;
        }

        return (low + high) / 2;
    }

    /// <summary>The share of the distribution below <paramref name="t"/>, which is not negative.</summary>
    public static double Below(double t, int degrees) => 1 - (0.5 * Beta(degrees / (degrees + (t * t)), degrees / 2.0, 0.5));

    // The regularised incomplete beta function by its continued fraction (modified Lentz; Press et al., Numerical Recipes, 6.4).
    private static double Beta(double x, double a, double b)
    {
        if (x <= 0) return 0;
        if (x >= 1) return 1;
        if (x > (a + 1) / (a + b + 2)) return 1 - Beta(1 - x, b, a);
        var front = Math.Exp(LogGamma(a + b) - LogGamma(a) - LogGamma(b) + (a * Math.Log(x)) + (b * Math.Log(1 - x))) / a;
        const double tiny = 1e-300;
        var (c, d) = (1.0, 1 - ((a + b) * x / (a + 1)));
        d = 1 / (Math.Abs(d) < tiny ? tiny : d);
        var f = d;
        for (var m = 1; m < 500; m++)
        {
            Step(m * (b - m) * x / ((a + (2 * m) - 1) * (a + (2 * m))));
            var change = Step(-(a + m) * (a + b + m) * x / ((a + (2 * m)) * (a + (2 * m) + 1)));
            if (Math.Abs(change - 1) < 1e-15) break;
        }

        return front * f;

        double Step(double by)
        {
            d = 1 + (by * d);
            d = 1 / (Math.Abs(d) < tiny ? tiny : d);
            c = 1 + (by / c);
            if (Math.Abs(c) < tiny) c = tiny;
            f *= c * d;
            return c * d;
        }
    }

    // Lanczos' approximation with g = 7 and nine terms.
    private static double LogGamma(double x)
    {
        double[] terms = [0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059, 12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7];
        x--;
        var sum = terms[0];
        for (var i = 1; i < terms.Length; i++) sum += terms[i] / (x + i);
        var t = x + 7.5;
        return (0.5 * Math.Log(2 * Math.PI)) + ((x + 0.5) * Math.Log(t)) - t + Math.Log(sum);
    }
}
