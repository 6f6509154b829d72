namespace Uramost.Platform.Data;

/// <summary>A row whose changes are written to the audit chain.</summary>
public interface IAudited
{
    /// <summary>The record's id, as it appears in the audit.</summary>
    Guid Id { get; }
}

/// <summary>
/// Base of every record that people edit. <see cref="Version"/> rises with each save, so that the second of two
/// people who edit the same record is shown both versions instead of overwriting the first.
/// </summary>
public abstract class Record : IAudited
{
    /// <summary>Version 7 for things; a record about a person sets a version 4 instead, since a version 7 tells when it was made.</summary>
    public Guid Id { get; set; } = Guid.CreateVersion7();

    /// <summary>Rises by one with each save; the concurrency token.</summary>
    public int Version { get; set; }
}

/// <summary>A record that went out and stays as it is: saving a change of it, or its removal, is an error of the program.</summary>
public interface IUnchanging;

/// <summary>
/// The audit may keep this text's old and new value: it is a code, an address of ours or another closed vocabulary,
/// never a name or free text. Texts without this mark are kept as keyed hashes.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class AuditedAsCodeAttribute : Attribute;

/// <summary>
/// What this record holds is true of a person: the audit says that a field changed and keeps keyed hashes, whatever
/// the field's type.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class PersonalAttribute : Attribute;

/// <summary>Marks a property that leaves the workspace with no export: only a backup carries it.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class StaysHereAttribute : Attribute;
