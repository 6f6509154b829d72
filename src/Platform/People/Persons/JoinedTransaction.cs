using Microsoft.EntityFrameworkCore.Storage;
using Uramost.Platform.Data;

namespace Uramost.Platform.People.Persons;

/// <summary>The caller's transaction where there is one, which the caller commits; otherwise one of its own.</summary>
internal sealed class JoinedTransaction(IDbContextTransaction? own) : IAsyncDisposable
{
    public static async Task<JoinedTransaction> Begin(PlatformDb db, CancellationToken ct) =>
        new(db.Database.CurrentTransaction is null ? await db.Database.BeginTransactionAsync(ct) : null);

    public Task Commit(CancellationToken ct) => own?.CommitAsync(ct) ?? Task.CompletedTask;

    public ValueTask DisposeAsync() => own?.DisposeAsync() ?? ValueTask.CompletedTask;
}
