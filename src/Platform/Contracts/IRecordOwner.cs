using Uramost.Platform.Data;
using Uramost.Platform.Language;
using Uramost.Platform.People;

namespace Uramost.Platform.Contracts;

/// <summary>A record as seen by what hangs on it: evidence, commitments.</summary>
/// <param name="Kind">The sort of record: <c>activity</c>, <c>project</c>.</param>
/// <param name="Id">Its id.</param>
/// <param name="ProjectId">Its project, or null.</param>
/// <param name="Title">Its title.</param>
/// <param name="Path">Address of its page without language.</param>
/// <param name="Visibility">Who may find it.</param>
/// <param name="MayEdit">Whether the viewer may change it, and so may hang something on it.</param>
/// <param name="NamesNobody">Whether it is a closed meeting or one under the Chatham House Rule: whatever hangs on it gives neither names nor affiliations.</param>
public sealed record OwnedRecord(string Kind, Guid Id, Guid? ProjectId, PublishedText Title, string Path, SearchVisibility Visibility, bool MayEdit, bool NamesNobody);

/// <summary>Answers for one sort of record on which other rooms hang something.</summary>
public interface IRecordOwner
{
    /// <summary>The sort of record: small letters.</summary>
    string Kind { get; }

    /// <summary>Those of the records that the viewer may see.</summary>
    Task<IReadOnlyDictionary<Guid, OwnedRecord>> Find(IReadOnlyCollection<Guid> ids, Viewer viewer, CancellationToken ct = default);

    /// <summary>Persons who were there, each once: who may be seen in a photo of it.</summary>
    Task<IReadOnlyList<Guid>> People(Guid id, CancellationToken ct = default) => Task.FromResult<IReadOnlyList<Guid>>([]);

    /// <summary>
    /// Says how many pieces of evidence the record has now, with the changes of <paramref name="db"/>; the caller saves.
    /// Where the record keeps the number, <paramref name="pieces"/> is asked once its row is locked, so that of two who
    /// attach at the same time the second counts both.
    /// </summary>
    Task CountEvidence(PlatformDb db, Guid id, Func<Task<int>> pieces, CancellationToken ct = default) => Task.CompletedTask;
}

/// <summary>All sorts of records on which something may hang.</summary>
public sealed class RecordOwners(IEnumerable<IRecordOwner> owners)
{
    /// <summary>Who answers for a sort of record, or null.</summary>
    public IRecordOwner? Of(string kind) => owners.FirstOrDefault(o => o.Kind == kind);

    /// <summary>The record, or null where there is none or the viewer may not see it.</summary>
    public async Task<OwnedRecord?> Find(string kind, Guid id, Viewer viewer, CancellationToken ct = default) =>
        Of(kind) is { } owner ? (await owner.Find([id], viewer, ct)).GetValueOrDefault(id) : null;

    /// <summary>Those of many records, of whatever sort, that the viewer may see.</summary>
    public async Task<IReadOnlyDictionary<(string Kind, Guid Id), OwnedRecord>> Find(IEnumerable<(string Kind, Guid Id)> records, Viewer viewer, CancellationToken ct = default)
    {
        var found = new Dictionary<(string, Guid), OwnedRecord>();
        foreach (var group in records.Distinct().GroupBy(r => r.Kind))
        {
            if (Of(group.Key) is not { } owner) continue;
            foreach (var (id, record) in await owner.Find([.. group.Select(g => g.Id)], viewer, ct)) found[(group.Key, id)] = record;
        }

        return found;
    }
}
