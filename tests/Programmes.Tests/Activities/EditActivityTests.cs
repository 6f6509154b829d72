using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Microsoft.EntityFrameworkCore;
using Uramost.Platform.Contracts;
using Uramost.Platform.Language;
using Uramost.Platform.Organisations;
using Uramost.Platform.People;
using Uramost.Programmes.Activities;
using Uramost.Programmes.Counts;
using Uramost.Programmes.Projects;

namespace Uramost.Programmes.Tests.Activities;

/// <summary>A coordinator writes an activity down, makes mistakes, is interrupted by a colleague, and copies it for the next time. No script runs.</summary>
public sealed class EditActivityTests
{
    [Theory, OnBothDatabases]
    public async Task An_activity_is_written_down_corrected_fought_over_and_copied(Provider provider)
    {
        await using var site = await TestSite.Start(provider);
        var project = await ProgrammesRightsTests.AddProject(site, "ours", ProjectVisibility.Public);
        await site.WithDb(async db =>
        {
            var kcss = new Organisation { Name = PublishedText.AsPublished("Kosovar Centre for Security Studies", "en"), Acronym = "KCSS" };
            db.Add(kcss);
            db.Add(new ProjectOrganisation { ProjectId = project, OrganisationId = kcss.Id, Role = ProjectRole.Partner });
            await db.SaveChangesAsync();
        });
        await site.AddAccount("one@example.org", new Membership { Role = Role.Coordinator, ProjectId = project });
        await site.AddAccount("two@example.org", new Membership { Role = Role.Coordinator, ProjectId = project });
        using var one = await site.SignIn("one@example.org");
        using var two = await site.SignIn("two@example.org");

        // Refused at the fields, in Albanian, and nothing typed is lost.
        var page = await one.Open($"/sq/activities/new?project={project}");
        page = await one.Submit(page, "#activity", new()
        {
            ["Form.Title.Sq"] = "Punëtori për rininë", ["Form.Kind"] = "", ["Form.Start"] = "31.2.2024", ["Form.Places"] = "Mitrovica", ["Form.Organisers[0].Name"] = "Askush", ["Form.State"] = "Cancelled",
        });
        foreach (var field in new[] { "Form-Kind", "Form-Start", "Form-Places", "Form-Organisers-0-Name" }) Assert.NotNull(page.QuerySelector($"#{field}-problem"));
        Assert.Contains("pse u shty ose u anulua", page.Body!.TextContent);
        Assert.Equal("Punëtori për rininë", page.QuerySelector<IHtmlInputElement>("#Form-Title-Sq")!.Value);
        Assert.Equal("31.2.2024", page.QuerySelector("#Form-Start")!.GetAttribute("value"));
        Assert.Equal(0, await site.WithDb(db => db.Set<Activity>().CountAsync()));

        page = await one.Submit(page, "#activity", new()
        {
            ["Form.Kind"] = "workshop", ["Form.Start"] = "2024-04-25", ["Form.Places"] = "Вучитрн\nMitrovica e Veriut", ["Form.Organisers[0].Name"] = "kcss", ["Form.State"] = "Held",
            ["Form.Sessions[0].Kind"] = "Panel", ["Form.Sessions[0].Title.Sq"] = "Çfarë ka ndryshuar", ["Form.Sessions[0].From"] = "10:00", ["Form.Groups"] = "youth",
            ["Form.Roles[0].Name"] = "Jane Doe", ["Form.Roles[0].Role"] = "OpeningSpeaker", ["Form.Roles[0].Title"] = "Ambassador", ["Form.Roles[0].Session"] = "1",
        });
        var id = await site.WithDb(db => db.Set<Activity>().Select(a => a.Id).SingleAsync());
        Assert.Contains("Punëtori për rininë", page.QuerySelector("h1")!.TextContent);
        foreach (var text in new[] { "25 prill 2024", "Vushtrri", "Kosovar Centre for Security Studies", "Çfarë ka ndryshuar", "Jane Doe", "Ambassador", "Të rinjtë" }) Assert.Contains(text, page.QuerySelector("main")!.TextContent);

        // Two have it open; the second sees both versions and takes one field of the first.
        var (mine, theirs) = (await one.Open($"/en/activities/{id}/edit"), await two.Open($"/en/activities/{id}/edit"));
        await two.Submit(theirs, "#activity", new() { ["Form.Title.En"] = "Workshop for youth", ["Form.Summary.En"] = "Said by two." });
        var conflict = await one.Submit(mine, "#activity", new() { ["Form.Title.En"] = "Youth workshop", ["Form.Summary.En"] = "Said by one." });
        var differences = conflict.QuerySelector(".notice-warm table")!.TextContent;
        foreach (var text in new[] { "Youth workshop", "Workshop for youth", "Said by one.", "Said by two." }) Assert.Contains(text, differences);
        await one.Submit(conflict, "#activity", new() { ["Form.Take"] = "Title" });
        var saved = await site.WithDb(db => db.Set<Activity>().AsNoTracking().SingleAsync());
        Assert.Equal(("Workshop for youth", "Said by one."), (saved.Title.Words.En, saved.Summary.En));

        // What a source says is written down beside it; a part cannot be larger than the whole.
        var counts = await one.Open($"/en/activities/{id}/counts");
        counts = await one.Submit(counts, "form.sheet", new() { ["Form.Rows[0].Measure"] = "Attendances", ["Form.Rows[0].Value"] = "22", ["Form.Rows[0].Printed"] = "Twenty-two", ["Form.Rows[0].Women"] = "23" });
        Assert.NotNull(counts.QuerySelector("#Form-Rows-0-Women-problem"));
        var shown = await one.Submit(counts, "form.sheet", new() { ["Form.Rows[0].Women"] = "12" });
        Assert.Contains("22 attendances", shown.QuerySelector("main")!.TextContent);
        Assert.Equal(22, await site.WithDb(db => db.Set<Activity>().Select(a => a.Attendances).SingleAsync()));
        Assert.Equal(12, (await site.WithDb(db => db.Set<DeclaredCount>().SingleAsync())).Breakdown.Single(b => b.By == BreakdownBy.Women).Value);

        // The next one like it: everything but what belongs to that day.
        var copy = await one.Open($"/en/activities/new?copy={id}");
        Assert.Equal("Workshop for youth", copy.QuerySelector<IHtmlInputElement>("#Form-Title-En")!.Value);
        Assert.Equal("", copy.QuerySelector("#Form-Start")!.GetAttribute("value") ?? "");
        await one.Submit(copy, "#activity", new() { ["Form.Start"] = "2030-05-01" });
        var next = await site.WithDb(db => db.Set<Activity>().AsNoTracking().Include(a => a.Sessions).Include(a => a.Places).SingleAsync(a => a.Id != id));
        Assert.Equal((ActivityState.Planned, 1, 2, (int?)null), (next.State, next.Sessions.Count, next.Places.Count, next.Attendances));
    }

