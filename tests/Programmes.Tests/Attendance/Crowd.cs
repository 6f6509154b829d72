using Uramost.Platform.People.Persons;
using Uramost.Programmes.Attendance;

namespace Uramost.Programmes.Tests.Attendance;

/// <summary>Many people at once, of whom one thing is known.</summary>
internal static class Crowd
{
    /// <summary>Registers people and writes them down as having been there.</summary>
    public static async Task Came(Consortium bridges, Guid activity, int count, Gender gender, string place, string? family = null)
    {
        var answer = new AnswerOnForm(AnswerForm.Card, null, Consortium.FirstDay, null);
        var persons = await bridges.Do<RegisterPerson, IReadOnlyList<Guid>>(r => r.AddMany(bridges.Lead, Enumerable.Range(0, count)
            .Select(i => new RegisterPerson.Newcomer(new IdentityFields($"{gender}{i}", family ?? place), new FactsAnswer(answer) { Gender = gender, PlaceId = place }))));
        await bridges.Site.WithDb(async db =>
        {
            db.AddRange(persons.Select(p => new Attended { ActivityId = activity, PersonId = p, RecordedAs = p, State = AttendanceState.Attended }));
            await db.SaveChangesAsync();
        });
    }
}
