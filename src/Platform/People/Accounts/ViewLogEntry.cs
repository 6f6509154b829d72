using System.ComponentModel.DataAnnotations;
using Microsoft.EntityFrameworkCore;

namespace Uramost.Platform.People.Accounts;

/// <summary>One page that a donor's reader looked at.</summary>
[Index(nameof(AccountId), nameof(At))]
[Index(nameof(At))]
[Index(nameof(ProjectId), nameof(At))]
public sealed class ViewLogEntry
{
    /// <summary>Version 7.</summary>
    public Guid Id { get; set; } = Guid.CreateVersion7();

    /// <summary>Who looked.</summary>
    public Guid AccountId { get; set; }

    /// <summary>When, UTC.</summary>
    public DateTime At { get; set; }

    /// <summary>The page's address as a template, for example <c>/activities/{Id:guid}</c>: what was typed into a search is not kept.</summary>
    [MaxLength(200)] public required string Template { get; set; }

    /// <summary>The record that the address named, or null.</summary>
    public Guid? RecordId { get; set; }

    /// <summary>The project to which the record, the list or the file belongs; null: to none, or to several.</summary>
    public Guid? ProjectId { get; set; }

    /// <summary>What the view was for: it follows from the address.</summary>
    public ViewPurpose Purpose => Template.StartsWith("/files/", StringComparison.Ordinal) ? ViewPurpose.File
        : Template.EndsWith(".csv", StringComparison.Ordinal) || Template.EndsWith(".xlsx", StringComparison.Ordinal) || Template.EndsWith(".docx", StringComparison.Ordinal) || Template.EndsWith(".ics", StringComparison.Ordinal) ? ViewPurpose.Export
        : ViewPurpose.Read;
}

/// <summary>What somebody looked at something for.</summary>
public enum ViewPurpose
{
    /// <summary>Read a page.</summary>
    Read,
    /// <summary>Took a list or a document along.</summary>
    Export,
    /// <summary>Opened a file that was attached.</summary>
    File,
}
