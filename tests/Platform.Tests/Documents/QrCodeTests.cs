using System.Text.RegularExpressions;
using System.Xml.Linq;
using Uramost.Platform.Documents;
using Xunit;

namespace Uramost.Platform.Tests.Documents;

public partial class QrCodeTests
{
    [Fact]
    public void The_drawing_shows_the_codes_modules_and_passes_the_strictest_policy()
    {
        var svg = QrCode.Svg("https://uramost.example/sheet/0197?d=1", "Lista <28. jun>");
        var root = XDocument.Parse(svg).Root!;
        Assert.DoesNotContain("style", svg);
        Assert.Equal("Lista <28. jun>", root.Attribute("aria-label")!.Value);
        var modules = QrCode.Modules("https://uramost.example/sheet/0197?d=1");
        var drawn = new bool[modules.Count, modules.Count];
        foreach (Match run in Run().Matches(root.Elements().Last().Attribute("d")!.Value))
            for (var x = 0; x < int.Parse(run.Groups[3].Value); x++) drawn[int.Parse(run.Groups[2].Value), int.Parse(run.Groups[1].Value) + x] = true;
        for (var y = 0; y < modules.Count; y++)
            for (var x = 0; x < modules.Count; x++)
            {
                Assert.Equal(modules[y][x], drawn[y, x]);
                if (Math.Min(Math.Min(x, y), modules.Count - 1 - Math.Max(x, y)) < 4) Assert.False(drawn[y, x]);
            }
        Assert.True(drawn[4, 4] && drawn[4, 10] && drawn[10, 4] && !drawn[5, 5]);
    }

    [Fact]
    public void A_text_that_no_code_holds_is_told() => Assert.Throws<ArgumentException>(() => QrCode.Svg(new string('x', 5000), "x"));

    [GeneratedRegex(@"M(\d+) (\d+)h(\d+)v1")]
    private static partial Regex Run();
}
