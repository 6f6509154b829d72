using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Uramost.Platform.Contracts;
using Uramost.Platform.Data;
using Uramost.Platform.Mail;

namespace Uramost.Platform.Tests.Mail;

/// <summary>A link without account opens what it was made for, until it is used up, expired or revoked; a guess learns nothing.</summary>
public sealed class LinkTests
{
    private sealed class ToHelp : ILinkPurpose
    {
        public string Purpose => "test";

        public Task<string?> Address(Guid recordId, string token, CancellationToken ct = default) => Task.FromResult<string?>($"/help?record={recordId}&token={token}");
    }

    [Theory, OnBothDatabases]
    public async Task It_opens_until_it_is_used_up_expired_or_revoked_and_is_answered_alike_then(Provider provider)
    {
        await using var site = await TestSite.StartWith(provider, s => s.AddSingleton<ILinkPurpose, ToHelp>());
        using var guest = site.Visitor();
        var record = Guid.NewGuid();
        var now = DateTime.UtcNow;
        var (good, once, old, gone) = (
            await Issue(site, record, now.AddDays(7)), await Issue(site, record, now.AddDays(7), 1), await Issue(site, record, now.AddSeconds(-1)), await Issue(site, Guid.Empty, now.AddDays(7)));
        await guest.Open("/sq" + good);
        Assert.Equal($"/sq/help?record={record}&token={good[3..]}", guest.Last.RequestMessage!.RequestUri!.PathAndQuery);

        await site.WithDb(async db =>
        {
            await using var scope = site.Scope();
            var links = scope.ServiceProvider.GetRequiredService<LinksWithoutAccount>();
            var link = await links.Find(db, once[3..]);
            Assert.True(await links.Use(db, link!.Id));
            Assert.False(await links.Use(db, link.Id));
            await links.Revoke(db, Guid.Empty);
            await db.SaveChangesAsync();
            Assert.DoesNotContain(good[3..], string.Join('\n', await db.Set<LinkWithoutAccount>().Select(l => l.TokenHash).ToListAsync()));
        });

        var answers = new List<string>();
        foreach (var path in new[] { once, old, gone, "/l/AAAAAAAAAAAAAAAAAAAAAA", "/l/x" })
        {
            var page = await guest.Open("/en" + path, HttpStatusCode.NotFound);
            answers.Add(page.QuerySelector("main")!.TextContent);
        }

        Assert.Single(answers.Distinct());
    }

    [Fact]
    public async Task Guessing_comes_to_an_end()
    {
        await using var site = await TestSite.Start(Provider.Sqlite);
        using var guest = site.Visitor();
        var answers = new List<HttpStatusCode>();
        for (var i = 0; i < 40; i++) answers.Add((await guest.Client.GetAsync($"/en/l/AAAAAAAAAAAAAAAAAAAA{i:00}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, answers[0]);
        Assert.Equal(HttpStatusCode.TooManyRequests, answers[^1]);
    }

    private static async Task<string> Issue(TestSite site, Guid record, DateTime expires, int? uses = null)
    {
        await using var scope = site.Scope();
        var db = scope.ServiceProvider.GetRequiredService<PlatformDb>();
        var path = scope.ServiceProvider.GetRequiredService<LinksWithoutAccount>().Issue(db, "test", record, expires, uses);
        await db.SaveChangesAsync();
        return path;
    }
}
