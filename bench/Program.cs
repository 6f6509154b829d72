using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Uramost.Bench;
using Uramost.Platform.Data;
using Uramost.Platform.People;
using Uramost.Platform.People.Persons;
using Uramost.Programmes;
using Uramost.Programmes.Activities;
using Uramost.Programmes.Attendance;
using Uramost.Testing;
using Uramost.Web;

CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.InvariantCulture;
var quick = args.Contains("--quick");
if (Option("--postgres") is { } server) Environment.SetEnvironmentVariable("URAMOST_TEST_POSTGRES", server);
var only = Option("--only");
var files = Option("--files");
var table = new Table();
if (only is null or "Disclosure") Disclosure.Run(table, quick);
if (only is null or "Matching") Matching.Run(table);
if (only is null or "Iati") await IatiFile.Run(table, quick);
foreach (var provider in Enum.GetValues<Provider>())
{
    if (only is not null && !provider.ToString().Equals(only, StringComparison.OrdinalIgnoreCase)) continue;
    if (provider == Provider.PostgreSql && PostgresCluster.Connection is null)
    {
        Console.WriteLine($"PostgreSQL is left out: {PostgresCluster.Missing}");
        continue;
    }

    await Run(provider, quick, files, args.Contains("--pages"), Option("--alone"), table);
}

Console.WriteLine($"Machine: {Environment.ProcessorCount} cores, {GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (1L << 30)} GiB; .NET {Environment.Version}; {(quick ? "quick run, small numbers" : "full size")}.");
Console.WriteLine();
table.Write(Console.Out);
return table.AllOk ? 0 : 1;

string? Option(string name) => Array.IndexOf(args, name) is >= 0 and var at && at + 1 < args.Length ? args[at + 1] : null;

