using System.ComponentModel.DataAnnotations;
using Microsoft.EntityFrameworkCore;
using Uramost.Platform.Data;

namespace Uramost.Platform.Files;

/// <summary>
/// A file of a record. Its bytes lie in <see cref="FileContent"/>, once however many records have the same file. Name and bytes are
/// encrypted under the master key: signed sheets name people, and a copy of the database may not.
/// </summary>
[Index(nameof(OwnerKind), nameof(OwnerId)), Index(nameof(ContentId))]
public sealed class StoredFile : Record
{
    /// <summary>The bytes.</summary>
    public Guid ContentId { get; set; }

    /// <summary>The kind of record it belongs to; see <see cref="Contracts.IFileGate.OwnerKind"/>.</summary>
    [AuditedAsCode, MaxLength(60)] public string OwnerKind { get; set; } = "";

    /// <summary>The record it belongs to.</summary>
    public Guid OwnerId { get; set; }

    /// <summary>What it is.</summary>
    public FileKind Kind { get; set; }

    /// <summary>Length of the stored file in bytes.</summary>
    public long Length { get; set; }

    /// <summary>SHA-256 of the stored file, in lower-case hexadecimal.</summary>
    [AuditedAsCode, MaxLength(64)] public string Hash { get; set; } = "";

    /// <summary>SHA-256 of the file as it was handed in, before cleaning: who keeps the original can prove that it is the same.</summary>
    [AuditedAsCode, MaxLength(64)] public string OriginalHash { get; set; } = "";

    /// <summary>What cleaning took out beside metadata.</summary>
    public Removed Removed { get; set; }

    /// <summary>When it was saved, UTC.</summary>
    public DateTime SavedAt { get; set; }

    /// <summary>The encrypted name; see <see cref="FileStore.NameOf"/>.</summary>
    public byte[] SealedName { get; set; } = [];
}

/// <summary>The bytes of a file, found by their hash.</summary>
[Index(nameof(Hash), IsUnique = true)]
public sealed class FileContent
{
    /// <summary>Its id.</summary>
    public Guid Id { get; set; }

    /// <summary>SHA-256 in lower-case hexadecimal.</summary>
    [MaxLength(64)] public string Hash { get; set; } = "";

    /// <summary>Length in bytes.</summary>
    public long Length { get; set; }
}

/// <summary>A piece of a file, encrypted for its place in it.</summary>
public sealed class FileChunk
{
    /// <summary>Bytes in every piece but the last.</summary>
    public const int Size = 256 * 1024;

    /// <summary>The file it is a piece of.</summary>
    public Guid ContentId { get; set; }

    /// <summary>Its place from 0.</summary>
    public int Ordinal { get; set; }

    /// <summary>The encrypted bytes.</summary>
    public byte[] Bytes { get; set; } = [];
}
