using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Uramost.Platform.Data;
using Uramost.Platform.Health;
using Uramost.Platform.Jobs;
using Uramost.Platform.Mail;
using Uramost.Platform.People.Persons;

namespace Uramost.Platform.Backup;

/// <summary>What a restore is asked to do.</summary>
/// <param name="Archive">Path of the backup.</param>
/// <param name="Keys">The key, which no backup holds.</param>
/// <param name="Replace">Whether a workspace that is not empty may be replaced.</param>
/// <param name="OnlyTry">A drill: everything is done beside the present data and thrown away.</param>
/// <param name="Erasures">Later backups from which erasures are taken, beside those of the present data and of the backup folder.</param>
public sealed record RestoreRequest(string Archive, KeyRing Keys, bool Replace, bool OnlyTry, IReadOnlyList<string> Erasures);

/// <summary>How a restore went.</summary>
/// <param name="Manifest">What was restored.</param>
/// <param name="ErasuresKnown">How many erasures there are to follow.</param>
/// <param name="ErasedAgain">How many persons were there again and were erased again.</param>
/// <param name="Findings">What the check of the restored data says.</param>
public sealed record RestoreResult(BackupManifest Manifest, int ErasuresKnown, int ErasedAgain, IReadOnlyList<Finding> Findings)
{
    /// <summary>Whether the restored data is sound. If not, nothing was replaced.</summary>
    public bool Passed => Findings.All(f => f.Level != FindingLevel.Failed);
}

/// <summary>
/// Brings a backup back. Everything is loaded, brought up to date, cleared of whoever was erased meanwhile and checked
/// beside the present data; only when all that holds it takes the place of the present data, in one step.
/// </summary>
/// <param name="location">Where the data lies.</param>
/// <param name="open">The program's services on a database, with a given key.</param>
public sealed class RestoreBackup(DatabaseLocation location, Func<DatabaseLocation, KeyRing, ServiceProvider> open)
{
    /// <summary>Restores, or tries it.</summary>
    /// <param name="request">What is asked.</param>
    /// <param name="tell">Told each step, for the command line.</param>
    /// <param name="ct">Cancels; the present data stays.</param>
    /// <exception cref="Language.WordedException">It is refused, and why; nothing was changed.</exception>
    public async Task<RestoreResult> Run(RestoreRequest request, Action<string>? tell = null, CancellationToken ct = default)
    {
        using var backup = BackupArchive.Open(request.Archive);
        await backup.Verify(request.Keys, ct);
        if (!request.OnlyTry)
        {
            if (!request.Replace && !await IsEmpty(ct)) throw BackupArchive.Refused("NotEmpty");
            if (await IsInUse(ct)) throw BackupArchive.Refused("InUse");
        }

        var erased = await Erasures(request, backup.Manifest, tell, ct);
        await using var staging = await Staging.Create(location, ct);
        RestoreResult result;
        await using (var services = open(staging.Location, request.Keys))
        {
            await using (var scope = services.CreateAsyncScope())
            {
                var db = scope.ServiceProvider.GetRequiredService<PlatformDb>();
                await new LoadBackup(backup, staging.Location).Run(db, tell, ct);
                // First as it was, before anything is added to the chain.
                if ((await scope.ServiceProvider.GetRequiredService<VerifyAudit>().Run(ct)).BrokenAt is { } at) throw BackupArchive.Refused("ChainBroken", at.ToString(System.Globalization.CultureInfo.InvariantCulture));
            }

            await Database.Prepare(services, ct);
            await using (var scope = services.CreateAsyncScope())
            {
                var again = await scope.ServiceProvider.GetRequiredService<ReplayErasures>().Run(erased, ct);
                await Calm(scope.ServiceProvider.GetRequiredService<PlatformDb>(), ct);
                result = new RestoreResult(backup.Manifest, erased.Count, again, await scope.ServiceProvider.GetRequiredService<CheckWorkspace>().Run(ct));
            }
        }

        if (result.Passed && !request.OnlyTry) await staging.TakePlace(ct);
        return result;
    }

