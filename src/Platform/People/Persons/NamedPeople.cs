using Uramost.Platform.Language;

namespace Uramost.Platform.People.Persons;

/// <summary>
/// Finds people of the register in a running text, for texts that may name nobody. It knows those people only whom the
/// reader may see, so that it tells nobody who else is in the register.
/// </summary>
public sealed class NamedPeople(PersonNames names, PeopleRights rights)
{
    // A case ending takes at most this many letters: Petrović-a, Krasniqi-t, Milenom.
    private const int LongestEnding = 3;

    /// <summary>The first full name in any language of the text, as it stands there, or null.</summary>
    public async Task<string?> FirstIn(LocalText? text, CancellationToken ct = default)
    {
        var seen = (await rights.Get()).Organisations;
        if (text is null || seen.Count == 0) return null;
        var index = await names.Index(ct);
        foreach (var part in new[] { text.En, text.Sq, text.Sr, text.SrOther })
        {
            if (part is not null && FirstIn(part, index, seen) is { } found) return found;
        }

        return null;
    }

    /// <summary>The first full name of one of these organisations' people in a text, as it stands there, or null.</summary>
    public static string? FirstIn(string text, NameIndex index, IReadOnlySet<Guid> organisations)
    {
        var words = Folding.Tokens(text);
        for (var i = 0; i + 1 < words.Count; i++)
        {
            var (one, other) = (words[i], words[i + 1]);
            if (!char.IsUpper(text[one.Start]) || !char.IsUpper(text[other.Start])) continue;
            if (text.AsSpan(one.Start + one.Length, other.Start - one.Start - one.Length).Trim(" \u00A0\r\n-").Length > 0) continue;
            foreach (var name in index.Search($"{Stem(one.Text)} {Stem(other.Text)}", organisations, 50))
            {
                if (name.GivenName.Length == 0 || name.FamilyName.Length == 0) continue;
                if (IsForm(name.GivenName, one.Text) && IsForm(name.FamilyName, other.Text) || IsForm(name.FamilyName, one.Text) && IsForm(name.GivenName, other.Text))
                {
                    return text[one.Start..(other.Start + other.Length)];
                }
            }
        }

        return null;
    }

    private static string Stem(string word) => word[..Math.Max(Math.Min(3, word.Length), word.Length - LongestEnding)];

    // A word of the name, perhaps with its last vowel changed for a case ending.
    private static bool IsForm(string name, string word) => NameIndex.WordsOf(name).Any(part =>
    {
        var common = 0;
        while (common < part.Length && common < word.Length && part[common] == word[common]) common++;
        return common >= Math.Max(2, part.Length - 1) && word.Length - common <= LongestEnding;
    });
}
