using Uramost.Exchange.Companies;
using Uramost.Exchange.Goods;

namespace Uramost.Exchange.Matching;

/// <summary>
/// Finds for each need the offers of the other side that meet it, and says why. A plain class: it reads what it is given
/// and nothing else.
/// </summary>
/// <remarks>
/// The score of an offer for a need is the harmonic mean of two: how well the offer serves the need, and how well the
/// need serves the offer. It punishes what serves one side only, as the literature on reciprocal recommendation finds
/// right (Palomares et al., Information Fusion 69, 2021). Each is the weight of the relation times the cover of season
/// and volume, the readiness of the market, the language and the distance. What is not known speaks neither for nor
/// against.
/// </remarks>
public sealed class FindMatches(Relations relations)
{
    private const double OtherLanguage = 0.6;
    private const double ReadyAfterSteps = 0.9;
    private const double NotReady = 0.3;
    private const double LeastCover = 0.3;
    private const double OneSector = 0.05;
    private const double OtherSide = 0.005;

    // From one end of the region to the other; that far costs a twentieth.
    private const double FarKilometres = 500;
    private const double FarWeight = 0.05;

    /// <summary>All matches across the two sides, the best first.</summary>
    /// <remarks>
    /// Needs and offers that say the same by kind, goods and capability are compared once, so the time grows with the
    /// number of pairs that meet, not with that of all pairs.
    /// </remarks>
    public IReadOnlyList<Match> All(IReadOnlyList<MatchCompany> companies)
    {
        var entries = companies.SelectMany(c => c.Entries.Select(e => (Company: c, Entry: e))).ToList();
        var needs = entries.Where(e => e.Entry.IsSought).ToLookup(e => Key(e.Entry));
        var offers = entries.Where(e => !e.Entry.IsSought).ToLookup(e => Key(e.Entry));
        var found = new List<Match>();
        foreach (var sought in needs)
        {
            foreach (var given in offers)
            {
                if (relations.Of(sought.First().Entry, given.First().Entry) is not { } relation) continue;
                foreach (var need in sought)
                {
                    foreach (var offer in given)
                    {
                        if (need.Company.Side != offer.Company.Side) found.Add(Weigh(need.Company, need.Entry, offer.Company, offer.Entry, relation));
                    }
                }
            }
        }

        return Ordered(found);
    }

    /// <summary>How one offer meets one need; null where nothing joins them.</summary>
    public Match? One(MatchCompany seeker, MatchEntry need, MatchCompany giver, MatchEntry offer) =>
        relations.Of(need, offer) is { } relation ? Weigh(seeker, need, giver, offer, relation) : null;

    /// <summary>The matches with the best first; equal ones in an order that does not depend on who asked or when.</summary>
    public static IReadOnlyList<Match> Ordered(IEnumerable<Match> matches) => [.. matches.OrderByDescending(m => m.Score).ThenBy(m => m.NeedId).ThenBy(m => m.OfferId).ThenBy(m => m.SeekerId).ThenBy(m => m.GiverId)];

    private static (EntryKind, HsCode?, string?) Key(MatchEntry entry) => (entry.Kind, entry.Goods, entry.Capability);

    private static Match Weigh(MatchCompany seeker, MatchEntry need, MatchCompany giver, MatchEntry offer, Relation relation)
    {
        var field = relation.Rule is MatchRule.SameGoods or MatchRule.NextStep or MatchRule.SameHeading ? nameof(MatchEntry.Goods) : nameof(MatchEntry.Capability);
        var reasons = new List<MatchReason> { new(relation.Rule, new(need.Id, field), new(offer.Id, relation.Rule == MatchRule.Packaging ? nameof(MatchEntry.Goods) : field), relation.Steps) };
        var (forNeed, forOffer) = (relation.Weight, relation.Weight);

        if (need.Months is { Count: > 0 } wanted && offer.Months is { Count: > 0 } given)
        {
            var both = (double)wanted.Count(given.Contains);
            reasons.Add(new(MatchRule.Season, new(need.Id, nameof(MatchEntry.Months)), new(offer.Id, nameof(MatchEntry.Months)), both / wanted.Count));
            (forNeed, forOffer) = (forNeed * Cover(both / wanted.Count), forOffer * Half(both / given.Count));
        }

        if (Volumes(need, offer) is var (asked, had))
        {
            var share = Math.Min(1, had / asked);
            reasons.Add(new(MatchRule.Volume, new(need.Id, nameof(MatchEntry.Volume)), new(offer.Id, nameof(MatchEntry.Volume)), share));
            (forNeed, forOffer) = (forNeed * Cover(share), forOffer * Half(Math.Min(1, asked / had)));
        }

        if (giver.Readiness != Readiness.Unknown)
        {
            var (rule, weight) = giver.Readiness switch
            {
                Readiness.Ready => (MatchRule.Ready, 1),
                Readiness.AfterSteps => (MatchRule.AfterSteps, ReadyAfterSteps),
                _ => (MatchRule.Blocked, NotReady),
            };
            reasons.Add(new(rule, new(need.Id, nameof(MatchEntry.Kind)), new(giver.Id, nameof(MatchCompany.Readiness))));
            (forNeed, forOffer) = (forNeed * weight, forOffer * weight);
        }

        AddMeeting(seeker, giver, reasons, ref forNeed, ref forOffer);
        return new Match(seeker.Id, need.Id, giver.Id, offer.Id, 2 * forNeed * forOffer / (forNeed + forOffer), reasons);
    }

