using System.Text.Json;
using Uramost.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Uramost.Exchange.Companies;
using Uramost.Programmes.Iati;
using Uramost.Programmes.Meetings;
using Uramost.Platform.Evidence;
using Uramost.Platform.Figures.Releases;
using Uramost.Platform.Commitments;
using Microsoft.Extensions.DependencyInjection;
using Uramost.Platform.Contracts;
using Uramost.Platform.Jobs;
using Uramost.Platform.Language;
using Uramost.Platform.Organisations;
using Uramost.Platform.People;
using Uramost.Platform.People.Persons;
using Uramost.Programmes.Activities;
using Uramost.Programmes.Projects;
using Uramost.Programmes.Reports;
using Uramost.Programmes.Results;
using Uramost.Site.Tests.Rights;

[assembly: AssemblyFixture(typeof(RightsSite))]

namespace Uramost.Site.Tests.Rights;

/// <summary>
/// One running site with one signed-in person per role, made once for all tests of rights and security. Ask for it in the
/// constructor of a test class. Tests only read from it; whoever changes something starts a site of their own.
/// </summary>
public sealed class RightsSite : IAsyncLifetime
{
    /// <summary>The roles in the order of the table's columns.</summary>
    public static readonly IReadOnlyList<string> Roles =
        ["visitor", "coordinator", "officer", "other partner", "other project", "facilitator", "researcher", "analyst", "donor", "expired donor", "administrator"];

    private readonly Dictionary<string, Visitor> people = [];

    /// <summary>The site.</summary>
    public TestSite Site { get; private set; } = null!;

    /// <summary>What the placeholders of the table's addresses stand for.</summary>
    public Dictionary<string, string> Values { get; } = new()
    {
        ["project"] = Guid.CreateVersion7().ToString(), ["other-project"] = Guid.CreateVersion7().ToString(),
        ["partner"] = Guid.CreateVersion7().ToString(), ["other-partner"] = Guid.CreateVersion7().ToString(), ["donor"] = Guid.CreateVersion7().ToString(),
    };

    /// <summary>The person with a role; it is one browser, so read with <see cref="Visitor.Client"/> where tests run at the same time.</summary>
    public Visitor As(string role) => people[role];

    /// <summary>An address of the table with its placeholders filled.</summary>
    public string Fill(string address) => Values.Aggregate(address, (a, v) => a.Replace($"{{{v.Key}}}", v.Value));

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        Site = await TestSite.Start(Provider.Sqlite);
        var (project, other, partner, otherPartner, donor) = (Guid.Parse(Values["project"]), Guid.Parse(Values["other-project"]), Guid.Parse(Values["partner"]), Guid.Parse(Values["other-partner"]), Guid.Parse(Values["donor"]));
        var today = DateOnly.FromDateTime(DateTime.UtcNow);
        Dictionary<string, Membership> memberships = new()
        {
            ["coordinator"] = new() { Role = Role.Coordinator, ProjectId = project },
            ["officer"] = new() { Role = Role.Officer, ProjectId = project, OrganisationId = partner },
            ["other partner"] = new() { Role = Role.Officer, ProjectId = project, OrganisationId = otherPartner },
            ["other project"] = new() { Role = Role.Coordinator, ProjectId = other },
            ["facilitator"] = new() { Role = Role.Facilitator, ProjectId = project },
            ["researcher"] = new() { Role = Role.Researcher, ProjectId = project },
            ["analyst"] = new() { Role = Role.Analyst, ProjectId = project },
            ["donor"] = new() { Role = Role.Donor, ProjectId = project, OrganisationId = donor, EndsOn = today.AddDays(30) },
            ["expired donor"] = new() { Role = Role.Donor, ProjectId = project, OrganisationId = donor, EndsOn = today.AddDays(-2) },
            ["administrator"] = new() { Role = Role.Administrator },
        };
        foreach (var (role, membership) in memberships)
        {
            var email = $"{role.Replace(' ', '-')}@rights.test";
            Values[$"account-{role.Replace(' ', '-')}"] = (await Site.AddAccount(email, membership)).ToString();
            people[role] = await Site.SignIn(email);
        }

