using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml;

namespace Uramost.Platform.Files;

/// <summary>What both families of office files share: a ZIP read with limits and written anew, XML passed through a filter, pictures cleaned.</summary>
internal static partial class OfficePackage
{
    private const long MostUnpacked = 1024L * 1024 * 1024;
    private const int MostParts = 20_000;

    /// <summary>All parts by name.</summary>
    /// <exception cref="FileRefusedException"><c>unpacks-too-large</c> when the archive expands beyond reason.</exception>
    public static Dictionary<string, ZipArchiveEntry> Parts(ZipArchive zip, long packed)
    {
        if (zip.Entries.Count > MostParts) throw new FileRefusedException("unpacks-too-large", FileSize.Say(MostUnpacked));
        var parts = new Dictionary<string, ZipArchiveEntry>(StringComparer.OrdinalIgnoreCase);
        foreach (var entry in zip.Entries)
        {
            if (entry.FullName.EndsWith('/')) continue;
            if (entry.FullName.Contains("..") || entry.FullName.StartsWith('/') || entry.FullName.Contains('\\') || !parts.TryAdd(entry.FullName, entry)) throw new InvalidDataException();
        }
        return parts;
    }

    /// <summary>Counts what comes out of all parts together; above 50 MB also against the packed size.</summary>
    public sealed class Budget(long packed)
    {
        private long total;
        public Stream Open(ZipArchiveEntry entry) => new LimitedStream(entry.Open(), MostUnpacked, Count);
        private void Count(int bytes)
        {
            total += bytes;
            if (total > MostUnpacked || (total > 50 * 1024 * 1024 && total > packed * 250)) throw new FileRefusedException("unpacks-too-large", FileSize.Say(MostUnpacked));
        }
    }

    public static readonly XmlReaderSettings Reading = new()
    {
        DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, IgnoreComments = true, IgnoreProcessingInstructions = true, CloseInput = true,
    };

    private static readonly XmlWriterSettings Writing = new() { Encoding = new UTF8Encoding(false), CloseOutput = false, NewLineHandling = NewLineHandling.Entitize };

    /// <summary>What to do with an element, its attributes and its text.</summary>
    public interface IFilter
    {
        bool Skip(XmlReader element);
        /// <summary>The attribute's value, or null to leave it out.</summary>
        string? Attribute(string element, XmlReader attribute);
        string Text(string element, string text) => text;
    }

    /// <summary>Passes an XML part through a filter, node by node, whatever its size. Comments and processing instructions go.</summary>
    public static void Filter(Stream source, Stream target, IFilter filter)
    {
        using var reader = XmlReader.Create(source, Reading);
        using var writer = XmlWriter.Create(target, Writing);
        var open = new Stack<string>();
        reader.Read();
        while (!reader.EOF)
        {
            switch (reader.NodeType)
            {
                case XmlNodeType.Element when open.Count > 0 && filter.Skip(reader):
                    reader.Skip();
                    continue;
                case XmlNodeType.Element:
                    if (open.Count > 400) throw new InvalidDataException();
                    var (name, empty) = (reader.LocalName, reader.IsEmptyElement);
                    writer.WriteStartElement(reader.Prefix, name, reader.NamespaceURI);
                    if (reader.MoveToFirstAttribute())
                    {
                        do
                        {
                            var value = reader.NamespaceURI == "http://www.w3.org/2000/xmlns/" ? reader.Value : filter.Attribute(name, reader);
                            if (value is not null) writer.WriteAttributeString(reader.Prefix, reader.LocalName, reader.NamespaceURI, value);
                        }
                        while (reader.MoveToNextAttribute());
                    }
                    if (empty) writer.WriteEndElement(); else open.Push(name);
                    break;
                case XmlNodeType.EndElement: open.Pop(); writer.WriteFullEndElement(); break;
                case XmlNodeType.Text or XmlNodeType.CDATA: writer.WriteString(filter.Text(open.Peek(), reader.Value)); break;
                case XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace when open.Count > 0: writer.WriteWhitespace(reader.Value); break;
                case XmlNodeType.XmlDeclaration: writer.WriteStartDocument(true); break;
            }
            reader.Read();
        }
    }

