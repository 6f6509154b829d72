using System.Globalization;
using System.Text;

namespace Uramost.Platform.Files;

/// <summary>
/// Writes a PDF anew from its catalogue: only what pages, outlines and forms reach in the newest revision, in a plain cross-reference.
/// Earlier revisions, deleted pages, what lies between objects and whatever nothing points to stay behind.
/// </summary>
/// <remarks>
/// Left out by name (ISO 32000): the information dictionary, XMP, private data of programs, thumbnails, article threads, embedded files,
/// scripts and actions that leave the document, signatures, form data in XML, geographic measures, and who wrote an annotation and when.
/// </remarks>
internal sealed class CleanPdf
{
    private static readonly HashSet<string> Left = ["Metadata", "PieceInfo", "LastModified", "JS", "JavaScript", "EmbeddedFiles", "AF", "AA", "XFA", "SigFlags", "Thumb", "OPI", "LGIDict", "VP",
        "SpiderInfo", "IDS", "URLS", "Threads", "Perms", "DSS", "Legal", "Collection", "Requirements", "CreatorInfo", "EF", "RF", "PTEX.FileName", "PTEX.InfoDict", "PTEX.PageNumber", "DocMDP", "Encrypt", "Author", "Creator", "Producer"];
    /// <summary>Dictionaries whose keys are free names of the document's own, not entries that mean something.</summary>
    private static readonly HashSet<string> Named = ["Font", "XObject", "ExtGState", "ColorSpace", "Pattern", "Shading", "Properties", "CharProcs", "Dests", "RoleMap", "ClassMap", "Colorants"];
    private static readonly HashSet<string> BannedActions = ["JavaScript", "Launch", "SubmitForm", "ImportData", "GoToR", "GoToE", "Rendition", "RichMediaExecute", "Sound", "Movie", "GoTo3DView"];
    private static readonly HashSet<string> BannedAnnotations = ["FileAttachment", "RichMedia", "Movie", "Sound", "Screen", "3D", "Projection"];
    private static readonly HashSet<string> Annotations = ["Text", "Link", "FreeText", "Line", "Square", "Circle", "Polygon", "PolyLine", "Highlight", "Underline", "Squiggly", "StrikeOut", "Stamp", "Caret", "Ink", "Popup", "Watermark", "Redact"];

    private readonly PdfFile file;
    private readonly Stream target;
    private readonly long limit;
    private readonly Dictionary<int, int> numbers = [];
    private readonly Queue<int> waiting = new();
    private readonly HashSet<int> pages = [];
    private readonly HashSet<int> named = [];
    private long written;
    private Removed removed;

    private CleanPdf(PdfFile file, Stream target, long limit) => (this.file, this.target, this.limit) = (file, target, limit);

    public static Removed Clean(byte[] bytes, Stream target, long limit) => new CleanPdf(new(bytes), target, limit).Write();

    private Removed Write()
    {
        FindPages();
        if (file.Trailer["Root"] is not PdfReference root) throw new InvalidDataException();
        var version = file.Bytes.AsSpan(0, Math.Min(1100, file.Bytes.Length)).IndexOf("%PDF-2"u8) >= 0 ? "2.0" : "1.7";
        Put("%PDF-" + version + "\n%\u00e2\u00e3\u00cf\u00d3\n");
        var offsets = new List<long>();
        Number(root.Number);
        while (waiting.TryDequeue(out var number))
        {
            offsets.Add(written);
            Put(offsets.Count.ToString(CultureInfo.InvariantCulture) + " 0 obj\n");
            switch (file.Object(number))
            {
                case PdfStream stream: PutStream(stream); break;
                case PdfDictionary dictionary: PutDictionary(dictionary, freeNames: named.Contains(number)); break;
                case var value: PutValue(value); break;
            }
            Put("\nendobj\n");
        }
        var start = written;
        Put($"xref\n0 {offsets.Count + 1}\n0000000000 65535 f \n");
        foreach (var offset in offsets) Put(offset.ToString("D10", CultureInfo.InvariantCulture) + " 00000 n \n");
        Put($"trailer\n<</Size {offsets.Count + 1}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n");
        return removed;
    }

    /// <summary>Only pages of the page tree are kept: structure or bookmarks may still point to pages that were deleted.</summary>
    private void FindPages()
    {
        var root = (PdfDictionary)file.Resolve(file.Trailer["Root"])!;
        var seen = new HashSet<int>();
        var work = new Stack<object?>([root["Pages"]]);
        while (work.TryPop(out var node))
        {
            if (node is not PdfReference reference || !seen.Add(reference.Number) || file.Resolve(node) is not PdfDictionary dictionary) continue;
            if (file.Resolve(dictionary["Kids"]) is List<object?> kids) foreach (var kid in kids) work.Push(kid);
            else pages.Add(reference.Number);
        }
        if (pages.Count == 0) throw new InvalidDataException();
    }

