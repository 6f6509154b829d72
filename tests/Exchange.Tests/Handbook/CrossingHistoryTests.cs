using Uramost.Exchange.Goods;
using Uramost.Exchange.Handbook.Measures;

namespace Uramost.Exchange.Tests.Handbook;

/// <summary>
/// Questions between 2008 and 2025 with the answers that follow from what was published about the crossings, written
/// down from the sources and not from the program: one question, two dates, two answers.
/// </summary>
public sealed class CrossingHistoryTests
{
    // goods | state | direction | crossing | day | answer | code of a measure that the answer points at | who published it
    private const string Questions = """
        070951 | Finished | IntoSerbia | merdare | 2009-05-01 | No        | stamps-refused-to-rs | eurasiareview.com: stamps refused since 2008
        081040 | Finished | IntoSerbia | jarinje | 2010-07-15 | No        | stamps-refused-to-rs | eciks.com
        220300 | Finished | IntoSerbia | merdare | 2011-09-01 | No        | stamps-refused-to-rs | the day before the agreement on stamps
        220300 | Finished | IntoSerbia | merdare | 2008-06-01 | Uncertain | stamps-refused-to-rs | the day in 2008 is not given
        070951 | Finished | IntoKosovo | merdare | 2010-05-01 | Uncertain | stamps-refused-to-xk | eciks.com says both directions, others only from July 2011
        070951 | Finished | IntoKosovo | brnjak  | 2011-08-01 | No        | embargo-2011               | k-s-pag.org: decision of 20 July 2011
        070951 | Finished | IntoKosovo | merdare | 2011-09-01 | No        | embargo-2011               | k-s-pag.org
        070951 | Finished | IntoSerbia | merdare | 2007-05-01 | Uncertain |                            | nothing is recorded for 2007
        070951 | Finished | IntoSerbia | merdare | 2011-09-02 | Yes       | stamps-2011-to-rs    | agreement on customs stamps, 2 September 2011
        081040 | Finished | IntoSerbia | jarinje | 2013-07-15 | Yes       | stamps-2011-to-rs    | k-s-pag.org: accepted afterwards
        070951 | Finished | IntoKosovo | brnjak  | 2012-05-01 | Yes       | stamps-2011-to-xk    | embargoes lifted, 2 September 2011
        110100 | Finished | IntoKosovo | merdare | 2017-03-01 | Yes       | stamps-2011-to-xk    | embargoes lifted
        271012 | Finished | IntoKosovo | merdare | 2016-02-01 | No        | adr-before-2016            | telegrafi.com: a barrier until April 2016
        271012 | Finished | IntoSerbia | merdare | 2016-04-24 | No        | adr-before-2016            | dialogue-info.com: in force on 25 April
        271012 | Finished | IntoSerbia | merdare | 2016-04-25 | Yes       | adr-2016                   | dialogue-info.com: in force on 25 April
        271012 | Finished | IntoSerbia | merdare | 2014-02-01 | Uncertain | adr-before-2016            | since when is not said
        070951 | Finished | IntoSerbia | merdare | 2016-02-01 | Yes       | stamps-2011-to-rs    | tankers only: mushrooms are not concerned
        070951 | Finished | IntoSerbia | merdare | 2018-03-31 | Yes       | stamps-2011-to-rs    | agreement on stamps
        070951 | Finished | IntoSerbia | merdare | 2018-05-01 | Yes       | cefta-protocol-5           | CEFTA: Additional Protocol 5, April 2018
        220300 | Finished | IntoKosovo | merdare | 2018-10-31 | Yes       | stamps-2011-to-xk    | before the duty
        220300 | Finished | IntoKosovo | merdare | 2019-06-01 | Yes       | tariff-2018                | tiranatimes.com: against 100 per cent
        220300 | Finished | IntoSerbia | merdare | 2019-06-01 | Yes       | stamps-2011-to-rs    | the duty is for the other direction
        220300 | Finished | IntoSerbia | merdare | 2019-06-01 | Yes       | barriers-2019              | EuropeAid/138565: barriers listed
        250510 | Raw      | IntoKosovo | merdare | 2020-03-10 | Yes       | tariff-2018                | still charged on raw materials
        250510 | Raw      | IntoKosovo | merdare | 2020-03-25 | Yes       | tariff-raw-2020            | intellinews.com: raw materials from 21 March 2020
        110100 | Finished | IntoKosovo | merdare | 2020-03-31 | Yes       | tariff-2018                | lifted on 1 April
        110100 | Finished | IntoKosovo | merdare | 2020-04-01 | Yes       | papers-2020                | naslovi.net: papers must carry the demanded name
        110100 | Finished | IntoKosovo | merdare | 2020-04-01 | Yes       | flour-lorry-2020           | naslovi.net/RTS: a lorry held for want of a certificate
        110100 | Finished | IntoSerbia | merdare | 2020-04-01 | Yes       | stamps-2011-to-rs    | tiranatimes.com: exports in April 2020
        040610 | Finished | IntoSerbia | merdare | 2020-12-31 | Uncertain | certificates-15-of-52      | kossev.info: 15 of 52
        020714 | Finished | IntoKosovo | jarinje | 2021-02-01 | Uncertain | certificates-15-of-52      | kossev.info
        040721 | Finished | IntoKosovo | merdare | 2019-02-01 | Uncertain | certificates-15-of-52      | kossev.info: since when is not said
        070951 | Finished | IntoSerbia | merdare | 2022-05-01 | Uncertain | stamps-2011-to-rs    | no source for this direction after April 2020
        220300 | Finished | IntoKosovo | merdare | 2023-06-13 | Yes       | stamps-2011-to-xk    | the day before the ban
        220300 | Finished | IntoKosovo | merdare | 2023-06-14 | No        | ban-2023                   | yenisafak.com: ban of 14 June 2023
        220300 | Finished | IntoKosovo | jarinje | 2023-08-01 | No        | ban-2023                   | yenisafak.com
        220300 | Finished | IntoSerbia | merdare | 2023-06-14 | Uncertain | stamps-2011-to-rs    | the ban is for the other direction; that one is not known
        250510 | Raw      | IntoKosovo | merdare | 2023-06-20 | Uncertain | raw-materials-2023         | exempted later, day unknown
        250510 | Raw      | IntoKosovo | jarinje | 2024-03-01 | Uncertain | raw-materials-2023         | exempted later, day unknown
        220300 | Finished | IntoKosovo | merdare | 2024-10-06 | No        | ban-2023                   | the day before it was lifted there
        220300 | Finished | IntoKosovo | merdare | 2024-10-07 | Yes       | merdare-inspection-2024    | europeanwesternbalkans.com: with full inspection
        220300 | Finished | IntoKosovo | merdare | 2024-10-07 | Yes       | ban-2023                   | named as taken away
        220300 | Finished | IntoKosovo | jarinje | 2024-10-07 | No        | ban-2023                   | at Merdare only
        220300 | Finished | IntoKosovo | konculj | 2025-03-01 | No        | ban-2023                   | kosovo-online.com: still Merdare only
        250510 | Raw      | IntoKosovo | merdare | 2024-11-01 | Yes       | merdare-inspection-2024    | lifted there, also where the exemption is not sure
        220300 | Finished | IntoKosovo | merdare | 2025-03-15 | Yes       | waiting-2025               | kosovo-online.com: two to three days
        040610 | Finished | IntoKosovo | merdare | 2024-11-01 | Uncertain | certificates-15-of-52      | lifted, but the certificates are not known
        220300 | Finished | IntoKosovo | merdare | 2025-12-01 | Uncertain | merdare-inspection-2024    | nobody has confirmed it after March 2025
        220300 | Finished | IntoKosovo | jarinje | 2025-12-01 | Uncertain | ban-2023                   | nobody has confirmed it after March 2025
        220300 | Finished | IntoSerbia | merdare | 2024-10-20 | Uncertain | cefta-seat-2024            | prishtinainsight.com, 9 October 2024
        """;

