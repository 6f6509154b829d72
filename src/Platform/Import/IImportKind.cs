using Uramost.Platform.Data;
using Uramost.Platform.People;

namespace Uramost.Platform.Import;

/// <summary>A record into which rows go: a project, an activity, an organisation.</summary>
/// <param name="Id">Its id; the empty id stands for the workspace.</param>
/// <param name="Label">Its title in the reader's language.</param>
public sealed record ImportTarget(Guid Id, string Label);

/// <summary>Who imports what into what.</summary>
/// <param name="ImportId">The import: what is written names it.</param>
/// <param name="TargetId">The record into which the rows go, or the empty id.</param>
/// <param name="Viewer">Whose rights hold, or null: the operator at the command line, who may everything.</param>
/// <param name="Today">Today.</param>
/// <param name="Fields">Fields that have a column.</param>
public sealed record ImportSetup(Guid ImportId, Guid TargetId, Viewer? Viewer, DateOnly Today, IReadOnlySet<string> Fields)
{
    /// <summary>What identifies the import in the audit.</summary>
    public string Key => $"import:{ImportId}";
}

/// <summary>
/// A kind of records that can be imported. Registered as <c>services.AddScoped&lt;IImportKind, TKind&gt;()</c>. Its
/// words are <c>Import.title</c> and <c>Import.intro</c> of the kind and <c>Import.{field}</c> (with
/// <c>Import.{field}.also</c> for other headings, a semicolon between them), each preceded by what <see cref="Words"/> holds.
/// </summary>
public interface IImportKind
{
    /// <summary>Its code in addresses and at the command line, for example <c>activities</c>.</summary>
    string Code { get; }

    /// <summary>Marker class of its language file.</summary>
    Type Words { get; }

    /// <summary>The flag of the command line that names the target, for example <c>--project</c>; null where there is none.</summary>
    string? TargetFlag => null;

    /// <summary>What a row may say, in the order in which it is offered.</summary>
    IReadOnlyList<ImportField> Fields { get; }

    /// <summary>Where the viewer may import; empty: nowhere, and the kind is not offered. Null: the operator, who may everywhere.</summary>
    /// <param name="db">The database.</param>
    /// <param name="viewer">The viewer, or null.</param>
    /// <param name="wanted">Only this target, or null.</param>
    /// <param name="ct">Cancels.</param>
    Task<IReadOnlyList<ImportTarget>> Targets(PlatformDb db, Viewer? viewer, Guid? wanted, CancellationToken ct = default);

    /// <summary>Begins to read: loads what rows are compared with.</summary>
    Task<IImportRun> Begin(PlatformDb db, ImportSetup setup, CancellationToken ct = default);
}

/// <summary>One reading of a file, as a preview or while it is saved.</summary>
public interface IImportRun
{
    /// <summary>Reads a row and says what it would do; nothing is written. Problems are added to <see cref="ImportCells.Problems"/>.</summary>
    ImportedRecord Read(ImportCells cells);

    /// <summary>Writes rows without problems that are new or changed, in the caller's transaction, with few statements.</summary>
    Task Save(IReadOnlyList<ImportedRecord> batch, CancellationToken ct = default);

    /// <summary>Called once after the last batch.</summary>
    Task Finish(CancellationToken ct = default) => Task.CompletedTask;
}

/// <summary>What a row does.</summary>
public enum ImportEffect
{
    /// <summary>It makes a record.</summary>
    New,
    /// <summary>It changes a record.</summary>
    Changed,
    /// <summary>It changes nothing.</summary>
    Same,
}

/// <summary>A value as it is shown in the preview.</summary>
/// <param name="Field">The field.</param>
/// <param name="Text">The value in the reader's language.</param>
public readonly record struct ImportedValue(string Field, string Text);

/// <summary>A field of a record that a row changes.</summary>
/// <param name="Field">The field.</param>
/// <param name="From">What is there; empty where nothing is.</param>
/// <param name="To">What the row says.</param>
public readonly record struct ImportChange(string Field, string From, string To);

/// <summary>What one row becomes.</summary>
/// <param name="Effect">What it does.</param>
/// <param name="Values">What will be saved.</param>
/// <param name="Changes">What changes, of a changed record.</param>
public record ImportedRecord(ImportEffect Effect, IReadOnlyList<ImportedValue> Values, IReadOnlyList<ImportChange> Changes)
{
    /// <summary>What the person should look at, although it is no error: a likely duplicate.</summary>
    public string? Remark { get; init; }

    /// <summary>Where the row stands in the file.</summary>
    public int Row { get; internal set; }

    /// <summary>Compares what a row says with what is there, field by field; a field of which the row says nothing is left alone.</summary>
    public static IReadOnlyList<ImportChange> Compare(IReadOnlyList<ImportedValue> said, Func<string, string?> there) =>
        [.. said.Select(v => new ImportChange(v.Field, there(v.Field) ?? "", v.Text)).Where(c => c.From != c.To)];
}
