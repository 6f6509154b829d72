using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using Uramost.Platform.Files;
using Xunit;
using static Uramost.Platform.Tests.Files.PlantedFiles;

namespace Uramost.Platform.Tests.Files;

public class MetadataRemovalTests(ITestOutputHelper output)
{
    private static readonly FileKind[] Kinds = [FileKind.Jpeg, FileKind.Png, FileKind.Webp, FileKind.Gif, FileKind.Pdf, FileKind.Docx, FileKind.Xlsx, FileKind.Pptx, FileKind.Odt, FileKind.Ods, FileKind.Mp3, FileKind.Mp4, FileKind.M4a, FileKind.Mov];

    private static byte[] Clean(byte[] bytes, FileKind kind, out Removed removed)
    {
        var target = new MemoryStream();
        removed = MetadataRemoval.Clean(new MemoryStream(bytes), kind, target);
        return target.ToArray();
    }

    private static byte[] Clean(byte[] bytes, FileKind kind) => Clean(bytes, kind, out _);

    /// <summary>The file's bytes, and everything that can be unpacked from them, again and again.</summary>
    private static IEnumerable<byte[]> Layers(byte[] bytes, int depth = 0)
    {
        yield return bytes;
        if (depth > 4) yield break;
        if (bytes.AsSpan().StartsWith("PK"u8))
        {
            using var zip = new ZipArchive(new MemoryStream(bytes));
            foreach (var entry in zip.Entries)
            {
                yield return Encoding.UTF8.GetBytes(entry.FullName + entry.Comment);
                var inner = new MemoryStream();
                using (var open = entry.Open()) open.CopyTo(inner);
                foreach (var layer in Layers(inner.ToArray(), depth + 1)) yield return layer;
            }
            yield break;
        }
        for (var at = 0; at < bytes.Length - 2; at++)
        {
            // Anything that begins like zlib is tried: in PDF streams and PNG chunks alike.
            if (bytes[at] != 0x78 || (bytes[at] * 256 + bytes[at + 1]) % 31 != 0) continue;
            var inner = new MemoryStream();
            try
            {
                using var z = new ZLibStream(new MemoryStream(bytes, at, bytes.Length - at), CompressionMode.Decompress);
                z.CopyTo(inner);
            }
            catch (Exception e) when (e is InvalidDataException or IOException) { }
            if (inner.Length > 0) foreach (var layer in Layers(inner.ToArray(), depth + 1)) yield return layer;
        }
    }

    private static List<string> Found(byte[] bytes)
    {
        var found = new List<string>();
        foreach (var layer in Layers(bytes))
            foreach (var planted in Planted)
                foreach (var encoding in (Encoding[])[Encoding.UTF8, Encoding.Unicode, Encoding.BigEndianUnicode])
                    if (layer.AsSpan().IndexOf(encoding.GetBytes(planted)) >= 0 || layer.AsSpan().IndexOf(Encoding.ASCII.GetBytes(Convert.ToHexString(encoding.GetBytes(planted)))) >= 0) found.Add(planted);
        return found;
    }

    [Fact]
    public void Of_planted_names_places_and_devices_none_is_left_in_any_kind_of_file()
    {
        int files = 0, left = 0;
        for (var seed = 1; seed <= 6; seed++)
            foreach (var kind in Kinds)
            {
                var bytes = new PlantedFiles(seed * 100 + (int)kind).Make(kind);
                Assert.NotEmpty(Found(bytes));
                Assert.Equal(kind, FileType.Detect(new MemoryStream(bytes)));
                var cleaned = Clean(bytes, kind);
                var found = Found(cleaned);
                Assert.True(found.Count == 0, $"{kind}, seed {seed}: {string.Join(", ", found)}");
                Assert.Equal(kind, FileType.Detect(new MemoryStream(cleaned)));
                Assert.Equal(cleaned, Clean(cleaned, kind));
                files++;
                left += found.Count;
            }
        output.WriteLine($"{files} files, {left} left");
        Assert.True(files >= 50);
    }