    private bool IsDeletedPage(int number) => !pages.Contains(number) && file.Object(number) is PdfDictionary d && d.Name("Type") == "Page";

    private int Number(int old)
    {
        if (numbers.TryGetValue(old, out var number)) return number;
        number = numbers.Count + 1;
        numbers.Add(old, number);
        waiting.Enqueue(old);
        return number;
    }

    private void Put(string text) => Put(Encoding.Latin1.GetBytes(text));

    private void Put(ReadOnlySpan<byte> bytes)
    {
        if ((written += bytes.Length) > limit) throw new FileRefusedException("unpacks-too-large", FileSize.Say(limit));
        target.Write(bytes);
    }

    private void PutValue(object? value)
    {
        switch (value)
        {
            case null: Put("null"); break;
            case bool b: Put(b ? "true" : "false"); break;
            case PdfNumber n: Put(n.Text); break;
            case PdfName n: PutName(n.Value); break;
            case PdfString s: PutString(s.Bytes); break;
            case PdfReference r:
                if (file.Object(r.Number) is null || IsDeletedPage(r.Number)) Put("null");
                else Put(Number(r.Number).ToString(CultureInfo.InvariantCulture) + " 0 R");
                break;
            case List<object?> list:
                Put("[");
                for (var i = 0; i < list.Count; i++)
                {
                    if (i > 0) Put(" ");
                    PutValue(list[i]);
                }
                Put("]");
                break;
            case PdfDictionary dictionary: PutDictionary(dictionary); break;
            default: throw new InvalidDataException();
        }
    }

    private void PutDictionary(PdfDictionary dictionary, HashSet<string>? without = null, IEnumerable<(string Key, object? Value)>? with = null, bool freeNames = false)
    {
        if (IsSignature(dictionary)) { removed |= Removed.Signature; Put("null"); return; }
        if (IsBannedAction(dictionary)) { removed |= Removed.Actions; Put("<<>>"); return; }
        if (dictionary.Name("Type") is "Metadata" or "EmbeddedFile") { Put("null"); return; }
        var annotation = dictionary.Entries.ContainsKey("Rect") && dictionary.Name("Subtype") is { } subtype && Annotations.Contains(subtype);
        var page = dictionary.Name("Type") == "Page";
        var specification = dictionary.Name("Type") is "Filespec" or "F" && dictionary.Name("FS") != "URL";
        Put("<<");
        foreach (var (key, value) in dictionary.Entries)
        {
            if (without?.Contains(key) == true) continue;
            if (Left.Contains(key) && !freeNames)
            {
                removed |= key switch { "EmbeddedFiles" or "EF" or "AF" => Removed.Attachments, "JS" or "JavaScript" or "AA" => Removed.Actions, "Perms" or "DSS" => Removed.Signature, _ => Removed.None };
                continue;
            }
            if (annotation && key is "T" or "M" or "CreationDate" or "NM" or "RC" or "Subj") continue;
            if (page && key == "B") continue;
            // A widget's dates and an attribute's owner elsewhere are harmless, but a modification date says when its author worked.
            if (key is "ModDate" or "CreationDate" && !freeNames) continue;
            var resolved = value is PdfReference or PdfDictionary ? file.Resolve(value) : value;
            if (resolved is PdfDictionary d)
            {
                if (IsBannedAction(d)) { removed |= Removed.Actions; continue; }
                if (IsSignature(d)) { removed |= Removed.Signature; continue; }
                if (d.Name("Type") is "Metadata") continue;
            }
            if (resolved is PdfStream s && s.Dictionary.Name("Type") is "Metadata" or "EmbeddedFile") continue;
            PutName(key);
            Put(" ");
            if (key == "Annots" && file.Resolve(value) is List<object?> annotations) PutValue(annotations.Where(a => !IsBannedAnnotation(a)).ToList());
            else if (key == "Next" && resolved is List<object?> actions) PutValue(actions.Where(a => file.Resolve(a) is not PdfDictionary x || !IsBannedAction(x)).ToList());
            else if (specification && key is "F" or "UF" or "DOS" or "Mac" or "Unix" && resolved is PdfString path) PutString(LastPart(path.Bytes));
            else if (Named.Contains(key) && value is PdfDictionary names) PutDictionary(names, freeNames: true);
            else
            {
                if (Named.Contains(key) && value is PdfReference elsewhere) named.Add(elsewhere.Number);
                PutValue(value);
            }
        }
        foreach (var (key, value) in with ?? [])
        {
            PutName(key);
            Put(" ");
            PutValue(value);
        }
        Put(">>");
    }

