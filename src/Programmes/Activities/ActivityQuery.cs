using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Uramost.Platform.Contracts;
using Uramost.Platform.Data;
using Uramost.Platform.Language;
using Uramost.Platform.Ui;
using Uramost.Programmes.Counts;

namespace Uramost.Programmes.Activities;

/// <summary>A line of the list of activities.</summary>
/// <param name="Id">Id.</param>
/// <param name="Kind">Code of the kind.</param>
/// <param name="Title">Title.</param>
/// <param name="StartsOn">First possible day.</param>
/// <param name="EndsOn">Last possible day.</param>
/// <param name="DatePrecision">How exactly the date is known.</param>
/// <param name="State">State.</param>
/// <param name="Confidentiality">Confidentiality.</param>
/// <param name="Attendances">Attendances, or null.</param>
/// <param name="OwnPrecision">How exact they are where they are the record's own number and not a list's; null: as exact as a list, or not known.</param>
/// <param name="EvidenceCount">Pieces of evidence.</param>
/// <param name="ProjectId">Project.</param>
/// <param name="SortDay">Place in the order of dates.</param>
/// <param name="SortKey">Place in the order asked for, when it is by title.</param>
public sealed record ActivityLine(
    Guid Id, string Kind, PublishedText Title, DateOnly? StartsOn, DateOnly? EndsOn, DatePrecision DatePrecision, ActivityState State,
    Confidentiality Confidentiality, int? Attendances, CountPrecision? OwnPrecision, int EvidenceCount, Guid? ProjectId, int SortDay, string SortKey)
{
    /// <summary>Ids of the places where it was held, in their order.</summary>
    public IReadOnlyList<string> Venues { get; internal set; } = [];

    /// <summary>The date as far as it is known.</summary>
    public When Date => new(StartsOn, EndsOn, DatePrecision);
}

/// <summary>
/// What the list of activities is asked for: filters, order and place, as they stand in its address. The page and every
/// export of the list read it alike.
/// </summary>
public sealed record ActivityQuery
{
    /// <summary>The order when none is asked for: the latest first.</summary>
    public const string Latest = "-date";

    /// <summary>Typed words.</summary>
    public string? Text { get; init; }
    /// <summary>Project, or null.</summary>
    public Guid? Project { get; init; }
    /// <summary>Code of a kind, or null.</summary>
    public string? Kind { get; init; }
    /// <summary>State, or null.</summary>
    public ActivityState? State { get; init; }
    /// <summary>Id of a place, or null.</summary>
    public string? Place { get; init; }
    /// <summary>First day, or null.</summary>
    public DateOnly? From { get; init; }
    /// <summary>Last day, or null.</summary>
    public DateOnly? Until { get; init; }
    /// <summary>Order: <c>date</c>, <c>title</c> or <c>attendances</c>, falling with a hyphen before it.</summary>
    public string Sort { get; init; } = Latest;
    /// <summary>Where the page begins: the last key and id of the page before.</summary>
    public string? After { get; init; }

    /// <summary>Whether anything is filtered.</summary>
    public bool IsFiltered => Text is not null || Project is not null || Kind is not null || State is not null || Place is not null || From is not null || Until is not null;

    /// <summary>The activities that are asked for, without order.</summary>
    public IQueryable<Activity> Filter(PlatformDb db, ProgrammesRights rights) => Filter(db, rights, daysByIndex: true);

    // A sum takes the index by date out of the choice: SQLite does not know that only a page is wanted, and would else read
    // all lines of a kind from a day on and sort them, where the index by title gives them in order.
    private IQueryable<Activity> Filter(PlatformDb db, ProgrammesRights rights, bool daysByIndex)
    {
        var found = rights.Activities(db).AsNoTracking();
        if (Project is { } project) found = found.Where(a => a.ProjectId == project);
        if (!string.IsNullOrEmpty(Kind)) found = found.Where(a => a.Kind == Kind);
        if (State is { } state) found = found.Where(a => a.State == state);
        if (!string.IsNullOrEmpty(Place)) found = found.Where(a => db.Set<ActivityPlace>().Any(p => p.ActivityId == a.Id && p.PlaceId == Place));
        if (From is { } from) found = daysByIndex ? found.Where(a => a.SortDay >= from.DayNumber) : found.Where(a => a.SortDay + 0 >= from.DayNumber);
        if (Until is { } until) found = daysByIndex ? found.Where(a => a.SortDay > 0 && a.SortDay <= until.DayNumber) : found.Where(a => a.SortDay + 0 > 0 && a.SortDay + 0 <= until.DayNumber);
        foreach (var stem in SearchIndex.Stems(Text))
        {
            var containing = SearchIndex.Containing(db, SaveActivity.Kind, stem);
            found = found.Where(a => containing.Contains(a.Id));
        }

        return found;
    }

