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
using Xunit;

namespace Uramost.Platform.Tests.Ui;

public sealed class TileMapTests
{
    private static readonly ServiceProvider Services = new ServiceCollection()
        .AddSingleton<IStringLocalizerFactory, WordsLocalizerFactory>()
        .AddTransient(typeof(IStringLocalizer<>), typeof(StringLocalizer<>))
        .AddSingleton(System.Text.Encodings.Web.HtmlEncoder.Default)
        .AddPlaces().AddNaming()
        .BuildServiceProvider();

    private static readonly TileLayouts Layouts = Services.GetRequiredService<TileLayouts>();

    // Workshops and roundtables of the consortium's booklet, by place.
    private static readonly Dictionary<string, TileValue> Activities = new()
    {
        ["xk-lipjan"] = new(1, Href: "/en/activities?place=xk-lipjan"),
        ["xk-vushtrri"] = new(1, Href: "/en/activities?place=xk-vushtrri"),
        ["xk-ferizaj"] = new(2, Href: "/en/activities?place=xk-ferizaj"),
        ["xk-gjilan"] = new(1, Href: "/en/activities?place=xk-gjilan"),
        ["xk-peje"] = new(1, Href: "/en/activities?place=xk-peje"),
        ["xk-prishtine"] = new(3, Href: "/en/activities?place=xk-prishtine"),
        ["xk-mamushe"] = new(0),
    };

    [Theory]
    [InlineData("en", "Vushtrri/Vučitrn: 1", "unknown")]
    [InlineData("sq", "Vushtrri: 1", "e panjohur")]
    [InlineData("sr-latn", "Vučitrn: 1", "nepoznato")]
    [InlineData("sr-cyrl", "Вучитрн: 1", "непознато")]
    public async Task A_map_shows_every_number_as_a_link_and_again_in_a_table(string variant, string spoken, string unknown)
    {
        var page = await Render<TileMap>(variant, new() { ["Layout"] = Layouts.Kosovo, ["Title"] = "Activities", ["Values"] = Activities });
        Assert.Equal(38, page.QuerySelectorAll("svg rect").Length);
        var link = page.QuerySelector("svg a[href$='xk-vushtrri']")!;
        Assert.Equal(spoken, link.GetAttribute("aria-label"));
        Assert.Equal("1", link.QuerySelector(".value")!.TextContent);
        var rows = page.QuerySelectorAll("details tbody tr");
        Assert.Equal(38, rows.Length);
        Assert.Equal(31, rows.Count(r => r.Children[3].TextContent.Trim() == unknown));
        Assert.Equal(6, rows.Count(r => r.QuerySelector("a[href*='/activities']") is not null));

        // Zero is a number with a shade of its own; unknown is hatched.
        Assert.Single(page.QuerySelectorAll("svg .cell[aria-label$=': 0'] .tile.level-1"));
        Assert.Equal(31, page.QuerySelectorAll("svg .tile.unknown + use[href='#map-unknown']").Length);
        Assert.Contains(page.QuerySelectorAll(".steps li"), li => li.TextContent == unknown);
    }

    [Fact]
    public async Task The_order_of_names_is_the_policys()
    {
        var policies = NamingPolicies.Load();
        async Task<string> Label(string policy, string place, string variant) =>
            (await Render<TileMap>(variant, new() { ["Layout"] = Layouts.Kosovo, ["Title"] = "x", ["Values"] = new Dictionary<string, TileValue> { [place] = new(1, Href: "/x") } }, policies[policy]))
                .QuerySelector("svg a")!.GetAttribute("aria-label")!;
        Assert.Equal("Vushtrri: 1", await Label("plain", "xk-vushtrri", "sq"));
        Assert.Equal("Vushtrri/Vučitrn: 1", await Label("plain-local", "xk-vushtrri", "sq"));
        Assert.Equal("Vučitrn/Vushtrri: 1", await Label("plain-alphabetical", "xk-vushtrri", "sq"));
        Assert.Equal("Leposavić/Leposaviq: 1", await Label("plain-local", "xk-leposaviq", "sq"));
        Assert.Equal("Mamuşa/Mamushë/Mamuša: 1", await Label("kosovo-asterisk-local", "xk-mamushe", "en"));
        Assert.Equal("Prizren: 1", await Label("plain-local", "xk-prizren", "sr-latn"));
    }

