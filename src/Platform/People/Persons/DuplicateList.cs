using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Uramost.Platform.Data;

namespace Uramost.Platform.People.Persons;

/// <summary>
/// The likely duplicates of some organisations as of now. What was found is kept until a name, a fact or a decision
/// changes, since a large organisation takes a second or two.
/// </summary>
public sealed class DuplicateList(IServiceScopeFactory scopes, PersonNames names, KeyRing keys) : IDisposable
{
    private const int MostKept = 16;
    private readonly SemaphoreSlim one = new(1);
    private readonly Dictionary<string, (long Revision, int Decisions, IReadOnlyList<LikelyDuplicate> Found)> kept = [];

    /// <summary>The pairs, the likeliest first. Pairs of two organisations are among them: those are for linking, not for merging.</summary>
    public async Task<IReadOnlyList<LikelyDuplicate>> Of(IReadOnlySet<Guid> organisations, CancellationToken ct = default)
    {
        var (revision, _) = await names.Both(ct);
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PlatformDb>();
        var decisions = HashCode.Combine(await db.Set<TwoPeople>().CountAsync(ct), (await db.Set<LinkedPerson>().Select(l => l.Id).ToListAsync(ct)).Aggregate(0, (sum, id) => sum ^ id.GetHashCode()));
        var key = string.Join(' ', organisations.Order());
        await one.WaitAsync(ct);
        try
        {
            if (kept.TryGetValue(key, out var before) && before.Revision == revision && before.Decisions == decisions) return before.Found;
            var found = await Find(db, organisations, ct);
            if (kept.Count >= MostKept) kept.Clear();
            kept[key] = (revision, decisions, found);
            return found;
        }
        finally { one.Release(); }
    }

    /// <inheritdoc/>
    public void Dispose() => one.Dispose();

    private async Task<IReadOnlyList<LikelyDuplicate>> Find(PlatformDb db, IReadOnlySet<Guid> organisations, CancellationToken ct)
    {
        var own = organisations.ToList();
        var rows = await db.Set<PersonIdentity>().AsNoTracking().Where(p => own.Contains(p.OrganisationId) && p.MergedIntoId == null).ToListAsync(ct);
        var places = await (from f in db.Set<PersonFacts>() join p in db.Set<PersonIdentity>() on f.Id equals p.Id where own.Contains(p.OrganisationId) && f.PlaceId != null select new { f.Id, f.PlaceId }).ToDictionaryAsync(f => f.Id, f => f.PlaceId, ct);
        var candidates = rows.AsParallel().AsOrdered().Select(r =>
        {
            var fields = r.Read(keys);
            return new DuplicateCandidate(r.Id, fields.GivenName ?? "", fields.FamilyName ?? "", r.EmailKey, r.TelephoneKey, places.GetValueOrDefault(r.Id), fields.HomeOrganisation);
        }).ToList();
        var two = (await db.Set<TwoPeople>().AsNoTracking().Select(t => new { t.OneId, t.OtherId }).ToListAsync(ct)).Select(t => (t.OneId, t.OtherId)).ToHashSet();
        var links = (await new LinkPersons(db, keys).Groups(ct)).SelectMany((g, i) => g.Select(id => (id, i))).ToDictionary(x => x.id, x => x.i);
        return
        [
            .. LikelyDuplicates.Find(candidates).Where(d => !two.Contains((d.One, d.Other))
                && !(links.TryGetValue(d.One, out var a) && links.TryGetValue(d.Other, out var b) && a == b)),
        ];
    }
}
