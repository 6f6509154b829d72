using Uramost.Platform.Mathematics;

namespace Uramost.Platform.Figures.Disclosure;

/// <summary>A value that can be learnt more exactly than is allowed.</summary>
/// <param name="Cell">Cell of the newest table that tells it, or null where earlier tables do.</param>
/// <param name="Why">What it tells.</param>
/// <param name="Lower">The least that it can be.</param>
/// <param name="Upper">The most that it can be.</param>
/// <param name="ByInsider">Whether only somebody who is alone in a cell can learn it.</param>
public sealed record Leak(int? Cell, Hidden Why, long Lower, long Upper, bool ByInsider);

/// <summary>
/// Attacks a table as a reader with a computer would: from everything that is published, what can a hidden cell be at least
/// and at most?
/// </summary>
/// <remarks>
/// That a cell is safe is not believed but shown: by two other tables of whole numbers that agree with everything that is
/// published and lie far enough apart in that cell. Each is checked in whole numbers, so that no rounding of the linear
/// program can make a table look safe, and no better attacker can get further. One such table serves many cells, so most
/// cells cost nothing; where none is known, the linear program looks for one, and its bounds, rounded to whole people, say
/// how far a reader gets.
/// </remarks>
public sealed class DisclosureAttack
{
    private const int Corners = 8;
    private readonly Random random = new(1);
    private readonly LinkedCells cells;
    private readonly Simplex program;
    private readonly double[] truth;
    private readonly Check[] checks;
    private readonly int[] slots, plain;
    private readonly List<int>[] slotsOf;
    private readonly int[][] together;
    private readonly bool[] tried;
    private List<int[]> others = [];
    private Proof[] proofs;

    /// <summary>Prepares the attack on a table as it would be published.</summary>
    public DisclosureAttack(LinkedCells cells)
    {
        this.cells = cells;
        truth = new double[cells.Count];
        var bounds = new (double, double)[cells.Count];
        for (var i = 0; i < truth.Length; i++)
        {
            truth[i] = cells.Truth(i);
            bounds[i] = BoundsOf(i);
        }

        program = new Simplex(bounds, cells.Rows);
        // A proof for each target against readers, and then for each insider's targets against that insider.
        slots = new int[cells.Insiders.Count + 1];
        slots[0] = cells.Targets.Count;
        for (var i = 0; i < cells.Insiders.Count; i++) slots[i + 1] = slots[i] + cells.Insiders[i].Targets.Length;
        tried = new bool[cells.Targets.Count];
        slotsOf = [.. Enumerable.Range(0, cells.Targets.Count).Select(t => new List<int> { t })];
        var known = Enumerable.Range(0, cells.Targets.Count).Select(_ => new HashSet<int>()).ToArray();
        for (var i = 0; i < cells.Insiders.Count; i++)
        {
            foreach (var (k, t) in cells.Insiders[i].Targets.Index())
            {
                slotsOf[t].Add(slots[i] + k);
                known[t].UnionWith(cells.Insiders[i].Known);
            }
        }

        together = [.. known.Select(k => k.ToArray())];
        plain = [.. truth.Select(v => (int)v)];
        proofs = new Proof[slots[^1]];
        checks = [.. cells.Rows.Select(r => new Check([.. r.Terms.Select(t => t.Variable)], [.. r.Terms.Select(t => (int)t.Coefficient)], r.Upper == 0))];
    }

    /// <summary>Steps of the linear program so far.</summary>
    public long Steps => program.Steps;

    /// <summary>Everything that can be learnt too exactly; empty when the table may be published.</summary>
    public IReadOnlyList<Leak> Leaks(bool insiders = true)
    {
        var leaks = new List<Leak>();
        foreach (var (insider, t) in Everything(insiders))
        {
            if (Range(t, insider, insiders) is { IsWide: false } range) leaks.Add(new Leak(cells.Targets[t].Own, cells.Targets[t].Why, range.Lower, range.Upper, insider >= 0));
        }

        return leaks;
    }

    /// <summary>Whether nothing can be learnt too exactly; ends at the first that can.</summary>
    internal bool Holds() => Everything(insiders: true).All(e => Range(e.Target, e.Insider).IsWide);

