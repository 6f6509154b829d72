using Uramost.Platform.Figures.Disclosure;

namespace Uramost.Platform.Tests.Figures.Disclosure;

/// <summary>
/// An attacker who shares nothing with the product but the printed table. Unknown to them are the inner cells only, every
/// printed number is an equation; they first reduce the equations, then use a full tableau in two phases, and where the table
/// is small go through every table of whole numbers there is. What must be protected is decided here anew, from the rule.
/// </summary>
internal sealed class TableAttacker
{
    private readonly PublishedTable table;
    private readonly int threshold;
    private readonly int[] inner;
    private readonly List<int>[] parts;

    public TableAttacker(PublishedTable table, int threshold)
    {
        (this.table, this.threshold) = (table, threshold);
        inner = [.. Enumerable.Range(0, table.Count).Where(c => table.Depth(c) == table.Dimensions.Count && Enumerable.Range(0, table.Dimensions.Count).All(d => table.Node(c, d) < table.Dimensions[d].Categories.Count))];
        parts = [.. Enumerable.Range(0, table.Count).Select(c => Enumerable.Range(0, inner.Length).Where(i => table.Contains(c, inner[i])).ToList())];
    }

    /// <summary>Cells that no one may know: a few people; nobody of a group that is there; everybody of it.</summary>
    public IEnumerable<int> Protected => Enumerable.Range(0, table.Count).Where(c =>
    {
        var value = table.Value(c);
        if (value > 0 && value < threshold) return true;
        return Enumerable.Range(0, table.Dimensions.Count).Any(d => table.Dimensions[d].Sensitive && table.Node(c, d) != table.Dimensions[d].Total
            && table.Value(table.With(c, d, table.Dimensions[d].Total)) is > 0 and var whole && (value == 0 || value == whole));
    });

    /// <summary>The first cell that is learnt too exactly by somebody outside, or null. Of large tables a number of cells is looked at with the tableau, all with the equations.</summary>
    public string? Outside(Random random, int most)
    {
        var cells = Protected.ToList();
        foreach (var cell in cells)
        {
            if (table.IsShown(cell)) return $"cell {cell} is printed: {table.Value(cell)}";
        }

        if (ByEquations(cells) is { } solved) return solved;
        return ByTableau(Some(cells, random, most), []);
    }

    /// <summary>The same for those who are alone in a cell and look along its lines.</summary>
    public string? Inside(Random random, int people, int most)
    {
        var alone = Enumerable.Range(0, table.Count).Where(c => table.Value(c) == 1).ToList();
        foreach (var one in Some(alone, random, people))
        {
            // What is inside a cell where only they are is about themselves.
            var own = alone.Where(c => table.Contains(c, one) || table.Contains(one, c)).ToList();
            var others = Protected.Where(c => table.OnOneLine(c, one) && !own.Any(o => table.Contains(o, c)));
            if (ByTableau(Some([.. others], random, most), own) is { } learnt) return $"{learnt}, by the one person in cell {one}";
        }

        return null;
    }

    /// <summary>Least and greatest value of every cell over all tables of whole numbers that agree with what is printed; null when there are too many.</summary>
    public (long Low, long High)[]? ByEveryTable(long most)
    {
        var shown = Enumerable.Range(0, table.Count).Where(table.IsShown).ToList();
        var rows = shown.Select(c => (Left: table.Value(c), Parts: parts[c])).ToList();
        var rowsOf = Enumerable.Range(0, inner.Length).Select(i => Enumerable.Range(0, rows.Count).Where(r => rows[r].Parts.Contains(i)).ToArray()).ToArray();
        var last = rows.Select(r => r.Parts.Max()).ToArray();
        var left = rows.Select(r => r.Left).ToArray();
        var at = new long[inner.Length];
        var range = Enumerable.Repeat((Low: long.MaxValue, High: long.MinValue), table.Count).ToArray();
        var visits = 0L;
        return Go(0) ? range : null;

        bool Go(int i)
        {
            if (++visits > most) return false;
            if (i == inner.Length)
            {
                for (var c = 0; c < range.Length; c++)
                {
                    var sum = parts[c].Sum(p => at[p]);
                    range[c] = (Math.Min(range[c].Low, sum), Math.Max(range[c].High, sum));
                }

                return true;
            }

            if (rowsOf[i].Length == 0) return false;
            var high = rowsOf[i].Min(r => left[r]);
            var closes = rowsOf[i].Where(r => last[r] == i).ToList();
            var low = closes.Count > 0 ? closes.Max(r => left[r]) : 0;
            for (var v = low; v <= high; v++)
            {
                if (closes.Any(r => left[r] != v)) continue;
                at[i] = v;
                foreach (var r in rowsOf[i]) left[r] -= v;
                var goesOn = Go(i + 1);
                foreach (var r in rowsOf[i]) left[r] += v;
                if (!goesOn) return false;
            }

            return true;
        }
    }

