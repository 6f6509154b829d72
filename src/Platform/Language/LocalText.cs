using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Uramost.Platform.Language;

/// <summary>
/// A text of a record in up to three languages. A missing language is null and is shown as missing, never filled from
/// another one without saying so.
/// </summary>
/// <param name="En">English, or null.</param>
/// <param name="Sq">Albanian, or null.</param>
/// <param name="Sr">Serbian in the script in which it was written, or null.</param>
/// <param name="SrOther">Serbian in the other script, corrected by hand, or null where the converter's text is right.</param>
public sealed record LocalText(string? En = null, string? Sq = null, string? Sr = null, string? SrOther = null)
{
    /// <summary>The text in every variant that exists, with what the reader should be told.</summary>
    /// <param name="Text">The text to show; empty when no language has one.</param>
    /// <param name="Variant">The variant that is shown.</param>
    /// <param name="IsMissing">Whether the reader's own language is missing.</param>
    public readonly record struct Shown(string Text, UiVariant Variant, bool IsMissing);

    /// <summary>Whether no language has a text.</summary>
    [JsonIgnore] public bool IsEmpty => string.IsNullOrWhiteSpace(En) && string.IsNullOrWhiteSpace(Sq) && string.IsNullOrWhiteSpace(Sr);

    /// <summary>The text in exactly this variant, or null; Serbian is converted to the script asked for.</summary>
    public string? In(UiVariant variant) => Blank(variant.Language switch
    {
        "en" => En,
        "sq" => Sq,
        _ => Serbian(variant.IsCyrillic),
    });

    /// <summary>The text for a reader: their own language, else the first that exists, named.</summary>
    public Shown For(UiVariant reader)
    {
        if (In(reader) is { } own) return new Shown(own, reader, false);
        foreach (var other in UiVariant.All)
        {
            if (other.Language != reader.Language && In(other) is { } text) return new Shown(text, other, true);
        }

        return new Shown("", reader, true);
    }

    /// <summary>Whether a Serbian text is in Cyrillic script: more Cyrillic letters than Latin ones.</summary>
    public static bool IsCyrillic(string text)
    {
        var balance = 0;
        foreach (var c in text)
        {
            if (c is >= '\u0400' and <= '\u04FF') balance++;
            else if (char.IsLetter(c)) balance--;
        }

        return balance > 0;
    }

    private string? Serbian(bool cyrillic)
    {
        if (Blank(Sr) is not { } written) return null;
        if (IsCyrillic(written) == cyrillic) return written;
        return Blank(SrOther) ?? (cyrillic ? SerbianScript.ToCyrillic(written) : SerbianScript.ToLatin(written));
    }

    private static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}

/// <summary>Stores a <see cref="LocalText"/> as one JSON column on either database.</summary>
public sealed class LocalTextConverter() : ValueConverter<LocalText, string>(
    t => JsonSerializer.Serialize(t, Options), s => JsonSerializer.Deserialize<LocalText>(s, Options) ?? new LocalText())
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        // Letters stay letters, so that the column can be read by people and by other tools.
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };
}
