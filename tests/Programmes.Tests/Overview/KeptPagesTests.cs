using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Uramost.Platform.Contracts;
using Uramost.Platform.Data;
using Uramost.Platform.Language;
using Uramost.Platform.People;
using Uramost.Programmes.Activities;
using Uramost.Programmes.Demonstration;
using Uramost.Programmes.Overview;

using Activity = Uramost.Programmes.Activities.Activity;

namespace Uramost.Programmes.Tests.Overview;

/// <summary>What visitors read comes from a cache, and lets go of what is hidden on every node.</summary>
public sealed class KeptPagesTests
{
    // Well before a kept page would be made anew by itself.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task What_one_node_hides_is_gone_from_what_the_other_has_kept()
    {
        await using var database = await TestDatabase.Create(Provider.PostgreSql);
        await using var one = await TestSite.StartOn(database);
        await Demo.Fill(one);
        await using var other = await TestSite.StartOn(database);
        var seen = await one.WithDb(db => db.Set<Activity>().Where(a => a.ProjectId == Demo.Kspag && a.Visibility == SearchVisibility.Public && a.Kind == "conference").OrderBy(a => a.Id).FirstAsync());
        string[] pages = ["/en/activities?kind=conference", $"/en/activities/{seen.Id}"];
        using var visitor = other.Visitor();
        foreach (var page in pages)
        {
            await visitor.Open(page);
            var tag = visitor.Last.Headers.ETag;
            await visitor.Open(page);
            Assert.NotNull(tag);
            Assert.Equal(tag, visitor.Last.Headers.ETag);
        }

        await using (var scope = one.Scope())
        {
            var db = scope.ServiceProvider.GetRequiredService<PlatformDb>();
            var hidden = await db.Set<Activity>().Include(a => a.Places).Include(a => a.Organisations).Include(a => a.Sessions).Include(a => a.Roles).SingleAsync(a => a.Id == seen.Id);
            hidden.IsHidden = true;
            await scope.ServiceProvider.GetRequiredService<SaveActivity>().Run(db, hidden);
        }

        var since = Stopwatch.StartNew();
        // On its own node at once.
        using var here = one.Visitor();
        await here.Open(pages[1], System.Net.HttpStatusCode.NotFound);
        while ((await visitor.Client.GetAsync(pages[1])).StatusCode != System.Net.HttpStatusCode.NotFound)
        {
            Assert.True(since.Elapsed < Patience, "The other node still shows what is hidden.");
            await Task.Delay(50);
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"Gone from the other node after {since.Elapsed.TotalSeconds:0.00} s.");
        Assert.DoesNotContain(seen.Id.ToString(), (await visitor.Open(pages[0])).DocumentElement.OuterHtml);
    }

    [Theory, OnBothDatabases]
    public async Task A_new_release_is_shown_at_once(Provider provider)
    {
        await using var site = await Demo.Start(provider);
        using var visitor = site.Visitor();
        await visitor.Open("/sq/p/kspag-benefits");
        var before = visitor.Last.Headers.ETag;
        Assert.NotNull(before);
        await using var scope = site.Scope();
        var db = scope.ServiceProvider.GetRequiredService<PlatformDb>();
        await scope.ServiceProvider.GetRequiredService<MakeOverview>().Publish(db, Demo.Kspag);
        await db.SaveChangesAsync();
        await visitor.Open("/sq/p/kspag-benefits");
        Assert.NotEqual(before, visitor.Last.Headers.ETag);
    }

    [Fact]
    public async Task What_is_kept_holds_no_form_that_is_posted_and_nobodys_account()
    {
        await using var site = await Demo.Start(Provider.Sqlite);
        await site.AddAccount("coordinator@kept.test", new Membership { Role = Role.Coordinator, ProjectId = Demo.Kspag });
        using var member = await site.SignIn("coordinator@kept.test");
        using var visitor = site.Visitor();
        // The cookie of forms is there already: that a page holds a form must be noticed without it.
        await visitor.Open("/en/sign-in");
        var kept = 0;
        foreach (var path in new[] { "/en", "/en/p/kspag-benefits", "/en/projects", $"/en/projects/{Demo.Kspag}", "/en/activities", "/en/organisations", "/en/figures/programmes.activities?basis=recorded" })
        {
            // A member looks first: nothing of theirs is kept for the next.
            var own = await member.Open(path);
            Assert.Null(member.Last.Headers.ETag);
            Assert.NotNull(own.QuerySelector(".masthead a.account[href$='/account']"));
            var page = await visitor.Open(path);
            Assert.NotNull(page.QuerySelector(".masthead a.account[href$='/sign-in']"));
            if (visitor.Last.Headers.ETag is null) continue;
            kept++;
            Assert.Null(page.QuerySelector("form[method=post]"));
            Assert.False(visitor.Last.Headers.Contains("Set-Cookie"));
            Assert.NotNull((await member.Open(path)).QuerySelector(".masthead a.account[href$='/account']"));
        }

        Assert.True(kept >= 6, $"Only {kept} of the public pages are kept.");
    }
}
