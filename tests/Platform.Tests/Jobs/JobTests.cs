using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Uramost.Platform.Contracts;
using Uramost.Platform.Data;
using Uramost.Platform.Jobs;
using Uramost.Platform.Language;
using Uramost.Platform.People;

namespace Uramost.Platform.Tests.Jobs;

/// <summary>Work in the background: it is asked for with the record, done once, taken over, called off, given up and taken up again.</summary>
public sealed class JobTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>What the handlers of a test do and have done.</summary>
    private sealed class Script
    {
        public readonly ConcurrentQueue<string> Ran = new();
        public readonly TaskCompletionSource Go = new(TaskCreationOptions.RunContinuationsAsynchronously);
        public Func<JobContext, IServiceProvider, Task> Work = (_, _) => Task.CompletedTask;
    }

    private sealed class Quick(Script script, IServiceProvider services) : IJobHandler
    {
        public string Kind => "test.quick";

        public Type Words => typeof(Uramost.Platform.Jobs.Words);

        public int MaxAttempts => 2;

        public async Task Run(JobContext job)
        {
            script.Ran.Enqueue(job.Key);
            await script.Work(job, services);
        }
    }

    private sealed class Long(Script script) : IJobHandler
    {
        public string Kind => "test.long";

        public Type Words => typeof(Uramost.Platform.Jobs.Words);

        public bool IsLong => true;

        public async Task Run(JobContext job)
        {
            script.Ran.Enqueue(job.Key);
            await script.Go.Task.WaitAsync(job.Cancelled);
        }
    }

    private static async Task<(TestSite Site, Script Script)> Start(Provider provider, params string[] arguments)
    {
        var script = new Script();
        return (await TestSite.StartWith(provider, Handlers(script), false, arguments), script);
    }

    private static Action<IServiceCollection> Handlers(Script script) => s => s.AddSingleton(script).AddJob<Quick>().AddJob<Long>();

    private static async Task<Guid> Ask(TestSite site, string kind = "test.quick", string? key = null)
    {
        await using var scope = site.Scope();
        var db = scope.ServiceProvider.GetRequiredService<PlatformDb>();
        var job = await scope.ServiceProvider.GetRequiredService<JobQueue>().Enqueue(db, kind, null, key);
        await db.SaveChangesAsync();
        return job.Id;
    }

    private static Task<Job> Find(TestSite site, Guid id) => site.WithDb(db => db.Set<Job>().AsNoTracking().SingleAsync(j => j.Id == id));

    private static async Task<Job> Until(TestSite site, Guid id, Func<Job, bool> reached)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            var job = await Find(site, id);
            if (reached(job)) return job;
            Assert.False(patience.IsCancellationRequested, $"The job is still {job.State} after {job.Attempts} attempts: {job.Detail}");
            await Task.Delay(20);
        }
    }

    [Theory, OnBothDatabases]
    public async Task A_job_exists_exactly_when_the_record_does(Provider provider)
    {
        var (site, script) = await Start(provider);
        await using var _ = site;
        await site.WithDb(async db =>
        {
            await using var scope = site.Scope();
            var queue = scope.ServiceProvider.GetRequiredService<JobQueue>();
            await using (var transaction = await db.Database.BeginTransactionAsync())
            {
                db.Add(new Account { Id = Guid.NewGuid(), UserName = "rolled back" });
                await queue.Enqueue(db, "test.quick", key: "never");
                await db.SaveChangesAsync();
                await transaction.RollbackAsync();
            }

            db.ChangeTracker.Clear();
            db.Add(new Account { Id = Guid.NewGuid(), UserName = "kept" });
            await queue.Enqueue(db, "test.quick", key: "once");
            await db.SaveChangesAsync();
        });
        var again = await Ask(site, key: "once");
        await Until(site, again, j => j.State == JobState.Done);
        Assert.Equal(["once"], script.Ran);
        Assert.Equal(1, await site.WithDb(db => db.Users.CountAsync()));
        Assert.False(await site.WithDb(db => db.Set<Job>().AnyAsync(j => j.Key == "never")));
    }

    [Theory, OnBothDatabases]
    public async Task A_part_that_is_committed_is_not_done_again_when_the_job_runs_again(Provider provider)
    {
        var (site, script) = await Start(provider);
        await using var _ = site;
        var first = true;
        script.Work = async (job, _) =>
        {
            await job.Apply("first", (db, _) => { db.Add(new Account { Id = Guid.NewGuid(), Language = "first" }); return Task.CompletedTask; });
            if (first)
            {
                first = false;
                throw new InvalidOperationException("cut off between two parts");
            }

            await job.Apply("second", (db, _) => { db.Add(new Account { Id = Guid.NewGuid(), Language = "second" }); return Task.CompletedTask; });
        };
        var id = await Ask(site);
        var waiting = await Until(site, id, j => j.State == JobState.Waiting && j.Problem != null);
        Assert.Contains("cut off between two parts", waiting.Detail);
        await Retry(site, id);
        await Until(site, id, j => j.State == JobState.Done);
        Assert.Equal(["first", "second"], await site.WithDb(db => db.Users.Select(u => u.Language).OrderBy(n => n).ToListAsync()));
        Assert.Equal(2, script.Ran.Count);
    }

    [Theory, OnBothDatabases]
    public async Task A_stale_workers_commit_is_refused(Provider provider)
    {
        var (site, script) = await Start(provider);
        await using var _ = site;
        var refused = new TaskCompletionSource<bool>();
        script.Work = async (job, services) =>
        {
            if (job.Attempt > 1) return;
            try
            {
                await job.Apply("effect", async (db, _) =>
                {
                    db.Add(new Account { Id = Guid.NewGuid(), UserName = "stale" });
                    // What another node's claim does to the row, seen from inside the old node's work.
                    await db.Set<Job>().Where(j => j.Id == job.Id).ExecuteUpdateAsync(s => s.SetProperty(j => j.Fence, j => j.Fence + 1));
                });
            }
            catch (LeaseLostException)
            {
                refused.SetResult(true);
                throw;
            }

            refused.SetResult(false);
        };
        var id = await Ask(site);
        Assert.True(await refused.Task.WaitAsync(Patience));
        await Until(site, id, j => j.State == JobState.Done);
        Assert.Equal(0, await site.WithDb(db => db.Users.CountAsync()));
        Assert.Equal(0, await site.WithDb(db => db.AuditLinks.CountAsync()));
    }

    [Theory, OnBothDatabases]
    public async Task A_job_whose_node_is_gone_is_taken_over(Provider provider)
    {
        var (site, script) = await Start(provider);
        await using var _ = site;
        var job = new Job
        {
            Kind = "test.quick", Key = "orphan", State = JobState.Running, Owner = "a node that is gone", Fence = 7, Attempts = 1,
            CreatedAt = DateTime.UtcNow, DueAt = DateTime.UtcNow.AddSeconds(2),
        };
        await site.WithDb(async db => { db.Add(job); await db.SaveChangesAsync(); });
        var done = await Until(site, job.Id, j => j.State == JobState.Done);
        Assert.Equal(8, done.Fence);
        Assert.Equal(2, done.Attempts);
        Assert.Equal(["orphan"], script.Ran);
    }

    [Theory, OnBothDatabases]
    public async Task A_job_that_kills_its_node_each_time_is_given_up_in_words(Provider provider)
    {
        var (site, script) = await Start(provider);
        await using var _ = site;
        var job = new Job { Kind = "test.quick", Key = "deadly", State = JobState.Running, Owner = "gone", Fence = 2, Attempts = 2, CreatedAt = DateTime.UtcNow, DueAt = DateTime.UtcNow };
        await site.WithDb(async db => { db.Add(job); await db.SaveChangesAsync(); });
        var dead = await Until(site, job.Id, j => j.State == JobState.Dead);
        Assert.Contains("stopped in the middle", Wording.FromJson(dead.Problem)!.English);
        Assert.Empty(script.Ran);
    }

    [Theory, OnBothDatabases]
    public async Task Work_is_done_in_the_order_in_which_it_is_due_and_recurring_work_stands_in_the_same_line(Provider provider)
    {
        var (site, script) = await Start(provider, "--Jobs:Slots=1");
        await using var _ = site;
        script.Work = (job, _) => job.Key == "gate" ? script.Go.Task : Task.CompletedTask;
        var gate = await Ask(site, key: "gate");
        await Until(site, gate, j => j.State == JobState.Running);
        var now = DateTime.UtcNow;
        await site.WithDb(async db =>
        {
            for (var i = 0; i < 60; i++) db.Add(new Job { Kind = "test.quick", Key = $"{i:00}", CreatedAt = now, DueAt = now.AddMilliseconds(-100 + i) });
            db.Add(new Job { Kind = "test.quick", Key = "recurring", CreatedAt = now, DueAt = now.AddMilliseconds(-100 + 29.5), Schedule = "every 01:00:00" });
            await db.SaveChangesAsync();
        });
        script.Go.SetResult();
        var last = await site.WithDb(db => db.Set<Job>().Where(j => j.Key == "59").Select(j => j.Id).SingleAsync());
        await Until(site, last, j => j.State == JobState.Done);
        Assert.Equal(["gate", .. Enumerable.Range(0, 30).Select(i => $"{i:00}"), "recurring", .. Enumerable.Range(30, 30).Select(i => $"{i:00}")], script.Ran);
        var recurring = await site.WithDb(db => db.Set<Job>().SingleAsync(j => j.Key == "recurring"));
        Assert.Equal((JobState.Waiting, 0), (recurring.State, recurring.Attempts));
        Assert.True(recurring.DueAt > now.AddMinutes(59));
    }

    [Theory, OnBothDatabases]
    public async Task Long_work_never_takes_the_last_place(Provider provider)
    {
        var (site, script) = await Start(provider, "--Jobs:Slots=2");
        await using var _ = site;
        var longs = new List<Guid>();
        for (var i = 0; i < 3; i++) longs.Add(await Ask(site, "test.long"));
        await Until(site, longs[0], j => j.State == JobState.Running);
        await Until(site, await Ask(site), j => j.State == JobState.Done);
        Assert.Equal(1, await site.WithDb(db => db.Set<Job>().CountAsync(j => j.State == JobState.Running && j.Kind == "test.long")));
        script.Go.SetResult();
        foreach (var id in longs) await Until(site, id, j => j.State == JobState.Done);
    }

    [Theory, OnBothDatabases]
    public async Task Work_is_called_off_while_it_waits_and_while_it_runs(Provider provider)
    {
        var (site, script) = await Start(provider, "--Jobs:Slots=2");
        await using var _ = site;
        var runs = await Ask(site, "test.long");
        var waits = await Ask(site, "test.long");
        await Until(site, runs, j => j.State == JobState.Running);
        await site.WithDb(async db =>
        {
            await using var scope = site.Scope();
            var queue = scope.ServiceProvider.GetRequiredService<JobQueue>();
            Assert.True(await queue.Cancel(db, waits));
            Assert.True(await queue.Cancel(db, runs));
        });
        Assert.Equal(JobState.Cancelled, (await Find(site, waits)).State);
        await Until(site, runs, j => j.State == JobState.Cancelled);
        Assert.Single(script.Ran);
        Assert.False(script.Go.Task.IsCompleted);
    }

    [Theory, OnBothDatabases]
    public async Task What_fails_for_good_says_why_and_goes_on_where_it_stopped(Provider provider)
    {
        var (site, script) = await Start(provider);
        await using var _ = site;
        var full = true;
        script.Work = async (job, _) =>
        {
            await job.Apply("first", (db, _) => { db.Add(new Account { Id = Guid.NewGuid(), UserName = "first" }); return Task.CompletedTask; });
            if (full) throw new WordedException(DiskFull.Wording) { IsFinal = true };
        };
        var id = await Ask(site);
        var dead = await Until(site, id, j => j.State == JobState.Dead);
        Assert.Equal(1, dead.Attempts);
        Assert.Contains("disk", Wording.FromJson(dead.Problem)!.English);
        full = false;
        await Retry(site, id);
        await Until(site, id, j => j.State == JobState.Done);
        Assert.Equal(1, await site.WithDb(db => db.Users.CountAsync()));
    }

    [Theory, OnBothDatabases]
    public async Task A_node_that_stops_gives_its_work_back(Provider provider)
    {
        await using var database = await TestDatabase.Create(provider);
        var script = new Script();
        var first = await TestSite.StartOn(database, Handlers(script));
        var id = await Ask(first, "test.long");
        await Until(first, id, j => j.State == JobState.Running);
        await first.DisposeAsync();
        script.Go.SetResult();
        await using var second = await TestSite.StartOn(database, Handlers(script));
        var done = await Until(second, id, j => j.State == JobState.Done);
        Assert.Equal(1, done.Attempts);
        Assert.Equal(2, script.Ran.Count);
    }

    [Theory, OnBothDatabases]
    public async Task A_raised_version_reaches_every_node_and_a_rollback_raises_nothing(Provider provider)
    {
        await using var site = await TestSite.Start(provider);
        await using var other = await site.SecondNode();
        var (here, there) = (site.Services.GetRequiredService<IVersions>(), other.Services.GetRequiredService<IVersions>());
        await site.WithDb(async db =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            await here.Bump(db, VersionNames.PublicPages);
            await db.SaveChangesAsync();
            await transaction.RollbackAsync();
        });
        Assert.Equal(0, here.Current(VersionNames.PublicPages));
        for (var i = 0; i < 2; i++)
        {
            var before = there.Current(VersionNames.PublicPages);
            await site.WithDb(async db => { await here.Bump(db, VersionNames.PublicPages); await db.SaveChangesAsync(); });
            Assert.NotEqual(before, here.Current(VersionNames.PublicPages));
            using var patience = new CancellationTokenSource(Patience);
            while (there.Current(VersionNames.PublicPages) != here.Current(VersionNames.PublicPages)) await Task.Delay(20, patience.Token);
        }
    }

    private static Task Retry(TestSite site, Guid id) => site.WithDb(async db =>
    {
        await using var scope = site.Scope();
        Assert.True(await scope.ServiceProvider.GetRequiredService<JobQueue>().Retry(db, id));
    });
}
