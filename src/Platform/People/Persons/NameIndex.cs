using System.Runtime.InteropServices;
using Uramost.Platform.Language;

namespace Uramost.Platform.People.Persons;

/// <summary>A person's name with the organisation that owns the record.</summary>
/// <param name="PersonId">The person.</param>
/// <param name="OrganisationId">The owning organisation.</param>
/// <param name="GivenName">Given name, empty when unknown.</param>
/// <param name="FamilyName">Family name, empty when unknown.</param>
public readonly record struct PersonName(Guid PersonId, Guid OrganisationId, string GivenName, string FamilyName)
{
    /// <summary>Given and family name.</summary>
    public string Full => $"{GivenName} {FamilyName}".Trim();
}

/// <summary>A part of the list of names.</summary>
/// <param name="Names">The names, by family name, then given name.</param>
/// <param name="HasMore">Whether more follow.</param>
public sealed record NamePage(IReadOnlyList<PersonName> Names, bool HasMore);

/// <summary>
/// All names, folded and sorted, in arrays: finds persons by the beginning of any part of their name, in either script
/// and with or without diacritics. A snapshot never changes; <see cref="With"/> gives the next one.
/// </summary>
/// <remarks>
/// Main part: persons in the order of their names, so that a person's place is their rank; folded words sorted; for
/// each word the places of the persons who have it. Names that changed since lie in a small second part that is read
/// through, and go into the main part when they are many: a change costs no rebuilding and no decryption of the rest.
/// Measured with 200,000 persons in 40 organisations: 81 bytes per person, 14 of them the texts of 62,000 distinct names;
/// type-ahead takes 5 to 200 µs, whether all organisations may be seen or one.
/// </remarks>
public sealed class NameIndex
{
    /// <summary>Most words of what was typed that are looked at.</summary>
    public const int MostWords = 8;

    private const int SmallestMerge = 512, ScanFrom = 24, OwnFrom = 4;

    /// <summary>An index without names.</summary>
    public static readonly NameIndex Empty = new(new Main([]), new Dictionary<Guid, Late>(), [], 0);

    private readonly Main main;
    private readonly Dictionary<Guid, Late> late;
    private readonly ulong[] replaced;
    private readonly int replacedCount;

    private NameIndex(Main main, Dictionary<Guid, Late> late, ulong[] replaced, int replacedCount) => (this.main, this.late, this.replaced, this.replacedCount) = (main, late, replaced, replacedCount);

    /// <summary>Number of persons.</summary>
    public int Count => main.Count - replacedCount + late.Count;

    /// <summary>Builds the index of many names.</summary>
    public static NameIndex Build(IReadOnlyCollection<PersonName> names)
    {
        var main = new Main(names);
        return new NameIndex(main, new Dictionary<Guid, Late>(), new ulong[(main.Count + 63) / 64], 0);
    }

    /// <summary>The index after some changes.</summary>
    /// <param name="changed">Names that are new or different.</param>
    /// <param name="gone">Persons who are no longer there.</param>
    public NameIndex With(IReadOnlyCollection<PersonName> changed, IReadOnlyCollection<Guid> gone)
    {
        if (changed.Count == 0 && gone.Count == 0) return this;
        var (nextLate, nextReplaced, nextCount) = (new Dictionary<Guid, Late>(late), (ulong[])replaced.Clone(), replacedCount);
        foreach (var id in gone.Concat(changed.Select(c => c.PersonId)))
        {
            nextLate.Remove(id);
            if (main.PlaceOf(id) is var place and >= 0 && (nextReplaced[place >> 6] & (1UL << place)) == 0)
            {
                nextReplaced[place >> 6] |= 1UL << place;
                nextCount++;
            }
        }

        foreach (var name in changed) nextLate[name.PersonId] = new Late(name);
        var next = new NameIndex(main, nextLate, nextReplaced, nextCount);
        return nextLate.Count + nextCount <= Math.Max(SmallestMerge, main.Count / 50) ? next : Build([.. next.All()]);
    }

    /// <summary>Every name, in no order.</summary>
    public IEnumerable<PersonName> All()
    {
        for (var place = 0; place < main.Count; place++)
        {
            if (!IsReplaced(place)) yield return main.NameAt(place);
        }

        foreach (var name in late.Values) yield return name.Name;
    }

