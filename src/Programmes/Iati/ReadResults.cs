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
internal static class ReadResults
{
    // A value filtered by one of these says nothing of who was counted; by anything else it might.
    private static readonly HashSet<string> Harmless = [Figure.Project, Figure.Kind, Figure.Place, Figure.Year, Figure.Organisation];

    /// <summary>The results by project.</summary>
    /// <param name="db">The database.</param>
    /// <param name="ids">The projects.</param>
    /// <param name="say">Writes a text by the file's naming policy.</param>
    /// <param name="projects">The projects by id.</param>
    /// <param name="ct">Stops the reading.</param>
    public static async Task<Dictionary<Guid, IReadOnlyList<IatiResult>>> Of(PlatformDb db, List<Guid> ids, Func<LocalText, IatiText> say, Dictionary<Guid, Project> projects, CancellationToken ct)
    {
        var nodes = await db.Set<ResultNode>().AsNoTracking().Where(n => ids.Contains(n.ProjectId) && n.RetiredOn == null && n.Level != ResultLevel.Activity).OrderBy(n => n.Level).ThenBy(n => n.Ordinal).ThenBy(n => n.Id).ToListAsync(ct);
        if (nodes.Count == 0) return [];
        var indicators = (await db.Set<Indicator>().AsNoTracking().Where(i => ids.Contains(i.ProjectId) && i.RetiredOn == null).OrderBy(i => i.Ordinal).ThenBy(i => i.Id).ToListAsync(ct)).ToLookup(i => i.NodeId);
        var periods = (await db.Set<ReportingPeriod>().AsNoTracking().Where(p => ids.Contains(p.ProjectId)).OrderBy(p => p.StartsOn).ToListAsync(ct)).ToLookup(p => p.ProjectId);
        var targets = (await db.Set<IndicatorTarget>().AsNoTracking().Where(t => db.Set<Indicator>().Any(i => i.Id == t.IndicatorId && ids.Contains(i.ProjectId))).ToListAsync(ct)).ToLookup(t => t.IndicatorId);
        var values = (await db.Set<IndicatorValue>().AsNoTracking().Where(v => v.State == ValueState.Approved && db.Set<Indicator>().Any(i => i.Id == v.IndicatorId && ids.Contains(i.ProjectId))).ToListAsync(ct)).ToDictionary(v => (v.IndicatorId, v.PeriodId));
        var approved = values.Values.Select(v => v.Id).ToList();
        var corrections = (await db.Set<ValueCorrection>().AsNoTracking().Where(c => approved.Contains(c.ValueId)).ToListAsync(ct)).ToLookup(c => c.ValueId);
        return nodes.GroupBy(n => n.ProjectId).ToDictionary(g => g.Key, g => (IReadOnlyList<IatiResult>)[.. g.Select(Result).Where(r => r.Indicators.Count > 0)]);

        IatiResult Result(ResultNode node) => new(node.Level switch { ResultLevel.Impact => "3", ResultLevel.Outcome => "2", _ => "1" }, say(node.Title),
            node.Title.IsEmpty ? [] : [.. indicators[node.Id].Where(i => !i.Name.IsEmpty && MayBeTold(i)).Select(i => Of(i, projects[node.ProjectId]))]);

        IatiIndicator Of(Indicator indicator, Project project)
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

    // What people answered before and after is told to visitors by a release or not at all.
    private static bool MayBeTold(Indicator indicator) =>
        !new[] { indicator.Figure, indicator.DenominatorFigure }.Any(f => f?.FigureId.StartsWith("programmes.change", StringComparison.Ordinal) == true) &&
        (indicator.Figure?.Filters.Keys ?? []).Concat(indicator.DenominatorFigure?.Filters.Keys ?? []).All(Harmless.Contains);
}
