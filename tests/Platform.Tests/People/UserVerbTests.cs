using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Uramost.Platform.Data;
using Uramost.Web.Commands;

namespace Uramost.Platform.Tests.People;

/// <summary>Accounts and keys from the command line.</summary>
public sealed class UserVerbTests
{
    [Theory, OnBothDatabases]
    public async Task The_first_administrator_is_made_by_a_verb_and_a_mistake_is_told_in_one_line(Provider provider)
    {
        await using var database = await TestDatabase.Create(provider);
        var (code, said) = await Call(database, "user", "add", "--email", "Admin@example.org", "--role", "administrator");
        Assert.Equal(0, code);
        var link = Regex.Match(said, "/en/invitation/[A-Za-z0-9_-]+").Value;
        Assert.Contains("Admin@example.org\tinvited", (await Call(database, "user", "list")).Said);
        foreach (var wrong in new[] { "add --email admin@EXAMPLE.org --role administrator", "add --email nothing --role administrator", "add --email b@example.org --role king", "add --email b@example.org --role 3", "add --email b@example.org --role donor", "add --email b@example.org --role donor --until soon", "add --email b@example.org --role analyst --project nowhere", "disable --email admin@example.org", "link --email nobody@example.org", "dance", "" })
        {
            (code, said) = await Call(database, ["user", .. wrong.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);
            Assert.True(code != 0 && said.TrimEnd().Split('\n').Length == 1 && said.Length > 10, $"{wrong}: {code} {said}");
        }

        // A demonstration is never poured into a workspace that somebody has begun.
        Assert.Equal(2, (await Call(database, "demo")).Code);
        await using var site = await TestSite.StartOn(database);
        using var admin = site.Visitor();
        // The site does not offer to begin, since somebody has.
        Assert.Null((await admin.Open("/en")).QuerySelector("main form"));
        await admin.Submit(await admin.Open(link), "main form", new() { ["Form.New"] = "words of an admin", ["Form.Repeated"] = "words of an admin" });
        await admin.Open("/en/admin/accounts");
        Assert.Equal(0, (await Call(database, "user", "reset", "--email", "admin@example.org")).Code);
        using var back = await site.SignIn("admin@example.org", "words of an admin");
        Assert.Contains("Admin@example.org", (await back.Open("/en/account")).QuerySelector("dl.facts")!.TextContent);
    }

    [Theory, OnBothDatabases]
    public async Task After_a_rotation_of_the_master_key_everybody_still_gets_in_and_the_old_key_opens_nothing_that_is_stored(Provider provider)
    {
        await using var database = await TestDatabase.Create(provider);
        string cookie;
        byte[] before;
        await using (var site = await TestSite.StartOn(database))
        {
            await site.AddAccount("arta@example.org");
            using var person = await site.SignIn("arta@example.org");
            await person.Submit(await person.Open("/en/account/authenticator"), "main form");
            cookie = person.Cookies.GetAllCookies().Single(c => c.Name == "session").Value;
            before = (await site.WithDb(db => db.Users.SingleAsync())).Contact!;
        }

        var old = KeyRing.LoadOrCreate(database.Location.Directory);
        Assert.Equal(0, (await Call(database, "keys", "rotate")).Code);
        // A rotation that was cut off is finished by the other verb; running it on a finished one changes no answer.
        Assert.Equal(0, (await Call(database, "keys", "reencrypt")).Code);
        await using var again = await TestSite.StartOn(database);
        using var kept = again.Visitor();
        kept.Cookies.Add(new Uri(again.Url), new Cookie("session", cookie));
        Assert.Contains("arta@example.org", (await kept.Open("/en/account")).QuerySelector("dl.facts")!.TextContent);
        Assert.NotNull((await kept.Open("/en/account/authenticator")).QuerySelector("code.key"));
        using var person2 = await again.SignIn("ARTA@example.org");
        Assert.Equal("/en", person2.Last.RequestMessage!.RequestUri!.AbsolutePath);

        var account = await again.WithDb(db => db.Users.SingleAsync());
        Assert.NotEqual(before, account.Contact);
        Assert.Equal("arta@example.org", old.DecryptText("account.email", before, account.Id));
        Assert.ThrowsAny<System.Security.Cryptography.CryptographicException>(() => old.DecryptText("account.email", account.Contact!, account.Id));
        var sealedKeys = await again.WithDb(db => db.Set<DataKey>().Select(k => k.Xml).ToListAsync());
        Assert.NotEmpty(sealedKeys);
        Assert.All(sealedKeys, xml => Assert.Equal((byte)'2', Convert.FromBase64String(Regex.Match(xml, "<sealed[^>]*>(.*?)</sealed>").Groups[1].Value)[1]));
    }

    private static async Task<(int Code, string Said)> Call(TestDatabase database, params string[] words)
    {
        var said = new StringWriter(new StringBuilder());
        string[] place = database.Location.PostgreSql is { } connection ? ["--data", database.Location.Directory, "--database", connection] : ["--data", database.Location.Directory];
        var code = await Verbs.Run([.. words, .. place], TextReader.Null, said, said);
        return (code, said.ToString());
    }
}
