using Uramost.Platform.Contracts;
using Uramost.Platform.Language;

namespace Uramost.Platform.People.Persons;

/// <summary>Names of the organisations that own person records, in the reader's language.</summary>
public sealed class OwnerNames(IEnumerable<IOrganisationNames> sources)
{
    /// <summary>A name for each of the given organisations; one that no module knows is shown by the beginning of its id.</summary>
    public async Task<IReadOnlyDictionary<Guid, string>> Of(IReadOnlyCollection<Guid> organisationIds, CancellationToken ct = default)
    {
        var names = organisationIds.Distinct().ToDictionary(id => id, id => id.ToString()[..8]);
        foreach (var source in sources)
        {
            foreach (var (id, name) in await source.NamesOf(organisationIds, ct)) names[id] = name.For(UiVariant.Current).Text;
        }

        return names;
    }
}
