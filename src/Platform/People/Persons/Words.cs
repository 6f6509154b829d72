namespace Uramost.Platform.People.Persons;

/// <summary>Marker of the words of people: lists, forms, duplicates, consents.</summary>
public sealed class Words;
