using Microsoft.EntityFrameworkCore;
using Uramost.Platform.Contracts;
using Uramost.Platform.Data;
using Uramost.Platform.People;

namespace Uramost.Programmes.Projects;

/// <summary>A donor's emblem is given to whoever may read the project: it stands on what they read.</summary>
public sealed class DonorEmblem : IFileGate
{
    /// <summary>The kind under which the file store knows the owner of such a file.</summary>
    public const string Owner = "programmes.emblem";

    /// <inheritdoc/>
    public string OwnerKind => Owner;

    /// <inheritdoc/>
    public async Task<bool> MayRead(PlatformDb db, Viewer viewer, Guid ownerId, CancellationToken ct)
    {
        var projects = new ProgrammesRights(viewer).Projects(db);
        return await db.Set<DonorProfile>().AnyAsync(d => d.Id == ownerId && projects.Any(p => p.Id == d.ProjectId), ct);
    }

    /// <summary>The address of an emblem.</summary>
    public static string Path(Guid fileId) => $"/files/{fileId}/emblem";
}
