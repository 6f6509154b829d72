using System.Globalization;

namespace Uramost.Platform.Language;

/// <summary>One of the four published variants: English, Albanian, Serbian in Latin, Serbian in Cyrillic.</summary>
/// <param name="Path">First part of the address: <c>en</c>, <c>sq</c>, <c>sr-latn</c>, <c>sr-cyrl</c>.</param>
/// <param name="Language">Language of records: <c>en</c>, <c>sq</c> or <c>sr</c>.</param>
/// <param name="Tag">Value of <c>lang</c> and <c>hreflang</c>.</param>
/// <param name="CultureName">Culture that formats numbers and dates.</param>
/// <param name="OwnName">The variant's name in itself: the one text that is never translated.</param>
public sealed record UiVariant(string Path, string Language, string Tag, string CultureName, string OwnName)
{
    /// <summary>English.</summary>
    public static readonly UiVariant English = new("en", "en", "en", "en-GB", "English");

    /// <summary>Albanian.</summary>
    public static readonly UiVariant Albanian = new("sq", "sq", "sq", "sq-XK", "Shqip");

    /// <summary>Serbian in Latin script.</summary>
    public static readonly UiVariant SerbianLatin = new("sr-latn", "sr", "sr-Latn", "sr-Latn-XK", "Srpski");

    /// <summary>Serbian in Cyrillic script.</summary>
    public static readonly UiVariant SerbianCyrillic = new("sr-cyrl", "sr", "sr-Cyrl", "sr-Cyrl-XK", "Српски");

    /// <summary>All four, in the order in which they are offered.</summary>
    public static readonly IReadOnlyList<UiVariant> All = [English, Albanian, SerbianLatin, SerbianCyrillic];

    /// <summary>The variant of the running request.</summary>
    public static UiVariant Current => Of(CultureInfo.CurrentUICulture);

    /// <summary>Whether the variant is written in Cyrillic.</summary>
    public bool IsCyrillic => Tag == "sr-Cyrl";

    /// <summary>The culture that formats numbers and dates.</summary>
    public CultureInfo Culture { get; } = CultureInfo.GetCultureInfo(CultureName);

    /// <summary>The variant of a culture; English for any other.</summary>
    public static UiVariant Of(CultureInfo culture) =>
        culture.Name.StartsWith("sq", StringComparison.Ordinal) ? Albanian
        : culture.Name.StartsWith("sr-Cyrl", StringComparison.Ordinal) ? SerbianCyrillic
        : culture.Name.StartsWith("sr", StringComparison.Ordinal) ? SerbianLatin
        : English;

    /// <summary>The variant with this first part of the address, or null.</summary>
    public static UiVariant? ByPath(ReadOnlySpan<char> path)
    {
        foreach (var variant in All)
        {
            if (path.Equals(variant.Path, StringComparison.OrdinalIgnoreCase)) return variant;
        }

        return null;
    }

    /// <summary>The best variant for an <c>Accept-Language</c> header: a wish for plain <c>sr</c> is read as Cyrillic only where the browser says so.</summary>
    public static UiVariant ByWish(string? acceptLanguage)
    {
        if (string.IsNullOrEmpty(acceptLanguage)) return English;
        var wishes = acceptLanguage.Split(',').Select(w => w.Split(';')).Select(w =>
            (Tag: w[0].Trim(), Weight: w.Length > 1 && double.TryParse(w[1].Trim().Replace("q=", ""), CultureInfo.InvariantCulture, out var q) ? q : 1.0));
        foreach (var (tag, _) in wishes.OrderByDescending(w => w.Weight))
        {
            if (tag.StartsWith("en", StringComparison.OrdinalIgnoreCase)) return English;
            if (tag.StartsWith("sq", StringComparison.OrdinalIgnoreCase)) return Albanian;
            if (tag.StartsWith("sr-Cyrl", StringComparison.OrdinalIgnoreCase)) return SerbianCyrillic;
            if (tag.StartsWith("sr", StringComparison.OrdinalIgnoreCase) || tag.StartsWith("bs", StringComparison.OrdinalIgnoreCase)
                || tag.StartsWith("hr", StringComparison.OrdinalIgnoreCase) || tag.StartsWith("cnr", StringComparison.OrdinalIgnoreCase)) return SerbianLatin;
        }

        return English;
    }
}
