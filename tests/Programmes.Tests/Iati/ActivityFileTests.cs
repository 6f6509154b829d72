using System.Net;
using System.Xml.Linq;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Uramost.Platform.Contracts;
using Uramost.Platform.Evidence;
using Uramost.Platform.Language;
using Uramost.Platform.Organisations;
using Uramost.Platform.People;
using Uramost.Programmes.Activities;
using Uramost.Programmes.Iati;
using Uramost.Programmes.Projects;
using Uramost.Programmes.Tests.Attendance;

namespace Uramost.Programmes.Tests.Iati;

/// <summary>What this product writes has nothing wrong with it, and nobody is in it.</summary>
public sealed class ActivityFileTests
{
    private static readonly DateOnly Today = DateOnly.FromDateTime(Samples.Now.UtcDateTime);

    [Fact]
    public void Every_code_that_a_form_offers_stands_in_the_official_list()
    {
        foreach (var (list, codes) in IatiCodes.ByList) Assert.Equal([], codes.Except(IatiCheckTests.Standard.Codelists[list].Codes).Select(c => $"{list} {c}"));
        Assert.Equal([], IatiCodes.Goals.Select(g => g.ToString()).Except(IatiCheckTests.Standard.Codelists["UNSDG-Goals"].Codes));
        Assert.All(OrganisationIdentifier.Registers, r => Assert.Contains(r, IatiCheckTests.Standard.Codelists["OrganisationRegistrationAgency"].Codes));
    }

    [Fact]
    public void A_random_project_without_a_gap_has_neither_error_nor_warning()
    {
        var seed = Random.Shared.Next();
        var random = new Random(seed);
        var wanted = Environment.GetEnvironmentVariable("URAMOST_TEST_ALL") == "1" ? 5_000 : 100;
        var (valid, flawed) = (0, 0);
        while (valid < wanted)
        {
            var batch = Enumerable.Range(0, 50).Select(i => RandomActivity.Make(random, i)).ToList();
            var whole = batch.Where(a => IatiGaps.Of(a, Today).Count == 0).ToList();
            (valid, flawed) = (valid + whole.Count, flawed + batch.Count - whole.Count);
            using var file = new MemoryStream();
            ActivityFile.Write(file, whole, Samples.Now.UtcDateTime);
            var report = IatiCheckTests.Check(file.ToArray());
            Assert.True(report.Findings.Count == 0, $"seed {seed}: {string.Join('\n', report.Findings.Take(5))}\n{string.Join('\n', System.Text.Encoding.UTF8.GetString(file.ToArray()).Split('\n').Skip((report.Findings.FirstOrDefault()?.Line ?? 1) - 3).Take(6))}");
            Assert.Equal(whole.Count, report.Records);
        }

        // The generator makes flaws too, or the gaps would not be tried.
        Assert.True(flawed > valid / 20, $"seed {seed}: {flawed} of {valid}");
    }

    [Theory]
    [InlineData("XI-IATI-1234", null)]
    [InlineData("XI-ROR-02mhbdp94", null)]
    [InlineData("XI-ROR-12345", "Identifier.Ror")]
    [InlineData("XI-WIKIDATA-Q42", null)]
    [InlineData("XI-WIKIDATA-42", "Identifier.Wikidata")]
    [InlineData("RS-APR-17654321", null)]
    [InlineData("RS-APR-1765432", "Identifier.Apr")]
    [InlineData("RS-PIB-101134702", null)]
    [InlineData("RS-PIB-101134703", "Identifier.Pib")]
    [InlineData("XK-NGO-5110", "Identifier.Register")]
    [InlineData("GB-CHC-123", "Identifier.Register")]
    [InlineData("XI-IATI-", "Identifier.Signs")]
    [InlineData("XI IATI 1", "Identifier.Signs")]
    [InlineData("XI-IATI-1/2", "Identifier.Signs")]
    public void An_identifier_is_told_what_its_register_expects(string identifier, string? problem)
    {
        Assert.Equal(problem, OrganisationIdentifier.Problem(identifier));
        if (identifier.StartsWith("GB", StringComparison.Ordinal)) Assert.Null(OrganisationIdentifier.Problem(identifier, IatiCheckTests.Standard.Codelists["OrganisationRegistrationAgency"].Codes));
    }

