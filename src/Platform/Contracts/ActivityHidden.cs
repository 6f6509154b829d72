namespace Uramost.Platform.Contracts;

/// <summary>An activity is no longer to be seen by the public: it was withdrawn, closed or hidden by the incident switch.</summary>
/// <param name="ActivityId">The activity.</param>
/// <param name="ProjectId">Its project.</param>
public sealed record ActivityHidden(Guid ActivityId, Guid ProjectId);
