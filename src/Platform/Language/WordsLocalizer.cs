using System.Collections.Concurrent;
using System.Globalization;
using System.Resources;
using Microsoft.Extensions.Localization;

namespace Uramost.Platform.Language;

/// <summary>
/// Reads words from the <c>.resx</c> files beside the pages. Serbian in Cyrillic is derived from the Latin words when
/// it is first asked for; a <c>Words.sr-Cyrl.resx</c> holds only what the converter cannot know.
/// </summary>
public sealed class WordsLocalizerFactory : IStringLocalizerFactory
{
    private readonly ConcurrentDictionary<Type, WordsLocalizer> made = new();

    /// <inheritdoc/>
    public IStringLocalizer Create(Type resourceSource) => made.GetOrAdd(resourceSource, t => new WordsLocalizer(new ResourceManager(t.FullName!, t.Assembly)));

    /// <inheritdoc/>
    public IStringLocalizer Create(string baseName, string location) => throw new NotSupportedException("Words are found by their marker class.");
}

/// <summary>The words of one folder in the culture of the running request.</summary>
public sealed class WordsLocalizer(ResourceManager words) : IStringLocalizer
{
    private static readonly CultureInfo Latin = CultureInfo.GetCultureInfo("sr-Latn"), Cyrillic = CultureInfo.GetCultureInfo("sr-Cyrl");
    private readonly ConcurrentDictionary<(string, CultureInfo), string?> found = new();

    /// <inheritdoc/>
    public LocalizedString this[string name] => Find(name) is { } text ? new LocalizedString(name, text) : new LocalizedString(name, name, resourceNotFound: true);

    /// <inheritdoc/>
    public LocalizedString this[string name, params object[] arguments] => Find(name) is { } text
        ? new LocalizedString(name, string.Format(CultureInfo.CurrentCulture, text, arguments))
        : new LocalizedString(name, name, resourceNotFound: true);

    /// <inheritdoc/>
    public IEnumerable<LocalizedString> GetAllStrings(bool includeParentCultures)
    {
        var set = words.GetResourceSet(CultureInfo.InvariantCulture, createIfNotExists: true, tryParents: false);
        if (set is null) yield break;
        foreach (System.Collections.DictionaryEntry entry in set) yield return this[(string)entry.Key];
    }

    // A page asks for hundreds of words; the resource manager takes a lock for each.
    private string? Find(string name) => found.GetOrAdd((name, CultureInfo.CurrentUICulture), Read, words);

    private static string? Read((string Name, CultureInfo Culture) word, ResourceManager words) =>
        UiVariant.Of(word.Culture).IsCyrillic ? FindCyrillic(word.Name, words) : words.GetString(word.Name, word.Culture);

    private static string? FindCyrillic(string name, ResourceManager words) =>
        words.GetResourceSet(Cyrillic, createIfNotExists: true, tryParents: false)?.GetString(name)
        ?? (words.GetString(name, Latin) is { } latin ? SerbianScript.ToCyrillic(latin) : null);
}

/// <summary>Words that depend on a number.</summary>
public static class CountedWords
{
    /// <summary>The form of <paramref name="name"/> for <paramref name="count"/>: the keys are <c>name.one</c>, <c>name.few</c>, <c>name.other</c>; <c>{0}</c> is the number.</summary>
    public static string Count(this IStringLocalizer words, string name, long count) =>
        words[$"{name}.{Plural.Category(UiVariant.Current.Language, count).ToString().ToLowerInvariant()}", count];
}
