using System.ComponentModel.DataAnnotations;
using Microsoft.EntityFrameworkCore;
using Uramost.Platform.Contracts;
using Uramost.Platform.Data;
using Uramost.Platform.Language;

namespace Uramost.Platform.Evidence;

/// <summary>What a piece of evidence is: a means of verification as donors list them.</summary>
public enum EvidenceKind
{
    /// <summary>Agenda.</summary>
    Agenda,
    /// <summary>Log of invitations.</summary>
    InvitationLog,
    /// <summary>Attendance sheet with signatures.</summary>
    SignedSheet,
    /// <summary>Photos.</summary>
    PhotoSet,
    /// <summary>Minutes.</summary>
    Minutes,
    /// <summary>Conclusions.</summary>
    Conclusions,
    /// <summary>Presentation.</summary>
    Presentation,
    /// <summary>Test before and after a training.</summary>
    PrePostTest,
    /// <summary>Summary of feedback.</summary>
    Feedback,
    /// <summary>Certificate.</summary>
    Certificate,
    /// <summary>Publication.</summary>
    Publication,
    /// <summary>Recording.</summary>
    Recording,
    /// <summary>Clipping from a medium.</summary>
    Clipping,
    /// <summary>Export of an audience measurement.</summary>
    Analytics,
    /// <summary>Memorandum.</summary>
    Memorandum,
    /// <summary>Invoice, order, customs or delivery paper of a deal.</summary>
    TradeDocument,
    /// <summary>Picture of a screen.</summary>
    Screenshot,
    /// <summary>Note of an interview.</summary>
    InterviewNote,
    /// <summary>Something else.</summary>
    Other,
}

/// <summary>Who may see a piece of evidence; each value lets in fewer than the one before.</summary>
public enum Sensitivity
{
    /// <summary>Whoever may read the record.</summary>
    Public,
    /// <summary>Members of the project, the donor's reader among them.</summary>
    Donor,
    /// <summary>Those who work in the project.</summary>
    Internal,
    /// <summary>Those who may change the record. Everybody else learns that it exists and who verified it.</summary>
    Sealed,
}

/// <summary>A file or link that proves a record. The document from which a record was transcribed is its source, not evidence.</summary>
[Index(nameof(RecordId), nameof(RecordKind)), Index(nameof(FileId)), Index(nameof(ProjectId))]
public sealed class EvidencePiece : Record
{
    /// <summary>The sort of record it hangs on: <c>activity</c>.</summary>
    [AuditedAsCode, MaxLength(40)] public string RecordKind { get; set; } = "";

    /// <summary>The record it hangs on.</summary>
    public Guid RecordId { get; set; }

    /// <summary>The record's project, or null.</summary>
    public Guid? ProjectId { get; set; }

    /// <summary>What it is.</summary>
    public EvidenceKind Kind { get; set; }

    /// <summary>The stored file, or null for a link alone.</summary>
    public Guid? FileId { get; set; }

    /// <summary>Web address, or null for a file alone.</summary>
    [MaxLength(500)] public string? Address { get; set; }

    /// <summary>SHA-256 of the file as it was handed in, in small hexadecimal digits; null for a link alone.</summary>
    [AuditedAsCode, MaxLength(64)] public string? Hash { get; set; }

    /// <summary>What a reader should know.</summary>
    public LocalText Note { get; set; } = new();

    /// <summary>The day on which it was made, or null: not known.</summary>
    public DateOnly? TakenOn { get; set; }

    /// <summary>The account of whoever made it, or null: not one of us.</summary>
    public Guid? TakenBy { get; set; }

    /// <summary>The organisation from which it comes, or null.</summary>
    public Guid? OrganisationId { get; set; }

    /// <summary>Who may see it.</summary>
    public Sensitivity Sensitivity { get; set; }

    /// <summary>Who attached it.</summary>
    public Guid? AddedBy { get; set; }

    /// <summary>When it was attached, UTC.</summary>
    public DateTime AddedAt { get; set; }

    /// <summary>Who looked at it and found that it proves the record, or null.</summary>
    public Guid? VerifiedBy { get; set; }

    /// <summary>When that was, UTC, or null.</summary>
    public DateTime? VerifiedAt { get; set; }

    /// <summary>The day from which it is withheld because a consent on which it rested was withdrawn or a person in it was erased; null: not withheld.</summary>
    public DateOnly? WithheldOn { get; set; }
}

/// <summary>Somebody who can be recognised in a piece of evidence.</summary>
[Personal, Index(nameof(PieceId)), Index(nameof(PersonId)), Index(nameof(RecordedAs))]
public sealed class EvidencePerson : Record, IPersonRow
{
    /// <summary>A random id: a person is concerned.</summary>
    public EvidencePerson() => Id = Guid.NewGuid();

    /// <summary>The piece.</summary>
    public Guid PieceId { get; set; }

    /// <inheritdoc/>
    public Guid PersonId { get; set; }

    /// <inheritdoc/>
    public Guid RecordedAs { get; set; }
}