    private void PutStream(PdfStream stream)
    {
        var dictionary = stream.Dictionary;
        if (dictionary.Name("Type") is "Metadata" or "EmbeddedFile" or "XRef" or "ObjStm") { Put("null"); return; }
        ReadOnlySpan<byte> data = file.Bytes.AsSpan(stream.Start, stream.Length);
        HashSet<string> without = ["Length", "F", "FFilter", "FDecodeParms", "DL"];
        List<(string, object?)> with = [];
        var filters = file.Filters(dictionary);
        var picture = filters.FindIndex(f => f is "DCTDecode" or "DCT" or "JPXDecode");
        if (picture >= 0)
        {
            if (picture != filters.Count - 1) throw new InvalidDataException();
            var bytes = picture == 0 ? data.ToArray() : file.Decode(stream, stopBefore: filters[picture]);
            data = filters[picture] == "JPXDecode" ? CleanJpeg2000(bytes) : CleanJpeg.Clean(bytes, insideDocument: true);
            if (picture > 0)
            {
                without.UnionWith(["Filter", "DecodeParms"]);
                with.Add(("Filter", new PdfName(filters[picture])));
                if (file.Resolve(dictionary["DecodeParms"]) is List<object?> settings && settings.Count > picture && file.Resolve(settings[picture]) is PdfDictionary own) with.Add(("DecodeParms", own));
            }
        }
        with.Add(("Length", new PdfNumber(data.Length.ToString(CultureInfo.InvariantCulture))));
        PutDictionary(dictionary, without, with);
        Put("\nstream\n");
        Put(data);
        Put("\nendstream");
    }

    private static bool IsSignature(PdfDictionary d) => d.Entries.ContainsKey("ByteRange") || d.Name("Type") is "Sig" or "DocTimeStamp";

    private static bool IsBannedAction(PdfDictionary d) =>
        d.Name("S") is { } kind && BannedActions.Contains(kind) && d.Name("Type") is null or "Action" && !d.Entries.ContainsKey("P");

    private bool IsBannedAnnotation(object? value)
    {
        if (file.Resolve(value) is not PdfDictionary d || d.Name("Subtype") is not { } kind || !BannedAnnotations.Contains(kind)) return false;
        removed |= kind == "FileAttachment" ? Removed.Attachments : Removed.Actions;
        return true;
    }

    /// <summary>A file's name without the folders that lead to it; they tend to hold the name of their user.</summary>
    private static byte[] LastPart(byte[] path)
    {
        var at = path.AsSpan().LastIndexOfAny((byte)'/', (byte)'\\');
        if (at < 0) return path;
        var wide = path.Length > 2 && path[0] == 0xFE && path[1] == 0xFF;
        return wide ? [0xFE, 0xFF, .. path[(at + 1)..]] : path[(at + 1)..];
    }

    /// <summary>JPEG 2000 (ITU-T T.800 annex I): XML, UUID and other boxes beside header and code stream go.</summary>
    private static byte[] CleanJpeg2000(byte[] b)
    {
        if (b.Length < 12 || !b.AsSpan(4, 4).SequenceEqual("jP  "u8)) return b;
        var output = new MemoryStream(b.Length);
        for (var at = 0; at + 8 <= b.Length;)
        {
            long size = System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(b.AsSpan(at));
            if (size == 1) size = System.Buffers.Binary.BinaryPrimitives.ReadInt64BigEndian(b.AsSpan(at + 8));
            if (size == 0) size = b.Length - at;
            if (size < 8 || size > b.Length - at) throw new InvalidDataException();
            if (Encoding.Latin1.GetString(b, at + 4, 4) is "jP  " or "ftyp" or "jp2h" or "jp2c") output.Write(b, at, (int)size);
            at += (int)size;
        }
        return output.ToArray();
    }

    private void PutName(string name)
    {
        var text = new StringBuilder("/");
        foreach (var c in name)
            if (c is > '!' and <= '~' and not ('#' or '(' or ')' or '<' or '>' or '[' or ']' or '{' or '}' or '/' or '%')) text.Append(c);
            else text.Append('#').Append(((int)c).ToString("X2", CultureInfo.InvariantCulture));
        Put(text.ToString());
    }

    private void PutString(byte[] bytes)
    {
        var plain = new MemoryStream(bytes.Length + 8);
        plain.WriteByte((byte)'(');
        foreach (var b in bytes)
        {
            if (b is (byte)'(' or (byte)')' or (byte)'\\') { plain.WriteByte((byte)'\\'); plain.WriteByte(b); }
            else if (b == '\r') plain.Write("\\r"u8);
            else plain.WriteByte(b);
        }
        plain.WriteByte((byte)')');
        Put(plain.GetBuffer().AsSpan(0, (int)plain.Length));
    }
}
