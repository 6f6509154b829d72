using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using Uramost.Platform.Commitments;
using Uramost.Platform.Language;
using Uramost.Platform.Tables;

namespace Uramost.Programmes.Meetings;

/// <summary>Risks of a project, and what meetings decided, as files.</summary>
public static class MeetingExport
{
    /// <summary>Maps the files.</summary>
    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapListExport("/projects/{projectId:guid}/risks", Risks);
        endpoints.MapListExport("/minutes", request => Task.FromResult(request.Viewer.IsSignedIn ? Decisions(request) : null));
    }

    private static async Task<TableExport?> Risks(ListRequest request)
    {
        var project = Guid.Parse(request.Http.GetRouteValue("projectId")!.ToString()!);
        if (!MeetingRights.MayReadRisks(request.Viewer, project)) return null;
        var words = request.Services.GetRequiredService<IStringLocalizer<Words>>();
        var risks = await MeetingRights.Risks(request.Db, project);
        var organisations = await request.Services.GetRequiredService<CommitmentOwners>().OrganisationNames([.. risks.Select(r => r.OrganisationId).OfType<Guid>().Distinct()]);
        return TableExport.Of(words["Risks"],
            [
                new("risk", words["RiskText"], ColumnType.Text), new("likelihood", words["Likelihood"], ColumnType.Text), new("impact", words["Impact"], ColumnType.Text), new("response", words["Response"], ColumnType.Text),
                new("organisation", words["LooksAfter"], ColumnType.Text), new("state", words["State"], ColumnType.Text), new("review_on", words["ReviewOn"], ColumnType.Date),
            ], risks.Select(r => (IReadOnlyList<object?>)
            [
                request.Names.Text(r.Text), words[$"Level.{r.Likelihood}"].Value, words[$"Level.{r.Impact}"].Value, request.Names.Text(r.Response),
                r.OrganisationId is { } id && organisations.TryGetValue(id, out var name) ? request.Names.Text(name) : null, words[$"RiskState.{r.State}"].Value, r.ReviewOn,
            ]));
    }

    private static TableExport Decisions(ListRequest request)
    {
        var words = request.Services.GetRequiredService<IStringLocalizer<Words>>();
        return new TableExport(words["Decisions"],
            [
                new("meeting", words["Meeting"], ColumnType.Link), new("date", words["Date"], ColumnType.Date), new("minutes", words["State"], ColumnType.Text),
                new("number", words["Number"], ColumnType.Whole), new("decision", words["Decision"], ColumnType.Text),
            ], Rows(request, words));
    }

    // A meeting whose minutes hold no decision keeps its row, so that the file lists what the page lists.
    private static async IAsyncEnumerable<IReadOnlyList<object?>> Rows(ListRequest request, IStringLocalizer<Words> words)
    {
        var db = request.Db;
        foreach (var meeting in await MinutesRow.Read(db, request.Viewer, Guid.TryParse(request["project"], out var project) ? project : null))
        {
            var decisions = await db.Set<Decision>().AsNoTracking().Where(d => d.ActivityId == meeting.Activity.Id).OrderBy(d => d.Number).ToListAsync();
            var link = new TableLink(request.Names.Text(meeting.Activity.Title) ?? "", request.Address($"/activities/{meeting.Activity.Id}/minutes"));
            var state = MinutesRow.StateOf(meeting, words);
            if (decisions.Count == 0) yield return [link, meeting.Activity.StartsOn, state, null, null];
            foreach (var decision in decisions) yield return [link, meeting.Activity.StartsOn, state, decision.Number, request.Names.Text(decision.Text)];
        }
    }
}
