using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Uramost.Platform.Contracts;
using Uramost.Platform.Data;
using Uramost.Platform.Figures;
using Uramost.Platform.Language;
using Uramost.Platform.Naming;
using Uramost.Platform.Places;
using Uramost.Programmes.Activities;
using Uramost.Programmes.Projects;

namespace Uramost.Programmes.Counts;

/// <summary>
/// What the figures of this module share: which activities and which declared rows a query means. Only what was held
/// counts, and a record that stands for a series of meetings does not count beside its meetings.
/// </summary>
public abstract class ProgrammesFigure(IStringLocalizer<Words> words, KindNames kinds, PlaceCatalogue places) : Figure
{
    /// <summary>Words of this folder.</summary>
    protected IStringLocalizer<Words> Words => words;

    /// <summary>The places.</summary>
    protected PlaceCatalogue Places => places;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Dimensions { get; } = [Project, Kind, Place, Year, Organisation];

    /// <inheritdoc/>
    /// <remarks>An activity held in two places is in the group of each.</remarks>
    public override bool Adds(string dimension) => dimension != Place && base.Adds(dimension);

    /// <inheritdoc/>
    public override AddsUp AddsUp => AddsUp.Sum;

    /// <inheritdoc/>
    public override async Task<IReadOnlyDictionary<string, PublishedText>> Labels(PlatformDb db, string dimension, IReadOnlyCollection<string> keys, CancellationToken ct = default)
    {
        switch (dimension)
        {
            case Kind: return (await kinds.Names(db, keys, ct)).ToDictionary(k => k.Key, k => PublishedText.Said(k.Value));
            case Place: return keys.ToDictionary(k => k, k => PublishedText.Said(places.Find(k) is null ? k : NamingText.TokenFor(k)));
            case Project:
                var ids = keys.Select(Guid.Parse).ToList();
                return (await db.Set<Project>().AsNoTracking().Where(p => ids.Contains(p.Id)).ToListAsync(ct)).ToDictionary(p => p.Id.ToString(), p => p.Title);
            case Organisation:
                var organisations = keys.Select(Guid.Parse).ToList();
                return (await db.Set<Platform.Organisations.Organisation>().AsNoTracking().Where(o => organisations.Contains(o.Id)).ToListAsync(ct)).ToDictionary(o => o.Id.ToString(), o => o.Name.IsEmpty ? PublishedText.AsPublished(o.Acronym ?? "", "und") : o.Name);
            default: return keys.ToDictionary(k => k, PublishedText.Said);
        }
    }

    /// <summary>The held activities that the query means and the viewer may see.</summary>
    protected static IQueryable<Activity> Meant(PlatformDb db, FigureQuery query)
    {
        var meant = new ProgrammesRights(query.Viewer).Activities(db).AsNoTracking().Where(a => a.State == ActivityState.Held && !a.IsSeries);
        if (query.Id(Project) is { } project) meant = meant.Where(a => a.ProjectId == project);
        // What is invented for practice counts only where it is asked for by itself.
        else meant = meant.Where(a => a.ProjectId == null || !db.Set<Projects.Project>().Any(p => p.Id == a.ProjectId && p.IsPractice));
        if (query[Kind] is { } kind) meant = meant.Where(a => a.Kind == kind);
        if (query.Id(Organisation) is { } owner) meant = meant.Where(a => a.OwnerId == owner || a.Organisations.Any(o => o.OrganisationId == owner));
        if (query[Place] is { } place) meant = place.Length == 0
            ? meant.Where(a => !a.Places.Any(p => p.Role == PlaceRole.Venue && p.PlaceId != null))
            : meant.Where(a => a.Places.Any(p => p.Role == PlaceRole.Venue && p.PlaceId == place));
        if (query[Year] is { Length: > 0 } year)
        {
            if (!int.TryParse(year, out var y) || y is < 1 or > 9998) throw new FigureQueryException($"year={year} is no year.");
            var (first, last) = (new DateOnly(y, 1, 1).DayNumber, new DateOnly(y, 12, 31).DayNumber);
            meant = meant.Where(a => a.SortDay >= first && a.SortDay <= last);
        }
        else if (query[Year] is "") meant = meant.Where(a => a.SortDay == 0);

        if (query.From is { } from) meant = meant.Where(a => a.SortDay >= from.DayNumber);
        if (query.Until is { } until) meant = meant.Where(a => a.SortDay > 0 && a.SortDay <= until.DayNumber);
        return query.Basis == Basis.Evidenced ? meant.Where(a => a.EvidenceCount > 0) : meant;
    }

