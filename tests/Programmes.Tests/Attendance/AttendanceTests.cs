using System.Net;
using System.Net.Http.Json;
using AngleSharp.Dom;
using Microsoft.EntityFrameworkCore;
using Uramost.Platform.Contracts;
using Uramost.Platform.Figures;
using Uramost.Platform.People;
using Uramost.Platform.People.Persons;
using Uramost.Programmes.Activities;
using Uramost.Programmes.Attendance;
using Microsoft.Extensions.DependencyInjection;
using Uramost.Platform.Data;

namespace Uramost.Programmes.Tests.Attendance;

/// <summary>Who was there: written down at the door, once, and counted so that nothing ever changes the totals but people.</summary>
public sealed class AttendanceTests
{
    [Theory, OnBothDatabases]
    public async Task Without_script_a_name_is_proposed_and_somebody_new_is_added_in_the_same_line(Provider provider)
    {
        await using var bridges = await Consortium.Start(provider);
        var workshop = await bridges.Activity("Workshop on waste water");
        await bridges.Person("Радојица", "Стојановић", organisation: "Удружење грађана");
        var staff = await bridges.As(Role.Coordinator);
        var page = await staff.Open($"/en/activities/{workshop}/attendance");

        // Typed in Latin without a single diacritic: the person of the register is proposed, and chosen by Enter.
        page = await staff.Submit(page, "#attendance-add", new() { ["Form.Name"] = "stojanovic" });
        var proposed = page.QuerySelectorAll("#attendance-add input[type=radio]");
        Assert.Equal(2, proposed.Length);
        Assert.Contains("Радојица Стојановић", proposed[0].ParentElement!.TextContent);
        Assert.Contains("Удружење грађана", proposed[0].ParentElement!.TextContent);
        page = await staff.Submit(page, "#attendance-add");
        Assert.Contains("Радојица Стојановић", page.QuerySelector("#attendance-list tbody")!.TextContent);

        // Nobody of that name: added at once with what the line asks.
        page = await staff.Submit(page, "#attendance-add", new()
        {
            ["Form.Name"] = "Xhevahire Çollakutaj", ["Form.Organisation"] = "Bletëza", ["Form.Municipality"] = "Vučitrn", ["Form.Gender"] = "Woman", ["Form.Channel"] = "WalkIn",
        });
        var row = page.QuerySelectorAll("#attendance-list tbody tr").Single(r => r.TextContent.Contains("Xhevahire Çollakutaj"));
        Assert.Contains("Bletëza", row.TextContent);
        var (facts, mark) = await bridges.Site.WithDb(async db => (await db.Set<PersonFacts>().SingleAsync(f => f.Gender == Gender.Woman), await db.Set<AttendanceMark>().SingleAsync(m => m.Channel == AttendanceChannel.WalkIn)));
        Assert.Equal("xk-vushtrri", facts.PlaceId);
        Assert.Null(facts.Communities);
        Assert.NotNull(mark.AccountId);
        Assert.Equal(2, await bridges.Counted(workshop));

        // A municipality that can mean two is asked, and nothing typed is lost.
        page = await staff.Submit(page, "#attendance-add", new() { ["Form.Name"] = "Nova Osoba", ["Form.Municipality"] = "Mitrovica" });
        Assert.NotNull(page.QuerySelector("#Form-Municipality-problem"));
        Assert.Equal("Nova Osoba", page.QuerySelector("#Form-Name")!.GetAttribute("value"));
        Assert.Equal(2, await bridges.Counted(workshop));
    }

