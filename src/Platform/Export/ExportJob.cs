using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Uramost.Platform.Backup;
using Uramost.Platform.Data;
using Uramost.Platform.Jobs;
using Uramost.Platform.People;

namespace Uramost.Platform.Export;

/// <summary>Writes the export in the background, always without names: an administrator is not a reader of people by that alone.</summary>
internal sealed class ExportJob(ExportWorkspace export, ExportFolder folder) : IJobHandler
{
    /// <summary>The kind of job.</summary>
    public const string JobKind = "export";

    /// <inheritdoc/>
    public string Kind => JobKind;

    /// <inheritdoc/>
    public Type Words => typeof(Words);

    /// <inheritdoc/>
    public bool IsLong => true;

    /// <inheritdoc/>
    public async Task Run(JobContext job)
    {
        folder.Tidy();
        var path = Path.Combine(folder.Path, ExportFolder.NameOf(job.StartedAt));
        if (!File.Exists(path))
        {
            var rows = await export.Write(path, withIdentities: false, (done, total) => job.Progress(done, total, "Step.Rows"), job.Cancelled);
            // That everything left is told in the audit trail.
            await job.Apply("told", (db, _) => { db.Audit.Bulk("Export", (int)Math.Min(rows, int.MaxValue), job.Key); return Task.CompletedTask; });
        }

        job.Result("/admin/export");
    }
}

/// <summary>The folder with the exports; they go after a week.</summary>
public sealed class ExportFolder(DatabaseLocation location, TimeProvider clock)
{
    private const string Prefix = "uramost-export-", Ending = ".zip";

    /// <summary>Where it is.</summary>
    public string Path => System.IO.Path.Combine(location.Directory, "exports");

    /// <summary>Name of the export of a moment.</summary>
    public static string NameOf(DateTime at) => $"{Prefix}{at.ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture)}{Ending}";

    /// <summary>Complete exports, the newest first.</summary>
    public IReadOnlyList<BackupFile> List() => !Directory.Exists(Path) ? [] :
        [.. new DirectoryInfo(Path).EnumerateFiles($"{Prefix}*{Ending}").Select(f => new BackupFile(f.Name, f.FullName, f.LastWriteTimeUtc, f.Length)).OrderByDescending(f => f.Name, StringComparer.Ordinal)];

    /// <summary>An export by its name, or null.</summary>
    public BackupFile? Find(string name) => List().FirstOrDefault(f => f.Name == name);

    /// <summary>Removes what is older than a week.</summary>
    public void Tidy()
    {
        if (!Directory.Exists(Path)) return;
        foreach (var file in new DirectoryInfo(Path).EnumerateFiles($"{Prefix}*").Where(f => f.LastWriteTimeUtc < clock.GetUtcNow().UtcDateTime.AddDays(-7))) file.Delete();
    }
}

/// <summary>The export as services and addresses.</summary>
internal static class ExportServices
{
    public static IServiceCollection AddExport(this IServiceCollection services)
    {
        services.AddScoped<ExportWorkspace>();
        services.AddScoped<ExportFolder>();
        return services.AddJob<ExportJob>();
    }

    public static void MapExport(this IEndpointRouteBuilder endpoints) => endpoints.MapGet("/admin/export/{name}", async (string name, CurrentViewer viewer, ExportFolder folder) =>
        (await viewer.Get()).IsAdministrator && folder.Find(name) is { } file
            ? Results.File(file.Path, "application/zip", file.Name, enableRangeProcessing: true)
            : Results.NotFound()).RequireAuthorization();
}
