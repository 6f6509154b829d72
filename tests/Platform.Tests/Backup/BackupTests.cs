using System.IO.Compression;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Uramost.Platform.Backup;
using Uramost.Platform.Data;
using Uramost.Platform.Health;
using Uramost.Platform.Jobs;
using Uramost.Platform.Language;
using Uramost.Platform.Mail;
using Uramost.Platform.Organisations;
using Uramost.Platform.People;
using Uramost.Platform.People.Persons;
using Uramost.Web;

namespace Uramost.Platform.Tests.Backup;

/// <summary>A backup holds everything but the key, and comes back on either database, or not at all.</summary>
public sealed class BackupTests
{
    public static IEnumerable<TheoryDataRow<Provider, Provider>> Ways =>
        from made in Enum.GetValues<Provider>() from restored in Enum.GetValues<Provider>() select new TheoryDataRow<Provider, Provider>(made, restored);

    [Theory, MemberData(nameof(Ways))]
    public async Task What_was_backed_up_comes_back_row_for_row(Provider made, Provider restored)
    {
        await using var source = await Filled(made);
        await using var target = await TestDatabase.Create(restored);
        var (archive, keys) = (Path.Combine(source.Directory.FullName, "a.zip"), source.Keys);
        var manifest = await Make(source, archive);
        Assert.True(manifest.Tables.Sum(t => t.Rows) > 50);

        var result = await Restore(target.Location, archive, keys);
        Assert.True(result.Passed, string.Join('\n', result.Findings.Select(f => f.What.English)));
        var before = await Dump(source.Database.Location);
        var after = await Dump(target.Location);
        Assert.Equal(before.Keys.Order(), after.Keys.Order());
        foreach (var table in before.Keys.Except(["platform_job", "platform_outbox", "platform_version"])) Assert.Equal(before[table], after[table]);
        Assert.Equal(before["platform_job"].Count, after["platform_job"].Count);

        // What was to be sent may have been sent since; what ran on a node that is gone waits for another.
        await using var services = Services(target.Location, keys);
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PlatformDb>();
        var message = await db.Set<OutboxMessage>().SingleAsync(m => m.Kind == "test");
        Assert.Equal((OutboxState.Held, "Përshëndetje Љубо"), (message.State, message.ReadBody(keys)));
        Assert.Equal(JobState.Waiting, (await db.Set<Job>().SingleAsync(j => j.Key == "was running")).State);
        // Numbers that the database gives out go on after those that came back.
        db.Add(new Microsoft.AspNetCore.Identity.IdentityUserClaim<Guid> { UserId = (await db.Users.FirstAsync()).Id, ClaimType = "b", ClaimValue = "2" });
        await db.SaveChangesAsync();
        Assert.Equal(2, await db.UserClaims.CountAsync());
    }

    [Theory, OnBothDatabases]
    public async Task No_backup_holds_the_key_or_a_name(Provider provider)
    {
        await using var source = await Filled(provider);
        var archive = Path.Combine(source.Directory.FullName, "a.zip");
        await Make(source, archive);
        using var zip = ZipFile.OpenRead(archive);
        var key = File.ReadAllText(Path.Combine(source.Database.Location.Directory, KeyRing.FileName)).Trim().Split(':')[1];
        foreach (var entry in zip.Entries)
        {
            using var reader = new StreamReader(entry.Open());
            var text = await reader.ReadToEndAsync();
            Assert.DoesNotContain(key, text);
            Assert.DoesNotContain("Planted", text);
            Assert.DoesNotContain("planted@example.org", text);
        }
    }

