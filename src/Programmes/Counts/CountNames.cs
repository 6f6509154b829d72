using Microsoft.Extensions.Localization;
using Uramost.Platform.Language;

namespace Uramost.Programmes.Counts;

/// <summary>Numbers as they are said: no more exact than they are known.</summary>
public static class CountNames
{
    /// <summary>What stands before a number: <c>about </c>, <c>at least </c>, or nothing where it is exact.</summary>
    public static string Before(IStringLocalizer<Words> words, CountPrecision? precision) =>
        precision is CountPrecision.About or CountPrecision.AtLeast ? words[$"Precision.{precision}"] + " " : "";

    /// <summary>The number with what stands before it: about 50, rreth 50, oko 50.</summary>
    public static string Say(IStringLocalizer<Words> words, CountPrecision? precision, int number) => Before(words, precision) + number.ToString("N0", UiVariant.Current.Culture);
}