    /// <summary>Reduces the equations; a cell that they determine, or bound too closely by what cannot be negative, is learnt.</summary>
    private string? ByEquations(List<int> cells)
    {
        var rows = Enumerable.Range(0, table.Count).Where(table.IsShown).Select(c => { var row = new double[inner.Length + 1]; foreach (var p in parts[c]) row[p] = 1; row[^1] = table.Value(c); return row; }).ToArray();
        var pivots = Reduce(rows, inner.Length);
        foreach (var cell in cells)
        {
            var wanted = new double[inner.Length + 1];
            foreach (var p in parts[cell]) wanted[p] = 1;
            for (var r = 0; r < pivots.Count; r++)
            {
                var factor = wanted[pivots[r]];
                if (factor != 0) for (var k = 0; k < wanted.Length; k++) wanted[k] -= factor * rows[r][k];
            }

            if (wanted.Take(inner.Length).All(w => Math.Abs(w) < 1e-7)) return $"cell {cell} is {-wanted[^1]} by the equations alone";
        }

        for (var r = 0; r < pivots.Count; r++)
        {
            // A sum of parts, none of which is negative, is as great as each of them at least.
            if (rows[r].Take(inner.Length).Any(a => a < -1e-9)) continue;
            for (var i = 0; i < inner.Length; i++)
            {
                if (rows[r][i] > 0.5 && cells.Contains(inner[i]) && Math.Floor(rows[r][^1] / rows[r][i] + 1e-7) < threshold - 1) return $"cell {inner[i]} is at most {rows[r][^1]}";
            }
        }

        return null;
    }

    private static List<int> Reduce(double[][] rows, int columns)
    {
        var pivots = new List<int>();
        for (var c = 0; c < columns && pivots.Count < rows.Length; c++)
        {
            var r = pivots.Count;
            var best = Enumerable.Range(r, rows.Length - r).MaxBy(i => Math.Abs(rows[i][c]));
            if (Math.Abs(rows[best][c]) < 1e-9) continue;
            (rows[r], rows[best]) = (rows[best], rows[r]);
            var by = rows[r][c];
            for (var k = 0; k <= columns; k++) rows[r][k] /= by;
            for (var i = 0; i < rows.Length; i++)
            {
                var factor = rows[i][c];
                if (i == r || factor == 0) continue;
                for (var k = 0; k <= columns; k++)
                {
                    rows[i][k] -= factor * rows[r][k];
                    if (Math.Abs(rows[i][k]) < 1e-11) rows[i][k] = 0;
                }
            }

            pivots.Add(c);
        }

        return pivots;
    }

    private string? ByTableau(List<int> cells, List<int> own)
    {
        if (cells.Count == 0) return null;
        var tableau = new Tableau(inner.Length, [.. Enumerable.Range(0, table.Count).Where(c => table.IsShown(c) || own.Contains(c)).Select(c => (parts[c], table.Value(c)))]);
        foreach (var cell in cells)
        {
            var high = tableau.Greatest(parts[cell], 1);
            if (double.IsPositiveInfinity(high)) continue;
            var low = -tableau.Greatest(parts[cell], -1);
            var (top, bottom) = ((long)Math.Floor(high + 1e-5), (long)Math.Ceiling(low - 1e-5));
            if (top - bottom < threshold - 1) return $"cell {cell} (really {table.Value(cell)}) is between {bottom} and {top}";
        }

        return null;
    }

    private static List<int> Some(List<int> all, Random random, int most)
    {
        if (all.Count <= most) return all;
        var shuffled = all.ToArray();
        random.Shuffle(shuffled);
        return [.. shuffled.Take(most)];
    }
}
