using System.Net;
using Microsoft.EntityFrameworkCore;
using Uramost.Platform.Commitments;
using Uramost.Platform.Contracts;
using Uramost.Platform.Language;
using Uramost.Platform.People;
using Uramost.Programmes.Meetings;
using Uramost.Programmes.Tests.Attendance;

namespace Uramost.Programmes.Tests.Meetings;

/// <summary>A consortium meets: what was said and decided, who has to do what by when, and what could go wrong.</summary>
public sealed class MinutesTests
{
    [Theory, OnBothDatabases]
    public async Task Who_was_there_what_was_decided_and_who_has_to_do_what_make_one_page(Provider provider)
    {
        await using var bridges = await Consortium.Start(provider);
        var meeting = await bridges.Activity("Second consortium meeting", kind: "consortium-meeting", oneDay: true);
        await bridges.Record(meeting, await bridges.Person("Ana", "Anić", organisation: "Severni most"));
        var staff = await bridges.As(Role.Coordinator);
        var page = await staff.Open($"/en/activities/{meeting}/minutes");
        Assert.Contains("not written yet", page.Body!.TextContent);
        await staff.Submit(await staff.Open($"/en/activities/{meeting}/minutes/edit"), "form.sheet", new() { ["Form.Text.En"] = "The budget was discussed.\n\nThe calendar was agreed.", ["Form.AdoptedOn"] = "2024-03-20" });
        await staff.Submit(await staff.Open($"/en/activities/{meeting}/decisions/add"), "form.sheet", new() { ["Form.Text.En"] = "The booklet is printed in three languages." });
        await staff.Submit(await staff.Open($"/en/commitments/add/activity/{meeting}?back=/activities/{meeting}/minutes"), "form.sheet", new()
        {
            ["Form.Text.En"] = "Send the text to the printer", ["Form.OrganisationId"] = bridges.Partner.ToString(), ["Form.DueOn"] = "2024-04-01",
        });
        await staff.Submit(await staff.Open($"/en/projects/{bridges.Project}/risks/add?activity={meeting}"), "form.sheet", new() { ["Form.Text.En"] = "The venue is cancelled", ["Form.Likelihood"] = "High", ["Form.Impact"] = "Low" });

        page = await staff.Open($"/en/activities/{meeting}/minutes");
        var text = page.QuerySelector("article.minutes")!.TextContent;
        foreach (var words in new[] { "adopted on 20 March 2024", "Ana Anić", "Severni most", "The calendar was agreed.", "printed in three languages", "Send the text to the printer", "Ura e Jugut", "overdue by", "The venue is cancelled" }) Assert.Contains(words, text);
        Assert.Equal(2, page.QuerySelectorAll(".minutes .prose p").Length);
        // A reader of another language is told which one is shown instead.
        Assert.Contains("English", (await staff.Open($"/sq/activities/{meeting}/minutes")).QuerySelector(".missing")!.TextContent);
        Assert.Contains("The venue is cancelled", (await staff.Open($"/en/projects/{bridges.Project}/risks")).QuerySelector("tbody")!.TextContent);

        // The donor reads results, not minutes; another project's coordinator reads nothing.
        await (await bridges.As(Role.Donor, bridges.Lead)).Open($"/en/activities/{meeting}/minutes", HttpStatusCode.NotFound);
        await (await bridges.As(Role.Researcher)).Open($"/en/projects/{bridges.Project}/risks", HttpStatusCode.NotFound);
    }

