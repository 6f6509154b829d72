using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Uramost.Exchange.Goods;
using Uramost.Platform.Data;
using Uramost.Platform.Language;
using Uramost.Platform.Places;
using Uramost.Platform.Ui;

namespace Uramost.Exchange.Companies;

/// <summary>A company as one reader sees it: what they may not see is not there.</summary>
/// <param name="Company">The company.</param>
/// <param name="Reader">What the reader is to it.</param>
/// <param name="Entries">What it offers and needs, where the reader may see that; else empty.</param>
public sealed record CompanyLine(Company Company, CompanyReader Reader, IReadOnlyList<CompanyEntry> Entries)
{
    /// <summary>Whether the reader sees a part.</summary>
    public bool Sees(CompanyPart part) => CompanyVisibility.Sees(Reader, part, Company);

    /// <summary>Where it is, as exactly as the reader may know; null: they may not, or nobody does.</summary>
    public Place? PlaceIn(PlaceCatalogue places)
    {
        if (!Sees(CompanyPart.Place) || places.Find(Company.PlaceId) is not { } place) return null;
        if (Reader == CompanyReader.Own || Company.ShownPlace >= ShownPlace.Municipality) return place;
        return Company.ShownPlace == ShownPlace.Region ? places.Find(place.ParentId) : null;
    }

    /// <summary>Its address, where the reader may know it.</summary>
    public string? Address => Sees(CompanyPart.Place) && (Reader == CompanyReader.Own || Company.ShownPlace == ShownPlace.Address) ? Company.Address : null;

    /// <summary>Code of its sector, where the reader may know it.</summary>
    public string? Sector => Sees(CompanyPart.Profile) ? Company.Sector : null;
}

/// <summary>
/// What the product map is asked for, as it stands in its address: the page, its files and the printed edition read it
/// alike. A filter finds by nothing that the reader may not see.
/// </summary>
public sealed record CompanyQuery
{
    /// <summary>Words of the name.</summary>
    public string? Text { get; init; }
    /// <summary>Project, or null.</summary>
    public Guid? Project { get; init; }
    /// <summary>Beginning of a code of goods, or null.</summary>
    public HsCode? Goods { get; init; }
    /// <summary>Kind of an entry, or null.</summary>
    public EntryKind? Kind { get; init; }
    /// <summary>Code of a capability, or null.</summary>
    public string? Capability { get; init; }
    /// <summary>A municipality, region, district, group or country, or null.</summary>
    public Place? Place { get; init; }
    /// <summary>Code of a sector, or null.</summary>
    public string? Sector { get; init; }
    /// <summary>Where the page begins: the last key and id of the page before.</summary>
    public string? After { get; init; }

    /// <summary>Whether anything is filtered.</summary>
    public bool IsFiltered => Text is not null || Project is not null || Goods is not null || Kind is not null || Capability is not null || Place is not null || Sector is not null;

    /// <summary>Reads the filters of an address; what is no value of a filter filters nothing.</summary>
    /// <param name="value">The value of a name in the address, or null.</param>
    /// <param name="places">The places.</param>
    /// <param name="goods">The goods that the product names, to settle lost zeros.</param>
    public static CompanyQuery Read(Func<string, string?> value, PlaceCatalogue places, GoodsList goods)
    {
        return new CompanyQuery
        {
            Text = Said("q"), Project = Guid.TryParse(value("project"), out var project) ? project : null,
            Goods = HsCode.Read(value("goods"), c => goods.Find(c) is not null, out var code) == HsReading.Read ? code : null,
            Kind = Enum.TryParse<EntryKind>(value("kind"), out var kind) && Enum.IsDefined(kind) ? kind : null, Capability = Said("capability"),
            Place = Said("place") is not { } typed ? null : places.Find(typed) ?? (places.Resolve(typed) as FoundPlace)?.Place,
            Sector = NaceCode.Sectors.FirstOrDefault(s => s == value("sector")), After = Said("after"),
        };

        string? Said(string name) => value(name)?.Trim() is { Length: > 0 } text ? text : null;
    }

