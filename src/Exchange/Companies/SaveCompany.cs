using Microsoft.EntityFrameworkCore;
using Uramost.Exchange.Sides;
using Uramost.Platform.Data;
using Uramost.Platform.Language;
using Uramost.Platform.Places;

namespace Uramost.Exchange.Companies;

/// <summary>What follows from what is typed of a company: its sector, its side in each project, whether its consent holds, its place in lists and the words by which it is found.</summary>
public sealed class SaveCompany(PlatformDb db, PlaceCatalogue places)
{
    /// <summary>The search table's word for a company.</summary>
    public const string Kind = "company";

    /// <summary>Settles all of it with the changes of the database context; the caller saves.</summary>
    public async Task Settle(Company company, CancellationToken ct = default)
    {
        company.Sector = NaceCode.SectorOf(company.Naces);
        company.Sort();
        await SettleConsent(company, ct);
        await SettleSides(company, ct);
        // Found by its names only: whoever may know them. What else it shows has filters of its own.
        await SearchIndex.Write(db, Kind, company.Id, null, SearchVisibility.Insiders, Texts(company), ct);
    }

    /// <summary>The texts by whose words a company is found.</summary>
    public static IReadOnlyList<string> Texts(Company company) => [company.LegalName, company.TradeName ?? ""];

    /// <summary>Settles whether the company agrees today to be shown to others.</summary>
    public async Task SettleConsent(Company company, CancellationToken ct = default)
    {
        var stored = await db.Set<CompanyConsent>().Where(c => c.CompanyId == company.Id && c.PartnerId == null).ToListAsync(ct);
        var local = db.ChangeTracker.Entries<CompanyConsent>().Where(e => e.State != EntityState.Deleted && e.Entity.CompanyId == company.Id && e.Entity.PartnerId == null).Select(e => e.Entity);
        company.Consented = stored.Union(local).Any(c => c.WithdrawnOn is null);
    }

    private async Task SettleSides(Company company, CancellationToken ct)
    {
        var stored = await db.Set<CompanyProject>().Where(l => l.CompanyId == company.Id).ToListAsync(ct);
        var links = stored.Union(db.ChangeTracker.Entries<CompanyProject>().Where(e => e.State != EntityState.Deleted && e.Entity.CompanyId == company.Id).Select(e => e.Entity)).ToList();
        var projects = links.Select(l => l.ProjectId).ToList();
        var sides = await db.Set<ProgrammeSides>().AsNoTracking().Where(s => projects.Contains(s.ProjectId)).ToDictionaryAsync(s => s.ProjectId, ct);
        foreach (var link in links) link.Side = sides.GetValueOrDefault(link.ProjectId)?.SideOf(company.PlaceId, places);
    }

    /// <summary>Settles the sides of all companies of a project whose sides were changed; the caller saves.</summary>
    public async Task SettleSides(ProgrammeSides sides, CancellationToken ct = default)
    {
        var known = new Dictionary<string, Side?>();
        var rows = await db.Set<CompanyProject>().Where(l => l.ProjectId == sides.ProjectId).Join(db.Set<Company>(), l => l.CompanyId, c => c.Id, (l, c) => new { Link = l, c.PlaceId }).ToListAsync(ct);
        foreach (var row in rows)
        {
            if (row.PlaceId is not { } place)
            {
                row.Link.Side = null;
                continue;
            }

            if (!known.TryGetValue(place, out var side)) known[place] = side = sides.SideOf(place, places);
            row.Link.Side = side;
        }
    }
}
