namespace Uramost.Platform.Naming;

/// <summary>Marks the words of this folder.</summary>
public sealed class Words;
