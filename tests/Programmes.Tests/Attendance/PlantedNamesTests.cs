using System.Collections.Concurrent;
using System.Data.Common;
using System.IO.Compression;
using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Uramost.Platform.Contracts;
using Uramost.Platform.Data;
using Uramost.Platform.Export;
using Uramost.Platform.Figures;
using Uramost.Platform.Figures.Releases;
using Uramost.Platform.Language;
using Uramost.Platform.Organisations;
using Uramost.Platform.People;
using Uramost.Platform.People.Persons;
using Uramost.Programmes.Attendance;
using Uramost.Programmes.Iati;
using Uramost.Programmes.Projects;
using Uramost.Programmes.Reports;
using Uramost.Programmes.Results;

namespace Uramost.Programmes.Tests.Attendance;

/// <summary>
/// Names are planted among those who came to a public workshop, and everything goes round once: pages, tables of people, open
/// data, a report, files, errors, what is kept for visitors, the log and the database itself. None of them may turn up.
/// </summary>
public sealed class PlantedNamesTests
{
    // No word of any language, so that each is one of these people where it is met; written as each script has it.
    private static readonly (string Given, string Family)[] Planted = [("Zumbragor", "Plontaskić"), ("Жагоркан", "Вунтраљевић"), ("Xhëmblork", "Qerpëndaj")];

