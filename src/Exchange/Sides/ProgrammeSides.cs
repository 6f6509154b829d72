using Microsoft.EntityFrameworkCore;
using Uramost.Platform.Data;
using Uramost.Platform.Language;

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
}
