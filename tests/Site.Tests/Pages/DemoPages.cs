using System.Net;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Microsoft.EntityFrameworkCore;
using Uramost.Platform.Contracts;
using Uramost.Platform.Language;
using Uramost.Platform.Ui;
using Uramost.Programmes.Activities;
using Uramost.Programmes.Attendance;
using Uramost.Programmes.Reports;
using Uramost.Site.Tests.Rights;

namespace Uramost.Site.Tests.Pages;

/// <summary>A page that somebody found by following links.</summary>
/// <param name="Path">Address without language.</param>
/// <param name="Kind">Address without ids and without the values of filters.</param>
/// <param name="Route">Template of the route that answers.</param>
/// <param name="Problems">What was wrong with it in any language, without looking at it in a browser.</param>
public sealed record FoundPage(string Path, string Kind, string Route, IReadOnlyList<string> Problems);

/// <summary>The demonstration and all pages that a role finds in it, read once per role. Its tests only read.</summary>
public sealed partial class DemoPages : IAsyncLifetime
{
    /// <summary>Pages that no link leads to, with the reason.</summary>
    public static readonly IReadOnlyDictionary<string, string> NotLinked = new Dictionary<string, string>
    {
        ["/error"] = "shown in place of a page that failed",
        ["/sign-in/code"] = "stands between the password and the code of an app; the tests of accounts go through it",
        ["/sign-in/recovery"] = "as above",
        ["/l/{Token}"] = "the address stands in a message; the tests of mail open it",
    };

    // What work leads to and no list shows: an invitation in somebody's mailbox, an import that waits to be accepted.
    private readonly List<(string? Role, string Path)> further = [];
    private readonly Dictionary<string, Task<IReadOnlyList<FoundPage>>> read = [];
    private List<(Regex Pattern, string Route)> routes = [];

    /// <summary>The running demonstration.</summary>
    public TestSite Site { get; private set; } = null!;

    /// <summary>Kinds of pages that were looked at in every variant.</summary>
    public HashSet<string> Looked { get; } = [];

