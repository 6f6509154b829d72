using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Uramost.Platform.Contracts;
using Uramost.Platform.People;
using Uramost.Platform.Ui;

namespace Uramost.Platform;

/// <summary>What the platform itself brings: accounts, places, files, jobs and their pages.</summary>
public sealed class PlatformModule : IModule
{
    /// <inheritdoc/>
    public string Name => "platform";

    /// <inheritdoc/>
    public void AddServices(IServiceCollection services)
    {
        services.Configure<IdentityOptions>(identity => identity.Stores.SchemaVersion = IdentitySchemaVersions.Version3);
        services.AddScoped<CurrentViewer>();
        services.AddScoped<Events>();
    }

    /// <inheritdoc/>
    public void AddTables(ModelBuilder model)
    {
        model.Entity<Membership>().ToTable("platform_membership");
    }

    /// <inheritdoc/>
    public void MapEndpoints(IEndpointRouteBuilder endpoints)
    {
    }

    /// <inheritdoc/>
    public IEnumerable<NavigationItem> Navigation => [];
}
