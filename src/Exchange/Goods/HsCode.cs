using System.Text.Json;
using System.Text.Json.Serialization;

namespace Uramost.Exchange.Goods;

/// <summary>What a typed code of goods turned out to be.</summary>
public enum HsReading
{
    /// <summary>One code.</summary>
    Read,
    /// <summary>Not the shape of a code.</summary>
    NotACode,
    /// <summary>A zero may be lost at either end, and both codes exist.</summary>
    FitsTwo,
}

/// <summary>
/// A code of the Harmonized System: a chapter (2 digits), a heading (4) or a subheading (6). It is text, never a number:
/// fresh mushrooms are 0709.51, and a spreadsheet makes 709.51 of it.
/// </summary>
/// <remarks>
/// The levels are those of the World Customs Organization's nomenclature. National lines of 8 and 10 digits begin with
/// the same six and are read as those six.
/// </remarks>
[JsonConverter(typeof(HsCodeJson))]
public readonly record struct HsCode : IComparable<HsCode>
{
    private const int LastChapter = 97;

    private readonly string? digits;

    private HsCode(string digits) => this.digits = digits;

    /// <summary>Its digits, zeros in front included; empty for no code.</summary>
    public string Digits => digits ?? "";

    /// <summary>The chapter: the first two digits.</summary>
    public HsCode Chapter => new(Digits[..2]);

    /// <summary>The heading: the first four digits, or the chapter where the code says no more.</summary>
    public HsCode Heading => new(Digits[..Math.Min(4, Digits.Length)]);

    /// <summary>Whether this code is the other one or one of its parts: 0709.51 is within 0709 and within 07.</summary>
    public bool IsWithin(HsCode prefix) => Digits.StartsWith(prefix.Digits, StringComparison.Ordinal);

    /// <summary>Whether the two are the same goods, or one is a part of the other.</summary>
    public bool Meets(HsCode other) => IsWithin(other) || other.IsWithin(this);

    /// <summary>The code whose digits are known to be right.</summary>
    /// <exception cref="FormatException">They are not those of a code.</exception>
    public static HsCode Of(string digits) => IsCode(digits) ? new(digits) : throw new FormatException($"\"{digits}\" is not a code of the Harmonized System.");

    /// <summary>
    /// Reads what somebody typed or a spreadsheet kept: 0709.51, 070951, 0709 51, 70951 and 709.51 are one code, and so
    /// are 1006.3 and 1006.30.
    /// </summary>
    /// <param name="text">The text.</param>
    /// <param name="known">Whether a code exists; where it is null, every code of the right shape does.</param>
    /// <param name="code">The code, when the answer is <see cref="HsReading.Read"/>.</param>
    public static HsReading Read(string? text, Func<HsCode, bool>? known, out HsCode code)
    {
        code = default;
        var parts = (text ?? "").Split(['.', ' ', '\u00a0', '-'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (parts.Length == 0 || parts.Any(p => !p.All(char.IsAsciiDigit))) return HsReading.NotACode;
        var found = Candidates(parts).Where(IsCode).Select(c => new HsCode(c)).Distinct().ToList();
        if (known is not null && found.Count > 1) found = [.. found.Where(known)];
        if (found.Count != 1) return found.Count == 0 ? HsReading.NotACode : HsReading.FitsTwo;
        code = found[0];
        return HsReading.Read;
    }

    /// <inheritdoc/>
    public int CompareTo(HsCode other) => string.CompareOrdinal(Digits, other.Digits);

    /// <summary>As it is written: 0709.51, 0709, 07.</summary>
    public override string ToString() => Digits.Length == 6 ? $"{Digits[..4]}.{Digits[4..]}" : Digits;

    // A part in front of the point that lacks a zero gets it in front, the one behind it gets it behind: that is where
    // a spreadsheet drops them. Without a point both ends may have lost one.
    private static IEnumerable<string> Candidates(string[] parts)
    {
        var together = string.Concat(parts);
        if (parts.Length == 1)
        {
            yield return Six(together.Length % 2 == 0 ? together : "0" + together);
            if (together.Length == 5) yield return together + "0";
            yield break;
        }

        if (parts[0].Length % 2 == 1) parts = ["0" + parts[0], .. parts[1..]];
        if (parts[^1].Length == 1) parts = [.. parts[..^1], parts[^1] + "0"];
        yield return Six(string.Concat(parts));
    }

    private static string Six(string digits) => digits.Length is 8 or 10 ? digits[..6] : digits;

    private static bool IsCode(string digits) =>
        digits.Length is 2 or 4 or 6 && digits.All(char.IsAsciiDigit) && ((digits[0] - '0') * 10) + digits[1] - '0' is > 0 and <= LastChapter;
}

/// <summary>A code of goods as JSON text.</summary>
public sealed class HsCodeJson : JsonConverter<HsCode>
{
    /// <inheritdoc/>
    public override HsCode Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => HsCode.Of(reader.GetString() ?? "");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, HsCode value, JsonSerializerOptions options) => writer.WriteStringValue(value.Digits);
}
