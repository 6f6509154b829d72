namespace Uramost.Platform.Mathematics;

/// <summary>How a linear program ended.</summary>
public enum SimplexOutcome
{
    /// <summary>The best value was found.</summary>
    Optimal,
    /// <summary>The goal can grow without end.</summary>
    Unbounded,
    /// <summary>No point keeps all rows and bounds.</summary>
    Infeasible,
    /// <summary>The caller had seen enough.</summary>
    Stopped,
}

/// <summary>One row: the sum of its terms lies between two bounds, which are equal for an equation.</summary>
/// <param name="Terms">Variable and coefficient; each variable at most once.</param>
/// <param name="Lower">Least sum, or negative infinity.</param>
/// <param name="Upper">Greatest sum, or positive infinity.</param>
public sealed record SimplexRow(IReadOnlyList<(int Variable, double Coefficient)> Terms, double Lower, double Upper)
{
    /// <summary>An equation.</summary>
    public static SimplexRow Equal(IReadOnlyList<(int Variable, double Coefficient)> terms, double right) => new(terms, right, right);
}

/// <summary>Looks at the values of all variables after a step; true ends the search there.</summary>
public delegate bool SimplexVisit(ReadOnlySpan<double> values);

/// <summary>
/// Linear programs whose variables have bounds: the revised simplex method with an explicit inverse and sparse columns
/// (Chvátal, Linear Programming, 1983, chapters 7 and 8). Made for tables of some thousand cells: the columns have a few
/// entries and most pivots are one, so that no digit is lost.
/// </summary>
/// <remarks>
/// Bounds may be changed between runs, and the next run goes on from the last basis. <see cref="MoveTo"/> starts from a point
/// that is known to be feasible; variables outside the basis may then stand between their bounds until they are moved.
/// </remarks>
public sealed class Simplex
{
    private const double Tolerance = 1e-9, PivotTolerance = 1e-9, FeasibilityTolerance = 1e-7;
    private readonly int variables, rows;
    private readonly double[] lower, upper, x, cost, y, alpha;
    private readonly int[][] columnRows;
    private readonly double[][] columnValues;
    private readonly int[] head, place, touched;
    private readonly double[][] inverse;
    private readonly List<int> costs = [];
    private bool stale;
    private int pivots;

    /// <summary>Makes a program; all variables stand at the bound nearest to zero.</summary>
    /// <param name="bounds">Lower and upper bound of each variable; may be infinite.</param>
    /// <param name="rows">The rows.</param>
    /// <exception cref="ArgumentException">A lower bound above its upper one, or a term of a variable that does not exist.</exception>
    public Simplex(IReadOnlyList<(double Lower, double Upper)> bounds, IReadOnlyList<SimplexRow> rows)
    {
        (variables, this.rows) = (bounds.Count, rows.Count);
        var all = variables + this.rows;
        (lower, upper, x, cost, y, alpha) = (new double[all], new double[all], new double[all], new double[all], new double[this.rows], new double[this.rows]);
        (columnRows, columnValues, head, place, touched, inverse) = (new int[all][], new double[all][], new int[this.rows], new int[all], new int[this.rows], new double[this.rows][]);
        for (var j = 0; j < variables; j++)
        {
            if (!(bounds[j].Lower <= bounds[j].Upper)) throw new ArgumentException($"Variable {j} has no value between {bounds[j].Lower} and {bounds[j].Upper}.", nameof(bounds));
            (lower[j], upper[j]) = bounds[j];
            x[j] = Math.Clamp(0, lower[j], upper[j]);
        }

        var entries = new List<(int Row, double Value)>[variables];
        for (var i = 0; i < this.rows; i++)
        {
            var row = rows[i];
            if (!(row.Lower <= row.Upper)) throw new ArgumentException($"Row {i} has no value between {row.Lower} and {row.Upper}.", nameof(rows));
            foreach (var (variable, coefficient) in row.Terms)
            {
                if ((uint)variable >= variables) throw new ArgumentException($"Row {i} names variable {variable}, which does not exist.", nameof(rows));
                (entries[variable] ??= []).Add((i, coefficient));
            }

            // Each row is an equation with a variable of its own that stands for the sum.
            var own = variables + i;
            (lower[own], upper[own], columnRows[own], columnValues[own]) = (row.Lower, row.Upper, [i], [-1]);
            (head[i], place[own], inverse[i]) = (own, i, new double[this.rows]);
            inverse[i][i] = -1;
        }

        for (var j = 0; j < variables; j++)
        {
            place[j] = -1;
            columnRows[j] = [.. (entries[j] ?? []).Select(e => e.Row)];
            columnValues[j] = [.. (entries[j] ?? []).Select(e => e.Value)];
        }

        stale = true;
    }

    /// <summary>Value of a variable at the point reached.</summary>
    public double this[int variable] => x[variable];

    /// <summary>Values of all variables at the point reached.</summary>
    public ReadOnlySpan<double> Values => x.AsSpan(0, variables);

    /// <summary>Steps taken since the program was made.</summary>
    public long Steps { get; private set; }

