using System.ComponentModel.DataAnnotations;
using Microsoft.EntityFrameworkCore;
using Uramost.Platform.Data;
using Uramost.Platform.Language;

namespace Uramost.Programmes.Results;

/// <summary>One question that the same people answer before and after an activity.</summary>
[Index(nameof(ActivityId))]
public sealed class ChangeMeasurement : Record
{
    /// <summary>The activity.</summary>
    public Guid ActivityId { get; set; }

    /// <summary>The question as it was asked.</summary>
    public LocalText Question { get; set; } = new();

    /// <summary>The lowest answer.</summary>
    public int Lowest { get; set; } = 1;

    /// <summary>The highest answer.</summary>
    public int Highest { get; set; } = 5;

    /// <summary>Whether a lower answer is the change that is hoped for.</summary>
    public bool LowerIsBetter { get; set; }

    /// <summary>People who answered both times; counted at each save.</summary>
    public int Pairs { get; set; }

    /// <summary>Those of them who moved the way that is hoped for.</summary>
    public int Moved { get; set; }
}

/// <summary>
/// What one participant answered. They are known by a code only, which they chose themselves; not even the code is kept,
/// but a keyed mark of it, so that both answers meet and nobody can be looked up.
/// </summary>
[Personal, Index(nameof(MeasurementId), nameof(Mark), IsUnique = true)]
public sealed class ChangeAnswer : Record
{
    /// <summary>What the mark of a code is made for.</summary>
    public const string Purpose = "results.participant";

    /// <summary>A random id: a person is concerned.</summary>
    public ChangeAnswer() => Id = Guid.NewGuid();

    /// <summary>The question.</summary>
    public Guid MeasurementId { get; set; }

    /// <summary>Keyed mark of the participant's code; of another question the same code has another mark.</summary>
    [MaxLength(64)] public string Mark { get; set; } = "";

    /// <summary>The answer before, or null.</summary>
    public int? Before { get; set; }

    /// <summary>The answer after, or null.</summary>
    public int? After { get; set; }

    /// <summary>The marks that a code may have: under the current key first, then under older ones.</summary>
    public static IReadOnlyList<string> MarksOf(KeyRing keys, Guid measurementId, string code) =>
        keys.Hashes(Purpose, $"{measurementId:N}:{string.Concat(code.Where(c => !char.IsWhiteSpace(c))).ToUpperInvariant()}");
}
