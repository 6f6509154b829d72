using System.ComponentModel.DataAnnotations;

namespace Uramost.Platform.Data;

/// <summary>One setting of the workspace.</summary>
public sealed class Setting
{
    /// <summary>Its name.</summary>
    [Key, MaxLength(64)] public required string Name { get; set; }

    /// <summary>Its value.</summary>
    [MaxLength(2000)] public required string Value { get; set; }
}