    /// <summary>The name of a person, or null.</summary>
    public PersonName? Find(Guid personId) =>
        late.TryGetValue(personId, out var name) ? name.Name
        : main.PlaceOf(personId) is var place and >= 0 && !IsReplaced(place) ? main.NameAt(place)
        : null;

    /// <summary>
    /// Persons of the given organisations of whose name each typed word is the beginning of a part, in any order; with a
    /// comma, what stands before it belongs to the family name and what stands after it to the given name. Whole words
    /// come before beginnings, family names before given ones, then by name.
    /// </summary>
    /// <param name="typed">What was typed.</param>
    /// <param name="organisations">Whose people may be seen.</param>
    /// <param name="limit">Most answers.</param>
    public IReadOnlyList<PersonName> Search(string typed, IReadOnlySet<Guid> organisations, int limit)
    {
        var words = Word.Of(typed);
        if (words.Count == 0 || organisations.Count == 0 || limit <= 0) return [];
        var best = new Best(limit);
        SearchMain(words, organisations, best);
        SearchLate(words, organisations, best);
        return best.Names(main);
    }

    /// <summary>The list of names of some organisations, by family name, from after a given person.</summary>
    /// <param name="organisations">Whose people may be seen.</param>
    /// <param name="after">The last person of the page before, or null for the first page.</param>
    /// <param name="size">Names on a page.</param>
    public NamePage List(IReadOnlySet<Guid> organisations, Guid? after, int size)
    {
        var from = after is { } id && Find(id) is { } last ? new SortKey(last) : (SortKey?)null;
        var own = main.OrganisationsIn(organisations);
        var own2 = late.Values.Where(l => organisations.Contains(l.Name.OrganisationId)).Select(l => (Key: new SortKey(l.Name), l.Name))
            .Where(l => from is null || l.Key.CompareTo(from.Value) > 0).OrderBy(l => l.Key).ToList();
        var names = new List<PersonName>(size + 1);
        var (place, next) = (from is null ? 0 : main.FirstAfter(from.Value), 0);
        while (names.Count <= size)
        {
            while (place < main.Count && (!own[main.OrganisationAt(place)] || IsReplaced(place))) place++;
            if (place >= main.Count && next >= own2.Count) break;
            if (place >= main.Count || (next < own2.Count && own2[next].Key.CompareTo(new SortKey(main.NameAt(place))) < 0)) names.Add(own2[next++].Name);
            else names.Add(main.NameAt(place++));
        }

        var more = names.Count > size;
        if (more) names.RemoveAt(size);
        return new NamePage(names, more);
    }

    /// <summary>How many persons the organisations have, counted up to a limit.</summary>
    public int CountOf(IReadOnlySet<Guid> organisations, int limit)
    {
        var own = main.OrganisationsIn(organisations);
        var count = late.Values.Count(l => organisations.Contains(l.Name.OrganisationId));
        for (var place = 0; place < main.Count && count < limit; place++)
        {
            if (own[main.OrganisationAt(place)] && !IsReplaced(place)) count++;
        }

        return Math.Min(count, limit);
    }

    private bool IsReplaced(int place) => (replaced[place >> 6] & (1UL << place)) != 0;

    private void SearchMain(List<Word> words, IReadOnlySet<Guid> organisations, Best best)
    {
        Span<(int From, int To)> ranges = stackalloc (int, int)[words.Count];
        var rarest = 0;
        var fewest = int.MaxValue;
        for (var i = 0; i < words.Count; i++)
        {
            ranges[i] = main.WordsFrom(words[i].Text);
            var persons = main.PersonsOf(ranges[i].From, ranges[i].To);
            if (persons.Length == 0) return;
            if (persons.Length < fewest) (rarest, fewest) = (i, persons.Length);
        }

        var own = main.OrganisationsIn(organisations);
        var any = replacedCount > 0;
        if (fewest > main.Count / ScanFrom && main.PersonsOf(own) > main.Count / OwnFrom)
        {
            // One letter begins too many names: where most may be seen, reading in the order of the list is quicker and ends early.
            var highest = 1;
            for (var i = 0; i < words.Count; i++) highest += main.IsWord(ranges[i].From, words[i].Text) ? 4 : 0;
            for (var place = 0; place < main.Count && !best.IsSettled(highest); place++)
            {
                if (!own[main.OrganisationAt(place)] || (any && IsReplaced(place))) continue;
                var score = Score(main.PartsOf(place), ranges, words);
                if (score >= 0) best.Add(score, place);
            }

            return;
        }

        for (var word = ranges[rarest].From; word < ranges[rarest].To; word++)
        {
            foreach (var place in main.PersonsOf(word, word + 1))
            {
                if (!own[main.OrganisationAt(place)] || (any && IsReplaced(place))) continue;
                var parts = main.PartsOf(place);
                // A person with two words in the range is met twice and taken once.
                if (FirstIn(parts, ranges[rarest]) != word) continue;
                var score = Score(parts, ranges, words);
                if (score >= 0) best.Add(score, place);
            }
        }
    }

