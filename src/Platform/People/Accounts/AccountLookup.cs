using Microsoft.AspNetCore.Identity;
using Uramost.Platform.Data;

namespace Uramost.Platform.People.Accounts;

/// <summary>
/// Turns an e-mail into the keyed hash under which the account is found. Identity stores and compares "normalised"
/// names only through this, so the hash takes the place of a readable name everywhere.
/// </summary>
public sealed class AccountLookup(KeyRing keys) : ILookupNormalizer
{
    /// <inheritdoc/>
    public string? NormalizeName(string? name) => string.IsNullOrWhiteSpace(name) ? null : Account.LookupValue(keys, name);

    /// <inheritdoc/>
    public string? NormalizeEmail(string? email) => NormalizeName(email);
}
