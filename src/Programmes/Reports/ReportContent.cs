using Uramost.Platform.Contracts;
using Uramost.Platform.Data;
using Uramost.Platform.Figures;
using Uramost.Platform.Language;
using Uramost.Programmes.Activities;
using Uramost.Programmes.Counts;
using Uramost.Programmes.Meetings;
using Uramost.Programmes.Projects;
using Uramost.Programmes.Results;

namespace Uramost.Programmes.Reports;

/// <summary>An assumption as it stood.</summary>
/// <param name="Id">The assumption, or null: it is one of the project's own record.</param>
/// <param name="Text">What has to hold.</param>
/// <param name="Verdict">What was found last, or null.</param>
/// <param name="On">When, or null.</param>
public sealed record PlanAssumption(Guid? Id, LocalText Text, AssumptionVerdict? Verdict, DateOnly? On);

/// <summary>A value that is aimed at on a day.</summary>
/// <param name="DueOn">The day, or null: not in the source.</param>
/// <param name="Value">The value.</param>
public sealed record PlanMilestone(DateOnly? DueOn, decimal Value);

/// <summary>An indicator with its values as they stood.</summary>
/// <param name="IndicatorId">The indicator.</param>
/// <param name="Code">Its number in the plan, or null.</param>
/// <param name="Name">Its name.</param>
/// <param name="Unit">In what it is counted.</param>
/// <param name="AddsUp">How it adds up.</param>
/// <param name="LessIsBetter">Whether less is better.</param>
/// <param name="Levels">Names of a scale's levels.</param>
/// <param name="Baseline">The value before the work, or null: not in the source.</param>
/// <param name="BaselineYear">Its year, or null.</param>
/// <param name="PeriodTarget">Target of the period, or null.</param>
/// <param name="TargetToDate">What was aimed at by now, or null.</param>
/// <param name="Final">The final target, or null.</param>
/// <param name="Milestones">Milestones by day.</param>
/// <param name="Before">What had been reached before.</param>
/// <param name="This">What the period brought.</param>
/// <param name="Cumulative">What is reached altogether.</param>
/// <param name="Held">Where the cumulative value would have fallen without a named correction: what was said instead.</param>
/// <param name="Corrections">How often a value was corrected.</param>
/// <param name="Means">How it is verified.</param>
/// <param name="From">Where its values come from.</param>
/// <param name="Basis">On what a computed value rests, or null.</param>
/// <param name="ValueId">The stored value of the period, or null.</param>
/// <param name="State">Where that stands, or null.</param>
/// <param name="Records">Address of the records behind the period's value, without language, or null.</param>
/// <param name="CumulativeRecords">The same of all periods.</param>
/// <param name="Comment">What is said on the progress.</param>
/// <param name="Source">From where a typed value is.</param>
/// <param name="Proofs">Pieces of evidence on the stored value.</param>
/// <param name="FigureId">The figure that computes it, or null.</param>
/// <param name="ByPeople">Whether it is told apart by what is true of people: that leaves the product in releases only.</param>
/// <param name="Parts">Parts by groups of other sorts.</param>
public sealed record PlanLine(
    Guid IndicatorId, string? Code, LocalText Name, LocalText Unit, HowItAddsUp AddsUp, bool LessIsBetter, IReadOnlyList<LocalText> Levels, decimal? Baseline, int? BaselineYear,
    decimal? PeriodTarget, decimal? TargetToDate, PlanMilestone? Final, IReadOnlyList<PlanMilestone> Milestones, Amount Before, Amount This, Amount Cumulative, decimal? Held, int Corrections,
    MeansOfVerification Means, ValueFrom From, Basis? Basis, Guid? ValueId, ValueState? State, string? Records, string? CumulativeRecords, LocalText Comment, LocalText Source, int Proofs, string? FigureId, bool ByPeople, IReadOnlyList<PlanPart> Parts);

/// <summary>A part of a value.</summary>
/// <param name="By">Name of the disaggregation.</param>
/// <param name="Group">Name of the group.</param>
/// <param name="Amount">The part.</param>
public sealed record PlanPart(LocalText By, LocalText Group, Amount Amount);

/// <summary>A result as it stood.</summary>
/// <param name="Id">The result, or null: an objective of the project's own record, where there is no framework.</param>
/// <param name="Level">Its level, or null: the source does not say one.</param>
/// <param name="Depth">0 at the top.</param>
/// <param name="Code">Its number, or null.</param>
/// <param name="Title">What is to come about.</param>
/// <param name="Assumptions">What has to hold.</param>
/// <param name="Lines">Its indicators.</param>
public sealed record PlanNode(Guid? Id, ResultLevel? Level, int Depth, string? Code, LocalText Title, IReadOnlyList<PlanAssumption> Assumptions, IReadOnlyList<PlanLine> Lines);