    [Theory, OnBothDatabases]
    public async Task Every_organisation_of_the_demonstration_has_a_file_without_a_flaw_and_without_a_person(Provider provider)
    {
        await using var site = await Demo.Start(provider);
        await using var scope = site.Scope();
        await ActivatorUtilities.CreateInstance<FillPractice>(scope.ServiceProvider).Fill();
        await ActivatorUtilities.CreateInstance<FillPractice>(scope.ServiceProvider).Fill();
        var db = scope.ServiceProvider.GetRequiredService<Platform.Data.PlatformDb>();
        var figures = (await db.Set<PublicFigure>().ToListAsync()).Select(f => f.PrintedAs).Where(n => n.Contains(' ')).ToList();
        Assert.NotEmpty(figures);
        var reporters = await db.Set<IatiReporter>().ToListAsync();
        Assert.Equal(9, reporters.Count);
        foreach (var reporter in reporters)
        {
            using var file = new MemoryStream();
            var written = await IatiExport.Write(file, scope.ServiceProvider.GetRequiredService<ReadActivities>().Of(reporter.OrganisationId, "https://example.org", drafts: true), DateTime.UtcNow);
            Assert.Equal(await db.Set<IatiProject>().CountAsync(p => p.OrganisationId == reporter.OrganisationId), written);
            var text = System.Text.Encoding.UTF8.GetString(file.ToArray());
            var report = new IatiCheck(IatiCheckTests.Standard, TimeProvider.System).Run(() => new MemoryStream(file.ToArray()));
            Assert.True(report.Findings.Count == 0, string.Join('\n', report.Findings));
            Assert.All(figures, f => Assert.DoesNotContain(f, text));
            // What is invented is public for nobody.
            using var visitor = site.Visitor();
            Assert.Equal(HttpStatusCode.NotFound, (await visitor.Client.GetAsync(IatiExport.PublicAddress(reporter.OrganisationId))).StatusCode);
        }
    }

    [Theory, OnBothDatabases]
    public async Task A_long_file_holds_every_project_once_and_a_reader_who_stops_early_leaves_nothing_running(Provider provider)
    {
        await using var bridges = await Consortium.Start(provider);
        await bridges.Site.WithDb(async db =>
        {
            db.Add(new IatiReporter { OrganisationId = bridges.Lead, Identifier = "XI-IATI-4242", Type = "24" });
            for (var i = 0; i < 300; i++)
            {
                var project = new Project { Slug = $"p{i}", Title = PublishedText.Own(new LocalText($"Project {i}")), Visibility = ProjectVisibility.Public };
                db.AddRange(project, new IatiProject { ProjectId = project.Id, OrganisationId = bridges.Lead, Code = $"p{i}", PublishedAt = DateTime.UtcNow, Status = "2", StartsOn = new DateOnly(2024, 1, 1), Summary = new LocalText("Meetings"), Countries = [new("XK", null)], Sectors = [new("15220", null)] });
            }

            await db.SaveChangesAsync();
        });
        using var visitor = bridges.Site.Visitor();
        var file = XDocument.Parse(await visitor.Client.GetStringAsync(IatiExport.PublicAddress(bridges.Lead)));
        Assert.Equal(Enumerable.Range(0, 300).Select(i => $"XI-IATI-4242-p{i}").Order(StringComparer.Ordinal), file.Descendants("iati-identifier").Select(i => i.Value).Order(StringComparer.Ordinal));

        await using var scope = bridges.Site.Scope();
        var read = scope.ServiceProvider.GetRequiredService<ReadActivities>();
        await foreach (var line in read.Of(bridges.Lead, null, drafts: true)) if (line.Gaps.Count == 0) break;
        // The same database context answers at once: nothing reads on behind its back.
        Assert.Equal(300, await scope.ServiceProvider.GetRequiredService<Platform.Data.PlatformDb>().Set<IatiProject>().CountAsync());
    }

