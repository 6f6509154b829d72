using Microsoft.EntityFrameworkCore;
using Uramost.Exchange.Handbook.Measures;
using Uramost.Exchange.Handbook.Procedures;
using Uramost.Platform.Contracts;
using Uramost.Platform.Data;

namespace Uramost.Exchange.Handbook;

/// <summary>
/// Brings in the reference records that come with the product, for staff to verify and change. What has the same code
/// already stays as it is, so that a second call changes nothing.
/// </summary>
public sealed class TakeReference(PlatformDb db) : IDemonstration
{
    /// <inheritdoc/>
    public Task Fill(CancellationToken ct = default) => Run(ct);

    /// <summary>Adds what is missing.</summary>
    /// <returns>How many records were added.</returns>
    public async Task<int> Run(CancellationToken ct = default)
    {
        var measures = await db.Set<Measure>().Select(m => m.Code).ToListAsync(ct);
        db.AddRange(ReferenceMeasures.Read().Where(m => !measures.Contains(m.Code)));
        var reference = ReferenceHandbook.Read();
        var (laws, requirements, procedures) = (await db.Set<Law>().Select(l => l.Code).ToListAsync(ct), await db.Set<Requirement>().Select(r => r.Code).ToListAsync(ct), await db.Set<Procedure>().Select(p => p.Code).ToListAsync(ct));
        db.AddRange(reference.Laws.Where(l => !laws.Contains(l.Code)));
        db.AddRange(reference.Requirements.Where(r => !requirements.Contains(r.Code)));
        // A procedure comes with its steps or not at all: one that staff shortened is not filled up again.
        var missing = reference.Procedures.Where(p => !procedures.Contains(p.Code)).ToList();
        db.AddRange(missing);
        db.AddRange(reference.Steps.Where(s => missing.Exists(p => p.Id == s.ProcedureId)));
        var added = db.ChangeTracker.Entries<Record>().Count(e => e.State == EntityState.Added);
        await db.SaveChangesAsync(ct);
        return added;
    }
}
