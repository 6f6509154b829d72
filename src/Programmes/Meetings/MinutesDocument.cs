using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Uramost.Platform.Commitments;
using Uramost.Platform.Contracts;
using Uramost.Platform.Data;
using Uramost.Platform.Documents;
using Uramost.Platform.Language;
using Uramost.Platform.Naming;
using Uramost.Platform.People;
using Uramost.Platform.Places;
using Uramost.Platform.Tables;
using Uramost.Platform.Ui;
using Uramost.Programmes.Activities;
using Uramost.Programmes.Attendance;
using Uramost.Programmes.Projects;
using HttpResults = Microsoft.AspNetCore.Http.Results;

namespace Uramost.Programmes.Meetings;

/// <summary>The minutes of a meeting as a document, for whoever may read them on their page, with what they may read there.</summary>
public static class MinutesDocument
{
    /// <summary>Maps the document.</summary>
    public static void Map(IEndpointRouteBuilder endpoints) => endpoints.MapGet("/activities/{id:guid}/minutes.docx", async (
        Guid id, HttpContext http, PlatformDb db, CurrentViewer current, AttendanceList list, RecordOwners owners, CommitmentOwners who, NamingPolicies policies, PlaceCatalogue places, TimeProvider clock,
        IStringLocalizer<Words> words, IStringLocalizer<Platform.Ui.Words> uiWords, IStringLocalizer<Attendance.Words> attendanceWords, IStringLocalizer<Activities.Words> activityWords, IStringLocalizer<Platform.Commitments.Words> commitmentWords, CancellationToken ct) =>
    {
        var viewer = await current.Get();
        if (await MinutesContent.Read(db, viewer, id, list, owners, ct) is not { } content) return HttpResults.NotFound();
        var reader = UiVariant.Current;
        var policy = content.Activity.ProjectId is { } project
            ? await db.Set<DonorProfile>().Where(d => d.ProjectId == project && d.NamingPolicyId != null).OrderBy(d => d.Id).Select(d => d.NamingPolicyId).FirstOrDefaultAsync(ct) : null;
        var naming = new DocxNaming(new NamingWriter(policies.Find(policy) ?? policies[NamingPolicies.Asterisk], places, reader), places, reader, uiWords);
        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        var document = new DocxWriter(new DocxSettings { Title = $"{words["TitleOf"]}: {content.Activity.Title.For(reader)}", Language = DocxLanguage.Of(reader), Footer = words["TitleOf"], Date = clock.GetUtcNow().UtcDateTime });
        document.Title(new DocxRun(words["TitleOf"])).Heading(1, naming.Published(content.Activity.Title));
        Facts(document, content, naming, places, words, uiWords, attendanceWords, activityWords);
        Said(document, content, naming, words, uiWords);
        document.Heading(2, new DocxRun(words["Decisions"]));
        if (content.Decisions.Count == 0) document.Paragraph(new DocxRun(words["NoDecisions"]));
        foreach (var decision in content.Decisions) document.Paragraph([new DocxRun($"{decision.Number}. ") { Bold = true }, .. naming.Local(decision.Text)]);
        document.Heading(2, new DocxRun(words["Commitments"]));
        if (content.Commitments.Count == 0) document.Paragraph(new DocxRun(words["NoCommitments"]));
        else
        {
            var accounts = await who.AccountNames([.. content.Commitments.Select(c => c.OwnerId).OfType<Guid>().Distinct()], ct);
            var organisations = await who.OrganisationNames([.. content.Commitments.Select(c => c.OrganisationId).OfType<Guid>().Distinct()], ct);
            document.Table(new DocxTable([6, 4, 2, 3],
                [
                    [(DocxCell)commitmentWords["What"].Value, commitmentWords["Owner"].Value, commitmentWords["DueOn"].Value, commitmentWords["State"].Value],
                    .. content.Commitments.Select(c => (IReadOnlyList<DocxCell>)
                    [
                        new DocxCell(naming.Local(c.Text)), CommitmentOwners.Describe(c, content.Records.GetValueOrDefault((c.RecordKind, c.RecordId)), viewer, accounts, organisations, commitmentWords),
                        c.DueOn is { } day ? Dates.Short(day) : commitmentWords["NoDay"].Value, c.IsOverdue(today) ? commitmentWords.Count("Overdue", today.DayNumber - c.DueOn!.Value.DayNumber) : commitmentWords[$"State.{c.State}"].Value,
                    ]),
                ]) { Description = words["Commitments"] });
        }

        if (content.Risks.Count > 0)
        {
            document.Heading(2, new DocxRun(words["RisksRaised"]));
            document.List(false, content.Risks.Select(r => (IReadOnlyList<DocxRun>)[.. naming.Local(r.Text), new DocxRun($" ({words["Likelihood"]}: {words[$"Level.{r.Likelihood}"]}; {words["Impact"]}: {words[$"Level.{r.Impact}"]})")]));
        }

        document.Paragraph(new DocxRun("\n" + words["SignatureLine"]));
        ListExport.NameAnswer(http.Response, $"{words["TitleOf"]} {content.Activity.Title.For(reader)}.docx", DocxWriter.MediaType);
        await document.SaveAsync(http.Response.Body, ct);
        return HttpResults.Empty;
    });

