using System.Collections.Concurrent;
using System.Globalization;

namespace Uramost.Platform.Places;

/// <summary>A tile map ready to be drawn: one square per place.</summary>
/// <param name="Name">Name of the layout, for example <c>kosovo</c>.</param>
/// <param name="Tiles">The squares, row by row from the north-west.</param>
public sealed record TileLayout(string Name, IReadOnlyList<Tile> Tiles)
{
    /// <summary>Number of columns.</summary>
    public int Columns => Tiles.Count == 0 ? 0 : Tiles.Max(t => t.Column) + 1;

    /// <summary>Number of rows.</summary>
    public int Rows => Tiles.Count == 0 ? 0 : Tiles.Max(t => t.Row) + 1;
}

/// <summary>The layouts kept in <c>data/places/tiles.csv</c>, and layouts of parts, computed when first asked for.</summary>
public sealed class TileLayouts
{
    private readonly PlaceCatalogue places;
    private readonly Dictionary<string, TileLayout> kept;
    private readonly ConcurrentDictionary<string, TileLayout> parts = new();

    /// <summary>Reads the kept layouts.</summary>
    public TileLayouts(PlaceCatalogue places)
    {
        this.places = places;
        kept = PlaceFiles.Rows("tiles.csv").GroupBy(r => r("layout")!).ToDictionary(g => g.Key, g => new TileLayout(g.Key,
            [.. g.Select(r => new Tile(r("place")!, int.Parse(r("column")!, CultureInfo.InvariantCulture), int.Parse(r("row")!, CultureInfo.InvariantCulture))).OrderBy(t => t.Row).ThenBy(t => t.Column)]));
    }

    /// <summary>The 38 municipalities of Kosovo.</summary>
    public TileLayout Kosovo => kept["kosovo"];

    /// <summary>The 24 districts of Serbia and Belgrade.</summary>
    public TileLayout SerbiaDistricts => kept["serbia-districts"];

    /// <summary>The 145 municipalities and cities of Serbia.</summary>
    public TileLayout SerbiaMunicipalities => kept["serbia-municipalities"];

    /// <summary>The kept layout with this name, or null.</summary>
    public TileLayout? Find(string name) => kept.GetValueOrDefault(name);

    /// <summary>The municipalities of one region, district or group, or the city municipalities of a city: the map of a district that was opened.</summary>
    /// <exception cref="KeyNotFoundException">No place has the id.</exception>
    public TileLayout Within(string id) => parts.GetOrAdd(places[id].Id, i => new TileLayout(i, TileArrangement.Arrange(Centres(places[i]), maxColumns: 8)));

    /// <summary>The centres of the places that a layout shows.</summary>
    public IReadOnlyList<TileCentre> Centres(TileLayout layout) => [.. layout.Tiles.Select(t => Centre(places[t.Id]))];

    private List<TileCentre> Centres(Place within)
    {
        var shown = within.Kind == PlaceKind.City ? [.. places.All.Where(p => p.Kind == PlaceKind.CityMunicipality && p.ParentId == within.Id)] : places.Municipalities(within.Id);
        return [.. (shown.Count == 0 ? [within] : shown).Select(Centre)];
    }

    internal static TileCentre Centre(Place place) => new(place.Id,
        place.Latitude ?? throw new InvalidOperationException($"{place.Id} has no coordinates."),
        place.Longitude ?? throw new InvalidOperationException($"{place.Id} has no coordinates."));
}
