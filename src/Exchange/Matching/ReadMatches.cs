using Microsoft.EntityFrameworkCore;
using Uramost.Exchange.Companies;
using Uramost.Exchange.Goods;
using Uramost.Platform.Data;
using Uramost.Platform.Places;

namespace Uramost.Exchange.Matching;

/// <summary>The matches among the companies of a project, of what a viewer may see of them.</summary>
/// <param name="Companies">The companies, by id.</param>
/// <param name="Entries">What they offer and look for, by id.</param>
/// <param name="Spread">Whom to offer to whom.</param>
public sealed record ProjectMatches(IReadOnlyDictionary<Guid, CompanyLine> Companies, IReadOnlyDictionary<Guid, CompanyEntry> Entries, Spread Spread);

/// <summary>Reads the companies of a project and matches them.</summary>
public sealed class ReadMatches(PlatformDb db, FindMatches find, CompanySectors sectors, PlaceCatalogue places)
{
    /// <summary>The matches; a part of a company that the viewer may not see counts as not known.</summary>
    public async Task<ProjectMatches> Of(Guid projectId, CompanyRights rights, CancellationToken ct = default)
    {
        var sides = await db.Set<CompanyProject>().AsNoTracking().Where(l => l.ProjectId == projectId && l.Side != null).ToDictionaryAsync(l => l.CompanyId, l => l.Side!.Value, ct);
        var found = await rights.Companies(db).AsNoTracking().Where(rights.Sees(db, CompanyPart.Entries)).Where(c => db.Set<CompanyProject>().Any(l => l.ProjectId == projectId && l.CompanyId == c.Id && l.Side != null)).ToListAsync(ct);
        var lines = await CompanyQuery.Lines(db, rights, found, ct);
        var companies = lines.Select(l => Read(l, sides[l.Company.Id])).ToList();
        var apart = await KeptApart.Among(db, [.. companies.Select(c => c.Id)], ct);
        return new ProjectMatches(lines.ToDictionary(l => l.Company.Id), lines.SelectMany(l => l.Entries).ToDictionary(e => e.Id), SpreadOffers.Choose(companies, find.All(companies), apart));
    }

    private MatchCompany Read(CompanyLine line, Sides.Side side)
    {
        // A season that is not said and one that lasts all year are stored alike: neither speaks against anything.
        List<MatchEntry> entries = [.. line.Entries.Select(e => new MatchEntry(e.Id, e.Kind, e.Goods, e.Capability, e.Volume, e.Unit, e.FromMonth is null ? null : e.Months))];
        (double, double)? point = line.PlaceIn(places) is { Latitude: { } latitude, Longitude: { } longitude } ? (latitude, longitude) : null;
        return new MatchCompany(line.Company.Id, side, line.Sees(CompanyPart.Profile) ? line.Company.Languages : [], Readiness.Unknown, sectors.Of(line.Sector, entries), point, entries);
    }
}
