using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Uramost.Platform.Contracts;
using Uramost.Platform.Data;
using Uramost.Platform.Import;
using Uramost.Platform.Language;
using Uramost.Platform.Places;

namespace Uramost.Platform.People.Persons;

/// <summary>What a row of a list of people becomes.</summary>
/// <param name="Effect">What it does.</param>
/// <param name="Values">What will be saved.</param>
/// <param name="Changes">What changes, of a person who is known.</param>
/// <param name="PersonId">The person who is known, or null.</param>
/// <param name="Identity">Who it is, as it will be.</param>
/// <param name="Answer">What they answered, or null.</param>
/// <param name="Key">Keyed hash by which the row is known again.</param>
public sealed record PersonRow(ImportEffect Effect, IReadOnlyList<ImportedValue> Values, IReadOnlyList<ImportChange> Changes, Guid? PersonId, IdentityFields Identity, FactsAnswer? Answer, string Key)
    : ImportedRecord(Effect, Values, Changes);

/// <summary>
/// Reads and saves rows of people of one organisation, for every import that names people. A row that was imported
/// before is known again by a keyed hash of what it says; somebody of the same name with the same e-mail or telephone
/// is the same person; somebody of the same name alone is only proposed as a likely duplicate, never merged here.
/// </summary>
public sealed class PersonRows
{
    /// <summary>The fields of a person.</summary>
    public static readonly IReadOnlyList<ImportField> Fields =
    [
        new("name"), new("given_name"), new("family_name"), new("email"), new("telephone"), new("organisation"), new("office"), new("municipality"),
        new("gender"), new("age_band"), new("community"), new("asked_on"), new("asked_day"), new(ImportField.Number),
    ];

    // Answers that stand on a sheet which others can read are no answers about community.
    private static readonly AnswerForm[] Private = [AnswerForm.Registration, AnswerForm.Card, AnswerForm.Questionnaire, AnswerForm.Interview];

    private readonly PlatformDb db;
    private readonly KeyRing keys;
    private readonly Guid organisation;
    private readonly ImportSetup setup;
    private readonly string code;
    private readonly IStringLocalizer<Import.Words> words;
    private readonly PlaceCatalogue places;
    private readonly RegisterPerson register;
    private readonly CorrectPerson correct;
    private readonly Dictionary<Guid, PersonIdentity> identities = [];
    private readonly Dictionary<Guid, Guid> merged = [];
    private readonly Dictionary<Guid, PersonFacts> facts = [];
    private readonly Dictionary<string, List<Guid>> byName = [];
    private readonly Dictionary<string, Guid> imported = [];
    private readonly Dictionary<string, int> seen = [];
    private readonly ImportChoices<Gender> genders = Choices<Gender>("gender");
    private readonly ImportChoices<AgeBand> ages = Choices<AgeBand>("age_band");
    private readonly ImportChoices<Community> communities = Choices<Community>("community");
    private readonly ImportChoices<AnswerForm> forms = Choices<AnswerForm>("asked_on");
    private readonly ImportChoices<bool> silent = new ImportChoices<bool>().Add(true, ImportWords.All(typeof(Import.Words), "Import.community.PreferNotToSay")).Add(false, ImportWords.All(typeof(Import.Words), "Import.community.NotAsked"));

    private PersonRows(PlatformDb db, KeyRing keys, Guid organisation, ImportSetup setup, string code, IStringLocalizer<Import.Words> words, PlaceCatalogue places, RegisterPerson register, CorrectPerson correct) =>
        (this.db, this.keys, this.organisation, this.setup, this.code, this.words, this.places, this.register, this.correct) = (db, keys, organisation, setup, code, words, places, register, correct);