    /// <summary>Cleans a picture, a recording or a document inside a document; vector pictures lose their description.</summary>
    /// <exception cref="FileRefusedException"><c>office-part</c> when it is of a kind that cannot be cleaned.</exception>
    public static Removed Media(Stream source, string name, Stream target, int depth)
    {
        if (depth > 3) throw new FileRefusedException("office-part", name);
        var bytes = new MemoryStream();
        source.CopyTo(bytes);
        bytes.Position = 0;
        var extension = Path.GetExtension(name).TrimStart('.').ToLowerInvariant();
        if (extension is "emf" or "wmf")
        {
            target.Write(Metafile(bytes.ToArray()));
            return Removed.None;
        }
        if (extension == "svg")
        {
            Filter(bytes, target, new Svg());
            return Removed.None;
        }
        FileKind kind;
        try { kind = FileType.Detect(bytes); }
        catch (FileRefusedException) { throw new FileRefusedException("office-part", name); }
        if (kind.IsText()) throw new FileRefusedException("office-part", name);
        bytes.Position = 0;
        return MetadataRemoval.Clean(bytes, kind, target, depth + 1);
    }

    /// <summary>An enhanced metafile's header may name the program and the picture (MS-EMF 2.2.9).</summary>
    private static byte[] Metafile(byte[] b)
    {
        if (b.Length < 88 || BitConverter.ToUInt32(b, 0) != 1 || BitConverter.ToUInt32(b, 40) != 0x464D4520) return b;
        long count = BitConverter.ToUInt32(b, 60), at = BitConverter.ToUInt32(b, 64);
        if (count > 0 && at >= 88 && at + count * 2 <= b.Length) b.AsSpan((int)at, (int)count * 2).Clear();
        return b;
    }

    private sealed class Svg : IFilter
    {
        public bool Skip(XmlReader e) => e.LocalName is "metadata" or "namedview" or "script" or "foreignObject" || e.NamespaceURI.Contains("sodipodi") || e.NamespaceURI.Contains("inkscape") || e.NamespaceURI.Contains("adobe");
        public string? Attribute(string element, XmlReader a) => a.NamespaceURI.Contains("sodipodi") || a.NamespaceURI.Contains("inkscape") || a.LocalName.StartsWith("on", StringComparison.OrdinalIgnoreCase) ? null : a.Value;
    }

    /// <summary>A path on somebody's disk, reduced to the file's name; anything else unchanged.</summary>
    public static string WithoutFolders(string value)
    {
        if (!LocalPath().IsMatch(value)) return value;
        return value[(value.LastIndexOfAny(['/', '\\']) + 1)..];
    }

    [GeneratedRegex(@"^(file:|[A-Za-z]:[\\/]|\\\\|/Users/|/home/)", RegexOptions.IgnoreCase)]
    private static partial Regex LocalPath();

    public static Stream NewPart(ZipArchive zip, string name, CompressionLevel level = CompressionLevel.Optimal)
    {
        var entry = zip.CreateEntry(name, level);
        entry.LastWriteTime = new DateTimeOffset(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);
        return entry.Open();
    }
}

/// <summary>
/// DOCX, XLSX and PPTX (ECMA-376): properties are emptied, authors of comments and tracked changes replaced by a dash, revision marks of
/// sessions removed, pictures inside cleaned; macros, and parts that nobody can look into, are refused.
/// </summary>
internal static class CleanOffice
{
    private const string Nobody = "-";
    private const string Relationships = "http://schemas.openxmlformats.org/package/2006/relationships";

