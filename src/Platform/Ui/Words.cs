namespace Uramost.Platform.Ui;

/// <summary>Marker of the language files of the product's frame and its common components.</summary>
public sealed class Words;
