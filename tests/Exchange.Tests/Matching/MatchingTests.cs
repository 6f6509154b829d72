using System.Globalization;
using CsCheck;
using Uramost.Exchange.Goods;
using Uramost.Exchange.Matching;
using Uramost.Exchange.Sides;
using Uramost.Exchange.Tests.Practice;
using Uramost.Platform.Places;

namespace Uramost.Exchange.Tests.Matching;

/// <summary>Sixty companies to practise on, and what a facilitator wants to hear about them.</summary>
public sealed class MatchingTests
{
    private static readonly FindMatches Find = new(new Relations(new Becomes(), new CapabilityList()));
    private static readonly CompaniesFile Practice = ReadPractice();
    private static readonly IReadOnlyList<MatchCompany> Sixty = Practice.Companies;
    private static readonly Dictionary<string, Guid> ByName = Sixty.SelectMany(c => c.Entries.Select(e => e.Id).Append(c.Id)).ToDictionary(Practice.NameOf);

    [Fact]
    public void The_order_of_offers_agrees_with_what_two_raters_say()
    {
        var rows = File.ReadAllLines(Repository.Path("data", "practice", "gold-pairs.csv")).Skip(1).Select(l => l.Split(',')).ToList();
        Assert.Equal(300, rows.Count);
        var company = Sixty.SelectMany(c => c.Entries.Select(e => (c, e))).ToDictionary(p => p.e.Id);
        var gains = rows.GroupBy(r => r[2]).Select(need =>
        {
            var ranked = need.OrderByDescending(r =>
            {
                var (seeker, giver) = (company[ByName[r[2]]], company[ByName[r[4]]]);
                return Find.One(seeker.c, seeker.e, giver.c, giver.e)?.Score ?? 0;
            }).Select(r => int.Parse(r[5], CultureInfo.InvariantCulture)).ToList();
            return Gain(ranked) / Gain([.. ranked.OrderDescending()]);
        }).ToList();
        // Without a fit there is no order to be right about.
        var ndcg = gains.Where(g => !double.IsNaN(g)).Average();
        Assert.True(ndcg >= 0.85, $"nDCG@5 {ndcg:0.000}");
    }

    [Fact]
    public void The_two_deals_of_the_article_come_out_among_the_first_three()
    {
        var all = Find.All(Sixty);
        var mushrooms = GoldRules.Companies().Where(c => c.Real).ToList();
        Assert.Equal(4, mushrooms.Count);
        foreach (var (seeker, giver) in new[] { (Deal("mushroom", false), Deal("mushroom", true)), (Deal("blueberr", true), Deal("blueberr", false)) })
        {
            // From either side: the other is among the first three partners.
            Assert.Contains(giver, Partners(all, seeker).Take(3));
            Assert.Contains(seeker, Partners(all, giver).Take(3));
        }
    }

    [Fact]
    public void Everybody_is_offered_partners_and_nobody_takes_them_all()
    {
        var spread = SpreadOffers.Choose(Sixty, Find.All(Sixty), (_, _) => false);
        var (edges, known) = (spread.Chosen, Sixty.ToDictionary(c => c.Id));
        Assert.All(edges, m => Assert.NotEqual(known[m.SeekerId].Side, known[m.GiverId].Side));
        Assert.Equal(edges.Count, edges.Select(m => m.SeekerId.CompareTo(m.GiverId) < 0 ? (m.SeekerId, m.GiverId) : (m.GiverId, m.SeekerId)).Distinct().Count());
        Assert.All(spread.Offered, o => Assert.InRange(o.Value, SpreadOffers.Floor, SpreadOffers.Cap));
        Assert.True(spread.Gini <= 0.35, $"Gini {spread.Gini:0.000}");
    }

    [Fact]
    public void Whom_one_will_not_meet_shows_nowhere()
    {
        var all = Find.All(Sixty);
        var free = SpreadOffers.Choose(Sixty, all, (_, _) => false);
        foreach (var left in free.Chosen)
        {
            bool Apart(Guid a, Guid b) => (a, b) == (left.SeekerId, left.GiverId) || (b, a) == (left.SeekerId, left.GiverId);
            var kept = SpreadOffers.Choose(Sixty, all, Apart);
            Assert.DoesNotContain(kept.Chosen, m => Apart(m.SeekerId, m.GiverId));
            // As many partners as ever, and every one of them with the reasons that it has in any case.
            Assert.All(kept.Offered, o => Assert.InRange(o.Value, SpreadOffers.Floor, SpreadOffers.Cap));
            var any = all.ToHashSet();
            Assert.All(kept.Chosen.Where(m => m.NeedId is not null), m => Assert.Contains(m, any));
        }
    }

