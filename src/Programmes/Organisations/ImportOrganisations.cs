using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Uramost.Platform.Data;
using Uramost.Platform.Import;
using Uramost.Platform.Language;
using Uramost.Platform.Naming;
using Uramost.Platform.Organisations;
using Uramost.Platform.People;
using Uramost.Platform.Places;

namespace Uramost.Programmes.Organisations;

/// <summary>Imports organisations. One organisation is one record: a row is known again by any name that the record has.</summary>
public sealed class ImportOrganisations(IStringLocalizer<Words> words, PlaceCatalogue places, KeyRing keys) : IImportKind
{

    /// <inheritdoc/>
    public string Code => "organisations";

    /// <inheritdoc/>
    public Type Words => typeof(Words);

    /// <inheritdoc/>
    public IReadOnlyList<ImportField> Fields { get; } =
    [
        new("name", Required: true), new("name_language"), new("name_en"), new("name_sq"), new("name_sr"), new("acronym"), new("aliases"), new("kind"), new("seat"), new("address"), new("website"),
        new(ImportField.Number), new(ImportField.Id),
    ];

    /// <inheritdoc/>
    public Task<IReadOnlyList<ImportTarget>> Targets(PlatformDb db, Viewer? viewer, Guid? wanted, CancellationToken ct = default) =>
        Task.FromResult<IReadOnlyList<ImportTarget>>(viewer is null || new ProgrammesRights(viewer).MayEditOrganisations ? [new ImportTarget(Guid.Empty, "")] : []);

    /// <inheritdoc/>
    public async Task<IImportRun> Begin(PlatformDb db, ImportSetup setup, CancellationToken ct = default)
    {
        var run = new Run(db, setup, words, places, keys, Code);
        await run.Load(ct);
        return run;
    }

    private sealed record Row(ImportEffect Effect, IReadOnlyList<ImportedValue> Values, IReadOnlyList<ImportChange> Changes) : ImportedRecord(Effect, Values, Changes)
    {
        public Guid? Existing { get; init; }
        public PublishedText Name { get; init; } = PublishedText.Empty;
        public string? Acronym { get; init; }
        public IReadOnlyList<string> Aliases { get; init; } = [];
        public OrganisationKind? Kind { get; init; }
        public Place? Seat { get; init; }
        public string? Address { get; init; }
        public string? Website { get; init; }
        public string? NumberKey { get; init; }
    }

    private sealed class Run(PlatformDb db, ImportSetup setup, IStringLocalizer<Words> words, PlaceCatalogue places, KeyRing keys, string code) : IImportRun
    {
        private readonly Dictionary<Guid, Organisation> byId = [];
        private readonly Dictionary<string, List<Guid>> byName = [];
        private readonly Dictionary<string, Guid> byNumber = [];
        private readonly Dictionary<string, int> seen = [];
        private readonly ImportChoices<OrganisationKind> kinds = new();
        private readonly ImportChoices<string> languages = new();

        public async Task Load(CancellationToken ct)
        {
            foreach (var kind in Enum.GetValues<OrganisationKind>())
            {
                kinds.Add(kind, ImportWords.All(typeof(Words), $"Kind.{kind}").Concat(ImportWords.All(typeof(Words), $"Import.kind.{kind}.also").SelectMany(a => a.Split(';'))).Append(kind.ToString()));
            }

            foreach (var language in new[] { "en", "sq", "sr" }) languages.Add(language, ImportWords.All(typeof(Activities.Words), $"Import.language.{language}").Append(language));
            foreach (var organisation in await db.Set<Organisation>().AsNoTracking().ToListAsync(ct))
            {
                byId[organisation.Id] = organisation;
                foreach (var name in organisation.Name.All.Concat(organisation.Aliases).Select(ImportWords.Plain).Distinct())
                {
                    if (!byName.TryGetValue(name, out var same)) byName[name] = same = [];
                    same.Add(organisation.Id);
                }
            }

            foreach (var row in await db.Set<ImportedRow>().AsNoTracking().Where(r => r.Kind == code && r.TargetId == Guid.Empty).ToListAsync(ct)) byNumber[row.Key] = row.RecordId;
        }

