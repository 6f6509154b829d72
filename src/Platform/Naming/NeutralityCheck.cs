using Uramost.Platform.Language;
using Uramost.Platform.Places;

namespace Uramost.Platform.Naming;

/// <summary>A stretch of text that stays as published.</summary>
/// <param name="Start">Index of its first character.</param>
/// <param name="Length">Number of characters.</param>
/// <param name="Language">Its language, as a BCP 47 tag.</param>
public readonly record struct VerbatimSpan(int Start, int Length, string Language)
{
    /// <summary>Whether any character of the stretch lies in the span.</summary>
    public bool Touches(int start, int length) => start < Start + Length && Start < start + length;
}

/// <summary>What a stretch of a page is for the check.</summary>
public enum PageTextKind
{
    /// <summary>Text that is read in its order.</summary>
    Running,

    /// <summary>A title, an alternative text, an option: read alone, so every mention carries the mark.</summary>
    Alone,

    /// <summary>The footnote of the policy.</summary>
    Footnote,
}

/// <summary>A stretch of a page or document in one language, in the order of reading.</summary>
/// <param name="Text">The text.</param>
/// <param name="Variant">The variant it is written in.</param>
/// <param name="Verbatim">What in it stays as published.</param>
/// <param name="Kind">What it is.</param>
public sealed record PageText(string Text, UiVariant Variant, IReadOnlyList<VerbatimSpan> Verbatim, PageTextKind Kind = PageTextKind.Running);

/// <summary>A name or word that the policy forbids.</summary>
/// <param name="TextIndex">Index of the text on the page.</param>
/// <param name="Start">Index of the first character in the text.</param>
/// <param name="Length">Number of characters; 0 where something is missing.</param>
/// <param name="Found">What stands there.</param>
/// <param name="Rule">Id of the rule; its explanation is the word <c>Rule.</c> + id.</param>
/// <param name="Propose">What to write instead, with tokens, or null.</param>
public sealed record NeutralityViolation(int TextIndex, int Start, int Length, string Found, string Rule, string? Propose);

/// <summary>What the check found on one page or document.</summary>
/// <param name="Violations">What the policy forbids, in the order of reading.</param>
/// <param name="Verbatim">What was passed over because it stays as published, with its language.</param>
public sealed record NeutralityReport(IReadOnlyList<NeutralityViolation> Violations, IReadOnlyList<(string Text, string Language)> Verbatim);

/// <summary>
/// Reads the texts of a finished page or document for names that its policy forbids: words of one side's position, names
/// of one side standing alone, a mark or a footnote that is missing, twice or not the policy's. Holds no state.
/// </summary>
public sealed class NeutralityCheck(PlaceCatalogue places)
{
    private readonly PhraseFinder phrases = new(NeutralityRule.Load());
    private readonly TypedNames names = new(places);

