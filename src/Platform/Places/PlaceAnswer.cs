using Microsoft.Extensions.Localization;
using Uramost.Platform.Language;

namespace Uramost.Platform.Places;

/// <summary>What a typed spelling means: one place, several that have to be told apart, or none.</summary>
/// <param name="Typed">What was typed.</param>
public abstract record PlaceAnswer(string Typed);

/// <summary>Exactly one place.</summary>
/// <param name="Typed">What was typed.</param>
/// <param name="Place">The place.</param>
public sealed record FoundPlace(string Typed, Place Place) : PlaceAnswer(Typed);

/// <summary>Several places: nobody but the writer knows which is meant.</summary>
/// <param name="Typed">What was typed.</param>
/// <param name="Question">What has to be asked.</param>
/// <param name="Candidates">The places to choose from, the likelier first.</param>
public sealed record AmbiguousPlace(string Typed, PlaceQuestion Question, IReadOnlyList<Place> Candidates) : PlaceAnswer(Typed)
{
    /// <summary>The question in the reader's language, with the choices named so that they can be told apart.</summary>
    public string Ask(IStringLocalizer<Words> words, PlaceCatalogue places, UiVariant reader) =>
        words[$"Ask.{Question}", Typed, string.Join("; ", Candidates.Select(c => places.Describe(c, reader, words)))];
}

/// <summary>No place is spelt like this.</summary>
/// <param name="Typed">What was typed.</param>
/// <param name="Suggestions">Up to five places with a similar spelling, the nearest first; may be empty.</param>
public sealed record UnknownPlace(string Typed, IReadOnlyList<Place> Suggestions) : PlaceAnswer(Typed);

/// <summary>Why a spelling does not settle which place is meant.</summary>
public enum PlaceQuestion
{
    /// <summary>Several places have the name.</summary>
    Which,

    /// <summary>The name means the whole of a divided town or one of its municipalities.</summary>
    WholeOrPart,

    /// <summary>Two different places were written as if they were one.</summary>
    TwoPlaces,
}
