using Uramost.Platform.Data;
using Uramost.Platform.Naming;
using Uramost.Platform.Tables;

namespace Uramost.Platform.Import;

/// <summary>Where the rows of a file are.</summary>
/// <param name="SheetIndex">The sheet, from 0.</param>
/// <param name="HeaderRow">The row with the headings.</param>
/// <param name="Columns">Columns by field.</param>
public sealed record ImportLayout(int SheetIndex, int HeaderRow, IReadOnlyDictionary<string, int> Columns);

/// <summary>What a file would do, or did.</summary>
public sealed class ImportReport
{
    /// <summary>Most of each list; the numbers count all.</summary>
    public const int MostShown = 200;

    /// <summary>Rows that were read.</summary>
    public int Rows { get; internal set; }

    /// <summary>Rows that make a record.</summary>
    public int New { get; internal set; }

    /// <summary>Rows that change a record.</summary>
    public int Changed { get; internal set; }

    /// <summary>Rows that change nothing.</summary>
    public int Same { get; internal set; }

    /// <summary>Rows with errors.</summary>
    public int Wrong { get; internal set; }

    /// <summary>Errors.</summary>
    public int ProblemCount { get; internal set; }

    /// <summary>The first errors.</summary>
    public List<ImportProblem> Problems { get; } = [];

    /// <summary>The first rows as they will be saved.</summary>
    public List<ImportedRecord> First { get; } = [];

    /// <summary>The first rows that change a record.</summary>
    public List<ImportedRecord> FirstChanged { get; } = [];

    /// <summary>The first rows with a remark.</summary>
    public List<ImportedRecord> Remarked { get; } = [];

    /// <summary>Rows with a remark.</summary>
    public int RemarkCount { get; internal set; }
}

/// <summary>Reads the rows of a file: as a preview, or to save them.</summary>
public sealed class RunImport(ImportReading reading)
{
    /// <summary>Rows that are written together.</summary>
    public const int BatchSize = 1000;

    /// <summary>Most rows of one file: it is saved in one transaction.</summary>
    public const int MostRows = 50_000;

    /// <summary>How much of a file is read.</summary>
    public static readonly SheetLimits Limits = new() { Bytes = 25L * 1024 * 1024, Rows = MostRows + 20, Unpacked = 400L * 1024 * 1024 };

    private const int MostSample = 20;

    /// <summary>Reads every row.</summary>
    /// <param name="db">The database; while saving, inside a transaction that the caller ends.</param>
    /// <param name="kind">What the rows are.</param>
    /// <param name="setup">Who imports into what.</param>
    /// <param name="table">The file.</param>
    /// <param name="layout">Where the rows are.</param>
    /// <param name="save">Whether rows without errors are written.</param>
    /// <param name="progress">Told the number of rows now and then.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<ImportReport> Run(PlatformDb db, IImportKind kind, ImportSetup setup, SheetReader table, ImportLayout layout, bool save, Action<int>? progress = null, CancellationToken ct = default)
    {
        var report = new ImportReport();
        var run = await kind.Begin(db, setup, ct);
        var batch = new List<ImportedRecord>(BatchSize);
        foreach (var row in Rows(table, layout))
        {
            var cells = new ImportCells(kind, layout.Columns, row, reading);
            foreach (var field in kind.Fields)
            {
                if (field.Required && !cells.Says(field.Key)) cells.Wrong(field.Key, reading.Words["Wrong.required"]);
            }

            var record = run.Read(cells);
            record.Row = row.Number;
            Count(report, record, cells);
            if (save && cells.Problems.Count == 0 && record.Effect != ImportEffect.Same) batch.Add(record);
            if (batch.Count < BatchSize && report.Rows % BatchSize != 0) continue;
            await Flush();
        }

        await Flush();
        if (save) await run.Finish(ct);
        return report;

        async Task Flush()
        {
            ct.ThrowIfCancellationRequested();
            if (batch.Count > 0)
            {
                await run.Save(batch, ct);
                batch.Clear();
                db.ChangeTracker.Clear();
            }

            progress?.Invoke(report.Rows);
        }
    }

    // The footnote of a list that was exported here stands below its rows.
    private static bool IsFootnote(SheetRow row) => row.Cells.Count > 0 && FileNaming.IsFootnote(row.Cells[0].Text) && row.Cells.Skip(1).All(c => c.Text.Length == 0);

    /// <summary>The rows below the headings of the chosen sheet.</summary>
    public static IEnumerable<SheetRow> Rows(SheetReader table, ImportLayout layout)
    {
        var sheet = table.Sheets[Math.Clamp(layout.SheetIndex, 0, table.Sheets.Count - 1)].Name;
        return table.Rows().SkipWhile(r => r.Sheet != sheet).TakeWhile(r => r.Sheet == sheet)
            .Where(r => r.Number > layout.HeaderRow && !IsFootnote(r));
    }

    private static void Count(ImportReport report, ImportedRecord record, ImportCells cells)
    {
        report.Rows++;
        if (cells.Problems.Count > 0)
        {
            report.Wrong++;
            report.ProblemCount += cells.Problems.Count;
            report.Problems.AddRange(cells.Problems.Take(ImportReport.MostShown - report.Problems.Count));
            return;
        }

        switch (record.Effect)
        {
            case ImportEffect.New: report.New++; break;
            case ImportEffect.Changed: report.Changed++; break;
            default: report.Same++; break;
        }

        if (report.First.Count < MostSample) report.First.Add(record);
        if (record.Effect == ImportEffect.Changed && report.FirstChanged.Count < MostSample) report.FirstChanged.Add(record);
        if (record.Remark is null) return;
        report.RemarkCount++;
        if (report.Remarked.Count < MostSample) report.Remarked.Add(record);
    }
}