static async Task Run(Provider provider, bool quick, string? files, bool pagesOnly, string? alone, Table table)
{
    var size = quick ? new Size(5_000, 10_000, 20_000) : new Size(50_000, 200_000, 500_000);
    var rounds = quick ? 40 : 300;
    var clock = Stopwatch.StartNew();
    await using var largeDatabase = await TestDatabase.Create(provider);
    await using var smallDatabase = await TestDatabase.Create(provider);
    var (largeBefore, smallBefore) = (Filled.Load(files, "large", largeDatabase.Location), Filled.Load(files, "small", smallDatabase.Location));
    await using var large = await TestSite.StartOn(largeDatabase, ServerTime.Watch);
    await using var small = await TestSite.StartOn(smallDatabase, ServerTime.Watch);
    var seeded = largeBefore ?? await Seed.Run(large, size);
    var little = smallBefore ?? await Seed.Run(small, size with { Activities = 500, People = 2_000, Attendances = 5_000 });
    if (largeBefore is null) Filled.Save(files, "large", largeDatabase.Location, seeded);
    if (smallBefore is null) Filled.Save(files, "small", smallDatabase.Location, little);
    Console.Error.WriteLine($"{provider}: filled in {clock.Elapsed.TotalSeconds:0} s");
    await using var bare = await Bare.Start(large, seeded);
    using var member = await SignIn(large, seeded.Project);
    using var memberOfLittle = await SignIn(small, little.Project);
    using var nobody = new HttpClient { BaseAddress = new Uri(bare.Url) };

    // Among 500 activities a single kind does not fill a page: what grows with the number is measured where both pages are full.
    const string list = "activities?kind=workshop&from=2014-01-01&sort=title", full = "activities?from=2014-01-01&sort=title";
    var measures = new List<Measure>
    {
        new("list", member.Client, $"/en/{list}"), new("bare list", nobody, "/list"), new("full list", member.Client, $"/en/{full}"), new("little list", memberOfLittle.Client, $"/en/{full}"),
        new("overview", member.Client, $"/en/projects/{seeded.Project}/overview"), new("public overview", member.Client, $"/en/p/{seeded.Slug}"),
        new("names", member.Client, "/en/api/attendance/names?q=petr"), new("bare names", nobody, "/names?q=petr"),
    };
    if (alone is not null)
    {
        // For a profiler: one page over and over.
        if (alone == "import")
        {
            for (var i = 0; i < 10; i++) Console.WriteLine(await ImportRows.Of(large, seeded.Free, 10_000));
        }
        else if (alone == "kept") Console.WriteLine($"{await Rate.Of(large.Url, $"/en/p/{seeded.Slug}", TimeSpan.FromSeconds(20), "Accept-Encoding: br\r\n"):N0}/s");
        else await Measure.All([measures.Single(m => m.Name == alone)], 20 * rounds);
        return;
    }

    await Measure.All(measures, rounds);
    foreach (var measure in measures) Console.Error.WriteLine($"{provider}: {measure.Name} {(measure.Missing ? "missing" : measure.Median.ToString("N0"))} µs");
    double Of(string name) => measures.Single(m => m.Name == name).Median;
    var many = size.Activities.ToString("N0");
    table.Ratio(provider, $"List of {many}, filtered and sorted : its bare page", Of("list"), Of("bare list"), 2);
    table.Ratio(provider, $"List of {many} : list of 500", Of("full list"), Of("little list"), 1.5);
    table.Ratio(provider, $"Overview of {size.Activities / 4:N0} activities : bare list page", Of("overview"), Of("bare list"), 3);
    table.Ratio(provider, "Public overview, not kept : bare list page", Of("public overview"), Of("bare list"), 3);
    if (measures.Single(m => m.Name == "names").Missing is false) table.Ratio(provider, $"Type-ahead among {size.People:N0} people : bare look-up", Of("names"), Of("bare names"), 2);

    if (pagesOnly) return;
    var time = TimeSpan.FromSeconds(quick ? 1 : 3);
    var (kept, plain) = (0.0, 0.0);
    for (var i = 0; i < 3; i++)
    {
        kept = Math.Max(kept, await Rate.Of(large.Url, $"/en/p/{seeded.Slug}", time, "Accept-Encoding: br\r\n"));
        plain = Math.Max(plain, await Rate.Of(bare.Url, "/plain", time));
    }

    table.Share(provider, "Kept public page : plain text, requests a second", kept, plain, 0.25);
    string[] open = ["/en", $"/en/p/{seeded.Slug}", "/sr-cyrl/activities", $"/en/activities/{seeded.Activity}", "/en/projects", "/en/organisations", "/sq/help"];
    string[] staff = ["/sr-cyrl/activities", $"/sr-cyrl/projects/{seeded.Project}/overview", $"/en/activities/{seeded.Activity}", $"/en/activities/{seeded.Activity}/attendance", "/en/people"];
    await Weigh("Public", open, null, 60_000);
    await Weigh("Staff", staff, member.Cookies, 150_000);
    var rows = quick ? 1_000 : 10_000;
    var (import, insert) = await ImportRows.Of(large, seeded.Free, rows);
    table.Ratio(provider, $"Import of {rows:N0} people : inserting them bare", import * 1000, insert * 1000, 5);
    var (start, resident) = await FirstPage.Of(large.Location, "/en", quick ? 2 : 5);
    table.Line($"Process start to first page ({provider})", "", "≤ 2 s", start <= 2000, $"{start:N0} ms");
    table.Line($"Resident memory after it ({provider})", "", "≤ 150 MB", resident <= 150_000_000, $"{resident / 1e6:N0} MB");

    async Task Weigh(string which, string[] pages, System.Net.CookieContainer? cookies, long bar)
    {
        var (heaviest, bytes) = ("", 0L);
        foreach (var page in pages)
        {
            if (await Weight.Of(large.Url, cookies, page) is var weight && weight > bytes) (heaviest, bytes) = (page, weight);
        }

        table.Line($"{which} page, heaviest of {pages.Length}, compressed at first view ({provider})", "", $"≤ {bar / 1000} kB", bytes <= bar, $"{bytes / 1000.0:N1} kB{(heaviest.Contains(seeded.Slug) ? ", overview" : "")}");
    }
}

static async Task<Visitor> SignIn(TestSite site, Guid project)
{
    await site.AddAccount("coordinator@bench.example", new Membership { Role = Role.Coordinator, ProjectId = project });
    return await site.SignIn("coordinator@bench.example");
}

/// <summary>One request that is sent again and again.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Client">Who sends it.</param>
/// <param name="Path">Its address.</param>
internal sealed record Measure(string Name, HttpClient Client, string Path)
{
    private readonly List<double> times = [];