    // What waited to be done when the backup was made may have been done since: nobody gets a second letter, and a
    // lease of a node from then means nothing.
    private static async Task Calm(PlatformDb db, CancellationToken ct)
    {
        await db.Set<Job>().Where(j => j.State == JobState.Running).ExecuteUpdateAsync(s => s.SetProperty(j => j.State, JobState.Waiting).SetProperty(j => j.Owner, (string?)null), ct);
        await db.Set<OutboxMessage>().Where(m => m.State == OutboxState.Waiting || m.State == OutboxState.Sending).ExecuteUpdateAsync(s => s.SetProperty(m => m.State, OutboxState.Held), ct);
        foreach (var version in await db.Set<VersionRow>().ToListAsync(ct)) version.Value = Random.Shared.NextInt64(1, long.MaxValue);
        await db.SaveChangesAsync(ct);
    }

    private async Task<bool> IsEmpty(CancellationToken ct)
    {
        if (location.PostgreSql is { } given)
        {
            await using var connection = new NpgsqlConnection(Database.PostgreSqlConnectionString(given));
            await connection.OpenAsync(ct);
            return await Scalar("SELECT count(*) FROM pg_tables WHERE schemaname = current_schema() AND tablename IN ('platform_audit_link', 'platform_account')") < 2
                || await Scalar("SELECT (SELECT count(*) FROM platform_audit_link) + (SELECT count(*) FROM platform_account)") == 0;

            async Task<long> Scalar(string sql)
            {
                await using var command = new NpgsqlCommand(sql, connection);
                return (long)(await command.ExecuteScalarAsync(ct))!;
            }
        }

        if (!File.Exists(location.SqlitePath)) return true;
        try
        {
            await using var connection = new SqliteConnection(Database.SqliteConnectionString(location.SqlitePath));
            await connection.OpenAsync(ct);
            return await Scalar("SELECT count(*) FROM sqlite_master WHERE name IN ('platform_audit_link', 'platform_account')") < 2
                || await Scalar("SELECT (SELECT count(*) FROM platform_audit_link) + (SELECT count(*) FROM platform_account)") == 0;

            async Task<long> Scalar(string sql)
            {
                await using var command = connection.CreateCommand();
                command.CommandText = sql;
                return (long)(await command.ExecuteScalarAsync(ct))!;
            }
        }
        catch (SqliteException)
        {
            // A damaged file is not empty: whoever replaces it says so.
            return false;
        }
    }

    private async Task<bool> IsInUse(CancellationToken ct)
    {
        if (location.PostgreSql is { } given)
        {
            NpgsqlConnection.ClearAllPools();
            await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(Database.PostgreSqlConnectionString(given)) { Pooling = false }.ToString());
            await connection.OpenAsync(ct);
            await using var command = new NpgsqlCommand($"SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() AND application_name = '{Database.ApplicationName}'", connection);
            return (long)(await command.ExecuteScalarAsync(ct))! > 0;
        }

