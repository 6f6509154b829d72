namespace Uramost.Exchange.Matching;

/// <summary>The offers that companies get to see, spread so that nobody goes away with nothing and nobody takes all.</summary>
/// <param name="Chosen">One match for each pair that is offered to each other, the best first.</param>
/// <param name="Offered">How many partners each company is offered.</param>
public sealed record Spread(IReadOnlyList<Match> Chosen, IReadOnlyDictionary<Guid, int> Offered)
{
    /// <summary>
    /// Inequality of exposure: Gini's coefficient of the numbers of partners, 0 where all have the same. For values in rising
    /// order it is the sum of (2i − n − 1) · x over n times their sum (i from 1).
    /// </summary>
    public double Gini
    {
        get
        {
            var (rising, total) = (Offered.Values.Order().ToList(), (double)Offered.Values.Sum());
            return total == 0 ? 0 : rising.Select((x, i) => (2.0 * (i + 1) - rising.Count - 1) * x).Sum() / (rising.Count * total);
        }
    }
}

/// <summary>
/// Chooses whom to offer to whom: of all ways in which as many companies as can be get their floor of partners and none
/// gets more than the cap, the one of most score.
/// </summary>
/// <remarks>
/// A matching of greatest weight between two sides with bounds on each company is a flow of least cost, and its linear
/// program has whole solutions (Schrijver, Combinatorial Optimization, chapter 21). Solved by successive shortest paths
/// with potentials, all paths of one length at a time. A pair that must not meet is no edge: what is chosen in its
/// place looks like any other choice, and the number of partners says nothing.
/// </remarks>
public static class SpreadOffers
{
    /// <summary>Partners that each company gets, where there are as many that fit at all.</summary>
    public const int Floor = 3;

    /// <summary>Partners that no company gets more of.</summary>
    public const int Cap = 6;

    // Each company brings its best pairs to the choice: more would cost time and change nothing but the last of them.
    private const int Brought = 24;

    // Scores count in steps of this size, so that paths of one length are many.
    private const double StepOfScore = 1.0 / 200;

    // A partner below somebody's floor comes before any score.
    private const long FloorBonus = 1_000_000;

    /// <summary>Chooses.</summary>
    /// <param name="companies">The companies.</param>
    /// <param name="matches">What <see cref="FindMatches.All"/> found among them.</param>
    /// <param name="apart">Whether two companies must not meet.</param>
    public static Spread Choose(IReadOnlyList<MatchCompany> companies, IReadOnlyList<Match> matches, Func<Guid, Guid, bool> apart)
    {
        var first = companies.Where(c => c.Side == Sides.Side.First).ToList();
        var second = companies.Where(c => c.Side == Sides.Side.Second).ToList();
        var sideOne = first.Select(c => c.Id).ToHashSet();
        var best = new Dictionary<(Guid First, Guid Second), Match>();
        foreach (var match in FindMatches.Ordered(matches))
        {
            var pair = sideOne.Contains(match.SeekerId) ? (match.SeekerId, match.GiverId) : (match.GiverId, match.SeekerId);
            if (!apart(pair.Item1, pair.Item2)) best.TryAdd(pair, match);
        }

        AddNeighbours(first, second, best, apart);
        var pairs = Bring(best);
        var flow = new Flow(first.Count, second.Count);
        var at = first.Select((c, i) => (c.Id, i)).Concat(second.Select((c, i) => (c.Id, i))).ToDictionary(p => p.Id, p => p.i);
        foreach (var (pair, match) in pairs) flow.AddPair(at[pair.First], at[pair.Second], Math.Max(1, (long)Math.Round(match.Score / StepOfScore)));
        var taken = flow.Solve();
        var chosen = pairs.Where((_, i) => taken[i]).Select(p => p.Value).ToList();
        var offered = companies.ToDictionary(c => c.Id, _ => 0);
        foreach (var match in chosen) (offered[match.SeekerId], offered[match.GiverId]) = (offered[match.SeekerId] + 1, offered[match.GiverId] + 1);
        return new Spread(FindMatches.Ordered(chosen), offered);
    }

    // Whoever has few pairs may be offered others of whom nothing more is known: whom one will not meet must not show by a gap.
    private static void AddNeighbours(List<MatchCompany> first, List<MatchCompany> second, Dictionary<(Guid First, Guid Second), Match> best, Func<Guid, Guid, bool> apart)
    {
        var pairs = new Dictionary<Guid, int>();
        foreach (var (one, other) in best.Keys) (pairs[one], pairs[other]) = (pairs.GetValueOrDefault(one) + 1, pairs.GetValueOrDefault(other) + 1);
        bool Lacks(MatchCompany c) => pairs.GetValueOrDefault(c.Id) < Cap;
        foreach (var one in first)
        {
            foreach (var other in second.Where(o => Lacks(one) || Lacks(o)))
            {
                if (!apart(one.Id, other.Id) && FindMatches.OfStrangers(one, other) is { } match) best.TryAdd((one.Id, other.Id), match);
            }
        }
    }

