using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using Uramost.Platform.Data;
using Uramost.Platform.People;
using Uramost.Platform.Tables;

namespace Uramost.Platform.Import;

/// <summary>An empty workbook with the headings that a kind of import knows, in the reader's language.</summary>
public static class ImportTemplate
{
    /// <summary>Maps the templates.</summary>
    public static void Map(IEndpointRouteBuilder endpoints) => endpoints.MapGet("/import/template/{kind}.xlsx", Send);

    private static async Task Send(string kind, HttpContext http, IEnumerable<IImportKind> kinds, CurrentViewer current, PlatformDb db, IStringLocalizerFactory localizers)
    {
        var wanted = kinds.FirstOrDefault(k => k.Code == kind);
        if (wanted is null || (await wanted.Targets(db, await current.Get(), null, http.RequestAborted)).Count == 0)
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        var words = localizers.Create(wanted.Words);
        var name = words[$"Import.{wanted.Code}.title"].Value;
        ListExport.NameAnswer(http.Response, $"{name}.xlsx", SheetWriter.MediaType);
        await SheetWriter.WriteAsync(http.Response.Body, [TableExport.Of(name, [.. wanted.Fields.Select(f => new TableColumn(f.Key, words[$"Import.{f.Key}"], ColumnType.Text))], [])], cancel: http.RequestAborted);
    }
}
