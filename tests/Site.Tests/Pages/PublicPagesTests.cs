using System.IO.Compression;
using System.Text.RegularExpressions;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Uramost.Platform.Contracts;
using Uramost.Platform.Data;
using Uramost.Platform.Language;
using Uramost.Platform.Naming;
using Uramost.Platform.Organisations;
using Uramost.Platform.Places;
using Uramost.Platform.Ui;
using Uramost.Programmes.Activities;
using Uramost.Programmes.Projects;

namespace Uramost.Site.Tests.Pages;

/// <summary>What the public reads, in all four variants: neutral names, one language, light enough for a slow line.</summary>
public sealed partial class PublicPagesTests(ITestOutputHelper output)
{
    private const int MostBytes = 60_000;

    [Fact]
    public async Task Public_pages_use_no_name_that_the_policy_forbids_and_weigh_at_most_60_kB()
    {
        await using var site = await TestSite.Start(Provider.Sqlite, demo: true);
        using var client = new HttpClient { BaseAddress = new Uri(site.Url) };
        client.DefaultRequestHeaders.AcceptEncoding.ParseAdd("br");
        var check = new NeutralityCheck(site.Services.GetRequiredService<PlaceCatalogue>());
        var policies = NamingPolicies.Load();
        var policy = policies[NamingPolicies.Asterisk];
        var problems = new List<string>();
        var (verbatim, heaviest, pages) = (new SortedSet<string>(StringComparer.Ordinal), ("", 0), 0);
        var english = EnglishSentences();

        foreach (var path in await PublicPaths(site))
        {
            foreach (var variant in UiVariant.All)
            {
                var address = Link.In(variant, path);
                using var answer = await client.GetAsync(address);
                var packed = await answer.Content.ReadAsByteArrayAsync();
                if (answer.Content.Headers.ContentType?.MediaType != "text/html") continue;
                Assert.Equal("br", Assert.Single(answer.Content.Headers.ContentEncoding));
                var page = new HtmlParser().ParseDocument(Unpack(packed));
                var weight = packed.Length + await Weight(client, page);
                if (weight > heaviest.Item2) heaviest = (address, weight);
                if (weight > MostBytes) problems.Add($"{address}: {weight} bytes at first view");

                var texts = ReadPage.Texts(page);
                var report = check.Check(policy, texts);
                pages++;
                problems.AddRange(report.Violations.Select(v => $"{address}: {Told(v, texts)}"));
                foreach (var (text, language) in report.Verbatim) verbatim.Add($"{language}: {text}");
                if (variant.Language != "en") problems.AddRange(Foreign(page, english).Select(s => $"{address}: English in a translated page: {s}"));
            }
        }

        output.WriteLine($"Heaviest first view: {heaviest.Item1}, {heaviest.Item2} bytes compressed.");
        output.WriteLine($"{pages} pages read; {verbatim.Count} texts stay as published and were passed over:");
        foreach (var text in verbatim) output.WriteLine(text);
        Assert.True(problems.Count == 0, string.Join('\n', problems.Take(60)));
        Assert.NotEmpty(verbatim);
    }

    [Fact]
    public async Task A_name_that_the_policy_forbids_is_found_on_the_page_of_a_single_record_in_each_variant()
    {
        await using var site = await TestSite.Start(Provider.Sqlite, demo: true);
        Guid activity, organisation, project;
        await using (var scope = site.Scope())
        {
            var db = scope.ServiceProvider.GetRequiredService<PlatformDb>();
            var found = await db.Set<Activity>().FirstAsync(a => a.Confidentiality == Confidentiality.Public && a.ProjectId != null);
            found.Summary = Slip;
            // A title in our own words is checked, in the window's title too; a published one is not.
            found.Title = PublishedText.Own(Slip);
            (activity, project) = (found.Id, found.ProjectId!.Value);
            (await db.Set<Project>().SingleAsync(p => p.Id == project)).Summary = Slip;
            var body = await db.Set<Organisation>().FirstAsync(o => o.Kind == OrganisationKind.Institution);
            body.Name = PublishedText.AsPublished(Slip.En!, "en", Slip);
            organisation = body.Id;
            await db.SaveChangesAsync();
        }

        var check = new NeutralityCheck(site.Services.GetRequiredService<PlaceCatalogue>());
        var policy = NamingPolicies.Load()[NamingPolicies.Asterisk];
        using var client = new HttpClient { BaseAddress = new Uri(site.Url) };
        foreach (var variant in UiVariant.All)
        {
            foreach (var (path, atLeast) in new[] { ($"/activities/{activity}", 3), ($"/projects/{project}", 1), ($"/organisations/{organisation}", variant.Language == "en" ? 0 : 1) })
            {
                var page = new HtmlParser().ParseDocument(await client.GetStringAsync(Link.In(variant, path)));
                var report = check.Check(policy, ReadPage.Texts(page));
                Assert.True(report.Violations.Count(v => v.Rule == "status-name") >= atLeast, $"{variant.Path}{path}: {string.Join("; ", report.Violations)}");
                if (path.StartsWith("/organisations", StringComparison.Ordinal)) Assert.Contains(report.Verbatim, v => v.Text.Contains(Slip.En!, StringComparison.Ordinal));
            }
        }
    }

