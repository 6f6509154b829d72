using Uramost.Platform.Data;

namespace Uramost.Web.Commands;

/// <summary>Runs the web site.</summary>
public static class Serve
{
    /// <summary>Prepares the database and serves until the process is stopped.</summary>
    public static async Task<int> Run(CommandLine call)
    {
        var app = Site.Build(new SiteOptions(call.Location, call.Flags.ContainsKey("--demo"), call.Rest));
        await Prepare(app);
        await app.RunAsync();
        return 0;
    }

    /// <summary>Makes the site ready: the schema is up to date before the first request.</summary>
    public static Task Prepare(WebApplication app) => Database.Prepare(app.Services);
}
