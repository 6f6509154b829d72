namespace Uramost.Platform.Health;

/// <summary>Marker of the language files about the state of the installation.</summary>
public sealed class Words;
