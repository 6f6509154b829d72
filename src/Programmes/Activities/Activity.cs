using System.ComponentModel.DataAnnotations;
using Microsoft.EntityFrameworkCore;
using Uramost.Platform.Contracts;
using Uramost.Platform.Data;
using Uramost.Platform.Language;
using Uramost.Programmes.Counts;

namespace Uramost.Programmes.Activities;

/// <summary>
/// Something that was planned or done: a workshop, an op-ed, a focus group. Its counts of attendances and of evidence
/// are kept on the record by whoever changes them, so that no page counts every row.
/// </summary>
// Every order of the list can be walked from its first line, whole, within a project and within a kind; where the order
// is by date, the index also tells who may see a line, so that counting to a thousand reads nothing else.
[Index(nameof(SortDay), nameof(Id), nameof(Visibility), nameof(ProjectId), nameof(OwnerId), Name = "IX_programmes_activity_date")]
[Index(nameof(ProjectId), nameof(SortDay), nameof(Id), nameof(Visibility), nameof(OwnerId), Name = "IX_programmes_activity_project_date")]
[Index(nameof(Kind), nameof(SortDay), nameof(Id), nameof(Visibility), nameof(ProjectId), nameof(OwnerId), Name = "IX_programmes_activity_kind_date")]
[Index(nameof(SortEn), nameof(Id)), Index(nameof(SortSq), nameof(Id)), Index(nameof(SortSr), nameof(Id)), Index(nameof(SortSrCyrl), nameof(Id)), Index(nameof(SortParticipants), nameof(Id))]
[Index(nameof(ProjectId), nameof(SortEn), nameof(Id)), Index(nameof(ProjectId), nameof(SortSq), nameof(Id)), Index(nameof(ProjectId), nameof(SortSr), nameof(Id)), Index(nameof(ProjectId), nameof(SortSrCyrl), nameof(Id))]
[Index(nameof(Kind), nameof(SortEn), nameof(Id)), Index(nameof(Kind), nameof(SortSq), nameof(Id)), Index(nameof(Kind), nameof(SortSr), nameof(Id)), Index(nameof(Kind), nameof(SortSrCyrl), nameof(Id))]
[Index(nameof(ProjectId), nameof(Kind), nameof(State)), Index(nameof(ProjectId), nameof(ChangedAt))]
[Index(nameof(State), nameof(SortDay), nameof(Id)), Index(nameof(Visibility), nameof(SortDay), nameof(Id)), Index(nameof(ParentId)), Index(nameof(SeriesId)), Index(nameof(OwnerId))]
public sealed class Activity : Record, ISorted, IStamped
{
    /// <summary>Code of its kind: one of <see cref="ActivityKinds"/> or a kind that the project added.</summary>
    [AuditedAsCode, MaxLength(60)] public string Kind { get; set; } = "";

    /// <summary>The project, or null where it belongs to an organisation's work alone.</summary>
    public Guid? ProjectId { get; set; }

    /// <summary>The organisation whose activity it is: its officers change the record. Null: the whole project's.</summary>
    public Guid? OwnerId { get; set; }

    /// <summary>Title as published with translations, or our own words.</summary>
    public PublishedText Title { get; set; } = PublishedText.Empty;

    /// <summary>What it was about.</summary>
    public LocalText Summary { get; set; } = new();

    /// <summary>First day that is possible, or null.</summary>
    public DateOnly? StartsOn { get; private set; }

    /// <summary>Last day that is possible, inclusive, or null.</summary>
    public DateOnly? EndsOn { get; private set; }

    /// <summary>How exactly the date is known.</summary>
    public DatePrecision DatePrecision { get; private set; }

    /// <summary>The date as a source prints it, or null.</summary>
    [MaxLength(100)] public string? DatePrinted { get; private set; }

    /// <summary>Whether only a picture's caption gives the date.</summary>
    public bool DateFromCaption { get; set; }

    /// <summary>Where the activity stands in a list by date: days since the year 1; 0 where the date is not known.</summary>
    public int SortDay { get; private set; }

    /// <summary>Whether it took place.</summary>
    public ActivityState State { get; set; }

    /// <summary>Why it was moved or cancelled.</summary>
    public LocalText StateReason { get; set; } = new();

    /// <summary>What may be told of it.</summary>
    public Confidentiality Confidentiality { get; set; }

    /// <summary>Whether the confidentiality is our careful assumption, because the source does not say.</summary>
    public bool ConfidentialityAssumed { get; set; }

    /// <summary>Whether somebody took it out of public view.</summary>
    public bool IsHidden { get; set; }

    /// <summary>Who may find and read it; follows from the project, the state and the confidentiality.</summary>
    public SearchVisibility Visibility { get; private set; }

    /// <summary>Codes of the languages in which it was held; null: not known.</summary>
    public List<string>? Languages { get; set; }

    /// <summary>Codes of the groups that took part.</summary>
    public List<string> Groups { get; set; } = [];

