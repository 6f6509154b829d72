namespace Uramost.Platform.Figures.Disclosure;

/// <summary>Categories that are published as one.</summary>
/// <param name="Name">Its key.</param>
/// <param name="Categories">Keys of the categories in it, at least two.</param>
public sealed record CategoryGroup(string Name, IReadOnlyList<string> Categories);

/// <summary>
/// One dimension of a table: its categories, the groups into which some of them were collapsed, and the total. These are its
/// nodes, in this order; a category in a group is not published on its own.
/// </summary>
/// <param name="Name">Its key.</param>
/// <param name="Categories">Keys of the categories; each person with a known answer is in one.</param>
/// <param name="Sensitive">Whether it says what is true of a person: then nobody in a category tells something about everybody else.</param>
/// <param name="Additive">Whether the categories add up to the total; distinct people of several years or kinds do not.</param>
/// <param name="Groups">Collapsed categories; only of an additive dimension.</param>
public sealed record TableDimension(string Name, IReadOnlyList<string> Categories, bool Sensitive = true, bool Additive = true, IReadOnlyList<CategoryGroup>? Groups = null)
{
    private readonly int[][] parts = Split(Categories, Groups ?? [], Additive);

    /// <summary>Number of nodes.</summary>
    public int Size => parts.Length;

    /// <summary>The node of the total.</summary>
    public int Total => parts.Length - 1;

    /// <summary>Key of a node; null for the total.</summary>
    public string? Key(int node) => node < Categories.Count ? Categories[node] : node == Total ? null : Groups![node - Categories.Count].Name;

    /// <summary>Categories of which a node consists.</summary>
    public IReadOnlyList<int> Parts(int node) => parts[node];

    /// <summary>Whether the node stands in the published table.</summary>
    public bool Offers(int node) => node >= Categories.Count || Groups is null || !Groups.Any(g => g.Categories.Contains(Categories[node]));

    /// <summary>Whether everybody in <paramref name="inner"/> is also in <paramref name="outer"/>.</summary>
    public bool Contains(int outer, int inner) => outer == Total || outer == inner || (inner != Total && parts[inner].All(parts[outer].Contains));

    private static int[][] Split(IReadOnlyList<string> categories, IReadOnlyList<CategoryGroup> groups, bool additive)
    {
        if (groups.Count > 0 && !additive) throw new ArgumentException("Categories that do not add up cannot be published as one.", nameof(groups));
        var order = categories.Index().ToDictionary(c => c.Item, c => c.Index);
        var nodes = new List<int[]>();
        for (var i = 0; i < categories.Count; i++) nodes.Add([i]);
        foreach (var group in groups)
        {
            nodes.Add([.. group.Categories.Select(c => order.TryGetValue(c, out var at) ? at : throw new ArgumentException($"'{group.Name}' names the unknown category '{c}'.", nameof(groups)))]);
        }

        return [.. nodes, [.. Enumerable.Range(0, categories.Count)]];
    }
}

/// <summary>Why a cell is not shown. Readers outside are told only that it is: which of these it is would itself say something.</summary>
public enum Hidden
{
    /// <summary>It is shown.</summary>
    No,
    /// <summary>Fewer people than the threshold.</summary>
    Small,
    /// <summary>Nobody, where others are: that too is true of each of the others.</summary>
    Zero,
    /// <summary>All people of the group share what the cell says.</summary>
    AllAlike,
    /// <summary>So few more, or others, than in an earlier release that the difference would tell who.</summary>
    SmallChange,
    /// <summary>A hidden cell could be worked out from it.</summary>
    Protects,
    /// <summary>It is published within a group of categories.</summary>
    Collapsed,
}

/// <summary>
/// A table of people with all of its margins. A cell is a number: the nodes of the dimensions, the last of them
/// running fastest.
/// </summary>
public sealed class PublishedTable
{
    private readonly long[] values;
    private readonly int[] contributors, strides;
    private readonly Hidden[] hidden;