        people["visitor"] = Site.Visitor();
        await Fill();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var person in people.Values) person.Dispose();
        await Site.DisposeAsync();
    }

    // Records that addresses of the table need: make them here, one block per room, and name them in Values.
    private async Task Fill()
    {
        var job = new Job { Kind = "jobs.tidy", Key = "rights", State = JobState.Done, CreatedAt = DateTime.UtcNow, CreatedBy = Guid.Parse(Values["account-coordinator"]) };
        await Site.WithDb(async db => { db.Add(job); await db.SaveChangesAsync(); });
        Values["job"] = job.Id.ToString();
        await FillProgrammes();
        await FillMeetings();
        await FillResults();
        await FillReports();
        await FillPeople();
        await FillIati();
        await FillReleases();
        await FillHandbook();
        await FillCompanies();
    }

    private async Task FillHandbook()
    {
        var measure = new Exchange.Handbook.Measures.Measure { Code = "stamps", What = new Platform.Language.LocalText("Stamps"), Source = "A source" };
        var procedure = new Exchange.Handbook.Procedures.Procedure { Code = "register", Objective = new Platform.Language.LocalText("Register") };
        var step = new Exchange.Handbook.Procedures.Step { ProcedureId = procedure.Id, Code = "apply", Name = new Platform.Language.LocalText("Apply"), Authority = new Platform.Language.LocalText("Office") };
        await Site.WithDb(async db => { db.AddRange(measure, procedure, step); await db.SaveChangesAsync(); });
        (Values["measure"], Values["step"]) = (measure.Code, step.Code);
    }

    // A company that has not agreed to anything, and one that shows everybody whatever it may.
    private async Task FillCompanies()
    {
        var (project, partner) = (Guid.Parse(Values["project"]), Guid.Parse(Values["partner"]));
        var (kept, open) = (new Company { LegalName = "Kept" }, new Company { LegalName = "Open", Consented = true });
        foreach (var part in Enum.GetValues<CompanyPart>()) open.Show(part, CompanyVisibility.Widest(part));
        var entry = new CompanyEntry { CompanyId = kept.Id, Kind = EntryKind.Need, Hs = "070951" };
        await Site.WithDb(async db =>
        {
            db.AddRange(kept, open, entry, new CompanyConsent { CompanyId = open.Id, GivenOn = new DateOnly(2024, 3, 5) });
            foreach (var company in new[] { kept, open }) db.Add(new CompanyProject { CompanyId = company.Id, ProjectId = project, OwnerId = partner });
            await db.SaveChangesAsync();
        });
        (Values["company"], Values["open-company"], Values["entry"]) = (kept.Id.ToString(), open.Id.ToString(), entry.Id.ToString());
    }

    // One project in an organisation's public file, and one that its coordinator still prepares.
    private async Task FillIati()
    {
        var (project, partner) = (Guid.Parse(Values["project"]), Guid.Parse(Values["partner"]));
        IatiProject Told(Guid id, string code) => new() { ProjectId = id, OrganisationId = partner, Code = code, Status = "2", StartsOn = new DateOnly(2024, 1, 1), Summary = new LocalText("Meetings"), Countries = [new("XK", null)], Sectors = [new("15220", null)] };
        await Site.WithDb(async db =>
        {
            var open = await db.Set<Project>().SingleAsync(p => p.Slug == "open");
            var told = Told(open.Id, "open");
            told.PublishedAt = DateTime.UtcNow;
            db.AddRange(new IatiReporter { OrganisationId = partner, Identifier = "XI-IATI-1", Type = "24" }, told, Told(project, "rights"));
            await db.SaveChangesAsync();
        });
    }

    // A table of people for everybody and one for donors.
    private async Task FillReleases()
    {
        var project = Guid.Parse(Values["project"]);
        await Site.WithDb(async db =>
        {
            foreach (var audience in Enum.GetValues<ReleaseAudience>())
            {
                var number = audience == ReleaseAudience.Public ? 1 : 2;
                var content = JsonSerializer.Serialize(new ReleaseContent("programmes.people", project, number, "gender", audience, 10, DateTime.UtcNow, [new("gender", true, [["Woman"], ["Man"], []])], [20, 30, 50]), JsonColumn.Options);
                db.Add(new Release { ProjectId = project, Number = number, FigureId = "programmes.people", Template = "gender", Audience = audience, Threshold = 10, MadeAt = DateTime.UtcNow, Content = content, Kept = "{}" });
            }

            await db.SaveChangesAsync();
        });
    }

    // A report that is being written and one that was handed in.
    private async Task FillReports()
    {
        var (project, donor) = (Guid.Parse(Values["project"]), Guid.Parse(Values["donor"]));
        var (report, submitted) = (new Report { ProjectId = project, DonorId = donor, StartsOn = new DateOnly(2024, 1, 1), EndsOn = new DateOnly(2024, 12, 31) }, new Report { ProjectId = project, DonorId = donor, StartsOn = new DateOnly(2023, 1, 1), EndsOn = new DateOnly(2023, 12, 31) });
        submitted.Submit();
        await Site.WithDb(async db => { db.AddRange(report, submitted); await db.SaveChangesAsync(); });
        await using var scope = Site.Scope();
        var text = ReportHash.Write(await scope.ServiceProvider.GetRequiredService<ReadReport>().Draft(submitted, 1));
        await Site.WithDb(async db => { db.Add(new ReportSubmission { ReportId = submitted.Id, Number = 1, Content = text, Hash = ReportHash.Of(text), SubmittedAt = DateTime.UtcNow }); await db.SaveChangesAsync(); });
        (Values["report"], Values["submitted-report"]) = (report.Id.ToString(), submitted.Id.ToString());
    }

    // A result with an indicator: one period with an approved value, one that is open.
    private async Task FillResults()
    {
        var project = Guid.Parse(Values["project"]);
        var result = new ResultNode { ProjectId = project, Level = ResultLevel.Output, Title = new LocalText("Result") };
        var assumption = new Assumption { NodeId = result.Id, Text = new LocalText("Assumed") };
        var indicator = new Indicator { ProjectId = project, NodeId = result.Id, Name = new LocalText("Indicator"), From = ValueFrom.Typed };
        var (period, open) = (new ReportingPeriod { ProjectId = project, StartsOn = new DateOnly(2023, 1, 1), EndsOn = new DateOnly(2023, 12, 31) }, new ReportingPeriod { ProjectId = project, StartsOn = new DateOnly(2024, 1, 1), EndsOn = new DateOnly(2024, 12, 31) });
        var value = new IndicatorValue { IndicatorId = indicator.Id, PeriodId = period.Id, Source = new LocalText("Source") };
        value.Write(new Amount(7), []);
        value.Submit(null, DateTime.UtcNow);
        value.Approve(null, DateTime.UtcNow);
        // Too few answered for a donor to be shown anything.
        var question = new ChangeMeasurement { ActivityId = Guid.Parse(Values["workshop"]), Question = new LocalText("Question"), Pairs = 2, Moved = 1 };
        await Site.WithDb(async db => { db.AddRange(result, assumption, indicator, period, open, value, question); await db.SaveChangesAsync(); });
        foreach (var (name, id) in new[] { ("question", question.Id), ("result", result.Id), ("assumption", assumption.Id), ("indicator", indicator.Id), ("open-period", open.Id), ("approved-value", value.Id) }) Values[name] = id.ToString();
    }

    // A workshop that everybody in the project sees, with what hangs on it.
    private async Task FillMeetings()
    {
        var (project, partner) = (Guid.Parse(Values["project"]), Guid.Parse(Values["partner"]));
        var workshop = new Activity { Kind = "workshop", ProjectId = project, OwnerId = partner, State = ActivityState.Planned, Title = PublishedText.Own(new LocalText("Workshop")) };
        workshop.SetDate(When.Days(new DateOnly(2024, 3, 5)));
        workshop.SettleVisibility(projectIsPublic: false);
        var decision = new Decision { ActivityId = workshop.Id, Number = 1, Text = new LocalText("Decided") };
        var risk = new Risk { ProjectId = project, Text = new LocalText("Risky") };
        var commitment = new Commitment { RecordKind = "activity", RecordId = workshop.Id, ProjectId = project, Text = new LocalText("To do") };
        var piece = new EvidencePiece { RecordKind = "activity", RecordId = workshop.Id, ProjectId = project, Kind = EvidenceKind.Agenda, Sensitivity = Sensitivity.Internal, Address = "https://example.org" };
        await Site.WithDb(async db => { db.AddRange(workshop, decision, risk, commitment, piece); await db.SaveChangesAsync(); });
        foreach (var (name, id) in new[] { ("workshop", workshop.Id), ("decision", decision.Id), ("risk", risk.Id), ("commitment", commitment.Id), ("evidence", piece.Id) }) Values[name] = id.ToString();
    }

    // Two projects of their own, one that everybody may read, and a closed meeting that is still to come.
    private async Task FillProgrammes()
    {
        var (project, partner) = (Guid.Parse(Values["project"]), Guid.Parse(Values["partner"]));
        var activity = new Activity { Kind = "workshop", ProjectId = project, OwnerId = partner, State = ActivityState.Planned, Confidentiality = Confidentiality.Closed, Title = PublishedText.Own(new LocalText("Closed meeting")) };
        activity.SettleVisibility(projectIsPublic: false);
        await Site.WithDb(async db =>
        {
            db.AddRange(
                new Project { Id = project, Slug = "rights", Title = PublishedText.Own(new LocalText("Rights")), Organisations = [new ProjectOrganisation { OrganisationId = partner, Role = ProjectRole.Partner }] },
                new Project { Id = Guid.Parse(Values["other-project"]), Slug = "other-rights", Title = PublishedText.Own(new LocalText("Other rights")) },
                new Project { Slug = "open", Title = PublishedText.Own(new LocalText("Open")), Visibility = ProjectVisibility.Public },
                new Organisation { Id = partner, Name = PublishedText.Own(new LocalText("Partner")) }, activity);
            await db.SaveChangesAsync();
        });
        Values["activity"] = activity.Id.ToString();
        var (series, strand, work) = (new Series { ProjectId = project, Title = PublishedText.Own(new LocalText("Series")) }, new FieldOfWork { Kind = FieldOfWorkKind.Strand, ProjectId = project, Title = PublishedText.Own(new LocalText("Strand")) },
            new Work { ProjectId = project, Title = PublishedText.Own(new LocalText("Report")) });
        await Site.WithDb(async db => { db.AddRange(series, strand, work); await db.SaveChangesAsync(); });
        var bilaterals = new Activity { Kind = BilateralMeeting.Kind, IsSeries = true, ProjectId = project, OwnerId = partner, State = ActivityState.Planned, Title = PublishedText.Own(new LocalText("Bilaterals")) };
        bilaterals.SettleVisibility(projectIsPublic: false);
        await Site.WithDb(async db => { db.Add(bilaterals); await db.SaveChangesAsync(); });
        Values["bilaterals"] = bilaterals.Id.ToString();
        foreach (var (name, id) in new[] { ("series", series.Id), ("strand", strand.Id), ("work", work.Id) }) Values[name] = id.ToString();
    }

    // Two people of the officer's partner.
    private async Task FillPeople()
    {
        await using var scope = Site.Scope();
        var register = scope.ServiceProvider.GetRequiredService<RegisterPerson>();
        Values["person"] = (await register.Add(Guid.Parse(Values["partner"]), new IdentityFields("Ana", "Ilić"))).ToString();
        Values["other-person"] = (await register.Add(Guid.Parse(Values["partner"]), new IdentityFields("Ana", "Ilič"))).ToString();
    }
}
