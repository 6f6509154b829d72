using Microsoft.EntityFrameworkCore;
using Uramost.Platform.Data;
using Uramost.Platform.People.Persons;
using Uramost.Platform.Places;
using Uramost.Programmes.Activities;

namespace Uramost.Programmes.Attendance;

/// <summary>Somebody who is not in the register yet, as written into one line.</summary>
/// <param name="Identity">Who they are.</param>
/// <param name="PlaceId">Municipality, or null.</param>
/// <param name="Gender">Gender, or null.</param>
/// <param name="AgeBand">Age band, or null.</param>
public sealed record NewAttendee(IdentityFields Identity, string? PlaceId, Gender? Gender, AgeBand? AgeBand)
{
    /// <summary>Given and family name of a name written in one: with a comma the family name stands first, else last.</summary>
    public static IdentityFields NameOf(string typed)
    {
        var comma = typed.IndexOf(',');
        if (comma >= 0) return new IdentityFields(typed[(comma + 1)..], typed[..comma]).Tidy();
        var words = typed.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return (words.Length < 2 ? new IdentityFields(FamilyName: typed) : new IdentityFields(string.Join(' ', words[..^1]), words[^1])).Tidy();
    }
}

/// <summary>One act of writing somebody down.</summary>
/// <param name="MarkId">Made by the device: sent twice, it has its effect once.</param>
/// <param name="PersonId">Somebody of the register, or null.</param>
/// <param name="Newcomer">Somebody new, or null.</param>
/// <param name="Day">The day, or null: not known.</param>
/// <param name="State">Where they stand.</param>
/// <param name="Channel">By which way.</param>
/// <param name="Organisation">For whom they stand, or null: as of the register.</param>
/// <param name="Role">What they do there, or null.</param>
/// <param name="SessionId">The session, or null for the day as a whole.</param>
public sealed record AttendanceEntry(
    Guid MarkId, Guid? PersonId, NewAttendee? Newcomer, DateOnly? Day, AttendanceState State, AttendanceChannel Channel,
    string? Organisation = null, PersonRole? Role = null, Guid? SessionId = null);

/// <summary>What became of an entry.</summary>
/// <param name="AttendedId">The row.</param>
/// <param name="PersonId">The person.</param>
/// <param name="WasThere">Whether the person already counted on that day.</param>
/// <param name="Repeated">Whether the same act had arrived before.</param>
public sealed record AttendanceRecorded(Guid AttendedId, Guid PersonId, bool WasThere, bool Repeated);

/// <summary>Names may not be taken at this meeting.</summary>
public sealed class NamesNotTakenException() : Exception("The meeting names nobody: only counts are kept of it.");

