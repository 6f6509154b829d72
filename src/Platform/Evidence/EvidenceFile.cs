using Microsoft.EntityFrameworkCore;
using Uramost.Platform.Contracts;
using Uramost.Platform.Data;
using Uramost.Platform.People;

namespace Uramost.Platform.Evidence;

/// <summary>The file of a piece of evidence is given to whoever may open the piece.</summary>
public sealed class EvidenceFile(RecordOwners owners) : IFileGate
{
    /// <summary>The kind under which the file store knows the owner of such a file.</summary>
    public const string Owner = "platform.evidence";

    /// <inheritdoc/>
    public string OwnerKind => Owner;

    /// <inheritdoc/>
    public async Task<bool> MayRead(PlatformDb db, Viewer viewer, Guid ownerId, CancellationToken ct) =>
        await db.Set<EvidencePiece>().AsNoTracking().SingleOrDefaultAsync(p => p.Id == ownerId, ct) is { } piece
        && await owners.Find(piece.RecordKind, piece.RecordId, viewer, ct) is { } record && EvidenceRights.MaySee(piece, record, viewer);

    /// <summary>The address of a stored file; its real name is told when it is read, not in the address, which travels.</summary>
    public static string Path(Guid fileId) => $"/files/{fileId}/evidence";
}
