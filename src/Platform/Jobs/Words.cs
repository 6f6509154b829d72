namespace Uramost.Platform.Jobs;

/// <summary>Marker of the language files of the pages about work in the background.</summary>
public sealed class Words;