    private IEnumerable<(int Insider, int Target)> Everything(bool insiders)
    {
        for (var t = 0; t < cells.Targets.Count; t++) yield return (-1, t);
        for (var i = 0; insiders && i < cells.Insiders.Count; i++)
        {
            foreach (var t in cells.Insiders[i].Targets) yield return (i, t);
        }
    }

    /// <summary>What a reader can say of a cell of the newest table: its least and greatest value; null where nothing bounds it from above.</summary>
    public (long Lower, long? Upper) Bounds(int cell)
    {
        if (cells.IsKnown(cell)) return (cells.Truth(cell), cells.Truth(cell));
        program.MoveTo(truth);
        program.Maximise([(cell, 1)]);
        var most = Floor(program[cell]);
        program.MoveTo(truth);
        program.Minimise([(cell, 1)]);
        return (Ceiling(program[cell]), most >= cells.Most ? null : most);
    }

    /// <summary>The cell is published from now on, or no longer; the table says which.</summary>
    internal void Refresh(int cell)
    {
        var (least, most) = BoundsOf(cell);
        program.SetBounds(cell, least, most);
        Array.Clear(tried);
        if (!cells.IsKnown(cell)) return;
        var value = (int)cells.Truth(cell);
        others = [.. others.Where(o => o[cell] == value)];
        for (var i = 0; i < proofs.Length; i++)
        {
            if ((proofs[i].Low is { } low && low[cell] != value) || (proofs[i].High is { } high && high[cell] != value)) proofs[i] = default;
        }
    }

    /// <summary>The other tables known so far and what they show, to come back to.</summary>
    internal (List<int[]> Others, Proof[] Proofs) Remember() => (others, [.. proofs]);

    /// <summary>Comes back to what was remembered.</summary>
    internal void Restore((List<int[]> Others, Proof[] Proofs) known) => (others, proofs) = known;

    /// <summary>Takes other tables that somebody found; those that do not agree with what is published are left.</summary>
    internal void Offer(IEnumerable<int[]> found) => others.AddRange(found.Where(Agrees));

    /// <summary>Whether another table agrees with everything that is published.</summary>
    private bool Agrees(int[] other)
    {
        for (var i = 0; i < other.Length; i++)
        {
            if (cells.IsKnown(i) ? other[i] != plain[i] : other[i] < cells.Least(i)) return false;
        }

        foreach (var check in checks)
        {
            if (!check.Holds(other)) return false;
        }

        return true;
    }

    /// <summary>How exactly a target can be learnt by readers (insider −1), or by somebody who knows some cells besides.</summary>
    internal Reach Range(int index, int insider, bool insiders = true)
    {
        var slot = insider < 0 ? index : slots[insider] + Array.IndexOf(cells.Insiders[insider].Targets, index);
        if (proofs[slot].IsGiven) return new Reach(true, 0, 0, true);
        if (insiders && !tried[index] && together[index].Length > 0)
        {
            // If all who know something could not learn it together, none of them can alone: mostly one search serves them all.
            tried[index] = true;
            if (Seek(cells.Targets[index], together[index], out var all).IsWide)
            {
                foreach (var each in slotsOf[index]) proofs[each] = all;
                return new Reach(true, 0, 0, true);
            }
        }

        var reach = Seek(cells.Targets[index], insider < 0 ? [] : cells.Insiders[insider].Known, out var proof);
        if (reach.IsWide) proofs[slot] = proof;
        return reach;
    }

    private Reach Seek(Target target, int[] known, out Proof proof)
    {
        var (lowest, highest) = (plain, plain);
        for (var i = others.Count - 1; i >= 0; i--)
        {
            var other = others[i];
            var value = other[target.Cell];
            if (value >= lowest[target.Cell] && value <= highest[target.Cell]) continue;
            if (!Leaves(other, known)) continue;
            if (value < lowest[target.Cell]) lowest = other;
            else highest = other;
            if (Wide()) break;
        }

        proof = new Proof(lowest, highest);
        if (Wide()) return new Reach(true, lowest[target.Cell], highest[target.Cell], true);
        foreach (var cell in known) program.SetBounds(cell, truth[cell], truth[cell]);
        var most = Search(target.Cell, up: true, lowest[target.Cell] + target.Width, out var found);
        if (found is not null && found[target.Cell] > highest[target.Cell]) highest = found;
        long least = lowest[target.Cell];
        if (!Wide())
        {
            least = Search(target.Cell, up: false, highest[target.Cell] - target.Width, out found);
            if (found is not null && found[target.Cell] < lowest[target.Cell]) lowest = found;
        }

        foreach (var cell in known)
        {
            var (from, to) = BoundsOf(cell);
            program.SetBounds(cell, from, to);
        }

        proof = new Proof(lowest, highest);
        return Wide() ? new Reach(true, lowest[target.Cell], highest[target.Cell], true) : new Reach(false, least, most, most - least < target.Width);

        bool Wide() => (long)highest[target.Cell] - lowest[target.Cell] >= target.Width;
    }

