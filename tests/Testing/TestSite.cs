using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Uramost.Platform.Data;
using Uramost.Web;
using Xunit;

namespace Uramost.Testing;

/// <summary>The whole program on a real port of the loopback, with its own database.</summary>
public sealed class TestSite : IAsyncDisposable
{
    private readonly TestDatabase database;
    private readonly WebApplication app;
    private readonly bool ownsDatabase;

    private TestSite(TestDatabase database, WebApplication app, bool ownsDatabase) => (this.database, this.app, this.ownsDatabase) = (database, app, ownsDatabase);

    /// <summary>Address of the site without a slash at its end.</summary>
    public string Url => app.Urls.First();

    /// <summary>Where its data lies.</summary>
    public DatabaseLocation Location => database.Location;

    /// <summary>The site's services.</summary>
    public IServiceProvider Services => app.Services;

    /// <summary>Starts the site on an empty database.</summary>
    public static Task<TestSite> Start(Provider provider, bool demo = false, params string[] arguments) => StartWith(provider, null, demo, arguments);

    /// <summary>Starts the site on an empty database with services beside the product's own.</summary>
    public static async Task<TestSite> StartWith(Provider provider, Action<IServiceCollection>? more, bool demo = false, params string[] arguments) =>
        await On(await TestDatabase.Create(provider), true, more, demo, arguments);

    /// <summary>Starts one more node on this site's database; it is stopped by itself.</summary>
    public Task<TestSite> SecondNode(Action<IServiceCollection>? more = null, params string[] arguments) => On(database, false, more, false, arguments);

    /// <summary>Starts a site on a database that outlives it.</summary>
    public static Task<TestSite> StartOn(TestDatabase database, Action<IServiceCollection>? more = null, params string[] arguments) => On(database, false, more, false, arguments);

    private static async Task<TestSite> On(TestDatabase database, bool owns, Action<IServiceCollection>? more, bool demo, string[] arguments)
    {
        var app = Site.Build(new SiteOptions(database.Location, demo, ["--urls", "http://127.0.0.1:0", "--Logging:LogLevel:Microsoft.Hosting.Lifetime=Warning", .. arguments]), more);
        await Web.Commands.Serve.Prepare(app);
        await app.StartAsync();
        return new TestSite(database, app, owns);
    }

    /// <summary>A scope of the site's services.</summary>
    public AsyncServiceScope Scope() => app.Services.CreateAsyncScope();

    /// <summary>Does something with the database in a scope of its own.</summary>
    public async Task<T> WithDb<T>(Func<PlatformDb, Task<T>> work)
    {
        await using var scope = Scope();
        return await work(scope.ServiceProvider.GetRequiredService<PlatformDb>());
    }

    /// <summary>Does something with the database in a scope of its own.</summary>
    public Task WithDb(Func<PlatformDb, Task> work) => WithDb(async db => { await work(db); return 0; });

    /// <summary>A visitor with cookies of their own.</summary>
    public Visitor Visitor() => new(Url);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        if (ownsDatabase) await database.DisposeAsync();
    }
}

/// <summary>Somebody with a browser without JavaScript: follows links, fills forms, keeps cookies.</summary>
public sealed class Visitor : IDisposable
{
    private readonly HttpClient client;
    private readonly string url;

