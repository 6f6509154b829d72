using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Uramost.Platform.Contracts;
using Uramost.Platform.Data;
using Uramost.Platform.Figures;
using Uramost.Platform.Import;
using Uramost.Platform.Language;
using Uramost.Platform.Naming;
using Uramost.Platform.Organisations;
using Uramost.Platform.People;
using Uramost.Platform.Places;
using Uramost.Platform.Ui;
using Uramost.Programmes.Counts;
using Uramost.Programmes.Projects;

namespace Uramost.Programmes.Activities;

/// <summary>
/// Imports activities of one project with what is declared of them. A row of several activities without records of
/// their own ("36 focus groups") becomes a declared number.
/// </summary>
public sealed class ImportActivities(IStringLocalizer<Words> words, IStringLocalizer<Platform.Ui.Words> uiWords, PlaceCatalogue places, SaveActivity saving, KeyRing keys, ProjectDirectory projects) : IImportKind
{
    /// <inheritdoc/>
    public string Code => "activities";

    /// <inheritdoc/>
    public Type Words => typeof(Words);

    /// <inheritdoc/>
    public string TargetFlag => "--project";

    /// <inheritdoc/>
    public IReadOnlyList<ImportField> Fields { get; } =
    [
        new("kind", Required: true), new("title"), new("title_language"), new("title_en"), new("title_sq"), new("title_sr"), new("starts_on"), new("ends_on"), new("place"),
        new("organiser"), new("state"), new("confidentiality"), new("languages"), new("participants"), new("participants_precision"), new("women"), new("youth"), new("reach"),
        new("activities"), new("source"), new(ImportField.Number), new(ImportField.Id),
    ];

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ImportTarget>> Targets(PlatformDb db, Viewer? viewer, Guid? wanted, CancellationToken ct = default)
    {
        var mine = viewer?.Projects(Role.Coordinator, Role.Officer);
        return [.. (await projects.All()).Where(p => (wanted is null || p.Id == wanted) && mine?.Contains(p.Id) != false).Select(p => new ImportTarget(p.Id, p.Title.For(UiVariant.Current)))];
    }

    /// <inheritdoc/>
    public async Task<IImportRun> Begin(PlatformDb db, ImportSetup setup, CancellationToken ct = default)
    {
        var project = await db.Set<Project>().AsNoTracking().SingleAsync(p => p.Id == setup.TargetId, ct);
        var run = new Run(db, setup, project, words, uiWords, places, saving, keys, this);
        await run.Load(ct);
        return run;
    }

    // What is compared, and no more: a project may have many activities.
    private sealed record Known(
        Guid Id, string Kind, PublishedText Title, DateOnly? StartsOn, DateOnly? EndsOn, DatePrecision Precision, ActivityState State, Confidentiality Confidentiality, List<string>? Languages)
    {
        public When Date => new(StartsOn, EndsOn, Precision);
    }

