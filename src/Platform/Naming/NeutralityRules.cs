using Uramost.Platform.Language;

namespace Uramost.Platform.Naming;

/// <summary>Words that no text of ours uses, in some languages, and what stands in their place.</summary>
/// <param name="Id">What the rule is about; its explanation is found under it among the words.</param>
/// <param name="Languages">Languages of records in which it holds: <c>en</c>, <c>sq</c>, <c>sr</c>.</param>
/// <param name="Phrases">Phrases; a word that ends in <c>~</c> stands for every word that begins so. Script, diacritics and case do not matter.</param>
/// <param name="Propose">What to write instead, with tokens; null where nothing replaces it.</param>
/// <param name="Cased">Whether capitals matter, as in an abbreviation.</param>
public sealed record NeutralityRule(string Id, IReadOnlyList<string> Languages, IReadOnlyList<string> Phrases, string? Propose, bool Cased = false)
{
    /// <summary>The rules of <c>data/naming/rules.json</c>.</summary>
    public static IReadOnlyList<NeutralityRule> Load() => NamingFiles.Read<List<NeutralityRule>>("rules.json");
}

/// <summary>A word of a text and where it stands.</summary>
internal readonly record struct TextWord(int Start, int Length, string Text, string Folded)
{
    public int End => Start + Length;
    public bool IsCapital => char.IsUpper(Text[0]);
}

/// <summary>Cuts a text into words, folded for comparison, without losing where they stand.</summary>
internal static class TextWords
{
    public static List<TextWord> Of(string text) => [.. Folding.Tokens(text).Select(t => new TextWord(t.Start, t.Length, text.Substring(t.Start, t.Length), t.Text))];

    public static string[] Fold(string phrase) => [.. Folding.Tokens(phrase).Select(t => t.Text)];
}

/// <summary>Finds phrases of rules in texts.</summary>
internal sealed class PhraseFinder
{
    private readonly record struct Phrase(NeutralityRule Rule, (string Text, bool IsStem)[] Words);

    private readonly ILookup<string, Phrase> byLanguage;

    public PhraseFinder(IEnumerable<NeutralityRule> rules) => byLanguage = rules
        .SelectMany(r => r.Languages.SelectMany(l => r.Phrases.Select(p => (Language: l, Phrase: new Phrase(r, [.. p.Split(' ').Select(w =>
            (r.Cased ? w.TrimEnd('~') : Folding.Fold(w.TrimEnd('~')), w.EndsWith('~')))])))))
        .ToLookup(p => p.Language, p => p.Phrase);

    /// <summary>Every phrase of the language in the text; where phrases overlap, the longest.</summary>
    public IEnumerable<(int Start, int Length, NeutralityRule Rule)> Find(IReadOnlyList<TextWord> words, string language)
    {
        for (var i = 0; i < words.Count;)
        {
            var best = default(Phrase);
            foreach (var phrase in byLanguage[language])
            {
                if (phrase.Words.Length > (best.Words?.Length ?? 0) && Fits(words, i, phrase)) best = phrase;
            }

            if (best.Words is null)
            {
                i++;
                continue;
            }

            var last = words[i + best.Words.Length - 1];
            yield return (words[i].Start, last.End - words[i].Start, best.Rule);
            i += best.Words.Length;
        }
    }

    private static bool Fits(IReadOnlyList<TextWord> words, int at, Phrase phrase)
    {
        if (at + phrase.Words.Length > words.Count) return false;
        for (var j = 0; j < phrase.Words.Length; j++)
        {
            var (text, isStem) = phrase.Words[j];
            var word = phrase.Rule.Cased ? words[at + j].Text : words[at + j].Folded;
            if (isStem ? !word.StartsWith(text, StringComparison.Ordinal) : word != text) return false;
        }

        return true;
    }
}
