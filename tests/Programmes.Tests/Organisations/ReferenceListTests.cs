using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Uramost.Platform.Contracts;
using Uramost.Platform.Documents;
using Uramost.Platform.Language;
using Uramost.Platform.Organisations;
using Uramost.Platform.People;
using Uramost.Programmes.Attendance;
using Uramost.Programmes.Meetings;
using Uramost.Programmes.Projects;
using Uramost.Programmes.Tests.Attendance;

namespace Uramost.Programmes.Tests.Organisations;

/// <summary>What leaves as a document: an organisation's references and a meeting's minutes, in four variants, in the names that its reader expects.</summary>
public sealed class ReferenceListTests
{
    private static readonly XNamespace W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

    [Theory, OnBothDatabases]
    public async Task A_reference_list_prints_and_goes_along_in_four_variants_with_the_footnote_once(Provider provider)
    {
        await using var bridges = await Consortium.Start(provider);
        var donor = Guid.CreateVersion7();
        await bridges.Site.WithDb(async db =>
        {
            db.Add(new Organisation { Id = donor, Name = PublishedText.AsPublished("Fondi i Paqes", "sq") });
            db.Add(new ProjectOrganisation { ProjectId = bridges.Project, OrganisationId = donor, Role = ProjectRole.Donor, Ordinal = 2 });
            db.Add(new Project
            {
                Slug = "second", Title = PublishedText.AsPublished("Kosovo Speaks", "en", new LocalText(null, "Kosova flet", "Kosovo govori")), Visibility = ProjectVisibility.Public, StartsOn = new DateOnly(2023, 1, 1), StartPrecision = Platform.Data.DatePrecision.Year,
                Organisations = [new ProjectOrganisation { OrganisationId = bridges.Lead, Role = ProjectRole.Lead, Did = new LocalText("Ran workshops in {{kosovo}} and again in {{kosovo}}.", "Mbajti punëtori në {{kosovo:loc}} dhe sërish në {{kosovo:loc}}.", "Držao je radionice na {{kosovo:loc}} i opet na {{kosovo:loc}}.") }],
            });
            db.Add(new Project { Slug = "internal", Title = PublishedText.Own(new LocalText("Internal work")), Organisations = [new ProjectOrganisation { OrganisationId = bridges.Lead, Role = ProjectRole.Lead }] });
            await db.SaveChangesAsync();
        });
        using var visitor = bridges.Site.Visitor();
        foreach (var (variant, language, period) in new[]
        {
            ("en", DocxLanguage.English, "2023"), ("sq", DocxLanguage.Albanian, "2023"), ("sr-latn", DocxLanguage.SerbianLatin, "2023."), ("sr-cyrl", DocxLanguage.SerbianCyrillic, "2023."),
        })
        {
            var page = await visitor.Open($"/{variant}/organisations/{bridges.Lead}/references?policy=asterisk");
            Assert.Equal(2, page.QuerySelectorAll("tbody tr").Length);
            Assert.Single(page.QuerySelectorAll(".naming-note"));
            Assert.Contains("Fondi i Paqes", page.QuerySelector("tbody")!.TextContent);
            Assert.Contains("Ura e Jugut", page.QuerySelector("tbody")!.TextContent);

            var (text, notes, document, styles) = await Docx($"/{variant}/organisations/{bridges.Lead}/references.docx?policy=asterisk");
            foreach (var expected in new[] { page.QuerySelector("h1")!.TextContent, "Severni most", "Fondi i Paqes", "Ura e Jugut", "Kosovo Speaks", period }) Assert.Contains(expected, text);
            Assert.DoesNotContain("Internal work", text);
            Assert.DoesNotContain("{{", text);
            // Two mentions, one mark, one footnote, with the policy's own sign and not a number.
            Assert.Single(document.Descendants(W + "footnoteReference"));
            Assert.True((bool)document.Descendants(W + "footnoteReference").Single().Attribute(W + "customMarkFollows")!);
            Assert.Single(notes);
            Assert.StartsWith("*", notes[0]);
            Assert.Contains("1244", notes[0]);
            Assert.Equal(language, styles);
        }

        // Plain names need no footnote; titles and names of organisations stay as published in both.
        var (plain, none, _, _) = await Docx($"/en/organisations/{bridges.Lead}/references.docx?policy=plain");
        Assert.Empty(none);
        Assert.Contains("Kosovo Speaks", plain);
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.Client.GetAsync($"/en/organisations/{Guid.NewGuid()}/references.docx")).StatusCode);
        Assert.Contains("Internal work", (await Docx($"/en/organisations/{bridges.Lead}/references.docx", await AsMember())).Text);

        async Task<Visitor> AsMember()
        {
            await bridges.Site.AddAccount("admin@bridges.test", new Membership { Role = Role.Administrator });
            return await bridges.Site.SignIn("admin@bridges.test");
        }

        Task<(string Text, List<string> Notes, XDocument Document, string Language)> Docx(string address, Visitor? reader = null) => ReadDocx(reader ?? visitor, address);
    }

    [Theory, OnBothDatabases]
    public async Task Minutes_go_along_as_a_document_and_name_only_whom_their_page_names(Provider provider)
    {
        await using var bridges = await Consortium.Start(provider);
        var (meeting, chatham) = (await bridges.Activity("Second meeting", kind: "consortium-meeting", oneDay: true), await bridges.Activity("Under the rule", Confidentiality.ChathamHouse, oneDay: true));
        await bridges.Record(meeting, await bridges.Person("Ana", "Anić", organisation: "Severni most"));
        await bridges.Site.WithDb(async db =>
        {
            var due = new Platform.Commitments.Commitment { RecordKind = "activity", RecordId = meeting, ProjectId = bridges.Project, Text = new LocalText("Send the text"), OrganisationId = bridges.Partner };
            due.Due(new DateOnly(2024, 4, 1));
            db.Add(due);
            db.AddRange(new Minutes { ActivityId = meeting, Text = new LocalText("The budget was discussed.\n\nThe calendar was agreed."), AdoptedOn = new DateOnly(2024, 3, 20) }, new Decision { ActivityId = meeting, Number = 1, Text = new LocalText("The booklet is printed.", "Broshura shtypet.", "Knjižica se štampa.") });
            db.AddRange(new Minutes { ActivityId = chatham, Text = new LocalText("Talks went on.") }, new DoorCount { ActivityId = chatham, By = CountedBy.Everybody, Value = 14 });
            db.Add(new Risk { ProjectId = bridges.Project, ActivityId = meeting, Text = new LocalText("The venue is cancelled") });
            await db.SaveChangesAsync();
        });
        var staff = await bridges.As(Role.Coordinator);
        var (text, _, _, _) = await ReadDocx(staff, $"/en/activities/{meeting}/minutes.docx");
        foreach (var expected in new[] { "Second meeting", "20 March 2024", "Ana Anić", "Severni most", "The calendar was agreed.", "The booklet is printed.", "Send the text", "Ura e Jugut", "overdue", "The venue is cancelled" }) Assert.Contains(expected, text);
        Assert.Contains("Књижица се штампа.", (await ReadDocx(staff, $"/sr-cyrl/activities/{meeting}/minutes.docx")).Text);

        // A researcher reads the minutes without names; of the meeting under the rule there is a number and nobody.
        var (without, _, _, _) = await ReadDocx(await bridges.As(Role.Researcher), $"/en/activities/{meeting}/minutes.docx");
        Assert.Contains("The calendar was agreed.", without);
        Assert.DoesNotContain("Anić", without);
        var (rule, _, _, _) = await ReadDocx(staff, $"/en/activities/{chatham}/minutes.docx");
        Assert.Contains("Nobody is named", rule);
        Assert.Contains("14", rule);
        Assert.Equal(HttpStatusCode.NotFound, (await (await bridges.As(Role.Donor, bridges.Lead)).Client.GetAsync($"/en/activities/{meeting}/minutes.docx")).StatusCode);
    }

    private static async Task<(string Text, List<string> Notes, XDocument Document, string Language)> ReadDocx(Visitor reader, string address)
    {
        using var answer = await reader.Client.GetAsync(address);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(DocxWriter.MediaType, answer.Content.Headers.ContentType!.MediaType);
        Assert.Matches(new Regex("^[\\x20-\\x7e]+$"), answer.Content.Headers.ContentDisposition!.FileName!);
        using var archive = new ZipArchive(await answer.Content.ReadAsStreamAsync());
        var document = await Part("word/document.xml");
        var notes = archive.GetEntry("word/footnotes.xml") is null ? [] : (await Part("word/footnotes.xml")).Root!.Elements(W + "footnote").Where(f => f.Attribute(W + "type") is null).Select(Text).ToList();
        var language = (await Part("word/styles.xml")).Descendants(W + "lang").First().Attribute(W + "val")!.Value;
        return (Text(document.Root!), notes, document, language);

        async Task<XDocument> Part(string name)
        {
            await using var stream = archive.GetEntry(name)!.Open();
            return await XDocument.LoadAsync(stream, LoadOptions.None, TestContext.Current.CancellationToken);
        }
    }

    private static string Text(XElement element) => element.Descendants(W + "t").Aggregate(new StringBuilder(), (text, t) => text.Append(t.Value)).ToString();
}
