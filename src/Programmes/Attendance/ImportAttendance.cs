using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Uramost.Platform.Contracts;
using Uramost.Platform.Data;
using Uramost.Platform.Import;
using Uramost.Platform.Language;
using Uramost.Platform.People;
using Uramost.Platform.People.Persons;
using Uramost.Platform.Places;
using Uramost.Programmes.Activities;
using Uramost.Programmes.Projects;

namespace Uramost.Programmes.Attendance;

/// <summary>
/// Imports the list of those who were at one activity: new people are registered, and each is written down as having
/// been there. Of a meeting that names nobody no list is taken.
/// </summary>
public sealed class ImportAttendance(AttendanceList list, ReadPersonRows people, KeyRing keys, PlaceCatalogue places, TimeProvider clock, IStringLocalizer<Platform.Import.Words> words) : IImportKind
{
    private const int MostOffered = 200;

    /// <inheritdoc/>
    public string Code => "attendance";

    /// <inheritdoc/>
    public Type Words => typeof(Platform.Import.Words);

    /// <inheritdoc/>
    public string TargetFlag => "--activity";

    /// <inheritdoc/>
    public IReadOnlyList<ImportField> Fields { get; } = [.. PersonRows.Fields, new("day")];

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ImportTarget>> Targets(PlatformDb db, Viewer? viewer, Guid? wanted, CancellationToken ct = default)
    {
        var activities = viewer is null ? db.Set<Activity>() : new ProgrammesRights(viewer).ActivitiesToEdit(db);
        activities = activities.AsNoTracking().Where(a => a.Confidentiality == Confidentiality.Public && a.State == ActivityState.Held);
        if (wanted is { } one) activities = activities.Where(a => a.Id == one);
        if (viewer is not null && !viewer.Memberships.Any(m => m.Role is Role.Coordinator or Role.Officer)) return [];
        var found = await activities.OrderByDescending(a => a.SortDay).ThenByDescending(a => a.Id).Take(MostOffered).ToListAsync(ct);
        return [.. found.Select(a => new ImportTarget(a.Id, a.StartsOn is { } day ? $"{a.Title.For(UiVariant.Current)} ({Platform.Ui.Dates.Short(day)})" : a.Title.For(UiVariant.Current)))];
    }

    /// <inheritdoc/>
    public async Task<IImportRun> Begin(PlatformDb db, ImportSetup setup, CancellationToken ct = default)
    {
        var activity = await db.Set<Activity>().AsNoTracking().SingleAsync(a => a.Id == setup.TargetId, ct);
        if (ReadAttendance.NamesNobody(activity)) throw new NamesNotTakenException();
        var keeper = setup.Viewer is null
            ? activity.OwnerId ?? await db.Set<ProjectOrganisation>().Where(o => o.ProjectId == activity.ProjectId && (o.Role == ProjectRole.Lead || o.Role == ProjectRole.Partner)).OrderBy(o => o.Role == ProjectRole.Lead ? 0 : 1).ThenBy(o => o.Ordinal).Select(o => (Guid?)o.OrganisationId).FirstOrDefaultAsync(ct)
            : await list.Keeper(db, activity, ct);
        if (keeper is not { } organisation) throw new WordedException(Wording.Of<Platform.Import.Words>("Failed.NoKeeper")) { IsFinal = true };
        var there = await db.Set<Attended>().AsNoTracking().Where(a => a.ActivityId == activity.Id && AttendanceStates.Counted.Contains(a.State)).ToListAsync(ct);
        var days = (await db.Set<AttendedDay>().AsNoTracking().Where(d => db.Set<Attended>().Any(a => a.Id == d.AttendedId && a.ActivityId == activity.Id)).ToListAsync(ct)).ToLookup(d => d.AttendedId, d => d.Day);
        var came = there.GroupBy(a => a.PersonId).ToDictionary(g => g.Key, g => g.SelectMany(a => days[a.Id]).ToHashSet());
        return new Run(db, setup, activity, await people.Begin(db, organisation, setup, Code, ct), came, keys, places, clock, words);
    }