    // What two companies have to overcome to sit at one table, whatever they talk about.
    private static void AddMeeting(MatchCompany seeker, MatchCompany giver, List<MatchReason> reasons, ref double forNeed, ref double forOffer)
    {
        if (seeker.Languages.Count > 0 && giver.Languages.Count > 0)
        {
            var shared = seeker.Languages.Any(l => giver.Languages.Any(g => Understood(l, g)));
            reasons.Add(new(shared ? MatchRule.Language : MatchRule.NoLanguage, new(seeker.Id, nameof(MatchCompany.Languages)), new(giver.Id, nameof(MatchCompany.Languages))));
            if (!shared) (forNeed, forOffer) = (forNeed * OtherLanguage, forOffer * OtherLanguage);
        }

        if (seeker.Point is { } here && giver.Point is { } there)
        {
            var kilometres = Kilometres(here, there);
            reasons.Add(new(MatchRule.Distance, new(seeker.Id, nameof(MatchCompany.Point)), new(giver.Id, nameof(MatchCompany.Point)), kilometres));
            var near = 1 - FarWeight * Math.Min(1, kilometres / FarKilometres);
            (forNeed, forOffer) = (forNeed * near, forOffer * near);
        }
    }

    /// <summary>
    /// Two companies of whom nothing is known to fit but that they work in one sector, or not even that: the last to be
    /// offered, so that nobody goes away with nothing, and so that a company with few partners does not look like one that
    /// is avoided.
    /// </summary>
    public static Match? OfStrangers(MatchCompany seeker, MatchCompany giver)
    {
        if (seeker.Side == giver.Side) return null;
        var oneSector = seeker.Sectors.Intersect(giver.Sectors).Any();
        var field = oneSector ? nameof(MatchCompany.Sectors) : nameof(MatchCompany.Side);
        var reasons = new List<MatchReason> { new(oneSector ? MatchRule.SameSector : MatchRule.OtherSide, new(seeker.Id, field), new(giver.Id, field)) };
        var (one, other) = oneSector ? (OneSector, OneSector) : (OtherSide, OtherSide);
        AddMeeting(seeker, giver, reasons, ref one, ref other);
        return new Match(seeker.Id, null, giver.Id, null, 2 * one * other / (one + other), reasons);
    }

    // Half of what is needed is a fit; less than that is a part of one.
    private static double Cover(double share) => share >= 0.5 ? 0.8 + 0.4 * (share - 0.5) : LeastCover + 0.2 * share;

    // A buyer who takes a tenth of what is offered is still a buyer.
    private static double Half(double share) => 0.5 + 0.5 * share;

    private static bool Understood(string one, string other) => one == other || (one, other) is ("sr", "bs") or ("bs", "sr");

    private static (double Asked, double Had)? Volumes(MatchEntry need, MatchEntry offer)
    {
        if (need.Volume is not > 0 || offer.Volume is not > 0 || need.Unit is not { } asked || offer.Unit is not { } had) return null;
        var (a, h) = ((double)need.Volume, (double)offer.Volume);
        if (asked == had) return (a, h);
        return (asked, had) switch
        {
            (VolumeUnit.Tonne, VolumeUnit.Kilogram) => (a * 1000, h),
            (VolumeUnit.Kilogram, VolumeUnit.Tonne) => (a, h * 1000),
            _ => null,
        };
    }

    // Along the great circle, by the haversine formula; the Earth's mean radius is 6,371 km.
    private static double Kilometres((double Latitude, double Longitude) a, (double Latitude, double Longitude) b)
    {
        var (north, east) = (Radians(b.Latitude - a.Latitude), Radians(b.Longitude - a.Longitude));
        var half = Math.Pow(Math.Sin(north / 2), 2) + Math.Cos(Radians(a.Latitude)) * Math.Cos(Radians(b.Latitude)) * Math.Pow(Math.Sin(east / 2), 2);
        return 2 * 6371 * Math.Asin(Math.Sqrt(half));
    }

    private static double Radians(double degrees) => degrees * Math.PI / 180;
}
