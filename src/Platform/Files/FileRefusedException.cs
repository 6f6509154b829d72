using System.Globalization;
using Microsoft.Extensions.Localization;

namespace Uramost.Platform.Files;

/// <summary>
/// A file that is not taken in, with the reason as a key into <see cref="Words"/> (<c>Refused.</c> + <see cref="Code"/>)
/// and the values that the sentence needs. Nothing has been stored when it is thrown.
/// </summary>
/// <remarks>
/// Every reader of uploaded bytes throws this and nothing else for bad content; an <see cref="IOException"/> of the disk passes
/// through untouched, because it is not the file's fault.
/// </remarks>
public sealed class FileRefusedException : Exception
{
    /// <summary>A refusal with its word key and the values of its placeholders.</summary>
    public FileRefusedException(string code, params object[] arguments) : base(Describe(code, arguments))
    {
        Code = code;
        Arguments = arguments;
    }

    /// <summary>The key of the sentence without its prefix: <c>too-large</c>, <c>damaged</c>, <c>heic</c> …</summary>
    public string Code { get; }

    /// <summary>What stands in the sentence's placeholders, in order.</summary>
    public IReadOnlyList<object> Arguments { get; }

    /// <summary>The sentence in the reader's language.</summary>
    public string Say(IStringLocalizer words) => words["Refused." + Code, [.. Arguments.Select(a => a is FileKind kind ? words["Kind." + kind].Value : a)]];

    private static string Describe(string code, object[] arguments) =>
        arguments.Length == 0 ? code : code + " (" + string.Join(", ", arguments.Select(a => Convert.ToString(a, CultureInfo.InvariantCulture))) + ")";
}
