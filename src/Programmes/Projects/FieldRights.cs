using Microsoft.EntityFrameworkCore;
using Uramost.Platform.Data;

namespace Uramost.Programmes.Projects;

/// <summary>Who may see and change fields of work, pillars and strands.</summary>
public static class FieldRights
{
    /// <summary>Strands of projects that the viewer may read, and fields and pillars of organisations that they may see.</summary>
    public static IQueryable<FieldOfWork> Seen(PlatformDb db, ProgrammesRights rights)
    {
        var (projects, organisations) = (rights.Projects(db), rights.Organisations(db));
        return db.Set<FieldOfWork>().Where(f => f.ProjectId != null ? projects.Any(p => p.Id == f.ProjectId) : f.OrganisationId == null || organisations.Any(o => o.Id == f.OrganisationId));
    }

    /// <summary>Whether the viewer may change it: a strand as its project, what is an organisation's as organisations.</summary>
    public static bool MayEdit(ProgrammesRights rights, FieldOfWork field) => field.ProjectId is { } project ? rights.MayEditProject(project) : rights.MayEditOrganisations;
}
