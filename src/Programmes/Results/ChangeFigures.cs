using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Uramost.Platform.Data;
using Uramost.Platform.Figures;
using Uramost.Platform.Places;
using Uramost.Platform.People;
using Uramost.Programmes.Activities;
using Uramost.Programmes.Counts;

namespace Uramost.Programmes.Results;

/// <summary>
/// What the figures of paired change share. They rest on questions asked before and after an activity, and only the
/// project's staff reads them as they are today: between two looks, one more answer would say what one person answered.
/// Others read the values that were approved for a period.
/// </summary>
public abstract class PairedFigure(IStringLocalizer<Counts.Words> counts, IStringLocalizer<Words> words, KindNames kinds, PlaceCatalogue places) : ProgrammesFigure(counts, kinds, places)
{
    /// <summary>Fewest people who moved, and fewest who did not, of whom an approved share is told to readers outside of the project's staff.</summary>
    public const int Fewest = 5;

    /// <summary>Words of this folder.</summary>
    protected IStringLocalizer<Words> Own => words;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Dimensions { get; } = [Project, Kind, Year];

    /// <inheritdoc/>
    public override bool IsControlled => true;

    /// <summary>What one question contributes.</summary>
    protected abstract decimal? Part(ChangeMeasurement measurement);

    /// <summary>What several questions make together; null: not known.</summary>
    protected virtual decimal? Whole(IReadOnlyCollection<ChangeMeasurement> measurements) => measurements.Count == 0 ? null : measurements.Sum(Part);

    /// <inheritdoc/>
    public override async Task<IReadOnlyList<FigureRow>> Rows(PlatformDb db, FigureQuery query, CancellationToken ct = default)
    {
        Check(query);
        if (query.Basis == Basis.Declared) return [];
        var found = await Asked(db, query, ct);
        if (query.GroupBy is null) return [Row(null, found.ConvertAll(f => f.Measurement))];
        return [.. found.GroupBy(f => query.GroupBy switch { Kind => f.Activity.Kind, Year => f.Activity.StartsOn?.Year.ToString(System.Globalization.CultureInfo.InvariantCulture), _ => f.Activity.ProjectId?.ToString() })
            .OrderBy(g => g.Key is null).ThenBy(g => g.Key, StringComparer.Ordinal).Select(g => Row(g.Key, [.. g.Select(f => f.Measurement)]))];

        FigureRow Row(string? group, List<ChangeMeasurement> measurements)
        {
            var value = Whole(measurements);
            return new FigureRow(group, value, value is null ? Platform.Figures.Exactness.Unknown : Platform.Figures.Exactness.Exact, RecordsOf(query, group));
        }
    }

    /// <inheritdoc/>
    public override async Task<FigureRecords> Records(PlatformDb db, FigureQuery query, string? after, int take, CancellationToken ct = default)
    {
        Check(query);
        if (query.Basis == Basis.Declared) return new FigureRecords([], 0, null);
        var found = await Asked(db, query, ct);
        var skip = int.TryParse(after, System.Globalization.NumberStyles.None, null, out var s) ? s : 0;
        return new FigureRecords([.. found.Skip(skip).Take(take).Select(f => new FigureRecord(f.Activity.Title, $"/change/{f.Measurement.Id}", f.Activity.Date, Part(f.Measurement),
            Part(f.Measurement) is null ? Platform.Figures.Exactness.Unknown : Platform.Figures.Exactness.Exact, Platform.Language.PublishedText.Own(f.Measurement.Question)))], 0, found.Count > skip + take ? $"{skip + take}" : null);
    }

    private static async Task<List<(Activity Activity, ChangeMeasurement Measurement)>> Asked(PlatformDb db, FigureQuery query, CancellationToken ct)
    {
        var readers = query.Viewer.Projects(Role.Coordinator, Role.Officer, Role.Facilitator, Role.Researcher, Role.Analyst);
        var found = await Meant(db, query).Where(a => a.ProjectId != null && readers.Contains(a.ProjectId.Value))
            .Join(db.Set<ChangeMeasurement>().AsNoTracking().Where(m => m.Pairs > 0), a => a.Id, m => m.ActivityId, (a, m) => new { a, m }).OrderByDescending(x => x.a.SortDay).ThenBy(x => x.m.Id).ToListAsync(ct);
        return [.. found.Select(x => (x.a, x.m))];
    }
}

/// <summary>Changed viewpoints: of those who answered before and after, the share in percent who moved the way that is hoped for.</summary>
public sealed class ChangedFigure(IStringLocalizer<Counts.Words> counts, IStringLocalizer<Words> words, KindNames kinds, PlaceCatalogue places) : PairedFigure(counts, words, kinds, places)
{
    /// <inheritdoc/>
    public override string Id => "programmes.changed-viewpoints";

    /// <inheritdoc/>
    public override string Name => Own["FigureChanged"];

    /// <inheritdoc/>
    public override string Unit => "percent";

    /// <inheritdoc/>
    public override AddsUp AddsUp => AddsUp.RatioOfSums;

    /// <inheritdoc/>
    protected override decimal? Part(ChangeMeasurement measurement) => 100m * measurement.Moved / measurement.Pairs;

    /// <inheritdoc/>
    protected override decimal? Whole(IReadOnlyCollection<ChangeMeasurement> measurements) => measurements.Sum(m => m.Pairs) is > 0 and var pairs ? 100m * measurements.Sum(m => m.Moved) / pairs : null;
}

/// <summary>Those who answered before and after and moved the way that is hoped for, by question.</summary>
public sealed class MovedFigure(IStringLocalizer<Counts.Words> counts, IStringLocalizer<Words> words, KindNames kinds, PlaceCatalogue places) : PairedFigure(counts, words, kinds, places)
{
    /// <inheritdoc/>
    public override string Id => "programmes.change.moved";

    /// <inheritdoc/>
    public override string Name => Own["FigureMoved"];

    /// <inheritdoc/>
    public override string Unit => "answers";

    /// <inheritdoc/>
    protected override decimal? Part(ChangeMeasurement measurement) => measurement.Moved;
}

/// <summary>Answers of the same participant before and after, by question.</summary>
public sealed class PairsFigure(IStringLocalizer<Counts.Words> counts, IStringLocalizer<Words> words, KindNames kinds, PlaceCatalogue places) : PairedFigure(counts, words, kinds, places)
{
    /// <inheritdoc/>
    public override string Id => "programmes.change.pairs";

    /// <inheritdoc/>
    public override string Name => Own["FigurePairs"];

    /// <inheritdoc/>
    public override string Unit => "answers";

    /// <inheritdoc/>
    protected override decimal? Part(ChangeMeasurement measurement) => measurement.Pairs;
}
