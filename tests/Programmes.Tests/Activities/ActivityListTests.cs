using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Uramost.Platform.Contracts;
using Uramost.Platform.Data;
using Uramost.Platform.Language;
using Uramost.Programmes.Activities;
using Uramost.Programmes.Projects;

namespace Uramost.Programmes.Tests.Activities;

/// <summary>Somebody looks for activities: by words in any script, by filters, page by page.</summary>
public sealed class ActivityListTests(DemoSites demos)
{
    [Theory, OnBothDatabases]
    public async Task Words_are_found_in_any_script_without_diacritics_and_inflected(Provider provider)
    {
        var site = await demos.On(provider);
        using var visitor = site.Visitor();
        async Task<int> Found(string words) => (await visitor.Open($"/en/activities?q={Uri.EscapeDataString(words)}")).QuerySelectorAll("main tbody tr").Length;

        Assert.Equal(1, await Found("energy glue"));
        Assert.Equal(1, await Found("lepak eksploziv"));
        Assert.Equal(1, await Found("лепак експлозив"));
        Assert.Equal(1, await Found("ngjitesi"));
        foreach (var spelling in new[] { "Vučitrn", "Vucitrn", "Вучитрн", "vushtrri", "VUSHTRRI" }) Assert.Equal(1, await Found(spelling));
        foreach (var spelling in new[] { "Uroševac", "Урошевац", "ferizaj", "Urosevac" }) Assert.Equal(2, await Found(spelling));
        Assert.Equal(await Found("sporazum"), await Found("sporazuma"));
        Assert.True(await Found("sporazumima") >= 5);
        Assert.Equal(0, await Found("zzz"));
    }

    [Theory, OnBothDatabases]
    public async Task Filters_stand_in_the_address(Provider provider)
    {
        var site = await demos.On(provider);
        using var visitor = site.Visitor();
        async Task<int> Found(string query) => (await visitor.Open($"/sq/activities?{query}")).QuerySelectorAll("main tbody tr").Length;

        Assert.Equal(17, await Found("kind=op-ed"));
        Assert.Equal(41, await Found($"project={Demo.Kspag}"));
        Assert.Equal(3, await Found("place=rs-beograd"));
        Assert.Equal(3, await Found($"place={Uri.EscapeDataString("Београд")}"));
        Assert.Equal(1, await Found("from=2024-10-30&until=2024-10-31"));
        var asked = await visitor.Open($"/en/activities?place={Uri.EscapeDataString("Mitrovica")}");
        Assert.NotNull(asked.QuerySelector("#place-problem"));
        Assert.Equal("Mitrovica", asked.QuerySelector<IHtmlInputElement>("#place")!.Value);
    }

    [Theory, OnBothDatabases]
    public async Task Pages_follow_each_other_without_gap_or_repetition_in_every_order(Provider provider)
    {
        await using var site = await TestSite.Start(provider);
        var random = new Random(20190425);
        string[] titles = ["Čačak", "Cetina", "Ćuprija", "Džep", "Đakovica", "Gjilan", "Gazeta", "Njegoš", "Zebra", "Žabari", "Shkup", "Sot", "„Akt”"];
        await site.WithDb(async db =>
        {
            var project = new Project { Slug = "many", Title = PublishedText.Own(new LocalText("Many")), Visibility = ProjectVisibility.Public };
            db.Add(project);
            for (var i = 0; i < 137; i++)
            {
                var activity = new Activity { Kind = "workshop", ProjectId = project.Id, State = ActivityState.Held, Title = PublishedText.Own(new LocalText(null, null, titles[random.Next(titles.Length)])) };
                if (random.Next(4) > 0) activity.SetDate(When.Days(new DateOnly(2020, 1, 1).AddDays(random.Next(30))));
                if (random.Next(3) > 0) activity.CountOwn(random.Next(5));
                activity.SettleVisibility(projectIsPublic: true);
                activity.Sort();
                db.Add(activity);
            }

            await db.SaveChangesAsync();
        });
        using var visitor = site.Visitor();
        foreach (var variant in new[] { "sq", "sr-latn", "sr-cyrl" })
        {
            foreach (var sort in new[] { "title", "-title", "date", "-date", "attendances", "-attendances" })
            {
                var (address, seen) = ((string?)$"/{variant}/activities?sort={sort}", new List<(string Id, string Title)>());
                while (address is not null)
                {
                    var page = await visitor.Open(address);
                    seen.AddRange(page.QuerySelectorAll("main tbody tr td:first-child a").Select(a => (a.GetAttribute("href")!, a.TextContent)));
                    address = page.QuerySelector("a[rel=next]")?.GetAttribute("href");
                }

                Assert.Equal(137, seen.Count);
                Assert.Equal(137, seen.DistinctBy(s => s.Id).Count());
                if (variant == "sr-latn" && sort == "title")
                {
                    Assert.Equal(["„Akt”", "Cetina", "Čačak", "Ćuprija", "Džep", "Đakovica", "Gazeta", "Gjilan", "Njegoš", "Shkup", "Sot", "Zebra", "Žabari"], seen.Select(s => s.Title).Distinct());
                }

                if (variant == "sr-cyrl" && sort == "title")
                {
                    string[] azbuka = ["Газета", "Ђаковица", "Жабари", "Зебра", "Његош", "Сот", "Ћуприја", "Цетина", "Чачак", "Џеп"];
                    Assert.Equal(azbuka, seen.Select(s => s.Title).Distinct().Where(azbuka.Contains));
                }

                if (variant == "sq" && sort == "title")
                {
                    // In Albanian Gj comes after every G, Sh after every S.
                    var order = seen.Select(s => s.Title).Distinct().ToList();
                    Assert.True(order.IndexOf("Gazeta") < order.IndexOf("Gjilan") && order.IndexOf("Sot") < order.IndexOf("Shkup"), string.Join(' ', order));
                }
            }
        }
    }

    [Theory, OnBothDatabases]
    public async Task The_pager_counts_to_a_thousand_and_then_says_so(Provider provider)
    {
        await using var site = await TestSite.Start(provider);
        await site.WithDb(async db =>
        {
            for (var i = 0; i < 1001; i++)
            {
                var activity = new Activity { Kind = "op-ed", State = ActivityState.Held, Title = PublishedText.Own(new LocalText($"No {i}")) };
                activity.SettleVisibility(projectIsPublic: true);
                db.Add(activity);
            }

            await db.SaveChangesAsync();
        });
        using var visitor = site.Visitor();
        Assert.Contains("more than 1,000", (await visitor.Open("/en/activities")).QuerySelector(".pager")!.TextContent);
    }
}
