using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Localization;
using Uramost.Platform.Data;
using Uramost.Platform.Language;
using Uramost.Platform.Naming;
using Uramost.Platform.People.Accounts;
using Uramost.Platform.Ui;

namespace Uramost.Web;

/// <summary>How the site is started.</summary>
/// <param name="Location">Where the data lies.</param>
/// <param name="Demo">Whether an empty workspace is filled with the demonstration without asking.</param>
/// <param name="HostArguments">What is left for the host, for example <c>--urls</c>.</param>
public sealed record SiteOptions(DatabaseLocation Location, bool Demo, string[] HostArguments);

/// <summary>The web site: its table of contents.</summary>
public static class Site
{
    /// <summary>The address when none is given.</summary>
    public const string DefaultUrl = "http://localhost:5080";

    /// <summary>Builds the site, ready to run.</summary>
    /// <param name="options">How it is started.</param>
    /// <param name="more">Services beside the product's own, for a host that brings work of its own.</param>
    public static WebApplication Build(SiteOptions options, Action<IServiceCollection>? more = null)
    {
        // Without the parts of a host that nothing here uses (IIS, HTTP/3, event logs): they would be loaded all the same.
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions
        {
            ApplicationName = typeof(Site).Assembly.GetName().Name,
            // Settings are read at the start: nothing watches their file.
            Args = [.. options.HostArguments, "--hostBuilder:reloadConfigOnChange=false"],
            ContentRootPath = AppContext.BaseDirectory,
        });
        if (string.IsNullOrEmpty(builder.Configuration["urls"])) builder.WebHost.UseUrls(DefaultUrl);
        builder.WebHost.UseStaticWebAssets();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        builder.Services.AddUramost(options);
        more?.Invoke(builder.Services);

        var app = builder.Build();
        app.UseSecurityHeaders();
        app.UseSecureTransport(app.Configuration);
        app.UseLanguagePath();
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            ExceptionHandlingPath = "/error", CreateScopeForErrors = true,
            StatusCodeSelector = failed => DiskFull.Is(failed) ? StatusCodes.Status507InsufficientStorage : StatusCodes.Status500InternalServerError,
        });
        app.UseAnswersInWords();
        app.UseRouting();
        // A kept page costs neither a look at accounts nor a compression.
        app.UseOutputCache();
        app.UseResponseCompression();
        app.UseAccounts();
        app.UseAntiforgery();
        app.UsePageNaming();
        app.MapStaticAssets();
        foreach (var module in Rooms.Modules) module.MapEndpoints(app);
        app.MapRazorComponents<App>().AddAdditionalAssemblies([.. Rooms.PageAssemblies]);
        return app;
    }

    /// <summary>The services of the site; the verbs use the same.</summary>
    public static IServiceCollection AddUramost(this IServiceCollection services, SiteOptions options)
    {
        services.AddSingleton(options);
        // The web host brings its configuration; verbs and tests may come without one.
        services.TryAddSingleton<IConfiguration>(_ => new ConfigurationBuilder().Build());
        services.AddSingleton(TimeProvider.System);
        services.AddPlatformDb(options.Location, typeof(Site).Assembly, CompiledModel.For);
        services.AddSingleton<IStringLocalizerFactory, WordsLocalizerFactory>();
        services.AddTransient(typeof(IStringLocalizer<>), typeof(StringLocalizer<>));
        services.AddScoped<FormProblems>();
        // Letters of the three languages stay letters: half the bytes, and readable in the source.
        services.AddSingleton(HtmlEncoder.Create(UnicodeRanges.BasicLatin, UnicodeRanges.Latin1Supplement, UnicodeRanges.LatinExtendedA, UnicodeRanges.Cyrillic, UnicodeRanges.GeneralPunctuation));
        services.AddRazorComponents();
        // Form tokens differ in every answer, so compressing pages that carry them tells a listener nothing.
        services.AddResponseCompression(compression => compression.EnableForHttps = true);
        services.AddOutputCache(cache =>
        {
            cache.SizeLimit = 16L * 1024 * 1024;
            cache.MaximumBodySize = 512L * 1024;
        });
        services.AddCascadingAuthenticationState();
        services.AddAntiforgery(antiforgery =>
        {
            antiforgery.Cookie.Name = "form";
            antiforgery.Cookie.Path = "/";
            antiforgery.Cookie.SameSite = SameSiteMode.Strict;
            antiforgery.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        });
        foreach (var module in Rooms.Modules)
        {
            services.AddSingleton(module);
            module.AddServices(services);
        }

        return services;
    }
}
