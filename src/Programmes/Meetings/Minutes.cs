using System.ComponentModel.DataAnnotations;
using Microsoft.EntityFrameworkCore;
using Uramost.Platform.Data;
using Uramost.Platform.Language;

namespace Uramost.Programmes.Meetings;

/// <summary>The minutes of an activity. Who was there is not copied into them: it is read from the attendance, which knows it best.</summary>
[Index(nameof(ActivityId), IsUnique = true)]
public sealed class Minutes : Record
{
    /// <summary>The activity.</summary>
    public Guid ActivityId { get; set; }

    /// <summary>What was said, in paragraphs.</summary>
    public LocalText Text { get; set; } = new();

    /// <summary>The day on which those who were there accepted the minutes, or null: a draft.</summary>
    public DateOnly? AdoptedOn { get; set; }
}

/// <summary>Something that a meeting decided.</summary>
[Index(nameof(ActivityId), nameof(Number))]
public sealed class Decision : Record
{
    /// <summary>The activity.</summary>
    public Guid ActivityId { get; set; }

    /// <summary>1, 2, 3 … within the meeting.</summary>
    public int Number { get; set; }

    /// <summary>What was decided.</summary>
    public LocalText Text { get; set; } = new();
}

/// <summary>How likely a risk is, or how much harm it would do.</summary>
public enum RiskLevel
{
    /// <summary>Low.</summary>
    Low,
    /// <summary>Middling.</summary>
    Medium,
    /// <summary>High.</summary>
    High,
}

/// <summary>Where a risk stands.</summary>
public enum RiskState
{
    /// <summary>May happen.</summary>
    Open,
    /// <summary>Happened.</summary>
    Occurred,
    /// <summary>No longer threatens.</summary>
    Closed,
}

/// <summary>What could go wrong in a project, and what is done about it.</summary>
[Index(nameof(ProjectId), nameof(State), nameof(Score))]
public sealed class Risk : Record
{
    /// <summary>The project.</summary>
    public Guid ProjectId { get; set; }

    /// <summary>The meeting that raised it, or null.</summary>
    public Guid? ActivityId { get; set; }

    /// <summary>The result of the framework that it threatens, or null: the project as a whole.</summary>
    public Guid? NodeId { get; set; }

    /// <summary>What could go wrong.</summary>
    public LocalText Text { get; set; } = new();

    /// <summary>How likely it is.</summary>
    public RiskLevel Likelihood { get; private set; } = RiskLevel.Medium;

    /// <summary>How much harm it would do.</summary>
    public RiskLevel Impact { get; private set; } = RiskLevel.Medium;

    /// <summary>1 to 9: the product of both levels, by which risks are ordered.</summary>
    public int Score { get; private set; } = 4;

    /// <summary>What is done about it.</summary>
    public LocalText Response { get; set; } = new();

    /// <summary>The organisation that looks after it, or null.</summary>
    public Guid? OrganisationId { get; set; }

    /// <summary>Where it stands.</summary>
    public RiskState State { get; set; }

    /// <summary>The day by which it is looked at again, or null.</summary>
    public DateOnly? ReviewOn { get; set; }

    /// <summary>Sets both levels.</summary>
    public void Weigh(RiskLevel likelihood, RiskLevel impact) => (Likelihood, Impact, Score) = (likelihood, impact, ((int)likelihood + 1) * ((int)impact + 1));
}
