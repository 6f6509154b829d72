using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using Uramost.Platform.Files;

namespace Uramost.Platform.Tests.Files;

/// <summary>
/// Files of every kind, made byte by byte, with a maker's name, device, program and place planted wherever the format has room for them.
/// Random parts come from a seed, so that a failure can be repeated.
/// </summary>
internal sealed class PlantedFiles(int seed)
{
    /// <summary>Strings that must be gone after cleaning.</summary>
    public static readonly string[] Planted = ["Arben Plantari", "Jelena Skrivena", "KameraNokia77", "UrednikPro9", "42.8914N20.8660E", "C:\\Users\\aplantari"];

    /// <summary>Content that must stay.</summary>
    public const string Content = "Zajednicki zakljucci";

    private readonly Random random = new(seed);

    private string Mark() => Planted[random.Next(Planted.Length)];
    private string Marks() => string.Join(" | ", Planted.OrderBy(_ => random.Next()));
    private byte[] Noise(int most)
    {
        var bytes = new byte[random.Next(8, most)];
        random.NextBytes(bytes);
        return bytes;
    }

    public static byte[] Join(params byte[][] parts) => [.. parts.SelectMany(p => p)];
    public static byte[] Latin(string s) => Encoding.Latin1.GetBytes(s);

    public byte[] Make(FileKind kind) => kind switch
    {
        FileKind.Jpeg => Jpeg(random.Next(1, 9)),
        FileKind.Png => Png(),
        FileKind.Webp => Webp(),
        FileKind.Gif => Gif(),
        FileKind.Pdf => random.Next(3) switch { 0 => Pdf(), 1 => PdfWithUpdate(), _ => PdfPacked() },
        FileKind.Docx => Docx(),
        FileKind.Xlsx => Xlsx(),
        FileKind.Pptx => Pptx(),
        FileKind.Odt => Odf("application/vnd.oasis.opendocument.text"),
        FileKind.Ods => Odf("application/vnd.oasis.opendocument.spreadsheet"),
        FileKind.Mp3 => Mp3(),
        FileKind.Mp4 => Mp4("isom"),
        FileKind.M4a => Mp4("M4A "),
        FileKind.Mov => Mp4("qt  "),
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    // --- pictures ---

    /// <summary>A TIFF block with orientation, maker, program, artist and a GPS directory.</summary>
    public byte[] ExifBlock(int orientation)
    {
        var texts = new List<byte>();
        var entries = new List<byte[]>();
        void Text(int tag, string text)
        {
            var bytes = Latin(text + "\0");
            entries.Add(Entry(tag, 2, bytes.Length, 8 + 2 + 12 * 6 + 4 + texts.Count));
            texts.AddRange(bytes);
        }
        entries.Add([.. Short(0x0112), .. Short(3), .. Long(1), .. Short(orientation), 0, 0]);
        Text(0x010F, "KameraNokia77");
        Text(0x0131, "UrednikPro9");
        Text(0x013B, "Arben Plantari");
        Text(0x8298, "Jelena Skrivena");
        Text(0x8825, "42.8914N20.8660E");
        return Join(Latin("MM"), Short(42), Long(8), Short(6), Join([.. entries]), Long(0), [.. texts]);

        static byte[] Short(int v) => [(byte)(v >> 8), (byte)v];
        static byte[] Long(int v) => [(byte)(v >> 24), (byte)(v >> 16), (byte)(v >> 8), (byte)v];
        static byte[] Entry(int tag, int type, int count, int offset) => Join(Short(tag), Short(type), Long(count), Long(offset));
    }

    public string Xmp() => $"<?xpacket begin='' id='W5M0MpCehiHzreSzNTczkc9d'?><x:xmpmeta xmlns:x='adobe:ns:meta/'>{Marks()}</x:xmpmeta><?xpacket end='w'?>";

    public byte[] Jpeg(int orientation)
    {
        static byte[] Segment(int marker, byte[] body) => Join([0xFF, (byte)marker, (byte)((body.Length + 2) >> 8), (byte)(body.Length + 2)], body);
        var quantisation = new byte[65];
        Array.Fill(quantisation, (byte)1, 1, 64);
        byte[] huffman = [0, 0, 1, 5, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11];
        return Join(
            [0xFF, 0xD8],
            Segment(0xE0, Join(Latin("JFIF\0"), [1, 1, 0, 0, 72, 0, 72, 1, 1], Latin("abc"))),
            Segment(0xE1, Join(Latin("Exif\0\0"), ExifBlock(orientation))),
            Segment(0xE1, Latin("http://ns.adobe.com/xap/1.0/\0" + Xmp())),
            Segment(0xE2, Join(Latin("ICC_PROFILE\0"), [1, 1], Latin("colours stay"))),
            Segment(0xE2, Latin("MPF\0" + Mark())),
            Segment(0xED, Latin("Photoshop 3.0\08BIM\x04\x04\0\0" + Marks())),
            Segment(0xEE, Join(Latin("Adobe"), [0, 100, 0, 0, 0, 0, 1])),
            Segment(0xE7, Latin(Marks())),
            Segment(0xFE, Latin(Marks())),
            Segment(0xDB, quantisation),
            Segment(0xC0, [8, 0, 8, 0, 8, 1, 1, 0x11, 0]),
            Segment(0xC4, huffman),
            Segment(0xC4, Join([0x10], huffman[1..])),
            Segment(0xDA, [1, 1, 0, 0, 63, 0]),
            [0x3F, 0xFF, 0x00, 0x7A, 0xFF, 0xD0, 0x11, 0x22],
            [0xFF, 0xD9],
            Latin("MotionPhoto" + Marks()), Noise(200));
    }

    public byte[] Png()
    {
        static byte[] Chunk(string type, byte[] body)
        {
            var head = new byte[8];
            BinaryPrimitives.WriteInt32BigEndian(head, body.Length);
            Latin(type).CopyTo(head, 4);
            var crc = new byte[4];
            BinaryPrimitives.WriteUInt32BigEndian(crc, Crc32.Of(Join(Latin(type), body)));
            return Join(head, body, crc);
        }
        return Join(
            [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A],
            Chunk("IHDR", [0, 0, 0, 2, 0, 0, 0, 2, 8, 0, 0, 0, 0]),
            Chunk("iCCP", Join(Latin("Arben Plantari\0\0"), Zlib(Latin("colours stay")))),
            Chunk("tEXt", Latin("Author\0" + Marks())),
            Chunk("zTXt", Join(Latin("Comment\0\0"), Zlib(Latin(Marks())))),
            Chunk("iTXt", Latin("XML:com.adobe.xmp\0\0\0\0\0" + Xmp())),
            Chunk("eXIf", ExifBlock(random.Next(1, 9))),
            Chunk("tIME", [7, 0xE6, 6, 28, 10, 0, 0]),
            Chunk("caBX", Latin(Marks())),
            Chunk("IDAT", Zlib([0, 1, 2, 0, 3, 4])),
            Chunk("IEND", []),
            Latin(Marks()));
    }

    public byte[] Webp()
    {
        static byte[] Chunk(string type, byte[] body)
        {
            var head = new byte[8];
            Latin(type).CopyTo(head, 0);
            BinaryPrimitives.WriteInt32LittleEndian(head.AsSpan(4), body.Length);
            return Join(head, body, body.Length % 2 == 1 ? [0] : []);
        }
        var body = Join(Latin("WEBP"),
            Chunk("VP8X", [0x2C, 0, 0, 0, 0, 0, 0, 0, 0, 0]),
            Chunk("ICCP", Latin("colours stay")),
            random.Next(2) == 0 ? Chunk("VP8L", [0x2F, 0, 0, 0, 0, 1, 2, 3]) : Join(Chunk("ANIM", new byte[6]), Chunk("ANMF", Join(new byte[16], Chunk("VP8L", [0x2F, 0, 0, 0, 0, 9]), Chunk("NOTE", Latin(Marks()))))),
            Chunk("EXIF", ExifBlock(6)),
            Chunk("XMP ", Latin(Xmp())),
            Chunk("CAMR", Latin(Mark())));
        var head = new byte[8];
        Latin("RIFF").CopyTo(head, 0);
        BinaryPrimitives.WriteInt32LittleEndian(head.AsSpan(4), body.Length);
        return Join(head, body);
    }

    public byte[] Gif()
    {
        static byte[] Join2(byte[][] parts, byte[] end) => Join([.. parts, end]);
        static byte[] Sub(byte[] data) => Join2([.. data.Chunk(255).Select(c => Join([(byte)c.Length], c))], [0]);
        return Join(
            Latin("GIF89a"), [1, 0, 1, 0, 0x80, 0, 0], [0, 0, 0, 255, 255, 255],
            [0x21, 0xFE], Sub(Latin(Marks())),
            [0x21, 0xFF, 11], Latin("NETSCAPE2.0"), [3, 1, 0, 0, 0],
            [0x21, 0xFF, 11], Latin("XMP DataXMP"), Sub(Latin(Xmp())),
            [0x21, 0xFF, 11], Latin("KameraNokia"), Sub(Latin(Mark())),
            [0x21, 0xF9, 4, 0, 0, 0, 0, 0],
            [0x2C, 0, 0, 0, 0, 1, 0, 1, 0, 0], [2], [2, 0x4C, 0x01, 0],
            [0x3B], Latin(Marks()));
    }

    // --- PDF ---

    public static byte[] Zlib(byte[] data)
    {
        var output = new MemoryStream();
        using (var z = new ZLibStream(output, CompressionLevel.Optimal, leaveOpen: true)) z.Write(data);
        return output.ToArray();
    }

    /// <summary>Writes objects with their offsets: revisions follow each other as incremental updates.</summary>
    public sealed class PdfBuilder
    {
        public MemoryStream Out { get; } = new();
        public SortedDictionary<int, long> Offsets { get; } = [];
        public long Previous { get; private set; } = -1;
        public PdfBuilder() => Put("%PDF-1.5\n%\u00e2\u00e3\u00cf\u00d3\n");
        public void Put(string s) => Out.Write(Latin(s));
        public void Object(int number, string body) { Offsets[number] = Out.Position; Put($"{number} 0 obj\n{body}\nendobj\n"); }
        public void Stream(int number, string entries, byte[] data)
        {
            Offsets[number] = Out.Position;
            Put($"{number} 0 obj\n<<{entries}/Length {data.Length}>>\nstream\n");
            Out.Write(data);
            Put("\nendstream\nendobj\n");
        }
        public void Finish(string trailer)
        {
            var at = Out.Position;
            Put("xref\n");
            foreach (var (number, offset) in Offsets) Put($"{number} 1\n{offset:D10} 00000 n \n");
            Put($"trailer\n<<{trailer}{(Previous >= 0 ? $"/Prev {Previous}" : "")}>>\nstartxref\n{at}\n%%EOF\n");
            Offsets.Clear();
            Previous = at;
        }
        public byte[] ToArray() => Out.ToArray();
    }

    private static string Hex(string text) => "<FEFF" + Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(text)) + ">";
    private static string Escaped(string text) => "(" + text.Replace("\\", "\\\\") + ")";

