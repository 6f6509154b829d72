using Microsoft.EntityFrameworkCore;
using Uramost.Platform.Data;

namespace Uramost.Platform.Mail;

/// <summary>Seals the messages that are kept under the current master key. Links without account are found under every key of the ring.</summary>
public sealed class ReencryptMessages(PlatformDb db, KeyRing keys) : IReencrypt
{
    private const int Batch = 500;

    /// <inheritdoc/>
    public async Task<int> Run(CancellationToken ct = default)
    {
        var done = 0;
        for (var last = Guid.Empty; ;)
        {
            var messages = await db.Set<OutboxMessage>().Where(m => m.Id.CompareTo(last) > 0).OrderBy(m => m.Id).Take(Batch).ToListAsync(ct);
            foreach (var message in messages.Where(m => !keys.IsCurrent(m.Recipient)))
            {
                message.Reseal(keys);
                done++;
            }

            await db.SaveChangesAsync(ct);
            if (messages.Count < Batch) return done;
            last = messages[^1].Id;
            db.ChangeTracker.Clear();
        }
    }
}
