using Microsoft.EntityFrameworkCore;
using Uramost.Platform.Contracts;
using Uramost.Platform.Data;
using Uramost.Platform.Language;
using Uramost.Platform.Organisations;
using Uramost.Platform.People;
using Uramost.Programmes.Activities;
using Uramost.Programmes.Projects;
using Microsoft.Extensions.DependencyInjection;

namespace Uramost.Programmes.Tests;

/// <summary>Who sees and changes which activities.</summary>
public sealed class ProgrammesRightsTests
{
    private static readonly Guid Aktiv = Guid.NewGuid(), Kcss = Guid.NewGuid();

    [Theory, OnBothDatabases]
    public async Task Each_role_sees_what_is_theirs(Provider provider)
    {
        await using var site = await TestSite.Start(provider);
        var ours = await AddProject(site, "ours", ProjectVisibility.Public);
        var other = await AddProject(site, "another");
        var planned = await Add(site, ours, "planned", ActivityState.Planned, Confidentiality.Public);
        var closedToCome = await Add(site, ours, "closed to come", ActivityState.Planned, Confidentiality.Closed, Aktiv);
        var closedHeld = await Add(site, ours, "closed and held", ActivityState.Held, Confidentiality.Closed);
        var chatham = await Add(site, ours, "chatham", ActivityState.Held, Confidentiality.ChathamHouse);
        var held = await Add(site, ours, "held", ActivityState.Held, Confidentiality.Public);
        var inside = Guid.NewGuid();
        await site.WithDb(async db => { db.Add(new ActivityInsider { ActivityId = closedToCome, AccountId = inside }); await db.SaveChangesAsync(); });
        Guid[] all = [planned, closedToCome, closedHeld, chatham, held];

        async Task Sees(Viewer viewer, params Guid[] expected)
        {
            var seen = await site.WithDb(db => new ProgrammesRights(viewer).Activities(db).Where(a => all.Contains(a.Id)).Select(a => a.Id).ToListAsync());
            Assert.Equal(expected.Order(), seen.Order());
        }

        async Task Edits(Viewer viewer, params Guid[] expected)
        {
            var mine = await site.WithDb(db => new ProgrammesRights(viewer).ActivitiesToEdit(db).Where(a => all.Contains(a.Id)).Select(a => a.Id).ToListAsync());
            Assert.Equal(expected.Order(), mine.Order());
        }

        await Sees(Viewer.Visitor, chatham, held);
        await Edits(Viewer.Visitor);
        await Sees(With(Role.Administrator, null), chatham, held);
        await Edits(With(Role.Administrator, null));
        await Sees(With(Role.Coordinator, ours), all);
        await Edits(With(Role.Coordinator, ours), all);
        await Sees(With(Role.Coordinator, other), chatham, held);
        await Edits(With(Role.Coordinator, other));
        foreach (var role in new[] { Role.Facilitator, Role.Researcher, Role.Analyst, Role.Donor })
        {
            await Sees(With(role, ours), planned, closedHeld, chatham, held);
            await Edits(With(role, ours));
            await Sees(With(role, other), chatham, held);
        }

        await Sees(With(Role.Officer, ours, Aktiv), all);
        await Edits(With(Role.Officer, ours, Aktiv), closedToCome);
        await Sees(With(Role.Officer, ours, Kcss), planned, closedHeld, chatham, held);
        await Edits(With(Role.Officer, ours, Kcss));
        await Sees(new Viewer(inside, With(Role.Analyst, ours).Memberships), all);
        await Sees(new Viewer(inside, []), closedToCome, chatham, held);
        await Edits(new Viewer(inside, With(Role.Facilitator, ours).Memberships), closedToCome);
    }

