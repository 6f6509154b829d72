using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Uramost.Platform.Contracts;
using Uramost.Platform.Data;
using Uramost.Platform.Language;
using Uramost.Platform.People;

namespace Uramost.Platform.Commitments;

/// <summary>Who can have something to do in a project, and how they are shown.</summary>
public sealed class CommitmentOwners(IDbContextFactory<PlatformDb> factory, IEnumerable<IProjectPartners> partners, IEnumerable<IOrganisationNames> names, TimeProvider clock)
{
    /// <summary>Accounts that work in the project today, by their user name.</summary>
    public async Task<IReadOnlyList<(Guid Id, string Name)>> Accounts(Guid projectId, CancellationToken ct = default)
    {
        await using var db = await factory.CreateDbContextAsync(ct);
        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        var ids = await db.Set<Membership>().Where(m => m.ProjectId == projectId && CommitmentRights.Staff.Contains(m.Role) && (m.EndsOn == null || m.EndsOn >= today)).Select(m => m.AccountId).Distinct().ToListAsync(ct);
        var accounts = await db.Users.AsNoTracking().Where(a => ids.Contains(a.Id)).ToListAsync(ct);
        return [.. accounts.Select(a => (a.Id, a.UserName ?? "")).OrderBy(a => a.Item2, StringComparer.OrdinalIgnoreCase)];
    }

    /// <summary>The project's partners.</summary>
    public async Task<IReadOnlyList<(Guid Id, LocalText Name)>> Organisations(Guid projectId, CancellationToken ct = default)
    {
        var found = new List<(Guid, LocalText)>();
        foreach (var source in partners)
        {
            if ((await source.PartnersByProject(ct)).GetValueOrDefault(projectId) is not { } ids) continue;
            var shown = await OrganisationNames(ids, ct);
            found.AddRange(ids.Where(shown.ContainsKey).Select(id => (id, shown[id])));
        }

        return found;
    }

    /// <summary>Names of organisations.</summary>
    public async Task<IReadOnlyDictionary<Guid, LocalText>> OrganisationNames(IReadOnlyCollection<Guid> ids, CancellationToken ct = default)
    {
        var all = new Dictionary<Guid, LocalText>();
        if (ids.Count == 0) return all;
        foreach (var source in names)
        {
            foreach (var (id, name) in await source.NamesOf(ids, ct)) all[id] = name;
        }

        return all;
    }

    /// <summary>User names of accounts.</summary>
    public async Task<IReadOnlyDictionary<Guid, string>> AccountNames(IReadOnlyCollection<Guid> ids, CancellationToken ct = default)
    {
        if (ids.Count == 0) return new Dictionary<Guid, string>();
        await using var db = await factory.CreateDbContextAsync(ct);
        return (await db.Users.AsNoTracking().Where(a => ids.Contains(a.Id)).ToListAsync(ct)).ToDictionary(a => a.Id, a => a.UserName ?? "");
    }

    /// <summary>Who has to do it, in the reader's language. Of a meeting that names nobody each reads only what is theirs.</summary>
    public static string Describe(Commitment commitment, OwnedRecord? record, Viewer viewer, IReadOnlyDictionary<Guid, string> accounts, IReadOnlyDictionary<Guid, LocalText> organisations, IStringLocalizer<Words> words)
    {
        var own = CommitmentRights.IsOwn(commitment, viewer);
        if (record is null || record.NamesNobody) return own ? words["Me"] : words["NotNamed"];
        var parts = new List<string>();
        if (own) parts.Add(words["Me"]);
        else if (commitment.OwnerId is { } owner && accounts.TryGetValue(owner, out var name)) parts.Add(name);
        if (commitment.OrganisationId is { } id && organisations.TryGetValue(id, out var organisation)) parts.Add(organisation.For(UiVariant.Current).Text);
        return parts.Count == 0 ? words["Nobody"] : string.Join(", ", parts);
    }
}
