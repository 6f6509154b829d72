using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using Uramost.Exchange.Goods;
using Uramost.Platform.Import;
using Uramost.Platform.Language;
using Uramost.Platform.Places;
using Uramost.Platform.Tables;

namespace Uramost.Exchange.Companies;

/// <summary>The product map as a file: one row for each entry of a company, filtered as the page is, with what the reader may see and nothing else.</summary>
public static class CompanyExport
{
    private const int PageSize = 500;

    /// <summary>Maps the files.</summary>
    public static void Map(IEndpointRouteBuilder endpoints) => endpoints.MapListExport("/companies", request => Task.FromResult<TableExport?>(Table(request)));

    private static TableExport Table(ListRequest request)
    {
        var words = request.Services.GetRequiredService<IStringLocalizer<Words>>();
        TableColumn Column(string key, ColumnType type = ColumnType.Text) => new(key, words[$"Import.{key}"], type);
        return new TableExport(words["Title"],
            [
                Column("legal_name"), Column("trade_name"), Column("form"), Column("number_arbk"), Column("number_apr"), Column("place"), Column("address"), Column("size"), Column("women"), Column("youth"), Column("minority"),
                Column("languages"), Column("activities"), Column("website"), Column("kind"), Column("goods"), Column("goods_name"), Column("capability"), Column("volume", ColumnType.Decimal), Column("unit"), Column("from_month", ColumnType.Whole), Column("until_month", ColumnType.Whole),
                Column("certificates"), Column("text"), Column("invented", ColumnType.Boolean), Column(ImportField.Id), Column("page", ColumnType.Link),
            ], Rows(request, words));
    }

    private static async IAsyncEnumerable<IReadOnlyList<object?>> Rows(ListRequest request, IStringLocalizer<Words> words, [EnumeratorCancellation] CancellationToken ct = default)
    {
        var (db, services, naming) = (request.Db, request.Services, request.Names);
        var rights = new CompanyRights(request.Viewer);
        var (places, goods, capabilities) = (services.GetRequiredService<PlaceCatalogue>(), services.GetRequiredService<GoodsList>(), services.GetRequiredService<CapabilityList>());
        var query = CompanyQuery.Read(name => request[name], places, goods) with { After = null };
        if (request["goods"] is not null && query.Goods is null || request["place"] is not null && query.Place is null) yield break;
        do
        {
            var (lines, next, _) = await query.Page(db, rights, places, PageSize, counted: false, ct);
            foreach (var line in lines)
            {
                var c = line.Company;
                foreach (var entry in line.Entries.Count == 0 ? [null] : line.Entries.Cast<CompanyEntry?>())
                {
                    var (profile, numbers, owners) = (line.Sees(CompanyPart.Profile), line.Sees(CompanyPart.Numbers), line.Sees(CompanyPart.Ownership));
                    yield return
                    [
                        c.LegalName, c.TradeName, profile ? words[$"Form.{c.Form}"].Value : null, numbers ? c.NumberArbk : null, numbers ? c.NumberApr : null,
                        line.PlaceIn(places) is { } place ? naming.Name(place) : null, line.Address, profile ? words[$"Size.{c.Size}"].Value : null,
                        owners ? words[$"Said.{c.OwnedByWomen}"].Value : null, owners ? words[$"Said.{c.OwnedByYouth}"].Value : null, owners ? words[$"Said.{c.OwnedByMinority}"].Value : null,
                        profile ? string.Join("; ", c.Languages) : null, profile ? string.Join("; ", c.Naces) : null, profile ? c.Website : null,
                        entry is null ? null : words[$"Kind.{entry.Kind}"].Value, entry?.Goods?.ToString(), entry?.Goods is { } hs ? naming.Text(goods.NameOf(hs) ?? new LocalText()) : null,
                        entry?.Capability is { } code ? naming.Text(capabilities.Find(code)?.Name ?? new LocalText(code)) : null, entry?.Volume, entry?.Unit is { } unit ? words[$"Unit.{unit}"].Value : null, entry?.FromMonth, entry?.UntilMonth,
                        entry is null ? null : string.Join("; ", entry.Certificates), entry is null ? null : naming.Text(entry.Text), c.IsInvented, c.Id.ToString(), new TableLink(c.Name, request.Address($"/companies/{c.Id}")),
                    ];
                }
            }

            query = query with { After = next };
        }
        while (query.After is not null);
    }
}
