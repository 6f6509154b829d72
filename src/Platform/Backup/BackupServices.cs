using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Uramost.Platform.Jobs;
using Uramost.Platform.People;

namespace Uramost.Platform.Backup;

/// <summary>Backups as services and addresses.</summary>
internal static class BackupServices
{
    public static IServiceCollection AddBackups(this IServiceCollection services)
    {
        services.AddOptions<BackupOptions>().BindConfiguration("Backup");
        services.AddScoped<MakeBackup>();
        services.AddScoped<BackupFolder>();
        return services.AddJob<BackupJob>();
    }

    public static void MapBackups(this IEndpointRouteBuilder endpoints) => endpoints.MapGet("/admin/backups/{name}", async (string name, CurrentViewer viewer, BackupFolder folder) =>
        (await viewer.Get()).IsAdministrator && folder.Find(name) is { } file
            ? Results.File(file.Path, "application/zip", file.Name, enableRangeProcessing: true)
            : Results.NotFound()).RequireAuthorization();
}
