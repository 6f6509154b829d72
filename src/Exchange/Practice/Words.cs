namespace Uramost.Exchange.Practice;

/// <summary>Marker of this folder's language files.</summary>
public sealed class Words;
