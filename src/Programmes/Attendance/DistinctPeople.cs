using Microsoft.EntityFrameworkCore;
using Uramost.Platform.Data;
using Uramost.Platform.Jobs;
using Uramost.Platform.People.Persons;
using Uramost.Programmes.Activities;
using Uramost.Programmes.Projects;

namespace Uramost.Programmes.Attendance;

/// <summary>
/// How many people took part in a project when those count once who are kept by several organisations and whom a
/// coordinator linked. A number alone: who is linked with whom lies sealed and is opened only while it is counted.
/// </summary>
[Index(nameof(ProjectId), IsUnique = true)]
public sealed class DistinctPeople
{
    /// <summary>Version 7.</summary>
    public Guid Id { get; set; } = Guid.CreateVersion7();

    /// <summary>The project.</summary>
    public Guid ProjectId { get; set; }

    /// <summary>Records of persons who were there, each organisation's counted for itself.</summary>
    public int Persons { get; set; }

    /// <summary>People: linked records count as one.</summary>
    public int People { get; set; }

    /// <summary>When it was counted, UTC.</summary>
    public DateTime CountedAt { get; set; }

    /// <summary>How many people some records of persons are, where each group is one person.</summary>
    public static int Count(IReadOnlySet<Guid> persons, IEnumerable<IReadOnlySet<Guid>> groups) =>
        persons.Count - groups.Sum(g => Math.Max(0, g.Count(persons.Contains) - 1));
}

/// <summary>Counts distinct people across organisations, for each project: by night, and when a coordinator asks.</summary>
public sealed class CountDistinctPeople(PlatformDb reading, TimeProvider clock) : IJobHandler
{
    /// <summary>The kind.</summary>
    public const string JobKind = "programmes.distinct-people";

    /// <inheritdoc/>
    public string Kind => JobKind;

    /// <inheritdoc/>
    public Type Words => typeof(Words);

    /// <inheritdoc/>
    public string? Schedule => "daily 02:10";

    /// <inheritdoc/>
    public bool IsLong => true;

    /// <inheritdoc/>
    public async Task Run(JobContext job)
    {
        var projects = await reading.Set<Project>().OrderBy(p => p.Id).Select(p => p.Id).ToListAsync(job.Cancelled);
        for (var i = 0; i < projects.Count; i++)
        {
            var project = projects[i];
            await job.Apply($"{project:N} {job.StartedAt:O}", async (db, services) =>
            {
                var persons = (await db.Set<Attended>().Where(a => AttendanceStates.Counted.Contains(a.State) && db.Set<Activity>().Any(x => x.Id == a.ActivityId && x.ProjectId == project))
                    .Select(a => a.PersonId).Distinct().ToListAsync()).ToHashSet();
                var groups = await ((LinkPersons)services.GetService(typeof(LinkPersons))!).Groups();
                var counted = await db.Set<DistinctPeople>().SingleOrDefaultAsync(d => d.ProjectId == project);
                if (counted is null) db.Add(counted = new DistinctPeople { ProjectId = project });
                (counted.Persons, counted.People, counted.CountedAt) = (persons.Count, DistinctPeople.Count(persons, groups), clock.GetUtcNow().UtcDateTime);
                await db.SaveChangesAsync();
            });
            job.Progress(i + 1, projects.Count);
        }
    }
}
