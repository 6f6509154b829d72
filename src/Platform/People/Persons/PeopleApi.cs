using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Net.Http.Headers;
using Uramost.Platform.Data;

namespace Uramost.Platform.People.Persons;

/// <summary>What of people is no page: type-ahead, and the file that a person is given.</summary>
public static class PeopleApi
{
    /// <summary>Most answers of a type-ahead.</summary>
    public const int Most = 12;

    /// <summary>Maps <c>/api/people?q=</c> and <c>/api/people/{id}/data</c>.</summary>
    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/api/people", Find).RequireAuthorization();
        endpoints.MapGet("/api/people/{id:guid}/data", Data).RequireAuthorization();
    }

    private static async Task<IResult> Find(string? q, Guid? organisation, HttpContext http, PeopleRights rights, PersonNames names, OwnerNames owners, CancellationToken ct)
    {
        var seen = await rights.Get();
        if (!seen.MayLook) return Results.NotFound();
        var organisations = organisation is { } one ? seen.Organisations.Where(o => o == one).ToHashSet() : seen.Organisations;
        var found = await names.Search(q ?? "", organisations, Most, ct);
        var owner = await owners.Of(found.Select(f => f.OrganisationId).ToHashSet(), ct);
        http.Response.Headers.CacheControl = "private, no-store";
        return Results.Json(found.Select(f => new { id = f.PersonId, name = f.Full, given = f.GivenName, family = f.FamilyName, organisation = owner[f.OrganisationId] }));
    }

    private static async Task<IResult> Data(Guid id, HttpContext http, PlatformDb db, PeopleRights rights, CurrentViewer viewers, ExportPerson export, CancellationToken ct)
    {
        var seen = await rights.Get();
        var owner = await db.Set<PersonIdentity>().Where(p => p.Id == id).Select(p => (Guid?)p.OrganisationId).SingleOrDefaultAsync(ct);
        if (owner is not { } organisation || !seen.Organisations.Contains(organisation) || await export.Document(id, await viewers.Get(), ct) is not { } document) return Results.NotFound();
        http.Response.Headers.CacheControl = "private, no-store";
        http.Response.Headers.ContentDisposition = new ContentDispositionHeaderValue("attachment") { FileName = $"person-{id}.json" }.ToString();
        return Results.Bytes(document, "application/json; charset=utf-8");
    }
}