/// <summary>Writes people down as having been there.</summary>
public sealed class RecordAttendance(PlatformDb db, RegisterPerson register, PlaceCatalogue places, KeyRing keys, TimeProvider clock, Actor actor)
{
    /// <summary>
    /// Writes one person down. Two devices that write down the same person make one row; both acts stay in the log.
    /// </summary>
    /// <param name="activity">The activity.</param>
    /// <param name="keeper">The organisation that keeps the record of somebody new.</param>
    /// <param name="entry">The act.</param>
    /// <param name="ct">Cancels.</param>
    /// <exception cref="NamesNotTakenException">The meeting names nobody.</exception>
    public async Task<AttendanceRecorded> Run(Activity activity, Guid keeper, AttendanceEntry entry, CancellationToken ct = default)
    {
        if (ReadAttendance.NamesNobody(activity)) throw new NamesNotTakenException();
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                return await Once(activity, keeper, entry, ct);
            }
            catch (DbUpdateException) when (attempt < 5)
            {
                // Another device was first with the same person or the same act: seen again, its row is there.
                db.ChangeTracker.Clear();
            }
        }
    }

    /// <summary>Changes one row as the list says: its state, its days and, where they are told apart, its sessions, with the day of each. Whoever was in a session was there on its day. A row that changed since the list was opened is left alone.</summary>
    /// <returns>Whether it was changed.</returns>
    public async Task<bool> Set(Activity activity, Guid attendedId, int version, AttendanceState? state, IReadOnlyCollection<DateOnly> days, IReadOnlyDictionary<Guid, DateOnly>? sessions = null, CancellationToken ct = default)
    {
        var row = await db.Set<Attended>().SingleOrDefaultAsync(a => a.Id == attendedId && a.ActivityId == activity.Id, ct);
        if (row is null || row.Version != version) return false;
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var had = await db.Set<AttendedDay>().Where(d => d.AttendedId == attendedId).ToListAsync(ct);
        if (state is not { } wanted)
        {
            db.RemoveRange(had);
            db.Remove(row);
        }
        else
        {
            var (whole, parts) = (had.Where(d => d.SessionId == Guid.Empty).ToList(), had.Where(d => d.SessionId != Guid.Empty).ToList());
            var wantedParts = sessions ?? parts.ToDictionary(d => d.SessionId, d => d.Day);
            // Who is ticked somewhere anew was there, whatever the list said before.
            var anew = days.Any(day => had.All(d => d.Day != day)) || wantedParts.Keys.Any(session => parts.All(d => d.SessionId != session));
            row.State = anew && !wanted.IsCounted() ? AttendanceState.Attended : wanted;
            if (!row.State.IsCounted()) db.RemoveRange(had);
            else
            {
                db.RemoveRange(whole.Where(d => !days.Contains(d.Day)).Concat(parts.Where(d => !wantedParts.ContainsKey(d.SessionId))));
                db.AddRange(wantedParts.Where(w => parts.All(d => d.SessionId != w.Key)).Select(w => new AttendedDay { AttendedId = row.Id, Day = w.Value, SessionId = w.Key }));
                db.AddRange(days.Where(day => whole.All(d => d.Day != day) && !wantedParts.Values.Contains(day)).Select(day => new AttendedDay { AttendedId = row.Id, Day = day }));
            }

            // A change of days alone is a new version of the row, so that two lists that are open do not overwrite each other.
            db.Entry(row).Property(a => a.State).IsModified = true;
        }

        Log(activity.Id, attendedId, Guid.NewGuid(), AttendanceChannel.List, state is null ? null : row.State, null);
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateConcurrencyException)
        {
            db.ChangeTracker.Clear();
            return false;
        }

        await Recount(db, activity.Id, Now, ct);
        await transaction.CommitAsync(ct);
        return true;
    }

    /// <summary>
    /// Says on the activity's own row what its list adds up to. The list is counted by distinct persons; people counted
    /// from a sheet that is only half typed do not vanish, so the larger of the two counts.
    /// </summary>
    public static async Task Recount(PlatformDb db, Guid activityId, DateTime now, CancellationToken ct = default)
    {
        // The row's lock puts those who count at the same time in order: whoever is second counts the first one's rows too.
        await db.Set<Activity>().Where(a => a.Id == activityId).ExecuteUpdateAsync(s => s.SetProperty(a => a.ListedAttendances, a => a.ListedAttendances), ct);
        var listed = await db.Set<Attended>().Where(a => a.ActivityId == activityId && AttendanceStates.Counted.Contains(a.State)).Select(a => a.PersonId).Distinct().CountAsync(ct);
        var door = ReadAttendance.AtTheDoor(await db.Set<DoorCount>().AsNoTracking().Where(c => c.ActivityId == activityId && c.By == CountedBy.Everybody).ToListAsync(ct));
        int? count = listed > 0 || door is not null ? Math.Max(listed, door ?? 0) : null;
        var changed = await db.Set<Activity>().Where(a => a.Id == activityId && a.ListedAttendances != count).ExecuteUpdateAsync(s => s
            .SetProperty(a => a.ListedAttendances, count)
            .SetProperty(a => a.Attendances, a => count ?? a.OwnAttendances)
            .SetProperty(a => a.SortParticipants, a => count ?? a.OwnAttendances ?? -1)
            .SetProperty(a => a.ChangedAt, now), ct);
        // Not through the record itself: its version belongs to those who edit it, and many devices count at once.
        if (changed > 0) db.Audit.Bulk(nameof(Activity), changed, "attendances");
    }

    private async Task<AttendanceRecorded> Once(Activity activity, Guid keeper, AttendanceEntry entry, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (await db.Set<AttendanceMark>().AsNoTracking().SingleOrDefaultAsync(m => m.Id == entry.MarkId, ct) is { } before)
        {
            var person = await db.Set<Attended>().Where(a => a.Id == before.AttendedId).Select(a => a.PersonId).SingleOrDefaultAsync(ct);
            return new AttendanceRecorded(before.AttendedId, person, WasThere: true, Repeated: true);
        }

        var personId = entry.PersonId ?? await Register(activity, keeper, entry, ct);
        var row = await db.Set<Attended>().Where(a => a.ActivityId == activity.Id && a.PersonId == personId).OrderBy(a => a.Id).FirstOrDefaultAsync(ct);
        var day = entry.Day ?? DateOnly.MinValue;
        var session = entry.SessionId ?? Guid.Empty;
        var wasThere = false;
        if (row is null)
        {
            row = new Attended { ActivityId = activity.Id, PersonId = personId, RecordedAs = personId, State = entry.State };
            db.Add(row);
            row.StoodFor(keys, entry.Organisation ?? await HomeOrganisation(personId, ct));
            row.Side = ReadAttendance.SideOf(places, entry.Newcomer?.PlaceId ?? await db.Set<PersonFacts>().Where(f => f.Id == personId).Select(f => f.PlaceId).SingleOrDefaultAsync(ct));
        }
        else
        {
            wasThere = row.State.IsCounted() && await db.Set<AttendedDay>().AnyAsync(d => d.AttendedId == row.Id && d.Day == day && d.SessionId == session, ct);
            // Whoever was seen at the door was there: an invitation or a signature that is already known is not taken back.
            if (!row.State.IsCounted() || entry.State == AttendanceState.Signed) row.State = entry.State;
            if (entry.Organisation is { } stood) row.StoodFor(keys, stood);
        }

        if (entry.Role is { } role) row.Role = role;
        if (row.State.IsCounted() && !await db.Set<AttendedDay>().AnyAsync(d => d.AttendedId == row.Id && d.Day == day && d.SessionId == session, ct))
        {
            db.Add(new AttendedDay { AttendedId = row.Id, Day = day, SessionId = session });
        }

        Log(activity.Id, row.Id, entry.MarkId, entry.Channel, row.State, entry.Day);
        await db.SaveChangesAsync(ct);
        await Recount(db, activity.Id, Now, ct);
        await transaction.CommitAsync(ct);
        return new AttendanceRecorded(row.Id, personId, wasThere, Repeated: false);
    }

    private async Task<Guid> Register(Activity activity, Guid keeper, AttendanceEntry entry, CancellationToken ct)
    {
        var newcomer = entry.Newcomer ?? throw new ArgumentException("An entry names a person or a newcomer.", nameof(entry));
        var on = entry.Day ?? activity.StartsOn ?? DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        var facts = new FactsAnswer(new AnswerOnForm(AnswerForm.Sheet, activity.Id, on, actor.AccountId)) { Gender = newcomer.Gender, AgeBand = newcomer.AgeBand, PlaceId = newcomer.PlaceId };
        return await register.Add(keeper, newcomer.Identity with { HomeOrganisation = newcomer.Identity.HomeOrganisation ?? entry.Organisation }, facts, ct);
    }

    private async Task<string?> HomeOrganisation(Guid personId, CancellationToken ct)
    {
        var identity = db.Set<PersonIdentity>().Local.FirstOrDefault(p => p.Id == personId) ?? await db.Set<PersonIdentity>().AsNoTracking().SingleOrDefaultAsync(p => p.Id == personId, ct);
        return identity?.Read(keys).HomeOrganisation;
    }

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    private void Log(Guid activityId, Guid attendedId, Guid markId, AttendanceChannel channel, AttendanceState? state, DateOnly? day) => db.Add(new AttendanceMark
    {
        Id = markId, ActivityId = activityId, AttendedId = attendedId, At = Now, AccountId = actor.AccountId, Channel = channel, State = state, Day = day,
    });
}
