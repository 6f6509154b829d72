namespace Uramost.Platform.Export;

/// <summary>Marker of the language files of the codebook: what a column means, by its name.</summary>
public sealed class Columns;
