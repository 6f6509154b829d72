using System.Data.Common;
using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Uramost.Platform.Data;
using Uramost.Platform.Organisations;
using Uramost.Platform.People;

namespace Uramost.Site.Tests.Pages;

/// <summary>A disk that is full in the middle of an ordinary save is told in words, in the reader's language, and nothing has changed.</summary>
public sealed class FullDiskTests
{
    [Theory, OnBothDatabases]
    public async Task A_save_on_a_full_disk_is_told_in_words_and_changes_nothing(Provider provider)
    {
        var disk = new Disk();
        await using var site = await TestSite.StartWith(provider, services => services.ConfigureDbContext<PlatformDb>(o => o.AddInterceptors(disk)));
        await site.AddAccount("admin@example.org", new Membership { Role = Role.Administrator });
        using var admin = await site.SignIn("admin@example.org");
        foreach (var (variant, words) in new[] { ("en", "The disk of the server is full. Nothing was changed."), ("sq", "Disku i serverit është i mbushur. Asgjë nuk u ndryshua."), ("sr-cyrl", "Диск сервера је пун. Ништа није промењено.") })
        {
            var form = await admin.Open($"/{variant}/organisations/new");
            // Longer than what is left on the pages that the database already has.
            Dictionary<string, string> typed = new() { ["Form.Name"] = $"Organisation {variant}", ["Form.Aliases"] = string.Join('\n', Enumerable.Range(0, 28).Select(i => $"Alias{i} {variant}{i}word{new string((char)('a' + i % 26), 40)}")) };
            var (organisations, audited) = await Counted();
            await Fill(site, disk, provider);
            var page = await admin.Submit(form, "form.sheet", typed, expected: null);
            Assert.Equal(HttpStatusCode.InsufficientStorage, admin.Last.StatusCode);
            Assert.Contains(words, page.Body!.TextContent);
            Assert.Equal(variant == "sr-cyrl" ? "sr-Cyrl" : variant, page.DocumentElement.GetAttribute("lang"));

            // Reading goes on, and once there is room the same form is saved.
            await admin.Open($"/{variant}/organisations");
            await Free(site, disk, provider);
            Assert.Equal((organisations, audited), await Counted());
            await admin.Submit(form, "form.sheet", typed);
            Assert.Equal(organisations + 1, (await Counted()).Organisations);
        }

        async Task<(int Organisations, int Audited)> Counted() => await site.WithDb(async db => (await db.Set<Organisation>().CountAsync(), await db.Set<AuditEntry>().CountAsync()));
    }

    // SQLite may not grow any more; PostgreSQL says what it says when it cannot extend a file.
    private static async Task Fill(TestSite site, Disk disk, Provider provider)
    {
        disk.IsFull = true;
        if (provider == Provider.Sqlite) return;
        await site.WithDb(db => db.Database.ExecuteSqlRawAsync("""
            CREATE OR REPLACE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'could not extend file: No space left on device' USING ERRCODE = '53100'; END $$;
            CREATE TRIGGER full_disk BEFORE INSERT ON platform_search_token EXECUTE FUNCTION full_disk();
            """));
    }

    private static async Task Free(TestSite site, Disk disk, Provider provider)
    {
        disk.IsFull = false;
        if (provider == Provider.PostgreSql) await site.WithDb(db => db.Database.ExecuteSqlRawAsync("DROP TRIGGER full_disk ON platform_search_token"));
    }

    /// <summary>The limit belongs to a connection, so it is set whenever one is opened.</summary>
    private sealed class Disk : DbConnectionInterceptor
    {
        public bool IsFull { get; set; }

        public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) => Limit(connection);

        public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            Limit(connection);
            return Task.CompletedTask;
        }

        private void Limit(DbConnection connection)
        {
            if (connection is not Microsoft.Data.Sqlite.SqliteConnection) return;
            using var command = connection.CreateCommand();
            // Below what there is, the limit is what there is.
            command.CommandText = IsFull ? "PRAGMA max_page_count = 1" : "PRAGMA max_page_count = 1073741823";
            command.ExecuteNonQuery();
        }
    }
}
