using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Uramost.Platform.Contracts;
using Uramost.Platform.Data;
using Uramost.Platform.Language;
using Uramost.Platform.Organisations;
using Uramost.Platform.People.Persons;
using Uramost.Platform.Places;
using Uramost.Programmes.Activities;
using Uramost.Programmes.Attendance;
using Uramost.Programmes.Overview;
using Uramost.Programmes.Projects;
using Uramost.Testing;

namespace Uramost.Bench;

/// <summary>How much a database holds.</summary>
/// <param name="Activities">Activities.</param>
/// <param name="People">People.</param>
/// <param name="Attendances">Attendances.</param>
internal sealed record Size(int Activities, int People, int Attendances);

/// <summary>What was put in, as far as the measurements address it.</summary>
/// <param name="Project">The project that is looked at; it has a quarter of all activities.</param>
/// <param name="Slug">Its address.</param>
/// <param name="Organisations">The organisations of the project.</param>
/// <param name="Activity">A public activity of the project.</param>
/// <param name="Free">An organisation without people.</param>
internal sealed record Seeded(Guid Project, string Slug, IReadOnlyList<Guid> Organisations, Guid Activity, Guid Free);

/// <summary>Fills a database with invented work: the same numbers give the same content.</summary>
internal static class Seed
{
    private const int Projects = 20, Batch = 20_000;

    private static readonly (string Sr, string Sq, string En)[] Subjects =
    [
        ("sloboda kretanja", "liria e lëvizjes", "freedom of movement"), ("priznavanje diploma", "njohja e diplomave", "recognition of diplomas"), ("prekogranična trgovina", "tregtia ndërkufitare", "cross-border trade"),
        ("položaj mladih", "pozita e të rinjve", "the position of young people"), ("energetika", "energjia", "energy"), ("kulturno nasleđe", "trashëgimia kulturore", "cultural heritage"), ("mediji i poverenje", "mediat dhe besimi", "media and trust"),
        ("žene u dijalogu", "gratë në dialog", "women in dialogue"), ("lokalna samouprava", "vetëqeverisja lokale", "local self-government"), ("učenje jezika", "mësimi i gjuhëve", "learning languages"), ("nestala lica", "personat e zhdukur", "missing persons"),
        ("preduzetništvo", "ndërmarrësia", "entrepreneurship"), ("zaštita životne sredine", "mbrojtja e mjedisit", "protecting the environment"), ("socijalni dijalog", "dialogu social", "social dialogue"),
    ];

    public static async Task<Seeded> Run(TestSite site, Size size)
    {
        var random = new Random(20_240_512);
        await using var scope = site.Scope();
        var services = scope.ServiceProvider;
        var db = services.GetRequiredService<PlatformDb>();
        var places = services.GetRequiredService<PlaceCatalogue>().All.Where(p => p.IsMunicipality).ToList();
        var (projects, organisations, free) = await Frame(db);
        await using (var transaction = await db.Database.BeginTransactionAsync())
        {
            var people = await People(db, services.GetRequiredService<KeyRing>(), organisations, places, size.People, random);
            var activities = new List<Activity>();
            for (var done = 0; done < size.Activities; done += Batch)
            {
                var batch = Activities(Math.Min(Batch, size.Activities - done), projects, organisations, random);
                activities.AddRange(batch);
                await BulkInsert.Add(db, batch, null);
                await BulkInsert.Add(db, batch.Select(a => new ActivityPlace { ActivityId = a.Id, PlaceId = places[random.Next(places.Count)].Id, Role = PlaceRole.Venue }).ToList(), null);
                await BulkInsert.Add(db, batch.Select(a => new ActivityOrganisation { ActivityId = a.Id, OrganisationId = organisations[random.Next(organisations.Count)], Role = ActivityOrganisationRole.Organiser }).ToList(), null);
                await BulkInsert.Add(db, batch.SelectMany(a => SearchIndex.Tokens(a.Title.All).Select(t => new SearchToken { RecordId = a.Id, Token = t, Kind = SaveActivity.Kind, ProjectId = a.ProjectId, Visibility = a.Visibility })).ToList(), null);
            }

            await Attendances(db, activities, people, size.Attendances, random);
            await transaction.CommitAsync();
        }

        await using var publishing = site.Scope();
        var publish = publishing.ServiceProvider.GetRequiredService<PlatformDb>();
        // Both databases plan by statistics; a server gathers them by itself after a while, a file when it is told to.
        await publish.Database.ExecuteSqlRawAsync("ANALYZE");
        await publishing.ServiceProvider.GetRequiredService<MakeOverview>().Publish(publish, projects[0].Id);
        await publish.SaveChangesAsync();
        // One transaction of half a million rows leaves a log as long as the file, which no site in use ever has.
        if (!site.Location.IsPostgreSql) await publish.Database.ExecuteSqlRawAsync("PRAGMA wal_checkpoint(TRUNCATE)");
        return new Seeded(projects[0].Id, projects[0].Slug, organisations,
            await publish.Set<Activity>().Where(a => a.ProjectId == projects[0].Id && a.Visibility == SearchVisibility.Public).OrderBy(a => a.Id).Select(a => a.Id).FirstAsync(), free);
    }

