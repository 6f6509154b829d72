using Microsoft.EntityFrameworkCore;
using Uramost.Platform.Contracts;
using Uramost.Platform.Data;
using Uramost.Platform.Language;

namespace Uramost.Platform.People.Persons;

/// <summary>One consent of one person for one purpose: which text they agreed to, on which form and day, and until when.</summary>
[Personal]
[Index(nameof(PersonId)), Index(nameof(RecordedAs))]
public sealed class Consent : Record, IPersonRow
{
    /// <inheritdoc/>
    public Guid PersonId { get; set; }

    /// <inheritdoc/>
    public Guid RecordedAs { get; set; }

    /// <summary>To what.</summary>
    public ConsentPurpose Purpose { get; set; }

    /// <summary>The text they agreed to.</summary>
    public Guid TextId { get; set; }

    /// <summary>Day of the consent.</summary>
    public DateOnly GivenOn { get; set; }

    /// <summary>On which form.</summary>
    public AnswerForm GivenForm { get; set; }

    /// <summary>Day of the withdrawal, or null while it holds.</summary>
    public DateOnly? WithdrawnOn { get; set; }

    /// <summary>On which form it was withdrawn.</summary>
    public AnswerForm? WithdrawnForm { get; set; }
}

/// <summary>One version of the text that people are asked to agree to; it is never changed, a new wording is a new version.</summary>
[Index(nameof(Purpose), nameof(Number), IsUnique = true)]
public sealed class ConsentText : Record
{
    /// <summary>For what.</summary>
    public ConsentPurpose Purpose { get; set; }

    /// <summary>1, 2, 3, … within the purpose.</summary>
    public int Number { get; set; }

    /// <summary>The text in all languages.</summary>
    public required LocalText Text { get; set; }

    /// <summary>First day of this version.</summary>
    public DateOnly Since { get; set; }
}
