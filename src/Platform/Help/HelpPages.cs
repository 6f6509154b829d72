using System.Collections.Concurrent;
using Markdig;
using Uramost.Platform.Language;

namespace Uramost.Platform.Help;

/// <summary>
/// The help, one Markdown file per page and language in <c>docs/help</c>, published beside the program. Serbian in
/// Cyrillic is converted from the Latin file.
/// </summary>
public sealed class HelpPages
{
    private static readonly MarkdownPipeline Markdown = new MarkdownPipelineBuilder().UsePipeTables().UseAutoIdentifiers().DisableHtml().Build();
    private readonly ConcurrentDictionary<(string Page, UiVariant Variant), HelpPage?> read = new();

    /// <summary>The page that lists the others.</summary>
    public const string Start = "start";

    private static string Root => Path.Combine(AppContext.BaseDirectory, "help");

    /// <summary>The page in the reader's variant, or null when there is none of this name.</summary>
    public HelpPage? Find(string page, UiVariant variant) => read.GetOrAdd((page, variant), key => Read(key.Page, key.Variant));

    private static HelpPage? Read(string page, UiVariant variant)
    {
        // The name comes from the address: it may only be a name, never a path.
        if (page.Length is 0 or > 40 || !page.All(c => char.IsAsciiLetterLower(c) || c == '-')) return null;
        var file = Path.Combine(Root, variant.IsCyrillic ? UiVariant.SerbianLatin.Path : variant.Path, page + ".md");
        if (!File.Exists(file)) return null;
        var text = File.ReadAllText(file).Replace("](/", $"](/{variant.Path}/");
        var title = text.Split('\n')[0].TrimStart('#', ' ').Trim();
        var html = Markdig.Markdown.ToHtml(text, Markdown);
        return variant.IsCyrillic ? new HelpPage(SerbianScript.ToCyrillic(title), ConvertHtml(html)) : new HelpPage(title, html);
    }

    // Only what stands between the tags is text; code samples stay as they are typed.
    private static string ConvertHtml(string html)
    {
        var result = new System.Text.StringBuilder();
        var code = false;
        for (var at = 0; at < html.Length;)
        {
            var tag = html[at] == '<';
            var end = tag ? html.IndexOf('>', at) + 1 : html.IndexOf('<', at);
            if (end <= 0) end = html.Length;
            var part = html[at..end];
            if (tag) code = part.StartsWith("<code", StringComparison.Ordinal) || (code && !part.StartsWith("</code", StringComparison.Ordinal));
            result.Append(tag || code ? part : SerbianScript.ToCyrillic(part));
            at = end;
        }

        return result.ToString();
    }
}

/// <summary>A help page.</summary>
/// <param name="Title">Its first heading.</param>
/// <param name="Html">The page as HTML, heading included.</param>
public sealed record HelpPage(string Title, string Html);
