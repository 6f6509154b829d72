using Microsoft.EntityFrameworkCore;
using Uramost.Platform.Data;

namespace Uramost.Platform.People.Persons;

/// <summary>
/// Corrects who a person is and records what they answered. On a merged person a correction holds against what the
/// given-up records said, and stays with the kept record when the merge is undone.
/// </summary>
public sealed class CorrectPerson(PlatformDb db, KeyRing keys, MergePersons merges)
{
    /// <summary>Writes the identity as it was typed.</summary>
    /// <param name="personId">The person.</param>
    /// <param name="version">The version of the identity that the form was opened with.</param>
    /// <param name="identity">The fields as they should be.</param>
    /// <param name="ct">Cancels.</param>
    /// <exception cref="DbUpdateConcurrencyException">Somebody else changed the identity meanwhile.</exception>
    public Task Correct(Guid personId, int version, IdentityFields identity, CancellationToken ct = default) => Save(personId, version, identity, null, ct);

    /// <summary>Records what a person answered on a form.</summary>
    public Task Answer(Guid personId, FactsAnswer answer, CancellationToken ct = default) => Save(personId, null, null, answer, ct);

    private async Task Save(Guid personId, int? version, IdentityFields? fields, FactsAnswer? answer, CancellationToken ct)
    {
        await using var transaction = await JoinedTransaction.Begin(db, ct);
        var revision = await NamesRevision.Next(db, ct);
        var group = await merges.Load([personId], ct);
        if (!group.Identities.TryGetValue(personId, out var identity) || identity.MergedIntoId is not null) throw new KeyNotFoundException("There is no such person.");
        if (version is { } opened)
        {
            if (opened != identity.Version) throw new DbUpdateConcurrencyException("The person was changed meanwhile.");
            db.Entry(identity).Property(p => p.Version).OriginalValue = opened;
        }

        if (group.Originals.TryGetValue(personId, out var original))
        {
            group.Facts.TryGetValue(personId, out var shown);
            var before = PersonContent.Of(identity.Read(keys), shown);
            var said = PersonFacts.Of(personId);
            before.WriteTo(said);
            answer?.WriteTo(said);
            var after = PersonContent.Of((fields ?? identity.Read(keys)).Tidy(), said);
            original.Content = merges.ContentOf(group, personId).Corrected(after.DifferingFrom(before), after).Seal(keys, personId);
            await merges.Apply(group, revision, ct);
        }
        else
        {
            if (fields is not null) identity.Write(keys, fields);
            identity.Revision = revision;
            if (answer is { IsEmpty: false })
            {
                if (!group.Facts.TryGetValue(personId, out var facts)) db.Add(facts = PersonFacts.Of(personId));
                answer.WriteTo(facts);
            }

            await db.SaveChangesAsync(ct);
        }

        await transaction.Commit(ct);
    }
}
