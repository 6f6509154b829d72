using Uramost.Exchange.Goods;
using Uramost.Platform.Language;
using Uramost.Platform.Places;

namespace Uramost.Exchange.Tests.Practice;

/// <summary>Sixty companies to practise on, and pairs of them that say what a good match is.</summary>
public sealed class GoldPairsTests
{
    private static readonly IReadOnlyList<PracticeCompany> Companies = GoldRules.Companies();
    private static readonly Dictionary<string, (PracticeCompany Company, PracticeEntry Entry)> Entries = Companies.SelectMany(c => c.Entries.Select(e => (Company: c, Entry: e))).ToDictionary(p => p.Entry.Id);
    private static readonly IReadOnlyList<Pair> Pairs = [.. File.ReadLines(Repository.Path("data", "practice", "gold-pairs.csv")).Skip(1).Select(l => l.Split(',')).Select(c => new Pair(c[1], c[2], c[3], c[4], Int(c[5]), Int(c[6]), Int(c[7])))];

    private sealed record Pair(string Seeker, string Need, string Giver, string Offer, int Label, int A, int B);

    [Fact]
    public void Sixty_companies_of_two_sides_name_places_goods_and_capabilities_that_exist()
    {
        Assert.Equal(60, Companies.Count);
        Assert.Equal(30, Companies.Count(c => c.Side == "first"));
        Assert.Equal(56, Companies.Count(c => !c.Real));
        var (places, goods, capabilities) = (PlaceCatalogue.Load(), new GoodsList(), new CapabilityList());
        Assert.All(Companies, c => Assert.True(places.IsWithin(places.Find(c.Place)!, c.Side == "first" ? "xk" : "rs"), c.Id));
        Assert.All(Entries.Values, e =>
        {
            Assert.True(e.Entry.Goods is { } code ? goods.Find(code) is not null : e.Entry.Capability is not null, e.Entry.Id);
            Assert.True(e.Entry.Capability is null || capabilities.Find(e.Entry.Capability) is not null, e.Entry.Id);
        });
    }

    [Fact]
    public void An_invented_company_says_so_in_its_name_and_a_real_one_keeps_what_its_source_does_not_say_unknown()
    {
        string[] invented = ["invented", "shpikur", "izmišljeno"], unnamed = ["not named", "nuk e emërton", "ne imenuje"];
        Assert.All(Companies, c => Assert.All(c.Names.Zip(c.Real ? unnamed : invented), n => Assert.Contains(n.Second, n.First, StringComparison.Ordinal)));
        Assert.All(Companies.Where(c => c.Real), c =>
        {
            Assert.Contains(c.Place, new[] { "xk", "rs" });
            Assert.Empty(c.Languages);
            Assert.All(c.Entries, e => Assert.True(e.Volume is null && e.Months is null));
        });
    }

    [Fact]
    public void Three_hundred_pairs_cross_the_line_and_each_need_has_something_good_and_something_that_only_looks_alike()
    {
        Assert.Equal(300, Pairs.Count);
        Assert.Equal(300, Pairs.DistinctBy(p => (p.Need, p.Offer)).Count());
        Assert.All(Pairs, p =>
        {
            Assert.NotEqual(Entries[p.Need].Company.Side, Entries[p.Offer].Company.Side);
            Assert.True(Entries[p.Need].Entry.IsSought);
            Assert.Equal((Entries[p.Need].Company.Id, Entries[p.Offer].Company.Id), (p.Seeker, p.Giver));
            Assert.InRange(p.Label, 0, 3);
        });
        Assert.All(Pairs.GroupBy(p => p.Need), g => Assert.True(g.Count() == 12 && g.Max(p => p.Label) >= 2 && g.Min(p => p.Label) == 0, g.Key));
    }

    [Fact]
    public void Rater_A_is_the_written_rules() => Assert.Empty(Pairs
        .Where(p => GoldRules.Label(Entries[p.Need].Company, Entries[p.Need].Entry, Entries[p.Offer].Company, Entries[p.Offer].Entry) != p.A).Select(p => $"{p.Need} {p.Offer} {p.A}"));

    [Fact]
    public void Where_the_raters_agree_their_label_stands_and_their_agreement_is_the_one_that_is_reported()
    {
        Assert.All(Pairs.Where(p => p.A == p.B), p => Assert.Equal(p.A, p.Label));
        Assert.Equal(289, Pairs.Count(p => p.A == p.B));
        Assert.Equal(0.9072, Kappa((a, b) => a == b ? 0 : 1), 4);
        Assert.Equal(0.9539, Kappa((a, b) => (a - b) * (a - b)), 4);
    }

    [Fact]
    public void The_rules_rank_well_and_keywords_badly()
    {
        Assert.True(Ndcg(p => p.A) >= 0.95);
        Assert.True(Ndcg(p => Keywords(p.Need, p.Offer, int.MaxValue)) < 0.5);
        Assert.True(Ndcg(p => Keywords(p.Need, p.Offer, 4)) < 0.6); // words cut short find more of the endings, and still not the other language
    }

    // Cohen's kappa: 1 − observed disagreement / disagreement expected by chance, each weighted by how far the labels are apart.
    private static double Kappa(Func<int, int, double> weight)
    {
        var observed = Pairs.Average(p => weight(p.A, p.B));
        var expected = Pairs.SelectMany(p => Pairs.Select(q => weight(p.A, q.B))).Average();
        return 1 - observed / expected;
    }

    private static double Ndcg(Func<Pair, double> score) => Pairs.GroupBy(p => p.Need).Average(g => Gain(g.OrderByDescending(score).ThenBy(p => p.Offer, StringComparer.Ordinal)) / Gain(g.OrderByDescending(p => p.Label)));

    private static double Gain(IEnumerable<Pair> ranked) => ranked.Take(5).Select((p, i) => (Math.Pow(2, p.Label) - 1) / Math.Log2(i + 2)).Sum();

    // How many words of the need stand in the offer, rare words first: the search that a spreadsheet or a list of offers has.
    private static double Keywords(string need, string offer, int length)
    {
        var words = Words(need, length);
        var found = Words(offer, length);
        return words.Where(found.Contains).Sum(w => Math.Log(Entries.Count / (double)Entries.Keys.Count(e => Words(e, length).Contains(w))));
    }

    private static readonly Dictionary<(string, int), HashSet<string>> Seen = [];

    private static HashSet<string> Words(string entry, int length) => Seen.TryGetValue((entry, length), out var words) ? words : Seen[(entry, length)] =
        [.. Entries[entry].Entry.Texts.Values.SelectMany(t => Folding.Fold(t).Split([' ', ',', '.', ':', '?', ';', '-'], StringSplitOptions.RemoveEmptyEntries)).Where(w => w.Length > 2).Select(w => w[..Math.Min(length, w.Length)])];

    private static int Int(string text) => int.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
