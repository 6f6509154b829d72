using Microsoft.EntityFrameworkCore;
using Uramost.Platform.Contracts;
using Uramost.Platform.Data;

namespace Uramost.Exchange.Companies;

/// <summary>What somebody is in a company.</summary>
public enum ContactRole
{
    /// <summary>Owns it.</summary>
    Owner,
    /// <summary>Runs it.</summary>
    Manager,
    /// <summary>Sells and buys for it.</summary>
    Trade,
    /// <summary>Works there.</summary>
    Employee,
}

/// <summary>Somebody who speaks for a company: a person of the register, by id only.</summary>
[Personal, Index(nameof(CompanyId)), Index(nameof(PersonId)), Index(nameof(RecordedAs))]
public sealed class CompanyContact : Record, IPersonRow
{
    /// <summary>A random id: a person is concerned.</summary>
    public CompanyContact() => Id = Guid.NewGuid();

    /// <summary>The company.</summary>
    public Guid CompanyId { get; set; }

    /// <inheritdoc/>
    public Guid PersonId { get; set; }

    /// <inheritdoc/>
    public Guid RecordedAs { get; set; }

    /// <summary>What they are in the company.</summary>
    public ContactRole Role { get; set; }
}
