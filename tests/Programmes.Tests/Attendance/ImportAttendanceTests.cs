using Microsoft.EntityFrameworkCore;
using Uramost.Platform.Contracts;
using Uramost.Platform.Data;
using Uramost.Platform.Language;
using Uramost.Platform.Organisations;
using Uramost.Platform.People.Persons;
using Uramost.Programmes.Activities;
using Uramost.Programmes.Attendance;
using Uramost.Programmes.Projects;

namespace Uramost.Programmes.Tests.Attendance;

/// <summary>The list of those who were at an activity comes in as a table.</summary>
public sealed class ImportAttendanceTests
{
    private const string List = "Name,Organisation,Municipality,Gender,Age,Day\nAna Petrović,Most,Zvečan,f,34,1.2.2022\nArben Krasniqi,Ura,Vushtrri,m,51,2.2.2022\n";

    [Theory, OnBothDatabases]
    public async Task People_are_registered_and_counted_once(Provider provider)
    {
        await using var site = await TestSite.Start(provider);
        var (project, organisation) = (new Project { Slug = "test", Title = PublishedText.AsPublished("Test", "en") }, new Organisation { Name = PublishedText.AsPublished("NGO", "en") });
        var (open, closed) = (new Activity { Kind = "workshop", ProjectId = project.Id, OwnerId = organisation.Id, State = ActivityState.Held, Title = PublishedText.AsPublished("Open", "en") },
            new Activity { Kind = "focus-group", ProjectId = project.Id, State = ActivityState.Held, Confidentiality = Confidentiality.Closed, Title = PublishedText.AsPublished("Closed", "en") });
        open.SetDate(When.Days(new DateOnly(2022, 2, 1), new DateOnly(2022, 2, 2)));
        await site.WithDb(async db =>
        {
            db.AddRange(project, organisation, open, closed);
            return await db.SaveChangesAsync();
        });
        Assert.Equal(2, (await site.Import("attendance", open.Id, List)).New);
        Assert.Equal((0, 0, 2), await site.Import("attendance", open.Id, List) is var again ? (again.New, again.Changed, again.Same) : default);
        Assert.Equal(1, (await site.Import("attendance", open.Id, List.Replace("Zvečan,f,34,1.2.2022", "Zvečan,f,34,2.2.2022"))).New);
        await site.WithDb(async db =>
        {
            Assert.Equal(2, await db.Set<PersonIdentity>().CountAsync());
            var rows = await db.Set<Attended>().ToListAsync();
            Assert.All(rows, r => Assert.Equal("xk", r.Side));
            Assert.Equal(3, await db.Set<AttendedDay>().CountAsync());
            Assert.Equal((2, 2), await db.Set<Activity>().Where(a => a.Id == open.Id).Select(a => new { a.ListedAttendances, a.Attendances }).SingleAsync() is var count ? (count.ListedAttendances, count.Attendances) : default);
        });
        var wrong = await site.Preview("attendance", open.Id, "Name,Day\nMira Jović,3.2.2022\n");
        Assert.Contains("not a day of the activity", Assert.Single(wrong.Problems).Message);
        await Assert.ThrowsAsync<NamesNotTakenException>(() => site.Preview("attendance", closed.Id, List));
    }
}
