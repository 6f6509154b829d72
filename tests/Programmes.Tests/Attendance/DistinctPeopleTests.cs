using Microsoft.EntityFrameworkCore;
using Uramost.Platform.Jobs;
using Uramost.Platform.People;
using Uramost.Platform.People.Persons;
using Uramost.Programmes.Attendance;

namespace Uramost.Programmes.Tests.Attendance;

/// <summary>Whoever two organisations keep is counted once, by a job, and the number tells when it was counted.</summary>
public sealed class DistinctPeopleTests
{
    [Fact]
    public void Linked_records_are_one_person_and_links_to_people_who_were_not_there_change_nothing()
    {
        var (a, b, c, d, absent) = (Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid());
        HashSet<Guid> there = [a, b, c, d];
        Assert.Equal(4, DistinctPeople.Count(there, []));
        Assert.Equal(3, DistinctPeople.Count(there, [new HashSet<Guid> { a, b }]));
        Assert.Equal(2, DistinctPeople.Count(there, [new HashSet<Guid> { a, b, c, absent }]));
        Assert.Equal(4, DistinctPeople.Count(there, [new HashSet<Guid> { a, absent }, new HashSet<Guid> { Guid.NewGuid(), absent }]));
        Assert.Equal(0, DistinctPeople.Count(new HashSet<Guid>(), [new HashSet<Guid> { a, b }]));
    }

    [Theory, OnBothDatabases]
    public async Task A_coordinator_links_two_records_asks_for_the_count_and_reads_it_with_its_time(Provider provider)
    {
        await using var bridges = await Consortium.Start(provider);
        var (first, second) = (await bridges.Activity("First"), await bridges.Activity("Second"));
        var ana = await bridges.Person("Ana", "Anić");
        var anaToo = await bridges.Person("Ana", "Anić", keeper: bridges.Partner);
        var arben = await bridges.Person("Arben", "Arbeni");
        await bridges.Record(first, ana);
        await bridges.Record(second, anaToo);
        await bridges.Record(first, arben);
        await bridges.Record(second, arben);
        await bridges.Record(second, await bridges.Person("Besa", "Besi"), state: AttendanceState.NoShow);
        await bridges.Do<LinkPersons>(links => links.Link(ana, anaToo));

        var staff = await bridges.As(Role.Coordinator);
        var page = await staff.Open($"/en/projects/{bridges.Project}/overview");
        Assert.Contains("Not counted yet", page.Body!.TextContent);
        await staff.Submit(page, "form:has(input[value=distinct])");
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while (await bridges.Site.WithDb(db => db.Set<Job>().AnyAsync(j => j.Kind == CountDistinctPeople.JobKind && j.Schedule == null && j.State != JobState.Done))) await Task.Delay(50, patience.Token);
        var counted = await bridges.Site.WithDb(db => db.Set<DistinctPeople>().SingleAsync(d => d.ProjectId == bridges.Project));
        Assert.Equal((3, 2), (counted.Persons, counted.People));
        var shown = (await staff.Open($"/en/projects/{bridges.Project}/overview")).QuerySelector("section:has(#distinct-title)")!.TextContent;
        Assert.Contains("2", shown);
        Assert.Contains("from 3 records; counted ", shown);

        // Who is not a coordinator reads the number and cannot ask for it; the link itself is in no table in the clear.
        Assert.Null((await (await bridges.As(Role.Analyst)).Open($"/en/projects/{bridges.Project}/overview")).QuerySelector("form:has(input[value=distinct])"));
        var link = await bridges.Site.WithDb(db => db.Set<LinkedPerson>().Select(l => l.Members).SingleAsync());
        Assert.DoesNotContain(ana.ToString(), System.Text.Encoding.UTF8.GetString(link), StringComparison.OrdinalIgnoreCase);
    }
}
