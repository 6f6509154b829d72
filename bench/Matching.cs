using System.Diagnostics;
using Uramost.Exchange.Companies;
using Uramost.Exchange.Goods;
using Uramost.Exchange.Matching;
using Uramost.Exchange.Sides;

namespace Uramost.Bench;

/// <summary>Matching made-up companies of two sides, each with four things that it offers or looks for.</summary>
internal static class Matching
{
    /// <summary>Matches 500 companies.</summary>
    public static void Run(Table table)
    {
        var (goods, capabilities, becomes) = (new GoodsList(), new CapabilityList(), new Becomes());
        var find = new FindMatches(new Relations(becomes, capabilities));
        var sectors = new CompanySectors(goods, becomes);
        var known = goods.All.Where(g => g.Code.Digits.Length == 6).Select(g => g.Code).ToList();
        Took(Companies(100));
        var (seconds, matches, pairs) = Took(Companies(500));
        table.Line("Matching 500 companies, with the choice of whom to offer to whom", "", "≤ 1 s", seconds <= 1, $"{seconds:0.00} s; {matches:N0} matches, {pairs:N0} pairs offered");

        (double Seconds, int Matches, int Pairs) Took(List<MatchCompany> companies)
        {
            var clock = Stopwatch.StartNew();
            var all = find.All(companies);
            var spread = SpreadOffers.Choose(companies, all, (_, _) => false);
            return (clock.Elapsed.TotalSeconds, all.Count, spread.Chosen.Count);
        }

        List<MatchCompany> Companies(int count)
        {
            var random = new Random(1);
            return [.. Enumerable.Range(0, count).Select(i =>
            {
                List<MatchEntry> entries = [.. Enumerable.Range(0, 4).Select(_ => Entry(random))];
                string[][] spoken = [["sq"], ["sq", "en"], ["sr"], ["sr", "en"]];
                return new MatchCompany(Guid.NewGuid(), (Side)(i % 2), spoken[(i % 2 * 2) + random.Next(2)], (Readiness)random.Next(4), sectors.Of(null, entries), (42 + random.NextDouble() * 3, 19 + random.NextDouble() * 4), entries);
            })];
        }

        MatchEntry Entry(Random random)
        {
            var kind = Enum.GetValues<EntryKind>()[random.Next(11)];
            var ofGoods = kind is EntryKind.Product or EntryKind.Surplus || (kind == EntryKind.Need && random.Next(2) == 0);
            var from = random.Next(12);
            return new MatchEntry(Guid.NewGuid(), kind, ofGoods ? known[random.Next(known.Count)] : null, ofGoods ? null : capabilities.All[random.Next(capabilities.All.Count)].Code,
                random.Next(1, 500), VolumeUnit.Tonne, [.. Enumerable.Range(from, random.Next(2, 12)).Select(m => m % 12 + 1)]);
        }
    }
}
