namespace Uramost.Platform.Figures.Releases;

/// <summary>Marker of this folder's language files.</summary>
public sealed class Words;
