using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.OutputCaching;
using Microsoft.Extensions.DependencyInjection;
using Uramost.Platform.Contracts;
using Uramost.Platform.People.Accounts;

namespace Uramost.Platform.Ui;

/// <summary>
/// Marks a page that shows every visitor the same and may be kept in the output cache: <c>@attribute [PublicPage]</c>.
/// Whoever is signed in never gets what is kept, and nothing of theirs is kept.
/// </summary>
/// <remarks>
/// An answer is kept under its whole address, which names the language and with the project its naming policy, under the
/// encoding, and under the version of public pages as it was before the page was made. Publishing a release, hiding and
/// withdrawing raise that version, so that every node makes the page anew within about a second; an ordinary change of
/// a record shows after <see cref="Kept"/> at the latest. A page with a form that is posted is never kept: it carries a
/// token and a cookie, and both are noticed.
/// </remarks>
[AttributeUsage(AttributeTargets.Class)]
public sealed class PublicPageAttribute : Attribute, IOutputCachePolicy
{
    /// <summary>How long an answer is kept at most.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromSeconds(60);

    // Longer ones are typed searches and probes, which nobody asks for twice.
    private const int LongestQuery = 300;

    /// <inheritdoc/>
    ValueTask IOutputCachePolicy.CacheRequestAsync(OutputCacheContext context, CancellationToken cancellation)
    {
        var request = context.HttpContext.Request;
        var mayBeKept = HttpMethods.IsGet(request.Method) && !request.Cookies.ContainsKey(Authentication.SessionCookie) && request.Headers.Authorization.Count == 0 && request.QueryString.Value?.Length is not > LongestQuery;
        context.EnableOutputCaching = context.AllowCacheLookup = context.AllowCacheStorage = context.AllowLocking = mayBeKept;
        if (!mayBeKept) return ValueTask.CompletedTask;
        // Before the page is made, since what is kept is taken down as soon as it begins to be written. Browsers keep the
        // page too but ask each time, and are answered in a line if it is still the same.
        var headers = context.HttpContext.Response.Headers;
        headers.ETag = $"\"{Random.Shared.NextInt64():x}-{Environment.TickCount64:x}\"";
        headers.CacheControl = "no-cache";
        headers.Vary = "Cookie";
        context.HttpContext.Response.OnStarting(Unmark, context.HttpContext);
        context.ResponseExpirationTimeSpan = Kept;
        context.CacheVaryByRules.QueryKeys = "*";
        context.CacheVaryByRules.CacheKeyPrefix = $"{context.HttpContext.RequestServices.GetRequiredService<IVersions>().Current(VersionNames.PublicPages).ToString("x", CultureInfo.InvariantCulture)} {Encoding(request)}";
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    ValueTask IOutputCachePolicy.ServeFromCacheAsync(OutputCacheContext context, CancellationToken cancellation) => ValueTask.CompletedTask;

    /// <inheritdoc/>
    ValueTask IOutputCachePolicy.ServeResponseAsync(OutputCacheContext context, CancellationToken cancellation)
    {
        context.AllowCacheStorage &= IsPublic(context.HttpContext.Response);
        return ValueTask.CompletedTask;
    }

    // The frame gives each page with a form token the header no-store, also where the visitor already has the cookie.
    private static bool IsPublic(HttpResponse response) =>
        response.StatusCode == StatusCodes.Status200OK && response.Headers.SetCookie.Count == 0 && response.ContentType?.StartsWith("text/html", StringComparison.OrdinalIgnoreCase) == true
        && !response.Headers.CacheControl.ToString().Contains("no-store", StringComparison.OrdinalIgnoreCase);

    // An answer that turned out not to be public, a missing page or a redirect, has no tag.
    private static Task Unmark(object state)
    {
        var response = ((HttpContext)state).Response;
        if (response.StatusCode != StatusCodes.Status304NotModified && !IsPublic(response)) response.Headers.ETag = default;
        return Task.CompletedTask;
    }

    // As the compression chooses: what is kept is compressed once and served to all who can read it.
    private static string Encoding(HttpRequest request)
    {
        var accepted = request.Headers.AcceptEncoding.ToString();
        if (accepted.Contains(';')) return accepted;
        var gzip = false;
        foreach (var range in accepted.AsSpan().Split(','))
        {
            var name = accepted.AsSpan(range).Trim();
            if (name.Equals("br", StringComparison.OrdinalIgnoreCase)) return "br";
            gzip |= name.Equals("gzip", StringComparison.OrdinalIgnoreCase);
        }

        return gzip ? "gzip" : "";
    }
}
