using System.Xml.Linq;
using Microsoft.EntityFrameworkCore;
using Uramost.Platform.Contracts;
using Uramost.Platform.Figures;
using Uramost.Platform.Figures.Releases;
using Uramost.Platform.Language;
using Uramost.Platform.People;
using Uramost.Platform.People.Persons;
using Uramost.Programmes.Attendance;
using Uramost.Programmes.Iati;
using Uramost.Programmes.Projects;
using Uramost.Programmes.Results;
using Uramost.Programmes.Tests.Attendance;

namespace Uramost.Programmes.Tests.Iati;

/// <summary>Women and men in the open data file: as they were released, or not at all.</summary>
public sealed class ReleasedDimensionsTests
{
    [Theory, OnBothDatabases]
    public async Task Parts_by_gender_come_from_a_release_with_what_it_hides_left_out_and_go_when_it_is_withdrawn(Provider provider)
    {
        await using var bridges = await Consortium.Start(provider);
        var workshop = await bridges.Activity("Workshop");
        await Crowd.Came(bridges, workshop, 61, Gender.Woman, "xk-vushtrri");
        await Crowd.Came(bridges, workshop, 47, Gender.Man, "xk-vushtrri");
        await Crowd.Came(bridges, workshop, 39, Gender.Man, "xk-prishtine");
        await Crowd.Came(bridges, workshop, 7, Gender.Woman, "xk-prishtine");
        await Publish(bridges);
        using var visitor = bridges.Site.Visitor();
        var address = IatiExport.PublicAddress(bridges.Lead);
        // Records could tell: without a release nothing is told of who they were.
        var indicator = await Indicator(address);
        Assert.Equal(["154"], indicator.Descendants("actual").Select(a => a.Attribute("value")!.Value));

        await Release("gender");
        await Release("region-gender");
        indicator = await Indicator(address);
        var parts = indicator.Descendants("actual").Where(a => a.Elements("dimension").Count() == 1).ToDictionary(a => a.Element("dimension")!.Attribute("value")!.Value, a => a.Attribute("value")!.Value);
        // Groups that nobody is in are joined with the smaller one before anything goes out.
        Assert.Equal(["68", "86"], parts.OrderBy(p => p.Value).Select(p => p.Value));
        Assert.Contains("woman", parts.Single(p => p.Value == "68").Key, StringComparison.Ordinal);
        Assert.All(indicator.Descendants("actual").Where(a => a.Elements("dimension").Any()), a => Assert.Equal(3, a.Element("comment")!.Elements("narrative").Count()));
        // Seven women of one region are hidden; so is every number by which they could be worked out.
        var released = await bridges.Site.WithDb(async db => (await db.Set<Release>().SingleAsync(r => r.Number == 2)).Read());
        Assert.Contains(null, released.Values);
        var told = indicator.Descendants("actual").Where(a => a.Elements("dimension").Count() == 2).Select(a => long.Parse(a.Attribute("value")!.Value, System.Globalization.CultureInfo.InvariantCulture)).ToList();
        Assert.DoesNotContain(7, told);
        if (released.Values[^1] is null) Assert.Empty(told);
        else Assert.Equal(Inner(released), told.Count);

        // One more woman comes: the file says what was released.
        await Crowd.Came(bridges, workshop, 1, Gender.Woman, "xk-vushtrri");
        Assert.Equal(["68", "86"], (await Indicator(address)).Descendants("actual").Where(a => a.Elements("dimension").Count() == 1).Select(a => a.Attribute("value")!.Value).Order());

        await bridges.Site.WithDb(async db =>
        {
            foreach (var release in await db.Set<Release>().ToListAsync()) db.Add(new ReleaseWithdrawal { ReleaseId = release.Id, Reason = new LocalText("A list was wrong."), WithdrawnAt = DateTime.UtcNow });
            await db.SaveChangesAsync();
        });
        Assert.Empty((await Indicator(address)).Descendants("dimension"));

        async Task<XElement> Indicator(string of)
        {
            var bytes = await visitor.Client.GetByteArrayAsync(of);
            var report = new IatiCheck(IatiCheckTests.Standard, TimeProvider.System).Run(() => new MemoryStream(bytes));
            Assert.True(report.Findings.Count == 0, string.Join('\n', report.Findings));
            return XDocument.Load(new MemoryStream(bytes)).Descendants("indicator").Single();
        }

        Task<Release?> Release(string template) => bridges.Do<MakeRelease, Release?>(m => m.Publish(m.Released.Single(), bridges.Project, ReleaseTemplate.Find(template)!, ReleaseAudience.Public, 10));
    }

    private static int Inner(ReleaseContent content)
    {
        var shown = 0;
        for (var row = 0; row < content.Dimensions[0].Rows.Count - 1; row++)
        {
            for (var column = 0; column < content.Dimensions[1].Rows.Count - 1; column++) shown += content.Value(row, column) is null ? 0 : 1;
        }

        return shown;
    }

    private static Task<int> Publish(Consortium bridges) => bridges.Site.WithDb(async db =>
    {
        var project = await db.Set<Project>().SingleAsync(p => p.Id == bridges.Project);
        (project.Summary, project.StartsOn, project.StartPrecision, project.State) = (new LocalText("Towns meet."), new DateOnly(2024, 1, 1), Platform.Data.DatePrecision.Day, ProjectState.Running);
        db.Add(new IatiReporter { OrganisationId = bridges.Lead, Identifier = "XI-IATI-4242", Type = "24" });
        db.Add(new IatiProject { ProjectId = project.Id, OrganisationId = bridges.Lead, Code = "bridges", PublishedAt = DateTime.UtcNow, Countries = [new("XK", null)], Sectors = [new("15220", null)] });
        var node = new ResultNode { ProjectId = project.Id, Level = ResultLevel.Outcome, Title = new LocalText("People meet") };
        var indicator = new Indicator
        {
            ProjectId = project.Id, NodeId = node.Id, Name = new LocalText("People"), AddsUp = HowItAddsUp.Distinct, From = ValueFrom.Figure, Figure = new FigureSource(PeopleFigure.FigureId, Basis.Recorded, new Dictionary<string, string>()),
            Disaggregations = [new("gender", new LocalText("Gender"), true, []), new("region", new LocalText("Region"), true, [])],
        };
        var today = DateOnly.FromDateTime(DateTime.UtcNow);
        var period = new ReportingPeriod { ProjectId = project.Id, StartsOn = new DateOnly(2024, 1, 1), EndsOn = today.AddDays(-1) };
        var value = new IndicatorValue { IndicatorId = indicator.Id, PeriodId = period.Id, From = ValueFrom.Figure };
        value.Write(new Amount(154), []);
        value.Submit(null, DateTime.UtcNow);
        value.Approve(null, DateTime.UtcNow);
        db.AddRange(node, period);
        await db.SaveChangesAsync();
        db.Add(indicator);
        await db.SaveChangesAsync();
        db.Add(value);
        return await db.SaveChangesAsync();
    });
}
