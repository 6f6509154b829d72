using System.Reflection;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Uramost.Platform.Data;
using Uramost.Web;
using Xunit;
using Xunit.Sdk;
using Xunit.v3;

namespace Uramost.Testing;

/// <summary>The two databases on which the product must work alike.</summary>
public enum Provider
{
    /// <summary>SQLite in the process.</summary>
    Sqlite,
    /// <summary>PostgreSQL.</summary>
    PostgreSql,
}

/// <summary>Runs a theory once on each database; the first parameter of the test is the <see cref="Provider"/>.</summary>
public sealed class OnBothDatabasesAttribute : DataAttribute
{
    /// <inheritdoc/>
    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(MethodInfo testMethod, DisposalTracker disposalTracker) =>
        new([new TheoryDataRow(Provider.Sqlite), new TheoryDataRow(Provider.PostgreSql)]);

    /// <inheritdoc/>
    public override bool SupportsDiscoveryEnumeration() => true;
}

/// <summary>An own, migrated and empty database for one test; it is gone afterwards.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private static readonly SemaphoreSlim Gate = new(1);
    private static string? sqliteTemplate, postgresTemplate;
    private readonly string? name;

    private TestDatabase(DatabaseLocation location, string? name) => (Location, this.name) = (location, name);

    /// <summary>Where the data lies.</summary>
    public DatabaseLocation Location { get; }

    /// <summary>A copy of a migrated template, which is made once per process.</summary>
    public static async Task<TestDatabase> Create(Provider provider)
    {
        var directory = Directory.CreateTempSubdirectory("uramost-test-").FullName;
        if (provider == Provider.Sqlite)
        {
            await Gate.WaitAsync();
            try { sqliteTemplate ??= await MakeSqliteTemplate(); }
            finally { Gate.Release(); }
            var location = new DatabaseLocation(directory, null);
            File.Copy(sqliteTemplate, location.SqlitePath);
            return new TestDatabase(location, null);
        }

        if (PostgresCluster.Connection is not { } cluster)
        {
            Skipped.Because(PostgresCluster.Missing);
            throw new InvalidOperationException();
        }

        await Gate.WaitAsync();
        try { postgresTemplate ??= await MakePostgresTemplate(cluster); }
        finally { Gate.Release(); }
        var database = $"t{Guid.NewGuid():N}";
        await Run(cluster, $"CREATE DATABASE {database} TEMPLATE {postgresTemplate}");
        return new TestDatabase(new DatabaseLocation(directory, $"{cluster};Database={database};Maximum Pool Size=20"), database);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (name is not null)
        {
            await using (var data = NpgsqlDataSource.Create(Location.PostgreSql!)) NpgsqlConnection.ClearPool(data.CreateConnection());
            await Run(PostgresCluster.Connection!, $"DROP DATABASE IF EXISTS {name} WITH (FORCE)");
        }
        else SqliteConnection.ClearAllPools();
        Directory.Delete(Location.Directory, recursive: true);
    }

    private static async Task<string> MakeSqliteTemplate()
    {
        var location = new DatabaseLocation(Directory.CreateTempSubdirectory("uramost-template-").FullName, null);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(location.Directory, recursive: true);
        await Migrate(location);
        SqliteConnection.ClearAllPools();
        return location.SqlitePath;
    }

    private static async Task<string> MakePostgresTemplate(string cluster)
    {
        var template = $"template{Guid.NewGuid():N}";
        await Run(cluster, $"CREATE DATABASE {template}");
        var directory = Directory.CreateTempSubdirectory("uramost-template-").FullName;
        await Migrate(new DatabaseLocation(directory, $"{cluster};Database={template};Pooling=false"));
        Directory.Delete(directory, recursive: true);
        return template;
    }

    private static async Task Migrate(DatabaseLocation location)
    {
        var services = new ServiceCollection().AddLogging().AddUramost(new SiteOptions(location, false, []));
        await using var provider = services.BuildServiceProvider();
        await Database.Prepare(provider);
    }

    private static async Task Run(string cluster, string sql)
    {
        await using var connection = new NpgsqlConnection($"{cluster};Database=postgres;Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}

/// <summary>Skips a test with its reason, or fails where nothing may be skipped.</summary>
public static class Skipped
{
    /// <summary>Ends the test as skipped; under <c>URAMOST_NO_SKIP=1</c> it fails instead.</summary>
    public static void Because(string reason)
    {
        if (Environment.GetEnvironmentVariable("URAMOST_NO_SKIP") == "1") Assert.Fail($"May not be skipped here: {reason}");
        Assert.Skip(reason);
    }
}

/// <summary>Reference data beside the repository: never part of it, so a public clone has none.</summary>
public static class Shared
{
    /// <summary>Path below the folder <c>shared</c>; the test is skipped with a reason where there is none.</summary>
    public static string Path(string relative)
    {
        if (Environment.GetEnvironmentVariable("URAMOST_SHARED") is { Length: > 0 } given && (File.Exists(System.IO.Path.Combine(given, relative)) || Directory.Exists(System.IO.Path.Combine(given, relative)))) return System.IO.Path.Combine(given, relative);
        for (var directory = new DirectoryInfo(AppContext.BaseDirectory); directory is not null; directory = directory.Parent)
        {
            var path = System.IO.Path.Combine(directory.FullName, "shared", relative);
            if (File.Exists(path) || Directory.Exists(path)) return path;
        }

        Assert.Skip($"The reference data 'shared/{relative}' is not beside this repository (or set URAMOST_SHARED to its folder).");
        return "";
    }
}

/// <summary>The repository's own files.</summary>
public static class Repository
{
    /// <summary>Root of the checkout.</summary>
    public static readonly string Root = Find();

    /// <summary>Path below the root.</summary>
    public static string Path(params string[] parts) => System.IO.Path.Combine([Root, .. parts]);

    private static string Find()
    {
        for (var directory = new DirectoryInfo(AppContext.BaseDirectory); directory is not null; directory = directory.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(directory.FullName, "Uramost.slnx"))) return directory.FullName;
        }

        throw new DirectoryNotFoundException("The tests do not lie inside the repository.");
    }
}
