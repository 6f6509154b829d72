using System.Buffers.Binary;
using Microsoft.EntityFrameworkCore;
using Uramost.Platform.Data;

namespace Uramost.Platform.Files;

/// <summary>
/// Keeps files in the database, in encrypted chunks: a backup is one act, and every node reaches them. Equal files are kept once.
/// </summary>
public sealed class FileStore(IDbContextFactory<PlatformDb> factory, KeyRing keys, TimeProvider clock)
{
    private const string Bytes = "files.bytes", Name = "files.name";

    /// <summary>
    /// Keeps a prepared file as a file of a record, in the caller's transaction (or one of its own when there is none). The record is
    /// saved with it.
    /// </summary>
    /// <param name="db">The caller's context.</param>
    /// <param name="file">What <see cref="PreparedFile.From"/> made.</param>
    /// <param name="ownerKind">Kind of the record it belongs to; an <see cref="Contracts.IFileGate"/> of that kind says who may read it.</param>
    /// <param name="ownerId">The record.</param>
    /// <param name="ct">Stops the saving; nothing is then kept.</param>
    /// <exception cref="FileRefusedException"><c>disk-full</c>; the caller's transaction is to be rolled back.</exception>
    public async Task<StoredFile> Keep(PlatformDb db, PreparedFile file, string ownerKind, Guid ownerId, CancellationToken ct = default)
    {
        try { return await Write(db, file, ownerKind, ownerId, ct); }
        catch (Exception e) when (PreparedFile.IsDiskFull(e)) { throw new FileRefusedException("disk-full"); }
    }

    private async Task<StoredFile> Write(PlatformDb db, PreparedFile file, string ownerKind, Guid ownerId, CancellationToken ct)
    {
        await using var own = db.Database.CurrentTransaction is null ? await db.Database.BeginTransactionAsync(ct) : null;
        var contentId = Guid.CreateVersion7();
        // Whoever is second with the same bytes waits here for the first to commit, and then finds them.
        var added = await db.Database.ExecuteSqlAsync($"""INSERT INTO "platform_file_content" ("Id", "Hash", "Length") VALUES ({contentId}, {file.Hash}, {file.Content.Length}) ON CONFLICT ("Hash") DO NOTHING""", ct);
        if (added == 1) await WriteChunks(db, contentId, file.Content, ct);
        else contentId = await db.Set<FileContent>().Where(c => c.Hash == file.Hash).Select(c => c.Id).SingleAsync(ct);
        var stored = new StoredFile
        {
            ContentId = contentId, OwnerKind = ownerKind, OwnerId = ownerId, Kind = file.Kind, Length = file.Content.Length, Hash = file.Hash, OriginalHash = file.OriginalHash,
            Removed = file.Removed, SavedAt = clock.GetUtcNow().UtcDateTime,
        };
        stored.SealedName = keys.EncryptText(Name, file.Name, stored.Id);
        db.Add(stored);
        await db.SaveChangesAsync(ct);
        if (own is not null) await own.CommitAsync(ct);
        return stored;
    }

    /// <summary>Removes a file from its record; its bytes go when no other record has them. In the caller's transaction, or one of its own.</summary>
    public async Task Remove(PlatformDb db, StoredFile file, CancellationToken ct = default)
    {
        await using var own = db.Database.CurrentTransaction is null ? await db.Database.BeginTransactionAsync(ct) : null;
        db.Remove(file);
        await db.SaveChangesAsync(ct);
        await db.Set<FileContent>().Where(c => c.Id == file.ContentId && !db.Set<StoredFile>().Any(f => f.ContentId == c.Id)).ExecuteDeleteAsync(ct);
        if (own is not null) await own.CommitAsync(ct);
    }

    /// <summary>The files of a record, oldest first.</summary>
    public static Task<List<StoredFile>> Of(PlatformDb db, string ownerKind, Guid ownerId, CancellationToken ct = default) =>
        db.Set<StoredFile>().AsNoTracking().Where(f => f.OwnerKind == ownerKind && f.OwnerId == ownerId).OrderBy(f => f.SavedAt).ThenBy(f => f.Id).ToListAsync(ct);

    /// <summary>The file's name.</summary>
    public string NameOf(StoredFile file) => keys.DecryptText(Name, file.SealedName, file.Id);

    /// <summary>The address at which it is read, if its gate allows.</summary>
    public string AddressOf(StoredFile file) => $"/files/{file.Id}/{Uri.EscapeDataString(NameOf(file))}";

    /// <summary>A seekable stream of the file's bytes that fetches chunk by chunk; dispose it.</summary>
    public async Task<Stream> Open(StoredFile file, CancellationToken ct = default) => new ChunkStream(await factory.CreateDbContextAsync(ct), keys, file.ContentId, file.Length);

