using Microsoft.EntityFrameworkCore;
using Uramost.Platform.Data;

namespace Uramost.Platform.People.Persons;

/// <summary>
/// After a rotation of the master key: seals every identity, original and link again under the current key, and makes
/// the look-up values anew, which would otherwise no longer be found. It may be interrupted and run again.
/// </summary>
public sealed class ReencryptPersons(PlatformDb db, KeyRing keys) : IReencrypt
{
    private const int Batch = 500;

    /// <inheritdoc/>
    public async Task<int> Run(CancellationToken ct = default)
    {
        var count = 0;
        for (var last = Guid.Empty; ;)
        {
            await using var transaction = await JoinedTransaction.Begin(db, ct);
            var revision = await NamesRevision.Next(db, ct);
            var persons = await db.Set<PersonIdentity>().Where(p => p.Id.CompareTo(last) > 0).OrderBy(p => p.Id).Take(Batch).ToListAsync(ct);
            var ids = persons.Select(p => p.Id).ToList();
            foreach (var person in persons)
            {
                person.Write(keys, person.Read(keys), again: true);
                person.Revision = revision;
            }

            foreach (var original in await db.Set<PersonOriginal>().Where(o => ids.Contains(o.Id)).ToListAsync(ct)) original.Content = PersonContent.Open(keys, original.Content, original.Id).Seal(keys, original.Id);
            await db.SaveChangesAsync(ct);
            await transaction.Commit(ct);
            db.ChangeTracker.Clear();
            count += persons.Count;
            if (persons.Count < Batch) break;
            last = persons[^1].Id;
        }

        foreach (var link in await db.Set<LinkedPerson>().ToListAsync(ct)) link.Members = keys.Encrypt(LinkPersons.Purpose, keys.Decrypt(LinkPersons.Purpose, link.Members, link.Id.ToByteArray()), link.Id.ToByteArray());
        await db.SaveChangesAsync(ct);
        return count;
    }
}
