using System.ComponentModel.DataAnnotations;
using Microsoft.EntityFrameworkCore;
using Uramost.Platform.Contracts;
using Uramost.Platform.Data;

namespace Uramost.Exchange.Companies;

/// <summary>How a company said that it agrees.</summary>
public enum ConsentMeans
{
    /// <summary>On a signed form.</summary>
    Signed,
    /// <summary>In a message that was kept.</summary>
    Message,
    /// <summary>Spoken, and written down by whoever heard it.</summary>
    Spoken,
}

/// <summary>
/// A company agreed on a day: to be shown to others as far as it chose, or to be introduced to one other company. It may
/// take this back on any later day; then the record stays and no longer holds.
/// </summary>
[Raises(VersionNames.PublicPages), Index(nameof(CompanyId), nameof(PartnerId)), Index(nameof(PartnerId))]
public sealed class CompanyConsent : Record
{
    /// <summary>The company that agreed.</summary>
    public Guid CompanyId { get; set; }

    /// <summary>The company to which it may be introduced; null: it may be shown to others as far as it chose.</summary>
    public Guid? PartnerId { get; set; }

    /// <summary>How it agreed.</summary>
    public ConsentMeans Means { get; set; }

    /// <summary>The day on which it agreed.</summary>
    public DateOnly GivenOn { get; set; }

    /// <summary>The account that recorded it.</summary>
    public Guid? RecordedBy { get; set; }

    /// <summary>What was agreed beyond this, where the form lies; or null.</summary>
    [MaxLength(500)] public string? Note { get; set; }

    /// <summary>The day on which it was taken back, or null: it holds.</summary>
    public DateOnly? WithdrawnOn { get; set; }

    /// <summary>The account that recorded the withdrawal, or null.</summary>
    public Guid? WithdrawnBy { get; set; }
}
