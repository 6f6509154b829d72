using System.ComponentModel.DataAnnotations;
using Microsoft.EntityFrameworkCore;
using Uramost.Platform.Data;
using Uramost.Platform.Language;
using Uramost.Programmes.Results;

namespace Uramost.Programmes.Reports;

/// <summary>Whose form a report follows.</summary>
public enum ReportForm
{
    /// <summary>The European Union's narrative report with its logical framework matrix.</summary>
    Eu,
    /// <summary>Norway's, by the hierarchy of goals.</summary>
    Norway,
    /// <summary>The harmonised "8+3".</summary>
    EightPlusThree,
    /// <summary>The British logframe with milestones.</summary>
    Fcdo,
    /// <summary>By objectives and activities, as the National Endowment for Democracy asks.</summary>
    Ned,
    /// <summary>What was planned against what was achieved, as German donors ask.</summary>
    Factual,
}

/// <summary>Of what a report tells.</summary>
public enum ReportKind
{
    /// <summary>A part of the work.</summary>
    Interim,
    /// <summary>The work as a whole.</summary>
    Final,
    /// <summary>A short look at a quarter or half-year.</summary>
    Progress,
}

/// <summary>Where a report stands.</summary>
public enum ReportState
{
    /// <summary>Being written.</summary>
    Draft,
    /// <summary>Handed in: nothing changes it.</summary>
    Submitted,
    /// <summary>Opened again for its texts; plan and numbers stay.</summary>
    ReopenedTexts,
    /// <summary>Opened again for its texts and numbers.</summary>
    ReopenedNumbers,
}

/// <summary>A report to one donor about one time. It rests on a plan that was taken when it was opened.</summary>
[Index(nameof(ProjectId), nameof(DonorId), nameof(Form), nameof(StartsOn), nameof(EndsOn), IsUnique = true, Name = "IX_programmes_report_one")]
public sealed class Report : Record
{
    /// <summary>The project.</summary>
    public Guid ProjectId { get; set; }

    /// <summary>The donor.</summary>
    public Guid DonorId { get; set; }

    /// <summary>Whose form it follows.</summary>
    public ReportForm Form { get; set; }

    /// <summary>Of what it tells.</summary>
    public ReportKind Kind { get; set; }

    /// <summary>First day.</summary>
    public DateOnly StartsOn { get; set; }

    /// <summary>Last day.</summary>
    public DateOnly EndsOn { get; set; }

    /// <summary>Where it stands.</summary>
    public ReportState State { get; private set; }

    /// <summary>Plan and numbers as they were when they were taken.</summary>
    public ReportPlan Plan { get; private set; } = ReportPlan.Empty;

    /// <summary>When that was, UTC.</summary>
    public DateTime PlanTakenAt { get; private set; }

    /// <summary>Whether its texts may be written.</summary>
    public bool MayWrite => State != ReportState.Submitted;

    /// <summary>Whether plan and numbers may be taken anew.</summary>
    public bool MayTakeNumbers => State is ReportState.Draft or ReportState.ReopenedNumbers;

    /// <summary>Pins plan and numbers.</summary>
    /// <exception cref="InvalidOperationException">They may not be taken any more.</exception>
    public void Pin(ReportPlan plan, DateTime at)
    {
        if (!MayTakeNumbers) throw new InvalidOperationException($"The numbers of a report that is {State} stay.");
        (Plan, PlanTakenAt) = (plan, at);
    }

    /// <summary>Hands it in.</summary>
    /// <returns>Whether that was possible.</returns>
    public bool Submit()
    {
        if (!MayWrite) return false;
        State = ReportState.Submitted;
        return true;
    }

    /// <summary>Opens it again.</summary>
    /// <returns>Whether that was possible.</returns>
    public bool Reopen(ReopeningKind kind)
    {
        if (State != ReportState.Submitted) return false;
        State = kind == ReopeningKind.Numbers ? ReportState.ReopenedNumbers : ReportState.ReopenedTexts;
        return true;
    }
}