    [Theory, OnBothDatabases]
    public async Task A_wrong_key_a_damaged_archive_and_a_full_workspace_are_refused_and_nothing_changes(Provider provider)
    {
        await using var source = await Filled(provider);
        await using var target = await Filled(provider, "other");
        var archive = Path.Combine(source.Directory.FullName, "a.zip");
        await Make(source, archive);
        var before = await Dump(target.Database.Location);

        await Refused("OtherKey", archive, KeyRing.FromLines([KeyRing.NewLine("1")]), replace: true);
        await Refused("NotEmpty", archive, source.Keys, replace: false);
        await Refused("NoSuchFile", archive + ".not", source.Keys, replace: true);

        var cut = archive + ".cut";
        await File.WriteAllBytesAsync(cut, (await File.ReadAllBytesAsync(archive))[..^2000]);
        await Refused("NotABackup", cut, source.Keys, replace: true);
        await File.WriteAllTextAsync(cut, "not a backup");
        await Refused("NotABackup", cut, source.Keys, replace: true);
        await File.WriteAllBytesAsync(cut, []);
        await Refused("NotABackup", cut, source.Keys, replace: true);

        await Refused("Damaged", Changed("tables/platform_organisation.ndjson", t => t.Replace("Balkans", "Balkanz")), source.Keys, replace: true);
        await Refused("NotSigned", Changed("manifest.json", t => t.Replace("\"rows\": 1", "\"rows\": 2")), source.Keys, replace: true);
        Assert.Equal(before, await Dump(target.Database.Location));

        async Task Refused(string key, string file, KeyRing keys, bool replace)
        {
            var refused = await Assert.ThrowsAsync<WordedException>(() => Restore(target.Database.Location, file, keys, replace));
            Assert.Equal(key, refused.Wording.Key);
            Assert.NotEqual(key, refused.Message);
        }

        string Changed(string name, Func<string, string> change)
        {
            var path = archive + ".changed";
            File.Copy(archive, path, overwrite: true);
            using var zip = ZipFile.Open(path, ZipArchiveMode.Update);
            string text;
            using (var reader = new StreamReader(zip.GetEntry(name)!.Open())) text = reader.ReadToEnd();
            Assert.NotEqual(text, change(text));
            zip.GetEntry(name)!.Delete();
            using var writer = new StreamWriter(zip.CreateEntry(name).Open(), new UTF8Encoding(false));
            writer.Write(change(text));
            return path;
        }
    }

    [Theory, OnBothDatabases]
    public async Task Whoever_was_erased_since_is_erased_again(Provider provider)
    {
        await using var source = await Filled(provider);
        var archive = Path.Combine(source.Directory.FullName, "before.zip");
        await Make(source, archive);
        await using (var services = Services(source.Database.Location, source.Keys))
        await using (var scope = services.CreateAsyncScope())
        {
            Assert.True(await scope.ServiceProvider.GetRequiredService<ErasePerson>().Erase(source.Person));
        }

        // Into the data where the erasure is known.
        var result = await Restore(source.Database.Location, archive, source.Keys, replace: true);
        Assert.Equal((1, 1, true), (result.ErasuresKnown, result.ErasedAgain, result.Passed));
        Assert.False(await Exists(source.Database.Location));

        // Where all is lost but the backups: a later backup knows.
        var later = Path.Combine(source.Directory.FullName, "after.zip");
        await Make(source, later);
        await using var fresh = await TestDatabase.Create(provider);
        Assert.Equal(0, (await Restore(fresh.Location, archive, source.Keys)).ErasedAgain);
        Assert.True(await Exists(fresh.Location));
        Assert.Equal(1, (await Restore(fresh.Location, archive, source.Keys, replace: true, erasures: later)).ErasedAgain);
        Assert.False(await Exists(fresh.Location));

        async Task<bool> Exists(DatabaseLocation location)
        {
            await using var services = Services(location, source.Keys);
            await using var scope = services.CreateAsyncScope();
            return await scope.ServiceProvider.GetRequiredService<PlatformDb>().Set<PersonIdentity>().AnyAsync(p => p.Id == source.Person);
        }
    }

