using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Uramost.Platform.Contracts;
using Uramost.Platform.Data;
using Uramost.Platform.Figures.Releases;
using Uramost.Platform.Language;
using Uramost.Platform.Organisations;
using Uramost.Platform.People;
using Uramost.Programmes.Activities;
using Uramost.Programmes.Projects;
using Uramost.Programmes.Reports;
using Uramost.Programmes.Results;
using Uramost.Programmes.Tests.Attendance;

namespace Uramost.Programmes.Tests.Reports;

/// <summary>A coordinator writes a report with a partner, hands it in, opens it again; a donor and a stranger verify it.</summary>
public sealed class ReportStoryTests
{
    private static readonly Guid Donor = Guid.CreateVersion7();

    [Theory, OnBothDatabases]
    public async Task From_opening_to_a_verified_report_that_later_changes_leave_alone(Provider provider)
    {
        await using var bridges = await Consortium.Start(provider);
        var (workshops, reached, output) = await Framework(bridges);
        await bridges.Activity("Open workshop", owner: bridges.Partner);
        await bridges.Activity("Closed round", Confidentiality.Closed);
        var coordinator = await bridges.As(Role.Coordinator);
        var project = $"/en/projects/{bridges.Project}";
        var page = await coordinator.Open(project);
        Assert.NotNull(page.QuerySelector($"a[href='{project}/reports']"));

        // A table of people went out; one of its cells is hidden.
        await Release(bridges, 1, [20, null, 31]);
        var report = await Open(coordinator, bridges, "Eu", "2024-01-01", "2024-06-30");
        page = await coordinator.Open($"/en/reports/{report}");
        Assert.Contains("hidden (fewer than 10", page.QuerySelectorAll("table").Single(t => t.QuerySelector("caption")!.TextContent.StartsWith("Release no. 1", StringComparison.Ordinal)).TextContent);
        Assert.Contains(page.QuerySelectorAll("ol.notes li"), n => n.TextContent.StartsWith("Release no. 1 of", StringComparison.Ordinal));
        var text = page.QuerySelector("article.report")!.TextContent;
        Assert.Contains("Interim narrative report", text);
        Assert.Contains("Logical framework matrix", text);
        Assert.Contains("Workshops are held", text);
        Assert.Contains("not in the source", text);
        Assert.Contains("Open workshop", text);
        Assert.DoesNotContain("Closed round", text);
        Assert.Contains("1 more meeting was held without publicity", text);
        // A number opens to its records and carries a note with the query.
        Assert.Contains(page.QuerySelectorAll("ol.notes li"), n => n.TextContent.Contains("/figures/queries/", StringComparison.Ordinal));

        // The same report a second time is refused at its field, and what was chosen stays.
        page = await coordinator.Submit(await coordinator.Open($"{project}/reports/add"), "main form", Fields("Eu", "2024-03-01", "2024-08-31"));
        Assert.Contains("already a report", page.QuerySelector("#Form-StartsOn-problem")!.TextContent);
        Assert.Equal("2024-08-31", page.QuerySelector("#Form-EndsOn")!.GetAttribute("value"));

        // The partner writes its own text and numbers; the project's own text stays the coordinator's.
        var officer = await bridges.As(Role.Officer, bridges.Partner);
        Assert.Equal(HttpStatusCode.NotFound, (await officer.Client.GetAsync($"/en/reports/{report}/texts/summary?organisation={ReportBlocks.Whole}")).StatusCode);
        await officer.Submit(await officer.Open($"/en/reports/{report}/texts/summary"), "main form", new() { ["Form.Text.En"] = "The south trained trainers." });
        Assert.Contains("The south trained trainers.", (await coordinator.Open($"/en/reports/{report}")).Body!.TextContent);
        page = await officer.Submit(await officer.Open($"/en/reports/{report}/values"), "main form.sheet", new() { ["Form.Rows[1].Value"] = "12" });
        Assert.Contains("Say where", page.QuerySelector("#Form-Rows-1-Source-problem")!.TextContent);
        await officer.Submit(page, "main form.sheet", new() { ["Form.Rows[1].Source"] = "Sheets of the south" });
        Assert.Equal(12, await bridges.Site.WithDb(db => db.Set<PartnerValue>().Where(v => v.IndicatorId == reached).Select(v => v.Value).SingleAsync()));

        // Two people write the same block: the second is shown both versions and chooses.
        var second = await bridges.As(Role.Coordinator, name: "second");
        var (mine, theirs) = (await coordinator.Open($"/en/reports/{report}/texts/summary"), await second.Open($"/en/reports/{report}/texts/summary"));
        Assert.Contains("The south trained trainers.", mine.Body!.TextContent);
        await second.Submit(theirs, "main form", new() { ["Form.Text.En"] = "Theirs." });
        page = await coordinator.Submit(mine, "main form", new() { ["Form.Text.En"] = "34 participants came.", ["Form.Text.Sq"] = "Erdhën 34 pjesëmarrës." });
        Assert.Contains("Theirs.", page.QuerySelector("fieldset.conflict")!.TextContent);
        await coordinator.Submit(page, "main form");
        var stored = await bridges.Site.WithDb(db => db.Set<ReportText>().SingleAsync(t => t.Block == "summary" && t.OrganisationId == ReportBlocks.Whole));
        Assert.Equal(("34 participants came.", "Erdhën 34 pjesëmarrës."), (stored.Text.En, stored.Text.Sq));

        // The check lists what is missing, with links; handing in asks for a word on it.
        page = await coordinator.Open($"/en/reports/{report}/check");
        Assert.NotNull(page.QuerySelector($"a[href='/en/reports/{report}/texts/summary']"));
        Assert.Contains("Summary is missing in: Srpski", page.Body!.TextContent);
        Assert.Contains("A value without proof", page.Body.TextContent);
        page = await coordinator.Submit(page, "main form");
        Assert.NotNull(page.QuerySelector("#Form-Despite-problem"));
        var donor = await bridges.As(Role.Donor, Donor);
        Assert.Equal(HttpStatusCode.NotFound, (await donor.Client.GetAsync($"/en/reports/{report}")).StatusCode);
        Assert.DoesNotContain("Interim", (await donor.Open($"{project}/reports")).QuerySelector("main")!.TextContent);
        await coordinator.Submit(page, "main form", new() { ["Form.Despite"] = "true" });

        // What was handed in: the file's own hash is the one that is printed, and anyone finds it.
        var json = await donor.Client.GetByteArrayAsync($"/en/reports/{report}.json");
        var hash = ReportHash.Of(json);
        Assert.Contains(hash, (await donor.Open($"/en/reports/{report}")).Body!.TextContent);
        var docx = await donor.Client.GetByteArrayAsync($"/sq/reports/{report}.docx");
        using var anybody = bridges.Site.Visitor();
        page = await anybody.Submit(await anybody.Open("/en/reports/verify"), "main form[method=get]", new() { ["hash"] = hash.ToUpperInvariant() });
        Assert.Contains("was handed in here: submission 1", page.Body!.TextContent);
        Assert.Contains("No report with this hash", (await anybody.Open($"/en/reports/verify/{ReportHash.Of("other")}")).Body!.TextContent);
        Assert.Contains("64 digits", (await anybody.Open("/en/reports/verify?hash=abc")).QuerySelector("#hash-problem")!.TextContent);
        Assert.Contains("unchanged", await Compare(anybody, $"/en/reports/verify/{hash}", json, "copy.json"));
        Assert.Contains("unchanged", await Compare(anybody, "/en/reports/verify", json, "copy.json"));
        Assert.Contains("unchanged", await Compare(anybody, $"/en/reports/verify/{hash}", docx, "copy.docx"));
        docx[^30] ^= 1;
        Assert.Contains("not the report", await Compare(anybody, $"/en/reports/verify/{hash}", docx, "copy.docx"));
        Assert.Contains("not the report", await Compare(anybody, $"/en/reports/verify/{hash}", Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(json).Replace("34 participants", "44 participants", StringComparison.Ordinal)), "copy.json"));

