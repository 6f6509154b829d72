using Microsoft.EntityFrameworkCore;
using Uramost.Platform.Data;
using Uramost.Platform.People;
using Uramost.Platform.Tables;

namespace Uramost.Platform.Import;

/// <summary>An import as its owner sees it: the pages of an import begin here, so that nobody reads another's file.</summary>
public sealed class OpenedImport(PlatformDb db, CurrentViewer current, IEnumerable<IImportKind> kinds, KeyRing keys)
{
    /// <summary>The import with this id, when it is the viewer's own and they may still import there; else null.</summary>
    public async Task<(ImportFile File, IImportKind Kind, ImportTarget Target)?> Find(Guid id, CancellationToken ct = default)
    {
        var viewer = await current.Get();
        if (viewer.AccountId is not { } account) return null;
        if (await db.Set<ImportFile>().SingleOrDefaultAsync(f => f.Id == id && f.AccountId == account, ct) is not { } file) return null;
        if (kinds.FirstOrDefault(k => k.Code == file.Kind) is not { } kind) return null;
        return (await kind.Targets(db, viewer, file.TargetId, ct)).FirstOrDefault(t => t.Id == file.TargetId) is { } target ? (file, kind, target) : null;
    }

    /// <summary>The headings of a row, one for each column; a merged or repeated heading is told apart by its column.</summary>
    public static IReadOnlyList<string> Headings(SheetReader table, int sheetIndex, int row)
    {
        var found = First(table, sheetIndex, 30).FirstOrDefault(r => r.Number == row);
        return found is null ? [] : [.. found.Cells.Select(c => c.Text)];
    }

    /// <summary>The first rows of a sheet.</summary>
    public static IReadOnlyList<SheetRow> First(SheetReader table, int sheetIndex, int count)
    {
        var sheet = table.Sheets[Math.Clamp(sheetIndex, 0, table.Sheets.Count - 1)].Name;
        return [.. table.Rows().SkipWhile(r => r.Sheet != sheet).TakeWhile(r => r.Sheet == sheet).Take(count)];
    }

    /// <summary>The keyed hashes of headings, under the current key first: by one of them a choice is remembered for files of the same shape.</summary>
    public IReadOnlyList<string> ShapesOf(IReadOnlyList<string> headings) => keys.Hashes("import.shape", string.Join('\n', headings.Select(ImportWords.Plain)));

    /// <summary>What was chosen for headings of this shape, else what the headings suggest.</summary>
    public async Task<IReadOnlyDictionary<string, int>> Propose(ImportFile file, IImportKind kind, IReadOnlyList<string> headings, CancellationToken ct = default)
    {
        if (file.AccountId is { } account)
        {
            var shapes = ShapesOf(headings);
            if ((await db.Set<ImportMatching>().AsNoTracking().Where(m => m.AccountId == account && m.Kind == kind.Code && shapes.Contains(m.Shape)).ToListAsync(ct)).MaxBy(m => m.Shape == shapes[0]) is { } known) return known.Columns;
        }

        return MatchColumns.Propose(kind, headings);
    }

    /// <summary>Keeps which column is which, for this import and for the next file of the same shape; the caller saves.</summary>
    public async Task Remember(ImportFile file, IReadOnlyList<string> headings, Dictionary<string, int> columns, CancellationToken ct = default)
    {
        file.Columns = columns;
        if (file.AccountId is not { } account) return;
        var shape = ShapesOf(headings)[0];
        if (await db.Set<ImportMatching>().SingleOrDefaultAsync(m => m.AccountId == account && m.Kind == file.Kind && m.Shape == shape, ct) is { } known) known.Columns = columns;
        else db.Add(new ImportMatching { AccountId = account, Kind = file.Kind, Shape = shape, Columns = columns });
    }

    /// <summary>The last time that this same file was saved for the same target, by anybody; null: never.</summary>
    public Task<ImportFile?> SavedBefore(ImportFile file, CancellationToken ct = default) => db.Set<ImportFile>().AsNoTracking()
        .Where(f => f.FileHash == file.FileHash && f.Kind == file.Kind && f.TargetId == file.TargetId && f.State == ImportState.Done && f.Id != file.Id).OrderByDescending(f => f.FinishedAt).FirstOrDefaultAsync(ct);
}
