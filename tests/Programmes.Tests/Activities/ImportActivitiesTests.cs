using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Uramost.Platform.Contracts;
using Uramost.Platform.Data;
using Uramost.Platform.Import;
using Uramost.Platform.Jobs;
using Uramost.Platform.Language;
using Uramost.Platform.Organisations;
using Uramost.Platform.People;
using Uramost.Platform.Tables;
using Uramost.Programmes.Activities;
using Uramost.Programmes.Counts;
using Uramost.Programmes.Projects;
using Uramost.Web;
using Uramost.Web.Commands;

namespace Uramost.Programmes.Tests.Activities;

/// <summary>A programme's own tables come in with every way of writing a date, a place and a kind, and go out again.</summary>
public sealed class ImportActivitiesTests
{
    private const string List = """
        Br.,Vrsta aktivnosti,Naslov,Jezik naslova,Datum,Mesto,Organizator,Učesnici (navedeno),Preciznost,Žene,Izvor
        1,Okrugli sto,Bezbednost na severu,sr,18-12-2019,Zvečan,NGO Aktiv,22,tačno,9,str. 4
        2,roundtable,Trust after Brussels,en,13 January 2019,Prishtinë,BPRG,about,,,
        3,punëtori,Gjuha si urë,sq,13. januar 2019,Gračanica,BPRG; NGO Aktiv,30,oko,,
        4,Seminar,Mediji i dijalog,sr,januar 2019.,,,,,,
        5,op-ed,Why talk,en,2020,,,,,,
        6,conference,Third summit,en,25–26 September 2024,Vushtrri,,120,at least,,
        """;

    private static string Fixed => List.Replace("BPRG,about,,,", "BPRG,40,about,,");

    private static async Task<(TestSite Site, Guid Project, Guid Aktiv)> Start(Provider provider)
    {
        var site = await TestSite.Start(provider);
        var (project, aktiv, bprg) = (new Project { Slug = "test", Title = PublishedText.AsPublished("Test programme", "en"), Visibility = ProjectVisibility.Public },
            new Organisation { Name = PublishedText.AsPublished("NGO Aktiv", "en") }, new Organisation { Name = PublishedText.AsPublished("Balkans Policy Research Group", "en"), Acronym = "BPRG" });
        await site.WithDb(async db =>
        {
            db.AddRange(project, aktiv, bprg);
            await db.SaveChangesAsync();
        });
        return (site, project.Id, aktiv.Id);
    }

    [Theory, OnBothDatabases]
    public async Task A_list_in_three_languages_comes_in_and_the_second_time_changes_nothing(Provider provider)
    {
        var (site, project, _) = await Start(provider);
        await using var __ = site;
        var preview = await site.Preview("activities", project, List);
        Assert.Equal((5, 0, 0, 1), (preview.New, preview.Changed, preview.Same, preview.Wrong));
        var problem = Assert.Single(preview.Problems);
        Assert.Equal(("H3", "about", "Participants (declared)"), (problem.At.ToString(), problem.Value, problem.Field));
        Assert.Equal(6, (await site.Import("activities", project, Fixed)).New);
        var again = await site.Import("activities", project, Fixed);
        Assert.Equal((0, 0, 6), (again.New, again.Changed, again.Same));

        await site.WithDb(async db =>
        {
            var activities = await db.Set<Activity>().Include(a => a.Places).Include(a => a.Organisations).OrderBy(a => a.SortDay).ThenBy(a => a.SortEn).ToListAsync();
            Assert.Equal(6, activities.Count);
            var byTitle = activities.ToDictionary(a => a.Title.Original!);
            var table = byTitle["Bezbednost na severu"];
            Assert.Equal(("roundtable", new DateOnly(2019, 12, 18), "18-12-2019", "xk-zvecan", "sr", 22), (table.Kind, table.StartsOn, table.DatePrinted, table.Places.Single().PlaceId, table.Title.Language, table.Attendances));
            Assert.Equal((ActivityState.Held, SearchVisibility.Public, DatePrecision.Day), (table.State, table.Visibility, table.DatePrecision));
            Assert.Equal((new DateOnly(2019, 1, 13), new DateOnly(2019, 1, 13)), (byTitle["Trust after Brussels"].StartsOn, byTitle["Gjuha si urë"].StartsOn));
            Assert.Equal(2, byTitle["Gjuha si urë"].Organisations.Count);
            Assert.Equal((DatePrecision.Month, DatePrecision.Year), (byTitle["Mediji i dijalog"].DatePrecision, byTitle["Why talk"].DatePrecision));
            Assert.Equal((null, new DateOnly(2024, 9, 26)), (byTitle["Mediji i dijalog"].Attendances, byTitle["Third summit"].EndsOn));
            var count = await db.Set<DeclaredCount>().SingleAsync(c => c.ActivityId == table.Id);
            Assert.Equal((22, CountPrecision.Exact, "str. 4", new CountPart(BreakdownBy.Women, "", 9)), (count.Value, count.Precision, count.SourceAt, count.Breakdown.Single()));
            Assert.Equal(CountPrecision.AtLeast, (await db.Set<DeclaredCount>().SingleAsync(c => c.Value == 120)).Precision);
            Assert.Contains(await db.Set<SearchToken>().Where(t => t.RecordId == table.Id).Select(t => t.Token).ToListAsync(), t => t == "bezbednost");
            Assert.Equal(6, (await db.AuditEntries.SingleAsync(e => e.Kind == nameof(Activity))).Count);
        });
        using var visitor = site.Visitor();
        Assert.Contains("Bezbednost na severu", (await visitor.Open("/en/activities?q=безбедност")).Body!.TextContent);
        await using var scope = site.Scope();
        Assert.Null((await scope.ServiceProvider.GetRequiredService<VerifyAudit>().Run(TestContext.Current.CancellationToken)).BrokenAt);
    }

