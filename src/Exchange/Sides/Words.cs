namespace Uramost.Exchange.Sides;

/// <summary>Marker of the language files of this folder.</summary>
public sealed class Words;
