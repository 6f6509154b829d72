using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Uramost.Platform.Language;
using Uramost.Platform.Places;

namespace Uramost.Platform.Naming;

/// <summary>
/// Names on one page. Components of a page are not rendered in the order in which they stand on it, so which mention
/// is the first is only known when the page is whole: mentions are noted by a sign that no text contains, and
/// <see cref="Settle"/> puts the mark at the first one, and the footnote where <c>NamingFootnote</c> stands.
/// </summary>
public sealed class PageNaming(NamingPolicies policies, PlaceCatalogue places)
{
    // Two characters of the private use area; encoders write them as numbers, so both spellings are looked for.
    private const char Mention = '\uE0A0', Outlet = '\uE0A1';
    private static readonly SearchValues<char> InText = SearchValues.Create($"<&{Mention}{Outlet}"), InTag = SearchValues.Create($">\"'&{Mention}{Outlet}");
    private const string EncodedMention = "&#xE0A0;", EncodedOutlet = "&#xE0A1;";

    /// <summary>The policy of the page. A page of a project sets its donor's before anything else is rendered.</summary>
    public NamingPolicy Policy { get; set; } = policies[NamingPolicies.Asterisk];

    /// <summary>The sign of the place where the footnote goes.</summary>
    internal static string OutletSign => Outlet.ToString();

    /// <summary>A text of the product or a record with names in place of tokens, in the reader's variant.</summary>
    public string Text(string? text) => Text(text, UiVariant.Current);

    /// <summary>The same for a text that is shown in another variant than the reader's, because theirs is missing.</summary>
    public string Text(string? text, UiVariant variant) => string.IsNullOrEmpty(text) ? "" :
        string.Concat(NamingText.Parse(text).Select(p => Named.Name(p, Policy, places, variant) + (p.PlaceId == Named.Marked && Policy.HasFootnote ? Mention : null)));

    /// <summary>The name or names of a place, in the policy's order.</summary>
    public string Name(Place place) => Named.HoldsMarked(place)
        ? Policy.NameOf(place, UiVariant.Current) + (Policy.HasFootnote ? Mention : null)
        : Policy.NameOf(place, UiVariant.Current);

    /// <summary>
    /// The finished page: the mark at the first mention in running text, the others without; in attributes, titles and
    /// options, which are read alone, every mention keeps a plain mark.
    /// </summary>
    public string Settle(string html)
    {
        var page = new StringBuilder(html.Length + 400);
        var (marked, inTag, quote, alone) = (false, false, '\0', (string?)null);
        var outlet = -1;
        for (var i = 0; i < html.Length; i++)
        {
            // What decides nothing goes over in one piece.
            var plain = html.AsSpan(i).IndexOfAny(inTag ? InTag : InText);
            if (plain < 0) plain = html.Length - i;
            page.Append(html, i, plain);
            i += plain;
            if (i >= html.Length) break;
            var c = html[i];
            if (c == '&')
            {
                var rest = html.AsSpan(i);
                c = rest.StartsWith(EncodedMention) ? Mention : rest.StartsWith(EncodedOutlet) ? Outlet : c;
                if (c != '&') i += EncodedMention.Length - 1;
            }

            if (c == Mention)
            {
                if (inTag || alone is not null)
                {
                    page.Append(Policy.Mark);
                }
                else if (!marked)
                {
                    marked = true;
                    page.Append("<sup class=\"naming-mark\"><a id=\"naming-ref\" href=\"#naming-note\" role=\"doc-noteref\">").Append(Encode(Policy.Mark!)).Append("</a></sup>");
                }

                continue;
            }

            if (c == Outlet)
            {
                if (outlet < 0) outlet = page.Length;
                continue;
            }

            page.Append(c);
            if (inTag)
            {
                if (quote != '\0') quote = c == quote ? '\0' : quote;
                else if (c is '"' or '\'') quote = c;
                else if (c == '>') inTag = false;
            }
            else if (c == '<' && i + 1 < html.Length && (char.IsAsciiLetter(html[i + 1]) || html[i + 1] is '/' or '!'))
            {
                inTag = true;
                var name = TagName(html, i + 1);
                if (alone is null && name is "title" or "option" or "textarea" or "script") alone = name;
                else if (alone is not null && name == "/" + alone) alone = null;
            }
        }

        if (marked)
        {
            var note = $"<p class=\"naming-note\" id=\"naming-note\" role=\"doc-footnote\">{Encode(Policy.Mark!)} {Encode(Named.Footnote(Policy, UiVariant.Current))} <a href=\"#naming-ref\" role=\"doc-backlink\">↑</a></p>";
            if (outlet < 0) outlet = page.ToString().LastIndexOf("</body>", StringComparison.Ordinal) is >= 0 and var end ? end : page.Length;
            page.Insert(outlet, note);
        }

        return page.ToString();
    }

    /// <summary>Whether a rendered page mentions a name that takes a mark.</summary>
    internal static bool Mentions(ReadOnlySpan<byte> html) => html.IndexOf("&#xE0A0;"u8) >= 0 || html.IndexOf("\uE0A0"u8) >= 0;

    /// <summary>Where the next sign of the footnote's place stands, and how long it is; -1 where none follows.</summary>
    internal static (int At, int Length) NextOutlet(ReadOnlySpan<byte> html)
    {
        var at = html.IndexOf("&#xE0A1;"u8);
        return at >= 0 ? (at, "&#xE0A1;"u8.Length) : (html.IndexOf("\uE0A1"u8), "\uE0A1"u8.Length);
    }

    private static string Encode(string text) => HtmlEncoder.Default.Encode(text);

    private static string TagName(string html, int start)
    {
        var end = start;
        while (end < html.Length && (char.IsAsciiLetterOrDigit(html[end]) || (end == start && html[end] == '/'))) end++;
        return html[start..end].ToLowerInvariant();
    }
}

/// <summary>Puts <see cref="PageNaming"/> to work on every page.</summary>
public static class PageNamingMiddleware
{
    /// <summary>
    /// Settles the names of every page of components before it is sent. It comes after routing and after the output cache,
    /// so that cached pages are settled ones; answers that are no pages pass untouched.
    /// </summary>
    public static IApplicationBuilder UsePageNaming(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<ComponentTypeMetadata>() is null)
        {
            await next(context);
            return;
        }

        var outer = context.Response.Body;
        using var held = new MemoryStream(32 * 1024);
        context.Response.Body = held;
        try
        {
            await next(context);
        }
        finally
        {
            context.Response.Body = outer;
        }

        if (held.Length == 0) return;
        if (context.Response.ContentType?.StartsWith("text/html", StringComparison.OrdinalIgnoreCase) != true)
        {
            held.Position = 0;
            await held.CopyToAsync(outer, context.RequestAborted);
            return;
        }

        var html = held.GetBuffer().AsMemory(0, (int)held.Length);
        // Most pages mention nothing that needs a mark: they go as they are, but for the sign of the footnote's place.
        if (!PageNaming.Mentions(html.Span))
        {
            while (PageNaming.NextOutlet(html.Span) is (>= 0 and var at, var length))
            {
                await outer.WriteAsync(html[..at], context.RequestAborted);
                html = html[(at + length)..];
            }

            await outer.WriteAsync(html, context.RequestAborted);
            return;
        }

        var settled = context.RequestServices.GetRequiredService<PageNaming>().Settle(Encoding.UTF8.GetString(html.Span));
        await outer.WriteAsync(Encoding.UTF8.GetBytes(settled), context.RequestAborted);
    });
}
