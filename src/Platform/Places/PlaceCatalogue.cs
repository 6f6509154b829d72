using System.Text;
using Microsoft.Extensions.Localization;
using Uramost.Platform.Language;

namespace Uramost.Platform.Places;

/// <summary>
/// All places and every spelling of them. Loaded once from the embedded lists; nothing in it changes, so one instance
/// serves every request.
/// </summary>
public sealed class PlaceCatalogue
{
    private readonly List<Place> all;
    private readonly Dictionary<string, Place> byId;
    private readonly Dictionary<(string Id, string Variant, string Case), string> forms = [];

    // Folded spelling → places. Case forms ("Vushtrrisë") are kept apart: they count only when nothing else fits.
    private readonly Dictionary<string, List<Place>> byName = [], byForm = [];
    private readonly List<(string[] Word, PlaceKind Kind)> kindWords;

    private PlaceCatalogue()
    {
        all = [.. PlaceFiles.Places("kosovo.csv"), .. PlaceFiles.Places("serbia.csv"), .. PlaceFiles.Places("elsewhere.csv")];
        byId = all.ToDictionary(p => p.Id);
        foreach (var place in all)
        {
            foreach (var name in place.Names.All.Concat(place.Aliases)) Add(byName, name, place);
        }

        foreach (var row in PlaceFiles.Rows("forms.csv"))
        {
            foreach (var form in new[] { "gen", "dat", "acc", "ins", "loc" })
            {
                if (row(form) is not { } text) continue;
                forms[(row("id")!, row("language")!, form)] = text;
                Add(byForm, text, byId[row("id")!]);
            }
        }

        kindWords = [.. PlaceFiles.Rows("words.csv").Select(r => (Key(r("word")!).Split(' '), Enum.Parse<PlaceKind>(r("kind")!, ignoreCase: true))).OrderByDescending(w => w.Item1.Length)];
    }

    /// <summary>The catalogue of the embedded lists.</summary>
    public static PlaceCatalogue Load() => Loaded.Value;

    private static readonly Lazy<PlaceCatalogue> Loaded = new(() => new PlaceCatalogue());

    /// <summary>Every place, in the order of the lists.</summary>
    public IReadOnlyList<Place> All => all;

    /// <summary>The place with this id.</summary>
    /// <exception cref="KeyNotFoundException">No place has the id.</exception>
    public Place this[string id] => byId.TryGetValue(id, out var place) ? place : throw new KeyNotFoundException($"No place has the id \"{id}\".");

    /// <summary>The place with this id, or null.</summary>
    public Place? Find(string? id) => id is null ? null : byId.GetValueOrDefault(id);

    /// <summary>The municipalities (cities included) of a country, a region, a district or a group.</summary>
    public IReadOnlyList<Place> Municipalities(string within) => [.. all.Where(p => p.IsMunicipality && IsWithin(p, within))];

    /// <summary>Whether a place is, or lies in, another one; a member lies in its group.</summary>
    public bool IsWithin(Place place, string id)
    {
        if (byId[id].MemberIds.Contains(place.Id)) return true;
        for (var p = place; p is not null; p = Find(p.ParentId))
        {
            if (p.Id == id) return true;
        }

        return false;
    }

    /// <summary>
    /// A case form of the place's name for running text, or null where it is not known.
    /// </summary>
    /// <param name="place">The place.</param>
    /// <param name="reader">Albanian or Serbian; English has no case forms.</param>
    /// <param name="form"><c>def</c> (Albanian definite), <c>gen</c>, <c>dat</c>, <c>acc</c>, <c>ins</c> or <c>loc</c>.</param>
    public string? Form(Place place, UiVariant reader, string form) => (reader.Language, form) switch
    {
        ("sq", "def") => place.Names.AlbanianDefinite,
        _ => forms.GetValueOrDefault((place.Id, reader.Tag, form)),
    };

    /// <summary>The name in the reader's language without the word for its kind: "Raški" for "Raški okrug".</summary>
    public string NameWithoutKind(Place place, UiVariant reader) => WithoutKind(place.Name(reader), out _) ?? place.Name(reader);

