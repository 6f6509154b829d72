using Uramost.Platform.People.Accounts;

namespace Uramost.Web.Commands;

/// <summary>Makes an empty workspace the demonstration.</summary>
internal static class Demo
{
    /// <summary>Runs the verb: prepares the database, fills it, and says how to look at it.</summary>
    public static async Task<int> Run(CommandLine call, TextWriter output)
    {
        await using var app = Site.Build(new SiteOptions(call.Location, Demo: true, []));
        await Serve.Prepare(app);
        await using var scope = app.Services.CreateAsyncScope();
        if (await scope.ServiceProvider.GetRequiredService<Workspace>().Kind() == WorkspaceKind.Own) throw new IOException("This workspace is somebody's own: the demonstration is only filled into an empty one.");
        await output.WriteLineAsync("The demonstration is in. Start the web site without a verb to look at it.");
        return 0;
    }
}
