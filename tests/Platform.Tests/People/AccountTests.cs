using System.Net;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Uramost.Platform.Data;
using Uramost.Platform.People.Accounts;

namespace Uramost.Platform.Tests.People;

/// <summary>Somebody signs in, protects the account, and ends what is open elsewhere.</summary>
public sealed class AccountTests
{
    private const string Email = "planted.name@example.org";

    [Theory, OnBothDatabases]
    public async Task A_copy_of_the_database_holds_no_e_mail_and_no_secret(Provider provider)
    {
        await using var site = await TestSite.Start(provider);
        await site.AddAccount(Email);
        using var person = await site.SignIn(Email);
        var (secret, recovery) = await SetUpAuthenticator(person);
        var dump = await site.Dump();
        Assert.Contains("platform_account_token", dump);
        Assert.Contains("platform_data_key", dump);
        foreach (var planted in new[] { "planted", "example.org", secret, recovery[0], "<value>", TestAccounts.Password }) Assert.DoesNotContain(planted, dump, StringComparison.OrdinalIgnoreCase);
        // It is there all the same, whatever the capitals.
        using var again = site.Visitor();
        await again.Submit(await again.Open("/en/sign-in"), "form", new() { ["Form.Email"] = " Planted.Name@EXAMPLE.org", ["Form.Password"] = TestAccounts.Password });
        Assert.Equal("/en/sign-in/code", again.Last.RequestMessage!.RequestUri!.AbsolutePath);
    }

    [Fact]
    public async Task An_unknown_e_mail_a_wrong_password_and_a_locked_or_shut_account_get_the_same_answer()
    {
        await using var site = await TestSite.Start(Provider.Sqlite);
        await site.AddAccount(Email);
        var shut = await site.AddAccount("shut@example.org");
        await site.WithDb(db => db.Users.Where(a => a.Id == shut).ExecuteUpdateAsync(s => s.SetProperty(a => a.Disabled, true)));
        using var visitor = site.Visitor();
        var unknown = await Try(visitor, "nobody@example.org", "wrong wrong wrong");
        Assert.Equal(unknown, await Try(visitor, "shut@example.org", TestAccounts.Password));
        for (var i = 0; i < 8; i++) Assert.Equal(unknown, await Try(visitor, Email, $"wrong wrong {i}"));
        // Locked by now: even the right password gets that answer.
        Assert.True(await site.WithDb(db => db.Users.AnyAsync(a => a.LockoutEnd != null)));
        Assert.Equal(unknown, await Try(visitor, Email, TestAccounts.Password));
        Assert.DoesNotContain(visitor.Cookies.GetAllCookies(), c => c.Name == "session");
    }

    [Fact]
    public async Task An_app_gives_codes_each_of_which_opens_once_and_a_recovery_code_helps_once()
    {
        await using var site = await TestSite.Start(Provider.Sqlite);
        await site.AddAccount(Email);
        using var person = await site.SignIn(Email);
        var (key, recovery) = await SetUpAuthenticator(person);
        var next = OneTimeCode.Of(OneTimeCode.Secret(key), OneTimeCode.StepOf(DateTimeOffset.UtcNow) + 1);

        using var phone = await site.SignIn(Email);
        Assert.Equal("/en/sign-in/code", phone.Last.RequestMessage!.RequestUri!.AbsolutePath);
        Assert.DoesNotContain(phone.Cookies.GetAllCookies(), c => c.Name == "session");
        await phone.Submit(await phone.Open("/en/sign-in/code"), "form", new() { ["Form.Code"] = next });
        Assert.Equal("/en/account", (await phone.Open("/en/account"), phone.Last.RequestMessage!.RequestUri!.AbsolutePath).Item2);

        using var thief = await site.SignIn(Email);
        var refused = await thief.Submit(await thief.Open("/en/sign-in/code"), "form", new() { ["Form.Code"] = next });
        Assert.NotNull(refused.QuerySelector(".notice-wrong"));
        await thief.Submit(await thief.Open("/en/sign-in/recovery"), "form", new() { ["Form.Code"] = recovery[3].ToLowerInvariant() });
        Assert.Contains("9", (await thief.Open("/en/account")).QuerySelector("dl.facts")!.TextContent);
        using var second = await site.SignIn(Email);
        Assert.NotNull((await second.Submit(await second.Open("/en/sign-in/recovery"), "form", new() { ["Form.Code"] = recovery[3] })).QuerySelector(".notice-wrong"));

        // Switching it off needs the password.
        var page = await thief.Submit(await thief.Open("/en/account/authenticator"), "main form", new() { ["Off.Password"] = "not my password" });
        Assert.NotNull(page.QuerySelector(".problem"));
        await thief.Submit(page, "main form", new() { ["Off.Password"] = TestAccounts.Password });
        using var after = await site.SignIn(Email);
        Assert.Equal("/en", after.Last.RequestMessage!.RequestUri!.AbsolutePath);
    }