    [Theory, OnBothDatabases]
    public async Task The_same_act_sent_again_has_its_effect_once(Provider provider)
    {
        await using var bridges = await Consortium.Start(provider);
        var workshop = await bridges.Activity("Workshop");
        var staff = await bridges.As(Role.Coordinator);
        var page = await staff.Open($"/en/activities/{workshop}/attendance");
        var token = page.QuerySelector("#attendance-add input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        var act = new { id = Guid.NewGuid(), name = "Nova Osoba", organisation = "Most", municipality = "Leposavić", gender = "Man", day = "2024-03-06", channel = "Scan" };
        for (var i = 0; i < 3; i++)
        {
            using var answer = await Post(staff, workshop, act, token);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Contains("Nova Osoba", await answer.Content.ReadAsStringAsync());
        }

        Assert.Equal(1, await bridges.Counted(workshop));
        Assert.Equal(1, await bridges.Site.WithDb(db => db.Set<PersonIdentity>().CountAsync()));
        Assert.Equal(1, await bridges.Site.WithDb(db => db.Set<AttendanceMark>().CountAsync()));
        Assert.Equal([Consortium.SecondDay], await bridges.Site.WithDb(db => db.Set<AttendedDay>().Select(d => d.Day).ToListAsync()));

        // Without the form's token nothing is written, whoever asks.
        using var forged = await Post(staff, workshop, act with { id = Guid.NewGuid() }, null);
        Assert.Equal(HttpStatusCode.BadRequest, forged.StatusCode);
        // What is refused is said in the reader's language, at its field.
        using var asked = await Post(staff, workshop, act with { id = Guid.NewGuid(), municipality = "Nigdjevo" }, token);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, asked.StatusCode);
        Assert.Contains("municipality", await asked.Content.ReadAsStringAsync());
        Assert.Equal(1, await bridges.Counted(workshop));
    }

    [Theory, OnBothDatabases]
    public async Task Two_devices_and_one_person_give_one_attendance_and_both_scans_are_logged(Provider provider)
    {
        await using var bridges = await Consortium.Start(provider);
        var workshop = await bridges.Activity("Workshop");
        var people = new List<Guid>();
        for (var i = 0; i < 6; i++) people.Add(await bridges.Person($"Ime{i}", $"Prezime{i}"));

        // Two devices at two doors read the same six codes at the same time.
        var scans = people.Concat(people).Select(p => Task.Run(() => bridges.Record(workshop, p, channel: AttendanceChannel.Scan)));
        var recorded = await Task.WhenAll(scans);

        Assert.Equal(6, recorded.Select(r => r.AttendedId).Distinct().Count());
        Assert.Equal(6, recorded.Count(r => r.WasThere));
        Assert.Equal(6, await bridges.Site.WithDb(db => db.Set<Attended>().CountAsync()));
        Assert.Equal(12, await bridges.Site.WithDb(db => db.Set<AttendanceMark>().CountAsync(m => m.Channel == AttendanceChannel.Scan)));
        Assert.Equal(6, await bridges.Counted(workshop));
        Assert.Equal(6, (await bridges.Totals(workshop)).PersonDays);
    }

    [Theory, OnBothDatabases]
    public async Task The_list_is_kept_day_by_day_and_two_lists_that_are_open_do_not_overwrite_each_other(Provider provider)
    {
        await using var bridges = await Consortium.Start(provider);
        var workshop = await bridges.Activity("Workshop");
        var (ana, besa) = (await bridges.Person("Ana", "Anić"), await bridges.Person("Besa", "Berisha"));
        var rows = new[] { await bridges.Record(workshop, ana), await bridges.Record(workshop, besa, state: AttendanceState.Registered) };
        Assert.Equal(1, await bridges.Counted(workshop));
        var staff = await bridges.As(Role.Coordinator);
        var page = await staff.Open($"/en/activities/{workshop}/attendance");
        Assert.Equal(2, page.QuerySelectorAll("#attendance-list thead abbr").Length);

        // Ana came on the second day too; Besa did not come at all.
        page = await SaveList(staff, page, [($"Days.{rows[0].AttendedId:N}", "2024-03-05"), ($"Days.{rows[0].AttendedId:N}", "2024-03-06")], ($"State.{rows[1].AttendedId:N}", "NoShow"));
        var totals = await bridges.Totals(workshop);
        Assert.Equal((1, 1, 2), (totals.Attendances, totals.People, totals.PersonDays));
        Assert.Equal(AttendanceState.NoShow, await bridges.Site.WithDb(db => db.Set<Attended>().Where(a => a.Id == rows[1].AttendedId).Select(a => a.State).SingleAsync()));

        // Somebody else opens the list, the first one ticks Besa after all; the second list says so instead of overwriting.
        var second = await bridges.As(Role.Coordinator, name: "second");
        var theirs = await second.Open($"/en/activities/{workshop}/attendance");
        await SaveList(staff, page, [($"Days.{rows[1].AttendedId:N}", "2024-03-06")]);
        Assert.Equal(2, await bridges.Counted(workshop));
        var refused = await SaveList(second, theirs, [], ($"State.{rows[1].AttendedId:N}", "remove"));
        Assert.Contains("Besa Berisha", refused.QuerySelector("#attendance-list .notice")!.TextContent);
        Assert.Equal(2, await bridges.Counted(workshop));
    }

