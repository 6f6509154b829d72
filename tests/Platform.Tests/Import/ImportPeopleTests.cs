using System.Globalization;
using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Uramost.Platform.Contracts;
using Uramost.Platform.Data;
using Uramost.Platform.Import;
using Uramost.Platform.Jobs;
using Uramost.Platform.Language;
using Uramost.Platform.Organisations;
using Uramost.Platform.People;
using Uramost.Platform.People.Persons;
using Uramost.Platform.Tables;
using Uramost.Platform.Tests.People.Persons;

namespace Uramost.Platform.Tests.Import;

/// <summary>A coordinator brings in a list of people: chosen, matched, looked at, accepted, and saved by a job.</summary>
public sealed class ImportPeopleTests
{
    private sealed class Partners(Guid project, Guid organisation) : IProjectPartners
    {
        public Task<IReadOnlyDictionary<Guid, IReadOnlyList<Guid>>> PartnersByProject(CancellationToken ct = default) =>
            Task.FromResult<IReadOnlyDictionary<Guid, IReadOnlyList<Guid>>>(new Dictionary<Guid, IReadOnlyList<Guid>> { [project] = [organisation] });
    }

    private static async Task<(TestSite Site, Guid Organisation, Visitor Coordinator)> Start(Provider provider)
    {
        var (project, organisation) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        var site = await TestSite.StartWith(provider, s => s.AddSingleton<IProjectPartners>(new Partners(project, organisation)));
        await site.WithDb(async db =>
        {
            db.Add(new Organisation { Id = organisation, Name = PublishedText.AsPublished("NGO Test", "en") });
            await db.SaveChangesAsync();
        });
        await site.AddAccount("coordinator@import.test", new Membership { Role = Role.Coordinator, ProjectId = project });
        return (site, organisation, await site.SignIn("coordinator@import.test"));
    }

