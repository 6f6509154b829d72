using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Uramost.Platform.Data;
using Uramost.Platform.Language;

namespace Uramost.Programmes.Iati;

/// <summary>What an organisation is called where aid is reported.</summary>
[Index(nameof(OrganisationId), IsUnique = true)]
public sealed class IatiReporter : Record
{
    /// <summary>The organisation.</summary>
    public Guid OrganisationId { get; set; }

    /// <summary>Its identifier: the code of a register, a hyphen, its number there.</summary>
    [AuditedAsCode, MaxLength(80)] public string Identifier { get; set; } = "";

    /// <summary>Code of the type of organisation.</summary>
    [AuditedAsCode, MaxLength(2)] public string Type { get; set; } = "";

    /// <summary>Id of the naming policy of its file, or null for the product's own.</summary>
    [AuditedAsCode, MaxLength(40)] public string? NamingPolicyId { get; set; }

    /// <summary>Whether the identifier is invented for practice: such a file is never public.</summary>
    public bool IsPractice { get; set; }
}

/// <summary>A policy marker as it is kept.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Significance">How much it counts.</param>
public sealed record IatiMarker(string Code, string Significance);

/// <summary>A transaction as it is kept.</summary>
/// <param name="Type">Code of its type.</param>
/// <param name="Date">Day.</param>
/// <param name="Amount">The amount.</param>
/// <param name="Currency">Code of its currency.</param>
/// <param name="OrganisationId">The other organisation, or null.</param>
/// <param name="Activity">The other organisation's own activity, or null.</param>
public sealed record IatiMovement(string Type, DateOnly Date, decimal Amount, string Currency, Guid? OrganisationId, string? Activity)
{
    // Read through its properties: JSON is read into a constructor of so many parameters a good deal slower.
    [JsonConstructor] private IatiMovement() : this("", default, 0, "", null, null) { }
}

/// <summary>A related activity as it is kept.</summary>
/// <param name="Type">Code of the relation.</param>
/// <param name="Identifier">Identifier of the other activity.</param>
public sealed record IatiRelation(string Type, string Identifier);

/// <summary>What one organisation reports of one project beside what the project's own record says.</summary>
[Index(nameof(ProjectId), nameof(OrganisationId), IsUnique = true), Index(nameof(OrganisationId), nameof(Code), IsUnique = true)]
public sealed class IatiProject : Record, IStamped
{
    /// <summary>The project.</summary>
    public Guid ProjectId { get; set; }

    /// <summary>The organisation that reports.</summary>
    public Guid OrganisationId { get; set; }

    /// <summary>The activity's own part of its identifier.</summary>
    [AuditedAsCode, MaxLength(60)] public string Code { get; set; } = "";

    /// <summary>Code of the status where the project's own record does not say where it stands, or null.</summary>
    [AuditedAsCode, MaxLength(1)] public string? Status { get; set; }

    /// <summary>Planned begin where the project's own record has none, or null.</summary>
    public DateOnly? StartsOn { get; set; }

    /// <summary>Planned end where the project's own record has none, or null.</summary>
    public DateOnly? EndsOn { get; set; }

    /// <summary>What it is, where the project's own record has no summary.</summary>
    public LocalText Summary { get; set; } = new();

    /// <summary>Code of the scope, or null.</summary>
    [AuditedAsCode, MaxLength(3)] public string? Scope { get; set; }

    /// <summary>Code of the collaboration type, or null.</summary>
    [AuditedAsCode, MaxLength(3)] public string? Collaboration { get; set; }

    /// <summary>Code of the flow type, or null.</summary>
    [AuditedAsCode, MaxLength(3)] public string? Flow { get; set; }

    /// <summary>Code of the finance type, or null.</summary>
    [AuditedAsCode, MaxLength(3)] public string? Finance { get; set; }

    /// <summary>Code of the aid type, or null.</summary>
    [AuditedAsCode, MaxLength(4)] public string? Aid { get; set; }

    /// <summary>Code of the tied status, or null.</summary>
    [AuditedAsCode, MaxLength(3)] public string? Tied { get; set; }

    /// <summary>Countries.</summary>
    public List<IatiShare> Countries { get; set; } = [];

    /// <summary>Sectors.</summary>
    public List<IatiShare> Sectors { get; set; } = [];

    /// <summary>Policy markers.</summary>
    public List<IatiMarker> Markers { get; set; } = [];

    /// <summary>Goals for sustainable development.</summary>
    public List<int> Goals { get; set; } = [];

    /// <summary>Budget.</summary>
    public List<IatiBudget> Budgets { get; set; } = [];

    /// <summary>Transactions.</summary>
    public List<IatiMovement> Transactions { get; set; } = [];

    /// <summary>Related activities.</summary>
    public List<IatiRelation> Related { get; set; } = [];

    /// <summary>When somebody put it into the public file, or null.</summary>
    public DateTime? PublishedAt { get; set; }

    /// <summary>Whose act that was, or null.</summary>
    public Guid? PublishedById { get; set; }

    /// <summary>Whether what is reported is invented for practice: it is never public.</summary>
    public bool IsPractice { get; set; }

    /// <inheritdoc/>
    public DateTime ChangedAt { get; set; }
}

/// <summary>Adds the tables of this folder.</summary>
internal static class IatiTables
{
    public static void AddIatiTables(this ModelBuilder model)
    {
        model.Entity<IatiReporter>().ToTable("programmes_iati_reporter");
        model.Entity<IatiProject>(t =>
        {
            t.ToTable("programmes_iati_project");
            t.Property(p => p.Countries).AsJson();
            t.Property(p => p.Sectors).AsJson();
            t.Property(p => p.Markers).AsJson();
            t.Property(p => p.Goals).AsJson();
            t.Property(p => p.Budgets).AsJson();
            t.Property(p => p.Transactions).AsJson();
            t.Property(p => p.Related).AsJson();
            t.HasOne<Projects.Project>().WithMany().HasForeignKey(p => p.ProjectId).OnDelete(DeleteBehavior.Cascade);
        });
    }
}
