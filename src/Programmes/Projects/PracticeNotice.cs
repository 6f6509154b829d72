using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using Uramost.Platform.Contracts;
using Uramost.Platform.Data;
using Uramost.Platform.People;

namespace Uramost.Programmes.Projects;

/// <summary>Says on every page of a practice project that what stands there is invented.</summary>
public sealed class PracticeNotice(IServiceScopeFactory scopes, ProjectDirectory projects, IEnumerable<IRecordOwner> owners, IStringLocalizer<Words> words) : IPageNotice
{
    /// <inheritdoc/>
    public async ValueTask<string?> For(IReadOnlyList<Guid> ids, Viewer viewer)
    {
        // Practice projects are seen by their members only.
        if (!viewer.IsSignedIn || await projects.Practice() is not { Count: > 0 } practice) return null;
        if (ids.Any(practice.Contains)) return words["PracticeNotice"].Value;
        foreach (var owner in owners)
        {
            if ((await owner.Find(ids, viewer)).Values.Any(r => r.ProjectId is { } project && practice.Contains(project))) return words["PracticeNotice"].Value;
        }

        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PlatformDb>();
        var found = await db.Set<Results.ResultNode>().AnyAsync(n => practice.Contains(n.ProjectId) && ids.Contains(n.Id))
            || await db.Set<Meetings.Risk>().AnyAsync(r => practice.Contains(r.ProjectId) && ids.Contains(r.Id))
            || await db.Set<ProjectOrganisation>().AnyAsync(o => practice.Contains(o.ProjectId) && ids.Contains(o.OrganisationId) && !db.Set<ProjectOrganisation>().Any(x => x.OrganisationId == o.OrganisationId && !practice.Contains(x.ProjectId)));
        return found ? words["PracticeNotice"].Value : null;
    }
}
