using System.Buffers.Binary;
using Uramost.Platform.Files;

namespace Uramost.Platform.Documents;

/// <summary>A picture's size in pixels, read from its head.</summary>
public static class PictureSize
{
    /// <summary>Width and height of a JPEG or PNG.</summary>
    /// <exception cref="FileRefusedException"><c>damaged</c> when the head does not say, or says zero.</exception>
    public static (int Width, int Height) Of(ReadOnlySpan<byte> b, FileKind kind)
    {
        if (kind == FileKind.Png && b.Length > 24) return Checked(BinaryPrimitives.ReadInt32BigEndian(b[16..]), BinaryPrimitives.ReadInt32BigEndian(b[20..]));
        if (kind == FileKind.Jpeg)
            for (var at = 2; at + 9 < b.Length && b[at] == 0xFF;)
            {
                var marker = b[at + 1];
                if (marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC)) return Checked(BinaryPrimitives.ReadUInt16BigEndian(b[(at + 7)..]), BinaryPrimitives.ReadUInt16BigEndian(b[(at + 5)..]));
                at += 2 + BinaryPrimitives.ReadUInt16BigEndian(b[(at + 2)..]);
            }
        throw new FileRefusedException("damaged");

        static (int, int) Checked(int width, int height) => width > 0 && height > 0 ? (width, height) : throw new FileRefusedException("damaged");
    }
}
