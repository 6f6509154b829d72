using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.DependencyInjection;
using Uramost.Platform.Data;

namespace Uramost.Platform.People.Accounts;

/// <summary>Wires accounts, cookies and sessions.</summary>
public static class Authentication
{
    /// <summary>The cookie by which somebody is known.</summary>
    public const string SessionCookie = "session";

    /// <summary>Adds accounts and sign-in.</summary>
    public static IServiceCollection AddAccounts(this IServiceCollection services)
    {
        services.AddDataKeys();
        services.AddSingleton<Sessions>();
        services.AddScoped<RateLimit>();
        services.AddScoped<PasswordRules>();
        services.AddScoped<Workspace>();
        services.AddScoped<IReencrypt, ReencryptAccounts>();
        services.AddScoped<RoleChoices>();
        services.AddScoped<Invitations>();
        services.AddHttpContextAccessor();
        services.AddSingleton<ILookupNormalizer, AccountLookup>();
        services.AddSingleton<IUserClaimsPrincipalFactory<Account>, AccountClaims>();
        services.AddIdentityCore<Account>(identity =>
            {
                identity.Stores.SchemaVersion = IdentitySchemaVersions.Version3;
                identity.User.RequireUniqueEmail = true;
                // The user name is a keyed hash's origin, an e-mail: which letters it has is not ours to say.
                identity.User.AllowedUserNameCharacters = "";
                // Length protects, required kinds of characters do not (NIST SP 800-63B, 5.1.1.2).
                identity.Password = new PasswordOptions { RequiredLength = 12, RequiredUniqueChars = 5, RequireDigit = false, RequireLowercase = false, RequireUppercase = false, RequireNonAlphanumeric = false };
                identity.Lockout = new LockoutOptions { AllowedForNewUsers = true, MaxFailedAccessAttempts = 8, DefaultLockoutTimeSpan = TimeSpan.FromMinutes(10) };
            })
            .AddUserStore<AccountStore>()
            .AddSignInManager<AccountSignIn>()
            .AddTokenProvider<AuthenticatorApp>(TokenOptions.DefaultAuthenticatorProvider);
        // PBKDF2 with HMAC-SHA-512: the number of rounds that OWASP's cheat sheet asks for.
        services.Configure<PasswordHasherOptions>(hasher => hasher.IterationCount = 210_000);
        services.Configure<IdentityPasskeyOptions>(passkeys =>
        {
            passkeys.UserVerificationRequirement = "preferred";
            passkeys.ResidentKeyRequirement = "required";
        });
        services.AddAuthentication(IdentityConstants.ApplicationScheme).AddIdentityCookies(cookies =>
        {
            cookies.ApplicationCookie!.Configure(cookie =>
            {
                Plain(cookie, SessionCookie);
                cookie.ExpireTimeSpan = TimeSpan.FromHours(12);
                cookie.SlidingExpiration = true;
                cookie.LoginPath = "/sign-in";
                cookie.ReturnUrlParameter = "return";
                cookie.Events = new CookieAuthenticationEvents
                {
                    OnValidatePrincipal = Validate,
                    OnRedirectToLogin = context => Answer(context, StatusCodes.Status401Unauthorized, context.RedirectUri),
                    OnRedirectToAccessDenied = context => Answer(context, StatusCodes.Status403Forbidden, null),
                };
            });
            cookies.TwoFactorUserIdCookie!.Configure(cookie => { Plain(cookie, "second-step"); cookie.ExpireTimeSpan = TimeSpan.FromMinutes(10); });
            cookies.TwoFactorRememberMeCookie!.Configure(cookie => Plain(cookie, "second-step-known"));
            cookies.ExternalCookie!.Configure(cookie => Plain(cookie, "external"));
        });
        services.AddAuthorization();
        return services;
    }

    /// <summary>Adds the tables of accounts and sign-in.</summary>
    public static void AddAccountTables(this ModelBuilder model)
    {
        // Changed by one conditional statement only: a stale account that is saved must not set it back.
        model.Entity<Account>().Property(a => a.LastCodeStep).Metadata.SetAfterSaveBehavior(PropertySaveBehavior.Ignore);
        model.Entity<Session>().ToTable("platform_session");
        model.Entity<DataKey>().ToTable("platform_data_key");
        model.Entity<RateCount>().ToTable("platform_rate");
        model.Entity<Setting>().ToTable("platform_setting");
        model.Entity<Invitation>().ToTable("platform_invitation");
        model.Entity<ViewLogEntry>().ToTable("platform_view_log");
    }

    /// <summary>Reads the cookie and says who is behind the request's changes; routing comes before it.</summary>
    public static IApplicationBuilder UseAccounts(this IApplicationBuilder app)
    {
        app.UseAuthentication();
        app.Use((context, next) =>
        {
            context.RequestServices.GetRequiredService<Actor>().AccountId = AccountSignIn.IdOf(context.User);
            return next(context);
        });
        app.UseAuthorization();
        return app.UseViewLog();
    }

    private static void Plain(CookieAuthenticationOptions cookie, string name)
    {
        cookie.Cookie.Name = name;
        // The path base is the language: a session is not.
        cookie.Cookie.Path = "/";
        cookie.Cookie.HttpOnly = true;
        cookie.Cookie.IsEssential = true;
        // Lax, so that a link in a mail finds its reader signed in; every change is a POST with a token.
        cookie.Cookie.SameSite = SameSiteMode.Lax;
        cookie.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
    }

    private static async Task Validate(CookieValidatePrincipalContext context)
    {
        var sessions = context.HttpContext.RequestServices.GetRequiredService<Sessions>();
        if (context.Principal is { } user && AccountSignIn.IdOf(user) is { } account && AccountSignIn.SessionOf(user) is { } session && await sessions.Holds(session, account)) return;
        context.RejectPrincipal();
        await context.HttpContext.SignOutAsync(IdentityConstants.ApplicationScheme);
    }

    // A page sends its visitor to the sign-in page; a program that asks for data gets the plain code.
    private static Task Answer(RedirectContext<CookieAuthenticationOptions> context, int status, string? page)
    {
        if (page is null || context.Request.Path.StartsWithSegments("/api")) context.Response.StatusCode = status;
        else context.Response.Redirect(page);
        return Task.CompletedTask;
    }
}
