using System.Net;
using Microsoft.EntityFrameworkCore;
using Uramost.Exchange.Companies;
using Uramost.Exchange.Sides;
using Uramost.Platform.People;

namespace Uramost.Exchange.Tests.Companies;

/// <summary>Staff register companies on a visit; who sees what of them is the companies' own decision.</summary>
public sealed class ProductMapTests
{
    [Theory, OnBothDatabases]
    public async Task Nobody_sees_a_company_before_it_agrees_and_nobody_after_it_takes_that_back(Provider provider)
    {
        await using var programme = await Programme.Start(provider);
        var (coordinator, officer, other, facilitator) = (await programme.As(Role.Coordinator), await programme.As(Role.Officer, programme.South), await programme.As(Role.Officer, programme.North), await programme.As(Role.Facilitator));
        using var visitor = programme.Site.Visitor();

        await coordinator.Submit(await coordinator.Open($"/en/projects/{programme.Project}/sides"), "form.sheet", new() { ["Form.Preset"] = "KosovoSerbia" });
        var company = await programme.Register(officer, "Boronica Frutex", "Prizren", naces: "1.25; 10.39");
        await Programme.Enter(officer, company, "Surplus", "810.4", new() { ["Form.Volume"] = "12.5", ["Form.Unit"] = "Tonne", ["Form.FromMonth"] = "6", ["Form.UntilMonth"] = "8", ["Form.Certificates"] = "GlobalG.A.P.; organic" });
        await programme.Site.WithDb(async db =>
        {
            var stored = await db.Set<Company>().SingleAsync();
            Assert.Equal(("food", "xk-prizren", false, Audience.Private), (stored.Sector, stored.PlaceId, stored.Consented, stored.EntriesFor));
            Assert.Equal(["01.25", "10.39"], stored.Naces);
            var link = await db.Set<CompanyProject>().SingleAsync();
            Assert.Equal((Side.First, (Guid?)programme.South), (link.Side!.Value, link.OwnerId));
            var entry = await db.Set<CompanyEntry>().SingleAsync();
            Assert.Equal(("081040", 12.5m, VolumeUnit.Tonne), (entry.Hs, entry.Volume!.Value, entry.Unit!.Value));
            Assert.Equal([6, 7, 8], entry.Months);
        });

        Visitor[] everybodyElse = [visitor, other, facilitator];
        await NobodySees(company, everybodyElse);
        Assert.Contains("Boronica Frutex", await Text(officer, "/en/companies"));
        Assert.Contains("0810.40", await Text(coordinator, "/en/companies?goods=0810"));

        // More is shown only when somebody says when and how the company agreed.
        var refused = await officer.Submit(await officer.Open($"/en/companies/{company}/visibility"), "form.sheet", new() { ["Form.Name"] = "Public" });
        Assert.NotNull(refused.QuerySelector("#Form-GivenOn-problem"));
        await NobodySees(company, everybodyElse);

        await Programme.Agree(officer, company, "Public", "Name");
        Assert.Contains("Boronica Frutex", await Text(visitor, "/en/companies"));
        foreach (var hidden in new[] { "Prizren", "0810.40", "organic", "12.5" }) Assert.DoesNotContain(hidden, await visitor.Client.GetStringAsync($"/en/companies/{company}"));
        // Nothing is found by what may not be seen, and no file says it.
        foreach (var asked in new[] { "goods=0810", "kind=Surplus", "sector=food", "place=Prizren", "place=xk" })
        {
            Assert.DoesNotContain("Boronica Frutex", await Text(visitor, $"/en/companies?{asked}"));
            Assert.Contains("Boronica Frutex", await Text(officer, $"/en/companies?{asked}"));
        }

        var file = await visitor.Client.GetStringAsync("/en/companies.csv");
        Assert.Contains("Boronica Frutex", file);
        foreach (var hidden in new[] { "Prizren", "0810", "organic", "01.25" }) Assert.DoesNotContain(hidden, file);
        Assert.Contains("0810.40", await officer.Client.GetStringAsync("/en/companies.csv"));

        await Programme.Agree(officer, company, "Public", "Entries", "Place", "Profile");
        Assert.Contains("Boronica Frutex", await Text(visitor, "/en/companies?goods=0810&place=Prizren&sector=food&kind=Surplus"));
        var map = await visitor.Open("/en/companies");
        Assert.Equal("1", map.QuerySelector("#map-xk-title")!.Closest("figure")!.QuerySelector("a.cell .value")!.TextContent);

        // Where it is, it tells by region only: the municipality finds it no more.
        await officer.Submit(await officer.Open($"/en/companies/{company}/edit"), "form#company", new() { ["Form.ShownPlace"] = "Region" });
        Assert.DoesNotContain("Boronica Frutex", await Text(visitor, "/en/companies?place=xk-prizren"));
        Assert.Contains("Boronica Frutex", await Text(visitor, "/en/companies?place=xk-region-prizren"));
        Assert.Contains("Boronica Frutex", await Text(officer, "/en/companies?place=xk-prizren"));

        await officer.Submit(await officer.Open($"/en/companies/{company}/visibility"), "form.sheet:last-of-type", new() { ["Back.What"] = "all", ["Back.On"] = "2024-04-01" });
        await NobodySees(company, everybodyElse);
        Assert.Contains("Boronica Frutex", await Text(officer, "/en/companies"));

        async Task NobodySees(Guid id, IEnumerable<Visitor> who)
        {
            foreach (var reader in who)
            {
                Assert.DoesNotContain("Boronica", await Text(reader, "/en/companies"));
                Assert.DoesNotContain("Boronica", await Text(reader, "/en/companies?q=boronica"));
                Assert.DoesNotContain("Boronica", await reader.Client.GetStringAsync("/en/companies.csv"));
                Assert.Equal(HttpStatusCode.NotFound, (await reader.Client.GetAsync($"/en/companies/{id}")).StatusCode);
            }
        }
    }

