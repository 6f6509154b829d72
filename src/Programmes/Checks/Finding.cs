namespace Uramost.Programmes.Checks;

/// <summary>What sort of record a finding points at.</summary>
public enum FoundIn
{
    /// <summary>A project.</summary>
    Project,
    /// <summary>An activity.</summary>
    Activity,
    /// <summary>A work.</summary>
    Work,
    /// <summary>A declared row of a project.</summary>
    Count,
    /// <summary>An organisation.</summary>
    Organisation,
    /// <summary>Somebody named by a public role.</summary>
    Figure,
}

/// <summary>Something that looks wrong, or is missing, in one record. It asks; nothing is ever corrected silently.</summary>
/// <param name="Code">What it is, as a code with hyphens.</param>
/// <param name="In">The sort of record.</param>
/// <param name="RecordId">The record.</param>
/// <param name="Printed">What stands there, or null.</param>
/// <param name="Other">What it is compared with, or null.</param>
public sealed record Finding(string Code, FoundIn In, Guid RecordId, string? Printed = null, string? Other = null);
