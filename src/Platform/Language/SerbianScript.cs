using System.Globalization;
using System.Text;

namespace Uramost.Platform.Language;

/// <summary>
/// Converts Serbian text between its two scripts.
/// </summary>
/// <remarks>
/// <para>Cyrillic to Latin is a table of thirty letters plus the capitals of Њ, Љ and Џ. Latin to Cyrillic has to know where
/// nj, lj and dž are two letters (<c>data/language/seams.txt</c>, stems) and which words are foreign
/// (<c>foreign-words.txt</c>, <c>capitals.txt</c>, and spelling that Serbian does not have).</para>
/// <para>Left alone in both directions: mail and web addresses, file names and paths, hashtags and handles, codes, units behind a number,
/// Roman numerals, placeholders ({0}, {name}, {{name}}, %s), code in back quotes, HTML tags, entities and comments, elements with
/// another language, <c>translate="no"</c>, code and script, and whatever stands between ⟦ and ⟧. The marks ⟦ ⟧ stay in the text.
/// The values of alt, title, placeholder and aria-label are converted, and lang="sr-Latn" changes with its script.</para>
/// <para>A word with letters of both scripts is reported and left as it is.</para>
/// </remarks>
public static class SerbianScript
{
    private static readonly IReadOnlyDictionary<string, string> Nothing = new Dictionary<string, string>();

    /// <summary>The text in Serbian Latin.</summary>
    public static string ToLatin(string text) => Convert(text, toLatin: true, Nothing, null);

    /// <summary>The text in Serbian Cyrillic.</summary>
    public static string ToCyrillic(string text) => Convert(text, toLatin: false, Nothing, null);

    /// <summary>The text in Serbian Latin, with what the author settled, and the list of words to ask about.</summary>
    /// <param name="text">Text of one script or both.</param>
    /// <param name="settled">Word as in the source → its form in Latin; see <see cref="ToCyrillic(string, IReadOnlyDictionary{string, string}, out IReadOnlyList{DoubtfulWord})"/>.</param>
    /// <param name="doubtful">In the order of the text; settled words are not in it.</param>
    public static string ToLatin(string text, IReadOnlyDictionary<string, string>? settled, out IReadOnlyList<DoubtfulWord> doubtful)
    {
        var list = new List<DoubtfulWord>();
        doubtful = list;
        return Convert(text, toLatin: true, settled ?? Nothing, list);
    }

    /// <summary>The text in Serbian Cyrillic, with what the author settled, and the list of words to ask about.</summary>
    /// <param name="text">Text of one script or both.</param>
    /// <param name="settled">Word as in the source → its form in Cyrillic (or itself, to keep it). A key in small letters also serves the
    /// word with a capital and in capitals, and the form follows the word's case unless the form is the key itself.</param>
    /// <param name="doubtful">In the order of the text; settled words are not in it.</param>
    public static string ToCyrillic(string text, IReadOnlyDictionary<string, string>? settled, out IReadOnlyList<DoubtfulWord> doubtful)
    {
        var list = new List<DoubtfulWord>();
        doubtful = list;
        return Convert(text, toLatin: false, settled ?? Nothing, list);
    }

    /// <summary>The text without the marks ⟦ ⟧ round foreign words, for showing.</summary>
    public static string WithoutMarks(string text) =>
        text.AsSpan().IndexOfAny('⟦', '⟧') < 0 ? text : text.Replace("⟦", "").Replace("⟧", "");

    private static string Convert(string text, bool toLatin, IReadOnlyDictionary<string, string> settled, List<DoubtfulWord>? doubtful)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length == 0) return text;
        var output = new StringBuilder(text.Length + text.Length / 8);
        var words = new SerbianWordsInText(text, toLatin, settled, doubtful);
        var at = 0;
        foreach (var span in ProtectedText.Find(text))
        {
            words.Convert(at, span.Start, output);
            if (span.Kind == ProtectedKind.Tag) AppendTag(text.Substring(span.Start, span.Length), toLatin, settled, output);
            else output.Append(text, span.Start, span.Length);
            at = span.Start + span.Length;
        }
        words.Convert(at, text.Length, output);
        return output.ToString();
    }

    // A tag keeps everything but the attributes that a reader hears or sees, and the name of its script.
    private static void AppendTag(string tag, bool toLatin, IReadOnlyDictionary<string, string> settled, StringBuilder output)
    {
        tag = ProtectedText.ReadableAttribute().Replace(tag, m =>
            m.Groups["before"].Value + Convert(m.Groups["value"].Value, toLatin, settled, null) + m.Groups["after"].Value);
        output.Append(ProtectedText.ScriptAttribute().Replace(tag, m => m.Groups["before"].Value + (toLatin ? "Latn" : "Cyrl")));
    }
}

