using System.Globalization;
using System.Text.RegularExpressions;
using Uramost.Platform.Language;
using Uramost.Programmes.Results;

namespace Uramost.Programmes.Reports;

/// <summary>A number in a text, with the words that follow it.</summary>
/// <param name="Value">The number.</param>
/// <param name="Written">As it is written.</param>
/// <param name="Words">Up to three folded words behind it, in the same sentence.</param>
public sealed record NarrativeNumber(decimal Value, string Written, IReadOnlyList<string> Words);

/// <summary>A number in a text that the report's tables do not say.</summary>
/// <param name="Written">The number as it is written.</param>
/// <param name="IndicatorId">The indicator of which it seems to speak.</param>
public sealed record OddNumber(string Written, Guid IndicatorId);

/// <summary>
/// Numbers in running text held against the tables. A number counts as one of an indicator where a word close behind it
/// begins like a word of the indicator's unit, whatever its case ending; it is odd if no value of an indicator with such a unit is
/// the same.
/// </summary>
public static partial class NarrativeNumbers
{
    // As many letters as two forms of one word share at least: participant-s, pjesëmarrës-ve, učesni-ka.
    private const int SharedLetters = 5;

    /// <summary>All numbers of a text but years and dates.</summary>
    public static IEnumerable<NarrativeNumber> In(string text)
    {
        foreach (Match match in Number().Matches(text))
        {
            if (Read(match.Value) is not { } value || value is >= 1900 and <= 2100 && match.Value.Length == 4) continue;
            var rest = text[(match.Index + match.Length)..];
            var end = rest.AsSpan().IndexOfAny('.', ';', '\n');
            yield return new NarrativeNumber(value, match.Value, [.. Folding.Tokens(end < 0 ? rest : rest[..end]).Take(3).Select(t => t.Text)]);
        }
    }

    /// <summary>The numbers of a text, in one language, that contradict every line whose unit they name.</summary>
    public static IEnumerable<OddNumber> Odd(string text, UiVariant variant, IReadOnlyList<PlanLine> lines)
    {
        var units = lines.Select(l => (Line: l, Words: l.Unit.In(variant) is { } unit ? Folding.Tokens(unit).Select(t => t.Text).Where(w => w.Length >= SharedLetters).ToList() : [])).Where(l => l.Words.Count > 0).ToList();
        foreach (var number in In(text))
        {
            var meant = units.Where(u => number.Words.Any(w => u.Words.Any(unit => Alike(w, unit)))).ToList();
            if (meant.Count > 0 && !meant.Any(m => Says(m.Line, number.Value))) yield return new OddNumber(number.Written, meant[0].Line.IndicatorId);
        }
    }

    private static bool Alike(string word, string unit) => word.Length >= SharedLetters && word.AsSpan(0, SharedLetters).SequenceEqual(unit.AsSpan(0, SharedLetters));

    private static bool Says(PlanLine line, decimal number) =>
        new[] { line.Baseline, line.PeriodTarget, line.TargetToDate, line.Final?.Value, line.Before.Value, line.This.Value, line.Cumulative.Value, line.This.Numerator, line.This.Denominator, line.Cumulative.Numerator, line.Cumulative.Denominator }
            .Concat(line.Milestones.Select(m => (decimal?)m.Value)).Concat(line.Parts.Select(p => p.Amount.Value)).Any(v => v is { } known && (known == number || Math.Round(known, 1) == number || Math.Round(known) == number && line.AddsUp == HowItAddsUp.Share));

    private static decimal? Read(string written)
    {
        var bare = Grouped().IsMatch(written) ? Separators().Replace(written, "") : written.Replace(',', '.');
        return decimal.TryParse(bare, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) ? value : null;
    }

    // Not parts of a date (12.3.2024), of a code (Op 1.2) or of a word (B2B).
    [GeneratedRegex(@"(?<![\p{L}\d.,/-])\d{1,3}(?:[.,\u00A0\u202F ]\d{3})+(?![\p{L}\d]|[.,]\d)|(?<![\p{L}\d.,/-]|\b(?:Op|Oc|iOc|A)\s)\d+(?:[.,]\d{1,2})?(?![\p{L}\d]|[.,/-]\d|\.\s?\d)")]
    private static partial Regex Number();

    [GeneratedRegex(@"^\d{1,3}(?:[.,\u00A0\u202F ]\d{3})+$")]
    private static partial Regex Grouped();

    [GeneratedRegex(@"[.,\u00A0\u202F ]")]
    private static partial Regex Separators();
}