    private static int FirstIn(ReadOnlySpan<int> parts, (int From, int To) range)
    {
        foreach (var part in parts)
        {
            var word = part >> 1;
            if (word >= range.From && word < range.To) return word;
        }

        return -1;
    }

    private int Score(ReadOnlySpan<int> parts, ReadOnlySpan<(int From, int To)> ranges, List<Word> words)
    {
        var score = 0;
        for (var i = 0; i < words.Count; i++)
        {
            var best = -1;
            foreach (var part in parts)
            {
                var (word, family) = (part >> 1, (part & 1) == 1);
                if (word < ranges[i].From || word >= ranges[i].To || (words[i].InFamily is { } wanted && wanted != family)) continue;
                var whole = main.WordAt(word).Length == words[i].Text.Length;
                best = Math.Max(best, (whole ? 4 : 0) + (family && i == 0 ? 1 : 0));
            }

            if (best < 0) return -1;
            score += best;
        }

        return score;
    }

    private void SearchLate(List<Word> words, IReadOnlySet<Guid> organisations, Best best)
    {
        foreach (var entry in late.Values)
        {
            if (!organisations.Contains(entry.Name.OrganisationId)) continue;
            var score = 0;
            for (var i = 0; i < words.Count && score >= 0; i++)
            {
                var own = -1;
                foreach (var (text, family) in entry.Words)
                {
                    if (!text.StartsWith(words[i].Text, StringComparison.Ordinal) || (words[i].InFamily is { } wanted && wanted != family)) continue;
                    own = Math.Max(own, (text.Length == words[i].Text.Length ? 4 : 0) + (family && i == 0 ? 1 : 0));
                }

                score = own < 0 ? -1 : score + own;
            }

            if (score >= 0) best.Add(score, entry.Name);
        }
    }

    /// <summary>A typed word, folded.</summary>
    private readonly record struct Word(string Text, bool? InFamily)
    {
        public static List<Word> Of(string typed)
        {
            var words = new List<Word>();
            var comma = typed.IndexOf(',');
            if (comma >= 0)
            {
                Add(typed[..comma], true);
                Add(typed[(comma + 1)..], false);
            }
            else Add(typed, null);
            return words;

            void Add(string part, bool? family)
            {
                foreach (var word in WordsOf(part))
                {
                    if (words.Count < MostWords) words.Add(new Word(word, family));
                }
            }
        }
    }

    /// <summary>The folded words of a name: runs of letters and digits.</summary>
    internal static IEnumerable<string> WordsOf(string name)
    {
        var folded = Folding.Fold(name);
        for (var at = 0; at < folded.Length;)
        {
            if (!char.IsLetterOrDigit(folded[at])) { at++; continue; }
            var start = at;
            while (at < folded.Length && char.IsLetterOrDigit(folded[at])) at++;
            yield return start == 0 && at == folded.Length ? folded : folded[start..at];
        }
    }

    // The order of the list: folded family name, folded given name, id.
    private readonly record struct SortKey(string Family, string Given, Guid Id) : IComparable<SortKey>
    {
        public SortKey(PersonName name)
            : this(Folding.Fold(name.FamilyName), Folding.Fold(name.GivenName), name.PersonId) { }

        public int CompareTo(SortKey other)
        {
            var order = string.CompareOrdinal(Family, other.Family);
            if (order == 0) order = string.CompareOrdinal(Given, other.Given);
            return order != 0 ? order : Id.CompareTo(other.Id);
        }
    }

    private sealed class Late(PersonName name)
    {
        public PersonName Name { get; } = name;

