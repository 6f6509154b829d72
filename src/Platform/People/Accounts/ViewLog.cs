using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Uramost.Platform.Data;

namespace Uramost.Platform.People.Accounts;

/// <summary>Writes down what donors look at, before they see it: a view that could not be logged does not happen.</summary>
public static class ViewLog
{
    /// <summary>Adds the log; routing and sign-in come before it.</summary>
    public static IApplicationBuilder UseViewLog(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        if (context.Items.TryAdd(typeof(ViewLog), null) && HttpMethods.IsGet(context.Request.Method) && context.GetEndpoint() is RouteEndpoint endpoint
            && endpoint.Metadata.GetMetadata<StaticAssetDescriptor>() is null && context.User.Identity?.IsAuthenticated == true)
        {
            var services = context.RequestServices;
            var viewer = await services.GetRequiredService<CurrentViewer>().Get();
            if (viewer.AccountId is { } account && viewer.Memberships.Any(m => m.Role == Role.Donor))
            {
                // A context of its own, so that the page's saves nothing of this.
                await using var db = await services.GetRequiredService<IDbContextFactory<PlatformDb>>().CreateDbContextAsync();
                var template = "/" + (endpoint.RoutePattern.RawText ?? "").TrimStart('/');
                db.Add(new ViewLogEntry
                {
                    AccountId = account, At = services.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime, Template = template[..Math.Min(template.Length, 200)],
                    RecordId = context.Request.RouteValues.Values.Select(v => Guid.TryParse(v?.ToString(), out var id) ? id : (Guid?)null).FirstOrDefault(id => id is not null),
                });
                await db.SaveChangesAsync();
            }
        }

        await next(context);
    });
}
