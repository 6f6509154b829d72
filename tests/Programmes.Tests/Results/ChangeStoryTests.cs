using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Uramost.Platform.Contracts;
using Uramost.Platform.Data;
using Uramost.Platform.Evidence;
using Uramost.Platform.Figures;
using Uramost.Platform.Language;
using Uramost.Platform.People;
using Uramost.Platform.People.Accounts;
using Uramost.Programmes.Reports;
using Uramost.Programmes.Results;
using Uramost.Programmes.Tests.Attendance;

namespace Uramost.Programmes.Tests.Results;

/// <summary>Changed viewpoints are measured, and a donor reads how a project stands.</summary>
public sealed class ChangeStoryTests
{
    [Theory, OnBothDatabases]
    public async Task The_same_people_answer_before_and_after_and_the_figure_is_the_ratio_of_sums(Provider provider)
    {
        await using var bridges = await Consortium.Start(provider);
        var workshop = await bridges.Activity("Workshop on waste water", owner: bridges.Partner);
        var officer = await bridges.As(Role.Officer, bridges.Partner);
        var page = await officer.Open($"/en/activities/{workshop}");
        Assert.NotNull(page.QuerySelector($"a[href='/en/activities/{workshop}/change']"));
        page = await officer.Submit(await officer.Open($"/en/activities/{workshop}/change"), "form.sheet", new() { ["Form.Question.En"] = "Can neighbours work together?", ["Form.Lowest"] = "5", ["Form.Highest"] = "1" });
        Assert.NotNull(page.QuerySelector("#Form-Highest-problem"));
        page = await officer.Submit(page, "form.sheet", new() { ["Form.Lowest"] = "1", ["Form.Highest"] = "5" });
        var question = await bridges.Site.WithDb(db => db.Set<ChangeMeasurement>().Select(m => m.Id).SingleAsync());
        Assert.Contains("Nobody has answered both times", page.Body!.TextContent);

        // A table with a heading; a line that cannot be read stops it, and says which.
        page = await officer.Submit(page, "form:has(input[value=paste])", new() { ["Pasted.Lines"] = "code;before;after\nAB12;2;4\nCD34;9;3" });
        Assert.Contains("cannot be read: 3", page.QuerySelector("#Pasted-Lines-problem")!.TextContent);
        Assert.Contains("AB12", page.QuerySelector("#Pasted-Lines")!.TextContent);
        page = await officer.Submit(page, "form:has(input[value=paste])", new() { ["Pasted.Lines"] = "code;before;after\nAB12;2;4\nCD34;3;3\nEF56;4;2\nGH78;1;5\nIJ90;2;" });
        Assert.Contains("2 as hoped, 1 the other way, 1 unchanged", page.Body!.TextContent);
        Assert.Contains("1 only before", page.Body.TextContent);
        // The second answer meets the first by its code, however it is typed; the code itself is stored nowhere.
        page = await officer.Submit(page, "form:has(input[value=answer])", new() { ["Form.Code"] = " ij 90 ", ["Form.After"] = "3", ["Form.Do"] = "add" });
        Assert.Contains("3 as hoped, 1 the other way, 1 unchanged", page.Body!.TextContent);
        Assert.DoesNotContain(await bridges.Site.WithDb(db => db.Set<ChangeAnswer>().ToListAsync()), a => a.Mark.Contains("AB12", StringComparison.OrdinalIgnoreCase) || a.Mark.Length != 64);

        // A donor is told nothing of it as it is today, however many answered: one more answer between two looks would say what one person answered.
        var donor = await bridges.As(Role.Donor, bridges.Lead);
        var figure = $"/en/figures/programmes.changed-viewpoints?basis=recorded&project={bridges.Project}";
        await Untold();
        await officer.Submit(await officer.Open($"/en/change/{question}"), "form:has(input[value=paste])", new() { ["Pasted.Lines"] = "K1,1,3\nK2,1,3\nK3,2,3\nK4,2,4\nL1,3,3\nL2,3,2\nL3,3,3" });
        await Untold();
        page = await officer.Open(figure);
        Assert.Contains("58.33", page.QuerySelector(".total")!.TextContent);
        page = await officer.Open(page.QuerySelector("tbody a")!.GetAttribute("href")!);
        Assert.Contains("Can neighbours work together?", page.Body!.TextContent);
        // People take their answers back.
        page = await officer.Submit(await officer.Open($"/en/change/{question}"), "form:has(input[value=answer])", new() { ["Form.Code"] = "l1", ["Form.Do"] = "withdraw" });
        Assert.Contains("7 as hoped, 2 the other way, 2 unchanged", page.Body!.TextContent);
        await Untold();
        page = await officer.Submit(await officer.Open($"/en/change/{question}"), "form:has(input[value=answer])", new() { ["Form.Code"] = "nobody", ["Form.Do"] = "withdraw" });
        Assert.NotNull(page.QuerySelector("#Form-Code-problem"));
        Assert.Null((await bridges.Site.Visitor().Open(figure)).QuerySelector(".total"));

        async Task Untold()
        {
            var asked = await donor.Open(figure);
            Assert.Null(asked.QuerySelector(".total"));
            Assert.DoesNotContain("Can neighbours work together?", asked.Body!.TextContent);
            Assert.Equal(HttpStatusCode.NotFound, (await donor.Client.GetAsync($"/en/change/{question}")).StatusCode);
        }
    }

