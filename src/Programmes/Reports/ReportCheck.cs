using Uramost.Platform.Contracts;
using Uramost.Platform.Language;
using Uramost.Programmes.Activities;
using Uramost.Programmes.Projects;
using Uramost.Programmes.Results;

namespace Uramost.Programmes.Reports;

/// <summary>How heavy something found is.</summary>
public enum FindingWeight
{
    /// <summary>The report cannot be handed in with it.</summary>
    Forbidden,
    /// <summary>Two things contradict each other.</summary>
    Contradiction,
    /// <summary>Something is missing.</summary>
    Missing,
    /// <summary>Worth a look.</summary>
    Remark,
}

/// <summary>What a report's check can find.</summary>
public enum FindingKind
{
    /// <summary>A text names somebody of the register.</summary>
    NamesSomebody,
    /// <summary>A cumulative value falls and nobody corrected it.</summary>
    Falls,
    /// <summary>A number in a text is in no table.</summary>
    NumberDiffers,
    /// <summary>What partners say adds up to something else.</summary>
    PartnersDiffer,
    /// <summary>The records now say something else than when the numbers were taken.</summary>
    RecordsMoved,
    /// <summary>There is no results framework.</summary>
    NoFramework,
    /// <summary>An indicator has no value.</summary>
    NoValue,
    /// <summary>A typed value has no proof.</summary>
    NoProof,
    /// <summary>A value is not approved.</summary>
    NotApproved,
    /// <summary>Nobody wrote a block.</summary>
    TextEmpty,
    /// <summary>A block is empty in a language.</summary>
    TextMissing,
    /// <summary>A partner wrote nothing.</summary>
    PartnerSilent,
    /// <summary>An activity has no date.</summary>
    NoDate,
    /// <summary>An activity was moved or cancelled without a reason.</summary>
    NoReason,
    /// <summary>An indicator has no baseline.</summary>
    NoBaseline,
    /// <summary>An indicator has no target.</summary>
    NoTarget,
    /// <summary>An assumption was never reviewed.</summary>
    NotReviewed,
    /// <summary>A block says what it said the time before.</summary>
    Unchanged,
    /// <summary>An activity has no proof.</summary>
    NoEvidence,
}

/// <summary>Something that is missing or contradicts.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Weight">How heavy it is.</param>
/// <param name="Path">Address, without language, where it is put right.</param>
/// <param name="Block">Code of the block, or null.</param>
/// <param name="Of">What it is about, or null.</param>
/// <param name="OrganisationId">The partner, or null.</param>
/// <param name="What">Numbers and names that the message tells, in order.</param>
/// <param name="Languages">Paths of the variants in which a text is missing.</param>
public sealed record Finding(FindingKind Kind, FindingWeight Weight, string Path, string? Block = null, PublishedText? Of = null, Guid? OrganisationId = null, IReadOnlyList<string>? What = null, IReadOnlyList<UiVariant>? Languages = null);

/// <summary>What the check has to know besides the report.</summary>
/// <param name="Now">Plan and numbers as they would be taken now, or null: not asked.</param>
/// <param name="Before">What the report to the same donor before this one said, or null.</param>
/// <param name="Named">Names of the register that stand in texts, by block; the empty code: in a text of the plan.</param>
public sealed record CheckedAgainst(ReportPlan? Now, ReportContent? Before, IReadOnlyList<(string Block, Guid OrganisationId, string Name)> Named);

/// <summary>Finds what is missing in a report or contradicts. Whoever hands it in is shown all of it.</summary>
public static class ReportCheck
{
    private static readonly UiVariant[] Languages = [UiVariant.English, UiVariant.Albanian, UiVariant.SerbianLatin];

    /// <summary>Everything that is found, the heaviest first.</summary>
    public static IReadOnlyList<Finding> Of(ReportContent content, CheckedAgainst against)
    {
        var found = new List<Finding>();
        foreach (var (block, organisation, name) in against.Named) found.Add(new Finding(FindingKind.NamesSomebody, FindingWeight.Forbidden, block.Length == 0 ? Results(content) : TextPath(content, block, organisation), block.Length == 0 ? null : block, What: [name]));
        Texts(content, found);
        Values(content, against, found);
        foreach (var activity in content.Plan.Activities.Where(a => a.State is ActivityState.Moved or ActivityState.Cancelled && a.Reason.IsEmpty)) found.Add(About(FindingKind.NoReason, FindingWeight.Missing, activity));
        foreach (var activity in content.Plan.Undated) found.Add(About(FindingKind.NoDate, FindingWeight.Missing, activity));
        foreach (var activity in content.Plan.Activities.Where(a => a is { State: ActivityState.Held, Evidence: 0 })) found.Add(About(FindingKind.NoEvidence, FindingWeight.Remark, activity));
        return [.. found.OrderBy(f => f.Weight)];
    }