/// <summary>Letters of the two Serbian alphabets.</summary>
internal static class SerbianLetters
{
    private const string CyrillicSmall = "абвгдђежзијклљмнњопрстћуфхцчџш";
    private static readonly string[] LatinSmall =
        ["a", "b", "v", "g", "d", "đ", "e", "ž", "z", "i", "j", "k", "l", "lj", "m", "n", "nj", "o", "p", "r", "s", "t", "ć", "u", "f", "h", "c", "č", "dž", "š"];

    private static readonly Dictionary<char, string> FromCyrillic = [];
    private static readonly Dictionary<char, char> FromLatin = [];

    // Letters that look alike: what is meant when one stands in a word of the other script.
    private const string LookCyrillic = "АВЕЅІЈКМНОРСТУХаеѕіјорсух";
    private const string LookLatin = "ABESIJKMHOPCTYXaesijopcyx";

    static SerbianLetters()
    {
        for (var i = 0; i < CyrillicSmall.Length; i++)
        {
            char small = CyrillicSmall[i], capital = char.ToUpperInvariant(small);
            var latin = LatinSmall[i];
            FromCyrillic[small] = latin;
            FromCyrillic[capital] = latin.ToUpperInvariant();
            if (latin.Length != 1) continue;
            FromLatin[latin[0]] = small;
            FromLatin[char.ToUpperInvariant(latin[0])] = capital;
        }
        // The stressed forms that have their own code point: kept as letter and accent.
        FromCyrillic['ѐ'] = "e\u0300"; FromCyrillic['ѝ'] = "i\u0300"; FromCyrillic['Ѐ'] = "E\u0300"; FromCyrillic['Ѝ'] = "I\u0300";
    }

    internal static bool IsCyrillic(char c) => c is >= '\u0400' and <= '\u052F';
    internal static bool IsMark(char c) => c is >= '\u0300' and <= '\u036F';
    internal static bool IsLetter(char c) => char.IsLetter(c);
    internal static bool IsSerbianCyrillic(char c) => FromCyrillic.ContainsKey(c);
    internal static string Latin(char cyrillic) => FromCyrillic[cyrillic];
    internal static bool TryCyrillic(char latin, out char cyrillic) => FromLatin.TryGetValue(latin, out cyrillic);

    /// <summary>The letter of nj, lj, dž with the case of its first half; 0 if the two are no digraph. "nJ" is none.</summary>
    internal static char Digraph(char first, char second)
    {
        if (char.IsLower(first) && char.IsUpper(second)) return '\0';
        return (first, char.ToLowerInvariant(second)) switch
        {
            ('n', 'j') => 'њ', ('N', 'j') => 'Њ',
            ('l', 'j') => 'љ', ('L', 'j') => 'Љ',
            ('d', 'ž') => 'џ', ('D', 'ž') => 'Џ',
            _ => '\0',
        };
    }

    /// <summary>The word in one script, its look-alikes replaced: in the script of the majority of those letters that exist in one only.</summary>
    internal static string OneScript(string word)
    {
        int cyrillic = 0, latin = 0;
        foreach (var c in word)
        {
            if (!char.IsLetter(c)) continue;
            if (IsCyrillic(c)) { if (!LookCyrillic.Contains(c)) cyrillic++; }
            else if (!LookLatin.Contains(c)) latin++;
        }
        var (from, to) = cyrillic >= latin ? (LookLatin, LookCyrillic) : (LookCyrillic, LookLatin);
        return string.Create(word.Length, (word, from, to), static (span, s) =>
        {
            for (var i = 0; i < span.Length; i++)
            {
                var at = s.from.IndexOf(s.word[i]);
                span[i] = at < 0 ? s.word[i] : s.to[at];
            }
        });
    }
}
