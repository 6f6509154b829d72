using System.Text;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Uramost.Platform.Data;
using Uramost.Platform.People;

namespace Uramost.Testing;

/// <summary>Accounts of a test, made directly in the database and signed in through the real page.</summary>
public static class TestAccounts
{
    /// <summary>The password of all of them.</summary>
    public const string Password = "uramost bridge of tests";

    private static string? hash;

    /// <summary>Makes an account with its roles (their <c>AccountId</c> is set here).</summary>
    public static async Task<Guid> AddAccount(this TestSite site, string email, params Membership[] roles)
    {
        await using var scope = site.Scope();
        var keys = scope.ServiceProvider.GetRequiredService<ILookupNormalizer>();
        hash ??= scope.ServiceProvider.GetRequiredService<IPasswordHasher<Account>>().HashPassword(new Account(), Password);
        var account = new Account
        {
            Id = Guid.NewGuid(), Email = email, NormalizedEmail = keys.NormalizeEmail(email), NormalizedUserName = keys.NormalizeName(email),
            PasswordHash = hash, SecurityStamp = Guid.NewGuid().ToString("N"), LockoutEnabled = true,
        };
        foreach (var role in roles) role.AccountId = account.Id;
        var db = scope.ServiceProvider.GetRequiredService<PlatformDb>();
        db.Add(account);
        db.AddRange(roles);
        await db.SaveChangesAsync();
        return account.Id;
    }

    /// <summary>Signs somebody in through the page, as a browser without JavaScript does.</summary>
    public static async Task<Visitor> SignIn(this TestSite site, string email, string password = Password)
    {
        var visitor = site.Visitor();
        var page = await visitor.Open("/en/sign-in");
        await visitor.Submit(page, "form", new() { ["Form.Email"] = email, ["Form.Password"] = password });
        return visitor;
    }

    /// <summary>Everything that lies in the database, as text, as somebody reads it who has stolen a copy.</summary>
    public static async Task<string> Dump(this TestSite site)
    {
        await using var scope = site.Scope();
        var db = scope.ServiceProvider.GetRequiredService<PlatformDb>();
        var connection = db.Database.GetDbConnection();
        await connection.OpenAsync();
        var text = new StringBuilder();
        foreach (var table in db.Model.GetEntityTypes().Select(t => t.GetTableName()).Where(t => t is not null).Distinct())
        {
            await using var command = connection.CreateCommand();
            command.CommandText = $"SELECT * FROM \"{table}\"";
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync())
            {
                text.Append(table);
                for (var i = 0; i < reader.FieldCount; i++)
                {
                    var value = reader.GetValue(i);
                    text.Append('\t').Append(value is byte[] bytes ? Encoding.UTF8.GetString(bytes) : value);
                }

                text.Append('\n');
            }
        }

        return text.ToString();
    }
}