/// <summary>An activity as it stood. Nobody is named.</summary>
/// <param name="Id">The activity.</param>
/// <param name="Kind">Code of its kind.</param>
/// <param name="Title">Its title.</param>
/// <param name="Date">Its date.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Reason">Why it was moved or cancelled.</param>
/// <param name="Places">Ids of the places where it was held.</param>
/// <param name="Attendances">How many were there; null: not known, or not told.</param>
/// <param name="Precision">How exact that is.</param>
/// <param name="Evidence">Pieces of evidence.</param>
/// <param name="Topics">What it was about.</param>
public sealed record PlanActivity(
    Guid Id, string Kind, PublishedText Title, When Date, ActivityState State, LocalText Reason, IReadOnlyList<string> Places, int? Attendances, CountPrecision? Precision, int Evidence, IReadOnlyList<LocalText> Topics);

/// <summary>A figure three times, with the addresses at which each can be asked again.</summary>
/// <param name="FigureId">The figure.</param>
/// <param name="Kind">Code of the kind of activities, or null: all.</param>
/// <param name="Declared">As sources say.</param>
/// <param name="Recorded">As records add up.</param>
/// <param name="Evidenced">As records with proof add up.</param>
/// <param name="DeclaredRecords">Address of what is declared.</param>
/// <param name="RecordedRecords">Address of the records.</param>
/// <param name="EvidencedRecords">Address of the records with proof.</param>
public sealed record PlanFigure(string FigureId, string? Kind, Amount Declared, Amount Recorded, Amount Evidenced, string DeclaredRecords, string RecordedRecords, string EvidencedRecords);

/// <summary>A table of people as it was released: what is hidden in it stays hidden here.</summary>
/// <param name="Number">Number of the release in the project.</param>
/// <param name="FigureId">The figure.</param>
/// <param name="Template">Code of its template.</param>
/// <param name="Threshold">Fewer people than this are not shown.</param>
/// <param name="MadeAt">When it went out, UTC.</param>
/// <param name="Hash">SHA-256 of what went out.</param>
/// <param name="Title">What it counts and by what.</param>
/// <param name="Dimension">Name of the first dimension.</param>
/// <param name="Rows">Names of its rows, the total last.</param>
/// <param name="Columns">Names of the columns: of the second dimension, or one.</param>
/// <param name="Values">The cells, row by row; null: hidden.</param>
public sealed record PlanRelease(
    int Number, string FigureId, string Template, int Threshold, DateTime MadeAt, string Hash, LocalText Title, LocalText Dimension, IReadOnlyList<LocalText> Rows, IReadOnlyList<LocalText> Columns, IReadOnlyList<long?> Values)
{
    /// <summary>A cell; null: hidden.</summary>
    public long? Value(int row, int column) => Values[row * Columns.Count + column];
}

/// <summary>A risk as it stood.</summary>
/// <param name="Id">The risk.</param>
/// <param name="NodeId">The result that it threatens, or null.</param>
/// <param name="Text">What could go wrong.</param>
/// <param name="Likelihood">How likely.</param>
/// <param name="Impact">How much harm.</param>
/// <param name="Response">What is done.</param>
/// <param name="State">Where it stands.</param>
public sealed record PlanRisk(Guid Id, Guid? NodeId, LocalText Text, RiskLevel Likelihood, RiskLevel Impact, LocalText Response, RiskState State);

/// <summary>Plan and numbers as they stood at one moment, with the ids of their records.</summary>
/// <param name="Nodes">The results in the order of the chain.</param>
/// <param name="IsFramework">Whether they are a results framework; else they are the objectives of the project's own record.</param>
/// <param name="Activities">Activities in the time, by date.</param>
/// <param name="Closed">How many more activities there were that are not told one by one.</param>
/// <param name="Undated">Activities of the project that have no date.</param>
/// <param name="Figures">The project's figures from its beginning to the last day.</param>
/// <param name="Risks">Risks, the heaviest first.</param>
/// <param name="KindNames">Names of kinds that the project added, by code.</param>
/// <param name="Releases">Tables of people as they were released.</param>
public sealed record ReportPlan(
    IReadOnlyList<PlanNode> Nodes, bool IsFramework, IReadOnlyList<PlanActivity> Activities, int Closed, IReadOnlyList<PlanActivity> Undated, IReadOnlyList<PlanFigure> Figures, IReadOnlyList<PlanRisk> Risks,
    IReadOnlyDictionary<string, LocalText> KindNames, IReadOnlyList<PlanRelease> Releases)
{
    /// <summary>Nothing was taken.</summary>
    public static readonly ReportPlan Empty = new([], false, [], 0, [], [], [], new Dictionary<string, LocalText>(), []);

    /// <summary>All indicators in the order of the chain.</summary>
    [System.Text.Json.Serialization.JsonIgnore] public IEnumerable<PlanLine> Lines => Nodes.SelectMany(n => n.Lines);
}

