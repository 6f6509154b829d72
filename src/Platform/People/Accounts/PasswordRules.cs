using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Localization;
using Uramost.Platform.Ui;

namespace Uramost.Platform.People.Accounts;

/// <summary>What a password must be, said at its field in the reader's language.</summary>
public sealed class PasswordRules(UserManager<Account> users, IStringLocalizer<Words> words)
{
    /// <summary>Checks a new password and its repetition.</summary>
    public async Task Check(FormProblems problems, Account account, string field, string? password, string repeatedField, string? repeated)
    {
        if (string.IsNullOrEmpty(password))
        {
            problems.Required(field, null);
            return;
        }

        if (password.Length > 200) problems.Add(field, words["PasswordLong"]);
        else if (account.Email is { } email && (password.Contains(email, StringComparison.OrdinalIgnoreCase) || email.Contains(password, StringComparison.OrdinalIgnoreCase))) problems.Add(field, words["PasswordIsEmail"]);
        foreach (var validator in users.PasswordValidators)
        {
            foreach (var error in (await validator.ValidateAsync(users, account, password)).Errors)
            {
                problems.Add(field, words[error.Code == nameof(IdentityErrorDescriber.PasswordTooShort) ? "PasswordShort" : "PasswordSimple"]);
            }
        }

        if (problems[field] is null && password != repeated) problems.Add(repeatedField, words["PasswordDiffers"]);
    }

    /// <summary>Sets a checked password, and opens an account that wrong tries had locked.</summary>
    public async Task Set(Account account, string password)
    {
        account.PasswordHash = users.PasswordHasher.HashPassword(account, password);
        (account.LockoutEnd, account.AccessFailedCount) = (null, 0);
        Must(await users.UpdateSecurityStampAsync(account));
    }

    /// <summary>Expects that Identity did what it was told; anything else is an error of ours or a second writer.</summary>
    public static void Must(IdentityResult result)
    {
        if (!result.Succeeded) throw new InvalidOperationException(string.Join(' ', result.Errors.Select(e => e.Code)));
    }
}