    [Theory, OnBothDatabases]
    public async Task Attendances_people_and_person_days_are_three_numbers(Provider provider)
    {
        await using var bridges = await Consortium.Start(provider);
        var (one, two) = (await bridges.Activity("One"), await bridges.Activity("Two"));
        var woman = await bridges.Person("Ana", "Anić", Facts(Gender.Woman, AgeBand.From18To29, "rs-beograd"));
        var man = await bridges.Person("Besnik", "Berisha", Facts(Gender.Man, null, "xk-vushtrri"));
        var unknown = await bridges.Person("Neko", "Nepoznat");
        foreach (var day in new[] { Consortium.FirstDay, Consortium.SecondDay }) await bridges.Record(one, woman, day);
        await bridges.Record(one, man);
        await bridges.Record(two, woman);
        await bridges.Record(two, unknown);
        var totals = await bridges.Totals(one, two);
        Assert.Equal((4, 3, 5), (totals.Attendances, totals.People, totals.PersonDays));
        Assert.Equal([new AttendanceGroup("rs", 2, 1), new AttendanceGroup("xk", 1, 1), new AttendanceGroup(null, 1, 1)], totals.BySide);
        Assert.Equal([new AttendanceGroup("Man", 1, 1), new AttendanceGroup("Woman", 2, 1), new AttendanceGroup(null, 1, 1)], totals.ByGender);

        // The figures say the same, and open down to the activities.
        await using var scope = bridges.Site.Scope();
        var db = scope.ServiceProvider.GetRequiredService<PlatformDb>();
        var figures = scope.ServiceProvider.GetRequiredService<FigureCatalogue>();
        var query = new FigureQuery(new Viewer(Guid.NewGuid(), [new Membership { Role = Role.Coordinator, ProjectId = bridges.Project }]), Basis.Recorded, Filters: new Dictionary<string, string> { [Figure.Project] = bridges.Project.ToString() });
        Assert.Equal(4, (await figures.Find("programmes.attendances")!.Rows(db, query)).Single().Value);
        var people = figures.Find("programmes.people")!;
        var row = (await people.Rows(db, query)).Single();
        Assert.Equal((3m, Exactness.Exact), (row.Value, row.Exactness));
        Assert.Equal(2, (await people.Records(db, query, null, 50)).Records.Count);
        foreach (var by in people.Dimensions) Assert.NotEmpty(await people.Rows(db, query with { GroupBy = by }));
        Assert.Equal(0, (await people.Rows(db, query with { Basis = Basis.Evidenced })).Single().Value);
        // A third activity that has no list: there were at least these people.
        await bridges.Activity("Three");
        Assert.Equal(Exactness.AtLeast, (await people.Rows(db, query)).Single().Exactness);
    }

    [Theory, OnBothDatabases]
    public async Task Totals_are_the_same_after_a_merge_is_undone_and_after_a_person_is_erased(Provider provider)
    {
        await using var bridges = await Consortium.Start(provider);
        var (one, two) = (await bridges.Activity("One"), await bridges.Activity("Two"));
        var first = await bridges.Person("Milena", "Stojanović", Facts(Gender.Woman, AgeBand.From30To44, "rs-beograd"));
        var same = await bridges.Person("Милена", "Стојановић", Facts(Gender.Woman, AgeBand.From30To44, "rs-beograd"));
        var other = await bridges.Person("Arben", "Gashi", Facts(Gender.Man, AgeBand.From45To64, "xk-vushtrri"));
        foreach (var (activity, person, day) in new[] { (one, first, Consortium.FirstDay), (one, same, Consortium.SecondDay), (one, other, Consortium.FirstDay), (two, same, Consortium.FirstDay) }) await bridges.Record(activity, person, day);
        var apart = await bridges.Totals(one, two);
        Assert.Equal((4, 3), (apart.Attendances, apart.People));
        Assert.Equal(3, await bridges.Counted(one));

        var merge = await bridges.Do<MergePersons, PersonMerge>(m => m.Merge(first, same));
        var together = await bridges.Totals(one, two);
        Assert.Equal((3, 2, 4), (together.Attendances, together.People, together.PersonDays));
        Assert.Equal(2, await bridges.Counted(one));

        await bridges.Do<MergePersons>(m => m.Undo(merge.Id));
        Assert.Equivalent(apart, await bridges.Totals(one, two), strict: true);
        Assert.Equal(3, await bridges.Counted(one));

        // Merged for good and erased: the rows are anonymous, and every number stands as before.
        await bridges.Do<MergePersons, PersonMerge>(m => m.Merge(first, same));
        together = await bridges.Totals(one, two);
        await bridges.Do<ErasePerson, bool>(e => e.Erase(first));
        Assert.Equivalent(together, await bridges.Totals(one, two), strict: true);
        Assert.Equal((2, 1), (await bridges.Counted(one), await bridges.Counted(two)));
        var left = await bridges.Site.WithDb(db => db.Set<Attended>().AsNoTracking().ToListAsync());
        Assert.DoesNotContain(left, a => a.PersonId == first || a.PersonId == same || a.RecordedAs == first || a.RecordedAs == same);
        Assert.All(left.Where(a => a.PersonId != other), a => Assert.Null(a.Organisation));
    }

