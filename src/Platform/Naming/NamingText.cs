using System.Text.RegularExpressions;
using Uramost.Platform.Language;
using Uramost.Platform.Places;

namespace Uramost.Platform.Naming;

/// <summary>A piece of a text: words as they stand, or a token for a name.</summary>
/// <param name="Text">The words, or the token as it was written.</param>
/// <param name="PlaceId">Id of the place that a token names; null for words.</param>
/// <param name="Form">Case form that a token asks for, or null for the form of signs and tables.</param>
public readonly record struct NamingPart(string Text, string? PlaceId = null, string? Form = null);

/// <summary>
/// Texts carry names as tokens, so that a policy can decide what stands there when the text leaves:
/// <c>{{kosovo}}</c>, <c>{{serbia}}</c> and <c>{{place:xk-vushtrri}}</c>, each with an optional case form:
/// <c>{{kosovo:gen}}</c>, <c>{{place:xk-vushtrri:loc}}</c>. Forms: <c>def</c> (Albanian definite: the subject of a
/// sentence), <c>gen</c>, <c>dat</c>, <c>acc</c>, <c>ins</c> (Serbian), <c>loc</c>; without one the name stands as on a sign.
/// One pair of braces means the same: it is what is left of a token when a text with numbers in it was filled in.
/// </summary>
public static partial class NamingText
{
    /// <summary>Case forms that a token may ask for.</summary>
    public static readonly IReadOnlyList<string> Forms = ["def", "gen", "dat", "acc", "ins", "loc"];

    /// <summary>The pieces of a text in order. What looks like a token and is none stays words: see <see cref="Problems"/>.</summary>
    public static IEnumerable<NamingPart> Parse(string text)
    {
        var at = 0;
        foreach (Match match in Token().Matches(text))
        {
            if (Read(match) is not { } part) continue;
            if (match.Index > at) yield return new NamingPart(text[at..match.Index]);
            yield return part;
            at = match.Index + match.Length;
        }

        if (at < text.Length) yield return new NamingPart(text[at..]);
    }

    /// <summary>Tokens of the text that nothing can be put in place of: an unknown word, place or form.</summary>
    public static IEnumerable<string> Problems(string text, Func<string, bool> isPlace) =>
        DoubleBraces().Matches(text).Where(m => Token().Match(m.Value) is not { Success: true } t || t.Length != m.Length || Read(t) is not { } part || !isPlace(part.PlaceId!)).Select(m => m.Value);

    /// <summary>The token for a place, in a case form.</summary>
    public static string TokenFor(string placeId, string? form = null)
    {
        var name = placeId switch { "xk" => "kosovo", "rs" => "serbia", _ => "place:" + placeId };
        return form is null ? $"{{{{{name}}}}}" : $"{{{{{name}:{form}}}}}";
    }

    /// <summary>The text with the reader's own names in place of tokens: for what nobody reads, such as the order of a list.</summary>
    public static string Plain(string text, UiVariant variant) => !text.Contains('{', StringComparison.Ordinal) ? text : string.Concat(Parse(text).Select(p =>
        PlaceCatalogue.Load() is var places && places.Find(p.PlaceId) is { } place ? (p.Form is { } form ? places.Form(place, variant, form) : null) ?? place.Name(variant) : p.Text));

    /// <summary>The text with every name of a place in its token's stead, so that it is found by any of them.</summary>
    public static string WithAllNames(string text) => !text.Contains('{', StringComparison.Ordinal) ? text : string.Concat(Parse(text).Select(p =>
        PlaceCatalogue.Load().Find(p.PlaceId) is { } place ? $" {string.Join(' ', place.Names.All.Concat(place.Aliases))} " : p.Text));

    private static NamingPart? Read(Match match)
    {
        var form = match.Groups["form"] is { Success: true } f ? f.Value : null;
        if (form is not null && !Forms.Contains(form)) return null;
        return match.Groups["name"].Value switch
        {
            "kosovo" => new NamingPart(match.Value, "xk", form),
            "serbia" => new NamingPart(match.Value, "rs", form),
            _ => new NamingPart(match.Value, match.Groups["id"].Value, form),
        };
    }

    [GeneratedRegex(@"(?<two>\{)?\{\s*(?:(?<name>kosovo|serbia)|place:(?<id>[a-z]{2}(?:-[a-z]+)*))(?::(?<form>[a-z]+))?\s*\}(?(two)\})")]
    private static partial Regex Token();

    [GeneratedRegex(@"\{\{[^{}]*\}\}")]
    private static partial Regex DoubleBraces();
}
