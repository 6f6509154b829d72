using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.InteropServices;
using Uramost.Platform.Data;

namespace Uramost.Testing;

/// <summary>The product as a process of its own, which a test may kill, freeze and wake.</summary>
public sealed partial class NodeProcess : IAsyncDisposable
{
    private const int SigKill = 9, SigCont = 18, SigStop = 19;
    private readonly Process process;
    private readonly ConcurrentQueue<string> output = new();

    private NodeProcess(Process process)
    {
        this.process = process;
        process.OutputDataReceived += (_, e) => { if (e.Data is not null) output.Enqueue(e.Data); };
        process.ErrorDataReceived += (_, e) => { if (e.Data is not null) output.Enqueue(e.Data); };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>The process.</summary>
    public int Id => process.Id;

    /// <summary>Whether it has ended.</summary>
    public bool HasEnded => process.HasExited;

    /// <summary>What it has printed so far.</summary>
    public string Output => string.Join('\n', output);

    /// <summary>Address of its web site, once it listens.</summary>
    public string Url { get; private set; } = "";

    /// <summary>Starts a verb of the product.</summary>
    public static NodeProcess Verb(DatabaseLocation location, params string[] arguments) => Begin("src/Web", "Uramost.Web", [.. arguments, .. Place(location)]);

    /// <summary>Starts the product's web site and waits until it listens.</summary>
    public static Task<NodeProcess> Site(DatabaseLocation location, params string[] arguments) =>
        Listening(Begin("src/Web", "Uramost.Web", [.. Place(location), "--urls", "http://127.0.0.1:0", .. arguments]));

    /// <summary>Starts a node with countable work (tests/Node) and waits until it listens.</summary>
    public static Task<NodeProcess> Node(DatabaseLocation location, params string[] arguments) =>
        Listening(Begin("tests/Node", "Uramost.Node", [.. Place(location), "--urls", "http://127.0.0.1:0", .. arguments]));

    /// <summary>Ends it as a power cut would.</summary>
    public async Task Kill()
    {
        Signal(process.Id, SigKill);
        await process.WaitForExitAsync();
    }

    /// <summary>Freezes it: its memory, its connections and its locks stay, but nothing runs.</summary>
    public void Freeze() => Signal(process.Id, SigStop);

    /// <summary>Lets it run again.</summary>
    public void Wake() => Signal(process.Id, SigCont);

    /// <summary>Waits for its end and tells its code.</summary>
    public async Task<int> Ended()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        await process.WaitForExitAsync(patience.Token);
        return process.ExitCode;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            Wake();
            await Kill();
        }

        process.Dispose();
    }

    private static string[] Place(DatabaseLocation location) => location.PostgreSql is { } connection ? ["--data", location.Directory, "--database", connection] : ["--data", location.Directory];

    private static NodeProcess Begin(string project, string name, string[] arguments)
    {
        // The tests lie in bin/Configuration/Framework, and so do the programs.
        var built = new DirectoryInfo(AppContext.BaseDirectory);
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(Repository.Path([.. project.Split('/'), "bin", built.Parent!.Name, built.Name, name + ".dll"]));
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        return new NodeProcess(Process.Start(start)!);
    }

    private static async Task<NodeProcess> Listening(NodeProcess node)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while (true)
        {
            if (node.output.FirstOrDefault(l => l.Contains("listening on", StringComparison.OrdinalIgnoreCase)) is { } line)
            {
                node.Url = line[line.IndexOf("http", StringComparison.Ordinal)..].Trim();
                return node;
            }

            if (node.HasEnded || patience.IsCancellationRequested) throw new InvalidOperationException($"The node did not start: {node.Output}");
            await Task.Delay(20);
        }
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Signal(int process, int signal);
}