    private sealed record Row(PersonRow Person, DateOnly? Day, ImportEffect Effect, IReadOnlyList<ImportedValue> Values, IReadOnlyList<ImportChange> Changes) : ImportedRecord(Effect, Values, Changes);

    private sealed class Run(
        PlatformDb db, ImportSetup setup, Activity activity, PersonRows people, Dictionary<Guid, HashSet<DateOnly>> came, KeyRing keys, PlaceCatalogue places, TimeProvider clock, IStringLocalizer<Platform.Import.Words> words) : IImportRun
    {
        private readonly DateOnly? onlyDay = activity is { DatePrecision: DatePrecision.Day, StartsOn: { } first, EndsOn: { } last } && first == last ? first : null;

        public ImportedRecord Read(ImportCells cells)
        {
            var person = people.Read(cells);
            var said = cells.Date("day");
            var day = said is { Precision: DatePrecision.Day, Start: { } written } ? written : onlyDay;
            if (said is not null && (said.Precision != DatePrecision.Day || said.Start != said.End || said.Start < activity.StartsOn || said.Start > activity.EndsOn)) cells.Wrong("day", words["Wrong.day"]);
            var wasThere = person.PersonId is { } known && came.TryGetValue(known, out var days) && (day is null || days.Contains(day.Value));
            var values = day is null ? person.Values : [.. person.Values, new ImportedValue("day", Platform.Ui.Dates.Short(day.Value))];
            var effect = person.Effect == ImportEffect.Same && !wasThere ? ImportEffect.New : person.Effect;
            return new Row(person, day, effect, values, person.Changes) { Remark = person.Remark };
        }

        public async Task Save(IReadOnlyList<ImportedRecord> batch, CancellationToken ct = default)
        {
            var rows = batch.Cast<Row>().ToList();
            var persons = await people.Save([.. rows.Select(r => r.Person)], ct);
            // Rows that are there already, invited or counted, are changed; the rest is new.
            var stored = (await db.Set<Attended>().Where(a => a.ActivityId == activity.Id && persons.Contains(a.PersonId)).ToListAsync(ct)).GroupBy(a => a.PersonId).ToDictionary(g => g.Key, g => g.First());
            var (added, days, marks) = (new List<Attended>(), new List<AttendedDay>(), new List<AttendanceMark>());
            foreach (var (row, person) in rows.Zip(persons))
            {
                if (!stored.TryGetValue(person, out var attended))
                {
                    attended = new Attended { ActivityId = activity.Id, PersonId = person, RecordedAs = person, State = AttendanceState.Attended, Side = ReadAttendance.SideOf(places, row.Person.Answer?.PlaceId) };
                    attended.StoodFor(keys, row.Person.Identity.HomeOrganisation);
                    stored[person] = attended;
                    added.Add(attended);
                }
                else if (!attended.State.IsCounted()) attended.State = AttendanceState.Attended;

                var day = row.Day ?? DateOnly.MinValue;
                if (!came.TryGetValue(person, out var had)) came[person] = had = [];
                if (had.Add(day)) days.Add(new AttendedDay { AttendedId = attended.Id, Day = day });
                marks.Add(new AttendanceMark
                {
                    Id = Guid.NewGuid(), ActivityId = activity.Id, AttendedId = attended.Id, At = clock.GetUtcNow().UtcDateTime, AccountId = setup.Viewer?.AccountId, Channel = AttendanceChannel.Import, State = attended.State, Day = row.Day,
                });
            }

            await db.SaveChangesAsync(ct);
            await BulkInsert.Add(db, added, setup.Key, ct);
            await BulkInsert.Add(db, days, null, ct);
            await BulkInsert.Add(db, marks, null, ct);
        }

        public Task Finish(CancellationToken ct = default) => RecordAttendance.Recount(db, activity.Id, clock.GetUtcNow().UtcDateTime, ct);
    }
}
