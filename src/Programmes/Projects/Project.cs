using System.ComponentModel.DataAnnotations;
using Microsoft.EntityFrameworkCore;
using Uramost.Platform.Contracts;
using Uramost.Platform.Data;
using Uramost.Platform.Language;

namespace Uramost.Programmes.Projects;

/// <summary>Where a project stands.</summary>
public enum ProjectState
{
    /// <summary>Not said.</summary>
    Unknown,
    /// <summary>Not begun.</summary>
    Planned,
    /// <summary>Going on.</summary>
    Running,
    /// <summary>Over.</summary>
    Finished,
}

/// <summary>Who may read a project and what is held in it.</summary>
public enum ProjectVisibility
{
    /// <summary>Those who have a role in it.</summary>
    Internal,
    /// <summary>Everybody.</summary>
    Public,
}

/// <summary>A funded piece of work with its organisations, objectives and period.</summary>
[Raises(VersionNames.Projects), Index(nameof(Slug), IsUnique = true), Index(nameof(SortEn), nameof(Id)), Index(nameof(SortSq), nameof(Id)), Index(nameof(SortSr), nameof(Id)), Index(nameof(SortSrCyrl), nameof(Id)), Index(nameof(FieldOfWorkId))]
public sealed class Project : Record, ISorted, IStamped
{
    /// <summary>Last part of the public address: small letters, digits and hyphens.</summary>
    [AuditedAsCode, MaxLength(80)] public string Slug { get; set; } = "";

    /// <summary>The title as published with translations, or our own words where none is published.</summary>
    public PublishedText Title { get; set; } = PublishedText.Empty;

    /// <summary>What it is, in a few sentences.</summary>
    public LocalText Summary { get; set; } = new();

    /// <summary>First day that is possible for its begin, or null.</summary>
    public DateOnly? StartsOn { get; set; }

    /// <summary>How exactly the begin is known.</summary>
    public DatePrecision StartPrecision { get; set; }

    /// <summary>The begin as a source prints it, or null.</summary>
    [MaxLength(100)] public string? StartPrinted { get; set; }

    /// <summary>Last day that is possible for its end, or null: unknown or still open.</summary>
    public DateOnly? EndsOn { get; set; }

    /// <summary>How exactly the end is known.</summary>
    public DatePrecision EndPrecision { get; set; }

    /// <summary>The end as a source prints it, or null.</summary>
    [MaxLength(100)] public string? EndPrinted { get; set; }

    /// <summary>Objectives.</summary>
    public List<LocalText> Objectives { get; set; } = [];

    /// <summary>What has to hold so that the work leads to its objectives.</summary>
    public List<LocalText> KeyAssumptions { get; set; } = [];

    /// <summary>What a source says was achieved: claims, not figures.</summary>
    public List<LocalText> ResultsClaimed { get; set; } = [];

    /// <summary>Contract numbers.</summary>
    public List<string> ContractNumbers { get; set; } = [];

    /// <summary>How many partners are announced, or null.</summary>
    public int? PartnersAnnounced { get; set; }

    /// <summary>Last printed word of a partner list that breaks off, or null.</summary>
    [MaxLength(100)] public string? PartnersCutOffAfter { get; set; }

    /// <summary>Places of the work as a whole, ids.</summary>
    public List<string> AreaPlaceIds { get; set; } = [];

    /// <summary>Where it stands.</summary>
    public ProjectState State { get; set; }

    /// <summary>Who may read it.</summary>
    public ProjectVisibility Visibility { get; set; }

    /// <summary>Whether it is invented, for practice: every page of it says so, and no figure counts it beside real work.</summary>
    public bool IsPractice { get; set; }

    /// <summary>The field of work or pillar it belongs to, or null.</summary>
    public Guid? FieldOfWorkId { get; set; }

    /// <summary>The document it was transcribed from, or null.</summary>
    public Guid? SourceId { get; set; }

    /// <inheritdoc/>
    [MaxLength(TitleOrder.Length)] public string SortEn { get; set; } = "";

    /// <inheritdoc/>
    [MaxLength(TitleOrder.Length)] public string SortSq { get; set; } = "";

    /// <inheritdoc/>
    [MaxLength(TitleOrder.Length)] public string SortSr { get; set; } = "";

    /// <inheritdoc/>
    [MaxLength(TitleOrder.Length)] public string SortSrCyrl { get; set; } = "";

    /// <inheritdoc/>
    public string SortTitle(UiVariant reader) => Title.For(reader);

    /// <inheritdoc/>
    public DateTime ChangedAt { get; set; }

    /// <summary>Its organisations with their roles.</summary>
    public List<ProjectOrganisation> Organisations { get; set; } = [];

    /// <summary>Its begin.</summary>
    public When Start => new(StartsOn, null, StartPrecision, StartPrinted);

    /// <summary>Its end.</summary>
    public When End => new(null, EndsOn, EndPrecision, EndPrinted);
}

/// <summary>What an organisation is in a project.</summary>
public enum ProjectRole
{
    /// <summary>Leads it.</summary>
    Lead,
    /// <summary>Carries it out with others.</summary>
    Partner,
    /// <summary>The consortium in whose name it is done.</summary>
    Consortium,
    /// <summary>Takes part without budget.</summary>
    Associate,
    /// <summary>Supports it in a way that is not said.</summary>
    Supporter,
    /// <summary>Pays for it.</summary>
    Donor,
}

