using System.Security.Cryptography;

namespace Uramost.Platform.Files;

/// <summary>
/// A file that was read, told from its bytes, cleaned and hashed, and waits to be kept. It touches no database, so the work can be done
/// before a transaction begins; larger files wait in temporary files that only the program's user can read and that vanish when closed.
/// </summary>
public sealed class PreparedFile : IAsyncDisposable
{
    private const int InMemory = 2 * 1024 * 1024;

    private PreparedFile(string name, FileKind kind, Removed removed, Stream content, string hash, string originalHash) =>
        (Name, Kind, Removed, Content, Hash, OriginalHash) = (name, kind, removed, content, hash, originalHash);

    /// <summary>The safe name, with the extension that is true.</summary>
    public string Name { get; }

    /// <summary>What it is.</summary>
    public FileKind Kind { get; }

    /// <summary>What cleaning took out beside metadata.</summary>
    public Removed Removed { get; }

    /// <summary>The cleaned bytes, seekable.</summary>
    public Stream Content { get; }

    /// <summary>SHA-256 of the cleaned bytes, lower-case hexadecimal.</summary>
    public string Hash { get; }

    /// <summary>SHA-256 of the bytes as they came.</summary>
    public string OriginalHash { get; }

    /// <summary>Reads, checks and cleans a file.</summary>
    /// <param name="source">The file as it comes; read once, forward.</param>
    /// <param name="name">Its name, as the sender's device gives it.</param>
    /// <param name="ct">Stops the reading.</param>
    /// <exception cref="FileRefusedException">See <see cref="FileType.Detect"/> and <see cref="MetadataRemoval.Clean(Stream, FileKind, Stream)"/>; <c>disk-full</c> when the server has no room.</exception>
    public static async Task<PreparedFile> From(Stream source, string? name, CancellationToken ct = default)
    {
        try
        {
            await using var original = new Waiting();
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            var buffer = new byte[1 << 16];
            for (int read; (read = await source.ReadAsync(buffer, ct)) > 0;)
            {
                hash.AppendData(buffer, 0, read);
                original.Write(buffer, 0, read);
                if (original.Length > FileKinds.LargestLimit) throw new FileRefusedException("larger-than-any", FileSize.Say(FileKinds.LargestLimit));
            }
            var kind = FileType.Detect(original.Inner, name);
            var cleaned = new Waiting();
            try
            {
                var removed = MetadataRemoval.Clean(original.Inner, kind, cleaned);
                cleaned.Inner.Position = 0;
                var cleanedHash = Convert.ToHexStringLower(await SHA256.HashDataAsync(cleaned.Inner, ct));
                cleaned.Inner.Position = 0;
                return new(FileType.SafeName(name, kind), kind, removed, cleaned, cleanedHash, Convert.ToHexStringLower(hash.GetHashAndReset()));
            }
            catch
            {
                await cleaned.DisposeAsync();
                throw;
            }
        }
        catch (IOException e) when (IsDiskFull(e)) { throw new FileRefusedException("disk-full"); }
    }

    /// <summary>Whether the system (ENOSPC, EDQUOT, or Windows' words for it) or the database (SQLITE_FULL, SQLSTATE 53100) said that a disk is full.</summary>
    internal static bool IsDiskFull(Exception? e) => e switch
    {
        Microsoft.Data.Sqlite.SqliteException { SqliteErrorCode: 13 } or Npgsql.PostgresException { SqlState: "53100" } => true,
        IOException { HResult: var code } when (code & 0xFFFF) is 28 or 122 or 0x70 or 0x27 => true,
        _ => e?.InnerException is { } inner && IsDiskFull(inner),
    };

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Content.DisposeAsync();

    /// <summary>Memory that moves to a temporary file when it grows.</summary>
    private sealed class Waiting : Stream
    {
        public Stream Inner { get; private set; } = new MemoryStream();

        public override bool CanRead => true;
        public override bool CanSeek => true;
        public override bool CanWrite => true;
        public override long Length => Inner.Length;
        public override long Position { get => Inner.Position; set => Inner.Position = value; }

        public override void Write(ReadOnlySpan<byte> bytes)
        {
            if (Inner is MemoryStream memory && memory.Length + bytes.Length > InMemory)
            {
                var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Options = FileOptions.DeleteOnClose | FileOptions.Asynchronous, BufferSize = 1 << 16 };
                if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
                var file = new FileStream(Path.Combine(Path.GetTempPath(), "uramost-" + Guid.NewGuid().ToString("N")), options);
                memory.WriteTo(file);
                Inner = file;
            }
            Inner.Write(bytes);
        }

        public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));
        public override int Read(Span<byte> buffer) => Inner.Read(buffer);
        public override int Read(byte[] buffer, int offset, int count) => Inner.Read(buffer, offset, count);
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken ct = default) => Inner.ReadAsync(buffer, ct);
        public override void Flush() => Inner.Flush();
        public override long Seek(long offset, SeekOrigin origin) => Inner.Seek(offset, origin);
        public override void SetLength(long value) => Inner.SetLength(value);
        protected override void Dispose(bool disposing) { if (disposing) Inner.Dispose(); }
        public override ValueTask DisposeAsync() => Inner.DisposeAsync();
    }
}
