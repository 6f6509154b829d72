using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Uramost.Platform.Contracts;
using Uramost.Platform.Data;
using Uramost.Platform.Figures;
using Uramost.Platform.Language;
using Uramost.Platform.People;
using Uramost.Programmes.Activities;
using Uramost.Programmes.Demonstration;
using Uramost.Programmes.Projects;
using Uramost.Programmes.Results;

namespace Uramost.Programmes.Tests.Results;

/// <summary>The demonstration's frameworks: what the sources say, and beside it what is invented for practice.</summary>
public sealed class PracticeTests(DemoSites demo)
{
    private static readonly Guid Market = DemoFile.Id("practice-market");

    [Theory, OnBothDatabases]
    public async Task The_framework_of_the_consortium_shows_the_declared_numbers_and_says_what_is_not_in_the_source(Provider provider)
    {
        var site = await demo.On(provider);
        await using var scope = site.Scope();
        var framework = await scope.ServiceProvider.GetRequiredService<ReadFramework>().Read(Demo.Kspag, new Viewer(null, [new Membership { Role = Role.Coordinator, ProjectId = Demo.Kspag }]));
        var values = framework.Indicators.ToDictionary(i => i.Indicator.Name.En!, i => i.Line.Cumulative.Value);
        Assert.Equal([82m, 1146m, 4m, 1m, 3m, 2m, 6m, 36m, 6m, 17m, 5m, 2m],
            new[] { "Activities held", "Attendances", "Workshops", "Seminars", "TV debates", "Conferences", "Roundtables", "Focus groups", "Peer visits", "Published op-eds", "Consortium meetings", "Booklet presentations" }.Select(n => values[n]));
        Assert.Null(values["Public reach"]);
        Assert.Null(values["Participants whose opinion moved in favour of the dialogue"]);
        Assert.All(framework.Indicators, i => Assert.True(i.Indicator.BaselineValue is null && i.FinalTarget is null && i.Fault is null && i.Indicator.Means == MeansOfVerification.None));
        Assert.Equal(6, framework.Nodes.Count());
    }

    [Theory, OnBothDatabases]
    public async Task What_is_invented_says_so_on_every_page_and_no_figure_counts_it(Provider provider)
    {
        await using var site = await TestSite.Start(provider);
        for (var run = 0; run < 2; run++)
        {
            await using var scope = site.Scope();
            await ActivatorUtilities.CreateInstance<FillPracticeProject>(scope.ServiceProvider).Fill();
        }

        var real = Guid.CreateVersion7();
        await site.WithDb(async db => { db.Add(new Project { Id = real, Slug = "real", Title = PublishedText.Own(new LocalText("Real")) }); await db.SaveChangesAsync(); });
        await site.AddAccount("practice@results.test", new Membership { Role = Role.Coordinator, ProjectId = Market }, new Membership { Role = Role.Coordinator, ProjectId = real });
        using var coordinator = await site.SignIn("practice@results.test");
        var indicator = DemoFile.Id("practice-trained");
        var value = await site.WithDb(db => db.Set<IndicatorValue>().Where(v => v.IndicatorId == indicator).OrderBy(v => v.SubmittedAt).FirstAsync());
        foreach (var path in new[] { $"/projects/{Market}", $"/projects/{Market}/results", $"/projects/{Market}/results/glance", $"/projects/{Market}/periods", $"/projects/{Market}/risks", $"/projects/{Market}/overview", $"/indicators/{indicator}", $"/indicators/{indicator}/edit", $"/indicator-values/{value.Id}",
            $"/assumptions/{DemoFile.Id("practice-a1")}", $"/results/{DemoFile.Id("practice-op11")}/edit", $"/risks/{DemoFile.Id("practice-r1")}", $"/organisations/{DemoFile.Id("practice-organisation")}", $"/activities?project={Market}" })
        {
            Assert.Contains("everything on this page is invented", (await coordinator.Open($"/en{path}")).QuerySelector(".page-notice")?.TextContent ?? $"{path} does not say it");
        }

        Assert.Null((await coordinator.Open($"/en/projects/{real}/results")).QuerySelector(".page-notice"));
        using var file = await coordinator.Client.GetAsync($"/en/projects/{Market}/results.csv");
        Assert.Contains("invented", file.Content.Headers.ContentDisposition!.FileNameStar);

        // The matrix is full: every indicator has baseline, target, means and a value; the correction and the unknown show.
        await using (var scope = site.Scope())
        {
            var viewer = new Viewer(null, [new Membership { Role = Role.Coordinator, ProjectId = Market }]);
            var periods = await scope.ServiceProvider.GetRequiredService<PlatformDb>().Set<ReportingPeriod>().OrderBy(p => p.StartsOn).ToListAsync();
            var framework = await scope.ServiceProvider.GetRequiredService<ReadFramework>().Read(Market, viewer, periods[1].Id);
            Assert.Equal(7, framework.Indicators.Count());
            Assert.All(framework.Indicators, i => Assert.True(i is { FinalTarget: not null, Line.Cumulative.IsKnown: true, Indicator.BaselineValue: not null } && i.Indicator.Means != MeansOfVerification.None, i.Indicator.Code));
            var lines = framework.Indicators.ToDictionary(i => i.Indicator.Id);
            Assert.Equal((24m, 16m, 40m, 1), (lines[indicator].Line.Before.Value, lines[indicator].Line.This.Value, lines[indicator].Line.Cumulative.Value, lines[indicator].Corrections));
            Assert.Equal((45m, 95m), (lines[DemoFile.Id("practice-again")].Line.Cumulative.Numerator, lines[DemoFile.Id("practice-again")].Line.Cumulative.Denominator));
            Assert.Equal(Standing.Behind, lines[DemoFile.Id("practice-days")].Standing);
            Assert.Equal(Standing.OnTrack, lines[DemoFile.Id("practice-permit")].Standing);
        }

        // Somebody practises with an activity: asked for the project it counts, beside real work it does not.
        await using (var scope = site.Scope())
        {
            var db = scope.ServiceProvider.GetRequiredService<PlatformDb>();
            foreach (var project in new[] { Market, real })
            {
                var activity = new Activity { ProjectId = project, Kind = "workshop", Title = PublishedText.Own(new LocalText("Workshop")), State = ActivityState.Held };
                activity.SetDate(When.Days(new DateOnly(2025, 3, 1)));
                db.Add(activity);
                await scope.ServiceProvider.GetRequiredService<SaveActivity>().Run(db, activity);
            }

            var viewer = new Viewer(null, [new Membership { Role = Role.Coordinator, ProjectId = Market }, new Membership { Role = Role.Coordinator, ProjectId = real }]);
            var figure = scope.ServiceProvider.GetRequiredService<FigureCatalogue>().Find("programmes.activities")!;
            Assert.Equal(1, (await figure.Rows(db, new FigureQuery(viewer, Basis.Recorded))).Single().Value);
            Assert.Equal(1, (await figure.Rows(db, new FigureQuery(viewer, Basis.Recorded, Filters: new Dictionary<string, string> { [Figure.Project] = Market.ToString() }))).Single().Value);
        }
    }
}
