using Microsoft.EntityFrameworkCore;
using Uramost.Platform.Language;
using Uramost.Platform.People;
using Uramost.Programmes.Results;
using Uramost.Programmes.Tests.Attendance;

namespace Uramost.Programmes.Tests.Results;

/// <summary>What is aimed at, in total and by group, and who may say that it was reached.</summary>
public sealed class TargetsTests
{
    [Theory, OnBothDatabases]
    public async Task Targets_by_group_stay_below_their_total_and_of_two_who_edit_them_the_second_chooses(Provider provider)
    {
        await using var bridges = await Consortium.Start(provider);
        var (indicator, period) = await Plan(bridges);
        var (first, second) = (await bridges.As(Role.Coordinator, name: "first"), await bridges.As(Role.Coordinator, name: "second"));
        var address = $"/en/indicators/{indicator}/targets";
        var (mine, theirs) = (await first.Open(address), await second.Open(address));
        // More in the groups than in all, a group without a total, and a word: each is said at its field, nothing is lost.
        var refused = await first.Submit(mine, "main form", new() { ["Form.Rows[0].Value"] = "50", ["Form.Rows[0].Parts[0].Value"] = "30", ["Form.Rows[0].Parts[1].Value"] = "21" });
        Assert.NotNull(refused.QuerySelector("#Form-Rows-0--Parts-0--Value-problem, [id^='Form-Rows'][id$='problem']"));
        Assert.Equal("21", refused.QuerySelector("[name='Form.Rows[0].Parts[1].Value']")!.GetAttribute("value"));
        Assert.NotNull((await first.Submit(mine, "main form", new() { ["Form.Rows[0].Parts[0].Value"] = "30" })).QuerySelector("[id$='problem']"));
        Assert.NotNull((await first.Submit(mine, "main form", new() { ["Form.Rows[0].Value"] = "50", ["Form.Rows[0].Parts[0].Value"] = "many" })).QuerySelector("[id$='problem']"));
        await bridges.Site.WithDb(async db => Assert.Empty(await db.Set<IndicatorTarget>().ToListAsync()));

        var page = await first.Submit(mine, "main form", new() { ["Form.Rows[0].Value"] = "50", ["Form.Rows[0].Parts[0].Value"] = "30", ["Form.Rows[0].Parts[1].Value"] = "20", ["Form.Rows[1].Value"] = "20", ["Form.Rows[1].DueOn"] = "2024-03-31" });
        Assert.Contains("Women 30; Men 20", page.QuerySelector("main")!.TextContent);

        // The other one had opened the form before: both versions stand beside each other.
        page = await second.Submit(theirs, "main form", new() { ["Form.Rows[0].Value"] = "60", ["Form.Rows[0].Parts[0].Value"] = "35" });
        Assert.NotEmpty(page.QuerySelectorAll("fieldset.conflict"));
        Assert.Contains("50", page.QuerySelector("fieldset.conflict")!.TextContent);
        Assert.Contains("60", page.QuerySelector("fieldset.conflict")!.TextContent);
        await bridges.Site.WithDb(async db => Assert.Equal([50m, 20m], (await db.Set<IndicatorTarget>().ToListAsync()).Select(t => t.Value).OrderDescending()));
        // Their total, mine for women, their men and their milestone.
        var taken = page.QuerySelectorAll("fieldset.conflict").ToDictionary(f => f.QuerySelector("input")!.GetAttribute("name")!, f => (Yours: f.QuerySelectorAll("input")[0].GetAttribute("value") ?? "", Theirs: f.QuerySelectorAll("input")[1].GetAttribute("value") ?? ""));
        Assert.Equal(("35", "30"), taken["Form.Rows[0].Parts[0].Value"]);
        page = await second.Submit(page, "main form", taken.ToDictionary(t => t.Key, t => t.Key == "Form.Rows[0].Parts[0].Value" ? t.Value.Yours : t.Value.Theirs));
        // Women are now more than all less the men: the rule holds for what was chosen too.
        Assert.NotNull(page.QuerySelector("[id$='problem']"));
        page = await second.Submit(page, "main form", new() { ["Form.Rows[0].Value"] = "60" });
        Assert.Contains("Women 35; Men 20", page.QuerySelector("main")!.TextContent);
        await bridges.Site.WithDb(async db =>
        {
            var stored = await db.Set<IndicatorTarget>().ToListAsync();
            Assert.Equal([60m, 20m], stored.Select(t => t.Value).OrderDescending());
            Assert.Equal(period, stored.Single(t => t.Kind == TargetKind.Period).PeriodId);
            Assert.Equal([new("by", "w", 35), new("by", "m", 20)], stored.Single(t => t.Kind == TargetKind.Period).Parts);
        });
    }