    [Fact]
    public async Task A_picker_is_a_form_control_that_needs_no_script()
    {
        var page = await Render<TilePicker>("sq", new() { ["Layout"] = Layouts.Kosovo, ["Title"] = "Komuna", ["Field"] = "Place", ["Selected"] = new[] { "xk-vushtrri" } });
        var radios = page.QuerySelectorAll("label input[type=radio][name=Place]");
        Assert.Equal(39, radios.Length);
        Assert.Equal("xk-vushtrri", Assert.Single(radios, r => r.HasAttribute("checked")).GetAttribute("value"));
        Assert.All(page.QuerySelectorAll("label.tile"), l => Assert.NotEqual("", l.QuerySelector(".visually-hidden")!.TextContent));
        Assert.Equal(38, page.QuerySelectorAll("datalist option").Length);
        Assert.Equal("Place.name", page.QuerySelector("input[list]")!.GetAttribute("name"));
        var many = await Render<TilePicker>("en", new() { ["Layout"] = Layouts.SerbiaDistricts, ["Title"] = "Districts", ["Field"] = "In", ["Multiple"] = true, ["Selected"] = new[] { "rs-beograd", "rs-okrug-raski" }, ["Error"] = "wrong" });
        Assert.Equal(25, many.QuerySelectorAll("input[type=checkbox][name=In]").Length);
        Assert.Equal(2, many.QuerySelectorAll("input[checked]").Length);
        Assert.Equal("wrong", many.GetElementById(many.QuerySelector("fieldset")!.GetAttribute("aria-describedby")!)!.TextContent);
    }

    [Fact]
    public async Task Nothing_is_styled_or_scripted_inline_and_no_line_is_drawn_between_countries()
    {
        foreach (var page in new[]
        {
            await Render<TileMap>("en", new() { ["Layout"] = Layouts.SerbiaMunicipalities, ["Title"] = "x", ["Values"] = Activities }),
            await Render<TilePicker>("en", new() { ["Layout"] = Layouts.Kosovo, ["Title"] = "x", ["Field"] = "f" }),
        })
        {
            Assert.Empty(page.QuerySelectorAll("[style], style, script"));
            Assert.DoesNotContain(page.All, e => e.Attributes.Any(a => a.Name.StartsWith("on", StringComparison.OrdinalIgnoreCase)));
            Assert.Empty(page.QuerySelectorAll("svg line, svg polyline, svg polygon, svg path:not(.hatch)"));
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void What_is_printed_on_a_tile_can_be_read_in_light_and_dark(bool dark)
    {
        var css = File.ReadAllText(Path.Combine(Repository.Root, "src/Web/wwwroot/site.css"));
        var half = css.IndexOf("@media (prefers-color-scheme: dark)", StringComparison.Ordinal);
        var tokens = dark ? css[half..] : css[..half];
        string Token(string name) => System.Text.RegularExpressions.Regex.Match(tokens, $@"--{name}:\s*(#[0-9a-f]{{6}})").Groups[1].Value;
        var (light, heavy) = dark ? ("#f4f6f8", "#10181d") : ("#1b1f24", "#ffffff");
        for (var level = 1; level <= 5; level++)
        {
            var contrast = Contrast(Token($"tile-{level}"), level < 4 ? light : heavy);
            Assert.True(contrast >= 4.5, $"tile-{level}: {contrast:0.00}");
        }
    }

    // WCAG 2.2, relative luminance and contrast ratio.
    private static double Contrast(string a, string b)
    {
        static double Luminance(string hex)
        {
            double Channel(int at)
            {
                var c = Convert.ToInt32(hex.Substring(at, 2), 16) / 255.0;
                return c <= 0.04045 ? c / 12.92 : Math.Pow((c + 0.055) / 1.055, 2.4);
            }

            return 0.2126 * Channel(1) + 0.7152 * Channel(3) + 0.0722 * Channel(5);
        }

        var (x, y) = (Luminance(a), Luminance(b));
        return (Math.Max(x, y) + 0.05) / (Math.Min(x, y) + 0.05);
    }

    private static async Task<IDocument> Render<T>(string variant, Dictionary<string, object?> parameters, NamingPolicy? policy = null) where T : IComponent
    {
        using var reader = new Reader(UiVariant.ByPath(variant)!);
        await using var request = Services.CreateAsyncScope();
        if (policy is not null) request.ServiceProvider.GetRequiredService<PageNaming>().Policy = policy;
        await using var renderer = new HtmlRenderer(request.ServiceProvider, NullLoggerFactory.Instance);
        var html = await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync<T>(ParameterView.FromDictionary(parameters))).ToHtmlString());
        return new HtmlParser().ParseDocument(html);
    }
}
