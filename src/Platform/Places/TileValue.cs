namespace Uramost.Platform.Places;

/// <summary>What a tile map says about one place.</summary>
/// <param name="Number">The number that decides the shade; null is unknown, which is never zero.</param>
/// <param name="Text">How the number is printed; null prints it as a whole number in the reader's culture.</param>
/// <param name="Href">Address of the records behind the number, or null.</param>
public sealed record TileValue(decimal? Number, string? Text = null, string? Href = null);
