using Microsoft.Extensions.Localization;
using Uramost.Platform.Figures;
using Uramost.Platform.Ui;

namespace Uramost.Programmes.Results;

/// <summary>A value of an indicator as it is typed, with its parts: the same for writing and for correcting.</summary>
public sealed class ValueForm
{
    /// <summary>One part as it is typed.</summary>
    public sealed class Part
    {
        /// <summary>Code of the disaggregation.</summary>
        public string? By { get; set; }

        /// <summary>Key of the group.</summary>
        public string? Key { get; set; }

        /// <summary>The value.</summary>
        public string? Value { get; set; }

        /// <summary>The numerator of a share.</summary>
        public string? Numerator { get; set; }

        /// <summary>The denominator of a share.</summary>
        public string? Denominator { get; set; }
    }

    /// <summary>The value; of a scale the level.</summary>
    public string? Value { get; set; }

    /// <summary>The numerator of a share.</summary>
    public string? Numerator { get; set; }

    /// <summary>The denominator of a share.</summary>
    public string? Denominator { get; set; }

    /// <summary>How exact it is.</summary>
    public string? Exactness { get; set; }

    /// <summary>The parts.</summary>
    public List<Part>? Parts { get; set; }

    /// <summary>The form of a stored value, with an empty part for each group that is asked for.</summary>
    public static ValueForm Of(Indicator indicator, Amount amount, IReadOnlyCollection<PartValue> parts) => new()
    {
        Value = FormProblems.Typed(amount.Value), Numerator = FormProblems.Typed(amount.Numerator), Denominator = FormProblems.Typed(amount.Denominator),
        Exactness = (amount.IsKnown ? amount.Exactness : Platform.Figures.Exactness.Exact).ToString(),
        Parts = [.. Asked(indicator, parts).Select(g =>
        {
            var known = parts.FirstOrDefault(p => p.By == g.By && p.Key == g.Key)?.Amount;
            return new Part { By = g.By, Key = g.Key, Value = FormProblems.Typed(known?.Value), Numerator = FormProblems.Typed(known?.Numerator), Denominator = FormProblems.Typed(known?.Denominator) };
        })],
    };

    /// <summary>The groups for which a part is typed: of every disaggregation that is asked for, and those that have a part already.</summary>
    public static IEnumerable<(string By, string Key)> Asked(Indicator indicator, IReadOnlyCollection<PartValue> parts) =>
        indicator.AddsUp == HowItAddsUp.Scale ? [] : indicator.Disaggregations.SelectMany(d => d.Groups.Where(g => d.RetiredOn is null || parts.Any(p => p.By == d.Code && p.Key == g.Key)).Select(g => (d.Code, g.Key)));

    /// <summary>Reads what is typed, and says at the field what is wrong.</summary>
    /// <param name="name">Name of the form, for example <c>Form.Value</c>: fields are its parts.</param>
    /// <param name="indicator">The indicator.</param>
    /// <param name="required">Whether a value must be given.</param>
    /// <param name="problems">Where to say what is wrong.</param>
    /// <param name="words">Words of this folder.</param>
    /// <param name="common">Words of the common messages.</param>
    public (Amount Amount, IReadOnlyList<PartValue> Parts) Read(string name, Indicator indicator, bool required, FormProblems problems, IStringLocalizer words, IStringLocalizer common)
    {
        var share = indicator.AddsUp == HowItAddsUp.Share;
        var exactness = problems.Choice<Exactness>($"{name}.Exactness", Exactness) ?? Platform.Figures.Exactness.Exact;
        if (exactness == Platform.Figures.Exactness.Unknown) problems.Add($"{name}.Exactness", common["NotAChoice"]);
        var at = share ? $"{name}.Numerator" : $"{name}.Value";
        var amount = share ? Amount.Share(problems.Decimal($"{name}.Numerator", Numerator), problems.Decimal($"{name}.Denominator", Denominator), exactness) : One($"{name}.Value", Value, exactness);
        if (required && !amount.IsKnown && problems[at] is null && amount.Denominator is null && amount.Numerator is null) problems.Add(at, common["Required"]);
        if (FrameworkRules.Value(indicator, amount) is { } fault) problems.Add(fault == Fault.DenominatorZero ? $"{name}.Denominator" : at, words[$"Fault.{fault}"]);
        var (parts, places) = (new List<PartValue>(), new List<int>());
        for (var i = 0; i < (Parts?.Count ?? 0); i++)
        {
            var (part, field) = (Parts![i], $"{name}.Parts[{i}]");
            var typed = share ? Amount.Share(problems.Decimal($"{field}.Numerator", part.Numerator), problems.Decimal($"{field}.Denominator", part.Denominator)) : One($"{field}.Value", part.Value, Platform.Figures.Exactness.Exact);
            if (typed is { IsKnown: false, Numerator: null, Denominator: null }) continue;
            if (!indicator.Disaggregations.Any(d => d.Code == part.By && d.Groups.Any(g => g.Key == part.Key))) problems.Add(share ? $"{field}.Numerator" : $"{field}.Value", common["NotAChoice"]);
            parts.Add(new PartValue(part.By ?? "", part.Key ?? "", typed));
            places.Add(i);
        }

        foreach (var found in FrameworkRules.Parts(indicator, amount, parts)) problems.Add($"{name}.Parts[{places[found.At]}].{(share ? "Numerator" : "Value")}", words[$"Fault.{found.Fault}"]);
        return (amount, parts);

        Amount One(string field, string? typed, Exactness exact) => problems.Decimal(field, typed) is { } number ? new Amount(number, Exactness: exact) : Amount.Unknown;
    }
}
