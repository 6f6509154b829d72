using Microsoft.EntityFrameworkCore;
using Uramost.Platform.Data;

namespace Uramost.Programmes.Overview;

/// <summary>
/// A project's overview as it was computed once: the published ones are numbered and never change; the working one is
/// renewed when the project has changed.
/// </summary>
[Index(nameof(ProjectId), nameof(Number), IsUnique = true)]
public sealed class Snapshot : Record
{
    /// <summary>The project.</summary>
    public Guid ProjectId { get; set; }

    /// <summary>1, 2, 3 … of what was published; 0 is the working one.</summary>
    public int Number { get; set; }

    /// <summary>When it was computed, UTC.</summary>
    public DateTime MadeAt { get; set; }

    /// <summary>Who published it, or null.</summary>
    public Guid? MadeBy { get; set; }

    /// <summary>State of the records it was computed from.</summary>
    [AuditedAsCode] public string Stamp { get; set; } = "";

    /// <summary>The figures as JSON.</summary>
    public string Facts { get; set; } = "{}";
}
