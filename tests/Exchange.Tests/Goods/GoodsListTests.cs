using System.Text.RegularExpressions;
using System.Xml.Linq;
using Uramost.Exchange.Goods;
using Uramost.Platform.Language;

namespace Uramost.Exchange.Tests.Goods;

/// <summary>A grower finds the name of what she grows in her own language and in each script.</summary>
public sealed class GoodsListTests
{
    private static readonly GoodsList List = new();

    [Fact]
    public void Every_code_stands_in_the_official_list()
    {
        var official = File.ReadLines(Shared.Path("codes/harmonized-system.csv")).Skip(1).Select(l => Regex.Match(l, "^[IVX]+,([0-9]+),").Groups[1].Value).ToHashSet();
        Assert.All(List.All, g => Assert.Contains(g.Code.Digits, official));
        Assert.True(List.All.Count > 900);
    }

    [Fact]
    public void The_headings_of_the_served_chapters_are_all_named()
    {
        string[] chapters = ["02", "03", "04", "07", "08", "09", "10", "11", "12", "15", "16", "17", "18", "19", "20", "21", "22", "23", "44", "61", "62", "68", "69", "70", "72", "73", "76", "83", "94"];
        var official = File.ReadLines(Shared.Path("codes/harmonized-system.csv")).Skip(1).Select(l => Regex.Match(l, "^[IVX]+,([0-9]+),").Groups[1].Value).Where(c => c.Length == 4 && chapters.Contains(c[..2]));
        Assert.All(official, c => Assert.NotNull(List.Find(HsCode.Of(c))));
    }

    [Fact]
    public void No_name_is_missing_and_no_two_are_equal_beside_each_other()
    {
        Assert.Empty(List.All.Where(g => new[] { g.Name.En, g.Name.Sq, g.Name.Sr }.Any(string.IsNullOrWhiteSpace)).Select(g => g.Code.ToString()));
        Assert.Empty(new Func<LocalText, string?>[] { n => n.En, n => n.Sq, n => n.Sr }.SelectMany(name => List.All
            .GroupBy(g => (Parent(g.Code), Name: name(g.Name)!.ToLowerInvariant())).Where(g => g.Count() > 1).Select(g => g.Key.Name)));
        // A part stands under a heading that the list names too.
        Assert.Empty(List.All.Where(g => List.Find(g.Code.Chapter) is null || List.Find(g.Code.Heading) is null).Select(g => g.Code.ToString()));
    }

    [Fact]
    public void Serbian_names_become_Cyrillic_without_a_question()
    {
        string?[] names = [.. List.All.Select(g => g.Name.Sr), .. new CapabilityList().All.Select(c => c.Name.Sr), .. new ActivityList().All.Select(a => a.Name.Sr)];
        var doubts = names.SelectMany(n => { SerbianScript.ToCyrillic(n!, null, out var doubtful); return doubtful.Select(d => $"{d.Word} ({d.Reason}) in: {n}"); }).ToList();
        Assert.True(doubts.Count == 0, string.Join("\n", doubts));
    }

    [Fact]
    public void Every_sector_group_and_permit_has_its_word()
    {
        var keys = XDocument.Load(Repository.Path("src", "Exchange", "Goods", "Words.resx")).Root!.Elements("data").Select(d => d.Attribute("name")!.Value).ToHashSet();
        Assert.Equal(["construction", "food", "metal", "packaging", "textiles", "wood"], List.Sectors.Order());
        Assert.All(List.Sectors.Select(s => $"sector.{s}").Concat(new CapabilityList().Groups.Select(g => $"group.{g}")).Concat(new Becomes().All.SelectMany(s => s.Needs).Where(n => n.Kind == NeedKind.Permit).Select(n => $"permit.{n.Code}")), k => Assert.Contains(k, keys));
    }

    [Fact]
    public void A_subheading_that_the_list_does_not_name_is_called_by_its_heading()
    {
        Assert.Null(List.Find(HsCode.Of("081060")));
        Assert.Equal("Other fresh fruit", List.NameOf(HsCode.Of("081060"))!.En);
        Assert.Equal("Sveža borovnica i brusnica", List.NameOf(HsCode.Of("081040"))!.Sr);
    }

    [Fact]
    public void Activities_are_those_of_the_official_list_and_keep_their_zeros()
    {
        var official = File.ReadLines(Shared.Path("codes/nace-2.0.csv")).SelectMany(l => l.Split(',').Take(4)).ToHashSet();
        var list = new ActivityList();
        Assert.Empty(list.All.Where(a => !official.Contains(a.Code) || new[] { a.Name.En, a.Name.Sq, a.Name.Sr }.Any(string.IsNullOrWhiteSpace)).Select(a => a.Code));
        Assert.Equal("Raising of dairy cattle", list.Find("01.41")!.Name.En);
        Assert.Equal("Making of clothing", list.NameOf("14.99")!.En);
        Assert.True(list.All.Count(a => a.Code.Length == 2) == 88);
    }

    private static string Parent(HsCode code) => code.Digits[..(code.Digits.Length - 2)];
}
