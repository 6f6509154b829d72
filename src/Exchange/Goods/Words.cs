namespace Uramost.Exchange.Goods;

/// <summary>Marker of this folder's language files.</summary>
public sealed class Words;
