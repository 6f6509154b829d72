using Uramost.Platform.Language;

namespace Uramost.Platform.Health;

/// <summary>How serious a finding is.</summary>
public enum FindingLevel
{
    /// <summary>All is well.</summary>
    Good,
    /// <summary>Somebody should look at it.</summary>
    Warning,
    /// <summary>Something is broken.</summary>
    Failed,
}

/// <summary>One thing that was looked at.</summary>
/// <param name="Level">How serious it is.</param>
/// <param name="What">What was found, as a sentence.</param>
public sealed record Finding(FindingLevel Level, Wording What);
