using System.Net;
using System.Net.Http.Headers;
using Microsoft.EntityFrameworkCore;
using Uramost.Platform.Contracts;
using Uramost.Platform.Language;
using Uramost.Platform.Organisations;
using Uramost.Platform.People;
using Uramost.Programmes.Activities;
using Uramost.Programmes.Projects;
using Uramost.Programmes.Tests.Attendance;

namespace Uramost.Programmes.Tests.Activities;

/// <summary>What a project brings beside the common things: own kinds, strands, series with their editions, works, a donor's emblem.</summary>
public sealed class RoomsOfAProjectTests
{
    [Theory, OnBothDatabases]
    public async Task A_project_adds_a_kind_uses_it_and_cannot_remove_it_while_it_is_used(Provider provider)
    {
        await using var bridges = await Consortium.Start(provider);
        var staff = await bridges.As(Role.Coordinator);
        var address = $"/en/projects/{bridges.Project}/kinds";
        await staff.Submit(await staff.Open(address), "form.sheet", new()
        {
            ["Form.Rows[0].Name.En"] = "Street theatre", ["Form.Rows[0].Name.Sq"] = "Teatër rruge", ["Form.Rows[0].Name.Sr"] = "Ulično pozorište", ["Form.Rows[1].Name.En"] = "Podcast", ["Form.Rows[1].HasReach"] = "true",
        });
        var kinds = await bridges.Site.WithDb(db => db.Set<ActivityKind>().OrderBy(k => k.Code).ToListAsync());
        Assert.Equal(2, kinds.Count);
        var (podcast, theatre) = (kinds[0].Code, kinds[1].Code);
        Assert.True(ActivityKinds.HasReach(podcast));
        Assert.False(ActivityKinds.HasReach(theatre));

        await New(staff, bridges, new() { ["Form.Kind"] = theatre, ["Form.Title.En"] = "On the bridge" });
        Assert.Contains("Ulično pozorište", (await staff.Open($"/sr-latn/activities?kind={theatre}")).QuerySelector("tbody")!.TextContent);

        // Used: it keeps its place, and its name may change; unused: it may go.
        var page = await staff.Open(address);
        Assert.Single(page.QuerySelectorAll("input[name$='.Remove']"));
        page = await staff.Submit(page, "form.sheet", new() { ["Form.Rows[0].Remove"] = "true", ["Form.Rows[1].Remove"] = "true", ["Form.Rows[0].Name.En"] = "Street theatre play", ["Form.Rows[1].Name.En"] = "Street theatre play" });
        Assert.Equal("Street theatre play", Assert.Single(await bridges.Site.WithDb(db => db.Set<ActivityKind>().ToListAsync())).Name.En);
        await (await bridges.As(Role.Officer, bridges.Partner)).Open(address, HttpStatusCode.NotFound);
    }

