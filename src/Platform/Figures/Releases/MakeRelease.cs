using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Uramost.Platform.Data;
using Uramost.Platform.Figures.Disclosure;

namespace Uramost.Platform.Figures.Releases;

/// <summary>A figure of people of which tables can be released.</summary>
public interface IReleased
{
    /// <summary>
    /// The people of a project by the dimensions of a template, with all margins and with nothing collapsed or hidden: for
    /// the attack and for nobody's eyes.
    /// </summary>
    Task<PublishedTable> People(PlatformDb db, Guid projectId, ReleaseTemplate template, CancellationToken ct = default);
}

/// <summary>What a release would be.</summary>
/// <param name="Table">The table with what is hidden and why.</param>
/// <param name="IsSafe">Whether it may go out.</param>
/// <param name="Shown">Cells that are shown.</param>
/// <param name="Offered">Cells that it has.</param>
public sealed record PreparedRelease(PublishedTable Table, bool IsSafe, int Shown, int Offered);

/// <summary>Prepares a release, collapsing, suppressing and attacking, and publishes what passes.</summary>
public sealed class MakeRelease(PlatformDb db, FigureCatalogue figures, TimeProvider clock, Actor actor)
{
    /// <summary>The least threshold: ten for everybody, five for donors under agreement.</summary>
    public static int LeastThreshold(ReleaseAudience audience) => audience == ReleaseAudience.Public ? 10 : 5;

    /// <summary>The highest threshold: above it hardly anything would ever go out, and it could not be lowered again.</summary>
    public const int MostThreshold = 1_000;

    /// <summary>Figures of which tables can be released.</summary>
    public IEnumerable<Figure> Released => figures.All.Where(f => f is IReleased);

    /// <summary>The threshold below which nothing may go out to an audience any more: it can only be raised.</summary>
    public async Task<int> ThresholdFor(Guid projectId, ReleaseAudience audience, CancellationToken ct = default) =>
        Math.Max(await LeastHere(audience, ct), await db.Set<Release>().Where(r => r.ProjectId == projectId && r.Audience == audience).MaxAsync(r => (int?)r.Threshold, ct) ?? 0);

    /// <summary>The least threshold of this workspace: the product's own, or more where an administrator raised it.</summary>
    public async Task<int> LeastHere(ReleaseAudience audience, CancellationToken ct = default) =>
        Math.Max(LeastThreshold(audience), await db.Set<ReleaseThreshold>().Where(t => t.Audience == audience).MaxAsync(t => (int?)t.Least, ct) ?? 0);

    /// <summary>What the release would be today. Releases that were withdrawn count as well: whoever read them knows them.</summary>
    /// <exception cref="ArgumentException">The threshold is lower than it may be, or the figure has no tables.</exception>
    public async Task<PreparedRelease> Prepare(Figure figure, Guid projectId, ReleaseTemplate template, ReleaseAudience audience, int threshold, CancellationToken ct = default)
    {
        if (threshold < await ThresholdFor(projectId, audience, ct)) throw new ArgumentException("A threshold can only be raised.", nameof(threshold));
        if (figure is not IReleased source) throw new ArgumentException($"{figure.Id} has no tables of people.", nameof(figure));
        var table = Collapse.Small(await source.People(db, projectId, template, ct), threshold);
        var earlier = await db.Set<Release>().AsNoTracking().Where(r => r.ProjectId == projectId && r.FigureId == figure.Id).OrderBy(r => r.Number).ToListAsync(ct);
        List<Readers> readers = [];
        if (audience == ReleaseAudience.Public) readers.Add(new Readers(threshold, [.. earlier.Where(r => r.Audience == ReleaseAudience.Public).Select(r => new EarlierTable(r.Table(), r.Threshold))]));
        if (audience == ReleaseAudience.Donors || earlier.Exists(r => r.Audience == ReleaseAudience.Donors))
        {
            // Donors have what everybody has besides what is theirs, and under their agreement may know more of it.
            var theirs = audience == ReleaseAudience.Donors ? threshold : await ThresholdFor(projectId, ReleaseAudience.Donors, ct);
            readers.Add(new Readers(theirs, [.. earlier.Select(r => new EarlierTable(r.Table(), Math.Min(theirs, r.Threshold)))]));
        }

        var safe = CellSuppression.Protect(table, readers);
        var shown = Enumerable.Range(0, table.Count).Count(table.IsShown);
        return new PreparedRelease(table, safe && shown > 0, shown, Enumerable.Range(0, table.Count).Count(table.IsOffered));
    }

