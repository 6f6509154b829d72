using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.DependencyInjection;
using Uramost.Platform.Data;
using Uramost.Web;

namespace Uramost.Site.Tests.Data;

/// <summary>The hand-written migrations and the model say the same, on both databases.</summary>
public sealed class SchemaTests
{
    [Theory, OnBothDatabases]
    public async Task The_migrated_schema_is_the_models(Provider provider)
    {
        await using var migrated = await TestDatabase.Create(provider);
        Assert.Empty(await Differences(provider, migrated));
    }

    [Theory, OnBothDatabases]
    public async Task A_seeded_drift_is_found(Provider provider)
    {
        string[] drifts =
        [
            """ALTER TABLE "platform_audit_entry" ADD COLUMN "Extra" integer NULL""",
            """ALTER TABLE "platform_audit_entry" DROP COLUMN "Count" """,
            """DROP INDEX "IX_platform_audit_entry_RecordId" """,
            """CREATE TABLE "stray" ("Id" integer NOT NULL)""",
            """ALTER TABLE "platform_audit_entry" RENAME COLUMN "Count" TO "Counted" """,
        ];
        foreach (var drift in drifts)
        {
            await using var migrated = await TestDatabase.Create(provider);
            await using (var services = Services(migrated.Location))
            await using (var scope = services.CreateAsyncScope())
            {
                await scope.ServiceProvider.GetRequiredService<PlatformDb>().Database.ExecuteSqlRawAsync(drift);
            }

            Assert.True((await Differences(provider, migrated)).Count > 0, $"Not found: {drift}");
        }
    }

    [Theory, OnBothDatabases]
    public async Task The_model_that_the_build_wrote_is_the_one_the_modules_make(Provider provider)
    {
        await using var database = await TestDatabase.Create(provider);
        await using var services = Services(database.Location);
        await using var scope = services.CreateAsyncScope();
        var written = CompiledModel.For(provider == Provider.PostgreSql);
        Assert.True(written is not null, "This build wrote no model: it was made with WriteModel=false.");
        Assert.Same(written, scope.ServiceProvider.GetRequiredService<PlatformDb>().Model);

        var options = new DbContextOptionsBuilder<PlatformDb>().UseApplicationServiceProvider(scope.ServiceProvider);
        Database.Configure(options, database.Location, typeof(CompiledModel).Assembly, null);
        await using var made = ActivatorUtilities.CreateInstance<PlatformDb>(scope.ServiceProvider, options.Options);
        Assert.NotSame(written, made.Model);
        Assert.Equal(Told(made.Model), Told(written));

        // Type by type: a statement of its own that has run before leaves its result's type in the model.
        static string Told(IModel model) => string.Join('\n', model.GetEntityTypes().OrderBy(t => t.Name, StringComparer.Ordinal).Select(t => t.ToDebugString(MetadataDebugStringOptions.LongDefault)));
    }

    private static async Task<List<string>> Differences(Provider provider, TestDatabase migrated)
    {
        await using var fresh = await TestDatabase.Create(provider);
        await using var services = Services(fresh.Location);
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PlatformDb>();
        await db.Database.EnsureDeletedAsync();
        await db.Database.EnsureCreatedAsync();
        var wanted = await Describe(provider, db);
        await using var other = Services(migrated.Location);
        await using var otherScope = other.CreateAsyncScope();
        var found = await Describe(provider, otherScope.ServiceProvider.GetRequiredService<PlatformDb>());
        return [.. wanted.Except(found).Select(l => $"missing in the migrations: {l}"), .. found.Except(wanted).Select(l => $"only in the migrations: {l}")];
    }

    private static async Task<List<string>> Describe(Provider provider, PlatformDb db)
    {
        var sql = provider == Provider.Sqlite
            ? """
              SELECT m.name || '.' || c.name || ' ' || c.type || ' null=' || (1 - c."notnull") || ' pk=' || c.pk AS "Value" FROM sqlite_master m, pragma_table_info(m.name) c WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%' AND m.name NOT LIKE '\_\_EF%' ESCAPE '\' AND m.name <> 'platform_migration'
              UNION ALL SELECT 'index ' || m.name || '.' || i.name || ' unique=' || i."unique" || ' ' || (SELECT group_concat(name) FROM (SELECT name FROM pragma_index_info(i.name) ORDER BY seqno)) FROM sqlite_master m, pragma_index_list(m.name) i WHERE m.type = 'table' AND i.origin = 'c' AND m.name <> 'platform_migration'
              UNION ALL SELECT 'foreign key ' || m.name || '.' || f."from" || ' to ' || f."table" || ' ' || f.on_delete FROM sqlite_master m, pragma_foreign_key_list(m.name) f WHERE m.type = 'table'
              """
            : """
              SELECT table_name || '.' || column_name || ' ' || data_type || coalesce('(' || character_maximum_length || ')', '') || ' null=' || is_nullable || ' identity=' || is_identity AS "Value" FROM information_schema.columns WHERE table_schema = 'public' AND table_name <> 'platform_migration'
              UNION ALL SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' AND tablename <> 'platform_migration'
              UNION ALL SELECT 'constraint ' || conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND contype <> 'n' AND conrelid::regclass::text <> 'platform_migration'
              """;
        return await db.Database.SqlQueryRaw<string>(sql).ToListAsync();
    }

    private static ServiceProvider Services(DatabaseLocation location) =>
        new ServiceCollection().AddLogging().AddUramost(new SiteOptions(location, false, [])).BuildServiceProvider();
}
