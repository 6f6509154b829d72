using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Uramost.Platform.Data;

/// <summary>What happened to a record.</summary>
public enum AuditAction
{
    /// <summary>The record is new.</summary>
    Added,
    /// <summary>Fields changed.</summary>
    Changed,
    /// <summary>The record was removed.</summary>
    Removed,
    /// <summary>Many records at once, told by one entry with their number.</summary>
    Bulk,
}

/// <summary>One record's change inside a transaction.</summary>
public sealed class AuditEntry
{
    /// <summary>The link of the chain that holds this entry.</summary>
    public long Sequence { get; set; }

    /// <summary>Place inside the link, from 0.</summary>
    public int Ordinal { get; set; }

    /// <summary>Name of the record's kind, for example <c>Activity</c>.</summary>
    public required string Kind { get; set; }

    /// <summary>The record, or the empty id for a bulk change.</summary>
    public Guid RecordId { get; set; }

    /// <summary>What happened.</summary>
    public AuditAction Action { get; set; }

    /// <summary>Fields with their old and new value as a JSON list of <see cref="AuditChange"/>.</summary>
    public required string Changes { get; set; }

    /// <summary>Number of records; 1 unless the entry is a bulk change.</summary>
    public int Count { get; set; } = 1;
}

/// <summary>One field's change. Names and free text appear as keyed hashes that begin with <c>#</c>.</summary>
/// <param name="Field">The property's name.</param>
/// <param name="From">Old value, or null.</param>
/// <param name="To">New value, or null.</param>
public sealed record AuditChange(string Field, string? From, string? To);

/// <summary>One link of the chain: one transaction. Its hash covers its entries and the hash before it.</summary>
public sealed class AuditLink
{
    /// <summary>1, 2, 3, … without gap.</summary>
    [Key] public long Sequence { get; set; }

    /// <summary>When the transaction was committed, UTC.</summary>
    public DateTime At { get; set; }

    /// <summary>Who did it, or null.</summary>
    public Guid? AccountId { get; set; }

    /// <summary>Number of entries.</summary>
    public int Entries { get; set; }

    /// <summary>The master key under which <see cref="Hash"/> was made.</summary>
    public required string KeyId { get; set; }

    /// <summary>HMAC-SHA256 of the link before, of this link's fields and of its entries.</summary>
    public required string Hash { get; set; }
}

/// <summary>The end of the chain, a single row: locking it puts concurrent transactions in order, and a cut-off tail shows.</summary>
public sealed class AuditHead
{
    /// <summary>Always 1.</summary>
    public int Id { get; set; } = 1;

    /// <summary>Sequence of the last link; 0 at the beginning.</summary>
    public long Sequence { get; set; }

    /// <summary>HMAC over the last link's hash, so that the head cannot be set back without the key.</summary>
    public string Hash { get; set; } = "";
}

/// <summary>Turns tracked changes into audit entries and writes them as one link when the transaction commits.</summary>
public sealed class AuditWriter(KeyRing keys, TimeProvider clock, Actor actor)
{
    private const string ChainPurpose = "audit.chain", ValuePurpose = "audit.value";
    private readonly List<AuditEntry> pending = [];

    private Batch? batch;

    /// <summary>Remembers what the tracked changes of <paramref name="db"/> are about to do, and raises versions.</summary>
    public void Collect(DbContext db)
    {
        var added = new Dictionary<string, int>();
        foreach (var entry in db.ChangeTracker.Entries<IAudited>().Where(e => e.State is EntityState.Added or EntityState.Modified or EntityState.Deleted).ToList())
        {
            if (entry.Entity is Record record && entry.State == EntityState.Modified) record.Version++;
            if (entry.Entity is IStamped stamped && entry.State != EntityState.Deleted) Stamp(stamped);
            if (batch is not null && entry.State == EntityState.Added)
            {
                added[entry.Metadata.ClrType.Name] = added.GetValueOrDefault(entry.Metadata.ClrType.Name) + 1;
                continue;
            }

            var changes = Changes(entry).ToList();
            if (entry.State == EntityState.Modified && changes.Count == 0) continue;
            pending.Add(new AuditEntry
            {
                Kind = entry.Metadata.ClrType.Name,
                RecordId = entry.Entity.Id,
                Action = entry.State switch { EntityState.Added => AuditAction.Added, EntityState.Deleted => AuditAction.Removed, _ => AuditAction.Changed },
                Changes = JsonSerializer.Serialize(changes),
            });
        }

        foreach (var (kind, count) in added) Bulk(kind, count, batch!.Key);
    }

    /// <summary>Tells of many records at once, for statements that do not go through the change tracker.</summary>
    /// <param name="kind">Name of the records' kind.</param>
    /// <param name="count">How many records.</param>
    /// <param name="key">What identifies the batch: a job's key or a file's hash, never a name.</param>
    public void Bulk(string kind, int count, string key) => pending.Add(new AuditEntry
    {
        Kind = kind, Action = AuditAction.Bulk, Count = count, Changes = JsonSerializer.Serialize(new[] { new AuditChange("batch", null, key) }),
    });

    /// <summary>
    /// Until the answer is disposed, new records of a save are told by one entry per kind instead of one each: for
    /// imports. What is changed or removed is told as always.
    /// </summary>
    /// <param name="key">What identifies the batch, never a name.</param>
    public IDisposable InBatches(string key) => new Batch(this, key);

    /// <summary>The key of the batch that is being written, or null: every new record is told by itself.</summary>
    public string? BatchKey => batch?.Key;