    /// <summary>Codes of its topics.</summary>
    public List<string> Topics { get; set; } = [];

    /// <summary>Codes of the topics that its title promises, where they are others.</summary>
    public List<string> TopicsInTitle { get; set; } = [];

    /// <summary>Codes of the agreements it speaks of.</summary>
    public List<string> Agreements { get; set; } = [];

    /// <summary>Subjects and conclusions that are not tied to a session.</summary>
    public List<LocalText> Subjects { get; set; } = [];

    /// <summary>The theme, as published.</summary>
    public PublishedText Theme { get; set; } = PublishedText.Empty;

    /// <summary>The delegation of a series of bilateral meetings, or who made up a group as a whole; never of one person.</summary>
    public LocalText Composition { get; set; } = new();

    /// <summary>Whether the record stands for a series of meetings that are records of their own.</summary>
    public bool IsSeries { get; set; }

    /// <summary>The recurring activity it is an edition of, or null.</summary>
    public Guid? SeriesId { get; set; }

    /// <summary>The number within the series, or null.</summary>
    public int? Edition { get; set; }

    /// <summary>The activity it is part of, or null.</summary>
    public Guid? ParentId { get; set; }

    /// <summary>The field of work, pillar or strand, or null.</summary>
    public Guid? FieldOfWorkId { get; set; }

    /// <summary>The document it was transcribed from, or null.</summary>
    public Guid? SourceId { get; set; }

    /// <summary>Where in the source it stands, or null.</summary>
    [MaxLength(200)] public string? SourceAt { get; set; }

    /// <summary>The record's own number of attendances (the best count that was written down for it), or null: not known.</summary>
    public int? OwnAttendances { get; private set; }

    /// <summary>How exact the record's own number is, or null: there is none, or nothing is said.</summary>
    public CountPrecision? OwnPrecision { get; private set; }

    /// <summary>How exact <see cref="Attendances"/> is: a list is exact, else as the own number.</summary>
    public CountPrecision? Precision => ListedAttendances is null ? OwnPrecision : CountPrecision.Exact;

    /// <summary>Attendances that lists of people add up to, or null where there is no list.</summary>
    public int? ListedAttendances { get; private set; }

    /// <summary>What the record counts for: the list if there is one, else its own number; null: unknown, which is never zero.</summary>
    public int? Attendances { get; private set; }

    /// <summary>Pieces of evidence that are attached.</summary>
    public int EvidenceCount { get; private set; }

    /// <summary>Where the activity stands in a list by attendances; -1 where they are not known.</summary>
    public int SortParticipants { get; private set; } = -1;

    /// <inheritdoc/>
    [MaxLength(TitleOrder.Length)] public string SortEn { get; set; } = "";

    /// <inheritdoc/>
    [MaxLength(TitleOrder.Length)] public string SortSq { get; set; } = "";

    /// <inheritdoc/>
    [MaxLength(TitleOrder.Length)] public string SortSr { get; set; } = "";

    /// <inheritdoc/>
    [MaxLength(TitleOrder.Length)] public string SortSrCyrl { get; set; } = "";

    /// <inheritdoc/>
    public string SortTitle(UiVariant reader) => Title.For(reader);

    /// <inheritdoc/>
    public DateTime ChangedAt { get; set; }

    /// <summary>Places, as printed and as ours.</summary>
    public List<ActivityPlace> Places { get; set; } = [];

    /// <summary>Organisers, hosts and others that took part as organisations.</summary>
    public List<ActivityOrganisation> Organisations { get; set; } = [];

    /// <summary>Agenda.</summary>
    public List<Session> Sessions { get; set; } = [];

    /// <summary>Roles of people, of the whole activity or of one session.</summary>
    public List<SessionRole> Roles { get; set; } = [];

    /// <summary>The date as far as it is known.</summary>
    public When Date => new(StartsOn, EndsOn, DatePrecision, DatePrinted);

    /// <summary>Sets the date.</summary>
    public void SetDate(When when)
    {
        (StartsOn, EndsOn, DatePrecision, DatePrinted) = (when.Start, when.End, when.Precision, when.Printed);
        SortDay = when.Start?.DayNumber ?? 0;
    }

    /// <summary>Sets the record's own number of attendances and how exact it is; null: not known.</summary>
    public void CountOwn(int? attendances, CountPrecision? precision = null)
    {
        OwnPrecision = attendances is null ? null : precision;
        Count(attendances, ListedAttendances);
    }

    /// <summary>Sets what lists of people add up to; null: there is no list.</summary>
    public void CountListed(int? attendances) => Count(OwnAttendances, attendances);

    /// <summary>Sets how many pieces of evidence are attached.</summary>
    public void CountEvidence(int pieces) => EvidenceCount = pieces;

