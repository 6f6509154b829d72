namespace Uramost.Platform.Tests.Figures.Disclosure;

/// <summary>The full tableau of Dantzig's method in two phases, for sums of variables that are not negative.</summary>
internal sealed class Tableau
{
    private readonly double[][] rows;
    private readonly int[] basis;
    private readonly int n;

    public Tableau(int n, (List<int> Parts, long Right)[] equations)
    {
        this.n = n;
        var m = equations.Length;
        rows = [.. equations.Select((e, i) => { var row = new double[n + m + 1]; foreach (var p in e.Parts) row[p] = 1; row[n + i] = 1; row[^1] = e.Right; return row; })];
        basis = [.. Enumerable.Range(n, m)];
        var first = new double[n + m + 1];
        for (var i = 0; i < m; i++)
        {
            for (var k = 0; k < n; k++) first[k] += rows[i][k];
            first[^1] += rows[i][^1];
        }

        Climb(first, n);
        Assert.True(Math.Abs(first[^1]) < 1e-4, $"the printed table contradicts itself by {first[^1]}");
        // An artificial variable that is left stands for a row that says nothing new.
        for (var i = 0; i < rows.Length; i++)
        {
            if (basis[i] < n) continue;
            var column = Enumerable.Range(0, n).MaxBy(k => Math.Abs(rows[i][k]));
            if (n > 0 && Math.Abs(rows[i][column]) > 1e-7) Pivot(i, column, null);
        }

        var kept = Enumerable.Range(0, rows.Length).Where(i => basis[i] < n).ToArray();
        rows = [.. kept.Select(i => (double[])[.. rows[i].AsSpan(0, n), rows[i][^1]])];
        basis = [.. kept.Select(i => basis[i])];
    }

    public double Greatest(List<int> parts, double sign)
    {
        var goal = new double[n + 1];
        foreach (var p in parts) goal[p] = sign;
        for (var i = 0; i < rows.Length; i++)
        {
            var factor = goal[basis[i]];
            if (factor == 0) continue;
            for (var k = 0; k <= n; k++) goal[k] -= factor * rows[i][k];
        }

        return Climb(goal, n) ? -goal[^1] : double.PositiveInfinity;
    }

    private bool Climb(double[] goal, int columns)
    {
        for (var steps = 0; ; steps++)
        {
            var entering = -1;
            for (var k = 0; k < columns; k++)
            {
                if (goal[k] > 1e-8 && (entering < 0 || (steps < 3_000 && goal[k] > goal[entering]))) entering = k;
            }

            if (entering < 0) return true;
            var (leaving, least) = (-1, double.MaxValue);
            for (var i = 0; i < rows.Length; i++)
            {
                if (rows[i][entering] <= 1e-8) continue;
                var ratio = rows[i][^1] / rows[i][entering];
                if (ratio < least - 1e-10 || (ratio < least + 1e-10 && leaving >= 0 && basis[i] < basis[leaving])) (leaving, least) = (i, ratio);
            }

            if (leaving < 0) return false;
            Pivot(leaving, entering, goal);
        }
    }

    private void Pivot(int leaving, int entering, double[]? goal)
    {
        var row = rows[leaving];
        var by = row[entering];
        for (var k = 0; k < row.Length; k++) row[k] /= by;
        foreach (var other in goal is null ? rows : rows.Append(goal))
        {
            var factor = other[entering];
            if (ReferenceEquals(other, row) || factor == 0) continue;
            for (var k = 0; k < row.Length; k++)
            {
                if (row[k] == 0) continue;
                other[k] -= factor * row[k];
                if (Math.Abs(other[k]) < 1e-12) other[k] = 0;
            }

            other[entering] = 0;
        }

        basis[leaving] = entering;
    }
}
