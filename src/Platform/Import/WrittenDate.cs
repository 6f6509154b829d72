using System.Globalization;
using System.Text.RegularExpressions;
using Uramost.Platform.Data;
using Uramost.Platform.Language;

namespace Uramost.Platform.Import;

/// <summary>
/// Reads a date as people of the field write it: 18-12-2019, 18. 12. 2019., 2019-12-18, 13 January 2019, January 13, 2019,
/// 13. januar 2019, 13. januara 2019. godine, 13 janar 2019, 25–26 September 2024, 28 February – 2 March 2024, and, less
/// exactly, January 2019, 12/2019, 2019. In figures the day always stands before the month.
/// </summary>
public static partial class WrittenDate
{
    // Folded; abbreviations are beginnings of at least three letters.
    private static readonly string[][] Months =
    [
        ["january", "januar", "januara", "januaru", "janar", "janari", "janarit"],
        ["february", "februar", "februara", "februaru", "shkurt", "shkurti", "shkurtit"],
        ["march", "mart", "marta", "martu", "mars", "marsi", "marsit"],
        ["april", "aprila", "aprilu", "prill", "prilli", "prillit"],
        ["may", "maj", "maja", "maju", "maji", "majit"],
        ["june", "jun", "juna", "junu", "juni", "qershor", "qershori", "qershorit"],
        ["july", "jul", "jula", "julu", "juli", "korrik", "korriku", "korrikut"],
        ["august", "avgust", "avgusta", "avgustu", "gusht", "gushti", "gushtit"],
        ["september", "septembar", "septembra", "septembru", "shtator", "shtatori", "shtatorit"],
        ["october", "oktobar", "oktobra", "oktobru", "tetor", "tetori", "tetorit"],
        ["november", "novembar", "novembra", "novembru", "nentor", "nentori", "nentorit"],
        ["december", "decembar", "decembra", "decembru", "dhjetor", "dhjetori", "dhjetorit"],
    ];

    private static readonly Dictionary<string, int> ByName = Names();

    /// <summary>The date, with the text as it was written; null where it cannot be read or does not exist.</summary>
    public static When? Parse(string? text)
    {
        if (string.IsNullOrWhiteSpace(text)) return null;
        var printed = text.Trim();
        var bare = Bare(printed);
        if (Iso(bare) is { } iso) return bare.Length == 10 ? iso : iso with { Printed = Printed(printed) };
        if (One(bare) is { } one) return one with { Printed = Printed(printed) };
        return Range(bare) is { } range ? range with { Printed = Printed(printed) } : null;
    }

    // Two figures are a day or a month, never the year 19.
    private static When? Iso(string text) => text.IndexOf('-') is 4 or < 0 && When.Parse(text) is { Start.Year: >= 1900 and <= 2100 } when ? when : null;

    private static When? One(string text)
    {
        if (Whole().Match(text) is { Success: true } figures && Day(figures, "d", "m", "y") is { } day) return When.Days(day);
        if (Named().Match(text) is { Success: true } named && Day(named, "d", "m", "y") is { } written) return When.Days(written);
        if (NamedFirst().Match(text) is { Success: true } american && Day(american, "d", "m", "y") is { } also) return When.Days(also);
        if (MonthYear().Match(text) is { Success: true } month && Month(month.Groups["m"].Value) is { } m && Year(month.Groups["y"].Value) is { } y) return When.Month(y, m);
        return null;
    }

    private static When? Range(string text)
    {
        // The part before the dash may leave out what the part after it says.
        if (DayRange().Match(text) is { Success: true } days && Day(days, "e", "m", "y") is { } last && Day(days, "d", "m", "y") is { } first && first <= last) return When.Days(first, last);
        if (MonthRange().Match(text) is { Success: true } months && Day(months, "e", "n", "y") is { } end && Day(months, "d", "m", "y") is { } start && start <= end) return When.Days(start, end);
        foreach (var dash in new[] { " - ", "-" })
        {
            for (var at = text.IndexOf(dash, StringComparison.Ordinal); at > 0; at = text.IndexOf(dash, at + 1, StringComparison.Ordinal))
            {
                if (Side(text[..at]) is { Start: { } from, Precision: var one } && Side(text[(at + dash.Length)..]) is { End: { } to, Precision: var other } && from <= to && one == other)
                {
                    return one == DatePrecision.Day ? When.Days(from, to) : new When(from, to, DatePrecision.Within);
                }
            }
        }

        return null;

        static When? Side(string part) => Iso(part.Trim()) ?? One(part.Trim());
    }

