using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Uramost.Platform.Figures;
using Uramost.Programmes.Activities;
using Uramost.Programmes.Counts;
using Uramost.Programmes.Demonstration;
using Uramost.Programmes.Overview;
using Uramost.Programmes.Projects;

namespace Uramost.Programmes.Tests.Overview;

/// <summary>A visitor reads the consortium's results leaflet and opens its numbers.</summary>
public sealed class OverviewTests(DemoSites demos)
{
    private static readonly (string Kind, int Declared, int Recorded)[] Booklet =
    [
        ("workshop", 4, 4), ("seminar", 1, 1), ("tv-debate", 3, 3), ("conference", 2, 2), ("roundtable", 6, 6), ("focus-group", 36, 0), ("peer-visit", 6, 1), ("op-ed", 17, 17), ("consortium-meeting", 5, 5), ("booklet-presentation", 2, 2),
    ];

    [Theory, OnBothDatabases]
    public async Task The_leaflet_shows_what_is_declared_recorded_and_evidenced_in_all_variants(Provider provider)
    {
        var site = await demos.On(provider);
        using var visitor = site.Visitor();
        foreach (var variant in new[] { "en", "sq", "sr-latn", "sr-cyrl" })
        {
            var page = await visitor.Open($"/{variant}/p/kspag-benefits");
            var heads = page.QuerySelectorAll(".trio strong").Select(Digits).ToList();
            Assert.Equal(["82", "41", "0", "1146", "52", "0"], heads);
            var rows = page.QuerySelectorAll<IHtmlTableRowElement>("section[aria-labelledby=figures-title] tbody tr").ToList();
            Assert.Equal(Booklet.Select(b => (b.Declared.ToString(), b.Recorded.ToString(), "0")), rows.Select(r => (Digits(r.Cells[1]), Digits(r.Cells[2]), Digits(r.Cells[3]))));
            // The reach is unknown in words, and nowhere a number.
            var reach = page.QuerySelector("#reach .reach-list")!.TextContent;
            Assert.Equal("", Digits(page.QuerySelector("#reach .reach-list")!));
            Assert.Contains(variant switch { "en" => "unknown", "sq" => "nuk dihet", "sr-latn" => "nepoznato", _ => "непознато" }, reach);
            Assert.Equal(17, page.QuerySelectorAll(".outputs li").Count(l => l.TextContent.Contains(variant switch { "en" => "Op-ed,", "sq" => "Opinion,", "sr-latn" => "Autorski tekst,", _ => "Ауторски текст," })));
        }
    }

    [Theory, OnBothDatabases]
    public async Task Every_number_opens_down_to_its_records(Provider provider)
    {
        var site = await demos.On(provider);
        using var visitor = site.Visitor();
        var page = await visitor.Open("/en/p/kspag-benefits");
        var opened = 0;
        foreach (var link in page.QuerySelectorAll<IHtmlAnchorElement>("a.number-link, .place-list a").Select(a => (Number: int.Parse(Digits(a)), Address: a.GetAttribute("href")!)).Distinct().ToList())
        {
            var records = await visitor.Open(link.Address);
            Assert.Equal(link.Number.ToString(), Digits(records.QuerySelector(".total strong")!));
            var rows = records.QuerySelectorAll<IHtmlTableRowElement>("tbody tr").ToList();
            var contributed = rows.Sum(r => Digits(r.Cells[2]) is { Length: > 0 } n ? int.Parse(n) : 0);
            Assert.True(contributed == link.Number, $"{link.Address}: {contributed} of {link.Number}");
            opened++;
        }

        Assert.True(opened >= 40, $"Only {opened} numbers were opened.");
    }

    [Theory, OnBothDatabases]
    public async Task Loading_the_demonstration_twice_changes_nothing(Provider provider)
    {
        await using var site = await Demo.Start(provider);
        var before = await site.WithDb(async db => (await db.Set<Activity>().CountAsync(), await db.Set<DeclaredCount>().CountAsync(), await db.Set<Work>().CountAsync(), await db.AuditLinks.CountAsync()));
        await Demo.Fill(site);
        Assert.Equal(before, await site.WithDb(async db => (await db.Set<Activity>().CountAsync(), await db.Set<DeclaredCount>().CountAsync(), await db.Set<Work>().CountAsync(), await db.AuditLinks.CountAsync())));
        Assert.Equal(59, before.Item1);
    }

    [Theory, OnBothDatabases]
    public async Task A_piece_of_evidence_moves_the_working_figures_and_not_what_was_published(Provider provider)
    {
        await using var site = await Demo.Start(provider);
        await using var scope = site.Scope();
        var overview = scope.ServiceProvider.GetRequiredService<MakeOverview>();
        await site.WithDb(async db => Assert.Equal(0, (await overview.Current(db, Demo.Kspag)).Facts.Activities.Evidenced));
        await site.WithDb(async db =>
        {
            (await db.Set<Activity>().SingleAsync(a => a.Id == DemoFile.Id("kspag-peer-visit-1"))).CountEvidence(1);
            await db.SaveChangesAsync();
        });
        await site.WithDb(async db =>
        {
            var now = (await overview.Current(db, Demo.Kspag)).Facts;
            Assert.Equal((1m, 30m), (now.Activities.Evidenced, now.Attendances.Evidenced));
            Assert.Equal(0, MakeOverview.Read((await MakeOverview.Published(db, Demo.Kspag))!).Activities.Evidenced);
            Assert.Equal(2, (await overview.Publish(db, Demo.Kspag)).Number);
            await db.SaveChangesAsync();
            Assert.Equal(1, MakeOverview.Read((await MakeOverview.Published(db, Demo.Kspag))!).Activities.Evidenced);
        });
    }

    [Fact]
    public void A_share_is_a_ratio_of_sums_and_unknown_is_no_share()
    {
        Assert.Equal(0.5m, new Threefold(82, Exactness.Exact, 41, 0).Traced);
        Assert.Equal(0, new Threefold(82, Exactness.Exact, 41, 0).Proven);
        Assert.Null(new Threefold(82, Exactness.Exact, null, 0).Traced);
        Assert.Null(new Threefold(null, Exactness.Unknown, 41, 0).Traced);
        Assert.Equal(1, new Threefold(5, Exactness.AtLeast, 7, 0).Traced);
    }

    private static string Digits(IElement element) => new([.. element.TextContent.Where(char.IsAsciiDigit)]);
}