        public (string Text, bool Family)[] Words { get; } = [.. WordsOf(name.FamilyName).Select(w => (w, true)), .. WordsOf(name.GivenName).Select(w => (w, false))];
    }

    // The best answers so far: a short sorted list, since few are wanted and most candidates lose against its last.
    private sealed class Best(int limit)
    {
        private readonly List<(int Score, int Place)> places = new(limit + 1);
        private readonly List<(int Score, PersonName Name)> late = [];

        public void Add(int score, int place)
        {
            if (places.Count == limit && places[^1] is var last && (score < last.Score || (score == last.Score && place > last.Place))) return;
            var at = places.Count;
            while (at > 0 && (places[at - 1].Score < score || (places[at - 1].Score == score && places[at - 1].Place > place))) at--;
            places.Insert(at, (score, place));
            if (places.Count > limit) places.RemoveAt(limit);
        }

        /// <summary>Whether no later place can still be among the best, when none can score higher than this.</summary>
        public bool IsSettled(int highest) => places.Count == limit && places[^1].Score >= highest;

        public void Add(int score, PersonName name) => late.Add((score, name));

        public IReadOnlyList<PersonName> Names(Main main) => late.Count == 0
            ? [.. places.Select(p => main.NameAt(p.Place))]
            : [.. places.Select(p => (p.Score, Name: main.NameAt(p.Place))).Concat(late).OrderByDescending(p => p.Score).ThenBy(p => new SortKey(p.Name)).Take(limit).Select(p => p.Name)];
    }

    /// <summary>The main part.</summary>
    private sealed class Main
    {
        private readonly Guid[] ids;
        private readonly int[] byId;
        private readonly ushort[] organisationOf;
        private readonly Guid[] organisations;
        private readonly int[] personsIn;
        private readonly int[] given, family;
        private readonly string[] texts;
        private readonly string[] words;
        private readonly int[] partsStart, parts;
        private readonly int[] personsStart, persons;

        public Main(IReadOnlyCollection<PersonName> names)
        {
            // Names repeat: each text is kept, folded and sorted once.
            var textIndex = new Dictionary<string, int>();
            var textList = new List<string>();
            var organisationIndex = new Dictionary<Guid, ushort>();
            var raw = new (Guid Id, ushort Organisation, int Given, int Family)[names.Count];
            var n = 0;
            foreach (var name in names) raw[n++] = (name.PersonId, OrganisationOf(name.OrganisationId), TextOf(name.GivenName), TextOf(name.FamilyName));
            texts = [.. textList];
            organisations = new Guid[organisationIndex.Count];
            foreach (var (id, index) in organisationIndex) organisations[index] = id;

            var folded = Array.ConvertAll(texts, Folding.Fold);
            var byText = Enumerable.Range(0, texts.Length).ToArray();
            Array.Sort(byText, (a, b) => string.CompareOrdinal(folded[a], folded[b]));
            var rank = new int[texts.Length];
            for (var i = 0; i < byText.Length; i++) rank[byText[i]] = i > 0 && folded[byText[i]] == folded[byText[i - 1]] ? rank[byText[i - 1]] : i;
            Array.Sort(raw, (a, b) =>
            {
                var order = rank[a.Family].CompareTo(rank[b.Family]);
                if (order == 0) order = rank[a.Given].CompareTo(rank[b.Given]);
                return order != 0 ? order : a.Id.CompareTo(b.Id);
            });

            ids = Array.ConvertAll(raw, r => r.Id);
            organisationOf = Array.ConvertAll(raw, r => r.Organisation);
            personsIn = new int[organisations.Length];
            foreach (var organisation in organisationOf) personsIn[organisation]++;
            given = Array.ConvertAll(raw, r => r.Given);
            family = Array.ConvertAll(raw, r => r.Family);
            byId = Enumerable.Range(0, ids.Length).ToArray();
            Array.Sort((Guid[])ids.Clone(), byId);

            var textWords = Array.ConvertAll(texts, t => WordsOf(t).ToArray());
            words = [.. textWords.SelectMany(w => w).Distinct().Order(StringComparer.Ordinal)];
            var wordIndex = new Dictionary<string, int>(words.Length);
            for (var i = 0; i < words.Length; i++) wordIndex[words[i]] = i;
            var textParts = Array.ConvertAll(textWords, w => Array.ConvertAll(w, x => wordIndex[x]));

            partsStart = new int[raw.Length + 1];
            for (var i = 0; i < raw.Length; i++) partsStart[i + 1] = partsStart[i] + textParts[family[i]].Length + textParts[given[i]].Length;
            parts = new int[partsStart[^1]];
            personsStart = new int[words.Length + 1];
            for (var i = 0; i < raw.Length; i++)
            {
                var at = partsStart[i];
                foreach (var word in textParts[family[i]]) parts[at++] = (word << 1) | 1;
                foreach (var word in textParts[given[i]]) parts[at++] = word << 1;
                foreach (var word in Distinct(i)) personsStart[word + 1]++;
            }

            for (var i = 0; i < words.Length; i++) personsStart[i + 1] += personsStart[i];
            persons = new int[personsStart[^1]];
            var filled = personsStart[..^1];
            for (var i = 0; i < raw.Length; i++)
            {
                foreach (var word in Distinct(i)) persons[filled[word]++] = i;
            }

            int TextOf(string text)
            {
                ref var index = ref CollectionsMarshal.GetValueRefOrAddDefault(textIndex, text, out var exists);
                if (!exists)
                {
                    index = textList.Count;
                    textList.Add(text);
                }

                return index;
            }

            ushort OrganisationOf(Guid id)
            {
                ref var index = ref CollectionsMarshal.GetValueRefOrAddDefault(organisationIndex, id, out var exists);
                if (!exists) index = checked((ushort)(organisationIndex.Count - 1));
                return index;
            }

            List<int> Distinct(int place)
            {
                var own = new List<int>(4);
                foreach (var part in parts.AsSpan(partsStart[place], partsStart[place + 1] - partsStart[place]))
                {
                    if (!own.Contains(part >> 1)) own.Add(part >> 1);
                }

                return own;
            }
        }

