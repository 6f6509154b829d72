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
    private readonly ConcurrentDictionary<string, string?> cyrillic = new();

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

    private string? Find(string name)
    {
        var culture = CultureInfo.CurrentUICulture;
        return UiVariant.Of(culture).IsCyrillic ? cyrillic.GetOrAdd(name, FindCyrillic) : words.GetString(name, culture);
    }

    private string? FindCyrillic(string name) =>
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
