using System.Net;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Uramost.Platform.Language;
using Uramost.Platform.Ui;

namespace Uramost.Site.Tests.Pages;

/// <summary>
/// Every form of the demonstration, found link by link and sent without script: empty, and filled with what nobody should
/// type (20,000 characters, words where a number or a day is wanted, choices that are not offered). It never fails; when it
/// refuses, it says so above and at the field, in the reader's language, and keeps what was typed.
/// </summary>
public sealed partial class FormTests(DemoPages demo, ITestOutputHelper output) : IClassFixture<DemoPages>
{
    // Forms that take any length or any words, with the reason.
    private static readonly Dictionary<string, string> TakesAnything = new()
    {
        ["/activities/{Id:guid}/attendance list"] = "a row whose state is not among those offered stays as it was",
    };

    [Fact]
    public async Task A_visitor_is_told_in_Albanian() => await Fill(null, UiVariant.All.Single(v => v.Path == "sq"));

    [Fact]
    public async Task A_coordinator_is_told_in_Albanian() => await Fill("Coordinator", UiVariant.All.Single(v => v.Path == "sq"));

    [Fact]
    public async Task An_administrator_is_told_in_Serbian() => await Fill("Administrator", UiVariant.All.Single(v => v.Path == "sr-latn"));

    private async Task Fill(string? role, UiVariant variant)
    {
        var problems = new List<string>();
        var words = Sentences(variant.Path == "sq" ? "sq" : "sr-Latn");
        using var visitor = await demo.As(role);
        var (forms, sent, refused) = (0, 0, 0);
        // The sign-in pages' own limits of tries would answer instead of the forms.
        foreach (var page in (await demo.Pages(role)).Where(p => !p.Path.Contains('?') || p.Route == "/people/merge").DistinctBy(p => p.Route))
        {
            var address = Link.In(variant, page.Path);
            var names = (await Read(visitor, await visitor.Client.GetAsync(address))).QuerySelectorAll("form[method=post]")
                .Where(f => f.QuerySelector(Fields) is not null).Select(f => f.QuerySelector("[name=_handler]")!.GetAttribute("value")!).ToList();
            foreach (var name in names)
            {
                forms++;
                foreach (var way in Enum.GetValues<Way>())
                {
                    var opened = await Read(visitor, await visitor.Client.GetAsync(address));
                    // Sent before, a form may have done its work and be gone.
                    if (opened.QuerySelectorAll("form[method=post]").FirstOrDefault(f => f.QuerySelector("[name=_handler]")?.GetAttribute("value") == name) is not IHtmlFormElement form) continue;
                    var typed = Typed(form, way);
                    using var body = Body(form, typed);
                    var action = form.GetAttribute("action") is { Length: > 0 } given ? given : address;
                    using var answer = await visitor.Client.PostAsync(action, body);
                    sent++;
                    var where = $"{address} {name} {way} as {role ?? "visitor"}";
                    if ((int)answer.StatusCode >= 500)
                    {
                        problems.Add($"{where}: {(int)answer.StatusCode}");
                        continue;
                    }

                    if (answer.StatusCode is HttpStatusCode.Redirect or HttpStatusCode.SeeOther)
                    {
                        if (way == Way.Absurd && !TakesAnything.ContainsKey($"{page.Route} {name}")) problems.Add($"{where}: taken as it is");
                        continue;
                    }

                    if (answer.StatusCode != HttpStatusCode.OK)
                    {
                        if (way != Way.Meddled) problems.Add($"{where}: {(int)answer.StatusCode}");
                        continue;
                    }

                    refused++;
                    if (way == Way.Meddled) continue;
                    var again = await Read(visitor, answer);
                    problems.AddRange(Refusal(again, words).Select(p => $"{where}: {p}"));
                    problems.AddRange(Lost(again, name, typed).Select(p => $"{where}: {p}"));
                }
            }
        }

        output.WriteLine($"{forms} forms as {role ?? "visitor"} in {variant.Path}, sent {sent} times, refused {refused} times");
        Assert.True(problems.Count == 0, string.Join('\n', problems));
        Assert.True(forms > 0, "No form was found.");
    }

    /// <summary>How a form is filled.</summary>
    private enum Way { Empty, Absurd, Meddled }

    private const string Fields = "input:not([type=hidden], [type=submit]), select, textarea";

