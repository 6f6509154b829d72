using System.Reflection;
using System.Text;

namespace Uramost.Platform.Language;

/// <summary>
/// What the converter knows about single words: stems with seams, foreign words, abbreviations, and the spelling that Serbian does not have.
/// The lists are readable files in <c>data/language</c>, embedded in the assembly.
/// </summary>
internal static class SerbianLexicon
{
    private sealed class Stem
    {
        public readonly Dictionary<char, Stem> Next = [];
        public int Seam = -1; // index of the second letter of the pair; -1: not an end, 0: an end with no seam
    }

    private static readonly Stem Stems = new();
    private static readonly List<string> Prefixes = [];
    private static readonly HashSet<string> Foreign = new(StringComparer.Ordinal);
    private static readonly HashSet<string> LatinCapitals = new(StringComparer.Ordinal);
    private static readonly HashSet<string> SerbianCapitals = new(StringComparer.Ordinal);

    static SerbianLexicon()
    {
        foreach (var line in Lines("seams.txt"))
        {
            if (line[0] == '+') { Prefixes.AddRange(line[1..].Split(' ', StringSplitOptions.RemoveEmptyEntries)); continue; }
            var node = Stems;
            foreach (var c in line)
                if (c != '|') node = node.Next.TryGetValue(c, out var next) ? next : node.Next[c] = new Stem();
            node.Seam = Math.Max(0, line.IndexOf('|'));
        }
        foreach (var line in Lines("foreign-words.txt"))
            foreach (var word in line.Split(' ', StringSplitOptions.RemoveEmptyEntries)) Foreign.Add(word.Normalize(NormalizationForm.FormC));
        foreach (var line in Lines("capitals.txt"))
        {
            var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            (words[0] == "latin" ? LatinCapitals : SerbianCapitals).UnionWith(words[1..]);
        }
    }

    private static IEnumerable<string> Lines(string file)
    {
        using var stream = typeof(SerbianLexicon).Assembly.GetManifestResourceStream("language/" + file)
            ?? throw new InvalidOperationException($"The list {file} is not embedded.");
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
            if (line.Length > 0 && line[0] != '#') yield return line.Trim();
    }

    internal static bool IsForeign(string small) => Foreign.Contains(small);
    internal static bool IsLatinCapitals(string word) => LatinCapitals.Contains(word);
    internal static bool IsSerbianCapitals(string word) => SerbianCapitals.Contains(word);

    /// <summary>Finds the stem of a word in small letters. The seam is the index of the second letter of the pair in the word, 0 for a known word without seam, -1 if no stem is known.</summary>
    internal static int Seam(string small)
    {
        if (!small.Contains("nj", StringComparison.Ordinal) && !small.Contains("lj", StringComparison.Ordinal) && !small.Contains("dž", StringComparison.Ordinal)) return -1;
        var best = Match(small, 0, out var bestEnd);
        TryPrefixes(small, 0, 0, ref best, ref bestEnd);
        return best;
    }

    // The longest stem from where it begins decides; a stem without prefix goes before one behind a prefix of the same end.
    private static void TryPrefixes(string word, int from, int depth, ref int best, ref int bestEnd)
    {
        if (depth == 3) return;
        foreach (var prefix in Prefixes)
        {
            if (!word.AsSpan(from).StartsWith(prefix, StringComparison.Ordinal)) continue;
            var start = from + prefix.Length;
            var seam = Match(word, start, out var end);
            if (seam >= 0 && end > bestEnd) { best = seam; bestEnd = end; }
            TryPrefixes(word, start, depth + 1, ref best, ref bestEnd);
        }
    }

    private static int Match(string word, int start, out int end)
    {
        var (node, found) = (Stems, -1);
        end = 0;
        for (var i = start; i < word.Length; i++)
        {
            if (!node.Next.TryGetValue(word[i], out node!)) break;
            if (node.Seam < 0) continue;
            found = node.Seam == 0 ? 0 : start + node.Seam;
            end = i + 1;
        }
        return found;
    }

