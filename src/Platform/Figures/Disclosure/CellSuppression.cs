using System.Runtime.InteropServices;
using Uramost.Platform.Mathematics;

namespace Uramost.Platform.Figures.Disclosure;

/// <summary>Readers for whom a table must be safe.</summary>
/// <param name="Threshold">Fewer people than this are not shown to them.</param>
/// <param name="Earlier">The tables that they have, the oldest first.</param>
public sealed record Readers(int Threshold, IReadOnlyList<EarlierTable> Earlier)
{
    /// <summary>Readers who have no earlier table.</summary>
    public static Readers First(int threshold) => new(threshold, []);
}

/// <summary>
/// Hides the cells of a table that expose somebody, and as few others as it can so that none of those can be worked out:
/// suppress, attack, repeat.
/// </summary>
/// <remarks>
/// What is hidden besides is found by a linear program (Fischetti and Salazar, Management Science 2001, in its simple form):
/// for a cell that an attack comes too close to, the least change of published cells that would let the hidden one be
/// something else; the cells that change are hidden. At the end each cell that was hidden for others is tried again. Small
/// tables are gone through in several orders, and the one that keeps most is taken.
/// </remarks>
public static class CellSuppression
{
    private const int SmallTable = 150, Orders = 12, Retries = 15_000, Rounds = 3;
    private const double Reward = 1e4;

    /// <summary>Hides what must be hidden from readers who have no earlier table.</summary>
    public static bool Protect(PublishedTable table, int threshold) => Protect(table, [Readers.First(threshold)]);

    /// <summary>Hides what must be hidden from each kind of readers.</summary>
    /// <returns>Whether the table may then be published. False where even an empty one would say too much, because of what earlier tables say.</returns>
    public static bool Protect(PublishedTable table, IReadOnlyList<Readers> audiences)
    {
        var attacked = new List<(LinkedCells Cells, List<int[]> Others)>();
        foreach (var readers in audiences)
        {
            var cells = new LinkedCells(table, readers.Threshold, readers.Earlier);
            foreach (var target in cells.Targets)
            {
                if (target.Own is { } own && own == target.Cell) table.Hide(own, target.Why);
            }

            var before = Pattern(table);
            var (best, others, kept) = (before, new List<int[]>(), -1);
            for (var order = 0; order < (table.Count <= SmallTable ? Orders : 1); order++)
            {
                Apply(table, before);
                var attempt = new Attempt(cells, order);
                attempt.Hide();
                attempt.ShowAgain();
                var shown = Enumerable.Range(0, table.Count).Count(table.IsShown);
                if (shown > kept) (best, others, kept) = (Pattern(table), attempt.Others, shown);
            }

            Apply(table, best);
            attacked.Add((cells, others));
        }

        // What is given out is attacked once more from nothing but the other tables, each of which is checked again.
        return attacked.All(a => Stands(a.Cells, a.Others));
    }

    /// <summary>Whether the attack gets nowhere; what it still finds is hidden, a few times.</summary>
    private static bool Stands(LinkedCells cells, List<int[]> others)
    {
        for (var round = 1; ; round++)
        {
            var attack = new DisclosureAttack(cells);
            attack.Offer(others);
            if (attack.Leaks().Count == 0) return true;
            if (round > Rounds) return false;
            var attempt = new Attempt(cells, round);
            attempt.Hide();
            others = [.. others, .. attempt.Others];
        }
    }

    private static Hidden[] Pattern(PublishedTable table) => [.. Enumerable.Range(0, table.Count).Select(table.Why)];

    private static void Apply(PublishedTable table, Hidden[] pattern)
    {
        for (var i = 0; i < pattern.Length; i++)
        {
            table.Show(i);
            if (pattern[i] != Hidden.No) table.Hide(i, pattern[i]);
        }
    }

    /// <summary>One way through the targets.</summary>
    private sealed class Attempt(LinkedCells cells, int order)
    {
        private readonly PublishedTable table = cells.Now;
        private readonly DisclosureAttack attack = new(cells);
        private readonly Random random = new(order);
        private readonly List<(int Cell, int Target, int Insider)> hiddenHere = [];
        private Simplex? program;
        private double[] start = [];
        private double[] weights = [];

        /// <summary>Other tables that agree with what is published.</summary>
        public List<int[]> Others => attack.Remember().Others;

        /// <summary>Hides what has to be hidden so that nothing can be worked out.</summary>
        public void Hide()
        {
            weights = [.. Enumerable.Range(0, table.Count).Select(i => 1 + (order == 0 ? 0.1 : random.NextDouble()) * (table.Dimensions.Count - table.Depth(i)))];
            var all = Enumerable.Range(0, cells.Targets.Count).ToArray();
            if (order > 0) random.Shuffle(all);
            foreach (var t in all) Widen(t, -1);
            for (var i = 0; i < cells.Insiders.Count; i++)
            {
                foreach (var t in cells.Insiders[i].Targets) Widen(t, i);
            }
        }

        /// <summary>Hides more until a target is wide enough, or nothing is left to hide.</summary>
        private void Widen(int t, int insider)
        {
            for (var round = 0; ; round++)
            {
                var reach = attack.Range(t, insider);
                if (reach.IsWide) return;
                var target = cells.Targets[t];
                var chosen = round > 3 ? [] : Cheapest(target, target.Cell, reach, insider < 0 ? [] : cells.Insiders[insider].Known);
                if (chosen.Count == 0) chosen = Around(target);
                if (chosen.Count == 0) return;
                foreach (var hide in chosen)
                {
                    table.Hide(hide, hide == target.Own ? target.Why : Hidden.Protects);
                    attack.Refresh(hide);
                    if (hide != target.Own) hiddenHere.Add((hide, t, insider));
                }
            }
        }

