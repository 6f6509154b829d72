using Uramost.Platform.Backup;

namespace Uramost.Web.Commands;

/// <summary>Writes everything into one archive.</summary>
internal static class Backup
{
    /// <summary><c>backup [--out FILE]</c>: without a file it goes into the folder of backups.</summary>
    public static async Task<int> Run(CommandLine call, TextWriter output)
    {
        WorkspaceServices.MustExist(call.Location);
        await using var services = WorkspaceServices.Open(call.Location);
        await using var scope = services.CreateAsyncScope();
        var path = Path.GetFullPath(call.Flags.GetValueOrDefault("--out")
            ?? Path.Combine(scope.ServiceProvider.GetRequiredService<BackupFolder>().Path, BackupFolder.NameOf(TimeProvider.System.GetUtcNow().UtcDateTime)));
        var manifest = await scope.ServiceProvider.GetRequiredService<MakeBackup>().Write(path);
        await output.WriteLineAsync($"{path}: {manifest.Tables.Sum(t => t.Rows)} rows of {manifest.Tables.Count} tables, {new FileInfo(path).Length} bytes. The master key is not in it.");
        return 0;
    }
}
