using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace Uramost.Platform.Data;

/// <summary>
/// The master keys. They are made at the first start in a file beside the database, never inside it, with owner-only
/// rights, or given by the environment variable <c>URAMOST_MASTER_KEY</c>. Without them a copy of the database names
/// no one. Each line of the file is <c>id:base64 of 32 bytes</c>; the last line is the current key, earlier ones are
/// kept so that what they encrypted or signed can still be read.
/// </summary>
public sealed class KeyRing
{
    /// <summary>Name of the key file in the data directory.</summary>
    public const string FileName = "master.key";

    private const int KeyBytes = 32, NonceBytes = 12, TagBytes = 16;
    private readonly Dictionary<string, byte[]> keys = [];
    private readonly ConcurrentDictionary<(string Id, string Purpose), byte[]> derived = new();

    private KeyRing(IEnumerable<string> lines)
    {
        foreach (var line in lines.Select(l => l.Trim()).Where(l => l.Length > 0))
        {
            var (id, text) = line.IndexOf(':') is var at and > 0 ? (line[..at], line[(at + 1)..]) : ("1", line);
            byte[] key;
            try { key = Convert.FromBase64String(text); }
            catch (FormatException) { throw new InvalidDataException($"The master key '{id}' is not base64."); }
            if (key.Length != KeyBytes) throw new InvalidDataException($"The master key '{id}' has {key.Length} bytes instead of {KeyBytes}.");
            keys[id] = key;
            CurrentId = id;
        }

        if (keys.Count == 0) throw new InvalidDataException("The master key file is empty.");
    }

    /// <summary>Id of the key that new ciphertexts and signatures use.</summary>
    public string CurrentId { get; } = "";

    /// <summary>Ids of all keys, the earlier ones too.</summary>
    public IReadOnlyCollection<string> Ids => keys.Keys;

    /// <summary>Reads the keys from the environment or from the file in <paramref name="directory"/>; makes the file when neither exists.</summary>
    public static KeyRing LoadOrCreate(string directory)
    {
        if (Environment.GetEnvironmentVariable("URAMOST_MASTER_KEY") is { Length: > 0 } given) return new KeyRing(given.Split('\n', ','));
        var path = Path.Combine(directory, FileName);
        if (!File.Exists(path))
        {
            Directory.CreateDirectory(directory);
            WriteOwnerOnly(path, [NewLine("1")]);
        }

        return new KeyRing(File.ReadAllLines(path));
    }

    /// <summary>A ring of the given lines, for a restore that is handed the key and for tests.</summary>
    public static KeyRing FromLines(IEnumerable<string> lines) => new(lines);

    /// <summary>A fresh key as a line of the key file.</summary>
    public static string NewLine(string id) => $"{id}:{Convert.ToBase64String(RandomNumberGenerator.GetBytes(KeyBytes))}";

    /// <summary>The ring with one more key, which becomes the current one; the caller writes the lines and re-encrypts.</summary>
    public (KeyRing Ring, IReadOnlyList<string> Lines) Rotated()
    {
        var next = (keys.Keys.Select(k => int.TryParse(k, out var n) ? n : 0).Max() + 1).ToString(System.Globalization.CultureInfo.InvariantCulture);
        var lines = keys.Select(k => $"{k.Key}:{Convert.ToBase64String(k.Value)}").Append(NewLine(next)).ToList();
        return (new KeyRing(lines), lines);
    }

    /// <summary>Replaces the key file of <paramref name="directory"/> in one step: a process that is killed leaves the old file or the new one.</summary>
    /// <exception cref="InvalidOperationException">The keys come from the environment, where the program cannot change them.</exception>
    public static void Replace(string directory, IEnumerable<string> lines)
    {
        if (Environment.GetEnvironmentVariable("URAMOST_MASTER_KEY") is { Length: > 0 }) throw new InvalidOperationException("The master key is given by URAMOST_MASTER_KEY.");
        var path = Path.Combine(directory, FileName);
        WriteOwnerOnly(path + ".new", lines);
        File.Move(path + ".new", path, overwrite: true);
    }

