using Uramost.Platform.Language;

namespace Uramost.Web.Commands;

/// <summary>Converts Serbian text from standard input, line by line. Needs neither database nor host.</summary>
internal static class Convert
{
    /// <summary>Writes each line in the script that <c>--to latn</c> or <c>--to cyrl</c> names.</summary>
    public static async Task<int> Run(CommandLine call, TextReader input, TextWriter output)
    {
        Func<string, string> convert = call.Required("--to") switch
        {
            "latn" => SerbianScript.ToLatin,
            "cyrl" => SerbianScript.ToCyrillic,
            var other => throw new CommandException($"--to takes latn or cyrl, not '{other}'."),
        };
        while (await input.ReadLineAsync() is { } line) await output.WriteLineAsync(convert(line));
        return 0;
    }
}
