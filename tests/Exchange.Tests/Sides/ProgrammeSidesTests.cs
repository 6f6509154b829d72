using Uramost.Exchange.Sides;
using Uramost.Platform.Places;

namespace Uramost.Exchange.Tests.Sides;

/// <summary>Which side a company is on follows from where it works.</summary>
public sealed class ProgrammeSidesTests
{
    private static readonly PlaceCatalogue Places = PlaceCatalogue.Load();

    [Theory]
    [InlineData("xk-prizren", Side.First)]
    [InlineData("xk-mitrovice-veri", Side.First)]
    [InlineData("rs-nis", Side.Second)]
    [InlineData("rs-okrug-raski", Side.Second)]
    [InlineData(null, null)]
    [InlineData("nowhere", null)]
    public void Of_two_countries_each_has_its_municipalities(string? place, Side? side) => Assert.Equal(side, Of(SidesPreset.KosovoSerbia).SideOf(place, Places));

    [Theory]
    [InlineData("xk-mitrovice-veri", Side.First)]
    [InlineData("xk-leposaviq", Side.First)]
    [InlineData("xk-mitrovice-jug", Side.Second)]
    [InlineData("xk-gjakove", Side.Second)]
    [InlineData("rs-nis", null)]
    public void Of_the_north_and_the_rest_the_narrower_counts(string place, Side? side)
    {
        var sides = Of(SidesPreset.NorthRest);
        Assert.Equal(side, sides.SideOf(place, Places));
        Assert.False(sides.Crossing);
        (sides.FirstPlaceIds, sides.SecondPlaceIds) = (sides.SecondPlaceIds, sides.FirstPlaceIds);
        Assert.Equal(side is null ? null : side == Side.First ? Side.Second : Side.First, sides.SideOf(place, Places));
    }

    private static ProgrammeSides Of(SidesPreset preset)
    {
        var sides = new ProgrammeSides();
        preset.WriteTo(sides);
        return sides;
    }
}
