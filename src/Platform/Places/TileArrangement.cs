namespace Uramost.Platform.Places;

/// <summary>One place to be laid out, with its centre in degrees.</summary>
/// <param name="Id">Id of the place.</param>
/// <param name="Latitude">Degrees north.</param>
/// <param name="Longitude">Degrees east.</param>
public readonly record struct TileCentre(string Id, double Latitude, double Longitude);

/// <summary>One square of a tile map.</summary>
/// <param name="Id">Id of the place.</param>
/// <param name="Column">Counted from 0 in the west.</param>
/// <param name="Row">Counted from 0 in the north.</param>
public readonly record struct Tile(string Id, int Column, int Row);

/// <summary>How faithful a tile map is to the ground.</summary>
/// <param name="Links">Pairs of places that are neighbours on the ground: see <see cref="TileArrangement.Neighbours"/>.</param>
/// <param name="Touching">Share of the links whose tiles touch, at a side or at a corner.</param>
/// <param name="SideBySide">Share of the links whose tiles share a side. A grid cannot reach 1: a place has five or six neighbours, a square four sides.</param>
/// <param name="NearestTouching">Share of the places whose nearest place is on a touching tile.</param>
/// <param name="NorthKept">Share of the pairs, of those that are clearly north and south of each other, that the map does not turn over.</param>
/// <param name="WestKept">The same for west and east.</param>
public readonly record struct TileFidelity(int Links, double Touching, double SideBySide, double NearestTouching, double NorthKept, double WestKept);

/// <summary>
/// Lays places out as equal squares on a grid so that neighbours stay neighbours and north stays north: simulated
/// annealing over the cells of a grid, with a seed, so that the same places always give the same map.
/// </summary>
public static class TileArrangement
{
    /// <summary>Lays the places out.</summary>
    /// <param name="centres">At least one place, ids all different.</param>
    /// <param name="steps">Moves tried per place; 4,000 is enough for a district, more for a whole country.</param>
    /// <param name="seed">Start of the random numbers.</param>
    /// <param name="maxColumns">Widest map allowed, so that it fits a phone.</param>
    public static IReadOnlyList<Tile> Arrange(IReadOnlyList<TileCentre> centres, int steps = 4000, int seed = 1, int maxColumns = int.MaxValue)
    {
        if (centres.Count == 0) return [];
        var n = centres.Count;
        var plan = Project(centres);
        var links = Links(plan);
        var neighbours = new List<int>[n];
        for (var i = 0; i < n; i++) neighbours[i] = [];
        foreach (var (a, b) in links)
        {
            neighbours[a].Add(b);
            neighbours[b].Add(a);
        }

        // The plan is scaled so that one place has one cell; a fifth more cells are left free for the shape to breathe.
        var (width, height) = (plan.Max(p => p.X), plan.Max(p => p.Y));
        var scale = Math.Sqrt(n * 1.2 / Math.Max(0.01, Math.Max(width, 0.2) * Math.Max(height, 0.2)));
        var columns = Math.Clamp((int)Math.Ceiling(width * scale) + 1, 1, maxColumns);
        var rows = Math.Max((int)Math.Ceiling(height * scale) + 1, (n + columns - 1) / columns);
        var stretchX = width > 0 ? (columns - 1) / width : 0;
        var stretchY = height > 0 ? (rows - 1) / height : 0;
        var target = plan.Select(p => (X: p.X * stretchX, Y: p.Y * stretchY)).ToArray();

        var random = new Random(seed);
        var cell = new int[columns * rows];
        Array.Fill(cell, -1);
        var at = new (int X, int Y)[n];
        foreach (var i in Enumerable.Range(0, n).OrderBy(i => target[i].Y).ThenBy(i => target[i].X))
        {
            at[i] = NearestFree(cell, columns, rows, target[i]);
            cell[at[i].Y * columns + at[i].X] = i;
        }

        double Cost(int i)
        {
            var (x, y) = at[i];
            var (tx, ty) = (x - target[i].X, y - target[i].Y);
            var cost = 0.12 * (tx * tx + ty * ty);
            foreach (var j in neighbours[i])
            {
                double dx = at[j].X - x, dy = at[j].Y - y;
                var reach = Math.Max(Math.Abs(dx), Math.Abs(dy));
                cost += reach > 1 ? 1.2 + (reach - 1) : Math.Abs(dx) + Math.Abs(dy) > 1 ? 0.25 : 0;
                double gx = plan[j].X - plan[i].X, gy = plan[j].Y - plan[i].Y;
                var turn = (dx * gx + dy * gy) / (Math.Sqrt(dx * dx + dy * dy) * Math.Sqrt(gx * gx + gy * gy) + 1e-9);
                cost += 0.9 * (1 - turn);
            }

            return cost;
        }

        // Both ends of a move change: a link between them is counted twice before and after, which cancels out.
        double Around(int i, int j) => Cost(i) + (j >= 0 ? Cost(j) : 0) + Gaps(i) + (j >= 0 ? Gaps(j) : 0);

        // A tile that hangs on by a corner tears the picture.
        double Gaps(int i)
        {
            var sides = 0;
            var (x, y) = at[i];
            if (x > 0 && cell[y * columns + x - 1] >= 0) sides++;
            if (x < columns - 1 && cell[y * columns + x + 1] >= 0) sides++;
            if (y > 0 && cell[(y - 1) * columns + x] >= 0) sides++;
            if (y < rows - 1 && cell[(y + 1) * columns + x] >= 0) sides++;
            return sides switch { 0 => 2, 1 => 0.5, _ => 0 };
        }

        var total = (long)steps * n;
        var best = ((int X, int Y)[])at.Clone();
        double now = Enumerable.Range(0, n).Sum(Cost), bestCost = now;
        for (long s = 0; s < total; s++)
        {
            var heat = 1.5 * Math.Pow(0.01, (double)s / total);
            var i = random.Next(n);
            var (ox, oy) = at[i];
            var reach = s < total / 2 ? 3 : 1;
            int nx = ox + random.Next(-reach, reach + 1), ny = oy + random.Next(-reach, reach + 1);
            if (nx < 0 || ny < 0 || nx >= columns || ny >= rows || (nx == ox && ny == oy)) continue;
            var j = cell[ny * columns + nx];
            var before = Around(i, j);
            Move(i, j, (ox, oy), (nx, ny));
            var change = Around(i, j) - before;
            if (change <= 0 || random.NextDouble() < Math.Exp(-change / heat))
            {
                now += change;
                if (now < bestCost - 1e-9)
                {
                    bestCost = now;
                    at.CopyTo(best, 0);
                }
            }
            else
            {
                Move(i, j, (nx, ny), (ox, oy));
            }
        }

        void Move(int i, int j, (int X, int Y) from, (int X, int Y) to)
        {
            cell[to.Y * columns + to.X] = i;
            cell[from.Y * columns + from.X] = j;
            at[i] = to;
            if (j >= 0) at[j] = from;
        }

        int left = best.Min(p => p.X), top = best.Min(p => p.Y);
        return [.. Enumerable.Range(0, n).Select(i => new Tile(centres[i].Id, best[i].X - left, best[i].Y - top)).OrderBy(t => t.Row).ThenBy(t => t.Column)];
    }

