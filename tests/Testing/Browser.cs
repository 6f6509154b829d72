using Microsoft.Playwright;

namespace Uramost.Testing;

/// <summary>One real Chromium per process; every test opens its own context.</summary>
public static class Browser
{
    private static readonly Lazy<Task<IBrowser?>> Started = new(Start);

    private static string? Executable => new[] { Environment.GetEnvironmentVariable("URAMOST_CHROMIUM"), "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome" }
        .FirstOrDefault(p => !string.IsNullOrEmpty(p) && File.Exists(p));

    /// <summary>A page in a context of its own; the test is skipped with a reason where there is no Chromium.</summary>
    public static async Task<IPage> Page(int width = 1280, int height = 900, bool dark = false, bool script = true, string? url = null)
    {
        if (await Started.Value is not { } browser)
        {
            Skipped.Because("Chromium is not installed (set URAMOST_CHROMIUM to its path)");
            throw new InvalidOperationException();
        }

        var context = await browser.NewContextAsync(new BrowserNewContextOptions
        {
            ViewportSize = new ViewportSize { Width = width, Height = height },
            ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light,
            JavaScriptEnabled = script,
            BaseURL = url,
        });
        return await context.NewPageAsync();
    }

    private static async Task<IBrowser?> Start()
    {
        if (Executable is not { } path) return null;
        var playwright = await Playwright.CreateAsync();
        var browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = path,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage"],
        });
        AppDomain.CurrentDomain.ProcessExit += (_, _) => playwright.Dispose();
        return browser;
    }
}