    public static TheoryData<string> Rows => [.. Questions.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];

    [Theory, MemberData(nameof(Rows))]
    public void History_answers(string row)
    {
        var cells = row.Split('|', StringSplitOptions.TrimEntries);
        var answer = Ask(cells[0], Enum.Parse<GoodsState>(cells[1]), Enum.Parse<CrossingDirection>(cells[2]), cells[3], cells[4]);
        Assert.Equal(Enum.Parse<CrossingVerdict>(cells[5]), answer.Verdict);
        var pointed = Pointed(answer);
        if (cells[6].Length > 0) Assert.Contains(cells[6], pointed);
        else Assert.Empty(answer.Deciding);
    }

    [Fact]
    public void Every_measure_of_the_history_has_a_source_and_is_asked_about()
    {
        var asked = Questions.Split('\n').Select(r => r.Split('|', StringSplitOptions.TrimEntries)).Select(c => c[6]).ToHashSet();
        foreach (var measure in ReferenceMeasures.Read())
        {
            Assert.False(string.IsNullOrWhiteSpace(measure.Source), measure.Code);
            foreach (var text in new[] { measure.What.En, measure.What.Sq, measure.What.Sr }) Assert.False(string.IsNullOrWhiteSpace(text), measure.Code);
            Assert.True(asked.Contains(measure.Code) || measure.Code is "labels" or "merdare-2024", measure.Code);
            Assert.All(measure.Relieved, code => Assert.Contains(ReferenceMeasures.Read(), m => m.Code == code));
            Assert.True(measure.CrossingId is null || CrossingPoints.Find(measure.CrossingId) is not null);
        }
    }

