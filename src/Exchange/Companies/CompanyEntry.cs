using System.ComponentModel.DataAnnotations;
using System.ComponentModel.DataAnnotations.Schema;
using Microsoft.EntityFrameworkCore;
using Uramost.Exchange.Goods;
using Uramost.Platform.Contracts;
using Uramost.Platform.Data;
using Uramost.Platform.Language;

namespace Uramost.Exchange.Companies;

/// <summary>What an entry says that a company has or wants.</summary>
public enum EntryKind
{
    /// <summary>A product that it sells.</summary>
    Product,
    /// <summary>A service that it sells.</summary>
    Service,
    /// <summary>Time of machines that process, which it does not need itself.</summary>
    SpareProcessing,
    /// <summary>Spare packaging lines.</summary>
    SparePackaging,
    /// <summary>Spare room in a cold store.</summary>
    SpareColdStore,
    /// <summary>Spare room in a dryer.</summary>
    SpareDrying,
    /// <summary>Spare transport.</summary>
    SpareTransport,
    /// <summary>More of a product than it can sell or handle.</summary>
    Surplus,
    /// <summary>Something that it looks for: goods, a service, a capacity.</summary>
    Need,
    /// <summary>Know-how or technology that it can pass on.</summary>
    KnowHowOffered,
    /// <summary>Know-how or technology that it looks for.</summary>
    KnowHowSought,
}

/// <summary>In what a volume is counted; the code is a word.</summary>
public enum VolumeUnit
{
    /// <summary>Tonnes.</summary>
    Tonne,
    /// <summary>Kilograms.</summary>
    Kilogram,
    /// <summary>Litres.</summary>
    Litre,
    /// <summary>Pieces.</summary>
    Piece,
    /// <summary>Pallets, or places for pallets.</summary>
    Pallet,
    /// <summary>Square metres.</summary>
    SquareMetre,
    /// <summary>Cubic metres.</summary>
    CubicMetre,
    /// <summary>Hours of work or of a machine.</summary>
    Hour,
    /// <summary>Runs of a lorry.</summary>
    Run,
}

/// <summary>
/// One thing that a company offers, has to spare, or needs: by a code of goods, a code of a capability, or both (drying of
/// mushrooms), with its yearly volume and season. Matching reads these rows.
/// </summary>
[Raises(VersionNames.PublicPages), Index(nameof(CompanyId)), Index(nameof(Hs), nameof(Kind)), Index(nameof(Capability), nameof(Kind)), Index(nameof(Kind))]
public sealed class CompanyEntry : Record
{
    /// <summary>The company.</summary>
    public Guid CompanyId { get; set; }

    /// <summary>What it says.</summary>
    public EntryKind Kind { get; set; }

    /// <summary>Digits of the code of goods (2, 4 or 6), or null.</summary>
    [AuditedAsCode, MaxLength(6)] public string? Hs { get; set; }

    /// <summary>Code of a service or capability of the product's own list, or null.</summary>
    [AuditedAsCode, MaxLength(60)] public string? Capability { get; set; }

    /// <summary>How much in a year, in <see cref="Unit"/>; null: not known, which is never nothing.</summary>
    public decimal? Volume { get; set; }

    /// <summary>In what the volume is counted; null where no volume is given.</summary>
    public VolumeUnit? Unit { get; set; }

    /// <summary>First month of the season, 1 to 12; null: all year, or not said.</summary>
    public int? FromMonth { get; set; }

    /// <summary>Last month of the season; before <see cref="FromMonth"/> where the season goes over the new year.</summary>
    public int? UntilMonth { get; set; }

    /// <summary>Certificates that come with it, as they are called: GlobalG.A.P., HACCP, organic.</summary>
    public List<string> Certificates { get; set; } = [];

    /// <summary>What else is to be said of it.</summary>
    public LocalText Text { get; set; } = new();

    /// <summary>The code of goods, or null.</summary>
    [NotMapped] public HsCode? Goods => Hs is { Length: > 0 } digits ? HsCode.Of(digits) : null;

    /// <summary>The months of the season, 1 to 12; all of them where no season is said.</summary>
    [NotMapped] public IReadOnlyList<int> Months => FromMonth is not { } from || UntilMonth is not { } until
        ? [.. Enumerable.Range(1, 12)]
        : [.. Enumerable.Range(0, (until - from + 12) % 12 + 1).Select(i => (from - 1 + i) % 12 + 1)];

    /// <summary>Whether the company offers it; else it looks for it.</summary>
    [NotMapped] public bool IsOffer => Kind is not (EntryKind.Need or EntryKind.KnowHowSought);

    /// <summary>Kinds of spare capacity.</summary>
    public static readonly EntryKind[] Capacities = [EntryKind.SpareProcessing, EntryKind.SparePackaging, EntryKind.SpareColdStore, EntryKind.SpareDrying, EntryKind.SpareTransport];
}