    /// <summary>Publishes; the caller has asked whether it may. Null where it does not pass.</summary>
    public async Task<Release?> Publish(Figure figure, Guid projectId, ReleaseTemplate template, ReleaseAudience audience, int threshold, CancellationToken ct = default)
    {
        var prepared = await Prepare(figure, projectId, template, audience, threshold, ct);
        if (!prepared.IsSafe) return null;
        var number = (await db.Set<Release>().Where(r => r.ProjectId == projectId).MaxAsync(r => (int?)r.Number, ct) ?? 0) + 1;
        var now = clock.GetUtcNow().UtcDateTime;
        now = new DateTime(now.Ticks - now.Ticks % TimeSpan.TicksPerSecond, DateTimeKind.Utc);
        var (dimensions, values) = ReleaseContent.Of(prepared.Table);
        var content = JsonSerializer.Serialize(new ReleaseContent(figure.Id, projectId, number, template.Code, audience, threshold, now, dimensions, values), JsonColumn.Options);
        var release = new Release
        {
            ProjectId = projectId, Number = number, FigureId = figure.Id, Template = template.Code, Audience = audience, Threshold = threshold, MadeAt = now, MadeBy = actor.AccountId,
            Content = content, Hash = Release.HashOf(content), Kept = JsonSerializer.Serialize(KeptTable.Of(prepared.Table), JsonColumn.Options),
        };
        // Two who publish at once would each be attacked without the other: the number is taken once, and the second is told.
        db.Add(release);
        await db.SaveChangesAsync(ct);
        return release;
    }
}

/// <summary>Collapses categories before anything is hidden.</summary>
public static class Collapse
{
    /// <summary>
    /// The table with its small categories published as one: what is true of few people is joined with the next smallest
    /// until nothing small is left, or only two categories are.
    /// </summary>
    /// <remarks>A dimension that does not add up is left as it is; so is the region, whose names mean something on their own.</remarks>
    public static PublishedTable Small(PublishedTable table, int threshold)
    {
        var dimensions = table.Dimensions.Select((d, index) =>
        {
            if (!d.Sensitive || !d.Additive || d.Name == ReleaseTemplate.Region) return d;
            var total = table.Count - 1;
            var nodes = Start(d).Select(parts => (Parts: parts, People: parts.Sum(p => table.Value(table.With(total, index, p))))).ToList();
            while (nodes.Count > 2)
            {
                nodes.Sort((a, b) => (a.People, a.Parts[0]).CompareTo((b.People, b.Parts[0])));
                if (nodes[0].People >= threshold) break;
                nodes[1] = ([.. nodes[0].Parts.Concat(nodes[1].Parts).Order()], nodes[0].People + nodes[1].People);
                nodes.RemoveAt(0);
            }

            return d with { Groups = [.. nodes.Where(n => n.Parts.Count > 1).OrderBy(n => n.Parts[0]).Select(n => new CategoryGroup(string.Join('+', n.Parts.Select(p => d.Categories[p])), [.. n.Parts.Select(p => d.Categories[p])]))] };
        }).ToList();
        return table.Regrouped([.. dimensions.Select(d => new TableDimension(d.Name, d.Categories, d.Sensitive, d.Additive, d.Groups))]);
    }

    /// <summary>Ages go out as young and older people only.</summary>
    private static List<List<int>> Start(TableDimension dimension)
    {
        var nodes = new List<List<int>>();
        for (var i = 0; i < dimension.Categories.Count; i++)
        {
            var young = dimension.Name == ReleaseTemplate.Age ? AgeGroup(dimension.Categories[i]) : null;
            if (young is not null && nodes.Find(n => AgeGroup(dimension.Categories[n[0]]) == young) is { } same) same.Add(i);
            else nodes.Add([i]);
        }

        return nodes;
    }

    private static int? AgeGroup(string category) => Enum.TryParse<People.Persons.AgeBand>(category, out var band) ? band <= People.Persons.AgeBand.From18To29 ? 0 : 1 : null;
}