    private void PdfBody(PdfBuilder b, string content = Content)
    {
        b.Object(1, "<</Type/Catalog/Pages 2 0 R/Metadata 7 0 R/OpenAction<</S/JavaScript/JS(app.alert\\('Arben Plantari'\\))>>/PieceInfo<</UrednikPro9<</Private(Jelena Skrivena)>>>>"
            + "/Names<</EmbeddedFiles<</Names[(x)9 0 R]>>/JavaScript<</Names[(j)12 0 R]>>>>/AcroForm<</Fields[13 0 R]/SigFlags 3/XFA(Arben Plantari)>>/Lang(sr)>>");
        b.Object(2, "<</Type/Pages/Kids[3 0 R]/Count 1>>");
        b.Object(3, "<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]/Contents 4 0 R/Resources<</Font<</JS 5 0 R>>/XObject<</Thumb 11 0 R>>>>/Annots[8 0 R 14 0 R 13 0 R]/LastModified(D:2022)/PieceInfo<</A(Arben Plantari)>>/Thumb 15 0 R>>");
        b.Stream(4, "/Filter/FlateDecode", Zlib(Latin($"BT /JS 18 Tf 20 100 Td ({content}) Tj ET /Thumb Do")));
        b.Object(5, "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>");
        b.Object(6, $"<</Author{Hex("Arben Plantari")}/Creator(UrednikPro9)/Producer(KameraNokia77)/Title({Mark().Replace("\\", "/")})/CreationDate(D:20220628)>>");
        b.Stream(7, "/Type/Metadata/Subtype/XML", Latin(Xmp()));
        b.Object(8, $"<</Type/Annot/Subtype/Text/Rect[0 0 9 9]/Contents(pazi)/T{Escaped("Arben Plantari")}/M(D:2022)/RC(Jelena Skrivena)/Subj(KameraNokia77)>>");
        b.Object(9, $"<</Type/Filespec/F{Escaped("C:\\Users\\aplantari\\x.txt")}/EF<</F 10 0 R>>>>");
        b.Stream(10, "/Type/EmbeddedFile", Latin(Marks()));
        b.Stream(11, "/Type/XObject/Subtype/Image/Width 8/Height 8/BitsPerComponent 8/ColorSpace/DeviceGray/Filter/DCTDecode/Metadata 7 0 R", Jpeg(1));
        b.Object(12, "<</S/JavaScript/JS(Jelena Skrivena)>>");
        b.Object(13, "<</FT/Sig/T(potpis)/Subtype/Widget/Type/Annot/Rect[0 0 0 0]/V 16 0 R/P 3 0 R>>");
        b.Object(14, "<</Type/Annot/Subtype/FileAttachment/Rect[0 0 9 9]/FS 9 0 R/T(Arben Plantari)>>");
        b.Stream(15, "/Width 1/Height 1", Latin(Mark()));
        b.Object(16, "<</Type/Sig/Filter/Adobe.PPKLite/ByteRange[0 1 2 3]/Contents<00>/Name(Jelena Skrivena)/Location(42.8914N20.8660E)>>");
    }