    /// <summary>Templates of all pages.</summary>
    public IEnumerable<string> Routes => routes.Select(r => r.Route);

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        Site = await TestSite.Start(Provider.Sqlite, demo: true);
        routes =
        [
            .. RightsTable.Routes(Site).Where(r => r.IsPage).Select(r => r.Route).OrderBy(r => r.Count(c => c == '{'))
                .Select(r => (new Regex($"^{Parameter().Replace(Regex.Escape(r), "[^/]+")}$"), r)),
        ];
        await Work();
    }

    // The demonstration holds no person, no evidence and no minutes: somebody works in it first, through the pages and without script.
    private async Task Work()
    {
        using var coordinator = await As("Coordinator");
        var list = await coordinator.Open("/en/activities");
        var activity = "";
        foreach (var link in list.QuerySelectorAll("main td a, main th a").Select(a => a.GetAttribute("href")!).Where(h => ActivityAddress().IsMatch(h)))
        {
            // One that the coordinator's project owns and that has a day on which people can attend.
            var page = await coordinator.Open(link);
            if (page.QuerySelector("a[href$='/attendance']") is null || page.QuerySelector("a[href$='/minutes']") is null) continue;
            activity = link;
            break;
        }

        Assert.NotEqual("", activity);
        var id = activity.Split('/')[^1];
        foreach (var given in new[] { "Arta", "Arta" })
        {
            var person = await coordinator.Open("/en/people/new");
            var keeper = person.QuerySelector("select[name='Form.Organisation'] option:not([value=''])")?.GetAttribute("value");
            await coordinator.Submit(person, "form[method=post]", new() { ["Form.GivenName"] = given, ["Form.FamilyName"] = "Proba", ["Form.Organisation"] = keeper ?? "" });
        }

        await Send($"{activity}/attendance", "#attendance-add", new() { ["Form.Name"] = "Marko Ogledni" });
        await Send($"/en/evidence/add/activity/{id}", "form[enctype]", new() { ["Form.Kind"] = "Agenda", ["Form.Address"] = "https://example.org/agenda", ["Form.Nobody"] = "true" });
        await Send($"{activity}/minutes/edit", "main form", new() { ["Form.Text.En"] = "The meeting was opened at ten." });
        await Send($"{activity}/decisions/add", "main form", new() { ["Form.Text.En"] = "The list of firms is shared." });
        await Send($"/en/commitments/add/activity/{id}", "main form", new() { ["Form.Text.En"] = "Share the list of firms", ["Form.DueOn"] = "2024-03-01" });
        var own = await coordinator.Open(activity);
        var project = own.QuerySelectorAll("main a").Select(a => a.GetAttribute("href") ?? "").First(h => ProjectAddress().IsMatch(h));
        await Send($"{project}/risks/add", "main form", new() { ["Form.Text.En"] = "The road is closed in winter" });
        // A framework with a period, an assumption and a value that is typed; a question asked before and after.
        await Send($"{project}/results/add", "main form", new() { ["Form.Level"] = "Output", ["Form.Title.En"] = "Neighbours meet" });
        var edit = (await coordinator.Open($"{project}/results")).QuerySelectorAll("section.result").Single(s => s.TextContent.Contains("Neighbours meet", StringComparison.Ordinal)).QuerySelector("a[href$='/edit']")!.GetAttribute("href")!;
        var result = edit[..edit.LastIndexOf('/')];
        await Send($"{project}/periods", "form.sheet", new() { ["Form.StartsOn"] = "2019-01-01", ["Form.EndsOn"] = "2019-12-31" });
        await Send($"{result}/assumptions/add", "main form", new() { ["Form.Text.En"] = "The road stays open" });
        await Send($"{result}/indicators/add", "main form", new() { ["Form.Name.En"] = "Rules that were changed", ["Form.AddsUp"] = "Latest", ["Form.From"] = "Typed" });
        var indicator = coordinator.Last.RequestMessage!.RequestUri!.AbsolutePath;
        await Send($"{indicator}/groups", "form.sheet", new() { ["Form.Code"] = "level", ["Form.Name.En"] = "Level", ["Form.Groups.En"] = "central\nlocal" });
        var write = (await coordinator.Open(indicator)).QuerySelector("a[href*='/values/']")!.GetAttribute("href")!;
        await Send(write, "main form", new() { ["Form.Value.Value"] = "2", ["Form.Source.En"] = "Gazette", ["Form.Do"] = "submit" });
        await Send($"{activity}/change", "form.sheet", new() { ["Form.Question.En"] = "Can neighbours work together?" });
        // A second period, which is still to be written.
        await Send($"{project}/periods", "form.sheet", new() { ["Form.StartsOn"] = "2020-01-01", ["Form.EndsOn"] = "2020-12-31" });

        // Enough people, of whom nothing more is known, for a table that everybody may read.
        var ofProject = Guid.Parse(project[(project.LastIndexOf('/') + 1)..]);
        await Site.WithDb(async db =>
        {
            var held = await db.Set<Activity>().Where(a => a.State == ActivityState.Held && a.ProjectId == ofProject).OrderBy(a => a.Id).FirstAsync();
            db.AddRange(Enumerable.Range(0, 30).Select(_ => Guid.NewGuid()).Select(p => new Attended { ActivityId = held.Id, PersonId = p, RecordedAs = p, State = AttendanceState.Attended }));
            await db.SaveChangesAsync();
        });
        await Send($"{project}/releases/new?template=kind&audience=Public", "form[method=post]", []);

        // One of the reports is handed in as it is, the other one stays a draft.
        var report = await Site.WithDb(db => db.Set<Report>().Where(r => r.Form == ReportForm.Norway).Select(r => r.Id).SingleAsync());
        await Send($"/en/reports/{report}/check", "main form", new() { ["Form.Despite"] = "true" });
        var draft = await Site.WithDb(db => db.Set<Report>().Where(r => r.Form == ReportForm.Eu).Select(r => r.Id).SingleAsync());
        // Of most projects no report is opened, so that the walk, which looks at two pages of a kind, need not meet these.
        // Their numbers lead to indicators without a value; the one with a value comes first.
        further.AddRange([("Coordinator", indicator[3..]), ("Coordinator", $"/reports/{report}"), ("Coordinator", $"/reports/{draft}")]);

        // A file of which one row is right and one is not.
        var upload = await coordinator.Open("/en/import/new/organisations");
        var columns = await coordinator.Submit(upload, "form[enctype]", file: ("Form.File", "partners.csv", "Name (English),Name (Albanian)\nBridge of letters,Ura e shkronjave\n,\n"));
        await coordinator.Submit(columns, "form[method=post]:has(select)");
        further.Add(("Coordinator", coordinator.Last.RequestMessage!.RequestUri!.AbsolutePath[3..]));

        using var administrator = await As("Administrator");
        var invite = await administrator.Open("/en/admin/accounts/invite");
        var made = await administrator.Submit(invite, "main form", new() { ["Form.Email"] = "new@example.org", ["Form.Given.Role"] = "Administrator" });
        further.Add((null, new Uri(made.QuerySelector("#one-time-link")!.TextContent.Trim()).AbsolutePath[3..]));

        async Task Send(string path, string form, Dictionary<string, string> values)
        {
            var page = await coordinator.Submit(await coordinator.Open(path), form, values);
            Assert.True(page.QuerySelector(".notice-wrong[role=alert] li") is null, $"{path} refused: {page.QuerySelector(".notice-wrong[role=alert]")?.TextContent}");
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await Site.DisposeAsync();

    /// <summary>All pages that a role of the demonstration finds (null: a visitor); at most two of a kind.</summary>
    public Task<IReadOnlyList<FoundPage>> Pages(string? role)
    {
        lock (read)
        {
            return read.TryGetValue(role ?? "", out var pages) ? pages : read[role ?? ""] = Walk(role);
        }
    }

    /// <summary>Somebody who looks at the demonstration as a role.</summary>
    public async Task<Visitor> As(string? role)
    {
        var visitor = Site.Visitor();
        if (role is null) return visitor;
        var roles = await visitor.Open("/en/demo/roles");
        await visitor.Submit(roles, $"form:has(button[value='{role}'])");
        return visitor;
    }

    private async Task<IReadOnlyList<FoundPage>> Walk(string? role)
    {
        using var visitor = await As(role);
        var (seen, kinds, queue, found) = (new HashSet<string>(), new Dictionary<string, int>(), new Queue<(string Path, string From)>(), new List<FoundPage>());
        // Pages without a parameter that nobody may miss, then whatever they link to.
        foreach (var path in Routes.Where(r => !r.Contains('{', StringComparison.Ordinal) && r != "/error")) queue.Enqueue((path, "the list of pages"));
        foreach (var (_, path) in further.Where(f => f.Role == role)) queue.Enqueue((path, "what was done before"));
        while (queue.TryDequeue(out var next))
        {
            var (path, from) = next;
            var address = path.Split('?')[0];
            if (!seen.Add(path) || routes.FirstOrDefault(r => r.Pattern.IsMatch(address)).Route is not { } route) continue;
            var kind = Kind(path, route);
            // Two pages of a kind; of a filtered list, the few ways in which its pages' links filter it.
            if (kinds.GetValueOrDefault(kind) >= (path.Contains('?') ? 1 : 2) || (path.Contains('?') && kinds.GetValueOrDefault(route + "?") >= 4)) continue;
            var problems = new List<string>();
            var isPage = false;
            foreach (var variant in UiVariant.All)
            {
                using var answer = await Get(visitor, Link.In(variant, path), role);
                if (answer.StatusCode is HttpStatusCode.Redirect or HttpStatusCode.SeeOther && answer.Headers.Location is { } target)
                {
                    var to = OwnPath().Match(new Uri(new Uri(Site.Url), target).PathAndQuery);
                    if (to.Success) queue.Enqueue((Rest(to), path));
                    break;
                }

                // A page without parameter may be another role's; a link must lead somewhere.
                if (answer.StatusCode == HttpStatusCode.NotFound && from == "the list of pages") break;
                isPage = true;
                var where = $"{Link.In(variant, path)} as {role ?? "visitor"}";
                if (answer.StatusCode != HttpStatusCode.OK)
                {
                    problems.Add($"{where} (linked from {from}): answered {(int)answer.StatusCode}");
                    break;
                }

                var page = new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync());
                problems.AddRange(Problems(page, variant).Select(p => $"{where}: {p}"));
                if (variant != UiVariant.English) continue;
                foreach (var link in page.QuerySelectorAll("a[href]:not([download])"))
                {
                    var match = OwnPath().Match(link.GetAttribute("href")!.Split('#')[0]);
                    if (match.Success) queue.Enqueue((Rest(match), path));
                }
            }

            if (!isPage) continue;
            kinds[kind] = kinds.GetValueOrDefault(kind) + 1;
            if (path.Contains('?')) kinds[route + "?"] = kinds.GetValueOrDefault(route + "?") + 1;
            found.Add(new FoundPage(path, kind, route, problems));
        }

        return found;
    }

    // Who waits in vain learns for which page.
    private static async Task<HttpResponseMessage> Get(Visitor visitor, string address, string? role)
    {
        try
        {
            return await visitor.Client.GetAsync(address);
        }
        catch (TaskCanceledException)
        {
            throw new TimeoutException($"{address} as {role ?? "visitor"} was not answered.");
        }
    }

    private static IEnumerable<string> Problems(IHtmlDocument page, UiVariant variant)
    {
        if (page.DocumentElement.GetAttribute("lang") != variant.Tag) yield return $"lang is not {variant.Tag}";
        if (page.QuerySelectorAll("h1").Length != 1) yield return "not exactly one h1";
        if (string.IsNullOrWhiteSpace(page.Title)) yield return "no title";
        if (page.QuerySelector("[style], style, script:not([src]):not([type=importmap])") is { } inline) yield return $"inline style or script: {inline.OuterHtml[..Math.Min(120, inline.OuterHtml.Length)]}";
        foreach (var twice in page.QuerySelectorAll("[id]").GroupBy(e => e.Id).Where(g => g.Count() > 1)) yield return $"id {twice.Key} stands {twice.Count()} times";
        foreach (var bare in page.QuerySelectorAll("a, button").Where(e => e.TextContent.Trim().Length == 0 && !e.HasAttribute("aria-label"))) yield return $"without words: {bare.OuterHtml}";
        foreach (var key in page.QuerySelectorAll("main *").Where(e => e.ChildElementCount == 0 && UntranslatedKey().IsMatch(e.TextContent))) yield return $"a key instead of words: {key.TextContent.Trim()}";
        // The order of headings: a level is never left out.
        var level = 0;
        foreach (var heading in page.QuerySelectorAll("h1, h2, h3, h4"))
        {
            var here = heading.LocalName[1] - '0';
            if (here > level + 1) yield return $"{heading.LocalName} '{heading.TextContent.Trim()}' after h{level}";
            level = here;
        }
    }

    private static string Kind(string path, string route)
    {
        var query = path.Split('?') is [_, var q] ? q : "";
        var names = string.Join('&', query.Split('&').Select(p => p.Split('=')[0]).Order());
        return names.Length > 0 ? $"{route}?{names}" : route;
    }

    private static string Rest(Match match) => match.Groups["rest"].Value is { Length: > 0 } rest ? rest : "/";

    [GeneratedRegex(@"\\\{[^}]+\}")]
    private static partial Regex Parameter();

    [GeneratedRegex(@"^/(en|sq|sr-latn|sr-cyrl)(?<rest>([/?].*)?)$")]
    private static partial Regex OwnPath();

    [GeneratedRegex("^/en/activities/[0-9a-f-]{36}$")]
    private static partial Regex ActivityAddress();

    [GeneratedRegex("^/en/projects/[0-9a-f-]{36}$")]
    private static partial Regex ProjectAddress();

    // What IStringLocalizer gives back for a word that is missing.
    [GeneratedRegex(@"^\s*[A-Z][a-z]+([A-Z][a-z]+)*\.[A-Za-z][A-Za-z.-]+\s*$")]
    private static partial Regex UntranslatedKey();
}
