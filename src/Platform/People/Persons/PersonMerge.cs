using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Uramost.Platform.Data;

namespace Uramost.Platform.People.Persons;

/// <summary>
/// Somebody decided that two records of one organisation are one person. It holds ids only; what the records said
/// before stands encrypted in <see cref="PersonOriginal"/> until the merge is confirmed.
/// </summary>
[Personal]
[Index(nameof(KeptId)), Index(nameof(GoneId)), Index(nameof(OrganisationId))]
public sealed class PersonMerge : Record
{
    /// <summary>The organisation that owns both.</summary>
    public Guid OrganisationId { get; set; }

    /// <summary>The record that is kept.</summary>
    public Guid KeptId { get; set; }

    /// <summary>The record that is given up.</summary>
    public Guid GoneId { get; set; }

    /// <summary>Fields that do not follow the kept record.</summary>
    public MergeChoices Choices { get; set; } = MergeChoices.None;

    /// <summary>When, UTC.</summary>
    public DateTime At { get; set; }

    /// <summary>Who decided, or null.</summary>
    public Guid? AccountId { get; set; }

    /// <summary>Whether it can no longer be undone: the originals are gone.</summary>
    public bool IsConfirmed { get; set; }
}

/// <summary>For a field: whose value wins over whose. Both are ids of records as they were before any merge.</summary>
public sealed record FieldChoice(Guid Winner, Guid Loser);

/// <summary>The choices of one merge, field by field; where none is made, the kept record wins.</summary>
public sealed record MergeChoices(IReadOnlyDictionary<PersonField, FieldChoice> ByField)
{
    /// <summary>The kept record wins everywhere.</summary>
    public static readonly MergeChoices None = new(new Dictionary<PersonField, FieldChoice>());

    /// <summary>Two sets of choices are equal when every field has the same one.</summary>
    public bool Equals(MergeChoices? other) => other is not null && ByField.Count == other.ByField.Count && ByField.All(p => other.ByField.GetValueOrDefault(p.Key) == p.Value);

    /// <inheritdoc/>
    public override int GetHashCode() => ByField.Aggregate(0, (sum, p) => sum ^ HashCode.Combine(p.Key, p.Value));
}

/// <summary>Stores <see cref="MergeChoices"/> as JSON of ids.</summary>
public sealed class MergeChoicesConverter() : ValueConverter<MergeChoices, string>(
    c => JsonSerializer.Serialize(c.ByField.OrderBy(p => p.Key).ToDictionary(p => p.Key, p => p.Value), PersonContent.Json),
    s => new MergeChoices(JsonSerializer.Deserialize<Dictionary<PersonField, FieldChoice>>(s, PersonContent.Json) ?? new Dictionary<PersonField, FieldChoice>()));

/// <summary>What a record said before it became part of a merged person, sealed; the id is the person's.</summary>
[Personal]
public sealed class PersonOriginal : Record
{
    /// <summary>A sealed <see cref="PersonContent"/>.</summary>
    public required byte[] Content { get; set; }
}

/// <summary>Two records that somebody looked at and found to be two people; they are not proposed again.</summary>
[Personal]
[Index(nameof(OneId)), Index(nameof(OtherId))]
public sealed class TwoPeople : Record
{
    /// <summary>The smaller id of the two.</summary>
    public Guid OneId { get; set; }

    /// <summary>The larger id of the two.</summary>
    public Guid OtherId { get; set; }
}
