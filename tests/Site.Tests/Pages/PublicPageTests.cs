using System.Net;
using System.Net.Http.Headers;
using Microsoft.Extensions.DependencyInjection;
using Uramost.Platform.Contracts;

namespace Uramost.Site.Tests.Pages;

/// <summary>What the output cache keeps, for whom, and how soon it lets go.</summary>
public sealed class PublicPageTests
{
    private static async Task<HttpResponseMessage> Ask(Visitor visitor, string path, string? encoding = null, string? etag = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Accept.ParseAdd("text/html");
        if (encoding is not null) request.Headers.AcceptEncoding.ParseAdd(encoding);
        if (etag is not null) request.Headers.IfNoneMatch.Add(EntityTagHeaderValue.Parse(etag));
        return await visitor.Client.SendAsync(request);
    }

    // Every making of a page has a tag of its own: two answers with one tag are one making.
    private static async Task<string?> Tag(Visitor visitor, string path, string? encoding = null) => (await Ask(visitor, path, encoding)).Headers.ETag?.Tag;

    [Fact]
    public async Task A_page_is_made_once_for_each_language_and_encoding()
    {
        await using var site = await TestSite.Start(Provider.Sqlite);
        using var visitor = site.Visitor();
        using var other = site.Visitor();
        var english = await Tag(visitor, "/en/help/start");
        Assert.NotNull(english);
        Assert.Equal(english, await Tag(other, "/en/help/start"));
        var tags = new List<string?> { english };
        foreach (var path in (string[])["/sq/help/start", "/sr-latn/help/start", "/sr-cyrl/help/start", "/en/help/start?from=here"]) tags.Add(await Tag(visitor, path));
        foreach (var encoding in (string[])["br, gzip", "gzip"]) tags.Add(await Tag(visitor, "/en/help/start", encoding));
        Assert.Equal(tags.Count, tags.Distinct().Count());

        // Kept compressed, and told apart by whatever a cache on the way must not mix.
        var first = await Ask(visitor, "/en/help/start", "br");
        var second = await Ask(other, "/en/help/start", "br");
        Assert.Equal(first.Headers.ETag, second.Headers.ETag);
        Assert.Equal(["br"], second.Content.Headers.ContentEncoding);
        Assert.Equal(await first.Content.ReadAsByteArrayAsync(), await second.Content.ReadAsByteArrayAsync());
        Assert.Superset(new HashSet<string> { "Accept-Encoding", "Cookie" }, second.Headers.Vary.ToHashSet());
        Assert.False(second.Headers.Contains("Set-Cookie"));
        Assert.True(second.Headers.CacheControl?.NoCache);
        Assert.Contains("default-src 'none'", second.Headers.GetValues("Content-Security-Policy").Single());

        // A browser that has the page is answered in a line.
        var again = await Ask(visitor, "/en/help/start", null, english);
        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
        Assert.Empty(await again.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task Who_is_signed_in_neither_gets_nor_fills_what_is_kept()
    {
        await using var site = await TestSite.Start(Provider.Sqlite);
        await site.AddAccount("coordinator@cache.test");
        using var member = await site.SignIn("coordinator@cache.test");
        using var visitor = site.Visitor();
        // The member comes first: nothing of theirs is kept.
        var own = await Ask(member, "/en/help/start");
        Assert.Contains("/en/account\"", await own.Content.ReadAsStringAsync());
        Assert.Null(own.Headers.ETag);
        Assert.True(own.Headers.CacheControl?.NoStore);
        var kept = await Ask(visitor, "/en/help/start");
        Assert.Contains("/en/sign-in\"", await kept.Content.ReadAsStringAsync());
        // And the other way round, also with the tag of the kept page in hand.
        own = await Ask(member, "/en/help/start", null, kept.Headers.ETag!.ToString());
        Assert.Equal(HttpStatusCode.OK, own.StatusCode);
        Assert.Contains("/en/account\"", await own.Content.ReadAsStringAsync());
    }

    [Theory, OnBothDatabases]
    public async Task Raising_the_version_lets_go_of_what_is_kept(Provider provider)
    {
        await using var site = await TestSite.Start(provider);
        using var visitor = site.Visitor();
        var before = await Tag(visitor, "/en/help/start");
        await site.WithDb(async db =>
        {
            await site.Services.GetRequiredService<IVersions>().Bump(db, VersionNames.PublicPages);
            // Not yet saved: the page still stands.
            Assert.Equal(before, await Tag(visitor, "/en/help/start"));
            await db.SaveChangesAsync();
        });
        Assert.NotEqual(before, await Tag(visitor, "/en/help/start"));
    }
}
