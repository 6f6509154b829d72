using System.Text;
using System.Xml;

namespace Uramost.Platform.Files;

/// <summary>What a cleaning took out that its owner should be told about.</summary>
[Flags]
public enum Removed
{
    /// <summary>Nothing beyond metadata.</summary>
    None = 0,
    /// <summary>A digital signature: cleaning changes the bytes that it signed, and it carries the signer's name.</summary>
    Signature = 1,
    /// <summary>Files inside the document.</summary>
    Attachments = 2,
    /// <summary>Script, or actions that start programs, send data or open other files.</summary>
    Actions = 4,
    /// <summary>A track of positions or of other readings of the device.</summary>
    Telemetry = 8,
}

/// <summary>
/// Writes a file again without what would tell who made it, where and with what: location, author, device, software, dates, thumbnails,
/// comments, XMP, IPTC and EXIF. What a picture, a page or a recording itself shows or says stays as it is.
/// </summary>
/// <remarks>
/// Each format is read by its own grammar and only parts that are known to carry content are written; anything else is left behind, so
/// a maker's private block is gone without having been known.
/// </remarks>
public static class MetadataRemoval
{
    /// <summary>Cleans <paramref name="source"/> (seekable, of the given kind) into <paramref name="target"/>, which is only written forward.</summary>
    /// <returns>What else was taken out.</returns>
    /// <exception cref="FileRefusedException"><c>damaged</c> when the bytes do not follow the format, and the format's own refusals.</exception>
    public static Removed Clean(Stream source, FileKind kind, Stream target)
    {
        source.Position = 0;
        try
        {
            return Clean(source, kind, target, depth: 0);
        }
        catch (Exception e) when (IsBadContent(e))
        {
            throw new FileRefusedException("damaged");
        }
    }

    internal static Removed Clean(Stream source, FileKind kind, Stream target, int depth)
    {
        switch (kind)
        {
            case FileKind.Jpeg: target.Write(CleanJpeg.Clean(ReadAll(source))); return Removed.None;
            case FileKind.Png: CleanPng.Clean(ReadAll(source), target); return Removed.None;
            case FileKind.Webp: CleanWebp.Clean(ReadAll(source), target); return Removed.None;
            case FileKind.Gif: CleanGif.Clean(ReadAll(source), target); return Removed.None;
            case FileKind.Pdf: return CleanPdf.Clean(ReadAll(source), target, kind.Limit() * 2);
            case FileKind.Docx or FileKind.Xlsx or FileKind.Pptx: return CleanOffice.Clean(source, target, depth);
            case FileKind.Odt or FileKind.Ods: return CleanOpenDocument.Clean(source, target, depth);
            case FileKind.Mp4 or FileKind.M4a or FileKind.Mov: return CleanMp4.Clean(source, target);
            case FileKind.Mp3: CleanMp3.Clean(source, target); return Removed.None;
            case FileKind.Csv or FileKind.Text: source.CopyTo(target); return Removed.None;
            default: throw new ArgumentOutOfRangeException(nameof(kind));
        }
    }

    /// <summary>Exceptions by which the framework's readers say that bytes are not what they should be.</summary>
    internal static bool IsBadContent(Exception e) =>
        e is InvalidDataException or EndOfStreamException or IndexOutOfRangeException or ArgumentException or OverflowException or FormatException
            or XmlException or DecoderFallbackException or InvalidOperationException or NotSupportedException or KeyNotFoundException or InvalidCastException
        // The inflater's own exception is an IOException that is not public.
        || e.GetType().Namespace == "System.IO.Compression";

    internal static byte[] ReadAll(Stream source)
    {
        var bytes = new byte[source.Length - source.Position];
        source.ReadExactly(bytes);
        return bytes;
    }
}
