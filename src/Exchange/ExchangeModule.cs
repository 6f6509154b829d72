using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Uramost.Exchange.Companies;
using Uramost.Exchange.Demonstration;
using Uramost.Exchange.Goods;
using Uramost.Exchange.Handbook;
using Uramost.Exchange.Matching;
using Uramost.Exchange.Practice;
using Uramost.Exchange.Sides;
using Uramost.Platform;
using Uramost.Platform.Contracts;
using Uramost.Platform.Data;
using Uramost.Platform.Ui;

namespace Uramost.Exchange;

/// <summary>Bringing businesses of two sides together, from a map of products to a deal.</summary>
public sealed class ExchangeModule : IModule
{
    /// <inheritdoc/>
    public string Name => "exchange";

    /// <inheritdoc/>
    public void AddServices(IServiceCollection services)
    {
        services.AddSingleton<GoodsList>().AddSingleton<CapabilityList>().AddSingleton<ActivityList>().AddSingleton<Becomes>().AddSingleton<Relations>().AddSingleton<FindMatches>().AddSingleton<CompanySectors>().AddScoped<ReadMatches>();
        services.AddCompanies();
        services.AddScoped<IDemonstration, FillSides>();
        services.AddScoped<IDemonstration, FillPracticeCompanies>().AddScoped<IPageNotice, InventedNotice>();
        services.AddHandbook();
    }

    /// <inheritdoc/>
    public void MapEndpoints(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapCompanies();
        endpoints.MapHandbook();
    }

    /// <inheritdoc/>
    public IEnumerable<NavigationItem> Navigation =>
    [
        new("/companies", typeof(Companies.Words), "Title", SignedInOnly: false),
        new("/handbook", typeof(Handbook.Words), "Title", SignedInOnly: false),
    ];

    /// <inheritdoc/>
    public void AddTables(ModelBuilder model)
    {
        model.Entity<ProgrammeSides>(t =>
        {
            t.ToTable("exchange_programme_sides");
            t.Property(s => s.FirstPlaceIds).AsJson();
            t.Property(s => s.SecondPlaceIds).AsJson();
        });
        model.AddHandbookTables();
        model.AddCompanyTables();
        model.Entity<KeptApart>(t =>
        {
            t.ToTable("exchange_kept_apart");
            t.HasOne<Company>().WithMany().HasForeignKey(k => k.CompanyId).OnDelete(DeleteBehavior.Cascade);
            t.HasOne<Company>().WithMany().HasForeignKey(k => k.OtherId).OnDelete(DeleteBehavior.Cascade);
        });
    }
}