    /// <summary>Loads the people of the organisation with whom rows are compared.</summary>
    internal static async Task<PersonRows> Load(
        PlatformDb db, KeyRing keys, PersonNames names, Guid organisation, ImportSetup setup, string code, IStringLocalizer<Import.Words> words, PlaceCatalogue places, RegisterPerson register, CorrectPerson correct, CancellationToken ct)
    {
        var rows = new PersonRows(db, keys, organisation, setup, code, words, places, register, correct);
        await foreach (var person in db.Set<PersonIdentity>().AsNoTracking().Where(p => p.OrganisationId == organisation).AsAsyncEnumerable().WithCancellation(ct))
        {
            if (person.MergedIntoId is { } into) rows.merged[person.Id] = into;
            else rows.identities[person.Id] = person;
        }

        if (rows.identities.Count > 0)
        {
            foreach (var fact in await db.Set<PersonFacts>().AsNoTracking().Where(f => db.Set<PersonIdentity>().Any(p => p.Id == f.Id && p.OrganisationId == organisation)).ToListAsync(ct)) rows.facts[fact.Id] = fact;
            foreach (var name in (await names.Index(ct)).All())
            {
                if (name.OrganisationId != organisation || !rows.identities.ContainsKey(name.PersonId)) continue;
                if (!rows.byName.TryGetValue(NameKey(name.Full), out var same)) rows.byName[NameKey(name.Full)] = same = [];
                same.Add(name.PersonId);
            }
        }

        foreach (var row in await db.Set<ImportedRow>().AsNoTracking().Where(r => r.Kind == code && r.TargetId == setup.TargetId).ToListAsync(ct)) rows.imported[row.Key] = row.RecordId;
        return rows;
    }

    /// <summary>Reads a row.</summary>
    public PersonRow Read(ImportCells cells)
    {
        var said = Identity(cells);
        var answer = Answer(cells);
        if (said.FullName.Length == 0 && cells.Problems.Count == 0) cells.Wrong(cells.Says("given_name") ? "family_name" : "name", words["Wrong.name"]);
        var key = KeyOf(cells, said);
        if (!seen.TryAdd(key, cells.Row)) cells.Wrong("name", words["Wrong.twice", seen[key]]);
        var known = Known(key, said, out var likely);
        var before = known is { } id ? identities[id].Read(keys) : null;
        // What a row does not say stays as it is.
        var after = before is null ? said : new IdentityFields(
            said.GivenName ?? before.GivenName, said.FamilyName ?? before.FamilyName, said.Email ?? before.Email, said.Telephone ?? before.Telephone,
            said.HomeOrganisation ?? before.HomeOrganisation, said.Title ?? before.Title, before.Signature);
        var values = Values(said, answer);
        var there = before is null ? [] : Values(before, facts.GetValueOrDefault(known!.Value) is { } f ? Shown(f, answer) : null).ToDictionary(v => v.Field, v => v.Text);
        var changes = before is null ? [] : ImportedRecord.Compare(values, there.GetValueOrDefault);
        return new PersonRow(before is null ? ImportEffect.New : changes.Count > 0 ? ImportEffect.Changed : ImportEffect.Same, values, changes, known, after, answer, key)
        {
            Remark = known is null && likely.Count > 0 ? words["Likely", said.FullName, string.Join("; ", likely.Take(3).Select(Describe))].Value : null,
        };
    }

    /// <summary>Saves rows that are new or changed.</summary>
    /// <returns>The persons, in the order given.</returns>
    public async Task<IReadOnlyList<Guid>> Save(IReadOnlyList<PersonRow> batch, CancellationToken ct)
    {
        var added = batch.Where(r => r.PersonId is null).ToList();
        var ids = added.Count == 0 ? [] : await register.AddMany(organisation, added.Select(r => new RegisterPerson.Newcomer(r.Identity, r.Answer)), ct);
        foreach (var row in batch.Where(r => r is { PersonId: not null, Effect: ImportEffect.Changed }))
        {
            var person = identities[row.PersonId!.Value];
            if (row.Identity != person.Read(keys)) await correct.Correct(person.Id, person.Version, row.Identity, ct);
            if (row.Answer is { IsEmpty: false } answer) await correct.Answer(person.Id, answer, ct);
        }

        var (next, persons) = (0, new List<Guid>(batch.Count));
        foreach (var row in batch) persons.Add(row.PersonId ?? ids[next++]);
        var fresh = batch.Zip(persons).Where(p => !imported.ContainsKey(p.First.Key)).Select(p => new ImportedRow { Kind = code, TargetId = setup.TargetId, Key = p.First.Key, RecordId = p.Second }).ToList();
        foreach (var row in fresh) imported[row.Key] = row.RecordId;
        await BulkInsert.Add(db, fresh, null, ct);
        return persons;
    }

