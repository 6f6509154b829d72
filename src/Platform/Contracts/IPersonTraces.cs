using Uramost.Platform.Language;
using Uramost.Platform.People;

namespace Uramost.Platform.Contracts;

/// <summary>Something that a module knows of a person, as it is shown on the person's page and given to them on request.</summary>
/// <param name="Kind">What it is, in the words of the record's module and already in the reader's language: „attendance“, „speaker“.</param>
/// <param name="Title">Title of the record it belongs to.</param>
/// <param name="On">The day, or null when unknown.</param>
/// <param name="Path">Address of the record without language.</param>
public sealed record PersonTrace(string Kind, LocalText Title, DateOnly? On, string Path);

/// <summary>Where a person appears in a module.</summary>
public interface IPersonTraces
{
    /// <summary>What <paramref name="viewer"/> may see of the person, newest first.</summary>
    Task<IReadOnlyList<PersonTrace>> Of(Guid personId, Viewer viewer, CancellationToken ct = default);
}