    public static Removed Clean(Stream source, Stream target, int depth)
    {
        using var zip = new ZipArchive(source, ZipArchiveMode.Read, leaveOpen: true);
        var parts = OfficePackage.Parts(zip, source.Length);
        var budget = new OfficePackage.Budget(source.Length);
        var dropped = parts.Keys.Where(IsDropped).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var removed = parts.Keys.Any(IsSignature) ? Removed.Signature : Removed.None;
        using var output = new ZipArchive(target, ZipArchiveMode.Create, leaveOpen: true);
        // The list of types comes first, as readers of streams expect.
        foreach (var (name, entry) in parts.OrderBy(p => p.Key == "[Content_Types].xml" ? 0 : p.Key == "_rels/.rels" ? 1 : 2))
        {
            if (dropped.Contains(name)) continue;
            var lower = name.ToLowerInvariant();
            if (lower.EndsWith("vbaproject.bin", StringComparison.Ordinal) || lower.Contains("/activex/") || lower.Contains("macrosheets/")) throw new FileRefusedException("macros");
            using var to = OfficePackage.NewPart(output, name);
            using var from = budget.Open(entry);
            if (Emptied(lower) is { } empty) to.Write(Encoding.UTF8.GetBytes(empty));
            else if (lower == "[content_types].xml") OfficePackage.Filter(from, to, new ContentTypes(dropped));
            else if (lower.EndsWith(".rels", StringComparison.Ordinal)) OfficePackage.Filter(from, to, new Links(name, dropped));
            else if (lower.EndsWith(".xml", StringComparison.Ordinal) || lower.EndsWith(".vml", StringComparison.Ordinal)) OfficePackage.Filter(from, to, new Body(lower));
            else if (lower.EndsWith(".odttf", StringComparison.Ordinal) || lower.EndsWith(".fntdata", StringComparison.Ordinal)) from.CopyTo(to);
            else removed |= OfficePackage.Media(from, name, to, depth);
        }
        return removed;
    }

    private static bool IsSignature(string name) => name.StartsWith("_xmlsignatures/", StringComparison.OrdinalIgnoreCase);

    private static bool IsDropped(string name)
    {
        var lower = name.ToLowerInvariant();
        return IsSignature(lower) || lower.StartsWith("customxml/", StringComparison.Ordinal) || lower.Contains("/customxml/") || lower.StartsWith("docprops/thumbnail", StringComparison.Ordinal)
            || lower.Contains("printersettings/") || lower.StartsWith("docmetadata/", StringComparison.Ordinal) || lower.EndsWith("revisioninfo.xml", StringComparison.Ordinal)
            || lower.Contains("/changesinfos/") || lower.EndsWith("calcchain.xml", StringComparison.Ordinal) || lower.StartsWith("[trash]/", StringComparison.Ordinal) || lower.EndsWith(".ds_store", StringComparison.Ordinal);
    }

    private static string? Emptied(string lower) => lower switch
    {
        "docprops/core.xml" => """<?xml version="1.0" encoding="UTF-8" standalone="yes"?><cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"/>""",
        "docprops/app.xml" => """<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"/>""",
        "docprops/custom.xml" => """<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"/>""",
        _ when lower.EndsWith(".psmdcp", StringComparison.Ordinal) => """<?xml version="1.0" encoding="UTF-8" standalone="yes"?><coreProperties xmlns="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"/>""",
        _ => null,
    };

    private sealed class ContentTypes(HashSet<string> dropped) : OfficePackage.IFilter
    {
        public bool Skip(XmlReader e) => e.LocalName == "Override" && dropped.Contains((e.GetAttribute("PartName") ?? "").TrimStart('/'));
        public string? Attribute(string element, XmlReader a) => a.Value;
    }

    private sealed class Links(string name, HashSet<string> dropped) : OfficePackage.IFilter
    {
        /// <summary>The folder that targets are relative to: <c>word/_rels/document.xml.rels</c> speaks of <c>word/</c>.</summary>
        private readonly string folder = name[..Math.Max(0, name.LastIndexOf("_rels/", StringComparison.OrdinalIgnoreCase))];

