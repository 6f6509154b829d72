using System.Buffers;
using System.IO.Compression;
using System.Reflection;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Uramost.Platform.Data;
using Uramost.Platform.Language;

namespace Uramost.Platform.Backup;

/// <summary>
/// Writes everything into one archive: all tables, files among them, in a form that either database can read back. The
/// master key is not in it. The archive appears under its name only when it is complete.
/// </summary>
public sealed class MakeBackup(PlatformDb db, DatabaseLocation location, KeyRing keys, TimeProvider clock)
{
    /// <summary>Ending of an archive that is still being written.</summary>
    public const string Unfinished = ".part";

    /// <summary>Version of this program.</summary>
    public static string Product => typeof(MakeBackup).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0";

    /// <summary>Writes the archive.</summary>
    /// <param name="path">Where it is to appear; what is there already is replaced when the new one is complete.</param>
    /// <param name="progress">Told rows done and rows altogether.</param>
    /// <param name="ct">Cancels; nothing is left.</param>
    /// <exception cref="WordedException">The schema is not this program's, or the disk is full.</exception>
    public async Task<BackupManifest> Write(string path, Action<long, long>? progress = null, CancellationToken ct = default)
    {
        if ((await db.Database.GetPendingMigrationsAsync(ct)).Any()) throw new WordedException(Wording.Of<Words>("SchemaIsOlder")) { IsFinal = true };
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var unfinished = path + Unfinished;
        try
        {
            BackupManifest manifest;
            var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, BufferSize = 1 << 16 };
            if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            await using (var file = new FileStream(unfinished, options))
            {
                manifest = await WriteTo(file, progress, ct);
                // The name must not appear before the bytes are on the disk.
                file.Flush(flushToDisk: true);
            }

            File.Move(unfinished, path, overwrite: true);
            return manifest;
        }
        catch (Exception e)
        {
            File.Delete(unfinished);
            if (DiskFull.Is(e)) throw new WordedException(Wording.Of<Words>("DiskFull", Path.GetDirectoryName(Path.GetFullPath(path))!), e);
            throw;
        }
    }

    /// <summary>Writes the archive to a stream.</summary>
    public async Task<BackupManifest> WriteTo(Stream target, Action<long, long>? progress = null, CancellationToken ct = default)
    {
        var at = clock.GetUtcNow().UtcDateTime;
        await using var snapshot = await Snapshot.Open(location, ct);
        var shapes = TableShape.Of(db);
        long total = 0, done = 0;
        foreach (var shape in shapes) total += await snapshot.Count(shape.Name, ct);
        var tables = new List<BackupTable>();
        using var archive = new ZipArchive(target, ZipArchiveMode.Create, leaveOpen: true);
        foreach (var shape in shapes)
        {
            var entry = archive.CreateEntry($"tables/{shape.Name}.ndjson", CompressionLevel.Fastest);
            await using var packed = entry.Open();
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            var buffer = new ArrayBufferWriter<byte>(1 << 16);
            await using var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { SkipValidation = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
            long rows = 0;
            await foreach (var row in snapshot.Rows(shape, ct))
            {
                json.Reset();
                json.WriteStartArray();
                foreach (var value in row) WriteValue(json, value);
                json.WriteEndArray();
                json.Flush();
                buffer.Write("\n"u8);
                rows++;
                if (buffer.WrittenCount > 1 << 15) await Hand();
                if (rows % 1000 == 0) progress?.Invoke(done + rows, total);
            }

            await Hand();
            done += rows;
            progress?.Invoke(done, total);
            tables.Add(new BackupTable(shape.Name, shape.Columns, rows, Convert.ToHexStringLower(hash.GetHashAndReset())));

            async Task Hand()
            {
                hash.AppendData(buffer.WrittenSpan);
                await packed.WriteAsync(buffer.WrittenMemory, ct);
                buffer.ResetWrittenCount();
            }
        }

        var manifest = new BackupManifest
        {
            Format = BackupManifest.CurrentFormat, Product = Product, At = at, Migrations = await snapshot.Migrations(ct), Keys = BackupManifest.Recognise(keys), Tables = tables,
        };
        var bytes = JsonSerializer.SerializeToUtf8Bytes(manifest, BackupManifest.Json);
        await Add(BackupManifest.EntryName, bytes);
        await Add(BackupManifest.SignatureName, System.Text.Encoding.ASCII.GetBytes(BackupManifest.Sign(keys, bytes)));
        return manifest;

        async Task Add(string name, byte[] content)
        {
            await using var stream = archive.CreateEntry(name, CompressionLevel.Fastest).Open();
            await stream.WriteAsync(content, ct);
        }
    }

    private static void WriteValue(Utf8JsonWriter json, object? value)
    {
        switch (value)
        {
            case null: json.WriteNullValue(); break;
            case string s: json.WriteStringValue(s); break;
            case int n: json.WriteNumberValue(n); break;
            case long n: json.WriteNumberValue(n); break;
            case bool b: json.WriteBooleanValue(b); break;
            // "R" keeps every bit, also of what JSON's numbers have no word for.
            case double d: json.WriteStringValue(d.ToString("R", System.Globalization.CultureInfo.InvariantCulture)); break;
            case decimal d: json.WriteStringValue(d.ToString(System.Globalization.CultureInfo.InvariantCulture)); break;
            case byte[] bytes: json.WriteBase64StringValue(bytes); break;
            case Guid id: json.WriteStringValue(id); break;
            case DateTime t: json.WriteStringValue(t.ToString("O", System.Globalization.CultureInfo.InvariantCulture)); break;
            case DateTimeOffset t: json.WriteStringValue(t.ToString("O", System.Globalization.CultureInfo.InvariantCulture)); break;
            case DateOnly d: json.WriteStringValue(d.ToString("O", System.Globalization.CultureInfo.InvariantCulture)); break;
            case TimeOnly t: json.WriteStringValue(t.ToString("O", System.Globalization.CultureInfo.InvariantCulture)); break;
            default: throw new NotSupportedException(value.GetType().Name);
        }
    }
}
