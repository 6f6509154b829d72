using System.Net;
using Microsoft.EntityFrameworkCore;
using Uramost.Platform.Data;
using Uramost.Platform.Figures;
using Uramost.Platform.Language;
using Uramost.Platform.People;
using Uramost.Programmes.Results;
using Uramost.Programmes.Tests.Attendance;

namespace Uramost.Programmes.Tests.Results;

/// <summary>A coordinator writes a framework, officers hand in values, and each number opens to what it rests on.</summary>
public sealed class ResultsStoryTests
{
    private static readonly DateOnly First = new(2024, 1, 1), Last = new(2024, 6, 30);

    [Theory, OnBothDatabases]
    public async Task From_an_empty_framework_to_an_approved_value_and_a_named_correction(Provider provider)
    {
        await using var bridges = await Consortium.Start(provider);
        var coordinator = await bridges.As(Role.Coordinator);
        var path = $"/en/projects/{bridges.Project}";
        var page = await coordinator.Open(path);
        Assert.NotNull(page.QuerySelector($"a[href='{path}/results']"));
        page = await coordinator.Open($"{path}/results");
        Assert.Contains("Nothing has been entered", page.Body!.TextContent);

        // The chain: an outcome, and an output that leads to it.
        page = await coordinator.Submit(await coordinator.Open($"{path}/results/add"), "main form", new() { ["Form.Level"] = "Outcome", ["Form.Code"] = "Oc 1", ["Form.Title.En"] = "People trust each other more" });
        page = await coordinator.Submit(await coordinator.Open($"{path}/results/add"), "main form", new() { ["Form.Level"] = "Output", ["Form.Code"] = "Op 1.1", ["Form.Title.En"] = "Workshops are held", ["Form.ParentId"] = page.QuerySelector("section.result a[href$='/edit']")!.GetAttribute("href")!.Split('/')[3] });
        var output = await bridges.Site.WithDb(db => db.Set<ResultNode>().SingleAsync(n => n.Level == ResultLevel.Output));
        Assert.NotNull(output.ParentId);

        // A circle is refused at its field, and nothing is lost.
        var outcome = output.ParentId!.Value;
        page = await coordinator.Submit(await coordinator.Open($"/en/results/{outcome}/edit"), "main form", new() { ["Form.ParentId"] = output.Id.ToString() });
        Assert.Contains("cannot lead to itself", page.QuerySelector("#Form-ParentId-problem")!.TextContent);

        // Two periods; a third that overlaps is refused.
        foreach (var (from, until) in new[] { ("2024-01-01", "2024-06-30"), ("2024-07-01", "2024-12-31") }) page = await coordinator.Submit(await coordinator.Open($"{path}/periods"), "form.sheet", new() { ["Form.StartsOn"] = from, ["Form.EndsOn"] = until });
        page = await coordinator.Submit(page, "form.sheet", new() { ["Form.StartsOn"] = "2024-06-30", ["Form.EndsOn"] = "2024-08-01" });
        Assert.Contains("two reports for the same days", page.QuerySelector("#Form-StartsOn-problem")!.TextContent);
        var periods = await bridges.Site.WithDb(db => db.Set<ReportingPeriod>().OrderBy(p => p.StartsOn).ToListAsync());
        Assert.Equal(2, periods.Count);

        // One indicator is computed, one typed, one comes from nowhere.
        var computed = await Indicator(new() { ["Form.Name.En"] = "Workshops", ["Form.AddsUp"] = "Sum", ["Form.From"] = "Figure", ["Form.Figure"] = "programmes.activities", ["Form.Filters"] = "kind=workshop" });
        var typed = await Indicator(new() { ["Form.Name.En"] = "People reached", ["Form.AddsUp"] = "Distinct", ["Form.From"] = "Typed", ["Form.BaselineValue"] = "0", ["Form.BaselineYear"] = "2023" });
        await Indicator(new() { ["Form.Name.En"] = "Nobody counts this", ["Form.AddsUp"] = "Latest", ["Form.From"] = "Nowhere" });
        page = await coordinator.Submit(await coordinator.Open($"/en/indicators/{computed}/targets"), "main form", new() { ["Form.Rows[0].Value"] = "2", ["Form.Rows[4].Value"] = "3", ["Form.Rows[4].DueOn"] = "2024-12-31" });
        await bridges.Activity("First workshop", owner: bridges.Partner);
        page = await coordinator.Open($"{path}/results?period={periods[0].Id}");
        Assert.Contains("1 indicator has no source of data", page.Body!.TextContent);
        var row = page.QuerySelectorAll("tbody tr").Single(r => r.TextContent.Contains("Workshops", StringComparison.Ordinal));
        Assert.Contains("from a figure", row.TextContent);
        Assert.Contains("behind", row.TextContent);
        // The number is a link to the records that it counts.
        page = await coordinator.Open(row.QuerySelectorAll("a.number-link").First().GetAttribute("href")!);
        Assert.Contains("First workshop", page.Body!.TextContent);

        // An officer hands in both values; the typed one needs its source.
        var officer = await bridges.As(Role.Officer, bridges.Partner);
        page = await officer.Submit(await officer.Open($"/en/indicators/{computed}/values/{periods[0].Id}"), "main form", new() { ["Form.Do"] = "submit" });
        Assert.Contains("handed in", page.QuerySelector("main")!.TextContent);
        page = await officer.Submit(await officer.Open($"/en/indicators/{typed}/values/{periods[0].Id}"), "main form", new() { ["Form.Value.Value"] = "30", ["Form.Do"] = "submit" });
        Assert.NotNull(page.QuerySelector("#Form-Source-problem"));
        page = await officer.Submit(page, "main form", new() { ["Form.Value.Value"] = "30", ["Form.Source.En"] = "Signed sheets", ["Form.Do"] = "submit" });
        Assert.Empty(page.QuerySelectorAll("form:has(input[value=approve])"));

        // The coordinator gives it back with a reason, the officer hands it in again, then it is approved.
        var value = await bridges.Site.WithDb(db => db.Set<IndicatorValue>().SingleAsync(v => v.IndicatorId == typed));
        page = await coordinator.Submit(await coordinator.Open($"/en/indicator-values/{value.Id}"), "form:has(input[value=return])", new() { ["Return.Reason.En"] = "" });
        Assert.NotNull(page.QuerySelector("#Return-Reason-problem"));
        page = await coordinator.Submit(page, "form:has(input[value=return])", new() { ["Return.Reason.En"] = "Count children too" });
        page = await officer.Open($"/en/indicators/{typed}/values/{periods[0].Id}");
        Assert.Contains("Count children too", page.Body!.TextContent);
        await officer.Submit(page, "main form", new() { ["Form.Value.Value"] = "34", ["Form.Do"] = "submit" });
        foreach (var v in await bridges.Site.WithDb(db => db.Set<IndicatorValue>().ToListAsync())) await coordinator.Submit(await coordinator.Open($"/en/indicator-values/{v.Id}"), "form:has(input[value=approve])");
        Assert.All(await bridges.Site.WithDb(db => db.Set<IndicatorValue>().ToListAsync()), v => Assert.Equal(ValueState.Approved, v.State));

        // A second workshop in the past: what is approved stays, and its page says what records say now.
        await bridges.Activity("Second workshop", owner: bridges.Partner);
        var approved = await bridges.Site.WithDb(db => db.Set<IndicatorValue>().SingleAsync(v => v.IndicatorId == computed));
        page = await coordinator.Open($"/en/indicator-values/{approved.Id}");
        Assert.StartsWith("1", page.QuerySelector("h1")!.TextContent.Trim(), StringComparison.Ordinal);
        Assert.Contains("The records now say", page.Body!.TextContent);

        // Of the second period fewer people are said than of the first: refused until the first is corrected with a reason.
        page = await officer.Submit(await officer.Open($"/en/indicators/{typed}/values/{periods[1].Id}"), "main form", new() { ["Form.Value.Value"] = "32", ["Form.Source.En"] = "Sheets", ["Form.Do"] = "submit" });
        Assert.Contains("stood at 34", page.QuerySelector("#Form-Value-Value-problem")!.TextContent);
        await coordinator.Submit(await coordinator.Open($"{path}/periods"), "#Rows", new() { ["Lock"] = periods[0].Id.ToString() });
        page = await coordinator.Submit(await coordinator.Open($"/en/indicator-values/{value.Id}"), "form:has(input[value=correct])", new() { ["Correct.Value.Value"] = "31", ["Correct.Reason.En"] = "Three were counted twice" });
        Assert.StartsWith("31", page.QuerySelector("h1")!.TextContent.Trim(), StringComparison.Ordinal);
        Assert.Contains("Three were counted twice", page.Body!.TextContent);
        Assert.Contains("As approved: 34", page.Body.TextContent);
        page = await officer.Submit(await officer.Open($"/en/indicators/{typed}/values/{periods[1].Id}"), "main form", new() { ["Form.Value.Value"] = "32", ["Form.Source.En"] = "Sheets", ["Form.Do"] = "submit" });
        Assert.Contains("handed in", page.QuerySelector("main")!.TextContent);
        // Nothing is written into a locked period any more.
        Assert.Equal(HttpStatusCode.NotFound, (await officer.Client.GetAsync($"/en/indicators/{computed}/values/{periods[0].Id}")).StatusCode);

        // The donor sees what was approved, with its correction, and not what is only handed in.
        var donor = await bridges.As(Role.Donor, bridges.Lead);
        page = await donor.Open($"{path}/results?period={periods[1].Id}");
        row = page.QuerySelectorAll("tbody tr").Single(r => r.TextContent.Contains("People reached", StringComparison.Ordinal));
        Assert.Contains("31", row.TextContent);
        Assert.DoesNotContain("32", row.TextContent);
        var file = await donor.Client.GetStringAsync($"{path}/results.csv?period={periods[1].Id}");
        Assert.Contains("People reached", file);
        Assert.Contains("Op 1.1", file);

        async Task<Guid> Indicator(Dictionary<string, string> fields)
        {
            await coordinator.Submit(await coordinator.Open($"/en/results/{output.Id}/indicators/add"), "main form", fields);
            return Guid.Parse(coordinator.Last.RequestMessage!.RequestUri!.AbsolutePath.Split('/')[^1]);
        }
    }

