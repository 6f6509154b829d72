using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Uramost.Exchange.Handbook.Measures;
using Uramost.Exchange.Handbook.Procedures;
using Uramost.Platform.Contracts;
using Uramost.Platform.Data;

namespace Uramost.Exchange.Handbook;

/// <summary>Registers the handbook of market access.</summary>
public static class HandbookServices
{
    /// <summary>Adds what the handbook's pages use.</summary>
    public static IServiceCollection AddHandbook(this IServiceCollection services) => services.AddScoped<TakeReference>().AddScoped<IDemonstration, TakeReference>();

    /// <summary>Maps the handbook's files.</summary>
    public static void MapHandbook(this IEndpointRouteBuilder endpoints)
    {
        MeasureExport.Map(endpoints);
        EditionFiles.Map(endpoints);
    }

    /// <summary>Adds the handbook's tables.</summary>
    public static void AddHandbookTables(this ModelBuilder model)
    {
        model.Entity<Requirement>(t =>
        {
            t.ToTable("exchange_requirement");
            t.Property(r => r.Sectors).AsJson();
        });
        model.Entity<Measure>(t =>
        {
            t.ToTable("exchange_measure");
            t.Property(m => m.Goods).AsJson();
            t.Property(m => m.Relieved).AsJson();
        });
        model.Entity<Law>().ToTable("exchange_law");
        model.Entity<Procedure>(t =>
        {
            t.ToTable("exchange_procedure");
            t.Property(p => p.Sectors).AsJson();
            t.Property(p => p.Goods).AsJson();
            t.Property(p => p.Blocks).AsJson();
        });
        model.Entity<Step>(t =>
        {
            t.ToTable("exchange_step");
            t.Property(s => s.Gives).AsJson();
            t.Property(s => s.Needs).AsJson();
            t.Property(s => s.Costs).AsJson();
            t.Property(s => s.Queue).AsJson();
            t.Property(s => s.Counter).AsJson();
            t.Property(s => s.Wait).AsJson();
            t.Property(s => s.Laws).AsJson();
            t.HasOne<Procedure>().WithMany().HasForeignKey(s => s.ProcedureId).OnDelete(DeleteBehavior.Cascade);
        });
    }
}
