using System.Globalization;

namespace Uramost.Platform.Language;

/// <summary>
/// Keys that put words in the order of a language in any database, compared unit by unit. The two databases share no collation, so the key is stored.
/// </summary>
/// <remarks>
/// The key is the sort key of the platform's ICU for the language's alphabet (Albanian dh, gj, ll, nj, rr, sh, th, xh, zh; Serbian Latin č ć dž đ lj nj š ž;
/// Serbian Cyrillic), as hexadecimal capitals: plain ASCII, so SQLite's BINARY and PostgreSQL's COLLATE "C" agree, and so does any other collation, since
/// they only see 0–9 and A–F. Keys change with the version of ICU: rebuild them when it changes (<see cref="Version"/>).
/// Signs do not count except between equal words, digits sort by value of the first digit, as ICU does by default.
/// </remarks>
public static class SortKey
{
    // Serbian in Latin letters has its own tailoring in CLDR through hr; the region does not matter.
    private static readonly Dictionary<string, CompareInfo> Alphabets = new(StringComparer.OrdinalIgnoreCase)
    {
        ["en"] = CultureInfo.GetCultureInfo("en").CompareInfo,
        ["sq"] = CultureInfo.GetCultureInfo("sq").CompareInfo,
        ["sr-Latn"] = CultureInfo.GetCultureInfo("sr-Latn").CompareInfo,
        ["sr-Cyrl"] = CultureInfo.GetCultureInfo("sr-Cyrl").CompareInfo,
    };

    /// <summary>Version of the platform's collation data; keys of another version must not be mixed with it.</summary>
    public static string Version => Alphabets["en"].Version is var v ? $"{v.FullVersion}-{v.SortId}" : "";

    /// <summary>The key of a text.</summary>
    /// <param name="language">en, sq, sr-Latn or sr-Cyrl, in any case.</param>
    /// <param name="text">The text; letters of other alphabets sort where ICU puts them.</param>
    /// <param name="mostBytes">Keys are cut to so many bytes (twice as many characters): long titles then tie at their ends.</param>
    /// <exception cref="ArgumentException">The language is none of the four.</exception>
    public static string Of(string language, string text, int mostBytes = 240)
    {
        if (!Alphabets.TryGetValue(language, out var alphabet)) throw new ArgumentException($"There is no alphabet for '{language}'.", nameof(language));
        var key = alphabet.GetSortKey(text, CompareOptions.None).KeyData.AsSpan();
        // ICU ends a key with a zero byte, which orders nothing.
        if (key.Length > 0 && key[^1] == 0) key = key[..^1];
        return Convert.ToHexString(key.Length > mostBytes ? key[..mostBytes] : key);
    }
}
