using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Playwright;
using Uramost.Platform.Files;
using Uramost.Platform.Language;
using Uramost.Platform.Tests.Files;
using Uramost.Platform.Ui;

namespace Uramost.Platform.Tests.Ui;

public sealed class FileFieldTests
{
    private static readonly ServiceProvider Services = new ServiceCollection()
        .AddSingleton<IStringLocalizerFactory, WordsLocalizerFactory>()
        .AddTransient(typeof(IStringLocalizer<>), typeof(StringLocalizer<>))
        .BuildServiceProvider();

    private static async Task<string> Render(UiVariant variant, Dictionary<string, object?> parameters)
    {
        await using var renderer = new HtmlRenderer(Services, NullLoggerFactory.Instance);
        return await renderer.Dispatcher.InvokeAsync(async () =>
        {
            System.Globalization.CultureInfo.CurrentUICulture = System.Globalization.CultureInfo.CurrentCulture = variant.Culture;
            return (await renderer.RenderComponentAsync<FileField>(ParameterView.FromDictionary(parameters))).ToHtmlString();
        });
    }

    /// <summary>A page with the field, and what answers its form: the names, kinds and sizes that came.</summary>
    private static async Task<WebApplication> Site()
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = "Test" });
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.MapGet("/", async (HttpContext http) =>
        {
            http.Response.Headers.ContentSecurityPolicy = "default-src 'none'; script-src 'self'; form-action 'self'";
            var field = await Render(UiVariant.SerbianLatin, new() { ["Name"] = "Form.Photos", ["Label"] = "Fotografije", ["Several"] = true, ["Camera"] = true, ["Kinds"] = (FileKind[])[FileKind.Jpeg, FileKind.Png] });
            return Results.Content($"<!DOCTYPE html><html lang='sr-Latn'><title>x</title><form method='post' enctype='multipart/form-data'>{field}<button>Pošalji</button></form></html>", "text/html; charset=utf-8");
        });
        app.MapPost("/", async (HttpContext http) =>
        {
            var came = new List<string>();
            foreach (var file in (await http.Request.ReadFormAsync()).Files.Where(f => f.Length > 0))
            {
                await using var stream = file.OpenReadStream();
                await using var prepared = await PreparedFile.From(stream, file.FileName);
                came.Add($"{file.Name}|{prepared.Name}|{prepared.Kind}|{file.Length}");
            }
            return Results.Text(string.Join("\n", came));
        });
        app.MapGet("/_content/Uramost.Platform/Ui/FileField.razor.js", () => Results.File(Repository.Path("src", "Platform", "Ui", "FileField.razor.js"), "text/javascript"));
        app.MapGet("/favicon.ico", () => Results.NoContent());
        await app.StartAsync();
        return app;
    }

    [Theory]
    [InlineData("en", "Place, author and device are removed")]
    [InlineData("sq", "hiqen vendi, autori dhe pajisja")]
    [InlineData("sr-latn", "uklanjaju se mesto, autor i uređaj")]
    [InlineData("sr-cyrl", "уклањају се место, аутор и уређај")]
    public async Task The_field_says_what_is_removed_in_every_variant(string path, string said)
    {
        var html = await Render(UiVariant.ByPath(path)!, new() { ["Name"] = "Form.Sheet", ["Label"] = "L" });
        Assert.Contains(said, System.Net.WebUtility.HtmlDecode(html));
        Assert.DoesNotContain("style=", html);
        var page = new HtmlParser().ParseDocument(html);
        var input = page.QuerySelector("input[type=file]")!;
        Assert.Equal(input.Id, page.QuerySelector("label")!.GetAttribute("for"));
        Assert.True(input.HasAttribute("required"));
        Assert.NotNull(page.GetElementById(input.GetAttribute("aria-describedby")!));
        Assert.Contains("application/pdf,.pdf", input.GetAttribute("accept"));
    }

    [Fact]
    public async Task Without_script_the_form_sends_from_the_camera_as_from_the_disk()
    {
        await using var app = await Site();
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
        var page = new HtmlParser().ParseDocument(await client.GetStringAsync("/"));
        var inputs = page.QuerySelectorAll("input[type=file]").ToList();
        Assert.Equal(2, inputs.Count);
        Assert.Equal("environment", inputs[1].GetAttribute("capture"));
        Assert.All(inputs, i => Assert.False(i.HasAttribute("required")));
        using var form = new MultipartFormDataContent();
        var photo = new ByteArrayContent(new PlantedFiles(1).Jpeg(6));
        // An input that was left empty is sent by browsers as an empty file without a name.
        form.Add(new ByteArrayContent([]) { Headers = { ContentDisposition = new("form-data") { Name = $"\"{inputs[0].GetAttribute("name")}\"", FileName = "\"\"" } } });
        form.Add(photo, inputs[1].GetAttribute("name")!, "image.jpg");
        Assert.StartsWith("Form.Photos|image.jpg|Jpeg|", await (await client.PostAsync("/", form)).Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task With_script_a_large_photograph_is_made_smaller_and_a_dragged_one_is_taken()
    {
        await using var app = await Site();
        var page = await Browser.Page(url: app.Urls.First());
        var problems = new List<string>();
        page.Console += (_, m) => { if (m.Type == "error") problems.Add(m.Text); };
        await page.GotoAsync("/");
        await page.WaitForSelectorAsync("[data-ready]");
        // A picture of noise, which no format makes small, as large as a phone's.
        await page.EvaluateAsync("""
            async () => {
                const canvas = document.createElement('canvas');
                canvas.width = 3200; canvas.height = 1600;
                const context = canvas.getContext('2d'), noise = context.createImageData(3200, 1600);
                for (let i = 0, x = 7; i < noise.data.length; i++) { x = (Math.imul(x, 1103515245) + 12345) >>> 0; noise.data[i] = i % 4 === 3 ? 255 : (x >>> 16) & 255; }
                context.putImageData(noise, 0, 0);
                const blob = await new Promise(done => canvas.toBlob(done, 'image/png'));
                const transfer = new DataTransfer();
                transfer.items.add(new File([blob], 'sala.png', { type: 'image/png' }));
                transfer.items.add(new File(['x'], 'mala.txt', { type: 'text/plain' }));
                document.querySelector('.file-drop').dispatchEvent(new DragEvent('drop', { dataTransfer: transfer, bubbles: true, cancelable: true }));
            }
            """);
        await page.WaitForSelectorAsync(".file-chosen li:nth-child(2)");
        Assert.Matches(@"^sala\.png: smanjeno, sa \d+(,\d)? MB na \d+(,\d)? MB$", await page.Locator(".file-chosen li").First.TextContentAsync());
        Assert.StartsWith("Izabrano: mala.txt (1 kB)", await page.Locator(".file-chosen li").Nth(1).TextContentAsync());
        Assert.True(await page.Locator(".file-drag").IsVisibleAsync());
        await page.ClickAsync("button");
        var answer = (await page.TextContentAsync("body"))!.Split('\n');
        Assert.StartsWith("Form.Photos|sala.jpg|Jpeg|", answer[0]);
        Assert.InRange(long.Parse(answer[0].Split('|')[3]), 100_000, 6_000_000);
        Assert.StartsWith("Form.Photos|mala.txt|Text|", answer[1]);
        Assert.Empty(problems);
        await page.Context.CloseAsync();
    }
}
