using System.Net;
using Microsoft.EntityFrameworkCore;
using Uramost.Platform.Language;
using Uramost.Platform.People;
using Uramost.Programmes.Iati;
using Uramost.Programmes.Projects;
using Uramost.Programmes.Results;
using Uramost.Programmes.Tests.Attendance;

namespace Uramost.Programmes.Tests.Iati;

/// <summary>A coordinator brings a project into the file without having read the standard.</summary>
public sealed class IatiPagesTests
{
    [Theory, OnBothDatabases]
    public async Task A_coordinator_is_told_what_is_missing_fills_it_in_and_puts_the_project_into_the_public_file(Provider provider)
    {
        Environment.SetEnvironmentVariable("Iati__Standard", Shared.Path("iati"));
        await using var bridges = await Consortium.Start(provider);
        await bridges.Site.AddAccount("coordinator@example.org", new Membership { Role = Role.Coordinator, ProjectId = bridges.Project });
        using var coordinator = await bridges.Site.SignIn("coordinator@example.org");
        var path = $"/en/projects/{bridges.Project}/iati";

        // The organisation first: a register that is not listed is refused at the field, and the page says what can be used.
        var organisation = await coordinator.Open($"/en/organisations/{bridges.Lead}/iati");
        Assert.Contains("help desk", organisation.Body!.TextContent);
        organisation = await coordinator.Submit(organisation, "#reporter", new() { ["Form.Identifier"] = "XK-NGO-5110" });
        Assert.Contains("listed register", organisation.QuerySelector("#Form-Identifier-problem")!.TextContent);
        await coordinator.Submit(organisation, "#reporter", new() { ["Form.Identifier"] = "XI-IATI-4242", ["Form.Type"] = "24" });

        // Shares that make no hundred, a day to come and a budget of two years are said at their fields; nothing typed is lost.
        var page = await coordinator.Open(path);
        page = await coordinator.Submit(page, "#iati", new()
        {
            ["Form.Countries[0].Code"] = "XK", ["Form.Countries[0].Share"] = "60,5", ["Form.Sectors[0].Code"] = "15220", ["Form.Sectors[0].Share"] = "40",
            ["Form.Budgets[0].Start"] = "2024-01-01", ["Form.Budgets[0].End"] = "2026-12-31", ["Form.Budgets[0].Amount"] = "1000",
            ["Form.Transactions[0].Type"] = "1", ["Form.Transactions[0].Date"] = "2099-01-01", ["Form.Transactions[0].Amount"] = "1 000,50", ["Form.Transactions[0].Organisation"] = "Nobody knows us",
            ["Form.Related[0].Type"] = "5", ["Form.Related[0].Identifier"] = "has space", ["Form.Code"] = "a b",
        });
        var problems = page.QuerySelectorAll(".problem").Select(p => p.TextContent).ToList();
        Assert.Equal(7, problems.Count);
        Assert.Equal("60,5", page.QuerySelector("#Form-Countries-0-Share")!.GetAttribute("value"));
        Assert.Equal(0, await bridges.Site.WithDb(db => db.Set<IatiProject>().CountAsync()));

        page = await coordinator.Submit(await coordinator.Open(path), "#iati", new()
        {
            ["Form.Countries[0].Code"] = "XK", ["Form.Sectors[0].Code"] = "15220", ["Form.Markers[1]"] = "2", ["Form.Goals"] = "16",
            ["Form.Budgets[0].Start"] = "2024-01-01", ["Form.Budgets[0].End"] = "2024-12-31", ["Form.Budgets[0].Amount"] = "1.146.000,50",
        });
        // Links lead to what is still missing: the day, the state, a sentence that says what it is.
        var links = page.QuerySelectorAll("section ul a").Select(a => a.GetAttribute("href")!).ToList();
        Assert.Contains(links, l => l.EndsWith("#Form-Start", StringComparison.Ordinal));
        Assert.Contains(links, l => l.EndsWith("#Form-Status", StringComparison.Ordinal));
        Assert.Null(page.QuerySelector("button[value=publish]"));
        page = await coordinator.Submit(page, "#iati", new() { ["Form.Status"] = "2", ["Form.Start"] = "2024-01-01", ["Form.Summary.En"] = "Two towns meet." });
        Assert.Contains("Nothing is missing", page.Body!.TextContent);
        var saved = await bridges.Site.WithDb(db => db.Set<IatiProject>().SingleAsync());
        Assert.Equal([new IatiMarker("1", "2")], saved.Markers);
        Assert.Equal((16, 1_146_000.50m, (decimal?)null), (saved.Goals.Single(), saved.Budgets.Single().Amount, saved.Countries.Single().Percentage));
        Assert.Contains("no error and no warning", (await coordinator.Open($"{path}?check=yes")).Body!.TextContent);

        using var visitor = bridges.Site.Visitor();
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.Client.GetAsync(IatiExport.PublicAddress(bridges.Lead))).StatusCode);
        var publish = page.QuerySelectorAll("form").Single(f => f.QuerySelector("button[name=act]") is not null);
        publish.Id = "publish";
        page = await coordinator.Submit(page, "#publish", new() { ["act"] = "publish" });
        Assert.Contains("in the public file since", page.Body!.TextContent);
        Assert.Contains("XI-IATI-4242-bridges", await visitor.Client.GetStringAsync(IatiExport.PublicAddress(bridges.Lead)));
        var account = await bridges.Site.WithDb(db => db.Set<Account>().SingleAsync());
        Assert.Equal(account.Id, (await bridges.Site.WithDb(db => db.Set<IatiProject>().SingleAsync())).PublishedById);
        Assert.Contains("Severni most", (await visitor.Open("/sq/iati")).Body!.TextContent);
    }

    [Fact]
    public async Task A_file_that_is_sent_to_the_page_is_judged_in_four_variants_and_leads_to_the_fields_of_our_own_projects()
    {
        Environment.SetEnvironmentVariable("Iati__Standard", Shared.Path("iati"));
        await using var bridges = await Consortium.Start(Provider.Sqlite);
        await bridges.Site.AddAccount("coordinator@example.org", new Membership { Role = Role.Coordinator, ProjectId = bridges.Project });
        await bridges.Site.WithDb(async db =>
        {
            db.Add(new IatiReporter { OrganisationId = bridges.Lead, Identifier = "XI-IATI-9999", Type = "24" });
            db.Add(new IatiProject { ProjectId = bridges.Project, OrganisationId = bridges.Lead, Code = "P1" });
            await db.SaveChangesAsync();
        });
        using var coordinator = await bridges.Site.SignIn("coordinator@example.org");
        var bad = Samples.Activity.Replace("code=\"RS\" percentage=\"40\"", "code=\"RS\" percentage=\"41\"").Replace("Two towns", "<script>alert(1)</script>Two towns");
        foreach (var (variant, sentence) in new[] { ("en", "do not add up to 100"), ("sq", "nuk japin shumën 100"), ("sr-latn", "ne daju zbir 100"), ("sr-cyrl", "не дају збир 100") })
        {
            var page = await coordinator.Submit(await coordinator.Open($"/{variant}/iati/check"), "main form", file: ("Form.File", "file.xml", bad));
            Assert.Contains(sentence, page.QuerySelector("main table")!.TextContent);
            Assert.Contains(page.QuerySelectorAll("main table a"), a => a.GetAttribute("href")!.EndsWith("#Form-Countries", StringComparison.Ordinal) && a.GetAttribute("href")!.Contains(bridges.Project.ToString()));
        }

        var clean = await coordinator.Submit(await coordinator.Open("/en/iati/check"), "main form", file: ("Form.File", "file.xml", Samples.Organisation));
        Assert.Contains("Nothing is wrong", clean.Body!.TextContent);
        var bomb = await coordinator.Submit(await coordinator.Open("/en/iati/check"), "main form", file: ("Form.File", "file.xml", "<!DOCTYPE x [<!ENTITY a \"a\">]><x>&a;</x>"));
        Assert.Contains("DOCTYPE", bomb.QuerySelector("main table")!.TextContent);
        Assert.Contains("Choose a file", (await coordinator.Submit(await coordinator.Open("/en/iati/check"), "main form", file: ("Form.File", "empty.xml", ""))).Body!.TextContent);
    }

    [Theory, OnBothDatabases]
    public async Task Results_are_told_with_their_approved_values_and_never_by_what_is_true_of_people(Provider provider)
    {
        await using var bridges = await Consortium.Start(provider);
        var (output, first, second, hidden, period) = (Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7());
        await bridges.Site.WithDb(async db =>
        {
            db.Add(new IatiReporter { OrganisationId = bridges.Lead, Identifier = "XI-IATI-9999", Type = "24" });
            db.Add(new IatiProject { ProjectId = bridges.Project, OrganisationId = bridges.Lead, Code = "P1", Status = "2", StartsOn = new DateOnly(2024, 1, 1), Summary = new LocalText("Meetings"), Countries = [new("XK", null)], Sectors = [new("15220", null)], PublishedAt = DateTime.UtcNow });
            db.AddRange(
                new ResultNode { Id = output, ProjectId = bridges.Project, Level = ResultLevel.Output, Title = new LocalText("People of {{kosovo}} meet", "Takime", "Susreti") },
                new ResultNode { ProjectId = bridges.Project, Level = ResultLevel.Activity, Title = new LocalText("Line of activities") },
                new Indicator { Id = first, ProjectId = bridges.Project, NodeId = output, Name = new LocalText("Meetings held"), AddsUp = HowItAddsUp.Sum, BaselineValue = 0, BaselineYear = 2023, From = ValueFrom.Typed },
                new Indicator { Id = second, ProjectId = bridges.Project, NodeId = output, Name = new LocalText("Share"), AddsUp = HowItAddsUp.Share, From = ValueFrom.Typed, Ordinal = 1 },
                new Indicator { Id = hidden, ProjectId = bridges.Project, NodeId = output, Name = new LocalText("Women of the north"), From = ValueFrom.Figure, Figure = new FigureSource("programmes.people", Platform.Figures.Basis.Recorded, new Dictionary<string, string> { ["gender"] = "woman" }), Ordinal = 2 },
                new ReportingPeriod { Id = period, ProjectId = bridges.Project, StartsOn = new DateOnly(2024, 1, 1), EndsOn = new DateOnly(2024, 6, 30) },
                new IndicatorTarget { IndicatorId = first, Kind = TargetKind.Period, PeriodId = period, Value = 12 });
            foreach (var (indicator, approve) in new[] { (first, true), (second, false), (hidden, true) })
            {
                var value = new IndicatorValue { IndicatorId = indicator, PeriodId = period, Comment = new LocalText("Planted Name was there") };
                value.Write(new Amount(7), [new PartValue("gender", "woman", new Amount(3))]);
                value.Submit(null, DateTime.UtcNow);
                if (approve) value.Approve(null, DateTime.UtcNow);
                db.Add(value);
            }

            await db.SaveChangesAsync();
            var approved = await db.Set<IndicatorValue>().SingleAsync(v => v.IndicatorId == first);
            db.Add(new ValueCorrection { ValueId = approved.Id, Number = 1, Value = 8, Reason = new LocalText("Counted again"), CorrectedAt = DateTime.UtcNow });
            await db.SaveChangesAsync();
        });
        using var visitor = bridges.Site.Visitor();
        var text = await visitor.Client.GetStringAsync(IatiExport.PublicAddress(bridges.Lead));
        Assert.Empty(new IatiCheck(IatiCheckTests.Standard, TimeProvider.System).Run(() => new MemoryStream(System.Text.Encoding.UTF8.GetBytes(text))).Findings);
        var result = System.Xml.Linq.XDocument.Parse(text).Descendants("result").Single();
        Assert.Equal(["Meetings held", "Share"], result.Elements("indicator").Select(i => i.Element("title")!.Value));
        Assert.Contains("Kosovo* meet", result.Element("title")!.Value);
        Assert.Equal(("0", "12", "8"), (result.Descendants("baseline").Single().Attribute("value")!.Value, result.Descendants("target").Single().Attribute("value")!.Value, result.Descendants("actual").Single().Attribute("value")!.Value));
        foreach (var kept in new[] { "Planted", "Women of the north", "dimension", "Counted again", "Line of activities" }) Assert.DoesNotContain(kept, text);
    }
}
