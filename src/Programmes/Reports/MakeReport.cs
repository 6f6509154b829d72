using System.Globalization;
using Microsoft.Extensions.Localization;
using Uramost.Platform.Contracts;
using Uramost.Platform.Data;
using Uramost.Platform.Figures;
using Uramost.Platform.Language;
using Uramost.Platform.Ui;
using Uramost.Programmes.Activities;
using Uramost.Programmes.Counts;
using Uramost.Programmes.Projects;
using Uramost.Programmes.Results;

namespace Uramost.Programmes.Reports;

/// <summary>Puts a report together in the reader's language, in the order of its form; a page and a document print what it makes.</summary>
public sealed class MakeReport(
    IStringLocalizer<Words> words, IStringLocalizer<Platform.Ui.Words> uiWords, IStringLocalizer<Results.Words> resultWords, IStringLocalizer<Projects.Words> projectWords, IStringLocalizer<Activities.Words> activityWords,
    IStringLocalizer<Meetings.Words> meetingWords, KindNames kinds)
{
    private static readonly ResultLevel?[] GoalLevels = [ResultLevel.Impact, ResultLevel.Outcome, ResultLevel.Output, null];

    /// <summary>The title: form and kind.</summary>
    public string TitleOf(ReportContent content) => words[$"Title.{content.Form}", words[$"Kind.{content.Kind}"].Value];

    /// <summary>All parts below the title.</summary>
    public IEnumerable<ReportPart> Parts(ReportContent content)
    {
        if (content.IsPractice) yield return new ReportParagraph(T("Practice") with { Bold = true });
        foreach (var section in ReportLayout.Of(content.Form, content.Kind).Sections)
        {
            yield return new ReportHeading(section.Level, [section.Number is null ? words[$"Section.{section.Heading}"].Value : $"{section.Number}. {words[$"Section.{section.Heading}"]}"]);
            foreach (var part in section.Parts)
            {
                foreach (var made in part.Table is { } table ? Table(content, table) : Block(content, part.Block!, section.Parts.Count(p => p.Block is not null) > 1 && words[$"Block.{part.Block}"].Value != words[$"Section.{section.Heading}"].Value, section.Level)) yield return made;
            }
        }

        foreach (var sentence in new[] { content.Funding, content.Disclaimer })
        {
            if (!sentence.IsEmpty) yield return new ReportParagraph(sentence);
        }
    }

    private IEnumerable<ReportPart> Block(ReportContent content, string code, bool named, int level)
    {
        if (named) yield return new ReportHeading(Math.Min(3, level + 1), [words[$"Block.{code}"].Value]);
        var used = content.Block(code)?.Used ?? [];
        if (used.Count == 0) yield return new ReportParagraph(Missing("NotWritten"));
        foreach (var text in used)
        {
            if (text.OrganisationId != ReportBlocks.Whole && content.NameOf(text.OrganisationId) is { } name) yield return new ReportParagraph(((Span)name) with { Bold = true });
            if (!text.Carried.IsEmpty) yield return new ReportParagraph(text.Carried.In(UiVariant.Current) == text.Text.In(UiVariant.Current) ? words["UnchangedMark"].Value : words["ChangedMark"].Value);
            yield return new ReportProse(text.Text);
        }
    }

    private IEnumerable<ReportPart> Table(ReportContent content, ReportTable table) => table switch
    {
        ReportTable.Facts => [Facts(content)],
        ReportTable.Matrix => Matrix(content),
        ReportTable.Goals => Goals(content),
        ReportTable.Milestones => [Milestones(content)],
        ReportTable.Planned => Planned(content),
        ReportTable.Objectives => [Objectives(content)],
        ReportTable.Activities => Activities(content),
        ReportTable.Figures => [Figures(content)],
        ReportTable.People => People(content),
        _ => [Risks(content)],
    };

    private ReportGrid Facts(ReportContent content)
    {
        var rows = new List<IReadOnlyList<ReportCell>>
        {
            Row("Project", content.Project),
            Row("Contract", content.Contracts.Count == 0 ? NotInSource : string.Join(", ", content.Contracts)),
            Row("ReportPeriod", Dates.Range(content.StartsOn, content.EndsOn)),
            Row("ProjectPeriod", content.ProjectStart.Precision == DatePrecision.Unknown && content.ProjectEnd.Precision == DatePrecision.Unknown ? NotInSource : $"{content.ProjectStart.Show(uiWords)} – {content.ProjectEnd.Show(uiWords)}"),
            Row("Donor", content.Donor),
        };
        foreach (var role in content.Parties.Where(p => p.Role != ProjectRole.Donor).GroupBy(p => p.Role).OrderBy(g => g.Key)) rows.Add([projectWords[$"Roles.{role.Key}"].Value, Listed(role.Select(p => (Span)p.Name))]);
        rows.Add([words["Areas"].Value, content.Areas.Count == 0 ? NotInSource : Listed(content.Areas.Select(a => new Span((string?)null) { PlaceId = a }))]);
        rows.Add(Row("TakenAt", Instant(content.TakenAt)));
        return new ReportGrid(ReportTable.Facts, words["Table.Facts"], [3, 7], [T("What"), T("Said")], rows);

        IReadOnlyList<ReportCell> Row(string key, Span span) => [words[key].Value, span];
    }

    private IEnumerable<ReportPart> Matrix(ReportContent content)
    {
        var rows = new List<IReadOnlyList<ReportCell>>();
        foreach (var node in content.Plan.Nodes)
        {
            if (node.Lines.Count == 0) rows.Add([Result(node, false), NotInSource, NotInSource, NotInSource, NotInSource, NotInSource, Assumptions(node)]);
            rows.AddRange(node.Lines.Select((line, i) => (IReadOnlyList<ReportCell>)
            [
                Result(node, i > 0), new ReportCell(Name(line)), new ReportCell(Baseline(line)), new ReportCell(Current(content, line)), new ReportCell(Targets(line)), new ReportCell(Means(line)), i > 0 ? "" : Assumptions(node),
            ]));
        }

        yield return new ReportGrid(ReportTable.Matrix, words["Table.Matrix"], [20, 18, 11, 14, 13, 17, 17],
            [T("Col.Chain"), T("Col.Indicators"), T("Col.Baseline"), T("Col.Current"), T("Col.Targets"), T("Col.Means"), T("Col.Assumptions")], rows);
        if (content.Plan.Lines.Any(l => l.ByPeople)) yield return new ReportParagraph(words["ByPeople"].Value);
    }

    private IEnumerable<ReportPart> Goals(ReportContent content)
    {
        foreach (var level in GoalLevels)
        {
            var nodes = content.Plan.Nodes.Where(n => n.Level == level).ToList();
            // A level of which the plan says nothing is named all the same: the form asks for it.
            if (nodes.Count == 0 && (level is null || !content.Plan.IsFramework)) continue;
            yield return new ReportHeading(2, [words[level is { } l ? $"Level.{l}" : "Objectives"].Value]);
            if (nodes.Count == 0) yield return new ReportParagraph(NotInSource);
            foreach (var node in nodes)
            {
                yield return new ReportParagraph(Chain(node));
                if (node.Lines.Count > 0) yield return Grid(content, ReportTable.Goals, node.Code is null ? words["Table.Goals"] : words["Table.GoalsOf", node.Code], node.Lines);
                else if (node.Level != ResultLevel.Impact) yield return new ReportParagraph(T("Col.Indicators"), ": ", NotInSource);
                if (node.Assumptions.Count > 0) yield return new ReportParagraph([$"{words["Col.Assumptions"]}: ", .. Assumptions(node).Spans]);
            }
        }
    }

    private IEnumerable<ReportPart> Planned(ReportContent content)
    {
        if (content.Plan.Lines.Any()) yield return Grid(content, ReportTable.Planned, words["Table.Planned"], content.Plan.Lines);
        // Without a framework the figures of the project are all that was planned and achieved.
        else if (!ReportLayout.Of(content.Form, content.Kind).Sections.Any(s => s.Parts.Contains(ReportTable.Figures))) yield return Figures(content);
        else yield return new ReportParagraph(words["NoIndicators"].Value, " ", NotInSource);
    }

    private ReportGrid Grid(ReportContent content, ReportTable table, string caption, IEnumerable<PlanLine> lines)
    {
        var wanted = lines.Select(l => l.IndicatorId).ToHashSet();
        return new ReportGrid(table, caption, [22, 10, 9, 10, 11, 20, 9, 9], [T("Col.Indicator"), T("Col.Target"), T("Col.Before"), T("Col.This"), T("Col.Cumulative"), T("Col.Progress"), T("Col.Proof"), T("Col.Met")],
            ReportLines.Of(content).Where(l => wanted.Contains(l.Line.IndicatorId)).Select(l => (IReadOnlyList<ReportCell>)
            [
                new ReportCell(Name(l.Line)), Right(Shown(l.Line, l.Target) is { } target ? target : NotInSource), Right(Value(content, l.Line, l.Before, null)), Right(Value(content, l.Line, l.This, l.Line.Records)),
                Right(Value(content, l.Line, l.Cumulative, l.Line.CumulativeRecords)), Progress(content, l), l.IsProven switch { true => words["Proven"].Value, false => words["NotProven"].Value, _ => "–" }, words[$"Met.{l.Fulfilment}"].Value,
            ]).ToList());
    }

    private ReportGrid Milestones(ReportContent content)
    {
        var most = Math.Clamp(content.Plan.Lines.Select(l => l.Milestones.Count).DefaultIfEmpty(0).Max(), 1, 4);
        var rows = new List<IReadOnlyList<ReportCell>>();
        foreach (var node in content.Plan.Nodes)
        {
            if (node.Lines.Count == 0) rows.Add([Result(node, false), NotInSource, words["PlannedRow"].Value, NotInSource, .. Enumerable.Repeat((ReportCell)NotInSource, most), NotInSource, NotInSource, Assumptions(node)]);
            foreach (var (line, i) in node.Lines.Select((l, i) => (l, i)))
            {
                // A milestone is reached or not by what stood at its day: of days behind us only the latest value is known.
                var achieved = line.Milestones.ToList().FindLastIndex(m => m.DueOn <= content.EndsOn);
                rows.Add(
                [
                    Result(node, i > 0), new ReportCell(Name(line)), words["PlannedRow"].Value, new ReportCell(Baseline(line)),
                    .. Enumerable.Range(0, most).Select(m => m < line.Milestones.Count ? new ReportCell(Aim(line, line.Milestones[m])) : "–"), line.Final is { } final ? new ReportCell(Aim(line, final)) : NotInSource, new ReportCell(Means(line)), i > 0 ? "" : Assumptions(node),
                ]);
                rows.Add(
                [
                    "", "", words["AchievedRow"].Value, "–",
                    .. Enumerable.Range(0, most).Select(m => m == achieved ? new ReportCell(Current(content, line)) : "–"), achieved < 0 || line.Final?.DueOn <= content.EndsOn ? new ReportCell(Current(content, line)) : "–", "", "",
                ]);
            }
        }

        return new ReportGrid(ReportTable.Milestones, words["Table.Milestones"], [16, 16, 9, 9, .. Enumerable.Repeat(11.0, most), 11, 14, 14],
            [T("Col.Chain"), T("Col.Indicator"), T("Col.Row"), T("Col.Baseline"), .. Enumerable.Range(1, most).Select(m => (Span)words["Col.Milestone", m].Value), T("Col.TargetFinal"), T("Col.Means"), T("Col.Assumptions")], rows);
    }

    private ReportGrid Objectives(ReportContent content) => new(ReportTable.Objectives, words["Table.Objectives"], [40, 30, 15, 15], [T("Col.Objective"), T("Col.Indicator"), T("Col.Target"), T("Col.Cumulative")],
    [
        .. content.Plan.Nodes.Where(n => n.Level != ResultLevel.Activity).SelectMany(n => n.Lines.Count == 0
            ? new IReadOnlyList<ReportCell>[] { [Result(n, false), NotInSource, NotInSource, NotInSource] }
            : n.Lines.Select((l, i) => (IReadOnlyList<ReportCell>)[Result(n, i > 0), new ReportCell(Name(l)), Right(Shown(l, l.Final?.Value ?? l.TargetToDate) is { } target ? target : NotInSource), Right(Value(content, l, l.Cumulative, l.CumulativeRecords))])),
    ]);

    private IEnumerable<ReportPart> Activities(ReportContent content)
    {
        var plan = content.Plan;
        if (plan.Activities.Count == 0 && plan.Closed == 0) yield return new ReportParagraph(words["NoActivities"].Value);
        if (plan.Activities.Count > 0)
        {
            yield return new ReportGrid(ReportTable.Activities, words["Table.Activities"], [32, 15, 15, 12, 13, 13], [T("Col.Activity"), T("Col.Date"), T("Col.Place"), T("Col.State"), T("Col.Attendances") with { Note = [words["NoteQuery", ReportQueries.Attendances(content), Instant(content.TakenAt)].Value] }, T("Col.Proof")],
                plan.Activities.Select(a => (IReadOnlyList<ReportCell>)
                [
                    new ReportCell([((Span)a.Title) with { Path = $"/activities/{a.Id}" }, $" ({KindName(plan, a.Kind)})", .. a.Topics.SelectMany((t, i) => new Span[] { i == 0 ? "\n" : "; ", t })]), a.Date.Show(uiWords),
                    a.Places.Count == 0 ? NotInSource : Listed(a.Places.Select(p => new Span((string?)null) { PlaceId = p })), a.Reason.IsEmpty ? activityWords[$"State.{a.State}"].Value : new ReportCell($"{activityWords[$"State.{a.State}"]}: ", a.Reason),
                    Right(a.Attendances is { } count ? Counted(a, count) : a.State == ActivityState.Held && ActivityKinds.ExpectsParticipants(a.Kind) ? words["NotKnown"].Value : "–"), a.Evidence > 0 ? words.Count("Pieces", a.Evidence) : words["NotProven"].Value,
                ]).ToList());
        }

        if (plan.Closed > 0) yield return new ReportParagraph(words.Count("ClosedActivities", plan.Closed));
        if (plan.Undated.Count > 0) yield return new ReportParagraph(words.Count("UndatedActivities", plan.Undated.Count));
    }

    private ReportGrid Figures(ReportContent content) => new(ReportTable.Figures, words["Table.Figures"], [40, 20, 20, 20], [T("Col.Figure"), T("Col.Declared"), T("Col.Recorded"), T("Col.Evidenced")],
    [
        .. content.Plan.Figures.Select(f => (IReadOnlyList<ReportCell>)
        [
            f.Kind is { } kind ? KindName(content.Plan, kind) : words[$"Figure.{f.FigureId}"].Value, Right(Figure(content, f.Declared, f.DeclaredRecords)), Right(Figure(content, f.Recorded, f.RecordedRecords)), Right(Figure(content, f.Evidenced, f.EvidencedRecords)),
        ]),
    ]);

    private IEnumerable<ReportPart> People(ReportContent content)
    {
        if (content.Plan.Releases.Count == 0) yield return new ReportParagraph(words["NoReleases"].Value);
        foreach (var release in content.Plan.Releases)
        {
            yield return new ReportGrid(ReportTable.People, words["Table.People", release.Number, release.Title.For(UiVariant.Current).Text], [30, .. release.Columns.Select(_ => 70.0 / release.Columns.Count)],
                [release.Dimension, .. release.Columns.Select((c, i) => i > 0 ? (Span)c : ((Span)c) with { Note = [words["NoteRelease", release.Number, Instant(release.MadeAt), release.Threshold, release.Hash].Value] })],
                [.. release.Rows.Select((name, row) => (IReadOnlyList<ReportCell>)
                [
                    (Span)name, .. release.Columns.Select((_, column) => Right(release.Value(row, column) is { } value ? new Span(value.ToString("N0", UiVariant.Current.Culture)) : Hidden(release.Threshold))),
                ])]);
        }
    }

    private Span Hidden(int threshold) => new(words["HiddenCell", threshold].Value) { Missing = true };

    private ReportGrid Risks(ReportContent content) => new(ReportTable.Risks, words["Table.Risks"], [34, 13, 13, 28, 12], [T("Col.Risk"), T("Col.Likelihood"), T("Col.Impact"), T("Col.Response"), T("Col.State")],
        content.Plan.Risks.Count == 0 ? [[NotInSource, "–", "–", "–", "–"]] : [.. content.Plan.Risks.Select(r => (IReadOnlyList<ReportCell>)
        [
            (Span)r.Text, meetingWords[$"Level.{r.Likelihood}"].Value, meetingWords[$"Level.{r.Impact}"].Value, r.Response.IsEmpty ? NotInSource : (Span)r.Response, meetingWords[$"RiskState.{r.State}"].Value,
        ])]);

    private Span T(string key) => words[key].Value;

    private Span NotInSource => Missing("NotInSource");

    private Span Missing(string key) => new(words[key].Value) { Missing = true };

    private static ReportCell Right(Span span) => new(span) { AtRight = true };

    private static ReportCell Listed(IEnumerable<Span> spans) => new([.. spans.SelectMany((s, i) => i == 0 ? [s] : new Span[] { ", ", s })]);

    private string KindName(ReportPlan plan, string code) => kinds.Common(code) ?? (plan.KindNames.TryGetValue(code, out var name) ? name.For(UiVariant.Current).Text : code);

    private string LevelOf(PlanNode node) => words[node.Level is { } level ? $"Level.{level}" : "Objective"];

    private Span[] Chain(PlanNode node) => [new Span($"{LevelOf(node)}{(node.Code is null ? "" : $" {node.Code}")}: ") { Bold = true }, node.Title.IsEmpty ? NotInSource : node.Title];

    private ReportCell Result(PlanNode node, bool again) => again ? new ReportCell(node.Code ?? "″") : new ReportCell(Chain(node));

    private ReportCell Assumptions(PlanNode node)
    {
        if (node.Assumptions.Count == 0) return NotInSource;
        var spans = new List<Span>();
        foreach (var assumption in node.Assumptions)
        {
            if (spans.Count > 0) spans.Add("\n");
            spans.Add(assumption.Text);
            if (assumption is { Verdict: { } verdict, On: { } on }) spans.Add($" ({resultWords[$"Verdict.{verdict}"]}, {Dates.Short(on)})");
        }

        return new ReportCell(spans);
    }

    private static Span[] Name(PlanLine line) => line.Unit.IsEmpty ? [line.Code is null ? "" : $"{line.Code} ", line.Name] : [line.Code is null ? "" : $"{line.Code} ", line.Name, " (", line.Unit, ")"];

    private Span[] Baseline(PlanLine line) => Shown(line, line.Baseline) is { } value ? [line.BaselineYear is { } year ? $"{value} ({year})" : value, .. line.BaselineYear is null ? new Span[] { " (", NotInSource, ")" } : []] : [NotInSource];

    private Span[] Current(ReportContent content, PlanLine line) =>
    [
        Value(content, line, line.Cumulative, line.CumulativeRecords), .. line.Cumulative.IsKnown ? new Span[] { $" ({Dates.Short(content.EndsOn)})" } : [],
        .. line.Parts.GroupBy(p => p.By.For(UiVariant.Current).Text).SelectMany(g => g.SelectMany((p, i) => new Span[] { i == 0 ? "\n" : "; ", p.Group, $": {Shown(line, p.Amount.Value) ?? words["NotKnown"].Value}" })),
        .. line.ByPeople ? new Span[] { "\n", content.Plan.Releases.FirstOrDefault(r => r.FigureId == line.FigureId) is { } release ? words["SeeRelease", release.Number].Value : Missing("NotReleased") } : [],
    ];

    private Span[] Targets(PlanLine line)
    {
        var aims = line.Milestones.Append(line.Final).OfType<PlanMilestone>().ToList();
        if (aims.Count == 0) return Shown(line, line.TargetToDate) is { } toDate ? [toDate, " (", NotInSource, ")"] : [NotInSource];
        return [.. aims.SelectMany((a, i) => i == 0 ? Aim(line, a) : ["\n", .. Aim(line, a)])];
    }

    private Span[] Aim(PlanLine line, PlanMilestone aim) => aim.DueOn is { } day ? [$"{Shown(line, aim.Value)} ({Dates.Short(day)})"] : [$"{Shown(line, aim.Value)} (", NotInSource, ")"];

    private Span[] Means(PlanLine line)
    {
        var said = new[] { line.Means.Source, line.Means.Method, line.Means.Who, line.Means.HowOften }.Where(t => !t.IsEmpty).ToList();
        return said.Count == 0 ? [NotInSource] : [.. said.SelectMany((t, i) => i == 0 ? new Span[] { t } : ["; ", t])];
    }

    private ReportCell Progress(ReportContent content, ReportLine line)
    {
        var spans = new List<Span>();
        if (!line.Progress.IsEmpty) spans.Add(line.Progress);
        foreach (var said in line.Partners)
        {
            if (spans.Count > 0) spans.Add("\n");
            spans.AddRange([content.NameOf(said.OrganisationId) is { } name ? name : "", $": {Shown(line.Line, said.Value)}"]);
        }

        return spans.Count == 0 ? "–" : new ReportCell(spans);
    }

    // Every number tells on what it rests: the query that can be asked again, or who typed it from where.
    private Span Value(ReportContent content, PlanLine line, Amount amount, string? records)
    {
        if (Shown(line, amount.Value) is not { } text) return amount.Exactness == Exactness.Unknown || amount.Value is null ? Missing("NotInSource") : "–";
        text = amount.Exactness switch { Exactness.About => resultWords["About", text], Exactness.AtLeast => resultWords["AtLeast", text], _ => text };
        var share = amount is { Numerator: { } n, Denominator: { } d } ? $" ({n.ToString("#,0.##", UiVariant.Current.Culture)}/{d.ToString("#,0.##", UiVariant.Current.Culture)})" : "";
        var path = records ?? (line.ValueId is { } id ? $"/indicator-values/{id}" : $"/indicators/{line.IndicatorId}");
        IReadOnlyList<Span> note = line.From == ValueFrom.Figure && records is not null ? [words["NoteQuery", ReportQueries.Of(records), Instant(content.TakenAt)].Value] : line.Source.IsEmpty ? [words["NoteValue", path].Value] : [words["NoteTyped", path].Value, " ", line.Source];
        return new Span(text + share) { Path = path, Note = note };
    }

    private Span Figure(ReportContent content, Amount amount, string records)
    {
        if (amount.Value is not { } value) return words["NotKnown"].Value;
        var text = value.ToString("#,0.##", UiVariant.Current.Culture);
        return new Span(amount.Exactness switch { Exactness.About => resultWords["About", text], Exactness.AtLeast => resultWords["AtLeast", text], _ => text }) { Path = records, Note = [words["NoteQuery", ReportQueries.Of(records), Instant(content.TakenAt)].Value] };
    }

    private Span Counted(PlanActivity activity, int count)
    {
        var text = count.ToString("N0", UiVariant.Current.Culture);
        return new Span(activity.Precision switch { CountPrecision.About => resultWords["About", text], CountPrecision.AtLeast => resultWords["AtLeast", text], _ => text }) { Path = $"/activities/{activity.Id}" };
    }

    private string? Shown(PlanLine line, decimal? value) => value is not { } number ? null : line.AddsUp switch
    {
        HowItAddsUp.Share => resultWords["Percent", number.ToString("#,0.#", UiVariant.Current.Culture)],
        HowItAddsUp.Scale when (int)number is >= 1 and var level && level <= line.Levels.Count => $"{level} – {line.Levels[level - 1].For(UiVariant.Current).Text}",
        _ => number.ToString("#,0.##", UiVariant.Current.Culture),
    };

    private static string Instant(DateTime at) => $"{Dates.Short(DateOnly.FromDateTime(at))} {at.ToString("HH:mm", CultureInfo.InvariantCulture)} UTC";
}