    [Theory, OnBothDatabases]
    public async Task A_round_of_everything_names_nobody(Provider provider)
    {
        var log = new KeptLog();
        await using var bridges = await Consortium.Start(provider, s => s.AddSingleton<ILoggerProvider>(log).Configure<LoggerFilterOptions>(o => o.Rules.Add(new LoggerFilterRule(typeof(KeptLog).FullName, null, LogLevel.Debug, null))));
        var names = Planted.SelectMany(n => new[] { n.Given, n.Family }).Select(Folding.Fold).ToList();
        var read = new List<string>();
        var workshop = await bridges.Activity("Workshop");
        foreach (var (given, family) in Planted) await bridges.Record(workshop, await bridges.Person(given, family));
        await Crowd.Came(bridges, workshop, 61, Gender.Woman, "xk-vushtrri", Planted[0].Family);
        await Crowd.Came(bridges, workshop, 47, Gender.Man, "xk-vushtrri", Planted[1].Family);
        var (donor, question) = await Prepare(bridges, workshop);
        var staff = await bridges.As(Role.Coordinator);
        // The names are there for who may read them: what is looked for below could be found.
        Assert.Contains(names[0], Folding.Fold(await staff.Client.GetStringAsync($"/en/activities/{workshop}/attendance")));

        await staff.Submit(await staff.Open($"/en/change/{question}"), "form:has([name='Form.Code'])", new() { ["Form.Code"] = Planted[0].Family, ["Form.Before"] = "2", ["Form.After"] = "4", ["Form.Do"] = "add" });
        var releases = $"/projects/{bridges.Project}/releases";
        await staff.Submit(await staff.Open($"/en{releases}/new?template=gender&audience=Public"), "form[method=post]");
        var printed = (await staff.Open($"/en/figures/programmes.activities?project={bridges.Project}&basis=recorded")).QuerySelector("main code")!.TextContent;
        await staff.Submit(await staff.Open($"/en/projects/{bridges.Project}/reports/add"), "main form", new() { ["Form.Donor"] = donor.ToString(), ["Form.Form"] = "Eu", ["Form.Kind"] = "Interim", ["Form.StartsOn"] = "2024-01-01", ["Form.EndsOn"] = "2024-06-30" });
        var report = Guid.Parse(staff.Last.RequestMessage!.RequestUri!.AbsolutePath.Split('/')[^1]);

        // Twice each: the second answer comes from what is kept for visitors.
        using var visitor = bridges.Site.Visitor();
        string[] pages =
        [
            "", "/projects", "/p/bridges", $"/projects/{bridges.Project}", "/activities", $"/activities/{workshop}", "/organisations", $"/organisations/{bridges.Lead}", releases, $"{releases}/1", "/iati", $"/figures/queries/{printed}",
            $"/figures/programmes.people?basis=recorded&project={bridges.Project}", $"/figures/programmes.attendances?basis=recorded&project={bridges.Project}", "/search?q=zumbra", "/search?q=вунтра", "/activities?q=qerp", "/help/results", "/not/here", $"/activities/{workshop}/attendance",
        ];
        var opened = 0;
        foreach (var variant in UiVariant.All)
        {
            foreach (var page in pages)
            {
                for (var time = 0; time < 2; time++) opened += await Take(visitor, $"/{variant.Path}{page}") == HttpStatusCode.OK ? 1 : 0;
            }

            foreach (var file in new[] { "csv", "json", "svg" }) Assert.Equal(HttpStatusCode.OK, await Take(visitor, $"/{variant.Path}{releases}/1.{file}"));
            foreach (var file in new[] { "docx", "xlsx", "json" }) Assert.Equal(HttpStatusCode.OK, await Take(staff, $"/{variant.Path}/reports/{report}.{file}"));
            foreach (var file in new[] { "activities.csv", "activities.xlsx" }) Assert.Equal(HttpStatusCode.OK, await Take(visitor, $"/{variant.Path}/{file}"));
            Assert.Equal(HttpStatusCode.OK, await Take(staff, $"/{variant.Path}/reports/{report}"));
        }

        Assert.True(opened > 4 * 20, $"Only {opened} pages were opened.");
        Assert.Equal(HttpStatusCode.OK, await Take(visitor, IatiExport.PublicAddress(bridges.Lead)));

        // What is taken along without the register of identities.
        var path = Path.GetTempFileName();
        await using (var scope = bridges.Site.Scope()) await scope.ServiceProvider.GetRequiredService<ExportWorkspace>().Write(path, withIdentities: false);
        Look("the export", await File.ReadAllBytesAsync(path));
        File.Delete(path);

        // The database itself, every column of every table: identities lie in it sealed.
        var cells = await Dump(bridges);
        Assert.True(cells.Length > 100_000, $"{cells.Length} characters");
        Look("the database", Encoding.UTF8.GetBytes(cells));

        // Something breaks underneath.
        await bridges.Site.WithDb(db => db.Database.ExecuteSqlRawAsync("DROP TABLE \"platform_figure_query\""));
        foreach (var variant in UiVariant.All) Assert.Equal(HttpStatusCode.InternalServerError, await Take(visitor, $"/{variant.Path}/figures/queries/{printed}?again"));
        var told = log.Text;
        Assert.Contains("figure_query", told, StringComparison.Ordinal);
        Look("the log", Encoding.UTF8.GetBytes(told));
        Assert.True(read.Count > 200, $"Only {read.Count} answers were read.");

        async Task<HttpStatusCode> Take(Visitor from, string address)
        {
            using var answer = await from.Client.GetAsync(address);
            Look(address, await answer.Content.ReadAsByteArrayAsync());
            Look($"{address} (headers)", Encoding.UTF8.GetBytes(answer.Headers.ToString() + answer.Content.Headers));
            return answer.StatusCode;
        }

        void Look(string where, byte[] bytes)
        {
            foreach (var text in Texts(bytes))
            {
                read.Add(where);
                var folded = Folding.Fold(WebUtility.HtmlDecode(text));
                foreach (var name in names) Assert.False(folded.Contains(name, StringComparison.Ordinal), $"{where} holds {name}: …{folded.Substring(Math.Max(0, folded.IndexOf(name, StringComparison.Ordinal) - 80), Math.Min(160, folded.Length - Math.Max(0, folded.IndexOf(name, StringComparison.Ordinal) - 80)))}…");
            }
        }
    }

    // A document, a workbook and the export are archives: what counts is what lies in them, also of archives in archives.
    private static IEnumerable<string> Texts(byte[] bytes)
    {
        if (bytes.Length < 4 || bytes[0] != 'P' || bytes[1] != 'K')
        {
            yield return Encoding.UTF8.GetString(bytes);
            yield break;
        }

        using var archive = new ZipArchive(new MemoryStream(bytes));
        foreach (var entry in archive.Entries)
        {
            using var inside = new MemoryStream();
            using (var stream = entry.Open()) stream.CopyTo(inside);
            foreach (var text in Texts(inside.ToArray())) yield return text;
            yield return entry.FullName;
        }
    }

