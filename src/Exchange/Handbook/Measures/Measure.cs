using System.ComponentModel.DataAnnotations;
using Microsoft.EntityFrameworkCore;
using Uramost.Exchange.Goods;
using Uramost.Platform.Contracts;
using Uramost.Platform.Data;
using Uramost.Platform.Language;

namespace Uramost.Exchange.Handbook.Measures;

/// <summary>Which way goods cross.</summary>
public enum CrossingDirection
{
    /// <summary>From Serbia into Kosovo.</summary>
    IntoKosovo,
    /// <summary>From Kosovo into Serbia.</summary>
    IntoSerbia,
}

/// <summary>In which state goods are; some measures hold for one of them only.</summary>
public enum GoodsState
{
    /// <summary>Finished goods, as they are sold.</summary>
    Finished,
    /// <summary>Raw material for somebody's production.</summary>
    Raw,
}

/// <summary>What a measure does to goods that want to cross.</summary>
public enum MeasureEffect
{
    /// <summary>They may not cross.</summary>
    Forbids,
    /// <summary>A paper or stamp that they need is not accepted.</summary>
    RefusesPaper,
    /// <summary>It is reported for some of them only, or not said which: the answer is uncertain.</summary>
    CastsDoubt,
    /// <summary>They cross with a paper or stamp.</summary>
    RequiresPaper,
    /// <summary>They cross after an inspection.</summary>
    RequiresInspection,
    /// <summary>They cross against a charge.</summary>
    Charges,
    /// <summary>They may cross.</summary>
    Allows,
    /// <summary>It takes another measure away, wholly or for some goods or one crossing.</summary>
    Relieves,
    /// <summary>It decides nothing and is worth knowing.</summary>
    Informs,
}

/// <summary>Whether a measure is applied.</summary>
public enum MeasureStatus
{
    /// <summary>It is applied.</summary>
    InForce,
    /// <summary>It stands but is not applied.</summary>
    Suspended,
    /// <summary>Sources disagree whether it is applied.</summary>
    Disputed,
}

/// <summary>Chapters of the UNCTAD classification of non-tariff measures (2019 edition); charges that are duties have none and are <see cref="T"/>.</summary>
public enum MeasureKind
{
    /// <summary>Sanitary and phytosanitary.</summary>
    A,
    /// <summary>Technical barriers: labels, standards, marking.</summary>
    B,
    /// <summary>Inspection before shipment and other formalities.</summary>
    C,
    /// <summary>Protection of trade depending on circumstances.</summary>
    D,
    /// <summary>Licences, quotas, prohibitions.</summary>
    E,
    /// <summary>Control of prices, additional charges.</summary>
    F,
    /// <summary>Finance.</summary>
    G,
    /// <summary>Competition.</summary>
    H,
    /// <summary>Investment tied to trade.</summary>
    I,
    /// <summary>Distribution.</summary>
    J,
    /// <summary>Services after the sale.</summary>
    K,
    /// <summary>Subsidies.</summary>
    L,
    /// <summary>Public procurement.</summary>
    M,
    /// <summary>Intellectual property.</summary>
    N,
    /// <summary>Rules of origin.</summary>
    O,
    /// <summary>Measures on exports.</summary>
    P,
    /// <summary>A duty, which the classification leaves out.</summary>
    T,
}

/// <summary>
/// A measure that holds at crossings: from a day to a day, in one direction or both, for some goods or all, at one
/// crossing or all. It says in our own words what is done, quotes the wording or stamp that an authority asks for, and
/// names its source.
/// </summary>
[Raises(VersionNames.PublicPages), Index(nameof(Code), IsUnique = true)]
public sealed class Measure : Record
{
    /// <summary>After so many days without a look at the source, a measure that has no known end is no longer sure.</summary>
    public const int DaysSure = 90;

    /// <summary>A short name that never changes: <c>stamps-2011</c>.</summary>
    [AuditedAsCode, MaxLength(60)] public string Code { get; set; } = "";

    /// <summary>What is done, in our own words; names stand as tokens.</summary>
    public LocalText What { get; set; } = new();

    /// <summary>What it does to goods.</summary>
    public MeasureEffect Effect { get; set; }

    /// <summary>Its kind.</summary>
    public MeasureKind Kind { get; set; }

    /// <summary>Whether it is applied.</summary>
    public MeasureStatus Status { get; set; }

