using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Uramost.Platform.Data;
using Uramost.Platform.Figures;
using Uramost.Platform.Places;
using Uramost.Programmes.Activities;
using Uramost.Programmes.Counts;

namespace Uramost.Programmes.Attendance;

/// <summary>
/// People: each counted once however often they came. Recorded are those on lists; where a held activity has no list, or
/// only a count, more people than these were there, so the value is then given as "at least".
/// </summary>
/// <remarks>
/// What is recorded of people is told as it is today only to those who work in the project: readers outside, donors among
/// them, get releases. What a source declares is free.
/// </remarks>
public sealed partial class PeopleFigure(IStringLocalizer<Counts.Words> words, IStringLocalizer<Words> own, IStringLocalizer<Platform.People.Persons.Words> facts, KindNames kinds, PlaceCatalogue places) : ProgrammesFigure(words, kinds, places)
{
    /// <summary>The id.</summary>
    public const string FigureId = "programmes.people";

    /// <inheritdoc/>
    public override string Id => FigureId;

    /// <inheritdoc/>
    public override string Name => own["FigurePeople"];

    /// <inheritdoc/>
    public override string Unit => "people";

    /// <inheritdoc/>
    public override AddsUp AddsUp => AddsUp.Distinct;

    /// <inheritdoc/>
    public override async Task<IReadOnlyList<FigureRow>> Rows(PlatformDb db, FigureQuery query, CancellationToken ct = default)
    {
        Check(query);
        if (query.Basis == Basis.Declared) return await Declared(db, query, c => c.Measure == Measure.People, ct) is { } rows ? DeclaredRows(query, rows) : [];
        var meant = Told(db, query);
        var listed = db.Set<Attended>().Where(a => AttendanceStates.Counted.Contains(a.State));
        // One row per activity and group in which it is; an activity without a venue is in the group that is not known.
        var pairs = query.GroupBy switch
        {
            null => meant.Select(a => new { a.Id, Group = (string?)null }),
            Kind => meant.Select(a => new { a.Id, Group = (string?)a.Kind }),
            Project => meant.Select(a => new { a.Id, Group = a.ProjectId == null ? null : a.ProjectId.ToString() }),
            Organisation => meant.Select(a => new { a.Id, Group = a.OwnerId == null ? null : a.OwnerId.ToString() }),
            Place => meant.Join(db.Set<ActivityPlace>().Where(p => p.Role == PlaceRole.Venue && p.PlaceId != null), a => a.Id, p => p.ActivityId, (a, p) => new { a.Id, Group = p.PlaceId }).Distinct()
                .Concat(meant.Where(a => !a.Places.Any(p => p.Role == PlaceRole.Venue && p.PlaceId != null)).Select(a => new { a.Id, Group = (string?)null })),
            _ => null,
        };
        List<(string? Group, int People)> groups;
        List<string?> beyond;
        if (pairs is null)
        {
            var years = meant.Select(a => new { a.Id, Year = a.StartsOn == null ? (int?)null : a.StartsOn.Value.Year });
            groups = [.. (await years.Join(listed, y => y.Id, a => a.ActivityId, (y, a) => new { y.Year, a.PersonId }).Distinct().GroupBy(x => x.Year).Select(g => new { g.Key, People = g.Count() }).ToListAsync(ct))
                .Select(g => (g.Key?.ToString(System.Globalization.CultureInfo.InvariantCulture), g.People))];
            beyond = [.. (await meant.Where(a => !listed.Any(l => l.ActivityId == a.Id)).Select(a => a.StartsOn == null ? (int?)null : a.StartsOn.Value.Year).Distinct().ToListAsync(ct)).Select(y => y?.ToString(System.Globalization.CultureInfo.InvariantCulture))];
        }
        else
        {
            groups = [.. (await pairs.Join(listed, p => p.Id, a => a.ActivityId, (p, a) => new { p.Group, a.PersonId }).Distinct().GroupBy(x => x.Group).Select(g => new { g.Key, People = g.Count() }).ToListAsync(ct)).Select(g => (g.Key, g.People))];
            beyond = await pairs.Where(p => !listed.Any(l => l.ActivityId == p.Id)).Select(p => p.Group).Distinct().ToListAsync(ct);
        }

        if (groups.Count == 0 && query.GroupBy is null) return [new FigureRow(null, query.Basis == Basis.Evidenced ? 0 : null, query.Basis == Basis.Evidenced ? Platform.Figures.Exactness.Exact : Platform.Figures.Exactness.Unknown, RecordsOf(query, null))];
        return [.. groups.OrderBy(g => g.Group is null).ThenBy(g => g.Group, StringComparer.Ordinal)
            .Select(g => new FigureRow(g.Group, g.People, beyond.Contains(g.Group) ? Platform.Figures.Exactness.AtLeast : Platform.Figures.Exactness.Exact, RecordsOf(query, g.Group), g.People))];
    }

    /// <inheritdoc/>
    public override async Task<FigureRecords> Records(PlatformDb db, FigureQuery query, string? after, int take, CancellationToken ct = default)
    {
        Check(query);
        if (query.Basis == Basis.Declared) return await Declared(db, query, c => c.Measure == Measure.People, ct) is { } rows ? DeclaredRecords(query, rows, _ => own["FigurePeople"]) : new FigureRecords([], 0, null);
        var listed = db.Set<Attended>().Where(a => AttendanceStates.Counted.Contains(a.State));
        var people = await Told(db, query).Join(listed, a => a.Id, l => l.ActivityId, (a, l) => new { a.Id, l.PersonId }).Distinct().GroupBy(x => x.Id).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        return await ActivityRecords(db, query, Told(db, query).Where(a => listed.Any(l => l.ActivityId == a.Id)), a => people.TryGetValue(a.Id, out var count) ? count : null, after, take, ct);
    }
}
