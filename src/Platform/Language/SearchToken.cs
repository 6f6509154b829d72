using System.ComponentModel.DataAnnotations;
using Microsoft.EntityFrameworkCore;

namespace Uramost.Platform.Language;

/// <summary>Who may find a record by its words.</summary>
public enum SearchVisibility
{
    /// <summary>Everybody.</summary>
    Public,
    /// <summary>Whoever has a role in the project.</summary>
    Project,
    /// <summary>Only those whom the record itself lets in.</summary>
    Insiders,
}

/// <summary>
/// One word of one record, folded. The one search table of the product: whatever is found by text is found here, and
/// each row carries who may find it.
/// </summary>
[PrimaryKey(nameof(RecordId), nameof(Token)), Index(nameof(Kind), nameof(Token), nameof(RecordId))]
public sealed class SearchToken
{
    /// <summary>The record.</summary>
    public Guid RecordId { get; set; }

    /// <summary>Folded word or its stem: small ASCII letters and digits.</summary>
    [MaxLength(40)] public required string Token { get; set; }

    /// <summary>Kind of the record, in lower case: <c>activity</c>, <c>project</c>, <c>organisation</c>.</summary>
    [MaxLength(40)] public required string Kind { get; set; }

    /// <summary>The project it belongs to, or null.</summary>
    public Guid? ProjectId { get; set; }

    /// <summary>Who may find it.</summary>
    public SearchVisibility Visibility { get; set; }
}