    /// <summary>
    /// Encrypts chunks that an earlier master key still holds under the current one, at most <paramref name="most"/> of them; the
    /// number done. Called until it is 0 after a rotation of the key.
    /// </summary>
    public async Task<int> Reencrypt(PlatformDb db, int most, CancellationToken ct = default)
    {
        var done = 0;
        foreach (var key in await db.Set<FileChunk>().AsNoTracking().OrderBy(c => c.ContentId).ThenBy(c => c.Ordinal).Select(c => new { c.ContentId, c.Ordinal }).ToListAsync(ct))
        {
            if (done == most) return done;
            var cipher = await db.Set<FileChunk>().AsNoTracking().Where(c => c.ContentId == key.ContentId && c.Ordinal == key.Ordinal).Select(c => c.Bytes).SingleAsync(ct);
            if (keys.IsCurrent(cipher)) continue;
            var bound = Bound(key.ContentId, key.Ordinal);
            var again = keys.Encrypt(Bytes, keys.Decrypt(Bytes, cipher, bound), bound);
            await db.Set<FileChunk>().Where(c => c.ContentId == key.ContentId && c.Ordinal == key.Ordinal).ExecuteUpdateAsync(s => s.SetProperty(c => c.Bytes, again), ct);
            done++;
        }
        foreach (var file in await db.Set<StoredFile>().ToListAsync(ct))
            if (!keys.IsCurrent(file.SealedName)) file.SealedName = keys.EncryptText(Name, NameOf(file), file.Id);
        await db.SaveChangesAsync(ct);
        return done;
    }

    private async Task WriteChunks(PlatformDb db, Guid contentId, Stream content, CancellationToken ct)
    {
        content.Position = 0;
        var buffer = new byte[FileChunk.Size];
        for (var ordinal = 0; ; ordinal++)
        {
            var read = await content.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, ct);
            if (read == 0) return;
            var cipher = keys.Encrypt(Bytes, buffer.AsSpan(0, read), Bound(contentId, ordinal));
            await db.Database.ExecuteSqlAsync($"""INSERT INTO "platform_file_chunk" ("ContentId", "Ordinal", "Bytes") VALUES ({contentId}, {ordinal}, {cipher})""", ct);
        }
    }

    /// <summary>What a chunk is bound to: moved to another file or another place it no longer opens.</summary>
    private static byte[] Bound(Guid contentId, int ordinal)
    {
        var bound = new byte[20];
        contentId.TryWriteBytes(bound);
        BinaryPrimitives.WriteInt32BigEndian(bound.AsSpan(16), ordinal);
        return bound;
    }

    private sealed class ChunkStream(PlatformDb db, KeyRing keys, Guid contentId, long length) : Stream
    {
        private byte[] chunk = [];
        private int held = -1;

        public override bool CanRead => true;
        public override bool CanSeek => true;
        public override bool CanWrite => false;
        public override long Length => length;
        public override long Position { get; set; }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken ct = default)
        {
            if (Position >= length || buffer.Length == 0) return 0;
            var ordinal = (int)(Position / FileChunk.Size);
            if (ordinal != held) Hold(ordinal, await Query(ordinal).SingleAsync(ct));
            return Copy(buffer.Span);
        }

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken ct) => ReadAsync(buffer.AsMemory(offset, count), ct).AsTask();

        public override int Read(Span<byte> buffer)
        {
            if (Position >= length || buffer.Length == 0) return 0;
            var ordinal = (int)(Position / FileChunk.Size);
            if (ordinal != held) Hold(ordinal, Query(ordinal).Single());
            return Copy(buffer);
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        private IQueryable<byte[]> Query(int ordinal) => db.Set<FileChunk>().AsNoTracking().Where(c => c.ContentId == contentId && c.Ordinal == ordinal).Select(c => c.Bytes);

        private void Hold(int ordinal, byte[] cipher)
        {
            chunk = keys.Decrypt(Bytes, cipher, Bound(contentId, ordinal));
            held = ordinal;
        }

        private int Copy(Span<byte> buffer)
        {
            var from = (int)(Position % FileChunk.Size);
            var count = Math.Min(buffer.Length, chunk.Length - from);
            chunk.AsSpan(from, count).CopyTo(buffer);
            Position += count;
            return count;
        }

        public override long Seek(long offset, SeekOrigin origin) => Position = origin switch { SeekOrigin.Begin => offset, SeekOrigin.Current => Position + offset, _ => length + offset };
        public override void Flush() { }
        public override void SetLength(long value) => throw new NotSupportedException();
        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
        protected override void Dispose(bool disposing) { if (disposing) db.Dispose(); }
        public override ValueTask DisposeAsync() => db.DisposeAsync();
    }
}