    /// <summary>Changes the bounds of a variable.</summary>
    public void SetBounds(int variable, double least, double most)
    {
        if (!(least <= most)) throw new ArgumentException($"No value lies between {least} and {most}.");
        (lower[variable], upper[variable]) = (least, most);
        if (place[variable] >= 0 || (x[variable] >= least && x[variable] <= most)) return;
        x[variable] = Math.Clamp(x[variable], least, most);
        stale = true;
    }

    /// <summary>Stands at a point, from which the next run starts; the basis is kept.</summary>
    public void MoveTo(ReadOnlySpan<double> values)
    {
        values[..variables].CopyTo(x);
        Array.Clear(x, variables, rows);
        for (var j = 0; j < variables; j++)
        {
            if (x[j] == 0) continue;
            for (var e = 0; e < columnRows[j].Length; e++) x[variables + columnRows[j][e]] += columnValues[j][e] * x[j];
        }

        stale = false;
        for (var j = 0; j < x.Length; j++)
        {
            // A row that is not in the basis stands exactly on its bound, whatever was lost in adding up.
            if (place[j] >= 0 || (x[j] >= lower[j] && x[j] <= upper[j])) continue;
            x[j] = Math.Clamp(x[j], lower[j], upper[j]);
            stale = true;
        }
    }

    /// <summary>The greatest value of a sum.</summary>
    public SimplexOutcome Maximise(ReadOnlySpan<(int Variable, double Coefficient)> goal, SimplexVisit? visit = null) => Run(goal, -1, visit);

    /// <summary>The least value of a sum.</summary>
    public SimplexOutcome Minimise(ReadOnlySpan<(int Variable, double Coefficient)> goal, SimplexVisit? visit = null) => Run(goal, 1, visit);

    private SimplexOutcome Run(ReadOnlySpan<(int Variable, double Coefficient)> goal, double sign, SimplexVisit? visit)
    {
        foreach (var j in costs) cost[j] = 0;
        costs.Clear();
        var scale = 1.0;
        foreach (var (j, coefficient) in goal)
        {
            cost[j] += sign * coefficient;
            costs.Add(j);
            scale = Math.Max(scale, Math.Abs(coefficient));
        }

        if (stale) Settle();
        var still = 0;
        while (true)
        {
            var repairing = Prices();
            var entering = Entering(repairing, careful: still > rows + 50, repairing ? Tolerance : Tolerance * scale, out var gain);
            if (entering < 0)
            {
                if (!Drifted()) return repairing ? SimplexOutcome.Infeasible : SimplexOutcome.Optimal;
                continue;
            }

            var up = gain < 0;
            Column(entering);
            var leaving = Leaving(entering, up, careful: still > rows + 50, out var step);
            if (double.IsPositiveInfinity(step)) return repairing ? SimplexOutcome.Infeasible : SimplexOutcome.Unbounded;
            Move(entering, leaving, up ? step : -step);
            Steps++;
            still = step * Math.Abs(gain) > Tolerance * scale ? 0 : still + 1;
            if (step > Tolerance && !repairing && visit?.Invoke(Values) == true) return SimplexOutcome.Stopped;
        }
    }

    /// <summary>Prices of the rows: of the goal, or while something in the basis is out of bounds, of what is out.</summary>
    private bool Prices()
    {
        Array.Clear(y);
        var repairing = false;
        for (var i = 0; i < rows; i++)
        {
            var j = head[i];
            var weight = x[j] < lower[j] - FeasibilityTolerance ? -1 : x[j] > upper[j] + FeasibilityTolerance ? 1 : 0;
            if (weight == 0) continue;
            repairing = true;
            AddTo(y, inverse[i], weight);
        }

        if (repairing) return true;
        foreach (var j in costs)
        {
            if (place[j] >= 0 && cost[j] != 0) AddTo(y, inverse[place[j]], cost[j]);
        }

        return false;
    }

    private int Entering(bool repairing, bool careful, double tolerance, out double gain)
    {
        var (best, chosen) = (tolerance, -1);
        gain = 0;
        for (var j = 0; j < x.Length; j++)
        {
            if (place[j] >= 0 || lower[j] == upper[j]) continue;
            var reduced = repairing ? 0 : cost[j];
            var (at, values) = (columnRows[j], columnValues[j]);
            for (var e = 0; e < at.Length; e++) reduced -= y[at[e]] * values[e];
            if (Math.Abs(reduced) <= best) continue;
            var rises = reduced < 0;
            if (rises ? x[j] >= upper[j] : x[j] <= lower[j]) continue;
            (chosen, gain) = (j, reduced);
            // The first that helps, whatever it brings: a search that stands still cannot go round in a circle then (Bland 1977).
            if (careful) break;
            best = Math.Abs(reduced);
        }

        return chosen;
    }

