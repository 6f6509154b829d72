using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Uramost.Platform.Jobs;
using Uramost.Web;
using Uramost.Web.Commands;

// A node of the product as a process of its own, with one kind of work that a test can count: it is started by the
// tests of many nodes, which kill and freeze it.
var call = CommandLine.Parse(args);
var app = Site.Build(new SiteOptions(call.Location, false, call.Rest), services => services.AddJob<CountedWork>());
await Serve.Prepare(app);
await app.StartAsync();
Console.WriteLine($"listening on {app.Urls.First()}");
await app.WaitForShutdownAsync();

/// <summary>Writes one row per part into a table of the test, a little at a time.</summary>
internal sealed class CountedWork : IJobHandler
{
    public string Kind => "test.counted";

    public Type Words => typeof(Uramost.Platform.Jobs.Words);

    public int MaxAttempts => 100;

    public async Task Run(JobContext job)
    {
        var (parts, pause) = (job.Payload<Parts>().Count, TimeSpan.FromMilliseconds(job.Payload<Parts>().PauseMilliseconds));
        for (var i = 0; i < parts; i++)
        {
            var part = i;
            await job.Apply($"{part}", async (db, _) =>
            {
                await db.Database.ExecuteSqlAsync($"""INSERT INTO "test_effect" ("JobId", "Part", "Process") VALUES ({job.Id}, {part}, {Environment.ProcessId})""");
                // Half of the time is spent inside the transaction, so that a kill or a freeze hits it there too.
                await Task.Delay(pause);
            });
            job.Progress(i + 1, parts);
            await Task.Delay(pause, job.Cancelled);
        }
    }

    internal sealed record Parts(int Count, int PauseMilliseconds);
}
