using System.Reflection;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

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
    public static IServiceCollection AddPlatformDb(this IServiceCollection services, DatabaseLocation location, Assembly migrations)
    {
        services.AddSingleton(location);
        services.AddSingleton(_ => KeyRing.LoadOrCreate(location.Directory));
        services.AddScoped<Actor>();
        services.AddTransient<AuditWriter>();
        services.AddScoped<VerifyAudit>();
        services.AddDbContextFactory<PlatformDb>((_, options) => Configure(options, location, migrations), ServiceLifetime.Scoped);
        return services;
    }

    /// <summary>Chooses the provider; the same migrations run on both.</summary>
    public static void Configure(DbContextOptionsBuilder options, DatabaseLocation location, Assembly migrations)
    {
        var assembly = migrations.GetName().Name;
        if (location.PostgreSql is { } connection) options.UseNpgsql(connection, o => o.MigrationsAssembly(assembly).MigrationsHistoryTable("platform_migration"));
        else options.UseSqlite(SqliteConnectionString(location.SqlitePath), o => o.MigrationsAssembly(assembly).MigrationsHistoryTable("platform_migration"));

        // Migrations are written by hand and have no snapshot to compare with: a test compares the schemas instead.
        // Identity maps the e-mail before we take it away again.
        options.ConfigureWarnings(w => w.Ignore(RelationalEventId.PendingModelChangesWarning, CoreEventId.MappedPropertyIgnoredWarning));
    }

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

        if (!(await db.Database.GetPendingMigrationsAsync(ct)).Any()) return;
        if (!location.IsPostgreSql)
        {
            // A process that was killed while it migrated leaves its lock behind, and the next would wait for ever.
            await db.Database.ExecuteSqlRawAsync("DROP TABLE IF EXISTS \"__EFMigrationsLock\"", ct);
        }

        await db.Database.MigrateAsync(ct);
    }
}
