using System.ComponentModel.DataAnnotations;
using Microsoft.EntityFrameworkCore;
using Uramost.Platform.Data;
using Uramost.Platform.Figures;
using Uramost.Platform.Language;

namespace Uramost.Programmes.Results;

/// <summary>How an indicator's values of several periods become one.</summary>
public enum HowItAddsUp
{
    /// <summary>What each period brought is added.</summary>
    Sum,
    /// <summary>The latest value counts.</summary>
    Latest,
    /// <summary>Each value is the number of different people or things from the beginning to the period's end: it never falls.</summary>
    Distinct,
    /// <summary>Percent: numerators and denominators are added, then divided. A percentage is never averaged.</summary>
    Share,
    /// <summary>A level with a name; the latest counts.</summary>
    Scale,
}

/// <summary>Where an indicator's values come from.</summary>
public enum ValueFrom
{
    /// <summary>From nowhere yet.</summary>
    Nowhere,
    /// <summary>A figure computes them from records.</summary>
    Figure,
    /// <summary>Somebody types them, with their source and proof.</summary>
    Typed,
}

/// <summary>A figure with filters and basis, as an indicator asks for it.</summary>
/// <param name="FigureId">The figure.</param>
/// <param name="Basis">On what its values rest.</param>
/// <param name="Filters">Value by dimension, the project left out.</param>
public sealed record FigureSource(string FigureId, Basis Basis, IReadOnlyDictionary<string, string> Filters)
{
    /// <summary>The filters as one types them: <c>kind=seminar; year=2019</c>.</summary>
    public string FiltersTyped() => string.Join("; ", Filters.Select(f => $"{f.Key}={f.Value}"));
}

/// <summary>One group of a disaggregation.</summary>
/// <param name="Key">Its key; it never changes.</param>
/// <param name="Name">Its name.</param>
public sealed record DisaggregationGroup(string Key, LocalText Name);

/// <summary>By what an indicator's values are told apart. Whatever no group takes is unknown.</summary>
/// <param name="Code">Its code; where it is a dimension of the indicator's figure, the figure tells the groups apart.</param>
/// <param name="Name">Its name.</param>
/// <param name="OfPeople">Whether it says what is true of people: such numbers leave the product through releases only.</param>
/// <param name="Groups">Its groups; none where a figure tells them apart.</param>
/// <param name="RetiredOn">The day from which it is no longer asked for, or null. What was said stays.</param>
public sealed record Disaggregation(string Code, LocalText Name, bool OfPeople, IReadOnlyList<DisaggregationGroup> Groups, DateOnly? RetiredOn = null);

/// <summary>How the values of an indicator are verified.</summary>
/// <param name="Source">From what.</param>
/// <param name="Method">How.</param>
/// <param name="Who">By whom.</param>
/// <param name="HowOften">How often.</param>
public sealed record MeansOfVerification(LocalText Source, LocalText Method, LocalText Who, LocalText HowOften)
{
    /// <summary>Nothing is said.</summary>
    public static readonly MeansOfVerification None = new(new LocalText(), new LocalText(), new LocalText(), new LocalText());
}

/// <summary>What is measured to tell whether a result came about.</summary>
[Index(nameof(NodeId), nameof(Ordinal)), Index(nameof(ProjectId))]
public sealed class Indicator : Record
{
    /// <summary>The project.</summary>
    public Guid ProjectId { get; set; }

    /// <summary>The result.</summary>
    public Guid NodeId { get; set; }

    /// <summary>As the plan numbers it, or null.</summary>
    [MaxLength(20)] public string? Code { get; set; }

    /// <summary>What it is called.</summary>
    public LocalText Name { get; set; } = new();

    /// <summary>What is counted, and what is not.</summary>
    public LocalText Definition { get; set; } = new();

    /// <summary>In what it is counted.</summary>
    public LocalText Unit { get; set; } = new();

