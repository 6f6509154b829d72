using System.Data;
using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Npgsql;
using Uramost.Platform.Data;

namespace Uramost.Platform.Backup;

/// <summary>
/// The whole database as it is at one moment, read table by table while others go on writing: a read transaction on
/// SQLite (its log keeps what was), <c>REPEATABLE READ</c> on PostgreSQL. Rows are streamed; memory stays flat.
/// </summary>
public sealed class Snapshot : IAsyncDisposable
{
    private readonly DbConnection connection;
    private readonly DbTransaction transaction;

    private Snapshot(DbConnection connection, DbTransaction transaction) => (this.connection, this.transaction) = (connection, transaction);

    /// <summary>Opens the snapshot; the moment is now.</summary>
    public static async Task<Snapshot> Open(DatabaseLocation location, CancellationToken ct = default)
    {
        if (location.PostgreSql is { } given)
        {
            var server = new NpgsqlConnection(Database.PostgreSqlConnectionString(given));
            try
            {
                await server.OpenAsync(ct);
                var reading = await server.BeginTransactionAsync(IsolationLevel.RepeatableRead, ct);
                // A slow disk at our end is no reason to end the session in the middle of the backup.
                await using var command = new NpgsqlCommand("SET TRANSACTION READ ONLY; SET LOCAL idle_in_transaction_session_timeout = 0; SELECT 1", server, reading);
                await command.ExecuteNonQueryAsync(ct);
                return new Snapshot(server, reading);
            }
            catch
            {
                await server.DisposeAsync();
                throw;
            }
        }

        var file = new SqliteConnection(Database.SqliteConnectionString(location.SqlitePath));
        try
        {
            await file.OpenAsync(ct);
            // Deferred: it must not take the lock of writers. The first reading fixes the moment.
            var reading = file.BeginTransaction(deferred: true);
            await using var command = new SqliteCommand("SELECT count(*) FROM sqlite_master", file, reading);
            await command.ExecuteScalarAsync(ct);
            return new Snapshot(file, reading);
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }

    /// <summary>The migrations that made the schema, in their order.</summary>
    public async Task<IReadOnlyList<string>> Migrations(CancellationToken ct = default)
    {
        await using var command = Command("""SELECT "MigrationId" FROM "platform_migration" ORDER BY "MigrationId" """);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var found = new List<string>();
        while (await reader.ReadAsync(ct)) found.Add(reader.GetString(0));
        return found;
    }

    /// <summary>How many rows a table has.</summary>
    public async Task<long> Count(string table, CancellationToken ct = default)
    {
        await using var command = Command($"SELECT count(*) FROM \"{table}\"");
        return Convert.ToInt64(await command.ExecuteScalarAsync(ct), System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>The rows of a table, values in the order of its columns. The array is filled anew for each row.</summary>
    /// <param name="table">The table, with the columns that are wanted.</param>
    /// <param name="ct">Cancels.</param>
    /// <param name="where">A condition of our own making, or null for all rows.</param>
    public async IAsyncEnumerable<object?[]> Rows(TableShape table, [EnumeratorCancellation] CancellationToken ct = default, string? where = null)
    {
        await using var command = Command($"SELECT {string.Join(", ", table.Columns.Select(c => $"\"{c.Name}\""))} FROM \"{table.Name}\"{(where is null ? "" : " WHERE " + where)}");
        command.CommandTimeout = 0;
        await using var reader = await command.ExecuteReaderAsync(CommandBehavior.SequentialAccess, ct);
        var row = new object?[table.Columns.Count];
        while (await reader.ReadAsync(ct))
        {
            for (var i = 0; i < row.Length; i++) row[i] = reader.IsDBNull(i) ? null : Value(reader, i, table.Columns[i].Kind);
            yield return row;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await transaction.DisposeAsync();
        await connection.DisposeAsync();
    }

    private static object Value(DbDataReader reader, int i, ColumnKind kind) => kind switch
    {
        ColumnKind.Text or ColumnKind.Json => reader.GetString(i),
        ColumnKind.Int => reader.GetInt32(i),
        ColumnKind.Long => reader.GetInt64(i),
        ColumnKind.Bool => reader.GetBoolean(i),
        ColumnKind.Double => reader.GetDouble(i),
        ColumnKind.Decimal => reader.GetDecimal(i),
        ColumnKind.Bytes => reader.GetFieldValue<byte[]>(i),
        ColumnKind.Guid => reader.GetGuid(i),
        ColumnKind.Instant => DateTime.SpecifyKind(reader.GetDateTime(i), DateTimeKind.Utc),
        ColumnKind.Offset => reader.GetFieldValue<DateTimeOffset>(i).ToUniversalTime(),
        ColumnKind.Date => reader.GetFieldValue<DateOnly>(i),
        ColumnKind.Time => reader.GetFieldValue<TimeOnly>(i),
        _ => throw new NotSupportedException(kind.ToString()),
    };

    private DbCommand Command(string sql)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Transaction = transaction;
        return command;
    }
}
