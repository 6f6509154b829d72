using Uramost.Platform.Data;
using Uramost.Platform.People.Accounts;

namespace Uramost.Web.Commands;

/// <summary>Runs the web site.</summary>
public static class Serve
{
    /// <summary>Prepares the database and serves until the process is stopped.</summary>
    public static async Task<int> Run(CommandLine call)
    {
        var app = Site.Build(new SiteOptions(call.Location, call.Flags.ContainsKey("--demo"), call.Rest), services => services.AddSingleton<IStartupFilter, GiveBackMemory>());
        await Prepare(app);
        await app.RunAsync();
        return 0;
    }

    /// <summary>Makes the site ready: the schema is up to date before the first request, and a demonstration that was asked for is filled in.</summary>
    public static async Task Prepare(WebApplication app)
    {
        await Database.Prepare(app.Services);
        if (!app.Services.GetRequiredService<SiteOptions>().Demo) return;
        await using var scope = app.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<Workspace>().Demonstrate();
    }
}