    [Theory, OnBothDatabases]
    public async Task An_approved_share_of_few_answers_is_told_to_staff_only(Provider provider)
    {
        await using var bridges = await Consortium.Start(provider);
        var output = new ResultNode { ProjectId = bridges.Project, Level = ResultLevel.Output, Title = new LocalText("Output") };
        var year = new ReportingPeriod { ProjectId = bridges.Project, StartsOn = new DateOnly(2024, 1, 1), EndsOn = new DateOnly(2024, 12, 31), LockedOn = new DateOnly(2025, 1, 15) };
        var (few, many) = (Share("Few"), Share("Many"));
        var (fewValue, manyValue) = (Approved(few, 3, 5), Approved(many, 7, 12));
        await bridges.Site.WithDb(async db =>
        {
            db.AddRange(output, year, few, many, fewValue, manyValue);
            await db.SaveChangesAsync();
        });
        var (donor, staff) = (await bridges.As(Role.Donor, bridges.Lead), await bridges.As(Role.Coordinator));
        Assert.Equal([null, 7m], await Read(Role.Donor));
        Assert.Equal([3m, 7m], await Read(Role.Coordinator));
        Assert.DoesNotContain("60", (await donor.Open($"/en/indicator-values/{fewValue.Id}")).QuerySelector("h1")!.TextContent);
        Assert.Contains("60", (await staff.Open($"/en/indicator-values/{fewValue.Id}")).QuerySelector("h1")!.TextContent);
        Assert.Contains("58.3", (await donor.Open($"/en/indicator-values/{manyValue.Id}")).QuerySelector("h1")!.TextContent);

        // Neither does it leave in a report, which is taken by staff and goes to a donor.
        await using (var scope = bridges.Site.Scope())
        {
            var plan = await scope.ServiceProvider.GetRequiredService<TakePlan>().Run(bridges.Project, As(Role.Coordinator), year.StartsOn, year.EndsOn);
            Assert.Equal([null, 7m], plan.Lines.Select(l => l.Cumulative.Numerator));
        }

        Viewer As(Role role) => new(Guid.NewGuid(), [new Membership { Role = role, ProjectId = bridges.Project, OrganisationId = bridges.Lead }]);

        Indicator Share(string name) => new()
        {
            ProjectId = bridges.Project, NodeId = output.Id, Name = new LocalText(name), Ordinal = name == "Few" ? 0 : 1, AddsUp = HowItAddsUp.Share, From = ValueFrom.Figure,
            Figure = new FigureSource("programmes.change.moved", Basis.Recorded, new Dictionary<string, string>()), DenominatorFigure = new FigureSource("programmes.change.pairs", Basis.Recorded, new Dictionary<string, string>()),
        };

        IndicatorValue Approved(Indicator indicator, int moved, int pairs)
        {
            var value = new IndicatorValue { IndicatorId = indicator.Id, PeriodId = year.Id, From = ValueFrom.Figure };
            value.Write(Amount.Share(moved, pairs), []);
            value.Submit(null, DateTime.UtcNow);
            value.Approve(null, DateTime.UtcNow);
            return value;
        }

        async Task<IEnumerable<decimal?>> Read(Role role)
        {
            await using var scope = bridges.Site.Scope();
            var framework = await scope.ServiceProvider.GetRequiredService<ReadFramework>().Read(bridges.Project, As(role), year.Id);
            return framework.Indicators.Select(i => i.Line.Cumulative.Numerator);
        }
    }

