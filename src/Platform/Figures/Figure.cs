using Uramost.Platform.Data;
using Uramost.Platform.Language;
using Uramost.Platform.People;

namespace Uramost.Platform.Figures;

/// <summary>On what a value rests. The three stand side by side and are never merged.</summary>
public enum Basis
{
    /// <summary>A source says it.</summary>
    Declared,
    /// <summary>Records add up to it.</summary>
    Recorded,
    /// <summary>Records with proof attached add up to it.</summary>
    Evidenced,
}

/// <summary>How values of several groups or periods become one.</summary>
public enum AddsUp
{
    /// <summary>They are added.</summary>
    Sum,
    /// <summary>The latest one counts.</summary>
    Latest,
    /// <summary>Each thing counts once however many groups it is in, so that groups do not add up to the total.</summary>
    Distinct,
    /// <summary>Numerators and denominators are added, then divided: a share is never averaged.</summary>
    RatioOfSums,
}

/// <summary>How exact a value is.</summary>
public enum Exactness
{
    /// <summary>Exactly.</summary>
    Exact,
    /// <summary>About.</summary>
    About,
    /// <summary>At least.</summary>
    AtLeast,
    /// <summary>Not known.</summary>
    Unknown,
}

/// <summary>What is asked of a figure.</summary>
/// <param name="Viewer">Who asks: what they may not see is not counted for them.</param>
/// <param name="Basis">On what the values rest.</param>
/// <param name="From">First day, or null.</param>
/// <param name="Until">Last day, inclusive, or null.</param>
/// <param name="Filters">Value by dimension; a dimension that the figure does not have is refused.</param>
/// <param name="GroupBy">The dimension by which the rows are told apart, or null for one row.</param>
public sealed record FigureQuery(
    Viewer Viewer, Basis Basis, DateOnly? From = null, DateOnly? Until = null, IReadOnlyDictionary<string, string>? Filters = null, string? GroupBy = null)
{
    /// <summary>The filter of a dimension, or null.</summary>
    public string? this[string dimension] => Filters?.GetValueOrDefault(dimension);

    /// <summary>The filter of a dimension whose values are ids, or null.</summary>
    /// <exception cref="FigureQueryException">The value is no id.</exception>
    public Guid? Id(string dimension) => this[dimension] is not { } text ? null : Guid.TryParse(text, out var id) ? id : throw new FigureQueryException($"{dimension}={text} is no id.");
}

/// <summary>A query that a figure cannot answer.</summary>
public sealed class FigureQueryException(string message) : Exception(message);

/// <summary>One value of a figure.</summary>
/// <param name="Group">Key of the group in the dimension asked for; null: the group is unknown, or the query has none.</param>
/// <param name="Value">The value; null: unknown, which is never zero.</param>
/// <param name="Exactness">How exact it is.</param>
/// <param name="Records">Address of the records behind it, without language.</param>
/// <param name="Contributors">How many people or things the value rests on, where the figure knows: what few contribute to is not for everybody.</param>
public sealed record FigureRow(string? Group, decimal? Value, Exactness Exactness, string Records, int? Contributors = null);

/// <summary>One record behind a value.</summary>
/// <param name="Title">Its title.</param>
/// <param name="Path">Its address without language, or null where it has no page.</param>
/// <param name="Date">Its date.</param>
/// <param name="Value">What it contributes; null: unknown.</param>
/// <param name="Exactness">How exact that is.</param>
/// <param name="Remark">What a reader should know: as printed, or a note.</param>
public sealed record FigureRecord(PublishedText Title, string? Path, When Date, decimal? Value, Exactness Exactness, PublishedText? Remark = null);

/// <summary>A page of the records behind a value.</summary>
/// <param name="Records">The records that the viewer may see.</param>
/// <param name="Withheld">How many more count but may not be shown to this viewer.</param>
/// <param name="Next">Where the next page begins, or null.</param>
public sealed record FigureRecords(IReadOnlyList<FigureRecord> Records, int Withheld, string? Next);

