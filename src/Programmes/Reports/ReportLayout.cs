namespace Uramost.Programmes.Reports;

/// <summary>A table that a report makes from its plan and numbers.</summary>
public enum ReportTable
{
    /// <summary>Contract, time, organisations.</summary>
    Facts,
    /// <summary>The logical framework matrix.</summary>
    Matrix,
    /// <summary>The hierarchy of goals with its results.</summary>
    Goals,
    /// <summary>The logframe with milestones.</summary>
    Milestones,
    /// <summary>Target, before, in the period, altogether, progress, proof.</summary>
    Planned,
    /// <summary>Objectives with what was done for them.</summary>
    Objectives,
    /// <summary>Activities one by one.</summary>
    Activities,
    /// <summary>Figures three times: declared, recorded, evidenced.</summary>
    Figures,
    /// <summary>Risks.</summary>
    Risks,
    /// <summary>People as they were released.</summary>
    People,
}

/// <summary>A part of a section: a block of text, or a table.</summary>
/// <param name="Block">Code of the block, or null.</param>
/// <param name="Table">The table, or null.</param>
public readonly record struct LayoutPart(string? Block, ReportTable? Table)
{
    /// <summary>A block.</summary>
    public static implicit operator LayoutPart(string block) => new(block, null);

    /// <summary>A table.</summary>
    public static implicit operator LayoutPart(ReportTable table) => new(null, table);
}

/// <summary>A section of a form.</summary>
/// <param name="Number">Its number in the form, or null.</param>
/// <param name="Heading">Key of its heading.</param>
/// <param name="Level">Level of its heading, from 1.</param>
/// <param name="Parts">What stands in it.</param>
public sealed record LayoutSection(string? Number, string Heading, int Level, params IReadOnlyList<LayoutPart> Parts);

/// <summary>A donor's form as a list of sections, put together from the one library of blocks.</summary>
/// <param name="Sections">Its sections.</param>
public sealed record ReportLayout(IReadOnlyList<LayoutSection> Sections)
{
    /// <summary>Codes of the blocks that the form asks for, in its order.</summary>
    public IReadOnlyList<string> Blocks => [.. Sections.SelectMany(s => s.Parts).Select(p => p.Block).OfType<string>().Distinct()];

    /// <summary>The layout of a form.</summary>
    public static ReportLayout Of(ReportForm form, ReportKind kind) => form switch
    {
        ReportForm.Eu => Eu(kind == ReportKind.Final),
        ReportForm.Norway => Norway(kind == ReportKind.Final),
        ReportForm.EightPlusThree => EightPlusThree(),
        ReportForm.Fcdo => Fcdo(),
        ReportForm.Ned => Ned(),
        _ => Factual(),
    };

    // Annex VI of the grant contract: description, implementation, co-operation, visibility; a final report tells of
    // what stays, of monitoring and of the materials besides.
    private static ReportLayout Eu(bool final) => new(
    [
        new("1", "Eu.Description", 1, ReportTable.Facts, "groups", ReportTable.People),
        new("2", "Eu.Implementation", 1),
        new("2.1", "Eu.Summary", 2, "summary", "changes"),
        new("2.2", "Eu.ResultsAndActivities", 2),
        new("A", "Eu.Results", 3, "results", ReportTable.Planned, "risks", ReportTable.Risks),
        new("B", "Eu.Activities", 3, "activities", ReportTable.Activities, "deviations"),
        new("2.3", final ? "Eu.MatrixFinal" : "Eu.Matrix", 2, ReportTable.Matrix),
        .. final
            ? new LayoutSection[] { new("2.4", "Eu.Sustainability", 2, "sustainability"), new("2.5", "Eu.Cross", 2, "gender", "environment", "rights"), new("2.6", "Eu.Monitoring", 2, "monitoring"), new("2.7", "Eu.Learning", 2, "lessons"), new("2.8", "Eu.Materials", 2, "materials") }
            : [new("2.4", "Eu.NextPlan", 2, "next")],
        new("3", "Eu.Cooperation", 1),
        new("3.1", "Eu.Beneficiaries", 2, "partners"),
        new("3.2", "Eu.Authorities", 2, "authorities"),
        new("3.3", "Eu.Others", 2, "associates"),
        new("3.4", "Eu.Synergies", 2, "synergies"),
        new("4", "Eu.Visibility", 1, "visibility"),
    ]);

