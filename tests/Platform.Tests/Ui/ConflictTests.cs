using System.Globalization;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Logging.Abstractions;
using Uramost.Platform.Language;
using Uramost.Platform.Ui;

namespace Uramost.Platform.Tests.Ui;

/// <summary>Both versions of a record stand side by side, and what is chosen is what the form sends.</summary>
public sealed class ConflictTests
{
    private static readonly ConflictField[] Fields =
    [
        new("Form.Title", "Title", "Ours <b>", "Theirs & more"),
        new("Form.Place", "Place", "xk-pej", "xk-vushtrri", "Peja", "Vushtrri"),
        new("Form.Text", "Text", "one\r\ntwo", "one\ntwo "),
        new("Form.Remark", "Remark", "", "new remark"),
    ];

    [Fact]
    public async Task What_differs_is_offered_in_both_versions_and_what_agrees_only_travels_along()
    {
        var page = await Render();
        Assert.Equal(["Title", "Place", "Remark"], page.QuerySelectorAll("legend").Select(l => l.TextContent));
        Assert.Equal(["Peja", "Vushtrri"], page.QuerySelectorAll("fieldset:nth-of-type(2) .conflict-text").Select(t => t.TextContent));
        Assert.Equal("7", page.QuerySelector("input[name='Form.Version']")!.GetAttribute("value"));
        Assert.All(page.QuerySelectorAll("input[type=radio]"), r => Assert.NotNull(page.QuerySelector($"label[for='{r.Id}']")));
        Assert.All(page.All, e => Assert.False(e.HasAttribute("style")));
    }

    [Fact]
    public async Task Nothing_is_lost_without_a_choice_and_a_choice_sends_the_others_text()
    {
        var page = await Render();
        Assert.Equal("Ours <b>|xk-pej|one\r\ntwo||7", Sent(page));
        page.QuerySelector<IHtmlInputElement>("#Form-Title-theirs")!.IsChecked = true;
        page.QuerySelector<IHtmlInputElement>("#Form-Remark-theirs")!.IsChecked = true;
        Assert.Equal("Theirs & more|xk-pej|one\r\ntwo|new remark|7", Sent(page));
    }

    private static string Sent(IHtmlDocument page) => string.Join('|', Fields.Select(f => f.Name).Append("Form.Version")
        .Select(n => page.QuerySelectorAll<IHtmlInputElement>($"input[name='{n}']").Last(i => i.Type == "hidden" || i.IsChecked).GetAttribute("value")));

    private static async Task<IHtmlDocument> Render()
    {
        CultureInfo.CurrentUICulture = UiVariant.SerbianCyrillic.Culture;
        await using var services = new ServiceCollection().AddSingleton<IStringLocalizerFactory, WordsLocalizerFactory>().AddTransient(typeof(IStringLocalizer<>), typeof(StringLocalizer<>)).BuildServiceProvider();
        await using var renderer = new HtmlRenderer(services, NullLoggerFactory.Instance);
        var html = await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync<Conflict>(ParameterView.FromDictionary(new Dictionary<string, object?>
        {
            [nameof(Conflict.Fields)] = Fields, [nameof(Conflict.VersionName)] = "Form.Version", [nameof(Conflict.Version)] = 7,
        }))).ToHtmlString());
        return await new HtmlParser().ParseDocumentAsync($"<form>{html}</form>");
    }
}
