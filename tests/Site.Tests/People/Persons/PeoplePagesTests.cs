using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Uramost.Platform.Language;
using Uramost.Platform.Organisations;
using Uramost.Platform.People;
using Uramost.Platform.People.Persons;
using Uramost.Programmes.Projects;

namespace Uramost.Site.Tests.People.Persons;

/// <summary>Staff at work with people: they find, register, correct, merge and erase them, and see their own organisation's only.</summary>
public sealed class PeoplePagesTests
{
    private static readonly Guid Project = Guid.CreateVersion7(), Aktiv = Guid.CreateVersion7(), Sbunker = Guid.CreateVersion7();

    [Theory, OnBothDatabases]
    public async Task An_officer_registers_finds_corrects_and_erases_a_person(Provider provider)
    {
        await using var site = await Start(provider);
        using var officer = await Officer(site, Aktiv);
        var page = await officer.Open("/sr-cyrl/people");
        Assert.Contains("Овде још нико није евидентиран", page.Body!.TextContent);

        var form = await officer.Open("/en/people/new");
        var refused = await officer.Submit(form, "main form", new() { ["Form.GivenName"] = "", ["Form.Email"] = "nobody", ["Form.Municipality"] = "Atlantis", ["Form.CommunityAnswer"] = "named" });
        Assert.Equal(4, refused.QuerySelectorAll(".notice-wrong li").Length);
        Assert.Equal("Atlantis", refused.QuerySelector("#Form-Municipality")!.GetAttribute("value"));

        var person = await officer.Submit(refused, "main form", new()
        {
            ["Form.GivenName"] = "Радојица", ["Form.FamilyName"] = "Стојановић", ["Form.Email"] = "rade@primer.rs", ["Form.Telephone"] = "+381 64 123 4567",
            ["Form.Municipality"] = "Звечан", ["Form.Gender"] = "Man", ["Form.CommunityAnswer"] = "prefer-not-to-say", ["Form.AnswerForm"] = "Card", ["Form.AnsweredOn"] = "2022-06-14",
        });
        Assert.Equal("Радојица Стојановић", person.QuerySelector("h1")!.TextContent);
        Assert.Contains("prefers not to say", person.Body!.TextContent);
        Assert.Contains("private card, 14/06/2022", person.Body.TextContent);

        // The same number again: the page asks first, and saves when it is told that this is somebody else.
        form = await officer.Open("/en/people/new");
        var asks = await officer.Submit(form, "main form", new() { ["Form.GivenName"] = "Marija", ["Form.Telephone"] = "064 123 4567" });
        Assert.Contains("already registered", asks.QuerySelector(".notice-warm")!.TextContent);
        Assert.Equal("Marija", (await officer.Submit(asks, "main form", new() { ["Form.Anyway"] = "yes" })).QuerySelector("h1")!.TextContent);

        page = await officer.Open("/sq/people?q=stojanovic%20rad");
        var link = Assert.Single(page.QuerySelectorAll("tbody a"));
        Assert.Equal("Стојановић, Радојица", link.TextContent);
        Assert.Contains("Радојица", await officer.Client.GetStringAsync("/api/people?q=stojan"));

        // Two officers open the form; the second is shown both versions and takes the other's given name.
        var address = link.GetAttribute("href")!;
        using var second = await Officer(site, Aktiv);
        var (one, two) = (await officer.Open(address + "/edit"), await second.Open(address.Replace("/sq/", "/en/") + "/edit"));
        await officer.Submit(one, "main form", new() { ["Form.GivenName"] = "Раде", ["Form.Title"] = "" });
        var both = await second.Submit(two, "main form", new() { ["Form.FamilyName"] = "Стојановић-Илић" });
        Assert.Equal(["Given name", "Family name"], both.QuerySelectorAll("fieldset.conflict legend").Select(l => l.TextContent));
        var saved = await second.Submit(both, "main form", new() { ["Form.GivenName"] = "Раде" });
        Assert.Equal("Раде Стојановић-Илић", saved.QuerySelector("h1")!.TextContent);

        var consent = await officer.Open(address);
        consent = await officer.Submit(consent, "form:has([name='Consent.Purpose'])", new() { ["Consent.Purpose"] = "Photo", ["Consent.Act"] = "give" });
        consent = await officer.Submit(consent, "form:has([name='Consent.Purpose'])", new() { ["Consent.Purpose"] = "Photo", ["Consent.Act"] = "withdraw" });
        Assert.NotEqual("—", consent.QuerySelector(".table-box tbody td:last-child")!.TextContent.Trim());

        var erase = await officer.Open(address + "/erase");
        erase = await officer.Submit(erase, "main form");
        Assert.Single(erase.QuerySelectorAll(".field-wrong"));
        await officer.Submit(erase, "main form", new() { ["Sure"] = "yes" });
        await officer.Open(address, HttpStatusCode.NotFound);
        Assert.DoesNotContain("Раде", await officer.Client.GetStringAsync("/api/people?q=" + Uri.EscapeDataString("стојановић")));
    }