    private static ImportChoices<T> Choices<T>(string field)
        where T : struct, Enum
    {
        var choices = new ImportChoices<T>();
        foreach (var value in Enum.GetValues<T>())
        {
            choices.Add(value, ImportWords.All(typeof(Import.Words), $"Import.{field}.{value}")
                .Concat(ImportWords.All(typeof(Import.Words), $"Import.{field}.{value}.also").SelectMany(a => a.Split(';'))).Append(value.ToString()));
        }

        return choices;
    }

    private static IdentityFields Identity(ImportCells cells)
    {
        var (given, family) = (cells.Text("given_name", IdentityFields.Longest), cells.Text("family_name", IdentityFields.Longest));
        if (given is null && family is null && cells.Text("name", IdentityFields.Longest) is { } full)
        {
            // With a comma the family name stands first, else last.
            var comma = full.IndexOf(',');
            var words = full.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            (given, family) = comma >= 0 ? (full[(comma + 1)..], full[..comma]) : words.Length < 2 ? (null, full) : (string.Join(' ', words[..^1]), words[^1]);
        }

        return new IdentityFields(given, family, cells.Text("email", IdentityFields.Longest), cells.Text("telephone", IdentityFields.Longest),
            cells.Text("organisation", IdentityFields.Longest), cells.Text("office", IdentityFields.Longest)).Tidy();
    }

    private FactsAnswer? Answer(ImportCells cells)
    {
        var form = cells.Choice("asked_on", forms, out var asked) ? asked : (AnswerForm?)null;
        var day = cells.Date("asked_day")?.Start ?? setup.Today;
        Gender? gender = cells.Choice("gender", genders, out var g) ? g : null;
        var place = cells.Place("municipality");
        var community = CommunityOf(cells, form);
        var answer = new FactsAnswer(new AnswerOnForm(form ?? AnswerForm.Import, setup.ImportId, day, setup.Viewer?.AccountId))
        {
            Gender = gender, AgeBand = Age(cells), PlaceId = place?.Id, Communities = community,
        };
        return answer.IsEmpty ? null : answer;
    }