    public byte[] Pdf()
    {
        var b = new PdfBuilder();
        PdfBody(b);
        b.Put("% " + Marks() + "\n");
        b.Finish("/Size 20/Root 1 0 R/Info 6 0 R");
        return b.ToArray();
    }

    /// <summary>A second revision replaces the text and deletes a page that a bookmark still points to.</summary>
    public byte[] PdfWithUpdate()
    {
        var b = new PdfBuilder();
        PdfBody(b, "Nacrt: Arben Plantari");
        b.Object(17, "<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]/Contents 18 0 R>>");
        b.Stream(18, "/Filter/FlateDecode", Zlib(Latin("BT (Jelena Skrivena) Tj ET")));
        b.Object(19, "<</Title(strana)/Dest[17 0 R/Fit]/Parent 20 0 R>>");
        b.Finish("/Size 21/Root 1 0 R/Info 6 0 R");
        b.Stream(4, "/Filter/FlateDecode", Zlib(Latin($"BT /JS 18 Tf 20 100 Td ({Content}) Tj ET")));
        b.Object(6, "<</Author(Jelena Skrivena)/ModDate(D:2023)>>");
        b.Object(20, "<</Type/Outlines/First 19 0 R/Last 19 0 R/Count 1>>");
        b.Object(1, "<</Type/Catalog/Pages 2 0 R/Metadata 7 0 R/Outlines 20 0 R>>");
        b.Finish("/Size 21/Root 1 0 R/Info 6 0 R");
        return b.ToArray();
    }

