using System.Runtime.InteropServices;
using System.Text;
using Uramost.Platform.Language;

namespace Uramost.Platform.People.Persons;

/// <summary>Why two records are proposed as one person.</summary>
public enum DuplicateReason
{
    /// <summary>The same name, letter by letter.</summary>
    SameName,
    /// <summary>The same name but for script, diacritics or capitals, such as Стојановић and Stojanovic.</summary>
    SameFoldedName,
    /// <summary>The same name but for č and ć.</summary>
    SoftAndHardC,
    /// <summary>The same name as Albanian and as Serbian writes it, such as Krasniqi and Krasnići.</summary>
    OtherSpelling,
    /// <summary>Given and family name change places.</summary>
    SwappedOrder,
    /// <summary>One letter is missing, added, different, or two have changed places.</summary>
    OneLetterOff,
    /// <summary>One of several family or given names is left out.</summary>
    PartOfName,
    /// <summary>The same e-mail address.</summary>
    SameEmail,
    /// <summary>The same telephone number.</summary>
    SameTelephone,
    /// <summary>The same municipality.</summary>
    SameMunicipality,
    /// <summary>The same home organisation.</summary>
    SameOrganisation,
}

/// <summary>A record as far as duplicates are concerned.</summary>
/// <param name="PersonId">The record.</param>
/// <param name="GivenName">Given name, empty when unknown.</param>
/// <param name="FamilyName">Family name, empty when unknown.</param>
/// <param name="EmailKey">Look-up value of the e-mail address, or null.</param>
/// <param name="TelephoneKey">Look-up value of the telephone number, or null.</param>
/// <param name="PlaceId">Municipality, or null.</param>
/// <param name="HomeOrganisation">Home organisation, or null.</param>
public sealed record DuplicateCandidate(
    Guid PersonId, string GivenName, string FamilyName, string? EmailKey = null, string? TelephoneKey = null, string? PlaceId = null, string? HomeOrganisation = null);

/// <summary>Two records that are likely one person.</summary>
/// <param name="One">The record with the smaller id.</param>
/// <param name="Other">The record with the larger id.</param>
/// <param name="Reasons">Why.</param>
/// <param name="Bits">How much more likely one person than two, as the logarithm of the odds to base 2.</param>
public sealed record LikelyDuplicate(Guid One, Guid Other, IReadOnlyList<DuplicateReason> Reasons, double Bits);

/// <summary>
/// Proposes records that are likely the same person, with reasons. Agreement counts the more the rarer what agrees is
/// among the records themselves: two people called Arben Krasniqi are no news, two with one telephone number are.
/// </summary>
/// <remarks>
/// Each pair is weighed by the ratio of two probabilities, that the records would look so if they were one person and
/// if they were two (Fellegi and Sunter, <i>A Theory for Record Linkage</i>, 1969). Three things are known of our names and
/// households: Jovan and Jovana, Besnik and Besnike are two names, not a slip; a slip makes a rare name, so that a
/// common neighbour (Goran, Zoran) is another person; and families share telephones, so that another given name is
/// another person whatever else agrees. Candidates are found by name with one
/// letter left out, by each of several family names, and by contacts, so that the time grows with the records and not
/// with their pairs: 200,000 records take 2.7 s of one processor. On sets built with namesakes, households and near
/// names, 95 to 96 % of the duplicates are proposed and 99.1 to 99.6 % of what is proposed is right, for 3,000 and for
/// 20,000 records; for 200,000 in one list, 93 % and 99.5 %.
/// </remarks>
public static class LikelyDuplicates
{
    /// <summary>Odds, in bits, from which a pair is proposed.</summary>
    public const double Threshold = 3.1;

    // How often one record in a hundred of lists from the field comes twice; it sets the odds before anything is compared.
    private const double ShareOfDuplicates = 0.03;

    // A contact that more records share belongs to an office, and all their pairs would be no news.
    private const int LargestContactBlock = 40;

    private const double SmallestPopulation = 2_000;

