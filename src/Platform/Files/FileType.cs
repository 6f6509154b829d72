using System.Buffers;
using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using System.Xml;

namespace Uramost.Platform.Files;

/// <summary>Tells what a file is from its bytes, and refuses what is not taken in.</summary>
public static class FileType
{
    private static readonly string[] Executables = ["exe", "dll", "com", "scr", "msi", "bat", "cmd", "ps1", "sh", "js", "mjs", "vbs", "jar", "apk", "html", "htm", "xhtml", "svg", "svgz", "xml", "hta", "lnk", "php", "py"];

    /// <summary>
    /// The kind of the file in <paramref name="source"/> (seekable; its position is 0 afterwards). With a file name, an extension that
    /// claims another kind is caught: among pictures it is forgiven (phones and messengers mix them up; the stored name is put right),
    /// between anything else it is refused.
    /// </summary>
    /// <exception cref="FileRefusedException">
    /// <c>empty</c>, <c>heic</c>, <c>svg</c>, <c>html</c>, <c>executable</c>, <c>zip</c>, <c>archive</c>, <c>old-office</c>, <c>password</c>, <c>macros</c>,
    /// <c>unknown-type</c>, <c>extension</c>, <c>too-large</c>, <c>damaged</c>.
    /// </exception>
    public static FileKind Detect(Stream source, string? fileName = null)
    {
        var kind = DetectWithoutLimit(source, fileName);
        if (source.Length > kind.Limit()) throw new FileRefusedException("too-large", kind, FileSize.Say(source.Length), FileSize.Say(kind.Limit()));
        return kind;
    }

    /// <summary>The kind, for readers that have limits of their own.</summary>
    internal static FileKind DetectWithoutLimit(Stream source, string? fileName)
    {
        source.Position = 0;
        if (source.Length == 0) throw new FileRefusedException("empty");
        var head = new byte[(int)Math.Min(source.Length, 4096)];
        source.ReadExactly(head);
        source.Position = 0;
        var extension = Path.GetExtension(fileName ?? "").TrimStart('.').ToLowerInvariant();
        var kind = FromBytes(source, head, extension);
        source.Position = 0;
        if (extension.Length > 0 && !kind.Extensions().Contains(extension))
        {
            if (Array.IndexOf(Executables, extension) >= 0) throw new FileRefusedException("executable", "." + extension);
            var claimed = FileKinds.All.Where(k => k.Extensions().Contains(extension)).ToList();
            var forgiven = claimed.Count == 0 || (kind.IsPicture() && claimed.All(c => c.IsPicture())) || (kind.IsText() && claimed.All(c => c.IsText()))
                || (kind is FileKind.Mp4 or FileKind.M4a or FileKind.Mov && claimed.All(c => c is FileKind.Mp4 or FileKind.M4a or FileKind.Mov));
            if (!forgiven) throw new FileRefusedException("extension", "." + extension, kind);
        }
        return kind;
    }

    /// <summary>A name that is safe to store and to send: no folders, no control characters, at most 120 characters, and the extension that is true.</summary>
    public static string SafeName(string? name, FileKind kind)
    {
        var bare = (name ?? "").Replace('\\', '/');
        bare = bare[(bare.LastIndexOf('/') + 1)..];
        var text = new StringBuilder();
        foreach (var rune in bare.EnumerateRunes())
        {
            var keep = Rune.IsLetterOrDigit(rune) || rune.Value is ' ' or '.' or '-' or '_' or '(' or ')' or ',' or '+' || Rune.GetUnicodeCategory(rune) == System.Globalization.UnicodeCategory.NonSpacingMark;
            text.Append(keep ? rune.ToString() : rune.Value == 0xFFFD ? "" : "_");
        }
        var cleaned = text.ToString().Trim(' ', '.');
        var extension = Path.GetExtension(cleaned).TrimStart('.').ToLowerInvariant();
        var stem = kind.Extensions().Contains(extension) ? cleaned[..^(extension.Length + 1)]
            : FileKinds.All.Any(k => k.Extensions().Contains(extension)) ? cleaned[..^(extension.Length + 1)] : cleaned;
        var suffix = kind.Extensions().Contains(extension) ? extension : kind.Extension();
        stem = stem.Trim(' ', '.');
        while (stem.Length > 115) stem = char.IsHighSurrogate(stem[114]) ? stem[..114] : stem[..115];
        return (stem.Length == 0 ? "file" : stem) + "." + suffix;
    }