    private int Leaving(int entering, bool up, bool careful, out double step)
    {
        step = up ? upper[entering] - x[entering] : x[entering] - lower[entering];
        var (leaving, pivot) = (-1, 0.0);
        for (var t = 0; t < rows; t++)
        {
            if (Math.Abs(alpha[t]) <= PivotTolerance) continue;
            var j = head[t];
            var rate = up ? -alpha[t] : alpha[t];
            double room;
            if (x[j] < lower[j] - FeasibilityTolerance) room = rate > 0 ? (lower[j] - x[j]) / rate : double.PositiveInfinity;
            else if (x[j] > upper[j] + FeasibilityTolerance) room = rate < 0 ? (upper[j] - x[j]) / rate : double.PositiveInfinity;
            else room = Math.Max(0, rate > 0 ? (upper[j] - x[j]) / rate : (lower[j] - x[j]) / rate);
            if (room > step + Tolerance) continue;
            // Of those that stop it at the same point, the surest pivot; and first what can never move again.
            var weight = careful ? 1.0 / (1 + j) : Math.Abs(alpha[t]) + (lower[j] == upper[j] ? 1e6 : 0);
            if (room < step - Tolerance || leaving < 0 || weight > pivot) (leaving, pivot) = (t, weight);
            if (room < step) step = room;
        }

        return leaving;
    }

    private void Move(int entering, int leaving, double step)
    {
        if (step != 0)
        {
            for (var t = 0; t < rows; t++)
            {
                if (alpha[t] != 0) x[head[t]] -= step * alpha[t];
            }

            x[entering] += step;
        }

        if (leaving < 0)
        {
            // From one bound to the other.
            x[entering] = step > 0 ? upper[entering] : lower[entering];
            return;
        }

        var gone = head[leaving];
        if (!double.IsInfinity(lower[gone]) && Math.Abs(x[gone] - lower[gone]) <= FeasibilityTolerance) x[gone] = lower[gone];
        else if (!double.IsInfinity(upper[gone]) && Math.Abs(x[gone] - upper[gone]) <= FeasibilityTolerance) x[gone] = upper[gone];
        Pivot(entering, leaving);
        if (++pivots % 500 == 0) Drifted();
    }

    private void Column(int j)
    {
        var (at, values) = (columnRows[j], columnValues[j]);
        for (var t = 0; t < rows; t++)
        {
            var row = inverse[t];
            var sum = 0.0;
            for (var e = 0; e < at.Length; e++) sum += row[at[e]] * values[e];
            alpha[t] = Math.Abs(sum) < 1e-12 ? 0 : sum;
        }
    }

    private void Pivot(int entering, int leaving)
    {
        var pivotRow = inverse[leaving];
        var by = 1 / alpha[leaving];
        var count = 0;
        for (var c = 0; c < rows; c++)
        {
            if (pivotRow[c] == 0) continue;
            pivotRow[c] *= by;
            touched[count++] = c;
        }

        for (var t = 0; t < rows; t++)
        {
            if (t == leaving || alpha[t] == 0) continue;
            var (row, factor) = (inverse[t], alpha[t]);
            for (var k = 0; k < count; k++)
            {
                var c = touched[k];
                var value = row[c] - factor * pivotRow[c];
                row[c] = Math.Abs(value) < 1e-13 ? 0 : value;
            }
        }

        place[head[leaving]] = -1;
        (head[leaving], place[entering]) = (entering, leaving);
    }

    /// <summary>Values of the basis from those outside it.</summary>
    private void Settle()
    {
        var right = new double[rows];
        for (var j = 0; j < x.Length; j++)
        {
            if (place[j] >= 0 || x[j] == 0) continue;
            for (var e = 0; e < columnRows[j].Length; e++) right[columnRows[j][e]] -= columnValues[j][e] * x[j];
        }

        for (var t = 0; t < rows; t++)
        {
            var (row, sum) = (inverse[t], 0.0);
            for (var c = 0; c < rows; c++) sum += row[c] * right[c];
            x[head[t]] = sum;
        }

        stale = false;
    }

    /// <summary>Whether so much was lost in rounding that the inverse was made anew.</summary>
    private bool Drifted()
    {
        var sums = new double[rows];
        for (var j = 0; j < x.Length; j++)
        {
            if (x[j] == 0) continue;
            for (var e = 0; e < columnRows[j].Length; e++) sums[columnRows[j][e]] += columnValues[j][e] * x[j];
        }

        var worst = 0.0;
        foreach (var sum in sums) worst = Math.Max(worst, Math.Abs(sum));
        if (worst < 1e-6) return false;
        Invert();
        Settle();
        return true;
    }

    private void Invert()
    {
        var basis = head.Where(j => j < variables).ToList();
        var free = new HashSet<int>(Enumerable.Range(0, rows));
        foreach (var j in head.Where(j => j >= variables)) free.Remove(j - variables);
        for (var t = 0; t < rows; t++)
        {
            place[head[t]] = -1;
            Array.Clear(inverse[t]);
            inverse[t][t] = -1;
        }

        for (var t = 0; t < rows; t++) (head[t], place[variables + t]) = (variables + t, t);
        foreach (var j in basis)
        {
            Column(j);
            var best = free.MaxBy(t => Math.Abs(alpha[t]));
            if (Math.Abs(alpha[best]) < PivotTolerance) continue;
            Pivot(j, best);
            free.Remove(best);
        }
    }

    private static void AddTo(double[] sums, double[] row, double weight)
    {
        for (var c = 0; c < sums.Length; c++) sums[c] += weight * row[c];
    }
}
