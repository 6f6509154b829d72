using Microsoft.Extensions.DependencyInjection;
using Uramost.Platform.Data;

namespace Uramost.Platform.Contracts;

/// <summary>
/// What a module does when something happens elsewhere. It runs inside the publisher's transaction, with the
/// publisher's context: it may change tracked records (the publisher saves them) or run statements, and when it throws,
/// nothing of the whole change happens. Registered as <c>services.AddScoped&lt;IHandle&lt;TEvent&gt;, THandler&gt;()</c>.
/// </summary>
public interface IHandle<in TEvent>
{
    /// <summary>The kinds of records that this handler looks after. A test finds tables that nobody looks after.</summary>
    IReadOnlyList<Type> Kinds { get; }

    /// <summary>Follows the event.</summary>
    Task Handle(PlatformDb db, TEvent happened, CancellationToken ct);
}

/// <summary>Tells every module what happened, in the same transaction.</summary>
public sealed class Events(IServiceProvider services)
{
    /// <summary>Runs all handlers of the event, then saves what they changed.</summary>
    /// <exception cref="InvalidOperationException">There is no transaction, so that the event and its consequences could come apart.</exception>
    public async Task Publish<TEvent>(PlatformDb db, TEvent happened, CancellationToken ct = default)
    {
        if (db.Database.CurrentTransaction is null) throw new InvalidOperationException($"{typeof(TEvent).Name} is published inside the transaction of the change that it tells of.");
        foreach (var handler in services.GetServices<IHandle<TEvent>>()) await handler.Handle(db, happened, ct);
        await db.SaveChangesAsync(ct);
    }
}