        public bool Skip(XmlReader e)
        {
            if (e.LocalName != "Relationship" || e.NamespaceURI != Relationships) return false;
            if ((e.GetAttribute("Type") ?? "").EndsWith("/attachedTemplate", StringComparison.Ordinal) || (e.GetAttribute("Type") ?? "").Contains("/mailMerge")) return true;
            if (e.GetAttribute("TargetMode") == "External") return false;
            var target = e.GetAttribute("Target") ?? "";
            var full = target.StartsWith('/') ? target[1..] : Path.GetFullPath("/" + folder + target)[1..];
            return dropped.Contains(full);
        }

        public string? Attribute(string element, XmlReader a) => a.LocalName == "Target" ? OfficePackage.WithoutFolders(a.Value) : a.Value;
    }

    private sealed class Body(string part) : OfficePackage.IFilter
    {
        private readonly bool authors = part.Contains("/comments") && part.StartsWith("xl/", StringComparison.Ordinal);
        private readonly bool people = part.EndsWith("/people.xml", StringComparison.Ordinal) || part.Contains("/persons/") || part.EndsWith("commentauthors.xml", StringComparison.Ordinal) || part.EndsWith("ppt/authors.xml", StringComparison.Ordinal);
        private readonly bool connections = part.EndsWith("connections.xml", StringComparison.Ordinal);

        public bool Skip(XmlReader e) => e.LocalName is "rsids" or "attachedTemplate" or "mailMerge" or "docVars" or "docId" or "fileSharing" or "absPath" or "webPublishing" or "dataBinding" or "presenceInfo" or "saveThroughXslt"
            || (e.LocalName == "person" && part.EndsWith("/people.xml", StringComparison.Ordinal));

        public string? Attribute(string element, XmlReader a)
        {
            var name = a.LocalName;
            if (a.NamespaceURI.EndsWith("wordprocessingml/2006/main", StringComparison.Ordinal) || a.NamespaceURI.EndsWith("wordprocessingml/main", StringComparison.Ordinal))
            {
                if (name == "author") return Nobody;
                if (name is "initials" || name.StartsWith("rsid", StringComparison.Ordinal) || (name == "date" && element != "sdt")) return null;
            }
            if (name is "dateUtc") return null;
            if (people && name is "name" or "displayName" or "initials" or "userId" or "providerId" or "author") return name == "providerId" ? "None" : Nobody;
            if (name is "userName" or "refreshedBy" or "lastEditedBy" or "lastModifiedBy") return name == "userName" ? Nobody : null;
            if (part.StartsWith("xl/revisions/", StringComparison.Ordinal) && name == "name" && element == "userInfo") return Nobody;
            if (part.StartsWith("ppt/comments", StringComparison.Ordinal) && name == "dt") return null;
            if (connections && name is "connection" or "sourceFile" or "odcFile" or "description") return "";
            // What a sheet says of its printer is dropped, so nothing may point to it.
            if (element == "pageSetup" && name == "id" && a.Prefix.Length > 0) return null;
            return a.Value.Length > 3 ? OfficePackage.WithoutFolders(a.Value) : a.Value;
        }

        public string Text(string element, string text) =>
            authors && element == "author" ? Nobody : text;
    }
}

/// <summary>ODT and ODS (OASIS OpenDocument 1.3): <c>meta.xml</c> is emptied, the names of commenters and changers and the printer go, pictures are cleaned, macros are refused.</summary>
internal static class CleanOpenDocument
{
    private const string EmptyMeta = """<?xml version="1.0" encoding="UTF-8"?><office:document-meta xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" office:version="1.3"><office:meta/></office:document-meta>""";

