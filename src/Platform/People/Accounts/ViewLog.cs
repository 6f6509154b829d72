using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Uramost.Platform.Contracts;
using Uramost.Platform.Data;
using Uramost.Platform.Evidence;

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
                var record = context.Request.RouteValues.Values.Select(v => Guid.TryParse(v?.ToString(), out var id) ? id : (Guid?)null).FirstOrDefault(id => id is not null);
                var template = "/" + (endpoint.RoutePattern.RawText ?? "").TrimStart('/');
                db.Add(new ViewLogEntry
                {
                    AccountId = account, At = services.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime, Template = template[..Math.Min(template.Length, 200)],
                    RecordId = record, ProjectId = await ProjectOf(context, db, viewer, record),
                });
                await db.SaveChangesAsync();
            }
        }

        await next(context);
    });

    // A record's own project, a file's by the evidence it belongs to, a public page's by its address, a list's by its filter.
    private static async Task<Guid?> ProjectOf(HttpContext context, PlatformDb db, Viewer viewer, Guid? record)
    {
        var services = context.RequestServices;
        if (record is { } id)
        {
            foreach (var owner in services.GetServices<IRecordOwner>())
            {
                if ((await owner.Find([id], viewer)).GetValueOrDefault(id) is { } found) return found.ProjectId;
            }

            return await db.Set<EvidencePiece>().Where(p => p.Id == id || p.FileId == id).Select(p => p.ProjectId).FirstOrDefaultAsync();
        }

        if (context.Request.RouteValues.TryGetValue("slug", out var slug))
        {
            foreach (var source in services.GetServices<IProjects>())
            {
                if ((await source.Visible(viewer)).FirstOrDefault(p => p.Slug == slug?.ToString()) is { } project) return project.Id;
            }
        }

        return Guid.TryParse(context.Request.Query["project"], out var asked) && viewer.Projects().Contains(asked) ? asked : null;
    }
}
