using Microsoft.EntityFrameworkCore;
using Uramost.Platform.Contracts;
using Uramost.Platform.Data;

namespace Uramost.Platform.People.Persons;

/// <summary>Why two records cannot be merged.</summary>
public enum MergeRefusal
{
    /// <summary>One of them does not exist, or no longer.</summary>
    Missing,
    /// <summary>They belong to two organisations: such records are linked, not merged.</summary>
    OtherOrganisation,
    /// <summary>They are one and the same record.</summary>
    Same,
    /// <summary>The merge was confirmed and can no longer be undone.</summary>
    Confirmed,
}

/// <summary>A merge that was refused.</summary>
public sealed class MergeRefusedException(MergeRefusal reason) : Exception($"The merge is refused: {reason}.")
{
    /// <summary>Why.</summary>
    public MergeRefusal Reason => reason;
}

/// <summary>
/// Merges two records of one person, field by field, and undoes it completely. Nothing is overwritten that cannot be
/// restored: the state after any series of merges and undone merges follows from the records as they were and from the
/// merges that hold; see <see cref="MergedPerson"/>.
/// </summary>
public sealed class MergePersons(PlatformDb db, KeyRing keys, Events events, TimeProvider clock, Actor actor)
{
    /// <summary>Merges; either record may already be part of a merged person.</summary>
    /// <param name="keptId">The record that is kept.</param>
    /// <param name="goneId">The record that is given up.</param>
    /// <param name="choices">Fields that do not follow the kept record.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>The merge; the one that is there when it was made before.</returns>
    /// <exception cref="MergeRefusedException">The records are missing, the same, or of two organisations.</exception>
    public async Task<PersonMerge> Merge(Guid keptId, Guid goneId, MergeChoices? choices = null, CancellationToken ct = default)
    {
        if (keptId == goneId) throw new MergeRefusedException(MergeRefusal.Same);
        await using var transaction = await JoinedTransaction.Begin(db, ct);
        var revision = await NamesRevision.Next(db, ct);
        var group = await Load([keptId, goneId], ct);
        if (!group.Identities.TryGetValue(keptId, out var kept) || !group.Identities.TryGetValue(goneId, out var gone)) throw new MergeRefusedException(MergeRefusal.Missing);
        if (kept.OrganisationId != gone.OrganisationId) throw new MergeRefusedException(MergeRefusal.OtherOrganisation);
        if (group.Merges.Find(m => m.KeptId == keptId && m.GoneId == goneId) is { } before) return before;

        var merge = new PersonMerge
        {
            Id = Guid.NewGuid(), OrganisationId = kept.OrganisationId, KeptId = keptId, GoneId = goneId, Choices = choices ?? MergeChoices.None,
            At = clock.GetUtcNow().UtcDateTime, AccountId = actor.AccountId,
        };
        db.Add(merge);
        group.Merges.Add(merge);
        foreach (var person in await Apply(group, revision, ct)) await events.Publish(db, new PersonMerged(merge.Id, person.PersonId, person.Members), ct);
        await transaction.Commit(ct);
        return merge;
    }

    /// <summary>Undoes a merge: the records are as they would be without it, and what was recorded for each belongs to it again.</summary>
    /// <exception cref="MergeRefusedException">The merge is not there, or was confirmed.</exception>
    public async Task Undo(Guid mergeId, CancellationToken ct = default)
    {
        await using var transaction = await JoinedTransaction.Begin(db, ct);
        var revision = await NamesRevision.Next(db, ct);
        var merge = await db.Set<PersonMerge>().FindAsync([mergeId], ct) ?? throw new MergeRefusedException(MergeRefusal.Missing);
        if (merge.IsConfirmed) throw new MergeRefusedException(MergeRefusal.Confirmed);
        var group = await Load([merge.KeptId, merge.GoneId], ct);
        group.Merges.Remove(merge);
        db.Remove(merge);
        foreach (var person in await Apply(group, revision, ct)) await events.Publish(db, new PersonMergeUndone(mergeId, person.PersonId, person.Members), ct);
        await transaction.Commit(ct);
    }

    /// <summary>Confirms all merges of a person: they can no longer be undone, and what the given-up records said is deleted.</summary>
    public async Task Confirm(Guid personId, CancellationToken ct = default)
    {
        await using var transaction = await JoinedTransaction.Begin(db, ct);
        var revision = await NamesRevision.Next(db, ct);
        var group = await Load([personId], ct);
        foreach (var merge in group.Merges) merge.IsConfirmed = true;
        foreach (var identity in group.Identities.Values.Where(i => i.MergedIntoId is not null && !i.IsEmptied))
        {
            identity.Write(keys, new IdentityFields());
            identity.IsEmptied = true;
            identity.Revision = revision;
        }

        db.RemoveRange(group.Originals.Values);
        await db.SaveChangesAsync(ct);
        await transaction.Commit(ct);
    }

