using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Uramost.Platform.Contracts;
using Uramost.Platform.Data;
using Uramost.Platform.Language;
using Uramost.Platform.Organisations;
using Uramost.Platform.Ui;

namespace Uramost.Platform.People.Accounts;

/// <summary>A role as it is chosen in a form.</summary>
public sealed class RoleForm
{
    /// <summary>Name of the <see cref="People.Role"/>.</summary>
    public string? Role { get; set; }

    /// <summary>The project's id.</summary>
    public string? Project { get; set; }

    /// <summary>The organisation's id.</summary>
    public string? Organisation { get; set; }

    /// <summary>Last day.</summary>
    public string? EndsOn { get; set; }
}

/// <summary>What can be chosen for a role, and what of it fits together.</summary>
public sealed class RoleChoices(PlatformDb db, IEnumerable<IProjects> projects, IEnumerable<IProjectPartners> partners, CurrentViewer current, TimeProvider clock, IStringLocalizer<Words> words)
{
    private readonly Dictionary<Guid, IReadOnlyList<Guid>> byProject = [];

    /// <summary>Projects that may be chosen, with their titles.</summary>
    public IReadOnlyList<(Guid Id, string Title)> Projects { get; private set; } = [];

    /// <summary>Organisations that may be chosen, with their names.</summary>
    public IReadOnlyList<(Guid Id, string Name)> Organisations { get; private set; } = [];

    /// <summary>What the viewer may do.</summary>
    public AccountRights Rights { get; private set; } = new(Viewer.Visitor);

    /// <summary>Reads the choices.</summary>
    public async Task Load()
    {
        var viewer = await current.Get();
        Rights = new AccountRights(viewer);
        var titles = new List<(Guid, string)>();
        foreach (var source in projects) titles.AddRange((await source.Visible(viewer)).Where(p => Rights.MayGrant(Role.Officer, p.Id)).Select(p => (p.Id, p.Title.For(UiVariant.Current))));
        Projects = titles;
        foreach (var source in partners)
        {
            foreach (var (project, organisations) in await source.PartnersByProject()) byProject[project] = organisations;
        }

        var ids = byProject.Where(p => Projects.Any(x => x.Id == p.Key)).SelectMany(p => p.Value).Distinct().ToList();
        Organisations = [.. (await db.Set<Organisation>().AsNoTracking().Where(o => ids.Contains(o.Id) || o.Kind == OrganisationKind.Donor).ToListAsync())
            .Select(o => (o.Id, o.NameFor(UiVariant.Current))).OrderBy(o => o.Item2, StringComparer.Create(UiVariant.Current.Culture, ignoreCase: true))];
    }

    /// <summary>The title of a project, or its id where the viewer may not read it.</summary>
    public string? TitleOf(Guid? project) => project is { } id ? Projects.FirstOrDefault(p => p.Id == id).Title ?? id.ToString()[..8] : null;

    /// <summary>The name of an organisation, or its id.</summary>
    public string? NameOf(Guid? organisation) => organisation is { } id ? Organisations.FirstOrDefault(o => o.Id == id).Name ?? id.ToString()[..8] : null;

    /// <summary>The role that the form says, or null with messages at the fields.</summary>
    public Membership? Read(FormProblems problems, string prefix, RoleForm form)
    {
        var role = problems.Choice<Role>($"{prefix}.Role", form.Role);
        if (role is null) problems.Add($"{prefix}.Role", words["ChooseRole"]);
        var project = problems.Id($"{prefix}.Project", form.Project);
        var organisation = problems.Id($"{prefix}.Organisation", form.Organisation);
        var ends = problems.Date($"{prefix}.EndsOn", form.EndsOn);
        if (!problems.None) return null;
        if (role == Role.Administrator) (project, organisation) = (null, null);
        else if (project is null) problems.Add($"{prefix}.Project", words["ChooseProject"]);
        else if (projects.Any() && Projects.All(p => p.Id != project)) problems.Add($"{prefix}.Project", words["ChooseProject"]);
        if (!Rights.MayGrant(role!.Value, project)) problems.Add($"{prefix}.{(role == Role.Administrator ? "Role" : "Project")}", words["MayNotGrant"]);
        if (role == Role.Officer && (organisation is null || project is null || !byProject.GetValueOrDefault(project.Value, []).Contains(organisation.Value))) problems.Add($"{prefix}.Organisation", words["ChoosePartner"]);
        if (role == Role.Donor && ends is null) problems.Add($"{prefix}.EndsOn", words["DonorNeedsEnd"]);
        if (ends < DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime)) problems.Add($"{prefix}.EndsOn", words["EndIsPast"]);
        return problems.None ? new Membership { Role = role.Value, ProjectId = project, OrganisationId = role is Role.Officer or Role.Donor ? organisation : null, EndsOn = ends } : null;
    }
}