    private static void Facts(
        DocxWriter document, MinutesContent content, DocxNaming naming, PlaceCatalogue places, IStringLocalizer<Words> words, IStringLocalizer<Platform.Ui.Words> uiWords, IStringLocalizer<Attendance.Words> attendanceWords, IStringLocalizer<Activities.Words> activityWords)
    {
        var activity = content.Activity;
        document.Paragraph(Label("Date"), new DocxRun(activity.Date.Show(uiWords)));
        var venues = activity.Places.Where(p => p.Role == PlaceRole.Venue).OrderBy(p => p.Ordinal).Select(p => places.Find(p.PlaceId)).OfType<Place>().DistinctBy(p => p.Id).ToList();
        if (venues.Count > 0) document.Paragraph([Label("Place"), .. venues.SelectMany((v, i) => i == 0 ? naming.Name(v) : [new DocxRun(", "), .. naming.Name(v)])]);
        document.Paragraph(Label("State"), new DocxRun(content.Minutes is not { } minutes ? words["NotWritten"] : minutes.AdoptedOn is { } day ? words["AdoptedOn", Dates.Long(day)] : words["Draft"]));
        document.Heading(2, new DocxRun(words["Present"]));
        if (content.NamesNobody)
        {
            document.Paragraph(new DocxRun(words["NamesNobody"]));
            if (ReadAttendance.AtTheDoor(content.Counts) is { } counted) document.Paragraph(new DocxRun($"{attendanceWords["Everybody"]}: {counted.ToString("N0", UiVariant.Current.Culture)}"));
            return;
        }

        if (content.Lines.Count == 0 && content.Others == 0) document.Paragraph(new DocxRun(words["PresentUnknown"]));
        var groups = content.Present.Select(g => (IReadOnlyList<DocxRun>)
        [
            new DocxRun(g.Key.Length > 0 ? g.Key + ": " : "") { Bold = true },
            new DocxRun(string.Join(", ", g.Select(l => l.Row.Role is { } role ? $"{l.Name.Full} ({activityWords[$"Role.{role}"].Value.ToLower(UiVariant.Current.Culture)})" : l.Name.Full))),
        ]).ToList();
        if (groups.Count > 0) document.List(false, groups);
        if (content.Others > 0) document.Paragraph(new DocxRun(attendanceWords.Count("Others", content.Others)));
        if (content.Absent.Any()) document.Paragraph(new DocxRun($"{words["Excused"]}: {string.Join(", ", content.Absent.Select(l => l.Name.Full))}"));

        DocxRun Label(string key) => new($"{words[key]}: ") { Bold = true };
    }

    private static void Said(DocxWriter document, MinutesContent content, DocxNaming naming, IStringLocalizer<Words> words, IStringLocalizer<Platform.Ui.Words> uiWords)
    {
        if (content.Minutes is not { Text.IsEmpty: false } minutes) return;
        document.Heading(2, new DocxRun(words["Said"]));
        var shown = minutes.Text.For(UiVariant.Current);
        if (shown.IsMissing) document.Paragraph(new DocxRun(uiWords["MissingTranslation", shown.Variant.OwnName]) { Italic = true });
        foreach (var paragraph in shown.Text.ReplaceLineEndings("\n").Split("\n\n", StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            document.Paragraph(shown.IsMissing ? [new DocxRun(paragraph) { Language = DocxLanguage.Of(shown.Variant) }] : naming.Text(paragraph));
        }
    }
}
