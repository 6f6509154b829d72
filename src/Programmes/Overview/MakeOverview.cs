using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;
using Uramost.Platform.Contracts;
using Uramost.Platform.Data;
using Uramost.Platform.Figures;
using Uramost.Platform.Language;
using Uramost.Platform.People;
using Uramost.Programmes.Activities;
using Uramost.Programmes.Counts;
using Uramost.Programmes.Projects;

namespace Uramost.Programmes.Overview;

/// <summary>
/// Computes a project's overview from its figures, keeps what was computed until the project changes, and publishes it
/// when somebody says so.
/// </summary>
public sealed class MakeOverview(ActivitiesFigure activities, AttendancesFigure attendances, IMemoryCache cache, TimeProvider clock, Actor actor, IVersions versions)
{
    /// <summary>The figures for those who work in the project, computed once for each state of its records, and that state.</summary>
    public async Task<(Facts Facts, string Stamp)> Current(PlatformDb db, Guid projectId, CancellationToken ct = default)
    {
        var stamp = await Stamp(db, projectId, ct);
        var facts = (await cache.GetOrCreateAsync((nameof(MakeOverview), projectId, stamp), entry =>
        {
            entry.SlidingExpiration = TimeSpan.FromMinutes(30);
            return Compute(db, projectId, Everything(projectId), ct);
        }))!;
        return (facts, stamp);
    }

    /// <summary>The latest published figures, or null where nobody has published any.</summary>
    public static Task<Snapshot?> Published(PlatformDb db, Guid projectId, CancellationToken ct = default) =>
        db.Set<Snapshot>().AsNoTracking().Where(s => s.ProjectId == projectId).OrderByDescending(s => s.Number).FirstOrDefaultAsync(ct);

    /// <summary>The figures of a snapshot.</summary>
    public static Facts Read(Snapshot snapshot) => JsonSerializer.Deserialize<Facts>(snapshot.Facts, JsonColumn.Options)!;

    /// <summary>
    /// Adds a numbered snapshot; the caller saves. Totals count every held activity; where and when is told only of
    /// those that everybody may see.
    /// </summary>
    public async Task<Snapshot> Publish(PlatformDb db, Guid projectId, CancellationToken ct = default)
    {
        var number = await db.Set<Snapshot>().Where(s => s.ProjectId == projectId).MaxAsync(s => (int?)s.Number, ct) ?? 0;
        var seen = await Compute(db, projectId, Viewer.Visitor, ct);
        var all = await Compute(db, projectId, Everything(projectId), ct);
        var snapshot = new Snapshot
        {
            ProjectId = projectId, Number = number + 1, MadeAt = clock.GetUtcNow().UtcDateTime, MadeBy = actor.AccountId, Stamp = await Stamp(db, projectId, ct),
            Facts = JsonSerializer.Serialize(all with { Places = seen.Places, WithoutPlace = seen.WithoutPlace, Months = seen.Months, Undated = seen.Undated }, JsonColumn.Options),
        };
        db.Add(snapshot);
        await versions.Bump(db, VersionNames.PublicPages);
        return snapshot;
    }

    /// <summary>State of the records that an overview is computed from: when the project and the latest of its activities were saved.</summary>
    public static async Task<string> Stamp(PlatformDb db, Guid projectId, CancellationToken ct = default)
    {
        var changed = await db.Set<Project>().Where(p => p.Id == projectId)
            .Select(p => new { Project = p.ChangedAt, Latest = db.Set<Activity>().Where(a => a.ProjectId == projectId).Max(a => (DateTime?)a.ChangedAt) }).SingleAsync(ct);
        return $"{changed.Project.Ticks.ToString("x", CultureInfo.InvariantCulture)}-{(changed.Latest?.Ticks ?? 0).ToString("x", CultureInfo.InvariantCulture)}";
    }

