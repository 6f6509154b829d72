namespace Uramost.Exchange.Matching;

/// <summary>Marker of the language files of matching.</summary>
public sealed class Words;
