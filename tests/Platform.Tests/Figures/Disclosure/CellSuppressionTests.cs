using Uramost.Platform.Figures.Disclosure;

namespace Uramost.Platform.Tests.Figures.Disclosure;

/// <summary>
/// Tables of participants are hidden in until an attacker, who is written apart from the product and by another method, learns
/// nothing. With <c>URAMOST_TEST_ALL=1</c> a thousand of them up to 38 × 6 × 3; else a sample, whose seed is printed.
/// </summary>
public sealed class CellSuppressionTests(ITestOutputHelper output)
{
    private static readonly bool All = Environment.GetEnvironmentVariable("URAMOST_TEST_ALL") == "1";

    [Fact]
    public void Of_random_tables_an_attacker_learns_nothing()
    {
        var (seed, count) = (Environment.TickCount, All ? 1_000 : 60);
        output.WriteLine($"seed {seed}, {count} tables");
        var (kept, cells) = (0, 0);
        for (var round = 0; round < count; round++)
        {
            var random = new Random(seed + round);
            var (table, threshold) = Participants(random, All ? 38 : 9, All ? 6 : 4);
            Assert.True(CellSuppression.Protect(table, threshold), $"seed {seed + round}: the product does not hold its own attack");
            var attacker = new TableAttacker(table, threshold);
            Assert.Null(attacker.Outside(random, All && table.Count > 300 ? 24 : 80) is { } learnt ? $"seed {seed + round}: {learnt}" : null);
            Assert.Null(attacker.Inside(random, 4, 12) is { } inside ? $"seed {seed + round}: {inside}" : null);
            kept += Enumerable.Range(0, table.Count).Count(table.IsShown);
            cells += table.Count;
            if (round % 50 == 49) output.WriteLine($"{round + 1} tables, no leak");
        }

        output.WriteLine($"{kept} of {cells} cells are shown");
        Assert.True(kept > cells / 20, $"seed {seed}: {kept} of {cells} cells are shown");
    }

    [Fact]
    public void Where_the_search_for_whole_people_begins_does_not_decide_whether_a_table_is_safe()
    {
        // Of this table a search from nothing found corners in parts of people only, where the one before it had found whole ones.
        var (table, threshold) = Participants(new Random(28987384), 38, 6);
        Assert.True(CellSuppression.Protect(table, threshold));
        Assert.Null(new TableAttacker(table, threshold).Outside(new Random(1), 60));
    }

    [Fact]
    public void Hiding_small_cells_only_and_one_more_in_the_row_is_caught()
    {
        var seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        var (small, row) = (0, 0);
        for (var round = 0; round < 25; round++)
        {
            var random = new Random(seed + round);
            var (table, threshold) = Participants(random, 12, 4, dimensions: 3);
            HideSmall(table, threshold);
            if (new TableAttacker(table, threshold).Outside(random, 60) is not null) small++;
            HideOneMoreInTheRow(table);
            if (new TableAttacker(table, threshold).Outside(random, 60) is not null) row++;
        }

        output.WriteLine($"caught: small cells only {small} of 25, one more in the row {row} of 25");
        Assert.True(small >= 20, $"seed {seed}: small cells only was caught in {small} of 25");
        Assert.True(row >= 1, $"seed {seed}: one more in the row was never caught");
    }

    [Fact]
    public void Every_table_of_whole_numbers_that_could_be_the_true_one_leaves_room_enough()
    {
        var seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        var looked = 0;
        for (var round = 0; round < 60; round++)
        {
            var random = new Random(seed + round);
            var table = Table(random, [random.Next(2, 4), random.Next(2, 4)], random.Next(8, 40));
            const int threshold = 4;
            Assert.True(CellSuppression.Protect(table, threshold));
            var attacker = new TableAttacker(table, threshold);
            if (!table.IsShown(table.Count - 1) || attacker.ByEveryTable(2_000_000) is not { } ranges) continue;
            looked++;
            foreach (var cell in attacker.Protected) Assert.True(ranges[cell].High - ranges[cell].Low >= threshold - 1, $"seed {seed + round}: cell {cell} is between {ranges[cell].Low} and {ranges[cell].High}");
            // The bounds that the product tells are those of all the tables there are.
            var attack = new DisclosureAttack(new LinkedCells(table, threshold));
            for (var cell = 0; cell < table.Count; cell++) Assert.Equal((ranges[cell].Low, (long?)ranges[cell].High), attack.Bounds(cell));
        }

        Assert.True(looked > 15, $"seed {seed}: {looked} tables were small enough");
    }