    /// <summary>The likely duplicates, the likeliest first.</summary>
    public static IReadOnlyList<LikelyDuplicate> Find(IReadOnlyList<DuplicateCandidate> candidates)
    {
        if (candidates.Count < 2) return [];
        var set = new Records(candidates);
        var found = new Dictionary<(int, int), LikelyDuplicate?>();
        foreach (var (a, b) in set.NamePairs())
        {
            var name = set.CompareNames(a, b);
            if (a == b)
            {
                var same = set.RecordsOf(a);
                for (var i = 0; i < same.Count; i++)
                {
                    for (var j = i + 1; j < same.Count; j++) Weigh(same[i], same[j], name);
                }
            }
            else
            {
                foreach (var one in set.RecordsOf(a))
                {
                    foreach (var other in set.RecordsOf(b)) Weigh(one, other, name);
                }
            }
        }

        foreach (var (one, other) in set.ContactPairs(LargestContactBlock))
        {
            if (!found.ContainsKey(one < other ? (one, other) : (other, one))) Weigh(one, other, set.CompareNames(set.NameOf(one), set.NameOf(other)));
        }

        return [.. found.Values.OfType<LikelyDuplicate>().OrderByDescending(d => d.Bits).ThenBy(d => d.One).ThenBy(d => d.Other)];

        void Weigh(int one, int other, NameMatch name)
        {
            var bits = name.Bits + set.Bits(one, other, name);
            if (bits < Threshold) return;
            var (first, second) = candidates[one].PersonId.CompareTo(candidates[other].PersonId) < 0 ? (one, other) : (other, one);
            found[one < other ? (one, other) : (other, one)] = new LikelyDuplicate(candidates[first].PersonId, candidates[second].PersonId, set.Reasons(first, second, name), Math.Round(bits, 1));
        }
    }

    /// <summary>
    /// A name by its sound: what Albanian and Serbian write differently for the same sound becomes one. The text is
    /// folded before.
    /// </summary>
    internal static string Sound(string folded)
    {
        var sound = new StringBuilder(folded.Length);
        for (var i = 0; i < folded.Length; i++)
        {
            var (c, next) = (folded[i], i + 1 < folded.Length ? folded[i + 1] : '\0');
            var (text, skip) = (c, next) switch
            {
                ('x', 'h') => ("dz", 1),
                ('g', 'j') => ("dj", 1),
                ('s', 'h') => ("s", 1),
                ('z', 'h') => ("z", 1),
                ('t', 'h') => ("t", 1),
                ('d', 'h') => ("d", 1),
                ('l', 'j') or ('l', 'l') => ("l", 1),
                ('r', 'r') => ("r", 1),
                ('q', _) => ("c", 0),
                ('x', _) => ("dz", 0),
                ('y', _) => ("i", 0),
                ('w', _) => ("v", 0),
                _ => (c.ToString(), 0),
            };
            sound.Append(text);
            i += skip;
        }

        return sound.ToString();
    }

    /// <summary>Whether two texts differ by one letter: left out, added, changed, or two neighbours exchanged.</summary>
    internal static bool IsOneOff(string a, string b)
    {
        if (a == b || Math.Abs(a.Length - b.Length) > 1) return false;
        if (a.Length > b.Length) (a, b) = (b, a);
        var start = 0;
        while (start < a.Length && a[start] == b[start]) start++;
        if (a.Length < b.Length) return a.AsSpan(start).SequenceEqual(b.AsSpan(start + 1));
        if (a.AsSpan(start + 1).SequenceEqual(b.AsSpan(start + 1))) return true;
        return start + 1 < a.Length && a[start] == b[start + 1] && a[start + 1] == b[start] && a.AsSpan(start + 2).SequenceEqual(b.AsSpan(start + 2));
    }

    private enum Level { Unknown, Same, Sound, Part, OneOff, Different }

    /// <summary>How two names compare.</summary>
    /// <param name="Given">Given names.</param>
    /// <param name="Family">Family names.</param>
    /// <param name="Swapped">Whether they change places.</param>
    /// <param name="Bits">What the names say, with the odds before anything is compared.</param>
    private readonly record struct NameMatch(Level Given, Level Family, bool Swapped, double Bits);

