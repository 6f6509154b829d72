using Microsoft.EntityFrameworkCore;

namespace Uramost.Platform.Data;

/// <summary>Reads the whole audit chain and names the first place where it was tampered with.</summary>
public sealed class VerifyAudit(PlatformDb db, KeyRing keys)
{
    private const int Batch = 1_000;

    /// <summary>What the verification found.</summary>
    /// <param name="Links">Links that were read and hold.</param>
    /// <param name="BrokenAt">Sequence of the first link that does not hold, or null when all do.</param>
    public sealed record Result(long Links, long? BrokenAt);

    /// <summary>Recomputes every hash. Changed, added, removed, reordered and cut-off links and entries are all found.</summary>
    public async Task<Result> Run(CancellationToken ct = default)
    {
        var head = await db.AuditHeads.AsNoTracking().SingleOrDefaultAsync(ct);
        if (head is null) return new Result(0, 0);
        var before = "";
        AuditLink? last = null;
        for (long from = 1; ; from += Batch)
        {
            var links = await db.AuditLinks.AsNoTracking().Where(l => l.Sequence >= from && l.Sequence < from + Batch).OrderBy(l => l.Sequence).ToListAsync(ct);
            var entries = (await db.AuditEntries.AsNoTracking().Where(e => e.Sequence >= from && e.Sequence < from + Batch).ToListAsync(ct)).ToLookup(e => e.Sequence);
            var expected = from;
            foreach (var link in links)
            {
                var own = entries[link.Sequence].OrderBy(e => e.Ordinal).ToList();
                if (link.Sequence != expected || own.Count != link.Entries || AuditWriter.HashOf(keys, link, own, before) != link.Hash) return new Result(expected - 1, expected);
                (before, last, expected) = (link.Hash, link, expected + 1);
            }

            // An entry that hangs on no link was slipped in.
            if (entries.Select(g => g.Key).Except(links.Select(l => l.Sequence)).Any()) return new Result(expected - 1, expected);
            if (links.Count < Batch)
            {
                var length = last?.Sequence ?? 0;
                var beyond = await db.AuditLinks.AnyAsync(l => l.Sequence > length || l.Sequence < 1, ct) || await db.AuditEntries.AnyAsync(e => e.Sequence > length || e.Sequence < 1, ct);
                var holds = !beyond && head.Sequence == length && head.Hash == (last is null ? "" : AuditWriter.HeadHash(keys, last));
                return new Result(length, holds ? null : length + 1);
            }
        }
    }
}
