using Uramost.Platform.Contracts;
using Uramost.Platform.Data;
using Uramost.Platform.Import;
using Uramost.Platform.Language;
using Uramost.Platform.Places;
using Uramost.Programmes.Counts;

namespace Uramost.Programmes.Activities;

/// <summary>A row of a list of activities, as read.</summary>
/// <param name="Effect">What it does.</param>
/// <param name="Values">What it says, in words.</param>
/// <param name="Changes">What would change.</param>
internal sealed record ActivityRow(ImportEffect Effect, IReadOnlyList<ImportedValue> Values, IReadOnlyList<ImportChange> Changes) : ImportedRecord(Effect, Values, Changes)
{
    /// <summary>The activity that is known, or null: a new one.</summary>
    public Guid? Existing { get; init; }

    /// <summary>Whether it is a number of activities without records of their own.</summary>
    public bool CountsOnly { get; init; }

    /// <summary>Code of the kind.</summary>
    public required string Kind { get; init; }

    /// <summary>The title.</summary>
    public PublishedText? Title { get; init; }

    /// <summary>When it was.</summary>
    public When? Date { get; init; }

    /// <summary>Where it was, each place with how it is written.</summary>
    public IReadOnlyList<(Place Place, string Written)>? Places { get; init; }

    /// <summary>The organisations that held it.</summary>
    public IReadOnlyList<Guid>? Organisers { get; init; }

    /// <summary>Whether it took place.</summary>
    public ActivityState? State { get; init; }

    /// <summary>Who may know of it.</summary>
    public Confidentiality? Confidentiality { get; init; }

    /// <summary>Codes of the languages spoken.</summary>
    public List<string>? Languages { get; init; }

    /// <summary>How many activities the row stands for.</summary>
    public int? Activities { get; init; }

    /// <summary>Participants, as declared.</summary>
    public int? Participants { get; init; }

    /// <summary>How exact that number is.</summary>
    public CountPrecision? Precision { get; init; }

    /// <summary>How exact the reach is.</summary>
    public CountPrecision ReachPrecision { get; init; }

    /// <summary>Women among the participants.</summary>
    public int? Women { get; init; }

    /// <summary>Young people among them.</summary>
    public int? Youth { get; init; }

    /// <summary>Readers or viewers.</summary>
    public int? Reach { get; init; }

    /// <summary>Where it is declared.</summary>
    public string? Source { get; init; }

    /// <summary>Keyed hash of the row's own number.</summary>
    public string? NumberKey { get; init; }
}