    [Theory, OnBothDatabases]
    public async Task An_officer_sees_the_people_of_their_own_partner_only(Provider provider)
    {
        await using var bridges = await Consortium.Start(provider);
        var workshop = await bridges.Activity("Workshop", owner: bridges.Partner);
        await bridges.Record(workshop, await bridges.Person("Plantirano", "Ime", organisation: "Planted society"));
        await bridges.Record(workshop, await bridges.Person("Besa", "Berisha", keeper: bridges.Partner));
        var officer = await bridges.As(Role.Officer, bridges.Partner);
        var page = await officer.Open($"/en/activities/{workshop}/attendance");
        var main = page.QuerySelector("main")!;
        Assert.Contains("Besa Berisha", main.TextContent);
        Assert.DoesNotContain("Plantirano", main.InnerHtml);
        Assert.DoesNotContain("Planted society", main.InnerHtml);
        Assert.Contains("1 person of another organisation", main.TextContent);
        Assert.DoesNotContain("Plantirano", await officer.Client.GetStringAsync("/en/api/attendance/names?q=planti"));
        Assert.Contains("Besa Berisha", await officer.Client.GetStringAsync("/en/api/attendance/names?q=beris"));
    }

    [Theory, OnBothDatabases]
    public async Task Counts_are_typed_from_the_signed_sheet_in_one_form(Provider provider)
    {
        await using var bridges = await Consortium.Start(provider);
        var workshop = await bridges.Activity("Workshop", oneDay: true);
        var staff = await bridges.As(Role.Coordinator);
        var page = await staff.Open($"/en/activities/{workshop}/attendance/counts");
        page = await staff.Submit(page, "form.sheet", new()
        {
            ["Whole.Everybody"] = "24", ["Whole.Gender.Woman"] = "13", ["Whole.Gender.Man"] = "12", ["Whole.Municipality"] = "Vushtrri 10\nNigdjevo 3",
        });
        // Thirteen and twelve are more than twenty-four, and one place is nowhere: nothing is saved, everything typed is there.
        Assert.Equal("24", page.QuerySelector("#Whole-Everybody")!.GetAttribute("value"));
        Assert.Contains("Nigdjevo", page.QuerySelector("#Whole-Municipality-problem")!.TextContent);
        Assert.NotNull(page.QuerySelector("#Whole-Everybody-problem"));
        Assert.Null(await bridges.Counted(workshop));
        await staff.Submit(page, "form.sheet", new() { ["Whole.Gender.Man"] = "11", ["Whole.Municipality"] = "Vushtrri 10\nЛепосавић: 4" });
        Assert.Equal(24, await bridges.Counted(workshop));
        Assert.Equal(["xk-leposaviq 4", "xk-vushtrri 10"], await bridges.Site.WithDb(async db => (await db.Set<DoorCount>().Where(c => c.By == CountedBy.Municipality).OrderBy(c => c.Key).ToListAsync()).Select(c => $"{c.Key} {c.Value}").ToList()));

        // A list that is half typed does not make people vanish; a longer one counts.
        await bridges.Record(workshop, await bridges.Person("Ana", "Anić"));
        Assert.Equal(24, await bridges.Counted(workshop));
    }

