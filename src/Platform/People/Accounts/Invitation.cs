using System.ComponentModel.DataAnnotations;
using Microsoft.EntityFrameworkCore;
using Uramost.Platform.Data;

namespace Uramost.Platform.People.Accounts;

/// <summary>A one-time link with which somebody sets the password of their account.</summary>
[Index(nameof(TokenHash), IsUnique = true)]
[Index(nameof(AccountId))]
public sealed class Invitation : Record
{
    /// <summary>Whose account it is.</summary>
    public Guid AccountId { get; set; }

    /// <summary>Keyed hash of the link's secret; the secret itself is shown once and not stored.</summary>
    [MaxLength(64)] public required string TokenHash { get; set; }

    /// <summary>When the link stops working, UTC.</summary>
    public DateTime ExpiresAt { get; set; }
}
