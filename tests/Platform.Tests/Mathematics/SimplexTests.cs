using Uramost.Platform.Mathematics;

namespace Uramost.Platform.Tests.Mathematics;

public sealed class SimplexTests
{
    private const double Far = double.PositiveInfinity;

    [Fact]
    public void A_factory_earns_the_most_with_two_batches_and_six()
    {
        // The Wyndor Glass problem of Hillier and Lieberman, Introduction to Operations Research: 36 at (2, 6).
        var program = new Simplex([(0, Far), (0, Far)], [new([(0, 1)], -Far, 4), new([(1, 2)], -Far, 12), new([(0, 3), (1, 2)], -Far, 18)]);
        Assert.Equal(SimplexOutcome.Optimal, program.Maximise([(0, 3), (1, 5)]));
        Assert.Equal((2, 6), (Math.Round(program[0], 9), Math.Round(program[1], 9)));
    }

    [Fact]
    public void Beales_example_does_not_go_round_in_a_circle()
    {
        // Beale 1955: with the largest coefficient alone the method returns to where it was after six steps; the least value is −1/20.
        var program = new Simplex(Enumerable.Repeat((0.0, Far), 4).ToArray(),
        [
            new([(0, 0.25), (1, -60), (2, -0.04), (3, 9)], -Far, 0),
            new([(0, 0.5), (1, -90), (2, -0.02), (3, 3)], -Far, 0),
            new([(2, 1)], -Far, 1),
        ]);
        Assert.Equal(SimplexOutcome.Optimal, program.Minimise([(0, -0.75), (1, 150), (2, -0.02), (3, 6)]));
        Assert.Equal(-0.05, -0.75 * program[0] + 150 * program[1] - 0.02 * program[2] + 6 * program[3], 9);
    }

    [Fact]
    public void Klee_and_Mintys_cube_is_gone_through_to_its_last_corner()
    {
        // Klee and Minty 1972, in Chvátal's form for three dimensions: 10 000 at (0, 0, 10 000).
        var program = new Simplex([(0, Far), (0, Far), (0, Far)], [new([(0, 1)], -Far, 1), new([(0, 20), (1, 1)], -Far, 100), new([(0, 200), (1, 20), (2, 1)], -Far, 10_000)]);
        Assert.Equal(SimplexOutcome.Optimal, program.Maximise([(0, 100), (1, 10), (2, 1)]));
        Assert.Equal(10_000, program[2], 6);
    }

    [Fact]
    public void What_cannot_be_is_said_to_be_infeasible_and_what_has_no_end_unbounded()
    {
        Assert.Equal(SimplexOutcome.Infeasible, new Simplex([(0, 1), (0, 1)], [SimplexRow.Equal([(0, 1), (1, 1)], 3)]).Maximise([(0, 1)]));
        Assert.Equal(SimplexOutcome.Infeasible, new Simplex([(0, Far), (0, Far)], [new([(0, 1), (1, 1)], -Far, 1), new([(0, 1)], 2, Far)]).Minimise([(1, 1)]));
        Assert.Equal(SimplexOutcome.Unbounded, new Simplex([(0, Far), (0, Far)], [SimplexRow.Equal([(0, 1), (1, -1)], 0)]).Maximise([(0, 1)]));
        Assert.Throws<ArgumentException>(() => new Simplex([(1, 0)], []));
        Assert.Throws<ArgumentException>(() => new Simplex([(0, 1)], [SimplexRow.Equal([(1, 1)], 0)]));
    }

    [Fact]
    public void Rows_that_say_the_same_twice_do_no_harm_and_bounds_can_change_between_runs()
    {
        var sum = SimplexRow.Equal([(0, 1), (1, 1), (2, 1)], 10);
        var program = new Simplex([(0, Far), (0, 4), (0, 5)], [sum, sum, SimplexRow.Equal([(0, 2), (1, 2), (2, 2)], 20)]);
        Assert.Equal(SimplexOutcome.Optimal, program.Minimise([(0, 1)]));
        Assert.Equal(1, program[0], 9);
        program.SetBounds(1, 0, 2);
        Assert.Equal(SimplexOutcome.Optimal, program.Minimise([(0, 1)]));
        Assert.Equal(3, program[0], 9);
        program.SetBounds(1, 0, 4);
        program.MoveTo([4, 3, 3]);
        Assert.Equal(SimplexOutcome.Optimal, program.Maximise([(0, 1)]));
        Assert.Equal(10, program[0], 9);
    }

