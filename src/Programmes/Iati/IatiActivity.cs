using System.Text.Json.Serialization;

namespace Uramost.Programmes.Iati;

/// <summary>A text of a file: Serbian in Latin script, since the standard knows one Serbian only.</summary>
/// <param name="En">English, or null.</param>
/// <param name="Sq">Albanian, or null.</param>
/// <param name="Sr">Serbian in Latin letters, or null.</param>
public sealed record IatiText(string? En = null, string? Sq = null, string? Sr = null)
{
    /// <summary>Whether no language has words.</summary>
    public bool IsEmpty => string.IsNullOrWhiteSpace(En) && string.IsNullOrWhiteSpace(Sq) && string.IsNullOrWhiteSpace(Sr);
}

/// <summary>An organisation in a file; never a person.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Identifier">Its identifier, or null.</param>
/// <param name="Type">Code of its type, or null.</param>
public sealed record IatiParty(IatiText Name, string? Identifier, string? Type);

/// <summary>A code with its share.</summary>
/// <param name="Code">The code.</param>
/// <param name="Percentage">Share in percent, with at most two decimals; null where it is the only one.</param>
public sealed record IatiShare(string Code, decimal? Percentage);

/// <summary>A municipality where something took place.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Latitude">Degrees north of its seat, to a hundredth, or null.</param>
/// <param name="Longitude">Degrees east of its seat, to a hundredth, or null.</param>
public sealed record IatiPlace(IatiText Name, double? Latitude, double? Longitude);

/// <summary>Money planned for a period of at most a year.</summary>
/// <param name="Start">First day.</param>
/// <param name="End">Last day.</param>
/// <param name="Amount">The amount.</param>
/// <param name="Currency">Code of its currency.</param>
/// <param name="Committed">Whether it is promised, not only meant.</param>
public sealed record IatiBudget(DateOnly Start, DateOnly End, decimal Amount, string Currency, bool Committed)
{
    [JsonConstructor] private IatiBudget() : this(default, default, 0, "", false) { }
}

/// <summary>Money that moved or was promised.</summary>
/// <param name="Type">Code of its type.</param>
/// <param name="Date">Day.</param>
/// <param name="Amount">The amount; negative where it was given back.</param>
/// <param name="Currency">Code of its currency.</param>
/// <param name="Provider">Who gave, or null.</param>
/// <param name="ProviderActivity">The giver's own activity, or null.</param>
/// <param name="Receiver">Who got, or null.</param>
public sealed record IatiTransaction(string Type, DateOnly Date, decimal Amount, string Currency, IatiParty? Provider, string? ProviderActivity, IatiParty? Receiver);

/// <summary>A document that everybody may read.</summary>
/// <param name="Address">Its web address.</param>
/// <param name="Format">Media type.</param>
/// <param name="Title">What it is.</param>
/// <param name="Category">Code of its category.</param>
public sealed record IatiDocument(string Address, string Format, IatiText Title, string Category);

/// <summary>A value of an indicator by what is true of those counted; only from a release.</summary>
/// <param name="Name">The dimension.</param>
/// <param name="Value">The value of the dimension.</param>
public sealed record IatiDimension(string Name, string Value);

/// <summary>One value of an indicator.</summary>
/// <param name="Value">The number, or null for a qualitative indicator.</param>
/// <param name="Comment">What is to be said of it; empty for nothing.</param>
/// <param name="Dimensions">What it is broken down by; empty for the whole.</param>
public sealed record IatiValue(decimal? Value, IatiText Comment, IReadOnlyList<IatiDimension> Dimensions);

/// <summary>A period of an indicator.</summary>
/// <param name="Start">First day.</param>
/// <param name="End">Last day.</param>
/// <param name="Targets">What is aimed at.</param>
/// <param name="Actuals">What was reached.</param>
public sealed record IatiPeriod(DateOnly Start, DateOnly End, IReadOnlyList<IatiValue> Targets, IReadOnlyList<IatiValue> Actuals);