    /// <summary>The companies that are asked for, without order.</summary>
    public IQueryable<Company> Filter(PlatformDb db, CompanyRights rights, PlaceCatalogue places)
    {
        var found = rights.Companies(db).AsNoTracking();
        if (Project is { } project)
        {
            // Who takes part in a project is known to those who work in it.
            found = rights.Viewer.Projects().Contains(project) ? found.Where(c => db.Set<CompanyProject>().Any(l => l.CompanyId == c.Id && l.ProjectId == project)) : found.Where(c => false);
        }

        if (Sector is { } sector) found = found.Where(c => c.Sector == sector).Where(rights.Sees(db, CompanyPart.Profile));
        if (Place is { } place)
        {
            var ids = places.All.Where(p => places.IsWithin(p, place.Id)).Select(p => (string?)p.Id).ToList();
            // A group of municipalities is narrower than a region: who shows a region only would be placed by it.
            found = found.Where(c => ids.Contains(c.PlaceId)).Where(rights.KnowsPlace(db, place.Kind is PlaceKind.Country or PlaceKind.Region or PlaceKind.District ? ShownPlace.Region : ShownPlace.Municipality));
        }

        if (Goods is not null || Kind is not null || Capability is not null)
        {
            var entries = db.Set<CompanyEntry>().AsQueryable();
            if (Goods is { } goods)
            {
                var digits = goods.Digits;
                entries = entries.Where(e => e.Hs != null && e.Hs.StartsWith(digits));
            }

            if (Kind is { } kind) entries = entries.Where(e => e.Kind == kind);
            if (Capability is { } capability) entries = entries.Where(e => e.Capability == capability);
            found = found.Where(c => entries.Any(e => e.CompanyId == c.Id)).Where(rights.Sees(db, CompanyPart.Entries));
        }

        foreach (var stem in SearchIndex.Stems(Text))
        {
            var containing = SearchIndex.Containing(db, SaveCompany.Kind, stem);
            found = found.Where(c => containing.Contains(c.Id));
        }

        return found;
    }

    /// <summary>A page of companies by name, where the next page begins, and how many there are, counted to one more than the pager says.</summary>
    public async Task<(IReadOnlyList<CompanyLine> Lines, string? Next, int Total)> Page(PlatformDb db, CompanyRights rights, PlaceCatalogue places, int take, bool counted = true, CancellationToken ct = default)
    {
        var found = Filter(db, rights, places);
        var total = counted ? await found.Take(Pager.Most + 1).CountAsync(ct) : 0;
        var companies = await Ordered(found).Take(take + 1).ToListAsync(ct);
        string? next = null;
        if (companies.Count > take)
        {
            companies.RemoveAt(take);
            var last = companies[^1];
            next = $"{Key(last)}_{last.Id:N}";
        }

        return (await Lines(db, rights, companies, ct), next, total);
    }

    /// <summary>Companies as the viewer sees them.</summary>
    public static async Task<IReadOnlyList<CompanyLine>> Lines(PlatformDb db, CompanyRights rights, IReadOnlyList<Company> companies, CancellationToken ct = default)
    {
        var readers = await rights.ReaderOf(db, [.. companies.Select(c => c.Id)], ct);
        var open = companies.Where(c => CompanyVisibility.Sees(readers[c.Id], CompanyPart.Entries, c)).Select(c => c.Id).ToList();
        var entries = (await db.Set<CompanyEntry>().AsNoTracking().Where(e => open.Contains(e.CompanyId)).ToListAsync(ct)).OrderBy(e => e.Kind).ThenBy(e => e.Hs, StringComparer.Ordinal).ThenBy(e => e.Id).ToLookup(e => e.CompanyId);
        return [.. companies.Select(c => new CompanyLine(c, readers[c.Id], [.. entries[c.Id]]))];
    }

