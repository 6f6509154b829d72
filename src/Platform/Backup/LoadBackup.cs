using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql;
using NpgsqlTypes;
using Uramost.Platform.Data;

namespace Uramost.Platform.Backup;

/// <summary>Fills a fresh database from a backup, in one transaction.</summary>
internal sealed class LoadBackup(BackupArchive backup, DatabaseLocation target)
{
    /// <summary>Makes the schema as it was when the backup was made, and loads every table.</summary>
    public async Task Run(PlatformDb db, Action<string>? tell, CancellationToken ct)
    {
        var known = db.Database.GetMigrations().ToHashSet();
        if (backup.Manifest.Migrations.FirstOrDefault(m => !known.Contains(m)) is { } unknown) throw BackupArchive.Refused("NewerSchema", unknown);
        await db.GetService<IMigrator>().MigrateAsync(backup.Manifest.Migrations[^1], ct);
        await db.Database.CloseConnectionAsync();
        if (target.IsPostgreSql) await IntoPostgreSql(tell, ct);
        else await IntoSqlite(tell, ct);
    }

    private async Task IntoSqlite(Action<string>? tell, CancellationToken ct)
    {
        await using var connection = new SqliteConnection(new SqliteConnectionStringBuilder(Database.SqliteConnectionString(target.SqlitePath)) { ForeignKeys = false, Pooling = false }.ToString());
        await connection.OpenAsync(ct);
        await Execute("PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;");
        await using var transaction = connection.BeginTransaction();
        foreach (var table in backup.Manifest.Tables)
        {
            await Execute($"DELETE FROM \"{table.Name}\"");
            await using var insert = connection.CreateCommand();
            insert.Transaction = transaction;
            insert.CommandText = $"INSERT INTO \"{table.Name}\" ({Names(table)}) VALUES ({string.Join(", ", table.Columns.Select((_, i) => $"@p{i}"))})";
            for (var i = 0; i < table.Columns.Count; i++) insert.Parameters.Add(new SqliteParameter($"@p{i}", null));
            insert.Prepare();
            long rows = 0;
            await foreach (var row in backup.Rows(table).WithCancellation(ct))
            {
                for (var i = 0; i < row.Length; i++) insert.Parameters[i].Value = row[i] ?? DBNull.Value;
                insert.ExecuteNonQuery();
                rows++;
            }

            Counted(table, rows, tell);
        }

        await using (var check = connection.CreateCommand())
        {
            check.Transaction = transaction;
            check.CommandText = "PRAGMA foreign_key_check";
            if (await check.ExecuteScalarAsync(ct) is string broken) throw BackupArchive.Refused("Damaged", broken);
        }

        await transaction.CommitAsync(ct);
        await Execute("PRAGMA wal_checkpoint(TRUNCATE)");

        async Task Execute(string sql)
        {
            await using var command = connection.CreateCommand();
            command.CommandText = sql;
            await command.ExecuteNonQueryAsync(ct);
        }
    }

    private async Task IntoPostgreSql(Action<string>? tell, CancellationToken ct)
    {
        await using var connection = new NpgsqlConnection(Database.PostgreSqlConnectionString(target.PostgreSql!));
        await connection.OpenAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await Execute("SET LOCAL idle_in_transaction_session_timeout = 0");
        // Tables are loaded by name; what points from one to another is put back, and thereby checked, at the end.
        var links = await Texts("SELECT conrelid::regclass || '|' || quote_ident(conname) || '|' || pg_get_constraintdef(oid) FROM pg_constraint WHERE contype = 'f' AND connamespace = current_schema()::regnamespace");
        foreach (var link in links.Select(l => l.Split('|', 3))) await Execute($"ALTER TABLE {link[0]} DROP CONSTRAINT {link[1]}");
        foreach (var table in backup.Manifest.Tables)
        {
            await Execute($"DELETE FROM \"{table.Name}\"");
            long rows = 0;
            await using (var writer = await connection.BeginBinaryImportAsync($"COPY \"{table.Name}\" ({Names(table)}) FROM STDIN (FORMAT BINARY)", ct))
            {
                writer.Timeout = TimeSpan.Zero;
                await foreach (var row in backup.Rows(table).WithCancellation(ct))
                {
                    await writer.StartRowAsync(ct);
                    for (var i = 0; i < row.Length; i++)
                    {
                        if (row[i] is { } value) await writer.WriteAsync(value, TypeOf(table.Columns[i].Kind), ct);
                        else await writer.WriteNullAsync(ct);
                    }

                    rows++;
                }

                await writer.CompleteAsync(ct);
            }

            Counted(table, rows, tell);
        }

        foreach (var link in links.Select(l => l.Split('|', 3))) await Execute($"ALTER TABLE {link[0]} ADD CONSTRAINT {link[1]} {link[2]}");
        foreach (var column in await Texts("SELECT quote_ident(table_name) || '|' || quote_ident(column_name) || '|' || pg_get_serial_sequence(quote_ident(table_name), column_name) FROM information_schema.columns WHERE table_schema = current_schema() AND is_identity = 'YES'"))
        {
            var parts = column.Split('|', 3);
            await Execute($"SELECT setval('{parts[2]}', (SELECT coalesce(max({parts[1]}), 0) + 1 FROM {parts[0]}), false)");
        }

        await transaction.CommitAsync(ct);
        await Execute("ANALYZE");

        async Task Execute(string sql)
        {
            await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
            await command.ExecuteNonQueryAsync(ct);
        }

        async Task<List<string>> Texts(string sql)
        {
            await using var command = new NpgsqlCommand(sql, connection);
            await using var reader = await command.ExecuteReaderAsync(ct);
            var found = new List<string>();
            while (await reader.ReadAsync(ct)) found.Add(reader.GetString(0));
            return found;
        }
    }

    private static void Counted(BackupTable table, long rows, Action<string>? tell)
    {
        if (rows != table.Rows) throw BackupArchive.Refused("Damaged", table.Name);
        tell?.Invoke($"{table.Name}: {rows}");
    }

    private static string Names(BackupTable table) => string.Join(", ", table.Columns.Select(c => $"\"{c.Name}\""));

    private static NpgsqlDbType TypeOf(ColumnKind kind) => kind switch
    {
        ColumnKind.Text => NpgsqlDbType.Text,
        ColumnKind.Int => NpgsqlDbType.Integer,
        ColumnKind.Long => NpgsqlDbType.Bigint,
        ColumnKind.Bool => NpgsqlDbType.Boolean,
        ColumnKind.Double => NpgsqlDbType.Double,
        ColumnKind.Decimal => NpgsqlDbType.Numeric,
        ColumnKind.Bytes => NpgsqlDbType.Bytea,
        ColumnKind.Guid => NpgsqlDbType.Uuid,
        ColumnKind.Instant or ColumnKind.Offset => NpgsqlDbType.TimestampTz,
        ColumnKind.Date => NpgsqlDbType.Date,
        ColumnKind.Time => NpgsqlDbType.Time,
        ColumnKind.Json => NpgsqlDbType.Jsonb,
        _ => throw new NotSupportedException(kind.ToString()),
    };
}
