namespace Uramost.Platform.People;

/// <summary>What somebody may do in a project, or in the whole workspace.</summary>
public enum Role
{
    /// <summary>Runs a project: sees and changes all of it, with every partner's people.</summary>
    Coordinator,
    /// <summary>Works for one partner of a project: sees the project, changes that partner's records, sees that partner's people only.</summary>
    Officer,
    /// <summary>Runs dialogue and meetings of a project.</summary>
    Facilitator,
    /// <summary>Does research in a project; sees no names.</summary>
    Researcher,
    /// <summary>Monitors media and results of a project; sees no names.</summary>
    Analyst,
    /// <summary>Reads a project it funds, until an end date; every view is logged; sees no names.</summary>
    Donor,
    /// <summary>Runs the workspace: accounts, keys, backups. Not a reader of people by that alone.</summary>
    Administrator,
}
