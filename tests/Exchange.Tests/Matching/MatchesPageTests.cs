using AngleSharp.Html.Dom;
using Uramost.Exchange.Tests.Practice;
using Uramost.Platform.Contracts;
using Uramost.Platform.People;

namespace Uramost.Exchange.Tests.Matching;

/// <summary>A coordinator looks for partners for a company; a facilitator does the same and learns nothing of whom it will not meet.</summary>
public sealed class MatchesPageTests
{
    private static readonly Guid Market = DemoId.Of("practice-market");
    private static readonly Guid Laboratory = DemoId.Of("practice-company-21");

    [Theory, OnBothDatabases]
    public async Task Partners_come_with_reasons_and_whom_one_will_not_meet_is_told_to_nobody_else(Provider provider)
    {
        await using var site = await FillPracticeCompaniesTests.Filled(provider);
        await site.AddAccount("coordinator@matches.test", new Membership { Role = Role.Coordinator, ProjectId = Market });
        await site.AddAccount("facilitator@matches.test", new Membership { Role = Role.Facilitator, ProjectId = Market });
        using var coordinator = await site.SignIn("coordinator@matches.test");
        using var facilitator = await site.SignIn("facilitator@matches.test");

        var all = await coordinator.Open($"/en/projects/{Market}/matches");
        var offered = all.QuerySelectorAll("tbody td.number").Select(c => int.Parse(c.TextContent, System.Globalization.CultureInfo.InvariantCulture)).ToList();
        Assert.Equal(60, offered.Count);
        Assert.All(offered, n => Assert.InRange(n, 3, 6));
        Assert.Contains("is invented", all.QuerySelector(".page-notice")!.TextContent);
        Assert.Equal(56, all.QuerySelectorAll("tbody td:first-child").Count(c => c.TextContent.EndsWith("(invented)", StringComparison.Ordinal)));

        // The facilitator sees the companies that show themselves to facilitators, and those only.
        var address = $"/en/projects/{Market}/matches?company={Laboratory}";
        Assert.Equal(56, (await facilitator.Open($"/en/projects/{Market}/matches")).QuerySelectorAll("tbody tr").Length);
        var theirs = Partners(await facilitator.Open(address));
        Assert.NotEmpty(theirs);

        var page = await coordinator.Open(address);
        var left = Partners(page)[0];
        Assert.True(page.QuerySelectorAll(".card li").Length >= Partners(page).Count);
        page = await coordinator.Submit(page, "form.sheet", new() { ["Form.Other"] = "" }, expected: null);
        Assert.Contains("Choose a company", page.QuerySelector("#Form-Other-problem")!.TextContent);
        page = await coordinator.Submit(page, "form.sheet", new() { ["Form.Other"] = left });
        page = await coordinator.Open(address);
        Assert.DoesNotContain(left, Partners(page));
        Assert.InRange(Partners(page).Count, 3, 6);

        var after = await facilitator.Open(address);
        Assert.DoesNotContain(left, Partners(after));
        Assert.InRange(Partners(after).Count, 3, 6);
        Assert.DoesNotContain("Will not meet", after.DocumentElement.TextContent);
        // The other company's own page says nothing of it either: it is the list of the one that said so.
        Assert.Empty((await coordinator.Open($"/en/projects/{Market}/matches?company={left}")).QuerySelectorAll("form[method=post] button[name='Form.Remove']"));

        await coordinator.Submit(page, "form:has(button[name='Form.Remove'])", new() { ["Form.Remove"] = page.QuerySelector("button[name='Form.Remove']")!.GetAttribute("value")! });
        Assert.Contains(left, Partners(await coordinator.Open(address)));
    }

    private static List<string> Partners(IHtmlDocument page) => [.. page.QuerySelectorAll(".card h3 a").Select(a => a.GetAttribute("href")!.Split('/')[^1])];
}
