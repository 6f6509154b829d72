using System.Text;
using Uramost.Platform.Data;
using Uramost.Platform.Language;

namespace Uramost.Web.Commands;

/// <summary>
/// The program's command line. Own flags and verbs are taken off the arguments before the web host sees them, so that
/// <c>--demo --urls X</c> both count. A verb that fails ends with one clear line and a non-zero code.
/// </summary>
public static class Verbs
{
    /// <summary>Runs the web site, or the verb that the arguments name.</summary>
    /// <param name="arguments">Arguments of the process.</param>
    /// <param name="input">Standard input.</param>
    /// <param name="output">Standard output.</param>
    /// <param name="error">Standard error.</param>
    /// <returns>The process's exit code: 0, or 1 after a failure, or 2 when the call's words are off.</returns>
    public static async Task<int> Run(string[] arguments, TextReader input, TextWriter output, TextWriter error)
    {
        try
        {
            var call = CommandLine.Parse(arguments);
            return call.Verb switch
            {
                null => await Serve.Run(call),
                "help" => Help.Run(output),
                "user" => await User.Run(call, output),
                "keys" => await Keys.Run(call, output),
                "convert" => await Convert.Run(call, input, output),
                "demo" => await Demo.Run(call, output),
                "import" => await Import.Run(call, output, error),
                "backup" => await Backup.Run(call, output),
                "restore" => await Restore.Run(call, output),
                "check" => await Check.Run(call, output),
                "export" => await Export.Run(call, output),
                "iati" => await Iati.Run(call, output),
                "exchange" => await Exchange.Run(call, output),
                _ => throw new CommandException($"There is no verb '{call.Verb}'. The verbs are listed by: help"),
            };
        }
        catch (CommandException refused)
        {
            await error.WriteLineAsync(refused.Message);
            return 2;
        }
        catch (WordedException failed)
        {
            await error.WriteLineAsync(failed.Message.ReplaceLineEndings(" "));
            return 1;
        }
        catch (Exception failed) when (DiskFull.Is(failed))
        {
            await error.WriteLineAsync(DiskFull.Wording.English);
            return 1;
        }
        catch (Exception failed) when (failed is System.Security.Cryptography.CryptographicException or IOException or InvalidDataException or UnauthorizedAccessException or System.Data.Common.DbException)
        {
            await error.WriteLineAsync(failed.Message.ReplaceLineEndings(" "));
            return 1;
        }
    }

    /// <summary>The site's services for a verb that needs the database but no web server.</summary>
    public static ServiceProvider Services(CommandLine call) =>
        new ServiceCollection().AddLogging().AddSingleton<IConfiguration>(new ConfigurationBuilder().AddEnvironmentVariables().Build()).AddUramost(new SiteOptions(call.Location, false, [])).BuildServiceProvider();
}

/// <summary>The words of a call are off; the message says how they should be.</summary>
public sealed class CommandException(string message) : Exception(message);

/// <summary>A call taken apart.</summary>
/// <param name="Verb">The verb, or null for the web site.</param>
/// <param name="Words">What follows the verb.</param>
/// <param name="Flags">Own flags with their values; a flag without a value has an empty one.</param>
/// <param name="Rest">What belongs to the web host.</param>
public sealed record CommandLine(string? Verb, IReadOnlyList<string> Words, IReadOnlyDictionary<string, string> Flags, string[] Rest)
{
    // Flags of our own and whether a value follows.
    private static readonly Dictionary<string, bool> Own = new()
    {
        ["--demo"] = false, ["--data"] = true, ["--database"] = true, ["--to"] = true, ["--out"] = true, ["--in"] = true, ["--key"] = true, ["--yes"] = false,
        ["--role"] = true, ["--email"] = true, ["--project"] = true, ["--organisation"] = true, ["--kind"] = true, ["--activity"] = true, ["--question"] = true, ["--preview"] = false, ["--until"] = true,
        ["--restore"] = true, ["--erasures"] = true, ["--identities"] = false,
        ["--json"] = false, ["--lang"] = true,
    };

    /// <summary>Where the data lies: <c>--data DIR</c> or <c>URAMOST_DATA</c> or <c>./uramost-data</c>; PostgreSQL by <c>--database</c> or <c>URAMOST_DATABASE</c>.</summary>
    public DatabaseLocation Location => new(
        Path.GetFullPath(Flags.GetValueOrDefault("--data") ?? Environment.GetEnvironmentVariable("URAMOST_DATA") ?? "uramost-data"),
        Flags.GetValueOrDefault("--database") ?? Environment.GetEnvironmentVariable("URAMOST_DATABASE"));

    /// <summary>The flag's value.</summary>
    public string Required(string flag) => Flags.TryGetValue(flag, out var value) && value.Length > 0 ? value : throw new CommandException($"The verb '{Verb}' needs {flag}. See: help");

    /// <summary>Takes the arguments apart.</summary>
    public static CommandLine Parse(IReadOnlyList<string> arguments)
    {
        var (words, flags, rest) = (new List<string>(), new Dictionary<string, string>(), new List<string>());
        var isVerb = arguments.Count > 0 && !arguments[0].StartsWith('-');
        for (var i = 0; i < arguments.Count; i++)
        {
            var (name, inline) = arguments[i].IndexOf('=') is var at and > 0 && arguments[i].StartsWith("--", StringComparison.Ordinal) ? (arguments[i][..at], arguments[i][(at + 1)..]) : (arguments[i], null);
            if (name is "--help" or "-h" or "-?") return new CommandLine("help", [], flags, []);
            if (Own.TryGetValue(name, out var takesValue))
            {
                flags[name] = !takesValue ? "" : inline ?? (i + 1 < arguments.Count ? arguments[++i] : throw new CommandException($"{name} needs a value."));
            }
            else if (isVerb && !name.StartsWith("--", StringComparison.Ordinal)) words.Add(arguments[i]);
            else if (isVerb) throw new CommandException($"The verb '{words[0]}' has no flag {name}. See: help");
            else rest.Add(arguments[i]);
        }

        return new CommandLine(isVerb ? words[0] : null, isVerb ? words[1..] : [], flags, [.. rest]);
    }
}
