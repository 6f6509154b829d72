using Microsoft.EntityFrameworkCore;
using Uramost.Platform.Data;

namespace Uramost.Programmes.Attendance;

/// <summary>Seals for whom people stood at activities under the current master key.</summary>
public sealed class ReencryptAttendance(PlatformDb db, KeyRing keys) : IReencrypt
{
    private const int Batch = 500;

    /// <inheritdoc/>
    public async Task<int> Run(CancellationToken ct = default)
    {
        var done = 0;
        for (var last = Guid.Empty; ;)
        {
            var rows = await db.Set<Attended>().Where(a => a.Organisation != null && a.Id.CompareTo(last) > 0).OrderBy(a => a.Id).Take(Batch).ToListAsync(ct);
            foreach (var row in rows.Where(r => !keys.IsCurrent(r.Organisation)))
            {
                row.StoodFor(keys, row.OrganisationOnTheDay(keys));
                done++;
            }

            await db.SaveChangesAsync(ct);
            if (rows.Count < Batch) return done;
            last = rows[^1].Id;
            db.ChangeTracker.Clear();
        }
    }
}
