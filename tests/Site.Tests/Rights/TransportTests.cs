using System.Net;
using Uramost.Web;

namespace Uramost.Site.Tests.Rights;

/// <summary>Plain HTTP is for the room; everywhere else it is HTTPS.</summary>
public sealed class TransportTests
{
    [Theory]
    [InlineData("127.0.0.1", true)]
    [InlineData("::1", true)]
    [InlineData("10.4.5.6", true)]
    [InlineData("172.16.0.1", true)]
    [InlineData("172.31.255.254", true)]
    [InlineData("172.32.0.1", false)]
    [InlineData("192.168.1.20", true)]
    [InlineData("192.169.1.20", false)]
    [InlineData("169.254.3.4", true)]
    [InlineData("fe80::1", true)]
    [InlineData("fd00::1", true)]
    [InlineData("2a02:27b0::1", false)]
    [InlineData("8.8.8.8", false)]
    [InlineData("::ffff:192.168.1.20", true)]
    [InlineData("::ffff:8.8.8.8", false)]
    public void Near_is_this_machine_and_private_networks(string address, bool near) => Assert.Equal(near, SecureTransport.IsNear(IPAddress.Parse(address)));

    [Theory]
    [InlineData("localhost", true)]
    [InlineData("laptop", true)]
    [InlineData("laptop.local", true)]
    [InlineData("[::1]", true)]
    [InlineData("uramost.example.org", false)]
    [InlineData("local.example.org", false)]
    [InlineData("93.184.216.34", false)]
    [InlineData("", false)]
    public void So_are_names_of_the_local_network(string host, bool near) => Assert.Equal(near, SecureTransport.IsNear(host));

    [Fact]
    public async Task A_public_name_is_sent_to_HTTPS_and_what_is_posted_in_the_clear_is_refused()
    {
        await using var site = await TestSite.Start(Provider.Sqlite);
        using var visitor = site.Visitor();
        using var get = new HttpRequestMessage(HttpMethod.Get, "/en/sign-in?return=/en");
        get.Headers.Host = "uramost.example.org";
        using var sent = await visitor.Client.SendAsync(get);
        Assert.Equal(HttpStatusCode.TemporaryRedirect, sent.StatusCode);
        Assert.Equal("https://uramost.example.org/en/sign-in?return=/en", sent.Headers.Location!.ToString());
        using var post = new HttpRequestMessage(HttpMethod.Post, "/en/sign-in") { Content = new FormUrlEncodedContent([]) };
        post.Headers.Host = "uramost.example.org";
        Assert.Equal(HttpStatusCode.Forbidden, (await visitor.Client.SendAsync(post)).StatusCode);
    }

    [Fact]
    public async Task Only_a_proxy_that_is_named_is_believed()
    {
        await using var alone = await TestSite.Start(Provider.Sqlite);
        await using var behind = await alone.SecondNode(null, "--Proxy=127.0.0.1");
        Assert.Equal(HttpStatusCode.TemporaryRedirect, (await Ask(alone)).StatusCode);
        using var answer = await Ask(behind);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        // Over HTTPS the cookies are secure and the browser is told to stay there.
        Assert.All(answer.Headers.GetValues("Set-Cookie"), c => Assert.Contains("secure", c));
        Assert.True(answer.Headers.Contains("Strict-Transport-Security"));

        static async Task<HttpResponseMessage> Ask(TestSite site)
        {
            using var visitor = site.Visitor();
            using var request = new HttpRequestMessage(HttpMethod.Get, "/en/sign-in");
            request.Headers.Host = "uramost.example.org";
            request.Headers.Add("X-Forwarded-Proto", "https");
            request.Headers.Add("X-Forwarded-For", "203.0.113.9");
            return await visitor.Client.SendAsync(request);
        }
    }
}