    [Theory, OnBothDatabases]
    public async Task The_public_file_holds_what_a_person_put_into_it_and_nothing_that_is_closed_or_personal(Provider provider)
    {
        await using var bridges = await Consortium.Start(provider);
        var site = bridges.Site;
        var trader = Guid.CreateVersion7();
        var (closed, open) = (await bridges.Activity("Talks", Confidentiality.Closed), await bridges.Activity("Workshop"));
        await site.WithDb(async db =>
        {
            var project = await db.Set<Project>().Include(p => p.Organisations).SingleAsync(p => p.Id == bridges.Project);
            (project.StartsOn, project.StartPrecision, project.State, project.Visibility) = (new DateOnly(2024, 3, 1), Platform.Data.DatePrecision.Day, ProjectState.Running, ProjectVisibility.Public);
            project.Summary = new LocalText("Towns of {{kosovo}} meet.", "Qytete të {{kosovo:gen}} takohen.", "Градови {{kosovo:gen}} се срећу.");
            db.Add(new Organisation { Id = trader, Name = PublishedText.AsPublished("Planted Trader s.p.", "sr"), Kind = OrganisationKind.Company });
            db.Add(new ProjectOrganisation { ProjectId = project.Id, OrganisationId = trader, Role = ProjectRole.Donor, Ordinal = 9 });
            db.Add(new IatiReporter { OrganisationId = bridges.Lead, Identifier = "XI-IATI-4242", Type = "24" });
            db.Add(new IatiProject
            {
                ProjectId = project.Id, OrganisationId = bridges.Lead, Code = "bridges", Countries = [new("XK", 70.5m), new("RS", 29.5m)], Sectors = [new("15220", null)], Markers = [new("1", "2")], Goals = [16],
                Budgets = [new(new DateOnly(2024, 3, 1), new DateOnly(2025, 2, 28), 1234.5m, "EUR", true)], Transactions = [new("1", new DateOnly(2024, 3, 5), 500m, "NOK", trader, "X-1")],
            });
            var venues = await db.Set<ActivityPlace>().ToListAsync();
            foreach (var venue in venues) venue.Printed = "Planted Venue";
            venues.Single(v => v.ActivityId == closed).PlaceId = "xk-leposavic";
            foreach (var (id, name) in new[] { (closed, "closed"), (open, "open") })
                db.Add(new EvidencePiece { RecordKind = "activity", RecordId = id, ProjectId = project.Id, Kind = EvidenceKind.Minutes, Sensitivity = Sensitivity.Public, Address = $"https://example.org/{name}.pdf" });
            db.Add(new EvidencePiece { RecordKind = "activity", RecordId = open, ProjectId = project.Id, Kind = EvidenceKind.SignedSheet, Sensitivity = Sensitivity.Public, Address = "https://example.org/sheet.pdf" });
            db.Add(new EvidencePiece { RecordKind = "activity", RecordId = open, ProjectId = project.Id, Kind = EvidenceKind.Agenda, Sensitivity = Sensitivity.Donor, Address = "https://example.org/donor.pdf" });
            await db.SaveChangesAsync();
        });
        using var visitor = site.Visitor();
        var address = IatiExport.PublicAddress(bridges.Lead);
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.Client.GetAsync(address)).StatusCode);
        await site.WithDb(async db => { (await db.Set<IatiProject>().SingleAsync()).PublishedAt = DateTime.UtcNow; await db.SaveChangesAsync(); });
        var text = await visitor.Client.GetStringAsync(address);
        var report = new IatiCheck(IatiCheckTests.Standard, TimeProvider.System).Run(() => new MemoryStream(System.Text.Encoding.UTF8.GetBytes(text)));
        Assert.True(report.Findings.Count == 0, string.Join('\n', report.Findings));
        Assert.DoesNotContain("Planted", text);
        Assert.DoesNotContain("X-1", text);
        var activity = XDocument.Parse(text).Root!.Element("iati-activity")!;
        Assert.Equal("XI-IATI-4242-bridges", activity.Element("iati-identifier")!.Value);
        Assert.Equal(["Kosovo*", "Kosovë*", "Kosovo*"], activity.Elements("recipient-country").First().Elements("narrative").Select(n => n.Value));
        Assert.Equal(["70.5", "29.5"], activity.Elements("recipient-country").Select(c => c.Attribute("percentage")!.Value));
        Assert.Contains("Gradovi Kosova* se sreću.", text);
        Assert.Contains(activity.Elements("description").Where(d => d.Attribute("type")!.Value == "4").Elements("narrative"), n => n.Value.StartsWith("* ", StringComparison.Ordinal));
        var location = Assert.Single(activity.Elements("location"));
        Assert.Contains("Vushtrri", location.Element("name")!.Value);
        Assert.Equal("2", location.Element("exactness")!.Attribute("code")!.Value);
        Assert.Equal(["https://example.org/open.pdf"], activity.Elements("document-link").Select(d => d.Attribute("url")!.Value).Where(u => !u.Contains("/p/")));

        // Withdrawn by a person, or the project closed: the file is gone with it.
        await site.WithDb(async db => { (await db.Set<Project>().SingleAsync(p => p.Id == bridges.Project)).Visibility = ProjectVisibility.Internal; await db.SaveChangesAsync(); });
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.Client.GetAsync(address)).StatusCode);
    }
}