    [Fact]
    public void A_duty_stands_under_what_goods_cross_with_and_for_raw_materials_it_falls_away()
    {
        Assert.Contains(Ask("250510", GoodsState.Raw, CrossingDirection.IntoKosovo, "merdare", "2020-03-10").With, r => r.Measure.Code == "tariff-2018");
        var later = Ask("250510", GoodsState.Raw, CrossingDirection.IntoKosovo, "merdare", "2020-03-25");
        Assert.DoesNotContain(later.With, r => r.Measure.Code == "tariff-2018");
        Assert.Contains(later.TakenAway, r => r.Measure.Code == "tariff-2018" && r.By!.Code == "tariff-raw-2020");
    }

    [Fact]
    public void A_look_at_the_source_makes_a_measure_sure_again_for_ninety_days()
    {
        var measures = ReferenceMeasures.Read();
        var question = new CrossingQuestion(HsCode.Of("220300"), GoodsState.Finished, CrossingDirection.IntoKosovo, "jarinje", new DateOnly(2025, 12, 1));
        Assert.Equal(CrossingVerdict.Uncertain, question.Ask(measures).Verdict);
        measures.Single(m => m.Code == "ban-2023").VerifiedOn = new DateOnly(2025, 11, 20);
        Assert.Equal(CrossingVerdict.No, question.Ask(measures).Verdict);
        Assert.Equal(CrossingVerdict.Uncertain, (question with { Day = new DateOnly(2026, 2, 19) }).Ask(measures).Verdict);
        Assert.Equal(CrossingVerdict.No, (question with { Day = new DateOnly(2026, 2, 18) }).Ask(measures).Verdict);
    }

    [Fact]
    public void Whoever_asks_about_a_chapter_is_told_where_only_a_part_is_concerned()
    {
        var answer = Ask("27", GoodsState.Finished, CrossingDirection.IntoSerbia, "merdare", "2016-02-01");
        Assert.Equal(CrossingVerdict.Uncertain, answer.Verdict);
        Assert.Equal(Holding.PartOfGoods, answer.Deciding.Single().Holds);
    }

    [Fact]
    public void A_suspended_measure_stops_nothing_and_is_still_told()
    {
        var measures = ReferenceMeasures.Read();
        measures.Single(m => m.Code == "ban-2023").Status = MeasureStatus.Suspended;
        var answer = new CrossingQuestion(HsCode.Of("220300"), GoodsState.Finished, CrossingDirection.IntoKosovo, "jarinje", new DateOnly(2023, 8, 1)).Ask(measures);
        Assert.NotEqual(CrossingVerdict.No, answer.Verdict);
        Assert.Contains(answer.TakenAway, r => r is { Measure.Code: "ban-2023", Holds: Holding.Suspended });
    }

    [Theory]
    [InlineData("2016"), InlineData("2018-11"), InlineData("2023-06-14"), InlineData("> 2023-06-14"), InlineData("< 2020-12-31"), InlineData("?")]
    public void A_day_reads_as_it_was_written(string text)
    {
        var (first, last) = Measure.ReadDay(text)!.Value;
        Assert.Equal(text, Measure.WriteDay(first, last));
    }

    private static CrossingAnswer Ask(string goods, GoodsState state, CrossingDirection direction, string crossing, string day) =>
        new CrossingQuestion(HsCode.Of(goods), state, direction, crossing, DateOnly.ParseExact(day, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)).Ask(ReferenceMeasures.Read());

    private static HashSet<string> Pointed(CrossingAnswer answer) =>
        [.. answer.Deciding.Concat(answer.With).Concat(answer.Unsure).Concat(answer.TakenAway).Concat(answer.Also).SelectMany(r => new[] { r.Measure.Code, r.By?.Code }).OfType<string>()];
}