    [Theory, OnBothDatabases]
    public async Task A_project_is_begun_and_turned_inside_out(Provider provider)
    {
        await using var site = await TestSite.Start(provider);
        await site.AddAccount("admin@example.org", new Membership { Role = Role.Administrator });
        using var admin = await site.SignIn("admin@example.org");
        var organisation = await admin.Submit(await admin.Open("/en/organisations/new"), "#organisation", new() { ["Form.Name"] = "NGO Aktiv", ["Form.Seat"] = "North Mitrovica" });
        Assert.Contains("NGO Aktiv", organisation.QuerySelector("h1")!.TextContent);
        var twice = await admin.Submit(await admin.Open("/en/organisations/new"), "#organisation", new() { ["Form.Name"] = "NGO AKTIV" });
        Assert.Contains("One organisation is one record", twice.Body!.TextContent);

        var page = await admin.Submit(await admin.Open("/en/projects/new"), "#project", new() { ["Form.Title.En"] = "Bridges", ["Form.Slug"] = "Bridges!", ["Form.Start"] = "2018-10" });
        Assert.NotNull(page.QuerySelector("#Form-Slug-problem"));
        page = await admin.Submit(page, "#project", new() { ["Form.Slug"] = "bridges", ["Form.Organisations[0].Name"] = "NGO Aktiv", ["Form.Organisations[0].Role"] = "Lead", ["Form.Budget[0].Label"] = "Travel", ["Form.Budget[0].Amount"] = "1500,50" });
        Assert.Contains("October 2018", page.QuerySelector("main")!.TextContent);
        Assert.Contains("1,500.50 EUR", page.QuerySelector("main")!.TextContent);
        var project = await site.WithDb(db => db.Set<Project>().SingleAsync());
        var held = await ProgrammesRightsTests.Add(site, project.Id, "Held inside", ActivityState.Held, Confidentiality.Public);
        using var visitor = site.Visitor();
        await visitor.Open($"/en/activities/{held}", System.Net.HttpStatusCode.NotFound);
        await admin.Submit(await admin.Open($"/en/projects/{project.Id}/edit"), "#project", new() { ["Form.Visibility"] = "Public" });
        await visitor.Open($"/en/activities/{held}");
        Assert.Single((await visitor.Open("/en/activities?q=held")).QuerySelectorAll("main tbody tr"));
        Assert.Contains("Bridges", (await visitor.Open("/en/p/bridges")).QuerySelector("h1")!.TextContent);
    }
}
