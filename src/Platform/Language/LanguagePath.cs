using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Uramost.Platform.Language;

/// <summary>
/// Takes the language off the path (<c>/sq/activities</c> → path base <c>/sq</c>, path <c>/activities</c>) and sets
/// the culture. An address without language is sent on by the cookie, then by the browser's wish.
/// </summary>
public static class LanguagePath
{
    /// <summary>Cookie that remembers the last language as a convenience; it holds nothing else.</summary>
    public const string Cookie = "lang";

    // Addresses that are no page: what they answer does not depend on the reader's language.
    private static readonly string[] Outside = ["/assets", "/_framework", "/_content", "/files", "/health", "/api", "/favicon.ico", "/robots.txt"];

    /// <summary>Adds the middleware; routing must come after it.</summary>
    public static IApplicationBuilder UseLanguagePath(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        var path = context.Request.Path.Value ?? "/";
        var end = path.IndexOf('/', 1);
        var first = path.Length > 1 ? path.AsSpan(1, (end < 0 ? path.Length : end) - 1) : [];
        if (UiVariant.ByPath(first) is { } variant)
        {
            CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = variant.Culture;
            context.Request.PathBase = context.Request.PathBase.Add("/" + variant.Path);
            context.Request.Path = end < 0 ? "/" : path[end..];
            if (context.Request.Cookies[Cookie] != variant.Path && HttpMethods.IsGet(context.Request.Method) && context.Request.Headers.Accept.ToString().Contains("text/html"))
            {
                context.Items[Cookie] = variant.Path;
            }

            return next(context);
        }

        if (Outside.Any(o => context.Request.Path.StartsWithSegments(o)) || Path.HasExtension(path)) return next(context);
        var chosen = UiVariant.ByPath(context.Request.Cookies[Cookie]) ?? UiVariant.ByWish(context.Request.Headers.AcceptLanguage);
        context.Response.Headers.Vary = "Accept-Language, Cookie";
        context.Response.Redirect($"/{chosen.Path}{(path == "/" ? "" : path)}{context.Request.QueryString}", permanent: false, preserveMethod: true);
        return Task.CompletedTask;
    });
}
