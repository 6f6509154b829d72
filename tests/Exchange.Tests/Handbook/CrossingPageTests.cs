using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Uramost.Exchange.Handbook;
using Uramost.Exchange.Handbook.Measures;
using Uramost.Exchange.Sides;
using Uramost.Platform.Data;
using Uramost.Platform.Language;
using Uramost.Platform.People;

namespace Uramost.Exchange.Tests.Handbook;

/// <summary>The question about a crossing on its page, and the measures behind it.</summary>
public sealed class CrossingPageTests
{
    private const string Beer = "/en/handbook/crossing?goods=2203&state=Finished&direction=IntoKosovo&crossing=merdare&day=";

    [Theory, OnBothDatabases]
    public async Task The_same_question_for_two_days_gives_two_answers_that_point_at_measures(Provider provider)
    {
        await using var site = await Site(provider);
        using var visitor = site.Visitor();
        var banned = await visitor.Open(Beer + "2024-10-06");
        Assert.Equal("No", banned.QuerySelector("#answer")!.TextContent.Trim());
        Assert.NotNull(banned.QuerySelector(".reasons a[href='/en/handbook/measures/ban-2023']"));
        var lifted = await visitor.Open(Beer + "2024-10-07");
        Assert.StartsWith("Yes", lifted.QuerySelector("#answer")!.TextContent.Trim());
        Assert.NotNull(lifted.QuerySelector(".reasons a[href='/en/handbook/measures/merdare-inspection-2024']"));
        Assert.NotEmpty(lifted.QuerySelectorAll(".reasons li"));
        Assert.All(lifted.QuerySelectorAll(".reasons li"), line => Assert.NotNull(line.QuerySelector("a[href^='/en/handbook/measures/']")));
        Assert.Contains("Jo", (await visitor.Open(Beer.Replace("/en/", "/sq/") + "2024-10-06")).QuerySelector("#answer")!.TextContent);
        Assert.Contains("Не", (await visitor.Open(Beer.Replace("/en/", "/sr-cyrl/") + "2024-10-06")).QuerySelector("#answer")!.TextContent);
    }

    [Theory, OnBothDatabases]
    public async Task What_an_authority_demanded_stands_in_quotation_marks_and_as_published(Provider provider)
    {
        await using var site = await Site(provider);
        using var visitor = site.Visitor();
        var page = await visitor.Open("/en/handbook/crossing?goods=1101&direction=IntoKosovo&crossing=merdare&day=2020-04-01");
        var wording = page.QuerySelectorAll(".verbatim").Single(v => v.TextContent == "Republic of Kosovo");
        Assert.Equal("no", wording.GetAttribute("translate"));
        Assert.DoesNotContain("{{", page.Body!.TextContent);
        Assert.Single(page.QuerySelectorAll(".naming-note"));
    }

    [Theory, OnBothDatabases]
    public async Task A_code_that_lost_a_zero_is_asked_about_and_nonsense_is_named_at_the_field(Provider provider)
    {
        await using var site = await Site(provider);
        using var visitor = site.Visitor();
        var wrong = await visitor.Open("/en/handbook/crossing?goods=beer&direction=IntoKosovo&crossing=merdare&day=2024-10-06");
        Assert.NotNull(wrong.QuerySelector("#goods-problem"));
        Assert.Null(wrong.QuerySelector("#answer"));
        Assert.NotNull((await visitor.Open("/en/handbook/crossing?goods=810.40&direction=IntoKosovo&crossing=merdare&day=2024-10-06")).QuerySelector("#answer"));
        Assert.NotNull((await visitor.Open("/en/handbook/crossing?goods=2203&day=31.12.x")).QuerySelector("#day-problem"));
    }

    [Theory, OnBothDatabases]
    public async Task A_project_whose_sides_do_not_cross_shows_no_measure_anywhere(Provider provider)
    {
        await using var site = await Site(provider);
        var (north, both) = (Guid.NewGuid(), Guid.NewGuid());
        await site.WithDb(async db =>
        {
            db.AddRange(new ProgrammeSides { ProjectId = north, Crossing = false }, new ProgrammeSides { ProjectId = both, Crossing = true });
            await db.SaveChangesAsync();
        });
        using var visitor = site.Visitor();
        var handbook = await visitor.Open($"/en/handbook?project={north}");
        Assert.DoesNotContain("/handbook/crossing", handbook.Body!.InnerHtml);
        Assert.DoesNotContain("/handbook/measures", handbook.Body!.InnerHtml);
        foreach (var path in new[] { "crossing", "measures", "measures.csv", "measures.xlsx", "measures/ban-2023" }) Assert.Equal(HttpStatusCode.NotFound, (await visitor.Client.GetAsync($"/en/handbook/{path}?project={north}")).StatusCode);
        Assert.Contains("/handbook/crossing", (await visitor.Open($"/en/handbook?project={both}")).Body!.InnerHtml);
        foreach (var path in new[] { "measures.csv", "measures/ban-2023" }) Assert.Equal(HttpStatusCode.OK, (await visitor.Client.GetAsync($"/en/handbook/{path}?project={both}")).StatusCode);
    }

