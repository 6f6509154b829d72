using Uramost.Platform.Mathematics;

namespace Uramost.Platform.Figures.Disclosure;

/// <summary>A table that readers already have.</summary>
/// <param name="Table">It, with what is hidden.</param>
/// <param name="Threshold">The threshold with which it was released.</param>
public sealed record EarlierTable(PublishedTable Table, int Threshold);

/// <summary>Something that nobody may learn more exactly than to within a width.</summary>
/// <param name="Cell">Its number among the linked cells.</param>
/// <param name="Width">Least distance between what it can be at most and at least.</param>
/// <param name="Why">What it would tell.</param>
/// <param name="Own">The cell of the newest table that tells it; null where it is only a matter of earlier tables.</param>
internal sealed record Target(int Cell, int Width, Hidden Why, int? Own);

/// <summary>Somebody who is the only one in a cell, and so knows its value.</summary>
/// <param name="Known">Cells whose value they know.</param>
/// <param name="Targets">What they must not learn about others: numbers of targets on the lines through their cell.</param>
internal sealed record Insider(int[] Known, int[] Targets);

/// <summary>
/// Everything that somebody can put together who has a table and all earlier ones of the same figure: the cells of all of
/// them, how they add up, and how they grew. This is the system of equations that is attacked.
/// </summary>
/// <remarks>
/// The newest table's cells come first and have their own numbers. A cell of an earlier table is linked to the next table
/// that has the same cell, by "not fewer than before" where that is true of all of them. Cells that two tables share link the
/// tables: that is exact as long as the templates form no circle.
/// </remarks>
public sealed class LinkedCells
{
    private readonly List<long> truth = [], least = [];
    private readonly List<bool> published = [];
    private readonly List<Target> targets = [];
    private readonly List<Insider> insiders = [];

    /// <summary>Links a table with the tables that went before it, the oldest first.</summary>
    public LinkedCells(PublishedTable now, int threshold, IReadOnlyList<EarlierTable>? earlier = null)
    {
        Now = now;
        var views = new List<View>();
        var newest = new View(now, threshold, []);
        Add(newest);
        foreach (var table in earlier ?? [])
        {
            var view = new View(table.Table, table.Threshold, []);
            Add(view);
            views.Add(view);
        }

        views.Add(newest);
        var changes = Changes(views);
        Most = 4 * Math.Max(truth.Max(Math.Abs), 10) + 8 * (long)Math.Max(threshold, (earlier ?? []).Select(e => e.Threshold).DefaultIfEmpty().Max());
        foreach (var view in views.Concat(changes)) Protect(view, ReferenceEquals(view.Table, now));
    }

    /// <summary>The newest table, whose cells are the first of all.</summary>
    public PublishedTable Now { get; }

    /// <summary>Number of cells.</summary>
    public int Count => truth.Count;

    /// <summary>What must not be learnt.</summary>
    internal IReadOnlyList<Target> Targets => targets;

    /// <summary>Those who know something of themselves.</summary>
    internal IReadOnlyList<Insider> Insiders => insiders;

    /// <summary>How the cells add up.</summary>
    internal List<SimplexRow> Rows { get; } = [];

    /// <summary>More than any cell has to be able to be.</summary>
    internal long Most { get; }

    /// <summary>The true value of a cell.</summary>
    internal long Truth(int cell) => truth[cell];

    /// <summary>The least that a cell can be: zero, but for a change that may be a fall.</summary>
    internal long Least(int cell) => least[cell] == 0 ? 0 : -Most;

    /// <summary>Whether readers have the cell's value.</summary>
    internal bool IsKnown(int cell) => cell < Now.Count ? Now.IsShown(cell) : published[cell];

    private int New(long value, bool shown, bool mayFall = false)
    {
        truth.Add(value);
        published.Add(shown);
        least.Add(mayFall ? -1 : 0);
        return truth.Count - 1;
    }

    private void Add(View view)
    {
        var table = view.Table;
        view.Cells = new int[table.Count];
        for (var i = 0; i < table.Count; i++) view.Cells[i] = New(table.Value(i), table.IsShown(i));
        for (var i = 0; i < table.Count; i++)
        {
            view.ByKey.TryAdd(Key(table, i), i);
            for (var d = 0; d < table.Dimensions.Count; d++)
            {
                var dimension = table.Dimensions[d];
                var node = table.Node(i, d);
                if (node < dimension.Categories.Count) continue;
                var parts = dimension.Parts(node).Select(part => view.Cells[table.With(i, d, part)]).ToList();
                if (dimension.Additive)
                {
                    Rows.Add(SimplexRow.Equal([(view.Cells[i], -1), .. parts.Select(p => (p, 1.0))], 0));
                    continue;
                }

                // Each is in one of them at least, and in each at most once.
                Rows.Add(new SimplexRow([(view.Cells[i], -1), .. parts.Select(p => (p, 1.0))], 0, double.PositiveInfinity));
                foreach (var part in parts) Rows.Add(new SimplexRow([(view.Cells[i], 1), (part, -1)], 0, double.PositiveInfinity));
            }
        }
    }

