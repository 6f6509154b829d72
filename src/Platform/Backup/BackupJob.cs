using Microsoft.Extensions.Options;
using Uramost.Platform.Jobs;

namespace Uramost.Platform.Backup;

/// <summary>Makes a backup in the background, each night and when the administrator asks for it.</summary>
internal sealed class BackupJob(MakeBackup backup, BackupFolder folder, TimeProvider clock, IOptions<BackupOptions> options) : IJobHandler
{
    /// <summary>The kind of job.</summary>
    public const string JobKind = "backup";

    /// <inheritdoc/>
    public string Kind => JobKind;

    /// <inheritdoc/>
    public Type Words => typeof(Words);

    /// <inheritdoc/>
    public string? Schedule => options.Value.Schedule;

    /// <inheritdoc/>
    public bool IsLong => true;

    /// <inheritdoc/>
    public async Task Run(JobContext job)
    {
        // The name is that of the round: a run that follows a killed one replaces what it left, and a finished one is found.
        var path = Path.Combine(folder.Path, BackupFolder.NameOf(job.StartedAt));
        if (!File.Exists(path)) await backup.Write(path, (done, total) => job.Progress(done, total, "Step.Rows"), job.Cancelled);
        folder.Tidy(clock.GetUtcNow().UtcDateTime);
        job.Result("/admin/backups");
    }
}
