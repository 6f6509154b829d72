using System.Text.RegularExpressions;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Uramost.Platform.Language;

namespace Uramost.Site.Tests.Pages;

/// <summary>
/// Walks the demonstration as a visitor and as a coordinator, link by link, in a real browser: no page has a serious
/// accessibility problem, runs over its edge on a phone, breaks the content policy or asks a third party for anything.
/// It takes long and is run by <c>./test.sh --all</c>. A page kind is looked at twice at most; <c>URAMOST_TEST_ALL=1</c> looks at each in all variants and both schemes.
/// </summary>
public sealed partial class EveryPageTests(ITestOutputHelper output)
{
    private static readonly bool All = Environment.GetEnvironmentVariable("URAMOST_TEST_ALL") == "1";

    [Fact(Explicit = true)]
    public async Task A_visitor_finds_every_page_sound() => await Walk(role: null);

    [Fact(Explicit = true)]
    public async Task A_coordinator_finds_every_page_sound() => await Walk(role: "Coordinator");

    [Fact(Explicit = true)]
    public async Task An_administrator_finds_every_page_sound() => await Walk(role: "Administrator");

    private async Task Walk(string? role)
    {
        await using var site = await TestSite.Start(Provider.Sqlite, demo: true);
        var url = site.Url;
        var page = await Browser.Page(320, 800, url: url);
        page.SetDefaultTimeout(120_000);
        page.SetDefaultNavigationTimeout(120_000);
        var problems = new List<string>();
        var ownScripts = false; // axe itself breaks the policy: what the console says then is not the page's
        page.Console += (_, message) =>
        {
            if (!ownScripts && message.Type == "error" && !message.Text.Contains("404", StringComparison.Ordinal)) problems.Add($"{page.Url}: console: {message.Text}");
        };
        page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(url, StringComparison.Ordinal) && !request.Url.StartsWith("data:", StringComparison.Ordinal)) problems.Add($"{page.Url}: asks {request.Url}");
        };
        if (role is not null)
        {
            await page.GotoAsync("/en/demo/roles");
            await page.Locator($"form:has(input[value='{role}']) button, button[value='{role}']").First.ClickAsync();
        }

        var (seen, kinds, queue) = (new HashSet<string>(), new Dictionary<string, int>(), new Queue<string>(["/"]));
        var looked = 0;
        while (queue.TryDequeue(out var path))
        {
            if (!seen.Add(path)) continue;
            var kind = Kind(path);
            if (kinds.GetValueOrDefault(kind) >= (path.Contains('?') ? 1 : 2)) continue;
            kinds[kind] = kinds.GetValueOrDefault(kind) + 1;
            // The sample gives each kind one of the other variants in turn and dark every second time.
            var others = UiVariant.All.Skip(1).ToList();
            List<(UiVariant Variant, bool Dark)> looks = All
                ? [.. UiVariant.All.SelectMany(v => new[] { (v, false), (v, true) })]
                : [(UiVariant.English, looked % 2 == 1), (others[looked % others.Count], looked % 2 == 0)];
            looked++;
            foreach (var (variant, dark) in looks)
            {
                await page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light });
                var response = await page.GotoAsync(Uramost.Platform.Ui.Link.In(variant, path));
                var look = $"{variant.Path}{path}{(dark ? " dark" : "")}";
                if (response is not { Ok: true })
                {
                    problems.Add($"{look}: answered {response?.Status}");
                    break;
                }

                if (response.Headers.GetValueOrDefault("content-type")?.StartsWith("text/html", StringComparison.Ordinal) != true) break;
                ownScripts = true;
                await Look(page, look, variant, problems);
                ownScripts = false;
                if (variant == UiVariant.English)
                {
                    foreach (var link in await page.EvalOnSelectorAllAsync<string[]>("a[href]", "links => links.filter(a => !a.hasAttribute('download') && a.origin === location.origin).map(a => a.pathname + a.search)"))
                    {
                        var match = OwnPath().Match(link);
                        if (match.Success && !link.Contains("/files/", StringComparison.Ordinal)) queue.Enqueue(match.Groups["rest"].Value is { Length: > 0 } rest ? rest : "/");
                    }
                }
            }
        }

        await page.Context.CloseAsync();
        output.WriteLine($"{kinds.Count} kinds of pages, {seen.Count} addresses met as {role ?? "visitor"}: {string.Join(' ', kinds.Keys.Order())}");
        Assert.True(problems.Count == 0, string.Join('\n', problems));
        Assert.True(kinds.Count >= 3, "The walk found hardly any page.");
    }

    private static async Task Look(IPage page, string look, UiVariant variant, List<string> problems)
    {
        var axe = await page.RunAxe(new AxeRunOptions { RunOnly = new RunOnlyOptions { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] } });
        problems.AddRange(axe.Violations.Where(v => v.Impact is "serious" or "critical").Select(v => $"{look}: {v.Id} ({v.Impact}): {string.Join(" | ", v.Nodes.Take(2).Select(n => n.Html))}"));
        var width = await page.EvaluateAsync<int>("document.documentElement.scrollWidth");
        if (width > 320) problems.Add($"{look}: {width} px wide on a screen of 320");
        await page.EvaluateAsync("document.documentElement.style.fontSize = '200%'");
        var enlarged = await page.EvaluateAsync<int>("document.documentElement.scrollWidth");
        if (enlarged > 320 + 8) problems.Add($"{look}: {enlarged} px wide with text at 200 %");
        if (await page.EvaluateAsync<string>("document.documentElement.lang") != variant.Tag) problems.Add($"{look}: lang is not {variant.Tag}");
        if (await page.Locator("[style], script:not([src]), style").CountAsync() is var inline and > 0 && await page.Locator("body [style], script:not([src]):not([type=importmap])").CountAsync() > 0) problems.Add($"{look}: {inline} inline styles or scripts");
        if (await page.Locator("h1").CountAsync() != 1) problems.Add($"{look}: not exactly one h1");
    }

    // /activities/0190…/edit and /activities/0191…/edit are one kind; so are addresses that differ in a filter's value only.
    private static string Kind(string path)
    {
        var (address, query) = path.Split('?') is [var a, var q] ? (a, q) : (path, "");
        var names = string.Join('&', query.Split('&').Select(p => p.Split('=')[0]));
        return Identifier().Replace(address, "/{id}") + (names.Length > 0 ? "?" + names : "");
    }

    [GeneratedRegex(@"/[0-9a-f]{8}-[0-9a-f-]{27}|(?<=^/(p|help))/[\w-]+")]
    private static partial Regex Identifier();

    [GeneratedRegex(@"^/(en|sq|sr-latn|sr-cyrl)(?<rest>(/.*)?)$")]
    private static partial Regex OwnPath();
}
