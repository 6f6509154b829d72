using Microsoft.Extensions.DependencyInjection;
using Uramost.Platform.Contracts;
using Uramost.Programmes.Demonstration;

namespace Uramost.Programmes.Tests;

/// <summary>A site filled with the demonstration.</summary>
internal static class Demo
{
    public static readonly Guid Kspag = DemoFile.Id("kspag-benefits");

    public static async Task<TestSite> Start(Provider provider)
    {
        var site = await TestSite.Start(provider);
        await Fill(site);
        return site;
    }

    public static async Task Fill(TestSite site)
    {
        await using var scope = site.Scope();
        // This module's part: what other modules add to the demonstration has its own tests.
        await ActivatorUtilities.CreateInstance<FillDemonstration>(scope.ServiceProvider).Fill();
    }
}
