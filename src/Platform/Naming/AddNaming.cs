using Microsoft.Extensions.DependencyInjection;

namespace Uramost.Platform.Naming;

/// <summary>Registers the naming of places.</summary>
public static class NamingRegistration
{
    /// <summary>Adds the policies, the check and the hints (shared), and the naming of a page (one per request).</summary>
    public static IServiceCollection AddNaming(this IServiceCollection services) => services
        .AddSingleton(_ => NamingPolicies.Load())
        .AddSingleton<NeutralityCheck>()
        .AddSingleton<NamingHints>()
        .AddScoped<PageNaming>();
}