    private static List<KeyValuePair<(Guid First, Guid Second), Match>> Bring(Dictionary<(Guid First, Guid Second), Match> best)
    {
        var ordered = best.OrderByDescending(p => p.Value.Score).ThenBy(p => p.Key.First).ThenBy(p => p.Key.Second).ToList();
        var brought = new Dictionary<Guid, int>();
        var kept = new List<KeyValuePair<(Guid First, Guid Second), Match>>();
        foreach (var pair in ordered)
        {
            var (one, other) = (brought.GetValueOrDefault(pair.Key.First), brought.GetValueOrDefault(pair.Key.Second));
            if (one >= Brought && other >= Brought) continue;
            (brought[pair.Key.First], brought[pair.Key.Second]) = (one + 1, other + 1);
            kept.Add(pair);
        }

        return kept;
    }

    /// <summary>A flow of least cost from a source over the first side and the second to a sink.</summary>
    private sealed class Flow
    {
        private readonly int firsts, nodes;
        private readonly List<int> to = [], capacity = [];
        private readonly List<long> cost = [];
        private readonly List<int>[] outgoing;
        private readonly List<int> pairArcs = [];

        public Flow(int firsts, int seconds)
        {
            (this.firsts, nodes) = (firsts, firsts + seconds + 2);
            outgoing = [.. Enumerable.Range(0, nodes).Select(_ => new List<int>())];
            for (var i = 0; i < firsts + seconds; i++)
            {
                var (from, target) = i < firsts ? (Source, i) : (i, Sink);
                Add(from, target, Floor, -FloorBonus);
                Add(from, target, Cap - Floor, 0);
            }
        }

        private int Source => nodes - 2;

        private int Sink => nodes - 1;

        public void AddPair(int first, int second, long score)
        {
            pairArcs.Add(to.Count);
            Add(first, firsts + second, 1, -score);
        }

        /// <summary>Which of the pairs carry flow, in the order in which they were added.</summary>
        public List<bool> Solve()
        {
            var potential = Begin();
            var distance = new long[nodes];
            var next = new int[nodes];
            while (true)
            {
                if (!Shortest(potential, distance)) break;
                for (var v = 0; v < nodes; v++) potential[v] += Math.Min(distance[v], distance[Sink]);
                if (potential[Sink] - potential[Source] >= 0) break;
                Array.Clear(next);
                while (Augment(Source, potential, next, new bool[nodes])) { }
            }

            return [.. pairArcs.Select(a => capacity[a] == 0)];
        }

        private void Add(int from, int target, int room, long price)
        {
            outgoing[from].Add(to.Count);
            to.Add(target); capacity.Add(room); cost.Add(price);
            outgoing[target].Add(to.Count);
            to.Add(from); capacity.Add(0); cost.Add(-price);
        }

        // The graph has three layers at first: distances along them make every cost that is left zero or more.
        private long[] Begin()
        {
            var potential = new long[nodes];
            foreach (var from in Enumerable.Range(0, nodes).OrderBy(v => v == Source ? 0 : v < firsts ? 1 : v == Sink ? 3 : 2))
            {
                foreach (var arc in outgoing[from].Where(a => capacity[a] > 0)) potential[to[arc]] = Math.Min(potential[to[arc]], potential[from] + cost[arc]);
            }

            return potential;
        }

        private bool Shortest(long[] potential, long[] distance)
        {
            Array.Fill(distance, long.MaxValue);
            distance[Source] = 0;
            var waiting = new PriorityQueue<int, long>([(Source, 0)]);
            while (waiting.TryDequeue(out var from, out var far))
            {
                if (far > distance[from]) continue;
                foreach (var arc in outgoing[from])
                {
                    if (capacity[arc] == 0) continue;
                    var reach = far + cost[arc] + potential[from] - potential[to[arc]];
                    if (reach >= distance[to[arc]]) continue;
                    distance[to[arc]] = reach;
                    waiting.Enqueue(to[arc], reach);
                }
            }

            return distance[Sink] < long.MaxValue;
        }

        private bool Augment(int from, long[] potential, int[] next, bool[] onPath)
        {
            if (from == Sink) return true;
            onPath[from] = true;
            for (; next[from] < outgoing[from].Count; next[from]++)
            {
                var arc = outgoing[from][next[from]];
                if (capacity[arc] == 0 || onPath[to[arc]] || cost[arc] + potential[from] - potential[to[arc]] != 0) continue;
                if (!Augment(to[arc], potential, next, onPath)) continue;
                capacity[arc]--;
                capacity[arc ^ 1]++;
                return true;
            }

            onPath[from] = false;
            return false;
        }
    }
}