    [Fact]
    public void Every_reason_points_at_two_stored_fields()
    {
        var stored = Sixty.SelectMany(c => c.Entries.Select(e => e.Id).Append(c.Id)).ToHashSet();
        var fields = typeof(MatchEntry).GetProperties().Concat(typeof(MatchCompany).GetProperties()).Select(p => p.Name).ToHashSet();
        var reasons = Find.All(Sixty).SelectMany(m => m.Reasons).ToList();
        Assert.NotEmpty(reasons);
        Assert.All(reasons.SelectMany(r => new[] { r.Need, r.Offer }), f => Assert.True(stored.Contains(f.RecordId) && fields.Contains(f.Name)));
    }

    [Fact]
    public void The_choice_is_the_best_there_is_on_small_sides() => Gen.Double[0.05, 1].Array[9].Select(Gen.Bool.Array[9]).Sample((scores, exists) =>
    {
        var (firsts, seconds) = (Ids(3, Side.First), Ids(3, Side.Second));
        var matches = (from i in Enumerable.Range(0, 3) from j in Enumerable.Range(0, 3) where exists[i * 3 + j] select new Match(firsts[i].Id, Guid.NewGuid(), seconds[j].Id, Guid.NewGuid(), scores[i * 3 + j], [])).ToList();
        // Three at most on either side: cap and floor never bind, so every pair that exists is chosen, and strangers fill up the rest.
        var chosen = SpreadOffers.Choose([.. firsts, .. seconds], matches, (_, _) => false).Chosen;
        return chosen.Count == 9 && chosen.Count(m => m.NeedId is not null) == matches.Count;
    });

    [Fact]
    public void Where_the_cap_binds_the_sum_of_scores_is_that_of_an_exhaustive_search() => Gen.Double[0.05, 1].Array[16].Sample(scores =>
    {
        // Two companies of one side and eight of the other: each of the two can take six, so of sixteen pairs twelve are chosen.
        var (firsts, seconds) = (Ids(2, Side.First), Ids(8, Side.Second));
        var rounded = scores.Select(s => Math.Round(s * 200) / 200).ToArray();
        var matches = Enumerable.Range(0, 16).Select(k => new Match(firsts[k / 8].Id, Guid.NewGuid(), seconds[k % 8].Id, Guid.NewGuid(), rounded[k], [])).ToList();
        var best = 0.0;
        for (var set = 0; set < 1 << 16; set++)
        {
            if (int.PopCount(set & 0xff) <= SpreadOffers.Cap && int.PopCount(set >> 8) <= SpreadOffers.Cap) best = Math.Max(best, Enumerable.Range(0, 16).Where(k => (set >> k & 1) == 1).Sum(k => rounded[k]));
        }

        var chosen = SpreadOffers.Choose([.. firsts, .. seconds], matches, (_, _) => false).Chosen;
        return chosen.Count == 12 && Math.Abs(chosen.Sum(m => m.Score) - best) < 1e-9;
    }, iter: 20);

    private static List<MatchCompany> Ids(int n, Side side) => [.. Enumerable.Range(0, n).Select(_ => new MatchCompany(Guid.NewGuid(), side, [], Readiness.Unknown, [], null, []))];

    private static IEnumerable<Guid> Partners(IReadOnlyList<Match> all, Guid company) =>
        all.Where(m => m.SeekerId == company || m.GiverId == company).Select(m => m.SeekerId == company ? m.GiverId : m.SeekerId).Distinct();

    private static Guid Deal(string goods, bool ofKosovo) => ByName[GoldRules.Companies().Single(c => c.Real && c.Side == (ofKosovo ? "first" : "second") && c.Names.Any(n => n.Contains(goods, StringComparison.OrdinalIgnoreCase))).Id];

    private static double Gain(IReadOnlyList<int> labels) => labels.Take(5).Select((l, i) => (Math.Pow(2, l) - 1) / Math.Log2(i + 2)).Sum();

    private static CompaniesFile ReadPractice()
    {
        using var file = File.OpenRead(Repository.Path("data", "practice", "companies.json"));
        return CompaniesFile.Read(file, new CompanySectors(new GoodsList(), new Becomes()), PlaceCatalogue.Load());
    }
}