/// <summary>
/// A figure: a number that is computed from records and opens down to them. Pages, reports and exports know only
/// figures, so everything can be counted, released and reported in the same way.
/// </summary>
public abstract class Figure
{
    /// <summary>Dimensions that most figures have.</summary>
    public const string Project = "project", Kind = "kind", Place = "place", Year = "year", Organisation = "organisation";

    /// <summary>Its id, beginning with the module's name: <c>programmes.activities</c>.</summary>
    public abstract string Id { get; }

    /// <summary>What is counted, in the reader's language.</summary>
    public abstract string Name { get; }

    /// <summary>Its unit as a code: <c>activities</c>, <c>attendances</c>, <c>EUR</c>.</summary>
    public abstract string Unit { get; }

    /// <summary>Dimensions by which it can be filtered and grouped.</summary>
    public abstract IReadOnlyList<string> Dimensions { get; }

    /// <summary>How its values become one.</summary>
    public abstract AddsUp AddsUp { get; }

    /// <summary>Digits after the point that its values have.</summary>
    public virtual int Decimals => 0;

    /// <summary>Whether the values of the groups of a dimension add up to the whole. Distinct people never do.</summary>
    public virtual bool Adds(string dimension) => AddsUp == AddsUp.Sum;

    /// <summary>Whether it counts people: then readers outside get releases of it, and never what it says today.</summary>
    public virtual bool IsControlled => false;

    /// <summary>The values that a query asks for.</summary>
    /// <exception cref="FigureQueryException">The figure cannot answer the query.</exception>
    public abstract Task<IReadOnlyList<FigureRow>> Rows(PlatformDb db, FigureQuery query, CancellationToken ct = default);

    /// <summary>The records behind the value that a query without grouping asks for, a page at a time.</summary>
    public abstract Task<FigureRecords> Records(PlatformDb db, FigureQuery query, string? after, int take, CancellationToken ct = default);

    /// <summary>Names of groups: as published, or in the reader's language with tokens for places.</summary>
    public abstract Task<IReadOnlyDictionary<string, PublishedText>> Labels(PlatformDb db, string dimension, IReadOnlyCollection<string> keys, CancellationToken ct = default);

    /// <summary>A query of this figure in its one form: see <see cref="AskedQuery.Canonical"/>.</summary>
    public string Canonical(FigureQuery query) => AskedQuery.Canonical(Id, query);

    /// <summary>Id of a query of this figure: see <see cref="AskedQuery.IdOf"/>.</summary>
    public string QueryId(FigureQuery query) => AskedQuery.IdOf(Canonical(query));

    /// <summary>Address of the records behind one group of a query, without language.</summary>
    protected string RecordsOf(FigureQuery query, string? group)
    {
        var parts = new List<string> { $"basis={query.Basis.ToString().ToLowerInvariant()}" };
        foreach (var (dimension, value) in query.Filters ?? new Dictionary<string, string>())
        {
            if (dimension != query.GroupBy) parts.Add($"{dimension}={Uri.EscapeDataString(value)}");
        }

        if (query.GroupBy is { } by) parts.Add($"{by}={Uri.EscapeDataString(group ?? "")}");
        if (query.From is { } from) parts.Add($"from={from:yyyy-MM-dd}");
        if (query.Until is { } until) parts.Add($"until={until:yyyy-MM-dd}");
        return $"/figures/{Id}?{string.Join('&', parts)}";
    }

    /// <summary>Refuses a query with a dimension that the figure does not have.</summary>
    protected void Check(FigureQuery query)
    {
        foreach (var dimension in (query.Filters?.Keys ?? []).Append(query.GroupBy).OfType<string>())
        {
            if (!Dimensions.Contains(dimension)) throw new FigureQueryException($"{Id} has no dimension '{dimension}'.");
        }
    }
}

/// <summary>All figures of the product.</summary>
public sealed class FigureCatalogue(IEnumerable<IModule> modules, IServiceProvider services)
{
    /// <summary>Every figure, in the order of the modules.</summary>
    public IEnumerable<Figure> All => modules.SelectMany(m => m.Figures(services));

    /// <summary>The figure with this id, or null.</summary>
    public Figure? Find(string id) => All.FirstOrDefault(f => f.Id == id);
}
