using System.IO.Compression;
using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Uramost.Exchange.Handbook;
using Uramost.Exchange.Handbook.Procedures;
using Uramost.Platform.People;

namespace Uramost.Exchange.Tests.Handbook;

/// <summary>The formal market by sector: read, printed, taken along, changed and checked.</summary>
public sealed class EditionTests
{
    [Theory, OnBothDatabases]
    public async Task Every_element_of_a_step_is_filled_or_said_to_be_unknown_in_four_variants(Provider provider)
    {
        await using var site = await Site(provider);
        using var visitor = site.Visitor();
        foreach (var (variant, unknown) in new[] { ("en", "unknown"), ("sq", "e panjohur"), ("sr-latn", "nepoznato"), ("sr-cyrl", "непознато") })
        {
            var page = await visitor.Open($"/{variant}/handbook/sectors/dairy");
            var steps = page.QuerySelectorAll("article.step");
            Assert.Equal(13, steps.Length);
            Assert.All(steps, s => Assert.Equal(14, s.QuerySelectorAll("dt").Length));
            Assert.All(steps.SelectMany(s => s.QuerySelectorAll("dd")), d => Assert.NotEqual("", d.TextContent.Trim()));
            Assert.All(steps, s => Assert.NotNull(s.QuerySelector("p.missing")));
            Assert.Contains(page.QuerySelectorAll("dd .missing"), d => d.TextContent == unknown);
            Assert.DoesNotContain("{{", page.Body!.TextContent);
        }

        var fruit = await visitor.Open("/en/handbook/sectors/fruit-vegetables");
        Assert.Null(fruit.QuerySelector("#analyse-milk"));
        Assert.NotNull(fruit.QuerySelector("#make-label"));
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.Client.GetAsync("/en/handbook/sectors/mining")).StatusCode);
    }

    [Theory, OnBothDatabases]
    public async Task An_edition_goes_along_as_a_document_as_one_file_and_as_open_data(Provider provider)
    {
        await using var site = await Site(provider);
        using var visitor = site.Visitor();
        foreach (var (variant, text) in new[] { ("en", "Have the water analysed"), ("sq", "Analizoni ujin"), ("sr-latn", "Dajte vodu na analizu"), ("sr-cyrl", "Дајте воду на анализу") })
        {
            using var zip = new ZipArchive(await visitor.Client.GetStreamAsync($"/{variant}/handbook/sectors/dairy/edition.docx"));
            using var reader = new StreamReader(zip.GetEntry("word/document.xml")!.Open());
            Assert.Contains(text, await reader.ReadToEndAsync());
            var offline = WebUtility.HtmlDecode(await visitor.Client.GetStringAsync($"/{variant}/handbook/sectors/dairy/edition.html"));
            Assert.Contains(text, offline);
            // It needs nothing from anywhere else.
            Assert.DoesNotContain("src=", offline);
            Assert.DoesNotContain("<link", offline);
        }

        using var graph = JsonDocument.Parse(await visitor.Client.GetStringAsync("/en/handbook/sectors/dairy/edition.jsonld"));
        var nodes = graph.RootElement.GetProperty("@graph").EnumerateArray().ToList();
        var service = nodes.Single(n => n.GetProperty("dct:identifier").GetString() == "set-up-haccp");
        Assert.Equal("cpsv:PublicService", service.GetProperty("@type").GetString());
        Assert.Equal(4, service.GetProperty("dct:title").GetArrayLength());
        Assert.Equal("P2D", nodes.Single(n => n.GetProperty("dct:identifier").GetString() == "business-register").GetProperty("cv:processingTime").GetProperty("@value").GetString());
        var ids = nodes.Select(n => n.GetProperty("@id").GetString()).ToHashSet();
        foreach (var link in new[] { "cpsv:hasInput", "cv:holdsRequirement", "cpsv:produces", "cv:hasLegalResource" })
        {
            foreach (var node in nodes.Where(n => n.TryGetProperty(link, out _))) Assert.All(node.GetProperty(link).EnumerateArray(), target => Assert.Contains(target.GetProperty("@id").GetString(), ids));
        }
    }

    [Theory, OnBothDatabases]
    public async Task Staff_verify_a_step_and_see_at_once_what_a_change_breaks(Provider provider)
    {
        await using var site = await Site(provider);
        await site.AddAccount("coordinator@bridge.test", new Membership { Role = Role.Coordinator, ProjectId = Guid.NewGuid() });
        using var staff = await site.SignIn("coordinator@bridge.test");
        Assert.Contains("analyse-water", (await staff.Open("/en/handbook/checks")).Body!.TextContent);
        var page = await staff.Open("/en/handbook/steps/analyse-water/edit");
        var wrong = await staff.Submit(page, "#step", new() { ["Form.Needs"] = "unheard-of", ["Form.Costs"] = "a lot", ["Form.Wait"] = "9-1", ["Form.Laws"] = "no-law", ["Form.Mandatory"] = "Perhaps" });
        foreach (var field in new[] { "Needs", "Costs", "Wait", "Laws", "Mandatory" }) Assert.NotNull(wrong.QuerySelector($"#Form-{field}-problem"));
        var today = DateTime.UtcNow.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        var saved = await staff.Submit(wrong, "#step", new()
        {
            // A circle: the analysis would need the system that needs the analysis.
            ["Form.Needs"] = "haccp", ["Form.Costs"] = "12.5 EUR / sample", ["Form.Wait"] = "3-5", ["Form.Laws"] = "food: 7", ["Form.Mandatory"] = "Yes", ["Form.VerifiedOn"] = today, ["Form.VerifiedBy"] = "Legal desk",
        });
        var step = saved.QuerySelector("#analyse-water")!;
        foreach (var expected in new[] { "12.50 EUR / sample", "3–5 days", "Article 7", "Legal desk" }) Assert.Contains(expected, step.TextContent);
        Assert.Null(step.QuerySelector("p.missing"));
        var checks = await staff.Open("/en/handbook/checks");
        Assert.Contains("Steps that need each other", checks.Body!.TextContent);
        var second = await staff.Submit(page, "#step", new() { ["Form.Contact"] = "Main street" });
        Assert.Contains("Legal desk", second.QuerySelector(".notice")!.TextContent);
        Assert.Equal("Legal desk", (await site.WithDb(db => db.Set<Step>().SingleAsync(s => s.Code == "analyse-water"))).VerifiedBy);
    }

    [Theory, OnBothDatabases]
    public async Task A_company_answers_without_an_account_and_reads_its_own_path(Provider provider)
    {
        await using var site = await Site(provider);
        using var visitor = site.Visitor();
        var form = await visitor.Open("/en/handbook/sectors/dairy/path");
        Assert.Null(form.QuerySelector("#path"));
        var path = await visitor.Submit(form, "main form", new() { ["business-registration"] = "Yes", ["tax-registration"] = "Yes", ["bank-account"] = "Yes", ["fiscal-device"] = "NotNeeded", ["haccp"] = "Partly", ["barcode"] = "Nonsense" });
        var text = path.QuerySelector("section")!.TextContent;
        Assert.DoesNotContain("Register the business", text);
        Assert.True(text.IndexOf("Have the water analysed", StringComparison.Ordinal) < text.IndexOf("Set up a food safety system", StringComparison.Ordinal));
        // Nine steps are left and no source tells how long any of them takes.
        Assert.Contains("unknown for 9 steps", text);
        Assert.Contains("selected", path.QuerySelector("select[name=haccp] option[value=Partly]")!.OuterHtml);
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.Client.GetAsync("/en/handbook/sectors/mining/path")).StatusCode);
    }

    private static async Task<TestSite> Site(Provider provider)
    {
        var site = await TestSite.Start(provider);
        await using var scope = site.Scope();
        await scope.ServiceProvider.GetRequiredService<TakeReference>().Run();
        return site;
    }
}
