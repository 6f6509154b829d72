using System.Text;
using AngleSharp.Dom;
using Uramost.Platform.Language;
using Uramost.Platform.Naming;

namespace Uramost.Testing;

/// <summary>
/// Reads an HTML page as the texts that the neutrality check wants: in order, by language, with what stays as published
/// marked. Where no markup can stand, in the window's title and in attributes, <c>data-verbatim</c> on the element gives
/// the words that were published; it counts only where the text really holds them.
/// </summary>
public static class ReadPage
{
    private static readonly string[] Spoken = ["alt", "aria-label", "placeholder", "title"];
    private static readonly HashSet<string> Silent = ["SCRIPT", "STYLE", "TEMPLATE", "NOSCRIPT"], Alone = ["TITLE", "OPTION", "TEXTAREA"];
    private static readonly HashSet<string> Inside = ["A", "ABBR", "B", "CITE", "EM", "I", "MARK", "Q", "SMALL", "SPAN", "STRONG", "SUP", "TIME"];

    public static IReadOnlyList<PageText> Texts(IDocument page)
    {
        var texts = new List<PageText>();
        var running = new StringBuilder();
        var spans = new List<VerbatimSpan>();
        var variant = UiVariant.English;
        var kind = PageTextKind.Running;
        Walk(page.DocumentElement, Variant(page.DocumentElement.GetAttribute("lang")) ?? UiVariant.English, PageTextKind.Running, verbatim: null);
        Flush();
        return texts;

        void Flush()
        {
            if (running.ToString().Trim().Length > 0) texts.Add(new PageText(running.ToString(), variant, [.. spans], kind));
            running.Clear();
            spans.Clear();
        }

        void Walk(IElement element, UiVariant at, PageTextKind of, string? verbatim)
        {
            if (Silent.Contains(element.TagName.ToUpperInvariant())) return;
            var language = element.GetAttribute("lang");
            if (element.ClassList.Contains("verbatim") || element.GetAttribute("translate") == "no") verbatim = language ?? at.Tag;
            else if (Variant(language) is { } other) at = other;
            if (element.Id == "naming-note") of = PageTextKind.Footnote;
            else if (Alone.Contains(element.TagName.ToUpperInvariant())) of = PageTextKind.Alone;
            var published = element.GetAttribute("data-verbatim") is { Length: > 0 } given ? given : null;
            foreach (var name in Spoken)
            {
                if (element.GetAttribute(name) is { Length: > 0 } spoken) texts.Add(new PageText(spoken, at, verbatim is null ? Published(spoken) : [new VerbatimSpan(0, spoken.Length, verbatim)], PageTextKind.Alone));
            }

            VerbatimSpan[] Published(string text) =>
                published is not null && text.IndexOf(published, StringComparison.Ordinal) is >= 0 and var found ? [new VerbatimSpan(found, published.Length, element.GetAttribute("data-verbatim-lang") ?? "und")] : [];

            if (element.TagName.Equals("META", StringComparison.OrdinalIgnoreCase) && element.GetAttribute("name") == "description")
            {
                texts.Add(new PageText(element.GetAttribute("content") ?? "", at, [], PageTextKind.Alone));
            }

            // Items of a list within a line, and a translation beside its title, are parted by the style sheet.
            var isInside = !element.ClassList.Contains("item") && !element.ClassList.Contains("translation") && Inside.Contains(element.TagName.ToUpperInvariant()) && of == kind && (verbatim is not null || at == variant);
            if (!isInside) Flush();
            foreach (var node in element.ChildNodes)
            {
                if (node is IElement child)
                {
                    Walk(child, at, of, verbatim);
                }
                else if (node is IText text && text.Data.Length > 0)
                {
                    if ((at != variant && verbatim is null) || of != kind) Flush();
                    if (verbatim is null || running.Length == 0) (variant, kind) = (at, of);
                    if (verbatim is not null) spans.Add(new VerbatimSpan(running.Length, text.Data.Length, verbatim));
                    else if (element.TagName.Equals("TITLE", StringComparison.OrdinalIgnoreCase)) spans.AddRange(Published(text.Data));
                    running.Append(text.Data);
                }
            }

            if (!isInside) Flush();
        }
    }

    private static UiVariant? Variant(string? tag) => tag is null ? null : UiVariant.All.FirstOrDefault(v => v.Tag == tag) ?? UiVariant.All.FirstOrDefault(v => v.Language == tag);
}
