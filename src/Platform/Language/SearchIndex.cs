using Microsoft.EntityFrameworkCore;
using Uramost.Platform.Data;
using Uramost.Platform.Naming;

namespace Uramost.Platform.Language;

/// <summary>
/// The one search of records by words: blind to script, diacritics and inflection. A word is stored folded; a search
/// takes the ending off what was typed and finds every word that begins with the rest.
/// </summary>
public static class SearchIndex
{
    /// <summary>Longest folded word that is stored; longer ones are cut, on both sides.</summary>
    public const int LongestToken = 40;

    // Endings of nouns, adjectives and verbs of the three languages, folded; the longest that fits is taken off.
    private static readonly string[] Endings = [.. new[]
    {
        // Serbian
        "a", "e", "i", "o", "u", "om", "em", "og", "eg", "im", "ih", "oj", "ama", "ima", "ovi", "evi", "ova", "eva", "ove", "eve", "ovima", "evima", "omu", "emu", "ega", "oga", "ju",
        // Albanian
        "t", "n", "s", "et", "te", "it", "in", "ve", "eve", "ave", "ive", "ut", "un", "en", "ne", "se", "ja", "je", "ite", "ete",
        // English
        "s", "es", "ed", "ing", "ies",
    }.Distinct().OrderByDescending(e => e.Length)];

    /// <summary>The words of the texts as they are stored: folded, each once.</summary>
    public static IReadOnlySet<string> Tokens(IEnumerable<string> texts) =>
        texts.Select(NamingText.WithAllNames).SelectMany(Folding.Tokens).Select(t => Cut(t.Text)).Where(t => t.Length > 0).ToHashSet();

    /// <summary>What is looked for when this folded word was typed: the word without its ending, at least three letters.</summary>
    public static string Stem(string folded)
    {
        if (folded.Length < 5 || folded.Any(char.IsAsciiDigit)) return folded;
        foreach (var ending in Endings)
        {
            // A short word keeps more of itself: otherwise "Peja" would find every word in "pe".
            if (folded.Length - ending.Length >= Math.Max(4, folded.Length - 4) && folded.EndsWith(ending, StringComparison.Ordinal)) return folded[..^ending.Length];
        }

        return folded;
    }

    /// <summary>The stems of a typed search, at most six words.</summary>
    public static IReadOnlyList<string> Stems(string? typed) =>
        string.IsNullOrWhiteSpace(typed) ? [] : [.. Folding.Tokens(typed).Select(t => Stem(Cut(t.Text))).Where(t => t.Length > 0).Distinct().Take(6)];

    /// <summary>Ids of records of a kind that have a word beginning with the stem. Used inside a query, so that the database joins.</summary>
    public static IQueryable<Guid> Containing(PlatformDb db, string kind, string stem)
    {
        var words = db.Set<SearchToken>().Where(t => t.Kind == kind && string.Compare(t.Token, stem) >= 0);
        if (After(stem) is { } after) words = words.Where(t => string.Compare(t.Token, after) < 0);
        return words.Select(t => t.RecordId);
    }

    /// <summary>Writes the words of one record, with the changes of <paramref name="db"/>; the caller saves.</summary>
    public static async Task Write(PlatformDb db, string kind, Guid recordId, Guid? projectId, SearchVisibility visibility, IEnumerable<string> texts, CancellationToken ct = default)
    {
        var wanted = Tokens(texts);
        var stored = await db.Set<SearchToken>().Where(t => t.RecordId == recordId).ToListAsync(ct);
        db.RemoveRange(stored.Where(t => !wanted.Contains(t.Token)));
        foreach (var token in stored.Where(t => wanted.Contains(t.Token))) (token.ProjectId, token.Visibility) = (projectId, visibility);
        var known = stored.Select(t => t.Token).ToHashSet();
        db.AddRange(wanted.Where(w => !known.Contains(w)).Select(w => new SearchToken { RecordId = recordId, Token = w, Kind = kind, ProjectId = projectId, Visibility = visibility }));
    }

    // The first text that no longer begins with the stem: letters and digits only, so any collation agrees.
    private static string? After(string stem)
    {
        for (var end = stem.Length - 1; end >= 0; end--)
        {
            switch (stem[end])
            {
                case 'z': continue;
                case '9': return $"{stem[..end]}a";
                case >= '0' and < '9' or >= 'a' and < 'z': return $"{stem[..end]}{(char)(stem[end] + 1)}";
                default: return null;
            }
        }

        return null;
    }

    private static string Cut(string token) => token.Length > LongestToken ? token[..LongestToken] : token;
}
