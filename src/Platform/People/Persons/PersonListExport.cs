using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using Uramost.Platform.Data;
using Uramost.Platform.Language;
using Uramost.Platform.Places;
using Uramost.Platform.Tables;

namespace Uramost.Platform.People.Persons;

/// <summary>
/// The list of people as a file, for those who may see them, with the headings that the import knows. Community is left
/// out: what somebody said of themselves on a private form does not travel in a list beside their name.
/// </summary>
public static class PersonListExport
{
    private const int PageSize = 500, MostFound = 10_000;

    /// <summary>Maps the files.</summary>
    public static void Map(IEndpointRouteBuilder endpoints) => endpoints.MapListExport("/people", Table);

    private static async Task<TableExport?> Table(ListRequest request)
    {
        var seen = await request.Services.GetRequiredService<PeopleRights>().Get();
        if (!seen.Any) return null;
        var words = request.Services.GetRequiredService<IStringLocalizer<Import.Words>>();
        TableColumn Column(string key) => new(key, words[$"Import.{key}"], ColumnType.Text);
        return new TableExport(words["Import.people.title"],
            [Column("family_name"), Column("given_name"), Column("email"), Column("telephone"), Column("organisation"), Column("office"), Column("municipality"), Column("gender"), Column("age_band")], Rows(request, seen, words));
    }

    private static async IAsyncEnumerable<IReadOnlyList<object?>> Rows(ListRequest request, PeopleRights.Seen seen, IStringLocalizer<Import.Words> words)
    {
        var (places, naming, keys) = (request.Services.GetRequiredService<PlaceCatalogue>(), request.Names, request.Services.GetRequiredService<KeyRing>());
        var organisations = Guid.TryParse(request["organisation"], out var one) && seen.Organisations.Contains(one) ? new HashSet<Guid> { one } : seen.Organisations;
        var index = await request.Services.GetRequiredService<PersonNames>().Index();
        foreach (var names in Pages(index, request["q"], organisations))
        {
            var ids = names.Select(n => n.PersonId).ToList();
            var identities = await request.Db.Set<PersonIdentity>().AsNoTracking().Where(p => ids.Contains(p.Id)).ToDictionaryAsync(p => p.Id);
            var facts = await request.Db.Set<PersonFacts>().AsNoTracking().Where(f => ids.Contains(f.Id)).ToDictionaryAsync(f => f.Id);
            foreach (var id in ids)
            {
                if (!identities.TryGetValue(id, out var identity)) continue;
                var person = identity.Read(keys);
                var said = facts.GetValueOrDefault(id);
                yield return
                [
                    person.FamilyName, person.GivenName, person.Email, person.Telephone, person.HomeOrganisation, person.Title,
                    places.Find(said?.PlaceId) is { } place ? naming.Name(place) : null, said?.Gender is { } gender ? words[$"Import.gender.{gender}"].Value : null, said?.AgeBand is { } age ? words[$"Import.age_band.{age}"].Value : null,
                ];
            }
        }
    }

    private static IEnumerable<IReadOnlyList<PersonName>> Pages(NameIndex index, string? typed, IReadOnlySet<Guid> organisations)
    {
        if (typed is not null)
        {
            foreach (var some in index.Search(typed, organisations, MostFound).Chunk(PageSize)) yield return some;
            yield break;
        }

        Guid? after = null;
        while (true)
        {
            var page = index.List(organisations, after, PageSize);
            yield return page.Names;
            if (!page.HasMore) yield break;
            after = page.Names[^1].PersonId;
        }
    }
}
