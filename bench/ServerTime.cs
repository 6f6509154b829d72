using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Uramost.Bench;

/// <summary>The time between the moment a request has been read and the moment its answer has been handed to the network.</summary>
internal static class ServerTime
{
    private const string Header = "X-Measure";
    private static readonly ConcurrentDictionary<string, TaskCompletionSource<double>> Waiting = new();

    /// <summary>Puts the watch around everything that a site does.</summary>
    public static void Watch(IServiceCollection services) => services.AddTransient<IStartupFilter, Outermost>();

    /// <summary>The same for a host that has no site.</summary>
    public static IApplicationBuilder UseWatch(this IApplicationBuilder app) => app.Use(Time);

    /// <summary>Sends a request and tells how many microseconds the server took.</summary>
    public static async Task<double> Of(HttpClient client, string path)
    {
        var id = Guid.NewGuid().ToString("N");
        var told = Waiting[id] = new TaskCompletionSource<double>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add(Header, id);
        request.Headers.Add("Accept", "text/html");
        using var answer = await client.SendAsync(request);
        await answer.Content.ReadAsByteArrayAsync();
        if (!answer.IsSuccessStatusCode) throw new InvalidOperationException($"{path} answered {(int)answer.StatusCode}.");
        return await told.Task;
    }

    private static async Task Time(HttpContext context, RequestDelegate next)
    {
        var begun = Stopwatch.GetTimestamp();
        try { await next(context); }
        finally
        {
            var took = Stopwatch.GetElapsedTime(begun).TotalMicroseconds;
            if (context.Request.Headers.TryGetValue(Header, out var id) && Waiting.TryRemove(id.ToString(), out var waiting)) waiting.SetResult(took);
        }
    }

    private sealed class Outermost : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.UseWatch();
            next(app);
        };
    }
}
