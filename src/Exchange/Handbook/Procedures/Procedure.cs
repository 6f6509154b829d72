using System.ComponentModel.DataAnnotations;
using Microsoft.EntityFrameworkCore;
using Uramost.Exchange.Goods;
using Uramost.Platform.Contracts;
using Uramost.Platform.Data;
using Uramost.Platform.Language;

namespace Uramost.Exchange.Handbook.Procedures;

/// <summary>How the steps of a block follow each other.</summary>
public enum BlockMode
{
    /// <summary>One after the other.</summary>
    InOrder,
    /// <summary>At the same time.</summary>
    Parallel,
    /// <summary>One of them is enough.</summary>
    Alternative,
}

/// <summary>A part of a procedure; blocks follow each other.</summary>
/// <param name="Code">Its code within the procedure.</param>
/// <param name="Mode">How its steps follow each other.</param>
/// <param name="Name">What it is called.</param>
public sealed record Block(string Code, BlockMode Mode, LocalText Name);

/// <summary>What a company does to reach an objective: blocks of steps.</summary>
[Raises(VersionNames.PublicPages), Index(nameof(Code), IsUnique = true)]
public sealed class Procedure : Record
{
    /// <summary>A short name that never changes.</summary>
    [AuditedAsCode, MaxLength(60)] public string Code { get; set; } = "";

    /// <summary>What the company wants.</summary>
    public LocalText Objective { get; set; } = new();

    /// <summary>Codes of the sectors it is for; empty: all.</summary>
    public List<string> Sectors { get; set; } = [];

    /// <summary>The goods it is about; empty: any goods and services.</summary>
    public List<HsCode> Goods { get; set; } = [];

    /// <summary>Its blocks in order.</summary>
    public List<Block> Blocks { get; set; } = [];

    /// <summary>The place among the others, from 1.</summary>
    public int Ordinal { get; set; }
}

/// <summary>Requirements that a step needs together.</summary>
/// <param name="Any">Whether one of them is enough; else all are needed.</param>
/// <param name="Codes">Codes of the requirements.</param>
/// <param name="OnlyFor">Goods for which it holds, such as those of animal origin; empty: always.</param>
public sealed record Need(bool Any, List<string> Codes, List<HsCode> OnlyFor)
{
    /// <summary>Whether it holds for goods; of an unknown company (no goods said) it is assumed.</summary>
    public bool HoldsFor(IReadOnlyCollection<HsCode> goods) => OnlyFor.Count == 0 || goods.Count == 0 || OnlyFor.Any(o => goods.Any(g => g.IsWithin(o) || o.IsWithin(g)));
}

/// <summary>How an amount is reckoned.</summary>
public enum CostOperator
{
    /// <summary>The amount, once.</summary>
    Once,
    /// <summary>The amount for each unit.</summary>
    PerUnit,
    /// <summary>So many per cent of a value.</summary>
    Percent,
}

/// <summary>What a step costs.</summary>
/// <param name="Amount">The amount or percentage, or null where it is unknown.</param>
/// <param name="Currency">Currency of the amount.</param>
/// <param name="Operator">How it is reckoned.</param>
/// <param name="Of">The unit or the value, in words; may be empty.</param>
public sealed record StepCost(decimal? Amount, string Currency, CostOperator Operator, LocalText? Of);

/// <summary>A duration as a range.</summary>
/// <param name="Least">The shortest.</param>
/// <param name="Most">The longest.</param>
public sealed record Span(decimal Least, decimal Most);

/// <summary>A law and the article on which a step rests.</summary>
/// <param name="Law">Code of the law.</param>
/// <param name="Article">The article as printed, or null where it is unknown.</param>
public sealed record LegalBasis(string Law, string? Article);

/// <summary>One interaction with one authority.</summary>
[Raises(VersionNames.PublicPages), Index(nameof(Code), IsUnique = true), Index(nameof(ProcedureId), nameof(Ordinal))]
public sealed class Step : Record
{
    /// <summary>After so many days a step has to be verified again.</summary>
    public const int DaysSure = 90;

    /// <summary>Its procedure.</summary>
    public Guid ProcedureId { get; set; }