    [Theory, OnBothDatabases]
    public async Task A_drill_says_pass_and_leaves_everything_as_it_is(Provider provider)
    {
        await using var source = await Filled(provider);
        var archive = Path.Combine(source.Directory.FullName, "a.zip");
        await Make(source, archive);
        await using (var services = Services(source.Database.Location, source.Keys))
        await using (var scope = services.CreateAsyncScope())
        {
            scope.ServiceProvider.GetRequiredService<PlatformDb>().Add(new Account { Id = Guid.NewGuid(), UserName = "later" });
            await scope.ServiceProvider.GetRequiredService<PlatformDb>().SaveChangesAsync();
        }

        var before = await Dump(source.Database.Location);
        var result = await new RestoreBackup(source.Database.Location, Services).Run(new RestoreRequest(archive, source.Keys, false, true, []));
        Assert.True(result.Passed);
        Assert.Equal(before, await Dump(source.Database.Location));
        Assert.Empty(System.IO.Directory.GetDirectories(source.Database.Location.Directory, "restore_*"));
    }

    [Theory, OnBothDatabases]
    public async Task A_broken_audit_trail_is_not_restored(Provider provider)
    {
        await using var source = await Filled(provider);
        await using (var services = Services(source.Database.Location, source.Keys))
        await using (var scope = services.CreateAsyncScope())
        {
            await scope.ServiceProvider.GetRequiredService<PlatformDb>().Database.ExecuteSqlRawAsync("""UPDATE "platform_audit_entry" SET "Changes" = '[]' WHERE "Sequence" = 1""");
            var findings = await scope.ServiceProvider.GetRequiredService<CheckWorkspace>().Run();
            Assert.Contains(findings, f => f.Level == FindingLevel.Failed && f.What.Key == "AuditBroken");
        }

        var archive = Path.Combine(source.Directory.FullName, "a.zip");
        await Make(source, archive);
        await using var target = await TestDatabase.Create(provider);
        var refused = await Assert.ThrowsAsync<WordedException>(() => Restore(target.Location, archive, source.Keys));
        Assert.Equal("ChainBroken", refused.Wording.Key);
    }

    [Fact]
    public async Task Writers_go_on_while_a_backup_reads_and_it_holds_one_moment()
    {
        foreach (var provider in Enum.GetValues<Provider>())
        {
            await using var source = await Filled(provider);
            await using var snapshot = await Snapshot.Open(source.Database.Location);
            await using (var services = Services(source.Database.Location, source.Keys))
            await using (var scope = services.CreateAsyncScope())
            {
                scope.ServiceProvider.GetRequiredService<PlatformDb>().Add(new Account { Id = Guid.NewGuid(), UserName = "meanwhile" });
                await scope.ServiceProvider.GetRequiredService<PlatformDb>().SaveChangesAsync();
                Assert.Equal(52, await scope.ServiceProvider.GetRequiredService<PlatformDb>().Users.CountAsync());
            }

            Assert.Equal(51, await snapshot.Count("platform_account"));
        }
    }

    [Theory, OnBothDatabases]
    public async Task A_full_disk_is_told_in_words_and_leaves_nothing(Provider provider)
    {
        if (!OperatingSystem.IsLinux() || Environment.UserName != "root") Skipped.Because("A small disk can be mounted by root on Linux only");
        await using var source = await Filled(provider, bytes: 4 << 20);
        var small = System.IO.Directory.CreateTempSubdirectory("uramost-small-").FullName;
        Assert.Equal(0, await Shell("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", small));
        try
        {
            var refused = await Assert.ThrowsAsync<WordedException>(() => Make(source, Path.Combine(small, "a.zip")));
            Assert.Equal("DiskFull", refused.Wording.Key);
            Assert.Empty(System.IO.Directory.GetFileSystemEntries(small));
        }
        finally
        {
            await Shell("umount", small);
            System.IO.Directory.Delete(small);
        }
    }

    private static async Task<int> Shell(string program, params string[] arguments)
    {
        using var process = System.Diagnostics.Process.Start(program, arguments);
        await process.WaitForExitAsync();
        return process.ExitCode;
    }

