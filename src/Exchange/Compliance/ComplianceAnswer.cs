namespace Uramost.Exchange.Compliance;

/// <summary>What an assessment says of one requirement.</summary>
public enum ComplianceAnswer
{
    /// <summary>It is met.</summary>
    Yes,
    /// <summary>A part of it is met.</summary>
    Partly,
    /// <summary>It is not met.</summary>
    No,
    /// <summary>This company does not need it.</summary>
    NotNeeded,
    /// <summary>Nobody knows yet; never the same as no.</summary>
    Unknown,
}
