using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Uramost.Platform.Data;

namespace Uramost.Platform.People.Persons;

/// <summary>
/// Shows and finds names: modules hold a person's id only and ask here. Each node keeps the names of all persons in
/// memory, folded and sorted, built at first use; before every answer it reads the revision row and takes over what
/// changed, so that a name that was just saved is found at once, on every node.
/// </summary>
public sealed class PersonNames(IServiceScopeFactory scopes, KeyRing keys) : IDisposable
{
    private readonly SemaphoreSlim refreshing = new(1);
    private volatile Snapshot current = new(-1, NameIndex.Empty);

    private sealed record Snapshot(long Revision, NameIndex Index);

    /// <summary>Type-ahead; see <see cref="NameIndex.Search"/>.</summary>
    public async Task<IReadOnlyList<PersonName>> Search(string typed, IReadOnlySet<Guid> organisations, int limit = 12, CancellationToken ct = default) =>
        (await Index(ct)).Search(typed, organisations, limit);

    /// <summary>Names of many persons at once; a person whose organisation is not among the given ones is left out, as is one who was erased.</summary>
    public async Task<IReadOnlyDictionary<Guid, PersonName>> Show(IReadOnlyCollection<Guid> personIds, IReadOnlySet<Guid> organisations, CancellationToken ct = default)
    {
        var index = await Index(ct);
        var names = new Dictionary<Guid, PersonName>(personIds.Count);
        foreach (var id in personIds)
        {
            if (index.Find(id) is { } name && organisations.Contains(name.OrganisationId)) names[id] = name;
        }

        return names;
    }

    /// <summary>The names as of now.</summary>
    public async Task<NameIndex> Index(CancellationToken ct = default) => (await Now(ct)).Index;

    /// <summary>The revision of the names as of now; it rises whenever any identity changes.</summary>
    public async Task<(long Revision, NameIndex Index)> Both(CancellationToken ct = default)
    {
        var now = await Now(ct);
        return (now.Revision, now.Index);
    }

    private async Task<Snapshot> Now(CancellationToken ct)
    {
        // A context of its own: the caller's may be in a transaction whose changes nobody else may see yet.
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PlatformDb>();
        var revision = await revisionOf(db, ct);
        if (current.Revision >= revision) return current;
        await refreshing.WaitAsync(ct);
        try
        {
            if (current.Revision < revision) current = await Refresh(db, current, ct);
            return current;
        }
        finally { refreshing.Release(); }
    }

    /// <inheritdoc/>
    public void Dispose() => refreshing.Dispose();

    // Compiled for this program's database: it is asked at every key.
    private readonly Func<PlatformDb, CancellationToken, Task<long>> revisionOf = EF.CompileAsyncQuery((PlatformDb db, CancellationToken ct) => db.Set<NamesRevision>().Select(r => r.Revision).Single());

    private async Task<Snapshot> Refresh(PlatformDb db, Snapshot before, CancellationToken ct)
    {
        // Rows that appear between the two readings belong to a later revision and are read again then.
        var revision = await revisionOf(db, ct);
        var rows = await db.Set<PersonIdentity>().AsNoTracking().Where(p => p.Revision > before.Revision)
            .Select(p => new { p.Id, p.OrganisationId, p.GivenName, p.FamilyName, Stands = p.MergedIntoId == null }).ToListAsync(ct);
        var changed = rows.Where(r => r.Stands).AsParallel().Select(r =>
        {
            var (given, family) = PersonIdentity.OpenName(keys, r.Id, r.GivenName, r.FamilyName);
            return new PersonName(r.Id, r.OrganisationId, given ?? "", family ?? "");
        }).ToList();
        if (before.Revision < 0) return new Snapshot(revision, NameIndex.Build(changed));
        var gone = await db.Set<ErasedPerson>().AsNoTracking().Where(e => e.Revision > before.Revision).Select(e => e.Id).ToListAsync(ct);
        return new Snapshot(revision, before.Index.With(changed, [.. gone, .. rows.Where(r => !r.Stands).Select(r => r.Id)]));
    }
}
