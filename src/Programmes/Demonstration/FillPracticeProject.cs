using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Uramost.Platform.Contracts;
using Uramost.Platform.Data;
using Uramost.Platform.Figures;
using Uramost.Platform.Language;
using Uramost.Platform.Organisations;
using Uramost.Programmes.Meetings;
using Uramost.Programmes.Projects;
using Uramost.Programmes.Results;

namespace Uramost.Programmes.Demonstration;

/// <summary>
/// Fills a demonstration with an invented project whose results framework is complete, to practise on. It is marked as
/// practice, so that its pages say so and no figure counts it. A second run changes nothing.
/// </summary>
public sealed class FillPracticeProject(PlatformDb db) : IDemonstration
{
    private static string File => Path.Combine(AppContext.BaseDirectory, "data", "practice", "matrix.json");

    /// <inheritdoc/>
    public async Task Fill(CancellationToken ct = default)
    {
        var file = JsonNode.Parse(await System.IO.File.ReadAllTextAsync(File, ct))!;
        var (own, project) = (file["organisation"]!, file["project"]!);
        var projectId = Id(project);
        if (await db.Set<Project>().AnyAsync(p => p.Id == projectId, ct)) return;
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var organisation = new Organisation { Id = Id(own), Name = PublishedText.Own(DemoFile.Local(own["name"])), Kind = OrganisationKind.Ngo };
        db.Add(organisation);
        await OrganisationDirectory.Settle(db, organisation, ct);
        var made = new Project
        {
            Id = projectId, Slug = project.Text("slug")!, Title = PublishedText.Own(DemoFile.Local(project["title"])), Summary = DemoFile.Local(project["summary"]), IsPractice = true, Visibility = ProjectVisibility.Internal, State = ProjectState.Running,
            StartsOn = Day(project, "start"), StartPrecision = DatePrecision.Day, EndsOn = Day(project, "end"), EndPrecision = DatePrecision.Day, Organisations = [new ProjectOrganisation { OrganisationId = organisation.Id, Role = ProjectRole.Lead }],
        };
        made.Sort();
        db.Add(made);
        var periods = file.Rows("periods").ToDictionary(p => p.Text("id")!, p => new ReportingPeriod { ProjectId = projectId, StartsOn = Day(p, "start")!.Value, EndsOn = Day(p, "end")!.Value, LockedOn = Day(p, "locked") });
        db.AddRange(periods.Values);
        foreach (var (row, ordinal) in file.Rows("results").Select((r, i) => (r, i))) AddResult(row, ordinal, projectId, periods);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
    }

    private void AddResult(JsonNode row, int ordinal, Guid projectId, IReadOnlyDictionary<string, ReportingPeriod> periods)
    {
        var node = new ResultNode { Id = Id(row), ProjectId = projectId, ParentId = row.Ref("leadsTo"), Level = Enum.Parse<ResultLevel>(row.Text("level")!, ignoreCase: true), Code = row.Text("code"), Title = DemoFile.Local(row["title"]), Ordinal = ordinal };
        db.Add(node);
        foreach (var (a, i) in row.Rows("assumptions").Select((a, i) => (a, i)))
        {
            db.Add(new Assumption { Id = Id(a), NodeId = node.Id, Text = DemoFile.Local(a["text"]), Ordinal = i });
            db.AddRange(a.Rows("reviews").Select(r => new AssumptionReview { AssumptionId = Id(a), On = Day(r, "on")!.Value, Verdict = Enum.Parse<AssumptionVerdict>(r.Text("verdict")!, ignoreCase: true), Text = DemoFile.Local(r["text"]) }));
        }

        foreach (var r in row.Rows("risks"))
        {
            var risk = new Risk { Id = Id(r), ProjectId = projectId, NodeId = node.Id, Text = DemoFile.Local(r["text"]), Response = DemoFile.Local(r["response"]) };
            risk.Weigh(Enum.Parse<RiskLevel>(r.Text("likelihood")!, ignoreCase: true), Enum.Parse<RiskLevel>(r.Text("impact")!, ignoreCase: true));
            db.Add(risk);
        }

        foreach (var (i, n) in row.Rows("indicators").Select((i, n) => (i, n))) AddIndicator(i, n, node, periods);
    }

