using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Uramost.Platform.Commitments;
using Uramost.Platform.Contracts;
using Uramost.Platform.Data;
using Uramost.Platform.Evidence;
using Uramost.Platform.Language;
using Uramost.Platform.Organisations;
using Uramost.Platform.People;
using Uramost.Programmes.Activities;
using Uramost.Programmes.Attendance;
using Microsoft.Extensions.DependencyInjection;

namespace Uramost.Programmes.Tests.Attendance;

/// <summary>
/// Closed meetings and meetings under the Chatham House Rule: names and affiliations are planted wherever the data can
/// hold them, and every role reads every page, file and answer. None of them may give a single one.
/// </summary>
public sealed class NobodyIsNamedTests
{
    private static readonly string[] Planted = ["Plantana", "Плантана", "Sadjenić", "Сађенић", "Plantë", "Mbjellaj", "Zasadjeno društvo", "Засађено друштво", "Shoqata e Mbjellë", "Plantirani institut"];

    [Theory, OnBothDatabases]
    public async Task No_page_file_or_answer_names_anybody_to_anyone(Provider provider)
    {
        await using var bridges = await Consortium.Start(provider);
        var meetings = new List<Guid>();
        foreach (var (confidentiality, state) in new[]
        {
            (Confidentiality.ChathamHouse, ActivityState.Held), (Confidentiality.Closed, ActivityState.Held), (Confidentiality.ChathamHouse, ActivityState.Planned), (Confidentiality.Closed, ActivityState.Planned),
        })
        {
            var meeting = await bridges.Activity($"Meeting {confidentiality} {state}", owner: bridges.Lead, state: state);
            await Plant(bridges, meeting);
            // The list was taken while the meeting was still public: the hardest case.
            await bridges.Site.WithDb(db => db.Set<Activity>().Where(a => a.Id == meeting).ExecuteUpdateAsync(s => s.SetProperty(a => a.Confidentiality, confidentiality)));
            await bridges.Do<SaveActivity>(async save =>
            {
                await using var scope = bridges.Site.Scope();
                var db = scope.ServiceProvider.GetRequiredService<PlatformDb>();
                await save.Run(db, await db.Set<Activity>().Include(a => a.Places).Include(a => a.Organisations).Include(a => a.Sessions).Include(a => a.Roles).AsSplitQuery().SingleAsync(a => a.Id == meeting));
            });
            meetings.Add(meeting);
        }

        var pieces = await bridges.Site.WithDb(db => db.Set<EvidencePiece>().Select(p => p.Id).ToListAsync());
        var commitments = await bridges.Site.WithDb(db => db.Set<Commitment>().Select(c => c.Id).ToListAsync());
        var paths = meetings.SelectMany(m => new[]
        {
            $"/en/activities/{m}", $"/sr-cyrl/activities/{m}", $"/en/activities/{m}/attendance", $"/sr-cyrl/activities/{m}/attendance", $"/en/activities/{m}/attendance/counts", $"/en/activities/{m}/sheet",
            $"/sr-cyrl/activities/{m}/sheet", $"/en/activities/{m}/minutes", $"/sr-cyrl/activities/{m}/minutes", $"/en/activities/{m}/minutes/edit", $"/en/activities/{m}/decisions/add", $"/en/activities/{m}/calendar.ics",
            $"/en/evidence/add/activity/{m}", $"/en/commitments/add/activity/{m}", $"/en/activities/{m}/edit",
        }).Concat(pieces.Select(p => $"/en/evidence/{p}")).Concat(commitments.Select(c => $"/en/commitments/{c}"))
            .Concat(["/en/commitments?state=all", "/en/activities", "/en/activities?q=plantana", "/en/activities?q=zasadjeno", "/sr-cyrl/activities?q=плантана", "/en/activities?q=mbjellaj", $"/en/projects/{bridges.Project}", "/en/p/bridges",
                "/en/search?q=plantana", "/en/figures/programmes.people?basis=recorded", "/en/figures/programmes.attendances?basis=recorded", "/en/activities.csv", "/en/activities.xlsx", "/en/minutes", "/en/minutes.csv", "/en/commitments.csv?state=all", "/en/evidence", "/en/evidence.csv"]).ToList();
        var opened = 0;
        foreach (var visitor in new[]
        {
            await bridges.As(Role.Coordinator), await bridges.As(Role.Officer, bridges.Lead), await bridges.As(Role.Officer, bridges.Partner), await bridges.As(Role.Facilitator), await bridges.As(Role.Researcher),
            await bridges.As(Role.Analyst), await bridges.As(Role.Donor, bridges.Partner), await bridges.As(Role.Administrator), bridges.Site.Visitor(),
        })
        {
            foreach (var path in paths)
            {
                using var answer = await visitor.Client.GetAsync(path);
                var text = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
                // A form proposes every organisation of the register: that tells nothing of who was there.
                text = Regex.Replace(text, "<datalist.*?</datalist>", "", RegexOptions.Singleline);
                if (answer.StatusCode == HttpStatusCode.OK) opened++;
                // A search shows in its own field what was asked for.
                var asked = path.Contains("q=") ? WebUtility.UrlDecode(path.Split("q=")[1]) : null;
                // A form offers the whole register of organisations; that says nothing about who was there.
                foreach (var name in Planted.Where(n => (asked is null || !n.Contains(asked, StringComparison.OrdinalIgnoreCase)) && !(path.EndsWith("/edit", StringComparison.Ordinal) && n == "Plantirani institut"))) Assert.False(text.Contains(name, StringComparison.OrdinalIgnoreCase), $"{path} gives {name}");
            }
        }

        Assert.True(opened > 60, $"Only {opened} answers were opened.");
        // Names cannot be taken there either, by no way.
        await Assert.ThrowsAsync<NamesNotTakenException>(async () => await bridges.Record(meetings[0], Guid.NewGuid()));
        // Kept as counts only, the rows themselves are gone, and the number stays.
        var staff = await bridges.As(Role.Coordinator);
        var page = await staff.Open($"/en/activities/{meetings[1]}/attendance");
        page = await staff.Submit(page, "form:has(.button-danger)");
        Assert.Contains("2", page.QuerySelector("#attendance-totals")!.TextContent);
        Assert.Equal(2, await bridges.Counted(meetings[1]));
        Assert.False(await bridges.Site.WithDb(db => db.Set<Attended>().AnyAsync(a => a.ActivityId == meetings[1])));
        Assert.Equal(2, await bridges.Counted(meetings[0]));
    }

