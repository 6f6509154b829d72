using Uramost.Platform.Contracts;
using Uramost.Platform.Data;
using Uramost.Platform.Language;
using Uramost.Programmes.Activities;
using Uramost.Programmes.Projects;
using Uramost.Programmes.Reports;
using Uramost.Programmes.Results;

namespace Uramost.Programmes.Tests.Reports;

/// <summary>What is missing or contradicts is found, and what is whole is left alone.</summary>
public sealed class ReportCheckTests
{
    private static readonly Guid Partner = Guid.CreateVersion7(), Other = Guid.CreateVersion7();
    private static readonly LocalText Whole = new("All is well.", "Gjithçka mirë.", "Sve je dobro.");

    [Fact]
    public void A_whole_report_has_nothing_to_say()
    {
        var line = ReportLinesTests.Line("participants", "pjesëmarrës", "učesnika", 34, 100) with { ValueId = Guid.CreateVersion7(), State = ValueState.Approved, Proofs = 1 };
        Assert.Empty(ReportCheck.Of(Report([line], Blocks(Whole)), Nothing));
    }

    [Fact]
    public void Values_without_proof_without_approval_and_none_at_all()
    {
        var (none, typed, computed) = (ReportLinesTests.Line("a", null, null, null, null), ReportLinesTests.Line("b", null, null, 3, 5), ReportLinesTests.Line("c", null, null, 3, 5, ValueFrom.Figure));
        var found = ReportCheck.Of(Report([none, typed, computed], Blocks(Whole)), Nothing);
        Assert.Equal([FindingKind.NoValue, FindingKind.NoTarget], Of(none));
        Assert.Equal([FindingKind.NoProof, FindingKind.NotApproved], Of(typed));
        Assert.Empty(Of(computed));

        FindingKind[] Of(PlanLine line) => [.. found.Where(f => f.Path == $"/indicators/{line.IndicatorId}").Select(f => f.Kind)];
    }

    [Fact]
    public void A_cumulative_value_that_falls_needs_a_correction()
    {
        var line = ReportLinesTests.Line("a", null, null, 30, 50, ValueFrom.Figure);
        var before = Report([line with { Cumulative = new Amount(34) }], Blocks(Whole));
        Assert.Contains(ReportCheck.Of(Report([line], Blocks(Whole)), Nothing with { Before = before }), f => f is { Kind: FindingKind.Falls, Weight: FindingWeight.Contradiction });
        Assert.Empty(ReportCheck.Of(Report([line with { Corrections = 1 }], Blocks(Whole)), Nothing with { Before = before }));
        Assert.Contains(ReportCheck.Of(Report([line with { Held = 28 }], Blocks(Whole)), Nothing), f => f.Kind == FindingKind.Falls);
        // What stands at its latest value may fall.
        Assert.Empty(ReportCheck.Of(Report([line with { AddsUp = HowItAddsUp.Latest }], Blocks(Whole)), Nothing with { Before = before }));
    }

    [Fact]
    public void Texts_that_are_empty_missing_in_a_language_unchanged_or_say_another_number()
    {
        var line = ReportLinesTests.Line("participants", "pjesëmarrës", "učesnika", 34, 100, ValueFrom.Figure);
        var blocks = Blocks(Whole).Where(b => b.Block != "next").ToList();
        blocks[0] = new WrittenBlock(blocks[0].Block, [new WrittenText(ReportBlocks.Whole, new LocalText("35 participants came."), new LocalText())]);
        blocks[1] = new WrittenBlock(blocks[1].Block, [new WrittenText(ReportBlocks.Whole, Whole, Whole)]);
        var found = ReportCheck.Of(Report([line], blocks), Nothing);
        Assert.Equal("next", found.Single(f => f.Kind == FindingKind.TextEmpty).Block);
        Assert.Equal(["sq", "sr-latn"], found.Single(f => f.Kind == FindingKind.TextMissing).Languages!.Select(l => l.Path));
        Assert.Equal(blocks[1].Block, found.Single(f => f.Kind == FindingKind.Unchanged).Block);
        var odd = found.Single(f => f.Kind == FindingKind.NumberDiffers);
        Assert.Equal(["35"], odd.What);
        Assert.EndsWith($"/texts/{blocks[0].Block}", odd.Path, StringComparison.Ordinal);
        Assert.True(found.Select(f => f.Weight).SequenceEqual(found.Select(f => f.Weight).Order()));
    }

