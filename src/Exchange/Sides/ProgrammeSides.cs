using Microsoft.EntityFrameworkCore;
using Uramost.Platform.Data;
using Uramost.Platform.Language;
using Uramost.Platform.Places;

namespace Uramost.Exchange.Sides;

/// <summary>One of the two sides of a programme.</summary>
public enum Side
{
    /// <summary>The one that is named first.</summary>
    First,
    /// <summary>The one that is named second.</summary>
    Second,
}

/// <summary>
/// The two sides whose businesses a project brings together: Kosovo and Serbia, or the north and the rest of Kosovo. A
/// project without them takes no part in the exchange.
/// </summary>
[Index(nameof(ProjectId), IsUnique = true)]
public sealed class ProgrammeSides : Record
{
    /// <summary>The project.</summary>
    public Guid ProjectId { get; set; }

    /// <summary>What the first side is called; places stand in it as tokens.</summary>
    public LocalText First { get; set; } = new();

    /// <summary>What the second side is called.</summary>
    public LocalText Second { get; set; } = new();

    /// <summary>Ids of the places that make up the first side: a country, regions or municipalities.</summary>
    public List<string> FirstPlaceIds { get; set; } = [];

    /// <summary>Ids of the places that make up the second side.</summary>
    public List<string> SecondPlaceIds { get; set; } = [];

    /// <summary>
    /// Whether goods cross from one customs territory to the other on their way between the sides. Where they do not, no
    /// measure of crossing is shown anywhere in the project.
    /// </summary>
    public bool Crossing { get; set; }

    /// <summary>What a side is called.</summary>
    public LocalText NameOf(Side side) => side == Side.First ? First : Second;

    /// <summary>
    /// The side that a place lies on, or null: on neither. Where one side lies within the other, the north within the
    /// whole, the narrower of the two counts.
    /// </summary>
    public Side? SideOf(string? placeId, PlaceCatalogue places)
    {
        if (places.Find(placeId) is not { } place) return null;
        var (first, second) = (Narrowest(FirstPlaceIds), Narrowest(SecondPlaceIds));
        return (first, second) switch
        {
            (null, null) => null,
            (_, null) => Side.First,
            (null, _) => Side.Second,
            _ => first <= second ? Side.First : Side.Second,
        };

        int? Narrowest(IEnumerable<string> ids) => ids.Where(id => places.Find(id) is not null && places.IsWithin(place, id)).Select(id => (int?)places.All.Count(p => places.IsWithin(p, id))).Min();
    }
}
