using System.IO.Compression;
using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Uramost.Platform.Contracts;
using Uramost.Platform.Data;
using Uramost.Platform.Export;
using Uramost.Platform.Figures;
using Uramost.Platform.Figures.Releases;
using Uramost.Platform.People;
using Uramost.Platform.People.Persons;
using Uramost.Programmes.Attendance;
using Uramost.Programmes.Counts;

namespace Uramost.Programmes.Tests.Attendance;

/// <summary>How many women came, and from where: published as tables that give nobody away, or not at all.</summary>
public sealed class ReleaseTests
{
    [Theory, OnBothDatabases]
    public async Task A_coordinator_sees_what_would_be_hidden_and_publishes_what_everybody_then_reads(Provider provider)
    {
        await using var bridges = await Consortium.Start(provider);
        var workshop = await bridges.Activity("Workshop");
        await Crowd.Came(bridges, workshop, 60, Gender.Woman, "xk-vushtrri");
        await Crowd.Came(bridges, workshop, 40, Gender.Man, "xk-vushtrri");
        await Crowd.Came(bridges, workshop, 3, Gender.Other, "xk-vushtrri");
        var staff = await bridges.As(Role.Coordinator);
        var releases = $"/en/projects/{bridges.Project}/releases";
        var page = await staff.Open($"{releases}/new?template=gender&audience=Public");
        // Three are too few to stand alone and are joined with the next smallest group before anything is hidden.
        Assert.Contains("man, ", page.QuerySelector("tbody")!.TextContent);
        Assert.DoesNotContain(page.QuerySelectorAll("tbody td"), c => c.TextContent.Trim() == "3");
        await staff.Submit(page, "form[method=post]");

        using var visitor = bridges.Site.Visitor();
        page = await visitor.Open($"{releases}/1");
        Assert.Equal(["60", "43", "103"], page.QuerySelectorAll("tbody tr td:nth-child(2)").Select(c => c.TextContent.Trim()));
        Assert.Contains("by gender", (await visitor.Open(releases)).QuerySelector("tbody")!.TextContent);
        var chart = page.QuerySelector("svg desc")!.TextContent;
        Assert.Contains("60", chart);

        // The same in every form, and the checksum is of the file that anybody can take.
        var json = await visitor.Client.GetStringAsync($"{releases}/1.json");
        Assert.Equal([60, 43, 103], JsonSerializer.Deserialize<ReleaseContent>(json, JsonColumn.Options)!.Values);
        Assert.Contains(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(json))), page.Body!.TextContent);
        Assert.Contains("103", await visitor.Client.GetStringAsync($"{releases}/1.csv"));
        Assert.Contains(chart[..20], await visitor.Client.GetStringAsync($"{releases}/1.svg"));
        foreach (var language in new[] { "sq", "sr-latn", "sr-cyrl" }) Assert.Contains("103", (await visitor.Open($"/{language}/projects/{bridges.Project}/releases/1")).QuerySelector("tbody")!.TextContent);

        // It stays as it is.
        await Assert.ThrowsAsync<InvalidOperationException>(() => bridges.Site.WithDb(async db =>
        {
            var release = await db.Set<Release>().SingleAsync();
            db.Entry(release).Property(r => r.Threshold).CurrentValue = 3;
            await db.SaveChangesAsync();
        }));
    }

    [Theory, OnBothDatabases]
    public async Task A_few_people_are_hidden_everywhere_and_one_more_who_came_shows_nowhere(Provider provider)
    {
        await using var bridges = await Consortium.Start(provider);
        var workshop = await bridges.Activity("Workshop");
        await Crowd.Came(bridges, workshop, 47, Gender.Woman, "xk-vushtrri");
        await Crowd.Came(bridges, workshop, 39, Gender.Man, "xk-vushtrri");
        await Crowd.Came(bridges, workshop, 7, Gender.Woman, "xk-prishtine");
        await Crowd.Came(bridges, workshop, 31, Gender.Man, "xk-prishtine");
        var staff = await bridges.As(Role.Coordinator);
        var releases = $"/en/projects/{bridges.Project}/releases";
        var page = await staff.Open($"{releases}/new?template=region-gender&audience=Public");
        Assert.Contains("7: too few people", page.QuerySelector("tbody")!.TextContent);
        await staff.Submit(page, "form[method=post]");

        // The export of everything carries what readers got, and nothing of what was hidden from them.
        var path = Path.GetTempFileName();
        await using (var scope = bridges.Site.Scope()) await scope.ServiceProvider.GetRequiredService<ExportWorkspace>().Write(path, withIdentities: false);
        await using (var archive = await ZipFile.OpenReadAsync(path))
        {
            using var table = new StreamReader(await archive.GetEntry("data/platform_release.csv")!.OpenAsync());
            var exported = await table.ReadToEndAsync();
            Assert.Contains("Content", exported, StringComparison.Ordinal);
            Assert.DoesNotContain("Kept", exported, StringComparison.Ordinal);
            Assert.DoesNotContain("Small", exported, StringComparison.Ordinal);
        }

        File.Delete(path);
        using var visitor = bridges.Site.Visitor();
        var json = await visitor.Client.GetStringAsync($"{releases}/1.json");
        var content = JsonSerializer.Deserialize<ReleaseContent>(json, JsonColumn.Options)!;
        Assert.DoesNotContain(7, content.Values);
        var csv = await visitor.Client.GetStringAsync($"{releases}/1.csv");
        page = await visitor.Open($"{releases}/1");
        Assert.Contains("under 10 or withheld", page.QuerySelector("tbody")!.TextContent);
        Assert.Contains("under 10 or withheld", csv);
        Assert.Contains("under 10 or withheld", page.QuerySelector("svg desc")!.TextContent);
        Assert.DoesNotContain(page.QuerySelectorAll("td, desc, text"), e => e.TextContent.Trim() == "7");
        // Readers are told one sentence for all hidden cells, and no reason of a single one.
        Assert.DoesNotContain("too few people", page.Body!.TextContent);
        Assert.DoesNotContain("small", json, StringComparison.OrdinalIgnoreCase);
        // No row is left in which the hidden one is the difference.
        for (var row = 0; row < content.Dimensions[0].Rows.Count; row++) Assert.NotEqual(1, Enumerable.Range(0, content.Dimensions[1].Rows.Count).Count(c => content.Value(row, c) is null));

        // One more woman comes. The total of the first table and of a second one would tell that it was a woman.
        await Crowd.Came(bridges, workshop, 1, Gender.Woman, "xk-vushtrri");
        await staff.Open($"{releases}/new?template=gender&audience=Public");
        var prepared = await bridges.Do<MakeRelease, PreparedRelease>(m => m.Prepare(m.Released.Single(), bridges.Project, ReleaseTemplate.Find("region-gender")!, ReleaseAudience.Public, 10));
        var second = ReleaseContent.Of(prepared.Table).Values;
        Assert.DoesNotContain(content.Values.Zip(second), pair => pair is { First: { } before, Second: { } now } && now - before == 1);
        Assert.DoesNotContain("125", (await visitor.Open($"{releases}/1")).QuerySelector("tbody")!.TextContent);
    }

    [Theory, OnBothDatabases]
    public async Task Who_stands_outside_reads_releases_only_and_donors_have_their_own(Provider provider)
    {
        await using var bridges = await Consortium.Start(provider);
        var workshop = await bridges.Activity("Workshop");
        await Crowd.Came(bridges, workshop, 22, Gender.Woman, "xk-vushtrri");
        await Crowd.Came(bridges, workshop, 6, Gender.Man, "xk-vushtrri");
        var (staff, donor) = (await bridges.As(Role.Coordinator), await bridges.As(Role.Donor, bridges.Partner));
        using var visitor = bridges.Site.Visitor();
        var figure = $"/en/figures/programmes.people?basis=recorded&project={bridges.Project}";
        Assert.Contains("28", (await staff.Open(figure)).QuerySelector(".total")!.TextContent);
        foreach (var outside in new[] { donor, visitor })
        {
            var page = await outside.Open(figure);
            Assert.Null(page.QuerySelector(".total"));
            Assert.DoesNotContain("28", page.QuerySelector("main")!.TextContent);
            Assert.EndsWith($"/projects/{bridges.Project}/releases", page.QuerySelector(".notice a")!.GetAttribute("href"));
        }

        var releases = $"/en/projects/{bridges.Project}/releases";
        await donor.Open($"{releases}/new", HttpStatusCode.NotFound);
        var form = await staff.Open($"{releases}/new?template=gender&audience=Donors&threshold=4");
        Assert.NotNull(form.QuerySelector(".problem"));
        form = await staff.Open($"{releases}/new?template=gender&audience=Donors");
        await staff.Submit(form, "form[method=post]");
        Assert.Equal(["22", "6", "28"], (await donor.Open($"{releases}/1")).QuerySelectorAll("tbody tr td:nth-child(2)").Select(c => c.TextContent.Trim()));
        await visitor.Open($"{releases}/1", HttpStatusCode.NotFound);
        foreach (var format in new[] { "csv", "json", "svg" }) Assert.Equal(HttpStatusCode.NotFound, (await visitor.Client.GetAsync($"{releases}/1.{format}")).StatusCode);
        Assert.DoesNotContain("by gender", (await visitor.Open(releases)).QuerySelector("main")!.TextContent);
        // For everybody six men are too few, and what donors have does not change that.
        var prepared = await bridges.Do<MakeRelease, PreparedRelease>(m => m.Prepare(m.Released.Single(), bridges.Project, ReleaseTemplate.Find("gender")!, ReleaseAudience.Public, 10));
        Assert.DoesNotContain(6L, ReleaseContent.Of(prepared.Table).Values);
        // A threshold that was raised is never lowered again.
        Assert.NotNull(await bridges.Do<MakeRelease, Release?>(m => m.Publish(m.Released.Single(), bridges.Project, ReleaseTemplate.Find("kind")!, ReleaseAudience.Donors, 8)));
        await Assert.ThrowsAsync<ArgumentException>(() => bridges.Do<MakeRelease, PreparedRelease>(m => m.Prepare(m.Released.Single(), bridges.Project, ReleaseTemplate.Find("kind")!, ReleaseAudience.Donors, 7)));
    }

    [Theory, OnBothDatabases]
    public async Task What_everybody_may_not_know_donors_may_under_their_agreement(Provider provider)
    {
        await using var bridges = await Consortium.Start(provider);
        await Crowd.Came(bridges, await bridges.Activity("Workshop"), 22, Gender.Woman, "xk-vushtrri");
        await Crowd.Came(bridges, await bridges.Activity("Seminar"), 6, Gender.Man, "xk-vushtrri");
        async Task<IReadOnlyList<long?>> Publish(ReleaseAudience audience, int threshold) =>
            (await bridges.Do<MakeRelease, Release?>(m => m.Publish(m.Released.Single(), bridges.Project, ReleaseTemplate.Find("gender")!, audience, threshold)))!.Read().Values;
        Assert.DoesNotContain(6L, await Publish(ReleaseAudience.Public, 10));
        Assert.Equal([22, 6, 28], await Publish(ReleaseAudience.Donors, 5));
        // And the same table again says nothing new to anybody.
        Assert.DoesNotContain(6L, await Publish(ReleaseAudience.Public, 10));
    }

    [Theory, OnBothDatabases]
    public async Task A_count_by_country_is_free_and_women_counted_at_the_door_are_not(Provider provider)
    {
        await using var bridges = await Consortium.Start(provider);
        var meeting = await bridges.Activity("Meeting");
        await bridges.Site.WithDb(async db =>
        {
            db.Add(new DeclaredCount { ActivityId = meeting, Measure = Measure.Attendances, Value = 30, Breakdown = [new(BreakdownBy.Side, "xk", 16), new(BreakdownBy.Side, "rs", 14), new(BreakdownBy.Side, "xk-north", 3), new(BreakdownBy.Women, "", 13), new(BreakdownBy.Youth, "", 4)] });
            await db.SaveChangesAsync();
        });
        using var visitor = bridges.Site.Visitor();
        var told = (await visitor.Open($"/en/activities/{meeting}")).QuerySelector("main")!.TextContent;
        Assert.Contains("16", told);
        Assert.DoesNotContain("13", told.Replace("2013", ""));
        Assert.DoesNotContain("women", told);
        Assert.DoesNotContain("xk-north", told);
        Assert.Contains("women: 13", (await (await bridges.As(Role.Coordinator)).Open($"/en/activities/{meeting}")).QuerySelector("main")!.TextContent);
        Assert.DoesNotContain(",13,", await visitor.Client.GetStringAsync("/en/counts.csv"));
    }

    [Fact]
    public void The_templates_form_no_circle_and_none_breaks_down_a_municipality_or_an_activity()
    {
        Assert.All(ReleaseTemplate.All, t => Assert.True(t.Dimensions.Count == 1 || (t.Dimensions.Count == 2 && t.Dimensions.Contains(ReleaseTemplate.Gender))));
        Assert.DoesNotContain(ReleaseTemplate.All, t => t.Dimensions.Contains(Figure.Place) || t.Dimensions.Contains("activity"));
        Assert.DoesNotContain(ReleaseTemplate.All, t => t.Dimensions.Contains(ReleaseTemplate.Community) && t.Dimensions.Count > 1);
    }
}
