using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Uramost.Platform.Figures;
using Uramost.Platform.Ui;

namespace Uramost.Platform;

/// <summary>
/// A room of the house: what a module brings to the program. The web project lists the modules and knows
/// nothing else about them.
/// </summary>
public interface IModule
{
    /// <summary>Short name in lower case; also the prefix of the module's tables (<c>programmes_activity</c>).</summary>
    string Name { get; }

    /// <summary>Registers the module's services.</summary>
    void AddServices(IServiceCollection services) { }

    /// <summary>Adds the module's tables to the one model.</summary>
    void AddTables(ModelBuilder model) { }

    /// <summary>Maps everything of the module that is not a page.</summary>
    void MapEndpoints(IEndpointRouteBuilder endpoints) { }

    /// <summary>Entries of the main navigation, in the order in which they are shown.</summary>
    IEnumerable<NavigationItem> Navigation => [];

    /// <summary>The figures that the module publishes; made for one scope, so that they may use its services.</summary>
    IEnumerable<Figure> Figures(IServiceProvider services) => [];
}