    /// <summary>
    /// The pairs of neighbours: two places are neighbours when no third lies inside the circle that has the line between
    /// them as its diameter (Gabriel and Sokal, A new statistical approach to geographic variation analysis, 1969).
    /// Centres are enough for that; no boundary is needed.
    /// </summary>
    public static IReadOnlyList<(string A, string B)> Neighbours(IReadOnlyList<TileCentre> centres) =>
        [.. Links(Project(centres)).Select(l => (centres[l.A].Id, centres[l.B].Id))];

    /// <summary>Measures a map against the ground.</summary>
    public static TileFidelity Measure(IReadOnlyList<TileCentre> centres, IReadOnlyList<Tile> tiles)
    {
        var plan = Project(centres);
        var byId = tiles.ToDictionary(t => t.Id);
        var at = centres.Select(c => byId[c.Id]).ToArray();
        var links = Links(plan);
        bool Touch(int a, int b) => Math.Abs(at[a].Column - at[b].Column) <= 1 && Math.Abs(at[a].Row - at[b].Row) <= 1;
        bool Side(int a, int b) => Math.Abs(at[a].Column - at[b].Column) + Math.Abs(at[a].Row - at[b].Row) == 1;
        var nearest = Enumerable.Range(0, plan.Length).Count(i => Touch(i, Enumerable.Range(0, plan.Length).Where(j => j != i).MinBy(j => Squared(plan[i], plan[j]))));

        // "Clearly" north: by more than the usual distance between neighbours, of which one tile is the picture.
        var spacing = links.Average(l => Math.Sqrt(Squared(plan[l.A], plan[l.B])));
        int north = 0, northKept = 0, west = 0, westKept = 0;
        for (var a = 0; a < plan.Length; a++)
        {
            for (var b = 0; b < plan.Length; b++)
            {
                if (plan[b].Y - plan[a].Y > spacing)
                {
                    north++;
                    if (at[a].Row <= at[b].Row) northKept++;
                }

                if (plan[b].X - plan[a].X > spacing)
                {
                    west++;
                    if (at[a].Column <= at[b].Column) westKept++;
                }
            }
        }

        return new TileFidelity(links.Count, (double)links.Count(l => Touch(l.A, l.B)) / links.Count, (double)links.Count(l => Side(l.A, l.B)) / links.Count,
            (double)nearest / plan.Length, north == 0 ? 1 : (double)northKept / north, west == 0 ? 1 : (double)westKept / west);
    }

    // Degrees become lengths of equal size: a degree of longitude shrinks with the latitude. South and east grow.
    private static (double X, double Y)[] Project(IReadOnlyList<TileCentre> centres)
    {
        var shrink = Math.Cos(centres.Average(c => c.Latitude) * Math.PI / 180);
        double west = centres.Min(c => c.Longitude), north = centres.Max(c => c.Latitude);
        return [.. centres.Select(c => ((c.Longitude - west) * shrink, north - c.Latitude))];
    }

    private static List<(int A, int B)> Links((double X, double Y)[] plan)
    {
        var links = new List<(int, int)>();
        for (var a = 0; a < plan.Length; a++)
        {
            for (var b = a + 1; b < plan.Length; b++)
            {
                var middle = ((plan[a].X + plan[b].X) / 2, (plan[a].Y + plan[b].Y) / 2);
                var radius = Squared(plan[a], plan[b]) / 4;
                if (!Enumerable.Range(0, plan.Length).Any(c => c != a && c != b && Squared(middle, plan[c]) < radius - 1e-12)) links.Add((a, b));
            }
        }

        return links;
    }

    private static double Squared((double X, double Y) a, (double X, double Y) b) => (a.X - b.X) * (a.X - b.X) + (a.Y - b.Y) * (a.Y - b.Y);

    private static (int X, int Y) NearestFree(int[] cell, int columns, int rows, (double X, double Y) wish)
    {
        var (best, distance) = ((0, 0), double.MaxValue);
        for (var y = 0; y < rows; y++)
        {
            for (var x = 0; x < columns; x++)
            {
                var d = Squared((x, y), wish);
                if (cell[y * columns + x] < 0 && d < distance) (best, distance) = ((x, y), d);
            }
        }

        return best;
    }
}
