using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Uramost.Platform.Data;
using Uramost.Platform.Jobs;
using Uramost.Web;

namespace Uramost.Site.Tests.Nodes;

/// <summary>Identical nodes on one PostgreSQL: one is killed and one is frozen in the middle of work, and nothing is lost or done twice.</summary>
public sealed class ManyNodesTests
{
    // With four places on each of three nodes, nine jobs give each node work, and eight places are left when one is gone.
    private const int Parts = 30, Jobs = 9;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90), Frozen = TimeSpan.FromSeconds(15);

    private sealed record Effect(Guid JobId, int Part, int Process);

    [Fact]
    public async Task A_killed_and_a_frozen_node_lose_nothing_and_nothing_is_done_twice()
    {
        await using var database = await TestDatabase.Create(Provider.PostgreSql);
        KeyRing.LoadOrCreate(database.Location.Directory);
        await using var services = new ServiceCollection().AddLogging().AddUramost(new SiteOptions(database.Location, false, [])).BuildServiceProvider();
        await With(services, async (db, _) => await db.Database.ExecuteSqlRawAsync("""CREATE TABLE "test_effect" ("JobId" uuid, "Part" integer, "Process" integer)"""));
        await using var first = await NodeProcess.Node(database.Location);
        await using var second = await NodeProcess.Node(database.Location);
        await using var third = await NodeProcess.Node(database.Location);
        Assert.NotEqual(first.Url, second.Url);

        // Killed in the middle of work.
        var jobs = await Ask(services, Jobs);
        await Until(services, "all nodes work", e => e.Select(x => x.Process).Distinct().Count() == 3);
        await first.Kill();
        var killed = Stopwatch.StartNew();
        var orphans = await With(services, async (db, _) => await db.Set<Job>().Where(j => j.State == JobState.Running && j.Owner!.Contains($"/{first.Id}/")).Select(j => j.Id).ToListAsync());
        Assert.NotEmpty(orphans);
        await Until(services, "the killed node's work goes on", e => orphans.Any(o => e.Any(x => x.JobId == o && x.Process != first.Id)));
        // Told, not judged: how long it takes on a busy machine says little.
        TestContext.Current.TestOutputHelper?.WriteLine($"The killed node's work went on after {killed.Elapsed.TotalSeconds:0.0} s.");
        await Finished(services, jobs);

        // Frozen in the middle of work for fifteen seconds: it keeps its connections and believes that it holds its jobs.
        jobs = await Ask(services, Jobs);
        await Until(services, "both living nodes work", e => jobs.Any(j => e.Any(x => x.JobId == j && x.Process == second.Id)) && jobs.Any(j => e.Any(x => x.JobId == j && x.Process == third.Id)));
        second.Freeze();
        var frozen = Stopwatch.StartNew();
        await Finished(services, jobs);
        TestContext.Current.TestOutputHelper?.WriteLine($"All work of the frozen node was done {frozen.Elapsed.TotalSeconds:0.0} s after it froze.");
        if (frozen.Elapsed < Frozen) await Task.Delay(Frozen - frozen.Elapsed);
        second.Wake();

        // Awake again it works on, and what it held from before is refused.
        var last = await Ask(services, Jobs);
        await Finished(services, last);
        Assert.False(second.HasEnded, second.Output);
        using var client = new HttpClient();
        Assert.True((await client.GetAsync($"{second.Url}/en")).IsSuccessStatusCode);

        var effects = await Effects(services);
        Assert.Equal(3 * Jobs * Parts, effects.Count);
        Assert.Equal(effects.Count, effects.Select(e => (e.JobId, e.Part)).Distinct().Count());
    }

    [Fact]
    public async Task What_one_node_saves_is_there_on_the_other()
    {
        await using var database = await TestDatabase.Create(Provider.PostgreSql);
        KeyRing.LoadOrCreate(database.Location.Directory);
        await using var real = await NodeProcess.Site(database.Location);
        await using var inside = await TestSite.StartOn(database);
        var versions = inside.Services.GetRequiredService<Platform.Contracts.IVersions>();
        await inside.WithDb(async db => { await versions.Bump(db, Platform.Contracts.VersionNames.PublicPages); await db.SaveChangesAsync(); });
        using var there = new Visitor(real.Url);
        using var here = new Visitor(inside.Url);
        Assert.Equal((await here.Open("/en")).Title, (await there.Open("/en")).Title);
    }

    private static async Task<T> With<T>(ServiceProvider services, Func<PlatformDb, IServiceProvider, Task<T>> work)
    {
        await using var scope = services.CreateAsyncScope();
        return await work(scope.ServiceProvider.GetRequiredService<PlatformDb>(), scope.ServiceProvider);
    }

    private static Task<List<Guid>> Ask(ServiceProvider services, int count) => With(services, async (db, scope) =>
    {
        var queue = scope.GetRequiredService<JobQueue>();
        var jobs = new List<Guid>();
        for (var i = 0; i < count; i++) jobs.Add((await queue.Enqueue(db, "test.counted", new { Count = Parts, PauseMilliseconds = 25 })).Id);
        await db.SaveChangesAsync();
        return jobs;
    });

    private static Task<List<Effect>> Effects(ServiceProvider services) =>
        With(services, (db, _) => db.Database.SqlQueryRaw<Effect>("""SELECT "JobId", "Part", "Process" FROM "test_effect" """).ToListAsync());

    private static async Task Until(ServiceProvider services, string what, Func<List<Effect>, bool> reached)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (!reached(await Effects(services)))
        {
            Assert.False(patience.IsCancellationRequested, $"Not reached: {what}");
            await Task.Delay(20);
        }
    }

    private static async Task Finished(ServiceProvider services, List<Guid> jobs)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            var open = await With(services, (db, _) => db.Set<Job>().AsNoTracking().Where(j => jobs.Contains(j.Id) && j.State != JobState.Done).ToListAsync());
            if (open.Count == 0) return;
            Assert.False(patience.IsCancellationRequested, string.Join('\n', open.Select(j => $"{j.State} {j.Owner} {j.Attempts} {j.Detail}")));
            await Task.Delay(50);
        }
    }
}
