using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Diagnostics;

namespace Uramost.Web;

/// <summary>A form whose token did not hold, with what was typed into it.</summary>
/// <param name="Address">The form's page.</param>
/// <param name="Fields">What was typed; passwords and the token are left out.</param>
/// <param name="MaySendAgain">
/// Whether the form certainly came from our own page, so that it may be offered for sending again. Another site's form is not
/// shown: its reader would need only one careless click.
/// </param>
public sealed record RefusedForm(string Address, IReadOnlyList<KeyValuePair<string, string>> Fields, bool MaySendAgain);

/// <summary>Gives an answer without a body a page in words.</summary>
public static class Answers
{
    /// <summary>Adds the pages; the languages come before it, routing after it.</summary>
    public static IApplicationBuilder UseAnswersInWords(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        await next(context);
        var response = context.Response;
        if (response.HasStarted || response.ContentLength > 0 || !WantsPage(context.Request)) return;
        // The token did not hold; or the form is no longer on its page, since what it was about is gone.
        if (response.StatusCode == StatusCodes.Status400BadRequest && (context.Features.Get<IAntiforgeryValidationFeature>() is { IsValid: false } || context.GetEndpoint()?.Metadata.GetMetadata<ComponentTypeMetadata>() is not null))
        {
            // From here on the form is read only to be shown again.
            context.Features.Set<IAntiforgeryValidationFeature>(null);
            context.Items[typeof(RefusedForm)] = await Refused(context);
            await Show("/form-refused");
        }
        else if (response.StatusCode is StatusCodes.Status403Forbidden) await Show("/not-allowed");
        else if (response.StatusCode is StatusCodes.Status404NotFound) await Show("/not-found");
        else if (response.StatusCode is StatusCodes.Status429TooManyRequests) await Show("/too-many-requests");

        async Task Show(string page)
        {
            var status = response.StatusCode;
            // The first run has used up its scope: the page begins with services of its own.
            await using var scope = context.RequestServices.GetRequiredService<IServiceScopeFactory>().CreateAsyncScope();
            var (before, method, path, query) = (context.RequestServices, context.Request.Method, context.Request.Path, context.Request.QueryString);
            context.RequestServices = scope.ServiceProvider;
            context.SetEndpoint(null);
            context.Features.Set<IAntiforgeryValidationFeature>(null);
            // The first run has written it, and the second adds it.
            response.Headers.Remove("blazor-enhanced-nav");
            context.Request.RouteValues.Clear();
            context.Request.Method = HttpMethods.IsHead(method) ? method : HttpMethods.Get;
            (context.Request.Path, context.Request.QueryString) = (page, QueryString.Empty);
            // The components' own end of a 404 is an empty body for somebody else to fill: here the page is rendered as a good one.
            context.Features.Set<IStatusCodeReExecuteFeature>(new StatusCodeReExecuteFeature { OriginalPath = path, OriginalPathBase = context.Request.PathBase, OriginalQueryString = query.Value });
            response.StatusCode = StatusCodes.Status200OK;
            response.OnStarting(() => { response.StatusCode = status; return Task.CompletedTask; });
            try { await next(context); }
            finally
            {
                (context.RequestServices, context.Request.Method, context.Request.Path, context.Request.QueryString) = (before, method, path, query);
            }
        }
    });

    private static bool WantsPage(HttpRequest request)
    {
        var accept = request.Headers.Accept.ToString();
        return !request.Path.StartsWithSegments("/api") && (accept.Length == 0 || accept.Contains("text/html") || accept.Contains("*/*"));
    }

    private static async Task<RefusedForm> Refused(HttpContext context)
    {
        var request = context.Request;
        var origin = request.Headers.Origin.ToString();
        var ours = request.Headers["Sec-Fetch-Site"] == "same-origin" || (origin.Length > 0 && origin == $"{request.Scheme}://{request.Host}");
        var fields = ours && request.HasFormContentType
            ? (await request.ReadFormAsync()).Where(f => f.Key != "__RequestVerificationToken" && !f.Key.Contains("password", StringComparison.OrdinalIgnoreCase)).SelectMany(f => f.Value.Select(v => KeyValuePair.Create(f.Key, v ?? ""))).ToList()
            : [];
        return new RefusedForm($"{request.PathBase}{request.Path}{request.QueryString}", fields, ours);
    }
}
