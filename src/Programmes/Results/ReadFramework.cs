using Microsoft.EntityFrameworkCore;
using Uramost.Platform.Data;
using Uramost.Platform.Figures;
using Uramost.Platform.People;
using Uramost.Programmes.Meetings;

namespace Uramost.Programmes.Results;

/// <summary>An assumption with its latest review.</summary>
/// <param name="Assumption">The assumption.</param>
/// <param name="Latest">What was found last, or null: never reviewed.</param>
public sealed record FrameworkAssumption(Assumption Assumption, AssumptionReview? Latest);

/// <summary>An indicator with its values, as a report prints it.</summary>
/// <param name="Indicator">The indicator.</param>
/// <param name="Line">Before, this period, cumulative.</param>
/// <param name="PeriodTarget">The target of this period, or null.</param>
/// <param name="TargetToDate">What was aimed at by the end of this period, or null.</param>
/// <param name="FinalTarget">The final target, or null.</param>
/// <param name="FinalDue">Its day, or null.</param>
/// <param name="Standing">How it stands.</param>
/// <param name="Value">The stored value of this period, or null.</param>
/// <param name="IsLive">Whether the value of this period is computed now and not yet handed in.</param>
/// <param name="Records">Address of the records behind the value of this period, without language; null: it is typed, or there is none.</param>
/// <param name="CumulativeRecords">The same for what was reached altogether.</param>
/// <param name="Corrections">How often a value of it was corrected up to this period.</param>
/// <param name="Fault">What is wrong with its figure, or null.</param>
public sealed record FrameworkIndicator(
    Indicator Indicator, IndicatorLine Line, decimal? PeriodTarget, decimal? TargetToDate, decimal? FinalTarget, DateOnly? FinalDue, Standing Standing, IndicatorValue? Value, bool IsLive,
    string? Records, string? CumulativeRecords, int Corrections, Found? Fault)
{
    /// <summary>Whether its values come from nowhere.</summary>
    public bool HasNoSource => Indicator.From == ValueFrom.Nowhere || Fault is not null;
}

/// <summary>A result with what hangs on it.</summary>
/// <param name="Node">The result.</param>
/// <param name="Depth">0 at the top.</param>
/// <param name="Assumptions">Its assumptions.</param>
/// <param name="Risks">Its risks; none for readers who may not see them.</param>
/// <param name="Indicators">Its indicators.</param>
/// <param name="Children">The results that lead to it.</param>
public sealed record FrameworkNode(ResultNode Node, int Depth, IReadOnlyList<FrameworkAssumption> Assumptions, IReadOnlyList<Risk> Risks, IReadOnlyList<FrameworkIndicator> Indicators, IReadOnlyList<FrameworkNode> Children)
{
    /// <summary>It and everything below it, in the order of the chain.</summary>
    public IEnumerable<FrameworkNode> All => Children.SelectMany(c => c.All).Prepend(this);
}

/// <summary>The results framework of a project with its current values.</summary>
/// <param name="ProjectId">The project.</param>
/// <param name="Periods">Its periods in order of time.</param>
/// <param name="Period">The period that is looked at, or null: the project has none, and everything up to now counts.</param>
/// <param name="Roots">The results at the top; what leads nowhere stands there too.</param>
public sealed record Framework(Guid ProjectId, IReadOnlyList<ReportingPeriod> Periods, ReportingPeriod? Period, IReadOnlyList<FrameworkNode> Roots)
{
    /// <summary>All results in the order of the chain.</summary>
    public IEnumerable<FrameworkNode> Nodes => Roots.SelectMany(r => r.All);

    /// <summary>All indicators in the order of the chain.</summary>
    public IEnumerable<FrameworkIndicator> Indicators => Nodes.SelectMany(n => n.Indicators);
}

