using System.Globalization;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Uramost.Platform.Contracts;
using Uramost.Platform.Data;
using Uramost.Platform.People;
using Uramost.Platform.People.Accounts;

namespace Uramost.Web.Commands;

/// <summary>The verb <c>user</c>: looks after accounts where nobody can sign in, or from a script.</summary>
internal static class User
{
    /// <summary>Runs <c>user add|list|role|disable|enable|reset|link</c>.</summary>
    public static async Task<int> Run(CommandLine call, TextWriter output)
    {
        var verb = call.Words.SingleOrDefault() ?? throw new CommandException("The verb 'user' takes add, list, role, disable, enable, reset or link. See: help");
        await using var services = Verbs.Services(call);
        await Database.Prepare(services);
        await using var scope = services.CreateAsyncScope();
        await (verb switch
        {
            "add" => Add(call, scope.ServiceProvider, output),
            "list" => List(scope.ServiceProvider, output),
            "role" => GiveRole(call, scope.ServiceProvider, output),
            "disable" => Shut(call, scope.ServiceProvider, output, shut: true),
            "enable" => Shut(call, scope.ServiceProvider, output, shut: false),
            "reset" => Reset(call, scope.ServiceProvider, output),
            "link" => NewLink(call, scope.ServiceProvider, output),
            _ => throw new CommandException($"The verb 'user' has no '{verb}'. See: help"),
        });
        return 0;
    }

    private static async Task Add(CommandLine call, IServiceProvider services, TextWriter output)
    {
        var email = call.Required("--email");
        if (!EmailField.IsEmail(email)) throw new CommandException($"'{email}' is no e-mail address.");
        var membership = await Role(call, services);
        var (db, users) = (services.GetRequiredService<PlatformDb>(), services.GetRequiredService<UserManager<Account>>());
        await using var transaction = await db.Database.BeginTransactionAsync();
        await services.GetRequiredService<Workspace>().ClaimOwn();
        if (await users.FindByEmailAsync(email) is not null) throw new CommandException($"There is already an account for {email}. Use: user role");
        var account = new Account { Id = Guid.NewGuid(), Email = email };
        PasswordRules.Must(await users.CreateAsync(account));
        membership.AccountId = account.Id;
        db.Add(membership);
        await db.SaveChangesAsync();
        var link = await services.GetRequiredService<Invitations>().Make(account.Id);
        await transaction.CommitAsync();
        await Say(output, link);
    }

    private static async Task List(IServiceProvider services, TextWriter output)
    {
        var db = services.GetRequiredService<PlatformDb>();
        var roles = (await db.Set<Membership>().AsNoTracking().ToListAsync()).ToLookup(m => m.AccountId);
        foreach (var account in (await db.Users.AsNoTracking().ToListAsync()).OrderBy(a => a.Email, StringComparer.OrdinalIgnoreCase))
        {
            var state = account.Disabled ? "shut" : account.PasswordHash is null ? "invited" : "active";
            var held = string.Join("; ", roles[account.Id].Select(m => string.Join(' ', new[] { m.Role.ToString().ToLowerInvariant(), m.ProjectId?.ToString(), m.OrganisationId?.ToString(), m.EndsOn?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) }.Where(p => p is not null))));
            await output.WriteLineAsync($"{account.Email}\t{state}\t{(account.TwoFactorEnabled ? "second step" : "password only")}\t{held}");
        }
    }

    private static async Task GiveRole(CommandLine call, IServiceProvider services, TextWriter output)
    {
        var account = await Find(call, services);
        var membership = await Role(call, services);
        membership.AccountId = account.Id;
        var db = services.GetRequiredService<PlatformDb>();
        db.Add(membership);
        await db.SaveChangesAsync();
        await output.WriteLineAsync($"{account.Email} is {membership.Role.ToString().ToLowerInvariant()} now.");
    }

    private static async Task Shut(CommandLine call, IServiceProvider services, TextWriter output, bool shut)
    {
        var (account, db) = (await Find(call, services), services.GetRequiredService<PlatformDb>());
        var today = DateOnly.FromDateTime(services.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime);
        if (shut && await AccountRights.IsLastAdministrator(db, account.Id, today)) throw new CommandException($"{account.Email} is the last administrator.");
        account.Disabled = shut;
        PasswordRules.Must(await services.GetRequiredService<UserManager<Account>>().UpdateAsync(account));
        if (shut) await services.GetRequiredService<Sessions>().EndAll(db, account.Id);
        await output.WriteLineAsync($"{account.Email} is {(shut ? "shut" : "open")} now.");
    }

    private static async Task Reset(CommandLine call, IServiceProvider services, TextWriter output)
    {
        var account = await Find(call, services);
        await SecondFactor.Remove(services.GetRequiredService<UserManager<Account>>(), account, passkeys: true);
        await services.GetRequiredService<Sessions>().EndAll(services.GetRequiredService<PlatformDb>(), account.Id);
        await output.WriteLineAsync($"{account.Email} signs in with the password alone now; all sessions are ended.");
    }

    private static async Task NewLink(CommandLine call, IServiceProvider services, TextWriter output)
    {
        var account = await Find(call, services);
        await Say(output, await services.GetRequiredService<Invitations>().Make(account.Id));
    }

    private static Task Say(TextWriter output, string link) => output.WriteLineAsync($"Open this address on the site within {Invitations.Lifetime.Days} days; it works once: /en{link}");

    private static async Task<Account> Find(CommandLine call, IServiceProvider services)
    {
        var email = call.Required("--email");
        return await services.GetRequiredService<UserManager<Account>>().FindByEmailAsync(email) ?? throw new CommandException($"There is no account for {email}. The accounts are listed by: user list");
    }

    private static async Task<Membership> Role(CommandLine call, IServiceProvider services)
    {
        var name = call.Required("--role");
        if (int.TryParse(name, out _) || !Enum.TryParse<Role>(name, ignoreCase: true, out var role)) throw new CommandException($"There is no role '{name}'. The roles are: {string.Join(", ", Enum.GetNames<Role>()).ToLowerInvariant()}");
        DateOnly? ends = null;
        if (call.Flags.TryGetValue("--until", out var until))
        {
            ends = DateOnly.TryParseExact(until, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : throw new CommandException($"--until takes a date such as 2027-12-31, not '{until}'.");
        }

        if (role == Platform.People.Role.Administrator) return new Membership { Role = role, EndsOn = ends };
        if (role == Platform.People.Role.Donor && ends is null) throw new CommandException("A donor's role needs --until DATE.");
        return new Membership
        {
            Role = role, EndsOn = ends, ProjectId = await Project(call.Required("--project"), services),
            OrganisationId = role is Platform.People.Role.Officer or Platform.People.Role.Donor && (role == Platform.People.Role.Officer || call.Flags.ContainsKey("--organisation"))
                ? Guid.TryParse(call.Required("--organisation"), out var organisation) ? organisation : throw new CommandException("--organisation takes the organisation's id, as its page's address shows it.")
                : null,
        };
    }

    private static async Task<Guid> Project(string text, IServiceProvider services)
    {
        var everything = new Viewer(null, [new Membership { Role = Platform.People.Role.Administrator }]);
        foreach (var projects in services.GetServices<IProjects>())
        {
            if ((await projects.Visible(everything)).FirstOrDefault(p => p.Slug == text || p.Id.ToString() == text) is { } found) return found.Id;
        }

        throw new CommandException($"There is no project '{text}': give its id or the last part of its public address.");
    }
}
