using System.ComponentModel.DataAnnotations;
using Microsoft.EntityFrameworkCore;
using Uramost.Platform.Contracts;
using Uramost.Platform.Data;
using Uramost.Programmes.Activities;

namespace Uramost.Programmes.Attendance;

/// <summary>Where a person stands with an activity.</summary>
public enum AttendanceState
{
    /// <summary>Was invited.</summary>
    Invited,
    /// <summary>Opened the invitation.</summary>
    Opened,
    /// <summary>Said yes.</summary>
    Accepted,
    /// <summary>Said perhaps.</summary>
    Maybe,
    /// <summary>Said no.</summary>
    Declined,
    /// <summary>Sends somebody else.</summary>
    Substituted,
    /// <summary>Is on the list.</summary>
    Registered,
    /// <summary>Was there.</summary>
    Attended,
    /// <summary>Was there and signed.</summary>
    Signed,
    /// <summary>Was expected and did not come.</summary>
    NoShow,
}

/// <summary>How it became known.</summary>
public enum AttendanceChannel
{
    /// <summary>Staff wrote it from a list.</summary>
    List,
    /// <summary>The person came unexpected and was written down at the door.</summary>
    WalkIn,
    /// <summary>A code was read at the door.</summary>
    Scan,
    /// <summary>Staff heard it on the telephone.</summary>
    Call,
    /// <summary>The person answered by an own link.</summary>
    Link,
    /// <summary>A file was imported.</summary>
    Import,
}

/// <summary>What the states mean for counting.</summary>
public static class AttendanceStates
{
    /// <summary>The states that count as having been there.</summary>
    public static readonly AttendanceState[] Counted = [AttendanceState.Attended, AttendanceState.Signed];

    /// <summary>Whether the state counts.</summary>
    public static bool IsCounted(this AttendanceState state) => state is AttendanceState.Attended or AttendanceState.Signed;
}

/// <summary>
/// One person at one activity: counted once however many days they came. Two rows of one person meet by a merge and
/// both stay, so whoever counts, counts distinct persons.
/// </summary>
[Personal, Index(nameof(ActivityId), nameof(RecordedAs), IsUnique = true), Index(nameof(PersonId)), Index(nameof(RecordedAs))]
public sealed class Attended : Record, IPersonRow
{
    private const string Purpose = "programmes.attendance.organisation";

    /// <summary>A random id: a person is concerned.</summary>
    public Attended() => Id = Guid.NewGuid();

    /// <summary>The activity.</summary>
    public Guid ActivityId { get; set; }

    /// <inheritdoc/>
    public Guid PersonId { get; set; }

    /// <inheritdoc/>
    public Guid RecordedAs { get; set; }

    /// <summary>Where they stand.</summary>
    public AttendanceState State { get; set; }

    /// <summary>What they did there, or null: took part.</summary>
    public PersonRole? Role { get; set; }

    /// <summary>The country from which they came that day (<c>xk</c>, <c>rs</c> …), or null: not known.</summary>
    [AuditedAsCode, MaxLength(10)] public string? Side { get; set; }

    /// <summary>Encrypted: for whom they stood on that day, as written down.</summary>
    public byte[]? Organisation { get; private set; }

    /// <summary>For whom they stood on that day, or null.</summary>
    public string? OrganisationOnTheDay(KeyRing keys) => Organisation is null ? null : keys.DecryptText(Purpose, Organisation, Id);

    /// <summary>Writes down for whom they stood on that day; null: nobody, or not known.</summary>
    public void StoodFor(KeyRing keys, string? organisation) => Organisation = string.IsNullOrWhiteSpace(organisation) ? null : keys.EncryptText(Purpose, organisation.Trim(), Id);

    /// <summary>Forgets for whom they stood.</summary>
    public void ForgetOrganisation() => Organisation = null;
}

/// <summary>A day, or a session of it, on which somebody was there.</summary>
[PrimaryKey(nameof(AttendedId), nameof(Day), nameof(SessionId))]
public sealed class AttendedDay
{
    /// <summary>The row of the person at the activity.</summary>
    public Guid AttendedId { get; set; }

    /// <summary>The day; the year 1 where the activity's day is not known.</summary>
    public DateOnly Day { get; set; }

    /// <summary>The session, or the empty id for the day as a whole.</summary>
    public Guid SessionId { get; set; }
}

/// <summary>
/// One act of writing somebody down: who did it, when and by which way. It is the log, and by its id, which the device
/// makes, the same act sent twice has its effect once.
/// </summary>
[Index(nameof(ActivityId), nameof(At)), Index(nameof(AttendedId))]
public sealed class AttendanceMark
{
    /// <summary>Made by the device.</summary>
    public Guid Id { get; set; }

    /// <summary>The activity.</summary>
    public Guid ActivityId { get; set; }

    /// <summary>The row that it made or changed; it stays when the row is removed.</summary>
    public Guid AttendedId { get; set; }

    /// <summary>When, UTC.</summary>
    public DateTime At { get; set; }

    /// <summary>Who did it, or null.</summary>
    public Guid? AccountId { get; set; }

    /// <summary>By which way.</summary>
    public AttendanceChannel Channel { get; set; }

    /// <summary>The state that it gave; null: the row was removed.</summary>
    public AttendanceState? State { get; set; }

    /// <summary>The day, or null.</summary>
    public DateOnly? Day { get; set; }
}

/// <summary>By what a count at the door is told apart.</summary>
public enum CountedBy
{
    /// <summary>Everybody.</summary>
    Everybody,
    /// <summary>By gender; keys are the names of <see cref="Platform.People.Persons.Gender"/>.</summary>
    Gender,
    /// <summary>By age band; keys are the names of <see cref="Platform.People.Persons.AgeBand"/>.</summary>
    AgeBand,
    /// <summary>By municipality; keys are place ids.</summary>
    Municipality,
}

/// <summary>
/// People counted and not named: at the door of a meeting that names nobody, or from a signed sheet. Only margins are
/// kept, never who is in two of them at once: few people in a cross table are as good as named.
/// </summary>
[Index(nameof(ActivityId), nameof(Day))]
public sealed class DoorCount : Record
{
    /// <summary>The activity.</summary>
    public Guid ActivityId { get; set; }

    /// <summary>The day, or null for the whole activity, each person counted once.</summary>
    public DateOnly? Day { get; set; }

    /// <summary>By what.</summary>
    public CountedBy By { get; set; }

    /// <summary>The group; empty for everybody.</summary>
    [AuditedAsCode, MaxLength(60)] public string Key { get; set; } = "";

    /// <summary>How many.</summary>
    public int Value { get; set; }
}