    /// <summary>A short name that never changes.</summary>
    [AuditedAsCode, MaxLength(60)] public string Code { get; set; } = "";

    /// <summary>Code of its block in the procedure.</summary>
    [AuditedAsCode, MaxLength(60)] public string Block { get; set; } = "";

    /// <summary>The place in the procedure, from 1.</summary>
    public int Ordinal { get; set; }

    /// <summary>What the company does.</summary>
    public LocalText Name { get; set; } = new();

    /// <summary>The authority or body.</summary>
    public LocalText Authority { get; set; } = new();

    /// <summary>The office in it, or the public role of the official who decides; never somebody's name beyond that role.</summary>
    public LocalText Office { get; set; } = new();

    /// <summary>Address, telephone and hours as printed, or null.</summary>
    [MaxLength(500)] public string? Contact { get; set; }

    /// <summary>Codes of the requirements that are met when the step is done.</summary>
    public List<string> Gives { get; set; } = [];

    /// <summary>What it needs.</summary>
    public List<Need> Needs { get; set; } = [];

    /// <summary>What it costs; empty where that is not known, an amount of 0 where it is free.</summary>
    public List<StepCost> Costs { get; set; } = [];

    /// <summary>Waiting in the queue, in minutes, or null where unknown.</summary>
    public Span? Queue { get; set; }

    /// <summary>At the counter, in minutes, or null where unknown.</summary>
    public Span? Counter { get; set; }

    /// <summary>Until the result is there, in days, or null where unknown.</summary>
    public Span? Wait { get; set; }

    /// <summary>Laws and articles.</summary>
    public List<LegalBasis> Laws { get; set; } = [];

    /// <summary>Where to complain; may be empty.</summary>
    public LocalText Recourse { get; set; } = new();

    /// <summary>Whether everybody has to do it.</summary>
    public bool IsMandatory { get; set; } = true;

    /// <summary>Whether it can be done online; null where unknown.</summary>
    public bool? IsOnline { get; set; }

    /// <summary>What else is worth knowing; may be empty.</summary>
    public LocalText Note { get; set; } = new();

    /// <summary>The source, or null where there is none.</summary>
    [MaxLength(300)] public string? Source { get; set; }

    /// <summary>Web address of the source, or null.</summary>
    [MaxLength(500)] public string? Address { get; set; }

    /// <summary>Day on which somebody last verified it, or null.</summary>
    public DateOnly? VerifiedOn { get; set; }

    /// <summary>Who verified it: an office, an organisation or a role.</summary>
    [MaxLength(200)] public string? VerifiedBy { get; set; }

    /// <summary>Whether nobody has verified it for <see cref="DaysSure"/> days.</summary>
    public bool IsStale(DateOnly today) => VerifiedOn is not { } day || day.AddDays(DaysSure) < today;

    /// <summary>How long it takes in days, a day at the office for queue and counter; null where the wait is unknown.</summary>
    public Span? Days => Wait is null ? null : Wait with { Least = Wait.Least + Office8(Queue?.Least, Counter?.Least), Most = Wait.Most + Office8(Queue?.Most, Counter?.Most) };

    // Minutes at an office as a part of a working day of eight hours.
    private static decimal Office8(decimal? queue, decimal? counter) => ((queue ?? 0) + (counter ?? 0)) / 480m;
}

/// <summary>A law on which steps rest.</summary>
[Raises(VersionNames.PublicPages), Index(nameof(Code), IsUnique = true)]
public sealed class Law : Record
{
    /// <summary>A short name that never changes.</summary>
    [AuditedAsCode, MaxLength(60)] public string Code { get; set; } = "";

    /// <summary>What it is about, in our own words.</summary>
    public LocalText Title { get; set; } = new();

    /// <summary>Its number as printed, or null where unknown.</summary>
    [MaxLength(100)] public string? Number { get; set; }

    /// <summary>Day since which it no longer holds, or null.</summary>
    public DateOnly? AbolishedOn { get; set; }

    /// <summary>Web address, or null.</summary>
    [MaxLength(500)] public string? Address { get; set; }
}