    [Theory, OnBothDatabases]
    public async Task The_third_annual_summit_with_a_discussion_inside_it_stands_in_its_series_and_strand(Provider provider)
    {
        await using var bridges = await Consortium.Start(provider);
        var staff = await bridges.As(Role.Coordinator);
        await staff.Submit(await staff.Open($"/en/series/new?project={bridges.Project}"), "#series", new() { ["Form.Title.En"] = "Annual summit", ["Form.Title.Sq"] = "Samiti vjetor", ["Form.Kind"] = "summit", ["Form.Announced"] = "5" });
        await staff.Submit(await staff.Open($"/en/fields/new?project={bridges.Project}"), "#field", new() { ["Form.Title.En"] = "Trust", ["Form.Assumptions[0].En"] = "Both sides keep talking." });
        var (series, strand) = await bridges.Site.WithDb(async db => ((await db.Set<Series>().SingleAsync()).Id, (await db.Set<FieldOfWork>().SingleAsync()).Id));
        await New(staff, bridges, new() { ["Form.Kind"] = "summit", ["Form.Title.En"] = "Third summit", ["Form.Series"] = series.ToString(), ["Form.Edition"] = "3", ["Form.Field"] = strand.ToString(), ["Form.Start"] = "2024-05-01", ["Form.State"] = "Held" });
        var summit = await bridges.Site.WithDb(async db => (await db.Set<Activity>().SingleAsync()).Id);
        await New(staff, bridges, new() { ["Form.Kind"] = "expert-discussion", ["Form.Title.En"] = "Discussion inside", ["Form.Parent"] = summit.ToString(), ["Form.Start"] = "2024-05-01", ["Form.State"] = "Held" });

        // A visitor reads the edition in its series, the part in its whole, and the assumption of the strand.
        using var visitor = bridges.Site.Visitor();
        var page = await visitor.Open($"/en/series/{series}");
        Assert.Contains("1 of 5 announced", page.Body!.TextContent);
        Assert.Equal("3", page.QuerySelector("tbody td.number")!.TextContent);
        page = await visitor.Open($"/en/activities/{summit}");
        Assert.Contains("Discussion inside", page.Body!.TextContent);
        Assert.Contains("Annual summit", page.Body.TextContent);
        page = await visitor.Open($"/en/fields/{strand}");
        Assert.Contains("Both sides keep talking.", page.Body!.TextContent);
        Assert.Contains("Third summit", page.Body.TextContent);
        Assert.Contains("Samiti vjetor", await visitor.Client.GetStringAsync("/sq/series.csv"));
        Assert.Contains("Both sides keep talking.", await visitor.Client.GetStringAsync("/en/fields.csv"));

        // A whole that has parts is offered no whole of its own: parts never go round in a ring.
        Assert.Null((await staff.Open($"/en/activities/{summit}/edit")).QuerySelector("select[name='Form.Parent']"));

        // Of two who edit the series, the second sees both versions.
        var other = await bridges.As(Role.Coordinator, name: "second");
        var (first, second) = (await staff.Open($"/en/series/{series}/edit"), await other.Open($"/en/series/{series}/edit"));
        await staff.Submit(first, "#series", new() { ["Form.Announced"] = "6" });
        var both = await other.Submit(second, "#series", new() { ["Form.Announced"] = "7" });
        Assert.Contains("6", both.QuerySelector("[role=alert] tbody")!.TextContent);
        await other.Submit(both, "#series", new() { ["Form.Take"] = "Announced" });
        Assert.Equal(6, await bridges.Site.WithDb(db => db.Set<Series>().Select(s => s.Announced).SingleAsync()));
    }

    [Theory, OnBothDatabases]
    public async Task A_report_is_added_to_the_activity_it_came_out_of_found_by_language_and_removed(Provider provider)
    {
        await using var bridges = await Consortium.Start(provider);
        var workshop = await bridges.Activity("Workshop");
        var closed = await bridges.Activity("Closed", Confidentiality.Closed);
        var staff = await bridges.As(Role.Coordinator);
        foreach (var (title, activity) in new[] { ("Voda bez granica", workshop), ("Zatvoreni izveštaj", closed) })
        {
            var page = await staff.Submit(await staff.Open($"/en/works/new?project={bridges.Project}&activity={activity}"), "#work", new()
            {
                ["Form.Original"] = title, ["Form.OriginalLanguage"] = "sr", ["Form.Title.En"] = "Water", ["Form.Authors"] = "Ana Anić\nArben Arbeni", ["Form.Published"] = "2024-04", ["Form.Outlet"] = "SM", ["Form.Address"] = "https://example.org/voda", ["Form.Languages"] = "sr",
            });
            Assert.Contains("/works", staff.Last.RequestMessage!.RequestUri!.AbsolutePath);
        }

        using var visitor = bridges.Site.Visitor();
        var list = await visitor.Open("/en/works?language=sr");
        Assert.Contains("Ana Anić", list.QuerySelector("tbody")!.TextContent);
        Assert.Contains("April 2024", list.QuerySelector("tbody")!.TextContent);
        Assert.DoesNotContain("Zatvoreni izveštaj", list.Body!.TextContent);
        Assert.Null((await visitor.Open("/en/works?language=sq")).QuerySelector("tbody"));
        Assert.DoesNotContain("Zatvoreni", await visitor.Client.GetStringAsync("/en/works.csv"));
        Assert.Contains("Voda bez granica", (await visitor.Open($"/en/activities/{workshop}")).Body!.TextContent);

        // An address that is none and an unknown outlet are refused at their fields, and what was typed stays.
        var work = await bridges.Site.WithDb(async db => (await db.Set<Work>().ToListAsync()).Single(w => w.Title.Original == "Voda bez granica").Id);
        var edit = await staff.Submit(await staff.Open($"/en/works/{work}/edit"), "#work", new() { ["Form.Address"] = "voda", ["Form.Outlet"] = "Nobody knows" });
        Assert.Equal(2, edit.QuerySelectorAll("#work .problem").Length);
        Assert.Equal("Nobody knows", edit.QuerySelector("[name='Form.Outlet']")!.GetAttribute("value"));
        await staff.Submit(await staff.Open($"/en/works/{work}/edit"), "form:has(.button-danger)");
        Assert.DoesNotContain("Voda bez granica", (await visitor.Open($"/en/activities/{workshop}")).Body!.TextContent);
    }

