using Uramost.Platform.Naming;

namespace Uramost.Platform.Language;

/// <summary>A record that is listed by its title: one stored key per language, since the two databases share no collation.</summary>
public interface ISorted
{
    /// <summary>Key of the title in English order.</summary>
    string SortEn { get; set; }

    /// <summary>Key of the title in Albanian order.</summary>
    string SortSq { get; set; }

    /// <summary>Key of the title in Serbian order, Latin alphabet.</summary>
    string SortSr { get; set; }

    /// <summary>Key of the title in Serbian order, Cyrillic alphabet.</summary>
    string SortSrCyrl { get; set; }

    /// <summary>The title as a reader sees it.</summary>
    string SortTitle(UiVariant reader);
}

/// <summary>
/// Orders titles by keys of hexadecimal digits: any collation of either database orders them alike. Long titles are cut; the
/// record's id settles what remains equal.
/// </summary>
public static class TitleOrder
{
    /// <summary>Most characters of a key.</summary>
    public const int Length = 120;

    /// <summary>
    /// The key of a title in a variant's order. Among Latin titles a Cyrillic one stands where its letters would be in
    /// Latin (abeceda); among Cyrillic ones (azbuka) a title that is in Latin letters stands behind them, as it is read.
    /// </summary>
    public static string Of(string title, UiVariant variant) =>
        // Quotation marks and dashes before a title do not decide its place.
        SortKey.Of(variant.Tag, (variant == UiVariant.SerbianLatin ? SerbianScript.ToLatin(NamingText.Plain(title, variant)) : NamingText.Plain(title, variant)).TrimStart('"', '„', '“', '”', '‘', '’', '–', '-', ' '), Length / 2);

    /// <summary>Writes the keys of a record's title.</summary>
    public static void Sort(this ISorted record)
    {
        record.SortEn = Of(record.SortTitle(UiVariant.English), UiVariant.English);
        record.SortSq = Of(record.SortTitle(UiVariant.Albanian), UiVariant.Albanian);
        record.SortSr = Of(record.SortTitle(UiVariant.SerbianLatin), UiVariant.SerbianLatin);
        record.SortSrCyrl = Of(record.SortTitle(UiVariant.SerbianCyrillic), UiVariant.SerbianCyrillic);
    }
}
