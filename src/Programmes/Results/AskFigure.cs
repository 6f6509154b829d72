using Uramost.Platform.Data;
using Uramost.Platform.Figures;
using Uramost.Platform.Language;
using Uramost.Platform.Naming;
using Uramost.Platform.People;

namespace Uramost.Programmes.Results;

/// <summary>What a figure answered.</summary>
/// <param name="Amount">The value.</param>
/// <param name="Records">Address of the records behind it, without language, or null: there are none to show.</param>
public sealed record Answered(Amount Amount, string? Records);

/// <summary>Asks the figures for the values of indicators.</summary>
public sealed class AskFigure(FigureCatalogue figures, PlatformDb db, PageNaming naming)
{
    private readonly Dictionary<string, Answered> asked = [];
    private readonly Lazy<Dictionary<string, Figure>> all = new(() => figures.All.GroupBy(f => f.Id).ToDictionary(g => g.Key, g => g.First()));

    /// <summary>The figures that can be asked about one project.</summary>
    public IEnumerable<Figure> Offered => all.Value.Values.Where(f => f.Dimensions.Contains(Figure.Project));

    /// <summary>The figure with this id, or null.</summary>
    public Figure? Find(string id) => all.Value.GetValueOrDefault(id);

    /// <summary>Whether an indicator rests on answers of the same people before and after.</summary>
    public bool IsOfPairs(Indicator indicator) => indicator.Figure is { } source && Find(source.FigureId) is PairedFigure;

    /// <summary>
    /// Whether an approved value may be told outside of the project's staff. Of answers of the same people before and after
    /// only the share of enough people: where few moved, or few did not, it would say what one of them answered.
    /// </summary>
    public bool MayBeTold(Indicator indicator, Amount amount) =>
        !IsOfPairs(indicator) || (amount is { Numerator: { } moved, Denominator: { } pairs } && moved >= PairedFigure.Fewest && pairs - moved >= PairedFigure.Fewest);

    /// <summary>What is wrong with the figures of an indicator, or null.</summary>
    public Found? Fault(Indicator indicator) => FrameworkRules.Figures(indicator, id => Find(id)?.Dimensions);

    /// <summary>The value of an indicator that a figure computes; of a share the ratio of both figures.</summary>
    /// <param name="viewer">Who asks: what they may not see does not count for them.</param>
    /// <param name="indicator">The indicator.</param>
    /// <param name="from">First day, or null: from the beginning.</param>
    /// <param name="until">Last day, or null: up to now.</param>
    /// <param name="ct">Cancels.</param>
    /// <exception cref="FigureQueryException">The figure cannot answer.</exception>
    public async Task<Answered> Value(Viewer viewer, Indicator indicator, DateOnly? from, DateOnly? until, CancellationToken ct = default)
    {
        var first = await One(viewer, indicator.ProjectId, indicator.Figure!, from, until, ct);
        if (indicator.AddsUp != HowItAddsUp.Share) return first;
        var second = await One(viewer, indicator.ProjectId, indicator.DenominatorFigure!, from, until, ct);
        return first with { Amount = Amount.Share(first.Amount.Value, second.Amount.Value, first.Amount.Exactness == Exactness.Exact && second.Amount.Exactness == Exactness.Exact ? Exactness.Exact : Exactness.About) };
    }

    /// <summary>The parts of such a value by a dimension of its figure; what belongs to no group is in none of them.</summary>
    /// <exception cref="FigureQueryException">The figure cannot answer.</exception>
    public async Task<IReadOnlyList<PartValue>> Parts(Viewer viewer, Indicator indicator, string dimension, DateOnly? from, DateOnly? until, CancellationToken ct = default)
    {
        var source = indicator.Figure!;
        if (Find(source.FigureId) is not { } figure || !figure.Dimensions.Contains(dimension) || indicator.AddsUp is HowItAddsUp.Share) return [];
        var rows = await figure.Rows(db, Query(viewer, indicator.ProjectId, figure, source, from, until) with { GroupBy = dimension }, ct);
        return [.. rows.Where(r => r is { Group: not null, Value: not null }).Select(r => new PartValue(dimension, r.Group!, new Amount(r.Value, Exactness: r.Exactness)))];
    }

    /// <summary>The value of one figure.</summary>
    /// <exception cref="FigureQueryException">The figure cannot answer, or there is none.</exception>
    public async Task<Answered> One(Viewer viewer, Guid projectId, FigureSource source, DateOnly? from, DateOnly? until, CancellationToken ct = default)
    {
        if (Find(source.FigureId) is not { } figure) throw new FigureQueryException($"There is no figure {source.FigureId}.");
        // Sources do not say their numbers by period.
        if (source.Basis == Basis.Declared) (from, until) = (null, null);
        var key = $"{projectId} {source.FigureId} {source.Basis} {source.FiltersTyped()} {from:O} {until:O}";
        if (asked.TryGetValue(key, out var known)) return known;
        var row = (await figure.Rows(db, Query(viewer, projectId, figure, source, from, until), ct)).FirstOrDefault();
        return asked[key] = row?.Value is { } value ? new Answered(new Amount(value, Exactness: row.Exactness), row.Records) : new Answered(Amount.Unknown, row?.Records);
    }

    /// <summary>Names of the groups that a figure tells apart, in the reader's language.</summary>
    public async Task<Dictionary<(string By, string Key), string>> Labels(Indicator indicator, IReadOnlyCollection<PartValue> parts, CancellationToken ct = default)
    {
        var labels = new Dictionary<(string, string), string>();
        if (indicator.Figure is null || Find(indicator.Figure.FigureId) is not { } figure) return labels;
        foreach (var group in parts.GroupBy(p => p.By).Where(g => figure.Dimensions.Contains(g.Key)))
        {
            foreach (var (key, text) in await figure.Labels(db, group.Key, [.. group.Select(p => p.Key)], ct)) labels[(group.Key, key)] = naming.Text(text.For(UiVariant.Current));
        }

        return labels;
    }

    private static FigureQuery Query(Viewer viewer, Guid projectId, Figure figure, FigureSource source, DateOnly? from, DateOnly? until)
    {
        var filters = new Dictionary<string, string>(source.Filters);
        if (figure.Dimensions.Contains(Figure.Project)) filters[Figure.Project] = projectId.ToString();
        return new FigureQuery(viewer, source.Basis, from, until, filters);
    }
}