/// <summary>Random activities, most of them whole, with texts that XML and schemas do not love.</summary>
internal static class RandomActivity
{
    private static readonly string[] Words = ["Takim", "Sastanak", "meeting", "<b>", "&", "]]>", "\"", "'", "Kosovo*", "ë", "č", "Ж", "😀", "\u0001", "\ud800", "\n", "  ", "\u00a0", "100 %", "a|b?/"];

    public static IatiActivity Make(Random random, int number)
    {
        bool Rarely() => random.Next(200) == 0;
        bool Often() => random.Next(3) > 0;
        T One<T>(IReadOnlyList<T> list) => list[random.Next(list.Count)];
        string? Code(IReadOnlyList<string> list) => Rarely() ? "nothing" : Often() ? One(list) : null;
        IatiText Text() => new(Said(), Often() ? Said() : null, Often() ? Said() : null);
        string Said() => string.Join(' ', Enumerable.Range(0, random.Next(1, 9)).Select(_ => One(Words)).Prepend("Text"));
        DateOnly Day(int from = 2015, int until = 2026) => new DateOnly(from, 1, 1).AddDays(random.Next((until - from) * 365));
        string? Id() => Rarely() ? "not an id" : Often() ? $"XI-IATI-{random.Next(1, 99999)}" : null;
        IatiParty Party() => new(Rarely() ? new IatiText() : Text(), Id(), Often() ? One(IatiCodes.OrganisationTypes) : null);
        decimal Amount() => Math.Round((decimal)(random.NextDouble() * 1e7) - 1000, random.Next(4));
        List<IatiShare> Shares(IReadOnlyList<string> codes)
        {
            var chosen = codes.OrderBy(_ => random.Next()).Take(random.Next(1, Math.Min(5, codes.Count))).ToList();
            if (chosen.Count == 1) return [new IatiShare(chosen[0], Rarely() ? 99m : Often() ? null : 100m)];
            var rest = 100m;
            var shares = new List<IatiShare>();
            foreach (var code in chosen)
            {
                var part = code == chosen[^1] ? rest : Math.Round(rest * (decimal)random.NextDouble(), random.Next(3));
                shares.Add(new IatiShare(code, Rarely() ? null : part));
                rest -= part;
            }

            return shares;
        }

        var reporter = $"XI-IATI-{random.Next(1, 99999)}";
        var start = Day();
        var started = Often() ? start.AddDays(random.Next(-60, 60)) : (DateOnly?)null;
        var budget = Day();
        IatiValue Value(bool number) => new(number ? Amount() : null, number && Often() ? new IatiText() : Text(), Often() ? [] : [new IatiDimension("sex", "women")]);
        IatiIndicator Indicator()
        {
            var measured = Often();
            return new IatiIndicator(measured ? One(["1", "2", "3", "4"]) : "5", Text(), Often() ? random.Next(2000, 2026) : null, Value(measured),
                [.. Enumerable.Range(0, random.Next(3)).Select(_ => { var from = Day(); return new IatiPeriod(from, from.AddDays(random.Next(900)), [Value(measured)], Often() ? [Value(measured)] : []); })]);
        }

        return new IatiActivity
        {
            Identifier = $"{reporter}-p{number}", Reporter = new IatiParty(Text(), reporter, One(IatiCodes.OrganisationTypes)), Changed = Samples.Now.UtcDateTime.AddMinutes(-random.Next(1_000_000)),
            Title = Rarely() ? new IatiText() : Text(), Description = Text(), Objectives = [.. Enumerable.Range(0, random.Next(3)).Select(_ => Text())], Footnote = Often() ? Text() : new IatiText(),
            Parties = [.. Enumerable.Range(0, random.Next(1, 6)).Select(_ => (Party(), One(["1", "2", "3", "4"])))], Status = Rarely() ? "" : One(IatiCodes.Statuses),
            PlannedStart = Rarely() ? null : start, ActualStart = started, PlannedEnd = Often() ? start.AddDays(random.Next(Rarely() ? -50 : 0, 2000)) : null, ActualEnd = Often() ? null : (started ?? start).AddDays(random.Next(400)),
            Website = Often() ? "https://example.org/a?b=c&d=e" : null, Scope = Code(IatiCodes.Scopes),
            Countries = [.. Shares(IatiCodes.Countries).Select(s => (s, Text()))], Places = [.. Enumerable.Range(0, random.Next(4)).Select(_ => new IatiPlace(Text(), Often() ? 42.8271 : null, 20.9712))],
            Sectors = Shares(IatiCodes.Sectors), Goals = [.. IatiCodes.Goals.Where(_ => Often())], Markers = [.. IatiCodes.Markers.Where(_ => Often()).Select(m => (m, One(IatiCodes.Significances)))],
            Collaboration = Code(IatiCodes.Collaborations), Flow = Code(IatiCodes.Flows), Finance = Code(IatiCodes.Finances), Aid = Code(IatiCodes.Aids), Tied = Code(IatiCodes.Tied),
            Budgets = [.. Enumerable.Range(0, random.Next(4)).Select(i => new IatiBudget(budget.AddYears(i), budget.AddYears(i + 1).AddDays(Rarely() ? 2 : -1), Amount(), One(IatiCodes.Currencies), Often()))],
            Transactions = [.. Enumerable.Range(0, random.Next(6)).Select(_ => new IatiTransaction(One(IatiCodes.Transactions), Rarely() ? Day(2027, 2030) : Day(), Amount(), One(IatiCodes.Currencies), Often() ? Party() : null, Often() ? Id() : null, Often() ? Party() : null))],
            Documents = [.. Enumerable.Range(0, random.Next(3)).Select(i => new IatiDocument($"https://example.org/{i}.pdf", "application/pdf", Text(), "A08"))],
            Related = [.. Enumerable.Range(0, random.Next(3)).Select(_ => (One(IatiCodes.Relations), Rarely() ? "a b" : "US-GOV-1-X.7"))],
            Results = [.. Enumerable.Range(0, random.Next(3)).Select(_ => new IatiResult(One(["1", "2", "3", "9"]), Text(), [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => Indicator())]))],
        };
    }
}