    [Fact]
    public void Of_small_tables_at_least_nine_of_ten_cells_are_kept_that_the_best_pattern_keeps()
    {
        var (seed, count) = (Environment.TickCount, All ? 60 : 15);
        output.WriteLine($"seed {seed}");
        var (kept, best) = (0, 0);
        for (var round = 0; round < count; round++)
        {
            var random = new Random(seed + round);
            int[] sizes = random.Next(3) switch { 0 => [2, 2, 2], 1 => [3, 3], _ => [4, 2] };
            var table = Table(random, sizes, random.Next(30, 160));
            const int threshold = 6;
            Assert.True(CellSuppression.Protect(table, threshold));
            var ours = Enumerable.Range(0, table.Count).Count(table.IsShown);
            kept += ours;
            best += Best(table, threshold, ours);
        }

        output.WriteLine($"{kept} cells are kept, {best} at best: {100.0 * kept / best:0.0} %");
        Assert.True(kept >= 0.9 * best, $"seed {seed}: {kept} of {best}");
    }

    [Fact]
    public void A_few_people_nobody_and_everybody_are_hidden_and_so_is_what_gives_them_away()
    {
        var table = PublishedTable.FromInner(
            [new("region", ["north", "south", "east"]), new("gender", ["woman", "man"])],
            [3, 40, 25, 30, 20, 0]);
        Assert.True(CellSuppression.Protect(table, 10));
        Assert.Equal(Hidden.Small, table.Why(table.Cell(0, 0)));
        Assert.Equal(Hidden.Zero, table.Why(table.Cell(2, 1)));
        Assert.Equal(Hidden.AllAlike, table.Why(table.Cell(2, 0)));
        Assert.Contains(Enumerable.Range(0, table.Count), c => table.Why(c) == Hidden.Protects);
        Assert.Null(table.Share(table.Cell(0, 0), 1));
        for (var cell = 0; cell < table.Count; cell++)
        {
            for (var d = 0; d < 2; d++)
            {
                if (!table.IsShown(cell) || !table.IsShown(table.With(cell, d, table.Dimensions[d].Total))) Assert.Null(table.Share(cell, d));
            }
        }
    }

    [Fact]
    public void Nobody_in_a_year_tells_nothing_of_anybody()
    {
        var table = PublishedTable.FromInner([new("year", ["2021", "2022"], Sensitive: false)], [0, 40]);
        Assert.True(CellSuppression.Protect(table, 10));
        Assert.All(Enumerable.Range(0, table.Count), c => Assert.True(table.IsShown(c)));
    }

    [Fact]
    public void Categories_that_were_collapsed_cannot_be_told_apart_again()
    {
        var community = new TableDimension("community", ["albanian", "serb", "gorani", "turkish", "roma"], Groups: [new("others", ["gorani", "turkish", "roma"])]);
        var table = PublishedTable.FromInner([community], [60, 80, 6, 5, 4]);
        Assert.True(CellSuppression.Protect(table, 10));
        Assert.Equal([60, 80, null, null, null, 15, 155], Enumerable.Range(0, table.Count).Select(table.Shown));
        Assert.Equal((0, 15), new DisclosureAttack(new LinkedCells(table, 10)).Bounds(2));
    }

