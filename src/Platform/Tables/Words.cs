namespace Uramost.Platform.Tables;

/// <summary>The words of tables that leave the product.</summary>
public sealed class Words;
