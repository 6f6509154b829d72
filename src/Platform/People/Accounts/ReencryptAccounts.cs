using System.Xml.Linq;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Uramost.Platform.Data;

namespace Uramost.Platform.People.Accounts;

/// <summary>Seals accounts, their second factors and the keys of cookies under the current master key. Links that wait to be used stop working.</summary>
public sealed class ReencryptAccounts(PlatformDb db, KeyRing keys) : IReencrypt
{
    /// <inheritdoc/>
    public async Task<int> Run(CancellationToken ct = default)
    {
        // One transaction: half of the look-up values under one key and half under another would let only half of the people in.
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var accounts = await db.Users.ToListAsync(ct);
        foreach (var account in accounts) account.Reseal(keys, keys);
        foreach (var token in await db.UserTokens.ToListAsync(ct)) token.Value = AccountStore.ResealToken(keys, keys, token.UserId, token.Value);
        foreach (var passkey in await db.Set<IdentityUserPasskey<Guid>>().ToListAsync(ct)) passkey.Data.Name = AccountStore.ResealPasskeyName(keys, keys, passkey.UserId, passkey.Data.Name);
        foreach (var dataKey in await db.Set<DataKey>().ToListAsync(ct))
        {
            var xml = XElement.Parse(dataKey.Xml);
            foreach (var sealedSecret in xml.Descendants("sealed")) sealedSecret.Value = Convert.ToBase64String(keys.Encrypt(MasterKeyXmlEncryptor.Purpose, keys.Decrypt(MasterKeyXmlEncryptor.Purpose, Convert.FromBase64String(sealedSecret.Value))));
            dataKey.Xml = xml.ToString(SaveOptions.DisableFormatting);
        }

        db.RemoveRange(await db.Set<Invitation>().ToListAsync(ct));
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return accounts.Count;
    }
}
