using System.Reflection;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Uramost.Platform.Data;

/// <summary>Where the data lies: a directory with a SQLite file, or PostgreSQL.</summary>
/// <param name="Directory">The data directory; it also holds the master key.</param>
/// <param name="PostgreSql">Connection string of PostgreSQL, or null for SQLite in the directory.</param>
public sealed record DatabaseLocation(string Directory, string? PostgreSql)
{
    /// <summary>Name of the SQLite file.</summary>
    public const string FileName = "uramost.db";

    /// <summary>Path of the SQLite file.</summary>
    public string SqlitePath => Path.Combine(Directory, FileName);

    /// <summary>Whether the data lies in PostgreSQL.</summary>
    public bool IsPostgreSql => PostgreSql is not null;
}

/// <summary>Registers and prepares the database.</summary>
public static class Database
{
    /// <summary>Adds <see cref="PlatformDb"/> on the given database, with its key ring and audit.</summary>
    /// <param name="services">The program's services.</param>
    /// <param name="location">Where the data lies.</param>
    /// <param name="migrations">The assembly that holds the migrations.</param>
    /// <param name="model">The model as the build wrote it, for PostgreSQL or not; null where it is worked out from the modules.</param>
    public static IServiceCollection AddPlatformDb(this IServiceCollection services, DatabaseLocation location, Assembly migrations, Func<bool, IModel?> model)
    {
        services.AddSingleton(location);
        services.AddSingleton(_ => KeyRing.LoadOrCreate(location.Directory));
        services.AddScoped<Actor>();
        services.AddTransient<AuditWriter>();
        services.AddSingleton<AfterCommit>();
        services.AddScoped<VerifyAudit>();
        // The options are made once: nothing in them differs from one request to the next, and a context would else pay for them each time.
        services.AddDbContext<PlatformDb>((provider, options) =>
        {
            Configure(options, location, migrations, model(location.IsPostgreSql));
            options.AddInterceptors(provider.GetRequiredService<AfterCommit>(), new AuditOnCommit());
        }, ServiceLifetime.Scoped, ServiceLifetime.Singleton);
        services.AddDbContextFactory<PlatformDb>(lifetime: ServiceLifetime.Scoped);
        return services;
    }

    /// <summary>Chooses the provider; the same migrations run on both.</summary>
    /// <param name="options">The options of the context.</param>
    /// <param name="location">Where the data lies.</param>
    /// <param name="migrations">The assembly that holds the migrations.</param>
    /// <param name="model">The model as the build wrote it, or null.</param>
    public static void Configure(DbContextOptionsBuilder options, DatabaseLocation location, Assembly migrations, IModel? model)
    {
        if (model is not null) options.UseModel(model);
        var assembly = migrations.GetName().Name;
        // Each in a method of its own: a program that uses the one never loads the other.
        if (location.PostgreSql is { } connection) UsePostgreSql(options, PostgreSqlConnectionString(connection), assembly);
        else UseSqlite(options, location.SqlitePath, assembly);

        options.ReplaceService<IMigrationsIdGenerator, MigrationIds>();

        // Migrations are written by hand and have no snapshot to compare with: a test compares the schemas instead.
        // Identity maps the e-mail before we take it away again.
        options.ConfigureWarnings(w => w.Ignore(RelationalEventId.PendingModelChangesWarning, CoreEventId.MappedPropertyIgnoredWarning, CoreEventId.RowLimitingOperationWithoutOrderByWarning));
    }

    private static void UsePostgreSql(DbContextOptionsBuilder options, string connection, string? migrations) =>
        options.UseNpgsql(connection, o => o.MigrationsAssembly(migrations).MigrationsHistoryTable("platform_migration", new NpgsqlConnectionStringBuilder(connection).SearchPath));

    // A list goes as one parameter: with one for each value, the statement would be written anew at every execution.
    private static void UseSqlite(DbContextOptionsBuilder options, string path, string? migrations) =>
        options.UseSqlite(SqliteConnectionString(path), o => o.MigrationsAssembly(migrations).MigrationsHistoryTable("platform_migration").UseParameterizedCollectionMode(ParameterTranslationMode.Parameter));

    /// <summary>
    /// The connection string for PostgreSQL: named, so that the server's list of sessions tells whose they are, and
    /// with an end to transactions in which nothing happens. A node that freezes inside a transaction would else hold
    /// its locks, and with the audit's head everybody's, for as long as it is frozen.
    /// </summary>
    public static string PostgreSqlConnectionString(string given)
    {
        var builder = new NpgsqlConnectionStringBuilder(given);
        builder.ApplicationName ??= ApplicationName;
        if (builder.Options?.Contains("idle_in_transaction_session_timeout", StringComparison.Ordinal) != true) builder.Options = $"{builder.Options} -c idle_in_transaction_session_timeout=10s".Trim();
        return builder.ToString();
    }

    /// <summary>How our sessions are named on PostgreSQL.</summary>
    public const string ApplicationName = "uramost";

    /// <summary>The connection string for a SQLite file.</summary>
    public static string SqliteConnectionString(string path) => new SqliteConnectionStringBuilder { DataSource = path, ForeignKeys = true, DefaultTimeout = 30 }.ToString();

    /// <summary>Brings the schema up to date and makes sure that the audit chain has its head.</summary>
    public static async Task Prepare(IServiceProvider services, CancellationToken ct = default)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PlatformDb>();
        var location = services.GetRequiredService<DatabaseLocation>();
        if (!location.IsPostgreSql)
        {
            Directory.CreateDirectory(location.Directory);
            // Readers do not wait for the writer; a commit reaches the disk before it is answered.
            await db.Database.OpenConnectionAsync(ct);
            await db.Database.ExecuteSqlRawAsync("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;", ct);
        }

        var applied = (await db.Database.GetAppliedMigrationsAsync(ct)).ToHashSet();
        if (!db.Database.GetMigrations().All(applied.Contains)) await Migrate(db, location, ct);
        if (applied.Count == 0) await Language.KeepOrder.Begin(db, ct);
        else await Language.KeepOrder.Run(db, ct);
    }

    private static async Task Migrate(PlatformDb db, DatabaseLocation location, CancellationToken ct)
    {
        if (!location.IsPostgreSql)
        {
            // A process that was killed while it migrated leaves its lock behind, and the next would wait for ever.
            await db.Database.ExecuteSqlRawAsync("DROP TABLE IF EXISTS \"__EFMigrationsLock\"", ct);
        }

        await db.Database.MigrateAsync(ct);
        await RenewStatistics(db);
    }

    /// <summary>Lets SQLite look at tables that have grown, so that it chooses the right index; PostgreSQL does so by itself.</summary>
    public static async Task RenewStatistics(PlatformDb db)
    {
        // 0x10002: tables without statistics too (sqlite.org/pragma.html#pragma_optimize); the limit keeps it short on large ones.
        if (!db.IsPostgreSql) await db.Database.ExecuteSqlRawAsync("PRAGMA analysis_limit=1000; PRAGMA optimize=0x10002;");
    }
}
