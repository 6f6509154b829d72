using System.ComponentModel.DataAnnotations;
using Microsoft.EntityFrameworkCore;
using Uramost.Platform.Contracts;
using Uramost.Platform.Data;
using Uramost.Platform.Language;
using Uramost.Programmes.Activities;

namespace Uramost.Programmes.Counts;

/// <summary>What is counted.</summary>
public enum Measure
{
    /// <summary>Activities.</summary>
    Activities,
    /// <summary>Attendances: one person at one activity.</summary>
    Attendances,
    /// <summary>People, each once however often they came.</summary>
    People,
    /// <summary>Reach of an unspecified kind.</summary>
    Reach,
    /// <summary>Readers.</summary>
    Readers,
    /// <summary>Viewers.</summary>
    Viewers,
    /// <summary>Listeners.</summary>
    Listeners,
    /// <summary>Likes, shares and comments.</summary>
    Reactions,
    /// <summary>Parties to a meeting or a memorandum.</summary>
    Parties,
    /// <summary>Documents.</summary>
    Documents,
}

/// <summary>How exact a declared number is.</summary>
public enum CountPrecision
{
    /// <summary>Exactly.</summary>
    Exact,
    /// <summary>About.</summary>
    About,
    /// <summary>At least.</summary>
    AtLeast,
    /// <summary>Not known; there is no value.</summary>
    Unknown,
}

/// <summary>By what a count is broken down at the door.</summary>
public enum BreakdownBy
{
    /// <summary>The side participants came from; keys <c>xk</c>, <c>rs</c>.</summary>
    Side,
    /// <summary>Women.</summary>
    Women,
    /// <summary>People under thirty.</summary>
    Youth,
}

/// <summary>One cell of a breakdown counted at the door.</summary>
/// <param name="By">By what.</param>
/// <param name="Key">The side's place id; empty for women and youth.</param>
/// <param name="Value">The number.</param>
public sealed record CountPart(BreakdownBy By, string Key, int Value);

/// <summary>
/// A number that a source only says, with its precision and its source. It belongs to one activity, or to a project as a
/// whole or for one kind of activities: "36 focus groups" is such a row, and records can fill it later.
/// </summary>
[Index(nameof(ActivityId)), Index(nameof(ProjectId), nameof(Measure)), Index(nameof(OrganisationId))]
public sealed class DeclaredCount : Record
{
    /// <summary>The activity it is said of, or null.</summary>
    public Guid? ActivityId { get; set; }

    /// <summary>The project it is said of, or null.</summary>
    public Guid? ProjectId { get; set; }

    /// <summary>The organisation whose work it is said of, where no project is named.</summary>
    public Guid? OrganisationId { get; set; }

    /// <summary>The kind of activities it is said of, or null for all.</summary>
    [AuditedAsCode, MaxLength(60)] public string? Kind { get; set; }

    /// <summary>What is counted.</summary>
    public Measure Measure { get; set; }

    /// <summary>Whether the source leaves open if people or attendances are meant.</summary>
    public bool UnitUnknown { get; set; }

    /// <summary>The number, or null: not known.</summary>
    public int? Value { get; set; }

    /// <summary>How exact it is.</summary>
    public CountPrecision Precision { get; set; }

    /// <summary>Whether the counted activities were held or are planned; null: not said.</summary>
    public ActivityState? State { get; set; }

    /// <summary>As printed, or null.</summary>
    [MaxLength(300)] public string? Printed { get; set; }

    /// <summary>Whether the number is the sum of its breakdown and not printed itself.</summary>
    public bool IsComputed { get; set; }

    /// <summary>Parties at each such meeting, or null.</summary>
    public int? PartiesEach { get; set; }

    /// <summary>Numbers counted at the door.</summary>
    public List<CountPart> Breakdown { get; set; } = [];

    /// <summary>The rows that must add up to it.</summary>
    public List<Guid> TotalOf { get; set; } = [];

    /// <summary>What a reader should know.</summary>
    public LocalText Note { get; set; } = new();

    /// <summary>The document that says it, or null.</summary>
    public Guid? SourceId { get; set; }

    /// <summary>Where in the source, or who said it.</summary>
    [MaxLength(200)] public string? SourceAt { get; set; }

    /// <summary>Place in the list, from 0.</summary>
    public int Ordinal { get; set; }

    /// <summary>Whether the measure tells of an audience.</summary>
    public bool IsReach => Measure is Measure.Reach or Measure.Readers or Measure.Viewers or Measure.Listeners or Measure.Reactions;
}
