using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using Uramost.Platform.Import;
using Uramost.Platform.Language;
using Uramost.Platform.Naming;
using Uramost.Platform.Organisations;
using Uramost.Platform.Places;
using Uramost.Platform.Tables;

namespace Uramost.Programmes.Organisations;

/// <summary>The list of organisations as a file, with the headings and ids that the import knows.</summary>
public static class OrganisationExport
{
    /// <summary>Maps the files.</summary>
    public static void Map(IEndpointRouteBuilder endpoints) => endpoints.MapListExport("/organisations", request => Task.FromResult<TableExport?>(Table(request)));

    private static TableExport Table(ListRequest request)
    {
        var words = request.Services.GetRequiredService<IStringLocalizer<Words>>();
        var (places, naming) = (request.Services.GetRequiredService<PlaceCatalogue>(), request.Names);
        TableColumn Column(string key, ColumnType type = ColumnType.Text) => new(key, words[$"Import.{key}"], type);
        return new TableExport(words["Title"],
            [
                Column("name"), Column("name_language"), Column("name_en"), Column("name_sq"), Column("name_sr"), Column("acronym"), Column("aliases"), Column("kind"), Column("seat"), Column("address"), Column("website"),
                Column(ImportField.Id), Column("page", ColumnType.Link),
            ],
            OrganisationDirectory.InOrder(Asked(request)).AsAsyncEnumerable().Select(o => (IReadOnlyList<object?>)
            [
                naming.Name(o), o.Name is { IsPublished: true, Language: not "und" } ? o.Name.Language : null,
                naming.Text(o.Name.Words.En, UiVariant.English), naming.Text(o.Name.Words.Sq, UiVariant.Albanian), naming.Text(o.Name.Words.Sr, FileNaming.VariantOf(o.Name.Words.Sr)), o.Acronym, string.Join("; ", o.Aliases),
                words[$"Kind.{o.Kind}"].Value, places.Find(o.SeatPlaceId) is { } seat ? naming.Name(seat) : null, o.AddressPrinted, o.Website,
                o.Id.ToString(), new TableLink(naming.Name(o) ?? "", request.Address($"/organisations/{o.Id}")),
            ]));
    }

    // The filters of the page, read alike.
    private static IQueryable<Organisation> Asked(ListRequest request)
    {
        var asked = new ProgrammesRights(request.Viewer).Organisations(request.Db).AsNoTracking();
        if (Enum.TryParse<OrganisationKind>(request["kind"], out var kind)) asked = asked.Where(o => o.Kind == kind);
        foreach (var stem in SearchIndex.Stems(request["q"]))
        {
            var containing = SearchIndex.Containing(request.Db, OrganisationDirectory.SearchKind, stem);
            asked = asked.Where(o => containing.Contains(o.Id));
        }

        return asked;
    }
}