    [Fact]
    public void One_new_participant_between_two_releases_is_not_given_away()
    {
        TableDimension[] gender = [new("gender", ["woman", "man"])];
        var first = PublishedTable.FromInner(gender, [40, 50]);
        Assert.True(CellSuppression.Protect(first, 10));
        var second = PublishedTable.FromInner(gender, [41, 50]);
        Assert.True(CellSuppression.Protect(second, 10));
        // By itself the second hides nothing; beside the first it would say that one more woman came.
        Assert.All(Enumerable.Range(0, 3), c => Assert.True(second.IsShown(c)));
        var linked = new LinkedCells(second, 10, [new EarlierTable(first, 10)]);
        Assert.Contains(new DisclosureAttack(linked).Leaks(), l => l.Why == Hidden.SmallChange && l.Lower == 1 && l.Upper == 1);
        Assert.True(CellSuppression.Protect(second, [new Readers(10, [new EarlierTable(first, 10)])]));
        Assert.False(second.IsShown(0) && second.IsShown(1));
        Assert.Empty(new DisclosureAttack(new LinkedCells(second, 10, [new EarlierTable(first, 10)])).Leaks());
        // The same numbers again say nothing new.
        var same = PublishedTable.FromInner(gender, [40, 50]);
        Assert.True(CellSuppression.Protect(same, [new Readers(10, [new EarlierTable(first, 10)])]));
        Assert.All(Enumerable.Range(0, 3), c => Assert.True(same.IsShown(c)));
        // And with enough who are new, of both, everything is shown.
        var third = PublishedTable.FromInner(gender, [70, 75]);
        Assert.True(CellSuppression.Protect(third, [new Readers(10, [new EarlierTable(first, 10), new EarlierTable(second, 10)])]));
        Assert.All(Enumerable.Range(0, 3), c => Assert.True(third.IsShown(c)));
    }

    [Fact]
    public void Of_random_histories_of_releases_an_attacker_learns_neither_a_cell_nor_who_is_new()
    {
        var (seed, count) = (Environment.TickCount, All ? 200 : 25);
        output.WriteLine($"seed {seed}");
        var shown = 0;
        for (var round = 0; round < count; round++)
        {
            var random = new Random(seed + round);
            TableDimension[] dimensions = [new("region", [.. Enumerable.Range(0, random.Next(2, 5)).Select(i => $"r{i}")]), new("gender", ["woman", "man"])];
            var inner = new long[dimensions[0].Categories.Count * 2];
            List<EarlierTable> history = [];
            const int threshold = 5;
            for (var n = 0; n < 4; n++)
            {
                for (var i = 0; i < inner.Length; i++) inner[i] += random.Next(4) switch { 0 => 0, 1 => random.Next(0, 4), _ => random.Next(5, 30) };
                var table = PublishedTable.FromInner(dimensions, inner);
                if (!CellSuppression.Protect(table, [new Readers(threshold, history)])) continue;
                history.Add(new EarlierTable(table, threshold));
                shown += Enumerable.Range(0, table.Count).Count(table.IsShown);
            }

            Assert.Null(Together([.. history.Select(h => h.Table)], threshold) is { } learnt ? $"seed {seed + round}: {learnt}" : null);
        }

        Assert.True(shown > 5 * count, $"seed {seed}: {shown} cells are shown in {count} histories");
    }

