using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using Uramost.Platform.Contracts;
using Uramost.Platform.Language;
using Uramost.Platform.Tables;

namespace Uramost.Platform.Evidence;

/// <summary>The list of evidence as a file, as it is filtered: what there is, with its fingerprint, not the files themselves.</summary>
public static class EvidenceExport
{
    private const int PageSize = 500;

    /// <summary>Maps the files.</summary>
    public static void Map(IEndpointRouteBuilder endpoints) => endpoints.MapListExport("/evidence", request => Task.FromResult(request.Viewer.IsSignedIn ? Table(request) : null));

    private static TableExport Table(ListRequest request)
    {
        var words = request.Services.GetRequiredService<IStringLocalizer<Words>>();
        return new TableExport(words["Evidence"],
            [
                new("kind", words["KindLabel"], ColumnType.Text), new("record", words["Of"], ColumnType.Link), new("made_on", words["TakenOn"], ColumnType.Date), new("attached_at", words["AddedAt"], ColumnType.Instant),
                new("verified_at", words["Verified"], ColumnType.Instant), new("sensitivity", words["SensitivityLabel"], ColumnType.Text), new("note", words["Note"], ColumnType.Text),
                new("address", words["Address"], ColumnType.Link), new("sha256", words["Hash"], ColumnType.Text), new("page", words["Details"], ColumnType.Link),
            ], Rows(request, words));
    }

    private static async IAsyncEnumerable<IReadOnlyList<object?>> Rows(ListRequest request, IStringLocalizer<Words> words)
    {
        var owners = request.Services.GetRequiredService<RecordOwners>();
        var query = EvidenceQuery.Of(request["project"], request["kind"], request["verified"], null);
        do
        {
            var page = await query.Read(request.Db, owners, request.Viewer, PageSize);
            foreach (var piece in page.Found)
            {
                var record = page.Records[(piece.RecordKind, piece.RecordId)];
                yield return
                [
                    words[$"Kind.{piece.Kind}"].Value, new TableLink(request.Names.Text(record.Title) ?? "", request.Address(record.Path)), piece.TakenOn, piece.AddedAt, piece.VerifiedAt,
                    words[$"Sensitivity.{piece.Sensitivity}"].Value, request.Names.Text(piece.Note),
                    piece.Address is { } address ? new TableLink(address, address) : null, piece.Hash, new TableLink(words["Details"], request.Address($"/evidence/{piece.Id}")),
                ];
            }

            query = query with { After = page.Next };
        }
        while (query.After is not null);
    }
}
