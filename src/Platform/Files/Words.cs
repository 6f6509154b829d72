namespace Uramost.Platform.Files;

/// <summary>The words of files: kinds, refusals (<c>Refused.</c> + code) and the upload field.</summary>
public sealed class Words;
