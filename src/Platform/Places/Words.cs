namespace Uramost.Platform.Places;

/// <summary>Marks the words of this folder.</summary>
public sealed class Words;
