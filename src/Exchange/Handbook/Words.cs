namespace Uramost.Exchange.Handbook;

/// <summary>Marks the texts of this folder.</summary>
public sealed class Words;
