using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Uramost.Platform.Data;
using Uramost.Platform.Figures;
using Uramost.Platform.Figures.Releases;
using Uramost.Platform.Language;
using Uramost.Programmes.Projects;
using Uramost.Programmes.Results;

namespace Uramost.Programmes.Iati;

/// <summary>
/// Results of projects as a file tells them: approved values only, as their latest corrections have them, and none whose
/// figure is filtered by what is true of people. Parts by group are those of a release for everybody, what is hidden in it
/// left out, and never what records say today.
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
    private ILookup<Guid, Table> tables = None<Table>();

    // A release by words of the file: of each cell that is shown, what is true of the people in it and how many they are.
    private sealed record Table(ReleaseContent Content, IatiText Comment, IReadOnlyList<(IReadOnlyList<IatiDimension> Of, long People)> Cells);

    /// <summary>Reads what several projects have.</summary>
    /// <param name="db">The database.</param>
    /// <param name="ids">The projects.</param>
    /// <param name="labels">Gives releases their words.</param>
    /// <param name="say">Writes a name by the file's naming policy.</param>
    /// <param name="comment">Says in all languages which release a part is of.</param>
    /// <param name="ct">Stops the reading.</param>
    public static async Task<ReadResults> Load(PlatformDb db, List<Guid> ids, ReleaseLabels labels, Func<PublishedText, IatiText> say, Func<ReleaseContent, IatiText> comment, CancellationToken ct)
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
        var released = await db.Set<Release>().AsNoTracking().Where(r => ids.Contains(r.ProjectId) && r.Audience == ReleaseAudience.Public && !db.Set<ReleaseWithdrawal>().Any(w => w.ReleaseId == r.Id)).OrderBy(r => r.Number).Select(r => new Release { Content = r.Content }).ToListAsync(ct);
        var tables = new List<Table>();
        foreach (var content in released.Select(r => r.Read()).Where(TellsItsTotal)) tables.Add(new Table(content, comment(content), await Cells(content, labels, say)));
        read.tables = tables.ToLookup(t => t.Content.Project);
        return read;
    }

    // An approved value is the total of its parts. Where a release hides its own total, that value beside the parts would tell what is hidden.
    private static bool TellsItsTotal(ReleaseContent content) => content.Values[^1] is not null;

    // The standard has one language for a dimension: English.
    private static async Task<IReadOnlyList<(IReadOnlyList<IatiDimension>, long)>> Cells(ReleaseContent content, ReleaseLabels labels, Func<PublishedText, IatiText> say)
    {
        CultureInfo.CurrentUICulture = UiVariant.English.Culture;
        var text = await labels.For(content, t => say(t) is var said ? said.En ?? said.Sq ?? said.Sr : null);
        var cells = new List<(IReadOnlyList<IatiDimension>, long)>();
        for (var row = 0; row < text.Rows[0].Count; row++)
        {
            for (var column = 0; column < text.Columns.Count; column++)
            {
                // Margins of a table of two dimensions are other tables; the total is the value itself.
                if (content.Value(row, column) is not { } people || content.Dimensions[0].Rows[row].Count == 0 || (content.Dimensions.Count > 1 && content.Dimensions[1].Rows[column].Count == 0)) continue;
                IatiDimension[] of = [new(text.Dimensions[0], text.Rows[0][row]), .. content.Dimensions.Count > 1 ? new[] { new IatiDimension(text.Dimensions[1], text.Rows[1][column]) } : []];
                cells.Add((of, people));
            }
        }

        return cells;
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
            var parts = Parts(indicator);
            foreach (var period in periods[indicator.ProjectId])
            {
                var reached = values.TryGetValue((indicator.Id, period.Id), out var value) ? value.Standing(corrections[value.Id], staff: false)?.Value : null;
                var aimed = of.Find(t => t.Kind == TargetKind.Period && t.PeriodId == period.Id);
                if (aimed is not null || reached is not null) told.Add(new IatiPeriod(period.StartsOn, period.EndsOn, Values(aimed?.Value), [.. Values(reached), .. reached is null ? [] : parts[period.Id]]));
            }

            // What is aimed at by a day has no first day of its own: it counts from the project's begin.
            foreach (var aim in of.Where(t => t.Kind != TargetKind.Period && t.DueOn is not null).OrderBy(t => t.DueOn))
            {
                if (project.StartsOn is { } start && start <= aim.DueOn) told.Add(new IatiPeriod(start, aim.DueOn!.Value, Values(aim.Value), []));
            }

            var baseline = indicator is { BaselineValue: { } before, BaselineYear: >= 1900 and <= 2200 } ? new IatiValue(before, new IatiText(), []) : null;
            return new IatiIndicator(indicator.AddsUp switch { HowItAddsUp.Share => "2", HowItAddsUp.Scale => "4", _ => "1" }, say(indicator.Name), baseline is null ? null : indicator.BaselineYear, baseline, told);
        }

        // Of each template the last release that went out while a period was the latest one. A release counts each person once, from
        // the beginning and whatever else is true of them: it is a value's parts only where the value is that number.
        ILookup<Guid, IatiValue> Parts(Indicator indicator)
        {
            if (indicator is not { From: ValueFrom.Figure, AddsUp: HowItAddsUp.Distinct, Figure: { Basis: Basis.Recorded, Filters.Count: 0 } source } || !tables.Contains(indicator.ProjectId)) return None<IatiValue>();
            var asked = indicator.Disaggregations.Where(d => d.RetiredOn is null).Select(d => d.Code).ToHashSet();
            return tables[indicator.ProjectId].Where(t => t.Content.Figure == source.FigureId && t.Content.Dimensions.All(d => asked.Contains(d.Name)))
                .Select(t => (Period: periods[indicator.ProjectId].LastOrDefault(p => p.StartsOn <= DateOnly.FromDateTime(t.Content.MadeAt)), Table: t)).Where(f => f.Period is not null)
                .GroupBy(f => (f.Period!.Id, f.Table.Content.Template)).SelectMany(g => g.Last().Table is var last ? last.Cells.Select(c => (g.Key.Id, Value: new IatiValue(c.People, last.Comment, c.Of))) : [])
                .ToLookup(f => f.Id, f => f.Value);
        }

        static IReadOnlyList<IatiValue> Values(decimal? value) => value is { } number ? [new IatiValue(number, new IatiText(), [])] : [];
    }

    private static ILookup<Guid, T> None<T>() => Array.Empty<T>().ToLookup(_ => Guid.Empty);

    // What people answered before and after is told to visitors by a release or not at all.
    private static bool MayBeTold(Indicator indicator) =>
        !new[] { indicator.Figure, indicator.DenominatorFigure }.Any(f => f?.FigureId.StartsWith("programmes.change", StringComparison.Ordinal) == true) &&
        (indicator.Figure?.Filters.Keys ?? []).Concat(indicator.DenominatorFigure?.Filters.Keys ?? []).All(Harmless.Contains);
}
