using Uramost.Exchange.Companies;

namespace Uramost.Exchange.Tests.Companies;

/// <summary>Seasons and codes of what companies offer and need.</summary>
public sealed class CompanyEntryTests
{
    [Theory]
    [InlineData(6, 8, "6 7 8")]
    [InlineData(11, 2, "11 12 1 2")]
    [InlineData(5, 5, "5")]
    [InlineData(null, null, "1 2 3 4 5 6 7 8 9 10 11 12")]
    public void A_season_may_go_over_the_new_year(int? from, int? until, string months) => Assert.Equal(months, string.Join(' ', new CompanyEntry { FromMonth = from, UntilMonth = until }.Months));

    [Theory]
    [InlineData("01.25", "01.25")]
    [InlineData("1.25", "01.25")]
    [InlineData("0125", "01.25")]
    [InlineData("10", "10")]
    [InlineData("10.3", "10.3")]
    [InlineData("141", null)]
    [InlineData("00.10", null)]
    [InlineData("10.395", null)]
    [InlineData("berries", null)]
    [InlineData("", null)]
    public void A_class_of_activities_is_text_and_keeps_its_zero(string typed, string? code) => Assert.Equal(code, NaceCode.Read(typed));

    [Theory]
    [InlineData("packaging", "16.24")]
    [InlineData("wood", "16.10")]
    [InlineData("food", "84", "10.39")]
    [InlineData(null, "84.11")]
    public void The_main_activity_settles_the_sector(string? sector, params string[] codes) => Assert.Equal(sector, NaceCode.SectorOf(codes));
}