        // Plan, numbers, texts, names: all change, and the report says what it said.
        var (before, word) = (await donor.Client.GetStringAsync($"/en/reports/{report}.json"), await donor.Client.GetByteArrayAsync($"/sr-cyrl/reports/{report}.docx"));
        var shown = (await donor.Open($"/en/reports/{report}")).QuerySelector("article.report")!.OuterHtml;
        await bridges.Activity("Late workshop", owner: bridges.Partner);
        await Release(bridges, 2, [21, 12, 33]);
        await bridges.Site.WithDb(async db =>
        {
            (await db.Set<ResultNode>().SingleAsync(n => n.Id == output)).Title = new LocalText("Something else");
            (await db.Set<Indicator>().SingleAsync(i => i.Id == workshops)).BaselineValue = 99;
            (await db.Set<Project>().SingleAsync(p => p.Id == bridges.Project)).Title = PublishedText.Own(new LocalText("Renamed"));
            (await db.Set<Organisation>().SingleAsync(o => o.Id == bridges.Partner)).Name = PublishedText.AsPublished("Renamed too", "en");
            db.RemoveRange(await db.Set<Indicator>().Where(i => i.Id == reached).ToListAsync());
            await db.SaveChangesAsync();
        });
        Assert.Equal(before, await donor.Client.GetStringAsync($"/en/reports/{report}.json"));
        Assert.Equal(word, await donor.Client.GetByteArrayAsync($"/sr-cyrl/reports/{report}.docx"));
        Assert.Equal(shown, (await donor.Open($"/en/reports/{report}")).QuerySelector("article.report")!.OuterHtml);
        Assert.Equal(HttpStatusCode.NotFound, (await coordinator.Client.GetAsync($"/en/reports/{report}/texts/summary")).StatusCode);

