using Microsoft.EntityFrameworkCore;
using Uramost.Platform.Contracts;
using Uramost.Platform.Data;
using Uramost.Platform.Language;

namespace Uramost.Platform.Organisations;

/// <summary>Names of organisations for other rooms.</summary>
public sealed class OrganisationDirectory(IDbContextFactory<PlatformDb> factory) : IOrganisationNames
{
    /// <inheritdoc/>
    public async Task<IReadOnlyDictionary<Guid, LocalText>> NamesOf(IReadOnlyCollection<Guid> organisationIds, CancellationToken ct = default)
    {
        await using var db = await factory.CreateDbContextAsync(ct);
        var found = await db.Set<Organisation>().AsNoTracking().Where(o => organisationIds.Contains(o.Id)).ToListAsync(ct);
        // A published name is the same in every language: it is not translated, only shown.
        return found.ToDictionary(o => o.Id, o => o.Name.IsPublished || o.Name.IsEmpty
            ? new LocalText(o.NameFor(UiVariant.English), o.NameFor(UiVariant.Albanian), o.NameFor(UiVariant.SerbianLatin), o.NameFor(UiVariant.SerbianCyrillic))
            : o.Name.Words);
    }

    /// <summary>Organisations by name in the reader's language.</summary>
    public static IOrderedQueryable<Organisation> InOrder(IQueryable<Organisation> organisations) => UiVariant.Current.Language switch
    {
        "sq" => organisations.OrderBy(o => o.SortSq).ThenBy(o => o.Id),
        "sr" when UiVariant.Current.IsCyrillic => organisations.OrderBy(o => o.SortSrCyrl).ThenBy(o => o.Id),
        "sr" => organisations.OrderBy(o => o.SortSr).ThenBy(o => o.Id),
        _ => organisations.OrderBy(o => o.SortEn).ThenBy(o => o.Id),
    };

    /// <summary>Settles where the organisation stands in lists and under which words it is found; the caller saves.</summary>
    public static async Task Settle(PlatformDb db, Organisation organisation, CancellationToken ct = default)
    {
        organisation.Sort();
        await SearchIndex.Write(db, SearchKind, organisation.Id, null, SearchVisibility.Public, [.. organisation.Name.All, organisation.Acronym ?? "", .. organisation.Aliases], ct);
    }

    /// <summary>The search table's word for an organisation.</summary>
    public const string SearchKind = "organisation";
}
