using System.ComponentModel.DataAnnotations;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Uramost.Platform.Data;

namespace Uramost.Platform.Import;

/// <summary>How far an import is.</summary>
public enum ImportState
{
    /// <summary>The file waits; nothing is saved.</summary>
    Staged,
    /// <summary>It was accepted and is being saved in the background.</summary>
    Accepted,
    /// <summary>Everything is saved.</summary>
    Done,
}

/// <summary>
/// One file on its way in, and afterwards the line of history that tells who imported what, when and how much. The
/// file's own bytes wait encrypted in <see cref="ImportChunk"/> and are gone as soon as they are saved or expired.
/// </summary>
[Index(nameof(AccountId), nameof(CreatedAt)), Index(nameof(FileHash)), Index(nameof(ExpiresAt))]
public sealed class ImportFile
{
    /// <summary>How long a file waits to be accepted.</summary>
    public static readonly TimeSpan Waits = TimeSpan.FromHours(24);

    private const string NamePurpose = "import.name", HashPurpose = "import.hash";

    /// <summary>The import.</summary>
    public Guid Id { get; set; } = Guid.CreateVersion7();

    /// <summary>Who brought it, or null: the command line.</summary>
    public Guid? AccountId { get; set; }

    /// <summary>Code of the kind of records.</summary>
    [MaxLength(40)] public string Kind { get; set; } = "";

    /// <summary>The record into which it goes (a project, an activity, an organisation); the empty id where there is none.</summary>
    public Guid TargetId { get; set; }

    /// <summary>Encrypted name of the file: it may name people.</summary>
    public byte[] FileName { get; set; } = [];

    /// <summary>Size in bytes.</summary>
    public long Bytes { get; set; }

    /// <summary>Keyed hash of the content, by which the same file is known again.</summary>
    [MaxLength(64)] public string FileHash { get; set; } = "";

    /// <summary>Encoding that the reader chose, or null: found out.</summary>
    [MaxLength(40)] public string? Encoding { get; set; }

    /// <summary>The chosen sheet, from 0.</summary>
    public int SheetIndex { get; set; }

    /// <summary>The row with the headings, as a spreadsheet counts; 0 until it is known.</summary>
    public int HeaderRow { get; set; }

    /// <summary>Columns by field, as JSON; empty until they are matched.</summary>
    public Dictionary<string, int> Columns { get; set; } = [];

    /// <summary>How far it is.</summary>
    public ImportState State { get; set; }

    /// <summary>Whether rows with errors are left out.</summary>
    public bool LeavesOutWrong { get; set; }

    /// <summary>Rows that were read.</summary>
    public int Rows { get; set; }

    /// <summary>Rows that made a record.</summary>
    public int New { get; set; }

    /// <summary>Rows that changed a record.</summary>
    public int Changed { get; set; }

    /// <summary>Rows that changed nothing.</summary>
    public int Same { get; set; }

    /// <summary>Rows that were left out because of errors.</summary>
    public int LeftOut { get; set; }

    /// <summary>When it was brought, UTC.</summary>
    public DateTime CreatedAt { get; set; }

    /// <summary>When the waiting file is thrown away, UTC; null since it is saved.</summary>
    public DateTime? ExpiresAt { get; set; }

    /// <summary>When everything was saved, UTC.</summary>
    public DateTime? FinishedAt { get; set; }

    /// <summary>The job that saves it.</summary>
    public Guid? JobId { get; set; }

    /// <summary>The name of the file.</summary>
    public string NameOf(KeyRing keys) => keys.DecryptText(NamePurpose, FileName, Id);

    /// <summary>Seals the name of the file.</summary>
    public void Name(KeyRing keys, string name) => FileName = keys.EncryptText(NamePurpose, name.Length > 200 ? name[^200..] : name, Id);

    /// <summary>
    /// The keyed hashes of a content, the current key's first: nobody without the key can tell whether a known file was
    /// imported. Files from before a rotation of the master key are known under the key of that time.
    /// </summary>
    public static IReadOnlyList<string> HashesOf(KeyRing keys, ReadOnlySpan<byte> content) => keys.Hashes(HashPurpose, Convert.ToHexStringLower(SHA256.HashData(content)));
}

/// <summary>A part of a waiting file, encrypted and bound to its place.</summary>
[PrimaryKey(nameof(ImportId), nameof(Ordinal))]
public sealed class ImportChunk
{
    /// <summary>Most bytes of a part before encryption.</summary>
    public const int Size = 1 << 20;

    private const string Purpose = "import.file";

    /// <summary>The import.</summary>
    public Guid ImportId { get; set; }

    /// <summary>Place in the file, from 0.</summary>
    public int Ordinal { get; set; }

    /// <summary>The encrypted part.</summary>
    public byte[] Sealed { get; set; } = [];

    /// <summary>Seals a content in parts.</summary>
    public static IEnumerable<ImportChunk> Seal(KeyRing keys, Guid importId, ReadOnlyMemory<byte> content)
    {
        for (var at = 0; at < content.Length; at += Size)
        {
            var ordinal = at / Size;
            yield return new ImportChunk { ImportId = importId, Ordinal = ordinal, Sealed = keys.Encrypt(Purpose, content.Span[at..Math.Min(at + Size, content.Length)], Bound(importId, ordinal)) };
        }
    }

    /// <summary>Seals the part again under the current key.</summary>
    public void Reseal(KeyRing keys) => Sealed = keys.Encrypt(Purpose, Open(keys), Bound(ImportId, Ordinal));

    /// <summary>Opens the part.</summary>
    public byte[] Open(KeyRing keys) => keys.Decrypt(Purpose, Sealed, Bound(ImportId, Ordinal));

    private static byte[] Bound(Guid importId, int ordinal) => Encoding.ASCII.GetBytes($"{importId:N}{ordinal}");
}

/// <summary>Which column was which in a file of this shape: proposed again to the same person.</summary>
[PrimaryKey(nameof(AccountId), nameof(Kind), nameof(Shape))]
public sealed class ImportMatching
{
    /// <summary>Whose choice it was.</summary>
    public Guid AccountId { get; set; }

    /// <summary>Code of the kind of records.</summary>
    [MaxLength(40)] public string Kind { get; set; } = "";

    /// <summary>Keyed hash of the folded headings in their order.</summary>
    [MaxLength(64)] public string Shape { get; set; } = "";

    /// <summary>Columns by field.</summary>
    public Dictionary<string, int> Columns { get; set; } = [];
}

/// <summary>
/// The record that a row of somebody's own list became: the row is known by its own number there, so that the next
/// edition of the list changes the record instead of adding another.
/// </summary>
[PrimaryKey(nameof(Kind), nameof(TargetId), nameof(Key)), Index(nameof(RecordId))]
public sealed class ImportedRow
{
    /// <summary>Code of the kind of records.</summary>
    [MaxLength(40)] public string Kind { get; set; } = "";

    /// <summary>The record into which the list was imported.</summary>
    public Guid TargetId { get; set; }

    /// <summary>Keyed hash of the row's own number.</summary>
    [MaxLength(64)] public string Key { get; set; } = "";

    /// <summary>What it became.</summary>
    public Guid RecordId { get; set; }

    /// <summary>The key of a number: the one under which it is known, else the one under which it will be.</summary>
    public static string KeyOf(KeyRing keys, string number, Func<string, bool> isKnown)
    {
        // Rows that were imported before a rotation of the master key are known under the key of that time.
        var all = keys.Hashes("import.row", number.Trim().ToLowerInvariant());
        return all.FirstOrDefault(isKnown) ?? all[0];
    }
}
