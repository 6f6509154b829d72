using System.ComponentModel.DataAnnotations;
using Microsoft.EntityFrameworkCore;

namespace Uramost.Platform.People.Accounts;

/// <summary>One page that a donor's reader looked at.</summary>
[Index(nameof(AccountId), nameof(At))]
[Index(nameof(At))]
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
}
