namespace Uramost.Platform.Places;

/// <summary>One step of a legend.</summary>
/// <param name="Level">1 (lightest) to 5 (darkest).</param>
/// <param name="From">Smallest value in the step, inclusive.</param>
/// <param name="To">Largest value in the step, inclusive.</param>
public readonly record struct TileStep(int Level, decimal From, decimal To);

/// <summary>
/// Divides values into at most five steps with about as many places in each. Equal values always share a step, and
/// each step is bounded by values that occur, so that the legend says nothing that is not on the map.
/// </summary>
public sealed class TileScale
{
    private TileScale(IReadOnlyList<TileStep> steps) => Steps = steps;

    /// <summary>The steps, the lightest first; none when there are no values.</summary>
    public IReadOnlyList<TileStep> Steps { get; }

    /// <summary>The scale of these values. Places without a value (unknown is never zero) are left out by the caller.</summary>
    public static TileScale Of(IEnumerable<decimal> values)
    {
        var distinct = values.GroupBy(v => v).OrderBy(g => g.Key).Select(g => (Value: g.Key, Count: g.Count())).ToList();
        var total = distinct.Sum(d => d.Count);
        var classes = Math.Min(5, distinct.Count);
        var groups = new List<List<decimal>>();
        var (taken, left) = (0, classes);
        for (var i = 0; i < distinct.Count; i++)
        {
            // A new step begins when its fair share is reached, or when the values left are only just enough to fill the steps left.
            if (groups.Count == 0 || (groups.Count < classes && (taken >= (double)total * groups.Count / classes || distinct.Count - i <= classes - groups.Count)))
            {
                groups.Add([]);
            }

            groups[^1].Add(distinct[i].Value);
            taken += distinct[i].Count;
        }

        return new TileScale([.. groups.Select((g, i) => new TileStep(Level(i, groups.Count), g[0], g[^1]))]);
    }

    /// <summary>The level of a value of the scale, 1 to 5.</summary>
    public int LevelOf(decimal value) => Steps.First(s => value <= s.To).Level;

    // Two steps are drawn as 2 and 4, not as the two ends: small differences must not look like extremes.
    private static int Level(int index, int count) => count switch { 1 => 3, 2 => 2 + 2 * index, 3 => 1 + 2 * index, 4 => index < 2 ? index + 1 : index + 2, _ => index + 1 };
}
