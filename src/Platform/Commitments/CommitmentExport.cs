using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using Uramost.Platform.Contracts;
using Uramost.Platform.Language;
using Uramost.Platform.Tables;

namespace Uramost.Platform.Commitments;

/// <summary>The list of commitments as a file, as it is filtered.</summary>
public static class CommitmentExport
{
    private const int PageSize = 500;

    /// <summary>Maps the files.</summary>
    public static void Map(IEndpointRouteBuilder endpoints) => endpoints.MapListExport("/commitments", request => Task.FromResult(request.Viewer.IsSignedIn ? Table(request) : null));

    private static TableExport Table(ListRequest request)
    {
        var words = request.Services.GetRequiredService<IStringLocalizer<Words>>();
        return new TableExport(words["Title"],
            [
                new("what", words["What"], ColumnType.Text), new("owner", words["Owner"], ColumnType.Text), new("due_on", words["DueOn"], ColumnType.Date), new("state", words["State"], ColumnType.Text),
                new("outcome", words["Outcome"], ColumnType.Text), new("record", words["AgreedAt"], ColumnType.Link),
            ], Rows(request, words));
    }

    private static async IAsyncEnumerable<IReadOnlyList<object?>> Rows(ListRequest request, IStringLocalizer<Words> words)
    {
        var (owners, who) = (request.Services.GetRequiredService<RecordOwners>(), request.Services.GetRequiredService<CommitmentOwners>());
        var today = DateOnly.FromDateTime(request.Services.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime);
        (int, Guid)? after = CommitmentQuery.Point(null);
        while (after is { } point)
        {
            var page = await CommitmentQuery.Read(request.Db, owners, request.Viewer, today, request["project"], CommitmentQuery.StateOf(request["state"]), request["mine"] == "true", point, PageSize);
            var accounts = await who.AccountNames([.. page.Found.Select(c => c.OwnerId).OfType<Guid>().Distinct()]);
            var organisations = await who.OrganisationNames([.. page.Found.Select(c => c.OrganisationId).OfType<Guid>().Distinct()]);
            foreach (var commitment in page.Found)
            {
                var record = page.Records.GetValueOrDefault((commitment.RecordKind, commitment.RecordId));
                yield return
                [
                    request.Names.Text(commitment.Text), CommitmentOwners.Describe(commitment, record, request.Viewer, accounts, organisations, words), commitment.DueOn,
                    commitment.IsOverdue(today) ? words.Count("Overdue", today.DayNumber - commitment.DueOn!.Value.DayNumber) : words[$"State.{commitment.State}"].Value,
                    request.Names.Text(commitment.Outcome), record is null ? null : new TableLink(request.Names.Text(record.Title) ?? "", request.Address(record.Path)),
                ];
            }

            after = page.Next;
        }
    }
}
