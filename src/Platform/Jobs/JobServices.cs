using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Uramost.Platform.Contracts;
using Uramost.Platform.Data;

namespace Uramost.Platform.Jobs;

/// <summary>Registers work in the background.</summary>
public static class JobServices
{
    /// <summary>Registers the handler of a kind of jobs.</summary>
    public static IServiceCollection AddJob<THandler>(this IServiceCollection services)
        where THandler : class, IJobHandler => services.AddScoped<IJobHandler, THandler>();

    internal static IServiceCollection AddJobs(this IServiceCollection services)
    {
        services.AddOptions<JobOptions>().BindConfiguration("Jobs");
        services.AddSingleton<JobSignal>();
        services.AddScoped<JobQueue>();
        services.AddScoped<JobKinds>();
        services.AddSingleton<JobWorker>();
        services.AddHostedService(s => s.GetRequiredService<JobWorker>());
        services.AddSingleton<NodeVersions>();
        services.AddSingleton<IVersions>(s => s.GetRequiredService<NodeVersions>());
        services.AddHostedService(s => s.GetRequiredService<NodeVersions>());
        return services.AddJob<TidyJobs>();
    }

    internal static void AddTables(ModelBuilder model)
    {
        model.Entity<Job>().ToTable("platform_job");
        model.Entity<JobStep>().ToTable("platform_job_step");
        model.Entity<VersionRow>().ToTable("platform_version");
    }

    /// <summary>The single row of recurring work exists with the handler's schedule; several nodes may do this at once.</summary>
    internal static async Task EnsureRecurring(PlatformDb db, IJobHandler handler, DateTime now, CancellationToken ct)
    {
        var key = $"recurring:{handler.Kind}";
        var job = await db.Set<Job>().SingleOrDefaultAsync(j => j.Key == key, ct);
        if (handler.Schedule is { } text)
        {
            var schedule = Schedule.Parse(text);
            if (job is null)
            {
                // Several nodes start at the same time: the first one writes it.
                await db.Database.ExecuteSqlAsync($"""
                    INSERT INTO "platform_job" ("Id", "Kind", "Key", "Payload", "State", "DueAt", "Fence", "Attempts", "CancelRequested", "Done", "Schedule", "CreatedAt")
                    VALUES ({Guid.CreateVersion7()}, {handler.Kind}, {key}, {"{}"}, 'Waiting', {schedule.Next(now)}, 0, 0, {false}, 0, {text}, {now}) ON CONFLICT ("Key") DO NOTHING
                    """, ct);
            }
            else if (job.Schedule != text)
            {
                await db.Set<Job>().Where(j => j.Key == key && j.State != JobState.Running)
                    .ExecuteUpdateAsync(s => s.SetProperty(j => j.Schedule, text).SetProperty(j => j.DueAt, schedule.Next(now)).SetProperty(j => j.State, JobState.Waiting), ct);
            }
        }
        else if (job is not null)
        {
            await db.Set<Job>().Where(j => j.Key == key && j.State != JobState.Running).ExecuteDeleteAsync(ct);
        }
    }
}

/// <summary>Forgets finished jobs after thirty days, so that the table stays small.</summary>
internal sealed class TidyJobs(TimeProvider clock) : IJobHandler
{
    /// <inheritdoc/>
    public string Kind => "jobs.tidy";

    /// <inheritdoc/>
    public Type Words => typeof(Words);

    /// <inheritdoc/>
    public string? Schedule => "daily 03:40";

    /// <inheritdoc/>
    public async Task Run(JobContext job)
    {
        var before = clock.GetUtcNow().UtcDateTime.AddDays(-30);
        await job.Apply("forget", async (db, _) =>
        {
            await db.Set<JobStep>().Where(s => db.Set<Job>().Any(j => j.Id == s.JobId && j.DueAt == null && j.FinishedAt < before)).ExecuteDeleteAsync();
            await db.Set<Job>().Where(j => j.DueAt == null && j.FinishedAt < before).ExecuteDeleteAsync();
            await Database.RenewStatistics(db);
        });
    }
}
