using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace Uramost.Platform.Data;

/// <summary>
/// Inserts many new rows of one table past the change tracker, with the model's own columns and conversions: a prepared
/// statement on SQLite, a binary COPY on PostgreSQL. The audit is told once, by the caller's batch.
/// </summary>
public static class BulkInsert
{
    /// <summary>Inserts the rows inside the context's transaction.</summary>
    /// <param name="db">The context; it must be in a transaction.</param>
    /// <param name="rows">New rows with their ids; navigations are not followed.</param>
    /// <param name="key">What identifies the batch in the audit (never a name); null for rows that the audit does not tell of.</param>
    /// <param name="ct">Cancels.</param>
    /// <exception cref="InvalidOperationException">There is no transaction, so that a part could stay behind.</exception>
    public static async Task Add<T>(PlatformDb db, IReadOnlyCollection<T> rows, string? key, CancellationToken ct = default)
        where T : class
    {
        if (rows.Count == 0) return;
        var transaction = db.Database.CurrentTransaction ?? throw new InvalidOperationException("Many rows are inserted inside a transaction.");
        var type = db.Model.FindEntityType(typeof(T)) ?? throw new ArgumentException($"{typeof(T).Name} has no table.");
        var table = StoreObjectIdentifier.Table(type.GetTableName()!, type.GetSchema());
        var columns = type.GetProperties().Select(p => new Column(p, p.GetColumnName(table)!)).ToList();
        foreach (var row in rows.OfType<IStamped>()) db.Audit.Stamp(row);
        if (transaction.GetDbTransaction().Connection is NpgsqlConnection server) await Copy(server, type.GetTableName()!, columns, rows, ct);
        else await Insert(transaction.GetDbTransaction(), type.GetTableName()!, columns, rows, ct);
        if (key is not null) db.Audit.Bulk(typeof(T).Name, rows.Count, key);
    }

    private static async Task Copy<T>(NpgsqlConnection server, string table, List<Column> columns, IEnumerable<T> rows, CancellationToken ct)
        where T : class
    {
        await using var importer = await server.BeginBinaryImportAsync($"COPY \"{table}\" ({Names(columns)}) FROM STDIN (FORMAT BINARY)", ct);
        foreach (var row in rows)
        {
            await importer.StartRowAsync(ct);
            foreach (var column in columns)
            {
                if (column.Value(row) is { } value) await importer.WriteAsync(value, column.StoreType, ct);
                else await importer.WriteNullAsync(ct);
            }
        }

        await importer.CompleteAsync(ct);
    }

    private static async Task Insert<T>(DbTransaction transaction, string table, List<Column> columns, IEnumerable<T> rows, CancellationToken ct)
        where T : class
    {
        await using var command = transaction.Connection!.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = $"INSERT INTO \"{table}\" ({Names(columns)}) VALUES ({string.Join(", ", columns.Select((_, i) => $"@p{i}"))})";
        for (var i = 0; i < columns.Count; i++)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = $"@p{i}";
            command.Parameters.Add(parameter);
        }

        foreach (var row in rows)
        {
            for (var i = 0; i < columns.Count; i++) command.Parameters[i].Value = columns[i].Value(row) ?? DBNull.Value;
            await command.ExecuteNonQueryAsync(ct);
        }
    }

    private static string Names(List<Column> columns) => string.Join(", ", columns.Select(c => $"\"{c.Name}\""));

    private sealed class Column(IProperty property, string name)
    {
        private readonly Func<object?, object?>? convert = property.GetTypeMapping().Converter?.ConvertToProvider;
        private readonly System.Reflection.PropertyInfo read = property.PropertyInfo ?? throw new NotSupportedException($"{property.Name} has no property to read.");

        public string Name => name;

        public string StoreType { get; } = property.GetRelationalTypeMapping().StoreTypeNameBase;

        public object? Value(object row) => read.GetValue(row) is { } value ? convert is null ? value : convert(value) : null;
    }
}
