using Uramost.Platform.People;

namespace Uramost.Platform.Contracts;

/// <summary>Says of a page what its reader must know before anything else on it. The frame of every page asks.</summary>
public interface IPageNotice
{
    /// <summary>The notice in the reader's language, or null: none.</summary>
    /// <param name="ids">The records that the address names.</param>
    /// <param name="viewer">Who reads.</param>
    ValueTask<string?> For(IReadOnlyList<Guid> ids, Viewer viewer);
}
