namespace Uramost.Platform.Mail;

/// <summary>Marker of the language files about messages and links that go out.</summary>
public sealed class Words;
