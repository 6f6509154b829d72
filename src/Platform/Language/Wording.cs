using System.Globalization;
using System.Resources;
using System.Text.Json;
using Microsoft.Extensions.Localization;

namespace Uramost.Platform.Language;

/// <summary>A sentence that is kept as its key, so that each reader later gets it in their own language.</summary>
/// <param name="Words">The language file's marker class, with its assembly.</param>
/// <param name="Key">Key of the sentence.</param>
/// <param name="Arguments">What is filled in, in the order of the placeholders.</param>
public sealed record Wording(string Words, string Key, IReadOnlyList<string> Arguments)
{
    /// <summary>A sentence of the language file with the marker class <typeparamref name="TWords"/>.</summary>
    public static Wording Of<TWords>(string key, params string[] arguments) => Of(typeof(TWords), key, arguments);

    /// <summary>A sentence of the language file with this marker class.</summary>
    public static Wording Of(Type words, string key, params string[] arguments) => new($"{words.FullName}, {words.Assembly.GetName().Name}", key, arguments);

    /// <summary>The sentence in English, for logs and the command line.</summary>
    public string English => Marker is { } type && new ResourceManager(type.FullName!, type.Assembly).GetString(Key, CultureInfo.InvariantCulture) is { } text
        ? string.Format(CultureInfo.InvariantCulture, text, [.. Arguments])
        : Key;

    private Type? Marker => Type.GetType(Words);

    /// <summary>The sentence in the language of the running request.</summary>
    public string In(IStringLocalizerFactory words) => Marker is { } type ? words.Create(type)[Key, [.. Arguments]] : Key;

    /// <summary>The form in which it is stored.</summary>
    public string ToJson() => JsonSerializer.Serialize(this);

    /// <summary>Reads <see cref="ToJson"/>; null for null.</summary>
    public static Wording? FromJson(string? json) => json is null ? null : JsonSerializer.Deserialize<Wording>(json);
}

/// <summary>Something failed for a reason that can be said in the reader's language; the message is the English sentence.</summary>
public sealed class WordedException(Wording wording, Exception? inner = null) : Exception(wording.English, inner)
{
    /// <summary>Whether trying again would fail in the same way, so that a job is given up at once.</summary>
    public bool IsFinal { get; init; }

    /// <summary>The reason.</summary>
    public Wording Wording => wording;
}
