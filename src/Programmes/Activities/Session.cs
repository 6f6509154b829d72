using System.ComponentModel.DataAnnotations;
using Microsoft.EntityFrameworkCore;
using Uramost.Platform.Contracts;
using Uramost.Platform.Data;
using Uramost.Platform.Language;

namespace Uramost.Programmes.Activities;

/// <summary>What a part of an agenda is.</summary>
public enum SessionKind
{
    /// <summary>Opening.</summary>
    Opening,
    /// <summary>Presentation.</summary>
    Presentation,
    /// <summary>Panel.</summary>
    Panel,
    /// <summary>Session of another kind.</summary>
    Session,
    /// <summary>Discussion round a table.</summary>
    Roundtable,
    /// <summary>Work in groups.</summary>
    GroupWork,
    /// <summary>Meeting of two sides.</summary>
    Bilateral,
    /// <summary>Visit.</summary>
    Visit,
    /// <summary>Break, meal.</summary>
    Break,
    /// <summary>Closing.</summary>
    Closing,
}

/// <summary>One part of an activity's agenda, with its own place, host and confidentiality.</summary>
[Index(nameof(ActivityId), nameof(Number))]
public sealed class Session : Record
{
    /// <summary>The activity.</summary>
    public Guid ActivityId { get; set; }

    /// <summary>Place in the agenda, from 1.</summary>
    public int Number { get; set; }

    /// <summary>What it is.</summary>
    public SessionKind Kind { get; set; }

    /// <summary>Its title; empty where none is known.</summary>
    public PublishedText Title { get; set; } = PublishedText.Empty;

    /// <summary>The day, or null: the activity's only day, or not known.</summary>
    public DateOnly? Day { get; set; }

    /// <summary>When it begins, local time, or null.</summary>
    public TimeOnly? From { get; set; }

    /// <summary>When it ends, local time, or null.</summary>
    public TimeOnly? Until { get; set; }

    /// <summary>Its place where it differs from the activity's.</summary>
    [AuditedAsCode, MaxLength(60)] public string? PlaceId { get; set; }

    /// <summary>Its host, or null.</summary>
    public Guid? HostId { get; set; }

    /// <summary>What may be told of it; null: as of the activity.</summary>
    public Confidentiality? Confidentiality { get; set; }
}

/// <summary>What somebody does in an activity.</summary>
public enum PersonRole
{
    /// <summary>Speaks.</summary>
    Speaker,
    /// <summary>Opens it.</summary>
    OpeningSpeaker,
    /// <summary>Sits on a panel.</summary>
    Panellist,
    /// <summary>Moderates.</summary>
    Moderator,
    /// <summary>Hosts.</summary>
    Host,
    /// <summary>Wrote it.</summary>
    Author,
    /// <summary>The other side of a bilateral meeting.</summary>
    Counterpart,
    /// <summary>Member of a delegation.</summary>
    Delegate,
    /// <summary>Teaches.</summary>
    Trainer,
    /// <summary>Interprets.</summary>
    Interpreter,
    /// <summary>Takes notes.</summary>
    NoteTaker,
    /// <summary>Watches.</summary>
    Observer,
}

/// <summary>
/// Somebody known by a public office or as a published author, with the name as printed. Whoever is not such a person
/// is a person of the register, whose name lies encrypted and is shown by right only.
/// </summary>
[Personal]
public sealed class PublicFigure : Record
{
    /// <summary>A random id: a person is concerned.</summary>
    public PublicFigure() => Id = Guid.NewGuid();

    /// <summary>The name exactly as printed, until somebody corrects it.</summary>
    [MaxLength(200)] public string PrintedAs { get; set; } = "";

    /// <summary>The spelling that somebody confirmed to be right, or null.</summary>
    [MaxLength(200)] public string? Corrected { get; set; }

    /// <summary>The name to show.</summary>
    public string Name => Corrected ?? PrintedAs;
}

/// <summary>One person's role in an activity or in one of its sessions, with the title they held on that day.</summary>
[Index(nameof(ActivityId)), Index(nameof(PublicFigureId)), Index(nameof(PersonId)), Index(nameof(RecordedAs))]
public sealed class SessionRole : Record
{
    /// <summary>A random id: a person is concerned.</summary>
    public SessionRole() => Id = Guid.NewGuid();

    /// <summary>The activity.</summary>
    public Guid ActivityId { get; set; }

    /// <summary>The session, or null for the whole activity.</summary>
    public Guid? SessionId { get; set; }

    /// <summary>The role.</summary>
    public PersonRole Role { get; set; }

    /// <summary>Somebody in a public role, who stays named even under the Chatham House Rule; or null.</summary>
    public Guid? PublicFigureId { get; set; }

    /// <summary>A person of the register; or null.</summary>
    public Guid? PersonId { get; set; }

    /// <summary>The person record for which the role was written down; it stays when persons are merged.</summary>
    public Guid? RecordedAs { get; set; }

    /// <summary>The person's office on that day, as printed.</summary>
    public PublishedText TitleOnTheDay { get; set; } = PublishedText.Empty;

    /// <summary>The organisation for which the person stood on that day, or null.</summary>
    public Guid? OrganisationId { get; set; }

    /// <summary>Place in the list, from 0.</summary>
    public int Ordinal { get; set; }
}
