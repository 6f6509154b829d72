using System.Text.Json.Nodes;
using Uramost.Platform.People;
using Uramost.Platform.Places;
using Uramost.Programmes.Checks;
using Uramost.Programmes.Demonstration;

namespace Uramost.Programmes.Tests.Checks;

/// <summary>The checks find the defects that the sources really contain, and stay silent on the clean remainder.</summary>
public sealed class RegistryChecksTests(DemoSites demos)
{
    // Findings that rest on what is not a record of this module: the layout of a printed page, and business deals.
    private static readonly string[] Elsewhere = ["text-printed-twice", "role-undivided", "amount-unknown"];

    // Which of a town's names is the odd one is a matter of counting; that there are several is what must be said.
    private static readonly string[] OnceIsEnough = ["place-several-names"];

    // True as well: the consortium's two publications are listed without a language, like its articles.
    private static readonly (string Code, string Record)[] AlsoTrue = [("language-unknown", "kspag-perceptions-report"), ("language-unknown", "kspag-booklet")];

    [Theory, OnBothDatabases]
    public async Task The_defects_of_the_sources_are_found_exactly(Provider provider)
    {
        var site = await demos.On(provider);
        var found = await Found(site);
        var sources = DemoFile.Sources.Select(DemoFile.Read).ToList();
        var slugs = sources.SelectMany(s => s.AsObject().Where(p => p.Value is JsonArray).SelectMany(p => s.Rows(p.Key))).Concat(DemoFile.Read("organisations").Rows("organisations"))
            .Select(r => r.Text("id")).OfType<string>().Distinct().ToDictionary(DemoFile.Id);
        var said = found.Select(f => (f.Code, Record: slugs[f.RecordId])).ToHashSet();

        var expected = sources.SelectMany(s => s.Rows("expectedChecks")).Where(c => !Elsewhere.Contains(c.Text("code")))
            .SelectMany(c => (c["records"] is JsonArray ? c.Texts("records") : [c.Text("record")!]).Select(r => (Code: c.Text("code")!, Record: r))).ToHashSet();
        var exact = expected.Where(e => !OnceIsEnough.Contains(e.Code)).ToHashSet();
        Assert.Empty(exact.Except(said).Select(e => $"not found: {e.Code} {e.Record}"));
        Assert.Empty(said.Where(s => !OnceIsEnough.Contains(s.Code)).Except(exact).Except(AlsoTrue).Select(s => $"found although right: {s.Code} {s.Record}"));
        Assert.All(OnceIsEnough, code => Assert.Contains(found, f => f.Code == code));
    }

    [Theory, OnBothDatabases]
    public async Task What_is_printed_and_compared_stands_in_the_finding(Provider provider)
    {
        var site = await demos.On(provider);
        var found = await Found(site);
        Finding The(string code, string record) => Assert.Single(found, f => f.Code == code && f.RecordId == DemoFile.Id(record));

        Assert.Equal(("18 March 2018", "October 2018"), (The("activity-before-project-start", "kspag-oped-02").Printed, The("activity-before-project-start", "kspag-oped-02").Other));
        Assert.Equal(("8", "5"), (The("partners-announced-differ-from-named", "kspag-benefits").Printed, The("partners-announced-differ-from-named", "kspag-benefits").Other));
        Assert.Equal(("36", "0"), (The("declared-not-traced", "kspag-declared-focus-group").Printed, The("declared-not-traced", "kspag-declared-focus-group").Other));
        Assert.Equal(("1146", "52"), (The("declared-not-traced", "kspag-declared-participants").Printed, The("declared-not-traced", "kspag-declared-participants").Other));
        Assert.Equal(["Lipljane", "Liplajne"], found.Where(f => f.Code == "place-spelling-unknown" && f.RecordId == DemoFile.Id("kspag-workshop-1")).Select(f => f.Printed).OrderDescending());
        Assert.Equal("Stojanovič", The("name-ends-in-hard-c", "bojan-stojanovic").Printed);
        Assert.Equal("this this", The("doubled-word", "nsi-dialogue-solutions-future").Printed);
        Assert.DoesNotContain(found, f => f.Code == "person-spelled-two-ways");
        Assert.DoesNotContain(found, f => f.Code == "total-differs-from-parts");
    }

    private static async Task<List<Finding>> Found(TestSite site)
    {
        var found = new List<Finding>();
        foreach (var project in DemoFile.Sources.SelectMany(s => DemoFile.Read(s).Rows("projects")).Select(p => DemoFile.Id(p.Text("id")!)))
        {
            var viewer = new Viewer(null, [new Membership { Role = Role.Coordinator, ProjectId = project }]);
            found.AddRange(new RegistryChecks(PlaceCatalogue.Load()).Run(await site.WithDb(db => ReadRegistry.Of(db, new ProgrammesRights(viewer), project))));
        }

        return [.. found.Distinct()];
    }
}