    /// <summary>Does an unknown word look as if a prefix met ž- ? Then the index of the second letter of the pair, else 0.</summary>
    internal static int LikelySeam(string small)
    {
        foreach (var prefix in (ReadOnlySpan<string>)["pred", "pod", "nad", "od"])
        {
            var at = small.StartsWith("ne" + prefix + "ž", StringComparison.Ordinal) ? prefix.Length + 2
                : small.StartsWith(prefix + "ž", StringComparison.Ordinal) ? prefix.Length : 0;
            if (at > 0) return at;
        }
        foreach (var start in (ReadOnlySpan<string>)["inje", "inju", "konju", "konje", "panje", "vanje", "vanju", "nonj", "interj"])
            if (small.Length > start.Length + 2 && small.StartsWith(start, StringComparison.Ordinal))
                return start.IndexOf("nj", StringComparison.Ordinal) + 1;
        return 0;
    }

    /// <summary>Is a word with dj rather one with đ whose stroke is missing?</summary>
    internal static bool LooksLikeBareDj(string small)
    {
        for (var at = small.IndexOf("dj", StringComparison.Ordinal); at >= 0; at = small.IndexOf("dj", at + 1, StringComparison.Ordinal))
        {
            var before = small.AsSpan(0, at + 1);
            var after = small.AsSpan(at + 2);
            var prefix = false;
            foreach (var p in (ReadOnlySpan<string>)["od", "pod", "nad", "pred", "ad", "kod", "ispod", "iznad", "neod", "nepod", "nepred", "naod", "sred"])
                if (before.SequenceEqual(p)) prefix = true;
            if (prefix) continue;
            // the Ijekavian reflex of ě: djevojka, djeca, djelo, vidjeti, gdje, nedjelja, ponedjeljak, sjedjeti
            if (after.StartsWith("e") && !after.StartsWith("en") && !after.StartsWith("em") && (after.Length == 1 || "cčdlvtšshr".Contains(after[1]))) continue;
            if (after.StartsWith("ij") || after.StartsWith("et")) continue;
            return true;
        }
        return false;
    }

    /// <summary>
    /// Has the word a spelling that Serbian Latin does not have? The word is in small letters.
    /// Double letters are allowed where a prefix ends (najjači, nuzzarada, preddiplomski, posttraumatski, zoologija, antiimperijalni).
    /// </summary>
    internal static bool HasForeignSpelling(string small)
    {
        for (var i = 0; i < small.Length; i++)
        {
            var c = small[i];
            if (SerbianLetters.IsMark(c)) continue;
            if (i + 1 == small.Length) break;
            var d = small[i + 1];
            var start = small.AsSpan(0, i + 1);
            if (c == d && !EndsPrefix(start, c)) return true;
            switch (c, d)
            {
                case ('c', 'h') or ('g', 'h'): return true;
                case ('p', 'h') when !(start is "op" or "up" or "neop" or "sup"): return true;
                case ('t', 'h') when !(EndsWithAny(start, "ot", "pret", "pot", "svet", "šest", "pet", "post")): return true;
                case ('s', 'h') when !(start is "s" && small.Length > 2 && small[2] is 'v' or 'o' or 'r' or 'l') && !EndsWithAny(start, "is", "ras", "us", "bes", "os", "trans", "dis", "nus", "jis", "pas"): return true;
                case ('c', 'k') when i + 2 == small.Length || small[i + 2] is 'e' or 'b' or 'p' or 'l' or 'm' or 's' or 't': return true;
                case ('i', 'e') when !EndsWithAny(start, "anti", "poli", "multi", "arhi", "mini", "maksi", "semi", "pri", "ini", "kali", "bi", "ki"): return true;
                case ('i', 'a') when i > 1 && i + 2 == small.Length: return true;
            }
        }
        if (small.Length > 4 && EndsWithAny(small, "tion", "tions", "ous", "ough", "ight", "ness", "eaux", "aise", "oise", "ique")) return true;
        return false;
    }