    /// <summary>
    /// The declared rows of a query; null where no declared row can answer it, since sources do not say numbers by place,
    /// year or period.
    /// </summary>
    protected async Task<List<DeclaredCount>?> Declared(PlatformDb db, FigureQuery query, Func<DeclaredCount, bool> measured, CancellationToken ct)
    {
        if (query.Id(Project) is not { } project || query.From is not null || query.Until is not null || query[Place] is not null || query[Year] is not null || query[Organisation] is not null
            || query.GroupBy is not (null or Kind or Project)) return null;
        if (!await new ProgrammesRights(query.Viewer).Projects(db).AnyAsync(p => p.Id == project, ct)) return null;
        var rows = await db.Set<DeclaredCount>().AsNoTracking().Where(c => c.ProjectId == project && c.ActivityId == null).OrderBy(c => c.Ordinal).ToListAsync(ct);
        return [.. rows.Where(c => measured(c) && c.State != ActivityState.Planned)];
    }

    /// <summary>Declared values: those by kind where a kind is asked for, else the total that is said, else what the kinds add up to.</summary>
    protected IReadOnlyList<FigureRow> DeclaredRows(FigureQuery query, List<DeclaredCount> rows)
    {
        if (query.GroupBy == Kind)
        {
            return [.. rows.Where(r => r.Kind is not null).Select(r => new FigureRow(r.Kind, r.Value, Exactness(r), RecordsOf(query, r.Kind)))];
        }

        var kind = query[Kind];
        var said = rows.Where(r => r.Kind == kind).ToList();
        if (said.Count == 0 && kind is null) said = rows;
        if (said.Count == 0) return [new FigureRow(query.GroupBy is null ? null : query[Project], null, Platform.Figures.Exactness.Unknown, RecordsOf(query, query[Project]))];
        var known = said.Where(s => s.Value is not null).ToList();
        return [new FigureRow(query.GroupBy is null ? null : query[Project], known.Count == 0 ? null : known.Sum(s => s.Value), known.Count == 0 ? Platform.Figures.Exactness.Unknown : known.Max(Exactness), RecordsOf(query, query[Project]))];
    }

    /// <summary>The declared rows as records.</summary>
    protected static FigureRecords DeclaredRecords(FigureQuery query, List<DeclaredCount> rows, Func<DeclaredCount, string> title)
    {
        var kind = query[Kind];
        var said = rows.Where(r => r.Kind == kind).ToList();
        if (said.Count == 0 && kind is null) said = rows;
        return new FigureRecords([.. said.Select(r => new FigureRecord(PublishedText.Own(new LocalText(title(r), title(r), title(r), title(r))), $"/projects/{r.ProjectId}/counts", When.Unknown, r.Value, Exactness(r),
            r.Printed is { } printed ? PublishedText.AsPublished(printed, "und") : PublishedText.Own(r.Note)))], 0, null);
    }

    /// <summary>A page of activities as records.</summary>
    protected static async Task<FigureRecords> ActivityRecords(PlatformDb db, FigureQuery query, IQueryable<Activity> meant, Func<Activity, decimal?> value, string? after, int take, CancellationToken ct)
    {
        // The newest first, what has no date at the end; the page before ends at a day and an id.
        var cursor = after?.Split('_');
        if (cursor is [var dayText, var idText] && int.TryParse(dayText, out var day) && Guid.TryParse(idText, out var id))
        {
            meant = meant.Where(a => a.SortDay < day || a.SortDay == day && a.Id > id);
        }

        var page = await meant.OrderByDescending(a => a.SortDay).ThenBy(a => a.Id).Take(take + 1).ToListAsync(ct);
        var shown = page.Take(take).ToList();
        var next = page.Count > take ? $"{shown[^1].SortDay}_{shown[^1].Id:N}" : null;
        var withheld = after is null ? await Withheld(db, query, ct) : 0;
        return new FigureRecords([.. shown.Select(a => new FigureRecord(a.Title, $"/activities/{a.Id}", a.Date, value(a), value(a) is null ? Platform.Figures.Exactness.Unknown : Platform.Figures.Exactness.Exact))], withheld, next);
    }

    /// <summary>How exact a declared row is.</summary>
    protected static Exactness Exactness(DeclaredCount row) => row.Precision switch
    {
        CountPrecision.About => Platform.Figures.Exactness.About,
        CountPrecision.AtLeast => Platform.Figures.Exactness.AtLeast,
        CountPrecision.Unknown => Platform.Figures.Exactness.Unknown,
        _ => Platform.Figures.Exactness.Exact,
    };

