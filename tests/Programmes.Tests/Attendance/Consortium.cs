using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Uramost.Platform.Contracts;
using Uramost.Platform.Data;
using Uramost.Platform.Language;
using Uramost.Platform.Organisations;
using Uramost.Platform.People;
using Uramost.Platform.People.Persons;
using Uramost.Programmes.Activities;
using Uramost.Programmes.Attendance;
using Uramost.Programmes.Projects;

namespace Uramost.Programmes.Tests.Attendance;

/// <summary>A project of two partners with a workshop of two days, and its people signed in.</summary>
public sealed class Consortium : IAsyncDisposable
{
    private readonly Dictionary<string, Visitor> people = [];

    private Consortium(TestSite site) => Site = site;

    public TestSite Site { get; }

    public Guid Project { get; } = Guid.CreateVersion7();

    /// <summary>The lead, in the north.</summary>
    public Guid Lead { get; } = Guid.CreateVersion7();

    /// <summary>The other partner.</summary>
    public Guid Partner { get; } = Guid.CreateVersion7();

    public static readonly DateOnly FirstDay = new(2024, 3, 5), SecondDay = new(2024, 3, 6);

    public static async Task<Consortium> Start(Provider provider, Action<IServiceCollection>? more = null)
    {
        var made = new Consortium(await TestSite.StartWith(provider, more));
        await made.Site.WithDb(async db =>
        {
            db.AddRange(new Organisation { Id = made.Lead, Name = PublishedText.AsPublished("Severni most", "sr"), Acronym = "SM" }, new Organisation { Id = made.Partner, Name = PublishedText.AsPublished("Ura e Jugut", "sq"), Acronym = "UJ" });
            db.Add(new Project
            {
                Id = made.Project, Slug = "bridges", Title = PublishedText.Own(new LocalText("Bridges", "Urat", "Mostovi")), Visibility = ProjectVisibility.Public, ContractNumbers = ["2024/17"],
                Organisations = [new ProjectOrganisation { OrganisationId = made.Lead, Role = ProjectRole.Lead }, new ProjectOrganisation { OrganisationId = made.Partner, Role = ProjectRole.Partner, Ordinal = 1 }],
            });
            await db.SaveChangesAsync();
        });
        return made;
    }

    /// <summary>Adds a held activity.</summary>
    public async Task<Guid> Activity(string title, Confidentiality confidentiality = Confidentiality.Public, Guid? owner = null, string kind = "workshop", ActivityState state = ActivityState.Held, bool oneDay = false)
    {
        await using var scope = Site.Scope();
        var db = scope.ServiceProvider.GetRequiredService<PlatformDb>();
        var activity = new Activity { ProjectId = Project, OwnerId = owner, Kind = kind, Title = PublishedText.Own(new LocalText(title, title, title)), State = state, Confidentiality = confidentiality };
        activity.SetDate(When.Days(FirstDay, oneDay ? FirstDay : SecondDay));
        activity.Places.Add(new ActivityPlace { PlaceId = "xk-vushtrri", Role = PlaceRole.Venue });
        db.Add(activity);
        await scope.ServiceProvider.GetRequiredService<SaveActivity>().Run(db, activity);
        return activity.Id;
    }

    /// <summary>Somebody with a role in the project, signed in; made once for each name.</summary>
    public async Task<Visitor> As(Role role, Guid? organisation = null, string? name = null)
    {
        name ??= $"{role}-{organisation}".ToLowerInvariant();
        if (people.TryGetValue(name, out var known)) return known;
        await Site.AddAccount($"{name}@bridges.test", new Membership { Role = role, ProjectId = role == Role.Administrator ? null : Project, OrganisationId = organisation, EndsOn = role == Role.Donor ? DateOnly.FromDateTime(DateTime.UtcNow).AddDays(30) : null });
        return people[name] = await Site.SignIn($"{name}@bridges.test");
    }

    /// <summary>Registers a person of the lead.</summary>
    public Task<Guid> Person(string given, string family, FactsAnswer? facts = null, string? organisation = null, Guid? keeper = null) =>
        Do<RegisterPerson, Guid>(r => r.Add(keeper ?? Lead, new IdentityFields(given, family, HomeOrganisation: organisation), facts));

    /// <summary>Writes somebody down as staff at the door does.</summary>
    public async Task<AttendanceRecorded> Record(Guid activity, Guid person, DateOnly? day = null, Guid? mark = null, AttendanceChannel channel = AttendanceChannel.List, AttendanceState state = AttendanceState.Attended)
    {
        await using var scope = Site.Scope();
        var db = scope.ServiceProvider.GetRequiredService<PlatformDb>();
        var found = await db.Set<Activity>().AsNoTracking().SingleAsync(a => a.Id == activity);
        return await scope.ServiceProvider.GetRequiredService<RecordAttendance>().Run(found, Lead, new AttendanceEntry(mark ?? Guid.NewGuid(), person, null, day ?? FirstDay, state, channel));
    }

    public async Task<TResult> Do<TService, TResult>(Func<TService, Task<TResult>> work)
        where TService : notnull
    {
        await using var scope = Site.Scope();
        return await work(scope.ServiceProvider.GetRequiredService<TService>());
    }

    public Task Do<TService>(Func<TService, Task> work)
        where TService : notnull => Do<TService, int>(async s => { await work(s); return 0; });

    /// <summary>What the activity's own row says of its attendances.</summary>
    public Task<int?> Counted(Guid activity) => Site.WithDb(db => db.Set<Activity>().Where(a => a.Id == activity).Select(a => a.Attendances).SingleAsync());

    /// <summary>What the rows of some activities add up to.</summary>
    public async Task<AttendanceTotals> Totals(params Guid[] activities)
    {
        await using var scope = Site.Scope();
        var db = scope.ServiceProvider.GetRequiredService<PlatformDb>();
        return AttendanceTotals.Of(await ReadAttendance.Facts(db, scope.ServiceProvider.GetRequiredService<Platform.Places.PlaceCatalogue>(), db.Set<Attended>().Where(a => activities.Contains(a.ActivityId))));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var person in people.Values) person.Dispose();
        await Site.DisposeAsync();
    }
}