    /// <summary>The name with its kind and the place it lies in, so that two places of one name can be told apart.</summary>
    public string Describe(Place place, UiVariant reader, IStringLocalizer<Words> words)
    {
        var kind = words[$"Kind.{place.Kind}"].Value;
        var within = Find(place.ParentId) is { Id: not ("xk" or "rs") } parent ? parent.Name(reader) : null;
        return within is null ? words["Described.Alone", place.Name(reader), kind] : words["Described.Within", place.Name(reader), kind, within];
    }

    /// <summary>
    /// What a typed spelling means. Script, diacritics and case do not matter. "A/B" is one place when both sides name
    /// it; "A, B" and "A (B)" narrow by the place it lies in; "municipality of A", "A region" narrow by kind.
    /// </summary>
    public PlaceAnswer Resolve(string typed)
    {
        var found = Candidates(typed, out var question);
        if (found.Count == 0) return new UnknownPlace(typed, Suggest(typed));
        if (found.Any(p => p.Asks))
        {
            found = [.. found.SelectMany(p => p.Asks ? p.MemberIds.Select(m => byId[m]).Append(p) : [p]).Distinct()];
            question = PlaceQuestion.WholeOrPart;
        }

        return found.Count == 1 ? new FoundPlace(typed, found[0]) : new AmbiguousPlace(typed, question, found);
    }

    /// <summary>Places whose name, or a word of it, begins as typed: for type-ahead. At most <paramref name="limit"/>, whole names first.</summary>
    public IReadOnlyList<Place> Search(string typed, int limit = 12)
    {
        var key = Key(typed);
        if (key.Length == 0) return [];
        return [.. byName
            .Where(n => n.Key.StartsWith(key, StringComparison.Ordinal) || n.Key.Contains(" " + key, StringComparison.Ordinal))
            .SelectMany(n => n.Value.Select(p => (Place: p, Rank: n.Key == key ? 0 : n.Key.StartsWith(key, StringComparison.Ordinal) ? 1 : 2)))
            .OrderBy(m => m.Rank).ThenBy(m => Weight(m.Place)).ThenBy(m => m.Place.Id, StringComparer.Ordinal)
            .Select(m => m.Place).Distinct().Take(limit)];
    }

    private List<Place> Candidates(string typed, out PlaceQuestion question)
    {
        question = PlaceQuestion.Which;
        var key = Key(typed);
        if (byName.TryGetValue(key, out var exact)) return Bare(exact);
        if (byForm.TryGetValue(key, out var inflected)) return Bare(inflected);

        if (WithoutKind(typed, out var kind) is { } rest)
        {
            var named = Spelt(rest).Where(p => Fits(p, kind)).ToList();
            if (named.Count > 0) return named;
        }

        if (Split(typed, ["/", "|", " = "]) is { } sides)
        {
            var sets = sides.Select(Spelt).ToList();
            if (sets.All(s => s.Count > 0))
            {
                var shared = sets.Aggregate((a, b) => [.. a.Intersect(b)]);
                if (shared.Count > 0) return Bare(shared);
                question = PlaceQuestion.TwoPlaces;
                return [.. sets.SelectMany(Bare).Distinct()];
            }
        }

        if (Split(typed.Replace(")", ""), [",", "("]) is { Length: 2 } parts)
        {
            var (inner, outer) = (Spelt(parts[0]), Spelt(parts[1]));
            var narrowed = inner.Where(p => outer.Any(o => o != p && IsWithin(p, o.Id))).ToList();
            if (narrowed.Count == 0) narrowed = [.. inner.Intersect(outer)];
            if (narrowed.Count > 0) return Bare(narrowed);
        }

        if (Split(typed, [" – ", " — ", " - ", " & "]) is { } listed && listed.Select(Spelt).ToList() is var places && places.All(s => s.Count > 0))
        {
            question = PlaceQuestion.TwoPlaces;
            return [.. places.SelectMany(Bare).Distinct()];
        }

        return [];
    }

    private List<Place> Spelt(string spelling)
    {
        var key = Key(spelling);
        if (byName.TryGetValue(key, out var named)) return named;
        if (byForm.TryGetValue(key, out var inflected)) return inflected;
        return Candidates(spelling, out _);
    }