/// <summary>
/// A block of text: written once for a project, a time and an organisation, in up to three languages, and used by every
/// report about that time.
/// </summary>
[Index(nameof(ProjectId), nameof(StartsOn), nameof(EndsOn), nameof(OrganisationId), nameof(Block), IsUnique = true, Name = "IX_programmes_report_text_one")]
public sealed class ReportText : Record
{
    /// <summary>The project.</summary>
    public Guid ProjectId { get; set; }

    /// <summary>First day.</summary>
    public DateOnly StartsOn { get; set; }

    /// <summary>Last day.</summary>
    public DateOnly EndsOn { get; set; }

    /// <summary>The partner who writes; the empty id: the project as a whole.</summary>
    public Guid OrganisationId { get; set; }

    /// <summary>Code of the block.</summary>
    [AuditedAsCode, MaxLength(40)] public string Block { get; set; } = "";

    /// <summary>The text.</summary>
    public LocalText Text { get; set; } = new();

    /// <summary>What stood there the time before, or empty: it is new.</summary>
    public LocalText Carried { get; set; } = new();
}

/// <summary>What a partner says an indicator reached in a time, with its source: it feeds the report of the lead.</summary>
[Index(nameof(ProjectId), nameof(StartsOn), nameof(EndsOn), nameof(OrganisationId), nameof(IndicatorId), IsUnique = true, Name = "IX_programmes_partner_value_one")]
public sealed class PartnerValue : Record
{
    /// <summary>The project.</summary>
    public Guid ProjectId { get; set; }

    /// <summary>First day.</summary>
    public DateOnly StartsOn { get; set; }

    /// <summary>Last day.</summary>
    public DateOnly EndsOn { get; set; }

    /// <summary>The partner.</summary>
    public Guid OrganisationId { get; set; }

    /// <summary>The indicator.</summary>
    public Guid IndicatorId { get; set; }

    /// <summary>The value.</summary>
    public decimal Value { get; set; }

    /// <summary>From where it is.</summary>
    public LocalText Source { get; set; } = new();
}

/// <summary>A report as it was handed in. It never changes.</summary>
[Index(nameof(ReportId), nameof(Number), IsUnique = true), Index(nameof(Hash))]
public sealed class ReportSubmission : Record
{
    /// <summary>The report.</summary>
    public Guid ReportId { get; set; }

    /// <summary>1, 2, 3 … of this report.</summary>
    public int Number { get; set; }

    /// <summary>All that it says, as text: see <see cref="ReportHash"/>.</summary>
    public string Content { get; set; } = "";

    /// <summary>SHA-256 of that text in UTF-8, as 64 small hexadecimal digits.</summary>
    [AuditedAsCode, MaxLength(64)] public string Hash { get; set; } = "";

    /// <summary>When, UTC.</summary>
    public DateTime SubmittedAt { get; set; }

    /// <summary>By whom, or null.</summary>
    public Guid? SubmittedBy { get; set; }
}

/// <summary>For what a report is opened again.</summary>
public enum ReopeningKind
{
    /// <summary>For its texts only.</summary>
    Texts,
    /// <summary>For its numbers too.</summary>
    Numbers,
}

/// <summary>That a report was opened again, and why.</summary>
[Index(nameof(ReportId))]
public sealed class ReportReopening : Record
{
    /// <summary>The report.</summary>
    public Guid ReportId { get; set; }

    /// <summary>The submission after which it was opened.</summary>
    public int Submission { get; set; }

    /// <summary>For what.</summary>
    public ReopeningKind Kind { get; set; }

    /// <summary>Why.</summary>
    public LocalText Reason { get; set; } = new();

    /// <summary>When, UTC.</summary>
    public DateTime At { get; set; }

    /// <summary>By whom, or null.</summary>
    public Guid? By { get; set; }
}

/// <summary>The blocks of text, in the order in which they are written.</summary>
public static class ReportBlocks
{
    /// <summary>Codes of all blocks.</summary>
    public static readonly IReadOnlyList<string> All =
    [
        "summary", "results", "activities", "deviations", "changes", "risks", "groups", "partners", "authorities", "associates", "synergies", "gender", "environment", "rights", "participation",
        "visibility", "materials", "sustainability", "lessons", "monitoring", "finance", "next",
    ];

    /// <summary>The organisation id of what is written for the project as a whole.</summary>
    public static readonly Guid Whole = Guid.Empty;
}
