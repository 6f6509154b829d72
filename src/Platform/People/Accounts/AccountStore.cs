using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Uramost.Platform.Data;

namespace Uramost.Platform.People.Accounts;

/// <summary>
/// Accounts as Identity asks for them. The secret of the authenticator app, the recovery codes and the names of passkeys are
/// encrypted and bound to their account.
/// </summary>
public sealed class AccountStore(PlatformDb db, KeyRing keys, IdentityErrorDescriber? describer = null)
    : UserOnlyStore<Account, PlatformDb, Guid, IdentityUserClaim<Guid>, IdentityUserLogin<Guid>, IdentityUserToken<Guid>, IdentityUserPasskey<Guid>>(db, describer)
{
    private const string TokenPurpose = "account.token", PasskeyPurpose = "account.passkey";

    /// <inheritdoc/>
    public override Task SetTokenAsync(Account user, string loginProvider, string name, string? value, CancellationToken cancellationToken) =>
        base.SetTokenAsync(user, loginProvider, name, Seal(keys, TokenPurpose, user.Id, value), cancellationToken);

    /// <inheritdoc/>
    public override async Task<string?> GetTokenAsync(Account user, string loginProvider, string name, CancellationToken cancellationToken) =>
        Open(keys, TokenPurpose, user.Id, await base.GetTokenAsync(user, loginProvider, name, cancellationToken));

    /// <inheritdoc/>
    public override async Task AddOrUpdatePasskeyAsync(Account user, UserPasskeyInfo passkey, CancellationToken cancellationToken)
    {
        var name = passkey.Name;
        passkey.Name = Seal(keys, PasskeyPurpose, user.Id, name);
        await base.AddOrUpdatePasskeyAsync(user, passkey, cancellationToken);
        passkey.Name = name;
    }

    /// <inheritdoc/>
    public override async Task<IList<UserPasskeyInfo>> GetPasskeysAsync(Account user, CancellationToken cancellationToken)
    {
        var passkeys = await base.GetPasskeysAsync(user, cancellationToken);
        foreach (var passkey in passkeys) passkey.Name = Open(keys, PasskeyPurpose, user.Id, passkey.Name);
        return passkeys;
    }

    /// <inheritdoc/>
    public override async Task<UserPasskeyInfo?> FindPasskeyAsync(Account user, byte[] credentialId, CancellationToken cancellationToken)
    {
        var passkey = await base.FindPasskeyAsync(user, credentialId, cancellationToken);
        if (passkey is not null) passkey.Name = Open(keys, PasskeyPurpose, user.Id, passkey.Name);
        return passkey;
    }

    /// <summary>A token's value under the current key of another ring.</summary>
    internal static string? ResealToken(KeyRing from, KeyRing to, Guid account, string? value) => Seal(to, TokenPurpose, account, Open(from, TokenPurpose, account, value));

    /// <summary>A passkey's name under the current key of another ring.</summary>
    internal static string? ResealPasskeyName(KeyRing from, KeyRing to, Guid account, string? name) => Seal(to, PasskeyPurpose, account, Open(from, PasskeyPurpose, account, name));

    private static string? Seal(KeyRing keys, string purpose, Guid account, string? value) => value is null ? null : Convert.ToBase64String(keys.EncryptText(purpose, value, account));

    private static string? Open(KeyRing keys, string purpose, Guid account, string? value) => value is null ? null : keys.DecryptText(purpose, Convert.FromBase64String(value), account);
}