    [Theory, OnBothDatabases]
    public async Task An_internal_project_and_what_is_held_in_it_is_nobody_elses_business(Provider provider)
    {
        await using var site = await TestSite.Start(provider);
        var project = await AddProject(site, "internal");
        var held = await Add(site, project, "held inside", ActivityState.Held, Confidentiality.Public);
        using var visitor = site.Visitor();
        Assert.DoesNotContain("internal", (await visitor.Open("/en/projects")).Body!.QuerySelector("main")!.TextContent);
        await visitor.Open($"/en/projects/{project}", System.Net.HttpStatusCode.NotFound);
        await visitor.Open($"/en/activities/{held}", System.Net.HttpStatusCode.NotFound);
        await visitor.Open("/en/p/internal", System.Net.HttpStatusCode.NotFound);
        Assert.DoesNotContain("held inside", (await visitor.Open("/en/activities?q=held")).Body!.TextContent);
    }

    [Theory, OnBothDatabases]
    public async Task A_meeting_under_the_Chatham_House_Rule_gives_no_name_and_no_affiliation_except_of_a_public_role(Provider provider)
    {
        await using var site = await TestSite.Start(provider);
        var ours = await AddProject(site, "ours", ProjectVisibility.Public);
        await site.WithDb(async db =>
        {
            db.AddRange(new Organisation { Id = Aktiv, Name = PublishedText.AsPublished("NGO Aktiv", "en") }, new Organisation { Id = Kcss, Name = PublishedText.AsPublished("Kosovar Centre", "en") });
            await db.SaveChangesAsync();
        });
        var id = await site.WithDb(async db =>
        {
            var (host, panellist) = (new PublicFigure { PrintedAs = "Planted Hostess" }, new PublicFigure { PrintedAs = "Planted Panellist" });
            db.AddRange(host, panellist);
            await db.SaveChangesAsync();
            var activity = new Activity
            {
                Kind = "roundtable", ProjectId = ours, State = ActivityState.Held, Confidentiality = Confidentiality.ChathamHouse, Title = PublishedText.Own(new LocalText("Quiet talk")),
                Organisations = [new ActivityOrganisation { OrganisationId = Kcss }],
                Roles = [new SessionRole { Role = PersonRole.OpeningSpeaker, PublicFigureId = host.Id }, new SessionRole { Role = PersonRole.Panellist, PublicFigureId = panellist.Id, OrganisationId = Aktiv }],
            };
            db.Add(activity);
            await Save(site, db, activity);
            return activity.Id;
        });
        using var visitor = site.Visitor();
        var main = (await visitor.Open($"/en/activities/{id}")).QuerySelector("main")!.TextContent;
        Assert.Contains("Planted Hostess", main);
        Assert.DoesNotContain("Planted Panellist", main);
        Assert.DoesNotContain("NGO Aktiv", main);
        Assert.DoesNotContain("Kosovar Centre", main);
        Assert.Contains("Quiet talk", (await visitor.Open("/en/activities?q=hostess")).Body!.TextContent);
        Assert.DoesNotContain("Quiet talk", (await visitor.Open("/en/activities?q=panellist")).Body!.TextContent);
        Assert.DoesNotContain("Quiet talk", (await visitor.Open("/en/activities?q=kosovar+centre")).Body!.TextContent);
    }

    internal static Viewer With(Role role, Guid? project, Guid? organisation = null) =>
        new(Guid.NewGuid(), [new Membership { Role = role, ProjectId = project, OrganisationId = organisation }]);

    internal static Task<Guid> AddProject(TestSite site, string slug, ProjectVisibility visibility = ProjectVisibility.Internal) => site.WithDb(async db =>
    {
        var project = new Project { Slug = slug, Title = PublishedText.Own(new LocalText(slug)), Visibility = visibility };
        db.Add(project);
        await db.SaveChangesAsync();
        return project.Id;
    });

    internal static Task<Guid> Add(TestSite site, Guid project, string title, ActivityState state, Confidentiality confidentiality, Guid? owner = null) => site.WithDb(async db =>
    {
        var activity = new Activity { Kind = "workshop", ProjectId = project, OwnerId = owner, State = state, Confidentiality = confidentiality, Title = PublishedText.Own(new LocalText(title)) };
        db.Add(activity);
        await Save(site, db, activity);
        return activity.Id;
    });

    private static async Task Save(TestSite site, PlatformDb db, Activity activity)
    {
        await using var scope = site.Scope();
        await scope.ServiceProvider.GetRequiredService<SaveActivity>().Run(db, activity);
    }
}
