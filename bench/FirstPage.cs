using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Uramost.Platform.Data;
using Uramost.Testing;

namespace Uramost.Bench;

/// <summary>The product as its reader starts it: a process of its own, from its start to the first page, and its memory after it.</summary>
internal static class FirstPage
{
    /// <summary>Milliseconds to the first page and resident bytes after it; the best of some starts, since a start is hindered and never helped by what else runs.</summary>
    public static async Task<(double Milliseconds, long Resident)> Of(DatabaseLocation location, string path, int starts)
    {
        var (best, resident) = (double.MaxValue, long.MaxValue);
        for (var i = 0; i < starts; i++)
        {
            var (took, memory) = await Start(location, path);
            (best, resident) = (Math.Min(best, took), Math.Min(resident, memory));
        }

        return (best, resident);
    }

    private static async Task<(double, long)> Start(DatabaseLocation location, string path)
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        var url = $"http://127.0.0.1:{((IPEndPoint)probe.LocalEndpoint).Port}";
        probe.Stop();
        var built = new DirectoryInfo(AppContext.BaseDirectory);
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        string[] arguments = [Repository.Path("src", "Web", "bin", built.Parent!.Name, built.Name, "Uramost.Web.dll"), "--data", location.Directory, "--urls", url];
        foreach (var argument in location.PostgreSql is { } server ? [.. arguments, "--database", server] : arguments) start.ArgumentList.Add(argument);
        using var client = new HttpClient { BaseAddress = new Uri(url) };
        client.DefaultRequestHeaders.Accept.ParseAdd("text/html");
        var begun = Stopwatch.GetTimestamp();
        using var process = Process.Start(start)!;
        _ = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        try
        {
            while (true)
            {
                try
                {
                    using var answer = await client.GetAsync(path);
                    answer.EnsureSuccessStatusCode();
                    await answer.Content.ReadAsByteArrayAsync();
                    break;
                }
                catch (HttpRequestException) when (!process.HasExited)
                {
                    await Task.Delay(10);
                }
                catch (HttpRequestException)
                {
                    throw new InvalidOperationException($"The product did not start: {await error}");
                }
            }

            var took = Stopwatch.GetElapsedTime(begun).TotalMilliseconds;
            process.Refresh();
            return (took, process.WorkingSet64);
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync();
        }
    }
}
