namespace Uramost.Platform.Language;

/// <summary>The forms that our languages tell apart: English and Albanian One and Other, Serbian all three.</summary>
public enum PluralCategory
{
    /// <summary>1 radionica, 21 radionica; 1 workshop; 1 punëtori.</summary>
    One,
    /// <summary>2, 3, 4 radionice; only in Serbian.</summary>
    Few,
    /// <summary>5 radionica; 2 workshops; 2 punëtori.</summary>
    Other,
}

/// <summary>Which form of a word goes with a number: the cardinal rules of Unicode CLDR for en, sq and sr.</summary>
public static class Plural
{
    /// <summary>The form for a number as it will be shown: a decimal keeps its scale, so 1.0m counts as written with one decimal.</summary>
    /// <param name="language">en, sq or sr, also with script or region (sr-Latn, sq-XK). Other languages have no forms.</param>
    /// <param name="number">The number; its sign does not matter.</param>
    public static PluralCategory Category(string language, decimal number)
    {
        number = Math.Abs(number);
        var whole = decimal.Truncate(number);
        return Language(language) switch
        {
            "en" => number == 1 && number.Scale == 0 ? PluralCategory.One : PluralCategory.Other,
            "sq" => number == 1 ? PluralCategory.One : PluralCategory.Other,
            // The digits behind the comma count as a number of their own: 1,1 sat, 1,2 sata, 1,5 sati.
            "sr" => number.Scale == 0 ? Slavic(whole) : SlavicFraction((number - whole) * Power(number.Scale)),
            _ => PluralCategory.Other,
        };
    }

    private static PluralCategory SlavicFraction(decimal digits) => digits == 0 ? PluralCategory.Other : Slavic(digits);

    private static PluralCategory Slavic(decimal number) => ((int)(number % 10), (int)(number % 100)) switch
    {
        (1, not 11) => PluralCategory.One,
        (>= 2 and <= 4, < 12 or > 14) => PluralCategory.Few,
        _ => PluralCategory.Other,
    };

    private static decimal Power(int scale)
    {
        var power = 1m;
        while (scale-- > 0) power *= 10;
        return power;
    }

    private static string Language(string tag)
    {
        var end = tag.AsSpan().IndexOfAny('-', '_');
        return (end < 0 ? tag : tag[..end]).ToLowerInvariant();
    }
}
