using Uramost.Platform.Language;
using Uramost.Platform.Places;

namespace Uramost.Platform.Naming;

/// <summary>A typed name in a record's text, with the token that would let the policy decide.</summary>
/// <param name="Start">Index of the first character.</param>
/// <param name="Length">Number of characters.</param>
/// <param name="Found">What was typed.</param>
/// <param name="Rule">Id of the rule: <c>typed-kosovo</c>, <c>typed-place</c>, or that of a forbidden phrase; its explanation is the word <c>Rule.</c> + id.</param>
/// <param name="Propose">What to write instead, with tokens; null when the writer has to choose among the places, or to find other words.</param>
/// <param name="Places">The places that the name may mean.</param>
public sealed record NamingHint(int Start, int Length, string Found, string Rule, string? Propose, IReadOnlyList<Place> Places);

/// <summary>
/// Finds names that were typed into a text of a record, so that the writer is told when it is saved. Nothing is replaced
/// behind their back. Names in texts that stay as published are no business of it: do not ask about those.
/// </summary>
public sealed class NamingHints(PlaceCatalogue places)
{
    private readonly PhraseFinder phrases = new(NeutralityRule.Load());
    private readonly TypedNames names = new(places);

    /// <summary>The typed names in a text of this variant, in its order.</summary>
    public IReadOnlyList<NamingHint> Find(string? text, UiVariant language)
    {
        if (string.IsNullOrWhiteSpace(text)) return [];
        var hints = new List<NamingHint>();
        var tokens = Tokens(text).ToList();
        var words = TextWords.Of(text).Where(w => !tokens.Any(t => w.Start < t.End && t.Start < w.End)).ToList();
        foreach (var (start, length, rule) in phrases.Find(words, language.Language))
        {
            hints.Add(new NamingHint(start, length, text.Substring(start, length), rule.Id, rule.Propose, []));
        }

        foreach (var name in names.Find(text, words, language.Language))
        {
            if (hints.Any(h => h.Start < name.End && name.Start < h.Start + h.Length)) continue;
            if (name.Places is [{ Id: Named.Marked }])
            {
                // A typed mark goes with the name: the policy sets its own.
                var length = name.Length + (name.End < text.Length && text[name.End] == '*' ? 1 : 0);
                hints.Add(new NamingHint(name.Start, length, text.Substring(name.Start, length), "typed-kosovo", Token(name, language), name.Places));
                continue;
            }

            var choices = name.Places.SelectMany(p => p.Asks ? p.MemberIds.Select(m => places[m]).Prepend(p) : [p]).Distinct().ToList();
            hints.Add(new NamingHint(name.Start, name.Length, text.Substring(name.Start, name.Length), "typed-place", choices.Count == 1 ? Token(name, language) : null, choices));
        }

        return [.. hints.OrderBy(h => h.Start)];
    }

    /// <summary>The hints for every language of a record's text.</summary>
    public IEnumerable<(UiVariant Variant, NamingHint Hint)> Find(LocalText text)
    {
        var serbian = text.Sr is not null && LocalText.IsCyrillic(text.Sr) ? UiVariant.SerbianCyrillic : UiVariant.SerbianLatin;
        foreach (var (variant, written) in new[] { (UiVariant.English, text.En), (UiVariant.Albanian, text.Sq), (serbian, text.Sr) })
        {
            foreach (var hint in Find(written, variant)) yield return (variant, hint);
        }
    }

    private string Token(TypedName name, UiVariant language)
    {
        var place = name.Places[0];
        if (name.IsPair || language.Language == "en") return NamingText.TokenFor(place.Id);

        // Several cases look the same ("u Vučitrnu", "ka Vučitrnu"); the first that does is as good as any: it prints the same.
        var typed = PlaceCatalogue.Key(name.Spellings[0]);
        if (PlaceCatalogue.Key(place.Name(language)) == typed) return NamingText.TokenFor(place.Id);
        return NamingText.TokenFor(place.Id, NamingText.Forms.FirstOrDefault(f => places.Form(place, language, f) is { } form && PlaceCatalogue.Key(form) == typed));
    }

    private static IEnumerable<(int Start, int End)> Tokens(string text)
    {
        var at = 0;
        foreach (var part in NamingText.Parse(text))
        {
            if (part.PlaceId is not null) yield return (at, at + part.Text.Length);
            at += part.Text.Length;
        }
    }
}