    /// <summary>Objects lie in a compressed object stream and the cross-reference is a stream with a predictor.</summary>
    public byte[] PdfPacked()
    {
        var b = new PdfBuilder();
        b.Stream(4, "/Filter/FlateDecode", Zlib(Latin($"BT /F1 18 Tf 20 100 Td ({Content}) Tj ET")));
        b.Stream(7, "/Type/Metadata/Subtype/XML/Filter/FlateDecode", Zlib(Latin(Xmp())));
        string[] bodies =
        [
            "<</Type/Catalog/Pages 2 0 R/Metadata 7 0 R/PieceInfo<</X(Arben Plantari)>>>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>/Annots[8 0 R]>>",
            "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>", $"<</Author{Hex("Arben Plantari")}/Producer(UrednikPro9)>>",
            "<</Type/Annot/Subtype/Highlight/Rect[0 0 9 9]/QuadPoints[0 9 9 9 0 0 9 0]/T(Jelena Skrivena)>>",
        ];
        int[] numbers = [1, 2, 3, 5, 6, 8];
        var header = new StringBuilder();
        var text = new StringBuilder();
        for (var i = 0; i < bodies.Length; i++)
        {
            header.Append(CultureInfo.InvariantCulture, $"{numbers[i]} {text.Length} ");
            text.Append(bodies[i]).Append(' ');
        }
        b.Stream(9, $"/Type/ObjStm/N {numbers.Length}/First {header.Length}/Filter/FlateDecode", Zlib(Latin(header.ToString() + text)));
        var at = b.Out.Position;
        var rows = new List<byte[]>();
        for (var n = 0; n <= 10; n++)
        {
            var packed = Array.IndexOf(numbers, n);
            var offset = n == 10 ? at : b.Offsets.GetValueOrDefault(n);
            rows.Add(packed >= 0 ? [2, 0, 0, 9, (byte)packed] : offset > 0 ? [1, (byte)(offset >> 16), (byte)(offset >> 8), (byte)offset, 0] : [0, 0, 0, 0, 0]);
        }
        var predicted = rows.SelectMany((row, i) => (byte[])[2, .. row.Select((x, j) => (byte)(x - (i > 0 ? rows[i - 1][j] : 0)))]).ToArray();
        b.Stream(10, "/Type/XRef/Size 11/W[1 3 1]/Root 1 0 R/Info 6 0 R/Filter/FlateDecode/DecodeParms<</Predictor 12/Columns 5>>", Zlib(predicted));
        b.Put($"startxref\n{at}\n%%EOF\n");
        return b.ToArray();
    }

