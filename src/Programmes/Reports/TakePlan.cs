using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Uramost.Platform.Contracts;
using Uramost.Platform.Data;
using Uramost.Platform.Evidence;
using Uramost.Platform.Figures;
using Uramost.Platform.Figures.Releases;
using Uramost.Platform.Language;
using Uramost.Platform.People;
using Uramost.Programmes.Activities;
using Uramost.Programmes.Counts;
using Uramost.Programmes.Meetings;
using Uramost.Programmes.Projects;
using Uramost.Programmes.Results;

namespace Uramost.Programmes.Reports;

/// <summary>
/// Takes a project's plan and numbers as they stand now, with the ids of their records, so that a report can rest on
/// them. Activities that are not open to the public are counted and not told; nobody is named, and nothing that is true
/// of people is told apart.
/// </summary>
public sealed class TakePlan(PlatformDb db, ReadFramework frameworks, AskFigure asked, ActivitiesFigure activitiesFigure, AttendancesFigure attendancesFigure, ReleaseLabels labels)
{
    /// <summary>Takes it.</summary>
    /// <param name="projectId">The project; whether the viewer may report on it, the caller has asked.</param>
    /// <param name="viewer">Who takes it.</param>
    /// <param name="startsOn">First day of the report.</param>
    /// <param name="endsOn">Last day of the report.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<ReportPlan> Run(Guid projectId, Viewer viewer, DateOnly startsOn, DateOnly endsOn, CancellationToken ct = default)
    {
        var (nodes, isFramework) = await Nodes(projectId, viewer, endsOn, ct);
        var (told, closed, undated) = await Activities(projectId, viewer, startsOn, endsOn, ct);
        var figures = await Figures(projectId, viewer, endsOn, ct);
        var risks = (await MeetingRights.Risks(db, projectId, ct)).Where(r => r.State != RiskState.Closed).Select(r => new PlanRisk(r.Id, r.NodeId, r.Text, r.Likelihood, r.Impact, r.Response, r.State)).ToList();
        var added = await db.Set<ActivityKind>().AsNoTracking().Where(k => k.ProjectId == projectId).OrderBy(k => k.Code).ToListAsync(ct);
        return new ReportPlan(nodes, isFramework, told, closed, undated, figures, risks, added.ToDictionary(k => k.Code, k => k.Name), await Releases(projectId, viewer, endsOn, ct));
    }

    private async Task<(List<PlanNode> Nodes, bool IsFramework)> Nodes(Guid projectId, Viewer viewer, DateOnly endsOn, CancellationToken ct)
    {
        // The last period that is over by the report's last day; where none is, the one that it falls into.
        var periods = await db.Set<ReportingPeriod>().AsNoTracking().Where(p => p.ProjectId == projectId).OrderBy(p => p.StartsOn).ToListAsync(ct);
        var period = periods.FindLast(p => p.EndsOn <= endsOn) ?? periods.FindLast(p => p.StartsOn <= endsOn);
        var framework = await frameworks.Read(projectId, viewer, period?.Id, ct);
        if (!framework.Nodes.Any())
        {
            var project = await db.Set<Project>().AsNoTracking().SingleAsync(p => p.Id == projectId, ct);
            var assumptions = project.KeyAssumptions.Select(a => new PlanAssumption(null, a, null, null)).ToList();
            // What has to hold is said of the whole: it stands once, at the first objective.
            return ([.. (project.Objectives.Count == 0 ? [new LocalText()] : project.Objectives).Select((o, i) => new PlanNode(null, null, 0, null, o, i == 0 ? assumptions : [], []))], false);
        }

        // What few answered before and after leaves the project's staff in no report: such values are taken as a donor reads them.
        var outside = new Viewer(null, [new Membership { Role = Role.Donor, ProjectId = projectId }]);
        var lines = new Dictionary<Guid, FrameworkIndicator>();
        foreach (var line in framework.Indicators) lines[line.Indicator.Id] = asked.IsOfPairs(line.Indicator) ? await frameworks.One(line.Indicator, outside, period?.Id, ct) : line;
        var values = lines.Values.Select(i => i.Value?.Id).OfType<Guid>().ToList();
        var proofs = await db.Set<EvidencePiece>().Where(e => e.RecordKind == ValueRecords.KindName && values.Contains(e.RecordId) && e.WithheldOn == null).GroupBy(e => e.RecordId).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        var indicators = framework.Indicators.Select(i => i.Indicator.Id).ToList();
        var targets = (await db.Set<IndicatorTarget>().AsNoTracking().Where(t => indicators.Contains(t.IndicatorId) && t.Kind != TargetKind.Period).ToListAsync(ct)).ToLookup(t => t.IndicatorId);
        return ([.. framework.Nodes.Where(n => n.Node.RetiredOn is not { } retired || retired > endsOn).Select(n => new PlanNode(
            n.Node.Id, n.Node.Level, n.Depth, n.Node.Code, n.Node.Title, [.. n.Assumptions.Select(a => new PlanAssumption(a.Assumption.Id, a.Assumption.Text, a.Latest?.Verdict, a.Latest?.On))],
            [.. n.Indicators.Where(i => i.Indicator.RetiredOn is not { } gone || gone > endsOn).Select(i => Line(lines[i.Indicator.Id], [.. targets[i.Indicator.Id]], proofs))]))], true);
    }