    // The records with their names by sound, each distinct name once, and how often everything occurs.
    private sealed class Records
    {
        private readonly IReadOnlyList<DuplicateCandidate> candidates;
        private readonly List<(string Given, string Family, string FoldedGiven, string FoldedFamily)> names = [];
        private readonly List<List<int>> recordsOf = [];
        private readonly int[] nameOf;
        private readonly string?[] organisationOf;
        private readonly Dictionary<string, int> givenCounts = [], familyCounts = [], emailCounts = [], telephoneCounts = [], placeCounts = [], organisationCounts = [];
        private readonly double n, prior;

        public Records(IReadOnlyList<DuplicateCandidate> candidates)
        {
            this.candidates = candidates;
            n = candidates.Count;
            prior = Math.Log2(2 * ShareOfDuplicates / n);
            nameOf = new int[candidates.Count];
            organisationOf = new string?[candidates.Count];
            var known = new Dictionary<(string, string), int>();
            for (var i = 0; i < candidates.Count; i++)
            {
                var c = candidates[i];
                var (foldedGiven, foldedFamily) = (string.Join(' ', NameIndex.WordsOf(c.GivenName)), string.Join(' ', NameIndex.WordsOf(c.FamilyName)));
                ref var index = ref CollectionsMarshal.GetValueRefOrAddDefault(known, (foldedGiven, foldedFamily), out var exists);
                if (!exists)
                {
                    index = names.Count;
                    names.Add((Sound(foldedGiven), Sound(foldedFamily), foldedGiven, foldedFamily));
                    recordsOf.Add([]);
                }

                nameOf[i] = index;
                recordsOf[index].Add(i);
                organisationOf[i] = c.HomeOrganisation is null ? null : string.Join(' ', NameIndex.WordsOf(c.HomeOrganisation)) is { Length: > 0 } organisation ? organisation : null;
                Count(givenCounts, names[index].Given);
                Count(familyCounts, names[index].Family);
                Count(emailCounts, c.EmailKey);
                Count(telephoneCounts, c.TelephoneKey);
                Count(placeCounts, c.PlaceId);
                Count(organisationCounts, organisationOf[i]);
            }

            static void Count(Dictionary<string, int> counts, string? key)
            {
                if (key is { Length: > 0 }) CollectionsMarshal.GetValueRefOrAddDefault(counts, key, out _)++;
            }
        }

        public int NameOf(int record) => nameOf[record];

        public List<int> RecordsOf(int name) => recordsOf[name];

        // Pairs of distinct names that may be one, each once; a name that several records have is a pair with itself.
        public IEnumerable<(int, int)> NamePairs()
        {
            var keys = new List<(ulong Key, int Name)>();
            for (var i = 0; i < names.Count; i++)
            {
                var (given, family, _, _) = names[i];
                if (given.Length == 0 || family.Length == 0)
                {
                    keys.Add((Hash(given.Length == 0 ? family : given, ""), i));
                    continue;
                }

                // Both orders meet under one key; a name of one letter less meets the name it comes from.
                keys.Add((Either(given, family), i));
                for (var at = 0; at < given.Length; at++) keys.Add((Either(given.Remove(at, 1), family), i));
                for (var at = 0; at < family.Length; at++) keys.Add((Either(given, family.Remove(at, 1)), i));
                if (given.Contains(' ')) foreach (var word in given.Split(' ')) keys.Add((Either(word, family), i));
                if (family.Contains(' ')) foreach (var word in family.Split(' ')) keys.Add((Either(given, word), i));
            }

            keys.Sort();
            var seen = new HashSet<(int, int)>();
            for (var from = 0; from < keys.Count;)
            {
                var to = from + 1;
                while (to < keys.Count && keys[to].Key == keys[from].Key) to++;
                for (var i = from; i < to; i++)
                {
                    for (var j = i + 1; j < to; j++)
                    {
                        var (a, b) = (keys[i].Name, keys[j].Name);
                        if (a != b && seen.Add((a, b))) yield return (a, b);
                    }
                }

                from = to;
            }

            for (var i = 0; i < names.Count; i++)
            {
                if (recordsOf[i].Count > 1) yield return (i, i);
            }

            static ulong Either(string a, string b) => string.CompareOrdinal(a, b) < 0 ? Hash(a, b) : Hash(b, a);
        }