    /// <summary>Has the word a letter that Serbian Latin lacks (q w x y, ë, ç, ö …)?</summary>
    internal static bool HasForeignLetter(string small)
    {
        foreach (var c in small)
            if (!SerbianLetters.IsMark(c) && !SerbianLetters.TryCyrillic(c, out _)) return true;
        return false;
    }

    internal static bool HasSerbianLetter(string small) => small.AsSpan().IndexOfAny("čćđšž") >= 0;

    /// <summary>Is the spelling rare enough in Serbian to ask, but not to keep the word? Between i and a Serbian writes j (Liam, Ariana), and no word ends like John, Smit-h, Harcourt.</summary>
    internal static bool LooksForeign(string small) =>
        small.Length > 3 && (small.IndexOf("ia", 1, StringComparison.Ordinal) > 0 && !small.StartsWith("iako", StringComparison.Ordinal) && !EndsWithAny(small.AsSpan(0, small.IndexOf("ia", 1, StringComparison.Ordinal) + 1), "anti", "pri", "poli", "multi", "mini", "arhi", "medi", "ini", "semi")
        || EndsWithAny(small, "hn", "ourt", "eigh", "aid", "oad", "ead", "eld", "ault", "eau", "eine", "tine", "tures", "ors", "ers", "cast", "land's"));

    private static bool EndsPrefix(ReadOnlySpan<char> start, char letter) => letter switch
    {
        'j' => EndsWithAny(start, "naj"),
        'd' => EndsWithAny(start, "od", "pod", "nad", "pred", "sred"),
        'z' => EndsWithAny(start, "nuz", "bez", "iz", "raz"),
        's' => EndsWithAny(start, "trans"),
        't' => EndsWithAny(start, "post", "šest", "pet", "ot", "deset"),
        'r' => EndsWithAny(start, "inter", "super", "hiper"),
        'n' => EndsWithAny(start, "van"),
        'k' => EndsWithAny(start, "drek"),
        'b' => EndsWithAny(start, "sub"),
        'a' => EndsWithAny(start, "kontra", "za", "na", "ekstra", "infra", "ultra", "meta", "da", "pra"),
        'o' => EndsWithAny(start, "zo", "ko", "po", "do", "samo", "eko", "bio", "auto", "vodo", "novo", "pro", "mikro", "makro", "neo", "foto", "elektro", "jedno", "vo", "so", "geo", "radio", "visoko", "malo", "više", "no", "to", "lo", "o"),
        'e' => EndsWithAny(start, "ne", "re", "pre", "de", "ide"),
        'i' => EndsWithAny(start, "anti", "poli", "multi", "mini", "arhi", "pri", "radi", "semi", "i"),
        'u' => EndsWithAny(start, "vaku", "polu", "dvou", "u", "kontinu", "individu"),
        _ => false,
    } && start.Length + 1 >= 3;

    private static bool EndsWithAny(ReadOnlySpan<char> text, params ReadOnlySpan<string> ends)
    {
        foreach (var end in ends)
            if (text.EndsWith(end, StringComparison.Ordinal)) return true;
        return false;
    }

    /// <summary>Is this one of the endings that Serbian hangs on a foreign word with a hyphen (Google-a, GOP-ov)?</summary>
    internal static bool IsEnding(string small) => small is
        "a" or "u" or "e" or "i" or "om" or "em" or "ima" or "ov" or "ova" or "ovo" or "ovi" or "ove" or "ovog" or "ovom" or "ovoj" or "ovu" or "ovim" or "ovih" or "ovima" or "ovaca" or
        "ev" or "eva" or "in" or "ina" or "ih" or "og" or "oj" or "ju" or "je" or "ja" or "jem" or "ski" or "ska" or "sko" or "ske" or "skog" or "skoj" or "sku" or "skih" or "skim" or "skom" or
        "ovac" or "ovca" or "ovci" or "ovcima" or "ovka" or "ovke" or "ici" or "ica" or "ice" or "icu" or "icom" or "jev" or "jeva" or "jevog" or "a" or "ama";
}