    private sealed class Run(
        PlatformDb db, ImportSetup setup, Project project, IStringLocalizer<Words> words, IStringLocalizer<Platform.Ui.Words> uiWords, PlaceCatalogue places, SaveActivity saving, KeyRing keys, ImportActivities kind) : IImportRun
    {
        private const int Longest = 500;
        private readonly bool coordinates = setup.Viewer is null || setup.Viewer.Has(project.Id, Role.Coordinator);
        private readonly Guid? owner = setup.Viewer is null || setup.Viewer.Has(project.Id, Role.Coordinator) ? null : setup.Viewer.OfficerOf(project.Id).Cast<Guid?>().FirstOrDefault();
        private readonly Dictionary<Guid, Known> byId = [];
        private readonly Dictionary<string, Guid> byKey = [];
        private readonly Dictionary<string, Guid> byNumber = [];
        private readonly Dictionary<string, int> seen = [];
        private readonly Dictionary<string, List<Guid>> organisationsByName = [];
        private readonly Dictionary<Guid, Organisation> organisations = [];
        private readonly Dictionary<string, string> kindNames = [];
        private readonly Dictionary<string, IReadOnlySet<string>> placeTokens = [];
        private readonly ImportedCounts numbers = new(words);
        private readonly ImportChoices<string> kinds = new();
        private readonly ImportChoices<ActivityState> states = Choices<ActivityState>("State");
        private readonly ImportChoices<Confidentiality> settings = Choices<Confidentiality>("Confidentiality");
        private readonly ImportChoices<CountPrecision> precisions = Choices<CountPrecision>("Import.participants_precision");
        private readonly ImportChoices<string> languages = new();
        private ILookup<Guid, ActivityPlace> venues = Array.Empty<ActivityPlace>().ToLookup(p => p.ActivityId);
        private ILookup<Guid, Guid> organisers = Array.Empty<ActivityOrganisation>().ToLookup(o => o.ActivityId, o => o.OrganisationId);
        private ILookup<Guid, DeclaredCount> counts = Array.Empty<DeclaredCount>().ToLookup(c => c.Id);
        private List<DeclaredCount> projectCounts = [];

        public async Task Load(CancellationToken ct)
        {
            foreach (var code in ActivityKinds.All)
            {
                kinds.Add(code, ImportWords.All(typeof(Words), $"Kind.{code}").Concat(ImportWords.All(typeof(Words), $"Kind.{code}.also").SelectMany(a => a.Split(';'))).Append(code)
                    // A list says "workshops" as often as "workshop".
                    .Concat(new[] { "one", "few", "other" }.SelectMany(f => ImportWords.All(typeof(Words), $"Kinds.{code}.{f}")).Select(w => w.Replace("{0}", "", StringComparison.Ordinal))));
                kindNames[code] = words[$"Kind.{code}"];
            }

            foreach (var own in await db.Set<ActivityKind>().AsNoTracking().Where(k => k.ProjectId == project.Id).ToListAsync(ct))
            {
                kinds.Add(own.Code, new[] { own.Name.En, own.Name.Sq, own.Name.Sr, own.Code }.OfType<string>());
                kindNames[own.Code] = own.Name.For(UiVariant.Current).Text;
            }

            foreach (var language in new[] { "en", "sq", "sr" }) languages.Add(language, ImportWords.All(typeof(Words), $"Import.language.{language}").Append(language));
            foreach (var organisation in await db.Set<Organisation>().AsNoTracking().ToListAsync(ct))
            {
                organisations[organisation.Id] = organisation;
                foreach (var name in organisation.Name.All.Append(organisation.Acronym).Concat(organisation.Aliases).OfType<string>().Select(ImportWords.Plain).Where(n => n.Length > 0).Distinct())
                {
                    if (!organisationsByName.TryGetValue(name, out var same)) organisationsByName[name] = same = [];
                    same.Add(organisation.Id);
                }
            }

            var mine = setup.Viewer is { } viewer ? new ProgrammesRights(viewer).ActivitiesToEdit(db) : db.Set<Activity>();
            mine = mine.AsNoTracking().Where(a => a.ProjectId == project.Id);
            foreach (var known in await mine.Select(a => new Known(a.Id, a.Kind, a.Title, a.StartsOn, a.EndsOn, a.DatePrecision, a.State, a.Confidentiality, a.Languages)).ToListAsync(ct))
            {
                byId[known.Id] = known;
                foreach (var text in known.Title.All) byKey.TryAdd(Key(known.Kind, text, known.Date), known.Id);
            }

            if (byId.Count > 0)
            {
                venues = (await db.Set<ActivityPlace>().AsNoTracking().Where(p => p.Role == PlaceRole.Venue && mine.Any(a => a.Id == p.ActivityId)).OrderBy(p => p.Ordinal).ToListAsync(ct)).ToLookup(p => p.ActivityId);
                organisers = (await db.Set<ActivityOrganisation>().AsNoTracking().Where(o => o.Role == ActivityOrganisationRole.Organiser && mine.Any(a => a.Id == o.ActivityId)).OrderBy(o => o.Ordinal).ToListAsync(ct))
                    .ToLookup(o => o.ActivityId, o => o.OrganisationId);
                counts = (await db.Set<DeclaredCount>().AsNoTracking().Where(c => c.ActivityId != null && mine.Any(a => a.Id == c.ActivityId)).OrderBy(c => c.Ordinal).ToListAsync(ct)).ToLookup(c => c.ActivityId!.Value);
            }

            projectCounts = await db.Set<DeclaredCount>().AsNoTracking().Where(c => c.ProjectId == project.Id && c.ActivityId == null).OrderBy(c => c.Ordinal).ToListAsync(ct);
            foreach (var row in await db.Set<ImportedRow>().AsNoTracking().Where(r => r.Kind == kind.Code && r.TargetId == project.Id).ToListAsync(ct)) byNumber[row.Key] = row.RecordId;
        }

        public ImportedRecord Read(ImportCells cells)
        {
            var code = cells.Choice("kind", kinds, out var found) ? found : "";
            var title = Title(cells);
            var activities = cells.Whole("activities");
            var row = new ActivityRow(ImportEffect.New, [], [])
            {
                Kind = code, Title = title, Activities = activities, Date = Date(cells), Places = cells.PlacesOf("place"),
                Organisers = Organisers(cells), State = cells.Choice("state", states, out var state) ? state : null,
                Confidentiality = cells.Choice("confidentiality", settings, out var setting) ? setting : null, Languages = Languages(cells),
                Participants = cells.Whole("participants", out var exactness), Precision = cells.Choice("participants_precision", precisions, out var precision) ? precision : ImportedCounts.PrecisionOf(exactness),
                Women = cells.Whole("women"), Youth = cells.Whole("youth"), Reach = cells.Whole("reach", out var reachExactness), ReachPrecision = ImportedCounts.PrecisionOf(reachExactness) ?? CountPrecision.Exact, Source = cells.Text("source", 200),
                NumberKey = cells.Text(ImportField.Number, 100) is { } number ? ImportedRow.KeyOf(keys, number, byNumber.ContainsKey) : null,
                CountsOnly = activities is > 1 || (activities == 1 && title is null),
            };
            if (row.Participants is not null && code.Length > 0 && ActivityKinds.HasReach(code)) cells.Wrong("participants", words["Import.wrong.reach"]);
            if (row.Participants is { } all && (row.Women > all || row.Youth > all)) cells.Wrong(row.Women > all ? "women" : "youth", words["Import.wrong.part"]);
            if (row.Participants is null && (row.Women ?? row.Youth) is not null && cells.Problems.Count == 0) cells.Wrong(row.Women is not null ? "women" : "youth", words["Import.wrong.whole"]);
            return row.CountsOnly ? ReadCounts(cells, row) : ReadActivity(cells, row);
        }

        private ActivityRow ReadActivity(ImportCells cells, ActivityRow row)
        {
            if (row.Title is null && cells.Problems.Count == 0) cells.Wrong("title", words["Import.wrong.title"]);
            var id = Existing(cells, row);
            var key = id?.ToString() ?? row.NumberKey ?? Key(row.Kind, row.Title?.All.FirstOrDefault() ?? "", row.Date ?? When.Unknown);
            if (cells.Problems.Count == 0 && !seen.TryAdd(key, cells.Row)) cells.Wrong(row.Title is null ? "kind" : cells.Says("title") ? "title" : "title_en", words["Import.wrong.twice", seen[key]]);
            if (id is { } kept && row.Title is { } title) row = row with { Title = title with { Words = FileNaming.Returned(title.Words, byId[kept].Title.Words, places) } };
            var values = Values(row);
            if (id is not { } known) return row with { Values = values };
            var there = There(known, row.Source).ToDictionary(v => v.Field, v => v.Text);
            var changes = ImportedRecord.Compare(values, there.GetValueOrDefault);
            return row with { Existing = known, Values = values, Changes = changes, Effect = changes.Count > 0 ? ImportEffect.Changed : ImportEffect.Same };
        }

        private ActivityRow ReadCounts(ImportCells cells, ActivityRow row)
        {
            if (!coordinates) cells.Wrong("activities", words["Import.wrong.coordinator"]);
            var key = $"count {row.Kind} {row.Source}";
            if (cells.Problems.Count == 0 && !seen.TryAdd(key, cells.Row)) cells.Wrong("activities", words["Import.wrong.twice", seen[key]]);
            var values = Values(row);
            var wanted = ImportedCounts.Wanted(row, null, project.Id).ToList();
            var there = wanted.Select(c => ImportedCounts.Find(projectCounts.Where(p => p.Kind == c.Kind), c)).ToList();
            var before = there.OfType<DeclaredCount>().Select(c => new ImportedValue(ImportedCounts.FieldOf(c.Measure), numbers.Say(c))).DistinctBy(v => v.Field).ToDictionary(v => v.Field, v => v.Text);
            var said = wanted.Select(c => new ImportedValue(ImportedCounts.FieldOf(c.Measure), numbers.Say(c))).ToList();
            var changes = ImportedRecord.Compare(said, before.GetValueOrDefault);
            return row with { Values = values, Changes = changes, Effect = there.All(c => c is null) ? ImportEffect.New : changes.Count > 0 ? ImportEffect.Changed : ImportEffect.Same };
        }

        private Guid? Existing(ImportCells cells, ActivityRow row)
        {
            if (cells.Id(ImportField.Id) is { } id)
            {
                if (byId.ContainsKey(id)) return id;
                cells.Wrong(ImportField.Id, words["Import.wrong.id"]);
                return null;
            }

            if (row.NumberKey is { } number && byNumber.TryGetValue(number, out var record) && byId.ContainsKey(record)) return record;
            foreach (var text in row.Title?.All ?? [])
            {
                if (byKey.TryGetValue(Key(row.Kind, text, row.Date ?? When.Unknown), out var same)) return same;
            }

            return null;
        }

        public async Task Save(IReadOnlyList<ImportedRecord> batch, CancellationToken ct = default)
        {
            var rows = batch.Cast<ActivityRow>().ToList();
            await Add([.. rows.Where(r => !r.CountsOnly && r.Existing is null)], ct);
            await Change([.. rows.Where(r => r is { CountsOnly: false, Existing: not null })], ct);
            await SaveCounts([.. rows.Where(r => r.CountsOnly)], ct);
        }

        private async Task Add(List<ActivityRow> rows, CancellationToken ct)
        {
            if (rows.Count == 0) return;
            var (activities, venues, organising, declared, tokens, numbers) =
                (new List<Activity>(), new List<ActivityPlace>(), new List<ActivityOrganisation>(), new List<DeclaredCount>(), new List<SearchToken>(), new List<ImportedRow>());
            foreach (var row in rows)
            {
                var activity = new Activity { ProjectId = project.Id, OwnerId = owner, Kind = row.Kind };
                Write(activity, row);
                activity.ConfidentialityAssumed = row.Confidentiality is null && activity.Confidentiality != Confidentiality.Public;
                foreach (var place in activity.Places) place.ActivityId = activity.Id;
                foreach (var organiser in activity.Organisations) organiser.ActivityId = activity.Id;
                var own = ImportedCounts.Wanted(row, activity.Id, null).ToList();
                SaveActivity.CountOwn(activity, own);
                activity.SettleVisibility(project.Visibility == ProjectVisibility.Public);
                activity.Sort();
                activities.Add(activity);
                venues.AddRange(activity.Places);
                organising.AddRange(activity.Organisations);
                declared.AddRange(own);
                tokens.AddRange(Tokens(activity).Select(t => new SearchToken { RecordId = activity.Id, Token = t, Kind = SaveActivity.Kind, ProjectId = activity.ProjectId, Visibility = activity.Visibility }));
                if (row.NumberKey is { } key && byNumber.TryAdd(key, activity.Id)) numbers.Add(new ImportedRow { Kind = kind.Code, TargetId = project.Id, Key = key, RecordId = activity.Id });
            }

            await BulkInsert.Add(db, activities, setup.Key, ct);
            await BulkInsert.Add(db, venues, setup.Key, ct);
            await BulkInsert.Add(db, organising, setup.Key, ct);
            await BulkInsert.Add(db, declared, setup.Key, ct);
            await BulkInsert.Add(db, tokens, null, ct);
            await BulkInsert.Add(db, numbers, null, ct);
        }

        private async Task Change(List<ActivityRow> rows, CancellationToken ct)
        {
            if (rows.Count == 0) return;
            var ids = rows.Select(r => r.Existing!.Value).ToList();
            var activities = await db.Set<Activity>().Include(a => a.Places).Include(a => a.Organisations).Include(a => a.Sessions).Include(a => a.Roles).AsSplitQuery().Where(a => ids.Contains(a.Id)).ToDictionaryAsync(a => a.Id, ct);
            var declared = (await db.Set<DeclaredCount>().Where(c => c.ActivityId != null && ids.Contains(c.ActivityId.Value)).ToListAsync(ct)).ToLookup(c => c.ActivityId!.Value);
            foreach (var row in rows)
            {
                var activity = activities[row.Existing!.Value];
                Write(activity, row);
                var own = declared[activity.Id].ToList();
                foreach (var wanted in ImportedCounts.Wanted(row, activity.Id, null))
                {
                    if (ImportedCounts.Find(own, wanted) is { } stored) ImportedCounts.Take(stored, wanted);
                    else
                    {
                        wanted.Ordinal = own.Count;
                        own.Add(wanted);
                        db.Add(wanted);
                    }
                }

                SaveActivity.CountOwn(activity, own);
                if (row.NumberKey is { } key && byNumber.TryAdd(key, activity.Id)) db.Add(new ImportedRow { Kind = kind.Code, TargetId = project.Id, Key = key, RecordId = activity.Id });
                await saving.Run(db, activity, ct);
            }
        }

        private async Task SaveCounts(List<ActivityRow> rows, CancellationToken ct)
        {
            if (rows.Count == 0) return;
            var stored = await db.Set<DeclaredCount>().Where(c => c.ProjectId == project.Id && c.ActivityId == null).ToListAsync(ct);
            foreach (var wanted in rows.SelectMany(r => ImportedCounts.Wanted(r, null, project.Id)))
            {
                if (ImportedCounts.Find(stored.Where(c => c.Kind == wanted.Kind), wanted) is { } known) ImportedCounts.Take(known, wanted);
                else
                {
                    wanted.Ordinal = stored.Count;
                    stored.Add(wanted);
                    db.Add(wanted);
                }
            }

            await db.SaveChangesAsync(ct);
        }

        private void Write(Activity activity, ActivityRow row)
        {
            var fresh = row.Existing is null;
            activity.Kind = row.Kind;
            if (row.Title is { } title) activity.Title = fresh ? title : Merge(activity.Title, title);
            if (row.Date is { } date) activity.SetDate(date);
            // What an import brings took place unless it says otherwise, or its day is still to come.
            if (row.State is { } state) activity.State = state;
            else if (fresh) activity.State = row.Date?.Start > setup.Today ? ActivityState.Planned : ActivityState.Held;
            if (row.Confidentiality is { } setting) activity.Confidentiality = setting;
            else if (fresh) activity.Confidentiality = ActivityKinds.CarefulSetting(row.Kind);
            if (row.Languages is { } spoken) activity.Languages = spoken;
            if (fresh && row.Source is { } source) activity.SourceAt = source;
            if (row.Places is { } venues)
            {
                activity.Places.RemoveAll(p => p.Role == PlaceRole.Venue && venues.All(v => v.Place.Id != p.PlaceId));
                foreach (var (place, written) in venues.Where(v => activity.Places.All(p => p.Role != PlaceRole.Venue || p.PlaceId != v.Place.Id)))
                {
                    activity.Places.Add(new ActivityPlace { PlaceId = place.Id, Printed = written, Role = PlaceRole.Venue, Ordinal = activity.Places.Count });
                }
            }

            if (row.Organisers is not { } organisers) return;
            activity.Organisations.RemoveAll(o => o.Role == ActivityOrganisationRole.Organiser && !organisers.Contains(o.OrganisationId));
            foreach (var organiser in organisers.Where(o => activity.Organisations.All(x => x.OrganisationId != o || x.Role != ActivityOrganisationRole.Organiser)))
            {
                activity.Organisations.Add(new ActivityOrganisation { OrganisationId = organiser, Role = ActivityOrganisationRole.Organiser, Ordinal = activity.Organisations.Count });
            }
        }

        private HashSet<string> Tokens(Activity activity)
        {
            var tokens = new HashSet<string>(SearchIndex.Tokens(activity.Title.All));
            foreach (var place in activity.Places)
            {
                if (place.PlaceId is { } id)
                {
                    if (!placeTokens.TryGetValue(id, out var names)) placeTokens[id] = names = SearchIndex.Tokens(places.Find(id)?.Names.All ?? []);
                    tokens.UnionWith(names);
                }

                if (place.Printed is { } printed) tokens.UnionWith(SearchIndex.Tokens([printed]));
            }

            if (activity.Confidentiality == Confidentiality.Public)
            {
                foreach (var id in activity.Organisations.Select(o => o.OrganisationId))
                {
                    if (organisations.TryGetValue(id, out var organisation)) tokens.UnionWith(SearchIndex.Tokens([.. organisation.Name.All, organisation.Acronym ?? "", .. organisation.Aliases]));
                }
            }

            return tokens;
        }

        private List<ImportedValue> Values(ActivityRow row)
        {
            var values = new List<ImportedValue>();
            Add("kind", kindNames.GetValueOrDefault(row.Kind, row.Kind));
            AddTitle(values, row.Title);
            Add("starts_on", row.Date?.Show(uiWords));
            Add("place", row.Places is { } venues ? Named(venues.Select(v => v.Place)) : null);
            Add("organiser", row.Organisers is { } ids ? string.Join("; ", ids.Select(i => organisations[i].NameFor(UiVariant.Current))) : null);
            Add("state", row.State is { } state ? words[$"State.{state}"].Value : null);
            Add("confidentiality", row.Confidentiality is { } setting ? words[$"Confidentiality.{setting}"].Value : null);
            Add("languages", row.Languages is { } spoken ? string.Join("; ", spoken.Select(l => words[$"Import.language.{l}"].Value)) : null);
            foreach (var count in ImportedCounts.Wanted(row, row.CountsOnly ? null : Guid.Empty, null)) Add(ImportedCounts.FieldOf(count.Measure), numbers.Say(count));
            return values;

            void Add(string field, string? text)
            {
                if (!string.IsNullOrEmpty(text)) values.Add(new ImportedValue(field, text));
            }
        }

        private IEnumerable<ImportedValue> There(Guid id, string? source)
        {
            var known = byId[id];
            var values = new List<ImportedValue> { new("kind", kindNames.GetValueOrDefault(known.Kind, known.Kind)), new("state", words[$"State.{known.State}"]), new("confidentiality", words[$"Confidentiality.{known.Confidentiality}"]) };
            AddTitle(values, known.Title);
            if (known.Precision != DatePrecision.Unknown) values.Add(new("starts_on", known.Date.Show(uiWords)));
            if (venues[id].Select(v => places.Find(v.PlaceId)).OfType<Place>().ToList() is { Count: > 0 } there) values.Add(new("place", Named(there)));
            if (organisers[id].Any()) values.Add(new("organiser", string.Join("; ", organisers[id].Select(i => organisations[i].NameFor(UiVariant.Current)))));
            if (known.Languages is { } spoken) values.Add(new("languages", string.Join("; ", spoken.Select(l => words[$"Import.language.{l}"].Value))));
            foreach (var measure in new[] { Measure.Attendances, Measure.Reach })
            {
                if (ImportedCounts.Find(counts[id], new DeclaredCount { Measure = measure, SourceAt = source }) is { } count) values.Add(new(ImportedCounts.FieldOf(measure), numbers.Say(count)));
            }

            return values;
        }

        // In the order of their ids: a list that names the same places in another order changes nothing.
        private static string Named(IEnumerable<Place> venues) => string.Join("; ", venues.OrderBy(v => v.Id, StringComparer.Ordinal).Select(v => v.Name(UiVariant.Current)));

        private static void AddTitle(List<ImportedValue> values, PublishedText? title)
        {
            if (title is null) return;
            if (title.IsPublished) values.Add(new("title", title.Original!));
            if (title is { IsPublished: true, Language: not (null or "und") and var language }) values.Add(new("title_language", language));
            if (title.Words.En is { } en) values.Add(new("title_en", en));
            if (title.Words.Sq is { } sq) values.Add(new("title_sq", sq));
            if (title.Words.Sr is { } sr) values.Add(new("title_sr", sr));
        }

        private PublishedText? Title(ImportCells cells)
        {
            var own = new LocalText(cells.Text("title_en", Longest), cells.Text("title_sq", Longest), cells.Text("title_sr", Longest));
            var language = cells.Choice("title_language", languages, out var code) ? code : "und";
            if (cells.Text("title", Longest) is { } published) return PublishedText.AsPublished(published, language, own);
            return own.IsEmpty ? null : PublishedText.Own(own);
        }

        // A language of which the row says nothing keeps its text.
        private static PublishedText Merge(PublishedText stored, PublishedText said) => new(
            said.Original ?? stored.Original, said.IsPublished ? said.Language == "und" ? stored.Language ?? "und" : said.Language : stored.Language,
            new LocalText(said.Words.En ?? stored.Words.En, said.Words.Sq ?? stored.Words.Sq, said.Words.Sr ?? stored.Words.Sr, said.Words.Sr is null ? stored.Words.SrOther : null));

        private When? Date(ImportCells cells)
        {
            var (start, end) = (cells.Date("starts_on"), cells.Date("ends_on"));
            if (end is null || start is null) return start ?? end;
            if (start.Start <= end.End) return start.Precision == DatePrecision.Day && end.Precision == DatePrecision.Day ? When.Days(start.Start!.Value, end.End) : new When(start.Start, end.End, DatePrecision.Within);
            cells.Wrong("ends_on", words["Import.wrong.ends"]);
            return null;
        }

        private List<Guid>? Organisers(ImportCells cells)
        {
            if (cells.Text("organiser") is not { } text) return null;
            var found = new List<Guid>();
            // A name may hold a semicolon's neighbours but never the semicolon itself.
            foreach (var name in text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            {
                switch (organisationsByName.GetValueOrDefault(ImportWords.Plain(name)))
                {
                    case [var one]: found.Add(one); break;
                    case null or []: cells.Wrong("organiser", words["Import.wrong.organisation", name]); break;
                    case { } several: cells.Wrong("organiser", words["Import.wrong.organisations", name, string.Join("; ", several.Select(o => organisations[o].NameFor(UiVariant.Current)))]); break;
                }
            }

            return [.. found.Distinct()];
        }

        private List<string>? Languages(ImportCells cells)
        {
            if (cells.Text("languages") is not { } text) return null;
            var found = new List<string>();
            foreach (var name in text.Split([';', ',', '/'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            {
                if (languages.Find(name, out var code)) found.Add(code);
                else cells.Wrong("languages", words["Import.wrong.language", name]);
            }

            return [.. found.Distinct()];
        }

        private static ImportChoices<T> Choices<T>(string prefix)
            where T : struct, Enum
        {
            var choices = new ImportChoices<T>();
            foreach (var value in Enum.GetValues<T>())
            {
                choices.Add(value, ImportWords.All(typeof(Words), $"{prefix}.{value}").Concat(ImportWords.All(typeof(Words), $"{prefix}.{value}.also").SelectMany(a => a.Split(';'))).Append(value.ToString()));
            }

            return choices;
        }

        private static string Key(string kind, string title, When date) =>
            $"{kind}|{ImportWords.Plain(title)}|{date.Start?.DayNumber.ToString(CultureInfo.InvariantCulture)}|{date.End?.DayNumber.ToString(CultureInfo.InvariantCulture)}";
    }
}
