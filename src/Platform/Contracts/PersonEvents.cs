using Uramost.Platform.People.Persons;

namespace Uramost.Platform.Contracts;

/// <summary>
/// Two records turned out to be one person. Everything that was recorded for one of <paramref name="Members"/> now
/// belongs to <paramref name="PersonId"/>: see <see cref="FollowPerson{T}"/>, which does it for a table.
/// </summary>
/// <param name="MergeId">The merge.</param>
/// <param name="PersonId">The record that is kept.</param>
/// <param name="Members">All records that are this one person, the kept one among them.</param>
public sealed record PersonMerged(Guid MergeId, Guid PersonId, IReadOnlyList<Guid> Members) : IPersonMoved;

/// <summary>
/// A merge was undone. It is published once for each of the groups into which the merged person falls apart; what was
/// recorded for one of <paramref name="Members"/> belongs to <paramref name="PersonId"/> again.
/// </summary>
/// <param name="MergeId">The merge that no longer holds.</param>
/// <param name="PersonId">The record that stands for the group.</param>
/// <param name="Members">All records of the group, <paramref name="PersonId"/> among them.</param>
public sealed record PersonMergeUndone(Guid MergeId, Guid PersonId, IReadOnlyList<Guid> Members) : IPersonMoved;

/// <summary>
/// A person was erased. Rows stay and are counted as before, but belong to <paramref name="AnonymousId"/>, which leads
/// to no name; whatever a module knows beyond the row itself (a quotation, a signature, a role) it removes.
/// </summary>
/// <param name="PersonId">The record that is gone.</param>
/// <param name="Members">All records that were this one person, <paramref name="PersonId"/> among them.</param>
/// <param name="AnonymousId">The fresh random key under which the anonymous facts stay.</param>
public sealed record PersonErased(Guid PersonId, IReadOnlyList<Guid> Members, Guid AnonymousId) : IPersonMoved
{
    Guid IPersonMoved.PersonId => AnonymousId;
}

/// <summary>A person withdrew a consent: the next artefact must no longer rest on it.</summary>
/// <param name="PersonId">The person.</param>
/// <param name="Purpose">What they had agreed to.</param>
/// <param name="WithdrawnOn">The day from which it no longer holds.</param>
public sealed record ConsentWithdrawn(Guid PersonId, ConsentPurpose Purpose, DateOnly WithdrawnOn);

/// <summary>What <see cref="PersonMerged"/>, <see cref="PersonMergeUndone"/> and <see cref="PersonErased"/> mean for a row: whose it is now.</summary>
public interface IPersonMoved
{
    /// <summary>To whom the rows belong from now on.</summary>
    Guid PersonId { get; }

    /// <summary>The records for which the rows were made.</summary>
    IReadOnlyList<Guid> Members { get; }
}