    [Theory, OnBothDatabases]
    public async Task Bad_input_is_told_at_its_field_and_nothing_is_lost(Provider provider)
    {
        await using var bridges = await Consortium.Start(provider);
        var coordinator = await bridges.As(Role.Coordinator);
        var (output, period) = (new ResultNode { ProjectId = bridges.Project, Level = ResultLevel.Output, Title = new LocalText("Output") }, new ReportingPeriod { ProjectId = bridges.Project, StartsOn = First, EndsOn = Last });
        var share = new Indicator { ProjectId = bridges.Project, NodeId = output.Id, Name = new LocalText("Share"), AddsUp = HowItAddsUp.Share, From = ValueFrom.Typed, BaselineYear = 2023, BaselineValue = 40 };
        var gone = new Indicator { ProjectId = bridges.Project, NodeId = output.Id, Name = new LocalText("Gone"), From = ValueFrom.Figure, Figure = new FigureSource("programmes.activities", Basis.Recorded, new Dictionary<string, string> { ["colour"] = "red" }) };
        await bridges.Site.WithDb(async db => { db.AddRange(output, period, share, gone); await db.SaveChangesAsync(); });

        // A figure that lost a dimension: said on the page of the framework, and nothing falls over.
        var page = await coordinator.Open($"/en/projects/{bridges.Project}/results");
        Assert.Contains("no longer has the dimension colour", page.Body!.TextContent);
        page = await coordinator.Open($"/en/indicators/{gone.Id}");
        Assert.Contains("no longer has the dimension colour", page.Body!.TextContent);
        page = await coordinator.Submit(await coordinator.Open($"/en/indicators/{gone.Id}/edit"), "main form");
        Assert.Contains("colour", page.QuerySelector("#Form-Filters-problem")!.TextContent);
        Assert.Equal(HttpStatusCode.OK, (await coordinator.Client.GetAsync($"/en/projects/{bridges.Project}/results.xlsx")).StatusCode);

        // A target before its baseline, and one that is no percentage.
        page = await coordinator.Submit(await coordinator.Open($"/en/indicators/{share.Id}/targets"), "main form", new() { ["Form.Rows[1].Value"] = "60", ["Form.Rows[1].DueOn"] = "2022-12-31", ["Form.Rows[3].Value"] = "160" });
        Assert.Contains("before the year of the baseline", page.QuerySelector("#Form-Rows-1-DueOn-problem")!.TextContent);
        Assert.Contains("between 0 and 100", page.QuerySelector("#Form-Rows-3-Value-problem")!.TextContent);
        Assert.Equal("60", page.QuerySelector("#Form-Rows-1-Value")!.GetAttribute("value"));

        // Percentages that cannot add up: the whole, and a group.
        await coordinator.Submit(await coordinator.Open($"/en/indicators/{share.Id}/groups"), "form.sheet", new() { ["Form.Code"] = "sex", ["Form.Name.En"] = "Sex", ["Form.Groups.En"] = "women\nmen" });
        page = await coordinator.Submit(await coordinator.Open($"/en/indicators/{share.Id}/values/{period.Id}"), "main form", new() { ["Form.Value.Numerator"] = "12", ["Form.Value.Denominator"] = "10", ["Form.Do"] = "keep" });
        Assert.Contains("larger than the denominator", page.QuerySelector("#Form-Value-Numerator-problem")!.TextContent);
        page = await coordinator.Submit(page, "main form", new() { ["Form.Value.Numerator"] = "8", ["Form.Value.Denominator"] = "10", ["Form.Value.Parts[0].Numerator"] = "5", ["Form.Value.Parts[0].Denominator"] = "6", ["Form.Value.Parts[1].Numerator"] = "4", ["Form.Value.Parts[1].Denominator"] = "4", ["Form.Do"] = "keep" });
        Assert.Contains("more than the whole", page.QuerySelector("#Form-Value-Parts-0-Numerator-problem")!.TextContent);
        page = await coordinator.Submit(page, "main form", new() { ["Form.Value.Parts[1].Numerator"] = "2", ["Form.Value.Parts[1].Denominator"] = "3", ["Form.Source.En"] = "Survey", ["Form.Do"] = "submit" });
        Assert.StartsWith("80%", page.QuerySelector("h1")!.TextContent.Trim(), StringComparison.Ordinal);
        // What no group takes is unknown: 1 of 1.
        Assert.Contains("unknown", page.QuerySelector("main table")!.TextContent);
        var value = await bridges.Site.WithDb(db => db.Set<IndicatorValue>().SingleAsync());

        // A new disaggregation deletes nothing.
        await coordinator.Submit(await coordinator.Open($"/en/indicators/{share.Id}/groups"), "form.sheet", new() { ["Form.Code"] = "age", ["Form.Name.En"] = "Age", ["Form.Groups.En"] = "young" });
        Assert.Equal(2, (await bridges.Site.WithDb(db => db.Set<IndicatorValue>().SingleAsync())).Parts.Count);
        await coordinator.Submit(await coordinator.Open($"/en/indicator-values/{value.Id}"), "form:has(input[value=approve])");

        // A donor sees the value, not the breakdown by what is true of people.
        page = await (await bridges.As(Role.Donor, bridges.Lead)).Open($"/en/indicator-values/{value.Id}");
        Assert.Contains("80%", page.QuerySelector("h1")!.TextContent);
        Assert.DoesNotContain("women", page.Body!.TextContent);
        Assert.Contains("outside it goes through a release", page.Body.TextContent);
    }

