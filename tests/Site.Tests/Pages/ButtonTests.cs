using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Microsoft.Extensions.DependencyInjection;
using Uramost.Platform.Data;

namespace Uramost.Site.Tests.Pages;

/// <summary>
/// Every form that is nothing but buttons, on every kind of page: pressed with hidden values that somebody meddled with,
/// pressed, and pressed again with the same body as an impatient finger does. None may fail, and the record of changes
/// holds afterwards.
/// </summary>
public sealed class ButtonTests(DemoPages demo, ITestOutputHelper output) : IClassFixture<DemoPages>
{
    private const string Fields = "input:not([type=hidden], [type=submit]), select, textarea";

    [Theory]
    [InlineData("Coordinator")]
    [InlineData("Administrator")]
    public async Task No_button_fails_when_it_is_meddled_with_or_pressed_twice(string role)
    {
        var problems = new List<string>();
        var (buttons, pressed) = (0, 0);
        using var visitor = await demo.As(role);
        foreach (var page in (await demo.Pages(role)).Where(p => !p.Path.Contains('?')).DistinctBy(p => p.Route)
            // Whoever ends their own sessions is out: last.
            .OrderBy(p => p.Route.Contains("account", StringComparison.Ordinal)))
        {
            var address = $"/en{page.Path}";
            foreach (var form in (await Read(await visitor.Client.GetAsync(address))).QuerySelectorAll("form[method=post]").OfType<IHtmlFormElement>().Where(f => f.QuerySelector(Fields) is null).ToList())
            {
                // Leaving would end the walk.
                if (form.GetAttribute("action") is { } action && (action.Contains("sign-out", StringComparison.Ordinal) || action.Contains("/demo/", StringComparison.Ordinal))) continue;
                foreach (var button in form.QuerySelectorAll("button[type=submit], button:not([type])").OfType<IHtmlButtonElement>())
                {
                    buttons++;
                    await Press("meddled", meddled: true);
                    await Press("pressed", meddled: false);
                    await Press("pressed again", meddled: false);

                    async Task Press(string how, bool meddled)
                    {
                        using var body = Body(form, button, meddled);
                        using var answer = await visitor.Client.PostAsync(form.GetAttribute("action") is { Length: > 0 } given ? given : address, body);
                        pressed++;
                        if ((int)answer.StatusCode >= 500) problems.Add($"{address} {form.QuerySelector("[name=_handler]")?.GetAttribute("value")} '{button.TextContent.Trim()}' {how} as {role}: {(int)answer.StatusCode}");
                    }
                }
            }
        }

        output.WriteLine($"{buttons} buttons as {role}, pressed {pressed} times");
        Assert.True(problems.Count == 0, string.Join('\n', problems));
        Assert.True(buttons > 0, "No button was found.");
        await using var scope = demo.Site.Scope();
        Assert.Null((await scope.ServiceProvider.GetRequiredService<VerifyAudit>().Run(TestContext.Current.CancellationToken)).BrokenAt);
    }

    private static FormUrlEncodedContent Body(IHtmlFormElement form, IHtmlButtonElement button, bool meddled)
    {
        var values = form.QuerySelectorAll("input[type=hidden]").OfType<IHtmlInputElement>().Where(f => f.Name is { Length: > 0 })
            .Select(f => new KeyValuePair<string, string>(f.Name!, meddled && f.Name is not ("_handler" or "__RequestVerificationToken") ? "meddled" : f.Value)).ToList();
        if (button.Name is { Length: > 0 } name) values.Add(new(name, meddled ? "meddled" : button.Value));
        return new FormUrlEncodedContent(values);
    }

    private static async Task<IHtmlDocument> Read(HttpResponseMessage answer) =>
        new HtmlParser(new HtmlParserOptions { IsScripting = false }).ParseDocument(await answer.Content.ReadAsStringAsync());
}
