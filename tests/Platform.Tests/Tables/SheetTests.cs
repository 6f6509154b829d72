using System.Globalization;
using System.IO.Compression;
using System.Text;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using Uramost.Platform.Files;
using Uramost.Platform.Tables;
using Uramost.Platform.Tests.Files;
using Xunit;

namespace Uramost.Platform.Tests.Tables;

public class SheetTests(ITestOutputHelper output)
{
    private static readonly TableColumn[] Columns =
    [
        new("title", "Naziv", ColumnType.Text), new("people", "Učesnici", ColumnType.Whole), new("cost", "Iznos", ColumnType.Decimal), new("held_on", "Datum", ColumnType.Date),
        new("saved_at", "Sačuvano", ColumnType.Instant), new("public", "Javno", ColumnType.Boolean), new("page", "Strana", ColumnType.Link),
    ];

    private static readonly IReadOnlyList<object?>[] SomeRows =
    [
        ["Okrugli sto u Mitrovici", 24, 1250.50m, new DateOnly(2022, 6, 28), new DateTime(2022, 6, 28, 9, 30, 0, DateTimeKind.Utc), true, new TableLink("otvori", "https://example.org/a?b=1&c=2")],
        ["=HYPERLINK(\"http://evil\")", null, null, null, null, false, new TableLink("opasno", "javascript:alert(1)")],
        ["+383 44 123 456", 12345678901234567L, -3.5, new DateOnly(1899, 1, 1), null, null, null],
        ["  razmak, \"navod\" \r\n novi red _x000D_ \u0001 ž 😀", 0, 0m, new DateOnly(2024, 2, 29), null, null, null],
        ["-", -7, 0.1m, null, null, null, null],
    ];

    private static async Task<byte[]> Xlsx(params TableExport[] tables)
    {
        var target = new AsyncOnly();
        await SheetWriter.WriteAsync(target, tables);
        return target.ToArray();
    }

    private static async Task<byte[]> Csv(TableExport table, CsvHeading heading = CsvHeading.Titles, char separator = ',')
    {
        var target = new AsyncOnly();
        await CsvFile.WriteAsync(target, table, heading, separator);
        return target.ToArray();
    }

