using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Uramost.Exchange.Companies;
using Uramost.Exchange.Practice;
using Uramost.Exchange.Sides;
using Uramost.Platform.Contracts;
using Uramost.Platform.Data;
using Uramost.Platform.Language;
using Uramost.Platform.People;
using Uramost.Programmes.Demonstration;

namespace Uramost.Exchange.Tests.Practice;

/// <summary>Whoever tries the exchange out finds sixty companies, and is told which of them were made up.</summary>
public sealed class FillPracticeCompaniesTests
{
    private static readonly Guid Market = DemoId.Of("practice-market");

    [Theory, OnBothDatabases]
    public async Task The_practice_project_has_sixty_companies_of_two_sides_and_a_second_run_changes_nothing(Provider provider)
    {
        await using var site = await Filled(provider);
        await using var scope = site.Scope();
        var db = scope.ServiceProvider.GetRequiredService<PlatformDb>();
        var links = await db.Set<CompanyProject>().Where(l => l.ProjectId == Market).ToListAsync();
        Assert.Equal((60, 30, 30), (links.Count, links.Count(l => l.Side == Side.First), links.Count(l => l.Side == Side.Second)));
        var companies = await db.Set<Company>().ToListAsync();
        Assert.Equal((60, 56), (companies.Count, companies.Count(c => c.IsInvented)));
        Assert.All(companies.Where(c => c.IsInvented), c => Assert.True(c.LegalName.EndsWith("e shpikur", StringComparison.Ordinal) || c.LegalName.EndsWith("izmišljeno", StringComparison.Ordinal), c.LegalName));
        var stored = await db.Set<CompanyEntry>().ToListAsync();
        foreach (var written in GoldRules.Companies())
        {
            foreach (var entry in written.Entries)
            {
                var read = Assert.Single(stored, e => e.Id == DemoId.Of($"practice-entry-{entry.Id}"));
                Assert.Equal((entry.Kind, entry.Goods?.Digits, entry.Capability, entry.Volume, entry.IsSought), (read.Kind.ToString(), read.Hs, read.Capability, read.Volume, !read.IsOffer));
                if (entry.Months is { } months) Assert.Equal(months.Order(), read.Months.Order());
                Assert.Contains(read.Text.En ?? read.Text.Sq ?? read.Text.Sr, entry.Texts.Values);
            }
        }

        Assert.Equal(GoldRules.Companies().Sum(c => c.Entries.Count), stored.Count);
    }

    [Theory, OnBothDatabases]
    public async Task Of_a_company_that_the_article_tells_of_what_it_does_not_say_stays_unknown_and_nobody_else_sees_it(Provider provider)
    {
        await using var site = await Filled(provider);
        await using var scope = site.Scope();
        var db = scope.ServiceProvider.GetRequiredService<PlatformDb>();
        foreach (var slug in new[] { "practice-company-01", "practice-company-02", "practice-company-03", "practice-company-04" })
        {
            var company = await db.Set<Company>().SingleAsync(c => c.Id == DemoId.Of(slug));
            Assert.Equal((false, FillPracticeCompanies.Article, CompanySize.Unknown, CompanyForm.Unknown, false), (company.IsInvented, company.Source, company.Size, company.Form, company.Consented));
            Assert.Empty(company.Languages);
            Assert.Contains(company.PlaceId, new[] { "xk", "rs" });
            Assert.All(await db.Set<CompanyEntry>().Where(e => e.CompanyId == company.Id).ToListAsync(), e => Assert.True(e.Volume is null && e.FromMonth is null && e.Certificates.Count == 0));
            Assert.False(CompanyVisibility.Sees(CompanyReader.Facilitator, CompanyPart.Name, company));
        }
    }

    [Theory, OnBothDatabases]
    public async Task Every_page_of_an_invented_company_says_so_in_the_reader_s_language_and_the_public_sees_none(Provider provider)
    {
        await using var site = await Filled(provider);
        await using var scope = site.Scope();
        var db = scope.ServiceProvider.GetRequiredService<PlatformDb>();
        var viewer = new Viewer(Guid.NewGuid(), [new Membership { Role = Role.Coordinator, ProjectId = Market }]);
        var notices = scope.ServiceProvider.GetServices<IPageNotice>().ToList();
        foreach (var (variant, text) in new[] { (UiVariant.English, "is invented"), (UiVariant.Albanian, "e shpikur"), (UiVariant.SerbianLatin, "izmišljeno") })
        {
            System.Globalization.CultureInfo.CurrentCulture = System.Globalization.CultureInfo.CurrentUICulture = variant.Culture;
            foreach (var id in new[] { DemoId.Of("practice-company-07"), DemoId.Of("practice-entry-07-a") }) Assert.Contains(await Said(id, viewer), s => s.Contains(text, StringComparison.Ordinal));
        }

        Assert.Empty(await Said(DemoId.Of("practice-company-01"), viewer));
        Assert.Empty(await Said(DemoId.Of("practice-company-07"), Viewer.Visitor));
        Assert.All(await db.Set<Company>().ToListAsync(), c => Assert.False(CompanyVisibility.Sees(CompanyReader.Other, CompanyPart.Name, c)));

        async Task<List<string>> Said(Guid id, Viewer reader)
        {
            var said = new List<string>();
            foreach (var notice in notices)
            {
                if (await notice.For([id], reader) is { } words) said.Add(words);
            }

            return said;
        }
    }

    [Theory, OnBothDatabases]
    public async Task A_coordinator_reads_the_notice_on_each_page_of_the_company(Provider provider)
    {
        await using var site = await Filled(provider);
        await site.AddAccount("practice@companies.test", new Membership { Role = Role.Coordinator, ProjectId = Market });
        using var coordinator = await site.SignIn("practice@companies.test");
        var company = DemoId.Of("practice-company-07");
        foreach (var path in new[] { "", "/edit", "/visibility", "/contacts", "/entries/new", $"/entries/{DemoId.Of("practice-entry-07-a")}" })
        {
            Assert.Contains("is invented", (await coordinator.Open($"/en/companies/{company}{path}")).QuerySelector(".page-notice")?.TextContent ?? $"{path} does not say it", StringComparison.Ordinal);
        }

        Assert.Null((await coordinator.Open($"/en/companies/{DemoId.Of("practice-company-01")}")).QuerySelector(".page-notice"));
    }

    internal static async Task<TestSite> Filled(Provider provider)
    {
        var site = await TestSite.Start(provider);
        for (var run = 0; run < 2; run++)
        {
            await using var scope = site.Scope();
            await ActivatorUtilities.CreateInstance<FillPracticeProject>(scope.ServiceProvider).Fill();
            await ActivatorUtilities.CreateInstance<FillPracticeCompanies>(scope.ServiceProvider).Fill();
        }

        return site;
    }
}