    /// <summary>What the person would look like after a merge, with the record from which each field comes; nothing is saved.</summary>
    public async Task<MergedPerson?> Look(Guid personId, CancellationToken ct = default)
    {
        var group = await Load([personId], ct);
        return group.Identities.Count == 0 ? null : Combine(group).FirstOrDefault(p => p.Members.Contains(personId));
    }

    /// <summary>Records that are connected by merges, with all that is known of them.</summary>
    internal sealed record Group(
        Dictionary<Guid, PersonIdentity> Identities, Dictionary<Guid, PersonFacts> Facts, List<PersonMerge> Merges, Dictionary<Guid, PersonOriginal> Originals);

    internal async Task<Group> Load(IReadOnlyCollection<Guid> start, CancellationToken ct)
    {
        var ids = start.ToHashSet();
        var merges = new Dictionary<Guid, PersonMerge>();
        for (var frontier = ids.ToList(); frontier.Count > 0;)
        {
            var found = await db.Set<PersonMerge>().Where(m => frontier.Contains(m.KeptId) || frontier.Contains(m.GoneId)).ToListAsync(ct);
            foreach (var merge in found) merges[merge.Id] = merge;
            frontier = [.. found.SelectMany(m => new[] { m.KeptId, m.GoneId }).Where(ids.Add)];
        }

        return new Group(
            await db.Set<PersonIdentity>().Where(p => ids.Contains(p.Id)).ToDictionaryAsync(p => p.Id, ct),
            await db.Set<PersonFacts>().Where(f => ids.Contains(f.Id)).ToDictionaryAsync(f => f.Id, ct),
            [.. merges.Values],
            await db.Set<PersonOriginal>().Where(o => ids.Contains(o.Id)).ToDictionaryAsync(o => o.Id, ct));
    }

    internal PersonContent ContentOf(Group group, Guid id) => group.Originals.TryGetValue(id, out var original)
        ? PersonContent.Open(keys, original.Content, id)
        : PersonContent.Of(group.Identities[id].Read(keys), group.Facts.GetValueOrDefault(id));

    /// <summary>Brings the stores into the state that follows from the group's merges.</summary>
    /// <returns>The persons into which the group falls.</returns>
    internal async Task<IReadOnlyList<MergedPerson>> Apply(Group group, long revision, CancellationToken ct)
    {
        var contents = group.Identities.Keys.ToDictionary(id => id, id => ContentOf(group, id));
        var persons = Combine(group, contents);
        foreach (var person in persons)
        {
            // A record that stands alone again, or whose merges are all confirmed, is its own original.
            var restored = !group.Merges.Exists(m => !m.IsConfirmed && person.Members.Contains(m.KeptId));
            foreach (var id in person.Members)
            {
                var identity = group.Identities[id];
                var stands = id == person.PersonId;
                var content = !stands || person.Members.Count == 1 ? contents[id] : person.Content;
                if (!identity.IsEmptied) identity.Write(keys, content.Fields());
                identity.MergedIntoId = stands ? null : person.PersonId;
                identity.Revision = revision;
                KeepFacts(group, id, stands ? content : PersonContent.Empty);
                KeepOriginal(group, id, restored || identity.IsEmptied ? null : contents[id]);
            }
        }

        await db.SaveChangesAsync(ct);
        return persons;
    }

    private static IReadOnlySet<Guid> Emptied(Group group) => group.Identities.Values.Where(i => i.IsEmptied).Select(i => i.Id).ToHashSet();

    private IReadOnlyList<MergedPerson> Combine(Group group, Dictionary<Guid, PersonContent>? contents = null) => MergedPerson.Of(
        contents ?? group.Identities.Keys.ToDictionary(id => id, id => ContentOf(group, id)),
        [.. group.Merges.Select(m => new MergedPerson.Merge(m.KeptId, m.GoneId, m.Choices))], Emptied(group));

    private void KeepFacts(Group group, Guid id, PersonContent content)
    {
        if (content.Facts.Count == 0)
        {
            if (group.Facts.Remove(id, out var gone)) db.Remove(gone);
            return;
        }

        if (!group.Facts.TryGetValue(id, out var facts))
        {
            facts = PersonFacts.Of(id);
            group.Facts[id] = facts;
            db.Add(facts);
        }

        content.WriteTo(facts);
    }

    private void KeepOriginal(Group group, Guid id, PersonContent? content)
    {
        if (content is null)
        {
            if (group.Originals.Remove(id, out var gone)) db.Remove(gone);
        }
        else if (!group.Originals.ContainsKey(id))
        {
            var original = new PersonOriginal { Id = id, Content = content.Seal(keys, id) };
            group.Originals[id] = original;
            db.Add(original);
        }
    }
}
