using CsCheck;
using Uramost.Platform.People.Persons;
using Uramost.Programmes.Attendance;

namespace Uramost.Programmes.Tests.Attendance;

/// <summary>What rows add up to never depends on their order, and every group is in the total.</summary>
public sealed class AttendanceTotalsTests
{
    private static readonly Guid[] Activities = [.. Enumerable.Range(1, 4).Select(i => new Guid(i, 0, 0, new byte[8]))], Persons = [.. Enumerable.Range(1, 9).Select(i => new Guid(i, 1, 0, new byte[8]))];

    private static readonly string?[] Sides = [null, "xk", "rs"];

    private static readonly Gen<AttendanceFact[]> Rows = Gen.Select(
        Gen.Int[0, 3].Select(i => Activities[i]), Gen.Int[0, 8].Select(i => Persons[i]), Gen.Int[0, 2].Select(i => Sides[i]), Gen.Int[1, 4].List[0, 3],
        (activity, person, side, days) => new AttendanceFact(activity, person, side, Fixed(person), null, [.. days.Select(d => new DateOnly(2024, 5, d))])).Array[0, 40];

    [Fact]
    public void The_order_of_rows_never_matters() => Rows.Sample(rows =>
    {
        var one = AttendanceTotals.Of(rows);
        var other = AttendanceTotals.Of(Enumerable.Reverse(rows));
        Assert.Equivalent(one, other, strict: true);
    });

    [Fact]
    public void Groups_add_up_to_the_total_and_nobody_is_left_out() => Rows.Sample(rows =>
    {
        var totals = AttendanceTotals.Of(rows);
        Assert.Equal(rows.Select(r => (r.ActivityId, r.PersonId)).Distinct().Count(), totals.Attendances);
        Assert.Equal(rows.Select(r => r.PersonId).Distinct().Count(), totals.People);
        foreach (var groups in new[] { totals.BySide, totals.ByGender, totals.ByAge }) Assert.Equal(totals.Attendances, groups.Sum(g => g.Attendances));
        Assert.Equal(totals.People, totals.ByGender.Sum(g => g.People));
        Assert.InRange(totals.PersonDays, totals.Attendances, Math.Max(totals.Attendances, rows.Length * 3));
    });

    [Fact]
    public void Two_rows_that_met_by_a_merge_are_one_attendance()
    {
        var day = new DateOnly(2024, 5, 1);
        var totals = AttendanceTotals.Of([new(Activities[0], Persons[0], null, Gender.Woman, null, [day]), new(Activities[0], Persons[0], "rs", Gender.Woman, null, [day, day.AddDays(1)])]);
        Assert.Equal((1, 1, 2), (totals.Attendances, totals.People, totals.PersonDays));
        Assert.Equal([new AttendanceGroup("rs", 1, 1)], totals.BySide);
    }

    private static Gender? Fixed(Guid person) => person == Persons[0] ? null : (person.ToByteArray()[0] % 2) == 0 ? Gender.Woman : Gender.Man;
}