    private async Task<Facts> Compute(PlatformDb db, Guid projectId, Viewer viewer, CancellationToken ct)
    {
        var filters = new Dictionary<string, string> { [Figure.Project] = projectId.ToString() };
        FigureQuery Query(Basis basis, string? by = null) => new(viewer, basis, Filters: filters, GroupBy: by);

        var declared = await db.Set<DeclaredCount>().AsNoTracking().Where(c => c.ProjectId == projectId && c.ActivityId == null).OrderBy(c => c.Ordinal).ToListAsync(ct);
        var byKind = await Threefolds(db, activities, Query, Figure.Kind, ct);
        var attendancesByKind = await Threefolds(db, attendances, Query, Figure.Kind, ct);
        var order = declared.Where(d => d is { Measure: Measure.Activities, Kind: not null }).Select(d => d.Kind!).ToList();
        var kinds = byKind.Keys.Union(attendancesByKind.Keys).OrderBy(k => order.IndexOf(k) is >= 0 and var at ? at : int.MaxValue).ThenByDescending(k => byKind.GetValueOrDefault(k)?.Recorded ?? 0)
            .Select(k => new KindFacts(k, byKind.GetValueOrDefault(k) ?? Nothing, attendancesByKind.GetValueOrDefault(k) ?? Nothing)).ToList();

        var places = await activities.Rows(db, Query(Basis.Recorded, Figure.Place), ct);
        var held = new ProgrammesRights(viewer).Activities(db).AsNoTracking().Where(a => a.ProjectId == projectId && a.State == ActivityState.Held && !a.IsSeries);
        var months = await held.GroupBy(a => new { Year = a.StartsOn == null ? 0 : a.StartsOn.Value.Year, Month = a.StartsOn == null || a.DatePrecision == DatePrecision.Year ? 0 : a.StartsOn.Value.Month })
            .Select(g => new { g.Key.Year, g.Key.Month, Count = g.Count() }).ToListAsync(ct);
        var known = await held.CountAsync(a => a.Attendances != null, ct);
        return new Facts(
            await Total(db, activities, Query, ct), await Total(db, attendances, Query, ct), declared.Any(d => d is { Measure: Measure.Attendances, UnitUnknown: true }), known, kinds,
            [.. places.Where(p => p.Group is not null).Select(p => new PlaceFacts(p.Group!, (int)p.Value!.Value)).OrderByDescending(p => p.Activities).ThenBy(p => p.PlaceId, StringComparer.Ordinal)],
            (int)(places.FirstOrDefault(p => p.Group is null)?.Value ?? 0),
            [.. months.Where(m => m.Year > 0).OrderBy(m => m.Year).ThenBy(m => m.Month).Select(m => new MonthFacts(m.Year, m.Month, m.Count))],
            months.Where(m => m.Year == 0).Sum(m => m.Count),
            kinds.Where(k => ActivityKinds.HasReach(k.Kind)).Sum(k => (int)(k.Activities.Recorded ?? 0)),
            [.. declared.Where(d => d.IsReach).Select(d => new ReachFacts(d.Measure.ToString(), d.Value, d.Precision switch
            {
                CountPrecision.About => Exactness.About, CountPrecision.AtLeast => Exactness.AtLeast, CountPrecision.Unknown => Exactness.Unknown, _ => Exactness.Exact,
            }))]);
    }

    private static readonly Threefold Nothing = new(null, Exactness.Unknown, null, null);

    private static async Task<Threefold> Total(PlatformDb db, Figure figure, Func<Basis, string?, FigureQuery> query, CancellationToken ct)
    {
        var declared = (await figure.Rows(db, query(Basis.Declared, null), ct)).FirstOrDefault();
        return new Threefold(declared?.Value, declared?.Exactness ?? Exactness.Unknown,
            (await figure.Rows(db, query(Basis.Recorded, null), ct)).FirstOrDefault()?.Value, (await figure.Rows(db, query(Basis.Evidenced, null), ct)).FirstOrDefault()?.Value);
    }

    private static async Task<Dictionary<string, Threefold>> Threefolds(PlatformDb db, Figure figure, Func<Basis, string?, FigureQuery> query, string by, CancellationToken ct)
    {
        var declared = (await figure.Rows(db, query(Basis.Declared, by), ct)).Where(r => r.Group is not null).GroupBy(r => r.Group!).ToDictionary(g => g.Key, g => g.First());
        var recorded = (await figure.Rows(db, query(Basis.Recorded, by), ct)).Where(r => r.Group is not null).ToDictionary(r => r.Group!);
        var evidenced = (await figure.Rows(db, query(Basis.Evidenced, by), ct)).Where(r => r.Group is not null).ToDictionary(r => r.Group!);
        return declared.Keys.Union(recorded.Keys).ToDictionary(k => k, k => new Threefold(
            declared.GetValueOrDefault(k)?.Value, declared.GetValueOrDefault(k)?.Exactness ?? Exactness.Unknown,
            // Of a kind that is declared and has no record, none is recorded: that is known.
            recorded.TryGetValue(k, out var r) ? r.Value : figure is ActivitiesFigure ? 0 : null,
            evidenced.TryGetValue(k, out var e) ? e.Value : 0));
    }

    private static Viewer Everything(Guid projectId) => new(null, [new Membership { Role = Role.Coordinator, ProjectId = projectId }]);
}
