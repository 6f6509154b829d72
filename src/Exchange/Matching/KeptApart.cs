using Microsoft.EntityFrameworkCore;
using Uramost.Exchange.Companies;
using Uramost.Platform.Data;

namespace Uramost.Exchange.Matching;

/// <summary>
/// A company will not meet another. Only those who work with the company that said so may read it; matching obeys it
/// without a word. It leaves with no export.
/// </summary>
[Personal, Index(nameof(CompanyId), nameof(OtherId), IsUnique = true), Index(nameof(OtherId))]
public sealed class KeptApart : Record
{
    /// <summary>The company that said so.</summary>
    [StaysHere] public Guid CompanyId { get; set; }

    /// <summary>Whom it will not meet.</summary>
    [StaysHere] public Guid OtherId { get; set; }

    /// <summary>The pairs of some companies that must not meet, whoever of the two said so.</summary>
    public static async Task<Func<Guid, Guid, bool>> Among(PlatformDb db, IReadOnlyCollection<Guid> companyIds, CancellationToken ct = default)
    {
        var pairs = await db.Set<KeptApart>().AsNoTracking().Where(k => companyIds.Contains(k.CompanyId)).Select(k => new { k.CompanyId, k.OtherId }).ToListAsync(ct);
        var apart = pairs.SelectMany(p => new[] { (p.CompanyId, p.OtherId), (p.OtherId, p.CompanyId) }).ToHashSet();
        return (one, other) => apart.Contains((one, other));
    }
}
