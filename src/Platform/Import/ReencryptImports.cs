using Microsoft.EntityFrameworkCore;
using Uramost.Platform.Data;

namespace Uramost.Platform.Import;

/// <summary>
/// Seals the waiting files and the names of imported ones under the current master key. By which number a row of an
/// earlier list is known was kept as a hash only: those are looked for under every key of the ring.
/// </summary>
public sealed class ReencryptImports(PlatformDb db, KeyRing keys) : IReencrypt
{
    /// <inheritdoc/>
    public async Task<int> Run(CancellationToken ct = default)
    {
        var done = 0;
        foreach (var key in await db.Set<ImportChunk>().AsNoTracking().OrderBy(c => c.ImportId).ThenBy(c => c.Ordinal).Select(c => new { c.ImportId, c.Ordinal }).ToListAsync(ct))
        {
            var chunk = await db.Set<ImportChunk>().AsNoTracking().SingleOrDefaultAsync(c => c.ImportId == key.ImportId && c.Ordinal == key.Ordinal, ct);
            if (chunk is null || keys.IsCurrent(chunk.Sealed)) continue;
            chunk.Reseal(keys);
            await db.Set<ImportChunk>().Where(c => c.ImportId == key.ImportId && c.Ordinal == key.Ordinal).ExecuteUpdateAsync(s => s.SetProperty(c => c.Sealed, chunk.Sealed), ct);
            done++;
        }

        foreach (var file in (await db.Set<ImportFile>().ToListAsync(ct)).Where(f => !keys.IsCurrent(f.FileName)))
        {
            file.Name(keys, file.NameOf(keys));
            done++;
        }

        await db.SaveChangesAsync(ct);
        return done;
    }
}