        // Opened again for its texts: the numbers stay; for its numbers too: they are taken anew. Both are recorded.
        page = await coordinator.Submit(await coordinator.Open($"/en/reports/{report}/reopen"), "main form");
        Assert.NotNull(page.QuerySelector("#Form-Reason-problem"));
        await coordinator.Submit(page, "main form", new() { ["Form.Reason.En"] = "A typing mistake" });
        Assert.Null((await coordinator.Open($"/en/reports/{report}/plan")).QuerySelector("main form"));
        Assert.Equal(HttpStatusCode.NotFound, (await officer.Client.GetAsync($"/en/reports/{report}/values")).StatusCode);
        await coordinator.Submit(await coordinator.Open($"/en/reports/{report}/texts/summary"), "main form", new() { ["Form.Text.Sr"] = "Došla su 34 učesnika." });
        await HandIn(coordinator, report);
        var again = ReportHash.Read(await donor.Client.GetStringAsync($"/en/reports/{report}.json"));
        Assert.Equal((2, 2), (again.Submission, again.Plan.Lines.Count()));
        Assert.Contains("A later submission", (await anybody.Open($"/en/reports/verify/{hash}")).Body!.TextContent);
        Assert.Equal(hash, ReportHash.Of(await donor.Client.GetByteArrayAsync($"/en/reports/{report}.json?submission=1")));
        await coordinator.Submit(await coordinator.Open($"/en/reports/{report}/reopen"), "main form", new() { ["Form.Kind"] = "Numbers", ["Form.Reason.En"] = "One workshop was late" });
        await coordinator.Submit(await coordinator.Open($"/en/reports/{report}/plan"), "main form");
        await HandIn(coordinator, report);
        var third = ReportHash.Read(await donor.Client.GetStringAsync($"/en/reports/{report}.json"));
        Assert.Equal([21, 12, 33], third.Plan.Releases.Single().Values);
        Assert.Equal((3, 1, "Something else"), (third.Submission, third.Plan.Lines.Count(), third.Plan.Nodes[^1].Title.En));
        page = await coordinator.Open($"/en/reports/{report}");
        Assert.Contains("One workshop was late", page.QuerySelector(".history")!.TextContent);
        Assert.Equal(2, await bridges.Site.WithDb(db => db.Set<ReportReopening>().CountAsync()));
    }

    [Theory, OnBothDatabases]
    public async Task Texts_are_carried_forward_and_marked_and_nobody_of_the_register_is_named(Provider provider)
    {
        await using var bridges = await Consortium.Start(provider);
        var (_, reached, _) = await Framework(bridges);
        var coordinator = await bridges.As(Role.Coordinator);
        var first = await Open(coordinator, bridges, "Norway", "2024-01-01", "2024-06-30");
        await coordinator.Submit(await coordinator.Open($"/en/reports/{first}/texts/partners"), "main form", new() { ["Form.Text.En"] = "The lead trains, the partner hosts." });
        await coordinator.Submit(await coordinator.Open($"/en/reports/{first}/texts/gender"), "main form", new() { ["Form.Text.En"] = "Half were women." });

        var next = await Open(coordinator, bridges, "Norway", "2024-07-01", "2024-12-31");
        await coordinator.Submit(await coordinator.Open($"/en/reports/{next}/texts/gender"), "main form", new() { ["Form.Text.En"] = "Two thirds were women." });
        var text = (await coordinator.Open($"/en/reports/{next}")).QuerySelector("article.report")!.TextContent;
        Assert.Contains("[unchanged since last time]", text);
        Assert.Contains("The lead trains, the partner hosts.", text);
        Assert.Contains("[changed since last time]", text);
        Assert.Contains("Half were women.", (await coordinator.Open($"/en/reports/{next}/texts/gender")).QuerySelector("details")!.TextContent);
        Assert.Contains("Half were women.", (await coordinator.Open($"/en/reports/{first}")).Body!.TextContent);

        // Who was there stands in no report, in no file of it.
        var activity = await bridges.Activity("Bridge of names", owner: bridges.Lead);
        await bridges.Record(activity, await bridges.Person("Zorana", "Petković"));
        await coordinator.Submit(await coordinator.Open($"/en/reports/{first}/plan"), "main form");
        var outputs = new List<string> { (await coordinator.Open($"/en/reports/{first}")).DocumentElement.OuterHtml };
        foreach (var variant in UiVariant.All)
        {
            foreach (var file in new[] { "docx", "xlsx", "json" })
            {
                var bytes = await coordinator.Client.GetByteArrayAsync($"/{variant.Path}/reports/{first}.{file}");
                if (file == "json") outputs.Add(Encoding.UTF8.GetString(bytes));
                else
                {
                    using var zip = new ZipArchive(new MemoryStream(bytes));
                    foreach (var entry in zip.Entries)
                    {
                        using var reader = new StreamReader(entry.Open());
                        outputs.Add(await reader.ReadToEndAsync());
                    }
                }
            }
        }

        Assert.Contains(outputs, o => o.Contains("Bridge of names", StringComparison.Ordinal));
        Assert.All(outputs, o => Assert.All(new[] { "Zorana", "Petković", "Зорана", "Петковић" }, n => Assert.DoesNotContain(n, o, StringComparison.OrdinalIgnoreCase)));

        // A name of the register is refused where it is typed; one that came with a value forbids handing in.
        var page = await coordinator.Submit(await coordinator.Open($"/en/reports/{next}/texts/groups"), "main form", new() { ["Form.Text.En"] = "Among them Zorana Petković." });
        Assert.Contains("Zorana Petković", page.QuerySelector("#Form-Text-problem")!.TextContent);
        Assert.Contains("Among them", page.QuerySelector("textarea")!.TextContent);
        await bridges.Site.WithDb(async db =>
        {
            var period = await db.Set<ReportingPeriod>().OrderBy(p => p.StartsOn).FirstAsync();
            var value = await db.Set<IndicatorValue>().SingleAsync(v => v.IndicatorId == reached && v.PeriodId == period.Id);
            value.Comment = new LocalText("Counted by Zorana Petković");
            await db.SaveChangesAsync();
        });
        await coordinator.Submit(await coordinator.Open($"/en/reports/{first}/plan"), "main form");
        page = await coordinator.Open($"/en/reports/{first}/check");
        Assert.Contains("Zorana Petković", page.QuerySelector("#w-Forbidden")!.ParentElement!.TextContent);
        Assert.Empty(page.QuerySelectorAll("main form button"));
    }

    private static Dictionary<string, string> Fields(string form, string from, string until) => new() { ["Form.Donor"] = Donor.ToString(), ["Form.Form"] = form, ["Form.Kind"] = "Interim", ["Form.StartsOn"] = from, ["Form.EndsOn"] = until };

    private static async Task<Guid> Open(Visitor coordinator, Consortium bridges, string form, string from, string until)
    {
        await coordinator.Submit(await coordinator.Open($"/en/projects/{bridges.Project}/reports/add"), "main form", Fields(form, from, until));
        return Guid.Parse(coordinator.Last.RequestMessage!.RequestUri!.AbsolutePath.Split('/')[^1]);
    }

    private static async Task HandIn(Visitor coordinator, Guid report)
    {
        await coordinator.Submit(await coordinator.Open($"/en/reports/{report}/check"), "main form", new() { ["Form.Despite"] = "true" });
        Assert.EndsWith($"/reports/{report}", coordinator.Last.RequestMessage!.RequestUri!.AbsolutePath, StringComparison.Ordinal);
    }

    private static Task Release(Consortium bridges, int number, long?[] values) => bridges.Site.WithDb(async db =>
    {
        var content = JsonSerializer.Serialize(new ReleaseContent("programmes.people", bridges.Project, number, "gender", ReleaseAudience.Donors, 10, DateTime.UtcNow, [new("gender", true, [["Woman"], ["Man"], []])], values), JsonColumn.Options);
        db.Add(new Release { ProjectId = bridges.Project, Number = number, FigureId = "programmes.people", Template = "gender", Audience = ReleaseAudience.Donors, Threshold = 10, MadeAt = DateTime.UtcNow.AddMinutes(number), Content = content, Kept = "{}" });
        await db.SaveChangesAsync();
    });

    [Theory, OnBothDatabases]
    public async Task Who_sends_copy_after_copy_is_asked_to_wait(Provider provider)
    {
        await using var bridges = await Consortium.Start(provider);
        using var anybody = bridges.Site.Visitor();
        // Windows begin at fixed times: one may end in between, two may not.
        var answers = new List<HttpStatusCode>();
        for (var i = 0; i < 45; i++)
        {
            using var answer = await Send(anybody, "/sq/reports/verify", "{}"u8.ToArray(), "copy.json");
            answers.Add(answer.StatusCode);
            if (answer.StatusCode == HttpStatusCode.OK) continue;
            var page = new AngleSharp.Html.Parser.HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync());
            Assert.Contains("tepër shumë përpjekje", page.QuerySelector("#Form-File-problem")!.TextContent);
            break;
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, answers[^1]);
        Assert.InRange(answers.Count, 21, 41);
    }

    private static async Task<string> Compare(Visitor visitor, string path, byte[] copy, string name)
    {
        using var answer = await Send(visitor, path, copy, name);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var text = await answer.Content.ReadAsStringAsync();
        return new AngleSharp.Html.Parser.HtmlParser().ParseDocument(text).QuerySelector("[role=status]")?.TextContent ?? "";
    }

    private static async Task<HttpResponseMessage> Send(Visitor visitor, string path, byte[] copy, string name)
    {
        var page = await visitor.Open(path);
        using var body = new MultipartFormDataContent();
        foreach (var hidden in page.QuerySelectorAll("form[method=post] input[type=hidden]")) body.Add(new StringContent(hidden.GetAttribute("value") ?? ""), hidden.GetAttribute("name")!);
        body.Add(new ByteArrayContent(copy), "Form.File", name);
        return await visitor.Client.PostAsync(path, body);
    }

    // An outcome with an output, a computed and a typed indicator, two periods, an approved value without proof; a donor.
    private static async Task<(Guid Workshops, Guid Reached, Guid Output)> Framework(Consortium bridges)
    {
        var outcome = new ResultNode { ProjectId = bridges.Project, Level = ResultLevel.Outcome, Code = "Oc 1", Title = new LocalText("People trust each other more") };
        var output = new ResultNode { ProjectId = bridges.Project, ParentId = outcome.Id, Level = ResultLevel.Output, Code = "Op 1.1", Title = new LocalText("Workshops are held") };
        var workshops = new Indicator { ProjectId = bridges.Project, NodeId = output.Id, Name = new LocalText("Workshops"), Unit = new LocalText("workshops"), From = ValueFrom.Figure, Figure = new Uramost.Programmes.Results.FigureSource("programmes.activities", Uramost.Platform.Figures.Basis.Recorded, new Dictionary<string, string> { ["kind"] = "workshop" }) };
        var reached = new Indicator { ProjectId = bridges.Project, NodeId = output.Id, Ordinal = 1, Name = new LocalText("People reached"), Unit = new LocalText("participants", "pjesëmarrës", "učesnika"), From = ValueFrom.Typed, BaselineValue = 0, BaselineYear = 2023 };
        var (period, later) = (new ReportingPeriod { ProjectId = bridges.Project, StartsOn = new DateOnly(2024, 1, 1), EndsOn = new DateOnly(2024, 6, 30) }, new ReportingPeriod { ProjectId = bridges.Project, StartsOn = new DateOnly(2024, 7, 1), EndsOn = new DateOnly(2024, 12, 31) });
        var value = new IndicatorValue { IndicatorId = reached.Id, PeriodId = period.Id, Source = new LocalText("Signed sheets") };
        value.Write(new Amount(34), []);
        value.Submit(null, DateTime.UtcNow);
        value.Approve(null, DateTime.UtcNow);
        var target = new IndicatorTarget { IndicatorId = reached.Id, Kind = TargetKind.Final, Value = 100, DueOn = new DateOnly(2025, 12, 31) };
        await bridges.Site.WithDb(async db =>
        {
            if (!await db.Set<Organisation>().AnyAsync(o => o.Id == Donor)) db.Add(new Organisation { Id = Donor, Name = PublishedText.AsPublished("Donor of bridges", "en") });
            db.AddRange(outcome, output, workshops, reached, period, later, value, target, new ProjectOrganisation { ProjectId = bridges.Project, OrganisationId = Donor, Role = ProjectRole.Donor, Ordinal = 5 },
                new DonorProfile { ProjectId = bridges.Project, OrganisationId = Donor, Funding = PublishedText.Own(new LocalText("Paid for by the donor.", "Paguar nga donatori.", "Plaća donator.")) });
            await db.SaveChangesAsync();
        });
        return (workshops.Id, reached.Id, output.Id);
    }
}
