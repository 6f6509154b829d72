using Microsoft.EntityFrameworkCore;
using Uramost.Platform.Contracts;
using Uramost.Platform.Data;

namespace Uramost.Platform.People.Persons;

/// <summary>
/// Erases a person: identity, contacts, consents, links and what merges kept for undoing. The facts and the rows of the
/// modules stay and are counted as before, under a fresh random key: old exports, addresses and the audit name the old
/// id only, and nothing leads from it to the new one.
/// </summary>
public sealed class ErasePerson(PlatformDb db, MergePersons merges, LinkPersons links, Events events)
{
    /// <summary>Erases the person with all records that were merged into it.</summary>
    /// <returns>Whether there was such a person.</returns>
    public async Task<bool> Erase(Guid personId, CancellationToken ct = default)
    {
        await using var transaction = await JoinedTransaction.Begin(db, ct);
        var revision = await NamesRevision.Next(db, ct);
        var group = await merges.Load([personId], ct);
        if (group.Identities.Count == 0) return false;
        var members = group.Identities.Keys.Order().ToList();
        var standing = group.Identities.Values.Single(i => i.MergedIntoId is null).Id;
        var anonymous = Guid.NewGuid();

        foreach (var member in members)
        {
            await links.Unlink(member, ct);
            if (!await db.Set<ErasedPerson>().AnyAsync(e => e.Id == member, ct)) db.Add(new ErasedPerson { Id = member, Revision = revision });
        }

        db.RemoveRange(group.Originals.Values);
        db.RemoveRange(group.Merges);
        db.RemoveRange(await db.Set<TwoPeople>().Where(t => members.Contains(t.OneId) || members.Contains(t.OtherId)).ToListAsync(ct));
        db.RemoveRange(await db.Set<Consent>().Where(c => members.Contains(c.PersonId) || members.Contains(c.RecordedAs)).ToListAsync(ct));
        db.RemoveRange(group.Identities.Values);
        foreach (var facts in group.Facts.Values) db.Entry(facts).State = EntityState.Detached;
        await db.SaveChangesAsync(ct);

        // The answers name the forms, and with them the activities at which this person was: the facts stay without them.
        var moved = await db.Set<PersonFacts>().Where(f => f.Id == standing)
            .ExecuteUpdateAsync(s => s.SetProperty(f => f.Id, anonymous).SetProperty(f => f.Answers, new FactAnswers(new Dictionary<Fact, AnswerOnForm>())), ct);
        // One entry without ids: an entry with both would be the way back.
        if (moved > 0) db.Audit.Bulk(nameof(PersonFacts), moved, nameof(PersonErased));
        await events.Publish(db, new PersonErased(standing, members, anonymous), ct);
        await db.SaveChangesAsync(ct);
        await transaction.Commit(ct);
        return true;
    }
}

/// <summary>Erases again, after a backup was restored, whoever had been erased when it was restored.</summary>
public sealed class ReplayErasures(PlatformDb db, ErasePerson erase)
{
    /// <summary>The list of erased persons: ids only. A restore reads it before it replaces the data.</summary>
    public async Task<IReadOnlyList<Guid>> List(CancellationToken ct = default) => await db.Set<ErasedPerson>().Select(e => e.Id).Order().ToListAsync(ct);

    /// <summary>Erases those of the list who are there again.</summary>
    /// <returns>How many were.</returns>
    public async Task<int> Run(IEnumerable<Guid> erased, CancellationToken ct = default)
    {
        var count = 0;
        foreach (var id in erased.Distinct())
        {
            if (await erase.Erase(id, ct)) count++;
            else if (!await db.Set<ErasedPerson>().AnyAsync(e => e.Id == id, ct))
            {
                // Older backups may still hold the person: the list is kept whole.
                db.Add(new ErasedPerson { Id = id });
                await db.SaveChangesAsync(ct);
            }
        }

        return count;
    }
}