    [Theory, OnBothDatabases]
    public async Task Thirty_six_focus_groups_are_one_declared_row(Provider provider)
    {
        var (site, project, _) = await Start(provider);
        await using var __ = site;
        const string text = "Kind,Title,Number of activities,Participants,Source\nfocus group,,36,210,p. 7\nworkshop,First workshop,1,20,\n";
        Assert.Equal(2, (await site.Import("activities", project, text)).New);
        Assert.Equal(2, (await site.Import("activities", project, text)).Same);
        var changed = await site.Preview("activities", project, text.Replace("36", "38"));
        Assert.Equal(new ImportChange("activities", "36", "38"), Assert.Single(Assert.Single(changed.FirstChanged).Changes));
        await site.WithDb(async db =>
        {
            Assert.Equal("workshop", (await db.Set<Activity>().SingleAsync()).Kind);
            var counts = await db.Set<DeclaredCount>().Where(c => c.ActivityId == null).OrderBy(c => c.Value).ToListAsync();
            Assert.Equal([(Measure.Activities, 36), (Measure.Attendances, 210)], counts.Select(c => (c.Measure, c.Value!.Value)));
            Assert.All(counts, c => Assert.Equal(("focus-group", project), (c.Kind, c.ProjectId!.Value)));
        });
    }

    [Fact]
    public async Task A_word_before_a_number_says_how_exact_it_is_in_any_language_and_script()
    {
        var (site, project, _) = await Start(Provider.Sqlite);
        await using var __ = site;
        (string Typed, int Value, CountPrecision Precision)[] cells =
        [
            ("30", 30, CountPrecision.Exact), ("about 30", 30, CountPrecision.About), ("oko 30", 30, CountPrecision.About), ("око 30", 30, CountPrecision.About), ("Rreth 30", 30, CountPrecision.About),
            ("afërsisht 30", 30, CountPrecision.About), ("približno 1.200", 1200, CountPrecision.About), ("~30", 30, CountPrecision.About), ("over 160", 160, CountPrecision.AtLeast), ("160+", 160, CountPrecision.AtLeast),
            ("најмање 12", 12, CountPrecision.AtLeast), ("së paku 12", 12, CountPrecision.AtLeast), ("preko 12", 12, CountPrecision.AtLeast),
        ];
        var text = "Kind,Title,Date,Participants\n" + string.Concat(cells.Select((c, i) => $"workshop,Nr {i},2019,{c.Typed}\n"));
        var report = await site.Import("activities", project, text);
        Assert.Equal((cells.Length, 0), (report.New, report.Wrong));
        await site.WithDb(async db =>
        {
            var titles = await db.Set<Activity>().ToDictionaryAsync(a => a.Id, a => a.Title.Original!);
            var counts = (await db.Set<DeclaredCount>().ToListAsync()).ToDictionary(c => titles[c.ActivityId!.Value], c => (c.Value, c.Precision));
            Assert.All(cells.Select((c, i) => (c, i)), x => Assert.Equal((x.c.Value, x.c.Precision), counts[$"Nr {x.i}"]));
        });
        Assert.Equal(cells.Length, (await site.Preview("activities", project, text)).Same);
        Assert.Equal(3, (await site.Preview("activities", project, "Kind,Title,Date,Participants\nworkshop,A,2019,many 30\nworkshop,B,2019,30 boys\nworkshop,C,2019,30–40\n")).Wrong);
    }