    private static DateOnly? Day(Match match, string day, string month, string year) =>
        Month(match.Groups[month].Value) is { } m && Year(match.Groups[year].Value) is { } y && int.TryParse(match.Groups[day].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var d)
        && d >= 1 && d <= DateTime.DaysInMonth(y, m) ? new DateOnly(y, m, d) : null;

    private static int? Month(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number is >= 1 and <= 12 ? number : null
        : ByName.TryGetValue(Folding.Fold(text), out var named) ? named : null;

    private static int? Year(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var year) && year is >= 1900 and <= 2100 ? year : null;

    // One kind of dash and of space, no ordinal endings, no word for "year" and no full stop at the end.
    private static string Bare(string text)
    {
        var bare = Spaces().Replace(text.Replace('–', '-').Replace('—', '-').Replace('‑', '-'), " ");
        bare = YearWord().Replace(bare, "");
        bare = Ordinal().Replace(bare, "$1");
        return bare.Trim().TrimEnd('.', ',').Trim();
    }

    private static string Printed(string text) => text.Length > 100 ? text[..100] : text;

    private static Dictionary<string, int> Names()
    {
        var names = new Dictionary<string, int>();
        for (var month = 0; month < Months.Length; month++)
        {
            foreach (var name in Months[month]) names[name] = month + 1;
        }

        // A beginning that only one month has is that month.
        foreach (var (name, month) in names.ToList())
        {
            for (var length = 3; length < name.Length; length++)
            {
                var start = name[..length];
                if (names.All(n => n.Value == month || !n.Key.StartsWith(start, StringComparison.Ordinal))) names.TryAdd(start, month);
            }
        }

        names.TryAdd("sept", 9);
        return names;
    }

    [GeneratedRegex(@"^(?<d>\d{1,2})\s?[-./]\s?(?<m>\d{1,2})\s?[-./]\s?(?<y>\d{4})$")] private static partial Regex Whole();
    [GeneratedRegex(@"^(?:\p{L}+,\s)?(?<d>\d{1,2})\.?[\s-]?(?:of |e |të )?(?<m>\p{L}+)\.?,?[\s-]?(?<y>\d{4})$", RegexOptions.IgnoreCase)] private static partial Regex Named();
    [GeneratedRegex(@"^(?<m>\p{L}+)\.?\s(?<d>\d{1,2}),?\s(?<y>\d{4})$")] private static partial Regex NamedFirst();
    [GeneratedRegex(@"^(?<m>\p{L}+|\d{1,2})\.?\s?[-./, ]\s?(?<y>\d{4})$")] private static partial Regex MonthYear();
    [GeneratedRegex(@"^(?<d>\d{1,2})\.?\s?-\s?(?<e>\d{1,2})(?:\.\s?|\s|/)(?<m>\p{L}+|\d{1,2})\.?,?(?:\s|/|-)?(?<y>\d{4})$")] private static partial Regex DayRange();
    [GeneratedRegex(@"^(?<d>\d{1,2})(?:\.\s?|\s)(?<m>\p{L}+|\d{1,2})\.?\s?-\s?(?<e>\d{1,2})(?:\.\s?|\s)(?<n>\p{L}+|\d{1,2})\.?,?\s?(?<y>\d{4})$")] private static partial Regex MonthRange();
    [GeneratedRegex(@"\s+")] private static partial Regex Spaces();
    [GeneratedRegex(@"\s(?:godine|god\.?|године|год\.?|viti|vitit)\.?$", RegexOptions.IgnoreCase)] private static partial Regex YearWord();
    [GeneratedRegex(@"\b(\d{1,2})(?:st|nd|rd|th)\b", RegexOptions.IgnoreCase)] private static partial Regex Ordinal();
}
