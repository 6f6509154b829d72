using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Uramost.Platform.Backup;
using Uramost.Platform.Data;
using Uramost.Platform.Mail;
using Uramost.Web;

namespace Uramost.Site.Tests.Nodes;

/// <summary>The verbs as an operator calls them: a backup that is killed leaves nothing half-done, and the next one comes back.</summary>
public sealed class KilledBackupTests
{
    [Theory, OnBothDatabases]
    public async Task A_backup_that_is_killed_in_the_middle_is_not_there_and_the_next_one_is_restored(Provider provider)
    {
        await using var source = await TestDatabase.Create(provider);
        KeyRing.LoadOrCreate(source.Location.Directory);
        await using (var services = new ServiceCollection().AddLogging().AddUramost(new SiteOptions(source.Location, false, [])).BuildServiceProvider())
        await using (var scope = services.CreateAsyncScope())
        {
            var db = scope.ServiceProvider.GetRequiredService<PlatformDb>();
            var random = new Random(1);
            for (var i = 0; i < 100; i++)
            {
                var body = new byte[1 << 20];
                random.NextBytes(body);
                db.Add(new OutboxMessage { Kind = "blob", Language = "en", Recipient = [], Subject = [], Body = body, State = OutboxState.Copied, CreatedAt = DateTime.UtcNow, ChangedAt = DateTime.UtcNow });
                await db.SaveChangesAsync();
                db.ChangeTracker.Clear();
            }
        }

        var folder = BackupFolder.In(source.Location.Directory);
        await using (var killed = NodeProcess.Verb(source.Location, "backup"))
        {
            using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
            while (!Directory.Exists(folder) || !new DirectoryInfo(folder).EnumerateFiles("*" + MakeBackup.Unfinished).Any(f => f.Length > 1 << 20))
            {
                Assert.False(killed.HasEnded, $"It ended before it could be killed: {killed.Output}");
                await Task.Delay(1, patience.Token);
            }

            await killed.Kill();
        }

        Assert.Empty(BackupFolder.List(folder));
        Assert.NotEmpty(Directory.GetFiles(folder, "*" + MakeBackup.Unfinished));

        var archive = Path.Combine(source.Location.Directory, "whole.zip");
        await Says(0, "is not in it", NodeProcess.Verb(source.Location, "backup", "--out", archive));
        await using var target = await TestDatabase.Create(provider);
        await Says(2, "--key", NodeProcess.Verb(target.Location, "restore", archive));
        await Says(0, "PASS", NodeProcess.Verb(target.Location, "restore", archive, "--key", Path.Combine(source.Location.Directory, KeyRing.FileName)));
        await Says(0, "ok   The audit trail holds", NodeProcess.Verb(target.Location, "check"));
        await Says(0, "PASS", NodeProcess.Verb(target.Location, "check", "--restore", archive));

        // Where the site runs, its data is not replaced under it.
        await using var site = await NodeProcess.Site(target.Location);
        using var visitor = new Visitor(site.Url);
        await visitor.Open("/en");
        await Says(1, "in use", NodeProcess.Verb(target.Location, "restore", archive, "--yes", "--key", Path.Combine(source.Location.Directory, KeyRing.FileName)));
    }

    private static async Task Says(int code, string words, NodeProcess verb)
    {
        await using var _ = verb;
        Assert.True(await verb.Ended() == code, verb.Output);
        Assert.Contains(words, verb.Output);
    }
}
