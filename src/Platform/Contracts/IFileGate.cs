using Uramost.Platform.Data;
using Uramost.Platform.People;

namespace Uramost.Platform.Contracts;

/// <summary>
/// Who may read the files of one kind of record. The module that owns the kind registers one
/// (<c>services.AddScoped&lt;IFileGate, EvidenceFileGate&gt;()</c>); a file whose kind has no gate is given to nobody.
/// </summary>
public interface IFileGate
{
    /// <summary>The kind of record, as it was given when the file was saved (<c>programmes.evidence</c>).</summary>
    string OwnerKind { get; }

    /// <summary>Whether the viewer may read the files of this record.</summary>
    Task<bool> MayRead(PlatformDb db, Viewer viewer, Guid ownerId, CancellationToken ct);
}