    private static async Task<IHtmlDocument> Upload(Visitor visitor, Guid organisation, string name, byte[] content, string kind = "people")
    {
        var page = await visitor.Open($"/en/import/new/{kind}");
        using var form = new MultipartFormDataContent
        {
            { new StringContent("upload"), "_handler" },
            { new StringContent(page.QuerySelector("[name=__RequestVerificationToken]")!.GetAttribute("value")!), "__RequestVerificationToken" },
            { new StringContent(organisation.ToString()), "Form.Target" },
            { new ByteArrayContent(content), "Form.File", name },
        };
        var answer = await visitor.Client.PostAsync($"/en/import/new/{kind}", form);
        if (answer.Headers.Location is { } next) return await visitor.Open(next.ToString());
        Assert.Equal(System.Net.HttpStatusCode.OK, answer.StatusCode);
        return new AngleSharp.Html.Parser.HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync());
    }

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    private static async Task<IHtmlDocument> Preview(Visitor visitor, IHtmlDocument columns) => await visitor.Submit(columns, "main form[method=post]");

    private static async Task Accept(TestSite site, Visitor visitor, IHtmlDocument preview, Dictionary<string, string>? values = null)
    {
        await visitor.Submit(preview, "main form[method=post]", values);
        var job = await site.WithDb(db => db.Set<Job>().Where(j => j.Kind == "import").OrderByDescending(j => j.CreatedAt).Select(j => j.Id).FirstAsync());
        for (var i = 0; i < 600; i++)
        {
            var state = await site.WithDb(db => db.Set<Job>().Where(j => j.Id == job).Select(j => new { j.State, j.Detail }).SingleAsync());
            if (state.State == JobState.Done) return;
            Assert.True(state.State is JobState.Waiting or JobState.Running, state.Detail);
            await Task.Delay(50);
        }

        Assert.Fail("The import was not saved within half a minute.");
    }

    private static Task<int> People(TestSite site) => site.WithDb(db => db.Set<PersonIdentity>().CountAsync());

    private const string List = "Rb.,Ime i prezime,Organizacija,Opština,Pol,Starost,Razno\r\n"
        + "1,Ana Petrović,NVO Most,Zvečan,ž,34,x\r\n"
        + "2,\"Krasniqi, Arben\",OJQ Ura,Vushtrri,m,18–29,\r\n"
        + "3,Мира Стојановић,,,женски,,\r\n";

    [Theory, OnBothDatabases]
    public async Task A_list_is_matched_looked_at_and_saved_and_the_second_time_changes_nothing(Provider provider)
    {
        var (site, organisation, visitor) = await Start(provider);
        await using var _ = site;
        using var __ = visitor;
        var columns = await Upload(visitor, organisation, "učesnici.csv", Utf8(List));
        Assert.Equal(["number", "name", "organisation", "municipality", "gender", "age_band", ""], columns.QuerySelectorAll("main form[method=post] select").OfType<IHtmlSelectElement>().Select(s => s.Value));
        Assert.Contains("Ana Petrović · Krasniqi, Arben", columns.Body!.TextContent);
        var preview = await Preview(visitor, columns);
        Assert.Equal(["3", "0", "0", "0"], preview.QuerySelectorAll("main dl.facts dd").Select(d => d.TextContent.Trim()));
        Assert.Contains("30–44", preview.Body!.TextContent);
        Assert.Equal(0, await People(site));
        await Accept(site, visitor, preview);
        Assert.Equal(3, await People(site));
        var names = (await site.Services.GetRequiredService<PersonNames>().Index(TestContext.Current.CancellationToken)).All().OrderBy(n => n.FamilyName, StringComparer.Ordinal).ToList();
        Assert.Equal(["Krasniqi", "Petrović", "Стојановић"], names.Select(n => n.FamilyName));
        await site.WithDb(async db =>
        {
            var facts = await db.Set<PersonFacts>().SingleAsync(f => f.Id == names[1].PersonId);
            Assert.Equal((Gender.Woman, AgeBand.From30To44, "xk-zvecan"), (facts.Gender, facts.AgeBand, facts.PlaceId));
            Assert.Equal(AnswerForm.Import, facts.Answers[Fact.Gender]!.Form);
            Assert.Null(facts.Communities);
            Assert.Empty(await db.Set<ImportChunk>().ToListAsync());
            // One entry tells of all of them.
            Assert.Equal(3, (await db.AuditEntries.SingleAsync(e => e.Kind == nameof(PersonIdentity))).Count);
        });
        var again = await Preview(visitor, await Upload(visitor, organisation, "učesnici.csv", Utf8(List)));
        Assert.Equal(["0", "0", "3", "0"], again.QuerySelectorAll("main dl.facts dd").Select(d => d.TextContent.Trim()));
        Assert.Null(again.QuerySelector("main form"));
        var history = await visitor.Open("/en/import");
        Assert.Contains("učesnici.csv", history.Body!.TextContent);
        await using var scope = site.Scope();
        Assert.Null((await scope.ServiceProvider.GetRequiredService<VerifyAudit>().Run(TestContext.Current.CancellationToken)).BrokenAt);
    }

    [Theory, OnBothDatabases]
    public async Task A_row_that_changes_somebody_shows_from_and_to(Provider provider)
    {
        var (site, organisation, visitor) = await Start(provider);
        await using var _ = site;
        using var __ = visitor;
        await Accept(site, visitor, await Preview(visitor, await Upload(visitor, organisation, "a.csv", Utf8(List))));
        var preview = await Preview(visitor, await Upload(visitor, organisation, "b.csv", Utf8(List.Replace("NVO Most", "NVO Nova"))));
        Assert.Equal(["0", "1", "2", "0"], preview.QuerySelectorAll("main dl.facts dd").Select(d => d.TextContent.Trim()));
        Assert.Contains(preview.QuerySelectorAll("main tbody tr"), r => r.TextContent.Contains("NVO Most") && r.TextContent.Contains("NVO Nova"));
        await Accept(site, visitor, preview);
        Assert.Equal(3, await People(site));
        var keys = site.Services.GetRequiredService<KeyRing>();
        Assert.Contains("NVO Nova", (await site.WithDb(db => db.Set<PersonIdentity>().ToListAsync())).Select(p => p.Read(keys).HomeOrganisation));
    }

    [Theory, OnBothDatabases]
    public async Task Errors_are_told_by_row_and_column_and_nothing_is_saved_unless_they_are_left_out(Provider provider)
    {
        var (site, organisation, visitor) = await Start(provider);
        await using var _ = site;
        using var __ = visitor;
        var text = "Name,Municipality,Gender,Community,Form\r\nAna Petrović,Mitrovica,ž,,\r\nArben Krasniqi,Vushtrri,x,,\r\nMira Jović,Zvečan,f,Serb,sheet\r\nLule Hoxha,Pejë,f,Albanian,card\r\nOnly One,,,Serb,\r\n";
        var preview = await Preview(visitor, await Upload(visitor, organisation, "list.csv", Utf8(text)));
        Assert.Equal(["1", "0", "0", "4"], preview.QuerySelectorAll("main dl.facts dd").Select(d => d.TextContent.Trim()));
        var errors = preview.QuerySelectorAll("main table").First().QuerySelectorAll("tbody tr").Select(r => string.Join(" | ", r.Children.Select(c => c.TextContent))).ToList();
        Assert.Contains(errors, e => e.StartsWith("row 2, column B | Municipality | Mitrovica | ", StringComparison.Ordinal) && e.Contains("South") | e.Contains("North"));
        Assert.Contains(errors, e => e.StartsWith("row 3, column C | Gender | x | ", StringComparison.Ordinal));
        Assert.Contains(errors, e => e.StartsWith("row 4, column D | Community | Serb | Community is only imported", StringComparison.Ordinal));
        Assert.Contains(errors, e => e.StartsWith("row 6, column D | Community | Serb | Community is only imported", StringComparison.Ordinal));
        var refused = await visitor.Submit(preview, "main form[method=post]");
        Assert.Contains("tick that they are to be left out", refused.Body!.TextContent);
        Assert.Equal(0, await People(site));
        await Accept(site, visitor, refused, new() { ["Form.LeaveOut"] = "true" });
        Assert.Equal(1, await People(site));
        Assert.Equal("Albanian", await site.WithDb(async db => (await db.Set<PersonFacts>().SingleAsync()).Communities!.Code));
    }

    [Theory, OnBothDatabases]
    public async Task Somebody_of_the_same_name_is_proposed_and_not_merged(Provider provider)
    {
        var (site, organisation, visitor) = await Start(provider);
        await using var _ = site;
        using var __ = visitor;
        await site.Register(organisation, new IdentityFields("Mira", "Stojanović", HomeOrganisation: "Radio Most"));
        await site.Register(organisation, new IdentityFields("Ana", "Jović", Email: "ana@example.org"));
        var preview = await Preview(visitor, await Upload(visitor, organisation, "list.csv", Utf8("Name,E-mail,Telephone\r\nМира Стојановић,,\r\nJović Ana,ANA@example.org,044 123 456\r\n".Replace("Jović Ana", "Ana Jovic"))));
        Assert.Equal(["1", "1", "0", "0"], preview.QuerySelectorAll("main dl.facts dd").Select(d => d.TextContent.Trim()));
        Assert.Contains("Mira Stojanović (Radio Most)", preview.Body!.TextContent);
        await Accept(site, visitor, preview);
        Assert.Equal(3, await People(site));
    }

    [Theory, OnBothDatabases]
    public async Task The_waiting_file_names_nobody_to_who_has_the_database_and_is_its_owners_alone(Provider provider)
    {
        var (site, organisation, visitor) = await Start(provider);
        await using var _ = site;
        using var __ = visitor;
        await Upload(visitor, organisation, "Petrović lista.csv", Utf8(List));
        Assert.DoesNotContain("Petrovi", await site.Dump());
        var id = await site.WithDb(db => db.Set<ImportFile>().Select(f => f.Id).SingleAsync());
        await site.AddAccount("admin@import.test", new Membership { Role = Role.Administrator });
        using var other = await site.SignIn("admin@import.test");
        await other.Open($"/en/import/{id}", System.Net.HttpStatusCode.NotFound);
        await other.Open($"/en/import/{id}/preview", System.Net.HttpStatusCode.NotFound);
        await other.Open("/en/import/new/people", System.Net.HttpStatusCode.NotFound);
    }

    [Theory, OnBothDatabases]
    public async Task A_choice_of_columns_is_remembered_for_the_next_file_of_the_shape(Provider provider)
    {
        var (site, organisation, visitor) = await Start(provider);
        await using var _ = site;
        using var __ = visitor;
        var columns = await Upload(visitor, organisation, "a.csv", Utf8("Kolona A,Kolona B\r\nAna Petrović,Most\r\n"));
        Assert.All(columns.QuerySelectorAll("main form[method=post] select").OfType<IHtmlSelectElement>(), s => Assert.Equal("", s.Value));
        var none = await visitor.Submit(columns, "main form[method=post]");
        Assert.Contains("Please choose at least one column", none.Body!.TextContent);
        var twice = await visitor.Submit(columns, "main form[method=post]", new() { ["Form.Columns[1]"] = "name", ["Form.Columns[2]"] = "name" });
        Assert.Contains("Another column already is this", twice.Body!.TextContent);
        await visitor.Submit(columns, "main form[method=post]", new() { ["Form.Columns[1]"] = "name", ["Form.Columns[2]"] = "organisation" });
        var next = await Upload(visitor, organisation, "b.csv", Utf8("KOLONA A,kolona b\r\nMira Jović,Ura\r\n"));
        Assert.Equal(["name", "organisation"], next.QuerySelectorAll("main form[method=post] select").OfType<IHtmlSelectElement>().Select(s => s.Value));
    }

    [Theory, OnBothDatabases]
    public async Task A_file_that_cannot_be_read_is_refused_in_words_and_nothing_changes(Provider provider)
    {
        var (site, organisation, visitor) = await Start(provider);
        await using var _ = site;
        using var __ = visitor;
        foreach (var (name, content, words) in new (string, byte[], string)[]
        {
            ("empty.xlsx", [], "empty"),
            ("cut off.xlsx", (await Workbook(200))[..^300], "damaged"),
            ("another type.xlsx", Utf8("%PDF-1.7\n%âãÏÓ\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"), "content is different"),
            ("headings only.csv", Utf8("Name,Organisation\r\n"), "headings but no rows"),
            ("many columns.csv", Utf8(string.Join(',', Enumerable.Range(1, 200)) + "\r\n" + string.Join(',', Enumerable.Range(1, 200)) + "\r\n"), "200 columns"),
            ("large.csv", Large(), "At most"),
            ("bomb.xlsx", Bomb(), "unpack"),
            ("a million rows.csv", Utf8("Name\r\n" + string.Concat(Enumerable.Repeat("A B\r\n", 1_000_000))), "more than"),
            ("open quote.csv", Utf8("Name,Organisation\r\n\"Ana,Most\r\nMira,Ura\r\n"), "never closed"),
            ("unsure encoding.csv", [.. "Name\r\n"u8, 0xA5, 0xA5, .. "\r\n"u8], "encoding"),
        })
        {
            var page = await Upload(visitor, organisation, name, content);
            var problem = page.QuerySelector("main form .problem")?.TextContent;
            Assert.True(problem?.Contains(words, StringComparison.OrdinalIgnoreCase), $"{name}: {problem ?? page.Body!.TextContent}");
            if (name.StartsWith("unsure", StringComparison.Ordinal)) Assert.NotNull(page.QuerySelector("select[name='Form.Encoding']"));
        }

        Assert.Equal((0, 0), (await site.WithDb(db => db.Set<ImportFile>().CountAsync()), await People(site)));
    }

    [Theory]
    [InlineData("windows-1250", "Đorđe Šljivić")]
    [InlineData("windows-1251", "Ђорђе Шљивић")]
    [InlineData("utf-16", "Đorđe Šljivić")]
    public async Task Old_encodings_are_read_as_they_were_meant(string encoding, string name)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var (site, organisation, visitor) = await Start(Provider.Sqlite);
        await using var _ = site;
        using var __ = visitor;
        var used = Encoding.GetEncoding(encoding);
        var columns = await Upload(visitor, organisation, "list.csv", [.. used.GetPreamble(), .. used.GetBytes($"Name;Organisation\r\n{name};Udruženje\r\n".Replace("Udruženje", encoding == "windows-1251" ? "Удружење" : "Udruženje žena"))]);
        Assert.Contains(name, columns.Body!.TextContent);
    }

    [Fact]
    public async Task Formulas_errors_merged_cells_and_double_headings_are_told_at_their_cells()
    {
        var (site, organisation, visitor) = await Start(Provider.Sqlite);
        await using var _ = site;
        using var __ = visitor;
        var columns = await Upload(visitor, organisation, "list.xlsx", Special());
        Assert.Equal(["name", "organisation", "", ""], columns.QuerySelectorAll("main form[method=post] select").OfType<IHtmlSelectElement>().Select(s => s.Value));
        var preview = await Preview(visitor, columns);
        var text = preview.Body!.TextContent;
        Assert.Contains("People, row 3, column B", text);
        Assert.Contains("This is a formula", text);
        Assert.Contains("People, row 4, column B", text);
        Assert.Contains("shows an error here", text);
        Assert.Equal(["2", "0", "0", "2"], preview.QuerySelectorAll("main dl.facts dd").Select(d => d.TextContent.Trim()));
    }

    private static async Task<byte[]> Workbook(int rows)
    {
        var target = new MemoryStream();
        await SheetWriter.WriteAsync(target, [TableExport.Of("People", [new("name", "Name", ColumnType.Text)], Enumerable.Range(0, rows).Select(i => (IReadOnlyList<object?>)[$"Person {i.ToString(CultureInfo.InvariantCulture)}"]))]);
        return target.ToArray();
    }

    private static byte[] Large()
    {
        var content = new byte[100 * 1024 * 1024];
        Array.Fill(content, (byte)' ');
        "Name\r\n"u8.CopyTo(content);
        return content;
    }

    private static byte[] Bomb() => Zip(sheet =>
    {
        sheet.Write("<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData><row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>");
        var spaces = new string('a', 1 << 20);
        for (var i = 0; i < 500; i++) sheet.Write(spaces);
        sheet.Write("</t></is></c></row></sheetData></worksheet>");
    });

    private static byte[] Special() => Zip(sheet => sheet.Write(
        """
        <worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><dimension ref="A1:XFD1048576"/><sheetData>
        <row r="1"><c r="A1" t="inlineStr"><is><t>Name</t></is></c><c r="B1" t="inlineStr"><is><t>Organisation</t></is></c><c r="C1" t="inlineStr"><is><t>Name</t></is></c><c r="D1" t="inlineStr"><is><t>Organisation</t></is></c></row>
        <row r="2"><c r="A2" t="inlineStr"><is><t>Ana Petrović</t></is></c><c r="B2" t="inlineStr"><is><t>Most</t></is></c></row>
        <row r="3"><c r="A3" t="inlineStr"><is><t>Mira Jović</t></is></c><c r="B3" t="str"><f>A2</f><v>Most</v></c></row>
        <row r="4"><c r="A4" t="inlineStr"><is><t>Lule Hoxha</t></is></c><c r="B4" t="e"><v>#REF!</v></c></row>
        <row r="5"><c r="A5" t="inlineStr"><is><t>Arben Krasniqi</t></is></c><c r="B5" t="inlineStr"><is><t>Ura</t></is></c></row>
        </sheetData><mergeCells count="1"><mergeCell ref="B5:B6"/></mergeCells></worksheet>
        """));

    private static byte[] Zip(Action<StreamWriter> sheet)
    {
        var target = new MemoryStream();
        using (var zip = new System.IO.Compression.ZipArchive(target, System.IO.Compression.ZipArchiveMode.Create, leaveOpen: true))
        {
            Write("[Content_Types].xml", w => w.Write("""<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>"""));
            Write("_rels/.rels", w => w.Write("""<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"""));
            Write("xl/workbook.xml", w => w.Write("""<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="People" sheetId="1" r:id="r1"/></sheets></workbook>"""));
            Write("xl/_rels/workbook.xml.rels", w => w.Write("""<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"""));
            Write("xl/worksheets/sheet1.xml", sheet);

            void Write(string name, Action<StreamWriter> content)
            {
                using var writer = new StreamWriter(zip.CreateEntry(name).Open(), new UTF8Encoding(false));
                content(writer);
            }
        }

        return target.ToArray();
    }
}
