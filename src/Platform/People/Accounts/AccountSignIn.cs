using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Uramost.Platform.Data;

namespace Uramost.Platform.People.Accounts;

/// <summary>
/// Signs people in and out. Every sign-in is a row in the table of sessions, named by the cookie. A wrong password, an unknown
/// e-mail, a locked and a shut account get the same answer after the same work.
/// </summary>
public sealed class AccountSignIn(
    UserManager<Account> users, IHttpContextAccessor http, IUserClaimsPrincipalFactory<Account> claims, IOptions<IdentityOptions> options,
    ILogger<SignInManager<Account>> logger, IAuthenticationSchemeProvider schemes, IUserConfirmation<Account> confirmation,
    PlatformDb db, Sessions sessions, RateLimit limit, IPasswordHasher<Account> hasher)
    : SignInManager<Account>(users, http, claims, options, logger, schemes, confirmation)
{
    // Of a password that nobody has; made by the same hasher, so that checking against it costs what a real check costs.
    private static string? nobodysHash;

    /// <summary>Tries an e-mail and a password.</summary>
    /// <returns>Succeeded, or that a second step is needed, or failed without saying why; not allowed when there were too many tries.</returns>
    public async Task<SignInResult> WithPassword(string email, string password)
    {
        var window = TimeSpan.FromMinutes(5);
        // Counted before the password is looked at: many tries at the same moment are all counted.
        var within = await limit.Take("sign-in", RateLimit.Address(Context), 30, window);
        within &= await limit.Take("sign-in account", UserManager.NormalizeEmail(email) ?? "", 15, window);
        if (!within) return SignInResult.NotAllowed;
        var account = await UserManager.FindByEmailAsync(email);
        if (account?.PasswordHash is null || !await CanSignInAsync(account) || await UserManager.IsLockedOutAsync(account))
        {
            nobodysHash ??= hasher.HashPassword(new Account(), Guid.NewGuid().ToString());
            hasher.VerifyHashedPassword(new Account(), nobodysHash, password);
            return SignInResult.Failed;
        }

        var result = await PasswordSignInAsync(account, password, isPersistent: false, lockoutOnFailure: true);
        return result.Succeeded || result.RequiresTwoFactor ? result : SignInResult.Failed;
    }

    /// <summary>Tries a code of the authenticator app, after the password.</summary>
    public Task<SignInResult> WithCode(string code) => SecondStep(() => TwoFactorAuthenticatorSignInAsync(code, isPersistent: false, rememberClient: false));

    /// <summary>Tries a recovery code, after the password.</summary>
    public Task<SignInResult> WithRecoveryCode(string code) => SecondStep(() => TwoFactorRecoveryCodeSignInAsync(code.Replace(" ", "").ToUpperInvariant()));

    /// <summary>Tries what a passkey signed. It stands for both steps: the device is one, the finger or the PIN on it the other. Lock-out does not apply, since it cannot be guessed.</summary>
    public async Task<SignInResult> WithPasskey(string credential)
    {
        PasskeyAssertionResult<Account> assertion;
        // Thrown where the challenge is missing, for example because it was sent ten minutes ago.
        try { assertion = await PerformPasskeyAssertionAsync(credential); }
        catch (InvalidOperationException) { return SignInResult.Failed; }
        if (!assertion.Succeeded || !await CanSignInAsync(assertion.User)) return SignInResult.Failed;
        await UserManager.AddOrUpdatePasskeyAsync(assertion.User, assertion.Passkey);
        await SignInAsync(assertion.User, isPersistent: false);
        return SignInResult.Success;
    }

    /// <summary>Whether the password is the account's; tries are limited, so that an open browser is no place to guess it.</summary>
    public async Task<bool> Knows(Account account, string? password) =>
        !string.IsNullOrEmpty(password) && await limit.Take("password", account.Id.ToString(), 15, TimeSpan.FromMinutes(5)) && await UserManager.CheckPasswordAsync(account, password);

    /// <summary>Whether the account is open.</summary>
    public override async Task<bool> CanSignInAsync(Account user) => !user.Disabled && await base.CanSignInAsync(user);

    /// <inheritdoc/>
    public override async Task SignInWithClaimsAsync(Account user, AuthenticationProperties? authenticationProperties, IEnumerable<Claim> additionalClaims)
    {
        // A new session whatever the browser brought along: an identifier known before the sign-in is worth nothing after it.
        var session = await sessions.Start(db, user.Id, Context.Request.Headers.UserAgent);
        await base.SignInWithClaimsAsync(user, authenticationProperties, [.. additionalClaims, new Claim(Sessions.Claim, session.ToString("N"))]);
    }

    /// <inheritdoc/>
    public override async Task SignOutAsync()
    {
        if (SessionOf(Context.User) is { } session && IdOf(Context.User) is { } account) await sessions.End(db, account, session);
        await base.SignOutAsync();
    }

    private async Task<SignInResult> SecondStep(Func<Task<SignInResult>> attempt)
    {
        if (await GetTwoFactorAuthenticationUserAsync() is not { } account || !await CanSignInAsync(account)) return SignInResult.Failed;
        return await limit.Take("second step", account.Id.ToString(), 10, TimeSpan.FromMinutes(10)) ? await attempt() : SignInResult.NotAllowed;
    }

    /// <summary>The account that a cookie names, or null.</summary>
    public static Guid? IdOf(ClaimsPrincipal user) => Guid.TryParse(user.FindFirstValue(ClaimTypes.NameIdentifier), out var id) ? id : null;

    /// <summary>The session that a cookie names, or null.</summary>
    public static Guid? SessionOf(ClaimsPrincipal user) => Guid.TryParse(user.FindFirstValue(Sessions.Claim), out var id) ? id : null;
}

/// <summary>What a cookie says of somebody: the account's id and nothing that names them.</summary>
public sealed class AccountClaims : IUserClaimsPrincipalFactory<Account>
{
    /// <inheritdoc/>
    public Task<ClaimsPrincipal> CreateAsync(Account user) =>
        Task.FromResult(new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, user.Id.ToString())], IdentityConstants.ApplicationScheme)));
}
