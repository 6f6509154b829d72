using System.ComponentModel.DataAnnotations;
using Microsoft.EntityFrameworkCore;
using Uramost.Platform.Data;
using Uramost.Platform.Language;

namespace Uramost.Programmes.Activities;

/// <summary>What sort of work it is.</summary>
public enum WorkKind
{
    /// <summary>Signed article in a newspaper or portal.</summary>
    OpEd,
    /// <summary>Broadcast debate.</summary>
    Debate,
    /// <summary>Report.</summary>
    Report,
    /// <summary>Booklet.</summary>
    Booklet,
    /// <summary>Conclusions of a meeting.</summary>
    Conclusions,
    /// <summary>Paper.</summary>
    Paper,
    /// <summary>Map or register.</summary>
    Map,
    /// <summary>Handbook.</summary>
    Handbook,
    /// <summary>Publication of another kind.</summary>
    Publication,
    /// <summary>Signed memorandum.</summary>
    Memorandum,
}

/// <summary>What an activity leaves behind: an article, a broadcast, a report. It has reach, never participants.</summary>
[Index(nameof(ProjectId), nameof(SortDay)), Index(nameof(ActivityId)), Index(nameof(OutletId))]
public sealed class Work : Record
{
    /// <summary>What it is.</summary>
    public WorkKind Kind { get; set; }

    /// <summary>The project, or null.</summary>
    public Guid? ProjectId { get; set; }

    /// <summary>The activity that is the work's own publication (an op-ed, a debate), or null.</summary>
    public Guid? ActivityId { get; set; }

    /// <summary>Its title; empty where the activity's title is the work's.</summary>
    public PublishedText Title { get; set; } = PublishedText.Empty;

    /// <summary>Where it appeared, or null.</summary>
    public Guid? OutletId { get; set; }

    /// <summary>Code of the medium, or null.</summary>
    [AuditedAsCode, MaxLength(40)] public string? Medium { get; set; }

    /// <summary>The medium as the source words it, or null.</summary>
    [MaxLength(100)] public string? MediumPrinted { get; set; }

    /// <summary>Codes of the languages it appeared in; null: not known.</summary>
    public List<string>? Languages { get; set; }

    /// <summary>Day of publication or the first that is possible, or null.</summary>
    public DateOnly? PublishedOn { get; set; }

    /// <summary>How exactly the date is known.</summary>
    public DatePrecision DatePrecision { get; set; }

    /// <summary>The date as printed, or null.</summary>
    [MaxLength(100)] public string? DatePrinted { get; set; }

    /// <summary>Where the work stands in a list by date; 0 where the date is not known.</summary>
    public int SortDay { get; set; }

    /// <summary>Web address, or null.</summary>
    [MaxLength(500)] public string? Address { get; set; }

    /// <summary>The file among ours, or null.</summary>
    public Guid? FileId { get; set; }

    /// <summary>What it says, in our words.</summary>
    public LocalText Summary { get; set; } = new();

    /// <summary>Codes of its topics.</summary>
    public List<string> Topics { get; set; } = [];

    /// <summary>Its authors among the public figures.</summary>
    public List<Guid> AuthorIds { get; set; } = [];

    /// <summary>The document it was transcribed from, or null.</summary>
    public Guid? SourceId { get; set; }
}

/// <summary>How a work hangs together with an activity.</summary>
public enum WorkLinkKind
{
    /// <summary>The work came out of the activity.</summary>
    OutputOf,
    /// <summary>The work contains what the activity published.</summary>
    Contains,
}

/// <summary>One tie between a work and an activity.</summary>
[Index(nameof(WorkId), nameof(ActivityId), nameof(Kind), IsUnique = true), Index(nameof(ActivityId))]
public sealed class WorkLink : Record
{
    /// <summary>The work.</summary>
    public Guid WorkId { get; set; }

    /// <summary>The activity.</summary>
    public Guid ActivityId { get; set; }

    /// <summary>What ties them.</summary>
    public WorkLinkKind Kind { get; set; }
}