    /// <summary>The changes between any two tables, as tables; cells that only one of them has are left out.</summary>
    private List<View> Changes(List<View> views)
    {
        var changes = new List<View>();
        for (var later = 1; later < views.Count; later++)
        {
            var table = views[later].Table;
            // The latest table that has the same cell. Only where nothing fell may somebody suppose that things grow.
            var before = new int[table.Count];
            var grows = true;
            for (var i = 0; i < table.Count; i++)
            {
                before[i] = -1;
                for (var e = later - 1; e >= 0 && before[i] < 0; e--)
                {
                    if (views[e].ByKey.TryGetValue(views[later].KeyOf(i), out var same))
                    {
                        before[i] = e;
                        grows &= views[e].Table.Value(same) <= table.Value(i);
                    }
                }
            }

            for (var e = 0; e < later; e++)
            {
                var change = new View(table, views[later].Threshold, new long[table.Count]) { Cells = new int[table.Count] };
                var any = false;
                for (var i = 0; i < table.Count; i++)
                {
                    change.Cells[i] = -1;
                    if (!views[e].ByKey.TryGetValue(views[later].KeyOf(i), out var same)) continue;
                    any = true;
                    change.Values[i] = table.Value(i) - views[e].Table.Value(same);
                    var links = grows && before[i] == e;
                    change.Pending.Add((i, views[e].Cells[same], views[later].Cells[i], links));
                }

                if (!any) continue;
                foreach (var (i, old, fresh, links) in change.Pending)
                {
                    var exposes = change.Exposes(i);
                    if (!links && exposes == Hidden.No) continue;
                    change.Cells[i] = New(change.Values[i], false, mayFall: !links);
                    Rows.Add(SimplexRow.Equal([(fresh, 1), (old, -1), (change.Cells[i], -1)], 0));
                }

                changes.Add(change);
            }
        }

        return changes;
    }

    private void Protect(View view, bool newest)
    {
        var table = view.Table;
        var first = targets.Count;
        var of = new Dictionary<int, int>();
        for (var i = 0; i < table.Count; i++)
        {
            if (view.Cells[i] < 0 || view.Exposes(i) is Hidden.No) continue;
            of[i] = targets.Count;
            targets.Add(new Target(view.Cells[i], view.Threshold - 1, view.Change ? Hidden.SmallChange : view.Exposes(i), newest ? i : null));
        }

        if (targets.Count == first) return;
        var alone = Enumerable.Range(0, table.Count).Where(i => view.Cells[i] >= 0 && view.People(i) == 1).ToList();
        foreach (var one in alone)
        {
            // What is known of oneself: one's own cell, and those around and inside it in which nobody else is.
            var known = alone.Where(i => table.Contains(i, one) || table.Contains(one, i)).ToList();
            var others = of.Where(t => table.OnOneLine(t.Key, one) && !known.Any(k => table.Contains(k, t.Key))).Select(t => t.Value).ToArray();
            if (others.Length > 0) insiders.Add(new Insider([.. known.Select(i => view.Cells[i])], others));
        }
    }

    private static string Key(PublishedTable table, int cell)
    {
        var parts = new List<string>();
        for (var d = 0; d < table.Dimensions.Count; d++)
        {
            var (dimension, node) = (table.Dimensions[d], table.Node(cell, d));
            if (node != dimension.Total) parts.Add($"{dimension.Name}={string.Join('+', dimension.Parts(node).Select(p => dimension.Categories[p]).Order(StringComparer.Ordinal))}");
        }

        return string.Join(';', parts.Order(StringComparer.Ordinal));
    }

    /// <summary>A table, or the change between two tables, with the numbers of its cells.</summary>
    private sealed class View(PublishedTable table, int threshold, long[] values)
    {
        private string[]? keys;

        public PublishedTable Table => table;
        public int Threshold => threshold;
        public long[] Values => values;
        public bool Change => values.Length > 0;
        public int[] Cells { get; set; } = [];
        public Dictionary<string, int> ByKey { get; } = [];
        public List<(int Index, int Old, int Fresh, bool Links)> Pending { get; } = [];

        public string KeyOf(int cell) => (keys ??= [.. Enumerable.Range(0, table.Count).Select(i => Key(table, i))])[cell];
        public long People(int cell) => Change ? values[cell] : table.Contributors(cell);
        public Hidden Exposes(int cell) => table.Exposes(cell, threshold, Change ? i => values[i] : table.Value, People);
    }
}
