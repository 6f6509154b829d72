namespace Uramost.Programmes.Iati;

/// <summary>Marker of this folder's words.</summary>
public sealed class Words;
