using Microsoft.EntityFrameworkCore;
using Uramost.Platform.Contracts;
using Uramost.Platform.Data;
using Uramost.Platform.Language;
using Uramost.Platform.People.Persons;
using Uramost.Platform.Places;
using Uramost.Programmes.Activities;
using Uramost.Programmes.Projects;

namespace Uramost.Programmes.Attendance;

/// <summary>One row of the list that the viewer may read by name.</summary>
/// <param name="Row">The row.</param>
/// <param name="Name">The person's name.</param>
/// <param name="Organisation">For whom they stood on that day, or null.</param>
/// <param name="Days">Days on which they were there.</param>
/// <param name="Sessions">Sessions in which they were.</param>
public sealed record AttendanceLine(Attended Row, PersonName Name, string? Organisation, IReadOnlySet<DateOnly> Days, IReadOnlySet<Guid> Sessions);

/// <summary>Somebody of the register who may be meant by what was typed.</summary>
/// <param name="PersonId">The person.</param>
/// <param name="Name">The name.</param>
/// <param name="About">Organisation and municipality, by which namesakes are told apart; may be empty.</param>
/// <param name="IsExact">Whether the whole name was typed.</param>
public sealed record AttendanceMatch(Guid PersonId, string Name, string About, bool IsExact);

/// <summary>The list of an activity, as far as a viewer may read it by name, and the look-up of people for it.</summary>
public sealed class AttendanceList(PersonNames names, PeopleRights people, PlaceCatalogue places, KeyRing keys)
{
    /// <summary>Most people who are proposed at once.</summary>
    public const int MostMatches = 8;

    /// <summary>Rows by family name, and how many more there are whose people the viewer may not see. Nobody is named where the meeting names nobody.</summary>
    public async Task<(IReadOnlyList<AttendanceLine> Lines, int Others)> Lines(PlatformDb db, Activity activity, CancellationToken ct = default)
    {
        var rows = await db.Set<Attended>().AsNoTracking().Where(a => a.ActivityId == activity.Id).ToListAsync(ct);
        if (ReadAttendance.NamesNobody(activity)) return ([], rows.Select(r => r.PersonId).Distinct().Count());
        var shown = await names.Show([.. rows.Select(r => r.PersonId).Distinct()], (await people.Get()).Organisations, ct);
        var ids = rows.Select(r => r.Id).ToList();
        var days = (await db.Set<AttendedDay>().AsNoTracking().Where(d => ids.Contains(d.AttendedId)).ToListAsync(ct)).ToLookup(d => d.AttendedId);
        var order = StringComparer.Create(UiVariant.Current.Culture, ignoreCase: true);
        return ([.. rows.Where(r => shown.ContainsKey(r.PersonId)).Select(r => new AttendanceLine(r, shown[r.PersonId], r.OrganisationOnTheDay(keys), days[r.Id].Select(d => d.Day).ToHashSet(), days[r.Id].Select(d => d.SessionId).Where(s => s != Guid.Empty).ToHashSet()))
            .OrderBy(l => l.Name.FamilyName, order).ThenBy(l => l.Name.GivenName, order).ThenBy(l => l.Row.Id)], rows.Count(r => !shown.ContainsKey(r.PersonId)));
    }

    /// <summary>People of the register whom the viewer may see and whose name begins as typed, in either script.</summary>
    public async Task<IReadOnlyList<AttendanceMatch>> Find(PlatformDb db, string typed, CancellationToken ct = default) => await Find(db, typed, (await people.Get()).Organisations, ct);

    /// <summary>The same among the people of given organisations.</summary>
    public async Task<IReadOnlyList<AttendanceMatch>> Find(PlatformDb db, string typed, IReadOnlySet<Guid> organisations, CancellationToken ct = default)
    {
        var found = await names.Search(typed, organisations, MostMatches, ct);
        if (found.Count == 0) return [];
        var ids = found.Select(f => f.PersonId).ToList();
        var about = await db.Set<PersonIdentity>().Where(p => ids.Contains(p.Id))
            .Select(p => new { p.Id, p.HomeOrganisation, PlaceId = db.Set<PersonFacts>().Where(f => f.Id == p.Id).Select(f => f.PlaceId).FirstOrDefault() }).ToDictionaryAsync(p => p.Id, ct);
        var whole = Sorted(typed);
        return [.. found.Select(f => new AttendanceMatch(f.PersonId, f.Full,
            string.Join(", ", about.GetValueOrDefault(f.PersonId) is { } known
                ? new[] { PersonIdentity.OpenHomeOrganisation(keys, f.PersonId, known.HomeOrganisation), places.Find(known.PlaceId)?.Name(UiVariant.Current) }.Where(x => !string.IsNullOrEmpty(x)) : []),
            Sorted(f.Full).SequenceEqual(whole)))];

        static IReadOnlyList<string> Sorted(string name) => [.. Folding.Tokens(name).Select(t => t.Text).Order(StringComparer.Ordinal)];
    }

    /// <summary>
    /// The organisation that keeps the record of somebody who is written down at an activity: the activity's own, else
    /// the partner for which the viewer works, else the project's lead. Null: the viewer may keep no person there.
    /// </summary>
    public async Task<Guid?> Keeper(PlatformDb db, Activity activity, CancellationToken ct = default)
    {
        var seen = (await people.Get()).Organisations;
        if (activity.OwnerId is { } owner && seen.Contains(owner)) return owner;
        if (activity.ProjectId is not { } project) return seen.Count == 1 ? seen.First() : null;
        var partners = await db.Set<ProjectOrganisation>().AsNoTracking().Where(o => o.ProjectId == project && o.Role != ProjectRole.Donor && o.Role != ProjectRole.Supporter)
            .OrderBy(o => o.Ordinal).Select(o => new { o.OrganisationId, o.Role }).ToListAsync(ct);
        return partners.Where(p => seen.Contains(p.OrganisationId)).OrderBy(p => p.Role != ProjectRole.Lead).Select(p => (Guid?)p.OrganisationId).FirstOrDefault();
    }
}