    [Theory, OnBothDatabases]
    public async Task Duplicates_are_merged_field_by_field_and_the_merge_is_undone(Provider provider)
    {
        await using var site = await Start(provider);
        using var officer = await Officer(site, Aktiv);
        var (one, other) = (await Register(site, Aktiv, new("Jovan", "Stojanović", null, "064 123 4567")), await Register(site, Aktiv, new("Јован", "Стојановић", "jovan@primer.rs", "064 123 4567")));
        for (var i = 0; i < 40; i++) await Register(site, Aktiv, Somebody(i));

        var page = await officer.Open("/en/people/duplicates");
        var card = Assert.Single(page.QuerySelectorAll(".card"));
        Assert.Contains("same name, other script or marks · same telephone", card.TextContent);
        var compare = await officer.Open(card.QuerySelector("a.button")!.GetAttribute("href")!);
        var first = compare.QuerySelector("input[name=Kept]")!.GetAttribute("value") == one.ToString();
        var merged = await officer.Submit(compare, "main form", new() { ["Act"] = "merge", ["Kept"] = one.ToString(), ["GivenName"] = first ? "other" : "one", ["FamilyName"] = first ? "one" : "other" });
        Assert.Equal("Јован Stojanović", merged.QuerySelector("h1")!.TextContent);
        Assert.Contains("jovan@primer.rs", merged.Body!.TextContent);
        Assert.Equal("Јован Stojanović", (await officer.Open($"/en/people/{other}")).QuerySelector("h1")!.TextContent);

        page = await officer.Open("/en/people/duplicates");
        Assert.Empty(page.QuerySelectorAll(".card"));
        page = await officer.Submit(page, "td form");
        Assert.Single(page.QuerySelectorAll(".card"));
        Assert.Equal("Јован Стојановић", (await officer.Open($"/en/people/{other}")).QuerySelector("h1")!.TextContent);

        // Whoever is said to be two people is not proposed again.
        compare = await officer.Open(page.QuerySelector(".card a.button")!.GetAttribute("href")!);
        page = await officer.Submit(compare, "main form", new() { ["Act"] = "two" });
        Assert.Empty(page.QuerySelectorAll(".card"));
    }

    [Theory, OnBothDatabases]
    public async Task An_officer_sees_the_own_partner_and_only_a_coordinator_links_across_partners(Provider provider)
    {
        await using var site = await Start(provider);
        using var officer = await Officer(site, Aktiv);
        await site.AddAccount("coordinator@people.test", new Membership { Role = Role.Coordinator, ProjectId = Project });
        using var coordinator = await site.SignIn("coordinator@people.test");
        var (own, theirs) = (await Register(site, Aktiv, new("Vjosa", "Deda", "vjosa@shembull.org")), await Register(site, Sbunker, new("Vjosa", "Deda", "vjosa@shembull.org")));
        for (var i = 0; i < 40; i++) await Register(site, i % 2 == 0 ? Aktiv : Sbunker, Somebody(i));

        await officer.Open($"/en/people/{theirs}", HttpStatusCode.NotFound);
        await officer.Open($"/en/people/merge?one={own}&other={theirs}", HttpStatusCode.NotFound);
        Assert.Equal(HttpStatusCode.NotFound, (await officer.Client.GetAsync($"/api/people/{theirs}/data")).StatusCode);
        Assert.Single((await officer.Open("/en/people?q=deda")).QuerySelectorAll("tbody tr"));
        Assert.DoesNotContain("SBunker", (await officer.Open($"/en/people?organisation={Sbunker}")).QuerySelector("tbody")!.TextContent);
        Assert.Empty((await officer.Open("/en/people/duplicates")).QuerySelectorAll(".card"));

        Assert.Equal(2, (await coordinator.Open("/en/people?q=deda")).QuerySelectorAll("tbody tr").Length);
        var page = await coordinator.Open("/en/people/duplicates");
        var compare = await coordinator.Open(Assert.Single(page.QuerySelectorAll(".card a.button")).GetAttribute("href")!);
        Assert.Empty(compare.QuerySelectorAll("button[value=merge]"));
        Assert.Empty((await coordinator.Submit(compare, "main form", new() { ["Act"] = "link" })).QuerySelectorAll(".card"));
        Assert.Contains("The same person at other partners", (await coordinator.Open($"/en/people/{own}")).Body!.TextContent);
        Assert.DoesNotContain("The same person at other partners", (await officer.Open($"/en/people/{own}")).Body!.TextContent);
    }

    private static async Task<TestSite> Start(Provider provider)
    {
        var site = await TestSite.Start(provider);
        await site.WithDb(async db =>
        {
            db.AddRange(
                new Organisation { Id = Aktiv, Name = PublishedText.Own(new LocalText("NGO AKTIV")) }, new Organisation { Id = Sbunker, Name = PublishedText.Own(new LocalText("SBunker")) },
                new Project
                {
                    Id = Project, Slug = "people", Title = PublishedText.Own(new LocalText("People")),
                    Organisations = [new ProjectOrganisation { OrganisationId = Aktiv, Role = ProjectRole.Lead }, new ProjectOrganisation { OrganisationId = Sbunker, Role = ProjectRole.Partner, Ordinal = 1 }],
                });
            await db.SaveChangesAsync();
        });
        return site;
    }

    private static async Task<Visitor> Officer(TestSite site, Guid organisation)
    {
        var email = $"{Guid.NewGuid():N}@people.test";
        await site.AddAccount(email, new Membership { Role = Role.Officer, ProjectId = Project, OrganisationId = organisation });
        return await site.SignIn(email);
    }

    // Names of which no two are alike.
    private static IdentityFields Somebody(int i) => new($"{(char)('A' + i % 26)}ndre{(char)('a' + i * 7 % 26)}{i}m", $"{(char)('A' + i * 5 % 26)}{i}or{(char)('a' + i * 11 % 26)}v{i}as");

    private static async Task<Guid> Register(TestSite site, Guid organisation, IdentityFields identity)
    {
        await using var scope = site.Scope();
        return await scope.ServiceProvider.GetRequiredService<RegisterPerson>().Add(organisation, identity);
    }
}
