using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Uramost.Web;

namespace Uramost.Site.Tests.Rights;

/// <summary>What holds for every page: nothing inline, nothing from elsewhere, no form without its token.</summary>
public sealed class SecurityTests(RightsSite rights)
{
    [Fact]
    public async Task Every_page_has_the_strict_policy_and_nothing_inline_and_asks_nobody_else()
    {
        var problems = new List<string>();
        var pages = 0;
        foreach (var (row, role) in Pages())
        {
            using var answer = await rights.As(role).Client.GetAsync("/en" + rights.Fill(row.Address).TrimEnd('/'));
            if (answer.Content.Headers.ContentType?.MediaType != "text/html") continue;
            pages++;
            if (string.Join("", answer.Headers.TryGetValues("Content-Security-Policy", out var policy) ? policy : []) != SecurityHeaders.Policy) problems.Add($"{row.Address}: no policy");
            if (!answer.Headers.TryGetValues("X-Content-Type-Options", out _)) problems.Add($"{row.Address}: no nosniff");
            if (role != "visitor" && answer.Headers.CacheControl?.NoStore != true) problems.Add($"{row.Address}: may be cached");
            var page = await new HtmlParser().ParseDocumentAsync(await answer.Content.ReadAsStreamAsync());
            problems.AddRange(Inline(page).Concat(Foreign(page)).Select(p => $"{row.Address} as {role}: {p}"));
        }

        Assert.Empty(problems);
        Assert.True(pages > 15, $"Only {pages} pages were read.");
        Assert.DoesNotContain("unsafe", SecurityHeaders.Policy);
        Assert.StartsWith("default-src 'none'", SecurityHeaders.Policy);
    }

    [Fact]
    public async Task A_post_without_its_token_is_refused_by_every_page_in_words()
    {
        var problems = new List<string>();
        foreach (var (row, role) in Pages().Where(p => p.Row.Route is not ("/form-refused" or "/not-found" or "/error" or "/not-allowed" or "/too-many-requests")))
        {
            var address = "/en" + rights.Fill(row.Address).TrimEnd('/');
            using var answer = await rights.As(role).Client.PostAsync(address, new FormUrlEncodedContent([new("_handler", "save"), new("Form.Title", "typed")]));
            var text = await answer.Content.ReadAsStringAsync();
            var signIn = answer.StatusCode == HttpStatusCode.Redirect && answer.Headers.Location!.ToString().Contains("/sign-in", StringComparison.Ordinal);
            if (!signIn && (answer.StatusCode != HttpStatusCode.BadRequest || !text.Contains("<h1", StringComparison.Ordinal))) problems.Add($"{address} as {role}: {(int)answer.StatusCode}");
            // Another site's form is not offered for sending again.
            if (text.Contains("typed", StringComparison.Ordinal)) problems.Add($"{address} shows what a stranger posted");
        }

        Assert.Empty(problems);
    }

    [Theory]
    [InlineData("visitor", "/sr-cyrl/nothing-here")]
    [InlineData("donor", "/sr-cyrl/admin/accounts")]
    [InlineData("administrator", "/sr-cyrl/admin/accounts/0198c0de-0000-7000-8000-000000000000")]
    public async Task A_page_that_is_not_there_or_not_for_you_says_the_same_in_words(string role, string address)
    {
        using var answer = await rights.As(role).Client.GetAsync(address);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        var page = await new HtmlParser().ParseDocumentAsync(await answer.Content.ReadAsStringAsync());
        Assert.Equal("Страница није пронађена", page.QuerySelector("h1")!.TextContent);
        Assert.Equal($"{address}#content", page.QuerySelector("a.skip")!.GetAttribute("href"));
    }