    [Fact]
    public async Task Pages_of_a_project_follow_the_policy_of_its_donor()
    {
        await using var site = await TestSite.Start(Provider.Sqlite, demo: true);
        Project project;
        List<Guid> activities;
        await using (var scope = site.Scope())
        {
            var db = scope.ServiceProvider.GetRequiredService<PlatformDb>();
            project = await db.Set<Project>().SingleAsync(p => p.Slug == "kspag-benefits");
            foreach (var profile in await db.Set<DonorProfile>().Where(d => d.ProjectId == project.Id).ToListAsync()) db.Remove(profile);
            db.Add(new DonorProfile { ProjectId = project.Id, OrganisationId = (await db.Set<ProjectOrganisation>().FirstAsync(o => o.ProjectId == project.Id && o.Role == ProjectRole.Donor)).OrganisationId, NamingPolicyId = "plain-local" });
            await db.SaveChangesAsync();
            activities = await db.Set<Activity>().Where(a => a.ProjectId == project.Id && a.Confidentiality == Confidentiality.Public).OrderBy(a => a.Id).Select(a => a.Id).Take(12).ToListAsync();
        }

        var check = new NeutralityCheck(site.Services.GetRequiredService<PlaceCatalogue>());
        var policy = NamingPolicies.Load()["plain-local"];
        using var client = new HttpClient { BaseAddress = new Uri(site.Url) };
        string[] paths = [$"/p/{project.Slug}", $"/projects/{project.Id}", $"/figures/programmes.activities?basis=recorded&project={project.Id}&place=xk-vushtrri", .. activities.Select(a => $"/activities/{a}")];
        foreach (var (variant, path) in UiVariant.All.SelectMany(v => paths.Select(p => (v, p))))
        {
            var page = new HtmlParser().ParseDocument(await client.GetStringAsync(Link.In(variant, path)));
            // In a text of one language the other side's name stands beside the own one, as the policy asks.
            var texts = ReadPage.Texts(page);
            var problems = check.Check(policy, texts).Violations.Select(v => $"{variant.Path}{path}: {Told(v, texts)}").ToList();
            Assert.True(problems.Count == 0, string.Join('\n', problems));
            Assert.Null(page.QuerySelector(".naming-mark, #naming-note"));
        }

        var serbian = new HtmlParser().ParseDocument(await client.GetStringAsync(Link.In(UiVariant.SerbianLatin, $"/p/{project.Slug}")));
        Assert.Contains("Vushtrri/Vučitrn", serbian.QuerySelector(".place-list")!.TextContent);
    }

    // What was found, with the words around it.
    private static string Told(NeutralityViolation violation, IReadOnlyList<PageText> texts)
    {
        var text = violation.TextIndex < 0 ? "" : texts[violation.TextIndex].Text;
        return $"'{violation.Found}' breaks {violation.Rule} in: {text[Math.Max(0, violation.Start - 40)..Math.Min(text.Length, violation.Start + violation.Length + 40)]}";
    }

    // One slip in each language.
    private static readonly LocalText Slip = new("A meeting in the Republic of Kosovo", "Takim në Republikën e Kosovës", "Sastanak u takozvanom Kosovu");

    private static async Task<IReadOnlyList<string>> PublicPaths(TestSite site)
    {
        using var visitor = site.Visitor();
        var (seen, queue, kinds) = (new List<string>(), new Queue<string>(["/"]), new Dictionary<string, int>());
        while (queue.TryDequeue(out var path))
        {
            if (seen.Contains(path)) continue;
            // Every page has its turn, but of a list's many filters one each is enough.
            var kind = Value().Replace(path, "=");
            if (path.Contains('?') && kinds.GetValueOrDefault(kind) > 0) continue;
            kinds[kind] = kinds.GetValueOrDefault(kind) + 1;
            using var answer = await visitor.Client.GetAsync(Link.In(UiVariant.English, path));
            if (answer.Content.Headers.ContentType?.MediaType != "text/html") continue;
            seen.Add(path);
            var page = new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync());
            foreach (var link in page.Links.OfType<IHtmlAnchorElement>().Select(a => a.GetAttribute("href") ?? ""))
            {
                if (OwnPath().Match(link.Split('#')[0]) is { Success: true } match) queue.Enqueue(match.Groups["rest"].Value is { Length: > 0 } rest ? rest : "/");
            }
        }

        return seen;
    }

    private static async Task<int> Weight(HttpClient client, IHtmlDocument page)
    {
        var assets = page.QuerySelectorAll("link[rel=stylesheet], link[rel=icon], script[src], img[src]")
            .Select(e => e.GetAttribute("href") ?? e.GetAttribute("src")!).Where(a => a.StartsWith('/')).Distinct();
        var weight = 0;
        foreach (var asset in assets) weight += (await client.GetByteArrayAsync(asset)).Length;
        return weight;
    }

    private static string Unpack(byte[] packed)
    {
        using var brotli = new BrotliStream(new MemoryStream(packed), CompressionMode.Decompress);
        using var reader = new StreamReader(brotli);
        return reader.ReadToEnd();
    }

    // Sentences of the product's own English words: none of them may stand on a page in another language.
    private static HashSet<string> EnglishSentences() =>
        [.. Directory.EnumerateFiles(Repository.Path("src"), "*.resx", SearchOption.AllDirectories)
            .Where(f => !Path.GetFileNameWithoutExtension(f).Contains('.') && !f.Contains("/obj/", StringComparison.Ordinal))
            .SelectMany(f => System.Xml.Linq.XDocument.Load(f).Root!.Elements("data").Select(d => d.Element("value")!.Value))
            .Where(v => Regex.Count(v, @"\p{L}{2,}") >= 3 && !v.Contains('{'))];

    private static IEnumerable<string> Foreign(IHtmlDocument page, HashSet<string> english) =>
        page.All.Where(e => e.ChildElementCount == 0 && e.Closest("[lang=en]") is null).Select(e => e.TextContent.Trim()).Where(english.Contains);

    [GeneratedRegex(@"^/(en|sq|sr-latn|sr-cyrl)(?<rest>(/.*)?)$")]
    private static partial Regex OwnPath();

    [GeneratedRegex("=[^&]*")]
    private static partial Regex Value();
}