    private AgeBand? Age(ImportCells cells)
    {
        if (cells.Text("age_band") is not { } text) return null;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var years) && years is > 0 and < 120)
        {
            return years switch { < 18 => AgeBand.Under18, < 30 => AgeBand.From18To29, < 45 => AgeBand.From30To44, < 65 => AgeBand.From45To64, _ => AgeBand.From65 };
        }

        return cells.Choice("age_band", ages, out var band) ? band : null;
    }

    private CommunityAnswer? CommunityOf(ImportCells cells, AnswerForm? form)
    {
        if (cells.Text("community") is not { } text) return null;
        if (form is null || !Private.Contains(form.Value))
        {
            cells.Wrong("community", words["Wrong.community"]);
            return null;
        }

        if (silent.Find(text, out var asked)) return asked ? CommunityAnswer.PreferNotToSay : CommunityAnswer.NotAsked;
        var named = new List<Community>();
        foreach (var part in text.Split([',', ';', '/'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (communities.Find(part, out var one)) named.Add(one);
            else
            {
                cells.Wrong("community", words["Wrong.choice"]);
                return null;
            }
        }

        return named.Count == 0 ? null : CommunityAnswer.Of(named);
    }

    private string KeyOf(ImportCells cells, IdentityFields said) => ImportedRow.KeyOf(keys, cells.Text(ImportField.Number, 100) is { } number
        ? $"n {number}"
        : $"p {NameKey(said.FullName)}\n{said.Email}\n{said.Telephone}\n{ImportWords.Plain(said.HomeOrganisation ?? "")}", imported.ContainsKey);

    private Guid? Known(string key, IdentityFields said, out IReadOnlyList<Guid> likely)
    {
        likely = [];
        if (imported.TryGetValue(key, out var before))
        {
            while (merged.TryGetValue(before, out var into)) before = into;
            if (identities.ContainsKey(before)) return before;
        }

        if (!byName.TryGetValue(NameKey(said.FullName), out var same)) return null;
        var (email, telephone) = (PersonIdentity.EmailKeyOf(keys, said.Email), PersonIdentity.TelephoneKeyOf(keys, said.Telephone));
        foreach (var id in same)
        {
            if ((email is not null && identities[id].EmailKey == email) || (telephone is not null && identities[id].TelephoneKey == telephone)) return id;
        }

        likely = same;
        return null;
    }

    private string Describe(Guid id)
    {
        var person = identities[id].Read(keys);
        return person.HomeOrganisation is { } home ? $"{person.FullName} ({home})" : person.FullName;
    }

    private List<ImportedValue> Values(IdentityFields identity, FactsAnswer? answer)
    {
        var values = new List<ImportedValue>();
        Add("given_name", identity.GivenName);
        Add("family_name", identity.FamilyName);
        Add("email", identity.Email);
        Add("telephone", identity.Telephone);
        Add("organisation", identity.HomeOrganisation);
        Add("office", identity.Title);
        Add("municipality", answer?.PlaceId is { } place ? places.Find(place)?.Name(UiVariant.Current) ?? place : null);
        Add("gender", answer?.Gender is { } gender ? words[$"Import.gender.{gender}"].Value : null);
        Add("age_band", answer?.AgeBand is { } age ? words[$"Import.age_band.{age}"].Value : null);
        Add("community", answer?.Communities is not { } communities ? null
            : communities == CommunityAnswer.NotAsked ? words["Import.community.NotAsked"]
            : communities == CommunityAnswer.PreferNotToSay ? words["Import.community.PreferNotToSay"]
            : string.Join(", ", communities.Communities.Select(c => words[$"Import.community.{c}"].Value)));
        return values;

        void Add(string field, string? text)
        {
            if (!string.IsNullOrEmpty(text)) values.Add(new ImportedValue(field, text));
        }
    }

    // Facts that are there, as an answer, so that they are shown in the same words.
    private static FactsAnswer Shown(PersonFacts facts, FactsAnswer? like) =>
        new(like?.Answer ?? new AnswerOnForm(AnswerForm.Import, null, default, null)) { Gender = facts.Gender, AgeBand = facts.AgeBand, PlaceId = facts.PlaceId, Communities = facts.Communities };

    // The order of names does not matter: lists write the family name first as often as last.
    private static string NameKey(string full) => string.Join(' ', NameIndex.WordsOf(full).Order(StringComparer.Ordinal));
}

/// <summary>Begins to read rows of people.</summary>
public sealed class ReadPersonRows(KeyRing keys, PersonNames names, IStringLocalizer<Import.Words> words, PlaceCatalogue places, RegisterPerson register, CorrectPerson correct)
{
    /// <summary>Loads the people of the organisation with whom rows are compared.</summary>
    /// <param name="db">The database of the same scope.</param>
    /// <param name="organisation">The organisation that keeps the records of new persons.</param>
    /// <param name="setup">Who imports into what.</param>
    /// <param name="code">Code of the kind of import.</param>
    /// <param name="ct">Cancels.</param>
    public Task<PersonRows> Begin(PlatformDb db, Guid organisation, ImportSetup setup, string code, CancellationToken ct = default) =>
        PersonRows.Load(db, keys, names, organisation, setup, code, words, places, register, correct, ct);
}

/// <summary>Forgets by which rows an erased person was once imported: the keyed hash is made of their name.</summary>
public sealed class ForgetImportedRows : IHandle<PersonErased>
{
    /// <inheritdoc/>
    public IReadOnlyList<Type> Kinds { get; } = [typeof(ImportedRow)];

    /// <inheritdoc/>
    public Task Handle(PlatformDb db, PersonErased happened, CancellationToken ct) =>
        db.Set<ImportedRow>().Where(r => happened.Members.Contains(r.RecordId)).ExecuteDeleteAsync(ct);
}
