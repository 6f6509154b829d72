using Microsoft.Extensions.Localization;
using Uramost.Platform.Data;
using Uramost.Platform.Language;
using Uramost.Platform.Ui;

namespace Uramost.Exchange.Handbook.Measures;

/// <summary>What a measure's fields are in words.</summary>
public static class MeasureText
{
    /// <summary>From when to when it holds, no more exact than it is known.</summary>
    public static string Period(Measure m, IStringLocalizer<Words> words)
    {
        var from = Day(m.FromFirst, m.FromLast, words);
        return m.HasEnd ? words["PeriodTo", from, Day(m.ToFirst, m.ToLast, words)] : words["PeriodOpen", from];
    }

    /// <summary>How sure it is that it held, or null where it is.</summary>
    public static string? Doubt(CrossingReason reason, IStringLocalizer<Words> words) => reason.Holds switch
    {
        Holding.Yes => null,
        Holding.NotConfirmedSince => words["Holding.NotConfirmedSince", Dates.Long((reason.Measure.LastKnown ?? reason.Measure.FromLast)!.Value)].Value,
        var other => words[$"Holding.{other}"].Value,
    };

    /// <summary>The goods it is about.</summary>
    public static string Goods(Measure m, IStringLocalizer<Words> words) => m.Goods.Count == 0 ? words["AllGoods"] : string.Join(", ", m.Goods);

    /// <summary>The crossing at which it holds.</summary>
    public static string Crossing(Measure m, IStringLocalizer<Words> words) => CrossingPoints.Find(m.CrossingId)?.Name(UiVariant.Current) ?? words["AllCrossings"];

    private static string Day(DateOnly? first, DateOnly? last, IStringLocalizer<Words> words) => (first, last) switch
    {
        (null, null) => words["UnknownDay"],
        (null, { } day) => words["AtLatest", Dates.Long(day)],
        ({ } day, null) => words["NotBefore", Dates.Long(day)],
        ({ } a, { } b) when a == b => Dates.Long(a),
        ({ } a, { } b) => Measure.WriteDay(a, b).Length switch { 4 => Year(a), 7 => Month(a), _ => Dates.Range(a, b) },
    };

    private static string Year(DateOnly day) => day.ToString(UiVariant.Current.Language == "sr" ? "yyyy." : "yyyy", UiVariant.Current.Culture);

    private static string Month(DateOnly day) => day.ToString(UiVariant.Current.Language == "sr" ? "MMMM yyyy." : "MMMM yyyy", UiVariant.Current.Culture);
}
