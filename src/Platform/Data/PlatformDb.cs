using System.Collections.Concurrent;
using System.Reflection;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Uramost.Platform.Contracts;
using Uramost.Platform.Language;
using Uramost.Platform.People;

namespace Uramost.Platform.Data;

/// <summary>
/// The one DbContext: the platform's tables and those of every module. Pages and handlers query it directly; a save
/// writes the audit entries of its changes in the same transaction.
/// </summary>
public sealed class PlatformDb(DbContextOptions<PlatformDb> options, IEnumerable<IModule> modules, AuditWriter audit, IVersions versions)
    : IdentityUserContext<Account, Guid, IdentityUserClaim<Guid>, IdentityUserLogin<Guid>, IdentityUserToken<Guid>, IdentityUserPasskey<Guid>>(options)
{
    private static readonly ConcurrentDictionary<Type, string?> Raised = new();

    /// <summary>Whether the data lies in PostgreSQL; the provider's own question would load it into a program that does not use it.</summary>
    public bool IsPostgreSql => Database.ProviderName!.EndsWith("PostgreSQL", StringComparison.Ordinal);

    /// <summary>The audit chain's links.</summary>
    public DbSet<AuditLink> AuditLinks => Set<AuditLink>();

    /// <summary>What each link tells.</summary>
    public DbSet<AuditEntry> AuditEntries => Set<AuditEntry>();

    /// <summary>The end of the chain.</summary>
    public DbSet<AuditHead> AuditHeads => Set<AuditHead>();

    /// <summary>Collects what the next commit will tell; statements that bypass the change tracker say here what they did.</summary>
    public AuditWriter Audit => audit;

    /// <inheritdoc/>
    protected override void ConfigureConventions(ModelConfigurationBuilder conventions)
    {
        conventions.Properties<DateTime>().HaveConversion<UtcConverter>();
        conventions.Properties<LocalText>().HaveConversion<LocalTextConverter>();
        conventions.Properties<PublishedText>().HaveConversion<PublishedTextConverter>();
        conventions.Properties<Enum>().HaveConversion<string>();
    }

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder model)
    {
        base.OnModelCreating(model);
        model.Entity<Account>().ToTable("platform_account");
        // They live encrypted in Contact; a telephone number is not asked for.
        model.Entity<Account>().Ignore(a => a.UserName).Ignore(a => a.Email).Ignore(a => a.PhoneNumber).Ignore(a => a.PhoneNumberConfirmed);
        model.Entity<IdentityUserClaim<Guid>>().ToTable("platform_account_claim");
        model.Entity<IdentityUserLogin<Guid>>().ToTable("platform_account_login");
        model.Entity<IdentityUserToken<Guid>>().ToTable("platform_account_token");
        model.Entity<IdentityUserPasskey<Guid>>().ToTable("platform_account_passkey");
        model.Entity<AuditLink>().ToTable("platform_audit_link").Property(l => l.Sequence).ValueGeneratedNever();
        model.Entity<AuditEntry>().ToTable("platform_audit_entry").HasKey(e => new { e.Sequence, e.Ordinal });
        model.Entity<AuditEntry>().HasIndex(e => e.RecordId);
        model.Entity<AuditHead>().ToTable("platform_audit_head").Property(h => h.Id).ValueGeneratedNever();
        foreach (var module in modules) module.AddTables(model);
        foreach (var record in model.Model.GetEntityTypes().Where(t => typeof(Record).IsAssignableFrom(t.ClrType)))
        {
            record.FindProperty(nameof(Record.Version))!.IsConcurrencyToken = true;
            record.FindProperty(nameof(Record.Id))!.ValueGenerated = Microsoft.EntityFrameworkCore.Metadata.ValueGenerated.Never;
        }
    }

    /// <inheritdoc/>
    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        SealAccounts();
        ChangeTracker.DetectChanges();
        if (ChangeTracker.Entries<IUnchanging>().FirstOrDefault(e => e.State is EntityState.Modified or EntityState.Deleted) is { } changed) throw new InvalidOperationException($"A {changed.Metadata.ClrType.Name} is never changed.");
        await RaiseVersions();
        audit.Collect(this);
        if (!audit.HasPending || Database.CurrentTransaction is not null) return await Save();
        await using var transaction = await Database.BeginTransactionAsync(cancellationToken);
        var saved = await Save();
        await transaction.CommitAsync(cancellationToken);
        return saved;

        async Task<int> Save()
        {
            try { return await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken); }
            catch { audit.Forget(); throw; }
        }
    }

    /// <inheritdoc/>
    public override int SaveChanges(bool acceptAllChangesOnSuccess) => throw new NotSupportedException("Save asynchronously: the audit is written on the way.");

    private async Task RaiseVersions()
    {
        var raised = ChangeTracker.Entries().Where(e => e.State is EntityState.Added or EntityState.Modified or EntityState.Deleted)
            .Select(e => Raised.GetOrAdd(e.Metadata.ClrType, type => type.GetCustomAttribute<RaisesAttribute>()?.Version)).OfType<string>().ToHashSet();
        foreach (var version in raised) await versions.Bump(this, version);
    }

    private void SealAccounts()
    {
        // The one pass over the changes comes after this.
        ChangeTracker.AutoDetectChangesEnabled = false;
        try
        {
            foreach (var account in ChangeTracker.Entries<Account>()) account.Entity.Seal(audit.Keys);
        }
        finally { ChangeTracker.AutoDetectChangesEnabled = true; }
    }

    internal async Task AppendAudit(AuditLink link, IEnumerable<AuditEntry> entries, CancellationToken ct)
    {
        Add(link);
        AddRange(entries);
        await base.SaveChangesAsync(true, ct);
        // They are never changed again: tracking them would only make the context grow.
        Entry(link).State = EntityState.Detached;
        foreach (var entry in ChangeTracker.Entries<AuditEntry>().ToList()) entry.State = EntityState.Detached;
    }

    /// <summary>Instants are stored as UTC, whatever kind they come as.</summary>
    public sealed class UtcConverter() : ValueConverter<DateTime, DateTime>(
        t => t.Kind == DateTimeKind.Local ? t.ToUniversalTime() : DateTime.SpecifyKind(t, DateTimeKind.Utc), t => DateTime.SpecifyKind(t, DateTimeKind.Utc));
}
