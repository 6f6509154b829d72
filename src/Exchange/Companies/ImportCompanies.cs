using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Uramost.Exchange.Goods;
using Uramost.Exchange.Sides;
using Uramost.Platform.Contracts;
using Uramost.Platform.Data;
using Uramost.Platform.Import;
using Uramost.Platform.Language;
using Uramost.Platform.People;
using Uramost.Platform.Places;

namespace Uramost.Exchange.Companies;

/// <summary>
/// Imports companies with what they offer and need: one row for each entry, the company's own columns repeated, merged, or
/// given in its first row. A row is known again by our id, by a number in a register or by a name, among the companies
/// with which the importer works. What is imported is shown to nobody: consents are never read from a file.
/// </summary>
public sealed class ImportCompanies(IStringLocalizer<Words> words, PlaceCatalogue places, GoodsList goods, CapabilityList capabilities, IProjects projects, SaveCompany saving) : IImportKind
{
    /// <inheritdoc/>
    public string Code => "companies";

    /// <inheritdoc/>
    public Type Words => typeof(Words);

    /// <inheritdoc/>
    public string? TargetFlag => "--project";

    /// <inheritdoc/>
    public IReadOnlyList<ImportField> Fields { get; } =
    [
        new("legal_name", Required: true), new("trade_name"), new("form"), new("number_arbk"), new("number_apr"), new("place"), new("address"), new("size"), new("women"), new("youth"), new("minority"), new("languages"), new("activities"), new("website"),
        new("kind"), new("goods"), new("capability"), new("volume"), new("unit"), new("from_month"), new("until_month"), new("certificates"), new("text"), new(ImportField.Id),
    ];

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ImportTarget>> Targets(PlatformDb db, Viewer? viewer, Guid? wanted, CancellationToken ct = default)
    {
        if (viewer is null)
        {
            var known = await db.Set<ProgrammeSides>().Where(s => wanted == null || s.ProjectId == wanted).Select(s => s.ProjectId).ToListAsync(ct);
            var found = new List<ImportTarget>();
            foreach (var id in known) found.Add(new ImportTarget(id, (await projects.Find(id, Viewer.Visitor, ct))?.Title.For(UiVariant.Current) ?? id.ToString()));
            return found;
        }

        // Whoever works for two partners of a project says on the form whose the company is; a file cannot.
        var rights = new CompanyRights(viewer);
        var mine = rights.ProjectsToAddTo.Where(p => (wanted is null || p == wanted) && rights.OwnersFor(p).Count == 1).ToHashSet();
        return mine.Count == 0 ? [] : [.. (await projects.Visible(viewer, ct)).Where(p => mine.Contains(p.Id)).Select(p => new ImportTarget(p.Id, p.Title.For(UiVariant.Current)))];
    }

    /// <inheritdoc/>
    public async Task<IImportRun> Begin(PlatformDb db, ImportSetup setup, CancellationToken ct = default)
    {
        var run = new Run(db, setup, words, places, goods, capabilities, saving);
        await run.Load(ct);
        return run;
    }

    private sealed record Row(ImportEffect Effect, IReadOnlyList<ImportedValue> Values, IReadOnlyList<ImportChange> Changes) : ImportedRecord(Effect, Values, Changes)
    {
        public Guid CompanyId { get; init; }
        public Action<Company> Write { get; init; } = _ => { };
        public CompanyEntry? Entry { get; init; }
    }

    private sealed class Run(PlatformDb db, ImportSetup setup, IStringLocalizer<Words> words, PlaceCatalogue places, GoodsList goods, CapabilityList capabilities, SaveCompany saving) : IImportRun
    {
        private readonly Dictionary<Guid, Company> byId = [];
        private readonly Dictionary<string, HashSet<Guid>> byName = [];
        private readonly Dictionary<string, Guid> byNumber = [];
        private readonly Dictionary<(Guid, EntryKind, string?, string?), CompanyEntry> entries = [];
        private readonly Dictionary<(Guid, EntryKind, string?, string?), int> seen = [];
        private readonly HashSet<Guid> linked = [];
        private readonly ImportChoices<CompanyForm> forms = Choices<CompanyForm>("Form");
        private readonly ImportChoices<CompanySize> sizes = Choices<CompanySize>("Size");
        private readonly ImportChoices<SelfDeclared> said = Choices<SelfDeclared>("Said");
        private readonly ImportChoices<EntryKind> kinds = Choices<EntryKind>("Kind");
        private readonly ImportChoices<VolumeUnit> units = Choices<VolumeUnit>("Unit");
        private readonly ImportChoices<string> languages = new(), services = new();
        private readonly ImportChoices<int> months = new();

