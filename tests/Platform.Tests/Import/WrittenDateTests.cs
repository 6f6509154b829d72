using Uramost.Platform.Data;
using Uramost.Platform.Import;

namespace Uramost.Platform.Tests.Import;

/// <summary>Dates as people of the field write them.</summary>
public sealed class WrittenDateTests
{
    [Theory]
    [InlineData("18-12-2019", "2019-12-18")]
    [InlineData("18.12.2019", "2019-12-18")]
    [InlineData("18. 12. 2019.", "2019-12-18")]
    [InlineData("18/12/2019", "2019-12-18")]
    [InlineData("2019-12-18", "2019-12-18")]
    [InlineData("13 January 2019", "2019-01-13")]
    [InlineData("January 13, 2019", "2019-01-13")]
    [InlineData("13th January 2019", "2019-01-13")]
    [InlineData("Sunday, 13 January 2019", "2019-01-13")]
    [InlineData("13. januar 2019", "2019-01-13")]
    [InlineData("13. januara 2019. godine", "2019-01-13")]
    [InlineData("13. јануара 2019.", "2019-01-13")]
    [InlineData("13 janar 2019", "2019-01-13")]
    [InlineData("5 qershor 2020", "2020-06-05")]
    [InlineData("1 nëntor 2021", "2021-11-01")]
    [InlineData("29 February 2024", "2024-02-29")]
    [InlineData("3 Sept 2022", "2022-09-03")]
    public void A_day(string written, string day)
    {
        var when = WrittenDate.Parse(written);
        Assert.NotNull(when);
        Assert.Equal((DateOnly.Parse(day), DateOnly.Parse(day), DatePrecision.Day), (when.Start, when.End, when.Precision));
        Assert.Equal(when.Printed ?? "2019-12-18", written);
    }

    [Theory]
    [InlineData("January 2019", "2019-01-01", "2019-01-31", DatePrecision.Month)]
    [InlineData("januar 2019.", "2019-01-01", "2019-01-31", DatePrecision.Month)]
    [InlineData("12/2019", "2019-12-01", "2019-12-31", DatePrecision.Month)]
    [InlineData("2019-12", "2019-12-01", "2019-12-31", DatePrecision.Month)]
    [InlineData("2019", "2019-01-01", "2019-12-31", DatePrecision.Year)]
    [InlineData("2019.", "2019-01-01", "2019-12-31", DatePrecision.Year)]
    [InlineData("25–26 September 2024", "2024-09-25", "2024-09-26", DatePrecision.Day)]
    [InlineData("25-26.9.2024", "2024-09-25", "2024-09-26", DatePrecision.Day)]
    [InlineData("25. – 26. septembar 2024.", "2024-09-25", "2024-09-26", DatePrecision.Day)]
    [InlineData("28 February – 2 March 2024", "2024-02-28", "2024-03-02", DatePrecision.Day)]
    [InlineData("30.12.2019 - 2.1.2020", "2019-12-30", "2020-01-02", DatePrecision.Day)]
    [InlineData("May 2019 – July 2019", "2019-05-01", "2019-07-31", DatePrecision.Within)]
    public void No_more_exact_than_it_is_written(string written, string first, string last, DatePrecision precision)
    {
        var when = WrittenDate.Parse(written);
        Assert.NotNull(when);
        Assert.Equal((DateOnly.Parse(first), DateOnly.Parse(last), precision), (when.Start, when.End, when.Precision));
    }

    [Theory]
    [InlineData("31.2.2019")]
    [InlineData("12-18-2019")]
    [InlineData("18-12-19")]
    [InlineData("32 January 2019")]
    [InlineData("26–25 September 2024")]
    [InlineData("43817")]
    [InlineData("ma 2019")]
    [InlineData("soon")]
    [InlineData("")]
    public void What_is_no_date_is_not_guessed(string written) => Assert.Null(WrittenDate.Parse(written));
}