    [Theory, OnBothDatabases]
    public async Task A_donor_sees_how_every_indicator_stands_and_opens_a_number_to_its_proof_in_three_clicks(Provider provider)
    {
        await using var bridges = await Consortium.Start(provider);
        var workshop = await bridges.Activity("Workshop on waste water");
        var (officer, coordinator) = (await bridges.As(Role.Officer, bridges.Partner), await bridges.As(Role.Coordinator));
        var output = new ResultNode { ProjectId = bridges.Project, Level = ResultLevel.Output, Title = new LocalText("Output") };
        var (old, now) = (new ReportingPeriod { ProjectId = bridges.Project, StartsOn = new DateOnly(2023, 1, 1), EndsOn = new DateOnly(2023, 12, 31), LockedOn = new DateOnly(2024, 1, 15) }, new ReportingPeriod { ProjectId = bridges.Project, StartsOn = new DateOnly(2024, 1, 1), EndsOn = new DateOnly(2024, 12, 31) });
        var counted = new Indicator { ProjectId = bridges.Project, NodeId = output.Id, Code = "1", Name = new LocalText("Workshops"), AddsUp = HowItAddsUp.Sum, From = ValueFrom.Figure, Figure = new FigureSource("programmes.activities", Basis.Recorded, new Dictionary<string, string>()) };
        var typed = new Indicator { ProjectId = bridges.Project, NodeId = output.Id, Code = "2", Ordinal = 1, Name = new LocalText("Rules changed"), AddsUp = HowItAddsUp.Latest, From = ValueFrom.Typed };
        var silent = new Indicator { ProjectId = bridges.Project, NodeId = output.Id, Code = "3", Ordinal = 2, Name = new LocalText("Silent") };
        var value = new IndicatorValue { IndicatorId = typed.Id, PeriodId = now.Id, Source = new LocalText("Gazette") };
        value.Write(new Amount(4), []);
        value.Submit(null, DateTime.UtcNow);
        value.Approve(null, DateTime.UtcNow);
        var agenda = new EvidencePiece { RecordKind = "indicator-value", RecordId = value.Id, ProjectId = bridges.Project, Kind = EvidenceKind.Publication, Sensitivity = Sensitivity.Donor, Address = "https://example.org/gazette", AddedAt = DateTime.UtcNow };
        var sheet = new EvidencePiece { RecordKind = "activity", RecordId = workshop, ProjectId = bridges.Project, Kind = EvidenceKind.SignedSheet, Sensitivity = Sensitivity.Sealed, Hash = new string('a', 64), AddedAt = DateTime.UtcNow, VerifiedAt = DateTime.UtcNow };
        await bridges.Site.WithDb(async db =>
        {
            sheet.VerifiedBy = (await db.Users.ToListAsync()).First(u => u.UserName!.StartsWith("coordinator", StringComparison.Ordinal)).Id;
            db.AddRange(output, old, now, counted, typed, silent, value, agenda, sheet,
                new IndicatorTarget { IndicatorId = typed.Id, Kind = TargetKind.Final, Value = 4 }, new IndicatorTarget { IndicatorId = counted.Id, Kind = TargetKind.Period, PeriodId = now.Id, Value = 9 }, new IndicatorTarget { IndicatorId = counted.Id, Kind = TargetKind.Period, PeriodId = old.Id, Value = 0 });
            await db.SaveChangesAsync();
        });
        var donor = await bridges.As(Role.Donor, bridges.Lead);
        var page = await donor.Open($"/en/projects/{bridges.Project}/results/glance");
        Assert.Equal(["behind", "reached", "no data"], page.QuerySelectorAll("table").First().QuerySelectorAll("tbody td:nth-of-type(1)").Select(c => c.TextContent.Trim()));
        // The sealed sheet: its count and who answers for it, never the sheet.
        Assert.Contains("coordinator", page.QuerySelectorAll("table").ElementAt(1).TextContent);
        var sample = page.QuerySelectorAll("table").ElementAt(2);
        Assert.Contains("masked", sample.TextContent);
        Assert.DoesNotContain(sample.QuerySelectorAll("a"), a => a.GetAttribute("href")!.Contains(sheet.Id.ToString(), StringComparison.Ordinal));
        Assert.Contains("value approved", page.Body!.TextContent);
        Assert.Contains("2024", page.QuerySelectorAll("h2").First().TextContent);

        // One: the number. Two: the proof, which stands on the value's page with its link; it opens with the third.
        var row = page.QuerySelectorAll("tbody tr").First(r => r.TextContent.Contains("Rules changed", StringComparison.Ordinal));
        page = await donor.Open(row.QuerySelector("a.number-link")!.GetAttribute("href")!);
        Assert.Contains(page.QuerySelectorAll("a"), a => a.GetAttribute("href") == "https://example.org/gazette");
        // A computed number: its records, the activity, and there the proof as far as it is the donor's.
        page = await donor.Open($"/en/projects/{bridges.Project}/results/glance");
        page = await donor.Open(page.QuerySelectorAll("tbody tr").First(r => r.TextContent.Contains("Workshops", StringComparison.Ordinal)).QuerySelector("a.number-link")!.GetAttribute("href")!);
        page = await donor.Open(page.QuerySelector("tbody a")!.GetAttribute("href")!);
        Assert.NotNull(page.QuerySelector(".evidence"));

        // Each view is logged with its project, and named for the coordinator.
        await donor.Open($"/en/indicator-values/{value.Id}");
        (await donor.Client.GetAsync($"/en/projects/{bridges.Project}/results.xlsx")).EnsureSuccessStatusCode();
        var log = await bridges.Site.WithDb(db => db.Set<ViewLogEntry>().OrderByDescending(v => v.At).Take(2).ToListAsync());
        Assert.Equal([bridges.Project, bridges.Project], log.Select(v => v.ProjectId));
        Assert.Equal([ViewPurpose.Export, ViewPurpose.Read], log.Select(v => v.Purpose));
        page = await coordinator.Open("/en/admin/views");
        Assert.Contains("A value and its proof", page.Body!.TextContent);
        Assert.Contains("Results at a glance", page.Body.TextContent);
        Assert.Equal(HttpStatusCode.NotFound, (await officer.Client.GetAsync($"/en/projects/{Guid.NewGuid()}/results/glance")).StatusCode);
    }

