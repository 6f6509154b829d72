using System.IO.Compression;
using System.Text.RegularExpressions;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Microsoft.Extensions.DependencyInjection;
using Uramost.Platform.Language;
using Uramost.Platform.Naming;
using Uramost.Platform.Places;
using Uramost.Platform.Ui;

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
        var (verbatim, heaviest, told) = (new SortedSet<string>(), ("", 0), 0);
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

                var report = check.Check(policy, ReadPage.Texts(page));
                // The page of a single record gives what was published in its title and its facts, where not every name is
                // marked as published yet: there the violations are counted and told, elsewhere they fail.
                if (OneRecord().IsMatch(path)) told += report.Violations.Count;
                else problems.AddRange(report.Violations.Select(v => $"{address}: '{v.Found}' breaks {v.Rule}"));
                foreach (var (text, language) in report.Verbatim) verbatim.Add($"{language}: {text}");
                if (variant.Language != "en") problems.AddRange(Foreign(page, english).Select(s => $"{address}: English in a translated page: {s}"));
            }
        }

        output.WriteLine($"Heaviest first view: {heaviest.Item1}, {heaviest.Item2} bytes compressed. {verbatim.Count} texts stay as published; {told} unmarked names on pages of single records.");
        foreach (var text in verbatim.Take(60)) output.WriteLine(text);
        Assert.True(problems.Count == 0, string.Join('\n', problems.Take(60)));
        Assert.NotEmpty(verbatim);
    }

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

    [GeneratedRegex(@"^/(p|projects|activities|organisations|figures)/.")]
    private static partial Regex OneRecord();

    [GeneratedRegex("=[^&]*")]
    private static partial Regex Value();
}
