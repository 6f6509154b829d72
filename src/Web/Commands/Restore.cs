using Uramost.Platform.Backup;
using Uramost.Platform.Data;
using Uramost.Platform.Health;

namespace Uramost.Web.Commands;

/// <summary>Brings a backup back.</summary>
internal static class Restore
{
    /// <summary><c>restore FILE --key FILE [--yes] [--erasures FILE]</c>.</summary>
    public static Task<int> Run(CommandLine call, TextWriter output) =>
        Run(call, output, call.Words is [var file] ? file : throw new CommandException("restore needs the file of the backup: restore FILE --key FILE"), onlyTry: false);

    /// <summary>The same beside the present data, thrown away afterwards: <c>check --restore FILE [--key FILE]</c>.</summary>
    public static Task<int> Drill(CommandLine call, TextWriter output) => Run(call, output, call.Required("--restore"), onlyTry: true);

    private static async Task<int> Run(CommandLine call, TextWriter output, string archive, bool onlyTry)
    {
        var (keys, lines) = Key(call, onlyTry);
        var restore = new RestoreBackup(call.Location, (location, ring) => WorkspaceServices.Open(location, ring));
        var erasures = call.Flags.TryGetValue("--erasures", out var later) ? new[] { later } : [];
        var result = await restore.Run(new RestoreRequest(archive, keys, call.Flags.ContainsKey("--yes"), onlyTry, erasures), line => output.WriteLine($"  {line}"));
        foreach (var finding in result.Findings) await output.WriteLineAsync(Check.Line(finding));
        await output.WriteLineAsync($"Erasures known: {result.ErasuresKnown}; persons erased again: {result.ErasedAgain}.");
        if (result.Passed && !onlyTry) InstallKey(call.Location, lines);
        var of = $"the backup of {result.Manifest.At:yyyy-MM-dd HH:mm:ss} UTC ({result.Manifest.Tables.Sum(t => t.Rows)} rows)";
        await output.WriteLineAsync((result.Passed, onlyTry) switch
        {
            (true, true) => $"PASS: {of} can be restored. Nothing was changed.",
            (true, false) => $"PASS: {of} is restored.",
            (false, _) => $"FAIL: {of} is not sound. Nothing was changed.",
        });
        return result.Passed ? 0 : 1;
    }

    // A restore asks for the key, since no backup holds it; a drill beside living data may use the one that lies there.
    private static (KeyRing Keys, IReadOnlyList<string> Lines) Key(CommandLine call, bool onlyTry)
    {
        if (call.Flags.TryGetValue("--key", out var file))
        {
            var lines = File.ReadAllLines(file);
            return (KeyRing.FromLines(lines), lines);
        }

        if (Environment.GetEnvironmentVariable("URAMOST_MASTER_KEY") is { Length: > 0 }) return (KeyRing.LoadOrCreate(call.Location.Directory), []);
        if (onlyTry && File.Exists(Path.Combine(call.Location.Directory, KeyRing.FileName))) return (KeyRing.LoadOrCreate(call.Location.Directory), []);
        throw new CommandException("No backup holds the master key: name the file that holds it with --key FILE.");
    }

    private static void InstallKey(DatabaseLocation location, IReadOnlyList<string> lines)
    {
        var path = Path.Combine(location.Directory, KeyRing.FileName);
        if (lines.Count == 0 || (File.Exists(path) && File.ReadAllLines(path).SequenceEqual(lines))) return;
        Directory.CreateDirectory(location.Directory);
        // Another key may still open an older backup: it is kept.
        if (File.Exists(path)) File.Move(path, $"{path}.before-{DateTime.UtcNow:yyyyMMdd-HHmmss}");
        KeyRing.WriteOwnerOnly(path, lines);
    }
}
