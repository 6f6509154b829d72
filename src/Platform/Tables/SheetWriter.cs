using System.Buffers;
using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Uramost.Platform.Tables;

/// <summary>
/// Writes tables as an XLSX workbook (ECMA-376), one sheet each, row by row: memory stays the same however many rows there are, and
/// only asynchronous writes reach the target. Text is written as text, so nothing in it can become a formula. The heading is bold,
/// frozen and can be filtered by. The workbook names no author and no program.
/// </summary>
/// <remarks>
/// What the format cannot hold is handled so that nothing is silently wrong: a table of more than 1,048,575 rows continues on another
/// sheet; a text of more than 32,767 characters is cut with an ellipsis (CSV holds it whole); whole numbers of more than 15 digits and
/// dates before March 1900 are written as text, because a spreadsheet would change them.
/// </remarks>
public static class SheetWriter
{
    private const int MostRows = 1_048_576;
    private const int MostText = 32_767;
    private const int MostLinks = 65_000;
    private const int Plain = 0, Heading = 1, Date = 2, Instant = 3, Link = 4, Whole = 5, TextStyle = 6;
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Package = "http://schemas.openxmlformats.org/package/2006/relationships";
    private const string Declaration = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>""";

    /// <summary>The media type of a workbook.</summary>
    public const string MediaType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    /// <summary>Writes the tables in order; <paramref name="target"/> need not be seekable and stays open.</summary>
    /// <param name="target">Where the workbook goes.</param>
    /// <param name="tables">At least one table.</param>
    /// <param name="zone">The zone in which instants are shown; UTC by default.</param>
    /// <param name="cancel">Stops the writing; what was written is then not a workbook.</param>
    public static async Task WriteAsync(Stream target, IReadOnlyList<TableExport> tables, TimeZoneInfo? zone = null, CancellationToken cancel = default)
    {
        ArgumentOutOfRangeException.ThrowIfZero(tables.Count);
        var gathered = new GatheringStream(target);
        using (var zip = new ZipArchive(gathered, ZipArchiveMode.Create, leaveOpen: true))
        {
            var names = new List<string>();
            foreach (var table in tables)
            {
                var rows = table.Rows.GetAsyncEnumerator(cancel);
                await using (rows.ConfigureAwait(false))
                    for (var more = true; more;)
                    {
                        names.Add(SheetName(table.Name, names));
                        more = await WriteSheet(zip, gathered, names.Count, table, rows, zone ?? TimeZoneInfo.Utc, cancel).ConfigureAwait(false);
                    }
            }
            WriteText(zip, "xl/styles.xml", Styles);
            WriteText(zip, "xl/workbook.xml", $"{Declaration}<workbook xmlns=\"{Main}\" xmlns:r=\"{Office}\"><sheets>"
                + string.Concat(names.Select((n, i) => $"<sheet name=\"{Escape(n)}\" sheetId=\"{i + 1}\" r:id=\"s{i + 1}\"/>")) + "</sheets></workbook>");
            WriteText(zip, "xl/_rels/workbook.xml.rels", $"{Declaration}<Relationships xmlns=\"{Package}\"><Relationship Id=\"st\" Type=\"{Office}/styles\" Target=\"styles.xml\"/>"
                + string.Concat(names.Select((_, i) => $"<Relationship Id=\"s{i + 1}\" Type=\"{Office}/worksheet\" Target=\"worksheets/sheet{i + 1}.xml\"/>")) + "</Relationships>");
            WriteText(zip, "_rels/.rels", $"{Declaration}<Relationships xmlns=\"{Package}\"><Relationship Id=\"w\" Type=\"{Office}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>");
            WriteText(zip, "[Content_Types].xml", $"{Declaration}<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/>"
                + $"<Override PartName=\"/xl/workbook.xml\" ContentType=\"{MediaType}.main+xml\"/><Override PartName=\"/xl/styles.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml\"/>"
                + string.Concat(names.Select((_, i) => $"<Override PartName=\"/xl/worksheets/sheet{i + 1}.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml\"/>")) + "</Types>");
        }
        await gathered.FlushAsync(cancel).ConfigureAwait(false);
    }

    /// <summary>Writes one sheet; true when the table has rows left for another.</summary>
    private static async Task<bool> WriteSheet(ZipArchive zip, GatheringStream gathered, int number, TableExport table, IAsyncEnumerator<IReadOnlyList<object?>> rows, TimeZoneInfo zone, CancellationToken cancel)
    {
        var columns = table.Columns;
        var links = new List<(string Cell, string Address)>();
        var left = false;
        using (var stream = Open(zip, $"xl/worksheets/sheet{number}.xml"))
        {
            var text = new Utf8Text(stream);
            text.Raw($"{Declaration}<worksheet xmlns=\"{Main}\" xmlns:r=\"{Office}\"><sheetViews><sheetView workbookViewId=\"0\"><pane ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\" state=\"frozen\"/></sheetView></sheetViews>");
            if (columns.Count > 0)
            {
                text.Raw("<cols>");
                for (var i = 0; i < columns.Count; i++) text.Raw(string.Create(CultureInfo.InvariantCulture, $"<col min=\"{i + 1}\" max=\"{i + 1}\" width=\"{Width(columns[i]):0.##}\" customWidth=\"1\"/>"));
                text.Raw("</cols>");
            }
            text.Raw("<sheetData><row r=\"1\">");
            var letters = Enumerable.Range(1, columns.Count).Select(ColumnLetters).ToArray();
            for (var i = 0; i < columns.Count; i++) WriteString(text, letters[i], 1, Heading, columns[i].Title);
            text.Raw("</row>");
            var row = 1;
            while (await rows.MoveNextAsync().ConfigureAwait(false))
            {
                var values = rows.Current;
                if (values.Count != columns.Count) throw new ArgumentException($"A row of {table.Name} has {values.Count} values for {columns.Count} columns.");
                row++;
                text.Raw("<row r=\""); text.Number(row); text.Raw("\">");
                for (var i = 0; i < values.Count; i++) WriteCell(text, letters[i], row, columns[i].Type, values[i], zone, links);
                text.Raw("</row>");
                if (text.Full)
                {
                    text.Flush();
                    if (gathered.Full) await gathered.FlushAsync(cancel).ConfigureAwait(false);
                }
                if (row == MostRows) { left = true; break; }
            }
            if (!left && table.Note?.Invoke() is { } note && columns.Count > 0 && row + 2 <= MostRows)
            {
                // Apart from the rows, so that sorting and filtering leave it where it is.
                text.Raw("<row r=\""); text.Number(row + 2); text.Raw("\">");
                WriteString(text, letters[0], row + 2, TextStyle, note);
                text.Raw("</row>");
            }
            text.Raw("</sheetData>");
            if (columns.Count > 0) text.Raw($"<autoFilter ref=\"A1:{letters[^1]}{row}\"/>");
            if (links.Count > 0)
            {
                text.Raw("<hyperlinks>");
                for (var i = 0; i < links.Count; i++) text.Raw($"<hyperlink ref=\"{links[i].Cell}\" r:id=\"l{i + 1}\"/>");
                text.Raw("</hyperlinks>");
            }
            text.Raw("</worksheet>");
            text.Flush();
        }
        if (links.Count > 0)
            WriteText(zip, $"xl/worksheets/_rels/sheet{number}.xml.rels", $"{Declaration}<Relationships xmlns=\"{Package}\">"
                + string.Concat(links.Select((l, i) => $"<Relationship Id=\"l{i + 1}\" Type=\"{Office}/hyperlink\" Target=\"{Escape(l.Address)}\" TargetMode=\"External\"/>")) + "</Relationships>");
        return left;
    }

    private static void WriteCell(Utf8Text text, string column, int row, ColumnType type, object? value, TimeZoneInfo zone, List<(string, string)> links)
    {
        switch (value)
        {
            case null: break;
            case TableLink link:
                var usable = links.Count < MostLinks && Uri.TryCreate(link.Address, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" or "mailto";
                if (usable) links.Add((column + row.ToString(CultureInfo.InvariantCulture), link.Address));
                WriteString(text, column, row, usable ? Link : TextStyle, link.Text);
                break;
            case bool b:
                text.Raw("<c r=\""); text.Raw(column); text.Number(row); text.Raw(b ? "\" t=\"b\"><v>1</v></c>" : "\" t=\"b\"><v>0</v></c>");
                break;
            case int or long or short or byte:
                var whole = Convert.ToInt64(value, CultureInfo.InvariantCulture);
                if (Math.Abs((decimal)whole) >= 1_000_000_000_000_000m) WriteString(text, column, row, TextStyle, whole.ToString(CultureInfo.InvariantCulture));
                else { Open(Whole); text.Number(whole); text.Raw("</v></c>"); }
                break;
            case decimal d: Open(Plain); text.Raw(d.ToString(CultureInfo.InvariantCulture)); text.Raw("</v></c>"); break;
            case double or float:
                var n = Convert.ToDouble(value, CultureInfo.InvariantCulture);
                if (!double.IsFinite(n)) break;
                Open(Plain); text.Raw(n.ToString("R", CultureInfo.InvariantCulture)); text.Raw("</v></c>");
                break;
            case DateOnly date when date >= new DateOnly(1900, 3, 1):
                Open(Date); text.Number(date.DayNumber - new DateOnly(1899, 12, 30).DayNumber); text.Raw("</v></c>");
                break;
            case DateOnly date: WriteString(text, column, row, TextStyle, date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)); break;
            case DateTime instant when instant.Year >= 1901:
                var local = TimeZoneInfo.ConvertTimeFromUtc(DateTime.SpecifyKind(instant, DateTimeKind.Utc), zone);
                Open(Instant); text.Raw((local - new DateTime(1899, 12, 30)).TotalDays.ToString("0.##########", CultureInfo.InvariantCulture)); text.Raw("</v></c>");
                break;
            case DateTime instant: WriteString(text, column, row, TextStyle, instant.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)); break;
            default: WriteString(text, column, row, type == ColumnType.Text ? TextStyle : Plain, value as string ?? Convert.ToString(value, CultureInfo.InvariantCulture) ?? ""); break;
        }

        void Open(int style)
        {
            text.Raw("<c r=\""); text.Raw(column); text.Number(row);
            text.Raw("\" s=\""); text.Number(style); text.Raw("\"><v>");
        }
    }

    private static void WriteString(Utf8Text text, string column, int row, int style, string value)
    {
        if (value.Length == 0) return;
        if (value.Length > MostText) value = value[..(char.IsHighSurrogate(value[MostText - 2]) ? MostText - 2 : MostText - 1)] + "…";
        text.Raw("<c r=\""); text.Raw(column); text.Number(row);
        text.Raw("\" s=\""); text.Number(style);
        text.Raw("\" t=\"inlineStr\"><is><t xml:space=\"preserve\">");
        text.Escaped(value);
        text.Raw("</t></is></c>");
    }

    private static double Width(TableColumn c) => c.Width ?? Math.Clamp(Math.Max(c.Title.Length + 4, c.Type switch
    {
        ColumnType.Text => 24, ColumnType.Link => 28, ColumnType.Date => 12, ColumnType.Instant => 18, _ => 10,
    }), 6, 60);

    /// <summary>A sheet's name: at most 31 characters, without those that the format forbids, and different from the others.</summary>
    private static string SheetName(string name, List<string> taken)
    {
        var clean = new string([.. name.Select(c => c is '\\' or '/' or '*' or '?' or ':' or '[' or ']' || char.IsControl(c) ? ' ' : c)]).Trim().Trim('\'');
        if (clean.Length == 0) clean = "1";
        var candidate = Cut(clean, 31);
        for (var n = 2; taken.Contains(candidate, StringComparer.OrdinalIgnoreCase); n++) candidate = Cut(clean, 31 - $" ({n})".Length) + $" ({n})";
        return candidate;
        static string Cut(string s, int most) => s.Length <= most ? s : s[..(char.IsHighSurrogate(s[most - 1]) ? most - 1 : most)].Trim();
    }

    /// <summary>1 is A, 27 is AA.</summary>
    public static string ColumnLetters(int number)
    {
        var letters = "";
        for (; number > 0; number = (number - 1) / 26) letters = (char)('A' + (number - 1) % 26) + letters;
        return letters;
    }

    private static void WriteText(ZipArchive zip, string name, string content)
    {
        using var stream = Open(zip, name);
        stream.Write(Encoding.UTF8.GetBytes(content));
    }

    private static Stream Open(ZipArchive zip, string name)
    {
        var entry = zip.CreateEntry(name, CompressionLevel.Fastest);
        entry.LastWriteTime = new DateTimeOffset(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);
        return entry.Open();
    }

    private static string Escape(string s) => System.Security.SecurityElement.Escape(s);

    private const string Styles = $"""
        {Declaration}<styleSheet xmlns="{Main}"><numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy\-mm\-dd"/><numFmt numFmtId="165" formatCode="yyyy\-mm\-dd\ hh:mm"/></numFmts><fonts count="3"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font><font><u/><sz val="11"/><color rgb="FF0B57A4"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="7"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf><xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="165" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="49" fontId="2" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"/><xf numFmtId="1" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs></styleSheet>
        """;

    /// <summary>UTF-8 on its way into a part, gathered so that the stream below is written seldom and asynchronously.</summary>
    private sealed class Utf8Text(Stream stream)
    {
        private readonly ArrayBufferWriter<byte> buffer = new(1 << 17);

        public bool Full => buffer.WrittenCount > 1 << 16;

        public void Raw(string s)
        {
            var span = buffer.GetSpan(s.Length * 3);
            buffer.Advance(Encoding.UTF8.GetBytes(s, span));
        }

        public void Number(long n)
        {
            var span = buffer.GetSpan(24);
            n.TryFormat(span, out var written, default, CultureInfo.InvariantCulture);
            buffer.Advance(written);
        }

        /// <summary>Text with XML's marks escaped, and characters that XML forbids written as <c>_xHHHH_</c> (ECMA-376, ST_Xstring), as a spreadsheet does.</summary>
        public void Escaped(string s)
        {
            var from = 0;
            for (var i = 0; i < s.Length; i++)
            {
                var replacement = s[i] switch
                {
                    '&' => "&amp;", '<' => "&lt;", '>' => "&gt;", '\r' => "_x000D_", '\t' or '\n' => null,
                    < ' ' or '\uFFFE' or '\uFFFF' => $"_x{(int)s[i]:X4}_",
                    '_' when i + 6 < s.Length && s[i + 1] == 'x' && s[i + 6] == '_' && s.AsSpan(i + 2, 4).IndexOfAnyExcept("0123456789ABCDEFabcdef") < 0 => "_x005F_",
                    >= '\uD800' and <= '\uDBFF' when i + 1 < s.Length && char.IsLowSurrogate(s[i + 1]) => null,
                    >= '\uDC00' and <= '\uDFFF' when i > 0 && char.IsHighSurrogate(s[i - 1]) => null,
                    >= '\uD800' and <= '\uDFFF' => "\uFFFD",
                    _ => null,
                };
                if (replacement is null) continue;
                Plain(s.AsSpan(from, i - from));
                Raw(replacement);
                from = i + 1;
            }
            Plain(s.AsSpan(from));
        }

        private void Plain(ReadOnlySpan<char> s)
        {
            var span = buffer.GetSpan(s.Length * 3);
            buffer.Advance(Encoding.UTF8.GetBytes(s, span));
        }

        public void Flush()
        {
            stream.Write(buffer.WrittenSpan);
            buffer.ResetWrittenCount();
        }
    }
}

/// <summary>
/// Gathers what an archive writes and passes it on asynchronously: an archive's parts are closed synchronously, which an answer over
/// HTTP forbids.
/// </summary>
internal sealed class GatheringStream(Stream target) : Stream
{
    private readonly ArrayBufferWriter<byte> buffer = new(1 << 17);
    private long written;

    public bool Full => buffer.WrittenCount > 1 << 16;
    public override bool CanRead => false;
    public override bool CanSeek => false;
    public override bool CanWrite => true;
    public override long Length => throw new NotSupportedException();
    public override long Position { get => written; set => throw new NotSupportedException(); }
    public override void Write(ReadOnlySpan<byte> bytes) { buffer.Write(bytes); written += bytes.Length; }
    public override void Write(byte[] bytes, int offset, int count) => Write(bytes.AsSpan(offset, count));
    public override void Flush() { }
    public override async Task FlushAsync(CancellationToken cancel)
    {
        await target.WriteAsync(buffer.WrittenMemory, cancel).ConfigureAwait(false);
        buffer.ResetWrittenCount();
    }
    public override int Read(byte[] bytes, int offset, int count) => throw new NotSupportedException();
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();
}
