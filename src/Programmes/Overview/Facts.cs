using Uramost.Platform.Figures;

namespace Uramost.Programmes.Overview;

/// <summary>A number three times: as declared, as recorded, as evidenced.</summary>
/// <param name="Declared">What sources say; null: nothing, or not known.</param>
/// <param name="DeclaredExactness">How exact that is.</param>
/// <param name="Recorded">What records add up to; null: not known.</param>
/// <param name="Evidenced">What records with evidence add up to.</param>
public sealed record Threefold(decimal? Declared, Exactness DeclaredExactness, decimal? Recorded, decimal? Evidenced)
{
    /// <summary>
    /// Which part of what is declared can be traced to records: a ratio of sums between 0 and 1. Null where one of them is
    /// unknown; more records than declared are all that can be traced.
    /// </summary>
    public decimal? Traced => Share(Recorded);

    /// <summary>Which part of what is declared has proof.</summary>
    public decimal? Proven => Share(Evidenced);

    private decimal? Share(decimal? part) => Declared is > 0 and var whole && part is { } p ? Math.Min(1, p / whole) : null;
}

/// <summary>The numbers of one kind of activities.</summary>
/// <param name="Kind">Code of the kind.</param>
/// <param name="Activities">Activities.</param>
/// <param name="Attendances">Attendances.</param>
public sealed record KindFacts(string Kind, Threefold Activities, Threefold Attendances);

/// <summary>Activities at one place.</summary>
/// <param name="PlaceId">Our place.</param>
/// <param name="Activities">How many were held there.</param>
public sealed record PlaceFacts(string PlaceId, int Activities);

/// <summary>Activities in one month.</summary>
/// <param name="Year">Year.</param>
/// <param name="Month">Month, from 1; 0 where only the year is known.</param>
/// <param name="Activities">How many.</param>
public sealed record MonthFacts(int Year, int Month, int Activities);

/// <summary>Reach as far as it is told.</summary>
/// <param name="Measure">Name of the measure.</param>
/// <param name="Value">The number; null: not known.</param>
/// <param name="Exactness">How exact it is.</param>
public sealed record ReachFacts(string Measure, int? Value, Exactness Exactness);

/// <summary>The figures of a project's overview.</summary>
/// <param name="Activities">Activities.</param>
/// <param name="Attendances">Attendances.</param>
/// <param name="UnitUnknown">Whether the source leaves open if people or attendances are meant.</param>
/// <param name="ActivitiesWithNumber">Recorded activities whose attendances are known.</param>
/// <param name="Kinds">By kind, in the order of the declared rows, then by number.</param>
/// <param name="Places">By place, the most first.</param>
/// <param name="WithoutPlace">Activities whose place is not known or not decided.</param>
/// <param name="Months">By month, in order.</param>
/// <param name="Undated">Activities without a date.</param>
/// <param name="ReachWorks">Op-eds, debates and the like, whose audience is reach.</param>
/// <param name="Reach">What is told of reach.</param>
public sealed record Facts(
    Threefold Activities, Threefold Attendances, bool UnitUnknown, int ActivitiesWithNumber, IReadOnlyList<KindFacts> Kinds,
    IReadOnlyList<PlaceFacts> Places, int WithoutPlace, IReadOnlyList<MonthFacts> Months, int Undated, int ReachWorks, IReadOnlyList<ReachFacts> Reach);