    private static async Task<(List<Project> Projects, List<Guid> Organisations, Guid Free)> Frame(PlatformDb db)
    {
        var organisations = Enumerable.Range(1, 9).Select(i =>
        {
            var made = new Organisation { Name = PublishedText.AsPublished($"NVO Most {i}", "sr"), Kind = OrganisationKind.Ngo };
            made.Sort();
            return made;
        }).ToList();
        var projects = Enumerable.Range(1, Projects).Select(i =>
        {
            var title = PublishedText.Own(new LocalText($"Project {i}", $"Projekti {i}", $"Projekat {i}"));
            var made = new Project { Slug = $"project-{i}", Title = title, State = ProjectState.Running, Visibility = i % 5 == 4 ? ProjectVisibility.Internal : ProjectVisibility.Public };
            made.Organisations.AddRange(organisations.Take(8).Select((o, n) => new ProjectOrganisation { OrganisationId = o.Id, Role = n == 0 ? ProjectRole.Lead : ProjectRole.Partner, Ordinal = n }));
            made.Sort();
            return made;
        }).ToList();
        db.AddRange(organisations);
        db.AddRange(projects);
        await db.SaveChangesAsync();
        db.ChangeTracker.Clear();
        return (projects, [.. organisations.Take(8).Select(o => o.Id)], organisations[8].Id);
    }

    private static async Task<List<Guid>> People(PlatformDb db, KeyRing keys, List<Guid> organisations, List<Place> places, int count, Random random)
    {
        var revision = await NamesRevision.Next(db, default);
        var ids = new List<Guid>(count);
        for (var done = 0; done < count; done += Batch)
        {
            var names = Enumerable.Range(0, Math.Min(Batch, count - done)).Select(_ => (Name: Names.Of(random), Organisation: organisations[random.Next(organisations.Count)], Place: places[random.Next(places.Count)].Id, Number: random.Next())).ToList();
            var made = new ConcurrentBag<(PersonIdentity Identity, PersonFacts Facts)>();
            Parallel.ForEach(names, n =>
            {
                var identity = PersonIdentity.Of(n.Organisation);
                identity.Write(keys, new IdentityFields(n.Name.Given, n.Name.Family, n.Number % 3 == 0 ? $"osoba.{n.Number}@example.org" : null, null, n.Number % 2 == 0 ? "Opština" : null));
                identity.Revision = revision;
                var answer = new AnswerOnForm(AnswerForm.Registration, null, new DateOnly(2024, 5, 12), null);
                var facts = PersonFacts.Of(identity.Id);
                facts.SayGender((n.Number & 1) == 0 ? Gender.Woman : Gender.Man, answer);
                facts.SayAgeBand(AgeBand.From30To44, answer);
                facts.SayMunicipality(n.Place, answer);
                made.Add((identity, facts));
            });
            await BulkInsert.Add(db, made.Select(m => m.Identity).ToList(), null);
            await BulkInsert.Add(db, made.Select(m => m.Facts).ToList(), null);
            ids.AddRange(made.Select(m => m.Identity.Id));
        }

        return ids;
    }

    private static List<Activity> Activities(int count, List<Project> projects, List<Guid> organisations, Random random)
    {
        var made = new List<Activity>(count);
        for (var i = 0; i < count; i++)
        {
            var project = random.Next(4) == 0 ? projects[0] : projects[random.Next(projects.Count)];
            var kind = ActivityKinds.All[random.Next(ActivityKinds.All.Count)];
            var (sr, sq, en) = Subjects[random.Next(Subjects.Length)];
            var number = random.Next(1, 1000);
            var title = random.Next(3) switch
            {
                0 => PublishedText.AsPublished($"{number}. okrugli sto: {sr}", "sr", new LocalText($"Round table {number}: {en}", $"Tryeza {number}: {sq}")),
                1 => PublishedText.AsPublished($"Punëtoria {number}: {sq}", "sq", new LocalText($"Workshop {number}: {en}", null, $"Radionica {number}: {sr}")),
                _ => PublishedText.Own(new LocalText($"Meeting {number} about {en}", $"Takimi {number} për {sq}", $"Sastanak {number}: {sr}")),
            };
            var activity = new Activity
            {
                Kind = kind, ProjectId = project.Id, OwnerId = organisations[random.Next(organisations.Count)], Title = title,
                State = random.Next(10) == 0 ? ActivityState.Planned : ActivityState.Held, Confidentiality = random.Next(20) == 0 ? Confidentiality.Closed : random.Next(10) == 0 ? Confidentiality.ChathamHouse : Confidentiality.Public,
            };
            activity.SetDate(new When(new DateOnly(2012, 1, 1).AddDays(random.Next(5000)), null, DatePrecision.Day));
            if (random.Next(3) > 0) activity.CountOwn(random.Next(5, 120));
            if (random.Next(3) == 0) activity.CountEvidence(random.Next(1, 6));
            activity.SettleVisibility(project.Visibility == ProjectVisibility.Public);
            activity.Sort();
            made.Add(activity);
        }

        return made;
    }

    private static async Task Attendances(PlatformDb db, List<Activity> activities, List<Guid> people, int count, Random random)
    {
        var seen = new HashSet<(int, int)>();
        for (var done = 0; done < count; done += Batch)
        {
            var rows = new List<Attended>(Batch);
            while (rows.Count < Math.Min(Batch, count - done))
            {
                var (activity, person) = (random.Next(activities.Count), random.Next(people.Count));
                if (seen.Add((activity, person))) rows.Add(new Attended { ActivityId = activities[activity].Id, PersonId = people[person], RecordedAs = people[person], State = AttendanceState.Attended });
            }

            await BulkInsert.Add(db, rows, null);
            await BulkInsert.Add(db, rows.Select(r => new AttendedDay { AttendedId = r.Id, Day = new DateOnly(2024, 5, 12) }).ToList(), null);
        }
    }
}
