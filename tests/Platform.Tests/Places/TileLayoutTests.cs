using CsCheck;
using Uramost.Platform.Language;
using Uramost.Platform.Places;
using Xunit;

namespace Uramost.Platform.Tests.Places;

public sealed class TileLayoutTests
{
    private static readonly PlaceCatalogue Places = PlaceCatalogue.Load();
    private static readonly TileLayouts Layouts = new(Places);

    [Fact]
    public void The_map_of_Kosovo_has_every_municipality_once_and_fits_a_phone()
    {
        Complete(Layouts.Kosovo, Places.Municipalities("xk"));
        Assert.True(Layouts.Kosovo.Columns <= 8);
    }

    [Fact]
    public void The_maps_of_Serbia_have_every_district_and_every_municipality_once()
    {
        Complete(Layouts.SerbiaDistricts, [.. Places.All.Where(p => p.Kind == PlaceKind.District), Places["rs-beograd"]]);
        Assert.True(Layouts.SerbiaDistricts.Columns <= 8);
        Complete(Layouts.SerbiaMunicipalities, Places.Municipalities("rs"));
    }

    // The bars are a little under what the kept maps reach, so that a careless edit of the file is noticed.
    [Theory]
    [InlineData("kosovo", 0.95, 0.70, 1.0, 0.99)]
    [InlineData("serbia-districts", 0.98, 0.70, 1.0, 0.99)]
    [InlineData("serbia-municipalities", 0.93, 0.60, 0.98, 0.99)]
    public void Neighbours_stay_neighbours_and_north_stays_north(string name, double touching, double sideBySide, double nearest, double order)
    {
        var layout = Layouts.Find(name)!;
        var measured = TileArrangement.Measure(Layouts.Centres(layout), layout.Tiles);
        TestContext.Current.TestOutputHelper?.WriteLine($"{name}: {measured}");
        Assert.True(measured.Touching >= touching, $"{name}: {measured}");
        Assert.True(measured.SideBySide >= sideBySide, $"{name}: {measured}");
        Assert.True(measured.NearestTouching >= nearest, $"{name}: {measured}");
        Assert.True(measured.NorthKept >= order && measured.WestKept >= order, $"{name}: {measured}");
    }

    [Fact]
    public void A_district_that_is_opened_is_laid_out_on_the_spot_and_always_the_same()
    {
        foreach (var part in Places.All.Where(p => p.Kind is PlaceKind.District or PlaceKind.Region).Select(p => p.Id).Append("rs-beograd").Append("xk-north"))
        {
            var layout = Layouts.Within(part);
            Assert.Equal(layout.Tiles.Count, layout.Tiles.Select(t => (t.Column, t.Row)).Distinct().Count());
            Assert.Equal(layout.Tiles, new TileLayouts(Places).Within(part).Tiles);
            Assert.True(layout.Columns <= 8, part);
            if (layout.Tiles.Count < 4) continue;
            var measured = TileArrangement.Measure(Layouts.Centres(layout), layout.Tiles);
            Assert.True(measured.Touching >= 0.85, $"{part}: {measured}");
            Assert.True(measured.NorthKept >= 0.95, $"{part}: {measured}");
        }

        Assert.Equal(17, Layouts.Within("rs-beograd").Tiles.Count);
    }

    [Fact]
    public void Any_set_of_places_is_laid_out_without_overlap()
    {
        Gen.Select(Gen.Double[42, 46], Gen.Double[19, 23]).Array[1, 25].Sample(points =>
        {
            var centres = points.Select((p, i) => new TileCentre($"p{i}", p.Item1, p.Item2)).ToList();
            var tiles = TileArrangement.Arrange(centres, steps: 50, maxColumns: 6);
            return tiles.Count == centres.Count && tiles.Select(t => (t.Column, t.Row)).Distinct().Count() == tiles.Count
                && tiles.Min(t => t.Column) == 0 && tiles.Min(t => t.Row) == 0 && tiles.Max(t => t.Column) < 6;
        }, seed: "0000KOSOVO00", iter: 60);
    }

    [Theory]
    [MemberData(nameof(Variants))]
    public void Short_labels_are_all_different_and_fit_a_tile(string variant)
    {
        var reader = UiVariant.ByPath(variant)!;
        using var _ = new Reader(reader);
        foreach (var layout in new[] { Layouts.Kosovo, Layouts.SerbiaDistricts, Layouts.SerbiaMunicipalities })
        {
            var labels = TileLabels.Shorten([.. layout.Tiles.Select(t => Places.NameWithoutKind(Places[t.Id], reader))]);
            Assert.Equal(labels.Count, labels.Distinct().Count());
            Assert.All(labels, l => Assert.InRange(l.Length, 1, 3));
        }
    }

    public static TheoryData<string> Variants => [.. UiVariant.All.Select(v => v.Path)];

    [Fact]
    public void The_scale_makes_at_most_five_steps_of_values_that_occur()
    {
        // Activities by municipality: most have few, one has many.
        decimal[] values = [1, 1, 1, 2, 2, 3, 4, 6, 22];
        var scale = TileScale.Of(values);
        Assert.Equal([1, 2, 3, 4, 5], scale.Steps.Select(s => s.Level));
        Assert.All(scale.Steps, s => Assert.True(values.Contains(s.From) && values.Contains(s.To) && s.From <= s.To));
        Assert.Equal(1, scale.LevelOf(1));
        Assert.Equal(5, scale.LevelOf(22));
        Assert.Single(TileScale.Of([7, 7, 7]).Steps);
        Assert.Equal([2, 4], TileScale.Of([1, 2]).Steps.Select(s => s.Level));
        Assert.Empty(TileScale.Of([]).Steps);
        Gen.Decimal[0, 50].Select(Math.Round).Array[1, 60].Sample(v =>
        {
            var s = TileScale.Of(v);
            return s.Steps.Count <= 5 && s.Steps.Count == Math.Min(5, v.Distinct().Count()) && v.All(x => s.Steps.Any(t => t.Level == s.LevelOf(x) && t.From <= x && x <= t.To));
        }, seed: "0000KOSOVO00");
    }

    private static void Complete(TileLayout layout, IReadOnlyList<Place> places)
    {
        Assert.Equal(places.Select(p => p.Id).Order(), layout.Tiles.Select(t => t.Id).Order());
        Assert.Equal(layout.Tiles.Count, layout.Tiles.Select(t => (t.Column, t.Row)).Distinct().Count());
    }
}
