using System.Net;
using Microsoft.EntityFrameworkCore;
using Uramost.Platform.Contracts;
using Uramost.Platform.Language;
using Uramost.Platform.People;
using Uramost.Programmes.Results;
using Uramost.Programmes.Tests.Attendance;

namespace Uramost.Programmes.Tests.Results;

/// <summary>Answers before and after come in as a file, as they were typed off the cards.</summary>
public sealed class ImportAnswersTests
{
    private const string File = "Participant's code;Before;After\nzw12;2;4\nXY34;3;3\nQR56;4;\n";

    [Theory, OnBothDatabases]
    public async Task Both_answers_meet_by_their_code_and_the_same_file_twice_changes_nothing(Provider provider)
    {
        await using var bridges = await Consortium.Start(provider);
        var (site, workshop) = (bridges.Site, await bridges.Activity("Workshop", owner: bridges.Partner));
        var question = await Ask(bridges, workshop);

        // What is wrong stands at its row and column, and nothing is saved.
        var wrong = await site.Preview("answers", question, "Code;Before;After\nA1;9;2\nA2;two;2\n;1;2\nA3;;\nA4;1;2\n a 4 ;2;3\n");
        Assert.Equal(["B2", "B3", "A4", "B5", "A7"], wrong.Problems.Select(p => p.At.ToString().Split('!')[^1]));
        await site.WithDb(async db => Assert.Empty(await db.Set<ChangeAnswer>().ToListAsync()));

        Assert.Equal((3, 0, 0), Of(await site.Import("answers", question, File)));
        Assert.Equal((0, 0, 3), Of(await site.Import("answers", question, File)));
        // The second half comes later, in Serbian headings, the code typed otherwise; an empty cell leaves what is there.
        Assert.Equal((0, 1, 1), Of(await site.Import("answers", question, "Šifra učesnika\tOdgovor pre\tOdgovor posle\nqr 56\t\t5\nZW12\t2\t\n")));
        await site.WithDb(async db =>
        {
            var answers = await db.Set<ChangeAnswer>().ToListAsync();
            Assert.Equal([(2, 4), (3, 3), (4, 5)], answers.Select(a => (a.Before!.Value, a.After!.Value)).Order());
            Assert.All(answers, a => Assert.Equal(64, a.Mark.Length));
            var counted = await db.Set<ChangeMeasurement>().SingleAsync();
            Assert.Equal((3, 2), (counted.Pairs, counted.Moved));
            // The code is nowhere: not beside the answers, not in the audit.
            Assert.DoesNotContain(await db.AuditEntries.Select(e => e.Changes).ToListAsync(), c => c.Contains("qr56", StringComparison.OrdinalIgnoreCase) || c.Contains("ZW12", StringComparison.OrdinalIgnoreCase));
        });
    }

    [Theory, OnBothDatabases]
    public async Task Who_may_write_the_answers_may_import_them_and_finds_the_way_on_the_page(Provider provider)
    {
        await using var bridges = await Consortium.Start(provider);
        var (open, closed) = (await bridges.Activity("Workshop", owner: bridges.Partner), await bridges.Activity("Talks", Confidentiality.Closed, bridges.Partner));
        var (asked, sealed_) = (await Ask(bridges, open), await Ask(bridges, closed));
        foreach (var (visitor, may) in new[]
        {
            (await bridges.As(Role.Coordinator), new[] { asked, sealed_ }), (await bridges.As(Role.Officer, bridges.Partner), [asked, sealed_]), (await bridges.As(Role.Analyst), [asked]),
            (await bridges.As(Role.Officer, bridges.Lead), []), (await bridges.As(Role.Researcher), []), (await bridges.As(Role.Donor, bridges.Lead), []),
        })
        {
            using var answer = await visitor.Client.GetAsync("/en/import/new/answers");
            Assert.Equal(may.Length > 0 ? HttpStatusCode.OK : HttpStatusCode.NotFound, answer.StatusCode);
            var page = await answer.Content.ReadAsStringAsync();
            foreach (var question in new[] { asked, sealed_ }) Assert.Equal(may.Contains(question), page.Contains(question.ToString(), StringComparison.Ordinal));
        }

        var officer = await bridges.As(Role.Officer, bridges.Partner);
        Assert.NotNull((await officer.Open($"/en/change/{asked}")).QuerySelector($"a[href*='/import/new/answers'][href*='{asked}']"));
        // By the pages: the file, its preview, the columns; accepted, the answers stand on the question's page.
        var preview = await officer.Submit(await officer.Open($"/en/import/new/answers?target={asked}"), "main form", file: ("Form.File", "answers.csv", File));
        Assert.Contains("XY34", preview.QuerySelector("main")!.TextContent);
        foreach (var language in new[] { "sq", "sr-latn", "sr-cyrl" }) Assert.DoesNotContain("Import.", (await officer.Open($"/{language}/import/new/answers")).QuerySelector("main")!.TextContent);
    }

    private static (int, int, int) Of(Platform.Import.ImportReport report) => ((int)report.New, (int)report.Changed, (int)report.Same);

    private static async Task<Guid> Ask(Consortium bridges, Guid activity)
    {
        var question = new ChangeMeasurement { ActivityId = activity, Question = new LocalText("Can neighbours work together?", "A mund të punojnë bashkë fqinjët?", "Mogu li susedi da sarađuju?") };
        await bridges.Site.WithDb(async db =>
        {
            db.Add(question);
            await db.SaveChangesAsync();
        });
        return question.Id;
    }
}