    /// <summary>A visitor of the site at <paramref name="url"/>.</summary>
    public Visitor(string url)
    {
        this.url = url;
        client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = true, CookieContainer = Cookies }) { BaseAddress = new Uri(url) };
    }

    /// <summary>The visitor's cookies.</summary>
    public CookieContainer Cookies { get; } = new();

    /// <summary>The raw client, for headers and bodies that no form sends.</summary>
    public HttpClient Client => client;

    /// <summary>The last answer.</summary>
    public HttpResponseMessage Last { get; private set; } = new();

    /// <summary>Opens a page, following redirects, and expects it to be there.</summary>
    public async Task<IHtmlDocument> Open(string path, HttpStatusCode expected = HttpStatusCode.OK) => await Read(await Follow(await client.GetAsync(path)), expected);

    /// <summary>Fills and sends a form as a browser without JavaScript would, and follows the redirect.</summary>
    /// <param name="page">The page with the form.</param>
    /// <param name="form">Selector of the form.</param>
    /// <param name="values">Values by field name; what is not named keeps what the page has.</param>
    /// <param name="expected">Expected answer; null: whatever comes.</param>
    /// <param name="file">Field, name and text of a file to send with it.</param>
    public async Task<IHtmlDocument> Submit(IHtmlDocument page, string form, Dictionary<string, string>? values = null, HttpStatusCode? expected = HttpStatusCode.OK, (string Field, string Name, string Text)? file = null)
    {
        var element = page.QuerySelector<IHtmlFormElement>(form) ?? throw new InvalidOperationException($"There is no form '{form}' on {page.Title}.");
        var pairs = new List<KeyValuePair<string, string>>();
        foreach (var field in element.Elements.OfType<IHtmlElement>())
        {
            var name = field.GetAttribute("name");
            if (string.IsNullOrEmpty(name) || field.HasAttribute("disabled") || values?.ContainsKey(name) == true) continue;
            switch (field)
            {
                case IHtmlInputElement { Type: "checkbox" or "radio" } box: if (box.IsChecked) pairs.Add(new(name, box.Value)); break;
                case IHtmlInputElement { Type: "submit" or "file" or "image" }: break;
                case IHtmlInputElement input: pairs.Add(new(name, input.Value)); break;
                case IHtmlTextAreaElement area: pairs.Add(new(name, area.Value)); break;
                case IHtmlSelectElement select: pairs.AddRange(select.SelectedOptions.Select(o => new KeyValuePair<string, string>(name, o.Value))); break;
            }
        }

        foreach (var (name, value) in values ?? []) pairs.Add(new(name, value));
        var action = element.GetAttribute("action") is { Length: > 0 } given ? given : Last.RequestMessage!.RequestUri!.PathAndQuery;
        var answer = string.Equals(element.Method, "get", StringComparison.OrdinalIgnoreCase)
            ? await client.GetAsync($"{action.Split('?')[0]}?{await new FormUrlEncodedContent(pairs).ReadAsStringAsync()}")
            : await client.PostAsync(action, element.Enctype == "multipart/form-data" ? Multipart(pairs, file) : new FormUrlEncodedContent(pairs));
        return await Read(await Follow(answer), expected);
    }

    /// <inheritdoc/>
    public void Dispose() => client.Dispose();

    private static MultipartFormDataContent Multipart(IEnumerable<KeyValuePair<string, string>> pairs, (string Field, string Name, string Text)? file)
    {
        var content = new MultipartFormDataContent();
        foreach (var (name, value) in pairs) content.Add(new StringContent(value), name);
        if (file is { } chosen) content.Add(new ByteArrayContent(System.Text.Encoding.UTF8.GetBytes(chosen.Text)), chosen.Field, chosen.Name);
        return content;
    }

    private async Task<HttpResponseMessage> Follow(HttpResponseMessage answer)
    {
        for (var i = 0; i < 8 && answer.StatusCode is HttpStatusCode.Redirect or HttpStatusCode.SeeOther or HttpStatusCode.TemporaryRedirect or HttpStatusCode.MovedPermanently; i++)
        {
            var target = answer.Headers.Location!;
            answer = await client.GetAsync(target.IsAbsoluteUri ? target : new Uri(new Uri(url), target));
        }

        return answer;
    }

    private async Task<IHtmlDocument> Read(HttpResponseMessage answer, HttpStatusCode? expected)
    {
        Last = answer;
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(expected is null || expected == answer.StatusCode, $"{answer.RequestMessage!.Method} {answer.RequestMessage.RequestUri} answered {(int)answer.StatusCode} instead of {(int?)expected}: {text[..Math.Min(text.Length, 600)]}");
        return new HtmlParser(new HtmlParserOptions { IsScripting = false }).ParseDocument(text);
    }
}