    /// <summary>A workspace with something of every kind of column.</summary>
    private sealed record Source(TestDatabase Database, KeyRing Keys, DirectoryInfo Directory, Guid Person) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await Database.DisposeAsync();
            Directory.Delete(true);
        }
    }

    private static async Task<Source> Filled(Provider provider, string mark = "one", int bytes = 1000)
    {
        var database = await TestDatabase.Create(provider);
        var keys = KeyRing.LoadOrCreate(database.Location.Directory);
        await using var services = Services(database.Location, keys);
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PlatformDb>();
        for (var i = 0; i < 50; i++) db.Add(new Account { Id = Guid.NewGuid(), UserName = $"{mark}{i} \"quoted\"\nëçčćđšž", LockoutEnd = i % 2 == 0 ? null : new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero), AccessFailedCount = i });
        var account = new Account { Id = Guid.NewGuid(), UserName = "with claim" };
        db.Add(account);
        await db.SaveChangesAsync();
        db.Add(new Microsoft.AspNetCore.Identity.IdentityUserClaim<Guid> { UserId = account.Id, ClaimType = "a", ClaimValue = "1" });
        db.Add(new Membership { AccountId = account.Id, Role = Role.Donor, EndsOn = new DateOnly(2027, 2, 28) });
        var organisation = new Organisation { Acronym = "Balkans", Aliases = ["Grupi i Ballkanit", "Балканска група"] };
        db.Add(organisation);
        db.Add(new Job { Kind = "test", Key = "was running", State = JobState.Running, Owner = "gone", DueAt = DateTime.UtcNow, CreatedAt = DateTime.UtcNow, Payload = """{"a":"\\ \u0007"}""" });
        await scope.ServiceProvider.GetRequiredService<Outbox>().Add(db, "test", "planted@example.org", UiVariant.Albanian, "Lënda", "Përshëndetje Љубо");
        var blob = new byte[bytes];
        new Random(1).NextBytes(blob);
        db.Add(new OutboxMessage { Kind = "blob", Language = "en", Recipient = [], Subject = [], Body = blob, State = OutboxState.Copied, CreatedAt = DateTime.UtcNow, ChangedAt = DateTime.UtcNow });
        await db.SaveChangesAsync();
        var person = await scope.ServiceProvider.GetRequiredService<RegisterPerson>().Add(organisation.Id, new IdentityFields("Planted", "Planted"));
        return new Source(database, keys, System.IO.Directory.CreateTempSubdirectory("uramost-backup-"), person);
    }

    private static async Task<BackupManifest> Make(Source source, string path)
    {
        await using var services = Services(source.Database.Location, source.Keys);
        await using var scope = services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<MakeBackup>().Write(path);
    }

    private static Task<RestoreResult> Restore(DatabaseLocation target, string archive, KeyRing keys, bool replace = false, string? erasures = null) =>
        new RestoreBackup(target, Services).Run(new RestoreRequest(archive, keys, replace, false, erasures is null ? [] : [erasures]));

    private static ServiceProvider Services(DatabaseLocation location, KeyRing keys) =>
        new ServiceCollection().AddLogging().AddUramost(new SiteOptions(location, false, [])).AddSingleton(keys).BuildServiceProvider();

    private static async Task<Dictionary<string, List<string>>> Dump(DatabaseLocation location)
    {
        await using var services = new ServiceCollection().AddLogging().AddUramost(new SiteOptions(location, false, [])).BuildServiceProvider();
        await using var scope = services.CreateAsyncScope();
        await using var snapshot = await Snapshot.Open(location);
        var dump = new Dictionary<string, List<string>>();
        foreach (var shape in TableShape.Of(scope.ServiceProvider.GetRequiredService<PlatformDb>()))
        {
            var rows = new List<string>();
            await foreach (var row in snapshot.Rows(shape)) rows.Add(string.Join('|', row.Select(v => v switch { byte[] b => Convert.ToHexString(b), DateTime t => t.ToString("O"), _ => Convert.ToString(v, System.Globalization.CultureInfo.InvariantCulture) })));
            rows.Sort(StringComparer.Ordinal);
            dump[shape.Name] = rows;
        }

        return dump;
    }
}