    private long Search(int cell, bool up, long enough, out int[]? found)
    {
        program.MoveTo(truth);
        int[]? best = null;
        SimplexVisit visit = values =>
        {
            if (best is not null && best[cell] == (long)Math.Round(values[cell])) return false;
            if (Whole(values) is not { } whole) return false;
            best = whole;
            return up ? whole[cell] >= enough : whole[cell] <= enough;
        };
        if (up) program.Maximise([(cell, 1)], visit);
        else program.Minimise([(cell, 1)], visit);
        var limit = up ? Floor(program[cell]) : Ceiling(program[cell]);
        found = null;
        var far = best is not null && (up ? best[cell] >= enough : best[cell] <= enough);
        if (!far && (up ? limit >= enough : limit <= enough)) best = Elsewhere(cell, enough) ?? best;
        if (best is not null && Agrees(best))
        {
            others.Add(best);
            found = best;
        }

        return limit;
    }

    /// <summary>
    /// A corner of whole numbers at which the cell has a value that the program reached only in parts of people: the corners
    /// of tables of three dimensions are not always whole, but most are.
    /// </summary>
    private int[]? Elsewhere(int cell, long value)
    {
        program.SetBounds(cell, value, value);
        int[]? found = null;
        for (var attempt = 0; attempt < Corners && found is null; attempt++)
        {
            var goal = new (int, double)[cells.Count];
            for (var i = 0; i < goal.Length; i++) goal[i] = (i, cells.IsKnown(i) ? 0 : random.NextDouble() - 0.5);
            program.Minimise(goal, values => (found = Whole(values)) is not null);
        }

        var (least, most) = BoundsOf(cell);
        program.SetBounds(cell, least, most);
        return found;
    }

    private static int[]? Whole(ReadOnlySpan<double> values)
    {
        foreach (var value in values)
        {
            if (Math.Abs(value - Math.Round(value)) > 1e-6) return null;
        }

        var whole = new int[values.Length];
        for (var i = 0; i < whole.Length; i++) whole[i] = (int)Math.Round(values[i]);
        return whole;
    }

    private (double, double) BoundsOf(int cell) => cells.IsKnown(cell) ? (cells.Truth(cell), cells.Truth(cell)) : (cells.Least(cell), cells.Most);

    private bool Leaves(int[] other, int[] known)
    {
        foreach (var cell in known)
        {
            if (other[cell] != plain[cell]) return false;
        }

        return true;
    }

    private static long Floor(double value) => (long)Math.Floor(value + 1e-6);

    private static long Ceiling(double value) => (long)Math.Ceiling(value - 1e-6);

    /// <summary>How far a reader gets.</summary>
    /// <param name="IsWide">Whether that is not too far.</param>
    /// <param name="Lower">Least value.</param>
    /// <param name="Upper">Greatest value.</param>
    /// <param name="IsProven">Whether it is certain: a cell that is not wide may be without whole numbers to show it.</param>
    internal readonly record struct Reach(bool IsWide, long Lower, long Upper, bool IsProven);

    /// <summary>Two tables that differ enough in a target, of which either may be the true one.</summary>
    internal readonly record struct Proof(int[]? Low, int[]? High)
    {
        /// <summary>Whether there is one.</summary>
        public bool IsGiven => Low is not null;
    }

    private sealed record Check(int[] Cells, int[] Coefficients, bool IsEqual)
    {
        public bool Holds(int[] values)
        {
            var sum = 0L;
            for (var i = 0; i < Cells.Length; i++) sum += (long)Coefficients[i] * values[Cells[i]];
            return IsEqual ? sum == 0 : sum >= 0;
        }
    }
}
