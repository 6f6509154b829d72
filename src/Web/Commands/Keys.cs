using Uramost.Platform.Data;

namespace Uramost.Web.Commands;

/// <summary>The verb <c>keys</c>: rotates the master key.</summary>
internal static class Keys
{
    /// <summary>Makes a new master key and encrypts every store anew, or finishes what was interrupted.</summary>
    public static async Task<int> Run(CommandLine call, TextWriter output)
    {
        switch (call.Words.SingleOrDefault())
        {
            case "rotate":
                if (Environment.GetEnvironmentVariable("URAMOST_MASTER_KEY") is { Length: > 0 })
                {
                    throw new CommandException("The master key is given by URAMOST_MASTER_KEY: append a line 'ID:KEY' to it there, then call: keys reencrypt");
                }

                // The new key reaches the disk first: nothing is ever encrypted under a key that could be lost.
                KeyRing.Replace(call.Location.Directory, KeyRing.LoadOrCreate(call.Location.Directory).Rotated().Lines);
                break;
            case "reencrypt":
                break;
            default:
                throw new CommandException("The verb 'keys' takes rotate or reencrypt. See: help");
        }

        await using var services = Verbs.Services(call);
        await Database.Prepare(services);
        await using var scope = services.CreateAsyncScope();
        foreach (var store in scope.ServiceProvider.GetServices<IReencrypt>()) await output.WriteLineAsync($"{store.GetType().Name}: {await store.Run()}");
        await output.WriteLineAsync($"The current key is {services.GetRequiredService<KeyRing>().CurrentId}. Back up {KeyRing.FileName} apart from the data, and start the nodes again.");
        return 0;
    }
}
