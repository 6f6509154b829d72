using System.Globalization;
using System.Text.RegularExpressions;
using Uramost.Exchange.Goods;
using Uramost.Platform.Language;

namespace Uramost.Exchange.Handbook.Procedures;

/// <summary>
/// The parts of a step as they are typed, one a line: requirements that are all needed stand with commas between, those of
/// which one is enough with upright bars, goods for which the line holds in square brackets; a cost is an amount with its
/// currency, by unit or by per cent.
/// </summary>
public static partial class StepLines
{
    /// <summary>Codes with commas between.</summary>
    public static List<string> ReadCodes(string? text) => [.. (text ?? "").Split([',', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct()];

    /// <summary>Groups of requirements.</summary>
    /// <param name="text">The lines.</param>
    /// <param name="wrong">The first line that is none, or null.</param>
    public static List<Need> ReadNeeds(string? text, out string? wrong)
    {
        (wrong, var needs) = ((string?)null, new List<Need>());
        foreach (var line in Lines(text))
        {
            var match = NeedLine().Match(line);
            var goods = new List<HsCode>();
            foreach (var typed in match.Groups["only"].Value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            {
                if (HsCode.Read(typed, null, out var code) != HsReading.Read) wrong ??= line;
                else goods.Add(code);
            }

            var list = match.Groups["codes"].Value;
            var any = list.Contains('|', StringComparison.Ordinal);
            if (!match.Success || (any && list.Contains(',', StringComparison.Ordinal))) wrong ??= line;
            else needs.Add(new Need(any, [.. list.Split([',', '|'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct()], goods));
        }

        return needs;
    }

    /// <summary>As <see cref="ReadNeeds"/> reads them.</summary>
    public static string Write(IEnumerable<Need> needs) => string.Join('\n', needs.Select(n => string.Join(n.Any ? " | " : ", ", n.Codes) + (n.OnlyFor.Count == 0 ? "" : $" [{string.Join(", ", n.OnlyFor)}]")));

    /// <summary>Costs: <c>10 EUR</c>, <c>2 EUR / sample</c>, <c>1.5 % of the value</c>, <c>?</c> where the amount is unknown.</summary>
    public static List<StepCost> ReadCosts(string? text, out string? wrong)
    {
        (wrong, var costs) = ((string?)null, new List<StepCost>());
        foreach (var line in Lines(text))
        {
            if (line == "?") costs.Add(new StepCost(null, "EUR", CostOperator.Once, null));
            else if (CostLine().Match(line) is { Success: true } m && decimal.TryParse(m.Groups["amount"].Value.Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount))
            {
                var of = m.Groups["of"].Value.Trim() is { Length: > 0 } words ? new LocalText(words, words, words) : null;
                costs.Add(m.Groups["percent"].Success ? new StepCost(amount, "EUR", CostOperator.Percent, of) : new StepCost(amount, m.Groups["currency"].Value, of is null ? CostOperator.Once : CostOperator.PerUnit, of));
            }
            else wrong ??= line;
        }

        return costs;
    }

    /// <summary>As <see cref="ReadCosts"/> reads them.</summary>
    public static string Write(IEnumerable<StepCost> costs, UiVariant reader) => string.Join('\n', costs.Select(c => c switch
    {
        { Amount: null } => "?",
        { Operator: CostOperator.Percent } => $"{c.Amount.Value.ToString("0.##", CultureInfo.InvariantCulture)} % {c.Of?.For(reader).Text}".Trim(),
        { Operator: CostOperator.PerUnit } => $"{c.Amount.Value.ToString("0.##", CultureInfo.InvariantCulture)} {c.Currency} / {c.Of?.For(reader).Text}",
        _ => $"{c.Amount.Value.ToString("0.##", CultureInfo.InvariantCulture)} {c.Currency}",
    }));

    /// <summary>Laws by code, with an article behind a colon: <c>food: 12</c>.</summary>
    public static List<LegalBasis> ReadLaws(string? text) =>
        [.. Lines(text).Select(l => l.Split(':', 2, StringSplitOptions.TrimEntries)).Select(p => new LegalBasis(p[0], p.Length > 1 && p[1].Length > 0 ? p[1] : null))];

    /// <summary>As <see cref="ReadLaws"/> reads them.</summary>
    public static string Write(IEnumerable<LegalBasis> laws) => string.Join('\n', laws.Select(l => l.Article is null ? l.Law : $"{l.Law}: {l.Article}"));

    /// <summary>A duration: <c>2</c> or <c>1-2</c>; empty where it is unknown.</summary>
    /// <returns>False where the text is no duration.</returns>
    public static bool ReadSpan(string? text, out Span? span)
    {
        span = null;
        if (string.IsNullOrWhiteSpace(text)) return true;
        var parts = text.Replace('–', '-').Split('-', StringSplitOptions.TrimEntries);
        var numbers = parts.Select(p => decimal.TryParse(p.Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var n) && n <= 100000 ? n : -1).ToList();
        if (parts.Length > 2 || numbers.Exists(n => n < 0) || numbers[0] > numbers[^1]) return false;
        span = new Span(numbers[0], numbers[^1]);
        return true;
    }

    /// <summary>As <see cref="ReadSpan"/> reads it.</summary>
    public static string? Write(Span? span) => span is null ? null
        : span.Least == span.Most ? span.Most.ToString("0.##", CultureInfo.InvariantCulture) : $"{span.Least.ToString("0.##", CultureInfo.InvariantCulture)}-{span.Most.ToString("0.##", CultureInfo.InvariantCulture)}";

    private static string[] Lines(string? text) => (text ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    [GeneratedRegex(@"^(?<codes>[a-z0-9, |-]+?)\s*(\[(?<only>[0-9., ]+)\])?$")]
    private static partial Regex NeedLine();

    [GeneratedRegex(@"^(?<amount>\d{1,9}([.,]\d{1,2})?)\s*((?<percent>%)\s*(?<of>.*)|(?<currency>[A-Z]{3})(\s*/\s*(?<of>.+))?)$")]
    private static partial Regex CostLine();
}