    /// <summary>Recorded rows: activities grouped as asked, with one number for each group.</summary>
    protected async Task<IReadOnlyList<FigureRow>> Grouped(PlatformDb db, FigureQuery query, IQueryable<Activity> meant, bool attendances, CancellationToken ct)
    {
        List<(string? Key, int Count, int? Sum)> groups;
        switch (query.GroupBy)
        {
            case null:
                var all = await meant.GroupBy(a => 1).Select(g => new { Count = g.Count(), Sum = g.Sum(a => a.Attendances), Known = g.Count(a => a.Attendances != null) }).SingleOrDefaultAsync(ct);
                groups = [(null, all?.Count ?? 0, all is { Known: > 0 } ? all.Sum : null)];
                break;
            case Kind:
                groups = [.. (await meant.GroupBy(a => a.Kind).Select(g => new { g.Key, Count = g.Count(), Sum = g.Sum(a => a.Attendances), Known = g.Count(a => a.Attendances != null) }).ToListAsync(ct))
                    .Select(g => ((string?)g.Key, g.Count, g.Known > 0 ? g.Sum : null))];
                break;
            case Project:
                groups = [.. (await meant.GroupBy(a => a.ProjectId).Select(g => new { g.Key, Count = g.Count(), Sum = g.Sum(a => a.Attendances), Known = g.Count(a => a.Attendances != null) }).ToListAsync(ct))
                    .Select(g => (g.Key?.ToString(), g.Count, g.Known > 0 ? g.Sum : null))];
                break;
            case Organisation:
                groups = [.. (await meant.GroupBy(a => a.OwnerId).Select(g => new { g.Key, Count = g.Count(), Sum = g.Sum(a => a.Attendances), Known = g.Count(a => a.Attendances != null) }).ToListAsync(ct))
                    .Select(g => (g.Key?.ToString(), g.Count, g.Known > 0 ? g.Sum : null))];
                break;
            case Place:
                var byPlace = await db.Set<ActivityPlace>().Where(p => p.Role == PlaceRole.Venue && p.PlaceId != null).Select(p => new { p.ActivityId, p.PlaceId }).Distinct()
                    .Join(meant, p => p.ActivityId, a => a.Id, (p, a) => new { p.PlaceId, a.Attendances })
                    .GroupBy(p => p.PlaceId).Select(g => new { g.Key, Count = g.Count(), Sum = g.Sum(a => a.Attendances), Known = g.Count(a => a.Attendances != null) }).ToListAsync(ct);
                groups = [.. byPlace.Select(g => (g.Key, g.Count, g.Known > 0 ? g.Sum : null))];
                var without = await meant.Where(a => !a.Places.Any(p => p.Role == PlaceRole.Venue && p.PlaceId != null))
                    .GroupBy(a => 1).Select(g => new { Count = g.Count(), Sum = g.Sum(a => a.Attendances), Known = g.Count(a => a.Attendances != null) }).SingleOrDefaultAsync(ct);
                if (without is not null) groups.Add((null, without.Count, without.Known > 0 ? without.Sum : null));
                break;
            case Year:
                groups = [.. (await meant.GroupBy(a => a.StartsOn == null ? (int?)null : a.StartsOn.Value.Year).Select(g => new { g.Key, Count = g.Count(), Sum = g.Sum(a => a.Attendances), Known = g.Count(a => a.Attendances != null) }).ToListAsync(ct))
                    .Select(g => (g.Key?.ToString(System.Globalization.CultureInfo.InvariantCulture), g.Count, g.Known > 0 ? g.Sum : null))];
                break;
            default:
                throw new FigureQueryException($"{Id} has no dimension '{query.GroupBy}'.");
        }

        // Nothing evidenced is a true zero; nothing recorded about attendances is unknown.
        return [.. groups.OrderBy(g => g.Key is null).ThenBy(g => g.Key, StringComparer.Ordinal).Select(g =>
        {
            decimal? value = attendances ? g.Sum ?? (query.Basis == Basis.Evidenced ? 0 : null) : g.Count;
            return new FigureRow(g.Key, value, value is null ? Platform.Figures.Exactness.Unknown : Platform.Figures.Exactness.Exact, RecordsOf(query, g.Key));
        })];
    }

    private static async Task<int> Withheld(PlatformDb db, FigureQuery query, CancellationToken ct)
    {
        if (query.Id(Project) is not { } project || !await new ProgrammesRights(query.Viewer).Projects(db).AnyAsync(p => p.Id == project, ct)) return 0;
        var all = db.Set<Activity>().Where(a => a.ProjectId == project && a.State == ActivityState.Held && !a.IsSeries);
        if (query[Kind] is { } kind) all = all.Where(a => a.Kind == kind);
        if (query.Basis == Basis.Evidenced) all = all.Where(a => a.EvidenceCount > 0);
        // Told only for the whole and for a kind: for smaller groups the number itself would say too much.
        return query[Place] is not null || query[Year] is not null || query.From is not null || query.Until is not null || query[Organisation] is not null
            ? 0
            : Math.Max(0, await all.CountAsync(ct) - await Meant(db, query).CountAsync(ct));
    }
}