    [Fact]
    public void Random_programs_have_the_value_of_their_best_corner()
    {
        var seed = Environment.TickCount;
        TestContext.Current.TestOutputHelper?.WriteLine($"seed {seed}");
        var random = new Random(seed);
        var (optimal, infeasible) = (0, 0);
        for (var round = 0; round < 400; round++)
        {
            var (n, m) = (random.Next(1, 5), random.Next(1, 4));
            var bounds = Enumerable.Range(0, n).Select(_ => { double low = random.Next(-3, 3); return (low, low + random.Next(0, 6)); }).ToArray();
            var rows = Enumerable.Range(0, m).Select(_ =>
            {
                double low = random.Next(-6, 6);
                return new SimplexRow([.. Enumerable.Range(0, n).Select(j => (j, (double)random.Next(-2, 3)))], random.Next(3) == 0 ? -Far : low, random.Next(3) == 0 ? low : low + random.Next(0, 5));
            }).ToArray();
            var goal = Enumerable.Range(0, n).Select(j => (j, (double)random.Next(-4, 5))).ToArray();
            var program = new Simplex(bounds, rows);
            var outcome = program.Maximise(goal);
            if (BestCorner(bounds, rows, goal) is { } best)
            {
                optimal++;
                Assert.True(outcome == SimplexOutcome.Optimal && Math.Abs(goal.Sum(g => g.Item2 * program[g.j]) - best) < 1e-6, $"seed {seed}, round {round}: {outcome}, best corner {best}");
            }
            else
            {
                infeasible++;
                Assert.True(outcome == SimplexOutcome.Infeasible, $"seed {seed}, round {round}: {outcome} where no corner is");
            }
        }

        Assert.True(optimal > 50 && infeasible > 20, $"seed {seed}: {optimal} and {infeasible}");
    }

    /// <summary>Every corner lies where as many bounds hold as there are variables: all choices of them are solved.</summary>
    private static double? BestCorner((double Lower, double Upper)[] bounds, SimplexRow[] rows, (int Variable, double Coefficient)[] goal)
    {
        var n = bounds.Length;
        var planes = new List<(double[] Normal, double Right)>();
        for (var j = 0; j < n; j++)
        {
            var normal = new double[n];
            normal[j] = 1;
            planes.Add((normal, bounds[j].Lower));
            planes.Add((normal, bounds[j].Upper));
        }

        foreach (var row in rows)
        {
            var normal = new double[n];
            foreach (var (j, c) in row.Terms) normal[j] = c;
            if (double.IsFinite(row.Lower)) planes.Add((normal, row.Lower));
            planes.Add((normal, row.Upper));
        }

        double? best = null;
        foreach (var choice in Choices(planes.Count, n))
        {
            if (Solve([.. choice.Select(c => planes[c])]) is not { } x) continue;
            if (Enumerable.Range(0, n).Any(j => x[j] < bounds[j].Lower - 1e-9 || x[j] > bounds[j].Upper + 1e-9)) continue;
            if (rows.Any(r => r.Terms.Sum(t => t.Coefficient * x[t.Variable]) is var s && (s < r.Lower - 1e-9 || s > r.Upper + 1e-9))) continue;
            best = Math.Max(best ?? double.MinValue, goal.Sum(g => g.Coefficient * x[g.Variable]));
        }

        return best;
    }

    private static IEnumerable<int[]> Choices(int of, int take, int from = 0) =>
        take == 0 ? [[]] : Enumerable.Range(from, Math.Max(0, of - from)).SelectMany(first => Choices(of, take - 1, first + 1).Select(rest => (int[])[first, .. rest]));

    private static double[]? Solve((double[] Normal, double Right)[] planes)
    {
        var n = planes.Length;
        var a = planes.Select(p => (double[])[.. p.Normal, p.Right]).ToArray();
        for (var c = 0; c < n; c++)
        {
            var pivot = Enumerable.Range(c, n - c).MaxBy(r => Math.Abs(a[r][c]));
            if (Math.Abs(a[pivot][c]) < 1e-9) return null;
            (a[c], a[pivot]) = (a[pivot], a[c]);
            for (var r = 0; r < n; r++)
            {
                if (r == c) continue;
                var factor = a[r][c] / a[c][c];
                for (var k = c; k <= n; k++) a[r][k] -= factor * a[c][k];
            }
        }

        return [.. Enumerable.Range(0, n).Select(i => a[i][n] / a[i][i])];
    }
}
