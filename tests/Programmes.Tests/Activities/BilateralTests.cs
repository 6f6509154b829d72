using Microsoft.EntityFrameworkCore;
using Uramost.Platform.Contracts;
using Uramost.Platform.Language;
using Uramost.Platform.People;
using Uramost.Programmes.Activities;
using Uramost.Programmes.Tests.Attendance;

namespace Uramost.Programmes.Tests.Activities;

/// <summary>A delegation meets leaders one after the other: written down in one form, read as one programme, and told no further than it may be.</summary>
public sealed class BilateralTests
{
    [Theory, OnBothDatabases]
    public async Task A_series_is_written_in_one_form_and_read_as_one_programme(Provider provider)
    {
        await using var bridges = await Consortium.Start(provider);
        var staff = await bridges.As(Role.Coordinator);
        var page = await staff.Submit(await staff.Open($"/en/bilaterals/new?project={bridges.Project}"), "#bilaterals", new()
        {
            ["Form.Title.En"] = "Meetings in the capital", ["Form.Delegation.En"] = "representatives of civil society", ["Form.Delegation.Sq"] = "përfaqësues të shoqërisë civile",
            ["Form.Rows[0].Day"] = "2024-06-20", ["Form.Rows[0].From"] = "14:00", ["Form.Rows[0].State"] = "Held", ["Form.Rows[0].Place"] = "Vučitrn", ["Form.Rows[0].With"] = "Ana Anić; Speaker of the Assembly",
            ["Form.Rows[0].Organisation"] = "SM", ["Form.Rows[0].Outcome.En"] = "A second meeting was agreed.",
            ["Form.Rows[1].Day"] = "2024-06-20", ["Form.Rows[1].From"] = "09:30", ["Form.Rows[1].State"] = "Held", ["Form.Rows[1].With"] = "Arben Arbeni; Prime Minister\nBesa Besi; Adviser",
            ["Form.Rows[2].Day"] = "2024-06-21", ["Form.Rows[2].State"] = "Held", ["Form.Rows[2].Confidentiality"] = "ChathamHouse", ["Form.Rows[2].Outcome.En"] = "Talks continue.",
        });
        var series = await bridges.Site.WithDb(db => db.Set<Activity>().SingleAsync(a => a.IsSeries));
        Assert.Equal((new DateOnly(2024, 6, 20), new DateOnly(2024, 6, 21), SearchVisibility.Public), (series.StartsOn!.Value, series.EndsOn!.Value, series.Visibility));

        // In order of day and hour, whom with and what came of it; the third under the Chatham House Rule without anybody.
        using var visitor = bridges.Site.Visitor();
        page = await visitor.Open($"/en/bilaterals/{series.Id}");
        var rows = page.QuerySelectorAll("tbody tr").Select(r => r.TextContent).ToList();
        Assert.Equal(3, rows.Count);
        Assert.Contains("09:30", rows[0]);
        Assert.Contains("Prime Minister", rows[0]);
        Assert.Contains("Besa Besi", rows[0]);
        Assert.Contains("A second meeting was agreed.", rows[1]);
        Assert.Contains("Severni most", rows[1]);
        Assert.Contains("Talks continue.", rows[2]);
        Assert.Contains("Bilateral meeting", rows[2]);
        Assert.Contains("përfaqësues të shoqërisë civile", (await visitor.Open($"/sq/bilaterals/{series.Id}")).Body!.TextContent);
        Assert.Contains("Takim bilateral: Prime Minister", (await visitor.Open($"/sq/bilaterals/{series.Id}")).Body!.TextContent);
        Assert.Contains("Bilateral meeting: Speaker of the Assembly", await visitor.Client.GetStringAsync($"/en/bilaterals/{series.Id}/meetings.csv"));
        Assert.Equal("3", (await visitor.Open("/en/bilaterals")).QuerySelector("tbody td.number")!.TextContent);

        // What was public is closed: names and offices go from every page and file, the meeting from the public programme.
        var edit = await staff.Open($"/en/bilaterals/{series.Id}/edit");
        Assert.Equal("Arben Arbeni; Prime Minister\nBesa Besi; Adviser", edit.QuerySelector("[name='Form.Rows[0].With']")!.TextContent.Trim().ReplaceLineEndings("\n"));
        edit = await staff.Submit(edit, "#bilaterals", new() { ["Form.Rows[0].Confidentiality"] = "ChathamHouse" });
        Assert.Contains("names nobody", edit.QuerySelector("#bilaterals .problem")!.TextContent);
        await staff.Submit(await staff.Open($"/en/bilaterals/{series.Id}/edit"), "#bilaterals", new() { ["Form.Rows[0].Confidentiality"] = "ChathamHouse", ["Form.Rows[0].With"] = "", ["Form.Rows[0].Title.En"] = "Bilateral meeting", ["Form.Rows[0].Title.Sq"] = "Takim dypalësh", ["Form.Rows[0].Title.Sr"] = "Bilateralni sastanak" });
        foreach (var path in new[] { $"/en/bilaterals/{series.Id}", $"/en/bilaterals/{series.Id}/meetings.csv", $"/en/activities/{series.Id}", "/en/activities?q=arbeni" })
        {
            var text = System.Text.RegularExpressions.Regex.Replace(await visitor.Client.GetStringAsync(path), "value=\"arbeni\"|q=arbeni", "");
            Assert.DoesNotContain("arbeni", text, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("Prime Minister", text, StringComparison.Ordinal);
        }

        // Nor do those who may change it read whom it was with.
        Assert.DoesNotContain("Arbeni", await staff.Client.GetStringAsync($"/en/bilaterals/{series.Id}/edit"));
        Assert.DoesNotContain("Arbeni", await staff.Client.GetStringAsync($"/en/bilaterals/{series.Id}"));
    }

    [Theory, OnBothDatabases]
    public async Task Of_two_who_edit_one_series_the_second_sees_both_versions_of_each_meeting(Provider provider)
    {
        await using var bridges = await Consortium.Start(provider);
        var (one, other) = (await bridges.As(Role.Coordinator), await bridges.As(Role.Coordinator, name: "second"));
        await one.Submit(await one.Open($"/en/bilaterals/new?project={bridges.Project}"), "#bilaterals", new() { ["Form.Title.En"] = "Meetings", ["Form.Rows[0].Day"] = "2024-06-20", ["Form.Rows[0].Title.En"] = "First" });
        var edit = $"/en/bilaterals/{await bridges.Site.WithDb(db => db.Set<Activity>().Where(a => a.IsSeries).Select(a => a.Id).SingleAsync())}/edit";
        var (mine, theirs) = (await one.Open(edit), await other.Open(edit));
        await one.Submit(mine, "#bilaterals", new() { ["Form.Rows[0].Outcome.En"] = "One wrote this." });
        var both = await other.Submit(theirs, "#bilaterals", new() { ["Form.Rows[0].Outcome.En"] = "The other wrote that.", ["Form.Title.En"] = "Meetings of June" });
        Assert.Contains("One wrote this.", both.QuerySelector("[role=alert] tbody")!.TextContent);
        await other.Submit(both, "#bilaterals", new() { ["Form.Take"] = both.QuerySelector("[role=alert] tbody tr:last-child input")!.GetAttribute("value")! });
        var (series, meeting) = await bridges.Site.WithDb(async db => (await db.Set<Activity>().SingleAsync(a => a.IsSeries), await db.Set<Activity>().SingleAsync(a => !a.IsSeries)));
        Assert.Equal(("Meetings of June", "One wrote this."), (series.Title.Words.En, meeting.Summary.En));
    }
}
