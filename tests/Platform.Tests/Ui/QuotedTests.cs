using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Logging.Abstractions;
using Uramost.Platform.Language;
using Uramost.Platform.Naming;
using Uramost.Platform.Places;
using Uramost.Platform.Ui;

namespace Uramost.Platform.Tests.Ui;

public sealed class QuotedTests
{
    private static readonly Verbatim OpEd = new("Allo Kosova!", "sq", new LocalText(En: "Hello {{kosovo}}!", Sr: "Alo, {{kosovo}}!"));

    [Theory]
    [InlineData("en", " (Hello Kosovo*!)")]
    [InlineData("sr-latn", " (Alo, Kosovo*!)")]
    [InlineData("sr-cyrl", " (Ало, Косово*!)")]
    [InlineData("sq", null)]
    public async Task A_title_keeps_its_language_and_its_translation_follows_the_policy(string variant, string? translation)
    {
        var page = await Render(variant, OpEd);
        var title = page.QuerySelector("cite.verbatim")!;
        Assert.Equal(("Allo Kosova!", "sq", "no"), (title.TextContent, title.GetAttribute("lang"), title.GetAttribute("translate")));
        Assert.Equal(translation, page.QuerySelector(".translation")?.TextContent);

        // The title passes unchanged under every policy and is listed; the translation is ours and is checked.
        var report = new NeutralityCheck(PlaceCatalogue.Load()).Check(NamingPolicies.Load()["kosovo-asterisk"], ReadPage.Texts(page));
        Assert.Empty(report.Violations);
        Assert.Equal([("Allo Kosova!", "sq")], report.Verbatim);
    }

    [Fact]
    public async Task Names_and_quotations_are_marked_too()
    {
        Assert.Equal("Канцеларија за Косово и Метохију", (await Render("en", new("Канцеларија за Косово и Метохију", "sr-Cyrl", Kind: VerbatimKind.Name))).QuerySelector("span.verbatim[lang=sr-Cyrl]")!.TextContent);
        Assert.NotNull((await Render("en", new("Ne", "sr-Latn", Kind: VerbatimKind.Quotation))).QuerySelector("q.verbatim"));
    }

    private static async Task<IDocument> Render(string variant, Verbatim text)
    {
        using var reader = new Reader(UiVariant.ByPath(variant)!);
        await using var services = new ServiceCollection().AddPlaces().AddNaming()
            .AddSingleton<IStringLocalizerFactory, WordsLocalizerFactory>().AddTransient(typeof(IStringLocalizer<>), typeof(StringLocalizer<>)).BuildServiceProvider();
        await using var request = services.CreateAsyncScope();
        await using var renderer = new HtmlRenderer(request.ServiceProvider, NullLoggerFactory.Instance);
        var html = await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync<Quoted>(ParameterView.FromDictionary(new Dictionary<string, object?> { ["Text"] = text }))).ToHtmlString());
        return new HtmlParser().ParseDocument($"<html lang=\"{UiVariant.Current.Tag}\"><body>{request.ServiceProvider.GetRequiredService<PageNaming>().Settle(html)}</body></html>");
    }
}