    // A bare name means the town before the region that is named after it.
    private static List<Place> Bare(List<Place> found) =>
        found.Any(p => p.Kind is not (PlaceKind.Region or PlaceKind.District)) ? [.. found.Where(p => p.Kind is not (PlaceKind.Region or PlaceKind.District)).OrderBy(Weight)] : found;

    private static int Weight(Place place) => place.Kind switch
    {
        PlaceKind.Country => 0,
        PlaceKind.City or PlaceKind.Municipality => 1,
        PlaceKind.Group => 2,
        PlaceKind.CityMunicipality => 3,
        PlaceKind.Settlement => 4,
        _ => 5,
    };

    private static bool Fits(Place place, PlaceKind kind) => kind switch
    {
        PlaceKind.Municipality => place.IsMunicipality || place.Kind is PlaceKind.CityMunicipality or PlaceKind.Group,
        PlaceKind.City => place.IsMunicipality || place.Kind is PlaceKind.Group or PlaceKind.Settlement,
        _ => place.Kind is PlaceKind.Region or PlaceKind.District,
    };

    // "Gjilan/Gnjilane region" → "Gjilan/Gnjilane": the slash must survive, so words are cut from the typed text, not from its key.
    private string? WithoutKind(string typed, out PlaceKind kind)
    {
        var words = typed.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        foreach (var (word, of) in kindWords)
        {
            kind = of;
            if (words.Length <= word.Length) continue;
            if (words.Take(word.Length).Select(Key).SequenceEqual(word)) return string.Join(' ', words[word.Length..]);
            if (words.TakeLast(word.Length).Select(Key).SequenceEqual(word)) return string.Join(' ', words[..^word.Length]);
        }

        kind = default;
        return null;
    }

    private static string[]? Split(string typed, string[] separators)
    {
        var parts = typed.Split(separators, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return parts.Length > 1 ? parts : null;
    }

    private List<Place> Suggest(string typed)
    {
        var key = Key(typed);
        if (key.Length < 2) return [];
        var allowed = key.Length < 5 ? 1 : key.Length < 9 ? 2 : 3;
        return [.. byName
            .Select(n => (n.Value, Distance: Distance(key, n.Key, allowed), SameStart: n.Key[0] == key[0]))
            .Where(n => n.Distance <= allowed)
            .SelectMany(n => n.Value.Select(p => (Place: p, n.Distance, n.SameStart)))
            .OrderBy(n => n.Distance).ThenByDescending(n => n.SameStart).ThenBy(n => Weight(n.Place)).ThenBy(n => n.Place.Id, StringComparer.Ordinal)
            .Select(n => n.Place).Distinct().Take(5)];
    }

    private static void Add(Dictionary<string, List<Place>> index, string name, Place place)
    {
        var key = Key(name);
        if (!index.TryGetValue(key, out var places)) index[key] = places = [];
        if (!places.Contains(place)) places.Add(place);
    }

    /// <summary>The folded spelling by which names are compared: letters and digits, words parted by one space.</summary>
    public static string Key(string name)
    {
        var key = new StringBuilder(name.Length);
        foreach (var c in Folding.Fold(name))
        {
            if (char.IsLetterOrDigit(c)) key.Append(c);
            else if (key.Length > 0 && key[^1] != ' ') key.Append(' ');
        }

        return key.ToString().TrimEnd();
    }

    // Optimal string alignment: a typist leaves out, adds, changes or swaps letters.
    private static int Distance(string a, string b, int limit)
    {
        if (Math.Abs(a.Length - b.Length) > limit) return limit + 1;
        var d = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++) d[i, 0] = i;
        for (var j = 0; j <= b.Length; j++) d[0, j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            for (var j = 1; j <= b.Length; j++)
            {
                var cost = a[i - 1] == b[j - 1] ? 0 : 1;
                d[i, j] = Math.Min(Math.Min(d[i - 1, j] + 1, d[i, j - 1] + 1), d[i - 1, j - 1] + cost);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) d[i, j] = Math.Min(d[i, j], d[i - 2, j - 2] + 1);
            }
        }

        return d[a.Length, b.Length];
    }
}
