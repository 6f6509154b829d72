using System.Text.RegularExpressions;

namespace Uramost.Platform.Language;

internal enum ProtectedKind { Text, Tag }

internal readonly record struct ProtectedSpan(int Start, int Length, ProtectedKind Kind);

/// <summary>Finds what no converter may touch: markup, addresses, codes, units, placeholders, marked words.</summary>
internal static partial class ProtectedText
{
    private static readonly HashSet<string> CodeElements = new(StringComparer.OrdinalIgnoreCase)
        { "code", "pre", "kbd", "samp", "var", "script", "style", "svg", "math" };

    /// <summary>The protected spans in order, without overlap.</summary>
    internal static IEnumerable<ProtectedSpan> Find(string text)
    {
        var at = 0;
        var unclosed = 0;
        while (at < text.Length)
        {
            var match = Anything().Match(text, at);
            if (!match.Success) yield break;
            if (match.Groups["tag"].Success)
            {
                var end = ElementEnd(text, match, ref unclosed);
                if (end > match.Index + match.Length)
                    yield return new(match.Index, end - match.Index, ProtectedKind.Text);
                else
                    yield return new(match.Index, match.Length, ProtectedKind.Tag);
                at = Math.Max(end, match.Index + match.Length);
                continue;
            }
            at = match.Index + match.Length;
            if (match.Groups["code"].Success && SerbianLexicon.IsSerbianCapitals(LettersOf(match.Value))) continue;
            yield return new(match.Index, match.Length, ProtectedKind.Text);
        }
    }

    private static string LettersOf(string code)
    {
        var end = 0;
        while (end < code.Length && char.IsAsciiLetterUpper(code[end])) end++;
        return end > 1 ? code[..end] : "";
    }

    // Where the element that this tag opens ends, if its content is not ours to convert; else the end of the tag.
    private static int ElementEnd(string text, Match tag, ref int unclosed)
    {
        var end = tag.Index + tag.Length;
        var name = tag.Groups["name"].Value;
        if (name.Length == 0 || tag.Value.EndsWith("/>", StringComparison.Ordinal)) return end;
        if (!CodeElements.Contains(name) && !NotTranslated().IsMatch(tag.Value) && !OtherLanguage().IsMatch(tag.Value)) return end;
        if (unclosed > 20) return end; // each costs a scan to the end of the text
        var depth = 1;
        for (var next = Tag().Match(text, end); next.Success; next = next.NextMatch())
        {
            if (next.Groups["name"].Value.Equals(name, StringComparison.OrdinalIgnoreCase)
                && !next.Value.EndsWith("/>", StringComparison.Ordinal)) depth++;
            else if (next.Groups["closed"].Value.Equals(name, StringComparison.OrdinalIgnoreCase) && --depth == 0)
                return next.Index + next.Length;
        }
        unclosed++; // only the tag itself is left alone
        return end;
    }

    private const string Word = @"[\p{L}\p{M}\p{Nd}_]";
    private const string Ends = @"[^\s<>""„“”»«(){}⟦⟧]*[^\s<>""„“”»«(){}⟦⟧.,;:!?'’]";

    [GeneratedRegex(
        // No part may scan the same run of letters from every place in it, nor split it in more than one way: texts come from strangers.
        // marked words, markup
        @"⟦[^⟧]*⟧|<!--.*?-->|(?<tag><(?<name>[A-Za-z][\w\-]*)(\s[^<>]*)?>|</[A-Za-z][\w\-]*\s*>)|&(\#\d+|\#[xX][0-9A-Fa-f]+|[A-Za-z]\w*);" +
        // placeholders and quoted code
        @"|\{\{[^{}]*\}\}|\{[\p{L}\p{Nd}_.\-]+([,:][^{}]*)?\}|(?<!\d)%(\d+\$)?[sd]\b|`[^`\n]+`" +
        // addresses
        @"|(?<![A-Za-z0-9+.\-])[A-Za-z][A-Za-z0-9+.\-]*://" + Ends + @"|\bmailto:" + Ends + @"|\bwww\." + Ends +
        @"|(?<![\p{L}\p{Nd}_.+\-])[\p{L}\p{Nd}_.+\-]+@[\p{L}\p{Nd}\-]+(\.[\p{L}\p{Nd}\-]+)+" +
        @"|(?<![\p{L}\p{Nd}.\-])([\p{L}\p{Nd}\-]+\.)+(com|org|net|edu|gov|int|info|biz|rs|eu|xk|hr|mk|ba|uk|io|dev|срб)\b(/" + Ends + @")?" +
        // files and paths
        @"|(?<![\p{L}\p{Nd}_\-])[\p{L}\p{Nd}_\-]+\.(pdf|docx?|xlsx?|pptx?|odt|ods|csv|tsv|txt|md|rtf|png|jpe?g|gif|svg|webp|heic|zip|gz|tar|html?|css|js|ts|cs|json|xml|ya?ml|sql|sh|exe|ics|epub|mp[34]|wav|sav|db|resx|po)\b" +
        @"|(?<=^|[\s(„""'])(\.{0,2}/[A-Za-z0-9_.\-]+)+/?|\b[A-Z]:\\" + Ends +
        // hashtags, handles
        @"|(?<!" + Word + @")[#@][\p{L}_][\p{L}\p{M}\p{Nd}_]*" +
        // codes: capitals with digits; small letters that run into digits
        @"|(?<code>(?<!" + Word + @"|[/\-._])(?=[A-Z0-9/\-._]*\d)(?=[A-Z0-9/\-._]*[A-Z])[A-Z0-9]+([/\-._][A-Z0-9]+)*(?!" + Word + @"))" +
        @"|(?<!" + Word + @")(?>[a-z]+_?\d[a-z\d_]*)(?!" + Word + @")" +
        // units and currencies
        @"|(?<=\d[\s\u00a0\u202f]?)(km/h|m/s|km[²2]|m[²³23]|cm[²³]|km|kg|cm|mm|dm|dl|cl|ml|hl|ha|mg|kWh|MWh|GWh|kW|MW|GW|kV|Hz|kHz|MHz|GHz|kB|KB|MB|GB|TB|Mb|Gb|dB|Pa|hPa|kPa|kJ|MJ|kcal|min|[mlth]|(?<!\b(1[5-9]|20)\d\d[\s\u00a0\u202f]?)g)(?!" + Word + @"|[’'])" +
        @"|°[CF](?!" + Word + @")|(?<!" + Word + @")(EUR|USD|GBP|CHF|RSD)(?!" + Word + @")",
        RegexOptions.ExplicitCapture | RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex Anything();

    [GeneratedRegex(@"<(?<name>[A-Za-z][\w\-]*)(\s[^<>]*)?>|</(?<closed>[A-Za-z][\w\-]*)\s*>", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Tag();

    [GeneratedRegex(@"\stranslate\s*=\s*[""']?no\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex NotTranslated();

    [GeneratedRegex(@"\slang\s*=\s*[""']?(?!sr\b)[A-Za-z]", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex OtherLanguage();

    [GeneratedRegex(@"(?<before>\s(alt|title|placeholder|aria-label)\s*=\s*(?<quote>[""']))(?<value>.*?)(?<after>\k<quote>)",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    internal static partial Regex ReadableAttribute();

    [GeneratedRegex(@"(?<before>\slang\s*=\s*[""']?sr-)(Latn|Cyrl)", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    internal static partial Regex ScriptAttribute();
}