    [Theory, OnBothDatabases]
    public async Task What_is_wrong_is_said_at_its_cell_and_nothing_is_saved(Provider provider)
    {
        var (site, project, _) = await Start(provider);
        await using var __ = site;
        const string text = "Kind,Title,Date,Place,Organiser,Participants,Women\nworkshop,One,1.1.2020,Mitrovica,,,\nop-ed,Two,1.1.2020,,,500,\nworkshop,Three,31.2.2020,,,,\nworkshop,Four,,,Nobody Knows,,\nworkshop,Five,,,,10,12\nbanana,Six,,,,,\nworkshop,,,,,,\nworkshop,One,1.1.2021,,,,\nworkshop,one,1. 1. 2021.,,,,\n";
        var report = await site.Preview("activities", project, text);
        Assert.Equal((1, 8), (report.New, report.Wrong));
        var problems = report.Problems.ToDictionary(p => p.At.ToString(), p => p.Message);
        Assert.Contains("South", problems["D2"], StringComparison.Ordinal);
        Assert.Contains("Reach", problems["F3"], StringComparison.Ordinal);
        Assert.Contains("cannot be read", problems["C4"], StringComparison.Ordinal);
        Assert.Contains("Nobody Knows", problems["E5"], StringComparison.Ordinal);
        Assert.Contains("more than the whole", problems["G6"], StringComparison.Ordinal);
        Assert.Contains("none of the possible", problems["A7"], StringComparison.Ordinal);
        Assert.Contains("needs a title", problems["B8"], StringComparison.Ordinal);
        Assert.Contains("row 9", problems["B10"], StringComparison.Ordinal);
        await Assert.ThrowsAsync<WordedException>(() => site.Import("activities", project, text));
        Assert.Equal((0, 0), await site.WithDb(async db => (await db.Set<Activity>().CountAsync(), await db.Set<DeclaredCount>().CountAsync())));
    }

    [Theory, OnBothDatabases]
    public async Task Exported_corrected_and_imported_again_it_changes_the_same_records(Provider provider)
    {
        var (site, project, _) = await Start(provider);
        await using var __ = site;
        await site.Import("activities", project, Fixed);
        using var visitor = site.Visitor();
        var answer = await visitor.Client.GetAsync("/sq/activities.csv?kind=roundtable");
        Assert.StartsWith("attachment; filename=", answer.Content.Headers.GetValues("Content-Disposition").Single());
        Assert.All(answer.Content.Headers.GetValues("Content-Disposition").Single(), c => Assert.True(c < 128));
        var text = await answer.Content.ReadAsStringAsync();
        Assert.Equal(3, text.TrimEnd().Split("\r\n").Length);
        var corrected = text.Replace("Bezbednost na severu", "Bezbednost na severu Kosova").Replace("Zveçan", "Leposaviq");
        var report = await site.Preview("activities", project, corrected);
        Assert.Equal((0, 1, 1, 0), (report.New, report.Changed, report.Same, report.Wrong));
        Assert.Equal([("title", "Bezbednost na severu Kosova"), ("place", "Leposavić")], report.FirstChanged.Single().Changes.Select(c => (c.Field, c.To)));
        await site.Import("activities", project, corrected);
        await site.WithDb(async db =>
        {
            var activity = await db.Set<Activity>().Include(a => a.Places).SingleAsync(a => a.Places.Any(p => p.PlaceId == "xk-leposaviq"));
            Assert.Equal("Bezbednost na severu Kosova", activity.Title.Original);
            Assert.Equal(22, activity.Attendances);
            Assert.Equal(6, await db.Set<Activity>().CountAsync());
        });
        // Held in two towns: exported with both, it comes back with both, in whatever order.
        var both = corrected.Replace("Leposaviq", "Leposaviq; Zveçan");
        Assert.Equal([("place", "Leposavić; Zvečan")], (await site.Preview("activities", project, both)).FirstChanged.Single().Changes.Select(c => (c.Field, c.To)));
        await site.Import("activities", project, both);
        var again = await visitor.Client.GetStringAsync("/sq/activities.csv?kind=roundtable");
        Assert.Contains("Leposaviq; Zveçan", again, StringComparison.Ordinal);
        Assert.Equal((0, 0, 2), await Effects(again));
        Assert.Equal((0, 0, 2), await Effects(again.Replace("Leposaviq; Zveçan", "Zvečan; Leposavić")));

        async Task<(int New, int Changed, int Same)> Effects(string list)
        {
            var read = await site.Preview("activities", project, list);
            return (read.New, read.Changed, read.Same);
        }

        var workbook = await visitor.Client.GetByteArrayAsync("/sr-cyrl/activities.xlsx");
        using var table = SheetReader.Open(new MemoryStream(workbook), "a.xlsx");
        Assert.Equal(7, table.Rows().Count());
    }