    [Theory, OnBothDatabases]
    public async Task The_calendar_file_rises_with_each_change_and_tells_a_cancellation(Provider provider)
    {
        await using var bridges = await Consortium.Start(provider);
        var workshop = await bridges.Activity("Workshop on waste water", state: ActivityState.Planned);
        var staff = await bridges.As(Role.Coordinator);
        var first = await staff.Client.GetStringAsync($"/sq/activities/{workshop}/calendar.ics");
        Assert.Contains("SUMMARY;LANGUAGE=sq:Workshop on waste water", first);
        Assert.Contains($"UID:{workshop}@127.0.0.1", first);
        Assert.Contains("METHOD:PUBLISH", first);
        Assert.Contains("DTSTART;VALUE=DATE:20240305", first);
        Assert.Contains("DTEND;VALUE=DATE:20240307", first);
        Assert.Contains("LOCATION;LANGUAGE=sq:Vushtrri", first);
        await bridges.Site.WithDb(async db => { (await db.Set<Activity>().SingleAsync(a => a.Id == workshop)).State = ActivityState.Cancelled; await db.SaveChangesAsync(); });
        var second = await staff.Client.GetStringAsync($"/en/activities/{workshop}/calendar.ics");
        Assert.True(Sequence(second) > Sequence(first));
        Assert.Contains("STATUS:CANCELLED", second);
        using var visitor = bridges.Site.Visitor();
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.Client.GetAsync($"/en/activities/{workshop}/calendar.ics")).StatusCode);

        static int Sequence(string file) => int.Parse(file.Split("SEQUENCE:")[1].Split('\r')[0]);
    }

    [Theory, OnBothDatabases]
    public async Task The_sheet_has_a_page_for_each_eighteen_people_and_one_for_the_unannounced_on_each_day(Provider provider)
    {
        await using var bridges = await Consortium.Start(provider);
        var workshop = await bridges.Activity("Workshop");
        for (var i = 0; i < 20; i++) await bridges.Record(workshop, await bridges.Person($"Ime{i:00}", "Prezime"), state: AttendanceState.Registered);
        var staff = await bridges.As(Role.Coordinator);
        var page = await staff.Open($"/sr-cyrl/activities/{workshop}/sheet");
        var sheets = page.QuerySelectorAll(".sheet-page");
        Assert.Equal(6, sheets.Length);
        Assert.All(sheets, s => Assert.Equal(18, s.QuerySelectorAll("tbody tr").Length));
        Assert.Contains("Ime19 Prezime", sheets[1].TextContent);
        Assert.DoesNotContain("Ime", sheets[2].QuerySelector("tbody")!.TextContent);
        // Three languages in the header; neither community nor telephone nor mail on a list that goes round.
        foreach (var words in new[] { "Lista e pjesëmarrjes", "Листа присутних", "Attendance sheet", "2024/17", "1/3" }) Assert.Contains(words, sheets[0].TextContent);
        foreach (var never in new[] { "ommunity", "omuniteti", "Заједница", "elephone", "ail" }) Assert.DoesNotContain(never, sheets[0].TextContent);
        Assert.NotNull(sheets[0].QuerySelector(".sheet-qr svg"));
    }

    internal static async Task<HttpResponseMessage> Post(Visitor visitor, Guid activity, object act, string? token)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, $"/en/api/activities/{activity}/attendance") { Content = JsonContent.Create(act) };
        if (token is not null) request.Headers.Add("RequestVerificationToken", token);
        return await visitor.Client.SendAsync(request);
    }

    // Several boxes of one name: what a browser sends for ticked boxes.
    private static async Task<AngleSharp.Html.Dom.IHtmlDocument> SaveList(Visitor visitor, AngleSharp.Html.Dom.IHtmlDocument page, (string Name, string Value)[] ticked, params (string Name, string Value)[] states)
    {
        foreach (var row in ticked.Select(t => t.Name).Distinct())
        {
            foreach (var box in page.QuerySelectorAll<AngleSharp.Html.Dom.IHtmlInputElement>($"#attendance-list input[name='{row}']")) box.IsChecked = ticked.Contains((row, box.Value));
        }

        return await visitor.Submit(page, "#attendance-list form", states.ToDictionary(s => s.Name, s => s.Value));
    }

    private static FactsAnswer Facts(Gender gender, AgeBand? age, string place) => new(new AnswerOnForm(AnswerForm.Registration, null, new DateOnly(2024, 1, 1), null)) { Gender = gender, AgeBand = age, PlaceId = place };
}
