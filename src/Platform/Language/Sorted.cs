namespace Uramost.Platform.Language;

/// <summary>A record that is listed by its title: one stored key per language, since the two databases share no collation.</summary>
public interface ISorted
{
    /// <summary>Key of the title in English order.</summary>
    string SortEn { get; set; }

    /// <summary>Key of the title in Albanian order.</summary>
    string SortSq { get; set; }

    /// <summary>Key of the title in Serbian order.</summary>
    string SortSr { get; set; }
}

/// <summary>
/// Orders titles by keys of hexadecimal digits: any collation of either database orders them alike. Long titles are cut; the
/// record's id settles what remains equal.
/// </summary>
public static class TitleOrder
{
    /// <summary>Most characters of a key.</summary>
    public const int Length = 120;

    /// <summary>The key of a title in a language's order.</summary>
    public static string Of(string title, UiVariant variant) =>
        // Quotation marks and dashes before a title do not decide its place.
        SortKey.Of(variant.Language == "sr" ? "sr-Latn" : variant.Language, (variant.Language == "sr" ? SerbianScript.ToLatin(title) : title).TrimStart('"', '„', '“', '”', '‘', '’', '–', '-', ' '), Length / 2);

    /// <summary>Writes the keys of a record's title.</summary>
    public static void Sort(this ISorted record, Func<UiVariant, string> title)
    {
        record.SortEn = Of(title(UiVariant.English), UiVariant.English);
        record.SortSq = Of(title(UiVariant.Albanian), UiVariant.Albanian);
        record.SortSr = Of(title(UiVariant.SerbianLatin), UiVariant.SerbianLatin);
    }
}