    [Fact]
    public async Task Of_a_meeting_that_is_not_public_no_file_names_the_organiser()
    {
        var (site, project, _) = await Start(Provider.Sqlite);
        await using var __ = site;
        await site.Import("activities", project, "Kind,Title,Date,Organiser,Confidentiality\nroundtable,Quiet talk,1.2.2022,NGO Aktiv,Chatham House\nroundtable,Open talk,1.2.2022,BPRG,public\nfocus group,Closed talk,1.2.2022,NGO Aktiv,\n");
        using var visitor = site.Visitor();
        var text = await visitor.Client.GetStringAsync("/en/activities.csv");
        Assert.Contains("Quiet talk", text);
        Assert.Contains("Balkans Policy Research Group", text);
        Assert.DoesNotContain("Aktiv", text);
        Assert.DoesNotContain("Closed talk", text);
    }

    [Theory, OnBothDatabases]
    public async Task An_officer_imports_for_their_organisation_and_changes_no_others_record(Provider provider)
    {
        var (site, project, aktiv) = await Start(provider);
        await using var __ = site;
        await site.Import("activities", project, "Kind,Title,Date\nworkshop,The project's,1.1.2020\n");
        var id = await site.WithDb(db => db.Set<Activity>().Select(a => a.Id).SingleAsync());
        Membership officer = new() { Role = Role.Officer, ProjectId = project, OrganisationId = aktiv };
        var report = await site.Preview("activities", project, $"Kind,Title,Date,Id in Uramost,Number of activities\nworkshop,Taken over,1.1.2020,{id},\nworkshop,Ours,2.1.2020,,\nseminar,,,,5\n", officer);
        Assert.Equal((1, 2), (report.New, report.Wrong));
        Assert.Contains(report.Problems, p => p.Message.Contains("may not change it", StringComparison.Ordinal));
        Assert.Contains(report.Problems, p => p.Message.Contains("coordinator", StringComparison.Ordinal));
        await site.Import("activities", project, "Kind,Title,Date\nworkshop,Ours,2.1.2020\n", officer);
        Assert.Equal(aktiv, await site.WithDb(db => db.Set<Activity>().Where(a => a.Id != id).Select(a => a.OwnerId).SingleAsync()));
    }

    [Theory, OnBothDatabases]
    public async Task Organisations_come_in_once_whatever_they_are_called(Provider provider)
    {
        var (site, _, aktiv) = await Start(provider);
        await using var __ = site;
        const string text = "Name,Acronym,Kind,Seat,Website,Other names\nNgo AKTIV,,NGO,Mitrovica North,ngoaktiv.org,\nБалкан Фонд,BF,donor,Beograd,,Balkan Fund\n";
        var report = await site.Import("organisations", Guid.Empty, text.Replace("Mitrovica North", "Severna Mitrovica"));
        Assert.Equal((1, 1), (report.New, report.Changed));
        Assert.Equal(2, (await site.Import("organisations", Guid.Empty, text.Replace("Mitrovica North", "Severna Mitrovica").Replace("Балкан Фонд", "Balkan Fund"))).Same);
        await site.WithDb(async db =>
        {
            var known = await db.Set<Organisation>().SingleAsync(o => o.Id == aktiv);
            Assert.Equal(("NGO Aktiv", OrganisationKind.Ngo, "https://ngoaktiv.org"), (known.Name.Original, known.Kind, known.Website));
            Assert.Equal(3, await db.Set<Organisation>().CountAsync());
        });
    }

    [Theory, OnBothDatabases]
    public async Task The_verb_previews_saves_and_refuses(Provider provider)
    {
        var (site, project, _) = await Start(provider);
        await using var __ = site;
        var path = Path.Combine(site.Location.Directory, "list.csv");
        string[] where = site.Location.PostgreSql is { } connection ? ["--data", site.Location.Directory, "--database", connection] : ["--data", site.Location.Directory];
        Assert.Equal((1, "H3"), await Verb(List) is var (code, said) ? (code, said.Contains("H3: Participants (declared) \"about\"", StringComparison.Ordinal) ? "H3" : said) : default);
        Assert.Equal(0, await site.WithDb(db => db.Set<Activity>().CountAsync()));
        Assert.Equal(0, (await Verb(Fixed, "--preview")).Code);
        Assert.Equal((0, 0), await site.WithDb(async db => (await db.Set<Activity>().CountAsync(), await db.Set<ImportFile>().CountAsync())));
        Assert.Equal(0, (await Verb(Fixed)).Code);
        Assert.Contains("0 new, 0 changed, 6 unchanged", (await Verb(Fixed)).Said);
        Assert.Equal(6, await site.WithDb(db => db.Set<Activity>().CountAsync()));

        async Task<(int Code, string Said)> Verb(string text, params string[] flags)
        {
            await File.WriteAllTextAsync(path, text);
            var (output, error) = (new StringWriter(), new StringWriter());
            var result = await Verbs.Run(["import", "--kind", "activities", "--project", project.ToString(), "--in", path, .. flags, .. where], TextReader.Null, output, error);
            return (result, $"{output}{error}");
        }
    }

