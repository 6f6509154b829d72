using AngleSharp.Html.Parser;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Logging;
using Uramost.Platform.Language;
using Uramost.Platform.Naming;
using Uramost.Platform.Places;
using Uramost.Platform.Ui;
using Xunit;

namespace Uramost.Platform.Tests.Naming;

public sealed class PageNamingTests : IAsyncLifetime
{
    private WebApplication app = null!;
    private HttpClient browser = null!;

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddRazorComponents();
        builder.Services.AddAntiforgery();
        builder.Services.AddPlaces().AddNaming().AddSingleton<IStringLocalizerFactory, WordsLocalizerFactory>().AddTransient(typeof(IStringLocalizer<>), typeof(StringLocalizer<>));
        app = builder.Build();
        app.UseLanguagePath();
        app.UseRouting();
        app.UseAntiforgery();
        app.UsePageNaming();
        app.MapRazorComponents<LeafletPage>();
        app.MapGet("/plain", () => "a file with \uE0A0 in it");
        await app.StartAsync();
        browser = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
    }

    public async ValueTask DisposeAsync()
    {
        browser.Dispose();
        await app.DisposeAsync();
    }

    [Theory]
    [InlineData("en", "Kosovo")]
    [InlineData("sq", "Kosovë")]
    [InlineData("sr-latn", "Kosovo")]
    [InlineData("sr-cyrl", "Косово")]
    public async Task A_page_marks_the_mention_that_is_first_on_it_and_ends_with_one_footnote(string variant, string name)
    {
        var page = new HtmlParser().ParseDocument(await browser.GetStringAsync($"/{variant}/leaflet", TestContext.Current.CancellationToken));
        var mark = Assert.Single(page.QuerySelectorAll("sup.naming-mark"));

        // The heading is rendered by a component inside the page, after the paragraph below it, and still comes first.
        Assert.Equal("H1", mark.ParentElement!.TagName);
        Assert.Equal(name + "*", page.QuerySelector("h1")!.TextContent.Trim());
        Assert.Equal(name, page.QuerySelector("p.below")!.TextContent.Trim());
        Assert.Equal(name + "*", page.QuerySelector("img")!.GetAttribute("alt"));
        Assert.Equal(name + "*", page.Title);
        var note = Assert.Single(page.QuerySelectorAll("[role=doc-footnote]"));
        Assert.Equal("FOOTER", note.ParentElement!.TagName);
        Assert.Equal("#" + note.Id, mark.QuerySelector("a")!.GetAttribute("href"));
        using var reader = new Reader(UiVariant.ByPath(variant)!);
        Assert.Contains(NamingPolicies.Load()["kosovo-asterisk"].Footnote!.In(UiVariant.Current)!, note.TextContent);
        Assert.DoesNotContain('\uE0A0', page.DocumentElement.OuterHtml);
        Assert.DoesNotContain('\uE0A1', page.DocumentElement.OuterHtml);

        // And the page passes the check of its own policy, but no other's.
        var check = new NeutralityCheck(PlaceCatalogue.Load());
        var policies = NamingPolicies.Load();
        Assert.Empty(check.Check(policies["kosovo-asterisk"], ReadPage.Texts(page)).Violations);
        Assert.NotEmpty(check.Check(policies["plain"], ReadPage.Texts(page)).Violations);
    }

    [Fact]
    public async Task A_donor_with_plain_names_gets_neither_mark_nor_footnote()
    {
        var html = await browser.GetStringAsync("/en/leaflet?policy=plain", TestContext.Current.CancellationToken);
        Assert.Contains("Kosovo", html);
        Assert.DoesNotContain("*", html);
        Assert.DoesNotContain("doc-footnote", html);
        Assert.Empty(new NeutralityCheck(PlaceCatalogue.Load()).Check(NamingPolicies.Load()["plain"], ReadPage.Texts(new HtmlParser().ParseDocument(html))).Violations);
    }

    [Fact]
    public async Task What_is_no_page_passes_untouched() =>
        Assert.Equal("a file with \uE0A0 in it", await browser.GetStringAsync("/en/plain", TestContext.Current.CancellationToken));

    [Fact]
    public void A_page_without_a_place_for_the_footnote_still_ends_with_it()
    {
        var naming = new PageNaming(NamingPolicies.Load(), PlaceCatalogue.Load());
        using var reader = new Reader(UiVariant.English);
        var html = naming.Settle($"<body><p title=\"{naming.Text("in {{kosovo}} > all")}\">{naming.Text("{{kosovo}}, {{kosovo}}")}</p></body>");
        Assert.StartsWith("<body><p title=\"in Kosovo* > all\">Kosovo<sup class=\"naming-mark\">", html);
        Assert.EndsWith("</p></body>", html);
        Assert.Contains("</sup>, Kosovo</p><p class=\"naming-note\"", html);
        Assert.Equal("<p>nothing</p>", naming.Settle("<p>nothing</p>"));
    }

    // A page written as components are compiled: the heading is a child, so it is rendered after the page's own words.
    [Route("/leaflet")]
    public sealed class LeafletPage : ComponentBase
    {
        [Inject] public PageNaming Naming { get; set; } = default!;
        [SupplyParameterFromQuery] public string? Policy { get; set; }

        protected override void OnInitialized()
        {
            if (Policy is not null) Naming.Policy = NamingPolicies.Load()[Policy];
        }

        protected override void BuildRenderTree(RenderTreeBuilder page)
        {
            page.AddMarkupContent(0, $"<!DOCTYPE html><html lang=\"{UiVariant.Current.Tag}\"><head><title>");
            page.AddContent(1, Naming.Text("{{kosovo}}"));
            page.AddMarkupContent(2, "</title></head><body>");
            page.OpenComponent<Heading>(3);
            page.CloseComponent();
            page.OpenElement(4, "p");
            page.AddAttribute(5, "class", "below");
            page.AddContent(6, Naming.Text("{{kosovo}}"));
            page.CloseElement();
            page.OpenElement(7, "img");
            page.AddAttribute(8, "alt", Naming.Text("{{kosovo}}"));
            page.CloseElement();
            page.OpenElement(9, "footer");
            page.OpenComponent<NamingFootnote>(10);
            page.CloseComponent();
            page.CloseElement();
            page.AddMarkupContent(11, "</body></html>");
        }
    }

    public sealed class Heading : ComponentBase
    {
        [Inject] public PageNaming Naming { get; set; } = default!;

        protected override void BuildRenderTree(RenderTreeBuilder page)
        {
            page.OpenElement(0, "h1");
            page.AddContent(1, Naming.Text("{{kosovo}}"));
            page.CloseElement();
        }
    }
}