        /// <summary>The cells by whose hiding the target becomes wide at the least price.</summary>
        private List<int> Cheapest(Target target, int cell, DisclosureAttack.Reach reach, int[] known)
        {
            var truth = cells.Truth(cell);
            var upwards = Math.Min(reach.Lower, truth) + target.Width - truth;
            var downwards = truth - (Math.Max(reach.Upper, truth) - target.Width);
            var up = Price(cell, upwards, known, out var above);
            var down = truth - downwards >= cells.Least(cell) ? Price(cell, -downwards, known, out var below) : Price(cell, 0, known, out below);
            if (above.Count == 0 || (below.Count > 0 && down < up)) return below;
            return above;
        }

        private double Price(int cell, long change, int[] known, out List<int> chosen)
        {
            chosen = [];
            if (change == 0) return double.MaxValue;
            program ??= Build();
            var goal = new List<(int, double)> { (cell, change > 0 ? Reward : -Reward) };
            for (var i = 0; i < table.Count; i++)
            {
                var (up, down) = (cells.Count + i, cells.Count + table.Count + i);
                var open = table.IsShown(i) && Array.IndexOf(known, i) < 0;
                program.SetBounds(up, 0, open ? cells.Most : 0);
                program.SetBounds(down, 0, open ? cells.Truth(i) : 0);
                program.SetBounds(i, table.IsShown(i) || Array.IndexOf(known, i) >= 0 ? cells.Truth(i) : 0, table.IsShown(i) || Array.IndexOf(known, i) >= 0 ? cells.Truth(i) : cells.Most);
                if (!open) continue;
                var weight = weights[i] * (order == 0 ? 1 : 0.8 + 0.4 * random.NextDouble());
                goal.Add((up, -weight));
                goal.Add((down, -weight));
            }

            foreach (var k in known) program.SetBounds(k, cells.Truth(k), cells.Truth(k));
            var aim = cells.Truth(cell) + change;
            program.SetBounds(cell, Math.Min(aim, cells.Truth(cell)), Math.Max(aim, cells.Truth(cell)));
            program.MoveTo(start);
            program.Maximise(CollectionsMarshal.AsSpan(goal));
            var reached = Math.Abs(program[cell] - aim) < 0.5;
            var price = 0.0;
            if (reached)
            {
                for (var i = 0; i < table.Count; i++)
                {
                    if (!table.IsShown(i) || program[cells.Count + i] + program[cells.Count + table.Count + i] < 1e-6) continue;
                    chosen.Add(i);
                    price += weights[i];
                }
            }

            program.SetBounds(cell, cells.IsKnown(cell) ? cells.Truth(cell) : cells.Least(cell), cells.IsKnown(cell) ? cells.Truth(cell) : cells.Most);
            foreach (var k in known) program.SetBounds(k, cells.IsKnown(k) ? cells.Truth(k) : cells.Least(k), cells.IsKnown(k) ? cells.Truth(k) : cells.Most);
            return reached ? price : double.MaxValue;
        }

        /// <summary>The program of the price: each published cell can be more or less, at a cost.</summary>
        private Simplex Build()
        {
            var bounds = new List<(double, double)>();
            for (var i = 0; i < cells.Count; i++) bounds.Add(cells.IsKnown(i) ? (cells.Truth(i), cells.Truth(i)) : (cells.Least(i), cells.Most));
            for (var i = 0; i < 2 * table.Count; i++) bounds.Add((0, 0));
            var rows = cells.Rows.Select(row => row with
            {
                Terms = [.. row.Terms, .. row.Terms.Where(t => t.Variable < table.Count).SelectMany(t => new[] { (cells.Count + t.Variable, t.Coefficient), (cells.Count + table.Count + t.Variable, -t.Coefficient) })],
            }).ToList();
            start = new double[bounds.Count];
            for (var i = 0; i < cells.Count; i++) start[i] = cells.Truth(i);
            return new Simplex(bounds, rows);
        }

        /// <summary>Where the price finds nothing: the next published cell on the target's lines, else any.</summary>
        private List<int> Around(Target target)
        {
            var shown = Enumerable.Range(0, table.Count).Where(table.IsShown);
            if (target.Own is { } own) shown = shown.OrderBy(i => table.OnOneLine(i, own) ? 0 : 1).ThenByDescending(table.Depth);
            else shown = shown.OrderByDescending(table.Depth);
            return [.. shown.Take(1)];
        }

        /// <summary>
        /// What was hidden for others and is not needed any more is shown again: margins first. In a large table the search
        /// ends after so many steps, not after a time, so that the same table always comes out the same.
        /// </summary>
        public void ShowAgain()
        {
            var end = attack.Steps + Retries;
            foreach (var (cell, target, insider) in hiddenHere.OrderBy(h => table.Depth(h.Cell)).ThenByDescending(h => table.Value(h.Cell)).ToList())
            {
                if (attack.Steps > end) return;
                var known = attack.Remember();
                table.Show(cell);
                attack.Refresh(cell);
                if (attack.Range(target, insider).IsWide && attack.Holds()) continue;
                table.Hide(cell, Hidden.Protects);
                attack.Refresh(cell);
                attack.Restore(known);
            }
        }
    }
}
