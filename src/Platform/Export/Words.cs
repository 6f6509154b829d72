namespace Uramost.Platform.Export;

/// <summary>Marker of the language files about the export of everything.</summary>
public sealed class Words;