    // --- office ---

    public static byte[] Zip(params (string Name, byte[] Body)[] parts)
    {
        var output = new MemoryStream();
        using (var zip = new ZipArchive(output, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var (name, body) in parts)
            {
                using var to = zip.CreateEntry(name, name == "mimetype" ? CompressionLevel.NoCompression : CompressionLevel.Optimal).Open();
                to.Write(body);
            }
        return output.ToArray();
    }

    private static byte[] Utf8(string s) => Encoding.UTF8.GetBytes("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>" + s);
    private const string W = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";
    private const string R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    private byte[] Types(string main, string type, params (string Part, string Type)[] more) => Utf8(
        "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
        + "<Default Extension=\"xml\" ContentType=\"application/xml\"/><Default Extension=\"jpeg\" ContentType=\"image/jpeg\"/><Default Extension=\"png\" ContentType=\"image/png\"/><Default Extension=\"bin\" ContentType=\"application/x-bin\"/><Default Extension=\"docx\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document\"/>"
        + $"<Override PartName=\"{main}\" ContentType=\"application/vnd.openxmlformats-officedocument.{type}.main+xml\"/>"
        + "<Override PartName=\"/docProps/core.xml\" ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/><Override PartName=\"/docProps/app.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.extended-properties+xml\"/><Override PartName=\"/docProps/custom.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.custom-properties+xml\"/>"
        + string.Concat(more.Select(m => $"<Override PartName=\"{m.Part}\" ContentType=\"{m.Type}\"/>")) + "</Types>");

    private static byte[] Rels(params (string Id, string Type, string Target, bool External)[] rels) => Utf8(
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
        + string.Concat(rels.Select(r => $"<Relationship Id=\"{r.Id}\" Type=\"{(r.Type.StartsWith("http") ? r.Type : R + "/" + r.Type)}\" Target=\"{r.Target}\"{(r.External ? " TargetMode=\"External\"" : "")}/>")) + "</Relationships>");

    private (string, byte[])[] Properties(string main) =>
    [
        ("_rels/.rels", Rels(("r1", "officeDocument", main, false), ("r2", "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties", "docProps/core.xml", false),
            ("r3", "extended-properties", "docProps/app.xml", false), ("r4", "http://schemas.openxmlformats.org/package/2006/relationships/metadata/thumbnail", "docProps/thumbnail.jpeg", false), ("r5", "custom-properties", "docProps/custom.xml", false))),
        ("docProps/core.xml", Utf8($"<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:creator>{Marks()}</dc:creator><cp:lastModifiedBy>Jelena Skrivena</cp:lastModifiedBy></cp:coreProperties>")),
        ("docProps/app.xml", Utf8($"<Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties\"><Application>UrednikPro9</Application><Company>{Mark()}</Company></Properties>")),
        ("docProps/custom.xml", Utf8($"<Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/custom-properties\" xmlns:vt=\"x\"><property name=\"a\"><vt:lpwstr>{Mark()}</vt:lpwstr></property></Properties>")),
        ("docProps/thumbnail.jpeg", Jpeg(1)),
    ];

    public byte[] Docx() => Zip([
        ("[Content_Types].xml", Types("/word/document.xml", "wordprocessingml.document", ("/word/comments.xml", "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"), ("/word/people.xml", "application/vnd.openxmlformats-officedocument.wordprocessingml.people+xml"),
            ("/word/settings.xml", "application/vnd.openxmlformats-officedocument.wordprocessingml.settings+xml"), ("/customXml/itemProps1.xml", "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"))),
        .. Properties("word/document.xml"),
        ("word/_rels/document.xml.rels", Rels(("r1", "comments", "comments.xml", false), ("r2", "settings", "settings.xml", false), ("r3", "image", "media/image1.jpeg", false), ("r4", "customXml", "../customXml/item1.xml", false), ("r5", "hyperlink", "file:///C:\\Users\\aplantari\\plan.docx", true), ("r6", "http://schemas.microsoft.com/office/2011/relationships/people", "people.xml", false))),
        ("word/_rels/settings.xml.rels", Rels(("t", "attachedTemplate", "file:///C:\\Users\\aplantari\\Normal.dotm", true))),
        ("word/document.xml", Utf8($"<w:document {W}><!-- Arben Plantari --><w:body><w:p w:rsidR=\"00AB12CD\" w:rsidRDefault=\"00AB12CD\"><w:ins w:id=\"1\" w:author=\"Arben Plantari\" w:date=\"2022-06-28T10:00:00Z\"><w:r w:rsidR=\"00AB12CD\"><w:t xml:space=\"preserve\">{Content} </w:t></w:r></w:ins><w:del w:id=\"2\" w:author=\"Jelena Skrivena\"><w:r><w:delText>staro</w:delText></w:r></w:del></w:p></w:body></w:document>")),
        ("word/comments.xml", Utf8($"<w:comments {W}><w:comment w:id=\"0\" w:author=\"Arben Plantari\" w:initials=\"AP\" w:date=\"2022-06-28T10:00:00Z\"><w:p><w:r><w:t>napomena</w:t></w:r></w:p></w:comment></w:comments>")),
        ("word/people.xml", Utf8("<w15:people xmlns:w15=\"http://schemas.microsoft.com/office/word/2012/wordml\"><w15:person w15:author=\"Arben Plantari\"><w15:presenceInfo w15:providerId=\"AD\" w15:userId=\"Jelena Skrivena\"/></w15:person></w15:people>")),
        ("word/settings.xml", Utf8($"<w:settings {W} xmlns:r=\"{R}\"><w:attachedTemplate r:id=\"t\"/><w:rsids><w:rsidRoot w:val=\"00AB12CD\"/></w:rsids><w:docVars><w:docVar w:name=\"a\" w:val=\"{Mark()}\"/></w:docVars></w:settings>")),
        ("word/media/image1.jpeg", Jpeg(6)),
        ("word/embeddings/inner.docx", Zip([("[Content_Types].xml", Types("/word/document.xml", "wordprocessingml.document")), .. Properties("word/document.xml"), ("word/document.xml", Utf8($"<w:document {W}><w:body/></w:document>"))])),
        ("customXml/item1.xml", Utf8($"<p>{Marks()}</p>")), ("customXml/itemProps1.xml", Utf8("<p/>")),
        ("docMetadata/LabelInfo.xml", Utf8($"<l>{Mark()}</l>")),
    ]);

    public byte[] Xlsx() => Zip([
        ("[Content_Types].xml", Types("/xl/workbook.xml", "spreadsheetml.sheet", ("/xl/comments1.xml", "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"))),
        .. Properties("xl/workbook.xml"),
        ("xl/_rels/workbook.xml.rels", Rels(("r1", "worksheet", "worksheets/sheet1.xml", false), ("r2", "http://schemas.microsoft.com/office/2017/10/relationships/person", "persons/person.xml", false))),
        ("xl/workbook.xml", Utf8($"<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\"{R}\" xmlns:x15ac=\"http://schemas.microsoft.com/office/spreadsheetml/2010/11/ac\"><fileSharing userName=\"Arben Plantari\"/><x15ac:absPath url=\"C:\\Users\\aplantari\\\"/><sheets><sheet name=\"A\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>")),
        ("xl/worksheets/sheet1.xml", Utf8($"<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\"{R}\"><sheetData><row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>{Content}</t></is></c></row></sheetData><pageSetup orientation=\"portrait\" r:id=\"r9\"/></worksheet>")),
        ("xl/worksheets/_rels/sheet1.xml.rels", Rels(("r9", "printerSettings", "../printerSettings/printerSettings1.bin", false), ("r8", "comments", "../comments1.xml", false))),
        ("xl/printerSettings/printerSettings1.bin", Encoding.Unicode.GetBytes("KameraNokia77")),
        ("xl/comments1.xml", Utf8("<comments xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><authors><author>Arben Plantari</author></authors><commentList/></comments>")),
        ("xl/persons/person.xml", Utf8("<personList xmlns=\"http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments\"><person displayName=\"Jelena Skrivena\" id=\"{1}\" userId=\"Arben Plantari\" providerId=\"AD\"/></personList>")),
        ("xl/pivotCache/pivotCacheDefinition1.xml", Utf8("<pivotCacheDefinition xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" refreshedBy=\"Arben Plantari\"/>")),
        ("xl/connections.xml", Utf8("<connections xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><connection id=\"1\" name=\"c\" sourceFile=\"C:\\Users\\aplantari\\x.mdb\"><dbPr connection=\"User=Jelena Skrivena\"/></connection></connections>")),
        ("xl/media/image1.png", Png()),
    ]);

    public byte[] Pptx() => Zip([
        ("[Content_Types].xml", Types("/ppt/presentation.xml", "presentationml.presentation", ("/ppt/commentAuthors.xml", "application/vnd.openxmlformats-officedocument.presentationml.commentAuthors+xml"))),
        .. Properties("ppt/presentation.xml"),
        ("ppt/presentation.xml", Utf8("<p:presentation xmlns:p=\"http://schemas.openxmlformats.org/presentationml/2006/main\"/>")),
        ("ppt/slides/slide1.xml", Utf8($"<p:sld xmlns:p=\"http://schemas.openxmlformats.org/presentationml/2006/main\" xmlns:a=\"a\"><p:cNvPr id=\"2\" name=\"x\" descr=\"C:\\Users\\aplantari\\slika.jpg\"/><a:t>{Content}</a:t></p:sld>")),
        ("ppt/commentAuthors.xml", Utf8("<p:cmAuthorLst xmlns:p=\"http://schemas.openxmlformats.org/presentationml/2006/main\"><p:cmAuthor id=\"1\" name=\"Arben Plantari\" initials=\"AP\"/></p:cmAuthorLst>")),
        ("ppt/authors.xml", Utf8("<p188:authorLst xmlns:p188=\"http://schemas.microsoft.com/office/powerpoint/2018/8/main\"><p188:author id=\"{1}\" name=\"Jelena Skrivena\" initials=\"JS\" userId=\"Arben Plantari\" providerId=\"AD\"/></p188:authorLst>")),
        ("ppt/media/image1.jpeg", Jpeg(3)), ("ppt/media/media1.mp4", Mp4("isom")), ("ppt/media/image2.svg", Utf8($"<svg xmlns=\"http://www.w3.org/2000/svg\"><!-- {Mark()} --><metadata>{Marks()}</metadata><path d=\"M0 0\"/></svg>")),
    ]);

    public byte[] Odf(string type)
    {
        const string ns = "xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:meta=\"urn:oasis:names:tc:opendocument:xmlns:meta:1.0\" xmlns:config=\"urn:oasis:names:tc:opendocument:xmlns:config:1.0\"";
        return Zip(
            ("mimetype", Latin(type)),
            ("content.xml", Utf8($"<office:document-content {ns}><office:body><text:p>{Content}<office:annotation><dc:creator>Arben Plantari</dc:creator><meta:creator-initials>Jelena Skrivena</meta:creator-initials><text:p>napomena</text:p></office:annotation></text:p></office:body></office:document-content>")),
            ("styles.xml", Utf8($"<office:document-styles {ns}/>")),
            ("meta.xml", Utf8($"<office:document-meta {ns}><office:meta><meta:generator>UrednikPro9</meta:generator><meta:initial-creator>{Marks()}</meta:initial-creator></office:meta></office:document-meta>")),
            ("settings.xml", Utf8($"<office:document-settings {ns}><config:config-item config:name=\"PrinterName\">KameraNokia77</config:config-item><config:config-item config:name=\"X\">1</config:config-item></office:document-settings>")),
            ("Thumbnails/thumbnail.png", Png()), ("Pictures/a.jpg", Jpeg(1)), ("Object 1/meta.xml", Utf8($"<office:document-meta {ns}>{Mark()}</office:document-meta>")),
            ("META-INF/manifest.xml", Utf8("<manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\"><manifest:file-entry manifest:full-path=\"Thumbnails/thumbnail.png\" manifest:media-type=\"image/png\"/><manifest:file-entry manifest:full-path=\"content.xml\" manifest:media-type=\"text/xml\"/></manifest:manifest>")));
    }

    // --- recordings ---

    private static byte[] Box(string type, params byte[][] body)
    {
        var inner = Join(body);
        var head = new byte[8];
        BinaryPrimitives.WriteInt32BigEndian(head, inner.Length + 8);
        Latin(type).CopyTo(head, 4);
        return Join(head, inner);
    }

    private static byte[] U32(params int[] values)
    {
        var bytes = new byte[values.Length * 4];
        for (var i = 0; i < values.Length; i++) BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(i * 4), values[i]);
        return bytes;
    }

    /// <summary>A film with one picture track and a track of positions; the samples of both lie in <c>mdat</c>, which follows <c>ftyp</c>.</summary>
    public byte[] Mp4(string brand)
    {
        var ftyp = Box("ftyp", Latin(brand), U32(0), Latin(brand == "isom" ? "mp42" : brand));
        var film = Latin(Content);
        var positions = Latin("42.8914N20.8660E KameraNokia77");
        var mdat = Box("mdat", film, positions);
        byte[] Track(string handler, string entry, int at, int length) => Box("trak",
            Box("tkhd", U32(0, 777, 888, 1, 0, 0), new byte[60]),
            Box("mdia",
                Box("mdhd", U32(0, 777, 888, 600, 600, 0)),
                Box("hdlr", U32(0, 0), Latin(handler), new byte[12], Latin("Jelena Skrivena\0")),
                Box("minf", Box("stbl",
                    Box("stsd", U32(0, 1), Box(entry, new byte[42], [11], Latin("KameraNokia77".PadRight(31, '\0')), [0, 24, 0xFF, 0xFF])),
                    Box("stts", U32(0, 1, 1, 1)), Box("stsc", U32(0, 1, 1, 1, 1)), Box("stsz", U32(0, 0, 1, length)), Box("stco", U32(0, 1, at))))),
            Box("udta", Box("name", Latin(Mark()))));
        return Join(ftyp, mdat,
            Box("moov",
                Box("mvhd", U32(0, 777, 888, 600, 600), new byte[80]),
                Track("vide", "avc1", ftyp.Length + 8, film.Length),
                Track("meta", "mebx", ftyp.Length + 8 + film.Length, positions.Length),
                Box("meta", U32(0), Box("ilst", Latin(Marks()))),
                Box("udta", Box("\u00a9xyz", Latin("42.8914N20.8660E")), Box("XMP_", Latin(Xmp())), Box("\u00a9mod", Latin("KameraNokia77")))),
            Box("uuid", Latin(Xmp())), Box("free", Latin(Marks())));
    }

    public byte[] Mp3()
    {
        var tag = Join(Latin("TPE1"), U32(Marks().Length), [0, 0], Latin(Marks()));
        byte[] frame = Join([0xFF, 0xFB, 0x90, 0x00], new byte[413]);
        var first = (byte[])frame.Clone();
        Latin("Xing").CopyTo(first, 36);
        Latin("LAME3.100").CopyTo(first, 156);
        return Join(
            Latin("ID3"), [4, 0, 0, 0, 0, (byte)(tag.Length >> 7), (byte)(tag.Length & 0x7F)], tag,
            first, frame, frame, Latin("APETAGEX" + Marks()), frame,
            Latin("APETAGEX"), Latin(Marks()), Latin("TAG"), Latin("Arben Plantari".PadRight(125, '\0')));
    }
}
