using Uramost.Platform.Language;
using Uramost.Platform.People;

namespace Uramost.Platform.Contracts;

/// <summary>A project as other modules see it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Slug">Last part of its public address.</param>
/// <param name="Title">Its title.</param>
/// <param name="IsPublic">Whether everybody may read it.</param>
/// <param name="StartsOn">First day that is possible, or null.</param>
/// <param name="EndsOn">Last day that is possible, or null.</param>
public sealed record ProjectInfo(Guid Id, string Slug, PublishedText Title, bool IsPublic, DateOnly? StartsOn, DateOnly? EndsOn);

/// <summary>The projects, for every room that offers one to choose or shows whose a record is.</summary>
public interface IProjects
{
    /// <summary>The projects that the viewer may read, by title in the reader's language.</summary>
    Task<IReadOnlyList<ProjectInfo>> Visible(Viewer viewer, CancellationToken ct = default);

    /// <summary>The project, or null where there is none or the viewer may not read it.</summary>
    Task<ProjectInfo?> Find(Guid id, Viewer viewer, CancellationToken ct = default);

    /// <summary>The naming policy that the project's donors ask for, or null for the product's own.</summary>
    Task<string?> NamingPolicy(Guid id, CancellationToken ct = default);
}
