using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Uramost.Platform.Data;
using Uramost.Platform.Jobs;
using Uramost.Platform.Language;
using Uramost.Platform.Mail;
using Uramost.Platform.People;

namespace Uramost.Platform.Tests.Mail;

/// <summary>Messages go out with the record they belong to, once, and nobody reads them in the database.</summary>
public sealed class MailTests
{
    [Theory, OnBothDatabases]
    public async Task A_message_is_sent_in_its_language_and_once(Provider provider)
    {
        using var server = new SmallMailServer();
        await using var site = await TestSite.Start(provider, false, server.Settings);
        var id = await Write(site, "arta@example.org", "Ftesë për takim", "E nderuar,\nju ftojmë në Prishtinë. Поштована Љубо");
        await Until(site, id, OutboxState.Sent);
        var sent = Assert.Single(server.Taken);
        Assert.Contains("arta@example.org", sent.To);
        Assert.Contains($"{id:N}@", sent.Text);
        Assert.Contains("Content-Language: sq", sent.Text, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("Поштована Љубо", Decoded(sent.Text));

        // Asked again by whatever happens, it does not go out again.
        await site.WithDb(async db =>
        {
            await using var scope = site.Scope();
            var job = await scope.ServiceProvider.GetRequiredService<JobQueue>().Enqueue(db, "mail", new { Message = id }, "again");
            await db.SaveChangesAsync();
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
            while (await db.Set<Job>().AsNoTracking().AnyAsync(j => j.Id == job.Id && j.State != JobState.Done)) await Task.Delay(20, patience.Token);
        });
        Assert.Single(server.Taken);
    }

    [Theory, OnBothDatabases]
    public async Task The_database_tells_neither_recipient_nor_text(Provider provider)
    {
        await using var site = await TestSite.Start(provider);
        await Write(site, "planted@example.org", "Planted subject", "Planted text");
        await site.WithDb(async db =>
        {
            var message = await db.Set<OutboxMessage>().AsNoTracking().SingleAsync();
            Assert.Equal(OutboxState.Waiting, message.State);
            foreach (var bytes in new[] { message.Recipient, message.Subject, message.Body }) Assert.DoesNotContain("lanted", System.Text.Encoding.UTF8.GetString(bytes));
            // Without a mail server nothing is even tried.
            Assert.False(await db.Set<Job>().AnyAsync(j => j.Kind == "mail"));
        });
    }

    [Fact]
    public async Task A_server_that_is_away_is_tried_again_and_a_refused_address_is_told()
    {
        using var server = new SmallMailServer { Away = 1 };
        await using var site = await TestSite.Start(Provider.Sqlite, false, server.Settings);
        var late = await Write(site, "late@example.org", "a", "b");
        var job = await site.WithDb(async db =>
        {
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
            while (true)
            {
                if (await db.Set<Job>().AsNoTracking().SingleOrDefaultAsync(j => j.Kind == "mail" && j.Problem != null) is { } tried) return tried;
                await Task.Delay(20, patience.Token);
            }
        });
        Assert.Equal((JobState.Waiting, "ServerAway"), (job.State, Wording.FromJson(job.Problem)!.Key));
        await site.WithDb(async db => { await using var scope = site.Scope(); await scope.ServiceProvider.GetRequiredService<JobQueue>().Retry(db, job.Id); });
        await Until(site, late, OutboxState.Sent);

        var refused = await Write(site, "refused@example.org", "a", "b");
        await Until(site, refused, OutboxState.Failed);
        Assert.Single(server.Taken);
    }

    [Fact]
    public async Task Whoever_wrote_a_message_copies_it_and_says_so_and_nobody_else_sees_it()
    {
        await using var site = await TestSite.Start(Provider.Sqlite);
        var account = await site.AddAccount("writer@example.org", new Membership { Role = Role.Coordinator, ProjectId = Guid.NewGuid() });
        await site.AddAccount("admin@example.org", new Membership { Role = Role.Administrator });
        await Write(site, "guest@example.org", "Poziv", "Poštovana, pozivamo Vas.", account);
        using var other = await site.SignIn("admin@example.org");
        Assert.DoesNotContain("guest@example.org", (await other.Open("/en/outbox")).DocumentElement.OuterHtml);
        using var writer = await site.SignIn("writer@example.org");
        var page = await writer.Open("/sr-latn/outbox");
        Assert.Contains("guest@example.org", page.Body!.TextContent);
        Assert.Equal("Poštovana, pozivamo Vas.", page.QuerySelector("textarea")!.TextContent);
        await writer.Submit(page, "main form");
        Assert.Equal(OutboxState.Copied, await site.WithDb(db => db.Set<OutboxMessage>().Select(m => m.State).SingleAsync()));
    }

    private static string Decoded(string mail)
    {
        var body = mail[(mail.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..];
        return mail.Contains("base64", StringComparison.OrdinalIgnoreCase)
            ? System.Text.Encoding.UTF8.GetString(Convert.FromBase64String(body.Replace("\r\n", "")))
            : System.Text.RegularExpressions.Regex.Replace(body.Replace("=\r\n", ""), "(=[0-9A-F]{2})+", m => System.Text.Encoding.UTF8.GetString(Convert.FromHexString(m.Value.Replace("=", ""))));
    }

    private static async Task<Guid> Write(TestSite site, string to, string subject, string body, Guid? by = null)
    {
        await using var scope = site.Scope();
        scope.ServiceProvider.GetRequiredService<Actor>().AccountId = by;
        var db = scope.ServiceProvider.GetRequiredService<PlatformDb>();
        var message = await scope.ServiceProvider.GetRequiredService<Outbox>().Add(db, "test", to, UiVariant.Albanian, subject, body);
        await db.SaveChangesAsync();
        return message.Id;
    }

    private static Task Until(TestSite site, Guid id, OutboxState state) => site.WithDb(async db =>
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (await db.Set<OutboxMessage>().AsNoTracking().Where(m => m.Id == id).Select(m => m.State).SingleAsync() != state) await Task.Delay(20, patience.Token);
    });

    /// <summary>As much of a mail server as a client can tell: it takes messages, refuses one address, and may be away.</summary>
    private sealed class SmallMailServer : IDisposable
    {
        private readonly TcpListener listener = new(IPAddress.Loopback, 0);

        public SmallMailServer()
        {
            listener.Start();
            _ = Accept();
        }

        public int Away { get; set; }

        public ConcurrentQueue<(string To, string Text)> Taken { get; } = new();

        public string[] Settings => ["--Mail:Host=127.0.0.1", $"--Mail:Port={((IPEndPoint)listener.LocalEndpoint).Port}", "--Mail:From=uramost@example.org", "--Mail:Tls=false"];

        public void Dispose() => listener.Stop();

        private async Task Accept()
        {
            try
            {
                while (true) _ = Talk(await listener.AcceptTcpClientAsync());
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
            }
        }

        private async Task Talk(TcpClient client)
        {
            using var _ = client;
            if (Away-- > 0) return;
            var stream = client.GetStream();
            using var reader = new StreamReader(stream);
            await using var writer = new StreamWriter(stream) { NewLine = "\r\n", AutoFlush = true };
            await writer.WriteLineAsync("220 small");
            var to = "";
            while (await reader.ReadLineAsync() is { } line)
            {
                switch (line.Split(' ', ':')[0].ToUpperInvariant())
                {
                    case "EHLO" or "HELO": await writer.WriteLineAsync("250 small"); break;
                    case "RCPT" when line.Contains("refused"): await writer.WriteLineAsync("550 no such mailbox"); break;
                    case "RCPT": to = line; await writer.WriteLineAsync("250 ok"); break;
                    case "DATA":
                        await writer.WriteLineAsync("354 go on");
                        var text = new System.Text.StringBuilder();
                        while (await reader.ReadLineAsync() is { } part && part != ".") text.Append(part).Append("\r\n");
                        Taken.Enqueue((to, text.ToString()));
                        await writer.WriteLineAsync("250 taken");
                        break;
                    case "QUIT": await writer.WriteLineAsync("221 bye"); return;
                    default: await writer.WriteLineAsync("250 ok"); break;
                }
            }
        }
    }
}
