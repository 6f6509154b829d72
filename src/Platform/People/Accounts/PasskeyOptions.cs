using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;
using Uramost.Platform.Data;

namespace Uramost.Platform.People.Accounts;

/// <summary>What the browser's passkey dialogue asks the server first.</summary>
public static class PasskeyOptions
{
    /// <summary>Maps both questions; they need the token of the form that asks.</summary>
    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapPost("/sign-in/passkey-options", async (HttpContext http, IAntiforgery forms, AccountSignIn entry, RateLimit limit) =>
        {
            if (!await forms.IsRequestValidAsync(http)) return Results.BadRequest();
            if (!await limit.Take("passkey", RateLimit.Address(http), 60, TimeSpan.FromMinutes(5))) return Results.StatusCode(StatusCodes.Status429TooManyRequests);
            // Of no account: the browser offers what it has, and the server says nothing of who has passkeys.
            return Results.Content(await entry.MakePasskeyRequestOptionsAsync(null), "application/json");
        });
        endpoints.MapPost("/account/passkey-options", async (HttpContext http, IAntiforgery forms, AccountSignIn entry, UserManager<Account> users) =>
        {
            if (!await forms.IsRequestValidAsync(http)) return Results.BadRequest();
            if (await users.GetUserAsync(http.User) is not { } account) return Results.Unauthorized();
            var name = account.Email ?? "";
            return Results.Content(await entry.MakePasskeyCreationOptionsAsync(new PasskeyUserEntity { Id = account.Id.ToString(), Name = name, DisplayName = name }), "application/json");
        }).RequireAuthorization();
    }
}
