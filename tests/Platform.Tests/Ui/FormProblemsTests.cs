using System.Globalization;
using Microsoft.Extensions.Localization;
using Uramost.Platform.Language;
using Uramost.Platform.Ui;

namespace Uramost.Platform.Tests.Ui;

/// <summary>Numbers are read as each of our languages writes them, and what is no number is told at its field.</summary>
public sealed class FormProblemsTests
{
    [Theory]
    [InlineData("12.5", "12.5")]
    [InlineData("12,5", "12.5")]
    [InlineData("0,125", "0.125")]
    [InlineData("0.125", "0.125")]
    [InlineData("1,146", "1146")]
    [InlineData("1.146.000", "1146000")]
    [InlineData("1 146,25", "1146.25")]
    [InlineData("1,146.25", "1146.25")]
    [InlineData("1.146,25", "1146.25")]
    [InlineData("−3", "-3")]
    [InlineData("-0,125", "-0.125")]
    [InlineData(" 7 ", "7")]
    public void A_number_is_read_however_it_is_written(string typed, string expected)
    {
        var problems = Problems();
        Assert.Equal(decimal.Parse(expected, CultureInfo.InvariantCulture), problems.Decimal("Form.Value", typed));
        Assert.True(problems.None);
    }

    [Fact]
    public void A_number_that_a_form_shows_comes_back_as_it_was()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        foreach (var variant in UiVariant.All)
        {
            CultureInfo.CurrentUICulture = variant.Culture;
            for (var i = 0; i < 2000; i++)
            {
                var number = Math.Round((decimal)((random.NextDouble() - 0.5) * Math.Pow(10, random.Next(1, 13))), random.Next(0, 7));
                var problems = Problems();
                Assert.True(problems.Decimal("Form.Value", FormProblems.Typed(number)) == number, $"{number} was shown as {FormProblems.Typed(number)} ({variant.Path}, seed {seed})");
            }
        }

        Assert.Null(FormProblems.Typed(null));
    }

    [Theory]
    [InlineData("përse")]
    [InlineData("1e9")]
    [InlineData("12.")]
    [InlineData("--3")]
    [InlineData("0.1234567")]
    [InlineData("99999999999999")]
    [InlineData("٣")]
    public void What_is_no_number_is_told_at_its_field(string typed)
    {
        var problems = Problems();
        Assert.Null(problems.Decimal("Form.Value", typed));
        Assert.NotNull(problems["Form.Value"]);
    }

    private static FormProblems Problems() => new(new StringLocalizer<Uramost.Platform.Ui.Words>(new WordsLocalizerFactory()));
}