    [Theory, OnBothDatabases]
    public async Task A_session_holds_on_every_node_and_is_over_on_every_node_when_it_is_ended(Provider provider)
    {
        await using var site = await TestSite.Start(provider);
        await using var node = await site.SecondNode();
        await site.AddAccount(Email);
        using var laptop = await site.SignIn(Email);
        using var phone = await site.SignIn(Email);
        // The balancer sends the same browser to the other node.
        using var elsewhere = node.Visitor();
        foreach (Cookie cookie in phone.Cookies.GetAllCookies()) elsewhere.Cookies.Add(new Uri(node.Url), new Cookie(cookie.Name, cookie.Value));
        await elsewhere.Open("/en/account");
        Assert.Equal("/en/account", elsewhere.Last.RequestMessage!.RequestUri!.AbsolutePath);

        var sessions = await laptop.Open("/en/account/sessions");
        Assert.Equal(2, sessions.QuerySelectorAll("tbody tr").Length);
        sessions = await laptop.Submit(sessions, "tbody form");
        Assert.Single(sessions.QuerySelectorAll("tbody tr"));
        await phone.Open("/en/account");
        Assert.Equal("/en/sign-in", phone.Last.RequestMessage!.RequestUri!.AbsolutePath);
        for (var tries = 0; elsewhere.Last.RequestMessage!.RequestUri!.AbsolutePath != "/en/sign-in"; tries++)
        {
            Assert.True(tries < 100, "The other node still believes in the session.");
            await Task.Delay(100);
            await elsewhere.Open("/en/account");
        }

        await laptop.Open("/en/account");
        Assert.Equal("/en/account", laptop.Last.RequestMessage!.RequestUri!.AbsolutePath);
    }

    [Theory, OnBothDatabases]
    public async Task Tries_are_counted_across_nodes_and_no_address_is_stored(Provider provider)
    {
        await using var site = await TestSite.Start(provider);
        await using var node = await site.SecondNode();
        // One long window, so that none ends while the test runs.
        var allowed = 0;
        await Task.WhenAll(Enumerable.Range(0, 40).Select(async i =>
        {
            await using var scope = (i % 2 == 0 ? site : node).Scope();
            if (await scope.ServiceProvider.GetRequiredService<RateLimit>().Take("form", "127.0.0.1", 30, TimeSpan.FromDays(3650))) Interlocked.Increment(ref allowed);
        }));
        Assert.Equal(30, allowed);

        // The page says it in words, with the code that a program understands.
        for (var i = 0; i < 80; i++)
        {
            await using var scope = site.Scope();
            await scope.ServiceProvider.GetRequiredService<RateLimit>().Take("sign-in", "127.0.0.1", 30, TimeSpan.FromMinutes(5));
        }

        using var visitor = node.Visitor();
        var refused = await visitor.Submit(await visitor.Open("/en/sign-in"), "form", new() { ["Form.Email"] = Email, ["Form.Password"] = "x" }, HttpStatusCode.TooManyRequests);
        Assert.NotNull(refused.QuerySelector(".notice-wrong"));
        var dump = await site.Dump();
        Assert.Contains("platform_rate", dump);
        Assert.DoesNotContain("127.0.0.1", dump);
    }

