using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Uramost.Platform.Data;

namespace Uramost.Platform.People.Accounts;

/// <summary>Checks codes of an authenticator app. A code counts once, also when it is sent to two nodes at the same time.</summary>
public sealed class AuthenticatorApp(PlatformDb db, TimeProvider clock) : IUserTwoFactorTokenProvider<Account>
{
    /// <inheritdoc/>
    public async Task<bool> CanGenerateTwoFactorTokenAsync(UserManager<Account> manager, Account user) => !string.IsNullOrEmpty(await manager.GetAuthenticatorKeyAsync(user));

    /// <summary>Nothing: the app makes the code.</summary>
    public Task<string> GenerateAsync(string purpose, UserManager<Account> manager, Account user) => Task.FromResult("");

    /// <inheritdoc/>
    public async Task<bool> ValidateAsync(string purpose, string token, UserManager<Account> manager, Account user)
    {
        if (await manager.GetAuthenticatorKeyAsync(user) is not { Length: > 0 } key) return false;
        if (OneTimeCode.Match(OneTimeCode.Secret(key), token, clock.GetUtcNow()) is not { } step) return false;
        // Past the change tracker and the audit on purpose: the step is a lock, not a change that somebody made.
        if (await db.Users.Where(a => a.Id == user.Id && a.LastCodeStep < step).ExecuteUpdateAsync(s => s.SetProperty(a => a.LastCodeStep, step)) == 0) return false;
        user.LastCodeStep = step;
        return true;
    }
}