    [Theory, OnBothDatabases]
    public async Task Who_wrote_or_handed_in_a_value_approves_it_only_where_nobody_else_can_and_its_page_says_so(Provider provider)
    {
        await using var bridges = await Consortium.Start(provider);
        var (indicator, period) = await Plan(bridges);
        var first = await bridges.As(Role.Coordinator, name: "first");
        var officer = await bridges.As(Role.Officer, bridges.Lead);
        var write = $"/en/indicators/{indicator}/values/{period}";
        // Alone in the project: they may, are told beforehand, and it is told ever after.
        var page = await first.Submit(await first.Open(write), "main form", new() { ["Form.Value.Value"] = "12", ["Form.Source.En"] = "Lists", ["Form.Source.Sq"] = "Listat", ["Form.Source.Sr"] = "Spiskovi", ["Form.Do"] = "submit" });
        Assert.Contains("nobody else in this project", page.QuerySelector(".notice")!.TextContent);
        page = await first.Submit(page, "form:has(#Approve)");
        Assert.Contains("approved by the same person", page.QuerySelector("dl")!.TextContent);
        foreach (var (language, said) in new[] { ("sq", "i njëjti person"), ("sr-latn", "ista osoba"), ("sr-cyrl", "иста особа") })
        {
            var value = await bridges.Site.WithDb(db => db.Set<IndicatorValue>().Select(v => v.Id).SingleAsync());
            Assert.Contains(said, (await first.Open($"/{language}/indicator-values/{value}")).QuerySelector("dl")!.TextContent);
        }

        await bridges.Site.WithDb(async db => { db.RemoveRange(await db.Set<IndicatorValue>().ToListAsync()); await db.SaveChangesAsync(); });

        // With a second coordinator: the first one wrote it, an officer handed it in; the first one does not decide.
        var second = await bridges.As(Role.Coordinator, name: "second");
        await first.Submit(await first.Open(write), "main form", new() { ["Form.Value.Value"] = "12", ["Form.Source.En"] = "Lists", ["Form.Source.Sq"] = "Listat", ["Form.Source.Sr"] = "Spiskovi", ["Form.Do"] = "submit" });
        var id = await bridges.Site.WithDb(db => db.Set<IndicatorValue>().Select(v => v.Id).SingleAsync());
        var seen = await first.Open($"/en/indicator-values/{id}");
        Assert.Contains("they decide on it", seen.QuerySelector(".notice")!.TextContent);
        Assert.Null(seen.QuerySelector("form:has(#Approve)"));
        // Not by a form that was opened elsewhere either.
        var forged = await second.Open($"/en/indicator-values/{id}");
        var answer = await first.Client.PostAsync($"/en/indicator-values/{id}", new FormUrlEncodedContent(new Dictionary<string, string> { ["_handler"] = "approve", ["__RequestVerificationToken"] = seen.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")! }));
        Assert.NotEqual(System.Net.HttpStatusCode.Redirect, answer.StatusCode);
        await bridges.Site.WithDb(async db => Assert.Equal(ValueState.Submitted, (await db.Set<IndicatorValue>().SingleAsync()).State));
        page = await second.Submit(forged, "form:has(#Approve)");
        Assert.DoesNotContain("same person", page.QuerySelector("dl")!.TextContent);
        await bridges.Site.WithDb(async db => Assert.False((await db.Set<IndicatorValue>().SingleAsync()).IsApprovedByItsWriter));
        await officer.Open($"/en/indicator-values/{id}");
    }

    private static async Task<(Guid Indicator, Guid Period)> Plan(Consortium bridges)
    {
        var node = new ResultNode { ProjectId = bridges.Project, Level = ResultLevel.Output, Title = new LocalText("Workshops") };
        var period = new ReportingPeriod { ProjectId = bridges.Project, StartsOn = new DateOnly(2024, 1, 1), EndsOn = new DateOnly(2024, 6, 30) };
        var indicator = new Indicator
        {
            ProjectId = bridges.Project, NodeId = node.Id, Name = new LocalText("People trained"), AddsUp = HowItAddsUp.Sum, From = ValueFrom.Typed,
            Disaggregations = [new("by", new LocalText("Gender"), true, [new("w", new LocalText("Women")), new("m", new LocalText("Men"))])],
        };
        await bridges.Site.WithDb(async db =>
        {
            db.AddRange(node, period);
            await db.SaveChangesAsync();
            db.Add(indicator);
            await db.SaveChangesAsync();
        });
        return (indicator.Id, period.Id);
    }
}