    /// <summary>Writes key lines so that only the owner of the process can read them.</summary>
    public static void WriteOwnerOnly(string path, IEnumerable<string> lines)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var writer = new StreamWriter(path, options);
        foreach (var line in lines) writer.WriteLine(line);
    }

    /// <summary>
    /// Encrypts with AES-256-GCM under a key derived for the purpose (HKDF-SHA256, RFC 5869). The ciphertext names its
    /// key, so that it stays readable after a rotation.
    /// </summary>
    /// <param name="purpose">What is encrypted, for example <c>people.name</c>; a ciphertext opens under its own purpose only.</param>
    /// <param name="plain">The bytes to hide.</param>
    /// <param name="bound">What the ciphertext belongs to (a record's id): moved to another record it no longer opens.</param>
    public byte[] Encrypt(string purpose, ReadOnlySpan<byte> plain, ReadOnlySpan<byte> bound = default)
    {
        var id = Encoding.ASCII.GetBytes(CurrentId);
        var result = new byte[1 + id.Length + NonceBytes + plain.Length + TagBytes];
        result[0] = (byte)id.Length;
        id.CopyTo(result.AsSpan(1));
        var body = result.AsSpan(1 + id.Length);
        RandomNumberGenerator.Fill(body[..NonceBytes]);
        using var aes = new AesGcm(Derive(CurrentId, purpose), TagBytes);
        aes.Encrypt(body[..NonceBytes], plain, body.Slice(NonceBytes, plain.Length), body[(NonceBytes + plain.Length)..], bound);
        return result;
    }

    /// <summary>Opens what <see cref="Encrypt(string, ReadOnlySpan{byte}, ReadOnlySpan{byte})"/> made.</summary>
    /// <exception cref="CryptographicException">The key is missing, or the bytes were changed or moved.</exception>
    public byte[] Decrypt(string purpose, ReadOnlySpan<byte> cipher, ReadOnlySpan<byte> bound = default)
    {
        if (cipher.Length < 2 || cipher.Length < 1 + cipher[0] + NonceBytes + TagBytes) throw new CryptographicException("The ciphertext is cut off.");
        var id = Encoding.ASCII.GetString(cipher.Slice(1, cipher[0]));
        var body = cipher[(1 + cipher[0])..];
        var plain = new byte[body.Length - NonceBytes - TagBytes];
        using var aes = new AesGcm(Derive(id, purpose), TagBytes);
        aes.Decrypt(body[..NonceBytes], body.Slice(NonceBytes, plain.Length), body[^TagBytes..], plain, bound);
        return plain;
    }

    /// <summary>Whether a ciphertext was made under the current key, so that a rotation that goes on after an interruption leaves it.</summary>
    public bool IsCurrent(ReadOnlySpan<byte> cipher)
    {
        var id = Encoding.ASCII.GetBytes(CurrentId);
        return cipher.Length > id.Length && cipher[0] == id.Length && cipher.Slice(1, id.Length).SequenceEqual(id);
    }

    /// <summary>The text's look-up values under every key of the ring, the current one first: for what cannot be hashed anew, since only the hash was kept.</summary>
    public IReadOnlyList<string> Hashes(string purpose, string text) => [.. keys.Keys.OrderBy(id => id != CurrentId).Select(id => Hash(purpose, Encoding.UTF8.GetBytes(text), id))];

    /// <summary>Encrypts a text; see <see cref="Encrypt(string, ReadOnlySpan{byte}, ReadOnlySpan{byte})"/>.</summary>
    public byte[] EncryptText(string purpose, string text, Guid bound) => Encrypt(purpose, Encoding.UTF8.GetBytes(text), bound.ToByteArray());

    /// <summary>Opens an encrypted text.</summary>
    public string DecryptText(string purpose, byte[] cipher, Guid bound) => Encoding.UTF8.GetString(Decrypt(purpose, cipher, bound.ToByteArray()));

    /// <summary>HMAC-SHA256 under a key derived for the purpose, as lower-case hexadecimal: a look-up value that cannot be guessed without the key.</summary>
    public string Hash(string purpose, string text) => Hash(purpose, Encoding.UTF8.GetBytes(text), CurrentId);

    /// <summary>As <see cref="Hash(string, string)"/>, of bytes and under a named key.</summary>
    public string Hash(string purpose, ReadOnlySpan<byte> bytes, string keyId) => Convert.ToHexStringLower(HMACSHA256.HashData(Derive(keyId, purpose), bytes));

    private byte[] Derive(string id, string purpose)
    {
        if (!keys.TryGetValue(id, out var master)) throw new CryptographicException($"The master key '{id}' is missing.");
        return derived.GetOrAdd((id, purpose), _ => HKDF.DeriveKey(HashAlgorithmName.SHA256, master, KeyBytes, info: Encoding.UTF8.GetBytes(purpose)));
    }
}
