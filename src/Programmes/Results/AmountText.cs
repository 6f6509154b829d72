using Microsoft.Extensions.Localization;
using Uramost.Platform.Data;
using Uramost.Platform.Figures;
using Uramost.Platform.Language;

namespace Uramost.Programmes.Results;

/// <summary>Values of indicators as the reader's language writes them.</summary>
public static class AmountText
{
    /// <summary>A value with how exact it is: "at least 12", "48.2%", "good". Null: not known.</summary>
    public static string? Show(Indicator indicator, Amount amount, IStringLocalizer words) =>
        Show(indicator, amount.Value, words) is not { } text ? null
        : amount.Exactness switch { Exactness.About => words["About", text], Exactness.AtLeast => words["AtLeast", text], _ => text };

    /// <summary>A target, baseline or value without its exactness; null: none.</summary>
    public static string? Show(Indicator indicator, decimal? value, IStringLocalizer words) => value is not { } number ? null : indicator.AddsUp switch
    {
        HowItAddsUp.Share => words["Percent", number.ToString("#,0.#", UiVariant.Current.Culture)],
        HowItAddsUp.Scale => (int)number is >= 1 and var level && level <= indicator.Levels.Count ? $"{level} – {indicator.Levels[level - 1].For(UiVariant.Current).Text}" : number.ToString("0", UiVariant.Current.Culture),
        _ => number.ToString("#,0.##", UiVariant.Current.Culture),
    };

    /// <summary>The days of a period.</summary>
    public static string Show(ReportingPeriod period) => Platform.Ui.Dates.Range(period.StartsOn, period.EndsOn);
}
