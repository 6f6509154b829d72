using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Net.Http.Headers;
using Uramost.Platform.Contracts;
using Uramost.Platform.Data;
using Uramost.Platform.People;

namespace Uramost.Platform.Files;

/// <summary>
/// Gives files to those who may read the record they belong to: <c>/files/{id}/{name}</c>. A file that does not exist, whose kind has no
/// gate, or that the viewer may not read, is not found; the three can't be told apart.
/// </summary>
public static class ServeFile
{
    /// <summary>Maps the address; GET and HEAD, with ranges and an entity tag.</summary>
    public static void Map(IEndpointRouteBuilder endpoints) => endpoints.MapMethods("/files/{id:guid}/{name}", [HttpMethods.Get, HttpMethods.Head], Serve);

    private static async Task<IResult> Serve(Guid id, HttpContext http, PlatformDb db, FileStore store, CurrentViewer viewers, IEnumerable<IFileGate> gates, bool? download, CancellationToken ct)
    {
        var file = await db.Set<StoredFile>().AsNoTracking().SingleOrDefaultAsync(f => f.Id == id, ct);
        if (file is null || gates.FirstOrDefault(g => g.OwnerKind == file.OwnerKind) is not { } gate || !await gate.MayRead(db, await viewers.Get(), file.OwnerId, ct)) return Results.NotFound();
        var headers = http.Response.Headers;
        var inPlace = file.Kind.ShownInPlace() && download != true;
        var disposition = new ContentDispositionHeaderValue(inPlace ? "inline" : "attachment");
        disposition.SetHttpFileName(store.NameOf(file));
        headers.ContentDisposition = disposition.ToString();
        headers.XContentTypeOptions = "nosniff";
        // A sandbox keeps even a file that deceived every check from running or reaching anything. Browsers' own PDF viewers do not
        // start inside a sandbox, so a PDF (from which scripts and actions were removed) gets a policy that forbids all but the viewer.
        headers.ContentSecurityPolicy = file.Kind == FileKind.Pdf
            ? "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'"
            : "default-src 'none'; sandbox; frame-ancestors 'none'";
        // Rights may change, so a copy is asked about each time; the tag makes that cheap.
        headers.CacheControl = "private, no-cache";
        return Results.Stream(await store.Open(file, ct), file.Kind.MediaType(), lastModified: file.SavedAt,
            entityTag: new EntityTagHeaderValue($"\"{file.Hash}\""), enableRangeProcessing: true);
    }
}