    [Theory, OnBothDatabases]
    public async Task Two_matched_companies_see_each_other_when_both_have_agreed(Provider provider)
    {
        await using var programme = await Programme.Start(provider);
        var (south, north, coordinator) = (await programme.As(Role.Officer, programme.South), await programme.As(Role.Officer, programme.North), await programme.As(Role.Coordinator));
        var (berries, processor) = (await programme.Register(south, "Berries", "Prizren"), await programme.Register(north, "Processor", "Niš"));
        await Programme.Agree(south, berries, "Partners", "Name", "Entries");
        await Programme.Agree(north, processor, "Partners", "Name", "Entries");
        Assert.Equal(HttpStatusCode.NotFound, (await north.Client.GetAsync($"/en/companies/{berries}")).StatusCode);

        // Neither officer knows of the other company yet: the coordinator records what each has said.
        Assert.Null((await south.Open($"/en/companies/{berries}/visibility")).QuerySelector("[name='Form.Partner']"));
        await Introduce(berries, processor);
        Assert.Equal(HttpStatusCode.NotFound, (await north.Client.GetAsync($"/en/companies/{berries}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await south.Client.GetAsync($"/en/companies/{processor}")).StatusCode);
        await Introduce(processor, berries);
        Assert.Contains("Berries", await Text(north, $"/en/companies/{berries}"));
        Assert.Contains("Processor", await Text(south, $"/en/companies/{processor}"));
        // To read is not to work with it.
        Assert.Equal(HttpStatusCode.NotFound, (await south.Client.GetAsync($"/en/companies/{processor}/edit")).StatusCode);

        async Task Introduce(Guid one, Guid to) => await coordinator.Submit(await coordinator.Open($"/en/companies/{one}/visibility"), "form.sheet", new() { ["Form.Partner"] = to.ToString(), ["Form.GivenOn"] = "2024-03-06", ["Form.Means"] = "Message" });
    }

    [Theory, OnBothDatabases]
    public async Task What_is_typed_wrong_is_said_at_the_field_and_two_versions_stand_side_by_side(Provider provider)
    {
        await using var programme = await Programme.Start(provider);
        var officer = await programme.As(Role.Officer, programme.North);
        var page = await officer.Submit(await officer.Open("/sr-latn/companies/new"), "form#company", new() { ["Form.LegalName"] = "", ["Form.Place"] = "Nigde", ["Form.Naces"] = "141", ["Form.Website"] = "x" });
        foreach (var field in new[] { "LegalName", "Place", "Naces", "Website" }) Assert.NotNull(page.QuerySelector($"#Form-{field}-problem"));
        var company = await programme.Register(officer, "Pečurka", "Leposavić");

        foreach (var (typed, field) in new (Dictionary<string, string>, string)[]
        {
            (new() { ["Form.Goods"] = "blueberries" }, "Goods"), (new() { ["Form.Goods"] = "20071" }, "Goods"), (new() { ["Form.Goods"] = "" }, "Goods"),
            (new() { ["Form.Goods"] = "0709.51", ["Form.Volume"] = "-1" }, "Volume"), (new() { ["Form.Goods"] = "0709.51", ["Form.Volume"] = "5" }, "Unit"), (new() { ["Form.Goods"] = "0709.51", ["Form.FromMonth"] = "11" }, "UntilMonth"),
        })
        {
            var answer = await officer.Submit(await officer.Open($"/en/companies/{company}/entries/new"), "form.sheet", typed);
            // 20071 fits one code only where the list names just one of the two.
            if (typed["Form.Goods"] == "20071" && answer.QuerySelector("#Form-Goods-problem") is null) continue;
            Assert.True(answer.QuerySelector($"#Form-{field}-problem") is not null, string.Join(' ', typed));
        }

        var opened = await officer.Open($"/en/companies/{company}/edit");
        await officer.Submit(await officer.Open($"/en/companies/{company}/edit"), "form#company", new() { ["Form.TradeName"] = "First" });
        var conflict = await officer.Submit(opened, "form#company", new() { ["Form.TradeName"] = "Second" });
        Assert.Contains("First", conflict.QuerySelector("[role=alert] table")!.TextContent);
        await officer.Submit(conflict, "form#company", []);
        Assert.Contains("Second", (await officer.Open($"/en/companies/{company}")).QuerySelector("h1")!.TextContent);
    }

    [Theory, OnBothDatabases]
    public async Task People_of_a_company_stand_in_the_register_only(Provider provider)
    {
        await using var programme = await Programme.Start(provider);
        var (officer, visitor) = (await programme.As(Role.Officer, programme.South), programme.Site.Visitor());
        var company = await programme.Register(officer, "Mjalti i Sharrit", "Dragash", form: "SoleTrader");
        var sent = await officer.Submit(await officer.Open($"/en/companies/{company}/contacts"), "form.sheet", new() { ["Form.GivenName"] = "Qazimadea", ["Form.FamilyName"] = "Xhemshiri", ["Form.Telephone"] = "+383 44 123 456" });
        Assert.Contains("Qazimadea Xhemshiri", sent.QuerySelector("main")!.TextContent);
        Assert.Contains("Xhemshiri", await Text(officer, $"/en/companies/{company}"));
        Assert.DoesNotContain("Qazimadea", await programme.Site.Dump());
        await Programme.Agree(officer, company, "Public", "Name", "Entries");
        Assert.DoesNotContain("Qazimadea", await Text(visitor, $"/en/companies/{company}"));
        visitor.Dispose();
    }

    private static async Task<string> Text(Visitor who, string address) => (await who.Open(address)).QuerySelector("main")!.TextContent;
}
