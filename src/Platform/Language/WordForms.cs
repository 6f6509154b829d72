namespace Uramost.Platform.Language;

/// <summary>
/// Brings the forms of a word together for search: radionica, radionice and radionicu; punëtori, punëtoria and punëtorisë; workshop and workshops.
/// </summary>
/// <remarks>
/// <para>Works on folded tokens (<see cref="Folding"/>), so both Serbian scripts and words typed without diacritics are served. A stem is a key to compare,
/// not a word to show. It is short rules and no dictionary: irregular forms (njerëz, ljudi, went) do not meet, and words of one root often do (rad, radovi).</para>
/// <para>Endings are taken off, then what remains is brought to one form whether or not an ending stood there: the Serbian fleeting a (početak, početka) and
/// k/c of -nik, -nici; the Albanian fleeting e (teatër, teatri), q and gj of plurals (armik, armiq). That is why stems may be shorter than the root.</para>
/// <para>Measured on pairs of forms that the treebanks give to one lemma (recall) and pairs that get one stem (precision), folded, in the tests beside this class.</para>
/// </remarks>
public static class WordForms
{
    /// <summary>The stem of a folded token.</summary>
    /// <param name="language">en, sq or sr, also with script or region; another language leaves the token as it is.</param>
    /// <param name="folded">A token as <see cref="Folding.Tokens"/> gives it. Short tokens and those with digits stay as they are.</param>
    public static string Stem(string language, string folded)
    {
        ArgumentNullException.ThrowIfNull(folded);
        if (folded.Length < 4 || folded.AsSpan().IndexOfAnyExceptInRange('a', 'z') >= 0) return folded;
        return language.Length < 2 ? folded : language.AsSpan(0, 2) switch
        {
            "sq" => AlbanianForms.Stem(folded),
            "sr" => SerbianForms.Stem(folded),
            "en" => EnglishForms.Stem(folded),
            _ => folded,
        };
    }

    /// <summary>Endings grouped by length, longest first.</summary>
    internal static string[] Endings(string endings) =>
        [.. endings.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Distinct().OrderByDescending(e => e.Length).ThenBy(e => e, StringComparer.Ordinal)];
}

internal static class SerbianForms
{
    private static readonly string[] Inflections = WordForms.Endings(
        "ovima evima ijima ajuci ujuci ovati ivati avati evati ivamo ujem ujes ujemo uju uje ama ima oga omu ati iti eti uti amo aju imo emo jem " +
        "og om oj im ih eg em ao io eo uo a e i o u");

    // What stands between root and ending in plurals (grad-ov-i), verbs (pis-al-a) and -ija; taken off wherever it stands, so that all forms agree.
    private static readonly string[] Links = WordForms.Endings("ovan ivan avan av ov ev ij al il el ul");

    internal static string Stem(string word)
    {
        var w = word.AsSpan();
        if (w.Length > 7 && w.StartsWith("naj")) w = w[3..];
        foreach (var ending in Inflections)
        {
            var rest = w.Length - ending.Length;
            if (rest < (ending.Length > 1 ? 3 : 2) || !w.EndsWith(ending, StringComparison.Ordinal) || !HasSyllable(w[..rest], closed: true)) continue;
            if (ending == "em" && !"cjszd".Contains(w[rest - 1])) continue; // krajem, but sistem
            w = ending == "jem" ? w[..(rest + 1)] : w[..rest];
            break;
        }
        for (var round = 0; round < 2; round++)
            foreach (var link in Links)
            {
                var rest = w.Length - link.Length;
                if (rest < (link.Length == 2 && link[1] == 'l' ? 2 : 3) || !w.EndsWith(link, StringComparison.Ordinal) || !HasSyllable(w[..rest], closed: false)) continue;
                w = w[..rest];
                break;
            }
        if (w.Length > 3 && w[^1] == 'l' && "gksdhz".Contains(w[^2])) w = w[..^1]; // mogl-a, mog-ao
        Span<char> stem = stackalloc char[w.Length];
        w.CopyTo(stem);
        if (stem.Length > 3 && stem[^2] == 'a' && !IsVowel(stem[^1]) && !IsVowel(stem[^3])) // decembar, decembr-a
        {
            stem[^2] = stem[^1];
            stem = stem[..^1];
        }
        if (stem.Length > 2 && stem[^1] == 'c' && (stem[^2] == 'i' || !IsVowel(stem[^2]))) stem[^1] = 'k'; // radnik, radnic-i; sastanak, sastanc-i
        return new string(stem);
    }

    // r between consonants makes a syllable too (srpski). Closed: a consonant follows the span.
    private static bool HasSyllable(ReadOnlySpan<char> w, bool closed)
    {
        for (var i = 0; i < w.Length; i++)
        {
            if (IsVowel(w[i])) return true;
            if (w[i] == 'r' && i > 0 && !IsVowel(w[i - 1]) && (i + 1 < w.Length ? !IsVowel(w[i + 1]) : closed)) return true;
        }
        return false;
    }

    private static bool IsVowel(char c) => c is 'a' or 'e' or 'i' or 'o' or 'u';
}