        public int Count => ids.Length;

        public PersonName NameAt(int place) => new(ids[place], organisations[organisationOf[place]], texts[given[place]], texts[family[place]]);

        public ushort OrganisationAt(int place) => organisationOf[place];

        /// <summary>How many persons the organisations have that are marked.</summary>
        public int PersonsOf(bool[] own)
        {
            var count = 0;
            for (var i = 0; i < own.Length; i++) count += own[i] ? personsIn[i] : 0;
            return count;
        }

        public string WordAt(int word) => words[word];

        public bool IsWord(int word, string text) => word < words.Length && words[word] == text;

        public bool[] OrganisationsIn(IReadOnlySet<Guid> seen) => Array.ConvertAll(organisations, seen.Contains);

        public ReadOnlySpan<int> PartsOf(int place) => parts.AsSpan(partsStart[place], partsStart[place + 1] - partsStart[place]);

        /// <summary>Places of the persons who have one of the words.</summary>
        public ReadOnlySpan<int> PersonsOf(int from, int to) => persons.AsSpan(personsStart[from], personsStart[to] - personsStart[from]);

        public int PlaceOf(Guid id)
        {
            var (low, high) = (0, byId.Length - 1);
            while (low <= high)
            {
                var middle = (low + high) >>> 1;
                var order = ids[byId[middle]].CompareTo(id);
                if (order == 0) return byId[middle];
                if (order < 0) low = middle + 1;
                else high = middle - 1;
            }

            return -1;
        }

        public (int From, int To) WordsFrom(string start)
        {
            var from = FirstWord(w => string.CompareOrdinal(w, start) < 0);
            return (from, FirstWord(w => string.CompareOrdinal(w, start) < 0 || w.StartsWith(start, StringComparison.Ordinal)));
        }

        public int FirstAfter(SortKey key)
        {
            var (low, high) = (0, ids.Length);
            while (low < high)
            {
                var middle = (low + high) >>> 1;
                if (new SortKey(NameAt(middle)).CompareTo(key) <= 0) low = middle + 1;
                else high = middle;
            }

            return low;
        }

        private int FirstWord(Func<string, bool> before)
        {
            var (low, high) = (0, words.Length);
            while (low < high)
            {
                var middle = (low + high) >>> 1;
                if (before(words[middle])) low = middle + 1;
                else high = middle;
            }

            return low;
        }
    }
}