    [Theory, OnBothDatabases]
    public async Task A_donors_emblem_stands_on_the_public_overview_and_on_the_printed_sheet(Provider provider)
    {
        await using var bridges = await Consortium.Start(provider);
        var workshop = await bridges.Activity("Workshop");
        await bridges.Site.WithDb(async db =>
        {
            db.Add(new DonorProfile { ProjectId = bridges.Project, OrganisationId = bridges.Lead, Funding = PublishedText.Own(new LocalText("Paid by the donor.")) });
            await db.SaveChangesAsync();
        });
        var staff = await bridges.As(Role.Coordinator);
        var address = $"/en/projects/{bridges.Project}/emblem/{bridges.Lead}";

        // A text is no picture: refused in words, nothing kept.
        Assert.Contains("picture", (await Upload("not a picture"u8.ToArray(), "emblem.png")).ToLowerInvariant());
        Assert.Null(await bridges.Site.WithDb(db => db.Set<DonorProfile>().Select(d => d.EmblemFileId).SingleAsync()));
        await Upload(Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="), "emblem.png");
        var file = await bridges.Site.WithDb(db => db.Set<DonorProfile>().Select(d => d.EmblemFileId).SingleAsync());
        Assert.NotNull(file);

        using var visitor = bridges.Site.Visitor();
        var picture = (await visitor.Open("/en/p/bridges")).QuerySelector("img.emblem")!;
        Assert.Equal("Emblem: Severni most", picture.GetAttribute("alt"));
        using var answer = await visitor.Client.GetAsync(picture.GetAttribute("src"));
        Assert.Equal("image/png", answer.Content.Headers.ContentType!.MediaType);
        Assert.NotNull((await staff.Open($"/en/activities/{workshop}/sheet")).QuerySelector(".sheet-head img.emblem"));

        // The project turns internal and loses its donor: the overview and the emblem are gone for visitors at once, kept pages too.
        await staff.Submit(await staff.Open($"/en/projects/{bridges.Project}/edit"), "#project", new() { ["Form.Visibility"] = "Internal", ["Form.Donors[0].Name"] = "" });
        await visitor.Open("/en/p/bridges", HttpStatusCode.NotFound);
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.Client.GetAsync(picture.GetAttribute("src"))).StatusCode);
        // The donor was taken out of the form: the profile went, and the picture with it.
        Assert.Equal((0, 0), await bridges.Site.WithDb(async db => (await db.Set<DonorProfile>().CountAsync(), await db.Set<Platform.Files.StoredFile>().CountAsync())));

        async Task<string> Upload(byte[] bytes, string name)
        {
            var page = await staff.Open(address);
            using var content = new MultipartFormDataContent();
            foreach (var field in page.QuerySelectorAll("form.sheet input[type=hidden]")) content.Add(new StringContent(field.GetAttribute("value")!), field.GetAttribute("name")!);
            var file = new ByteArrayContent(bytes);
            file.Headers.ContentType = new MediaTypeHeaderValue("image/png");
            content.Add(file, "Form.File", name);
            using var sent = await staff.Client.PostAsync(address, content);
            return await sent.Content.ReadAsStringAsync();
        }
    }

    private static async Task New(Visitor staff, Consortium bridges, Dictionary<string, string> values)
    {
        values.TryAdd("Form.Start", "2024-05-01");
        var page = await staff.Submit(await staff.Open($"/en/activities/new?project={bridges.Project}"), "#activity", values);
        Assert.True(page.QuerySelector("#activity") is null, page.QuerySelector(".problems")?.TextContent ?? page.QuerySelector("[role=alert]")?.TextContent);
    }
}