internal static class AlbanianForms
{
    private static readonly string[] Verbs = WordForms.Endings(
        "uakeshim uakeshit uakeshin uakesha uakeshe uakesh uakemi uakeni uakam uakan uakej uake uaka yekeshim yekeshin yekemi yekam yekan yeka " +
        "ofshim ofshit ofshin ofsha ofsh ofte oheshim oheshit oheshin oheshe ohesha oheni ohemi ohesh ohet ohen ohem ohej ohu " +
        "aheshin ahesha ahesh ahet ahen ahem ahej ahemi aheni iheshin ihesha ihesh ihet ihen ihem ihej " +
        "eheshin ehesha ehesh ehet ehen ehem ehej ehemi eheni uheshin uhet uhen uhem uhej " +
        "onte onim onin onit ojme ojne oni oja oje oi ova ove uara uar uari uam uat uan ante ajme ajne aj ajti ajten ajta ajtur " +
        "ente ejme ejne ej eva eve eu yem yet yen yer yera ye ijme ijne iti iten itur isnin isnim isin njve njte njsh");

    private static readonly string[] Nouns = WordForms.Endings(
        "ur eve ave ive uve iv av ev ash esh ish et at it ut es en in un ne se te ve je ja jt jsh jve on oj nj ull ul a e i u o");

    internal static string Stem(string word)
    {
        var w = word.AsSpan();
        foreach (var ending in Verbs)
        {
            var rest = w.Length - ending.Length;
            if (rest < (ending.Length > 2 ? 3 : 4) || !w.EndsWith(ending, StringComparison.Ordinal) || !HasVowel(w[..rest])) continue;
            if (ending.StartsWith("on", StringComparison.Ordinal) && w[rest - 1] is 'i' or 'c') continue; // institucion-in
            w = w[..rest];
            break;
        }
        for (var round = 0; round < 4; round++)
        {
            var before = w.Length;
            foreach (var ending in Nouns)
            {
                var rest = w.Length - ending.Length;
                if (rest < (ending.Length == 1 && round == 0 ? 2 : 3) || !w.EndsWith(ending, StringComparison.Ordinal) || !HasVowel(w[..rest])) continue;
                if (!MayFollow(w[rest - 1], ending)) continue;
                w = w[..rest];
                break;
            }
            if (w.Length == before) break;
        }
        if (w.Length > 3 && w[^1] == 'j' && IsVowel(w[^2])) w = w[..^1];
        if (w.Length > 3 && w[^2] == 'e' && (w[^1] is 'r' or 'l') && !IsVowel(w[^3])) return string.Concat(w[..^2], w[^1..]); // teater, teatr-i
        if (w.Length > 3 && w[^1] == 'q') return string.Concat(w[..^1], "k"); // armiq
        return (w.Length > 3 && w.EndsWith("gj") ? w[..^1] : w).ToString(); // zogj
    }

    // Which letter may stand before an ending: definite -në, -së, -të follow vowels, -un and -ut the letters after which Albanian has -u.
    private static bool MayFollow(char letter, string ending) => ending switch
    {
        "ne" => letter is 'i' or 'a' or 'e',
        "te" => letter is 'i' or 'a' or 'q' or 'j',
        "se" => letter is 'i' or 'e',
        "je" or "ja" => letter is 'e' or 'a',
        "jt" or "jsh" or "jve" => letter is 'u' or 'a',
        "nj" => letter is 'i',
        "un" or "ut" => letter is 'k' or 'g' or 'h' or 'i' or 'a' or 'e' or 'o',
        "on" => letter is not ('i' or 'c'),
        "ur" => !IsVowel(letter),
        _ => true,
    };

    private static bool HasVowel(ReadOnlySpan<char> w) => w.IndexOfAny("aeiouy") >= 0;
    private static bool IsVowel(char c) => c is 'a' or 'e' or 'i' or 'o' or 'u' or 'y';
}

internal static class EnglishForms
{
    internal static string Stem(string word)
    {
        var w = word.AsSpan();
        if (w.EndsWith("ies") && w.Length > 4) return string.Concat(w[..^3], "i");
        if (w.EndsWith("sses") || w.EndsWith("xes") || w.EndsWith("ches") || w.EndsWith("shes") || w.EndsWith("zzes")) w = w[..^2];
        else if (w[^1] == 's' && w[^2] is not ('s' or 'u' or 'i')) w = w[..^1];
        if (w.Length > 5 && w.EndsWith("ing") && HasVowel(w[..^3])) w = Single(w[..^3]);
        else if (w.Length > 4 && w.EndsWith("ied")) return string.Concat(w[..^3], "i");
        else if (w.Length > 4 && w.EndsWith("ed") && !w.EndsWith("eed") && HasVowel(w[..^2])) w = Single(w[..^2]);
        if (w.Length > 3 && w[^1] == 'e') w = w[..^1];
        if (w.Length > 3 && w[^1] == 'y' && !"aeiou".Contains(w[^2])) return string.Concat(w[..^1], "i");
        return w.ToString();
    }

    // planning, planned: one n; but fall, pass, buzz keep both.
    private static ReadOnlySpan<char> Single(ReadOnlySpan<char> w) =>
        w.Length > 3 && w[^1] == w[^2] && w[^1] is not ('l' or 's' or 'z' or 'a' or 'e' or 'i' or 'o' or 'u') ? w[..^1] : w;

    private static bool HasVowel(ReadOnlySpan<char> w) => w.IndexOfAny("aeiouy") >= 0;
}
