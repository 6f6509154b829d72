using Microsoft.EntityFrameworkCore;
using Uramost.Platform.Contracts;
using Uramost.Platform.Data;
using Uramost.Platform.Files;
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

    /// <summary>Removes the file of a profile's emblem, if it has one; inside the caller's transaction.</summary>
    public static async Task Forget(PlatformDb db, FileStore files, DonorProfile profile)
    {
        if (profile.EmblemFileId is { } id && await db.Set<StoredFile>().SingleOrDefaultAsync(f => f.Id == id) is { } file) await files.Remove(db, file);
        profile.EmblemFileId = null;
    }

    /// <summary>The address of an emblem.</summary>
    public static string Path(Guid fileId) => $"/files/{fileId}/emblem";
}
