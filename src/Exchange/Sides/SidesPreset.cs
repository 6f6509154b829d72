using Uramost.Platform.Language;

namespace Uramost.Exchange.Sides;

/// <summary>Two sides that programmes of the region work with, ready to be taken over.</summary>
/// <param name="Code">Its code; its name is a word.</param>
/// <param name="First">What the first side is called.</param>
/// <param name="FirstPlaceIds">Places of the first side.</param>
/// <param name="Second">What the second side is called.</param>
/// <param name="SecondPlaceIds">Places of the second side.</param>
/// <param name="Crossing">Whether goods cross from one customs territory to the other.</param>
public sealed record SidesPreset(string Code, LocalText First, IReadOnlyList<string> FirstPlaceIds, LocalText Second, IReadOnlyList<string> SecondPlaceIds, bool Crossing)
{
    /// <summary>Kosovo and Serbia, with a crossing between them.</summary>
    public static readonly SidesPreset KosovoSerbia = new("KosovoSerbia", Token("xk"), ["xk"], Token("rs"), ["rs"], Crossing: true);

    /// <summary>The north and the rest of Kosovo: one customs territory.</summary>
    public static readonly SidesPreset NorthRest = new("NorthRest", Token("xk-north"), ["xk-north"],
        new LocalText("rest of {{kosovo}}", "pjesa tjetër e {{kosovo:gen}}", "ostatak {{kosovo:gen}}"), ["xk"], Crossing: false);

    /// <summary>All of them.</summary>
    public static readonly IReadOnlyList<SidesPreset> All = [KosovoSerbia, NorthRest];

    /// <summary>Writes the preset into a project's sides.</summary>
    public void WriteTo(ProgrammeSides sides)
    {
        (sides.First, sides.Second, sides.Crossing) = (First, Second, Crossing);
        (sides.FirstPlaceIds, sides.SecondPlaceIds) = ([.. FirstPlaceIds], [.. SecondPlaceIds]);
    }

    private static LocalText Token(string placeId) => Platform.Naming.NamingText.TokenFor(placeId) is var token ? new LocalText(token, token, token) : new LocalText();
}