    private static ReportLayout Norway(bool final) => new(
    [
        new("1", "No.General", 1, ReportTable.Facts),
        new("2", "No.Partners", 1, "partners", "associates"),
        new("3", "No.Summary", 1, "summary"),
        new("4", "No.Goals", 1, ReportTable.Goals, "results"),
        new("5", "No.Groups", 1, "groups", ReportTable.People),
        new("6", "No.Activities", 1, ReportTable.Activities, "activities"),
        new("7", "No.Deviations", 1, "deviations", "changes"),
        new("8", "No.Risks", 1, "risks", ReportTable.Risks, "finance"),
        new("9", "No.Cross", 1, "gender", "environment", "rights"),
        .. final ? new LayoutSection[] { new("10", "No.Sustainability", 1, "sustainability"), new("11", "No.Lessons", 1, "lessons") } : [new("10", "No.Next", 1, "next")],
    ]);

    private static ReportLayout EightPlusThree() => new(
    [
        new(null, "Harm.Administrative", 1, ReportTable.Facts),
        new("1", "Harm.Performance", 1, "summary", ReportTable.Planned, "results"),
        new("2", "Harm.Changes", 1, "deviations", "changes"),
        new("3", "Harm.Measuring", 1, "monitoring", ReportTable.Matrix),
        new("4", "Harm.Affected", 1, "groups", ReportTable.People),
        new("5", "Harm.Participation", 1, "participation"),
        new("6", "Harm.Risks", 1, "risks", ReportTable.Risks),
        new("7", "Harm.Exit", 1, "sustainability"),
        new("8", "Harm.Lessons", 1, "lessons"),
        new("+1", "Harm.Visibility", 1, "visibility"),
        new("+2", "Harm.Coordination", 1, "partners", "synergies"),
        new("+3", "Harm.Environment", 1, "environment", "gender"),
        new(null, "Harm.ActivityList", 1, ReportTable.Activities),
    ]);

    private static ReportLayout Fcdo() => new(
    [
        new("1", "Uk.Basics", 1, ReportTable.Facts),
        new("2", "Uk.Summary", 1, "summary"),
        new("3", "Uk.Logframe", 1, ReportTable.Milestones),
        new("4", "Uk.Results", 1, "results", "deviations"),
        new("5", "Uk.Groups", 1, "groups", ReportTable.People),
        new("6", "Uk.Risks", 1, ReportTable.Risks, "risks"),
        new("7", "Uk.Value", 1, "finance"),
        new("8", "Uk.Cross", 1, "gender", "environment", "rights"),
        new("9", "Uk.Activities", 1, ReportTable.Activities),
        new("10", "Uk.Lessons", 1, "lessons", "sustainability"),
        new("11", "Uk.Next", 1, "next"),
    ]);

    private static ReportLayout Ned() => new(
    [
        new(null, "Ned.Grant", 1, ReportTable.Facts),
        new("1", "Ned.Summary", 1, "summary"),
        new("2", "Ned.Objectives", 1, ReportTable.Objectives, "results"),
        new("3", "Ned.Activities", 1, ReportTable.Activities, "activities"),
        new("4", "Ned.Groups", 1, "groups", ReportTable.People),
        new("5", "Ned.Publications", 1, "materials", "visibility"),
        new("6", "Ned.Evaluation", 1, ReportTable.Planned, "monitoring"),
        new("7", "Ned.Challenges", 1, "deviations"),
        new("8", "Ned.Lessons", 1, "lessons", "sustainability"),
    ]);

    private static ReportLayout Factual() => new(
    [
        new("1", "De.Project", 1, ReportTable.Facts),
        new("2", "De.Planned", 1, ReportTable.Planned, "results"),
        new("3", "De.Figures", 1, ReportTable.Figures, ReportTable.People),
        new("4", "De.Activities", 1, ReportTable.Activities, "activities"),
        new("5", "De.Deviations", 1, "deviations"),
        new("6", "De.Partners", 1, "partners"),
        new("7", "De.Materials", 1, "materials"),
        new("8", "De.Next", 1, "next"),
    ]);
}
