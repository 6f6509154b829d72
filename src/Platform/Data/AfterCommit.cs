using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Uramost.Platform.Data;

/// <summary>
/// What is to happen in this process once a context's changes are committed: waking a worker, renewing a cache. It is
/// a convenience for the own node only; whatever must not be lost belongs into the transaction itself.
/// </summary>
public sealed class AfterCommit : DbTransactionInterceptor, ISaveChangesInterceptor
{
    private readonly ConditionalWeakTable<DbContext, List<Action>> waiting = [];

    /// <summary>Calls <paramref name="action"/> after the next commit of <paramref name="db"/>; never after a rollback.</summary>
    public void Do(DbContext db, Action action) => waiting.GetOrCreateValue(db).Add(action);

    /// <inheritdoc/>
    public ValueTask<int> SavedChangesAsync(SaveChangesCompletedEventData eventData, int result, CancellationToken cancellationToken = default)
    {
        if (eventData.Context is { Database.CurrentTransaction: null } db) Run(db);
        return new(result);
    }

    /// <inheritdoc/>
    public override Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        if (eventData.Context is { } db) Run(db);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override Task TransactionRolledBackAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        if (eventData.Context is { } db) waiting.Remove(db);
        return Task.CompletedTask;
    }

    private void Run(DbContext db)
    {
        if (!waiting.TryGetValue(db, out var actions)) return;
        waiting.Remove(db);
        foreach (var action in actions) action();
    }
}
