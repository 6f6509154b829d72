using System.Buffers.Binary;

namespace Uramost.Platform.Files;

/// <summary>
/// JPEG (ITU-T T.81): of the application segments only JFIF without its thumbnail, the ICC profile and Adobe's colour transform stay;
/// comments, and whatever follows the picture's end (a second picture, a video), go. The orientation is kept, alone.
/// </summary>
internal static class CleanJpeg
{
    /// <param name="b">The whole file.</param>
    /// <param name="insideDocument">A picture inside a PDF may lack its end marker; it is then added.</param>
    public static byte[] Clean(ReadOnlySpan<byte> b, bool insideDocument = false)
    {
        if (b.Length < 4 || b[0] != 0xFF || b[1] != 0xD8) throw new InvalidDataException();
        var output = new MemoryStream(b.Length + 64);
        output.Write([0xFF, 0xD8]);
        var orientation = 1;
        var header = new MemoryStream();
        byte[]? jfif = null;
        bool frame = false, scan = false, ended = false;
        var at = 2;
        while (at + 1 < b.Length)
        {
            if (b[at] != 0xFF) throw new InvalidDataException();
            while (at < b.Length && b[at] == 0xFF) at++;
            if (at >= b.Length) break;
            var marker = b[at++];
            if (marker == 0xD9) { ended = true; break; }
            if (marker is >= 0xD0 and <= 0xD7 or 0x01) continue;
            if (marker == 0 || marker == 0xD8) throw new InvalidDataException();
            if (at + 2 > b.Length) break;
            var length = BinaryPrimitives.ReadUInt16BigEndian(b[at..]);
            if (length < 2 || at + length > b.Length) { if (insideDocument && scan) break; throw new InvalidDataException(); }
            var body = b.Slice(at + 2, length - 2);
            at += length;
            switch (marker)
            {
                case 0xE0 when body.Length >= 12 && body.StartsWith("JFIF\0"u8):
                    jfif ??= [.. body[..12], 0, 0];
                    break;
                case 0xE1 when body.StartsWith("Exif\0\0"u8):
                    orientation = Exif.Orientation(body[6..]) ?? orientation;
                    break;
                case 0xE2 when body.StartsWith("ICC_PROFILE\0"u8):
                case 0xEE when body.StartsWith("Adobe"u8) && body.Length >= 12:
                    Segment(header, marker, marker == 0xEE ? body[..12] : body);
                    break;
                case >= 0xE0 and <= 0xEF or 0xFE: break;
                case 0xDA:
                    if (!frame) throw new InvalidDataException();
                    scan = true;
                    Segment(header, marker, body);
                    var start = at;
                    while (true)
                    {
                        var next = b[at..].IndexOf((byte)0xFF);
                        if (next < 0 || at + next + 1 >= b.Length) { at = b.Length; break; }
                        at += next;
                        if (b[at + 1] is 0 or (>= 0xD0 and <= 0xD7)) { at += 2; continue; }
                        if (b[at + 1] == 0xFF) { at++; continue; }
                        break;
                    }
                    header.Write(b[start..at]);
                    break;
                case >= 0xC0 and <= 0xCF or 0xDB or 0xDC or 0xDD or 0xDE or 0xDF:
                    if (marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC)) frame = true;
                    Segment(header, marker, body);
                    break;
                default: throw new InvalidDataException();
            }
        }
        if (!frame || !scan || !(ended || insideDocument)) throw new InvalidDataException();
        if (jfif is not null) Segment(output, 0xE0, jfif);
        if (orientation is > 1 and <= 8) Segment(output, 0xE1, [.. "Exif\0\0"u8, .. Exif.OrientationOnly(orientation)]);
        header.WriteTo(output);
        output.Write([0xFF, 0xD9]);
        return output.ToArray();
    }

    private static void Segment(MemoryStream target, byte marker, ReadOnlySpan<byte> body)
    {
        target.Write([0xFF, marker, (byte)((body.Length + 2) >> 8), (byte)(body.Length + 2)]);
        target.Write(body);
    }
}

/// <summary>The one value of EXIF that is needed to show a picture upright (tag 0x0112 of the first directory, TIFF 6.0).</summary>
internal static class Exif
{
    /// <summary>The orientation 1 to 8 in a TIFF block, or null when it has none or is damaged.</summary>
    public static int? Orientation(ReadOnlySpan<byte> tiff)
    {
        if (tiff.Length < 14) return null;
        var little = tiff.StartsWith("II"u8);
        if (!little && !tiff.StartsWith("MM"u8)) return null;
        var at = little ? BinaryPrimitives.ReadUInt32LittleEndian(tiff[4..]) : BinaryPrimitives.ReadUInt32BigEndian(tiff[4..]);
        if (at > tiff.Length - 2) return null;
        var count = Short(tiff[(int)at..]);
        for (var i = 0; i < count; i++)
        {
            var entry = (long)at + 2 + i * 12;
            if (entry + 12 > tiff.Length) return null;
            var e = tiff.Slice((int)entry, 12);
            if (Short(e) == 0x0112) return Short(e[8..]) is >= 1 and <= 8 and var value ? value : null;
        }
        return null;
        int Short(ReadOnlySpan<byte> s) => little ? BinaryPrimitives.ReadUInt16LittleEndian(s) : BinaryPrimitives.ReadUInt16BigEndian(s);
    }

    /// <summary>A TIFF block of 26 bytes that holds the orientation and nothing else.</summary>
    public static byte[] OrientationOnly(int orientation) =>
        [0x4D, 0x4D, 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, (byte)orientation, 0, 0, 0, 0, 0, 0];
}
