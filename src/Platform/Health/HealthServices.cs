using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Uramost.Platform.Data;

namespace Uramost.Platform.Health;

/// <summary>The state of the installation, for machines and as services.</summary>
internal static class HealthServices
{
    public static IServiceCollection AddHealth(this IServiceCollection services) => services.AddScoped<CheckWorkspace>();

    /// <summary>What a balancer asks: whether this node reaches its database. It tells nothing more to anybody.</summary>
    public static void MapHealth(this IEndpointRouteBuilder endpoints) => endpoints.MapGet("/health", async (IServiceScopeFactory scopes, HttpContext http) =>
    {
        http.Response.Headers.CacheControl = "no-store";
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted);
        patience.CancelAfter(TimeSpan.FromSeconds(5));
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<PlatformDb>().AuditHeads.AsNoTracking().AnyAsync(patience.Token);
            return Results.Text("ok");
        }
        catch (Exception e) when (e is System.Data.Common.DbException or OperationCanceledException or InvalidOperationException or System.Net.Sockets.SocketException)
        {
            return Results.Text("failing", statusCode: StatusCodes.Status503ServiceUnavailable);
        }
    });
}
