using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Uramost.Platform.Data;

namespace Uramost.Platform.People.Persons;

/// <summary>
/// A coordinator's statement that records of different organisations are the same person. The row holds nothing but a
/// sealed list of ids: a copy of the database does not even tell which records are linked.
/// </summary>
[Personal]
public sealed class LinkedPerson : Record
{
    /// <summary>The linked ids, sealed.</summary>
    public required byte[] Members { get; set; }
}

/// <summary>
/// Links records of one person across organisations. Only coordinators make and see links; officers see the records of
/// their own organisation and nothing of a link.
/// </summary>
public sealed class LinkPersons(PlatformDb db, KeyRing keys)
{
    internal const string Purpose = "people.link";

    /// <summary>Says that two records are the same person; links that touch become one.</summary>
    public async Task Link(Guid one, Guid other, CancellationToken ct = default)
    {
        if (one == other) return;
        await using var transaction = await JoinedTransaction.Begin(db, ct);
        var touched = await Open(ct);
        touched.RemoveAll(l => !l.Members.Contains(one) && !l.Members.Contains(other));
        var members = touched.SelectMany(l => l.Members).Append(one).Append(other).Distinct().Order().ToList();
        db.RemoveRange(touched.Select(l => l.Row));
        Add(members);
        await db.SaveChangesAsync(ct);
        await transaction.Commit(ct);
    }

    /// <summary>Takes a record out of its link.</summary>
    public async Task Unlink(Guid personId, CancellationToken ct = default)
    {
        await using var transaction = await JoinedTransaction.Begin(db, ct);
        foreach (var link in (await Open(ct)).Where(l => l.Members.Contains(personId)))
        {
            db.Remove(link.Row);
            var left = link.Members.Where(m => m != personId).ToList();
            if (left.Count > 1) Add(left);
        }

        await db.SaveChangesAsync(ct);
        await transaction.Commit(ct);
    }

    /// <summary>The other records of the same person, without those that were merged away.</summary>
    public async Task<IReadOnlyList<Guid>> Of(Guid personId, CancellationToken ct = default) =>
        [.. (await Groups(ct)).Where(g => g.Contains(personId)).SelectMany(g => g).Where(m => m != personId).Distinct().Order()];

    /// <summary>
    /// All groups of linked records. The number of distinct people across organisations is the number of persons less,
    /// for each group, its size minus one.
    /// </summary>
    public async Task<IReadOnlyList<IReadOnlySet<Guid>>> Groups(CancellationToken ct = default)
    {
        var links = await Open(ct);
        var all = links.SelectMany(l => l.Members).Distinct().ToList();
        var standing = await db.Set<PersonIdentity>().Where(p => all.Contains(p.Id)).Select(p => new { p.Id, Stands = p.MergedIntoId ?? p.Id }).ToDictionaryAsync(p => p.Id, p => p.Stands, ct);
        // By a merge two links may have come to share a person.
        var groups = new List<HashSet<Guid>>();
        foreach (var link in links)
        {
            var next = link.Members.Where(standing.ContainsKey).Select(m => standing[m]).ToHashSet();
            foreach (var touching in groups.Where(g => g.Overlaps(next)).ToList())
            {
                next.UnionWith(touching);
                groups.Remove(touching);
            }

            if (next.Count > 1) groups.Add(next);
        }

        return groups;
    }

    private void Add(List<Guid> members)
    {
        var id = Guid.NewGuid();
        db.Add(new LinkedPerson { Id = id, Members = keys.Encrypt(Purpose, JsonSerializer.SerializeToUtf8Bytes(members), id.ToByteArray()) });
    }

    private async Task<List<(LinkedPerson Row, List<Guid> Members)>> Open(CancellationToken ct) =>
        [.. (await db.Set<LinkedPerson>().ToListAsync(ct)).Select(l => (l, JsonSerializer.Deserialize<List<Guid>>(keys.Decrypt(Purpose, l.Members, l.Id.ToByteArray()))!))];
}
