using System.Net;
using Microsoft.EntityFrameworkCore;
using Uramost.Platform.Commitments;
using Uramost.Platform.Contracts;
using Uramost.Platform.Data;
using Uramost.Platform.Evidence;
using Uramost.Platform.Language;
using Uramost.Platform.People;
using Uramost.Platform.People.Accounts;
using Uramost.Platform.Tables;
using Uramost.Programmes.Activities;
using Uramost.Programmes.Attendance;
using Uramost.Programmes.Meetings;
using Uramost.Programmes.Tests.Attendance;
using Session = Uramost.Programmes.Activities.Session;

namespace Uramost.Programmes.Tests.Meetings;

/// <summary>Every list goes along as CSV and XLSX exactly as it is filtered, and only to those who see it.</summary>
public sealed class ListFilesTests
{
    [Theory, OnBothDatabases]
    public async Task Commitments_risks_decisions_evidence_and_attendance_go_along_as_they_are_filtered(Provider provider)
    {
        await using var bridges = await Consortium.Start(provider);
        var meeting = await bridges.Activity("Consortium meeting");
        var closed = await bridges.Activity("Closed meeting", Confidentiality.Closed);
        var today = DateOnly.FromDateTime(DateTime.UtcNow);
        await bridges.Record(meeting, await bridges.Person("Ana", "Anić", organisation: "Severni most"));
        await bridges.Site.WithDb(async db =>
        {
            var (late, later) = (Commitment(meeting, "Send the text"), Commitment(meeting, "Book the hall"));
            late.Due(today.AddDays(-3));
            later.Due(today.AddDays(3));
            db.AddRange(late, later, Commitment(closed, "Speak of it to nobody"));
            db.AddRange(new Minutes { ActivityId = meeting, Text = new LocalText("Said.") }, new Decision { ActivityId = meeting, Number = 1, Text = new LocalText("The booklet is printed.") }, new Decision { ActivityId = closed, Number = 1, Text = new LocalText("A closed decision.") });
            db.Add(new Risk { ProjectId = bridges.Project, Text = new LocalText("The venue is cancelled"), OrganisationId = bridges.Partner });
            db.AddRange(Piece(meeting, EvidenceKind.Agenda, Sensitivity.Donor), Piece(meeting, EvidenceKind.SignedSheet, Sensitivity.Internal), Piece(closed, EvidenceKind.Minutes, Sensitivity.Public));
            await db.SaveChangesAsync();
        });

        var staff = await bridges.As(Role.Coordinator);
        Assert.Equal(["Send the text"], await Column(staff, "/en/commitments.csv?state=overdue", 0));
        Assert.Equal(3, (await Column(staff, "/en/commitments.csv?state=all", 0)).Count);
        Assert.Equal(["The venue is cancelled"], await Column(staff, $"/en/projects/{bridges.Project}/risks.csv", 0));
        Assert.Contains("Ura e Jugut", await Column(staff, $"/en/projects/{bridges.Project}/risks.csv", 4));
        Assert.Equal(["A closed decision.", "The booklet is printed."], (await Column(staff, "/en/minutes.csv", 5)).Order());
        Assert.Equal(["agenda"], await Column(staff, "/en/evidence.csv?kind=Agenda", 0));
        Assert.Equal(3, (await Column(staff, "/en/evidence.csv", 0)).Count);
        Assert.Equal(["Anić"], await Column(staff, $"/en/activities/{meeting}/attendance.csv", 0));
        foreach (var list in new[] { "commitments", $"projects/{bridges.Project}/risks", "minutes", "evidence", $"activities/{meeting}/attendance" })
        {
            using var workbook = await staff.Client.GetAsync($"/en/{list}.xlsx");
            Assert.Equal(SheetWriter.MediaType, workbook.Content.Headers.ContentType!.MediaType);
            Assert.True(await workbook.Content.ReadAsByteArrayAsync() is [(byte)'P', (byte)'K', ..]);
        }

        // Each page leads to its files.
        foreach (var list in new[] { "commitments?state=all", $"projects/{bridges.Project}/risks", "minutes", "evidence" })
        {
            var links = (await staff.Open($"/en/{list}")).QuerySelectorAll(".export-links a").Select(a => a.GetAttribute("href")!).ToList();
            Assert.Equal([ListExport.AddressOf($"/en/{list}", "csv"), ListExport.AddressOf($"/en/{list}", "xlsx")], links);
        }

        // Of the closed meeting nobody else reads anything; the donor gets what is the donor's; a meeting that names nobody has no list.
        Assert.Equal(["The booklet is printed."], await Column(await bridges.As(Role.Researcher), "/en/minutes.csv", 5));
        Assert.Equal(["agenda"], await Column(await bridges.As(Role.Donor, bridges.Lead), "/en/evidence.csv", 0));
        Assert.Empty(await Column(await bridges.As(Role.Donor, bridges.Lead), "/en/commitments.csv?state=all", 0));
        Assert.Equal(HttpStatusCode.NotFound, (await staff.Client.GetAsync($"/en/activities/{closed}/attendance.csv")).StatusCode);

        Commitment Commitment(Guid record, string text) => new() { RecordKind = "activity", RecordId = record, ProjectId = bridges.Project, Text = new LocalText(text) };
        EvidencePiece Piece(Guid record, EvidenceKind kind, Sensitivity sensitivity) => new() { RecordKind = "activity", RecordId = record, ProjectId = bridges.Project, Kind = kind, Sensitivity = sensitivity, Address = "https://example.org/", AddedAt = DateTime.UtcNow };
    }

