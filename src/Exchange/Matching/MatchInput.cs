using Uramost.Exchange.Companies;
using Uramost.Exchange.Goods;
using Uramost.Exchange.Sides;

namespace Uramost.Exchange.Matching;

/// <summary>Whether a company can sell on the other market.</summary>
public enum Readiness
{
    /// <summary>Not assessed.</summary>
    Unknown,
    /// <summary>It meets what is asked.</summary>
    Ready,
    /// <summary>It will after steps that are named.</summary>
    AfterSteps,
    /// <summary>It cannot, and no step is known that would change it.</summary>
    Blocked,
}

/// <summary>A company as matching reads it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Side">Its side.</param>
/// <param name="Languages">Codes of the languages that it speaks at the table; empty: not said.</param>
/// <param name="Readiness">Whether it can sell on the other market.</param>
/// <param name="Sectors">Codes of the sectors that it works in, as <see cref="CompanySectors"/> finds them.</param>
/// <param name="Point">Latitude and longitude of its municipality in degrees, or null.</param>
/// <param name="Entries">What it offers and looks for.</param>
public sealed record MatchCompany(Guid Id, Side Side, IReadOnlyList<string> Languages, Readiness Readiness, IReadOnlyCollection<string> Sectors, (double Latitude, double Longitude)? Point, IReadOnlyList<MatchEntry> Entries);

/// <summary>Something that a company offers or looks for, as matching reads it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Kind">What it says.</param>
/// <param name="Goods">Code of goods, or null.</param>
/// <param name="Capability">Code of a service or capability, or null.</param>
/// <param name="Volume">How much in a year, or null: not known.</param>
/// <param name="Unit">In what the volume is counted.</param>
/// <param name="Months">Months of its season, 1 to 12; null: not said.</param>
public sealed record MatchEntry(Guid Id, EntryKind Kind, HsCode? Goods, string? Capability, decimal? Volume = null, VolumeUnit? Unit = null, IReadOnlyList<int>? Months = null)
{
    /// <summary>Whether the company looks for it.</summary>
    public bool IsSought => Kind is EntryKind.Need or EntryKind.KnowHowSought;
}