    [Fact]
    public void Where_the_project_writes_nothing_each_partner_speaks_and_what_they_count_must_add_up()
    {
        var line = ReportLinesTests.Line("a", null, null, 30, 50, ValueFrom.Figure);
        var texts = new WrittenBlock("summary", [new WrittenText(ReportBlocks.Whole, new LocalText(), new LocalText()), new WrittenText(Partner, Whole, new LocalText()), new WrittenText(Other, Whole, new LocalText())]);
        Assert.Equal([Partner, Other], texts.Used.Select(t => t.OrganisationId));
        var report = Report([line], [.. Blocks(Whole).Where(b => b.Block != "summary"), texts]) with { PartnerValues = [new PartnerSays(Partner, line.IndicatorId, 12, Whole), new PartnerSays(Other, line.IndicatorId, 17, Whole)] };
        Assert.Equal(["29", "30"], ReportCheck.Of(report, Nothing).Single(f => f.Kind == FindingKind.PartnersDiffer).What);
        Assert.Empty(ReportCheck.Of(report with { PartnerValues = [report.PartnerValues[0], report.PartnerValues[1] with { Value = 18 }] }, Nothing));
        // Half of what partners say is no sum yet.
        Assert.Null(ReportLines.PartnersTogether(line, [report.PartnerValues[0]], 2));
    }

    [Fact]
    public void Activities_without_date_reason_or_proof_are_named_with_their_address()
    {
        PlanActivity Activity(ActivityState state, int evidence = 1) => new(Guid.CreateVersion7(), "workshop", PublishedText.Own(Whole), When.Days(new DateOnly(2024, 3, 5)), state, new LocalText(), [], 3, null, evidence, []);
        var (moved, bare, undated) = (Activity(ActivityState.Moved), Activity(ActivityState.Held, 0), Activity(ActivityState.Held));
        var report = Report([], Blocks(Whole));
        report = report with { Plan = report.Plan with { Activities = [moved, bare], Undated = [undated] } };
        var found = ReportCheck.Of(report, Nothing).ToDictionary(f => f.Kind, f => f.Path);
        Assert.Equal($"/activities/{moved.Id}", found[FindingKind.NoReason]);
        Assert.Equal($"/activities/{bare.Id}", found[FindingKind.NoEvidence]);
        Assert.Equal($"/activities/{undated.Id}", found[FindingKind.NoDate]);
    }

    [Fact]
    public void A_name_of_the_register_forbids_handing_in()
    {
        var found = ReportCheck.Of(Report([], Blocks(Whole)), Nothing with { Named = [("summary", ReportBlocks.Whole, "Ana Ilić")] });
        Assert.Equal(FindingWeight.Forbidden, found[0].Weight);
    }

    [Fact]
    public void The_hash_is_that_of_the_bytes_and_reads_back_to_the_same()
    {
        var report = Report([ReportLinesTests.Line("a", "b", "v", 30, 50)], Blocks(Whole));
        var text = ReportHash.Write(report);
        Assert.Equal(text, ReportHash.Write(ReportHash.Read(text)));
        Assert.Equal(ReportHash.Of(text), ReportHash.Typed($" {ReportHash.Of(text).ToUpperInvariant()} "));
        Assert.NotEqual(ReportHash.Of(text), ReportHash.Of(ReportHash.Write(report with { Submission = 2 })));
        Assert.Equal("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", ReportHash.Of("abc"));
        Assert.Null(ReportHash.Typed("abc"));
    }

    private static CheckedAgainst Nothing => new(null, null, []);

    private static List<WrittenBlock> Blocks(LocalText text) => [.. ReportLayout.Of(ReportForm.Eu, ReportKind.Interim).Blocks.Select(b => new WrittenBlock(b, [new WrittenText(ReportBlocks.Whole, text, new LocalText())]))];

    private static ReportContent Report(IReadOnlyList<PlanLine> lines, IReadOnlyList<WrittenBlock> blocks) => new(
        1, Guid.CreateVersion7(), 1, ReportForm.Eu, ReportKind.Interim, new DateOnly(2024, 1, 1), new DateOnly(2024, 6, 30), false, PublishedText.Own(Whole), When.Unknown, When.Unknown, [], [], PublishedText.Own(new LocalText("Donor")), [], "plain",
        PublishedText.Empty, PublishedText.Empty, null, new DateTime(2024, 7, 1, 8, 0, 0, DateTimeKind.Utc), ReportPlan.Empty with { IsFramework = true, Nodes = [new PlanNode(Guid.CreateVersion7(), ResultLevel.Output, 0, "Op 1", Whole, [], lines)] }, blocks, []);
}
