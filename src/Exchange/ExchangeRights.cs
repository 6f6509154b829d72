using Uramost.Platform.People;

namespace Uramost.Exchange;

/// <summary>Who may do what with the projects of exchange and their handbook; of companies, <see cref="Companies.CompanyRights"/> decides.</summary>
public sealed class ExchangeRights(Viewer viewer)
{
    /// <summary>Whether the viewer may look for partners among all companies of the project that show themselves to them.</summary>
    public bool MayMatch(Guid projectId) => viewer.Has(projectId, Role.Coordinator, Role.Facilitator);

    /// <summary>Whether the viewer may set the sides of a project and its rules.</summary>
    public bool MayEditSides(Guid projectId) => viewer.Has(projectId, Role.Coordinator);

    /// <summary>Whether the viewer may change the handbook of market access, which is one for all projects.</summary>
    public bool MayEditHandbook => viewer.Projects(Role.Coordinator, Role.Officer).Count > 0;
}