    /// <summary>A page of lines in the order asked for, where the next page begins, and how many there are in all, counted to one more than the pager says.</summary>
    /// <param name="db">The database.</param>
    /// <param name="rights">Whose list it is.</param>
    /// <param name="take">Most lines.</param>
    /// <param name="counted">Whether all are counted; else the total is 0.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<(IReadOnlyList<ActivityLine> Lines, string? Next, int Total)> Page(PlatformDb db, ProgrammesRights rights, int take, bool counted = true, CancellationToken ct = default)
    {
        var found = Filter(db, rights);
        // Only where a kind or a project has its titles in order: else a narrow span of days would cost a walk through all.
        var walked = (From ?? Until) is not null && (Kind is not null || Project is not null) && Sort is ("title" or "-title") ? Filter(db, rights, daysByIndex: false) : found;
        // One statement: the number of all is no further journey to the database.
        var page = Order(walked).Take(take + 1);
        var rows = await (counted ? page.Select(line => new { Line = line, Total = found.Take(Pager.Most + 1).Count() }) : page.Select(line => new { Line = line, Total = 0 })).ToListAsync(ct);
        var lines = rows.ConvertAll(r => r.Line);
        string? next = null;
        if (lines.Count > take)
        {
            lines.RemoveAt(take);
            var last = lines[^1];
            var key = Sort.TrimStart('-') switch { "title" => last.SortKey, "attendances" => (last.Attendances ?? -1).ToString(CultureInfo.InvariantCulture), _ => last.SortDay.ToString(CultureInfo.InvariantCulture) };
            next = $"{key}_{last.Id:N}";
        }

        var ids = lines.Select(l => l.Id).ToList();
        var venues = (await db.Set<ActivityPlace>().Where(p => ids.Contains(p.ActivityId) && p.Role == PlaceRole.Venue && p.PlaceId != null).OrderBy(p => p.Ordinal).Select(p => new { p.ActivityId, p.PlaceId }).ToListAsync(ct))
            .ToLookup(p => p.ActivityId, p => p.PlaceId!);
        foreach (var line in lines) line.Venues = [.. venues[line.Id]];
        return (lines, next, rows.Count == 0 ? 0 : rows[0].Total);
    }