    public static Removed Clean(Stream source, Stream target, int depth)
    {
        using var zip = new ZipArchive(source, ZipArchiveMode.Read, leaveOpen: true);
        var parts = OfficePackage.Parts(zip, source.Length);
        var budget = new OfficePackage.Budget(source.Length);
        var dropped = parts.Keys.Where(n => n.StartsWith("Thumbnails/", StringComparison.OrdinalIgnoreCase) || n.EndsWith("layout-cache", StringComparison.OrdinalIgnoreCase)
            || n.EndsWith("signatures.xml", StringComparison.OrdinalIgnoreCase) || n.EndsWith(".ds_store", StringComparison.OrdinalIgnoreCase)).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var removed = parts.Keys.Any(n => n.EndsWith("signatures.xml", StringComparison.OrdinalIgnoreCase)) ? Removed.Signature : Removed.None;
        if (parts.Keys.FirstOrDefault(n => (n.StartsWith("Basic/", StringComparison.OrdinalIgnoreCase) || n.StartsWith("Scripts/", StringComparison.OrdinalIgnoreCase)) && n.Contains("module", StringComparison.OrdinalIgnoreCase)) is not null)
            throw new FileRefusedException("macros");
        if (!parts.ContainsKey("content.xml") || !parts.TryGetValue("mimetype", out var mimetype)) throw new InvalidDataException();
        using var output = new ZipArchive(target, ZipArchiveMode.Create, leaveOpen: true);
        using (var to = OfficePackage.NewPart(output, "mimetype", CompressionLevel.NoCompression))
        using (var from = budget.Open(mimetype)) from.CopyTo(to);
        foreach (var (name, entry) in parts)
        {
            if (dropped.Contains(name) || name == "mimetype") continue;
            using var to = OfficePackage.NewPart(output, name);
            using var from = budget.Open(entry);
            if (name.EndsWith("meta.xml", StringComparison.OrdinalIgnoreCase)) to.Write(Encoding.UTF8.GetBytes(EmptyMeta));
            else if (name.EndsWith("manifest.xml", StringComparison.OrdinalIgnoreCase)) OfficePackage.Filter(from, to, new Manifest(dropped));
            else if (name.EndsWith(".xml", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".rdf", StringComparison.OrdinalIgnoreCase)) OfficePackage.Filter(from, to, new Body());
            else if (name.EndsWith(".ttf", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".otf", StringComparison.OrdinalIgnoreCase)) from.CopyTo(to);
            else removed |= OfficePackage.Media(from, name, to, depth);
        }
        return removed;
    }

    private sealed class Manifest(HashSet<string> dropped) : OfficePackage.IFilter
    {
        public bool Skip(XmlReader e)
        {
            if (e.LocalName == "encryption-data") throw new FileRefusedException("password");
            var path = e.GetAttribute("full-path", "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0") ?? "";
            return e.LocalName == "file-entry" && (dropped.Contains(path) || path == "Thumbnails/");
        }
        public string? Attribute(string element, XmlReader a) => a.Value;
    }

    private sealed class Body : OfficePackage.IFilter
    {
        private bool personal;
        public bool Skip(XmlReader e)
        {
            if (e.LocalName == "config-item")
            {
                var name = e.GetAttribute("name", "urn:oasis:names:tc:opendocument:xmlns:config:1.0") ?? "";
                return name.StartsWith("Printer", StringComparison.Ordinal) || name.StartsWith("Rsid", StringComparison.Ordinal) || name.StartsWith("CurrentDatabase", StringComparison.Ordinal) || name is "SaveThumbnail" or "DocumentId";
            }
            personal = e.LocalName is "creator" or "creator-initials" or "sender-initials" or "initial-creator";
            return personal && e.LocalName != "creator";
        }
        public string? Attribute(string element, XmlReader a) => a.LocalName is "rsid" or "paragraph-rsid" ? null : a.Value.Length > 3 ? OfficePackage.WithoutFolders(a.Value) : a.Value;
        public string Text(string element, string text) => element == "creator" ? "" : text;
    }
}
