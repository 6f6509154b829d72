using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Xml;
using CsvHelper;
using ExcelDataReader;
using Uramost.Platform.Files;

namespace Uramost.Platform.Tables;

/// <summary>Where a cell stands.</summary>
/// <param name="Sheet">The sheet's name; empty for CSV.</param>
/// <param name="Row">Row from 1, as a spreadsheet counts.</param>
/// <param name="Column">Column from 1.</param>
public readonly record struct SheetAddress(string Sheet, int Row, int Column)
{
    /// <summary><c>Activities!C12</c>, or <c>C12</c> without a sheet.</summary>
    public override string ToString() => (Sheet.Length > 0 ? Sheet + "!" : "") + SheetWriter.ColumnLetters(Column) + Row.ToString(CultureInfo.InvariantCulture);
}

/// <summary>What is to be known of a cell beside its value.</summary>
[Flags]
public enum CellNotes
{
    /// <summary>An ordinary cell.</summary>
    None = 0,
    /// <summary>The value is what a formula gave when the file was last saved.</summary>
    Formula = 1,
    /// <summary>The spreadsheet shows an error here (#REF!, #DIV/0! …); the value is the error's name.</summary>
    Error = 2,
    /// <summary>The cell is part of a merged one and repeats its value.</summary>
    Merged = 4,
}