        public async Task Load(CancellationToken ct)
        {
            foreach (var language in EditCompany.Spoken) languages.Add(language, ImportWords.All(typeof(Words), $"Language.{language}").Append(language));
            foreach (var capability in capabilities.All) services.Add(capability.Code, new[] { capability.Code, capability.Name.En, capability.Name.Sq, capability.Name.Sr }.OfType<string>());
            for (var month = 1; month <= 12; month++)
            {
                months.Add(month, [month.ToString(CultureInfo.InvariantCulture), .. UiVariant.All.SelectMany(v => new[] { v.Culture.DateTimeFormat.GetMonthName(month), v.Culture.DateTimeFormat.MonthGenitiveNames[month - 1] })]);
            }

            var own = setup.Viewer is { } viewer ? new CompanyRights(viewer).Own(db) : db.Set<Company>().Where(c => db.Set<CompanyProject>().Any(l => l.CompanyId == c.Id && l.ProjectId == setup.TargetId));
            foreach (var company in await own.AsNoTracking().ToListAsync(ct)) Know(company);
            var ids = own.Select(c => c.Id);
            foreach (var entry in await db.Set<CompanyEntry>().AsNoTracking().Where(e => ids.Contains(e.CompanyId)).ToListAsync(ct)) entries.TryAdd((entry.CompanyId, entry.Kind, entry.Hs, entry.Capability), entry);
            foreach (var id in await db.Set<CompanyProject>().Where(l => l.ProjectId == setup.TargetId && ids.Contains(l.CompanyId)).Select(l => l.CompanyId).ToListAsync(ct)) linked.Add(id);
        }

        public ImportedRecord Read(ImportCells cells)
        {
            var typed = new Company
            {
                LegalName = cells.Text("legal_name", 300) ?? "", TradeName = cells.Text("trade_name", 300), Form = cells.Choice("form", forms, out var form) ? form : CompanyForm.Unknown, NumberArbk = cells.Text("number_arbk", 40), NumberApr = cells.Text("number_apr", 40),
                PlaceId = Municipality(cells), Address = cells.Text("address", 300), Size = cells.Choice("size", sizes, out var size) ? size : CompanySize.Unknown,
                OwnedByWomen = cells.Choice("women", said, out var women) ? women : SelfDeclared.Unknown, OwnedByYouth = cells.Choice("youth", said, out var youth) ? youth : SelfDeclared.Unknown, OwnedByMinority = cells.Choice("minority", said, out var minority) ? minority : SelfDeclared.Unknown,
                Languages = Many(cells, "languages", text => languages.Find(text, out var code) ? code : null, "Import.wrong.language"), Naces = Many(cells, "activities", NaceCode.Read, "NaceWrong"), Website = Website(cells),
            };
            var entry = Entry(cells);
            var id = Existing(cells, typed);
            if (cells.Problems.Count > 0) return new Row(ImportEffect.New, [], []);
            var isNew = id is null;
            if (id is null)
            {
                typed.Id = Guid.CreateVersion7();
                Know(typed);
                id = typed.Id;
            }

            var there = byId[id.Value];
            var values = Values(typed);
            var changes = isNew ? [] : ImportedRecord.Compare(values, Values(there).ToDictionary(v => v.Field, v => v.Text).GetValueOrDefault).Where(c => c.Field != "legal_name").ToList();
            var effect = isNew ? ImportEffect.New : changes.Count > 0 || !linked.Contains(id.Value) && byId.ContainsKey(id.Value) ? ImportEffect.Changed : ImportEffect.Same;
            linked.Add(id.Value);
            if (entry is not null)
            {
                entry.CompanyId = id.Value;
                var key = (id.Value, entry.Kind, entry.Hs, entry.Capability);
                if (!seen.TryAdd(key, cells.Row))
                {
                    cells.Wrong(entry.Hs is null ? "kind" : "goods", words["Import.wrong.twice", seen[key]]);
                    return new Row(ImportEffect.Same, values, []);
                }

                var known = entries.GetValueOrDefault(key);
                var before = known is null ? [] : EntryValues(known);
                var now = EntryValues(entry);
                changes.AddRange(known is null ? [] : ImportedRecord.Compare(now, before.ToDictionary(v => v.Field, v => v.Text).GetValueOrDefault));
                values.AddRange(now);
                if (effect == ImportEffect.Same) effect = known is null ? ImportEffect.New : changes.Count > 0 ? ImportEffect.Changed : ImportEffect.Same;
            }

            return new Row(effect, values, changes) { CompanyId = id.Value, Entry = entry, Write = company => Write(company, typed) };
        }