/// <summary>Activities.</summary>
public sealed class ActivitiesFigure(IStringLocalizer<Words> words, KindNames kinds, PlaceCatalogue places) : ProgrammesFigure(words, kinds, places)
{
    /// <summary>The id.</summary>
    public const string FigureId = "programmes.activities";

    /// <inheritdoc/>
    public override string Id => FigureId;

    /// <inheritdoc/>
    public override string Name => Words["Activities"];

    /// <inheritdoc/>
    public override string Unit => "activities";

    /// <inheritdoc/>
    public override async Task<IReadOnlyList<FigureRow>> Rows(PlatformDb db, FigureQuery query, CancellationToken ct = default)
    {
        Check(query);
        if (query.Basis != Basis.Declared) return await Grouped(db, query, Meant(db, query), attendances: false, ct);
        return await Declared(db, query, c => c.Measure == Measure.Activities, ct) is { } rows ? DeclaredRows(query, rows) : [];
    }

    /// <inheritdoc/>
    public override async Task<FigureRecords> Records(PlatformDb db, FigureQuery query, string? after, int take, CancellationToken ct = default)
    {
        Check(query);
        if (query.Basis != Basis.Declared) return await ActivityRecords(db, query, Meant(db, query), _ => 1, after, take, ct);
        return await Declared(db, query, c => c.Measure == Measure.Activities, ct) is { } rows ? DeclaredRecords(query, rows, _ => Words["DeclaredActivities"]) : new FigureRecords([], 0, null);
    }
}

/// <summary>Attendances: one person at one activity. Op-eds and debates have an audience and count nothing here.</summary>
public sealed class AttendancesFigure(IStringLocalizer<Words> words, KindNames kinds, PlaceCatalogue places) : ProgrammesFigure(words, kinds, places)
{
    /// <summary>The id.</summary>
    public const string FigureId = "programmes.attendances";

    /// <inheritdoc/>
    public override string Id => FigureId;

    /// <inheritdoc/>
    public override string Name => Words["Attendances"];

    /// <inheritdoc/>
    public override string Unit => "attendances";

    /// <inheritdoc/>
    public override async Task<IReadOnlyList<FigureRow>> Rows(PlatformDb db, FigureQuery query, CancellationToken ct = default)
    {
        Check(query);
        if (query.Basis != Basis.Declared) return await Grouped(db, query, Meant(db, query), attendances: true, ct);
        return await Declared(db, query, c => c.Measure == Measure.Attendances, ct) is { } rows ? DeclaredRows(query, rows) : [];
    }

    /// <inheritdoc/>
    public override async Task<FigureRecords> Records(PlatformDb db, FigureQuery query, string? after, int take, CancellationToken ct = default)
    {
        Check(query);
        if (query.Basis != Basis.Declared) return await ActivityRecords(db, query, Meant(db, query).Where(a => a.Attendances != null), a => a.Attendances, after, take, ct);
        return await Declared(db, query, c => c.Measure == Measure.Attendances, ct) is { } rows ? DeclaredRecords(query, rows, r => r.UnitUnknown ? Words["DeclaredUnitUnknown"] : Words["DeclaredAttendances"]) : new FigureRecords([], 0, null);
    }
}

/// <summary>Reach of op-eds, debates and posts: readers, viewers, listeners, reactions. It is only ever declared here.</summary>
public sealed class ReachFigure(IStringLocalizer<Words> words, KindNames kinds, PlaceCatalogue places) : ProgrammesFigure(words, kinds, places)
{
    /// <summary>The id.</summary>
    public const string FigureId = "programmes.reach";

    /// <inheritdoc/>
    public override string Id => FigureId;

    /// <inheritdoc/>
    public override string Name => Words["Reach"];

    /// <inheritdoc/>
    public override string Unit => "reach";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Dimensions { get; } = [Project, Kind];

    /// <inheritdoc/>
    public override async Task<IReadOnlyList<FigureRow>> Rows(PlatformDb db, FigureQuery query, CancellationToken ct = default)
    {
        Check(query);
        // Nobody records an audience: what there is, is what an outlet or a platform says.
        return query.Basis == Basis.Declared && await Declared(db, query, c => c.IsReach, ct) is { } rows ? DeclaredRows(query, rows) : [];
    }

    /// <inheritdoc/>
    public override async Task<FigureRecords> Records(PlatformDb db, FigureQuery query, string? after, int take, CancellationToken ct = default)
    {
        Check(query);
        if (query.Basis == Basis.Declared) return await Declared(db, query, c => c.IsReach, ct) is { } rows ? DeclaredRecords(query, rows, _ => Words["DeclaredReach"]) : new FigureRecords([], 0, null);
        var meant = Meant(db, query).Where(a => a.Kind == "op-ed" || a.Kind == "tv-debate" || a.Kind == "campaign");
        return await ActivityRecords(db, query, meant, _ => null, after, take, ct);
    }
}
