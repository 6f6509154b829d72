using System.Net;
using Microsoft.EntityFrameworkCore;
using Uramost.Platform.Contracts;
using Uramost.Platform.Data;
using Uramost.Platform.Figures.Releases;
using Uramost.Platform.People;
using Uramost.Platform.People.Persons;

namespace Uramost.Programmes.Tests.Attendance;

/// <summary>A published table is taken back, and a threshold is raised: neither undoes what readers know already.</summary>
public sealed class WithdrawnReleaseTests
{
    [Theory, OnBothDatabases]
    public async Task A_withdrawn_release_says_when_and_why_without_a_number_and_the_next_one_is_still_attacked_with_it(Provider provider)
    {
        await using var bridges = await Consortium.Start(provider);
        var workshop = await bridges.Activity("Workshop");
        await Crowd.Came(bridges, workshop, 61, Gender.Woman, "xk-vushtrri");
        await Crowd.Came(bridges, workshop, 47, Gender.Man, "xk-vushtrri");
        var (staff, officer) = (await bridges.As(Role.Coordinator), await bridges.As(Role.Officer, bridges.Partner));
        var releases = $"/en/projects/{bridges.Project}/releases";
        await staff.Submit(await staff.Open($"{releases}/new?template=gender&audience=Public"), "form[method=post]");
        using var visitor = bridges.Site.Visitor();
        Assert.Contains("61", (await visitor.Open($"{releases}/1")).QuerySelector("tbody")!.TextContent);

        await officer.Open($"{releases}/1/withdraw", HttpStatusCode.NotFound);
        var form = await staff.Open($"{releases}/1/withdraw");
        // Without a reason nothing is taken back.
        Assert.NotNull((await staff.Submit(form, "main form")).QuerySelector(".problem"));
        await staff.Submit(await staff.Open($"{releases}/1/withdraw"), "main form", new() { ["Form.Reason.En"] = "One sheet was counted twice.", ["Form.Reason.Sq"] = "Një listë u numërua dy herë.", ["Form.Reason.Sr"] = "Jedna lista je brojana dvaput." }, HttpStatusCode.Gone);

        foreach (var (language, reason) in new[] { ("en", "One sheet was counted twice."), ("sq", "Një listë u numërua dy herë."), ("sr-latn", "Jedna lista je brojana dvaput."), ("sr-cyrl", "Једна листа је бројана двапут.") })
        {
            var page = await visitor.Open($"/{language}/projects/{bridges.Project}/releases/1", HttpStatusCode.Gone);
            var told = page.QuerySelector("main")!.TextContent;
            Assert.Contains(reason, told);
            foreach (var number in new[] { "61", "47", "108" }) Assert.DoesNotContain(number, told);
            Assert.Null(page.QuerySelector("main table, main svg"));
        }

        foreach (var file in new[] { "csv", "json", "svg" }) Assert.Equal(HttpStatusCode.NotFound, (await visitor.Client.GetAsync($"{releases}/1.{file}")).StatusCode);
        Assert.Contains("withdrawn", (await visitor.Open(releases)).QuerySelector("tbody")!.TextContent);
        await staff.Open($"{releases}/1/withdraw", HttpStatusCode.NotFound);

        // One more woman. Whoever read the first table would learn it from a second one.
        await Crowd.Came(bridges, workshop, 1, Gender.Woman, "xk-vushtrri");
        var prepared = await bridges.Do<MakeRelease, PreparedRelease>(m => m.Prepare(m.Released.Single(), bridges.Project, ReleaseTemplate.Find("gender")!, ReleaseAudience.Public, 10));
        Assert.DoesNotContain(62L, ReleaseContent.Of(prepared.Table).Values);
        await bridges.Site.WithDb(async db => Assert.True((await db.Set<Release>().SingleAsync()).IsUnchanged));
        await Assert.ThrowsAsync<InvalidOperationException>(() => bridges.Site.WithDb(async db =>
        {
            db.Remove(await db.Set<ReleaseWithdrawal>().SingleAsync());
            await db.SaveChangesAsync();
        }));
    }

    [Theory, OnBothDatabases]
    public async Task A_threshold_is_raised_by_an_administrator_and_never_lowered(Provider provider)
    {
        await using var bridges = await Consortium.Start(provider);
        var workshop = await bridges.Activity("Workshop");
        await Crowd.Came(bridges, workshop, 61, Gender.Woman, "xk-vushtrri");
        await Crowd.Came(bridges, workshop, 14, Gender.Man, "xk-vushtrri");
        var (administrator, staff) = (await bridges.As(Role.Administrator), await bridges.As(Role.Coordinator));
        await staff.Open("/en/admin/thresholds", HttpStatusCode.NotFound);
        var page = await administrator.Open("/en/admin/thresholds");
        Assert.Equal(["10", "5"], page.QuerySelectorAll("main form input[inputmode]").Select(i => i.GetAttribute("value")!));
        // Below what the product asks for, or not a number: nothing changes.
        foreach (var (everybody, donors) in new[] { ("9", "5"), ("10", "4"), ("ten", "5"), ("", "5"), ("1001", "5") })
            Assert.NotNull((await administrator.Submit(page, "main form", new() { ["Form.Public"] = everybody, ["Form.Donors"] = donors })).QuerySelector(".problem"));
        await bridges.Site.WithDb(async db => Assert.Empty(await db.Set<ReleaseThreshold>().ToListAsync()));

        page = await administrator.Submit(page, "main form", new() { ["Form.Public"] = "15", ["Form.Donors"] = "8" });
        Assert.Equal(["15", "8"], page.QuerySelectorAll("main form input[inputmode]").Select(i => i.GetAttribute("value")!));
        Assert.NotNull((await administrator.Submit(page, "main form", new() { ["Form.Public"] = "14", ["Form.Donors"] = "8" })).QuerySelector(".problem"));
        await bridges.Site.WithDb(async db =>
        {
            Assert.Equal(2, await db.AuditEntries.CountAsync(e => e.Kind == nameof(ReleaseThreshold)));
            Assert.Equal([15, 8], await db.Set<ReleaseThreshold>().OrderByDescending(t => t.Least).Select(t => t.Least).ToListAsync());
        });

        // From now on nothing goes out for less, whatever is asked for.
        Assert.NotNull((await staff.Open($"/en/projects/{bridges.Project}/releases/new?template=gender&audience=Public&threshold=10")).QuerySelector(".problem"));
        await Assert.ThrowsAsync<ArgumentException>(() => bridges.Do<MakeRelease, PreparedRelease>(m => m.Prepare(m.Released.Single(), bridges.Project, ReleaseTemplate.Find("gender")!, ReleaseAudience.Public, 10)));
        var prepared = await bridges.Do<MakeRelease, PreparedRelease>(m => m.Prepare(m.Released.Single(), bridges.Project, ReleaseTemplate.Find("gender")!, ReleaseAudience.Public, 15));
        Assert.DoesNotContain(14L, ReleaseContent.Of(prepared.Table).Values);
    }
}
