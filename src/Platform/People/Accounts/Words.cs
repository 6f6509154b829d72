namespace Uramost.Platform.People.Accounts;

/// <summary>Marker of the language files of accounts and sign-in.</summary>
public sealed class Words;
