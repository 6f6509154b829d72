namespace Uramost.Exchange.Handbook.Measures;

/// <summary>Marks the texts of this folder.</summary>
public sealed class Words;