    private static PlanLine Line(FrameworkIndicator i, List<IndicatorTarget> targets, Dictionary<Guid, int> proofs)
    {
        var indicator = i.Indicator;
        var final = targets.Find(t => t.Kind == TargetKind.Final);
        var groups = indicator.Disaggregations.Where(d => !d.OfPeople).SelectMany(d => d.Groups.Select(g => (Key: (d.Code, g.Key), By: d.Name, g.Name))).ToDictionary(g => g.Key, g => (g.By, g.Name));
        return new PlanLine(
            indicator.Id, indicator.Code, indicator.Name, indicator.Unit, indicator.AddsUp, indicator.LessIsBetter, indicator.Levels, indicator.BaselineValue, indicator.BaselineYear, i.PeriodTarget, i.TargetToDate,
            final is null ? null : new PlanMilestone(final.DueOn, final.Value), [.. targets.Where(t => t.Kind == TargetKind.Milestone).OrderBy(t => t.DueOn).Select(t => new PlanMilestone(t.DueOn, t.Value))],
            i.Line.Before, i.Line.This, i.Line.Cumulative, i.Line.RecordsSay, i.Corrections, indicator.Means, indicator.From, indicator.Figure?.Basis, i.Value?.Id, i.Value?.State,
            i.IsLive ? i.Records : i.Value?.Records, i.CumulativeRecords, i.Value?.Comment ?? new LocalText(), i.Value?.Source ?? new LocalText(), i.Value is { } value ? proofs.GetValueOrDefault(value.Id) : 0, indicator.Figure?.FigureId,
            indicator.Disaggregations.Any(d => d.OfPeople && d.RetiredOn is null),
            [.. (i.Value?.Parts ?? []).Where(p => groups.ContainsKey((p.By, p.Key))).Select(p => new PlanPart(groups[(p.By, p.Key)].By, groups[(p.By, p.Key)].Name, p.Amount))]);
    }

    private async Task<(List<PlanActivity> Told, int Closed, List<PlanActivity> Undated)> Activities(Guid projectId, Viewer viewer, DateOnly startsOn, DateOnly endsOn, CancellationToken ct)
    {
        var found = await new ProgrammesRights(viewer).Activities(db).AsNoTracking().Include(a => a.Places).Where(a => a.ProjectId == projectId && !a.IsSeries).OrderBy(a => a.SortDay).ThenBy(a => a.Id).ToListAsync(ct);
        var codes = found.SelectMany(a => a.Topics).Distinct().ToList();
        var topics = await db.Set<Topic>().AsNoTracking().Where(t => t.Vocabulary == Vocabulary.Topic && codes.Contains(t.Code)).ToDictionaryAsync(t => t.Code, t => t.Name, ct);
        var (told, undated, closed) = (new List<PlanActivity>(), new List<PlanActivity>(), 0);
        foreach (var activity in found)
        {
            var date = activity.Date;
            if (date is { Precision: DatePrecision.Unknown } or { Start: null, End: null })
            {
                if (activity.Confidentiality != Confidentiality.Closed) undated.Add(Plan(activity));
                continue;
            }

            if ((date.Start ?? date.End) > endsOn || (date.End ?? date.Start) < startsOn) continue;
            if (activity.Confidentiality == Confidentiality.Closed) closed += activity.State == ActivityState.Held ? 1 : 0;
            else told.Add(Plan(activity));
        }

        return (told, closed, undated);

        // Of what is not open to the public, how many came is part of the whole only.
        PlanActivity Plan(Activity a) => new(
            a.Id, a.Kind, a.Title, a.Date, a.State, a.StateReason, [.. a.Places.Where(p => p is { Role: PlaceRole.Venue, PlaceId: not null }).OrderBy(p => p.Ordinal).Select(p => p.PlaceId!).Distinct()],
            a.Confidentiality == Confidentiality.Public ? a.Attendances : null, a.Precision, a.EvidenceCount, [.. a.Topics.Select(t => topics.GetValueOrDefault(t)).OfType<LocalText>()]);
    }