    /// <summary>Whether the site does not have it.</summary>
    public bool Missing { get; private set; }

    /// <summary>Microseconds.</summary>
    public double Median => times.Order().ElementAt(times.Count / 2);

    /// <summary>Sends all of them in turn, so that whatever else the machine does strikes all alike.</summary>
    public static async Task All(List<Measure> measures, int rounds)
    {
        foreach (var measure in measures)
        {
            try { await ServerTime.Of(measure.Client, measure.Path); }
            catch (InvalidOperationException missing) when (missing.Message.Contains("404")) { measure.Missing = true; }
        }

        for (var round = -rounds / 3; round < rounds; round++)
        {
            foreach (var measure in measures.Where(m => !m.Missing))
            {
                var took = await ServerTime.Of(measure.Client, measure.Path);
                if (round >= 0) measure.times.Add(took);
            }
        }
    }
}

/// <summary>What the measurements came to.</summary>
internal sealed class Table
{
    private readonly List<string> lines = [];

    /// <summary>Whether every bar was held.</summary>
    public bool AllOk { get; private set; } = true;

    /// <summary>A time beside another, which may be at most so many times as long.</summary>
    public void Ratio(Provider provider, string measure, double time, double other, double bar) =>
        Line($"{measure} ({provider})", $"{time / other:0.00}", $"≤ {bar:0.##}", time / other <= bar, $"{time:N0} µs : {other:N0} µs");

    /// <summary>A rate beside another, of which it must be at least such a part.</summary>
    public void Share(Provider provider, string measure, double rate, double other, double bar) =>
        Line($"{measure} ({provider})", $"{rate / other:0.00}", $"≥ {bar:0.##}", rate / other >= bar, $"{rate:N0}/s : {other:N0}/s");

    /// <summary>A figure that has a bar of its own.</summary>
    public void Line(string measure, string ratio, string bar, bool ok, string figures)
    {
        AllOk &= ok;
        lines.Add($"| {measure} | {ratio} | {bar} | {(ok ? "yes" : "no")} | {figures} |");
    }

    /// <summary>Writes it as Markdown.</summary>
    public void Write(TextWriter output)
    {
        output.WriteLine("| measure | ratio | bar | ok | figures |");
        output.WriteLine("| --- | ---: | ---: | --- | --- |");
        foreach (var line in lines) output.WriteLine(line);
    }
}

/// <summary>
/// The bare pages: a host with nothing but routes. The list is a bare Razor component over the query that the real page
/// asks, for the same viewer; the look-up is the search of names, with what tells namesakes apart, written as JSON; the plain text is a route's.
/// </summary>
internal sealed class Bare(WebApplication app) : IAsyncDisposable
{
    /// <summary>Where it listens.</summary>
    public string Url => app.Urls.First();

    /// <summary>Starts it on a site's database.</summary>
    public static async Task<Bare> Start(TestSite site, Seeded seeded)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(k => k.AddServerHeader = false);
        builder.Services.AddUramost(new SiteOptions(site.Location, false, []));
        // Work in the background belongs to the site.
        foreach (var hosted in builder.Services.Where(s => s.ServiceType == typeof(Microsoft.Extensions.Hosting.IHostedService) && s.ImplementationFactory is not null).ToList()) builder.Services.Remove(hosted);
        var app = builder.Build();
        app.UseWatch();
        app.UseRouting();
        var rights = new ProgrammesRights(new Viewer(Guid.NewGuid(), [new Membership { Role = Role.Coordinator, ProjectId = seeded.Project }]));
        var query = new ActivityQuery { Kind = "workshop", From = new DateOnly(2014, 1, 1), Sort = "title" };
        app.MapGet("/list", async (PlatformDb db) => new RazorComponentResult<BareList>(new { (await query.Page(db, rights, 50)).Lines }));
        var organisations = seeded.Organisations.ToHashSet();
        app.MapGet("/names", async (PlatformDb db, AttendanceList attendance, string q) => await attendance.Find(db, q, organisations));
        app.MapGet("/plain", (HttpContext context) =>
        {
            context.Response.ContentType = "text/plain";
            context.Response.ContentLength = 10;
            return context.Response.WriteAsync("Ura, most.");
        });
        await app.StartAsync();
        return new Bare(app);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
    }
}
