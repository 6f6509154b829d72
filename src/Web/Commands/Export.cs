using Uramost.Platform.Data;
using Uramost.Platform.Export;

namespace Uramost.Web.Commands;

/// <summary>Writes everything that may leave into one archive of open formats.</summary>
internal static class Export
{
    /// <summary><c>export [--out FILE] [--identities]</c>: whoever runs it holds the master key, and decides about names.</summary>
    public static async Task<int> Run(CommandLine call, TextWriter output)
    {
        WorkspaceServices.MustExist(call.Location);
        await using var services = WorkspaceServices.Open(call.Location);
        await using var scope = services.CreateAsyncScope();
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        var path = Path.GetFullPath(call.Flags.GetValueOrDefault("--out") ?? Path.Combine(scope.ServiceProvider.GetRequiredService<ExportFolder>().Path, ExportFolder.NameOf(now)));
        var identities = call.Flags.ContainsKey("--identities");
        var rows = await scope.ServiceProvider.GetRequiredService<ExportWorkspace>().Write(path, identities);
        // That everything left is told in the audit trail, and whether names did.
        var db = scope.ServiceProvider.GetRequiredService<PlatformDb>();
        await using var transaction = await db.Database.BeginTransactionAsync();
        db.Audit.Bulk("Export", (int)Math.Min(rows, int.MaxValue), identities ? "export with identities" : "export");
        await transaction.CommitAsync();
        await output.WriteLineAsync($"{path}: {rows} rows, {new FileInfo(path).Length} bytes{(identities ? ", with names, contacts and files" : "")}.");
        return 0;
    }
}
