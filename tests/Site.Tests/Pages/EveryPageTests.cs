using System.Diagnostics;
using Microsoft.Playwright;
using Uramost.Platform.Language;
using Uramost.Platform.Ui;

namespace Uramost.Site.Tests.Pages;

/// <summary>
/// Every page of the demonstration, found link by link as a visitor, a coordinator and an administrator: each answers in
/// each language with one heading and without inline style or script; and in a real browser it has no serious accessibility
/// problem in light or dark, does not run over its edge on a phone, not with text at 200 % either, and asks no third party for anything.
/// The browser looks at a seeded sample; with <c>URAMOST_TEST_ALL=1</c> (<c>./test.sh --all</c>) at every kind of page in
/// all variants and both schemes. <c>URAMOST_SEED</c> repeats a sample.
/// </summary>
public sealed class EveryPageTests(DemoPages demo, ITestOutputHelper output) : IClassFixture<DemoPages>
{
    private const int Phone = 320, Sample = 10;
    private static readonly bool All = Environment.GetEnvironmentVariable("URAMOST_TEST_ALL") == "1";

    [Fact]
    public async Task A_visitor_finds_every_page_sound() => await Look(role: null);

    [Fact]
    public async Task A_coordinator_finds_every_page_sound() => await Look(role: "Coordinator");

    [Fact]
    public async Task An_administrator_finds_every_page_sound() => await Look(role: "Administrator");

    [Fact]
    public async Task Together_they_find_every_page_that_the_site_has()
    {
        var met = new HashSet<string>();
        foreach (var role in new[] { null, "Coordinator", "Administrator" }) met.UnionWith((await demo.Pages(role)).Select(p => p.Route));
        var unseen = demo.Routes.Except(met).Except(DemoPages.NotLinked.Keys).ToList();
        Assert.True(unseen.Count == 0, $"No link leads to {string.Join(", ", unseen)}");
    }

    private async Task Look(string? role)
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable("URAMOST_SEED"), out var given) ? given : Random.Shared.Next(100_000);
        var watch = Stopwatch.StartNew();
        var found = await demo.Pages(role);
        var problems = new List<string>(found.SelectMany(p => p.Problems));
        output.WriteLine($"{found.Select(p => p.Kind).Distinct().Count()} kinds of pages as {role ?? "visitor"}, read in {UiVariant.All.Count} variants in {watch.Elapsed.TotalSeconds:0} s (with what others had read)");

        var random = new Random(seed);
        var pages = found.ToArray();
        if (!All)
        {
            random.Shuffle(pages);
            pages = [.. pages.DistinctBy(p => p.Kind).Take(Sample)];
            output.WriteLine($"URAMOST_SEED={seed}: {string.Join(' ', pages.Select(p => p.Path))}");
        }

        var page = await Browser.Page(Phone, 800, url: demo.Site.Url);
        page.Console += (_, message) =>
        {
            if (message.Type == "error" && !message.Text.Contains("404", StringComparison.Ordinal)) problems.Add($"{page.Url}: console: {message.Text}");
        };
        page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(demo.Site.Url, StringComparison.Ordinal) && !request.Url.StartsWith("data:", StringComparison.Ordinal)) problems.Add($"{page.Url}: asks {request.Url}");
        };
        if (role is not null)
        {
            await page.GotoAsync("/en/demo/roles");
            await page.Locator($"button[value='{role}']").ClickAsync();
            await page.WaitForURLAsync(u => !u.EndsWith("/roles", StringComparison.Ordinal));
        }

        var looks = 0;
        foreach (var found1 in pages)
        {
            // The first page of a kind is looked at in every variant; its second, what differs by a filter only, and what another role has looked at so, in one.
            IEnumerable<UiVariant> variants = All && !found1.Path.Contains('?') && demo.Looked.Add(found1.Kind) ? UiVariant.All : [UiVariant.All[random.Next(UiVariant.All.Count)]];
            foreach (var variant in variants)
            {
                var before = problems.Count;
                looks += await LookAt(page, Link.In(variant, found1.Path), problems);
                // The full walk takes minutes: what it finds is told at once, with how far it has come.
                foreach (var problem in problems.Skip(before)) output.WriteLine($"after {looks} looks: {problem}");
            }
        }

        await page.Context.CloseAsync();
        output.WriteLine($"{looks} looks at {pages.Length} pages in {watch.Elapsed.TotalSeconds:0} s");
        Assert.True(problems.Count == 0, string.Join('\n', problems));
        Assert.True(found.Count >= 3, "The walk found hardly any page.");
    }

    // Light, dark and twice the text without asking for the page again; the number of looks.
    private static async Task<int> LookAt(IPage page, string address, List<string> problems)
    {
        await page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = ColorScheme.Light });
        var response = await page.GotoAsync(address, new PageGotoOptions { WaitUntil = WaitUntilState.Load });
        if (response is not { Ok: true })
        {
            problems.Add($"{address}: answered {response?.Status} in the browser");
            return 1;
        }

        problems.AddRange((await Axe.Run(page)).Select(p => $"{address}: {p}"));
        await page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = ColorScheme.Dark });
        problems.AddRange((await Axe.Run(page, coloursOnly: true)).Select(p => $"{address} dark: {p}"));
        foreach (var size in new[] { "100%", "200%" })
        {
            var wide = await page.EvaluateAsync<string?>(
                """
                size => {
                  document.documentElement.style.fontSize = size
                  const edge = document.documentElement.clientWidth
                  if (document.documentElement.scrollWidth <= edge) return null
                  const box = e => e.getBoundingClientRect()
                  const over = [...document.querySelectorAll('main *, body > *')].filter(e => box(e).right > edge + 1 && !e.closest('.table-box > *'))
                  return `${document.documentElement.scrollWidth} px wide: ` + over.slice(0, 3).map(e => e.outerHTML.slice(0, 120)).join(' | ')
                }
                """, size);
            if (wide is not null) problems.Add($"{address} on a screen of {Phone} px, text at {size}: {wide}");
        }

        return 2;
    }
}
