using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Uramost.Platform.Figures;
using Uramost.Platform.People;
using Uramost.Platform.People.Persons;
using Uramost.Programmes.Projects;
using Uramost.Programmes.Tests.Attendance;

namespace Uramost.Programmes.Tests.Results;

/// <summary>Somebody has a printed number and the id below it, and nothing else.</summary>
public sealed partial class AskAgainTests
{
    [Theory, OnBothDatabases]
    public async Task A_printed_id_alone_finds_figure_filters_and_days_and_answers_as_of_now(Provider provider)
    {
        await using var bridges = await Consortium.Start(provider);
        await bridges.Activity("One");
        await bridges.Activity("Two");
        var staff = await bridges.As(Role.Coordinator);
        var asked = $"/en/figures/programmes.activities?project={bridges.Project}&kind=workshop&until=2024-12-31&basis=recorded&from=2024-01-01";
        using var visitor = bridges.Site.Visitor();
        // A visitor's question is answered and not kept.
        Assert.Null((await visitor.Open(asked)).QuerySelector("main code"));
        await bridges.Site.WithDb(async db => Assert.Empty(await db.Set<AskedQuery>().ToListAsync()));

        var printed = (await staff.Open(asked)).QuerySelector("main code")!.TextContent;
        Assert.Matches("^[0-9a-f]{16}$", printed);
        // The same question in another order is the same one.
        Assert.Equal(printed, (await visitor.Open($"/sq/figures/programmes.activities?basis=recorded&kind=workshop&from=2024-01-01&until=2024-12-31&project={bridges.Project}")).QuerySelector("main code")!.TextContent);
        await bridges.Site.WithDb(async db => Assert.Single(await db.Set<AskedQuery>().ToListAsync()));

        await bridges.Activity("Three");
        foreach (var language in new[] { "en", "sq", "sr-latn", "sr-cyrl" })
        {
            var page = await visitor.Open($"/{language}/figures/queries/{printed}");
            Assert.Equal("3", page.QuerySelector(".total strong")!.TextContent);
        }

        var again = await visitor.Open($"/en/figures/queries/{printed}");
        Assert.Contains("Workshop", again.QuerySelector("dl")!.TextContent, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("2024", again.QuerySelector("dl")!.TextContent);
        var records = await staff.Open(again.QuerySelector("main a.button")!.GetAttribute("href")!);
        Assert.Equal(3, records.QuerySelectorAll("main tbody tr").Length);

        // By kind: each group opens to its own records.
        var grouped = await Keep(bridges, $"programmes.activities?basis=recorded&project={bridges.Project}&by=kind");
        var row = Assert.Single((await visitor.Open($"/en/figures/queries/{grouped}")).QuerySelectorAll("main tbody tr"));
        Assert.Equal("3", row.QuerySelector("td")!.TextContent.Trim());
        Assert.Equal(3, (await staff.Open(row.QuerySelector("td a")!.GetAttribute("href")!)).QuerySelectorAll("main tbody tr").Length);

        Assert.Equal("3", (await staff.Open($"/en/figures/queries/{printed.ToUpperInvariant()}")).QuerySelector(".total strong")!.TextContent);
        foreach (var wrong in new[] { "0000000000000000", "zz", printed[..15] }) await visitor.Open($"/en/figures/queries/{wrong}", HttpStatusCode.NotFound);
        // A figure that is no more, or that lost a dimension, is not there.
        await visitor.Open($"/en/figures/queries/{await Keep(bridges, "programmes.nothing?basis=recorded")}", HttpStatusCode.NotFound);
        await visitor.Open($"/en/figures/queries/{await Keep(bridges, "programmes.activities?basis=recorded&colour=red")}", HttpStatusCode.NotFound);

        // Who may not see the project is not told that anybody asked.
        await bridges.Site.WithDb(async db => { (await db.Set<Project>().SingleAsync(p => p.Id == bridges.Project)).Visibility = ProjectVisibility.Internal; await db.SaveChangesAsync(); });
        // Asked afresh: a page that was kept goes with the version that the form for hiding a project raises.
        await visitor.Open($"/en/figures/queries/{printed}?afresh", HttpStatusCode.NotFound);
        Assert.Equal("3", (await staff.Open($"/en/figures/queries/{printed}")).QuerySelector(".total strong")!.TextContent);
    }

    [Theory, OnBothDatabases]
    public async Task How_many_people_there_were_is_answered_by_its_id_to_staff_and_by_releases_to_others(Provider provider)
    {
        await using var bridges = await Consortium.Start(provider);
        var workshop = await bridges.Activity("Workshop");
        await Crowd.Came(bridges, workshop, 37, Gender.Woman, "xk-vushtrri");
        var (staff, donor) = (await bridges.As(Role.Coordinator), await bridges.As(Role.Donor, bridges.Partner));
        var printed = (await staff.Open($"/en/figures/programmes.people?basis=recorded&project={bridges.Project}")).QuerySelector("main code")!.TextContent;
        Assert.Equal("37", (await staff.Open($"/en/figures/queries/{printed}")).QuerySelector(".total strong")!.TextContent);
        using var visitor = bridges.Site.Visitor();
        foreach (var outside in new[] { donor, visitor })
        {
            var page = await outside.Open($"/en/figures/queries/{printed}");
            Assert.DoesNotMatch(ThirtySeven(), page.QuerySelector("main")!.TextContent.Replace(printed, ""));
            Assert.EndsWith($"/projects/{bridges.Project}/releases", page.QuerySelector(".notice a")!.GetAttribute("href"));
        }
    }

    [GeneratedRegex(@"\b37\b")]
    private static partial Regex ThirtySeven();

    private static async Task<string> Keep(Consortium bridges, string canonical)
    {
        await bridges.Do<KeptQueries, int>(async k => { await k.Keep([canonical, canonical]); await k.Keep([canonical]); return 0; });
        return AskedQuery.IdOf(canonical);
    }
}
