using System.ComponentModel.DataAnnotations;
using Microsoft.EntityFrameworkCore;
using Uramost.Platform.Contracts;
using Uramost.Platform.Data;
using Uramost.Platform.Language;
using Uramost.Platform.People;

namespace Uramost.Platform.Commitments;

/// <summary>Where a commitment stands. Overdue is no state: it follows from the day.</summary>
public enum CommitmentState
{
    /// <summary>To be done.</summary>
    Open,
    /// <summary>Done.</summary>
    Done,
    /// <summary>Given up, with the reason.</summary>
    Dropped,
}

/// <summary>Something that somebody has to do by a day. It hangs on any module's record: a meeting, a forum, a deal.</summary>
[Index(nameof(ProjectId), nameof(SortDue), nameof(Id)), Index(nameof(OwnerId), nameof(SortDue), nameof(Id)), Index(nameof(RecordId), nameof(RecordKind))]
public sealed class Commitment : Record
{
    // What has no day stands after every day that somebody could mean, and what is settled after that.
    private const int WithoutDay = 5_000_000, Settled = 10_000_000;

    /// <summary>The sort of record it hangs on: <c>activity</c>.</summary>
    [AuditedAsCode, MaxLength(40)] public string RecordKind { get; set; } = "";

    /// <summary>The record it hangs on.</summary>
    public Guid RecordId { get; set; }

    /// <summary>The record's project, or null.</summary>
    public Guid? ProjectId { get; set; }

    /// <summary>What is to be done.</summary>
    public LocalText Text { get; set; } = new();

    /// <summary>The account of whoever has to do it, or null.</summary>
    public Guid? OwnerId { get; set; }

    /// <summary>The organisation that has to see to it, or null.</summary>
    public Guid? OrganisationId { get; set; }

    /// <summary>The last day on which it is in time, or null: no day was set.</summary>
    public DateOnly? DueOn { get; private set; }

    /// <summary>Where it stands.</summary>
    public CommitmentState State { get; private set; }

    /// <summary>The day on which it was done or dropped, or null.</summary>
    public DateOnly? SettledOn { get; private set; }

    /// <summary>What came of it, or why it was dropped.</summary>
    public LocalText Outcome { get; set; } = new();

    /// <summary>Where it stands in a list: what is longest overdue first, what is settled last and the newest of that first.</summary>
    public int SortDue { get; private set; } = WithoutDay;

    /// <summary>Whether the day has passed and it is still to be done.</summary>
    public bool IsOverdue(DateOnly today) => State == CommitmentState.Open && DueOn < today;

    /// <summary>Sets or moves the day; null: no day.</summary>
    public void Due(DateOnly? on)
    {
        DueOn = on;
        Sort();
    }

    /// <summary>Says where it stands since a day.</summary>
    public void Settle(CommitmentState state, DateOnly on)
    {
        if (state != State) SettledOn = state == CommitmentState.Open ? null : on;
        State = state;
        Sort();
    }

    private void Sort() => SortDue = State == CommitmentState.Open ? DueOn?.DayNumber ?? WithoutDay : Settled + WithoutDay - (SettledOn?.DayNumber ?? 0);
}

/// <summary>Who may see and change commitments: those who work in the project and may see the record; whoever may change the record, or owns the commitment, may change it.</summary>
public static class CommitmentRights
{
    /// <summary>Roles that see what a project has to do.</summary>
    public static readonly Role[] Staff = [Role.Coordinator, Role.Officer, Role.Facilitator, Role.Researcher, Role.Analyst];

    /// <summary>Whether the viewer may see it; <paramref name="record"/> is null where they may not see the record.</summary>
    public static bool MaySee(Commitment commitment, OwnedRecord? record, Viewer viewer) =>
        IsOwn(commitment, viewer) || record is not null && (record.MayEdit || record.ProjectId is { } project && viewer.Has(project, Staff) && record.Visibility != SearchVisibility.Insiders);

    /// <summary>Whether the viewer may say where it stands.</summary>
    public static bool MayEdit(Commitment commitment, OwnedRecord? record, Viewer viewer) => record is { MayEdit: true } || IsOwn(commitment, viewer);

    /// <summary>Whether the viewer has to do it.</summary>
    public static bool IsOwn(Commitment commitment, Viewer viewer) => viewer.AccountId is { } account && commitment.OwnerId == account;
}
