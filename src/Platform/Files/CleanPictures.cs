using System.Buffers.Binary;
using System.Text;

namespace Uramost.Platform.Files;

/// <summary>PNG (W3C third edition): chunks that make the picture and its colours stay, texts, times, EXIF and unknown chunks go.</summary>
internal static class CleanPng
{
    private static readonly HashSet<string> Kept = ["IHDR", "PLTE", "IDAT", "IEND", "tRNS", "cHRM", "gAMA", "iCCP", "sBIT", "sRGB", "bKGD", "hIST", "pHYs", "acTL", "fcTL", "fdAT", "cICP", "mDCV", "cLLI"];

    public static void Clean(ReadOnlySpan<byte> b, Stream target)
    {
        target.Write(b[..8]);
        var orientation = OrientationOf(b);
        bool data = false, ended = false, first = true;
        for (var at = 8; !ended;)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(b[at..]);
            if (length < 0 || length > b.Length - at - 12) throw new InvalidDataException();
            var type = Encoding.Latin1.GetString(b.Slice(at + 4, 4));
            if (first != (type == "IHDR")) throw new InvalidDataException();
            if (Crc32.Of(b.Slice(at + 4, length + 4)) != BinaryPrimitives.ReadUInt32BigEndian(b[(at + 8 + length)..])) throw new InvalidDataException();
            var body = b.Slice(at + 8, length);
            if (type == "iCCP") Chunk(target, "iCCP", [.. "icc"u8, .. body[Math.Max(0, body.IndexOf((byte)0))..]]);
            else if (Kept.Contains(type)) Chunk(target, type, body);
            if (first && orientation is > 1) Chunk(target, "eXIf", Exif.OrientationOnly(orientation.Value));
            data |= type == "IDAT";
            ended = type == "IEND";
            first = false;
            at += 12 + length;
        }
        if (!data) throw new InvalidDataException();
    }

    private static int? OrientationOf(ReadOnlySpan<byte> b)
    {
        for (var at = 8; at + 12 <= b.Length;)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(b[at..]);
            if (length < 0 || length > b.Length - at - 12) return null;
            if (b.Slice(at + 4, 4).SequenceEqual("eXIf"u8)) return Exif.Orientation(b.Slice(at + 8, length));
            at += 12 + length;
        }
        return null;
    }

    private static void Chunk(Stream target, string type, ReadOnlySpan<byte> body)
    {
        Span<byte> head = stackalloc byte[8];
        BinaryPrimitives.WriteInt32BigEndian(head, body.Length);
        Encoding.Latin1.GetBytes(type, head[4..]);
        var crc = Crc32.Append(Crc32.Append(Crc32.Start, head[4..]), body) ^ Crc32.Start;
        target.Write(head);
        target.Write(body);
        BinaryPrimitives.WriteUInt32BigEndian(head, crc);
        target.Write(head[..4]);
    }
}

/// <summary>The CRC of PNG's annex D (polynomial 0xEDB88320, reflected).</summary>
internal static class Crc32
{
    public const uint Start = 0xFFFFFFFF;

    private static readonly uint[] Table = [.. Enumerable.Range(0, 256).Select(n =>
    {
        var c = (uint)n;
        for (var k = 0; k < 8; k++) c = (c & 1) != 0 ? 0xEDB88320 ^ (c >> 1) : c >> 1;
        return c;
    })];

    public static uint Append(uint crc, ReadOnlySpan<byte> bytes)
    {
        foreach (var x in bytes) crc = Table[(byte)(crc ^ x)] ^ (crc >> 8);
        return crc;
    }

    public static uint Of(ReadOnlySpan<byte> bytes) => Append(Start, bytes) ^ Start;
}

