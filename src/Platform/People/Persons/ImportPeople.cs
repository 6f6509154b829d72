using Uramost.Platform.Data;
using Uramost.Platform.Import;
using Uramost.Platform.Language;
using Uramost.Platform.Organisations;
using Microsoft.EntityFrameworkCore;

namespace Uramost.Platform.People.Persons;

/// <summary>Imports people into the register of one organisation.</summary>
public sealed class ImportPeople(PeopleRights rights, ReadPersonRows rows) : IImportKind
{
    /// <inheritdoc/>
    public string Code => "people";

    /// <inheritdoc/>
    public Type Words => typeof(Import.Words);

    /// <inheritdoc/>
    public string TargetFlag => "--organisation";

    /// <inheritdoc/>
    public IReadOnlyList<ImportField> Fields => PersonRows.Fields;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ImportTarget>> Targets(PlatformDb db, Viewer? viewer, Guid? wanted, CancellationToken ct = default)
    {
        var organisations = db.Set<Organisation>().AsNoTracking();
        if (wanted is { } one) organisations = organisations.Where(o => o.Id == one);
        if (viewer is not null)
        {
            var seen = (await rights.Get()).Organisations.ToList();
            if (seen.Count == 0) return [];
            organisations = organisations.Where(o => seen.Contains(o.Id));
        }

        return [.. (await organisations.ToListAsync(ct)).Select(o => new ImportTarget(o.Id, o.NameFor(UiVariant.Current))).OrderBy(o => o.Label, StringComparer.Create(UiVariant.Current.Culture, ignoreCase: true))];
    }

    /// <inheritdoc/>
    public async Task<IImportRun> Begin(PlatformDb db, ImportSetup setup, CancellationToken ct = default) => new Run(await rows.Begin(db, setup.TargetId, setup, Code, ct));

    private sealed class Run(PersonRows rows) : IImportRun
    {
        public ImportedRecord Read(ImportCells cells) => rows.Read(cells);

        public Task Save(IReadOnlyList<ImportedRecord> batch, CancellationToken ct = default) => rows.Save([.. batch.Cast<PersonRow>()], ct);
    }
}