    // Of each template the latest that went out by the report's last day, else the latest at all: what donors may read. Its
    // words are kept in every language, as the report has to stay the same.
    private async Task<List<PlanRelease>> Releases(Guid projectId, Viewer viewer, DateOnly endsOn, CancellationToken ct)
    {
        var found = await new ReleaseRights(viewer).Releases(db, projectId).ToListAsync(ct);
        var by = endsOn.ToDateTime(TimeOnly.MaxValue, DateTimeKind.Utc);
        var list = new List<PlanRelease>();
        foreach (var release in found.GroupBy(r => (r.FigureId, r.Template)).Select(g => g.FirstOrDefault(r => r.MadeAt <= by) ?? g.First()).OrderBy(r => r.Number))
        {
            var content = release.Read();
            var texts = new Dictionary<string, ReleaseText>();
            var ui = CultureInfo.CurrentUICulture;
            try
            {
                foreach (var variant in EditText.Languages)
                {
                    CultureInfo.CurrentUICulture = variant.Culture;
                    texts[variant.Language] = await labels.For(content, t => t.For(variant));
                }
            }
            finally
            {
                CultureInfo.CurrentUICulture = ui;
            }

            var (rows, columns) = (texts["en"].Rows[0].Count, texts["en"].Columns.Count);
            list.Add(new PlanRelease(
                release.Number, release.FigureId, release.Template, release.Threshold, release.MadeAt, release.Hash, Said(t => $"{t.Figure}, {t.Title}"), Said(t => t.Dimensions[0]),
                [.. Enumerable.Range(0, rows).Select(i => Said(t => t.Rows[0][i]))], [.. Enumerable.Range(0, columns).Select(i => Said(t => t.Columns[i]))],
                [.. Enumerable.Range(0, rows).SelectMany(r => Enumerable.Range(0, columns).Select(c => content.Value(r, c)))]));

            LocalText Said(Func<ReleaseText, string> say) => new(say(texts["en"]), say(texts["sq"]), say(texts["sr"]));
        }

        return list;
    }

    private async Task<List<PlanFigure>> Figures(Guid projectId, Viewer viewer, DateOnly endsOn, CancellationToken ct)
    {
        var list = new List<PlanFigure>();
        foreach (var figure in new Figure[] { activitiesFigure, attendancesFigure })
        {
            list.Add(await Threefold(figure, null));
            var kinds = (await figure.Rows(db, Query(Basis.Recorded, null) with { GroupBy = Figure.Kind }, ct)).Concat(await figure.Rows(db, Query(Basis.Declared, null) with { GroupBy = Figure.Kind }, ct)).Select(r => r.Group).OfType<string>().Distinct().Order(StringComparer.Ordinal);
            if (figure == activitiesFigure) foreach (var kind in kinds.ToList()) list.Add(await Threefold(figure, kind));
        }

        return list;

        // What sources say, they say of the whole.
        FigureQuery Query(Basis basis, string? kind)
        {
            var filters = new Dictionary<string, string> { [Figure.Project] = projectId.ToString() };
            if (kind is not null) filters[Figure.Kind] = kind;
            return new FigureQuery(viewer, basis, null, basis == Basis.Declared ? null : endsOn, filters);
        }

        async Task<PlanFigure> Threefold(Figure figure, string? kind)
        {
            var rows = new List<FigureRow?>();
            foreach (var basis in new[] { Basis.Declared, Basis.Recorded, Basis.Evidenced }) rows.Add((await figure.Rows(db, Query(basis, kind), ct)).FirstOrDefault());
            return new PlanFigure(figure.Id, kind, Of(rows[0]), Of(rows[1]), Of(rows[2]), Path(rows[0]), Path(rows[1]), Path(rows[2]));
        }

        static Amount Of(FigureRow? row) => row?.Value is { } value ? new Amount(value, Exactness: row.Exactness) : Amount.Unknown;

        static string Path(FigureRow? row) => row?.Records ?? "";
    }
}