    [Theory, OnBothDatabases]
    public async Task What_a_donor_looked_at_is_told_by_project_and_record_and_to_that_projects_coordinator_only(Provider provider)
    {
        await using var bridges = await Consortium.Start(provider);
        var workshop = await bridges.Activity("Workshop on waste water");
        var other = Guid.CreateVersion7();
        await bridges.Site.WithDb(async db =>
        {
            db.Add(new Projects.Project { Id = other, Slug = "other", Title = PublishedText.Own(new LocalText("Another project")), Visibility = Projects.ProjectVisibility.Public });
            await db.SaveChangesAsync();
        });
        await bridges.Site.AddAccount("elsewhere@bridges.test", new Membership { Role = Role.Coordinator, ProjectId = other });
        var donor = await bridges.As(Role.Donor, bridges.Lead);
        await bridges.Site.WithDb(db => db.Set<ViewLogEntry>().ExecuteDeleteAsync());
        await donor.Open($"/en/activities/{workshop}");
        await donor.Open("/en/p/bridges");
        await donor.Open($"/en/projects/{other}");
        (await donor.Client.GetAsync($"/en/activities.csv?project={bridges.Project}&q=planted")).EnsureSuccessStatusCode();
        var log = await bridges.Site.WithDb(db => db.Set<ViewLogEntry>().OrderBy(v => v.At).ToListAsync());
        Assert.Equal([bridges.Project, bridges.Project, other, bridges.Project], log.Select(v => v.ProjectId));
        Assert.Equal([ViewPurpose.Read, ViewPurpose.Read, ViewPurpose.Read, ViewPurpose.Export], log.Select(v => v.Purpose));

        var page = await (await bridges.As(Role.Coordinator)).Open("/en/admin/views");
        var rows = page.QuerySelectorAll("tbody tr").Select(r => r.TextContent).ToList();
        Assert.Equal(3, rows.Count);
        Assert.Contains(rows, r => r.Contains("Workshop on waste water", StringComparison.Ordinal) && r.Contains("Bridges", StringComparison.Ordinal) && r.Contains("Activities", StringComparison.Ordinal));
        Assert.Contains(rows, r => r.Contains("taken along as a file", StringComparison.Ordinal));
        Assert.DoesNotContain(rows, r => r.Contains("{", StringComparison.Ordinal) || r.Contains("planted", StringComparison.Ordinal));
        using var elsewhere = await bridges.Site.SignIn("elsewhere@bridges.test");
        Assert.Contains("Another project", Assert.Single((await elsewhere.Open("/en/admin/views")).QuerySelectorAll("tbody tr")).TextContent);
        Assert.Equal(3, (await Column(await bridges.As(Role.Coordinator), "/en/admin/views.csv", 0)).Count);
    }