    [Theory, OnBothDatabases]
    public async Task An_assumption_is_reviewed_by_date_with_the_figures_that_say_so(Provider provider)
    {
        await using var bridges = await Consortium.Start(provider);
        var outcome = new ResultNode { ProjectId = bridges.Project, Level = ResultLevel.Outcome, Title = new LocalText("Outcome") };
        var assumption = new Assumption { NodeId = outcome.Id, Text = new LocalText("Roads stay open") };
        await bridges.Site.WithDb(async db => { db.AddRange(outcome, assumption); await db.SaveChangesAsync(); });
        await bridges.Activity("Workshop");
        var officer = await bridges.As(Role.Officer, bridges.Partner);
        var page = await officer.Submit(await officer.Open($"/en/assumptions/{assumption.Id}"), "form.sheet", new() { ["Form.On"] = "2024-05-01", ["Form.Verdict"] = "Doubtful", ["Form.Text.En"] = "Two bridges were closed", ["Form.Figure1"] = "programmes.activities" });
        Assert.Contains("doubtful", page.QuerySelector("main ul")!.TextContent);
        var review = await bridges.Site.WithDb(db => db.Set<AssumptionReview>().SingleAsync());
        Assert.Equal((1m, "programmes.activities"), (review.Figures.Single().Value, review.Figures[0].FigureId));
        // The cited figure opens to its records.
        Assert.Contains("Workshop", (await officer.Open("/en" + review.Figures[0].Records)).Body!.TextContent);
        page = await officer.Submit(await officer.Open($"/en/assumptions/{assumption.Id}"), "form.sheet", new() { ["Form.On"] = "2199-05-01", ["Form.Verdict"] = "Holds", ["Form.Text.En"] = "x" });
        Assert.NotNull(page.QuerySelector("#Form-On-problem"));
        page = await officer.Open($"/en/projects/{bridges.Project}/results");
        Assert.Contains("doubtful", page.QuerySelector(".assumptions")!.TextContent);
    }
}