/// <summary>A cell: its value is a <see cref="string"/>, <see cref="double"/>, <see cref="bool"/>, <see cref="DateTime"/>, <see cref="TimeSpan"/> or null.</summary>
/// <param name="Value">The value; null when empty.</param>
/// <param name="Notes">What else is to be known.</param>
public readonly record struct SheetCell(object? Value, CellNotes Notes)
{
    /// <summary>The value as text: numbers with a point, dates as year-month-day (with the time when there is one), trimmed.</summary>
    public string Text => Value switch
    {
        null => "",
        string s => s.Trim(),
        double d => d.ToString("0.###############", CultureInfo.InvariantCulture),
        bool b => b ? "true" : "false",
        DateTime t => t.ToString(t.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
        _ => Convert.ToString(Value, CultureInfo.InvariantCulture) ?? "",
    };

    /// <summary>Nothing but space.</summary>
    public bool IsEmpty => Value is null || (Value is string s && string.IsNullOrWhiteSpace(s));
}

/// <summary>A row that is not empty; cells after the last filled one are left out.</summary>
/// <param name="Sheet">The sheet's name; empty for CSV.</param>
/// <param name="Number">The row from 1, as a spreadsheet counts.</param>
/// <param name="Cells">The cells from column 1.</param>
public sealed record SheetRow(string Sheet, int Number, IReadOnlyList<SheetCell> Cells)
{
    /// <summary>The cell in a column from 1; an empty one behind the row's end.</summary>
    public SheetCell this[int column] => column <= Cells.Count ? Cells[column - 1] : default;

    /// <summary>The address of a column's cell.</summary>
    public SheetAddress Address(int column) => new(Sheet, Number, column);
}

/// <summary>How much of a table is read.</summary>
public sealed record SheetLimits
{
    /// <summary>The largest file in bytes.</summary>
    public long Bytes { get; init; } = 50L * 1024 * 1024;
    /// <summary>The most filled columns.</summary>
    public int Columns { get; init; } = 100;
    /// <summary>The most filled rows, over all sheets.</summary>
    public int Rows { get; init; } = 200_000;
    /// <summary>The most bytes that a packed workbook may unpack to.</summary>
    public long Unpacked { get; init; } = 1024L * 1024 * 1024;
}

/// <summary>A sheet of a workbook.</summary>
/// <param name="Name">Its name; empty for CSV.</param>
/// <param name="Hidden">Whether the spreadsheet hides it.</param>
public readonly record struct SheetInfo(string Name, bool Hidden);

/// <summary>
/// Reads XLSX and CSV row by row for an import. The file's type is told from its bytes; of CSV the encoding (UTF-8, UTF-16,
/// Windows-1250, -1251, -1252) and the separator are found out. What can't be read safely is refused before the first row is given
/// where the file shows it, and otherwise at the row where it shows.
/// </summary>
public sealed class SheetReader : IDisposable
{
    static SheetReader() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    private readonly Stream source;
    private readonly SheetLimits limits;
    private readonly Dictionary<string, CellFacts> facts = [];

    /// <summary>Which cells hold formulas, and which hold errors; the key is row and column.</summary>
    private sealed record CellFacts(HashSet<long> Formulas, Dictionary<long, string> Errors);

    private SheetReader(Stream source, SheetLimits limits, FileKind kind) => (this.source, this.limits, Kind) = (source, limits, kind);

    /// <summary><see cref="FileKind.Xlsx"/> or <see cref="FileKind.Csv"/>.</summary>
    public FileKind Kind { get; }

    /// <summary>The sheets in order; one without a name for CSV.</summary>
    public IReadOnlyList<SheetInfo> Sheets { get; private set; } = [new("", false)];

    /// <summary>The encoding of a CSV file; null for a workbook.</summary>
    public Encoding? Encoding { get; private set; }

    /// <summary>The separator of a CSV file; null for a workbook.</summary>
    public char? Separator { get; private set; }

    /// <summary>Opens a table. <paramref name="source"/> must be seekable and is not closed.</summary>
    /// <param name="source">The file.</param>
    /// <param name="fileName">Its name, to catch one that lies about the type.</param>
    /// <param name="limits">How much may be read.</param>
    /// <param name="encoding">The reader's own choice of encoding (a name such as <c>windows-1250</c>), after <c>sheet-encoding</c> asked for it.</param>
    /// <exception cref="FileRefusedException">
    /// <c>empty</c>, <c>sheet-kind</c>, <c>sheet-too-large</c>, <c>sheet-encoding</c> (with the encodings that are possible), <c>sheet-empty</c>,
    /// <c>damaged</c>, <c>password</c>, <c>macros</c>, <c>old-office</c>, <c>unpacks-too-large</c>, <c>extension</c>; while reading also <c>sheet-columns</c>
    /// (sheet, row, found, allowed), <c>sheet-rows</c> (allowed), <c>sheet-quote</c> (row).
    /// </exception>
    public static SheetReader Open(Stream source, string? fileName = null, SheetLimits? limits = null, string? encoding = null)
    {
        limits ??= new();
        if (source.Length > limits.Bytes) throw new FileRefusedException("sheet-too-large", FileSize.Say(source.Length), FileSize.Say(limits.Bytes));
        var kind = FileType.DetectWithoutLimit(source, fileName);
        if (kind == FileKind.Text) kind = FileKind.Csv;
        if (kind is not (FileKind.Xlsx or FileKind.Csv)) throw new FileRefusedException("sheet-kind", kind);
        var reader = new SheetReader(source, limits, kind);
        try
        {
            if (kind == FileKind.Xlsx) reader.LookThroughWorkbook();
            else reader.Encoding = encoding is null ? TextEncoding.Detect(source) : System.Text.Encoding.GetEncoding(encoding);
            using var rows = reader.Rows().GetEnumerator();
            if (!rows.MoveNext()) throw new FileRefusedException("sheet-empty");
        }
        catch (Exception e) when (MetadataRemoval.IsBadContent(e)) { throw new FileRefusedException("damaged"); }
        return reader;
    }

    /// <summary>The filled rows of all sheets, read from the file anew at each enumeration.</summary>
    public IEnumerable<SheetRow> Rows()
    {
        var count = 0;
        using var rows = (Kind == FileKind.Xlsx ? WorkbookRows() : CsvRows()).GetEnumerator();
        while (true)
        {
            try
            {
                if (!rows.MoveNext()) yield break;
            }
            catch (Exception e) when (MetadataRemoval.IsBadContent(e) || e.GetType().Namespace?.StartsWith("ExcelDataReader", StringComparison.Ordinal) == true)
            {
                throw new FileRefusedException("damaged");
            }
            if (++count > limits.Rows) throw new FileRefusedException("sheet-rows", limits.Rows);
            var row = rows.Current;
            if (row.Cells.Count > limits.Columns) throw new FileRefusedException("sheet-columns", row.Sheet, row.Number, row.Cells.Count, limits.Columns);
            yield return row;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => facts.Clear();

    // --- XLSX ---

    /// <summary>Counts what the parts really unpack to, and notes which cells hold formulas and errors, which the library does not tell.</summary>
    private void LookThroughWorkbook()
    {
        source.Position = 0;
        using var zip = new ZipArchive(source, ZipArchiveMode.Read, leaveOpen: true);
        long total = 0;
        void Count(int n)
        {
            total += n;
            if (total > limits.Unpacked || (total > 50 * 1024 * 1024 && total > source.Length * 250)) throw new FileRefusedException("unpacks-too-large", FileSize.Say(limits.Unpacked));
        }
        var sheets = SheetParts(zip);
        Sheets = [.. sheets.Select(s => s.Info)];
        if (zip.Entries.Count > 10_000) throw new FileRefusedException("unpacks-too-large", FileSize.Say(limits.Unpacked));
        foreach (var entry in zip.Entries)
        {
            using var open = entry.Open();
            using var counted = new LimitedStream(open, limits.Unpacked, Count);
            var sheet = sheets.Find(s => s.Part.Equals(entry.FullName, StringComparison.OrdinalIgnoreCase));
            if (sheet.Part is null) counted.CopyTo(Stream.Null);
            else facts[sheet.Info.Name] = Facts(counted);
        }
    }

    private static List<(SheetInfo Info, string Part)> SheetParts(ZipArchive zip)
    {
        XmlReaderSettings safe = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, IgnoreComments = true };
        var targets = new Dictionary<string, string>();
        using (var rels = new LimitedStream((zip.GetEntry("xl/_rels/workbook.xml.rels") ?? throw new InvalidDataException()).Open(), 20_000_000))
        using (var xml = XmlReader.Create(rels, safe))
            while (xml.Read())
                if (xml.LocalName == "Relationship" && xml.GetAttribute("Id") is { } id && xml.GetAttribute("Target") is { } target)
                    targets[id] = target.StartsWith('/') ? target[1..] : "xl/" + target;
        var sheets = new List<(SheetInfo, string)>();
        using (var workbook = new LimitedStream((zip.GetEntry("xl/workbook.xml") ?? throw new InvalidDataException()).Open(), 20_000_000))
        using (var xml = XmlReader.Create(workbook, safe))
            while (xml.Read())
                if (xml is { NodeType: XmlNodeType.Element, LocalName: "sheet" })
                {
                    var id = xml.GetAttribute("id", "http://schemas.openxmlformats.org/officeDocument/2006/relationships") ?? xml.GetAttribute("id", "http://purl.oclc.org/ooxml/officeDocument/relationships") ?? "";
                    sheets.Add((new(xml.GetAttribute("name") ?? "", xml.GetAttribute("state") is "hidden" or "veryHidden"), targets.GetValueOrDefault(id, "")));
                }
        return sheets.Count > 0 ? sheets : throw new InvalidDataException();
    }

    private static CellFacts Facts(Stream part)
    {
        var found = new CellFacts([], []);
        using var xml = XmlReader.Create(part, new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, IgnoreComments = true });
        int row = 0, column = 0;
        var error = false;
        while (xml.Read())
        {
            if (xml.NodeType != XmlNodeType.Element) continue;
            switch (xml.LocalName)
            {
                case "row":
                    row = int.TryParse(xml.GetAttribute("r"), NumberStyles.None, CultureInfo.InvariantCulture, out var r) ? r : row + 1;
                    column = 0;
                    break;
                case "c":
                    column++;
                    error = xml.GetAttribute("t") == "e";
                    if (xml.GetAttribute("r") is { } reference)
                    {
                        var i = 0;
                        var letters = 0;
                        for (; i < reference.Length && char.IsAsciiLetter(reference[i]) && i < 4; i++) letters = letters * 26 + (reference[i] & 31);
                        if (letters > 0) column = letters;
                    }
                    break;
                case "f": found.Formulas.Add(Key(row, column)); break;
                case "v" when error: found.Errors[Key(row, column)] = xml.Read() && xml.NodeType == XmlNodeType.Text ? xml.Value : "#"; break;
            }
        }
        return found;
    }

    private static long Key(int row, int column) => ((long)row << 20) | (uint)column;

    private IEnumerable<SheetRow> WorkbookRows()
    {
        source.Position = 0;
        using var reader = ExcelReaderFactory.CreateOpenXmlReader(source, new ExcelReaderConfiguration { LeaveOpen = true });
        do
        {
            var number = 0;
            var known = facts.GetValueOrDefault(reader.Name);
            var merged = (reader.MergeCells ?? []).Where(m => m.ToRow >= m.FromRow && m.ToColumn >= m.FromColumn).OrderBy(m => m.FromRow).ToList();
            var active = new List<(CellRange Range, object? Value)>();
            var next = 0;
            while (reader.Read())
            {
                number++;
                active.RemoveAll(a => a.Range.ToRow < number - 1);
                for (; next < merged.Count && merged[next].FromRow <= number - 1; next++)
                    if (merged[next].FromColumn < reader.FieldCount) active.Add((merged[next], reader.GetValue(merged[next].FromColumn)));
                // A row that is only covered by a merged cell is as empty as it looks; a filled one gets the merged value too.
                var cells = new List<SheetCell>();
                var last = 0;
                for (var i = 0; i < reader.FieldCount; i++)
                {
                    var value = reader.GetValue(i);
                    var notes = known?.Formulas.Contains(Key(number, i + 1)) == true ? CellNotes.Formula : CellNotes.None;
                    if (known?.Errors.TryGetValue(Key(number, i + 1), out var error) == true)
                    {
                        value = error;
                        notes |= CellNotes.Error;
                    }
                    if (value is string { Length: 0 }) value = null;
                    if (value is int or float or decimal or long) value = Convert.ToDouble(value, CultureInfo.InvariantCulture);
                    if (value is not null) last = i + 1;
                    cells.Add(new(value, notes));
                }
                if (last == 0) continue;
                foreach (var (range, value) in active)
                    for (var c = range.FromColumn; c <= range.ToColumn && c < cells.Count; c++)
                    {
                        if (c == range.FromColumn && range.FromRow == number - 1) continue;
                        if (!cells[c].IsEmpty || value is null) continue;
                        cells[c] = new(value is string { Length: 0 } ? null : value, cells[c].Notes | CellNotes.Merged);
                        last = Math.Max(last, c + 1);
                    }
                cells.RemoveRange(last, cells.Count - last);
                yield return new(reader.Name, number, cells);
            }
        }
        while (reader.NextResult());
    }

    // --- CSV ---

    private IEnumerable<SheetRow> CsvRows()
    {
        source.Position = 0;
        var open = false;
        using var reader = CsvReader.Create(source, new CsvReaderOptions
        {
            HasHeader = false, SkipEmptyLines = false, Encoding = Encoding, MaxRecordSize = 4 * 1024 * 1024, OnMalformedRecord = m => open |= m.Reason == CsvMalformedReason.UnterminatedQuote,
        }, leaveOpen: true);
        var number = 0;
        while (true)
        {
            try
            {
                if (!reader.Read()) yield break;
            }
            catch (Exception e) when (e is CsvFormatException || MetadataRemoval.IsBadContent(e))
            {
                throw new FileRefusedException("sheet-quote", number + 1);
            }
            number++;
            if (open) throw new FileRefusedException("sheet-quote", number);
            Separator ??= reader.Separator;
            var cells = new List<SheetCell>(reader.FieldCount);
            var last = 0;
            for (var i = 0; i < reader.FieldCount; i++)
            {
                var text = CsvFile.Unguard(reader.GetString(i));
                if (text.Length > 0 && !string.IsNullOrWhiteSpace(text)) last = i + 1;
                cells.Add(new(text.Length == 0 ? null : text, CellNotes.None));
            }
            if (last == 0) continue;
            cells.RemoveRange(last, cells.Count - last);
            yield return new("", number, cells);
        }
    }
}