    /// <summary>How many of the companies asked for are in each municipality, as far as the viewer may know; and how many are on no map.</summary>
    public async Task<(IReadOnlyDictionary<string, int> ByPlace, int Elsewhere)> Counts(PlatformDb db, CompanyRights rights, PlaceCatalogue places, CancellationToken ct = default)
    {
        var found = Filter(db, rights, places);
        var all = await found.CountAsync(ct);
        var rows = await found.Where(rights.KnowsPlace(db, ShownPlace.Municipality)).Where(c => c.PlaceId != null).GroupBy(c => c.PlaceId!).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(ct);
        return (rows.ToDictionary(r => r.Key, r => r.Count), all - rows.Sum(r => r.Count));
    }

    private IQueryable<Company> Ordered(IQueryable<Company> found)
    {
        var (key, id) = Cursor();
        switch (UiVariant.Current.Tag)
        {
            case "sq":
                if (key is not null) found = found.Where(c => string.Compare(c.SortSq, key) > 0 || c.SortSq == key && c.Id > id);
                return found.OrderBy(c => c.SortSq).ThenBy(c => c.Id);
            case "sr-Latn":
                if (key is not null) found = found.Where(c => string.Compare(c.SortSr, key) > 0 || c.SortSr == key && c.Id > id);
                return found.OrderBy(c => c.SortSr).ThenBy(c => c.Id);
            case "sr-Cyrl":
                if (key is not null) found = found.Where(c => string.Compare(c.SortSrCyrl, key) > 0 || c.SortSrCyrl == key && c.Id > id);
                return found.OrderBy(c => c.SortSrCyrl).ThenBy(c => c.Id);
            default:
                if (key is not null) found = found.Where(c => string.Compare(c.SortEn, key) > 0 || c.SortEn == key && c.Id > id);
                return found.OrderBy(c => c.SortEn).ThenBy(c => c.Id);
        }
    }

    private static string Key(Company c) => UiVariant.Current.Tag switch { "sq" => c.SortSq, "sr-Latn" => c.SortSr, "sr-Cyrl" => c.SortSrCyrl, _ => c.SortEn };

    private (string? Key, Guid Id) Cursor() =>
        After?.LastIndexOf('_') is > 0 and var at && Guid.TryParse(After[(at + 1)..], out var id) ? (After[..at], id) : (null, default);
}

/// <summary>What entries are called.</summary>
public sealed class EntryNames(GoodsList goods, CapabilityList capabilities, IStringLocalizer<Words> words)
{
    /// <summary>What the entry is about: its goods and its capability, in the reader's language; null where neither is said.</summary>
    public string? Subject(CompanyEntry entry)
    {
        var parts = new List<string>();
        if (entry.Capability is { } code) parts.Add(capabilities.Find(code)?.Name.For(UiVariant.Current).Text ?? code);
        if (entry.Goods is { } hs) parts.Add(Goods(hs));
        return parts.Count == 0 ? null : string.Join(": ", parts);
    }

    /// <summary>A code of goods with its name.</summary>
    public string Goods(HsCode code) => goods.NameOf(code) is { } name ? $"{name.For(UiVariant.Current).Text} ({code})" : code.ToString();

    /// <summary>How much in a year, or null.</summary>
    public string? Volume(CompanyEntry entry) => entry.Volume is not { } volume ? null : $"{volume.ToString("#,0.###", UiVariant.Current.Culture)} {(entry.Unit is { } unit ? words[$"Unit.{unit}"].Value : "")}".Trim();

    /// <summary>The season, or null: all year, or not said.</summary>
    public string? Season(CompanyEntry entry) => entry.FromMonth is not { } from || entry.UntilMonth is not { } until ? null : from == until ? Month(from) : $"{Month(from)} – {Month(until)}";

    /// <summary>The name of a month.</summary>
    public static string Month(int month) => UiVariant.Current.Culture.DateTimeFormat.GetMonthName(month);
}