/// <summary>
/// Reads the whole framework of a project with target, before, this period and cumulative of every indicator: the same for
/// its page, the donors' page, the files and the reports. What is handed in or approved stands as it is stored, with its
/// corrections; before that, a figure is asked now. In a locked period nothing is asked any more.
/// </summary>
public sealed class ReadFramework(PlatformDb db, AskFigure figures, TimeProvider clock)
{
    /// <summary>Reads it.</summary>
    /// <param name="projectId">The project; whether the viewer may read it, the caller has asked.</param>
    /// <param name="viewer">Who reads: figures count what they may see, and a donor is shown approved values only.</param>
    /// <param name="periodId">The period; null or unknown: the one that runs, else the latest that has begun.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Framework> Read(Guid projectId, Viewer viewer, Guid? periodId = null, CancellationToken ct = default)
    {
        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        var periods = await db.Set<ReportingPeriod>().AsNoTracking().Where(p => p.ProjectId == projectId).OrderBy(p => p.StartsOn).ToListAsync(ct);
        var period = Chosen(periods, periodId, today);
        var nodes = await db.Set<ResultNode>().AsNoTracking().Where(n => n.ProjectId == projectId).OrderBy(n => n.Ordinal).ThenBy(n => n.Id).ToListAsync(ct);
        var indicators = await db.Set<Indicator>().AsNoTracking().Where(i => i.ProjectId == projectId).OrderBy(i => i.Ordinal).ThenBy(i => i.Id).ToListAsync(ct);
        var own = db.Set<Indicator>().Where(i => i.ProjectId == projectId).Select(i => i.Id);
        var targets = (await db.Set<IndicatorTarget>().AsNoTracking().Where(t => own.Contains(t.IndicatorId)).ToListAsync(ct)).ToLookup(t => t.IndicatorId);
        var values = (await db.Set<IndicatorValue>().AsNoTracking().Where(v => own.Contains(v.IndicatorId)).ToListAsync(ct)).ToLookup(v => v.IndicatorId);
        var corrections = (await db.Set<ValueCorrection>().AsNoTracking().Where(c => db.Set<IndicatorValue>().Any(v => v.Id == c.ValueId && own.Contains(v.IndicatorId))).OrderBy(c => c.Number).ToListAsync(ct)).ToLookup(c => c.ValueId);
        var ofProject = db.Set<ResultNode>().Where(n => n.ProjectId == projectId).Select(n => n.Id);
        var assumptions = (await db.Set<Assumption>().AsNoTracking().Where(a => ofProject.Contains(a.NodeId)).OrderBy(a => a.Ordinal).ThenBy(a => a.Id).ToListAsync(ct)).ToLookup(a => a.NodeId);
        var reviews = (await db.Set<AssumptionReview>().AsNoTracking().Where(r => db.Set<Assumption>().Any(a => a.Id == r.AssumptionId && ofProject.Contains(a.NodeId))).OrderBy(r => r.On).ThenBy(r => r.Id).ToListAsync(ct)).ToLookup(r => r.AssumptionId);
        var risks = (MeetingRights.MayReadRisks(viewer, projectId) ? await MeetingRights.Risks(db, projectId, ct) : []).Where(r => r.NodeId is not null).ToLookup(r => r.NodeId!.Value);
        var lines = new Dictionary<Guid, List<FrameworkIndicator>>();
        foreach (var indicator in indicators)
        {
            if (!lines.TryGetValue(indicator.NodeId, out var list)) lines[indicator.NodeId] = list = [];
            list.Add(await Line(indicator, periods, period, [.. targets[indicator.Id]], values[indicator.Id].ToDictionary(v => v.PeriodId), corrections, viewer, today, ct));
        }

        // A result whose parent is gone or leads back to it stands at the top, so that nothing is out of sight.
        var known = nodes.Select(n => n.Id).ToHashSet();
        var parents = nodes.ToDictionary(n => n.Id, n => n.ParentId);
        var children = nodes.ToLookup(n => n.ParentId is { } p && known.Contains(p) && !FrameworkRules.WouldCircle(parents, n.Id, p) ? n.ParentId : null);
        return new Framework(projectId, periods, period, Under(null, 0));

        List<FrameworkNode> Under(Guid? parent, int depth) => [.. children[parent].OrderBy(n => parent is null ? n.Level : 0).Select(n => new FrameworkNode(n, depth,
            [.. assumptions[n.Id].Select(a => new FrameworkAssumption(a, reviews[a.Id].LastOrDefault()))], [.. risks[n.Id]], lines.GetValueOrDefault(n.Id) ?? [], Under(n.Id, depth + 1)))];
    }

    /// <summary>One indicator at a period, as the whole framework gives it.</summary>
    /// <param name="indicator">The indicator; whether the viewer may read it, the caller has asked.</param>
    /// <param name="viewer">Who reads.</param>
    /// <param name="periodId">The period; null: the one that runs, else the latest that has begun.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<FrameworkIndicator> One(Indicator indicator, Viewer viewer, Guid? periodId, CancellationToken ct = default)
    {
        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        var periods = await db.Set<ReportingPeriod>().AsNoTracking().Where(p => p.ProjectId == indicator.ProjectId).OrderBy(p => p.StartsOn).ToListAsync(ct);
        var values = await db.Set<IndicatorValue>().AsNoTracking().Where(v => v.IndicatorId == indicator.Id).ToDictionaryAsync(v => v.PeriodId, ct);
        var ids = values.Values.Select(v => v.Id).ToList();
        var corrections = (await db.Set<ValueCorrection>().AsNoTracking().Where(c => ids.Contains(c.ValueId)).OrderBy(c => c.Number).ToListAsync(ct)).ToLookup(c => c.ValueId);
        return await Line(indicator, periods, Chosen(periods, periodId, today), await db.Set<IndicatorTarget>().AsNoTracking().Where(t => t.IndicatorId == indicator.Id).ToListAsync(ct), values, corrections, viewer, today, ct);
    }

