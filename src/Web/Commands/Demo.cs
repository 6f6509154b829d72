using Uramost.Platform.Data;
using Uramost.Platform.People.Accounts;

namespace Uramost.Web.Commands;

/// <summary>Makes an empty workspace the demonstration.</summary>
internal static class Demo
{
    /// <summary>Runs the verb: prepares the database, fills it, and says how to look at it.</summary>
    public static async Task<int> Run(CommandLine call, TextWriter output)
    {
        await using var services = Verbs.Services(call);
        await Database.Prepare(services);
        await using var scope = services.CreateAsyncScope();
        // Records of a demonstration among an organisation's own could never be told apart again.
        if (!await scope.ServiceProvider.GetRequiredService<Workspace>().Demonstrate()) throw new CommandException("This workspace is somebody's own: give an empty directory by --data, or an empty database.");
        await output.WriteLineAsync("The demonstration is in. Start the web site without a verb to look at it.");
        return 0;
    }
}
