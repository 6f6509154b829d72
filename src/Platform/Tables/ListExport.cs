using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Net.Http.Headers;
using Uramost.Platform.Contracts;
using Uramost.Platform.Data;
using Uramost.Platform.Language;
using Uramost.Platform.Naming;
using Uramost.Platform.People;
using Uramost.Platform.Places;

namespace Uramost.Platform.Tables;

/// <summary>Who asks for a list as a table, with what.</summary>
/// <param name="Http">The request; its query holds the filters of the page.</param>
/// <param name="Db">The database.</param>
/// <param name="Viewer">Who asks.</param>
/// <param name="Services">Services of the request.</param>
public sealed record ListRequest(HttpContext Http, PlatformDb Db, Viewer Viewer, IServiceProvider Services)
{
    /// <summary>The names in the file, by the policy of the project that the list is filtered by, else by the product's own.</summary>
    public required FileNaming Names { get; init; }

    /// <summary>A filter of the address, or null.</summary>
    public string? this[string name] => Http.Request.Query[name].ToString().Trim() is { Length: > 0 } text ? text : null;

    /// <summary>Root-absolute address of a page on this host, for a link in the table.</summary>
    public string Address(string path) => $"{Http.Request.Scheme}://{Http.Request.Host}{Ui.Link.To(path)}";
}

/// <summary>
/// A list as a file, exactly as it is filtered on its page: the address of the page with <c>.csv</c> or <c>.xlsx</c>
/// behind its path. The rows come from the page's own query, so that rights and filters are the same.
/// </summary>
public static class ListExport
{
    /// <summary>Maps <c>{path}.csv</c> and <c>{path}.xlsx</c>.</summary>
    /// <param name="endpoints">The endpoints.</param>
    /// <param name="path">The page, for example <c>/activities</c>.</param>
    /// <param name="table">Makes the table; null: the viewer may not see the list.</param>
    public static void MapListExport(this IEndpointRouteBuilder endpoints, string path, Func<ListRequest, Task<TableExport?>> table)
    {
        endpoints.MapGet($"{path}.csv", http => Send(http, table, workbook: false));
        endpoints.MapGet($"{path}.xlsx", http => Send(http, table, workbook: true));
    }

    /// <summary>The address of a page's list as a file: the same filters, without order of pages.</summary>
    /// <param name="address">The address of the page with its query, for example <c>/en/activities?kind=seminar</c>.</param>
    /// <param name="format"><c>csv</c> or <c>xlsx</c>.</param>
    public static string AddressOf(string address, string format)
    {
        var at = address.IndexOf('?');
        return at < 0 ? $"{address}.{format}" : $"{address[..at]}.{format}{address[at..]}";
    }

    /// <summary>A file's name that any system takes: Latin letters without marks, digits and hyphens.</summary>
    public static string PlainName(string name)
    {
        var plain = new StringBuilder();
        foreach (var c in SerbianScript.ToLatin(name).Replace('đ', 'd').Replace('Đ', 'D').Normalize(NormalizationForm.FormD))
        {
            if (char.IsAsciiLetterOrDigit(c) || c is '.' or '_') plain.Append(c);
            else if (CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark && plain.Length > 0 && plain[^1] != '-') plain.Append('-');
        }

        return plain.ToString().Trim('-');
    }

    /// <summary>Names the answer as a file to keep: a plain name for old systems beside the real one (RFC 6266).</summary>
    public static void NameAnswer(HttpResponse response, string name, string mediaType)
    {
        response.ContentType = mediaType;
        // A list as it is at this moment, for this reader: nobody may keep it on the way.
        response.Headers.CacheControl = "no-store";
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.ContentDisposition = new ContentDispositionHeaderValue("attachment") { FileName = PlainName(name), FileNameStar = name }.ToString();
    }

    private static async Task<FileNaming> Names(HttpContext http, IServiceProvider services)
    {
        var policies = services.GetRequiredService<NamingPolicies>();
        var asked = Guid.TryParse(http.Request.Query["project"], out var project) && services.GetService<IProjects>() is { } projects ? await projects.NamingPolicy(project, http.RequestAborted) : null;
        return new FileNaming(policies.Find(asked) ?? policies[NamingPolicies.Asterisk], services.GetRequiredService<PlaceCatalogue>(), UiVariant.Current);
    }

    private static async Task Send(HttpContext http, Func<ListRequest, Task<TableExport?>> make, bool workbook)
    {
        var services = http.RequestServices;
        var viewer = await services.GetRequiredService<CurrentViewer>().Get();
        var names = await Names(http, services);
        if (await make(new ListRequest(http, services.GetRequiredService<PlatformDb>(), viewer, services) { Names = names }) is not { } table)
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        table = table with { Note = () => names.Footnote };
        var day = services.GetRequiredService<TimeProvider>().GetUtcNow().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        NameAnswer(http.Response, $"{table.Name} {day}.{(workbook ? "xlsx" : "csv")}", workbook ? SheetWriter.MediaType : "text/csv; charset=utf-8");
        if (workbook) await SheetWriter.WriteAsync(http.Response.Body, [table], cancel: http.RequestAborted);
        else await CsvFile.WriteAsync(http.Response.Body, table, cancel: http.RequestAborted);
    }
}
