using CsCheck;
using Uramost.Exchange.Goods;

namespace Uramost.Exchange.Tests.Goods;

/// <summary>A code of goods comes through spreadsheets and fingers.</summary>
public sealed class HsCodeTests
{
    [Theory]
    [InlineData("070951", "0709.51")]
    [InlineData("0709.51", "0709.51")]
    [InlineData("0709 51", "0709.51")]
    [InlineData("70951", "0709.51")]
    [InlineData("709.51", "0709.51")]
    [InlineData("0709510090", "0709.51")]
    [InlineData("1006.3", "1006.30")]
    [InlineData("810.4", "0810.40")]
    [InlineData("709", "0709")]
    [InlineData("0709", "0709")]
    [InlineData("7", "07")]
    [InlineData("44", "44")]
    public void What_a_spreadsheet_dropped_is_put_back(string typed, string code)
    {
        Assert.Equal(HsReading.Read, HsCode.Read(typed, c => c.ToString() == code, out var read));
        Assert.Equal(code, read.ToString());
    }

    [Fact]
    public void Five_digits_that_fit_two_codes_are_refused()
    {
        // 2007.10 without its last zero, or 0200.71 without its first.
        Assert.Equal(HsReading.FitsTwo, HsCode.Read("20071", null, out _));
        Assert.Equal(HsReading.Read, HsCode.Read("20071", c => c == HsCode.Of("200710"), out var code));
        Assert.Equal("2007.10", code.ToString());
        Assert.Equal(HsReading.FitsTwo, HsCode.Read("20071", c => c.Digits is "200710" or "020071", out _));
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("blueberries")]
    [InlineData("0709,51")]
    [InlineData("98")]
    [InlineData("000101")]
    [InlineData("07095100901")]
    public void What_is_no_code_is_refused(string typed) => Assert.Equal(HsReading.NotACode, HsCode.Read(typed, null, out _));

    [Fact]
    public void Every_code_of_the_official_list_is_read_back_from_what_a_spreadsheet_makes_of_it()
    {
        var codes = File.ReadLines(Shared.Path("codes/harmonized-system.csv")).Skip(1).Select(l => System.Text.RegularExpressions.Regex.Match(l, "^[IVX]+,([0-9]+),").Groups[1].Value).Where(c => c.Length is 4 or 6).Select(HsCode.Of).ToHashSet();
        Assert.True(codes.Count > 6000);
        foreach (var code in codes.Where(c => c.Digits.Length == 6))
        {
            foreach (var typed in new[] { code.Digits, code.ToString(), double.Parse(code.ToString(), System.Globalization.CultureInfo.InvariantCulture).ToString(System.Globalization.CultureInfo.InvariantCulture) })
            {
                // A subheading that ends on .00 is a heading for a spreadsheet: the same goods.
                var reading = HsCode.Read(typed, codes.Contains, out var read);
                Assert.True(reading == HsReading.Read && (read == code || code.Digits.EndsWith("00", StringComparison.Ordinal) && read == code.Heading), $"{typed} → {reading} {read}");
            }
        }
    }

    [Fact]
    public void A_code_is_within_its_chapter_and_heading() => Gen.Int[10, 97].Select(Gen.Int[1, 99], Gen.Int[10, 99]).Sample((chapter, heading, sub) =>
    {
        var code = HsCode.Of($"{chapter}{heading:00}{sub}");
        return code.IsWithin(code.Heading) && code.IsWithin(code.Chapter) && code.Heading.IsWithin(code.Chapter) && !code.Chapter.IsWithin(code)
            && HsCode.Read(code.ToString(), null, out var again) == HsReading.Read && again == code;
    });
}