    /// <summary>
    /// What somebody learns who lays all tables of a history side by side and knows that numbers only grow: unknown to them
    /// are the inner cells of the first table and what came to each of them since.
    /// </summary>
    private static string? Together(PublishedTable[] tables, int threshold)
    {
        if (tables.Length == 0) return null;
        var first = tables[0];
        var inner = Enumerable.Range(0, first.Count).Where(c => first.Depth(c) == first.Dimensions.Count).ToArray();
        List<int> Parts(int cell, int from, int until) => [.. Enumerable.Range(from, until - from + 1).SelectMany(t => Enumerable.Range(0, inner.Length).Where(i => first.Contains(cell, inner[i])).Select(i => t * inner.Length + i))];
        var tableau = new Tableau(inner.Length * tables.Length, [.. tables.SelectMany((table, t) => Enumerable.Range(0, table.Count).Where(table.IsShown).Select(c => (Parts(c, 0, t), table.Value(c))))]);
        for (var t = 0; t < tables.Length; t++)
        {
            for (var before = -1; before < t; before++)
            {
                // The table itself, or what is new in it since an earlier one.
                long Value(int cell) => tables[t].Value(cell) - (before < 0 ? 0 : tables[before].Value(cell));
                for (var cell = 0; cell < first.Count; cell++)
                {
                    var value = Value(cell);
                    var wholes = Enumerable.Range(0, first.Dimensions.Count).Where(d => first.Node(cell, d) != first.Dimensions[d].Total).Select(d => Value(first.With(cell, d, first.Dimensions[d].Total)));
                    if (!(value > 0 && value < threshold) && !wholes.Any(whole => whole > 0 && (value == 0 || value == whole))) continue;
                    var parts = Parts(cell, before + 1, t);
                    var high = tableau.Greatest(parts, 1);
                    if (double.IsPositiveInfinity(high)) continue;
                    var low = -tableau.Greatest(parts, -1);
                    if (Math.Floor(high + 1e-5) - Math.Ceiling(low - 1e-5) < threshold - 1) return $"table {t + 1} of {tables.Length}, since {before + 1}, cell {cell} (really {value}) is between {low} and {high}";
                }
            }
        }

        return null;
    }

    [Fact]
    public void A_finer_release_does_not_open_a_coarser_one_that_went_before_it()
    {
        var ages = new TableDimension("age", ["young", "middle", "old"]);
        var coarse = PublishedTable.FromInner([ages], [30, 12, 3]);
        Assert.True(CellSuppression.Protect(coarse, 10));
        Assert.False(coarse.IsShown(2));
        var fine = PublishedTable.FromInner([ages, new("gender", ["woman", "man"])], [15, 15, 12, 0, 1, 2]);
        Assert.True(CellSuppression.Protect(fine, [new Readers(10, [new EarlierTable(coarse, 10)])]));
        var attack = new DisclosureAttack(new LinkedCells(fine, 10, [new EarlierTable(coarse, 10)]));
        Assert.Empty(attack.Leaks());
        var (low, high) = attack.Bounds(fine.Cell(2, 2));
        Assert.True((high ?? 1_000) - low >= 9);
    }

    [Fact]
    public void Distinct_people_of_several_kinds_never_add_up()
    {
        // 30 people in all, 25 at workshops and 12 at seminars: some were at both.
        var table = new PublishedTable([new("kind", ["workshop", "seminar"], Sensitive: false, Additive: false)], [25, 12, 30]);
        Assert.True(CellSuppression.Protect(table, 10));
        Assert.All(Enumerable.Range(0, 3), c => Assert.True(table.IsShown(c)));
        Assert.Throws<ArgumentException>(() => new PublishedTable([new("gender", ["woman", "man"])], [25, 12, 30]));
        var small = new PublishedTable([new("kind", ["workshop", "seminar"], Sensitive: false, Additive: false)], [25, 4, 26]);
        Assert.True(CellSuppression.Protect(small, 10));
        Assert.False(small.IsShown(1));
        Assert.Equal((1, 26), new DisclosureAttack(new LinkedCells(small, 10)).Bounds(1));
    }

    /// <summary>Municipalities of unlike size, most people of the local majority, two genders and a few without: as participants really are.</summary>
    private static (PublishedTable Table, int Threshold) Participants(Random random, int municipalities, int communities, int? dimensions = null)
    {
        var count = dimensions ?? random.Next(1, 4);
        int[] sizes = [.. new[] { random.Next(2, municipalities + 1), random.Next(2, communities + 1), random.Next(2, 4) }.Take(count)];
        return (Table(random, sizes, random.Next(30, 1_500)), random.Next(2) == 0 ? 5 : 10);
    }

