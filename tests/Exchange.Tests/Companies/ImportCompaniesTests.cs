using Microsoft.EntityFrameworkCore;
using Uramost.Exchange.Companies;
using Uramost.Platform.People;

namespace Uramost.Exchange.Tests.Companies;

/// <summary>A list of companies as somebody kept it in a spreadsheet.</summary>
public sealed class ImportCompaniesTests
{
    private const string List = """
        Company,Legal form,Municipality,ARBK,Kind,HS code,Quantity,Unit,Season from,Season to,Languages
        Boronica Frutex,Limited liability company,Prizren,810123456,Surplus,810.4,12.5,t,6,August,Albanian; English
        Boronica Frutex,,,810123456,Need,3923.1,"20000",pieces,,,
        Pečurka,Sole trader,Leposavić,,Know-how sought,70951,,,,,sr
        Nowhere,,Nigde,,Product offered,20071x,5,,,,
        ,,,,Surplus,0810.40,,,,,
        """;

    [Theory, OnBothDatabases]
    public async Task What_can_be_read_comes_in_and_what_cannot_is_named_at_its_cell(Provider provider)
    {
        await using var programme = await Programme.Start(provider);
        var officer = new Membership { Role = Role.Officer, ProjectId = programme.Project, OrganisationId = programme.South };
        var preview = await programme.Site.Preview("companies", programme.Project, List, officer);
        Assert.Equal((5, 3, 2), (preview.Rows, preview.New, preview.Wrong));
        Assert.Contains(preview.Problems, p => p.At.ToString().Contains("C5", StringComparison.Ordinal) && p.Value == "Nigde");
        Assert.Contains(preview.Problems, p => p.At.ToString().Contains("F5", StringComparison.Ordinal) && p.Message.Contains("20071x", StringComparison.Ordinal));
        Assert.Contains(preview.Problems, p => p.At.ToString().Contains("A6", StringComparison.Ordinal));

        // Whoever imports lets the wrong rows out.
        var good = string.Join('\n', List.ReplaceLineEndings("\n").Split('\n').Take(4));
        await programme.Site.Import("companies", programme.Project, good, officer);
        await programme.Site.WithDb(async db =>
        {
            var companies = await db.Set<Company>().OrderBy(c => c.LegalName).ToListAsync();
            Assert.Equal(["Boronica Frutex", "Pečurka"], companies.Select(c => c.LegalName));
            Assert.Equal(("xk-prizren", CompanyForm.Limited, "810123456", false), (companies[0].PlaceId, companies[0].Form, companies[0].NumberArbk, companies[0].Consented));
            Assert.Equal(["sq", "en"], companies[0].Languages);
            Assert.All(await db.Set<CompanyProject>().ToListAsync(), l => Assert.Equal(programme.South, l.OwnerId));
            // Zeros that the spreadsheet dropped are there again.
            Assert.Equal(["070951", "081040", "392310"], await db.Set<CompanyEntry>().Select(e => e.Hs!).OrderBy(h => h).ToListAsync());
            var surplus = await db.Set<CompanyEntry>().SingleAsync(e => e.Kind == EntryKind.Surplus);
            Assert.Equal((12.5m, VolumeUnit.Tonne, 6, 8), (surplus.Volume!.Value, surplus.Unit!.Value, surplus.FromMonth!.Value, surplus.UntilMonth!.Value));
        });

        // The same list again changes nothing; another partner does not know these companies and makes its own.
        var again = await programme.Site.Preview("companies", programme.Project, List, officer);
        Assert.Equal((0, 0, 3), (again.New, again.Changed, again.Same));
        var changed = await programme.Site.Preview("companies", programme.Project, List.Replace("12.5", "14", StringComparison.Ordinal), officer);
        Assert.Equal(1, changed.Changed);
        var other = await programme.Site.Preview("companies", programme.Project, List, new Membership { Role = Role.Officer, ProjectId = programme.Project, OrganisationId = programme.North });
        Assert.Equal(3, other.New);
    }
}
