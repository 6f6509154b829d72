using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Uramost.Platform.Data;
using Uramost.Platform.Documents;
using Uramost.Platform.Language;
using Uramost.Platform.People;
using Uramost.Platform.Tables;
using HttpResults = Microsoft.AspNetCore.Http.Results;

namespace Uramost.Programmes.Reports;

/// <summary>A report as files: the document, the workbook of its tables, and the content that is hashed. <c>?submission=2</c> asks for an earlier one.</summary>
public static class ReportFiles
{
    /// <summary>Maps the files.</summary>
    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/reports/{id:guid}.docx", (Guid id, int? submission, HttpContext http, PrintReport print, TimeProvider clock, CancellationToken ct) => Send(id, submission, http, "docx", DocxWriter.MediaType,
            (target, content, s) => print.Document(target, content, s, s?.SubmittedAt ?? clock.GetUtcNow().UtcDateTime, ct), ct));
        endpoints.MapGet("/reports/{id:guid}.xlsx", (Guid id, int? submission, HttpContext http, PrintReport print, CancellationToken ct) => Send(id, submission, http, "xlsx", SheetWriter.MediaType, (target, content, _) => print.Workbook(target, content, ct), ct));
        endpoints.MapGet("/reports/{id:guid}.json", (Guid id, int? submission, HttpContext http, CancellationToken ct) => Send(id, submission, http, "json", "application/json",
            (target, content, s) => target.WriteAsync(Encoding.UTF8.GetBytes(s?.Content ?? ReportHash.Write(content)), ct).AsTask(), ct));
    }

    private static async Task<IResult> Send(Guid id, int? submission, HttpContext http, string ending, string mediaType, Func<Stream, ReportContent, ReportSubmission?, Task> write, CancellationToken ct)
    {
        var services = http.RequestServices;
        var db = (PlatformDb)services.GetService(typeof(PlatformDb))!;
        var reports = (ReadReport)services.GetService(typeof(ReadReport))!;
        var viewer = await ((CurrentViewer)services.GetService(typeof(CurrentViewer))!).Get();
        if (await ReadReport.Readable(db, viewer).AsNoTracking().SingleOrDefaultAsync(r => r.Id == id, ct) is not { } report) return HttpResults.NotFound();
        (ReportContent Content, ReportSubmission? Submission) shown;
        if (submission is { } number)
        {
            if (await db.Set<ReportSubmission>().AsNoTracking().SingleOrDefaultAsync(s => s.ReportId == id && s.Number == number, ct) is not { } asked) return HttpResults.NotFound();
            shown = (await reports.Kept(ReportHash.Read(asked.Content), ct), asked);
        }
        else if (await reports.Shown(report, new ProgrammesRights(viewer).IsStaff(report.ProjectId), ct) is { } found) shown = found;
        else return HttpResults.NotFound();
        using var made = new MemoryStream();
        await write(made, shown.Content, shown.Submission);
        var title = ((MakeReport)services.GetService(typeof(MakeReport))!).TitleOf(shown.Content);
        ListExport.NameAnswer(http.Response, $"{title} {shown.Content.StartsOn:yyyy-MM-dd} {shown.Content.EndsOn:yyyy-MM-dd}{(shown.Submission is { } s ? $" {s.Number}" : "")} {UiVariant.Current.Path}.{ending}", mediaType);
        made.Position = 0;
        await made.CopyToAsync(http.Response.Body, ct);
        return HttpResults.Empty;
    }
}
