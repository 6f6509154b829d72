using Microsoft.EntityFrameworkCore;
using Uramost.Platform.Contracts;
using Uramost.Platform.Data;

namespace Uramost.Platform.People;

/// <summary>One role of one account: in a project, for an organisation, or in the whole workspace.</summary>
[Index(nameof(AccountId)), Raises(VersionNames.Roles)]
public sealed class Membership : Record
{
    /// <summary>Whose role it is.</summary>
    public Guid AccountId { get; set; }

    /// <summary>The role.</summary>
    public Role Role { get; set; }

    /// <summary>The project, or null for an administrator, whose role holds everywhere.</summary>
    public Guid? ProjectId { get; set; }

    /// <summary>The partner for which an officer works, or the donor for which a donor's manager reads.</summary>
    public Guid? OrganisationId { get; set; }

    /// <summary>Last day on which the role holds, or null; a donor's role always has one.</summary>
    public DateOnly? EndsOn { get; set; }
}
