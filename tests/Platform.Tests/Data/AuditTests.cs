using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Uramost.Platform.Data;
using Uramost.Platform.People;

namespace Uramost.Platform.Tests.Data;

/// <summary>Every change is told in the chain, and whoever changes the chain is found out.</summary>
public sealed class AuditTests
{
    [Theory, OnBothDatabases]
    public async Task A_saved_change_is_in_the_chain_in_the_same_transaction(Provider provider)
    {
        await using var site = await TestSite.Start(provider);
        var account = new Account { Id = Guid.NewGuid(), UserName = "planted-name", Email = "planted@example.org" };
        await site.WithDb(async db => { db.Add(account); await db.SaveChangesAsync(); });
        await site.WithDb(async db => { (await db.Users.SingleAsync()).AccessFailedCount = 3; await db.SaveChangesAsync(); });

        var entries = await site.WithDb(db => db.AuditEntries.OrderBy(e => e.Sequence).ToListAsync());
        Assert.Equal([AuditAction.Added, AuditAction.Changed], entries.Select(e => e.Action));
        Assert.All(entries, e => Assert.Equal(account.Id, e.RecordId));
        Assert.DoesNotContain("planted", string.Join('\n', entries.Select(e => e.Changes)));
        Assert.Equal(2, (await Verify(site)).Links);
    }

    [Theory, OnBothDatabases]
    public async Task A_transaction_of_several_saves_is_one_link_and_a_rolled_back_one_is_none(Provider provider)
    {
        await using var site = await TestSite.Start(provider);
        await site.WithDb(async db =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            for (var i = 0; i < 3; i++)
            {
                db.Add(new Account { Id = Guid.NewGuid(), UserName = $"u{i}" });
                await db.SaveChangesAsync();
            }

            await transaction.CommitAsync();
        });
        await site.WithDb(async db =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            db.Add(new Account { Id = Guid.NewGuid(), UserName = "gone" });
            await db.SaveChangesAsync();
            await transaction.RollbackAsync();
        });
        Assert.Equal(3, (await site.WithDb(db => db.AuditLinks.SingleAsync())).Entries);
        Assert.Equal(3, await site.WithDb(db => db.Users.CountAsync()));
        Assert.Null((await Verify(site)).BrokenAt);
    }

    [Theory, OnBothDatabases]
    public async Task Writers_at_the_same_time_make_one_chain_without_gap(Provider provider)
    {
        await using var site = await TestSite.Start(provider);
        await Task.WhenAll(Enumerable.Range(0, 12).Select(i => Task.Run(() => site.WithDb(async db =>
        {
            db.Add(new Account { Id = Guid.NewGuid(), UserName = $"writer{i}" });
            await db.SaveChangesAsync();
        }))));
        Assert.Equal(new VerifyAudit.Result(12, null), await Verify(site));
    }

    [Theory, OnBothDatabases]
    public async Task Any_tampering_is_found(Provider provider)
    {
        string[] attacks =
        [
            """UPDATE "platform_audit_entry" SET "Changes" = '[]' WHERE "Sequence" = 2""",
            """UPDATE "platform_audit_entry" SET "Action" = 'Removed' WHERE "Sequence" = 3""",
            """DELETE FROM "platform_audit_entry" WHERE "Sequence" = 2""",
            """DELETE FROM "platform_audit_link" WHERE "Sequence" = 2""",
            """DELETE FROM "platform_audit_link" WHERE "Sequence" = 4""",
            """DELETE FROM "platform_audit_link" WHERE "Sequence" = 4; DELETE FROM "platform_audit_entry" WHERE "Sequence" = 4; UPDATE "platform_audit_head" SET "Sequence" = 3""",
            """UPDATE "platform_audit_link" SET "AccountId" = '11111111-1111-1111-1111-111111111111' WHERE "Sequence" = 1""",
            """INSERT INTO "platform_audit_entry" ("Sequence", "Ordinal", "Kind", "RecordId", "Action", "Changes", "Count") SELECT "Sequence", 9, "Kind", "RecordId", "Action", "Changes", "Count" FROM "platform_audit_entry" WHERE "Sequence" = 1""",
            """UPDATE "platform_audit_link" SET "Sequence" = 9 WHERE "Sequence" = 4; UPDATE "platform_audit_entry" SET "Sequence" = 9 WHERE "Sequence" = 4""",
        ];
        foreach (var attack in attacks)
        {
            await using var site = await TestSite.Start(provider);
            for (var i = 0; i < 4; i++) await site.WithDb(async db => { db.Add(new Account { Id = Guid.NewGuid(), UserName = $"u{i}" }); await db.SaveChangesAsync(); });
            Assert.Null((await Verify(site)).BrokenAt);
            await site.WithDb(db => db.Database.ExecuteSqlRawAsync(attack));
            Assert.True((await Verify(site)).BrokenAt is not null, $"Not found: {attack}");
        }
    }

    private static async Task<VerifyAudit.Result> Verify(TestSite site)
    {
        await using var scope = site.Scope();
        return await scope.ServiceProvider.GetRequiredService<VerifyAudit>().Run();
    }
}
