using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Uramost.Platform.Data;

namespace Uramost.Programmes.Reports;

/// <summary>
/// The hash by which anyone can tell that a report is the one that was handed in: SHA-256 over the UTF-8 bytes of its
/// content as JSON, in the order in which <see cref="ReportContent"/> declares it. The file that is given out holds exactly
/// these bytes, so that any tool computes the same.
/// </summary>
public static class ReportHash
{
    /// <summary>A content as the text that is hashed, stored and given out.</summary>
    public static string Write(ReportContent content) => JsonSerializer.Serialize(content, JsonColumn.Options);

    /// <summary>The content of a text.</summary>
    /// <exception cref="JsonException">It is none.</exception>
    public static ReportContent Read(string text) => JsonSerializer.Deserialize<ReportContent>(text, JsonColumn.Options) ?? throw new JsonException("The content is empty.");

    /// <summary>SHA-256 as 64 small hexadecimal digits.</summary>
    public static string Of(string content) => Of(Encoding.UTF8.GetBytes(content));

    /// <summary>SHA-256 as 64 small hexadecimal digits.</summary>
    public static string Of(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    /// <summary>A hash as somebody typed it: blanks and capitals do not count. Null: it is none.</summary>
    public static string? Typed(string? text)
    {
        var bare = string.Concat((text ?? "").Where(c => !char.IsWhiteSpace(c))).ToLowerInvariant();
        return bare.Length == 64 && bare.All(char.IsAsciiHexDigitLower) ? bare : null;
    }
}
