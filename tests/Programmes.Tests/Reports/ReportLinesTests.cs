using CsCheck;
using Uramost.Platform.Language;
using Uramost.Programmes.Reports;
using Uramost.Programmes.Results;

namespace Uramost.Programmes.Tests.Reports;

/// <summary>How far a target is met, and numbers in running text held against the tables.</summary>
public sealed class ReportLinesTests
{
    [Theory]
    [InlineData(10, 10, 0, false, Fulfilment.Fully)]
    [InlineData(12, 10, 0, false, Fulfilment.Fully)]
    [InlineData(4, 10, 0, false, Fulfilment.Partly)]
    [InlineData(0, 10, 0, false, Fulfilment.Not)]
    [InlineData(3, 10, 5, false, Fulfilment.Not)]
    [InlineData(3, 3, 9, true, Fulfilment.Fully)]
    [InlineData(5, 3, 9, true, Fulfilment.Partly)]
    [InlineData(9, 3, 9, true, Fulfilment.Not)]
    public void A_target_is_met_fully_partly_or_not(int reached, int target, int baseline, bool lessIsBetter, Fulfilment expected) => Assert.Equal(expected, ReportLines.Met(reached, target, baseline, lessIsBetter));

    [Fact]
    public void What_is_not_known_is_not_judged()
    {
        Assert.Equal(Fulfilment.Unknown, ReportLines.Met(null, 10, 0, false));
        Assert.Equal(Fulfilment.Unknown, ReportLines.Met(5, null, 0, false));
        Assert.Equal(Fulfilment.Unknown, ReportLines.Met(5, 3, null, true));
        // More reached never looks worse.
        Gen.Select(Gen.Int[-50, 50], Gen.Int[0, 20], Gen.Int[-20, 80], Gen.Int[-20, 20]).Sample((value, more, target, baseline) =>
            Assert.True(ReportLines.Met(value + more, target, baseline, false) >= ReportLines.Met(value, target, baseline, false)));
    }

    [Fact]
    public void Numbers_are_read_with_the_words_behind_them_and_dates_codes_and_years_are_none()
    {
        static string[] Read(string text) => [.. NarrativeNumbers.In(text).Select(n => n.Written)];
        Assert.Equal(["1,146", "36"], Read("1,146 participants took part in 36 focus groups in 2019."));
        Assert.Equal(["1.146"], Read("U radu je učestvovalo 1.146 učesnika."));
        Assert.Empty(Read("On 12.3.2024 the B2B meeting Op 1.2 was held, see 2018."));
        Assert.Equal(["12"], Read("Morën pjesë 12 gra."));
        Assert.Equal(1146, NarrativeNumbers.In("1 146 pjesëmarrës").Single().Value);
    }

    [Fact]
    public void A_number_that_names_the_unit_of_an_indicator_and_is_none_of_its_values_is_odd()
    {
        var line = Line("participants", "pjesëmarrës", "učesnika", 34, 100);
        Assert.Empty(NarrativeNumbers.Odd("34 participants came, of the 100 participants planned. Coffee for 7.", UiVariant.English, [line]));
        Assert.Equal("35", NarrativeNumbers.Odd("Some 35 young participants came.", UiVariant.English, [line]).Single().Written);
        Assert.Equal("35", NarrativeNumbers.Odd("Kishte 35 pjesëmarrëse.", UiVariant.Albanian, [line]).Single().Written);
        Assert.Equal("35", NarrativeNumbers.Odd("Bilo je 35 učesnica.", UiVariant.SerbianLatin, [line]).Single().Written);
        // One indicator of the same unit that says the number is enough.
        Assert.Empty(NarrativeNumbers.Odd("35 participants", UiVariant.English, [line, Line("participants", null, null, 35, null)]));
    }

    internal static PlanLine Line(string en, string? sq, string? sr, decimal? reached, decimal? target, ValueFrom from = ValueFrom.Typed, HowItAddsUp how = HowItAddsUp.Sum) => new(
        Guid.CreateVersion7(), null, new LocalText("Reached"), new LocalText(en, sq, sr), how, false, [], 0, 2023, null, target, target is { } t ? new PlanMilestone(new DateOnly(2025, 12, 31), t) : null, [],
        Amount.Unknown, reached is { } r ? new Amount(r) : Amount.Unknown, reached is { } c ? new Amount(c) : Amount.Unknown, null, 0, MeansOfVerification.None, from, null, null, null, null, null, new LocalText(), new LocalText(), 0, null, false, []);
}