    /// <summary>Checks the texts of one page or document, in the order of reading.</summary>
    public NeutralityReport Check(NamingPolicy policy, IReadOnlyList<PageText> texts)
    {
        var violations = new List<NeutralityViolation>();
        var verbatim = new List<(string, string)>();
        int marks = 0, footnotes = 0;
        var mentioned = false;
        for (var t = 0; t < texts.Count; t++)
        {
            var text = texts[t];
            foreach (var span in text.Verbatim) verbatim.Add((text.Text.Substring(span.Start, span.Length), span.Language));
            if (text.Kind == PageTextKind.Footnote)
            {
                footnotes++;
                if (!policy.HasFootnote) Report("footnote-forbidden", 0, text.Text.Length, null);
                else if (footnotes > 1) Report("footnote-twice", 0, text.Text.Length, null);
                else if (policy.Footnote!.In(text.Variant) is { } wording && !text.Text.Contains(wording, StringComparison.Ordinal)) Report("footnote-wording", 0, text.Text.Length, null);
                continue;
            }

            var language = text.Variant.Language;
            var words = TextWords.Of(text.Text);
            var open = words.Where(w => !text.Verbatim.Any(v => v.Touches(w.Start, w.Length))).ToList();
            foreach (var (start, length, rule) in phrases.Find(open, language))
            {
                // Words that are no longer neighbours, because something published stood between them, are no phrase.
                if (!text.Verbatim.Any(v => v.Touches(start, length))) Report(rule.Id, start, length, rule.Propose);
            }

            foreach (var name in names.Find(text.Text, open, language))
            {
                if (violations.Any(v => v.TextIndex == t && v.Start < name.End && name.Start < v.Start + v.Length)) continue;
                if (name.Places.Any(p => p.Id == Named.Marked)) Mention(name);
                else if (OtherSide(name, text.Variant)) Report(language == "en" ? "one-sided-place" : "other-language-place", name.Start, name.Length, name.Places.Count == 1 ? NamingText.TokenFor(name.Places[0].Id) : null);
            }

            void Mention(TypedName name)
            {
                var marked = policy.Mark is { } mark ? text.Text.AsSpan(name.End).StartsWith(mark, StringComparison.Ordinal) : text.Text.AsSpan(name.End).StartsWith("*", StringComparison.Ordinal);
                if (!policy.HasFootnote)
                {
                    if (marked) Report("mark-forbidden", name.Start, name.Length + 1, "{{kosovo}}");
                }
                else if (text.Kind == PageTextKind.Alone)
                {
                    if (!marked) Report("mark-missing", name.Start, name.Length, "{{kosovo}}");
                }
                else
                {
                    if (marked && ++marks > 1) Report("mark-twice", name.Start, name.Length + policy.Mark!.Length, "{{kosovo}}");
                    if (!marked && !mentioned) Report("mark-missing", name.Start, name.Length, "{{kosovo}}");
                    mentioned = true;
                }
            }

            void Report(string rule, int start, int length, string? propose) =>
                violations.Add(new NeutralityViolation(t, start, length, text.Text.Substring(start, length), rule, propose));
        }

        if (marks > 0 && footnotes == 0) violations.Add(new NeutralityViolation(texts.Count - 1, 0, 0, "", "footnote-missing", null));
        if (policy.HasFootnote && marks == 0 && footnotes > 0) violations.Add(new NeutralityViolation(texts.Count - 1, 0, 0, "", "footnote-without-mark", null));
        return new NeutralityReport([.. violations.OrderBy(v => v.TextIndex).ThenBy(v => v.Start)], verbatim);
    }

    // Only places that have a name on each side can be named one-sidedly; a pair names both.
    private bool OtherSide(TypedName name, UiVariant reader)
    {
        if (name.IsPair || name.Places.Any(p => !(p.Languages.Contains("sq") && p.Languages.Contains("sr")))) return false;
        return name.Places.All(place =>
        {
            var spelling = name.Spellings[0];
            if (Same(place.Names.Albanian, place.Names.SerbianLatin)) return false;
            if (reader.Language == "en") return !spelling.Equals(place.Names.English, StringComparison.OrdinalIgnoreCase) && (place.Names.English is not null || !IsBothSides(place, spelling));
            var own = new[] { place.Names.Albanian, place.Names.AlbanianDefinite }.Concat(NamingText.Forms.Select(f => places.Form(place, UiVariant.Albanian, f)));
            if (reader.Language == "sr") own = new[] { place.Names.SerbianLatin }.Concat(NamingText.Forms.Select(f => places.Form(place, UiVariant.SerbianLatin, f)));
            return !own.Any(o => o is not null && Same(o, spelling));
        });
    }

    // A spelling that both sides use is nobody's: Kamenica, Klina.
    private static bool IsBothSides(Place place, string spelling) =>
        (Same(place.Names.Albanian, spelling) || Same(place.Names.AlbanianDefinite, spelling)) && Same(place.Names.SerbianLatin, spelling);

    private static bool Same(string? a, string? b) => a is not null && b is not null && PlaceCatalogue.Key(a) == PlaceCatalogue.Key(b);
}
