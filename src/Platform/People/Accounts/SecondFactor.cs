using Microsoft.AspNetCore.Identity;

namespace Uramost.Platform.People.Accounts;

/// <summary>Takes the second step away from an account.</summary>
public static class SecondFactor
{
    /// <summary>Removes the authenticator app with its recovery codes and, where asked for, the passkeys.</summary>
    public static async Task Remove(UserManager<Account> users, Account account, bool passkeys)
    {
        if (passkeys)
        {
            foreach (var passkey in await users.GetPasskeysAsync(account)) PasswordRules.Must(await users.RemovePasskeyAsync(account, passkey.CredentialId));
        }

        PasswordRules.Must(await users.SetTwoFactorEnabledAsync(account, false));
        // A key that was once on is never offered again: whoever has seen it could make codes.
        await users.RemoveAuthenticationTokenAsync(account, "[AspNetUserStore]", "AuthenticatorKey");
        await users.RemoveAuthenticationTokenAsync(account, "[AspNetUserStore]", "RecoveryCodes");
    }
}
