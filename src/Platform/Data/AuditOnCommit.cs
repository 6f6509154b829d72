using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Uramost.Platform.Data;

/// <summary>Lets each context write its audit when its transaction commits, and forget it when that is rolled back.</summary>
internal sealed class AuditOnCommit : DbTransactionInterceptor
{
    /// <inheritdoc/>
    public override async ValueTask<InterceptionResult> TransactionCommittingAsync(DbTransaction transaction, TransactionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default)
    {
        if (eventData.Context is PlatformDb { Audit.HasPending: true } db) await db.Audit.WriteLink(db, cancellationToken);
        return result;
    }

    /// <inheritdoc/>
    public override InterceptionResult TransactionCommitting(DbTransaction transaction, TransactionEventData eventData, InterceptionResult result) =>
        eventData.Context is PlatformDb { Audit.HasPending: true } ? throw new InvalidOperationException("A transaction with audited changes is committed asynchronously.") : result;

    /// <inheritdoc/>
    public override void TransactionRolledBack(DbTransaction transaction, TransactionEndEventData eventData) => (eventData.Context as PlatformDb)?.Audit.Forget();

    /// <inheritdoc/>
    public override Task TransactionRolledBackAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        (eventData.Context as PlatformDb)?.Audit.Forget();
        return Task.CompletedTask;
    }
}
