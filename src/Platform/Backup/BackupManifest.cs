using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Uramost.Platform.Data;

namespace Uramost.Platform.Backup;

/// <summary>What a backup says about itself.</summary>
public sealed record BackupManifest
{
    /// <summary>The form of the archive that this program writes.</summary>
    public const int CurrentFormat = 1;

    /// <summary>Name of the manifest in the archive, and of its signature.</summary>
    public const string EntryName = "manifest.json", SignatureName = "manifest.mac";

    internal static readonly JsonSerializerOptions Json = new() { WriteIndented = true, PropertyNamingPolicy = JsonNamingPolicy.CamelCase, Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) } };

    private const string KeyPurpose = "backup.key", ManifestPurpose = "backup.manifest";

    /// <summary>Form of the archive.</summary>
    public required int Format { get; init; }

    /// <summary>Version of the program that wrote it.</summary>
    public required string Product { get; init; }

    /// <summary>The moment that it holds, UTC.</summary>
    public required DateTime At { get; init; }

    /// <summary>The migrations that made the schema.</summary>
    public required IReadOnlyList<string> Migrations { get; init; }

    /// <summary>By which the key is recognised, without telling anything of it: key id and a keyed hash.</summary>
    public required IReadOnlyDictionary<string, string> Keys { get; init; }

    /// <summary>The tables.</summary>
    public required IReadOnlyList<BackupTable> Tables { get; init; }

    /// <summary>By which the keys of a ring are recognised.</summary>
    public static IReadOnlyDictionary<string, string> Recognise(KeyRing keys) => keys.Ids.ToDictionary(id => id, id => keys.Hash(KeyPurpose, "uramost"u8, id));

    /// <summary>Whether the ring holds every key that was there when the backup was made.</summary>
    public bool IsOpenedBy(KeyRing ring)
    {
        var given = Recognise(ring);
        return Keys.All(k => given.TryGetValue(k.Key, out var hash) && CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(hash), Encoding.ASCII.GetBytes(k.Value)));
    }

    internal static string Sign(KeyRing keys, byte[] manifest) => $"{keys.CurrentId}:{keys.Hash(ManifestPurpose, manifest, keys.CurrentId)}";

    internal static bool IsSigned(KeyRing keys, byte[] manifest, string signature)
    {
        var at = signature.IndexOf(':');
        return at > 0 && keys.Ids.Contains(signature[..at])
            && CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(signature[(at + 1)..]), Encoding.ASCII.GetBytes(keys.Hash(ManifestPurpose, manifest, signature[..at])));
    }
}

/// <summary>One table of a backup: a file with one row per line, each a JSON list of values in the order of the columns.</summary>
/// <param name="Name">The table.</param>
/// <param name="Columns">Its columns.</param>
/// <param name="Rows">How many rows.</param>
/// <param name="Sha256">Hash of the file before it was packed, lower-case hexadecimal.</param>
public sealed record BackupTable(string Name, IReadOnlyList<ColumnShape> Columns, long Rows, string Sha256)
{
    /// <summary>Name of the file in the archive.</summary>
    [JsonIgnore] public string EntryName => $"tables/{Name}.ndjson";
}