    /// <summary>How its values become one.</summary>
    public HowItAddsUp AddsUp { get; set; }

    /// <summary>Whether less is better.</summary>
    public bool LessIsBetter { get; set; }

    /// <summary>Names of the levels of a scale, the lowest first; level 1 is the first.</summary>
    public List<LocalText> Levels { get; set; } = [];

    /// <summary>The value before the work began; of a share in percent, of a scale the level. Null: not in the source.</summary>
    public decimal? BaselineValue { get; set; }

    /// <summary>The year in which that was measured, or null.</summary>
    public int? BaselineYear { get; set; }

    /// <summary>Who says so.</summary>
    public LocalText BaselineSource { get; set; } = new();

    /// <summary>How its values are verified.</summary>
    public MeansOfVerification Means { get; set; } = MeansOfVerification.None;

    /// <summary>By what its values are told apart.</summary>
    public List<Disaggregation> Disaggregations { get; set; } = [];

    /// <summary>Where its values come from.</summary>
    public ValueFrom From { get; set; }

    /// <summary>The figure; of a share its numerator. Null where values are typed.</summary>
    public FigureSource? Figure { get; set; }

    /// <summary>The figure that is the denominator of a share, or null.</summary>
    public FigureSource? DenominatorFigure { get; set; }

    /// <summary>The day from which it is no longer part of the plan; null: it is.</summary>
    public DateOnly? RetiredOn { get; set; }

    /// <summary>Place among the indicators of its result, from 0.</summary>
    public int Ordinal { get; set; }
}

/// <summary>What a target is for.</summary>
public enum TargetKind
{
    /// <summary>For one period: of a sum what the period is to bring, of everything else where it stands at the period's end.</summary>
    Period,
    /// <summary>Where the indicator stands on a day on the way.</summary>
    Milestone,
    /// <summary>Where it stands in the end.</summary>
    Final,
}

/// <summary>What is aimed at in one group of a disaggregation.</summary>
/// <param name="By">Code of the disaggregation.</param>
/// <param name="Key">Key of the group.</param>
/// <param name="Value">The value; of a share in percent, of a scale the level.</param>
public sealed record TargetPart(string By, string Key, decimal Value);

/// <summary>A value that is aimed at.</summary>
[Index(nameof(IndicatorId))]
public sealed class IndicatorTarget : Record
{
    /// <summary>The indicator.</summary>
    public Guid IndicatorId { get; set; }

    /// <summary>What it is for.</summary>
    public TargetKind Kind { get; set; }

    /// <summary>The period of a period's target, else null.</summary>
    public Guid? PeriodId { get; set; }

    /// <summary>The day of a milestone or of the final target, or null: not in the source.</summary>
    public DateOnly? DueOn { get; set; }

    /// <summary>The value; of a share in percent, of a scale the level.</summary>
    public decimal Value { get; set; }

    /// <summary>What is aimed at by group; what no group takes is open.</summary>
    public List<TargetPart> Parts { get; set; } = [];

    /// <summary>One number for the targets of an indicator as they stand: another one as soon as any of them is changed, added or removed.</summary>
    public static int VersionOf(IEnumerable<IndicatorTarget> targets) =>
        BitConverter.ToInt32(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(string.Join(' ', targets.OrderBy(t => t.Id).Select(t => $"{t.Id:N}{t.Version}")))));
}

/// <summary>A time for which values are reported. The periods of a project do not overlap.</summary>
[Index(nameof(ProjectId), nameof(StartsOn), IsUnique = true)]
public sealed class ReportingPeriod : Record
{
    /// <summary>The project.</summary>
    public Guid ProjectId { get; set; }

    /// <summary>First day.</summary>
    public DateOnly StartsOn { get; set; }

    /// <summary>Last day.</summary>
    public DateOnly EndsOn { get; set; }

    /// <summary>The day from which its values stay as they are, or null.</summary>
    public DateOnly? LockedOn { get; set; }
}
