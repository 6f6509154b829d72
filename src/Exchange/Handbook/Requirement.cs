using System.ComponentModel.DataAnnotations;
using Microsoft.EntityFrameworkCore;
using Uramost.Platform.Contracts;
using Uramost.Platform.Data;
using Uramost.Platform.Language;

namespace Uramost.Exchange.Handbook;

/// <summary>What sort of thing a market asks for.</summary>
public enum RequirementKind
{
    /// <summary>A paper that somebody issues or the company writes.</summary>
    Document,
    /// <summary>An entry in a register.</summary>
    Registration,
    /// <summary>A duty towards the tax administration.</summary>
    Tax,
    /// <summary>A standard or a system of working that is kept.</summary>
    Standard,
    /// <summary>What stands on a label or package.</summary>
    Label,
    /// <summary>Premises, equipment or people that must be there.</summary>
    Premises,
}

/// <summary>
/// One thing that a market asks of a company: a paper, an entry in a register, a standard, a label. Assessments answer
/// it, steps of procedures need it or give it; all of them name it by its code.
/// </summary>
[Raises(VersionNames.PublicPages), Index(nameof(Code), IsUnique = true)]
public sealed class Requirement : Record
{
    /// <summary>Longest code.</summary>
    public const int CodeLength = 60;

    /// <summary>A short name of small letters, digits and hyphens that never changes: <c>business-registration</c>.</summary>
    [AuditedAsCode, MaxLength(CodeLength)] public string Code { get; set; } = "";

    /// <summary>What sort of thing it is.</summary>
    public RequirementKind Kind { get; set; }

    /// <summary>What it is called.</summary>
    public LocalText Name { get; set; } = new();

    /// <summary>What it means for a company, in our own words; may be empty.</summary>
    public LocalText Explanation { get; set; } = new();

    /// <summary>Codes of the sectors of which it is asked; empty: of every company.</summary>
    public List<string> Sectors { get; set; } = [];

    /// <summary>Whether a company has it or gets it outside the procedures of the handbook, so that no step need give it.</summary>
    public bool IsExternal { get; set; }

    /// <summary>The place among the others, from 1.</summary>
    public int Ordinal { get; set; }

    /// <summary>Last day on which it was asked; null while it is.</summary>
    public DateOnly? RetiredOn { get; set; }
}