/// <summary>An indicator.</summary>
/// <param name="Measure">Code: 1 unit, 2 percentage, 3 nominal, 4 ordinal, 5 qualitative.</param>
/// <param name="Title">What is measured.</param>
/// <param name="BaselineYear">Year of the baseline, or null without one.</param>
/// <param name="Baseline">The baseline, or null without one.</param>
/// <param name="Periods">Its periods.</param>
public sealed record IatiIndicator(string Measure, IatiText Title, int? BaselineYear, IatiValue? Baseline, IReadOnlyList<IatiPeriod> Periods);

/// <summary>A result.</summary>
/// <param name="Type">Code: 1 output, 2 outcome, 3 impact, 9 other.</param>
/// <param name="Title">Its title.</param>
/// <param name="Indicators">How it is measured.</param>
public sealed record IatiResult(string Type, IatiText Title, IReadOnlyList<IatiIndicator> Indicators);

/// <summary>One activity of a file: everything that is told of a project, names already written by its naming policy.</summary>
public sealed record IatiActivity
{
    /// <summary>Its identifier: the organisation's, a hyphen, its own part.</summary>
    public string Identifier { get; init; } = "";
    /// <summary>The organisation that reports.</summary>
    public IatiParty Reporter { get; init; } = new(new IatiText(), null, null);
    /// <summary>Last change, UTC.</summary>
    public DateTime Changed { get; init; }
    /// <summary>Title.</summary>
    public IatiText Title { get; init; } = new();
    /// <summary>What it is.</summary>
    public IatiText Description { get; init; } = new();
    /// <summary>What it is for.</summary>
    public IReadOnlyList<IatiText> Objectives { get; init; } = [];
    /// <summary>Footnote of the naming policy; empty where none is due.</summary>
    public IatiText Footnote { get; init; } = new();
    /// <summary>Who takes part, with the code of the role.</summary>
    public IReadOnlyList<(IatiParty Party, string Role)> Parties { get; init; } = [];
    /// <summary>Code of the status.</summary>
    public string Status { get; init; } = "";
    /// <summary>Planned begin.</summary>
    public DateOnly? PlannedStart { get; init; }
    /// <summary>Actual begin.</summary>
    public DateOnly? ActualStart { get; init; }
    /// <summary>Planned end.</summary>
    public DateOnly? PlannedEnd { get; init; }
    /// <summary>Actual end.</summary>
    public DateOnly? ActualEnd { get; init; }
    /// <summary>The organisation's web address, or null.</summary>
    public string? Website { get; init; }
    /// <summary>Code of the scope, or null.</summary>
    public string? Scope { get; init; }
    /// <summary>Countries with the names that the naming policy gives them.</summary>
    public IReadOnlyList<(IatiShare Share, IatiText Name)> Countries { get; init; } = [];
    /// <summary>Municipalities.</summary>
    public IReadOnlyList<IatiPlace> Places { get; init; } = [];
    /// <summary>Sectors of the OECD DAC list.</summary>
    public IReadOnlyList<IatiShare> Sectors { get; init; } = [];
    /// <summary>Goals for sustainable development, 1 to 17.</summary>
    public IReadOnlyList<int> Goals { get; init; } = [];
    /// <summary>Policy markers with their significance.</summary>
    public IReadOnlyList<(string Code, string Significance)> Markers { get; init; } = [];
    /// <summary>Code of the collaboration type, or null.</summary>
    public string? Collaboration { get; init; }
    /// <summary>Code of the flow type, or null.</summary>
    public string? Flow { get; init; }
    /// <summary>Code of the finance type, or null.</summary>
    public string? Finance { get; init; }
    /// <summary>Code of the aid type, or null.</summary>
    public string? Aid { get; init; }
    /// <summary>Code of the tied status, or null.</summary>
    public string? Tied { get; init; }
    /// <summary>Budget.</summary>
    public IReadOnlyList<IatiBudget> Budgets { get; init; } = [];
    /// <summary>Transactions.</summary>
    public IReadOnlyList<IatiTransaction> Transactions { get; init; } = [];
    /// <summary>Public documents.</summary>
    public IReadOnlyList<IatiDocument> Documents { get; init; } = [];
    /// <summary>Related activities with the code of the relation.</summary>
    public IReadOnlyList<(string Type, string Identifier)> Related { get; init; } = [];
    /// <summary>Results.</summary>
    public IReadOnlyList<IatiResult> Results { get; init; } = [];
}