/// <summary>WebP (RFC 9649): picture, animation, transparency and colour profile stay; EXIF, XMP and unknown chunks go, also inside frames.</summary>
internal static class CleanWebp
{
    public static void Clean(ReadOnlySpan<byte> b, Stream target)
    {
        var end = Math.Min(b.Length, 8L + BinaryPrimitives.ReadUInt32LittleEndian(b[4..]));
        if (8L + BinaryPrimitives.ReadUInt32LittleEndian(b[4..]) > b.Length) throw new InvalidDataException();
        var kept = new MemoryStream(b.Length);
        byte[]? extended = null;
        int? orientation = null;
        var picture = false;
        for (var at = 12; at + 8 <= end;)
        {
            var (type, body, next) = Chunk(b[..(int)end], at);
            at = next;
            switch (type)
            {
                case "VP8X": extended = [.. body[..10]]; break;
                case "VP8 " or "VP8L": picture = true; Write(kept, type, body); break;
                case "ALPH" or "ANIM" or "ICCP": Write(kept, type, body); break;
                case "ANMF": picture = true; Write(kept, type, Frame(body)); break;
                case "EXIF": orientation = Exif.Orientation(body.StartsWith("Exif\0\0"u8) ? body[6..] : body); break;
            }
        }
        if (!picture) throw new InvalidDataException();
        var upright = extended is null || orientation is null or 1;
        if (extended is not null)
        {
            extended[0] = (byte)((extended[0] & ~0x0C) | (upright ? 0 : 0x08));
            extended[1] = extended[2] = extended[3] = 0;
        }
        if (!upright) Write(kept, "EXIF", Exif.OrientationOnly(orientation!.Value));
        Span<byte> head = stackalloc byte[12];
        "RIFF"u8.CopyTo(head);
        BinaryPrimitives.WriteUInt32LittleEndian(head[4..], (uint)(4 + kept.Length + (extended is null ? 0 : 18)));
        "WEBP"u8.CopyTo(head[8..]);
        target.Write(head);
        if (extended is not null) Write(target, "VP8X", extended);
        kept.WriteTo(target);
    }

    private static byte[] Frame(ReadOnlySpan<byte> body)
    {
        var kept = new MemoryStream(body.Length);
        kept.Write(body[..16]);
        for (var at = 16; at + 8 <= body.Length;)
        {
            var (type, part, next) = Chunk(body, at);
            at = next;
            if (type is "ALPH" or "VP8 " or "VP8L") Write(kept, type, part);
        }
        return kept.ToArray();
    }

    private readonly ref struct Part(string type, ReadOnlySpan<byte> body, int next)
    {
        private readonly ReadOnlySpan<byte> body = body;
        public void Deconstruct(out string t, out ReadOnlySpan<byte> b, out int n) { t = type; b = body; n = next; }
    }

    private static Part Chunk(ReadOnlySpan<byte> b, int at)
    {
        var length = BinaryPrimitives.ReadUInt32LittleEndian(b[(at + 4)..]);
        if (length > b.Length - at - 8) throw new InvalidDataException();
        return new(Encoding.Latin1.GetString(b.Slice(at, 4)), b.Slice(at + 8, (int)length), (int)Math.Min(int.MaxValue, at + 8L + length + (length & 1)));
    }

    private static void Write(Stream target, string type, ReadOnlySpan<byte> body)
    {
        Span<byte> head = stackalloc byte[8];
        Encoding.Latin1.GetBytes(type, head);
        BinaryPrimitives.WriteInt32LittleEndian(head[4..], body.Length);
        target.Write(head);
        target.Write(body);
        if ((body.Length & 1) == 1) target.WriteByte(0);
    }
}

/// <summary>GIF (89a): pictures, their timing and the loop count stay; comments, plain texts and other applications' blocks go, as does all after the end.</summary>
internal static class CleanGif
{
    public static void Clean(ReadOnlySpan<byte> b, Stream target)
    {
        var at = 13 + Table(b[10]);
        target.Write(b[..at]);
        var picture = false;
        while (true)
        {
            switch (b[at])
            {
                case 0x3B:
                    if (!picture) throw new InvalidDataException();
                    target.WriteByte(0x3B);
                    return;
                case 0x2C:
                    var image = at;
                    at += 10 + Table(b[at + 9]) + 1;
                    at = Skip(b, at);
                    target.Write(b[image..at]);
                    picture = true;
                    break;
                case 0x21:
                    var extension = at;
                    var label = b[at + 1];
                    at = Skip(b, at + 2);
                    var application = label == 0xFF && b[extension + 2] == 11 ? Encoding.Latin1.GetString(b.Slice(extension + 3, 11)) : "";
                    if (label == 0xF9) target.Write(b[extension..at]);
                    else if (application is "NETSCAPE2.0" or "ANIMEXTS1.0" && at - extension == 19) target.Write(b[extension..at]);
                    break;
                default: throw new InvalidDataException();
            }
        }
    }

    private static int Table(byte flags) => (flags & 0x80) != 0 ? 3 << ((flags & 7) + 1) : 0;

    private static int Skip(ReadOnlySpan<byte> b, int at)
    {
        while (b[at] != 0) at += b[at] + 1;
        return at + 1;
    }
}