    /// <summary>Makes a table of which everything that is offered is shown.</summary>
    /// <param name="dimensions">At least one.</param>
    /// <param name="values">Value of each cell, margins and groups included; never negative.</param>
    /// <param name="contributors">People in each cell, where the value counts something else.</param>
    /// <exception cref="ArgumentException">The number of values is not the number of cells, one is negative, or a margin is not the sum of its parts.</exception>
    public PublishedTable(IReadOnlyList<TableDimension> dimensions, IReadOnlyList<long> values, IReadOnlyList<int>? contributors = null)
    {
        Dimensions = dimensions;
        strides = new int[dimensions.Count];
        var count = 1;
        for (var d = dimensions.Count - 1; d >= 0; d--)
        {
            strides[d] = count;
            count = checked(count * dimensions[d].Size);
        }

        if (values.Count != count) throw new ArgumentException($"The table has {count} cells, {values.Count} were given.", nameof(values));
        this.values = [.. values];
        this.contributors = contributors is null ? [.. values.Select(v => (int)Math.Min(v, int.MaxValue))] : [.. contributors];
        hidden = new Hidden[count];
        for (var cell = 0; cell < count; cell++)
        {
            if (this.values[cell] < 0) throw new ArgumentException($"Cell {cell} is negative.", nameof(values));
            if (!IsOffered(cell)) hidden[cell] = Hidden.Collapsed;
            for (var d = 0; d < dimensions.Count; d++)
            {
                var node = Node(cell, d);
                if (node < dimensions[d].Categories.Count || !dimensions[d].Additive) continue;
                var sum = dimensions[d].Parts(node).Sum(part => this.values[With(cell, d, part)]);
                if (sum != this.values[cell]) throw new ArgumentException($"Cell {cell} is {this.values[cell]}, its parts add up to {sum}.", nameof(values));
            }
        }
    }

    /// <summary>The dimensions.</summary>
    public IReadOnlyList<TableDimension> Dimensions { get; }

    /// <summary>Number of cells, those that are not offered included.</summary>
    public int Count => values.Length;

    /// <summary>A table whose margins are the sums of its inner cells, which come with the last dimension running fastest.</summary>
    public static PublishedTable FromInner(IReadOnlyList<TableDimension> dimensions, IReadOnlyList<long> inner)
    {
        var sizes = dimensions.Select(d => d.Size).ToArray();
        var values = new long[sizes.Aggregate(1, (a, b) => a * b)];
        var at = new int[dimensions.Count];
        for (var cell = 0; cell < values.Length; cell++)
        {
            for (int d = dimensions.Count - 1, rest = cell; d >= 0; rest /= sizes[d--]) at[d] = rest % sizes[d];
            values[cell] = Sum(0, 0);
        }

        return new PublishedTable(dimensions, values);

        long Sum(int d, int offset) => d == dimensions.Count
            ? inner[offset]
            : dimensions[d].Parts(at[d]).Sum(part => Sum(d + 1, offset * dimensions[d].Categories.Count + part));
    }

    /// <summary>The same table with other groups of the same categories; nothing is hidden in it.</summary>
    public PublishedTable Regrouped(IReadOnlyList<TableDimension> dimensions)
    {
        var sizes = dimensions.Select(d => d.Size).ToArray();
        var regrouped = new long[sizes.Aggregate(1, (a, b) => a * b)];
        var at = new int[sizes.Length];
        for (var cell = 0; cell < regrouped.Length; cell++)
        {
            for (int d = sizes.Length - 1, rest = cell; d >= 0; rest /= sizes[d--]) at[d] = rest % sizes[d];
            regrouped[cell] = Sum(0, Count - 1);
        }

        return new PublishedTable(dimensions, regrouped);

        // A total is taken as it is, since what does not add up has one too; a group is the sum of its parts.
        long Sum(int d, int cell)
        {
            if (d == dimensions.Count) return values[cell];
            if (at[d] == dimensions[d].Total) return Sum(d + 1, cell);
            return dimensions[d].Parts(at[d]).Sum(part => Sum(d + 1, With(cell, d, part)));
        }
    }

    /// <summary>Value of a cell, hidden or not.</summary>
    public long Value(int cell) => values[cell];