    private void AddIndicator(JsonNode row, int ordinal, ResultNode node, IReadOnlyDictionary<string, ReportingPeriod> periods)
    {
        var means = row["means"];
        var indicator = new Indicator
        {
            Id = Id(row), ProjectId = node.ProjectId, NodeId = node.Id, Code = row.Text("code"), Name = DemoFile.Local(row["name"]), Unit = DemoFile.Local(row["unit"]), AddsUp = Enum.Parse<HowItAddsUp>(row.Text("addsUp")!, ignoreCase: true),
            LessIsBetter = row.Is("lessIsBetter"), Levels = [.. row.Rows("levels").Select(l => DemoFile.Local(l))], BaselineValue = row["baseline"].Number("value"), BaselineYear = row["baseline"].Number("year"), BaselineSource = DemoFile.Local(row["baseline"]?["source"]),
            Means = new MeansOfVerification(DemoFile.Local(means?["source"]), DemoFile.Local(means?["method"]), DemoFile.Local(means?["who"]), DemoFile.Local(means?["howOften"])), From = ValueFrom.Typed, Ordinal = ordinal,
            Disaggregations = [.. row.Rows("disaggregations").Select(d => new Disaggregation(d.Text("code")!, DemoFile.Local(d["name"]), d.Is("ofPeople"), [.. d.Rows("groups").Select(g => new DisaggregationGroup(g.Text("key")!, DemoFile.Local(g["name"])))]))],
        };
        db.Add(indicator);
        db.AddRange(row.Rows("targets").Select(t => new IndicatorTarget
        {
            IndicatorId = indicator.Id, Kind = t.Text("period") is not null ? TargetKind.Period : t.Is("final") ? TargetKind.Final : TargetKind.Milestone, PeriodId = t.Text("period") is { } period ? periods[period].Id : null, DueOn = Day(t, "due"), Value = t.Number("value")!.Value,
        }));
        foreach (var v in row.Rows("values"))
        {
            var period = periods[v.Text("period")!];
            var at = period.EndsOn.AddDays(10).ToDateTime(new TimeOnly(9, 0), DateTimeKind.Utc);
            var value = new IndicatorValue { IndicatorId = indicator.Id, PeriodId = period.Id, Source = indicator.Means.Source, Comment = DemoFile.Local(v["comment"]) };
            value.Write(Amount(v), Parts(v));
            value.Submit(null, at);
            if (v.Text("state") is null) value.Approve(null, at.AddDays(3));
            db.Add(value);
            foreach (var (c, number) in v.Rows("corrections").Select((c, n) => (c, n + 1)))
            {
                var amount = Amount(c);
                db.Add(new ValueCorrection
                {
                    ValueId = value.Id, Number = number, Value = amount.Value, Numerator = amount.Numerator, Denominator = amount.Denominator, Exactness = amount.Exactness, Parts = Parts(c), Reason = DemoFile.Local(c["reason"]),
                    CorrectedAt = Day(c, "on")!.Value.ToDateTime(new TimeOnly(9, 0), DateTimeKind.Utc),
                });
            }
        }
    }

    private static Amount Amount(JsonNode row) => row.Number("denominator") is { } denominator ? Results.Amount.Share(row.Number("numerator"), denominator) : new Amount(row.Number("value"), Exactness: Exactness.Exact);

    private static List<PartValue> Parts(JsonNode row) => [.. row.Rows("parts").Select(p => new PartValue(p.Text("by")!, p.Text("key")!, Amount(p)))];

    private static DateOnly? Day(JsonNode row, string key) => row.Text(key) is { } text ? DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture) : null;

    private static Guid Id(JsonNode row) => DemoFile.Id(row.Text("id")!);
}
