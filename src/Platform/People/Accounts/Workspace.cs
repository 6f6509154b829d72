using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Uramost.Platform.Contracts;
using Uramost.Platform.Data;

namespace Uramost.Platform.People.Accounts;

/// <summary>What the workspace is.</summary>
public enum WorkspaceKind
{
    /// <summary>Nobody has begun: there is no account yet.</summary>
    New,
    /// <summary>An organisation's own.</summary>
    Own,
    /// <summary>The demonstration, whose records are still being filled in.</summary>
    Filling,
    /// <summary>The demonstration: everybody may look at it as each role.</summary>
    Demonstration,
}

/// <summary>How a workspace begins: with its first administrator, or as the demonstration. Only one beginning wins, also on many nodes.</summary>
public sealed class Workspace(PlatformDb db, UserManager<Account> users, IEnumerable<IDemonstration> demonstration, IEnumerable<IProjectPartners> projects, TimeProvider clock)
{
    private const string Name = "workspace";

    /// <summary>Whether there is a demonstration to choose.</summary>
    public bool CanDemonstrate => demonstration.Any();

    /// <summary>What the workspace is now.</summary>
    public async Task<WorkspaceKind> Kind(CancellationToken ct = default)
    {
        var value = await db.Set<Setting>().Where(s => s.Name == Name).Select(s => s.Value).SingleOrDefaultAsync(ct);
        return value is not null ? Enum.Parse<WorkspaceKind>(value) : await db.Users.AnyAsync(ct) ? WorkspaceKind.Own : WorkspaceKind.New;
    }

    /// <summary>Makes the first administrator.</summary>
    /// <returns>The account; or null when somebody else has begun meanwhile, and nothing was changed.</returns>
    public async Task<Account?> Begin(string email, string password, string language, CancellationToken ct = default)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (!await Claim(WorkspaceKind.Own, ct)) return null;
        var account = new Account { Id = Guid.NewGuid(), Email = email, Language = language };
        PasswordRules.Must(await users.CreateAsync(account, password));
        db.Add(new Membership { AccountId = account.Id, Role = Role.Administrator });
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return account;
    }

    /// <summary>Makes the workspace the demonstration and fills it. A run that was cut off is taken up again by the next call.</summary>
    /// <returns>Whether it is the demonstration now; false when it is somebody's own workspace, and nothing was changed.</returns>
    public async Task<bool> Demonstrate(CancellationToken ct = default)
    {
        var kind = await Kind(ct);
        if (kind == WorkspaceKind.New && await Claim(WorkspaceKind.Filling, ct)) kind = WorkspaceKind.Filling;
        else if (kind == WorkspaceKind.New) kind = await Kind(ct);
        if (kind == WorkspaceKind.Own) return false;
        foreach (var part in demonstration) await part.Fill(ct);
        if (kind == WorkspaceKind.Demonstration) return true;
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        // Whoever turns the key from filling to filled makes the accounts; a second filler finds it turned.
        if (await db.Set<Setting>().Where(s => s.Name == Name && s.Value == nameof(WorkspaceKind.Filling)).ExecuteUpdateAsync(s => s.SetProperty(x => x.Value, nameof(WorkspaceKind.Demonstration)), ct) == 1)
        {
            await AddDemoAccounts(ct);
            await transaction.CommitAsync(ct);
        }

        return true;
    }

    /// <summary>Makes sure that the workspace counts as begun, for accounts that a verb makes.</summary>
    public Task ClaimOwn(CancellationToken ct = default) => Claim(WorkspaceKind.Own, ct);

    private async Task<bool> Claim(WorkspaceKind kind, CancellationToken ct) =>
        await db.Database.ExecuteSqlAsync($"""INSERT INTO "platform_setting" ("Name", "Value") VALUES ({Name}, {kind.ToString()}) ON CONFLICT ("Name") DO NOTHING""", ct) == 1;

    private async Task AddDemoAccounts(CancellationToken ct)
    {
        var partners = new Dictionary<Guid, IReadOnlyList<Guid>>();
        foreach (var source in projects)
        {
            foreach (var (project, organisations) in await source.PartnersByProject(ct)) partners[project] = organisations;
        }

        foreach (var role in Enum.GetValues<Role>())
        {
            // A top-level domain that no mail ever reaches (RFC 2606), and no password: nobody signs in but through the page of roles.
            var account = new Account { Id = Guid.NewGuid(), Email = $"{role.ToString().ToLowerInvariant()}@demonstration.invalid", DemoRole = role };
            PasswordRules.Must(await users.CreateAsync(account));
            if (role == Role.Administrator) db.Add(new Membership { AccountId = account.Id, Role = role });
            else
            {
                foreach (var (project, organisations) in partners)
                {
                    db.Add(new Membership
                    {
                        AccountId = account.Id, Role = role, ProjectId = project,
                        OrganisationId = role == Role.Officer && organisations.Count > 0 ? organisations.Order().First() : null,
                        EndsOn = role == Role.Donor ? DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime).AddYears(1) : null,
                    });
                }
            }
        }

        await db.SaveChangesAsync(ct);
    }
}
