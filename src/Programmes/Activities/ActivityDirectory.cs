using Microsoft.EntityFrameworkCore;
using Uramost.Platform.Contracts;
using Uramost.Platform.Data;
using Uramost.Platform.People;

namespace Uramost.Programmes.Activities;

/// <summary>The activities for other modules.</summary>
public sealed class ActivityDirectory(PlatformDb own, SaveActivity save) : IActivities
{
    /// <inheritdoc/>
    public async Task<ActivityInfo?> Find(Guid id, Viewer viewer, CancellationToken ct = default) => (await Find([id], viewer, ct)).FirstOrDefault();

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ActivityInfo>> Find(IReadOnlyCollection<Guid> ids, Viewer viewer, CancellationToken ct = default)
    {
        var found = await new ProgrammesRights(viewer).Activities(own).AsNoTracking().Where(a => ids.Contains(a.Id)).Include(a => a.Places).ToListAsync(ct);
        return [.. found.Select(a => new ActivityInfo(a.Id, a.ProjectId, a.OwnerId, a.Kind, a.Title, a.Date,
            [.. a.Places.Where(p => p is { Role: PlaceRole.Venue, PlaceId: not null }).Select(p => p.PlaceId!)], a.State, a.Confidentiality, a.Visibility, a.Attendances, a.EvidenceCount))];
    }

    /// <inheritdoc/>
    public async Task<Guid> Create(PlatformDb db, NewActivity activity, CancellationToken ct = default)
    {
        var made = new Activity
        {
            ProjectId = activity.ProjectId, OwnerId = activity.OwnerId, Kind = activity.Kind, Title = Platform.Language.PublishedText.Own(activity.Title),
            Confidentiality = activity.Confidentiality, State = activity.State, ParentId = activity.ParentId,
            Places = [.. activity.PlaceIds.Select((p, i) => new ActivityPlace { PlaceId = p, Role = PlaceRole.Venue, Ordinal = i })],
        };
        made.SetDate(activity.Date);
        db.Add(made);
        await save.Run(db, made, ct);
        return made.Id;
    }

    /// <inheritdoc/>
    public async Task CountAttendances(PlatformDb db, Guid activityId, int? attendances, CancellationToken ct = default) =>
        (await db.Set<Activity>().SingleAsync(a => a.Id == activityId, ct)).CountListed(attendances);

    /// <inheritdoc/>
    public async Task CountEvidence(PlatformDb db, Guid activityId, int pieces, CancellationToken ct = default) =>
        (await db.Set<Activity>().SingleAsync(a => a.Id == activityId, ct)).CountEvidence(pieces);

    /// <inheritdoc/>
    public Task<bool> MayEdit(Guid id, Viewer viewer, CancellationToken ct = default) => new ProgrammesRights(viewer).MayEdit(own, id, ct);
}
