using Uramost.Platform.People;

namespace Uramost.Platform.Jobs;

/// <summary>Who sees which jobs: everybody their own, the administrator all.</summary>
public static class JobRights
{
    /// <summary>The jobs that the viewer may see, call off and take up anew.</summary>
    public static IQueryable<Job> VisibleTo(this IQueryable<Job> jobs, Viewer viewer) =>
        viewer.IsAdministrator ? jobs
        : viewer.AccountId is { } account ? jobs.Where(j => j.CreatedBy == account)
        : jobs.Where(j => false);
}