    [Theory, OnBothDatabases]
    public async Task Who_was_in_which_part_of_the_agenda_is_kept_part_by_part_and_each_person_counts_once(Provider provider)
    {
        await using var bridges = await Consortium.Start(provider);
        var workshop = await bridges.Activity("Two days");
        var (first, second, closed) = (new Session { ActivityId = workshop, Number = 1, Kind = SessionKind.Panel, Day = Consortium.FirstDay, Title = PublishedText.Own(new LocalText("Water")) },
            new Session { ActivityId = workshop, Number = 2, Kind = SessionKind.Panel, Day = Consortium.SecondDay }, new Session { ActivityId = workshop, Number = 3, Kind = SessionKind.Roundtable, Confidentiality = Confidentiality.ChathamHouse });
        await bridges.Site.WithDb(async db => { db.AddRange(first, second, closed); await db.SaveChangesAsync(); });
        var (ana, arben) = (await bridges.Person("Ana", "Anić"), await bridges.Person("Arben", "Arbeni"));
        await bridges.Record(workshop, ana);
        var staff = await bridges.As(Role.Coordinator);

        // The second part, chosen in the line: the person was there on its day.
        var page = await staff.Open($"/en/activities/{workshop}/attendance");
        page = await staff.Submit(page, "#attendance-add", new() { ["Form.Name"] = "Arbeni", ["Form.Session"] = second.Id.ToString() });
        page = await staff.Submit(page, "#attendance-add");
        Assert.Equal([(Consortium.SecondDay, second.Id)], await Days(arben));

        // In the list both parts are ticked for Ana; the Chatham House roundtable has no column at all.
        Assert.Equal(2, page.QuerySelectorAll("#attendance-list thead th abbr[title^='Part ']").Length);
        var row = page.QuerySelectorAll("#attendance-list tbody tr").Single(r => r.TextContent.Contains("Ana", StringComparison.Ordinal));
        var id = row.QuerySelector("input[name=Row]")!.GetAttribute("value")!.Split(' ')[0];
        var fields = page.QuerySelectorAll("#attendance-list form input, #attendance-list form select").Select(f => f.GetAttribute("name")!);
        Assert.DoesNotContain(page.QuerySelectorAll("#attendance-list input"), i => i.GetAttribute("value") == closed.Id.ToString());
        Assert.Contains($"Sessions.{id}", fields);
        page = await staff.Submit(page, "#attendance-list form", new() { [$"Sessions.{id}"] = first.Id.ToString() });
        Assert.Equal([(Consortium.FirstDay, Guid.Empty), (Consortium.FirstDay, first.Id)], (await Days(ana)).Order());
        Assert.Contains("Part 1: Water: 1, Part 2: 1", page.QuerySelector("#attendance-totals")!.TextContent);
        Assert.Equal(2, await bridges.Counted(workshop));
        Assert.Equal(2, (await bridges.Totals(workshop)).PersonDays);

        // The file has a column for each day and each part.
        var lines = (await staff.Client.GetStringAsync($"/en/activities/{workshop}/attendance.csv")).Split("\r\n");
        Assert.Contains("Part 1", lines[0]);
        Assert.DoesNotContain("Part 3", lines[0]);

        async Task<List<(DateOnly, Guid)>> Days(Guid person) => await bridges.Site.WithDb(async db =>
            (await db.Set<AttendedDay>().Where(d => db.Set<Attended>().Any(a => a.Id == d.AttendedId && a.PersonId == person)).ToListAsync()).ConvertAll(d => (d.Day, d.SessionId)));
    }

    private static async Task<IReadOnlyList<string>> Column(Visitor reader, string address, int column)
    {
        using var answer = await reader.Client.GetAsync(address);
        answer.EnsureSuccessStatusCode();
        using var table = SheetReader.Open(new MemoryStream(await answer.Content.ReadAsByteArrayAsync()), "list.csv");
        return [.. table.Rows().Skip(1).Select(r => r[column + 1].Text)];
    }
}