    /// <summary>
    /// Works out who may find and read the activity. Nothing that has not been held is public; a closed one that is
    /// still to come is seen by nobody outside it, and one that was held by nobody outside the project.
    /// </summary>
    public void SettleVisibility(bool projectIsPublic) => Visibility =
        State != ActivityState.Held ? Confidentiality == Confidentiality.Closed ? SearchVisibility.Insiders : SearchVisibility.Project
        : projectIsPublic && !IsHidden && Confidentiality != Confidentiality.Closed ? SearchVisibility.Public
        : SearchVisibility.Project;

    private void Count(int? own, int? listed)
    {
        (OwnAttendances, ListedAttendances, Attendances) = (own, listed, listed ?? own);
        SortParticipants = Attendances ?? -1;
    }
}

/// <summary>What a place is to an activity.</summary>
public enum PlaceRole
{
    /// <summary>Where it took place.</summary>
    Venue,
    /// <summary>Where participants came from.</summary>
    ParticipantsFrom,
    /// <summary>What was visited on the way.</summary>
    Visited,
    /// <summary>The area it belongs to.</summary>
    PartOf,
}

/// <summary>A place of an activity: our id beside the printed spelling.</summary>
[Index(nameof(ActivityId)), Index(nameof(PlaceId), nameof(ActivityId))]
public sealed class ActivityPlace : Record
{
    /// <summary>The activity.</summary>
    public Guid ActivityId { get; set; }

    /// <summary>Our place, or null where it is undecided.</summary>
    [AuditedAsCode, MaxLength(60)] public string? PlaceId { get; set; }

    /// <summary>The spelling as printed or typed, or null.</summary>
    [MaxLength(200)] public string? Printed { get; set; }

    /// <summary>What the place is to the activity.</summary>
    public PlaceRole Role { get; set; }

    /// <summary>Ids among which it is to be decided; empty where the place is known.</summary>
    public List<string> OneOf { get; set; } = [];

    /// <summary>Whether it was outside that place.</summary>
    public bool IsNear { get; set; }

    /// <summary>Place in the list, from 0.</summary>
    public int Ordinal { get; set; }
}

/// <summary>What an organisation is to an activity.</summary>
public enum ActivityOrganisationRole
{
    /// <summary>Organises it.</summary>
    Organiser,
    /// <summary>Organises it with others.</summary>
    CoOrganiser,
    /// <summary>Hosts it.</summary>
    Host,
    /// <summary>Was there.</summary>
    Participant,
}

/// <summary>One organisation's part in one activity.</summary>
[Index(nameof(ActivityId)), Index(nameof(OrganisationId), nameof(ActivityId))]
public sealed class ActivityOrganisation : Record
{
    /// <summary>The activity.</summary>
    public Guid ActivityId { get; set; }

    /// <summary>The organisation.</summary>
    public Guid OrganisationId { get; set; }

    /// <summary>Its role.</summary>
    public ActivityOrganisationRole Role { get; set; }

    /// <summary>Place in the list, from 0.</summary>
    public int Ordinal { get; set; }
}

/// <summary>An account that is let into a closed activity although its role alone would not let it in.</summary>
[Index(nameof(ActivityId), nameof(AccountId), IsUnique = true), Index(nameof(AccountId))]
public sealed class ActivityInsider : Record
{
    /// <summary>The activity.</summary>
    public Guid ActivityId { get; set; }

    /// <summary>The account.</summary>
    public Guid AccountId { get; set; }
}

/// <summary>A recurring activity, or one of a known number.</summary>
public sealed class Series : Record
{
    /// <summary>Its title.</summary>
    public PublishedText Title { get; set; } = PublishedText.Empty;

    /// <summary>Acronym, or null.</summary>
    [MaxLength(40)] public string? Acronym { get; set; }

    /// <summary>Code of the kind of its activities.</summary>
    [AuditedAsCode, MaxLength(60)] public string Kind { get; set; } = "";

    /// <summary>How many are announced, or null.</summary>
    public int? Announced { get; set; }

    /// <summary>What it is.</summary>
    public LocalText Summary { get; set; } = new();

    /// <summary>The project, or null.</summary>
    public Guid? ProjectId { get; set; }

    /// <summary>The organisation that runs it, or null.</summary>
    public Guid? OrganisationId { get; set; }
}

/// <summary>What a code of a record means.</summary>
public enum Vocabulary
{
    /// <summary>A topic.</summary>
    Topic,
    /// <summary>An agreement of the dialogue.</summary>
    Agreement,
}

/// <summary>A topic, or an agreement, that activities and works speak of.</summary>
[Index(nameof(Vocabulary), nameof(Code), IsUnique = true)]
public sealed class Topic : Record
{
    /// <summary>What sort of code it is.</summary>
    public Vocabulary Vocabulary { get; set; }

    /// <summary>The code.</summary>
    [AuditedAsCode, MaxLength(60)] public string Code { get; set; } = "";

    /// <summary>Its name.</summary>
    public LocalText Name { get; set; } = new();
}
