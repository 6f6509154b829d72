using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Uramost.Exchange.Handbook.Measures;
using Uramost.Platform.Contracts;
using Uramost.Platform.Data;

namespace Uramost.Exchange.Handbook;

/// <summary>Registers the handbook of market access.</summary>
public static class HandbookServices
{
    /// <summary>Adds what the handbook's pages use.</summary>
    public static IServiceCollection AddHandbook(this IServiceCollection services) => services.AddScoped<TakeReference>().AddScoped<IDemonstration, TakeReference>();

    /// <summary>Maps the handbook's files.</summary>
    public static void MapHandbook(this IEndpointRouteBuilder endpoints) => MeasureExport.Map(endpoints);

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
    }
}
