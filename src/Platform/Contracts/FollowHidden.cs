using Uramost.Platform.Data;

namespace Uramost.Platform.Contracts;

/// <summary>What is no longer to be seen goes from the kept public pages of every node, with the change itself.</summary>
public sealed class FollowHidden(IVersions versions) : IHandle<ActivityHidden>
{
    /// <inheritdoc/>
    public IReadOnlyList<Type> Kinds => [];

    /// <inheritdoc/>
    public Task Handle(PlatformDb db, ActivityHidden happened, CancellationToken ct) => versions.Bump(db, VersionNames.PublicPages);
}