        if (!File.Exists(location.SqlitePath)) return false;
        SqliteConnection.ClearAllPools();
        try
        {
            // Leaving the write-ahead log needs the file for oneself alone; afterwards the file is whole by itself.
            await using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = location.SqlitePath, Pooling = false, DefaultTimeout = 1 }.ToString());
            await connection.OpenAsync(ct);
            await using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA journal_mode=DELETE";
            return (string)(await command.ExecuteScalarAsync(ct))! != "delete";
        }
        catch (SqliteException busy) when (busy.SqliteErrorCode is 5 or 6)
        {
            return true;
        }
        catch (SqliteException)
        {
            return false;
        }
    }

    // Erasures are known by the present data, by backups that were made later, and by what the caller names.
    private async Task<IReadOnlyList<Guid>> Erasures(RestoreRequest request, BackupManifest manifest, Action<string>? tell, CancellationToken ct)
    {
        var erased = new HashSet<Guid>();
        string table;
        await using (var services = open(location, request.Keys))
        await using (var scope = services.CreateAsyncScope())
        {
            var db = scope.ServiceProvider.GetRequiredService<PlatformDb>();
            table = db.Model.FindEntityType(typeof(ErasedPerson))!.GetTableName()!;
            if (location.IsPostgreSql || File.Exists(location.SqlitePath))
            {
                try { erased.UnionWith(await scope.ServiceProvider.GetRequiredService<ReplayErasures>().List(ct)); }
                catch (Exception e) when (e is System.Data.Common.DbException) { tell?.Invoke(Language.Wording.Of<Words>("NoErasuresHere").English); }
            }
        }

        var later = BackupFolder.List(BackupFolder.In(location.Directory)).Where(f => f.At > manifest.At && Path.GetFullPath(f.Path) != Path.GetFullPath(request.Archive)).Select(f => f.Path);
        foreach (var path in request.Erasures.Concat(later))
        {
            using var other = BackupArchive.Open(path);
            if (!other.Manifest.IsOpenedBy(request.Keys) || other.Manifest.Tables.FirstOrDefault(t => t.Name == table) is not { } persons) continue;
            var id = persons.Columns.ToList().FindIndex(c => c.Name == nameof(ErasedPerson.Id));
            await foreach (var row in other.Rows(persons).WithCancellation(ct)) erased.Add((Guid)row[id]!);
        }

        return [.. erased];
    }

    /// <summary>A database beside the present one: a file in a folder of its own, or a schema of its own.</summary>
    private sealed class Staging : IAsyncDisposable
    {
        private readonly DatabaseLocation present;
        private readonly string name;

        private Staging(DatabaseLocation present, DatabaseLocation location, string name) => (this.present, Location, this.name) = (present, location, name);

        public DatabaseLocation Location { get; }

        public static async Task<Staging> Create(DatabaseLocation present, CancellationToken ct)
        {
            var name = $"restore_{Guid.NewGuid():N}";
            if (present.PostgreSql is { } given)
            {
                await Execute(given, $"CREATE SCHEMA {name}", ct);
                return new Staging(present, present with { PostgreSql = new NpgsqlConnectionStringBuilder(given) { SearchPath = name }.ToString() }, name);
            }

            Directory.CreateDirectory(present.Directory);
            var directory = Path.Combine(present.Directory, name);
            if (OperatingSystem.IsWindows()) Directory.CreateDirectory(directory);
            else Directory.CreateDirectory(directory, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            return new Staging(present, new DatabaseLocation(directory, null), name);
        }

        /// <summary>Takes the place of the present data in one step.</summary>
        public async Task TakePlace(CancellationToken ct)
        {
            if (present.PostgreSql is { } given)
            {
                NpgsqlConnection.ClearAllPools();
                await Execute(given, $"""
                    DO $$
                    DECLARE here text := current_schema(); extension text;
                    BEGIN
                      FOR extension IN SELECT extname FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace WHERE n.nspname = here LOOP
                        EXECUTE format('ALTER EXTENSION %I SET SCHEMA {name}', extension);
                      END LOOP;
                      EXECUTE format('ALTER SCHEMA %I RENAME TO {name}_before', here);
                      EXECUTE format('ALTER SCHEMA {name} RENAME TO %I', here);
                      DROP SCHEMA {name}_before CASCADE;
                    END $$
                    """, ct);
                return;
            }

            SqliteConnection.ClearAllPools();
            await using (var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = Location.SqlitePath, Pooling = false }.ToString()))
            {
                await connection.OpenAsync(ct);
                await using var command = connection.CreateCommand();
                command.CommandText = "PRAGMA journal_mode=DELETE; PRAGMA synchronous=FULL;";
                await command.ExecuteNonQueryAsync(ct);
            }

            await using (var file = new FileStream(Location.SqlitePath, FileMode.Open, FileAccess.ReadWrite)) file.Flush(flushToDisk: true);
            // A log of the present file would be taken for the new file's.
            foreach (var log in new[] { "-wal", "-shm", "-journal" }) File.Delete(present.SqlitePath + log);
            File.Move(Location.SqlitePath, present.SqlitePath, overwrite: true);
        }

        public async ValueTask DisposeAsync()
        {
            if (present.PostgreSql is { } given) await Execute(given, $"DROP SCHEMA IF EXISTS {name} CASCADE", CancellationToken.None);
            else
            {
                SqliteConnection.ClearAllPools();
                Directory.Delete(Location.Directory, recursive: true);
            }
        }

        private static async Task Execute(string given, string sql, CancellationToken ct)
        {
            await using var connection = new NpgsqlConnection(Database.PostgreSqlConnectionString(given));
            await connection.OpenAsync(ct);
            await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
            await command.ExecuteNonQueryAsync(ct);
        }
    }
}
