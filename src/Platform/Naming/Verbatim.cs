using Uramost.Platform.Language;

namespace Uramost.Platform.Naming;

/// <summary>What a text is that stays as it was published.</summary>
public enum VerbatimKind
{
    /// <summary>Title of a work or a project.</summary>
    Title,

    /// <summary>Name of an organisation, an office or an outlet.</summary>
    Name,

    /// <summary>Words that somebody said or wrote.</summary>
    Quotation,
}

/// <summary>
/// A text that stays as it was published, in its language and script: no policy changes it, and the neutrality check
/// passes over it and lists it. A translation stands beside it, never in its place.
/// </summary>
/// <param name="Text">The text as published.</param>
/// <param name="Language">Its language as a BCP 47 tag, with the script where that matters: <c>sr-Cyrl</c>.</param>
/// <param name="Translation">Our translation, or null.</param>
/// <param name="Kind">What it is.</param>
public sealed record Verbatim(string Text, string Language, LocalText? Translation = null, VerbatimKind Kind = VerbatimKind.Title)
{
    /// <summary>The translation to show to a reader: null when they read the language anyway, or when there is none in theirs.</summary>
    public string? TranslationFor(UiVariant reader) => Language.Split('-')[0] == reader.Language ? null : Translation?.In(reader);
}