/// <summary>An organisation's part.</summary>
/// <param name="OrganisationId">The organisation.</param>
/// <param name="Role">Its role.</param>
/// <param name="Name">Its name.</param>
public sealed record ReportParty(Guid OrganisationId, ProjectRole Role, PublishedText Name);

/// <summary>What one organisation wrote in a block.</summary>
/// <param name="OrganisationId">The partner; the empty id: the project as a whole.</param>
/// <param name="Text">The text.</param>
/// <param name="Carried">What stood there the time before.</param>
public sealed record WrittenText(Guid OrganisationId, LocalText Text, LocalText Carried);

/// <summary>A block with what was written in it.</summary>
/// <param name="Block">Its code.</param>
/// <param name="Texts">The texts, that of the project as a whole first.</param>
public sealed record WrittenBlock(string Block, IReadOnlyList<WrittenText> Texts)
{
    /// <summary>What goes into the report: the project's own text, or where there is none, each partner's.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public IReadOnlyList<WrittenText> Used => Texts.FirstOrDefault(t => t.OrganisationId == ReportBlocks.Whole && !t.Text.IsEmpty) is { } own ? [own] : [.. Texts.Where(t => !t.Text.IsEmpty)];
}

/// <summary>What a partner says of an indicator.</summary>
/// <param name="OrganisationId">The partner.</param>
/// <param name="IndicatorId">The indicator.</param>
/// <param name="Value">The value.</param>
/// <param name="Source">From where it is.</param>
public sealed record PartnerSays(Guid OrganisationId, Guid IndicatorId, decimal Value, LocalText Source);

/// <summary>All that a report says, in every language, without one word of the product itself: this is what is hashed.</summary>
/// <param name="Format">1: the shape of this record.</param>
/// <param name="ReportId">The report.</param>
/// <param name="Submission">The number of the submission; 0: a draft.</param>
/// <param name="Form">Whose form it follows.</param>
/// <param name="Kind">Of what it tells.</param>
/// <param name="StartsOn">First day.</param>
/// <param name="EndsOn">Last day.</param>
/// <param name="IsPractice">Whether the project is invented, for practice.</param>
/// <param name="Project">Title of the project.</param>
/// <param name="ProjectStart">Its begin.</param>
/// <param name="ProjectEnd">Its end.</param>
/// <param name="Contracts">Contract numbers.</param>
/// <param name="Areas">Ids of the places of the work.</param>
/// <param name="Donor">Name of the donor.</param>
/// <param name="Parties">Organisations with their roles.</param>
/// <param name="Policy">Id of the naming policy.</param>
/// <param name="Funding">The sentence that says who pays.</param>
/// <param name="Disclaimer">The disclaimer.</param>
/// <param name="Emblem">The emblem among the files, or null.</param>
/// <param name="TakenAt">When plan and numbers were taken, UTC.</param>
/// <param name="Plan">Plan and numbers.</param>
/// <param name="Blocks">The texts.</param>
/// <param name="PartnerValues">What partners say of indicators.</param>
public sealed record ReportContent(
    int Format, Guid ReportId, int Submission, ReportForm Form, ReportKind Kind, DateOnly StartsOn, DateOnly EndsOn, bool IsPractice, PublishedText Project, When ProjectStart, When ProjectEnd, IReadOnlyList<string> Contracts, IReadOnlyList<string> Areas,
    PublishedText Donor, IReadOnlyList<ReportParty> Parties, string Policy, PublishedText Funding, PublishedText Disclaimer, Guid? Emblem, DateTime TakenAt, ReportPlan Plan, IReadOnlyList<WrittenBlock> Blocks, IReadOnlyList<PartnerSays> PartnerValues)
{
    /// <summary>The block with this code, or null.</summary>
    public WrittenBlock? Block(string code) => Blocks.FirstOrDefault(b => b.Block == code);

    /// <summary>Name of an organisation of the project, or null.</summary>
    public PublishedText? NameOf(Guid organisationId) => Parties.FirstOrDefault(p => p.OrganisationId == organisationId)?.Name;
}