    /// <summary>Sets when a record is saved, for statements that do not go through the change tracker.</summary>
    internal void Stamp(IStamped record) => record.ChangedAt = Truncate(clock.GetUtcNow().UtcDateTime);

    /// <summary>The keys under which this context encrypts and signs.</summary>
    public KeyRing Keys => keys;

    /// <summary>Whether anything waits for the commit.</summary>
    public bool HasPending => pending.Count > 0;

    /// <summary>Forgets what was collected for a save or a transaction that failed.</summary>
    public void Forget() => pending.Clear();

    /// <summary>Writes what was collected as one link; inside the transaction that is about to be committed.</summary>
    internal async Task WriteLink(PlatformDb db, CancellationToken ct)
    {
        // The update takes the head's row lock, so that from here to the commit nobody else can append.
        if (await db.AuditHeads.ExecuteUpdateAsync(s => s.SetProperty(h => h.Sequence, h => h.Sequence + 1), ct) == 0)
        {
            throw new InvalidOperationException("The audit chain has no head: the database was not migrated.");
        }

        var sequence = await db.AuditHeads.Select(h => h.Sequence).SingleAsync(ct);
        var before = await db.AuditLinks.Where(l => l.Sequence == sequence - 1).Select(l => l.Hash).SingleOrDefaultAsync(ct) ?? "";
        var entries = pending.ToList();
        pending.Clear();
        for (var i = 0; i < entries.Count; i++) (entries[i].Sequence, entries[i].Ordinal) = (sequence, i);
        var link = new AuditLink
        {
            Sequence = sequence, At = Truncate(clock.GetUtcNow().UtcDateTime), AccountId = actor.AccountId, Entries = entries.Count, KeyId = keys.CurrentId, Hash = "",
        };
        link.Hash = HashOf(keys, link, entries, before);
        await db.AppendAudit(link, entries, ct);
        var head = HeadHash(keys, link);
        await db.AuditHeads.ExecuteUpdateAsync(s => s.SetProperty(h => h.Hash, head), ct);
    }

    /// <summary>The hash a link must have.</summary>
    internal static string HashOf(KeyRing keys, AuditLink link, IEnumerable<AuditEntry> entries, string before)
    {
        var text = new StringBuilder();
        text.Append(before).Append('\n').Append(link.Sequence).Append('\n').Append(link.At.ToString("O", CultureInfo.InvariantCulture)).Append('\n')
            .Append(link.AccountId).Append('\n').Append(link.Entries).Append('\n');
        foreach (var e in entries) text.Append(JsonSerializer.Serialize(new { e.Ordinal, e.Kind, e.RecordId, e.Action, e.Changes, e.Count })).Append('\n');
        return keys.Hash(ChainPurpose, Encoding.UTF8.GetBytes(text.ToString()), link.KeyId);
    }

    /// <summary>The hash the head must have when <paramref name="last"/> is the last link.</summary>
    internal static string HeadHash(KeyRing keys, AuditLink last) =>
        keys.Hash(ChainPurpose, Encoding.UTF8.GetBytes($"head {last.Sequence} {last.Hash}"), last.KeyId);

    // PostgreSQL keeps microseconds: a hash over the tenth of a microsecond could not be verified later.
    private static DateTime Truncate(DateTime at) => new(at.Ticks - at.Ticks % TimeSpan.TicksPerMicrosecond, DateTimeKind.Utc);

    private IEnumerable<AuditChange> Changes(EntityEntry<IAudited> entry)
    {
        var personal = entry.Metadata.ClrType.GetCustomAttribute<PersonalAttribute>() is not null;
        foreach (var property in entry.Properties)
        {
            if (property.Metadata.Name is nameof(Record.Version) or nameof(Record.Id) or nameof(IStamped.ChangedAt)) continue;
            var (from, to) = entry.State switch
            {
                EntityState.Added => (null, property.CurrentValue),
                EntityState.Deleted => (property.OriginalValue, null),
                _ => (property.OriginalValue, property.CurrentValue),
            };
            if (property.Metadata.GetValueComparer().Equals(from, to)) continue;
            var code = property.Metadata.PropertyInfo?.GetCustomAttribute<AuditedAsCodeAttribute>() is not null;
            yield return new AuditChange(property.Metadata.Name, Show(from), Show(to));

            string? Show(object? value) => value switch
            {
                null => null,
                _ when personal => Hidden(value),
                string s when code => s,
                DateTime t => t.ToString("O", CultureInfo.InvariantCulture),
                DateOnly d => d.ToString("O", CultureInfo.InvariantCulture),
                bool or Guid or Enum => value.ToString(),
                IFormattable number when value.GetType().IsPrimitive || value is decimal => number.ToString(null, CultureInfo.InvariantCulture),
                _ => Hidden(value),
            };

            // The record's id and the field go into the hash, so that two records with the same text cannot be matched.
            string Hidden(object value) => "#" + keys.Hash(ValuePurpose, $"{entry.Entity.Id} {property.Metadata.Name} {Text(property.Metadata, value)}")[..32];
        }
    }

    private static string Text(Microsoft.EntityFrameworkCore.Metadata.IProperty property, object value)
    {
        var stored = property.GetTypeMapping().Converter is { } converter ? converter.ConvertToProvider(value) ?? "" : value;
        return stored is byte[] bytes ? Convert.ToHexStringLower(bytes) : Convert.ToString(stored, CultureInfo.InvariantCulture) ?? "";
    }

    private sealed class Batch : IDisposable
    {
        private readonly AuditWriter writer;

        public Batch(AuditWriter writer, string key) => ((this.writer = writer).batch, Key) = (this, key);

        public string Key { get; }

        public void Dispose() => writer.batch = null;
    }
}
