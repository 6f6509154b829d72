namespace Uramost.Exchange.Handbook.Procedures;

/// <summary>Marks the texts of this folder.</summary>
public sealed class Words;
