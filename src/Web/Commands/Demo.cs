using Uramost.Platform.Contracts;

namespace Uramost.Web.Commands;

/// <summary>Fills a workspace with the demonstration.</summary>
internal static class Demo
{
    /// <summary>Runs the verb: prepares the database, fills it, and says how to look at it.</summary>
    public static async Task<int> Run(CommandLine call, TextWriter output)
    {
        await using var app = Site.Build(new SiteOptions(call.Location, Demo: true, []));
        await Serve.Prepare(app);
        await Fill(app.Services);
        await output.WriteLineAsync("The demonstration is in. Start the web site without a verb to look at it.");
        return 0;
    }

    /// <summary>Every module fills in its part; what is in already is passed over.</summary>
    public static async Task Fill(IServiceProvider services, CancellationToken ct = default)
    {
        await using var scope = services.CreateAsyncScope();
        foreach (var part in scope.ServiceProvider.GetServices<IDemonstration>()) await part.Fill(ct);
    }
}
