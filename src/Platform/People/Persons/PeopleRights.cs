using Uramost.Platform.Contracts;

namespace Uramost.Platform.People.Persons;

/// <summary>
/// Whose people a viewer may see and change: a coordinator those of every partner of their projects, an officer those
/// of their own partner only. Nobody else sees a name by their role: not researchers, analysts, donors, facilitators or
/// administrators.
/// </summary>
public sealed class PeopleRights(IEnumerable<IProjectPartners> projects, CurrentViewer current)
{
    private Task<Seen>? seen;

    /// <summary>What the viewer of this request may see.</summary>
    /// <param name="Organisations">The organisations whose people may be seen and changed.</param>
    /// <param name="AsCoordinator">Those of them that the viewer sees as a coordinator, who may link records across organisations.</param>
    /// <param name="MayLook">Whether the pages of people are theirs, even where there is nobody to see yet.</param>
    public sealed record Seen(IReadOnlySet<Guid> Organisations, IReadOnlySet<Guid> AsCoordinator, bool MayLook)
    {
        /// <summary>Whether the viewer sees any person.</summary>
        public bool Any => Organisations.Count > 0;

        /// <summary>Whether the viewer may link a record of one organisation with a record of another.</summary>
        public bool MayLink(Guid one, Guid other) => AsCoordinator.Contains(one) && AsCoordinator.Contains(other);
    }

    /// <summary>Whether the pages of people belong to the viewer's work.</summary>
    public static bool MayLook(Viewer viewer) => viewer.Memberships.Any(m => m.Role is Role.Coordinator or Role.Officer);

    /// <summary>What the viewer of this request may see, found once.</summary>
    public Task<Seen> Get() => seen ??= Find();

    /// <summary>What a viewer may see.</summary>
    /// <param name="viewer">The viewer.</param>
    /// <param name="partners">The organisations of each project.</param>
    public static Seen Of(Viewer viewer, IReadOnlyDictionary<Guid, IReadOnlyList<Guid>> partners)
    {
        var (all, coordinated) = (new HashSet<Guid>(), new HashSet<Guid>());
        foreach (var project in viewer.Projects(Role.Coordinator))
        {
            coordinated.UnionWith(partners.GetValueOrDefault(project) ?? []);
        }

        all.UnionWith(coordinated);
        foreach (var project in viewer.Projects(Role.Officer)) all.UnionWith(viewer.OfficerOf(project));
        return new Seen(all, coordinated, MayLook(viewer));
    }

    private async Task<Seen> Find()
    {
        var viewer = await current.Get();
        if (!viewer.IsSignedIn) return new Seen(new HashSet<Guid>(), new HashSet<Guid>(), MayLook: false);
        var partners = new Dictionary<Guid, IReadOnlyList<Guid>>();
        foreach (var source in projects)
        {
            foreach (var (project, organisations) in await source.PartnersByProject()) partners[project] = organisations;
        }

        return Of(viewer, partners);
    }
}
