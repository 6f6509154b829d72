using System.Text.RegularExpressions;
using Uramost.Platform.Language;

namespace Uramost.Programmes.Iati;

/// <summary>
/// What the framework's schema validation objects to, in our own words: it tells its reasons in English sentences only,
/// of which the names between quotation marks are taken.
/// </summary>
internal static partial class SchemaWording
{
    /// <summary>The rule's name and the sentence.</summary>
    /// <param name="message">The framework's sentence.</param>
    /// <param name="element">The element at which validation stands.</param>
    public static (string Rule, Wording Message) Of(string message, string element)
    {
        var names = Quoted().Matches(message).Select(m => m.Groups[1].Value).Where(n => !n.StartsWith("##", StringComparison.Ordinal)).ToArray();
        string Name(int at) => at < names.Length ? names[at] : element;
        // What might stand there is the last thing between quotation marks.
        string Expected() => names.Length == 0 ? "" : names[^1];
        bool Says(string words) => message.Contains(words, StringComparison.Ordinal);
        if (Says("incomplete content")) return Rule("missing", Name(0), Expected());
        if (Says("invalid child element")) return names.Length > 2 ? Rule("child", Name(0), Name(1), Expected()) : Rule("unexpected", Name(0), Name(1));
        if (Says("required attribute")) return Rule("attribute-missing", element, Name(0));
        if ((Says("attribute is not declared") || Says("attribute is not allowed"))) return Rule("attribute-unknown", element, Name(0));
        if (Says("attribute is invalid")) return Rule("value", $"{element}/@{Name(0)}", Short(names.Length > 1 ? names[1] : ""));
        if (Says("element is invalid")) return Rule("value", Name(0), Short(names.Length > 1 ? names[1] : ""));
        if (Says("element is not declared")) return Rule("unknown", Name(0));
        if (Says("cannot contain text")) return Rule("no-text", Name(0));
        if (Says("cannot contain child element")) return Rule("unexpected", Name(0), names.Length > 1 ? names[1] : "");
        return Rule("other", element);
    }

    private static (string, Wording) Rule(string rule, params string[] arguments) => ($"schema.{rule}", Wording.Of<Words>($"Schema.{rule}", arguments));

    private static string Short(string text) => text.Length > 60 ? text[..60] + "…" : text;

    [GeneratedRegex("'([^']*)'", RegexOptions.CultureInvariant)]
    private static partial Regex Quoted();
}