    [Theory, OnBothDatabases]
    public async Task Staff_verify_a_measure_and_two_at_once_choose_field_by_field(Provider provider)
    {
        await using var site = await Site(provider);
        await site.AddAccount("coordinator@bridge.test", new Membership { Role = Role.Coordinator, ProjectId = Guid.NewGuid() });
        using var one = await site.SignIn("coordinator@bridge.test");
        using var two = await site.SignIn("coordinator@bridge.test");
        Assert.Contains("Nobody has verified", (await one.Open("/en/handbook/measures/ban-2023")).Body!.TextContent);
        var (first, second) = (await one.Open("/en/handbook/measures/ban-2023/edit"), await two.Open("/en/handbook/measures/ban-2023/edit"));
        var today = DateTime.UtcNow.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        var nobody = await one.Submit(first, "#measure", new() { ["Form.VerifiedOn"] = today });
        Assert.NotNull(nobody.QuerySelector("#Form-VerifiedBy-problem"));
        var saved = await one.Submit(first, "#measure", new() { ["Form.VerifiedOn"] = today, ["Form.VerifiedBy"] = "Customs desk" });
        Assert.Contains("Customs desk", saved.Body!.TextContent);
        Assert.DoesNotContain("Nobody has verified", saved.Body!.TextContent);
        var conflict = await two.Submit(second, "#measure", new() { ["Form.Status"] = "Suspended" });
        Assert.Contains("Customs desk", conflict.QuerySelector(".notice")!.TextContent);
        await two.Submit(conflict, "#measure", new() { ["Form.Take"] = "VerifiedBy" });
        var stored = await site.WithDb(db => db.Set<Measure>().SingleAsync(m => m.Code == "ban-2023"));
        Assert.Equal((MeasureStatus.Suspended, "Customs desk", new DateOnly(2023, 6, 14)), (stored.Status, stored.VerifiedBy, stored.FromFirst!.Value));
    }

    [Theory, OnBothDatabases]
    public async Task Staff_add_a_measure_and_what_is_wrong_stands_at_its_field(Provider provider)
    {
        await using var site = await TestSite.Start(provider);
        await site.AddAccount("coordinator@bridge.test", new Membership { Role = Role.Coordinator, ProjectId = Guid.NewGuid() });
        using var staff = await site.SignIn("coordinator@bridge.test");
        var page = await staff.Open("/en/handbook/measures/new");
        var wrong = await staff.Submit(page, "#measure", new() { ["Form.Code"] = "New One", ["Form.What.En"] = "Milk waits.", ["Form.Goods"] = "04, beer", ["Form.From"] = "2024", ["Form.To"] = "2023", ["Form.Relieved"] = "nothing", ["Form.Source"] = "A paper", ["Form.Address"] = "javascript:alert(1)" });
        foreach (var field in new[] { "Code", "Goods", "To", "Relieved", "Address" }) Assert.NotNull(wrong.QuerySelector($"#Form-{field}-problem"));
        var saved = await staff.Submit(wrong, "#measure", new() { ["Form.Code"] = "milk", ["Form.Goods"] = "04; 0406.10", ["Form.To"] = "", ["Form.Relieved"] = "", ["Form.Address"] = "https://example.org/milk" });
        Assert.Contains("Milk waits.", saved.Body!.TextContent);
        using var visitor = site.Visitor();
        var csv = await visitor.Client.GetStringAsync("/en/handbook/measures.csv");
        Assert.Contains("0406.10", csv);
        Assert.Contains("Milk waits.", csv);
    }

    [Theory, OnBothDatabases]
    public async Task The_reference_records_come_in_once_and_leave_what_staff_changed(Provider provider)
    {
        await using var site = await TestSite.Start(provider);
        await site.AddAccount("coordinator@bridge.test", new Membership { Role = Role.Coordinator, ProjectId = Guid.NewGuid() });
        using var staff = await site.SignIn("coordinator@bridge.test");
        await staff.Submit(await staff.Open("/en/handbook"), "main form", new());
        var count = await site.WithDb(db => db.Set<Measure>().CountAsync());
        Assert.Equal(ReferenceMeasures.Read().Count, count);
        await site.WithDb(async db =>
        {
            (await db.Set<Measure>().SingleAsync(m => m.Code == "labels")).What = new LocalText("Ours.");
            await db.SaveChangesAsync();
        });
        await staff.Submit(await staff.Open("/en/handbook"), "main form", new());
        Assert.Equal(count, await site.WithDb(db => db.Set<Measure>().CountAsync()));
        Assert.Equal("Ours.", (await site.WithDb(db => db.Set<Measure>().SingleAsync(m => m.Code == "labels"))).What.En);
    }

    private static async Task<TestSite> Site(Provider provider)
    {
        var site = await TestSite.Start(provider);
        await using var scope = site.Scope();
        await scope.ServiceProvider.GetRequiredService<TakeReference>().Run();
        return site;
    }
}