    private static List<(string Name, string Value, bool Seen)> Typed(IHtmlFormElement form, Way way)
    {
        var typed = new List<(string, string, bool)>();
        foreach (var field in form.Elements.OfType<IHtmlElement>())
        {
            var name = field.GetAttribute("name");
            if (string.IsNullOrEmpty(name) || field.HasAttribute("disabled")) continue;
            var absurd = way == Way.Absurd;
            switch (field)
            {
                case IHtmlInputElement { Type: "hidden" } hidden:
                    typed.Add((name, way == Way.Meddled && name is not ("_handler" or "__RequestVerificationToken") ? "meddled" : hidden.Value, false));
                    break;
                case IHtmlInputElement { Type: "checkbox" or "radio" }:
                    if (absurd && typed.All(t => t.Item1 != name)) typed.Add((name, "no-such-choice", false));
                    break;
                case IHtmlInputElement { Type: "file" or "submit" }: break;
                case IHtmlInputElement { Type: "password" }: typed.Add((name, absurd ? "no" : "", false)); break;
                case IHtmlInputElement { Type: "date" or "number" } input: typed.Add((name, absurd ? "përse-čemu" : way == Way.Meddled ? input.Value : "", true)); break;
                case IHtmlInputElement input: typed.Add((name, absurd ? string.Concat(Enumerable.Repeat("šljivë ", 20_000 / 7)) + "." : way == Way.Meddled ? input.Value : "", true)); break;
                case IHtmlTextAreaElement area: typed.Add((name, absurd ? string.Concat(Enumerable.Repeat("šljivë ", 20_000 / 7)) + "." : way == Way.Meddled ? area.Value : "", true)); break;
                case IHtmlSelectElement: typed.Add((name, absurd || way == Way.Meddled ? "no-such-choice" : "", false)); break;
                // Enter in a field presses the form's first button.
                case IHtmlButtonElement { Type: "submit" } button when button == form.QuerySelector("button[type=submit], button:not([type])"): typed.Add((name, button.Value, false)); break;
            }
        }

        return typed;
    }

    private static HttpContent Body(IHtmlFormElement form, List<(string Name, string Value, bool Seen)> typed)
    {
        if (form.GetAttribute("enctype") != "multipart/form-data") return new FormUrlEncodedContent(typed.Select(t => new KeyValuePair<string, string>(t.Name, t.Value)));
        var parts = new MultipartFormDataContent();
        foreach (var (name, value, _) in typed) parts.Add(new StringContent(value), name);
        return parts;
    }

    // Above the form every message, each leading to its field; at the field the same message, tied to it.
    private static IEnumerable<string> Refusal(IHtmlDocument page, IReadOnlyList<Regex> words)
    {
        var links = page.QuerySelectorAll(".notice-wrong[role=alert] li a").ToList();
        if (links.Count == 0)
        {
            yield return "refused without a word above the form";
            yield break;
        }

        foreach (var link in links)
        {
            var (message, target) = (link.TextContent.Trim(), link.GetAttribute("href")!.Split('#')[^1]);
            if (!words.Any(w => w.IsMatch(message))) yield return $"not in the reader's language: {message}";
            if (page.GetElementById(target) is not { } field)
            {
                yield return $"'{message}' leads to #{target}, which is not there";
            }
            else if (field is IHtmlInputElement or IHtmlSelectElement or IHtmlTextAreaElement)
            {
                var told = (field.GetAttribute("aria-describedby") ?? "").Split(' ').Select(page.GetElementById).Any(e => e?.TextContent.Trim() == message);
                if (!told) yield return $"'{message}' is not tied to {target}";
                if (field.GetAttribute("aria-invalid") != "true") yield return $"{target} is not marked as wrong";
            }
            else if (!field.TextContent.Contains(message, StringComparison.Ordinal))
            {
                yield return $"'{message}' does not stand at {target}";
            }
        }
    }

    private static IEnumerable<string> Lost(IHtmlDocument page, string handler, List<(string Name, string Value, bool Seen)> typed)
    {
        var form = page.QuerySelectorAll("form[method=post]").FirstOrDefault(f => f.QuerySelector("[name=_handler]")?.GetAttribute("value") == handler);
        if (form is null)
        {
            yield return "the form is gone";
            yield break;
        }

        foreach (var (name, value, _) in typed.Where(t => t.Seen && t.Value.Length > 0))
        {
            var kept = form.QuerySelectorAll(Fields).Where(f => f.GetAttribute("name") == name).Select(f => f is IHtmlTextAreaElement area ? area.Value : f.GetAttribute("value") ?? "").ToList();
            if (!kept.Contains(value)) yield return $"{name} has lost what was typed ({value[..Math.Min(value.Length, 12)]}… became {string.Join('|', kept.Select(k => k[..Math.Min(k.Length, 12)]))})";
        }
    }

    private static async Task<IHtmlDocument> Read(Visitor visitor, HttpResponseMessage answer)
    {
        _ = visitor;
        return new HtmlParser(new HtmlParserOptions { IsScripting = false }).ParseDocument(await answer.Content.ReadAsStringAsync());
    }

    // All texts of the product in a language, as patterns: their {0} stand for anything.
    private static IReadOnlyList<Regex> Sentences(string language) =>
    [
        .. Directory.EnumerateFiles(Repository.Path("src"), $"*.{language}.resx", SearchOption.AllDirectories)
            .SelectMany(f => XDocument.Load(f).Descendants("data").Select(d => d.Element("value")!.Value.Trim())).Where(v => v.Length > 0).Distinct()
            .Select(v => new Regex($"^{Placeholder().Replace(Regex.Escape(v), "[\\s\\S]*")}$")),
    ];

    [GeneratedRegex(@"\\\{\d(:[^}]*)?\}")]
    private static partial Regex Placeholder();
}
