using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Uramost.Platform.Contracts;
using Uramost.Platform.Data;
using Uramost.Platform.Evidence;
using Uramost.Platform.Language;

namespace Uramost.Platform.People.Accounts;

/// <summary>Which donors' views are asked for: the same for the page and for the file.</summary>
/// <param name="Project">A project, or null.</param>
/// <param name="Account">An account, or null.</param>
public sealed record ViewQuery(Guid? Project, Guid? Account)
{
    /// <summary>The views after one, the newest first.</summary>
    public IQueryable<ViewLogEntry> After(IQueryable<ViewLogEntry> views, ViewLogEntry? last)
    {
        views = views.AsNoTracking();
        if (Project is { } project) views = views.Where(v => v.ProjectId == project);
        if (Account is { } account) views = views.Where(v => v.AccountId == account);
        if (last is { At: var at, Id: var id }) views = views.Where(v => v.At < at || (v.At == at && v.Id.CompareTo(id) < 0));
        return views.OrderByDescending(v => v.At).ThenByDescending(v => v.Id);
    }
}

/// <summary>One view in words.</summary>
/// <param name="Entry">The view.</param>
/// <param name="Email">Who looked.</param>
/// <param name="Project">Title of the project, or null.</param>
/// <param name="Page">Which page.</param>
/// <param name="Record">The record, or null where it names none or the viewer may not see it.</param>
public sealed record DescribedView(ViewLogEntry Entry, string? Email, string? Project, string Page, OwnedRecord? Record);

/// <summary>Says of donors' views which page, which record and which project it was.</summary>
public sealed class DescribeViews(RecordOwners owners, IEnumerable<IProjects> projects, IStringLocalizer<Words> words)
{
    private static readonly string[] Kinds = ["activity", "project", "indicator", "indicator-value", "assumption", "question"];

    /// <summary>Describes some views.</summary>
    public async Task<IReadOnlyList<DescribedView>> Run(PlatformDb db, IReadOnlyList<ViewLogEntry> views, Viewer viewer, CancellationToken ct = default)
    {
        var accounts = views.Select(v => v.AccountId).Distinct().ToList();
        var emails = await db.Users.AsNoTracking().Where(a => accounts.Contains(a.Id)).ToDictionaryAsync(a => a.Id, a => a.Email, ct);
        var titles = new Dictionary<Guid, string>();
        foreach (var source in projects)
        {
            foreach (var project in await source.Visible(viewer, ct)) titles[project.Id] = project.Title.For(UiVariant.Current);
        }

        var ids = views.Select(v => v.RecordId).OfType<Guid>().Distinct().ToList();
        var pieces = await db.Set<EvidencePiece>().AsNoTracking().Where(p => ids.Contains(p.Id) || p.FileId != null && ids.Contains(p.FileId.Value)).Select(p => new { p.Id, p.FileId, p.RecordKind, p.RecordId }).ToListAsync(ct);
        // An id is of one record only: whichever room knows it.
        var records = await owners.Find(ids.SelectMany(id => Kinds.Select(k => (k, id))).Concat(pieces.Select(p => (p.RecordKind, p.RecordId))), viewer, ct);
        return [.. views.Select(v => new DescribedView(v, emails.GetValueOrDefault(v.AccountId), v.ProjectId is { } p ? titles.GetValueOrDefault(p) : null, PageOf(v), RecordOf(v)))];

        OwnedRecord? RecordOf(ViewLogEntry view)
        {
            if (view.RecordId is not { } id) return null;
            foreach (var kind in Kinds)
            {
                if (records.TryGetValue((kind, id), out var record)) return record;
            }

            return pieces.Find(p => p.Id == id || p.FileId == id) is { } piece ? records.GetValueOrDefault((piece.RecordKind, piece.RecordId)) : null;
        }
    }

    // The room that the address leads into; what has no name of its own is shown as its address.
    private string PageOf(ViewLogEntry view)
    {
        var path = view.Template.Split('/', StringSplitOptions.RemoveEmptyEntries).Select(p => p.Split('.')[0]).Where(p => !p.StartsWith('{')).ToList();
        for (var parts = path.Count; parts > 0; parts--)
        {
            if (words[$"Viewed.{string.Join('.', path.Take(parts))}"] is { ResourceNotFound: false } found) return found;
        }

        return view.Template == "/" ? words["Viewed.start"] : view.Template;
    }
}