        public async Task Save(IReadOnlyList<ImportedRecord> batch, CancellationToken ct = default)
        {
            var rows = batch.Cast<Row>().ToList();
            var ids = rows.Select(r => r.CompanyId).Distinct().ToList();
            var stored = await db.Set<Company>().Where(c => ids.Contains(c.Id)).ToDictionaryAsync(c => c.Id, ct);
            var links = (await db.Set<CompanyProject>().Where(l => l.ProjectId == setup.TargetId && ids.Contains(l.CompanyId)).Select(l => l.CompanyId).ToListAsync(ct)).ToHashSet();
            var there = (await db.Set<CompanyEntry>().Where(e => ids.Contains(e.CompanyId)).ToListAsync(ct)).GroupBy(e => (e.CompanyId, e.Kind, e.Hs, e.Capability)).ToDictionary(g => g.Key, g => g.First());
            Guid? owner = setup.Viewer is { } viewer ? new CompanyRights(viewer).OwnersFor(setup.TargetId).FirstOrDefault() : null;
            foreach (var row in rows)
            {
                if (!stored.TryGetValue(row.CompanyId, out var company))
                {
                    stored[row.CompanyId] = company = new Company { Id = row.CompanyId };
                    db.Add(company);
                }

                row.Write(company);
                if (links.Add(company.Id)) db.Add(new CompanyProject { CompanyId = company.Id, ProjectId = setup.TargetId, OwnerId = owner, RegisteredBy = setup.Viewer?.AccountId });
                if (row.Entry is not { } entry) continue;
                if (!there.TryGetValue((entry.CompanyId, entry.Kind, entry.Hs, entry.Capability), out var known))
                {
                    db.Add(entry);
                    continue;
                }

                if (entry.Volume is not null) (known.Volume, known.Unit) = (entry.Volume, entry.Unit);
                if (entry.FromMonth is not null) (known.FromMonth, known.UntilMonth) = (entry.FromMonth, entry.UntilMonth);
                if (entry.Certificates.Count > 0) known.Certificates = entry.Certificates;
                if (!entry.Text.IsEmpty) known.Text = new LocalText(entry.Text.En ?? known.Text.En, entry.Text.Sq ?? known.Text.Sq, entry.Text.Sr ?? known.Text.Sr);
            }

            foreach (var company in stored.Values) await saving.Settle(company, ct);
            await db.SaveChangesAsync(ct);
        }

        private static ImportChoices<T> Choices<T>(string prefix)
            where T : struct, Enum
        {
            var choices = new ImportChoices<T>();
            foreach (var value in Enum.GetValues<T>()) choices.Add(value, ImportWords.All(typeof(Words), $"{prefix}.{value}").Append(value.ToString()));
            return choices;
        }