        public ImportedRecord Read(ImportCells cells)
        {
            var translations = new LocalText(cells.Text("name_en", 300), cells.Text("name_sq", 300), cells.Text("name_sr", 300));
            var language = cells.Choice("name_language", languages, out var spoken) ? spoken : "und";
            var name = cells.Text("name", 300);
            var row = new Row(ImportEffect.New, [], [])
            {
                Name = name is null ? PublishedText.Empty : PublishedText.AsPublished(name, language, translations), Acronym = cells.Text("acronym", 100),
                Aliases = [.. (cells.Text("aliases", 1000) ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct()],
                Kind = cells.Choice("kind", kinds, out var kind) ? kind : null, Seat = cells.Place("seat"), Address = cells.Text("address", 300), Website = Website(cells),
                NumberKey = cells.Text(ImportField.Number, 100) is { } number ? ImportedRow.KeyOf(keys, number, byNumber.ContainsKey) : null,
            };
            var id = Existing(cells, row);
            var key = id?.ToString() ?? row.NumberKey ?? ImportWords.Plain(name ?? "");
            if (cells.Problems.Count == 0 && !seen.TryAdd(key, cells.Row)) cells.Wrong("name", words["Import.wrong.twice", seen[key]]);
            if (id is { } kept) row = row with { Name = row.Name with { Words = FileNaming.Returned(row.Name.Words, byId[kept].Name.Words, places) } };
            var values = Values(row.Name, row.Acronym, row.Aliases, row.Kind, row.Seat?.Id, row.Address, row.Website);
            if (id is not { } known) return row with { Values = values };
            var there = byId[known];
            // Names that the record has under another heading are no change.
            var changes = ImportedRecord.Compare(values, Values(there.Name, there.Acronym, there.Aliases, there.Kind, there.SeatPlaceId, there.AddressPrinted, there.Website).ToDictionary(v => v.Field, v => v.Text).GetValueOrDefault)
                .Where(c => !(c.Field == "aliases" && row.Aliases.All(there.Aliases.Contains)) && !(c.Field == "name" && Names(there).Contains(ImportWords.Plain(c.To)))).ToList();
            return row with { Existing = known, Values = values, Changes = changes, Effect = changes.Count > 0 ? ImportEffect.Changed : ImportEffect.Same };
        }

        public async Task Save(IReadOnlyList<ImportedRecord> batch, CancellationToken ct = default)
        {
            var rows = batch.Cast<Row>().ToList();
            var (added, tokens, numbers) = (new List<Organisation>(), new List<SearchToken>(), new List<ImportedRow>());
            var ids = rows.Where(r => r.Existing is not null).Select(r => r.Existing!.Value).ToList();
            var stored = await db.Set<Organisation>().Where(o => ids.Contains(o.Id)).ToDictionaryAsync(o => o.Id, ct);
            foreach (var row in rows)
            {
                var organisation = row.Existing is { } id ? stored[id] : new Organisation();
                Write(organisation, row);
                if (row.NumberKey is { } key && byNumber.TryAdd(key, organisation.Id)) numbers.Add(new ImportedRow { Kind = code, TargetId = Guid.Empty, Key = key, RecordId = organisation.Id });
                if (row.Existing is not null)
                {
                    await SearchIndex.Write(db, OrganisationDirectory.SearchKind, organisation.Id, null, SearchVisibility.Public, Texts(organisation), ct);
                    continue;
                }

                added.Add(organisation);
                tokens.AddRange(SearchIndex.Tokens(Texts(organisation)).Select(t => new SearchToken { RecordId = organisation.Id, Token = t, Kind = OrganisationDirectory.SearchKind, Visibility = SearchVisibility.Public }));
            }

            await db.SaveChangesAsync(ct);
            await BulkInsert.Add(db, added, setup.Key, ct);
            await BulkInsert.Add(db, tokens, null, ct);
            await BulkInsert.Add(db, numbers, null, ct);
        }

        private static IEnumerable<string> Texts(Organisation o) => [.. o.Name.All, o.Acronym ?? "", .. o.Aliases];

        private static HashSet<string> Names(Organisation o) => [.. o.Name.All.Concat(o.Aliases).Select(ImportWords.Plain)];

        private static void Write(Organisation organisation, Row row)
        {
            if (organisation.Name.IsEmpty) organisation.Name = row.Name;
            else
            {
                var language = row.Name.Language is "und" or null ? organisation.Name.Language : row.Name.Language;
                var said = row.Name.Words;
                var stored = organisation.Name.Words;
                organisation.Name = new PublishedText(Names(organisation).Contains(ImportWords.Plain(row.Name.Original ?? "")) ? organisation.Name.Original : row.Name.Original, language,
                    stored with { En = said.En ?? stored.En, Sq = said.Sq ?? stored.Sq, Sr = said.Sr ?? stored.Sr });
            }

            organisation.Acronym = row.Acronym ?? organisation.Acronym;
            organisation.Aliases = [.. organisation.Aliases.Union(row.Aliases)];
            organisation.Kind = row.Kind ?? organisation.Kind;
            organisation.SeatPlaceId = row.Seat?.Id ?? organisation.SeatPlaceId;
            organisation.AddressPrinted = row.Address ?? organisation.AddressPrinted;
            organisation.Website = row.Website ?? organisation.Website;
            organisation.Sort();
        }

        private Guid? Existing(ImportCells cells, Row row)
        {
            if (cells.Id(ImportField.Id) is { } id)
            {
                if (byId.ContainsKey(id)) return id;
                cells.Wrong(ImportField.Id, words["Import.wrong.id"]);
                return null;
            }

            if (row.NumberKey is { } number && byNumber.TryGetValue(number, out var record) && byId.ContainsKey(record)) return record;
            var found = row.Name.All.Select(ImportWords.Plain).SelectMany(n => byName.GetValueOrDefault(n) ?? []).Distinct().ToList();
            if (found.Count > 1) cells.Wrong("name", words["Import.wrong.several", string.Join("; ", found.Select(f => byId[f].NameFor(UiVariant.Current)))]);
            return found is [var one] ? one : null;
        }

        private string? Website(ImportCells cells)
        {
            if (cells.Text("website", 300) is not { } text) return null;
            var address = text.Contains("://", StringComparison.Ordinal) ? text : $"https://{text}";
            if (Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri.Host.Contains('.')) return text.Contains("://", StringComparison.Ordinal) ? text : uri.ToString().TrimEnd('/');
            cells.Wrong("website", words["Import.wrong.website"]);
            return null;
        }

        private List<ImportedValue> Values(PublishedText name, string? acronym, IReadOnlyList<string> aliases, OrganisationKind? kind, string? seat, string? address, string? website)
        {
            var values = new List<ImportedValue>();
            Add("name", name.Original);
            Add("name_language", name.Language == "und" ? null : name.Language);
            Add("name_en", name.Words.En);
            Add("name_sq", name.Words.Sq);
            Add("name_sr", name.Words.Sr);
            Add("acronym", acronym);
            Add("aliases", string.Join("; ", aliases));
            Add("kind", kind is { } known ? words[$"Kind.{known}"].Value : null);
            Add("seat", places.Find(seat)?.Name(UiVariant.Current));
            Add("address", address);
            Add("website", website);
            return values;

            void Add(string field, string? text)
            {
                if (!string.IsNullOrEmpty(text)) values.Add(new ImportedValue(field, text));
            }
        }
    }
}