    /// <summary>The direction, or null for both.</summary>
    public CrossingDirection? Direction { get; set; }

    /// <summary>Chapters, headings or subheadings it is about; empty: all goods.</summary>
    public List<HsCode> Goods { get; set; } = [];

    /// <summary>The state of goods it is about, or null for any.</summary>
    public GoodsState? GoodsState { get; set; }

    /// <summary>Id of the only crossing at which it holds, or null for all.</summary>
    [AuditedAsCode, MaxLength(40)] public string? CrossingId { get; set; }

    /// <summary>Codes of the measures that this one takes away.</summary>
    public List<string> Relieved { get; set; } = [];

    /// <summary>The paper that is asked for or refused; may be empty.</summary>
    public LocalText Paper { get; set; } = new();

    /// <summary>Wording or stamp that is accepted, as quoted from the authority, or null.</summary>
    [MaxLength(300)] public string? AcceptedWording { get; set; }

    /// <summary>Wording or stamp that is refused, as quoted, or null.</summary>
    [MaxLength(300)] public string? RefusedWording { get; set; }

    /// <summary>First day on which it may have begun, or null.</summary>
    public DateOnly? FromFirst { get; set; }

    /// <summary>Last day on which it may have begun, or null.</summary>
    public DateOnly? FromLast { get; set; }

    /// <summary>Whether it has ended or its end is set; without, it holds as far as anybody knows.</summary>
    public bool HasEnd { get; set; }

    /// <summary>First day that may have been its last, or null.</summary>
    public DateOnly? ToFirst { get; set; }

    /// <summary>Last day that may have been its last, or null.</summary>
    public DateOnly? ToLast { get; set; }

    /// <summary>Last day for which the source shows that it held, or null.</summary>
    public DateOnly? KnownOn { get; set; }

    /// <summary>The source: who published it.</summary>
    [MaxLength(300)] public string Source { get; set; } = "";

    /// <summary>Web address of the source, or null.</summary>
    [MaxLength(500)] public string? Address { get; set; }

    /// <summary>What the source leaves open, in our own words; may be empty.</summary>
    public LocalText Open { get; set; } = new();

    /// <summary>Day on which somebody last looked whether it still holds, or null.</summary>
    public DateOnly? VerifiedOn { get; set; }

    /// <summary>Who looked: an office, an organisation or a role.</summary>
    [MaxLength(200)] public string? VerifiedBy { get; set; }

    /// <summary>The last day for which it is known to hold, by source or by a look at it.</summary>
    public DateOnly? LastKnown => VerifiedOn > KnownOn || KnownOn is null ? VerifiedOn : KnownOn;

    /// <summary>Whether it has no known end and nobody has looked at it for <see cref="DaysSure"/> days.</summary>
    public bool IsStale(DateOnly today) => !HasEnd && (VerifiedOn is not { } day || day.AddDays(DaysSure) < today);

    /// <summary>Reads a day no more exact than it is known: a year, a month, a day, "&gt;" a day (after it), "&lt;" a day (at the latest on it), or "?" for an unknown day.</summary>
    /// <returns>The first and the last possible day; null where the text is none of these.</returns>
    public static (DateOnly? First, DateOnly? Last)? ReadDay(string? text)
    {
        var typed = text?.Trim() ?? "";
        if (typed is "" or "?") return (null, null);
        if (When.Parse(typed.TrimStart('<', '>').Trim()) is not { } when) return null;
        return typed[0] switch { '>' => (when.Start, null), '<' => (null, when.End), _ => (when.Start, when.End) };
    }

    /// <summary>As <see cref="ReadDay"/> reads it.</summary>
    public static string WriteDay(DateOnly? first, DateOnly? last) => (first, last) switch
    {
        (null, null) => "?",
        ({ } day, null) => $"> {Iso(day)}",
        (null, { } day) => $"< {Iso(day)}",
        ({ } a, { } b) when a == b => Iso(a),
        ({ Day: 1 } a, { } b) when a.AddMonths(1).AddDays(-1) == b => a.ToString("yyyy-MM", System.Globalization.CultureInfo.InvariantCulture),
        ({ Day: 1, Month: 1 } a, { Day: 31, Month: 12 } b) when a.Year == b.Year => a.ToString("yyyy", System.Globalization.CultureInfo.InvariantCulture),
        ({ } a, _) => $"> {Iso(a)}",
    };

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
