using System.Buffers.Text;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Uramost.Bench;

/// <summary>How many requests a second a server answers on sixteen connections, each with one request at a time, as browsers and load generators send them.</summary>
internal static class Rate
{
    private const int Connections = 16, Depth = 1;

    /// <summary>Requests answered in a second.</summary>
    public static async Task<double> Of(string url, string path, TimeSpan time, string headers = "")
    {
        var address = new Uri(url);
        var request = Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: {address.Authority}\r\nAccept: text/html\r\n{headers}\r\n");
        var batch = new byte[request.Length * Depth];
        for (var i = 0; i < Depth; i++) request.CopyTo(batch, i * request.Length);
        var begun = Stopwatch.GetTimestamp();
        var counts = await Task.WhenAll(Enumerable.Range(0, Connections).Select(_ => Task.Run(() => Run(address, batch, begun, time))));
        return counts.Sum() / Stopwatch.GetElapsedTime(begun).TotalSeconds;
    }

    private static async Task<long> Run(Uri address, byte[] batch, long begun, TimeSpan time)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(IPAddress.Loopback, address.Port);
        var buffer = new byte[1024 * 1024];
        long answered = 0;
        while (Stopwatch.GetElapsedTime(begun) < time)
        {
            await socket.SendAsync(batch);
            var (filled, read, complete) = (0, 0, 0);
            while (complete < Depth)
            {
                if (filled == buffer.Length)
                {
                    buffer.AsSpan(read, filled - read).CopyTo(buffer);
                    (filled, read) = (filled - read, 0);
                }

                var got = await socket.ReceiveAsync(buffer.AsMemory(filled));
                if (got == 0) throw new IOException("The server hung up.");
                filled += got;
                while (Complete(buffer.AsSpan(read, filled - read)) is var length and > 0)
                {
                    read += length;
                    complete++;
                }
            }

            answered += Depth;
        }

        return answered;
    }

    // Length of the first answer, if it is all there.
    private static int Complete(ReadOnlySpan<byte> received)
    {
        var head = received.IndexOf("\r\n\r\n"u8);
        if (head < 0) return 0;
        if (!received.StartsWith("HTTP/1.1 200"u8)) throw new InvalidOperationException(Encoding.ASCII.GetString(received[..head]));
        var at = received[..head].IndexOf("Content-Length: "u8);
        // A page that is just being made does not know its length; from then on it does.
        if (at < 0) return received[(head + 4)..].IndexOf("\r\n0\r\n\r\n"u8) is var end and >= 0 ? head + 4 + end + 7 : 0;
        if (!Utf8Parser.TryParse(received[(at + 16)..], out int body, out _)) throw new InvalidOperationException("An answer does not tell its length.");
        var length = head + 4 + body;
        return received.Length >= length ? length : 0;
    }
}
