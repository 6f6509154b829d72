using Microsoft.EntityFrameworkCore;
using Uramost.Platform.Data;
using Uramost.Platform.Figures;
using Uramost.Platform.Language;
using Uramost.Programmes.Projects;
using Uramost.Programmes.Results;

namespace Uramost.Programmes.Iati;

/// <summary>
/// Results of projects as a file tells them: approved values only, as their latest corrections have them, and none whose
/// figure is filtered by what is true of people. Parts by group are left out: they leave the product through releases only.
/// </summary>
internal sealed class ReadResults
{
    // A value filtered by one of these says nothing of who was counted; by anything else it might.
    private static readonly HashSet<string> Harmless = [Figure.Project, Figure.Kind, Figure.Place, Figure.Year, Figure.Organisation];

    private ILookup<Guid, ResultNode> nodes = None<ResultNode>();
    private ILookup<Guid, Indicator> indicators = None<Indicator>();
    private ILookup<Guid, ReportingPeriod> periods = None<ReportingPeriod>();
    private ILookup<Guid, IndicatorTarget> targets = None<IndicatorTarget>();
    private ILookup<Guid, ValueCorrection> corrections = None<ValueCorrection>();
    private Dictionary<(Guid Indicator, Guid Period), IndicatorValue> values = [];

    /// <summary>Reads what several projects have.</summary>
    /// <param name="db">The database.</param>
    /// <param name="ids">The projects.</param>
    /// <param name="ct">Stops the reading.</param>
    public static async Task<ReadResults> Load(PlatformDb db, List<Guid> ids, CancellationToken ct)
    {
        var read = new ReadResults { nodes = (await db.Set<ResultNode>().AsNoTracking().Where(n => ids.Contains(n.ProjectId) && n.RetiredOn == null && n.Level != ResultLevel.Activity).OrderBy(n => n.Level).ThenBy(n => n.Ordinal).ThenBy(n => n.Id).ToListAsync(ct)).ToLookup(n => n.ProjectId) };
        if (read.nodes.Count == 0) return read;
        var own = db.Set<Indicator>().Where(i => ids.Contains(i.ProjectId) && i.RetiredOn == null);
        read.indicators = (await own.AsNoTracking().OrderBy(i => i.Ordinal).ThenBy(i => i.Id).ToListAsync(ct)).ToLookup(i => i.NodeId);
        read.periods = (await db.Set<ReportingPeriod>().AsNoTracking().Where(p => ids.Contains(p.ProjectId)).OrderBy(p => p.StartsOn).ToListAsync(ct)).ToLookup(p => p.ProjectId);
        read.targets = (await db.Set<IndicatorTarget>().AsNoTracking().Where(t => own.Any(i => i.Id == t.IndicatorId)).ToListAsync(ct)).ToLookup(t => t.IndicatorId);
        read.values = (await db.Set<IndicatorValue>().AsNoTracking().Where(v => v.State == ValueState.Approved && own.Any(i => i.Id == v.IndicatorId)).ToListAsync(ct)).ToDictionary(v => (v.IndicatorId, v.PeriodId));
        var approved = read.values.Values.Select(v => v.Id).ToList();
        read.corrections = (await db.Set<ValueCorrection>().AsNoTracking().Where(c => approved.Contains(c.ValueId)).ToListAsync(ct)).ToLookup(c => c.ValueId);
        return read;
    }

    /// <summary>The results of one project.</summary>
    /// <param name="project">The project.</param>
    /// <param name="say">Writes a text by the file's naming policy.</param>
    public IReadOnlyList<IatiResult> Of(Project project, Func<LocalText, IatiText> say)
    {
        return [.. nodes[project.Id].Select(Result).Where(r => r.Indicators.Count > 0)];

        IatiResult Result(ResultNode node) => new(node.Level switch { ResultLevel.Impact => "3", ResultLevel.Outcome => "2", _ => "1" }, say(node.Title),
            node.Title.IsEmpty ? [] : [.. indicators[node.Id].Where(i => !i.Name.IsEmpty && MayBeTold(i)).Select(Told)]);

        IatiIndicator Told(Indicator indicator)
        {
            var of = targets[indicator.Id].ToList();
            var told = new List<IatiPeriod>();
            foreach (var period in periods[indicator.ProjectId])
            {
                var reached = values.TryGetValue((indicator.Id, period.Id), out var value) ? value.Standing(corrections[value.Id], staff: false)?.Value : null;
                var aimed = of.Find(t => t.Kind == TargetKind.Period && t.PeriodId == period.Id);
                if (aimed is not null || reached is not null) told.Add(new IatiPeriod(period.StartsOn, period.EndsOn, Values(aimed?.Value), Values(reached)));
            }

            // What is aimed at by a day has no first day of its own: it counts from the project's begin.
            foreach (var aim in of.Where(t => t.Kind != TargetKind.Period && t.DueOn is not null).OrderBy(t => t.DueOn))
            {
                if (project.StartsOn is { } start && start <= aim.DueOn) told.Add(new IatiPeriod(start, aim.DueOn!.Value, Values(aim.Value), []));
            }

            var baseline = indicator is { BaselineValue: { } before, BaselineYear: >= 1900 and <= 2200 } ? new IatiValue(before, new IatiText(), []) : null;
            return new IatiIndicator(indicator.AddsUp switch { HowItAddsUp.Share => "2", HowItAddsUp.Scale => "4", _ => "1" }, say(indicator.Name), baseline is null ? null : indicator.BaselineYear, baseline, told);
        }

        static IReadOnlyList<IatiValue> Values(decimal? value) => value is { } number ? [new IatiValue(number, new IatiText(), [])] : [];
    }

    private static ILookup<Guid, T> None<T>() => Array.Empty<T>().ToLookup(_ => Guid.Empty);

    // What people answered before and after is told to visitors by a release or not at all.
    private static bool MayBeTold(Indicator indicator) =>
        !new[] { indicator.Figure, indicator.DenominatorFigure }.Any(f => f?.FigureId.StartsWith("programmes.change", StringComparison.Ordinal) == true) &&
        (indicator.Figure?.Filters.Keys ?? []).Concat(indicator.DenominatorFigure?.Filters.Keys ?? []).All(Harmless.Contains);
}
