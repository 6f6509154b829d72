using Uramost.Platform.Health;

namespace Uramost.Web.Commands;

/// <summary>Looks whether everything holds: schema, audit trail, key, files, work in the background, disk.</summary>
internal static class Check
{
    /// <summary><c>check</c>, or the restore drill <c>check --restore FILE</c>. Ends with 1 when something is broken.</summary>
    public static async Task<int> Run(CommandLine call, TextWriter output)
    {
        if (call.Flags.ContainsKey("--restore")) return await Restore.Drill(call, output);
        WorkspaceServices.MustExist(call.Location);
        await using var services = WorkspaceServices.Open(call.Location);
        await using var scope = services.CreateAsyncScope();
        var findings = await scope.ServiceProvider.GetRequiredService<CheckWorkspace>().Run();
        foreach (var finding in findings) await output.WriteLineAsync(Line(finding));
        return findings.Any(f => f.Level == FindingLevel.Failed) ? 1 : 0;
    }

    /// <summary>A finding as a line.</summary>
    public static string Line(Finding finding) => $"{finding.Level switch { FindingLevel.Good => "ok", FindingLevel.Warning => "look", _ => "FAIL" },-4} {finding.What.English}";
}