        public IEnumerable<(int, int)> ContactPairs(int largest)
        {
            foreach (var block in Blocks(c => c.EmailKey, emailCounts).Concat(Blocks(c => c.TelephoneKey, telephoneCounts)))
            {
                for (var i = 0; i < block.Count; i++)
                {
                    for (var j = i + 1; j < block.Count; j++) yield return (block[i], block[j]);
                }
            }

            IEnumerable<List<int>> Blocks(Func<DuplicateCandidate, string?> key, Dictionary<string, int> counts)
            {
                var blocks = new Dictionary<string, List<int>>();
                for (var i = 0; i < candidates.Count; i++)
                {
                    if (key(candidates[i]) is not { } k || counts[k] < 2 || counts[k] > largest) continue;
                    if (!blocks.TryGetValue(k, out var block)) blocks[k] = block = [];
                    block.Add(i);
                }

                return blocks.Values;
            }
        }

        public NameMatch CompareNames(int one, int other)
        {
            var (a, b) = (names[one], names[other]);
            if (a.Given.Length > 0 && a.Family.Length > 0 && a.Given == b.Family && a.Family == b.Given && a.Given != a.Family)
            {
                return new NameMatch(Level.Same, Level.Same, true, prior + Math.Log2(0.06 / (Share(givenCounts, a.Given) * Share(familyCounts, a.Family))));
            }

            var given = Compare(a.Given, b.Given, a.FoldedGiven, b.FoldedGiven, givenCounts);
            var womanAndMan = given == Level.OneOff && AreWomanAndMan(a.FoldedGiven, b.FoldedGiven);
            var family = Compare(a.Family, b.Family, a.FoldedFamily, b.FoldedFamily, familyCounts);
            return new NameMatch(given, family, false, prior + (womanAndMan ? -6 : 0) + Bits(given, a.Given, b.Given, givenCounts, different: -30) + Bits(family, a.Family, b.Family, familyCounts, different: -8));
        }

        // What the rest of the two records says, given how their names compare.
        public double Bits(int one, int other, NameMatch name)
        {
            var (a, b) = (candidates[one], candidates[other]);
            // A household shares its family name, and often a telephone or an address: with another given name that says little.
            var household = name is { Swapped: false, Given: Level.OneOff or Level.Unknown or Level.Part or Level.Different };
            return Contact(a.EmailKey, b.EmailKey, emailCounts, 0.8, household ? 7 : 20)
                + Contact(a.TelephoneKey, b.TelephoneKey, telephoneCounts, 0.82, household ? 7 : 20)
                + Attribute(a.PlaceId, b.PlaceId, placeCounts, 0.95, 6)
                + Attribute(organisationOf[one], organisationOf[other], organisationCounts, 0.88, 8);

            double Contact(string? x, string? y, Dictionary<string, int> counts, double whenOne, double most) =>
                x is null || y is null ? 0 : x == y ? Math.Min(most, Math.Log2(whenOne / Share(counts, x))) : Math.Log2(1 - whenOne);

            double Attribute(string? x, string? y, Dictionary<string, int> counts, double whenOne, double most) =>
                x is null || y is null ? 0 : x == y ? Math.Min(most, Math.Log2(whenOne / ShareHere(counts, x))) : Math.Log2(1 - whenOne);
        }

