namespace Uramost.Platform.Administration;

/// <summary>Marker of the language files about the administration.</summary>
public sealed class Words;
