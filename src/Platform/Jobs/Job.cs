using System.ComponentModel.DataAnnotations;
using Microsoft.EntityFrameworkCore;
using Uramost.Platform.Language;

namespace Uramost.Platform.Jobs;

/// <summary>Where a job stands.</summary>
public enum JobState
{
    /// <summary>It waits for its time and for a free node.</summary>
    Waiting,
    /// <summary>A node works on it and renews its lease.</summary>
    Running,
    /// <summary>It is finished.</summary>
    Done,
    /// <summary>Somebody called it off.</summary>
    Cancelled,
    /// <summary>It failed as often as it may; a person decides whether it is tried again.</summary>
    Dead,
}

/// <summary>
/// Work in the background. A node claims a job that is due and holds it by a lease; each claim raises the fence, and
/// whatever the work writes is refused unless it carries the present fence. So a node that was frozen or cut off
/// cannot write after another one has taken over.
/// </summary>
[Index(nameof(Key), IsUnique = true)]
[Index(nameof(DueAt))]
[Index(nameof(CreatedBy), nameof(CreatedAt))]
public sealed class Job
{
    /// <summary>The job.</summary>
    public Guid Id { get; set; } = Guid.CreateVersion7();

    /// <summary>Which handler does it, for example <c>backup</c>.</summary>
    [MaxLength(60)] public required string Kind { get; set; }

    /// <summary>What makes the job the same job: asking twice under one key does the work once.</summary>
    [MaxLength(200)] public required string Key { get; set; }

    /// <summary>What the handler needs to know, as JSON. No names and no free text of people: only ids, codes and numbers.</summary>
    public string Payload { get; set; } = "{}";

    /// <summary>Where it stands.</summary>
    public JobState State { get; set; }

    /// <summary>From when a node may claim it: the start of a waiting job, the end of the lease of a running one; null when finished.</summary>
    public DateTime? DueAt { get; set; }

    /// <summary>The node that holds the lease.</summary>
    [MaxLength(100)] public string? Owner { get; set; }

    /// <summary>When the owner last said that it lives.</summary>
    public DateTime? Heartbeat { get; set; }

    /// <summary>Rises with each claim: the fencing token.</summary>
    public long Fence { get; set; }

    /// <summary>Claims since it was last finished or taken up anew by a person.</summary>
    public int Attempts { get; set; }

    /// <summary>Whether a person wants it to stop.</summary>
    public bool CancelRequested { get; set; }

    /// <summary>Units of work that are done.</summary>
    public long Done { get; set; }

    /// <summary>Units of work altogether; null while unknown.</summary>
    public long? Total { get; set; }

    /// <summary>Key of the words for what is being done now, in the handler's language file.</summary>
    [MaxLength(100)] public string? Step { get; set; }

    /// <summary>Why the last attempt failed, as a stored <see cref="Wording"/>.</summary>
    public string? Problem { get; set; }

    /// <summary>The technical side of <see cref="Problem"/>, for the administrator.</summary>
    [MaxLength(2000)] public string? Detail { get; set; }

    /// <summary>Address of what the job made, without language; null when there is nothing to open.</summary>
    [MaxLength(300)] public string? Result { get; set; }

    /// <summary>When it is done again, as <see cref="Jobs.Schedule"/> writes it; null for work that is done once.</summary>
    [MaxLength(60)] public string? Schedule { get; set; }

    /// <summary>The account that asked for it; null for the product itself.</summary>
    public Guid? CreatedBy { get; set; }

    /// <summary>When it was asked for.</summary>
    public DateTime CreatedAt { get; set; }

    /// <summary>When the last attempt began.</summary>
    public DateTime? StartedAt { get; set; }

    /// <summary>When it was last finished, in whatever way.</summary>
    public DateTime? FinishedAt { get; set; }

    /// <summary>Whether nothing more will happen by itself.</summary>
    public bool IsFinished => State is JobState.Done or JobState.Cancelled or JobState.Dead;
}

/// <summary>A part of a job whose effect is committed. It is written in the effect's own transaction, so the effect happens once.</summary>
[PrimaryKey(nameof(JobId), nameof(Step))]
public sealed class JobStep
{
    /// <summary>The job.</summary>
    public Guid JobId { get; set; }

    /// <summary>The part.</summary>
    [MaxLength(200)] public required string Step { get; set; }
}
