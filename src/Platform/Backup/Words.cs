namespace Uramost.Platform.Backup;

/// <summary>Marker of the language files about backups.</summary>
public sealed class Words;
