using Microsoft.EntityFrameworkCore;
using Uramost.Platform.Contracts;
using Uramost.Platform.People;
using Uramost.Programmes.Counts;
using Uramost.Programmes.Tests.Attendance;

namespace Uramost.Programmes.Tests.Activities;

/// <summary>Declared numbers: said as exactly as they are known, and two who change one number choose field by field.</summary>
public sealed class CountsTests
{
    [Theory, OnBothDatabases]
    public async Task About_fifty_is_said_so_in_the_list_in_every_language_and_of_two_versions_each_field_is_chosen(Provider provider)
    {
        await using var bridges = await Consortium.Start(provider);
        var workshop = await bridges.Activity("Workshop");
        var (one, other) = (await bridges.As(Role.Coordinator), await bridges.As(Role.Coordinator, name: "second"));
        var address = $"/en/activities/{workshop}/counts";
        await one.Submit(await one.Open(address), "#counts", new() { ["Form.Rows[0].Measure"] = "Attendances", ["Form.Rows[0].Precision"] = "About", ["Form.Rows[0].Value"] = "50" });
        foreach (var (variant, said) in new[] { ("en", "about 50"), ("sq", "rreth 50"), ("sr-latn", "oko 50"), ("sr-cyrl", "око 50") }) Assert.Contains(said, (await one.Open($"/{variant}/activities")).QuerySelector("tbody")!.TextContent);
        Assert.Contains("about 50 attendances", (await one.Open($"/en/activities/{workshop}")).Body!.TextContent);
        Assert.Contains(",about,", await one.Client.GetStringAsync("/en/activities.csv"));

        var (first, second) = (await one.Open(address), await other.Open(address));
        await one.Submit(first, "#counts", new() { ["Form.Rows[0].Precision"] = "AtLeast", ["Form.Rows[0].Value"] = "52", ["Form.Rows[0].SourceAt"] = "p. 4" });
        var both = await other.Submit(second, "#counts", new() { ["Form.Rows[0].Value"] = "48", ["Form.Rows[0].SourceAt"] = "p. 5" });
        var rows = both.QuerySelectorAll("[role=alert] tbody tr").Select(r => r.TextContent.ReplaceLineEndings(" ")).ToList();
        Assert.Equal(3, rows.Count);
        Assert.Contains(rows, r => r.Contains("48", StringComparison.Ordinal) && r.Contains("52", StringComparison.Ordinal));
        var take = both.QuerySelectorAll("[role=alert] input").Select(i => i.GetAttribute("value")!).Single(v => v.EndsWith(".SourceAt", StringComparison.Ordinal));
        await other.Submit(both, "#counts", new() { ["Form.Take"] = take });
        var count = await bridges.Site.WithDb(db => db.Set<DeclaredCount>().AsNoTracking().SingleAsync());
        Assert.Equal((48, CountPrecision.About, "p. 4"), (count.Value, count.Precision, count.SourceAt));

        // A list of people is exact: with it the number stands bare.
        await bridges.Record(workshop, await bridges.Person("Ana", "Anić"));
        var list = (await one.Open("/en/activities")).QuerySelector("tbody")!.TextContent;
        Assert.DoesNotContain("about", list);
    }
}
