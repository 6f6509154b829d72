using System.ComponentModel.DataAnnotations;
using Microsoft.EntityFrameworkCore;
using Uramost.Platform.Data;
using Uramost.Platform.Figures;
using Uramost.Platform.Language;

namespace Uramost.Programmes.Results;

/// <summary>Where a value stands.</summary>
public enum ValueState
{
    /// <summary>Being written.</summary>
    Draft,
    /// <summary>Handed in.</summary>
    Submitted,
    /// <summary>Given back with a reason.</summary>
    Returned,
    /// <summary>Approved; only a named correction changes it.</summary>
    Approved,
}

/// <summary>The part of a value that one group of a disaggregation takes.</summary>
/// <param name="By">Code of the disaggregation.</param>
/// <param name="Key">Key of the group.</param>
/// <param name="Amount">Its part.</param>
public sealed record PartValue(string By, string Key, Amount Amount);

/// <summary>An indicator's value of one period.</summary>
[Index(nameof(IndicatorId), nameof(PeriodId), IsUnique = true), Index(nameof(PeriodId))]
public sealed class IndicatorValue : Record
{
    /// <summary>The indicator.</summary>
    public Guid IndicatorId { get; set; }

    /// <summary>The period.</summary>
    public Guid PeriodId { get; set; }

    /// <summary>Where it stands.</summary>
    public ValueState State { get; private set; }

    /// <summary>The value; of a share in percent, of a scale the level. Null: not known.</summary>
    public decimal? Value { get; private set; }

    /// <summary>The numerator of a share, or null.</summary>
    public decimal? Numerator { get; private set; }

    /// <summary>The denominator of a share, or null.</summary>
    public decimal? Denominator { get; private set; }

    /// <summary>How exact it is.</summary>
    public Exactness Exactness { get; private set; } = Exactness.Unknown;

    /// <summary>Whether a figure computed it or somebody typed it.</summary>
    public ValueFrom From { get; set; } = ValueFrom.Typed;

    /// <summary>Address of the records behind a computed value, without language, or null.</summary>
    [MaxLength(600)] public string? Records { get; set; }

    /// <summary>When the figure was asked, UTC, or null.</summary>
    public DateTime? AskedAt { get; set; }

    /// <summary>The parts by group.</summary>
    public List<PartValue> Parts { get; set; } = [];

    /// <summary>What a reader should know.</summary>
    public LocalText Comment { get; set; } = new();

    /// <summary>From where a typed value is.</summary>
    public LocalText Source { get; set; } = new();

    /// <summary>Why it was given back.</summary>
    public LocalText ReturnReason { get; private set; } = new();

    /// <summary>Who wrote it last, or null.</summary>
    public Guid? WrittenBy { get; set; }

    /// <summary>Who handed it in, or null.</summary>
    public Guid? SubmittedBy { get; private set; }

    /// <summary>When, UTC, or null.</summary>
    public DateTime? SubmittedAt { get; private set; }

    /// <summary>Who approved it or gave it back, or null.</summary>
    public Guid? DecidedBy { get; private set; }

    /// <summary>When, UTC, or null.</summary>
    public DateTime? DecidedAt { get; private set; }

    /// <summary>The value as an amount.</summary>
    public Amount Amount => new(Value, Numerator, Denominator, Exactness);

    /// <summary>Whether an account wrote it or handed it in: who did does not approve it where somebody else can.</summary>
    public bool IsBy(Guid? account) => account is not null && (WrittenBy == account || SubmittedBy == account);

    /// <summary>Whether it was approved by who wrote it or handed it in.</summary>
    public bool IsApprovedByItsWriter => State == ValueState.Approved && IsBy(DecidedBy);

    /// <summary>The amount that stands, its latest correction taken in: that of an approved value, for those who work on it also of one that is handed in. Null: nothing stands yet.</summary>
    /// <param name="corrections">Its corrections, in any order.</param>
    /// <param name="staff">Whether the reader works in the project.</param>
    public Amount? Standing(IEnumerable<ValueCorrection> corrections, bool staff) =>
        State == ValueState.Approved ? corrections.MaxBy(c => c.Number)?.Amount ?? Amount : State == ValueState.Submitted && staff ? Amount : null;

    /// <summary>Whether it may still be written: not handed in, and its period is not locked.</summary>
    public bool MayChange(bool locked) => !locked && State is (ValueState.Draft or ValueState.Returned);

    /// <summary>Sets what is written while it may be.</summary>
    /// <exception cref="InvalidOperationException">It is handed in or approved.</exception>
    public void Write(Amount amount, IEnumerable<PartValue> parts)
    {
        if (State is not (ValueState.Draft or ValueState.Returned)) throw new InvalidOperationException($"A value that is {State} is not written.");
        (Value, Numerator, Denominator, Exactness, Parts) = (amount.Value, amount.Numerator, amount.Denominator, amount.Exactness, [.. parts]);
    }

    /// <summary>Hands it in.</summary>
    /// <returns>Whether that was possible.</returns>
    public bool Submit(Guid? by, DateTime at, bool locked = false)
    {
        if (!MayChange(locked)) return false;
        (State, SubmittedBy, SubmittedAt, DecidedBy, DecidedAt) = (ValueState.Submitted, by, at, null, null);
        return true;
    }

    /// <summary>Gives it back.</summary>
    /// <returns>Whether that was possible.</returns>
    public bool Return(LocalText reason, Guid? by, DateTime at, bool locked = false)
    {
        if (locked || State != ValueState.Submitted || reason.IsEmpty) return false;
        (State, ReturnReason, DecidedBy, DecidedAt) = (ValueState.Returned, reason, by, at);
        return true;
    }

    /// <summary>Approves it.</summary>
    /// <returns>Whether that was possible.</returns>
    public bool Approve(Guid? by, DateTime at, bool locked = false)
    {
        if (locked || State != ValueState.Submitted) return false;
        (State, ReturnReason, DecidedBy, DecidedAt) = (ValueState.Approved, new LocalText(), by, at);
        return true;
    }
}

/// <summary>An approved value put right, with its reason. The value as it was approved stays; the latest correction counts.</summary>
[Index(nameof(ValueId), nameof(Number), IsUnique = true)]
public sealed class ValueCorrection : Record
{
    /// <summary>The value.</summary>
    public Guid ValueId { get; set; }

    /// <summary>1, 2, 3 … of this value.</summary>
    public int Number { get; set; }

    /// <summary>The value from now on; null: not known.</summary>
    public decimal? Value { get; set; }

    /// <summary>The numerator of a share, or null.</summary>
    public decimal? Numerator { get; set; }

    /// <summary>The denominator of a share, or null.</summary>
    public decimal? Denominator { get; set; }

    /// <summary>How exact it is.</summary>
    public Exactness Exactness { get; set; }

    /// <summary>The parts by group from now on.</summary>
    public List<PartValue> Parts { get; set; } = [];

    /// <summary>Why.</summary>
    public LocalText Reason { get; set; } = new();

    /// <summary>Who, or null.</summary>
    public Guid? CorrectedBy { get; set; }

    /// <summary>When, UTC.</summary>
    public DateTime CorrectedAt { get; set; }

    /// <summary>The value as an amount.</summary>
    public Amount Amount => new(Value, Numerator, Denominator, Exactness);
}
