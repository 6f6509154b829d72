using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Uramost.Platform.Contracts;
using Uramost.Platform.Data;

namespace Uramost.Exchange.Companies;

/// <summary>What the product map brings to the module.</summary>
public static class CompanyServices
{
    /// <summary>Registers the services.</summary>
    public static IServiceCollection AddCompanies(this IServiceCollection services) => services
        .AddScoped<SaveCompany>().AddScoped<EntryNames>().AddScoped<Platform.Import.IImportKind, ImportCompanies>()
        .AddScoped<IHandle<PersonMerged>, FollowContacts>().AddScoped<IHandle<PersonMergeUndone>, FollowContacts>().AddScoped<IHandle<PersonErased>, FollowContacts>().AddScoped<IHandle<ConsentWithdrawn>, FollowContacts>();

    /// <summary>Adds the tables.</summary>
    public static void AddCompanyTables(this ModelBuilder model)
    {
        model.Entity<Company>(t =>
        {
            t.ToTable("exchange_company");
            t.Property(c => c.Languages).AsJson();
            t.Property(c => c.Naces).AsJson();
        });
        model.Entity<CompanyProject>().ToTable("exchange_company_project").HasOne<Company>().WithMany().HasForeignKey(l => l.CompanyId).OnDelete(DeleteBehavior.Cascade);
        model.Entity<CompanyConsent>().ToTable("exchange_company_consent").HasOne<Company>().WithMany().HasForeignKey(c => c.CompanyId).OnDelete(DeleteBehavior.Cascade);
        model.Entity<CompanyContact>().ToTable("exchange_company_contact").HasOne<Company>().WithMany().HasForeignKey(c => c.CompanyId).OnDelete(DeleteBehavior.Cascade);
        model.Entity<CompanyEntry>(t =>
        {
            t.ToTable("exchange_company_entry");
            t.Property(e => e.Certificates).AsJson();
            t.HasOne<Company>().WithMany().HasForeignKey(e => e.CompanyId).OnDelete(DeleteBehavior.Cascade);
        });
    }

    /// <summary>Maps what is no page.</summary>
    public static void MapCompanies(this IEndpointRouteBuilder endpoints)
    {
        CompanyExport.Map(endpoints);
        ProductMapDocument.Map(endpoints);
    }
}