/// <summary>One organisation's part in one project: a line of its reference list.</summary>
[Raises(VersionNames.Projects), Index(nameof(ProjectId), nameof(OrganisationId), nameof(Role), IsUnique = true, Name = "IX_programmes_project_organisation_line"), Index(nameof(OrganisationId))]
public sealed class ProjectOrganisation : Record
{
    /// <summary>The project.</summary>
    public Guid ProjectId { get; set; }

    /// <summary>The organisation.</summary>
    public Guid OrganisationId { get; set; }

    /// <summary>Its role.</summary>
    public ProjectRole Role { get; set; }

    /// <summary>What it did.</summary>
    public LocalText Did { get; set; } = new();

    /// <summary>Place in the list, from 0.</summary>
    public int Ordinal { get; set; }
}

/// <summary>What one donor asks of everything that leaves a project.</summary>
[Raises(VersionNames.Projects), Index(nameof(ProjectId), nameof(OrganisationId), IsUnique = true)]
public sealed class DonorProfile : Record
{
    /// <summary>The project.</summary>
    public Guid ProjectId { get; set; }

    /// <summary>The donor.</summary>
    public Guid OrganisationId { get; set; }

    /// <summary>Id of the naming policy, or null for the product's own.</summary>
    [AuditedAsCode, MaxLength(40)] public string? NamingPolicyId { get; set; }

    /// <summary>The sentence that says who pays: as the donor words it, or in our words where none is printed.</summary>
    public PublishedText Funding { get; set; } = PublishedText.Empty;

    /// <summary>The disclaimer as the donor words it.</summary>
    public PublishedText Disclaimer { get; set; } = PublishedText.Empty;

    /// <summary>The emblem among the files, or null.</summary>
    public Guid? EmblemFileId { get; set; }
}

/// <summary>One line of a project's budget.</summary>
[Index(nameof(ProjectId), nameof(Ordinal))]
public sealed class BudgetLine : Record
{
    /// <summary>The project.</summary>
    public Guid ProjectId { get; set; }

    /// <summary>Number of the line in the contract, or null.</summary>
    [MaxLength(40)] public string? Code { get; set; }

    /// <summary>What it pays for.</summary>
    public LocalText Label { get; set; } = new();

    /// <summary>The amount.</summary>
    public decimal Amount { get; set; }

    /// <summary>ISO code of its currency.</summary>
    [AuditedAsCode, MaxLength(3)] public string Currency { get; set; } = "EUR";

    /// <summary>Place in the list, from 0.</summary>
    public int Ordinal { get; set; }
}

/// <summary>What groups work.</summary>
public enum FieldOfWorkKind
{
    /// <summary>A field of an organisation's work.</summary>
    Field,
    /// <summary>A pillar of an organisation or a programme.</summary>
    Pillar,
    /// <summary>A strand inside one project.</summary>
    Strand,
}

/// <summary>A field of work, a pillar or a strand, with its own key assumptions; it groups projects and activities.</summary>
[Index(nameof(OrganisationId)), Index(nameof(ProjectId))]
public sealed class FieldOfWork : Record
{
    /// <summary>What it is.</summary>
    public FieldOfWorkKind Kind { get; set; }

    /// <summary>The organisation whose it is, or null.</summary>
    public Guid? OrganisationId { get; set; }

    /// <summary>The project of a strand, or null.</summary>
    public Guid? ProjectId { get; set; }

    /// <summary>Its title.</summary>
    public PublishedText Title { get; set; } = PublishedText.Empty;

    /// <summary>What it is for.</summary>
    public LocalText Goal { get; set; } = new();

    /// <summary>Outcomes it works towards.</summary>
    public List<LocalText> Outcomes { get; set; } = [];

    /// <summary>What has to hold so that the work leads there.</summary>
    public List<LocalText> KeyAssumptions { get; set; } = [];

    /// <summary>Codes of the kinds of activities that belong to a strand.</summary>
    public List<string> ActivityKinds { get; set; } = [];

    /// <summary>Place in the list, from 0.</summary>
    public int Ordinal { get; set; }
}

/// <summary>A document from which records were transcribed. It is a source, not evidence.</summary>
public sealed class Source : Record
{
    /// <summary>What sort of document it is: <c>booklet</c>, <c>web-page</c> …</summary>
    [AuditedAsCode, MaxLength(40)] public string Kind { get; set; } = "";

    /// <summary>Its title.</summary>
    public PublishedText Title { get; set; } = PublishedText.Empty;

    /// <summary>The organisation that published it, or null.</summary>
    public Guid? PublisherId { get; set; }

    /// <summary>Its language, or null.</summary>
    [AuditedAsCode, MaxLength(10)] public string? Language { get; set; }

    /// <summary>Its date as printed, or null.</summary>
    [MaxLength(100)] public string? DatePrinted { get; set; }

    /// <summary>Its address, or null.</summary>
    [MaxLength(500)] public string? Address { get; set; }

    /// <summary>What a reader should know about it.</summary>
    public LocalText Note { get; set; } = new();
}