        private void Know(Company company)
        {
            byId[company.Id] = company;
            foreach (var name in new[] { company.LegalName, company.TradeName }.OfType<string>().Select(ImportWords.Plain).Distinct())
            {
                if (!byName.TryGetValue(name, out var same)) byName[name] = same = [];
                same.Add(company.Id);
            }

            if (company.NumberArbk is { } arbk) byNumber.TryAdd($"arbk {arbk}", company.Id);
            if (company.NumberApr is { } apr) byNumber.TryAdd($"apr {apr}", company.Id);
        }

        private Guid? Existing(ImportCells cells, Company typed)
        {
            if (cells.Id(ImportField.Id) is { } id)
            {
                if (byId.ContainsKey(id)) return id;
                cells.Wrong(ImportField.Id, words["Import.wrong.id"]);
                return null;
            }

            if (typed.NumberArbk is { } arbk && byNumber.TryGetValue($"arbk {arbk}", out var found)) return found;
            if (typed.NumberApr is { } apr && byNumber.TryGetValue($"apr {apr}", out found)) return found;
            var same = byName.GetValueOrDefault(ImportWords.Plain(typed.LegalName)) ?? [];
            if (same.Count > 1) cells.Wrong("legal_name", words["Import.wrong.several"]);
            return same.Count == 1 ? same.Single() : null;
        }

        private static void Write(Company company, Company typed)
        {
            if (company.LegalName.Length == 0) company.LegalName = typed.LegalName;
            company.TradeName = typed.TradeName ?? company.TradeName;
            if (typed.Form != CompanyForm.Unknown) company.Form = typed.Form;
            (company.NumberArbk, company.NumberApr) = (typed.NumberArbk ?? company.NumberArbk, typed.NumberApr ?? company.NumberApr);
            (company.PlaceId, company.Address, company.Website) = (typed.PlaceId ?? company.PlaceId, typed.Address ?? company.Address, typed.Website ?? company.Website);
            if (typed.Size != CompanySize.Unknown) company.Size = typed.Size;
            if (typed.OwnedByWomen != SelfDeclared.Unknown) company.OwnedByWomen = typed.OwnedByWomen;
            if (typed.OwnedByYouth != SelfDeclared.Unknown) company.OwnedByYouth = typed.OwnedByYouth;
            if (typed.OwnedByMinority != SelfDeclared.Unknown) company.OwnedByMinority = typed.OwnedByMinority;
            if (typed.Languages.Count > 0) company.Languages = typed.Languages;
            if (typed.Naces.Count > 0) company.Naces = typed.Naces;
        }

