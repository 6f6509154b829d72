using Microsoft.EntityFrameworkCore;
using Uramost.Platform.Data;

namespace Uramost.Exchange.Handbook;

/// <summary>Registers the handbook of market access.</summary>
public static class HandbookServices
{
    /// <summary>Adds the handbook's tables.</summary>
    public static void AddHandbookTables(this ModelBuilder model) => model.Entity<Requirement>(t =>
    {
        t.ToTable("exchange_requirement");
        t.Property(r => r.Sectors).AsJson();
    });
}