    private static async Task Plant(Consortium bridges, Guid meeting)
    {
        foreach (var (given, family, organisation) in new[] { ("Плантана", "Сађенић", "Засађено друштво"), ("Plantë", "Mbjellaj", "Shoqata e Mbjellë") })
        {
            await bridges.Record(meeting, await bridges.Person(given, family, organisation: organisation));
        }

        var institute = Guid.CreateVersion7();
        await bridges.Site.WithDb(async db =>
        {
            db.Add(new Organisation { Id = institute, Name = PublishedText.AsPublished("Plantirani institut", "sr") });
            var figure = new PublicFigure { PrintedAs = "Plantana Sadjenić" };
            db.Add(figure);
            db.Add(new SessionRole { ActivityId = meeting, Role = PersonRole.Panellist, PublicFigureId = figure.Id, OrganisationId = institute });
            db.Add(new ActivityOrganisation { ActivityId = meeting, OrganisationId = institute, Role = ActivityOrganisationRole.Participant });
            var commitment = new Commitment { RecordKind = "activity", RecordId = meeting, ProjectId = bridges.Project, Text = new LocalText("Something to do"), OrganisationId = institute };
            db.Add(commitment);
            db.Add(new EvidencePiece { RecordKind = "activity", RecordId = meeting, ProjectId = bridges.Project, Kind = EvidenceKind.SignedSheet, Address = "https://example.org/sheet", OrganisationId = institute, Sensitivity = Sensitivity.Internal });
            await db.SaveChangesAsync();
        });
    }
}