    private static void Texts(ReportContent content, List<Finding> found)
    {
        foreach (var code in ReportLayout.Of(content.Form, content.Kind).Blocks)
        {
            var used = content.Block(code)?.Used ?? [];
            if (used.Count == 0) found.Add(new Finding(FindingKind.TextEmpty, FindingWeight.Missing, TextPath(content, code, ReportBlocks.Whole), code));
            foreach (var text in used)
            {
                var missing = Languages.Where(l => text.Text.In(l) is null).ToList();
                if (missing.Count > 0) found.Add(new Finding(FindingKind.TextMissing, FindingWeight.Missing, TextPath(content, code, text.OrganisationId), code, OrganisationId: text.OrganisationId, Languages: missing));
                if (!text.Carried.IsEmpty && text.Carried == text.Text) found.Add(new Finding(FindingKind.Unchanged, FindingWeight.Remark, TextPath(content, code, text.OrganisationId), code, OrganisationId: text.OrganisationId));
                foreach (var language in Languages)
                {
                    if (text.Text.In(language) is not { } written) continue;
                    foreach (var odd in NarrativeNumbers.Odd(written, language, [.. content.Plan.Lines]))
                    {
                        var line = content.Plan.Lines.First(l => l.IndicatorId == odd.IndicatorId);
                        found.Add(new Finding(FindingKind.NumberDiffers, FindingWeight.Contradiction, TextPath(content, code, text.OrganisationId), code, PublishedText.Own(line.Name), text.OrganisationId, [odd.Written]));
                    }
                }
            }
        }

        var partners = content.Parties.Where(p => p.Role == ProjectRole.Partner).DistinctBy(p => p.OrganisationId).ToList();
        foreach (var silent in partners.Where(p => !content.Blocks.Any(b => b.Texts.Any(t => t.OrganisationId == p.OrganisationId && !t.Text.IsEmpty)) && content.PartnerValues.All(v => v.OrganisationId != p.OrganisationId)))
        {
            found.Add(new Finding(FindingKind.PartnerSilent, FindingWeight.Remark, $"/reports/{content.ReportId}/texts?organisation={silent.OrganisationId}", Of: silent.Name, OrganisationId: silent.OrganisationId));
        }
    }

    private static void Values(ReportContent content, CheckedAgainst against, List<Finding> found)
    {
        if (!content.Plan.IsFramework) found.Add(new Finding(FindingKind.NoFramework, FindingWeight.Missing, Results(content)));
        var speaking = content.PartnerValues.Select(v => v.OrganisationId).Distinct().Count();
        foreach (var line in ReportLines.Of(content))
        {
            var (indicator, plan) = (line.Line.IndicatorId, line.Line);
            // What was reached before says nothing of this period.
            if (!plan.This.IsKnown && (!plan.Cumulative.IsKnown || plan.From == ValueFrom.Typed)) Add(FindingKind.NoValue, FindingWeight.Missing);
            else
            {
                if (line.IsProven == false) Add(FindingKind.NoProof, FindingWeight.Missing, plan.ValueId);
                if (plan.ValueId is not null && plan.State != ValueState.Approved || plan.ValueId is null && plan.From == ValueFrom.Typed) Add(FindingKind.NotApproved, FindingWeight.Missing, plan.ValueId);
            }

            if (plan.Baseline is null) Add(FindingKind.NoBaseline, FindingWeight.Missing);
            if (line.Target is null) Add(FindingKind.NoTarget, FindingWeight.Missing);
            if (plan.Held is { } held) Add(FindingKind.Falls, FindingWeight.Contradiction, plan.ValueId, Plain(held), Plain(plan.Cumulative.Value));
            else if (plan.AddsUp is HowItAddsUp.Sum or HowItAddsUp.Distinct && plan.Corrections == 0
                && against.Before?.Plan.Lines.FirstOrDefault(l => l.IndicatorId == indicator) is { Cumulative.Value: { } before } && plan.Cumulative.Value < before) Add(FindingKind.Falls, FindingWeight.Contradiction, plan.ValueId, Plain(plan.Cumulative.Value), Plain(before));
            if (ReportLines.PartnersTogether(plan, line.Partners, speaking) is { } together && plan.This.Value is { } said && said != together) Add(FindingKind.PartnersDiffer, FindingWeight.Contradiction, plan.ValueId, Plain(together), Plain(said));
            if (against.Now?.Lines.FirstOrDefault(l => l.IndicatorId == indicator) is { } now && (now.This.Value != plan.This.Value || now.Cumulative.Value != plan.Cumulative.Value)) Add(FindingKind.RecordsMoved, FindingWeight.Remark, null, Plain(now.Cumulative.Value), Plain(plan.Cumulative.Value));

            void Add(FindingKind kind, FindingWeight weight, Guid? value = null, params string[] what) =>
                found.Add(new Finding(kind, weight, value is { } id ? $"/indicator-values/{id}" : $"/indicators/{indicator}", Of: PublishedText.Own(plan.Name), What: what));
        }

        foreach (var assumption in content.Plan.Nodes.SelectMany(n => n.Assumptions).Where(a => a is { Id: not null, Verdict: null }))
        {
            found.Add(new Finding(FindingKind.NotReviewed, FindingWeight.Remark, $"/assumptions/{assumption.Id}", Of: PublishedText.Own(assumption.Text)));
        }
    }

    private static Finding About(FindingKind kind, FindingWeight weight, PlanActivity activity) => new(kind, weight, $"/activities/{activity.Id}", Of: activity.Title);

    private static string Results(ReportContent content) => $"/reports/{content.ReportId}/plan";

    private static string TextPath(ReportContent content, string block, Guid organisation) => $"/reports/{content.ReportId}/texts/{block}{(organisation == ReportBlocks.Whole ? "" : $"?organisation={organisation}")}";

    private static string Plain(decimal? value) => value?.ToString("0.##", UiVariant.Current.Culture) ?? "–";
}
