using Microsoft.EntityFrameworkCore;
using Uramost.Platform.Data;

namespace Uramost.Platform.Language;

/// <summary>
/// Writes the order of every title anew when the platform's collation is another than that by which it was written: keys
/// of two versions do not compare, and a database moves from machine to machine.
/// </summary>
public static class KeepOrder
{
    private const int BatchSize = 500;
    private const string Name = "order.version";

    // Raised when keys are made in another way.
    private static string Version => $"2 {SortKey.Version}";

    /// <summary>Notes in a database that was just made, and has no titles yet, by which collation they will be written.</summary>
    public static Task Begin(PlatformDb db, CancellationToken ct = default) =>
        db.Database.ExecuteSqlAsync($"""INSERT INTO "platform_setting" ("Name", "Value") VALUES ({Name}, {Version}) ON CONFLICT DO NOTHING""", ct);

    /// <summary>Rewrites the keys of all titles if they are of another version; several nodes may do so at once.</summary>
    /// <returns>How many titles were written.</returns>
    public static async Task<int> Run(PlatformDb db, CancellationToken ct = default)
    {
        if (await Kept(db, ct) == Version) return 0;
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var count = 0;
        foreach (var type in db.Model.GetEntityTypes().Select(t => t.ClrType).Where(typeof(ISorted).IsAssignableFrom))
        {
            var rewrite = typeof(KeepOrder).GetMethod(nameof(Rewrite), System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Static)!.MakeGenericMethod(type);
            count += await (Task<int>)rewrite.Invoke(null, [db, ct])!;
        }

        await db.Database.ExecuteSqlAsync($"""INSERT INTO "platform_setting" ("Name", "Value") VALUES ({Name}, {Version}) ON CONFLICT ("Name") DO UPDATE SET "Value" = {Version}""", ct);
        await transaction.CommitAsync(ct);
        return count;
    }

    // Asked at every start, and as a rule the only thing that is: not worth the making of a query.
    private static async Task<string?> Kept(PlatformDb db, CancellationToken ct)
    {
        await db.Database.OpenConnectionAsync(ct);
        try
        {
            await using var command = db.Database.GetDbConnection().CreateCommand();
            command.CommandText = $"""SELECT "Value" FROM "platform_setting" WHERE "Name" = '{Name}'""";
            return (string?)await command.ExecuteScalarAsync(ct);
        }
        finally { await db.Database.CloseConnectionAsync(); }
    }

    private static async Task<int> Rewrite<T>(PlatformDb db, CancellationToken ct)
        where T : Record, ISorted
    {
        var (count, after) = (0, Guid.Empty);
        while (true)
        {
            var batch = await db.Set<T>().AsNoTracking().Where(r => r.Id > after).OrderBy(r => r.Id).Take(BatchSize).ToListAsync(ct);
            foreach (var record in batch)
            {
                record.Sort();
                await db.Set<T>().Where(r => r.Id == record.Id).ExecuteUpdateAsync(
                    s => s.SetProperty(r => EF.Property<string>(r, nameof(ISorted.SortEn)), record.SortEn).SetProperty(r => EF.Property<string>(r, nameof(ISorted.SortSq)), record.SortSq)
                        .SetProperty(r => EF.Property<string>(r, nameof(ISorted.SortSr)), record.SortSr).SetProperty(r => EF.Property<string>(r, nameof(ISorted.SortSrCyrl)), record.SortSrCyrl), ct);
            }

            count += batch.Count;
            if (batch.Count < BatchSize) break;
            after = batch[^1].Id;
        }

        if (count > 0) db.Audit.Bulk(typeof(T).Name, count, Name);
        return count;
    }
}
