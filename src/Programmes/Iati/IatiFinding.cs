using Uramost.Platform.Language;

namespace Uramost.Programmes.Iati;

/// <summary>How much a finding weighs.</summary>
public enum IatiSeverity
{
    /// <summary>The file breaks the standard.</summary>
    Error,
    /// <summary>The file may be published, but readers of it will miss or misread something.</summary>
    Warning,
}

/// <summary>One thing that is wrong in a file.</summary>
/// <param name="Rule">Number of the rule of the standard ruleset (<c>6.11.1</c>), or <c>xml.…</c>, <c>schema.…</c>, <c>codelist.…</c>.</param>
/// <param name="Severity">How much it weighs.</param>
/// <param name="Line">Line of the file, from 1.</param>
/// <param name="Message">What is wrong and what to do, in the reader's language.</param>
/// <param name="Activity">Identifier of the activity or organisation in which it stands, or null.</param>
/// <param name="Element">Where it stands below the record, as a path of names (<c>sector/@percentage</c>), or null.</param>
/// <param name="Instance">Place of the rule among the instances of the ruleset, from 0; -1 for what is no rule of it.</param>
public sealed record IatiFinding(string Rule, IatiSeverity Severity, int Line, Wording Message, string? Activity, string? Element, int Instance = -1);

/// <summary>What a check found.</summary>
/// <param name="Findings">In the order of the file's lines.</param>
/// <param name="Records">Activities and organisations that were read.</param>
public sealed record IatiReport(IReadOnlyList<IatiFinding> Findings, int Records)
{
    /// <summary>What breaks the standard.</summary>
    public IEnumerable<IatiFinding> Errors => Findings.Where(f => f.Severity == IatiSeverity.Error);

    /// <summary>What does not break it.</summary>
    public IEnumerable<IatiFinding> Warnings => Findings.Where(f => f.Severity == IatiSeverity.Warning);
}