    private static Task<string> Dump(Consortium bridges) => bridges.Site.WithDb(async db =>
    {
        var all = new StringBuilder();
        var tables = db.Model.GetEntityTypes().Select(t => t.GetTableName()).OfType<string>().Distinct().ToList();
        Assert.Contains("platform_person_facts", tables);
        await db.Database.OpenConnectionAsync();
        foreach (var table in tables)
        {
            await using var command = db.Database.GetDbConnection().CreateCommand();
            command.CommandText = $"SELECT * FROM \"{table}\"";
            await using var rows = await command.ExecuteReaderAsync();
            while (await rows.ReadAsync()) for (var i = 0; i < rows.FieldCount; i++) all.Append(Cell(rows, i)).Append('\n');
        }

        return all.ToString();

        static string? Cell(DbDataReader rows, int i) => rows.GetValue(i) is byte[] bytes ? Encoding.UTF8.GetString(bytes) : Convert.ToString(rows.GetValue(i), System.Globalization.CultureInfo.InvariantCulture);
    });

    private static async Task<(Guid Donor, Guid Question)> Prepare(Consortium bridges, Guid workshop)
    {
        var donor = Guid.CreateVersion7();
        var question = new ChangeMeasurement { ActivityId = workshop, Question = new LocalText("Do you trust the other side?", "A i besoni palës tjetër?", "Da li verujete drugoj strani?") };
        await bridges.Site.WithDb(async db =>
        {
            var project = await db.Set<Project>().SingleAsync(p => p.Id == bridges.Project);
            (project.Summary, project.StartsOn, project.StartPrecision, project.State) = (new LocalText("Towns meet.", "Qytetet takohen.", "Gradovi se sreću."), new DateOnly(2024, 1, 1), DatePrecision.Day, ProjectState.Running);
            db.Add(new Organisation { Id = donor, Name = PublishedText.AsPublished("The Fund", "en"), Kind = OrganisationKind.Donor });
            db.Add(new ProjectOrganisation { ProjectId = project.Id, OrganisationId = donor, Role = ProjectRole.Donor, Ordinal = 5 });
            db.Add(new IatiReporter { OrganisationId = bridges.Lead, Identifier = "XI-IATI-4242", Type = "24" });
            db.Add(new IatiProject { ProjectId = project.Id, OrganisationId = bridges.Lead, Code = "bridges", PublishedAt = DateTime.UtcNow, Countries = [new("XK", null)], Sectors = [new("15220", null)] });
            db.Add(question);
            var node = new ResultNode { ProjectId = project.Id, Level = ResultLevel.Outcome, Title = new LocalText("People meet", "Njerëzit takohen", "Ljudi se sreću") };
            db.Add(node);
            db.Add(new ReportingPeriod { ProjectId = project.Id, StartsOn = new DateOnly(2024, 1, 1), EndsOn = new DateOnly(2024, 6, 30) });
            await db.SaveChangesAsync();
            db.Add(new Indicator { ProjectId = project.Id, NodeId = node.Id, Name = new LocalText("People", "Njerëz", "Ljudi"), AddsUp = HowItAddsUp.Distinct, From = ValueFrom.Figure, Figure = new FigureSource(PeopleFigure.FigureId, Basis.Recorded, new Dictionary<string, string>()), Disaggregations = [new("gender", new LocalText("Gender"), true, [])] });
            await db.SaveChangesAsync();
        });
        return (donor, question.Id);
    }

    // Everything that any part of the program writes to its log, with what was thrown.
    private sealed class KeptLog : ILoggerProvider, ILogger
    {
        private readonly ConcurrentQueue<string> lines = new();

        public string Text => string.Join('\n', lines);

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull
        {
            lines.Enqueue(state.ToString() ?? "");
            return null;
        }

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => lines.Enqueue($"{formatter(state, exception)} {exception}");

        public void Dispose()
        {
        }
    }
}
