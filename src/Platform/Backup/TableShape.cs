using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Uramost.Platform.Backup;

/// <summary>What a column holds, whichever database it lies in.</summary>
public enum ColumnKind
{
    /// <summary>Text.</summary>
    Text,
    /// <summary>A number of 32 bits.</summary>
    Int,
    /// <summary>A number of 64 bits.</summary>
    Long,
    /// <summary>Yes or no.</summary>
    Bool,
    /// <summary>A floating number.</summary>
    Double,
    /// <summary>An exact decimal number.</summary>
    Decimal,
    /// <summary>Bytes.</summary>
    Bytes,
    /// <summary>An id.</summary>
    Guid,
    /// <summary>An instant in UTC.</summary>
    Instant,
    /// <summary>An instant with an offset, as accounts' lock-out has it; always in UTC.</summary>
    Offset,
    /// <summary>A date.</summary>
    Date,
    /// <summary>A time of day.</summary>
    Time,
    /// <summary>JSON that the database knows as such.</summary>
    Json,
}

/// <summary>A column.</summary>
/// <param name="Name">Its name, the same on both databases.</param>
/// <param name="Kind">What it holds.</param>
public sealed record ColumnShape(string Name, ColumnKind Kind);

/// <summary>A table.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Columns">Its columns.</param>
public sealed record TableShape(string Name, IReadOnlyList<ColumnShape> Columns)
{
    /// <summary>All tables of the model, by name.</summary>
    public static IReadOnlyList<TableShape> Of(DbContext db) =>
    [
        .. db.Model.GetRelationalModel().Tables.OrderBy(t => t.Name, StringComparer.Ordinal)
            .Select(t => new TableShape(t.Name, [.. t.Columns.OrderBy(c => c.Name, StringComparer.Ordinal).Select(c => new ColumnShape(c.Name, KindOf(t, c)))])),
    ];

    private static ColumnKind KindOf(ITable table, IColumn column)
    {
        // A column without a property holds a whole owned object as JSON.
        if (column.PropertyMappings.Count == 0) return ColumnKind.Json;
        var mapping = column.PropertyMappings[0];
        var type = mapping.TypeMapping.Converter?.ProviderClrType ?? mapping.Property.ClrType;
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type == typeof(string)) return ColumnKind.Text;
        if (type == typeof(int) || type == typeof(short)) return ColumnKind.Int;
        if (type == typeof(long)) return ColumnKind.Long;
        if (type == typeof(bool)) return ColumnKind.Bool;
        if (type == typeof(double)) return ColumnKind.Double;
        if (type == typeof(decimal)) return ColumnKind.Decimal;
        if (type == typeof(byte[])) return ColumnKind.Bytes;
        if (type == typeof(Guid)) return ColumnKind.Guid;
        if (type == typeof(DateTime)) return ColumnKind.Instant;
        if (type == typeof(DateTimeOffset)) return ColumnKind.Offset;
        if (type == typeof(DateOnly)) return ColumnKind.Date;
        if (type == typeof(TimeOnly)) return ColumnKind.Time;
        throw new NotSupportedException($"The column {table.Name}.{column.Name} holds {type.Name}, which a backup cannot carry: store it as one of the kinds in {nameof(ColumnKind)}.");
    }
}
