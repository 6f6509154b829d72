using Microsoft.Playwright;

namespace Uramost.Site.Tests.People;

/// <summary>Passkeys in a real browser, with its virtual authenticator in place of a finger.</summary>
public sealed class PasskeyTests
{
    [Fact]
    public async Task Somebody_adds_a_passkey_signs_in_with_it_and_removes_it()
    {
        await using var site = await TestSite.Start(Provider.Sqlite);
        await site.AddAccount("arta@example.org");
        // A passkey belongs to a name: an address of numbers has none.
        var page = await Browser.Page(320, 800, url: site.Url.Replace("127.0.0.1", "localhost"));
        var errors = new List<string>();
        page.PageError += (_, error) => errors.Add(error);
        page.Console += (_, message) => { if (message.Type == "error") errors.Add(message.Text); };
        var devtools = await page.Context.NewCDPSessionAsync(page);
        await devtools.SendAsync("WebAuthn.enable");
        await devtools.SendAsync("WebAuthn.addVirtualAuthenticator", new Dictionary<string, object>
        {
            ["options"] = new Dictionary<string, object>
            {
                ["protocol"] = "ctap2", ["transport"] = "internal", ["hasResidentKey"] = true, ["hasUserVerification"] = true, ["isUserVerified"] = true, ["automaticPresenceSimulation"] = true,
            },
        });

        await page.GotoAsync("/en/sign-in");
        await page.FillAsync("[name='Form.Email']", "arta@example.org");
        await page.FillAsync("[name='Form.Password']", TestAccounts.Password);
        await page.ClickAsync("form:has([name='Form.Email']) button");
        await page.GotoAsync("/en/account/passkeys");
        await page.FillAsync("[name='Passkey.Name']", "planted phone");
        await page.FillAsync("[name='Passkey.Password']", TestAccounts.Password);
        await page.ClickAsync("form[data-passkey=create] button");
        await Assertions.Expect(page.Locator("tbody tr")).ToHaveCountAsync(1, new() { Timeout = 30_000 });
        await Assertions.Expect(page.Locator("tbody tr")).ToContainTextAsync("planted phone");
        var dump = await site.Dump();
        Assert.Contains("platform_account_passkey", dump);
        Assert.DoesNotContain("planted", dump);

        await page.Context.ClearCookiesAsync();
        await page.GotoAsync("/sq/sign-in?return=/sq/account/sessions");
        await page.ClickAsync("form[data-passkey=get] button");
        await page.WaitForURLAsync(url => new Uri(url).AbsolutePath == "/sq/account/sessions");

        await page.GotoAsync("/en/account/passkeys");
        await page.ClickAsync("tbody form button");
        await Assertions.Expect(page.Locator("tbody tr")).ToHaveCountAsync(0, new() { Timeout = 30_000 });
        await page.Context.ClearCookiesAsync();
        await page.GotoAsync("/en/sign-in");
        await page.ClickAsync("form[data-passkey=get] button");
        await Assertions.Expect(page.Locator(".notice-wrong")).ToBeVisibleAsync(new() { Timeout = 30_000 });
        Assert.Empty(errors);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Without_script_the_page_says_so_and_shows_no_button_that_does_nothing()
    {
        await using var site = await TestSite.Start(Provider.Sqlite);
        await site.AddAccount("arta@example.org");
        var page = await Browser.Page(320, 800, script: false, url: site.Url);
        await page.GotoAsync("/en/sign-in");
        await Assertions.Expect(page.Locator("form[data-passkey=get]")).ToBeHiddenAsync();
        await Assertions.Expect(page.GetByText("Passkeys need JavaScript")).ToBeVisibleAsync();
        await page.FillAsync("[name='Form.Email']", "arta@example.org");
        await page.FillAsync("[name='Form.Password']", TestAccounts.Password);
        await page.ClickAsync("form:has([name='Form.Email']) button");
        Assert.EndsWith("/en", page.Url);
        await page.Context.CloseAsync();
    }
}
