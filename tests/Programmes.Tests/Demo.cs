using Microsoft.Extensions.DependencyInjection;
using Uramost.Programmes.Demonstration;

[assembly: AssemblyFixture(typeof(Uramost.Programmes.Tests.DemoSites))]

namespace Uramost.Programmes.Tests;

/// <summary>The filled sites of this test program, for tests that only read: one for each database.</summary>
public sealed class DemoSites : IAsyncDisposable
{
    private readonly Lazy<Task<TestSite>> sqlite = new(() => Demo.Start(Provider.Sqlite)), postgres = new(() => Demo.Start(Provider.PostgreSql));

    public Task<TestSite> On(Provider provider) => provider == Provider.Sqlite ? sqlite.Value : postgres.Value;

    public async ValueTask DisposeAsync()
    {
        foreach (var site in new[] { sqlite, postgres })
        {
            if (site is { IsValueCreated: true, Value.IsCompletedSuccessfully: true }) await (await site.Value).DisposeAsync();
        }
    }
}

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