    [Theory, InlineData(1), InlineData(3), InlineData(6), InlineData(8)]
    public void A_photograph_stays_upright_and_keeps_its_colours(int orientation)
    {
        var cleaned = Clean(new PlantedFiles(1).Jpeg(orientation), FileKind.Jpeg);
        var at = cleaned.AsSpan().IndexOf("Exif\0\0"u8);
        if (orientation == 1) Assert.Equal(-1, at);
        else Assert.Equal(orientation, Exif.Orientation(cleaned.AsSpan(at + 6)));
        Assert.True(cleaned.AsSpan().IndexOf("colours stay"u8) > 0);
        Assert.True(cleaned.AsSpan().IndexOf(Latin("\x3F\xFF\0\x7A\xFF\xD0\x11\x22\xFF\xD9")) > 0);
        Assert.Equal(-1, cleaned.AsSpan().IndexOf("MotionPhoto"u8));
    }

    [Fact]
    public void A_document_keeps_its_text_and_its_tracked_changes_without_their_authors()
    {
        var cleaned = Clean(new PlantedFiles(2).Docx(), FileKind.Docx);
        using var zip = new ZipArchive(new MemoryStream(cleaned));
        var text = new StreamReader(zip.GetEntry("word/document.xml")!.Open()).ReadToEnd();
        Assert.Contains(Content + " </w:t>", text);
        Assert.Contains("<w:ins", text);
        Assert.DoesNotContain("rsid", text);
        Assert.DoesNotContain("2022-06-28", text);
        Assert.Null(zip.GetEntry("customXml/item1.xml"));
        var links = new StreamReader(zip.GetEntry("word/_rels/document.xml.rels")!.Open()).ReadToEnd();
        Assert.DoesNotContain("customXml", links);
        Assert.Contains("Target=\"plan.docx\"", links);
        using var open = DocumentFormat.OpenXml.Packaging.WordprocessingDocument.Open(new MemoryStream(cleaned), false);
        Assert.Contains(Content, open.MainDocumentPart!.Document.InnerText);
    }

    [Fact]
    public void A_film_keeps_its_length_and_its_pictures_while_its_positions_are_gone()
    {
        var film = new PlantedFiles(3).Mp4("isom");
        var cleaned = Clean(film, FileKind.Mp4, out var removed);
        Assert.Equal(film.Length, cleaned.Length);
        Assert.Equal(film.AsSpan().IndexOf(Latin(Content)), cleaned.AsSpan().IndexOf(Latin(Content)));
        Assert.True(removed.HasFlag(Removed.Telemetry));
    }

    [Fact]
    public void A_sound_recording_keeps_its_frames_and_nothing_else() =>
        Assert.Equal(4 * 417, Clean(new PlantedFiles(4).Mp3(), FileKind.Mp3).Length);

