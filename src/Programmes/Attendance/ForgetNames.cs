using Microsoft.EntityFrameworkCore;
using Uramost.Platform.Data;
using Uramost.Platform.People.Persons;
using Uramost.Platform.Places;
using Uramost.Programmes.Activities;

namespace Uramost.Programmes.Attendance;

/// <summary>
/// Turns a list that was taken before a meeting was closed into counts: no record tells any more who was there. (The
/// audit chain keeps hashes of what was written, which only the master key could compare.)
/// </summary>
public sealed class ForgetNames(TimeProvider clock)
{
    /// <summary>Writes the margins of the list as counts of the whole activity and removes its rows, its days and its log.</summary>
    public async Task Run(PlatformDb db, PlaceCatalogue places, Activity activity, CancellationToken ct = default)
    {
        if (!ReadAttendance.NamesNobody(activity)) throw new InvalidOperationException("Only a meeting that names nobody forgets its list.");
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var rows = db.Set<Attended>().Where(a => a.ActivityId == activity.Id);
        var facts = await ReadAttendance.Facts(db, places, rows, ct);
        var totals = AttendanceTotals.Of(facts);
        if (totals.Attendances > 0 && !await db.Set<DoorCount>().AnyAsync(c => c.ActivityId == activity.Id && c.Day == null, ct))
        {
            db.Add(new DoorCount { ActivityId = activity.Id, By = CountedBy.Everybody, Value = totals.Attendances });
            db.AddRange(totals.ByGender.Where(g => g.Key is not null).Select(g => new DoorCount { ActivityId = activity.Id, By = CountedBy.Gender, Key = g.Key!, Value = g.Attendances }));
            db.AddRange(totals.ByAge.Where(g => g.Key is not null).Select(g => new DoorCount { ActivityId = activity.Id, By = CountedBy.AgeBand, Key = g.Key!, Value = g.Attendances }));
        }

        await db.SaveChangesAsync(ct);
        var persons = await rows.Select(r => r.PersonId).Distinct().ToListAsync(ct);
        foreach (var known in await db.Set<PersonFacts>().AsNoTracking().Where(f => persons.Contains(f.Id)).ToListAsync(ct))
        {
            // An answer names the form on which it was given, and so the meeting.
            if (known.Answers.ByFact.Values.All(x => x.RoundId != activity.Id)) continue;
            var answers = new FactAnswers(known.Answers.ByFact.ToDictionary(x => x.Key, x => x.Value.RoundId == activity.Id ? x.Value with { RoundId = null } : x.Value));
            await db.Set<PersonFacts>().Where(f => f.Id == known.Id).ExecuteUpdateAsync(s => s.SetProperty(f => f.Answers, answers), ct);
        }

        await db.Set<AttendedDay>().Where(d => rows.Any(r => r.Id == d.AttendedId)).ExecuteDeleteAsync(ct);
        await db.Set<AttendanceMark>().Where(m => m.ActivityId == activity.Id).ExecuteDeleteAsync(ct);
        var removed = await rows.ExecuteDeleteAsync(ct);
        if (removed > 0) db.Audit.Bulk(nameof(Attended), removed, nameof(ForgetNames));
        await RecordAttendance.Recount(db, activity.Id, clock.GetUtcNow().UtcDateTime, ct);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
    }
}
