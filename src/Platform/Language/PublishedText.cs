using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Uramost.Platform.Data;

namespace Uramost.Platform.Language;

/// <summary>
/// A title, name or sentence: either as it was published, which never changes and no naming policy touches, with
/// translations beside it as a reading aid; or in our own words where nothing was published.
/// </summary>
/// <param name="Original">The published wording, or null.</param>
/// <param name="Language">Language of the published wording: <c>en</c>, <c>sq</c>, <c>sr</c>, or <c>und</c> where it cannot be told.</param>
/// <param name="Words">Our words: translations of the published wording, or the text itself where there is none.</param>
public sealed record PublishedText(string? Original, string? Language, LocalText Words)
{
    /// <summary>Nothing.</summary>
    public static readonly PublishedText Empty = new(null, null, new LocalText());

    /// <summary>A published wording.</summary>
    public static PublishedText AsPublished(string text, string language, LocalText? translation = null) => new(text, language, translation ?? new LocalText());

    /// <summary>A text of our own.</summary>
    public static PublishedText Own(LocalText words) => new(null, null, words);

    /// <summary>A text that is already in the language of the running request, such as one of the product's words.</summary>
    public static PublishedText Said(string text) => Own(new LocalText(text, text, text, text));

    /// <summary>Whether there is a published wording.</summary>
    [JsonIgnore] public bool IsPublished => !string.IsNullOrWhiteSpace(Original);

    /// <summary>Whether there is no text at all.</summary>
    [JsonIgnore] public bool IsEmpty => !IsPublished && Words.IsEmpty;

    /// <summary>The first thing a reader sees: the published wording, else our words in the reader's language or the first that exists.</summary>
    public string For(UiVariant reader) => IsPublished ? Original! : Words.For(reader).Text;

    /// <summary>The translation shown beside a published wording, where the reader's language has one that differs.</summary>
    public string? TranslationFor(UiVariant reader)
    {
        if (!IsPublished || Language == reader.Language) return null;
        var text = Words.In(reader);
        return text == Original ? null : text;
    }

    /// <summary>Every text, for the search index.</summary>
    [JsonIgnore] public IEnumerable<string> All => new[] { Original, Words.En, Words.Sq, Words.Sr }.OfType<string>();
}

/// <summary>Stores a <see cref="PublishedText"/> as one JSON column on either database.</summary>
public sealed class PublishedTextConverter() : ValueConverter<PublishedText, string>(
    w => JsonSerializer.Serialize(w, JsonColumn.Options), s => JsonSerializer.Deserialize<PublishedText>(s, JsonColumn.Options) ?? PublishedText.Empty);
