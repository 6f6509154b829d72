using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace Uramost.Bench;

/// <summary>What a browser with an empty cache takes over the line for one page: the page, its styles, scripts and pictures, as they are sent.</summary>
internal static class Weight
{
    /// <summary>Bytes of all bodies, compressed as the server chooses.</summary>
    public static async Task<long> Of(string url, CookieContainer? cookies, string path)
    {
        using var handler = new SocketsHttpHandler { AutomaticDecompression = DecompressionMethods.None, AllowAutoRedirect = false };
        if (cookies is not null) handler.CookieContainer = cookies;
        using var client = new HttpClient(handler) { BaseAddress = new Uri(url) };
        client.DefaultRequestHeaders.Add("Accept-Encoding", "br, gzip");
        client.DefaultRequestHeaders.Accept.ParseAdd("text/html");
        var (page, bytes) = await Get(client, path);
        var document = new HtmlParser().ParseDocument(page);
        var parts = document.QuerySelectorAll("link[rel=stylesheet], link[rel=icon], script[src], img[src]").Select(e => e.GetAttribute("href") ?? e.GetAttribute("src")!).Distinct();
        foreach (var part in parts) bytes += (await Get(client, part)).Bytes;
        return bytes;
    }

    private static async Task<(string Text, long Bytes)> Get(HttpClient client, string path)
    {
        using var answer = await client.GetAsync(path);
        if (!answer.IsSuccessStatusCode) throw new InvalidOperationException($"{path} answered {(int)answer.StatusCode}.");
        var body = await answer.Content.ReadAsByteArrayAsync();
        using var plain = new MemoryStream();
        await using Stream read = answer.Content.Headers.ContentEncoding.FirstOrDefault() switch
        {
            "br" => new System.IO.Compression.BrotliStream(new MemoryStream(body), System.IO.Compression.CompressionMode.Decompress),
            "gzip" => new System.IO.Compression.GZipStream(new MemoryStream(body), System.IO.Compression.CompressionMode.Decompress),
            _ => new MemoryStream(body),
        };
        await read.CopyToAsync(plain);
        return (System.Text.Encoding.UTF8.GetString(plain.ToArray()), body.Length);
    }
}
