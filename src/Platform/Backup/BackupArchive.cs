using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using Uramost.Platform.Data;
using Uramost.Platform.Language;

namespace Uramost.Platform.Backup;

/// <summary>A backup opened for reading.</summary>
public sealed class BackupArchive : IDisposable
{
    private readonly ZipArchive archive;
    private readonly byte[] manifestBytes;

    private BackupArchive(ZipArchive archive, BackupManifest manifest, byte[] manifestBytes) => (this.archive, Manifest, this.manifestBytes) = (archive, manifest, manifestBytes);

    /// <summary>What it says about itself.</summary>
    public BackupManifest Manifest { get; }

    /// <summary>Opens the archive and reads its manifest.</summary>
    /// <exception cref="WordedException">It is no backup of this product, cut off, or of a newer program.</exception>
    public static BackupArchive Open(string path)
    {
        if (!File.Exists(path)) throw Refused("NoSuchFile", path);
        ZipArchive? archive = null;
        try
        {
            archive = new ZipArchive(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16), ZipArchiveMode.Read);
            var bytes = Read(archive, BackupManifest.EntryName);
            var manifest = JsonSerializer.Deserialize<BackupManifest>(bytes, BackupManifest.Json);
            if (manifest is null) throw Refused("NotABackup");
            if (manifest.Format != BackupManifest.CurrentFormat) throw Refused("NewerFormat", manifest.Product);
            return new BackupArchive(archive, manifest, bytes);
        }
        catch (Exception e) when (e is InvalidDataException or JsonException or EndOfStreamException)
        {
            archive?.Dispose();
            throw Refused("NotABackup");
        }
        catch
        {
            archive?.Dispose();
            throw;
        }
    }

    /// <summary>Reads everything once and compares it with the manifest, and the manifest with its signature, before anything is changed.</summary>
    /// <exception cref="WordedException">The key is another one, or the archive was damaged or changed; the message says where.</exception>
    public async Task Verify(KeyRing keys, CancellationToken ct = default)
    {
        if (!Manifest.IsOpenedBy(keys)) throw Refused("OtherKey");
        if (!BackupManifest.IsSigned(keys, manifestBytes, System.Text.Encoding.ASCII.GetString(Read(archive, BackupManifest.SignatureName)).Trim())) throw Refused("NotSigned");
        var buffer = new byte[1 << 16];
        foreach (var table in Manifest.Tables)
        {
            try
            {
                await using var stream = (archive.GetEntry(table.EntryName) ?? throw Refused("Damaged", table.Name)).Open();
                using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
                for (int n; (n = await stream.ReadAsync(buffer, ct)) > 0;) hash.AppendData(buffer, 0, n);
                if (Convert.ToHexStringLower(hash.GetHashAndReset()) != table.Sha256) throw Refused("Damaged", table.Name);
            }
            catch (Exception e) when (e is InvalidDataException or EndOfStreamException)
            {
                throw Refused("Damaged", table.Name);
            }
        }
    }

    /// <summary>The rows of a table, values in the order of its columns. The array is filled anew for each row.</summary>
    public async IAsyncEnumerable<object?[]> Rows(BackupTable table)
    {
        await using var stream = (archive.GetEntry(table.EntryName) ?? throw Refused("Damaged", table.Name)).Open();
        var row = new object?[table.Columns.Count];
        await foreach (var line in Lines(stream))
        {
            Parse(line.Span, table, row);
            yield return row;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => archive.Dispose();

    private static void Parse(ReadOnlySpan<byte> line, BackupTable table, object?[] row)
    {
        var json = new Utf8JsonReader(line);
        json.Read();
        for (var i = 0; i < row.Length; i++)
        {
            json.Read();
            row[i] = json.TokenType == JsonTokenType.Null ? null : table.Columns[i].Kind switch
            {
                ColumnKind.Text or ColumnKind.Json => json.GetString(),
                ColumnKind.Int => json.GetInt32(),
                ColumnKind.Long => json.GetInt64(),
                ColumnKind.Bool => json.GetBoolean(),
                ColumnKind.Double => double.Parse(json.GetString()!, CultureInfo.InvariantCulture),
                ColumnKind.Decimal => decimal.Parse(json.GetString()!, CultureInfo.InvariantCulture),
                ColumnKind.Bytes => json.GetBytesFromBase64(),
                ColumnKind.Guid => json.GetGuid(),
                ColumnKind.Instant => DateTime.Parse(json.GetString()!, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind),
                ColumnKind.Offset => DateTimeOffset.ParseExact(json.GetString()!, "O", CultureInfo.InvariantCulture),
                ColumnKind.Date => DateOnly.ParseExact(json.GetString()!, "O", CultureInfo.InvariantCulture),
                ColumnKind.Time => TimeOnly.ParseExact(json.GetString()!, "O", CultureInfo.InvariantCulture),
                _ => throw new NotSupportedException(),
            };
        }
    }

    // Lines of any length, in a buffer that grows to the longest.
    private static async IAsyncEnumerable<ReadOnlyMemory<byte>> Lines(Stream stream)
    {
        var buffer = new byte[1 << 16];
        int start = 0, end = 0;
        while (true)
        {
            int at;
            while ((at = buffer.AsSpan(start, end - start).IndexOf((byte)'\n')) >= 0)
            {
                yield return buffer.AsMemory(start, at);
                start += at + 1;
            }

            if (start > 0)
            {
                buffer.AsSpan(start, end - start).CopyTo(buffer);
                (start, end) = (0, end - start);
            }

            if (end == buffer.Length) Array.Resize(ref buffer, buffer.Length * 2);
            var read = await stream.ReadAsync(buffer.AsMemory(end));
            if (read == 0) yield break;
            end += read;
        }
    }

    private static byte[] Read(ZipArchive archive, string name)
    {
        using var stream = (archive.GetEntry(name) ?? throw Refused("NotABackup")).Open();
        using var memory = new MemoryStream();
        stream.CopyTo(memory);
        return memory.ToArray();
    }

    internal static WordedException Refused(string key, params string[] arguments) => new(Wording.Of<Words>(key, arguments)) { IsFinal = true };
}
