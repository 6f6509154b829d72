using System.ComponentModel.DataAnnotations;
using Microsoft.EntityFrameworkCore;
using Uramost.Platform.Data;
using Uramost.Platform.Language;

namespace Uramost.Programmes.Results;

/// <summary>A level of the results chain, from what is hoped for down to what is done.</summary>
public enum ResultLevel
{
    /// <summary>Impact, overall objective.</summary>
    Impact,
    /// <summary>Outcome; an outcome under an outcome is an intermediary one.</summary>
    Outcome,
    /// <summary>Output.</summary>
    Output,
    /// <summary>A line of activities.</summary>
    Activity,
}

/// <summary>One line of a project's results chain.</summary>
[Index(nameof(ProjectId), nameof(Ordinal))]
public sealed class ResultNode : Record
{
    /// <summary>The project.</summary>
    public Guid ProjectId { get; set; }

    /// <summary>The result to which it leads, or null: not said, or the top.</summary>
    public Guid? ParentId { get; set; }

    /// <summary>Its level.</summary>
    public ResultLevel Level { get; set; }

    /// <summary>As the plan numbers it (<c>Op 1.2</c>), or null.</summary>
    [MaxLength(20)] public string? Code { get; set; }

    /// <summary>What is to come about, or be done.</summary>
    public LocalText Title { get; set; } = new();

    /// <summary>The day from which it is no longer part of the plan; null: it is. It stays for what was reported on it.</summary>
    public DateOnly? RetiredOn { get; set; }

    /// <summary>The document from which it was transcribed, or null.</summary>
    public Guid? SourceId { get; set; }

    /// <summary>Place among those with the same parent, from 0.</summary>
    public int Ordinal { get; set; }
}

/// <summary>Something that has to hold so that a result leads to the next.</summary>
[Index(nameof(NodeId), nameof(Ordinal))]
public sealed class Assumption : Record
{
    /// <summary>The result that it concerns.</summary>
    public Guid NodeId { get; set; }

    /// <summary>What has to hold.</summary>
    public LocalText Text { get; set; } = new();

    /// <summary>Place in the list, from 0.</summary>
    public int Ordinal { get; set; }
}

/// <summary>How an assumption stands.</summary>
public enum AssumptionVerdict
{
    /// <summary>It holds.</summary>
    Holds,
    /// <summary>It is in doubt.</summary>
    Doubtful,
    /// <summary>It does not hold.</summary>
    Fails,
}

/// <summary>A figure as it stood when it was cited.</summary>
/// <param name="FigureId">The figure.</param>
/// <param name="Value">Its value then; null: not known.</param>
/// <param name="Exactness">How exact that was.</param>
/// <param name="Records">Address of the records behind it, without language: asked again, it answers as of now.</param>
public sealed record CitedFigure(string FigureId, decimal? Value, Platform.Figures.Exactness Exactness, string? Records);

/// <summary>What somebody found of an assumption on a day. Reviews are added, never changed.</summary>
[Index(nameof(AssumptionId), nameof(On))]
public sealed class AssumptionReview : Record
{
    /// <summary>The assumption.</summary>
    public Guid AssumptionId { get; set; }

    /// <summary>The day.</summary>
    public DateOnly On { get; set; }

    /// <summary>What was found.</summary>
    public AssumptionVerdict Verdict { get; set; }

    /// <summary>Why.</summary>
    public LocalText Text { get; set; } = new();

    /// <summary>The figures that say so.</summary>
    public List<CitedFigure> Figures { get; set; } = [];

    /// <summary>The account of whoever wrote it, or null.</summary>
    public Guid? WrittenBy { get; set; }
}
