using Uramost.Platform.Data;
using Uramost.Platform.Language;
using Uramost.Platform.People;

namespace Uramost.Platform.Contracts;

/// <summary>What may be told of a meeting.</summary>
public enum Confidentiality
{
    /// <summary>Everything.</summary>
    Public,
    /// <summary>What was said, but not by whom, nor for whom they stand, nor who else was there.</summary>
    ChathamHouse,
    /// <summary>Nothing outside the circle of those who were in it.</summary>
    Closed,
}

/// <summary>Whether an activity took place.</summary>
public enum ActivityState
{
    /// <summary>Not yet.</summary>
    Planned,
    /// <summary>It took place.</summary>
    Held,
    /// <summary>It will take place at another time.</summary>
    Moved,
    /// <summary>It does not take place.</summary>
    Cancelled,
}

/// <summary>An activity as other modules see it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="ProjectId">Its project, or null.</param>
/// <param name="OwnerId">The organisation whose activity it is, or null.</param>
/// <param name="Kind">Code of its kind.</param>
/// <param name="Title">Its title.</param>
/// <param name="Date">Its date.</param>
/// <param name="PlaceIds">Ids of its venues.</param>
/// <param name="State">Whether it took place.</param>
/// <param name="Confidentiality">What may be told of it.</param>
/// <param name="Visibility">Who may find it.</param>
/// <param name="Attendances">Attendances it counts for; null: unknown.</param>
/// <param name="Evidence">Pieces of evidence attached.</param>
public sealed record ActivityInfo(
    Guid Id, Guid? ProjectId, Guid? OwnerId, string Kind, PublishedText Title, When Date, IReadOnlyList<string> PlaceIds,
    ActivityState State, Confidentiality Confidentiality, SearchVisibility Visibility, int? Attendances, int Evidence);

/// <summary>An activity that another module has made: a forum, a training, a round of meetings.</summary>
/// <param name="ProjectId">Its project.</param>
/// <param name="OwnerId">The organisation whose activity it is, or null.</param>
/// <param name="Kind">Code of its kind.</param>
/// <param name="Title">Its title.</param>
/// <param name="Date">Its date.</param>
/// <param name="PlaceIds">Ids of its venues.</param>
/// <param name="Confidentiality">What may be told of it.</param>
/// <param name="State">Whether it took place.</param>
/// <param name="ParentId">The activity it is part of, or null.</param>
public sealed record NewActivity(
    Guid ProjectId, Guid? OwnerId, string Kind, LocalText Title, When Date, IReadOnlyList<string> PlaceIds, Confidentiality Confidentiality,
    ActivityState State = ActivityState.Planned, Guid? ParentId = null);

/// <summary>The activities of all projects, for modules whose forums, trainings and meetings are activities too.</summary>
public interface IActivities
{
    /// <summary>The activity, or null where there is none or the viewer may not see it.</summary>
    Task<ActivityInfo?> Find(Guid id, Viewer viewer, CancellationToken ct = default);

    /// <summary>Those of the activities that the viewer may see.</summary>
    Task<IReadOnlyList<ActivityInfo>> Find(IReadOnlyCollection<Guid> ids, Viewer viewer, CancellationToken ct = default);

    /// <summary>Adds an activity to the caller's context and saves it in the caller's transaction.</summary>
    /// <returns>The id.</returns>
    Task<Guid> Create(PlatformDb db, NewActivity activity, CancellationToken ct = default);

    /// <summary>Says how many attendances a list of people adds up to (null: there is no list any more), with the changes of <paramref name="db"/>; the caller saves.</summary>
    Task CountAttendances(PlatformDb db, Guid activityId, int? attendances, CancellationToken ct = default);

    /// <summary>Says how many pieces of evidence are attached, with the changes of <paramref name="db"/>; the caller saves.</summary>
    Task CountEvidence(PlatformDb db, Guid activityId, int pieces, CancellationToken ct = default);

    /// <summary>Whether the viewer may change the activity.</summary>
    Task<bool> MayEdit(Guid id, Viewer viewer, CancellationToken ct = default);
}