        private CompanyEntry? Entry(ImportCells cells)
        {
            var told = new[] { "kind", "goods", "capability", "volume", "unit", "from_month", "until_month", "certificates", "text" }.Any(cells.Says);
            if (!told) return null;
            if (!cells.Says("kind")) cells.Wrong("kind", words["Import.wrong.kind"]);
            var entry = new CompanyEntry
            {
                Kind = cells.Choice("kind", kinds, out var kind) ? kind : default, Hs = Goods(cells), Capability = cells.Choice("capability", services, out var code) ? code : null, Volume = Volume(cells), Unit = cells.Choice("unit", units, out var unit) ? unit : null,
                FromMonth = cells.Choice("from_month", months, out var from) ? from : null, UntilMonth = cells.Choice("until_month", months, out var until) ? until : null,
                Certificates = [.. (cells.Text("certificates") ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct()],
            };
            if (cells.Text("text", 1000) is { } text) entry.Text = UiVariant.Current.Language switch { "sq" => new LocalText(Sq: text), "sr" => new LocalText(Sr: text), _ => new LocalText(text) };
            if (entry.Volume is not null && entry.Unit is null && !cells.Says("unit")) cells.Wrong("volume", words["UnitNeeded"]);
            if (entry.FromMonth is null != entry.UntilMonth is null && cells.Says("from_month") != cells.Says("until_month")) cells.Wrong(cells.Says("from_month") ? "from_month" : "until_month", words["SeasonHalf"]);
            if (!cells.Says("goods") && !cells.Says("capability") && !cells.Says("text")) cells.Wrong("kind", words["SubjectNeeded"]);
            return entry;
        }

        private string? Goods(ImportCells cells)
        {
            if (cells.Text("goods", 40) is not { } text) return null;
            switch (HsCode.Read(text, c => goods.Find(c) is not null, out var code))
            {
                case HsReading.Read: return code.Digits;
                case HsReading.FitsTwo: cells.Wrong("goods", words["GoodsTwo", text]); return null;
                default: cells.Wrong("goods", words["GoodsWrong", text]); return null;
            }
        }

        private decimal? Volume(ImportCells cells)
        {
            if (cells.Text("volume", 40) is not { } text) return null;
            var bare = text.Replace(" ", "", StringComparison.Ordinal).Replace("\u00A0", "", StringComparison.Ordinal).Replace(',', '.');
            if (decimal.TryParse(bare, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)) return number;
            cells.Wrong("volume", words["Import.wrong.volume"]);
            return null;
        }

        private string? Municipality(ImportCells cells)
        {
            if (cells.Place("place") is not { } place) return null;
            if (place.IsMunicipality || place.Kind is PlaceKind.Country or PlaceKind.Region or PlaceKind.District or PlaceKind.Group) return place.Id;
            if (place.Kind is PlaceKind.CityMunicipality or PlaceKind.Settlement && places.Find(place.ParentId) is { IsMunicipality: true } parent) return parent.Id;
            cells.Wrong("place", words["PlaceUnread"]);
            return null;
        }

        private List<string> Many(ImportCells cells, string field, Func<string, string?> read, string wrong)
        {
            var found = new List<string>();
            foreach (var text in (cells.Text(field) ?? "").Split([';', ','], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            {
                if (read(text) is not { } code) cells.Wrong(field, words[wrong, text]);
                else if (!found.Contains(code)) found.Add(code);
            }

            return found;
        }

        private string? Website(ImportCells cells)
        {
            if (cells.Text("website", 300) is not { } text) return null;
            var address = text.Contains("://", StringComparison.Ordinal) ? text : $"https://{text}";
            if (Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri.Host.Contains('.')) return address;
            cells.Wrong("website", words["WebsiteWrong"]);
            return null;
        }

        private List<ImportedValue> Values(Company c) => Said(
            ("legal_name", c.LegalName), ("trade_name", c.TradeName), ("form", c.Form == CompanyForm.Unknown ? null : words[$"Form.{c.Form}"].Value), ("number_arbk", c.NumberArbk), ("number_apr", c.NumberApr),
            ("place", places.Find(c.PlaceId)?.Name(UiVariant.Current)), ("address", c.Address), ("size", c.Size == CompanySize.Unknown ? null : words[$"Size.{c.Size}"].Value), ("women", Answer(c.OwnedByWomen)), ("youth", Answer(c.OwnedByYouth)), ("minority", Answer(c.OwnedByMinority)),
            ("languages", string.Join("; ", c.Languages)), ("activities", string.Join("; ", c.Naces)), ("website", c.Website));

        private List<ImportedValue> EntryValues(CompanyEntry e) => Said(
            ("kind", words[$"Kind.{e.Kind}"].Value), ("goods", e.Goods?.ToString()), ("capability", e.Capability is { } code ? capabilities.Find(code)?.Name.For(UiVariant.Current).Text : null), ("volume", e.Volume?.ToString("0.######", UiVariant.Current.Culture)), ("unit", e.Unit is { } unit ? words[$"Unit.{unit}"].Value : null),
            ("from_month", e.FromMonth is { } from ? EntryNames.Month(from) : null), ("until_month", e.UntilMonth is { } until ? EntryNames.Month(until) : null), ("certificates", string.Join("; ", e.Certificates)), ("text", e.Text.In(UiVariant.Current)));

        private string? Answer(SelfDeclared answer) => answer == SelfDeclared.Unknown ? null : words[$"Said.{answer}"].Value;

        private static List<ImportedValue> Said(params IEnumerable<(string Field, string? Text)> values) => [.. values.Where(v => !string.IsNullOrEmpty(v.Text)).Select(v => new ImportedValue(v.Field, v.Text!))];
    }
}