    private static FileKind FromBytes(Stream source, byte[] head, string extension)
    {
        ReadOnlySpan<byte> b = head;
        if (b.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF])) return FileKind.Jpeg;
        if (b.StartsWith((ReadOnlySpan<byte>)[0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])) return FileKind.Png;
        if (b.StartsWith("GIF87a"u8) || b.StartsWith("GIF89a"u8)) return FileKind.Gif;
        if (b.Length >= 12 && b.StartsWith("RIFF"u8))
            return b[8..12].SequenceEqual("WEBP"u8) ? FileKind.Webp : throw new FileRefusedException("unknown-type");
        if (b[..Math.Min(b.Length, 1024)].IndexOf("%PDF-"u8) is var pdf and >= 0 && OnlyJunk(b[..pdf])) return FileKind.Pdf;
        if (b.Length >= 16 && b[4..8].SequenceEqual("ftyp"u8)) return FromBrand(b);
        if (b.Length >= 8 && (b[4..8].SequenceEqual("moov"u8) || b[4..8].SequenceEqual("mdat"u8) || b[4..8].SequenceEqual("wide"u8))) return FileKind.Mov;
        if (b.StartsWith("PK\u0003\u0004"u8) || b.StartsWith("PK\u0005\u0006"u8)) return FromZip(source);
        if (b.StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]))
            throw new FileRefusedException(Holds(source, Encoding.Unicode.GetBytes("EncryptedPackage")) ? "password" : "old-office");
        if (b.StartsWith("ID3"u8) || IsMpegFrame(b)) return FileKind.Mp3;
        if (b.StartsWith("MZ"u8) && b.Length > 64 || b.StartsWith("\u007fELF"u8) || b.StartsWith("#!"u8)
            || b.StartsWith((ReadOnlySpan<byte>)[0xCA, 0xFE, 0xBA, 0xBE]) || b.StartsWith((ReadOnlySpan<byte>)[0xCF, 0xFA, 0xED, 0xFE]))
            throw new FileRefusedException("executable", extension.Length > 0 ? "." + extension : "?");
        if (b.StartsWith("Rar!"u8) || b.StartsWith("7z\u00bc\u00af"u8) || b.StartsWith((ReadOnlySpan<byte>)[0x37, 0x7A, 0xBC, 0xAF]) || b.StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B])
            || b.StartsWith((ReadOnlySpan<byte>)[0xFD, 0x37, 0x7A, 0x58, 0x5A]) || b.StartsWith("BZh"u8) || (b.Length > 262 && b[257..262].SequenceEqual("ustar"u8)))
            throw new FileRefusedException("archive");
        return FromText(source, b, extension);
    }

    private static bool OnlyJunk(ReadOnlySpan<byte> before) => !before.Contains((byte)'<') || before.Length == 0;

    private static FileKind FromBrand(ReadOnlySpan<byte> b)
    {
        var size = (int)Math.Clamp(BinaryPrimitives.ReadUInt32BigEndian(b), 16, (uint)b.Length);
        var brands = new List<string>();
        for (var at = 8; at + 4 <= size; at += at == 8 ? 8 : 4) brands.Add(Encoding.Latin1.GetString(b.Slice(at, 4)));
        if (brands.Any(x => x is "heic" or "heix" or "heim" or "heis" or "hevc" or "hevx" or "mif1" or "msf1") && !brands.Contains("avif") && !brands.Contains("isom"))
            throw new FileRefusedException("heic");
        if (brands[0] is "avif" or "avis" or "jxl " or "crx ") throw new FileRefusedException("unknown-type");
        return brands[0] switch
        {
            "qt  " => FileKind.Mov,
            "M4A " or "M4B " => FileKind.M4a,
            _ => FileKind.Mp4,
        };
    }

    private static bool IsMpegFrame(ReadOnlySpan<byte> b) =>
        b.Length >= 4 && b[0] == 0xFF && (b[1] & 0xE0) == 0xE0 && (b[1] & 0x18) != 0x08 && (b[1] & 0x06) == 0x02 && (b[2] & 0xF0) is not (0xF0 or 0x00) && (b[2] & 0x0C) != 0x0C;

    private static FileKind FromZip(Stream source)
    {
        try
        {
            using var zip = new ZipArchive(source, ZipArchiveMode.Read, leaveOpen: true);
            if (zip.GetEntry("mimetype") is { } mime && mime.Length < 200)
            {
                using var reader = new StreamReader(mime.Open(), Encoding.ASCII);
                var buffer = new char[200];
                var type = new string(buffer, 0, reader.ReadBlock(buffer));
                return type.Trim() switch
                {
                    "application/vnd.oasis.opendocument.text" => FileKind.Odt,
                    "application/vnd.oasis.opendocument.spreadsheet" => FileKind.Ods,
                    _ => throw new FileRefusedException("zip"),
                };
            }
            if (zip.GetEntry("[Content_Types].xml") is not { } types || types.Length > 4_000_000) throw new FileRefusedException("zip");
            if (zip.Entries.Any(e => e.FullName.EndsWith("vbaProject.bin", StringComparison.OrdinalIgnoreCase))) throw new FileRefusedException("macros");
            var kinds = new HashSet<FileKind>();
            using (var open = types.Open())
            using (var limited = new LimitedStream(open, 4_000_000))
            using (var xml = XmlReader.Create(limited, new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null }))
                while (xml.Read())
                {
                    if (xml.NodeType != XmlNodeType.Element || xml.LocalName is not ("Override" or "Default")) continue;
                    var type = xml.GetAttribute("ContentType") ?? "";
                    if (type.Contains("macroEnabled", StringComparison.OrdinalIgnoreCase)) throw new FileRefusedException("macros");
                    if (type == "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml") kinds.Add(FileKind.Docx);
                    if (type == "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml") kinds.Add(FileKind.Xlsx);
                    if (type is "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml" or "application/vnd.openxmlformats-officedocument.presentationml.slideshow.main+xml") kinds.Add(FileKind.Pptx);
                }
            return kinds.Count == 1 ? kinds.First() : throw new FileRefusedException("zip");
        }
        catch (Exception e) when (MetadataRemoval.IsBadContent(e)) { throw new FileRefusedException("damaged"); }
    }

    private static bool Holds(Stream source, byte[] needle)
    {
        source.Position = 0;
        var buffer = new byte[1 << 16];
        var kept = 0;
        for (int read; (read = source.Read(buffer, kept, buffer.Length - kept)) > 0;)
        {
            var all = kept + read;
            if (buffer.AsSpan(0, all).IndexOf(needle) >= 0) return true;
            kept = Math.Min(needle.Length, all);
            buffer.AsSpan(all - kept, kept).CopyTo(buffer);
        }
        return false;
    }

    private static readonly SearchValues<byte> Controls = SearchValues.Create([0, 1, 2, 3, 4, 5, 6, 7, 8, 11, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 27, 28, 29, 30, 31, 127]);

    private static FileKind FromText(Stream source, ReadOnlySpan<byte> head, string extension)
    {
        var wide = head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || head.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]);
        if (!wide)
        {
            source.Position = 0;
            var buffer = new byte[1 << 16];
            for (int read; (read = source.Read(buffer)) > 0;)
                if (buffer.AsSpan(0, read).IndexOfAny(Controls) >= 0) throw new FileRefusedException("unknown-type");
        }
        var text = (wide ? (head[0] == 0xFF ? Encoding.Unicode : Encoding.BigEndianUnicode) : Encoding.UTF8).GetString(head).TrimStart('\uFEFF', ' ', '\t', '\r', '\n');
        if (text.Length == 0 && source.Length <= head.Length) throw new FileRefusedException("empty");
        var markup = text.StartsWith('<');
        if (markup && text.Contains("<svg", StringComparison.OrdinalIgnoreCase)) throw new FileRefusedException("svg");
        string[] html = ["<!doctype html", "<html", "<head", "<body", "<script", "<iframe", "<?php", "<meta", "<style", "<!--"];
        if (html.Any(h => text.StartsWith(h, StringComparison.OrdinalIgnoreCase)) || (markup && text.Contains("<script", StringComparison.OrdinalIgnoreCase))) throw new FileRefusedException("html");
        if (text.StartsWith("<?xml", StringComparison.OrdinalIgnoreCase)) throw new FileRefusedException("unknown-type");
        if (extension is "html" or "htm" or "xhtml") throw new FileRefusedException("html");
        if (extension is "svg" or "svgz") throw new FileRefusedException("svg");
        if (Array.IndexOf(Executables, extension) >= 0) throw new FileRefusedException("executable", "." + extension);
        if (FileKind.Csv.Extensions().Contains(extension)) return FileKind.Csv;
        if (FileKind.Text.Extensions().Contains(extension)) return FileKind.Text;
        var lines = text.Split('\n').Where(l => l.Trim().Length > 0).Take(5).ToList();
        foreach (var mark in ";\t,")
        {
            var counts = lines.Select(l => l.Count(c => c == mark)).Distinct().ToList();
            if (lines.Count > 1 && counts.Count == 1 && counts[0] > 0) return FileKind.Csv;
        }
        return FileKind.Text;
    }
}
