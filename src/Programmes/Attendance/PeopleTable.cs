using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Uramost.Platform.Contracts;
using Uramost.Platform.Data;
using Uramost.Platform.Figures;
using Uramost.Platform.Figures.Disclosure;
using Uramost.Platform.Figures.Releases;
using Uramost.Platform.Language;
using Uramost.Platform.Naming;
using Uramost.Platform.People.Persons;
using Uramost.Platform.Places;
using Uramost.Programmes.Activities;

namespace Uramost.Programmes.Attendance;

/// <summary>Tables of people for releases.</summary>
public sealed partial class PeopleFigure : IReleased
{
    private const string Undisclosed = "undisclosed", Several = "several", Elsewhere = "elsewhere", Unknown = "unknown", Serbia = "rs";

    /// <inheritdoc/>
    public override bool IsControlled => true;

    /// <inheritdoc/>
    public async Task<PublishedTable> People(PlatformDb db, Guid projectId, ReleaseTemplate template, CancellationToken ct = default)
    {
        var held = db.Set<Activity>().Where(a => a.ProjectId == projectId && a.State == ActivityState.Held && !a.IsSeries);
        var came = held.Join(db.Set<Attended>().Where(a => AttendanceStates.Counted.Contains(a.State)), a => a.Id, l => l.ActivityId, (a, l) => new { l.PersonId, a.Kind, Year = a.StartsOn == null ? (int?)null : a.StartsOn.Value.Year }).Distinct();
        var rows = await came.AsNoTracking().ToListAsync(ct);
        var known = await db.Set<PersonFacts>().AsNoTracking().Where(f => came.Any(c => c.PersonId == f.Id)).ToDictionaryAsync(f => f.Id, ct);
        var dimensions = template.Dimensions.Select(Dimension).ToList();
        var order = dimensions.ConvertAll(d => d.Categories.Index().ToDictionary(c => c.Item, c => c.Index));
        var sizes = dimensions.ConvertAll(d => d.Size);
        var values = new long[sizes.Aggregate(1, (a, b) => a * b)];
        foreach (var person in rows.GroupBy(r => r.PersonId))
        {
            var facts = known.GetValueOrDefault(person.Key);
            // A person is once in each cell that is true of them, and once in each total.
            IEnumerable<int> cells = [0];
            for (var d = 0; d < dimensions.Count; d++)
            {
                IEnumerable<string> keys = template.Dimensions[d] switch
                {
                    Kind => person.Select(r => r.Kind),
                    Year => person.Select(r => YearKey(r.Year)),
                    var fact => [FactKey(fact, facts)],
                };
                var (at, size) = (keys.Distinct().Select(k => order[d][k]).Append(dimensions[d].Total).ToList(), sizes[d]);
                cells = cells.SelectMany(cell => at.Select(node => cell * size + node));
            }

            foreach (var cell in cells) values[cell]++;
        }

        return new PublishedTable(dimensions, values);

        TableDimension Dimension(string name) => name switch
        {
            Kind => new(name, [.. rows.Select(r => r.Kind).Distinct().Order(StringComparer.Ordinal)], Sensitive: false, Additive: false),
            Year => new(name, [.. rows.Select(r => YearKey(r.Year)).Distinct().Order(StringComparer.Ordinal)], Sensitive: false, Additive: false),
            ReleaseTemplate.Region => new(name, [.. Places.All.Where(p => p.Kind == PlaceKind.Region).Select(p => p.Id).Order(StringComparer.Ordinal), Serbia, Elsewhere, Unknown]),
            ReleaseTemplate.Gender => new(name, [nameof(Gender.Woman), nameof(Gender.Man), nameof(Gender.Other), Undisclosed]),
            ReleaseTemplate.Age => new(name, [.. Enum.GetNames<AgeBand>(), Unknown]),
            ReleaseTemplate.Community => new(name, [.. Enum.GetNames<Community>(), Several, Undisclosed]),
            _ => throw new FigureQueryException($"{Id} has no dimension '{name}'."),
        };
    }

    /// <inheritdoc/>
    public override async Task<IReadOnlyDictionary<string, PublishedText>> Labels(PlatformDb db, string dimension, IReadOnlyCollection<string> keys, CancellationToken ct = default)
    {
        Func<string, string>? name = dimension switch
        {
            ReleaseTemplate.Region => k => Places.Find(k) is null ? own[$"Group.{k}"] : NamingText.TokenFor(k),
            ReleaseTemplate.Gender => k => k == Undisclosed ? own["Group.undisclosed"] : facts[$"Gender.{k}"],
            ReleaseTemplate.Age => k => k == Unknown ? own["Group.unknown"] : facts[$"AgeBand.{k}"],
            ReleaseTemplate.Community => k => k is Several or Undisclosed ? own[$"Group.{k}"] : facts[$"Community.{k}"],
            Year => k => k == Unknown ? own["Group.unknown"] : k,
            _ => null,
        };
        return name is null ? await base.Labels(db, dimension, keys, ct) : keys.ToDictionary(k => k, k => PublishedText.Said(name(k)));
    }

    /// <summary>Of what the query means, the activities of whose people the viewer is told: of the projects in which they work, and of what is theirs to change.</summary>
    private static IQueryable<Activity> Told(PlatformDb db, FigureQuery query)
    {
        var inside = new ReleaseRights(query.Viewer).Inside;
        var own = new ProgrammesRights(query.Viewer).ActivitiesToEdit(db);
        return Meant(db, query).Where(a => (a.ProjectId != null && inside.Contains(a.ProjectId.Value)) || own.Any(o => o.Id == a.Id));
    }

    private static string YearKey(int? year) => year?.ToString(CultureInfo.InvariantCulture) ?? Unknown;

    private string FactKey(string fact, PersonFacts? facts) => fact switch
    {
        ReleaseTemplate.Gender => facts?.Gender is null or Gender.PreferNotToSay ? Undisclosed : facts.Gender.ToString()!,
        ReleaseTemplate.Age => facts?.AgeBand?.ToString() ?? Unknown,
        ReleaseTemplate.Community => facts?.Communities?.Communities switch { null or [] => Undisclosed, [var one] => one.ToString(), _ => Several },
        _ => RegionOf(facts?.PlaceId),
    };

    private string RegionOf(string? placeId)
    {
        if (Places.Find(placeId) is not { } place) return Unknown;
        if (Places.IsWithin(place, Serbia)) return Serbia;
        return Places.All.FirstOrDefault(p => p.Kind == PlaceKind.Region && Places.IsWithin(place, p.Id))?.Id ?? (Places.IsWithin(place, "xk") ? Unknown : Elsewhere);
    }
}
