using Microsoft.EntityFrameworkCore;
using Uramost.Platform.Data;

namespace Uramost.Platform.Jobs;

/// <summary>
/// Statements on the job table, in which leases are measured by one clock for all nodes: the server's on PostgreSQL,
/// the machine's on SQLite.
/// </summary>
internal sealed class JobSql(PlatformDb db, TimeProvider clock)
{
    private readonly List<object> arguments = [];

    private bool OnPostgreSql { get; } = db.IsPostgreSql;

    /// <summary>A value as a parameter.</summary>
    public string Value(object value)
    {
        arguments.Add(value);
        return $"{{{arguments.Count - 1}}}";
    }

    /// <summary>The values as a list for <c>IN</c>; an empty list matches nothing.</summary>
    public string Values<T>(IEnumerable<T> values)
        where T : notnull
    {
        var list = string.Join(", ", values.Select(v => Value(v)));
        return list.Length == 0 ? "(NULL)" : $"({list})";
    }

    /// <summary>The present.</summary>
    public string Now() => OnPostgreSql ? "clock_timestamp()" : Value(clock.GetUtcNow().UtcDateTime);

    /// <summary>A moment in the future.</summary>
    public string In(TimeSpan span) => OnPostgreSql
        ? $"clock_timestamp() + {Value(span.TotalMilliseconds)} * interval '1 millisecond'"
        : Value(clock.GetUtcNow().UtcDateTime + span);

    /// <summary>Rows that a transaction of another node holds are passed over, so that a frozen node stops nobody.</summary>
    public string SkipLocked => OnPostgreSql ? " FOR UPDATE SKIP LOCKED" : "";

    /// <summary>Runs a statement that returns jobs.</summary>
    public Task<List<Job>> Jobs(string sql, CancellationToken ct) => db.Set<Job>().FromSqlRaw(sql, [.. arguments]).AsNoTracking().ToListAsync(ct);

    /// <summary>Runs a statement and tells how many rows it touched.</summary>
    public Task<int> Execute(string sql, CancellationToken ct) => db.Database.ExecuteSqlRawAsync(sql, arguments, ct);
}