    private IQueryable<ActivityLine> Order(IQueryable<Activity> found)
    {
        var (key, id) = Cursor();
        var day = key is null ? 0 : int.TryParse(key, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : 0;
        switch (Sort)
        {
            case "date":
                if (key is not null) found = found.Where(a => a.SortDay > day || a.SortDay == day && a.Id > id);
                return Lines(found.OrderBy(a => a.SortDay).ThenBy(a => a.Id), "en");
            case "attendances":
                if (key is not null) found = found.Where(a => a.SortParticipants > day || a.SortParticipants == day && a.Id > id);
                return Lines(found.OrderBy(a => a.SortParticipants).ThenBy(a => a.Id), "en");
            case "-attendances":
                if (key is not null) found = found.Where(a => a.SortParticipants < day || a.SortParticipants == day && a.Id < id);
                return Lines(found.OrderByDescending(a => a.SortParticipants).ThenByDescending(a => a.Id), "en");
            case "title" or "-title":
                return ByTitle(found, key, id, falling: Sort[0] == '-');
            default:
                if (key is not null) found = found.Where(a => a.SortDay < day || a.SortDay == day && a.Id < id);
                return Lines(found.OrderByDescending(a => a.SortDay).ThenByDescending(a => a.Id), "en");
        }
    }

    private static IQueryable<ActivityLine> ByTitle(IQueryable<Activity> found, string? key, Guid id, bool falling)
    {
        var language = UiVariant.Current.Tag;
        if (key is not null)
        {
            found = (language, falling) switch
            {
                ("sq", false) => found.Where(a => string.Compare(a.SortSq, key) > 0 || a.SortSq == key && a.Id > id),
                ("sq", true) => found.Where(a => string.Compare(a.SortSq, key) < 0 || a.SortSq == key && a.Id < id),
                ("sr-Latn", false) => found.Where(a => string.Compare(a.SortSr, key) > 0 || a.SortSr == key && a.Id > id),
                ("sr-Cyrl", false) => found.Where(a => string.Compare(a.SortSrCyrl, key) > 0 || a.SortSrCyrl == key && a.Id > id),
                ("sr-Latn", true) => found.Where(a => string.Compare(a.SortSr, key) < 0 || a.SortSr == key && a.Id < id),
                ("sr-Cyrl", true) => found.Where(a => string.Compare(a.SortSrCyrl, key) < 0 || a.SortSrCyrl == key && a.Id < id),
                (_, false) => found.Where(a => string.Compare(a.SortEn, key) > 0 || a.SortEn == key && a.Id > id),
                (_, true) => found.Where(a => string.Compare(a.SortEn, key) < 0 || a.SortEn == key && a.Id < id),
            };
        }

        return Lines((language, falling) switch
        {
            ("sq", false) => found.OrderBy(a => a.SortSq).ThenBy(a => a.Id),
            ("sq", true) => found.OrderByDescending(a => a.SortSq).ThenByDescending(a => a.Id),
            ("sr-Latn", false) => found.OrderBy(a => a.SortSr).ThenBy(a => a.Id),
            ("sr-Cyrl", false) => found.OrderBy(a => a.SortSrCyrl).ThenBy(a => a.Id),
            ("sr-Latn", true) => found.OrderByDescending(a => a.SortSr).ThenByDescending(a => a.Id),
            ("sr-Cyrl", true) => found.OrderByDescending(a => a.SortSrCyrl).ThenByDescending(a => a.Id),
            (_, false) => found.OrderBy(a => a.SortEn).ThenBy(a => a.Id),
            (_, true) => found.OrderByDescending(a => a.SortEn).ThenByDescending(a => a.Id),
        }, language);
    }

    private static IQueryable<ActivityLine> Lines(IQueryable<Activity> ordered, string language) => language switch
    {
        "sq" => ordered.Select(a => new ActivityLine(a.Id, a.Kind, a.Title, a.StartsOn, a.EndsOn, a.DatePrecision, a.State, a.Confidentiality, a.Attendances, a.ListedAttendances == null ? a.OwnPrecision : null, a.EvidenceCount, a.ProjectId, a.SortDay, a.SortSq)),
        "sr-Latn" => ordered.Select(a => new ActivityLine(a.Id, a.Kind, a.Title, a.StartsOn, a.EndsOn, a.DatePrecision, a.State, a.Confidentiality, a.Attendances, a.ListedAttendances == null ? a.OwnPrecision : null, a.EvidenceCount, a.ProjectId, a.SortDay, a.SortSr)),
        "sr-Cyrl" => ordered.Select(a => new ActivityLine(a.Id, a.Kind, a.Title, a.StartsOn, a.EndsOn, a.DatePrecision, a.State, a.Confidentiality, a.Attendances, a.ListedAttendances == null ? a.OwnPrecision : null, a.EvidenceCount, a.ProjectId, a.SortDay, a.SortSrCyrl)),
        _ => ordered.Select(a => new ActivityLine(a.Id, a.Kind, a.Title, a.StartsOn, a.EndsOn, a.DatePrecision, a.State, a.Confidentiality, a.Attendances, a.ListedAttendances == null ? a.OwnPrecision : null, a.EvidenceCount, a.ProjectId, a.SortDay, a.SortEn)),
    };

    private (string? Key, Guid Id) Cursor() =>
        After?.LastIndexOf('_') is > 0 and var at && Guid.TryParse(After[(at + 1)..], out var id) ? (After[..at], id) : (null, default);
}
