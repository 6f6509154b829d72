using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Uramost.Platform.Contracts;
using Uramost.Platform.Data;
using Uramost.Platform.People;

namespace Uramost.Platform.Commitments;

/// <summary>One page of commitments.</summary>
/// <param name="Found">The commitments in order.</param>
/// <param name="Records">The records on which they hang, as far as the viewer may see them.</param>
/// <param name="Next">Where the next page begins, or null: this is the last.</param>
public sealed record CommitmentPage(IReadOnlyList<Commitment> Found, IReadOnlyDictionary<(string Kind, Guid Id), OwnedRecord> Records, (int Day, Guid Id)? Next);

/// <summary>What a viewer sees of commitments, filtered: the same for the page and for the file.</summary>
public static class CommitmentQuery
{
    /// <summary>The states by which the list is filtered.</summary>
    public static readonly IReadOnlyList<string> States = ["open", "overdue", "settled", "all"];

    /// <summary>The state that was asked for; what is open where nothing was.</summary>
    public static string StateOf(string? asked) => asked is not null && States.Contains(asked) ? asked : "open";

    /// <summary>Reads where a page begins, from an address; the beginning of the list when it says nothing.</summary>
    public static (int Day, Guid Id) Point(string? text) =>
        text?.Split('_') is [var first, var second] && int.TryParse(first, CultureInfo.InvariantCulture, out var day) && Guid.TryParse(second, out var id) ? (day, id) : (int.MinValue, Guid.Empty);

    /// <summary>Reads one page.</summary>
    /// <param name="db">The database.</param>
    /// <param name="owners">Who answers for the records.</param>
    /// <param name="viewer">Who looks.</param>
    /// <param name="today">The day by which overdue is judged.</param>
    /// <param name="project">Id of a project, or null for all of the viewer's.</param>
    /// <param name="state">One of <see cref="States"/>.</param>
    /// <param name="mine">Only what the viewer has to do.</param>
    /// <param name="after">Where the page begins.</param>
    /// <param name="size">Most rows.</param>
    /// <param name="ct">Cancels.</param>
    public static async Task<CommitmentPage> Read(
        PlatformDb db, RecordOwners owners, Viewer viewer, DateOnly today, string? project, string state, bool mine, (int Day, Guid Id) after, int size, CancellationToken ct = default)
    {
        var (account, projects) = (viewer.AccountId, viewer.Projects(CommitmentRights.Staff));
        var query = db.Set<Commitment>().AsNoTracking().Where(c => c.OwnerId == account || c.ProjectId != null && projects.Contains(c.ProjectId.Value));
        if (Guid.TryParse(project, out var one)) query = query.Where(c => c.ProjectId == one);
        if (mine) query = query.Where(c => c.OwnerId == account);
        query = state switch
        {
            "open" => query.Where(c => c.State == CommitmentState.Open),
            "overdue" => query.Where(c => c.State == CommitmentState.Open && c.DueOn < today),
            "settled" => query.Where(c => c.State != CommitmentState.Open),
            _ => query,
        };
        // What may not be seen is known only from the record: reading goes on until the page is full.
        var (shown, seen, (day, id)) = (new List<Commitment>(), new Dictionary<(string, Guid), OwnedRecord>(), after);
        while (true)
        {
            var (fromDay, fromId) = (day, id);
            var page = await query.Where(c => c.SortDue > fromDay || c.SortDue == fromDay && c.Id > fromId).OrderBy(c => c.SortDue).ThenBy(c => c.Id).Take(size).ToListAsync(ct);
            foreach (var (key, record) in await owners.Find(page.Select(c => (c.RecordKind, c.RecordId)), viewer, ct)) seen[key] = record;
            foreach (var commitment in page)
            {
                if (shown.Count == size) return new CommitmentPage(shown, seen, (day, id));
                (day, id) = (commitment.SortDue, commitment.Id);
                if (CommitmentRights.MaySee(commitment, seen.GetValueOrDefault((commitment.RecordKind, commitment.RecordId)), viewer)) shown.Add(commitment);
            }

            if (page.Count < size) return new CommitmentPage(shown, seen, null);
            if (shown.Count == size) return new CommitmentPage(shown, seen, (day, id));
        }
    }
}
