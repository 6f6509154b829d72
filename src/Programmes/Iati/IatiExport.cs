using System.Xml;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Uramost.Platform.Data;
using Uramost.Platform.Organisations;
using Uramost.Platform.People;
using Uramost.Platform.Tables;

namespace Uramost.Programmes.Iati;

/// <summary>An organisation's activity file: the public one, and the one of drafts for those who prepare it.</summary>
public static class IatiExport
{
    private const int Piece = 64 * 1024;

    /// <summary>Address of an organisation's public file, below the site.</summary>
    public static string PublicAddress(Guid organisation) => $"/iati/{organisation}/activities.xml";

    /// <summary>Registers what this folder offers.</summary>
    public static IServiceCollection AddIatiServices(this IServiceCollection services) => services.AddSingleton<StandardFolder>().AddScoped<ReadActivities>().AddScoped<Platform.Contracts.IDemonstration, FillPractice>();

    /// <summary>Maps the files.</summary>
    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/iati/{organisation:guid}/activities.xml", (Guid organisation, HttpContext http, PlatformDb db, ReadActivities read, TimeProvider clock, CancellationToken ct) => File(organisation, null, http, db, read, clock, ct));
        endpoints.MapGet("/iati/{organisation:guid}/drafts.xml", async (Guid organisation, HttpContext http, PlatformDb db, CurrentViewer current, ReadActivities read, TimeProvider clock, CancellationToken ct) =>
            await File(organisation, new ProgrammesRights(await current.Get()), http, db, read, clock, ct)).RequireAuthorization();
    }

    /// <summary>Writes a file.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="lines">The organisation's projects.</param>
    /// <param name="now">The present moment, UTC.</param>
    /// <returns>How many activities it holds.</returns>
    public static async Task<int> Write(Stream output, IAsyncEnumerable<IatiLine> lines, DateTime now)
    {
        // The writer is synchronous, since it is twice as fast; what it wrote goes out piece by piece without blocking.
        var (written, buffer) = (0, new MemoryStream(Piece * 2));
        var xml = XmlWriter.Create(buffer, ActivityFile.Settings);
        ActivityFile.Begin(xml, now);
        await foreach (var line in lines)
        {
            // What has a gap would make the whole file wrong: it is told again as soon as the gap is closed.
            if (line.Gaps.Count > 0) continue;
            ActivityFile.Write(xml, line.Activity);
            written++;
            if (buffer.Length >= Piece) await Send();
        }

        ActivityFile.End(xml);
        await Send();
        xml.Dispose();
        return written;

        async Task Send()
        {
            xml.Flush();
            await output.WriteAsync(buffer.GetBuffer().AsMemory(0, (int)buffer.Length));
            buffer.SetLength(0);
        }
    }

    private static async Task<IResult> File(Guid organisation, ProgrammesRights? drafter, HttpContext http, PlatformDb db, ReadActivities read, TimeProvider clock, CancellationToken ct)
    {
        if (await db.Set<Organisation>().AsNoTracking().SingleOrDefaultAsync(o => o.Id == organisation, ct) is not { } own) return TypedResults.NotFound();
        var projects = await db.Set<IatiProject>().AsNoTracking().Where(p => p.OrganisationId == organisation).Select(p => p.ProjectId).ToListAsync(ct);
        if (drafter is not null && !projects.Exists(drafter.MayEditProject)) return TypedResults.NotFound();
        var lines = read.Of(organisation, $"{http.Request.Scheme}://{http.Request.Host}", drafts: drafter is not null, ct: ct);
        if (drafter is not null) lines = lines.Where(l => drafter.MayEditProject(l.Record.ProjectId));
        // A file without an activity is none by the schema; so it is known before the answer begins whether there is one.
        await using var each = lines.Where(l => l.Gaps.Count == 0).GetAsyncEnumerator(ct);
        if (!await each.MoveNextAsync()) return TypedResults.NotFound();
        ListExport.NameAnswer(http.Response, $"iati {own.Acronym ?? own.Id.ToString()}.xml", "application/xml");
        await Write(http.Response.Body, Rest(each), clock.GetUtcNow().UtcDateTime);
        return TypedResults.Empty;
    }

    private static async IAsyncEnumerable<IatiLine> Rest(IAsyncEnumerator<IatiLine> each)
    {
        do yield return each.Current;
        while (await each.MoveNextAsync());
    }
}
