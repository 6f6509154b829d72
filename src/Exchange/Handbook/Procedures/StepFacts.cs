using Microsoft.Extensions.Localization;
using Uramost.Platform.Language;
using Uramost.Platform.Ui;

namespace Uramost.Exchange.Handbook.Procedures;

/// <summary>One element of a step as a reader sees it.</summary>
/// <param name="Label">What it is.</param>
/// <param name="Value">Its text, with tokens for places; null where it is not known, which is said and not left out.</param>
public sealed record StepFact(string Label, string? Value);

/// <summary>The elements of a step in words, the same on the page, in the document and in the file for offline.</summary>
public sealed class StepFacts(ProcedureGraph graph, IReadOnlyList<Law> laws, IStringLocalizer<Words> words, UiVariant reader)
{
    /// <summary>All elements of a step, in order.</summary>
    public IReadOnlyList<StepFact> Of(Step s) =>
    [
        new(words["Authority"], Join(" – ", Say(s.Authority), Say(s.Office))),
        new(words["Contact"], s.Contact),
        new(words["Result"], s.Gives.Count == 0 ? null : string.Join("; ", s.Gives.Select(Name))),
        new(words["Needs"], s.Needs.Count == 0 ? words["NeedsNothing"] : string.Join("; ", s.Needs.Select(NeedText))),
        new(words["Cost"], s.Costs.Count == 0 ? null : string.Join("; ", s.Costs.Select(CostText))),
        new(words["Queue"], Range(s.Queue, "Minutes")),
        new(words["Counter"], Range(s.Counter, "Minutes")),
        new(words["Wait"], Range(s.Wait, "Days")),
        new(words["LegalBasis"], s.Laws.Count == 0 ? null : string.Join("; ", s.Laws.Select(LawText))),
        new(words["Recourse"], Say(s.Recourse)),
        new(words["Mandatory"], words[s.IsMandatory ? "Yes" : "No"]),
        new(words["Online"], s.IsOnline is { } online ? words[online ? "Yes" : "No"].Value : null),
        new(words["Source"], s.Source),
        new(words["Verified"], s.VerifiedOn is { } day ? $"{Dates.Long(day)}, {s.VerifiedBy}" : null),
    ];

    /// <summary>The name of a requirement, or its code where it is not recorded.</summary>
    public string Name(string code) => graph.Find(code) is { } r ? Say(r.Name) ?? code : code;

    /// <summary>A record's text for the reader; where their language is missing, the language that stands instead is named.</summary>
    public string? Say(LocalText? text)
    {
        if (text is null || text.IsEmpty) return null;
        var shown = text.For(reader);
        return shown.IsMissing ? $"{shown.Text} ({shown.Variant.OwnName})" : shown.Text;
    }

    /// <summary>What a procedure comes to, in words.</summary>
    public IReadOnlyList<StepFact> Of(ProcedureTotals t) =>
    [
        new(words["TotalSteps"], Number(t.Steps)), new(words["TotalInstitutions"], Number(t.Institutions)), new(words["TotalDocuments"], Number(t.Documents)),
        new(words["TotalCost"], Costs(t.Costs, t.UnknownCosts)), new(words["TotalDays"], Days(t.Days, t.UnknownDays)),
    ];

    /// <summary>Known amounts and of how many steps they are not known.</summary>
    public string Costs(IReadOnlyDictionary<string, decimal> known, int unknown)
    {
        var sum = string.Join(" + ", known.Select(c => $"{c.Value.ToString("N2", reader.Culture)} {c.Key}"));
        var rest = unknown > 0 ? words.Count("UnknownFor", unknown) : null;
        return Join("; ", sum.Length > 0 ? sum : null, rest) ?? words["NoCost"];
    }

    /// <summary>Known days and of how many steps they are not known.</summary>
    public string Days(Span days, int unknown)
    {
        var known = days.Most > 0 ? Range(days, "Days") : null;
        return Join("; ", known, unknown > 0 ? words.Count("UnknownFor", unknown) : null) ?? words["SameDay"];
    }

    private string NeedText(Need need)
    {
        var names = string.Join(need.Any ? $" {words["Or"]} " : ", ", need.Codes.Select(Name));
        return need.OnlyFor.Count == 0 ? names : $"{names} ({words["OnlyFor", string.Join(", ", need.OnlyFor)]})";
    }

    private string CostText(StepCost cost) => (cost.Amount, cost.Operator) switch
    {
        (null, _) => words["Unknown"],
        (0, _) => words["Free"],
        ({ } percent, CostOperator.Percent) => $"{percent.ToString("0.##", reader.Culture)} % {Say(cost.Of)}".Trim(),
        ({ } amount, CostOperator.PerUnit) => $"{amount.ToString("N2", reader.Culture)} {cost.Currency} / {Say(cost.Of)}",
        ({ } amount, _) => $"{amount.ToString("N2", reader.Culture)} {cost.Currency}",
    };

    private string LawText(LegalBasis basis)
    {
        var law = laws.FirstOrDefault(l => l.Code == basis.Law);
        var name = law is null ? basis.Law : Join(" ", Say(law.Title), law.Number)!;
        return basis.Article is null ? $"{name} ({words["ArticleUnknown"]})" : $"{name}, {words["Article", basis.Article]}";
    }

    private string? Range(Span? span, string unit) => span is null ? null
        : span.Least == span.Most ? words[unit, Number(span.Most)].Value : words[unit, $"{Number(span.Least)}–{Number(span.Most)}"].Value;

    private string Number(decimal number) => number.ToString("0.#", reader.Culture);

    private static string? Join(string with, params IEnumerable<string?> parts) => string.Join(with, parts.Where(p => !string.IsNullOrWhiteSpace(p))) is { Length: > 0 } text ? text : null;
}