    [Theory, InlineData(0), InlineData(1), InlineData(2)]
    public void A_pdf_shows_the_same_text_and_names_no_one(int variant)
    {
        var files = new PlantedFiles(5);
        var bytes = variant switch { 0 => files.Pdf(), 1 => files.PdfWithUpdate(), _ => files.PdfPacked() };
        var cleaned = Clean(bytes, FileKind.Pdf, out var removed);
        Assert.Equal(variant == 0, removed.HasFlag(Removed.Attachments | Removed.Actions | Removed.Signature));
        Assert.Empty(Found(cleaned));
        Assert.Contains(Layers(cleaned), l => l.AsSpan().IndexOf(Latin(Content)) >= 0);
        // Where a reader of PDF is at hand, it has the last word.
        if (!File.Exists("/usr/bin/pdftotext")) return;
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(path, cleaned);
            Assert.Contains(Content, Run("pdftotext", path, "-"));
            var info = Run("pdfinfo", path);
            Assert.Contains("Pages:           1", info);
            Assert.DoesNotContain("Creat", info);
            Assert.DoesNotContain("Producer", info);
            Assert.DoesNotContain("Author", info);
        }
        finally { File.Delete(path); }
    }

    private static string Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var errors = process.StandardError.ReadToEndAsync();
        var text = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.Equal("", errors.Result);
        return text;
    }

    [Fact]
    public void A_pdf_with_a_broken_cross_reference_is_put_right()
    {
        var bytes = new PlantedFiles(6).PdfWithUpdate();
        var text = Encoding.Latin1.GetString(bytes);
        var broken = Latin(text[..text.LastIndexOf("startxref", StringComparison.Ordinal)] + "startxref\n7\n%%EOF");
        var cleaned = Clean(broken, FileKind.Pdf);
        Assert.Empty(Found(cleaned));
        Assert.Contains(Layers(cleaned), l => l.AsSpan().IndexOf(Latin(Content)) >= 0);
    }

    [Fact]
    public void An_encrypted_pdf_is_refused_in_words()
    {
        var b = new PdfBuilder();
        b.Object(1, "<</Type/Catalog/Pages 2 0 R>>");
        b.Object(2, "<</Type/Pages/Kids[3 0 R]/Count 1>>");
        b.Object(3, "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>");
        b.Object(4, "<</Filter/Standard/V 4>>");
        b.Finish("/Size 5/Root 1 0 R/Encrypt 4 0 R");
        Assert.Equal("pdf-encrypted", Assert.Throws<FileRefusedException>(() => Clean(b.ToArray(), FileKind.Pdf)).Code);
    }

    [Fact]
    public void Macros_and_parts_that_nobody_can_look_into_are_refused()
    {
        var macro = new MemoryStream(Zip(("[Content_Types].xml", "<Types xmlns=\"x\"><Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.ms-word.document.macroEnabled.main+xml\"/></Types>"u8.ToArray())));
        Assert.Equal("macros", Assert.Throws<FileRefusedException>(() => FileType.Detect(macro)).Code);
        var ole = Zip(("[Content_Types].xml", "<Types xmlns=\"x\"/>"u8.ToArray()), ("word/embeddings/oleObject1.bin", [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0, 0]));
        Assert.Equal("office-part", Assert.Throws<FileRefusedException>(() => Clean(ole, FileKind.Docx)).Code);
    }

    [Fact]
    public void A_zip_bomb_dressed_as_a_document_is_refused_before_it_fills_the_memory()
    {
        var bomb = Zip(("[Content_Types].xml", "<Types xmlns=\"x\"/>"u8.ToArray()), ("word/media/image1.png", new byte[200 * 1024 * 1024]));
        Assert.Equal("unpacks-too-large", Assert.Throws<FileRefusedException>(() => Clean(bomb, FileKind.Docx)).Code);
    }

    [Fact]
    public void Cut_and_garbled_files_are_refused_or_cleaned_but_never_break_or_hang_the_reader()
    {
        var seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        int refused = 0, cleaned = 0;
        foreach (var kind in Kinds)
            for (var round = 0; round < 60; round++)
            {
                var bytes = new PlantedFiles(round % 5).Make(kind);
                if (round % 3 == 0) bytes = bytes[..random.Next(bytes.Length)];
                else
                    for (var n = random.Next(1, 20); n > 0; n--)
                        bytes[random.Next(bytes.Length)] = round % 3 == 1 ? (byte)random.Next(256) : (byte)"0123456789<>[]()/R"[random.Next(18)];
                try
                {
                    Clean(bytes, kind);
                    cleaned++;
                }
                catch (FileRefusedException) { refused++; }
                try { FileType.Detect(new MemoryStream(bytes)); }
                catch (FileRefusedException) { }
            }
        output.WriteLine($"{refused} refused, {cleaned} cleaned");
        Assert.True(refused > 100);
    }

    [Theory, InlineData(FileKind.Jpeg), InlineData(FileKind.Png), InlineData(FileKind.Webp), InlineData(FileKind.Gif), InlineData(FileKind.Docx), InlineData(FileKind.Xlsx), InlineData(FileKind.Odt), InlineData(FileKind.Mp4)]
    public void A_file_that_was_cut_in_half_is_refused(FileKind kind)
    {
        var bytes = new PlantedFiles(9).Make(kind);
        Assert.Equal("damaged", Assert.Throws<FileRefusedException>(() => Clean(bytes[..(bytes.Length / 3)], kind)).Code);
    }
}