    [Fact]
    public async Task A_sign_in_makes_a_new_session_and_goes_on_only_to_an_address_of_this_site()
    {
        await using var site = await TestSite.Start(Provider.Sqlite);
        var account = await site.AddAccount(Email);
        using var person = site.Visitor();
        // Somebody has planted a cookie before.
        person.Cookies.Add(new Uri(site.Url), new Cookie("session", "planted-by-a-stranger"));
        foreach (var (target, lands) in new[] { ("/en/account/password", "/en/account/password"), ("https://evil.example/", "/en"), ("//evil.example/x", "/en"), ("/\\evil.example", "/en"), ("/en/\taccount", "/en") })
        {
            var page = await person.Open($"/en/sign-in?return={Uri.EscapeDataString(target)}");
            await person.Submit(page, "form", new() { ["Form.Email"] = Email, ["Form.Password"] = TestAccounts.Password });
            Assert.Equal((site.Url, lands), (person.Last.RequestMessage!.RequestUri!.GetLeftPart(UriPartial.Authority), person.Last.RequestMessage.RequestUri.AbsolutePath));
        }

        Assert.DoesNotContain(person.Cookies.GetAllCookies(), c => c.Value == "planted-by-a-stranger");
        Assert.Equal(5, await site.WithDb(db => db.Set<Session>().CountAsync(s => s.AccountId == account)));

        // The cookie of before the sign-out opens nothing after it, although its browser kept it.
        var kept = person.Cookies.GetAllCookies().Single(c => c.Name == "session").Value;
        await person.Submit(await person.Open("/en/account"), "form[action$='sign-out']");
        using var thief = site.Visitor();
        thief.Cookies.Add(new Uri(site.Url), new Cookie("session", kept));
        await thief.Open("/en/account");
        Assert.Equal("/en/sign-in", thief.Last.RequestMessage!.RequestUri!.AbsolutePath);
    }

    [Fact]
    public async Task A_new_password_is_checked_at_its_field_and_ends_all_other_sessions()
    {
        await using var site = await TestSite.Start(Provider.Sqlite);
        await site.AddAccount(Email);
        using var person = await site.SignIn(Email);
        using var other = await site.SignIn(Email);
        var page = await person.Open("/sr-latn/account/password");
        foreach (var (old, typed, again, field) in new[]
        {
            (TestAccounts.Password, "short", "short", "Form-New"), (TestAccounts.Password, "aaaaaaaaaaaaaaaa", "aaaaaaaaaaaaaaaa", "Form-New"), (TestAccounts.Password, Email, Email, "Form-New"),
            (TestAccounts.Password, "nova duga lozinka", "druga duga lozinka", "Form-Repeated"), ("wrong", "nova duga lozinka", "nova duga lozinka", "Form-Old"),
        })
        {
            page = await person.Submit(page, "main form", new() { ["Form.Old"] = old, ["Form.New"] = typed, ["Form.Repeated"] = again });
            Assert.NotNull(page.QuerySelector($"#{field}-problem"));
            Assert.Single(page.QuerySelectorAll(".field .problem"));
        }

        page = await person.Submit(page, "main form", new() { ["Form.Old"] = TestAccounts.Password, ["Form.New"] = "nova duga lozinka", ["Form.Repeated"] = "nova duga lozinka" });
        Assert.NotNull(page.QuerySelector(".notice-good"));
        await other.Open("/en/account");
        Assert.Equal("/en/sign-in", other.Last.RequestMessage!.RequestUri!.AbsolutePath);
        using var back = await site.SignIn(Email, "nova duga lozinka");
        Assert.Equal("/en", back.Last.RequestMessage!.RequestUri!.AbsolutePath);
    }

    private static async Task<string> Try(Visitor visitor, string email, string password)
    {
        var page = await visitor.Submit(await visitor.Open("/en/sign-in"), "form", new() { ["Form.Email"] = email, ["Form.Password"] = password });
        foreach (var token in page.QuerySelectorAll("[name=__RequestVerificationToken]")) token.SetAttribute("value", "");
        return page.DocumentElement.OuterHtml.Replace(email, "");
    }

    private static async Task<(string Key, List<string> Recovery)> SetUpAuthenticator(Visitor person)
    {
        var page = await person.Submit(await person.Open("/en/account/authenticator"), "main form");
        var key = page.QuerySelector("code.key")!.TextContent.Replace(" ", "");
        Assert.NotNull(page.QuerySelector(".qr svg path"));
        page = await person.Submit(page, "main form", new() { ["On.Code"] = OneTimeCode.Of(OneTimeCode.Secret(key), OneTimeCode.StepOf(DateTimeOffset.UtcNow)) });
        var recovery = page.QuerySelectorAll(".codes code").Select(c => c.TextContent).ToList();
        Assert.Equal(10, recovery.Count);
        Assert.All(recovery, c => Assert.Matches(new Regex("^[0-9A-Z]{5}-[0-9A-Z]{5}$"), c));
        return (key, recovery);
    }
}
