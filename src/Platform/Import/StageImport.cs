using Microsoft.EntityFrameworkCore;
using Uramost.Platform.Data;
using Uramost.Platform.Files;
using Uramost.Platform.Tables;

namespace Uramost.Platform.Import;

/// <summary>Takes in a file that waits to be accepted, and opens it again.</summary>
public sealed class StageImport(PlatformDb db, KeyRing keys, TimeProvider clock, Actor actor)
{
    /// <summary>
    /// Reads the whole file once and keeps it encrypted. A file that cannot be read leaves nothing behind.
    /// </summary>
    /// <param name="kind">What its rows are.</param>
    /// <param name="targetId">The record into which they go, or the empty id.</param>
    /// <param name="fileName">Its name.</param>
    /// <param name="content">The file.</param>
    /// <param name="bytes">Its size.</param>
    /// <param name="encoding">The encoding that the reader chose, or null.</param>
    /// <param name="ct">Cancels.</param>
    /// <exception cref="FileRefusedException">It cannot be read; see <see cref="SheetReader.Open"/>.</exception>
    public async Task<ImportFile> Run(IImportKind kind, Guid targetId, string fileName, Stream content, long bytes, string? encoding, CancellationToken ct = default)
    {
        if (bytes > RunImport.Limits.Bytes) throw new FileRefusedException("sheet-too-large", FileSize.Say(bytes), FileSize.Say(RunImport.Limits.Bytes));
        var buffer = new MemoryStream((int)bytes);
        await content.CopyToAsync(buffer, ct);
        var now = clock.GetUtcNow().UtcDateTime;
        var hashes = ImportFile.HashesOf(keys, buffer.GetBuffer().AsSpan(0, (int)buffer.Length));
        var file = new ImportFile
        {
            AccountId = actor.AccountId, Kind = kind.Code, TargetId = targetId, Bytes = buffer.Length, Encoding = encoding, CreatedAt = now, ExpiresAt = now + ImportFile.Waits,
            FileHash = await db.Set<ImportFile>().Where(f => hashes.Contains(f.FileHash)).Select(f => f.FileHash).FirstOrDefaultAsync(ct) ?? hashes[0],
        };
        file.Name(keys, Path.GetFileName(fileName));
        Look(file, buffer, fileName);
        db.Add(file);
        db.AddRange(ImportChunk.Seal(keys, file.Id, buffer.GetBuffer().AsMemory(0, (int)buffer.Length)));
        await db.SaveChangesAsync(ct);
        return file;
    }

    /// <summary>Opens a waiting file.</summary>
    /// <returns>Null when it has expired or is already saved.</returns>
    public async Task<SheetReader?> Open(ImportFile file, CancellationToken ct = default)
    {
        var buffer = new MemoryStream((int)file.Bytes);
        await foreach (var chunk in db.Set<ImportChunk>().AsNoTracking().Where(c => c.ImportId == file.Id).OrderBy(c => c.Ordinal).AsAsyncEnumerable().WithCancellation(ct))
        {
            buffer.Write(chunk.Open(keys));
        }

        return buffer.Length != file.Bytes ? null : SheetReader.Open(buffer, file.NameOf(keys), RunImport.Limits, file.Encoding);
    }

    /// <summary>Throws a waiting file away.</summary>
    public async Task Discard(ImportFile file, CancellationToken ct = default)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await db.Set<ImportChunk>().Where(c => c.ImportId == file.Id).ExecuteDeleteAsync(ct);
        await db.Set<ImportFile>().Where(f => f.Id == file.Id && f.State == ImportState.Staged).ExecuteDeleteAsync(ct);
        await transaction.CommitAsync(ct);
    }

    // Every row is read, so that what only shows further down is said before anything waits.
    private static void Look(ImportFile file, Stream buffer, string fileName)
    {
        using var table = SheetReader.Open(buffer, fileName, RunImport.Limits, file.Encoding);
        var bySheet = new Dictionary<string, int>();
        foreach (var row in table.Rows()) bySheet[row.Sheet] = bySheet.GetValueOrDefault(row.Sheet) + 1;
        if (bySheet.Values.All(n => n < 2)) throw new FileRefusedException("sheet-headings-only");
        for (var i = 0; i < table.Sheets.Count; i++)
        {
            if (table.Sheets[i].Hidden || bySheet.GetValueOrDefault(table.Sheets[i].Name) < 2) continue;
            file.SheetIndex = i;
            return;
        }

        file.SheetIndex = table.Sheets.ToList().FindIndex(s => bySheet.GetValueOrDefault(s.Name) >= 2);
    }
}
