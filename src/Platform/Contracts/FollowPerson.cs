using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Uramost.Platform.Data;

namespace Uramost.Platform.Contracts;

/// <summary>A row about a person that can follow a merge and its undoing: it remembers for which record it was made.</summary>
public interface IPersonRow
{
    /// <summary>Whose row it is now.</summary>
    Guid PersonId { get; set; }

    /// <summary>The person record for which it was made; differs from <see cref="PersonId"/> after a merge, and never changes by one.</summary>
    Guid RecordedAs { get; set; }
}

/// <summary>
/// Lets the rows of one table follow merged, separated and erased persons. Two rows of one person at one activity may
/// meet by a merge: both stay, since the merge may be undone, so a table has no unique index over
/// <see cref="IPersonRow.PersonId"/> (over <see cref="IPersonRow.RecordedAs"/> it may) and counts distinct people.
/// </summary>
public sealed class FollowPerson<T> : IHandle<PersonMerged>, IHandle<PersonMergeUndone>, IHandle<PersonErased>
    where T : class, IPersonRow
{
    /// <inheritdoc/>
    public IReadOnlyList<Type> Kinds { get; } = [typeof(T)];

    /// <inheritdoc/>
    public Task Handle(PlatformDb db, PersonMerged happened, CancellationToken ct) => Move(db, happened, ct);

    /// <inheritdoc/>
    public Task Handle(PlatformDb db, PersonMergeUndone happened, CancellationToken ct) => Move(db, happened, ct);

    /// <inheritdoc/>
    public async Task Handle(PlatformDb db, PersonErased happened, CancellationToken ct)
    {
        // Not even the record for which the row was made may be left: an old export could name it.
        var moved = await db.Set<T>().Where(r => happened.Members.Contains(r.RecordedAs))
            .ExecuteUpdateAsync(s => s.SetProperty(r => r.PersonId, happened.AnonymousId).SetProperty(r => r.RecordedAs, happened.AnonymousId), ct);
        if (moved > 0) db.Audit.Bulk(typeof(T).Name, moved, nameof(PersonErased));
    }

    private static async Task Move(PlatformDb db, IPersonMoved happened, CancellationToken ct)
    {
        var moved = await db.Set<T>().Where(r => happened.Members.Contains(r.RecordedAs) && r.PersonId != happened.PersonId)
            .ExecuteUpdateAsync(s => s.SetProperty(r => r.PersonId, happened.PersonId), ct);
        if (moved > 0) db.Audit.Bulk(typeof(T).Name, moved, happened.GetType().Name);
    }
}

/// <summary>Registers tables whose rows follow persons.</summary>
public static class FollowPersonRegistration
{
    /// <summary>The rows of <typeparamref name="T"/> follow merges, undone merges and erasures.</summary>
    public static IServiceCollection AddPersonRows<T>(this IServiceCollection services)
        where T : class, IPersonRow => services
            .AddScoped<IHandle<PersonMerged>, FollowPerson<T>>()
            .AddScoped<IHandle<PersonMergeUndone>, FollowPerson<T>>()
            .AddScoped<IHandle<PersonErased>, FollowPerson<T>>();
}