    private static ReportingPeriod? Chosen(List<ReportingPeriod> periods, Guid? wanted, DateOnly today) => periods.Find(p => p.Id == wanted) ?? periods.FindLast(p => p.StartsOn <= today) ?? periods.FirstOrDefault();

    private async Task<FrameworkIndicator> Line(
        Indicator indicator, List<ReportingPeriod> periods, ReportingPeriod? period, List<IndicatorTarget> targets, Dictionary<Guid, IndicatorValue> stored, ILookup<Guid, ValueCorrection> corrections, Viewer viewer, DateOnly today, CancellationToken ct)
    {
        var fault = figures.Fault(indicator);
        var asks = indicator.From == ValueFrom.Figure && fault is null;
        var staff = new ProgrammesRights(viewer).IsStaff(indicator.ProjectId);
        var final = targets.Find(t => t.Kind == TargetKind.Final);
        var milestones = targets.Where(t => t is { Kind: TargetKind.Milestone, DueOn: not null }).Select(t => (t.DueOn!.Value, t.Value)).ToList();
        try
        {
            if (period is null || asks && indicator.Figure!.Basis == Basis.Declared)
            {
                // A source says its number for the whole, not by period.
                var all = asks ? await figures.Value(viewer, indicator, null, null, ct) : new Answered(Amount.Unknown, null);
                return Made(new IndicatorLine(Amount.Unknown, Amount.Unknown, all.Amount), null, IndicatorSum.TargetToDate(indicator.AddsUp, [], -1, milestones, today), today, null, asks, null, all.Records, 0);
            }

            var at = periods.IndexOf(period);
            var byPeriod = new List<Amount>();
            string? records = null, altogether = null;
            var corrected = 0;
            var live = false;
            for (var i = 0; i <= at; i++)
            {
                var value = stored.GetValueOrDefault(periods[i].Id);
                if (value?.Standing(corrections[value.Id], staff) is { } stands)
                {
                    corrected += corrections[value.Id].Count();
                    byPeriod.Add(staff || figures.MayBeTold(indicator, stands) ? stands : Amount.Unknown);
                    if (i == at) records = value.Records;
                }
                else if (asks && periods[i].LockedOn is null)
                {
                    var answer = await figures.Value(viewer, indicator, From(indicator, periods[i]), periods[i].EndsOn, ct);
                    byPeriod.Add(answer.Amount);
                    if (i == at) (records, live) = (answer.Records, true);
                }
                // A donor is shown what was approved; those who work on it see what is typed so far.
                else byPeriod.Add(staff && value is not null ? value.Amount : Amount.Unknown);
            }

            if (asks) altogether = (await figures.Value(viewer, indicator, null, period.EndsOn, ct)).Records;
            var line = IndicatorSum.At(indicator.AddsUp, byPeriod, at);
            var byTarget = periods.ConvertAll(p => targets.Find(t => t.PeriodId == p.Id)?.Value);
            var shown = stored.GetValueOrDefault(period.Id);
            return Made(line, byTarget[at], IndicatorSum.TargetToDate(indicator.AddsUp, byTarget, at, milestones, period.EndsOn), period.EndsOn < today ? period.EndsOn : today,
                shown is { State: ValueState.Approved } || staff ? shown : null, live, records, altogether, corrected);
        }
        catch (FigureQueryException refused)
        {
            fault = new Found(Uramost.Programmes.Results.Fault.FigureRefuses, What: refused.Message);
            return Made(IndicatorLine.Unknown, null, null, today, null, false, null, null, 0);
        }

        FrameworkIndicator Made(IndicatorLine line, decimal? periodTarget, decimal? toDate, DateOnly on, IndicatorValue? value, bool live, string? records, string? altogether, int corrected) => new(
            indicator, line, periodTarget, toDate, final?.Value, final?.DueOn, IndicatorStanding.Of(line.Cumulative.Value, toDate, final?.Value, final?.DueOn, on, indicator.LessIsBetter), value, live, records, altogether, corrected, fault);
    }

    /// <summary>The first day from which an indicator's figure counts for a period: distinct people count from the beginning.</summary>
    public static DateOnly? From(Indicator indicator, ReportingPeriod period) => indicator.AddsUp is HowItAddsUp.Sum or HowItAddsUp.Share ? period.StartsOn : null;
}
