using System.Globalization;
using Microsoft.Extensions.Localization;
using Uramost.Platform.Data;
using Uramost.Platform.Language;

namespace Uramost.Platform.Ui;

/// <summary>Dates as the reader's language writes them, no more exact than they are known.</summary>
public static class Dates
{
    /// <summary>A day: 13 January 2019, 13 janar 2019, 13. januar 2019.</summary>
    public static string Long(DateOnly day) => day.ToString(IsSerbian ? "d. MMMM yyyy." : "d MMMM yyyy", Culture);

    /// <summary>A day in figures, for dense lists: 13/01/2019, 13.1.2019, 13. 1. 2019.</summary>
    public static string Short(DateOnly day) => day.ToString(UiVariant.Current.Language switch { "sr" => "d. M. yyyy.", "sq" => "d.M.yyyy", _ => "dd/MM/yyyy" }, Culture);

    /// <summary>A date or period as far as it is known.</summary>
    public static string Show(this When when, IStringLocalizer<Words> words) => when switch
    {
        { Precision: DatePrecision.Unknown } or { Start: null, End: null } => words["DateUnknown"],
        { Precision: DatePrecision.Month, Start: { } first } => first.ToString(IsSerbian ? "MMMM yyyy." : "MMMM yyyy", Culture),
        { Precision: DatePrecision.Year, Start: { } first } => first.ToString(IsSerbian ? "yyyy." : "yyyy", Culture),
        { Precision: DatePrecision.Within, Start: { } first, End: { } last } => words["DateWithin", Range(first, last)],
        { Precision: DatePrecision.After, Start: { } first } => words["DateAfter", Long(first)],
        { Start: { } first, End: { } last } => Range(first, last),
        { Start: { } first } => Long(first),
        { End: { } last } => LastKnown(when, last),
        _ => words["DateUnknown"],
    };

    /// <summary>From one known day to another: 25–26 September 2024.</summary>
    public static string Range(DateOnly first, DateOnly last)
    {
        if (first == last) return Long(first);
        var start = (first.Year == last.Year, first.Month == last.Month) switch
        {
            (true, true) => first.Day.ToString(Culture) + (IsSerbian ? "." : ""),
            (true, false) => first.ToString(IsSerbian ? "d. MMMM" : "d MMMM", Culture),
            _ => Long(first),
        };
        return $"{start}–{Long(last)}";
    }

    /// <summary>A date for a machine: the value of <c>datetime</c>, or null where nothing is known.</summary>
    public static string? Machine(this When when) => when switch
    {
        { Precision: DatePrecision.Day, Start: { } first } => first.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        { Precision: DatePrecision.Month, Start: { } first } => first.ToString("yyyy-MM", CultureInfo.InvariantCulture),
        { Precision: DatePrecision.Year, Start: { } first } => first.ToString("yyyy", CultureInfo.InvariantCulture),
        _ => null,
    };

    private static bool IsSerbian => UiVariant.Current.Language == "sr";

    private static CultureInfo Culture => UiVariant.Current.Culture;

    private static string LastKnown(When when, DateOnly last) => when.Precision switch
    {
        DatePrecision.Month => last.ToString(IsSerbian ? "MMMM yyyy." : "MMMM yyyy", Culture),
        DatePrecision.Year => last.ToString(IsSerbian ? "yyyy." : "yyyy", Culture),
        _ => Long(last),
    };
}