    [Fact]
    public void A_sample_is_the_same_for_everybody_and_another_one_each_day()
    {
        var pieces = Enumerable.Range(0, 200).Select(_ => Guid.NewGuid()).ToList();
        var (project, day) = (Guid.NewGuid(), new DateOnly(2024, 5, 1));
        var drawn = EvidenceSample.Draw(pieces, EvidenceSample.Seed(project, day), 5);
        Assert.Equal(drawn, EvidenceSample.Draw(pieces.AsEnumerable().Reverse(), EvidenceSample.Seed(project, day), 5));
        Assert.NotEqual(drawn, EvidenceSample.Draw(pieces, EvidenceSample.Seed(project, day.AddDays(1)), 5));
        // Over a year every piece has its turn about as often as chance gives it: 365 · 5 / 200 ≈ 9.
        var turns = Enumerable.Range(0, 365).SelectMany(d => EvidenceSample.Draw(pieces, EvidenceSample.Seed(project, day.AddDays(d)), 5)).GroupBy(id => id).ToDictionary(g => g.Key, g => g.Count());
        Assert.True(turns.Count >= 195, $"{turns.Count} of 200 came up");
        Assert.True(turns.Values.Max() < 30);
    }

    [Fact]
    public void Pasted_lines_are_read_whatever_parts_them()
    {
        Assert.Equal([new ReadAnswers.Row(2, "A", 1, 2), new ReadAnswers.Row(3, "B", null, 5)], ReadAnswers.Lines("kodi\tpara\tpas\r\nA\t1\t2\r\nB\t\t5\r\n", 1, 5).Rows);
        Assert.Equal([1, 2, 3, 4, 5], ReadAnswers.Lines("A,1\nB,0,1\nC,,\n,1,2\nD,1,6", 1, 5).Wrong);
        Assert.Equal([2], ReadAnswers.Lines("a;1;2\nA;3;4", 1, 5).Wrong);
    }
}