    [Fact]
    public async Task A_form_that_was_open_too_long_comes_back_with_what_was_typed_but_without_the_password()
    {
        using var visitor = rights.Site.Visitor();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/sq/sign-in")
        {
            Content = new FormUrlEncodedContent([new("_handler", "sign-in"), new("Form.Email", "arta@example.org"), new("Form.Password", "top secret words")]),
        };
        request.Headers.Add("Sec-Fetch-Site", "same-origin");
        using var answer = await visitor.Client.SendAsync(request);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var page = await new HtmlParser().ParseDocumentAsync(await answer.Content.ReadAsStreamAsync());
        var form = page.QuerySelector("main form")!;
        Assert.Equal("/sq/sign-in", form.GetAttribute("action"));
        Assert.Equal("arta@example.org", form.QuerySelector("[name='Form.Email']")!.TextContent);
        Assert.NotNull(form.QuerySelector("[name=__RequestVerificationToken]"));
        Assert.DoesNotContain("top secret", page.DocumentElement.OuterHtml);
    }

    [Fact]
    public async Task Cookies_are_out_of_reach_of_scripts_and_stay_on_this_site()
    {
        using var visitor = rights.Site.Visitor();
        var cookies = new List<string>();
        var page = await visitor.Client.GetAsync("/en/sign-in");
        cookies.AddRange(page.Headers.TryGetValues("Set-Cookie", out var first) ? first : []);
        var token = (await new HtmlParser().ParseDocumentAsync(await page.Content.ReadAsStringAsync())).QuerySelector("[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        var answer = await visitor.Client.PostAsync("/en/sign-in", new FormUrlEncodedContent([new("_handler", "sign-in"), new("__RequestVerificationToken", token), new("Form.Email", "analyst@rights.test"), new("Form.Password", TestAccounts.Password)]));
        cookies.AddRange(answer.Headers.GetValues("Set-Cookie"));
        Assert.Contains(cookies, c => c.StartsWith("session=", StringComparison.Ordinal));
        Assert.All(cookies.Where(c => !c.StartsWith("lang=", StringComparison.Ordinal)), c =>
        {
            Assert.Contains("httponly", c);
            Assert.Matches("samesite=(lax|strict)", c);
            // Room mode is plain HTTP; over HTTPS the same cookie is secure.
            Assert.DoesNotContain("secure", c);
        });
    }

    private IEnumerable<(RightsRow Row, string Role)> Pages()
    {
        var pages = RightsTable.Routes(rights.Site).Where(r => r.IsPage).Select(r => r.Route).ToHashSet();
        foreach (var row in RightsTable.Read().Where(r => pages.Contains(r.Route)))
        {
            yield return (row, "visitor");
            yield return (row, "coordinator");
            yield return (row, "administrator");
        }
    }

    private static IEnumerable<string> Inline(IDocument page)
    {
        foreach (var element in page.All)
        {
            if (element.LocalName == "style" || (element.LocalName == "script" && !element.HasAttribute("src"))) yield return $"inline {element.LocalName}";
            foreach (var attribute in element.Attributes)
            {
                if (attribute.Name == "style" || attribute.Name.StartsWith("on", StringComparison.OrdinalIgnoreCase)) yield return $"{element.LocalName} has {attribute.Name}";
                if (attribute.Value.StartsWith("javascript:", StringComparison.OrdinalIgnoreCase)) yield return $"{element.LocalName} runs script";
            }
        }
    }

    // What a browser fetches by itself or sends to; a plain link to an article elsewhere is the reader's own step.
    private IEnumerable<string> Foreign(IDocument page)
    {
        var own = new Uri(rights.Site.Url).Authority;
        foreach (var element in page.All.Where(e => e.LocalName != "a"))
        {
            foreach (var name in new[] { "src", "href", "action", "formaction", "srcset", "poster", "data", "xlink:href" })
            {
                if (element.GetAttribute(name) is { } value && Uri.TryCreate(value, UriKind.Absolute, out var uri) && uri.Scheme is ("http" or "https") && uri.Authority != own) yield return $"{element.LocalName} asks {value}";
            }
        }
    }
}