    [Theory, OnBothDatabases]
    public async Task Killed_in_the_middle_it_goes_on_after_the_restart_and_nothing_is_half_there(Provider provider)
    {
        const int rows = 20_000;
        await using var database = await TestDatabase.Create(provider);
        KeyRing.LoadOrCreate(database.Location.Directory);
        await using var services = new ServiceCollection().AddLogging().AddUramost(new SiteOptions(database.Location, false, [])).BuildServiceProvider();
        var project = new Project { Slug = "test", Title = PublishedText.AsPublished("Test programme", "en") };
        var account = new Account { Id = Guid.NewGuid(), Email = "who@import.test", SecurityStamp = "s" };
        await With(async db =>
        {
            db.AddRange(project, account, new Membership { AccountId = account.Id, Role = Role.Coordinator, ProjectId = project.Id });
            return await db.SaveChangesAsync();
        });
        var id = await services.Stage("activities", project.Id, "Kind,Title,Date,Place,Participants\n" + string.Concat(Enumerable.Range(0, rows).Select(i => string.Create(CultureInfo.InvariantCulture, $"workshop,Workshop number {i},{i % 28 + 1}.{i % 12 + 1}.2021,Vushtrri,{i % 40}\n"))), account.Id);
        await With(async db =>
        {
            var file = await db.Set<ImportFile>().SingleAsync(f => f.Id == id);
            var job = new Job { Kind = SaveImport.JobKind, Key = $"import:{id}", Payload = System.Text.Json.JsonSerializer.Serialize(new ImportJob(id)), DueAt = DateTime.UtcNow, CreatedAt = DateTime.UtcNow, CreatedBy = account.Id };
            (file.State, file.Rows, file.JobId) = (ImportState.Accepted, rows, job.Id);
            db.Add(job);
            return await db.SaveChangesAsync();
        });
        await using (var first = await NodeProcess.Site(database.Location, "--Jobs:Lease=00:00:05"))
        {
            await Until(async db => await db.Set<Job>().AnyAsync(j => j.Key == $"import:{id}" && j.State == JobState.Running));
            await Task.Delay(300);
            await first.Kill();
        }

        Assert.Equal((0, 0, 0), await With(async db => (await db.Set<Activity>().CountAsync(), await db.Set<DeclaredCount>().CountAsync(), await db.Set<SearchToken>().CountAsync())));
        Assert.Equal(ImportState.Accepted, await With(db => db.Set<ImportFile>().Select(f => f.State).SingleAsync()));
        await using var second = await NodeProcess.Site(database.Location, "--Jobs:Lease=00:00:05");
        await Until(async db => await db.Set<Job>().AnyAsync(j => j.Key == $"import:{id}" && j.State == JobState.Done));
        Assert.Equal((rows, rows, 0), await With(async db => (await db.Set<Activity>().CountAsync(), await db.Set<DeclaredCount>().CountAsync(), await db.Set<ImportChunk>().CountAsync())));
        var done = await With(db => db.Set<ImportFile>().SingleAsync());
        Assert.Equal((ImportState.Done, rows, 0, account.Id), (done.State, done.New, done.LeftOut, done.AccountId));
        await using var scope = services.CreateAsyncScope();
        Assert.Null((await scope.ServiceProvider.GetRequiredService<VerifyAudit>().Run(TestContext.Current.CancellationToken)).BrokenAt);

        async Task<T> With<T>(Func<PlatformDb, Task<T>> work)
        {
            await using var own = services.CreateAsyncScope();
            return await work(own.ServiceProvider.GetRequiredService<PlatformDb>());
        }

        async Task Until(Func<PlatformDb, Task<bool>> reached)
        {
            for (var i = 0; i < 4000; i++)
            {
                if (await With(reached)) return;
                await Task.Delay(30);
            }

            Assert.Fail("It did not happen within two minutes.");
        }
    }
}