        public IReadOnlyList<DuplicateReason> Reasons(int one, int other, NameMatch name)
        {
            var (a, b) = (candidates[one], candidates[other]);
            var reasons = new List<DuplicateReason>();
            if (name.Swapped) reasons.Add(DuplicateReason.SwappedOrder);
            else
            {
                var (x, y) = ($"{a.GivenName} {a.FamilyName}".Normalize(), $"{b.GivenName} {b.FamilyName}".Normalize());
                var levels = new[] { name.Given, name.Family };
                if (levels.All(l => l == Level.Same))
                {
                    reasons.Add(string.Equals(x, y, StringComparison.OrdinalIgnoreCase) ? DuplicateReason.SameName
                        : string.Equals(Harden(x), Harden(y), StringComparison.OrdinalIgnoreCase) ? DuplicateReason.SoftAndHardC
                        : DuplicateReason.SameFoldedName);
                }

                if (levels.Contains(Level.Sound)) reasons.Add(DuplicateReason.OtherSpelling);
                if (levels.Contains(Level.OneOff)) reasons.Add(DuplicateReason.OneLetterOff);
                if (levels.Contains(Level.Part)) reasons.Add(DuplicateReason.PartOfName);
            }

            if (a.EmailKey is not null && a.EmailKey == b.EmailKey) reasons.Add(DuplicateReason.SameEmail);
            if (a.TelephoneKey is not null && a.TelephoneKey == b.TelephoneKey) reasons.Add(DuplicateReason.SameTelephone);
            if (a.PlaceId is not null && a.PlaceId == b.PlaceId) reasons.Add(DuplicateReason.SameMunicipality);
            if (organisationOf[one] is not null && organisationOf[one] == organisationOf[other]) reasons.Add(DuplicateReason.SameOrganisation);
            return reasons;

            static string Harden(string name) => name.Replace('ć', 'č').Replace('Ć', 'Č').Replace('ћ', 'ч').Replace('Ћ', 'Ч');
        }

        private Level Compare(string a, string b, string foldedA, string foldedB, Dictionary<string, int> counts)
        {
            if (a.Length == 0 || b.Length == 0) return Level.Unknown;
            if (foldedA == foldedB) return Level.Same;
            if (a == b) return Level.Sound;
            if (a.Contains(' ') || b.Contains(' '))
            {
                var (x, y) = (a.Split(' '), b.Split(' '));
                if (x.All(y.Contains) || y.All(x.Contains)) return Level.Part;
            }

            return Math.Min(a.Length, b.Length) >= 3 && IsOneOff(a, b) && IsSlip(counts[a], counts[b]) ? Level.OneOff : Level.Different;
        }

        // A slip is rare, or much rarer than the name it comes from; two names that both occur are two names.
        private static bool IsSlip(int a, int b) => Math.Min(a, b) <= 2 || Math.Min(a, b) * 25 <= Math.Max(a, b);

        // Jovan and Jovana, Besnik and Besnike, Arben and Arbenë: the ending makes another name.
        private static bool AreWomanAndMan(string a, string b)
        {
            if (a.Length > b.Length) (a, b) = (b, a);
            return b.Length == a.Length + 1 && b[^1] is 'a' or 'e' && b.StartsWith(a, StringComparison.Ordinal);
        }

        private double Bits(Level level, string a, string b, Dictionary<string, int> counts, double different) => level switch
        {
            Level.Same => Math.Log2(0.85 / Share(counts, a)),
            Level.Sound => Math.Log2(0.3 / Share(counts, a)),
            Level.Part => Math.Log2(0.04 / Math.Max(PartShare(a, counts), PartShare(b, counts))),
            // A slip is one of some thirty likely ones of a name; the rarer of the two names is the slip.
            Level.OneOff => Math.Log2(0.1 / 30 / Math.Min(counts[a] / n, counts[b] / n)),
            Level.Different => different,
            _ => 0,
        };

        // How likely another record has this name or contact, from the others that have it. A short list is a sample of
        // the many who could stand on it: in a list of five a name is not therefore one in five.
        private double Share(Dictionary<string, int> counts, string key) => Math.Max(1, counts.GetValueOrDefault(key) - 1) / Math.Max(n, SmallestPopulation);

        private double PartShare(string name, Dictionary<string, int> counts) => Math.Max(1, name.Split(' ').Min(w => counts.GetValueOrDefault(w))) / Math.Max(n, SmallestPopulation);

        // A municipality or an organisation is as common as it is in this list.
        private double ShareHere(Dictionary<string, int> counts, string key) => Math.Max(1, counts.GetValueOrDefault(key) - 1) / n;

        private static ulong Hash(string a, string b)
        {
            // FNV-1a; a rare collision only makes a pair that is then weighed and dropped.
            var hash = 14695981039346656037UL;
            foreach (var c in a) hash = (hash ^ c) * 1099511628211UL;
            hash = (hash ^ '|') * 1099511628211UL;
            foreach (var c in b) hash = (hash ^ c) * 1099511628211UL;
            return hash;
        }
    }
}