    /// <summary>People in a cell, hidden or not.</summary>
    public int Contributors(int cell) => contributors[cell];

    /// <summary>Whether and why a cell is hidden.</summary>
    public Hidden Why(int cell) => hidden[cell];

    /// <summary>Whether a reader sees the cell's value.</summary>
    public bool IsShown(int cell) => hidden[cell] == Hidden.No;

    /// <summary>Whether the cell stands in the table at all: a category that was collapsed does not.</summary>
    public bool IsOffered(int cell)
    {
        for (var d = 0; d < Dimensions.Count; d++)
        {
            if (!Dimensions[d].Offers(Node(cell, d))) return false;
        }

        return true;
    }

    /// <summary>What a reader sees: the value, or null.</summary>
    public long? Shown(int cell) => IsShown(cell) ? values[cell] : null;

    /// <summary>Part of the total of a dimension that the cell is, from 0 to 1; null where it or that total is hidden, or nobody is there.</summary>
    public decimal? Share(int cell, int dimension) =>
        Shown(cell) is { } part && Shown(With(cell, dimension, Dimensions[dimension].Total)) is > 0 and var whole ? (decimal)part / whole : null;

    /// <summary>Hides a cell.</summary>
    public void Hide(int cell, Hidden why)
    {
        if (hidden[cell] is Hidden.No or Hidden.Protects) hidden[cell] = why;
    }

    /// <summary>Shows a cell again; one that is collapsed stays so.</summary>
    public void Show(int cell)
    {
        if (hidden[cell] != Hidden.Collapsed) hidden[cell] = Hidden.No;
    }

    /// <summary>Node of a cell in a dimension.</summary>
    public int Node(int cell, int dimension) => cell / strides[dimension] % Dimensions[dimension].Size;

    /// <summary>The cell with these nodes.</summary>
    public int Cell(params ReadOnlySpan<int> nodes)
    {
        var cell = 0;
        for (var d = 0; d < nodes.Length; d++) cell += nodes[d] * strides[d];
        return cell;
    }

    /// <summary>The cell that differs in one dimension.</summary>
    public int With(int cell, int dimension, int node) => cell + (node - Node(cell, dimension)) * strides[dimension];

    /// <summary>Number of dimensions in which the cell is not the total.</summary>
    public int Depth(int cell)
    {
        var depth = 0;
        for (var d = 0; d < Dimensions.Count; d++) depth += Node(cell, d) == Dimensions[d].Total ? 0 : 1;
        return depth;
    }

    /// <summary>Whether everybody in the cell <paramref name="inner"/> is also in <paramref name="outer"/>.</summary>
    public bool Contains(int outer, int inner)
    {
        for (var d = 0; d < Dimensions.Count; d++)
        {
            if (!Dimensions[d].Contains(Node(outer, d), Node(inner, d))) return false;
        }

        return true;
    }

    /// <summary>Whether the two cells differ in one dimension at most.</summary>
    public bool OnOneLine(int one, int other)
    {
        var differ = 0;
        for (var d = 0; d < Dimensions.Count && differ < 2; d++) differ += Node(one, d) == Node(other, d) ? 0 : 1;
        return differ < 2;
    }

    /// <summary>
    /// Whether a cell exposes somebody by itself: a few people, nobody where others are, or all alike.
    /// <paramref name="of"/> gives the value of a cell and <paramref name="people"/> the people in it, so that a difference of two tables can be asked about too.
    /// </summary>
    internal Hidden Exposes(int cell, int threshold, Func<int, long> of, Func<int, long> people)
    {
        var count = Math.Abs(people(cell));
        if (count > 0 && count < threshold) return Hidden.Small;
        var value = of(cell);
        for (var d = 0; d < Dimensions.Count; d++)
        {
            if (!Dimensions[d].Sensitive || Node(cell, d) == Dimensions[d].Total) continue;
            var whole = of(With(cell, d, Dimensions[d].Total));
            if (whole == 0) continue;
            if (value == 0) return Hidden.Zero;
            if (value == whole && Dimensions[d].Additive) return Hidden.AllAlike;
        }

        return Hidden.No;
    }
}