    [Theory, OnBothDatabases]
    public async Task What_is_overdue_stands_first_and_each_finds_what_is_theirs(Provider provider)
    {
        await using var bridges = await Consortium.Start(provider);
        var meeting = await bridges.Activity("Consortium meeting");
        var mine = await bridges.Site.AddAccount("mine@bridges.test", new Membership { Role = Role.Officer, ProjectId = bridges.Project, OrganisationId = bridges.Partner });
        var today = DateOnly.FromDateTime(DateTime.UtcNow);
        await bridges.Site.WithDb(async db =>
        {
            db.Add(Make("later", today.AddDays(10)));
            db.Add(Make("long overdue", today.AddDays(-40)));
            db.Add(Make("without a date", null));
            db.Add(Make("a day overdue", today.AddDays(-1), mine));
            var done = Make("done", today.AddDays(-90));
            done.Settle(CommitmentState.Done, today.AddDays(-80));
            db.Add(done);
            await db.SaveChangesAsync();
        });
        var staff = await bridges.As(Role.Coordinator);
        Assert.Equal(["long overdue", "a day overdue", "later", "without a date"], await Texts(staff, "/en/commitments"));
        Assert.Equal(["long overdue", "a day overdue"], await Texts(staff, "/en/commitments?state=overdue"));
        Assert.Equal(["done"], await Texts(staff, "/en/commitments?state=settled"));
        Assert.Equal(5, (await Texts(staff, "/en/commitments?state=all")).Count);
        using var owner = await bridges.Site.SignIn("mine@bridges.test");
        Assert.Equal(["a day overdue"], await Texts(owner, "/en/commitments?mine=true"));

        // The owner says that it is done; dropping it needs a reason.
        var page = await owner.Open("/en/commitments?mine=true");
        page = await owner.Open(page.QuerySelector("tbody a")!.GetAttribute("href")!);
        page = await owner.Submit(page, "form.sheet", new() { ["Form.State"] = "Dropped" });
        Assert.Contains("Say why", page.Body!.TextContent);
        await owner.Submit(page, "form.sheet", new() { ["Form.State"] = "Done" });
        Assert.Equal(["long overdue"], await Texts(staff, "/en/commitments?state=overdue"));
        Assert.Empty(await Texts(await bridges.As(Role.Donor, bridges.Lead), "/en/commitments?state=all"));

        Commitment Make(string text, DateOnly? due, Guid? ownerId = null)
        {
            var made = new Commitment { RecordKind = "activity", RecordId = meeting, ProjectId = bridges.Project, Text = new LocalText(text), OwnerId = ownerId };
            made.Due(due);
            return made;
        }
    }

    [Theory, OnBothDatabases]
    public async Task Of_two_who_edit_the_minutes_the_second_sees_both_versions_and_chooses(Provider provider)
    {
        await using var bridges = await Consortium.Start(provider);
        var meeting = await bridges.Activity("Consortium meeting");
        var (one, other) = (await bridges.As(Role.Coordinator), await bridges.As(Role.Coordinator, name: "second"));
        var edit = $"/en/activities/{meeting}/minutes/edit";
        var (first, second) = (await one.Open(edit), await other.Open(edit));
        await one.Submit(first, "form.sheet", new() { ["Form.Text.En"] = "The first wrote this." });
        var both = await other.Submit(second, "form.sheet", new() { ["Form.Text.En"] = "The second wrote that." });
        Assert.Contains("The first wrote this.", both.QuerySelector(".notice")!.TextContent);
        Assert.Contains("The second wrote that.", both.QuerySelector("textarea[name='Form.Text.En']")!.TextContent);
        Assert.Equal("The first wrote this.", await Text());
        await other.Submit(both, "form.sheet");
        Assert.Equal("The second wrote that.", await Text());

        Task<string?> Text() => bridges.Site.WithDb(async db => (await db.Set<Minutes>().AsNoTracking().SingleAsync()).Text.En);
    }

    [Theory, OnBothDatabases]
    public async Task Minutes_of_a_meeting_that_names_nobody_refuse_a_name_in_either_script_and_any_case(Provider provider)
    {
        await using var bridges = await Consortium.Start(provider);
        var meeting = await bridges.Activity("Chatham House meeting", Confidentiality.ChathamHouse);
        await bridges.Person("Milena", "Stojanović");
        await bridges.Person("Arben", "Krasniqi");
        var staff = await bridges.As(Role.Coordinator);
        var page = await staff.Open($"/en/activities/{meeting}/minutes/edit");
        foreach (var (field, text, named) in new[]
        {
            ("Form.Text.Sr", "Затим је говорила Милена Стојановић о води.", "Милена Стојановић"), ("Form.Text.Sr", "Po mišljenju Milene Stojanović, rok je kratak.", "Milene Stojanović"),
            ("Form.Text.Sq", "Sipas Arben Krasniqit, afati është i shkurtër.", "Arben Krasniqit"), ("Form.Text.En", "Krasniqi Arben objected.", "Krasniqi Arben"),
        })
        {
            page = await staff.Submit(page, "form.sheet", new() { ["Form.Text.En"] = "", ["Form.Text.Sq"] = "", ["Form.Text.Sr"] = "", [field] = text });
            Assert.Contains(named, page.QuerySelector(".problem")!.TextContent);
        }

        Assert.False(await bridges.Site.WithDb(db => db.Set<Minutes>().AnyAsync()));
        await staff.Submit(page, "form.sheet", new() { ["Form.Text.En"] = "A participant from the north said that the Water Law is late.", ["Form.Text.Sq"] = "", ["Form.Text.Sr"] = "" });
        Assert.True(await bridges.Site.WithDb(db => db.Set<Minutes>().AnyAsync()));
    }

    private static async Task<List<string>> Texts(Visitor visitor, string path) =>
        [.. (await visitor.Open(path)).QuerySelectorAll("tbody tr").Select(r => r.QuerySelector("td")!.TextContent.Trim().Split("English")[0].Trim())];
}
