using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Uramost.Testing;

/// <summary>
/// A private PostgreSQL cluster on a free port of the loopback, started once per process and stopped at its end. As
/// root it runs as the <c>postgres</c> user, since the server refuses root. <c>URAMOST_TEST_POSTGRES</c> names a
/// running cluster instead (test.sh starts one for all test programs).
/// </summary>
public static class PostgresCluster
{
    private static readonly Lazy<(string? Connection, string? Missing)> Started = new(Start);

    /// <summary>Connection string without a database, or null.</summary>
    public static string? Connection => Started.Value.Connection;

    /// <summary>Why there is none.</summary>
    public static string Missing => Started.Value.Missing ?? "";

    private static (string?, string?) Start()
    {
        if (Environment.GetEnvironmentVariable("URAMOST_TEST_POSTGRES") is { Length: > 0 } given) return (given, null);
        var bin = Directory.Exists("/usr/lib/postgresql")
            ? Directory.GetDirectories("/usr/lib/postgresql").Select(d => Path.Combine(d, "bin")).LastOrDefault(d => File.Exists(Path.Combine(d, "initdb")))
            : null;
        bin ??= (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').FirstOrDefault(d => File.Exists(Path.Combine(d, "initdb")));
        if (bin is null) return (null, "PostgreSQL is not installed (no initdb in /usr/lib/postgresql/*/bin or PATH)");

        var root = Environment.UserName == "root";
        var directory = Path.Combine(Path.GetTempPath(), $"uramost-pg-{Guid.NewGuid():N}");
        Directory.CreateDirectory(directory);
        if (root) Must("chown", "postgres", directory);
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        var data = Path.Combine(directory, "data");
        As(Path.Combine(bin, "initdb"), "-D", data, "-U", "uramost", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync");
        As(Path.Combine(bin, "pg_ctl"), "-D", data, "-w", "-l", Path.Combine(directory, "log"), "-o",
            $"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={directory} -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=200 -c shared_buffers=128MB", "start");
        AppDomain.CurrentDomain.ProcessExit += (_, _) =>
        {
            try { As(Path.Combine(bin, "pg_ctl"), "-D", data, "-m", "immediate", "stop"); }
            finally { Directory.Delete(directory, recursive: true); }
        };
        return ($"Host=127.0.0.1;Port={port};Username=uramost;Include Error Detail=true", null);

        void As(string program, params string[] arguments)
        {
            if (root) Must("runuser", ["-u", "postgres", "--", program, .. arguments]);
            else Must(program, arguments);
        }
    }

    private static void Must(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program) { WorkingDirectory = "/", RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        process.WaitForExit();
        if (process.ExitCode != 0) throw new InvalidOperationException($"{program} ended with {process.ExitCode}: {error.Result} {output.Result}");
    }
}