    /// <summary>What an answer over HTTP allows: forward, and never a synchronous write.</summary>
    private sealed class AsyncOnly : Stream
    {
        private readonly MemoryStream inner = new();
        public long Written { get; private set; }
        public bool Keep { get; init; } = true;
        public byte[] ToArray() => inner.ToArray();
        public override bool CanRead => false;
        public override bool CanSeek => false;
        public override bool CanWrite => true;
        public override long Length => throw new NotSupportedException();
        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }
        public override void Flush() => throw new InvalidOperationException("synchronous");
        public override Task FlushAsync(CancellationToken cancel) => Task.CompletedTask;
        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();
        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();
        public override void Write(byte[] buffer, int offset, int count) => throw new InvalidOperationException("synchronous");
        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancel = default)
        {
            Written += buffer.Length;
            if (Keep) inner.Write(buffer.Span);
            return ValueTask.CompletedTask;
        }
        public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancel) => WriteAsync(buffer.AsMemory(offset, count), cancel).AsTask();
    }

    [Fact]
    public async Task A_list_goes_out_as_a_workbook_that_a_spreadsheet_accepts_and_comes_back_the_same()
    {
        var bytes = await Xlsx(TableExport.Of("Aktivnosti: 2022/23 [svi projekti, dugačak naziv]", Columns, SomeRows), TableExport.Of("Aktivnosti: 2022/23 [svi projekti, dugačak naziv]", Columns, SomeRows[..1]));
        using (var document = SpreadsheetDocument.Open(new MemoryStream(bytes), false))
            Assert.Empty(new OpenXmlValidator().Validate(document).Select(e => e.Description + " " + e.Path?.XPath));
        Assert.Equal(FileKind.Xlsx, FileType.Detect(new MemoryStream(bytes), "a.xlsx"));

        using var reader = SheetReader.Open(new MemoryStream(bytes), "a.xlsx");
        Assert.Equal(2, reader.Sheets.Count);
        Assert.True(reader.Sheets.All(s => s.Name.Length <= 31));
        var rows = reader.Rows().Where(r => r.Sheet == reader.Sheets[0].Name).ToList();
        Assert.Equal(Columns.Select(c => c.Title), rows[0].Cells.Select(c => c.Text));
        Assert.Equal("Okrugli sto u Mitrovici", rows[1][1].Value);
        Assert.Equal(24.0, rows[1][2].Value);
        Assert.Equal(1250.5, rows[1][3].Value);
        Assert.Equal(new DateTime(2022, 6, 28), rows[1][4].Value);
        Assert.Equal("2022-06-28 09:30:00", rows[1][5].Text);
        Assert.Equal(true, rows[1][6].Value);
        Assert.Equal("otvori", rows[1][7].Value);
        Assert.Equal("=HYPERLINK(\"http://evil\")", rows[2][1].Value);
        Assert.Equal(CellNotes.None, rows[2][1].Notes);
        Assert.Null(rows[2][2].Value);
        Assert.Equal("12345678901234567", rows[3][2].Value);
        Assert.Equal("1899-01-01", rows[3][4].Value);
        Assert.Equal(-7.0, rows[5][2].Value);
        Assert.DoesNotContain(PlantedFiles.Latin("javascript:"), Parts(bytes));
    }

    private static IEnumerable<byte[]> Parts(byte[] zip)
    {
        using var archive = new ZipArchive(new MemoryStream(zip));
        foreach (var entry in archive.Entries)
        {
            using var open = entry.Open();
            var all = new MemoryStream();
            open.CopyTo(all);
            yield return all.ToArray();
        }
    }

    [Fact]
    public async Task A_list_goes_out_as_csv_that_no_spreadsheet_runs_and_comes_back_the_same()
    {
        var bytes = await Csv(TableExport.Of("a", Columns, SomeRows));
        Assert.Equal([0xEF, 0xBB, 0xBF], bytes[..3]);
        var text = Encoding.UTF8.GetString(bytes);
        Assert.Contains("\"'=HYPERLINK(\"\"http://evil\"\")\"", text);
        Assert.Contains("\r\n'+383 44 123 456,12345678901234567,-3.5,1899-01-01", text);
        Assert.Contains("2022-06-28T09:30:00Z,true,otvori,https://example.org/a?b=1&c=2\r\n", text);
        using var reader = SheetReader.Open(new MemoryStream(bytes), "a.csv");
        var rows = reader.Rows().ToList();
        Assert.Equal(',', reader.Separator);
        Assert.Equal("=HYPERLINK(\"http://evil\")", rows[2][1].Value);
        Assert.Equal("+383 44 123 456", rows[3][1].Value);
        Assert.Equal(((string)SomeRows[3][0]!).Replace("\u0001", ""), rows[4][1].Value);
        Assert.Equal("-", rows[5][1].Value);
        Assert.Equal("-7", rows[5][2].Value);
        Assert.StartsWith("title,people,cost,held_on,saved_at,public,page,page_url\r\n", Encoding.UTF8.GetString((await Csv(TableExport.Of("a", Columns, []), CsvHeading.Keys))[3..]));
    }

    [Theory, InlineData(','), InlineData(';'), InlineData('\t')]
    public async Task Any_text_survives_the_way_out_and_back(char separator)
    {
        var random = new Random(20220628 + separator);
        string Text() => new([.. Enumerable.Range(0, random.Next(1, 12)).Select(_ => "=+-@'\";,\t\nažЋ<&_ x0"[random.Next(18)])]);
        var rows = Enumerable.Range(0, 300).Select(_ => (IReadOnlyList<object?>)["k", Text(), Text(), "k"]).ToList();
        TableColumn[] columns = [.. Enumerable.Range(0, 4).Select(i => new TableColumn("c" + i, "C" + i, ColumnType.Text))];
        using var csv = SheetReader.Open(new MemoryStream(await Csv(TableExport.Of("a", columns, rows), separator: separator)));
        using var xlsx = SheetReader.Open(new MemoryStream(await Xlsx(TableExport.Of("a", columns, rows))));
        Assert.Equal(rows.Select(r => r[1]), csv.Rows().Skip(1).Select(r => r[2].Value));
        Assert.Equal(rows.Select(r => r[2]), csv.Rows().Skip(1).Select(r => r[3].Value));
        Assert.Equal(rows.Select(r => r[1]), xlsx.Rows().Skip(1).Select(r => r[2].Value));
    }

    [Fact]
    public async Task A_hundred_thousand_rows_go_out_without_being_held_in_memory()
    {
        var stream = new AsyncOnly { Keep = false };
        long most = 0, half = 0;
        async IAsyncEnumerable<IReadOnlyList<object?>> Many()
        {
            for (var i = 0; i < 100_000; i++)
            {
                if (i == 50_000) half = stream.Written;
                if (i % 25_000 == 0) most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: true));
                yield return ["Aktivnost broj " + i, i, i * 0.25m, new DateOnly(2022, 1, 1).AddDays(i % 700), DateTime.UnixEpoch.AddMinutes(i + 20_000_000), i % 2 == 0, null];
                if (i % 1_000 == 0) await Task.Yield();
            }
        }
        var before = GC.GetTotalMemory(forceFullCollection: true);
        await SheetWriter.WriteAsync(stream, [new("Sve", Columns, Many())]);
        output.WriteLine($"100,000 rows, {stream.Written / 1024} kB, at most {(most - before) / 1024} kB held");
        // Other tests allocate meanwhile, so the figure is for reading; what proves the point is that half the rows left when half were given.
        Assert.InRange((double)half / stream.Written, 0.4, 0.6);
    }

    [Fact]
    public async Task The_codebook_names_every_column_in_three_languages()
    {
        var table = TableExport.Of("activities", [new("held_on", "Datum", ColumnType.Date) { Label = new("Held on", "Mbajtur më", "Održano"), Meaning = new("The first day.", "Dita e parë.", "Prvi dan.") }, new("page", "Strana", ColumnType.Link)], []);
        using var reader = SheetReader.Open(new MemoryStream(await Csv(Codebook.For(table), CsvHeading.Keys)));
        var rows = reader.Rows().Select(r => r.Cells.Select(c => c.Text).ToList()).ToList();
        Assert.Equal(["table", "name", "type", "label_en", "label_sq", "label_sr", "meaning_en", "meaning_sq", "meaning_sr"], rows[0]);
        Assert.Contains("apostrof", rows[1][7]);
        Assert.Equal(["activities", "held_on", "date", "Held on", "Mbajtur më", "Održano", "The first day.", "Dita e parë.", "Prvi dan."], rows[2]);
        Assert.Equal("page_url", rows[4][1]);
    }

    // --- reading what others made ---

    private static byte[] Workbook(string sheet, string extra = "", string shared = "") => PlantedFiles.Zip(
        ("[Content_Types].xml", Utf8("<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Override PartName=\"/xl/workbook.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/></Types>")),
        ("xl/_rels/workbook.xml.rels", Utf8("<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" Target=\"worksheets/sheet1.xml\"/><Relationship Id=\"r2\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles\" Target=\"styles.xml\"/></Relationships>")),
        ("xl/workbook.xml", Utf8("<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets><sheet name=\"Lista\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>")),
        ("xl/styles.xml", Utf8("<styleSheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><cellXfs count=\"2\"><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs></styleSheet>")),
        ("xl/worksheets/sheet1.xml", Utf8($"<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>{sheet}</sheetData>{extra}</worksheet>")));

    private static byte[] Utf8(string s) => Encoding.UTF8.GetBytes(s);
    private static string Cell(string at, string text) => $"<c r=\"{at}\" t=\"inlineStr\"><is><t>{text}</t></is></c>";

    [Fact]
    public void Formulas_give_their_last_value_and_are_flagged_and_merged_cells_and_dates_are_understood()
    {
        var bytes = Workbook(
            $"<row r=\"2\">{Cell("A2", "Opština")}{Cell("B2", "Broj")}</row>"
            + $"<row r=\"4\">{Cell("A4", "Zvečan")}<c r=\"B4\"><f>SUM(1,2)</f><v>3</v></c><c r=\"C4\" s=\"1\"><v>44740</v></c></row>"
            + $"<row r=\"5\"><c r=\"A5\"/><c r=\"B5\" t=\"e\"><f>1/0</f><v>#DIV/0!</v></c></row>",
            "<mergeCells count=\"1\"><mergeCell ref=\"A4:A5\"/></mergeCells>");
        using var reader = SheetReader.Open(new MemoryStream(bytes), "lista.xlsx");
        var rows = reader.Rows().ToList();
        Assert.Equal([2, 4, 5], rows.Select(r => r.Number));
        Assert.Equal((3.0, CellNotes.Formula), (rows[1][2].Value, rows[1][2].Notes));
        Assert.Equal("2022-06-28", rows[1][3].Text);
        Assert.Equal(("Zvečan", CellNotes.Merged), (rows[2][1].Value, rows[2][1].Notes));
        Assert.Equal(("#DIV/0!", CellNotes.Formula | CellNotes.Error), (rows[2][2].Value, rows[2][2].Notes));
        Assert.Equal("Lista!B5", rows[2].Address(2).ToString());
    }

    private static FileRefusedException Refused(byte[] bytes, string? name = null, SheetLimits? limits = null) => Assert.Throws<FileRefusedException>(() =>
    {
        using var reader = SheetReader.Open(new MemoryStream(bytes), name, limits);
        foreach (var _ in reader.Rows()) { }
    });

    [Fact]
    public async Task What_cannot_be_read_is_refused_with_the_place_where_it_stands()
    {
        Assert.Equal("empty", Refused([]).Code);
        var wide = Refused(Utf8("ime;broj\nAna;1\n" + new string(';', 199) + "x\n"), "a.csv");
        Assert.Equal(("sheet-columns", 3, 200, 100), (wide.Code, wide.Arguments[1], wide.Arguments[2], wide.Arguments[3]));
        Assert.Equal("sheet-rows", Refused(Utf8(string.Concat(Enumerable.Repeat("a,b\n", 50))), limits: new() { Rows = 20 }).Code);
        Assert.Equal("sheet-too-large", Refused(new byte[2000], limits: new() { Bytes = 1000 }).Code);
        var open = Refused(Utf8("ime,broj\nAna,1\n\"Petar,2\nMira,3\n"));
        Assert.Equal(("sheet-quote", 3), (open.Code, open.Arguments[0]));
        Assert.Equal(("sheet-kind", FileKind.Pdf), (Refused(new PlantedFiles(1).Pdf()).Code, Refused(new PlantedFiles(1).Pdf()).Arguments[0]));
        Assert.Equal("old-office", Refused([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. new byte[600]], "a.xls").Code);
        var workbook = await Xlsx(TableExport.Of("a", Columns, SomeRows));
        Assert.Equal("damaged", Refused(workbook[..(workbook.Length / 2)], "a.xlsx").Code);
        Assert.Equal("extension", Refused(workbook, "a.csv").Code);
        Assert.Equal("sheet-empty", Refused(Workbook("")).Code);
    }

    [Fact]
    public void A_workbook_that_unpacks_beyond_reason_is_refused_before_it_is_read()
    {
        var bomb = Workbook($"<row r=\"1\">{Cell("A1", new string('a', 60 * 1024 * 1024))}</row>");
        Assert.True(bomb.Length < 240_000);
        Assert.Equal("unpacks-too-large", Refused(bomb, "a.xlsx").Code);
    }

    [Theory]
    [InlineData("ime;mesto\nĐorđe Čović;Žabalj\nŠćepan;Peć\n", 1250)]
    [InlineData("име;место\nЂорђе Човић;Жабаљ\nЊегош;Пећ\n", 1251)]
    [InlineData("emri;vendi\nAgim Çeku;Pejë\nShpëtim;Gjakovë\n", 1252)]
    [InlineData("ime;mesto\nŠaban;Niš\nĆamil;Đakovica\n", 1250)]
    public void Old_code_pages_are_told_by_their_letters(string text, int page)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        using var reader = SheetReader.Open(new MemoryStream(Encoding.GetEncoding(page).GetBytes(text)), "lista.csv");
        Assert.Equal(';', reader.Separator);
        Assert.Equal(text.TrimEnd('\n').Split('\n').Select(l => l.Split(';')[0]), reader.Rows().Select(r => r[1].Text));
    }

    [Fact]
    public void When_the_letters_do_not_tell_the_reader_is_asked_and_the_answer_is_taken()
    {
        byte[] unclear = [.. "a;b\n"u8, 0xA7, 0xB3, (byte)';', 0xB9, 0xA5, 0x0A];
        var refusal = Refused(unclear, "a.csv");
        Assert.Equal("sheet-encoding", refusal.Code);
        Assert.Contains("windows-1250", (string)refusal.Arguments[0]);
        using var reader = SheetReader.Open(new MemoryStream(unclear), "a.csv", encoding: "windows-1250");
        Assert.Equal("§ł", reader.Rows().Last()[1].Text);
    }

    [Theory, InlineData("utf-16"), InlineData("utf-16BE"), InlineData("utf-8")]
    public void Unicode_is_told_by_its_mark(string name)
    {
        var encoding = Encoding.GetEncoding(name);
        byte[] bytes = [.. encoding.GetPreamble(), .. encoding.GetBytes("ime\tmesto\r\nЂорђе\tPejë\r\n")];
        using var reader = SheetReader.Open(new MemoryStream(bytes), "a.csv");
        Assert.Equal('\t', reader.Separator);
        Assert.Equal(["Ђорђе", "Pejë"], reader.Rows().Last().Cells.Select(c => c.Text));
    }

    [Fact]
    public async Task Cut_and_garbled_tables_are_read_or_refused_and_nothing_else()
    {
        var seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        byte[][] good = [await Xlsx(TableExport.Of("a", Columns, SomeRows)), await Csv(TableExport.Of("a", Columns, SomeRows)), new PlantedFiles(1).Xlsx()];
        var refused = 0;
        for (var round = 0; round < 300; round++)
        {
            var bytes = (byte[])good[round % 3].Clone();
            if (random.Next(3) == 0) bytes = bytes[..random.Next(bytes.Length)];
            else for (var n = random.Next(1, 10); n > 0; n--) bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            try
            {
                using var reader = SheetReader.Open(new MemoryStream(bytes));
                foreach (var _ in reader.Rows()) { }
            }
            catch (FileRefusedException) { refused++; }
        }
        Assert.True(refused > 20);
    }
}
