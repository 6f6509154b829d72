using Uramost.Platform.Language;
using Uramost.Platform.Places;

namespace Uramost.Platform.Naming;

/// <summary>A name of a place that stands in a text as typed words.</summary>
/// <param name="Start">Index of its first character.</param>
/// <param name="Length">Number of characters; a pair "A/B" is one name.</param>
/// <param name="Places">The places that it may mean.</param>
/// <param name="Form">The case form in which it stands, or null.</param>
/// <param name="Spellings">The names that were typed: one, or the sides of a pair.</param>
internal sealed record TypedName(int Start, int Length, IReadOnlyList<Place> Places, string? Form, IReadOnlyList<string> Spellings)
{
    public int End => Start + Length;
    public bool IsPair => Spellings.Count > 1;
}

/// <summary>Finds names of places in running text, case forms and pairs included.</summary>
internal sealed class TypedNames
{
    private readonly Dictionary<string, List<(string[] Words, Place Place, string? Form)>> byFirstWord = [];
    private readonly Dictionary<string, HashSet<string>> common;

    public TypedNames(PlaceCatalogue places)
    {
        foreach (var place in places.All.Where(p => p.IsMunicipality || p.Kind is PlaceKind.CityMunicipality or PlaceKind.Country && p.Id is "xk" || p.Asks))
        {
            foreach (var name in place.Names.All.Concat(place.Aliases)) Add(name, place, name == place.Names.AlbanianDefinite && name != place.Names.Albanian ? "def" : null);
            foreach (var variant in new[] { UiVariant.Albanian, UiVariant.SerbianLatin })
            {
                foreach (var form in NamingText.Forms.Where(f => f != "def"))
                {
                    if (places.Form(place, variant, form) is { } text) Add(text, place, form);
                }
            }
        }

        common = NamingFiles.Read<Dictionary<string, List<string>>>("common-words.json").ToDictionary(c => c.Key, c => c.Value.Select(w => string.Join(' ', TextWords.Fold(w))).ToHashSet());
    }

    /// <summary>The typed names in a text of this language, left to right, the longest at each place; words that are common in the language are left out.</summary>
    public List<TypedName> Find(string text, IReadOnlyList<TextWord> words, string language)
    {
        var found = new List<TypedName>();
        for (var i = 0; i < words.Count;)
        {
            if (!words[i].IsCapital || Longest(words, i, text) is not { } hit)
            {
                i++;
                continue;
            }

            var last = words[i + hit.Count - 1];
            found.Add(new TypedName(words[i].Start, last.End - words[i].Start, hit.Places, hit.Form, [text[words[i].Start..last.End]]));
            i += hit.Count;
        }

        // A word that is common in the language is a name only beside the other name of the same place: Viti/Vitina.
        return [.. Paired(text, found).Where(n => n.IsPair || !common[language].Contains(string.Join(' ', TextWords.Fold(n.Spellings[0]))))];
    }

    private void Add(string name, Place place, string? form)
    {
        var words = TextWords.Fold(name);
        if (words.Length == 0) return;
        if (!byFirstWord.TryGetValue(words[0], out var names)) byFirstWord[words[0]] = names = [];
        if (!names.Any(n => n.Place == place && n.Words.SequenceEqual(words))) names.Add((words, place, form));
    }

    private (int Count, List<Place> Places, string? Form)? Longest(IReadOnlyList<TextWord> words, int at, string text)
    {
        if (!byFirstWord.TryGetValue(words[at].Folded, out var names)) return null;
        var fitting = names.Where(n => at + n.Words.Length <= words.Count && n.Words.Select((w, j) => words[at + j].Folded == w && (j == 0 || OneName(text, words[at + j - 1], words[at + j]))).All(x => x)).ToList();
        if (fitting.Count == 0) return null;
        var count = fitting.Max(n => n.Words.Length);
        var longest = fitting.Where(n => n.Words.Length == count).ToList();
        return (count, [.. longest.Select(n => n.Place).Distinct()], longest.Select(n => n.Form).Distinct().Count() == 1 ? longest[0].Form : null);
    }

    // The words of one name are parted by a space or a hyphen, never by a slash or a full stop.
    private static bool OneName(string text, TextWord left, TextWord right) => text[left.End..right.Start] is " " or "-" or "\u00a0" or "\n";

    // "Vushtrri/Vučitrn", "Obliq/ Obilič", "Vučitrn (Vushtrri)" are one name each when both sides name one place.
    private static List<TypedName> Paired(string text, List<TypedName> names)
    {
        var paired = new List<TypedName>();
        foreach (var name in names)
        {
            if (paired.LastOrDefault() is { } left && text[left.End..name.Start].Trim() == "/" && left.Places.Intersect(name.Places).ToList() is { Count: > 0 } shared)
            {
                paired[^1] = new TypedName(left.Start, name.End - left.Start, shared, null, [.. left.Spellings, .. name.Spellings]);
            }
            else
            {
                paired.Add(name);
            }
        }

        return paired;
    }
}
