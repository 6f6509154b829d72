namespace Uramost.Platform.Import;

/// <summary>Marker of the language files of imports.</summary>
public sealed class Words;