    private static PublishedTable Table(Random random, int[] sizes, int people)
    {
        var inner = new long[sizes.Aggregate(1, (a, b) => a * b)];
        var weights = Enumerable.Range(1, sizes[0]).Select(i => 1.0 / i).ToArray();
        for (var p = 0; p < people; p++)
        {
            var (rest, first) = (random.NextDouble() * weights.Sum(), 0);
            while (first < weights.Length - 1 && (rest -= weights[first]) > 0) first++;
            var at = first;
            if (sizes.Length > 1) at = at * sizes[1] + (random.NextDouble() < 0.8 ? (first % 3 == 0 ? 1 : 0) : random.Next(sizes[1]));
            if (sizes.Length > 2) at = at * sizes[2] + (sizes[2] == 3 && random.NextDouble() < 0.03 ? 2 : random.Next(2));
            inner[at]++;
        }

        return PublishedTable.FromInner([.. sizes.Select((s, d) => new TableDimension($"d{d}", [.. Enumerable.Range(0, s).Select(i => $"c{i}")]))], inner);
    }

    private static void HideSmall(PublishedTable table, int threshold)
    {
        foreach (var cell in new TableAttacker(table, threshold).Protected) table.Hide(cell, Hidden.Small);
    }

    /// <summary>The usual second step: where one cell of a row is hidden, the next smallest is hidden too.</summary>
    private static void HideOneMoreInTheRow(PublishedTable table)
    {
        for (var d = 0; d < table.Dimensions.Count; d++)
        {
            for (var cell = 0; cell < table.Count; cell++)
            {
                if (table.Node(cell, d) != table.Dimensions[d].Total) continue;
                var line = Enumerable.Range(0, table.Dimensions[d].Total).Select(n => table.With(cell, d, n)).ToList();
                if (line.Count(c => !table.IsShown(c)) == 1) table.Hide(line.Where(table.IsShown).MinBy(table.Value), Hidden.Protects);
            }
        }
    }

    /// <summary>Most cells that any pattern keeps: those that must be hidden are, and of the others as few as possible, tried in every choice.</summary>
    private static int Best(PublishedTable table, int threshold, int known)
    {
        var must = new TableAttacker(table, threshold).Protected.ToHashSet();
        var free = Enumerable.Range(0, table.Count).Where(c => !must.Contains(c)).ToArray();
        for (var more = 0; free.Length - more > known; more++)
        {
            foreach (var choice in Choices(free.Length, more))
            {
                for (var c = 0; c < table.Count; c++)
                {
                    table.Show(c);
                    if (must.Contains(c)) table.Hide(c, Hidden.Small);
                }

                foreach (var c in choice) table.Hide(free[c], Hidden.Protects);
                if (OneIsLeft(table, must)) continue;
                if (new DisclosureAttack(new LinkedCells(table, threshold)).Leaks().Count == 0) return free.Length - more;
            }
        }

        return known;
    }

    /// <summary>Whether somewhere all but one that must be hidden are printed: it is then a difference.</summary>
    private static bool OneIsLeft(PublishedTable table, HashSet<int> must)
    {
        for (var d = 0; d < table.Dimensions.Count; d++)
        {
            for (var cell = 0; cell < table.Count; cell++)
            {
                if (table.Node(cell, d) != table.Dimensions[d].Total) continue;
                var hidden = Enumerable.Range(0, table.Dimensions[d].Size).Select(n => table.With(cell, d, n)).Where(c => !table.IsShown(c)).ToList();
                if (hidden.Count == 1 && must.Contains(hidden[0])) return true;
            }
        }

        return false;
    }

    private static IEnumerable<int[]> Choices(int of, int take, int from = 0) =>
        take == 0 ? [[]] : Enumerable.Range(from, Math.Max(0, of - from)).SelectMany(first => Choices(of, take - 1, first + 1).Select(rest => (int[])[first, .. rest]));
}
