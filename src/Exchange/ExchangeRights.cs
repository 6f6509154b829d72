using Microsoft.EntityFrameworkCore;
using Uramost.Exchange.Sides;
using Uramost.Platform.Data;
using Uramost.Platform.People;

namespace Uramost.Exchange;

/// <summary>Who may see and change what in this module: the one place that decides it. Every query begins here.</summary>
public sealed class ExchangeRights(Viewer viewer)
{
    private readonly IReadOnlyList<Guid> staff = viewer.Projects(Role.Coordinator, Role.Officer, Role.Facilitator, Role.Analyst);

    /// <summary>Whose rights these are.</summary>
    public Viewer Viewer => viewer;

    /// <summary>Whether the viewer works with the businesses of a project.</summary>
    public bool IsStaff(Guid projectId) => staff.Contains(projectId);

    /// <summary>Whether the viewer works with the businesses of any project.</summary>
    public bool IsStaffAnywhere => staff.Count > 0;

    /// <summary>Whether the viewer may enter and change what the project knows of businesses.</summary>
    public bool MayEdit(Guid projectId) => viewer.Has(projectId, Role.Coordinator, Role.Officer, Role.Facilitator);

    /// <summary>Whether the viewer may look for partners among all companies of the project that show themselves to them.</summary>
    public bool MayMatch(Guid projectId) => viewer.Has(projectId, Role.Coordinator, Role.Facilitator);

    /// <summary>Whether the viewer may set the sides of a project and its rules.</summary>
    public bool MayEditSides(Guid projectId) => viewer.Has(projectId, Role.Coordinator);

    /// <summary>The sides of the projects in which the viewer works.</summary>
    public IQueryable<ProgrammeSides> Sides(PlatformDb db) => db.Set<ProgrammeSides>().Where(s => staff.Contains(s.ProjectId));

    /// <summary>Whether the viewer may change the handbook of market access, which is one for all projects.</summary>
    public bool MayEditHandbook => viewer.Projects(Role.Coordinator, Role.Officer).Count > 0;
}
