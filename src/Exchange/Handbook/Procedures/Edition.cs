using Microsoft.EntityFrameworkCore;
using Uramost.Platform.Data;

namespace Uramost.Exchange.Handbook.Procedures;

/// <summary>The formal market for one sector: the procedures that everybody goes through and those of the sector. No crossing is involved.</summary>
/// <param name="Sector">The sector.</param>
/// <param name="Procedures">Its procedures, in order.</param>
/// <param name="Steps">All steps.</param>
/// <param name="Laws">All laws.</param>
/// <param name="Graph">The graph of all steps.</param>
public sealed record Edition(Sector Sector, IReadOnlyList<Procedure> Procedures, IReadOnlyList<Step> Steps, IReadOnlyList<Law> Laws, ProcedureGraph Graph)
{
    /// <summary>The edition of a sector, or null where the sector has none.</summary>
    public static async Task<Edition?> Read(PlatformDb db, string sector, CancellationToken ct = default)
    {
        if (ReferenceHandbook.Sectors.FirstOrDefault(s => s.Code == sector) is not { } found) return null;
        var (procedures, steps, laws, graph) = await ReadAll(db, ct);
        return new Edition(found, [.. procedures.Where(p => p.Sectors.Count == 0 || p.Sectors.Contains(sector))], steps, laws, graph);
    }

    /// <summary>Everything of the formal market.</summary>
    public static async Task<(List<Procedure> Procedures, List<Step> Steps, List<Law> Laws, ProcedureGraph Graph)> ReadAll(PlatformDb db, CancellationToken ct = default)
    {
        var procedures = await db.Set<Procedure>().AsNoTracking().OrderBy(p => p.Ordinal).ThenBy(p => p.Code).ToListAsync(ct);
        var steps = await db.Set<Step>().AsNoTracking().OrderBy(s => s.Ordinal).ThenBy(s => s.Code).ToListAsync(ct);
        var laws = await db.Set<Law>().AsNoTracking().OrderBy(l => l.Code).ToListAsync(ct);
        return (procedures, steps, laws, new ProcedureGraph(procedures, steps, await db.Set<Requirement>().AsNoTracking().OrderBy(r => r.Ordinal).ToListAsync(ct), laws));
    }

    /// <summary>The steps of a block; those that hold only for other goods than the sector's are left out.</summary>
    public IEnumerable<Step> Of(Procedure procedure, Block block) =>
        Steps.Where(s => s.ProcedureId == procedure.Id && s.Block == block.Code && (s.Needs.Count == 0 || s.Needs.Exists(n => n.HoldsFor(Sector.Goods))));
}
