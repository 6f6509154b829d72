using System.Xml;
using System.Xml.Schema;
using System.Xml.XPath;
using Uramost.Platform.Language;

namespace Uramost.Programmes.Iati;

/// <summary>
/// Judges a file by version 2.03 of the standard: can it be read safely, does it follow the schema, are its codes in the
/// lists, does it keep the rules. It is read as a stream, three times, and of its records only one is ever held.
/// </summary>
/// <remarks>
/// Whatever a file does to keep a reader busy ends at its line: a document type (and with it every entity), depth, one
/// endless text, one endless record, more findings than anybody reads.
/// </remarks>
public sealed partial class IatiCheck(IatiStandard standard, TimeProvider clock)
{
    /// <summary>Findings after which a check stops.</summary>
    public const int MostFindings = 5_000;

    /// <summary>Characters that one text may have.</summary>
    public const int LongestText = 1_000_000;

    /// <summary>Elements and attributes that one activity may have.</summary>
    public const int LargestRecord = 500_000;

    /// <summary>Levels that elements may be nested: the standard needs nine.</summary>
    public const int Deepest = 40;

    /// <summary>Checks a file.</summary>
    /// <param name="open">Opens the file from its start; asked up to three times.</param>
    /// <param name="ct">Stops the check.</param>
    public IatiReport Run(Func<Stream> open, CancellationToken ct = default)
    {
        var work = new Work(standard, clock.GetUtcNow().UtcDateTime, ct);
        try
        {
            if (!work.ReadSafely(open)) return work.Report();
            using (var stream = open()) work.FollowSchema(stream);
            using (var stream = open()) work.KeepRules(stream);
        }
        catch (TooMany)
        {
            // What was found so far says enough; the last finding says that there is more.
        }

        return work.Report();
    }

    private sealed class TooMany : Exception;

    private sealed partial class Work(IatiStandard standard, DateTime now, CancellationToken ct)
    {
        private readonly List<IatiFinding> findings = [];
        private readonly HashSet<int> tooLarge = [];
        private string record = "";
        private int records;

        public IatiReport Report() => new([.. findings.OrderBy(f => f.Line)], records);

        /// <summary>Reads the file once to its end; false where nothing more can be said of it.</summary>
        public bool ReadSafely(Func<Stream> open)
        {
            var (depth, line) = (0, 1);
            try
            {
                using var stream = open();
                using var reader = XmlReader.Create(stream, Settings());
                var (at, buffer, text, nodes, start) = ((IXmlLineInfo)reader, new char[4096], 0L, 0, 0);
                while (reader.Read())
                {
                    ct.ThrowIfCancellationRequested();
                    line = at.LineNumber;
                    if (reader.NodeType == XmlNodeType.Element)
                    {
                        depth = reader.Depth + 1;
                        if (reader.Depth == 0 && !Root(reader, line)) return false;
                        if (reader.Depth > Deepest) return Stop("xml.depth", line, Deepest.ToString(System.Globalization.CultureInfo.InvariantCulture));
                        if (reader.Depth == 1) (nodes, start) = (0, line);
                        if ((nodes += 1 + reader.AttributeCount) > LargestRecord && tooLarge.Add(start)) Add("xml.record", IatiSeverity.Error, start, Wording.Of<Words>("Xml.record"), null, null);
                        text = 0;
                        while (reader.MoveToNextAttribute()) if (reader.Value.Length > LongestText) return Stop("xml.text", line);
                        reader.MoveToElement();
                    }
                    else if (reader.NodeType is XmlNodeType.Text or XmlNodeType.CDATA)
                    {
                        for (int read; (read = reader.ReadValueChunk(buffer, 0, buffer.Length)) > 0;)
                        {
                            if ((text += read) > LongestText) return Stop("xml.text", line);
                        }
                    }
                    else if (reader.NodeType == XmlNodeType.EndElement) depth = reader.Depth;
                }

                return true;
            }
            catch (XmlException broken)
            {
                var reason = Reason(broken, depth);
                return Stop(reason, reason == "xml.doctype" ? LineOfDoctype(open) : Math.Max(broken.LineNumber, 1), depth.ToString(System.Globalization.CultureInfo.InvariantCulture));
            }
            catch (ArgumentException)
            {
                // An encoding of which nobody has heard.
                return Stop("xml.encoding", line);
            }
        }

        /// <summary>Holds the file against the schema.</summary>
        public void FollowSchema(Stream stream)
        {
            var settings = Settings();
            settings.ValidationType = ValidationType.Schema;
            settings.Schemas = record == "iati-activity" ? standard.Activities : standard.Organisations;
            // A file brings no schema of its own; and only errors count, since elements of other namespaces are allowed.
            settings.ValidationFlags = XmlSchemaValidationFlags.AllowXmlAttributes | XmlSchemaValidationFlags.ProcessIdentityConstraints;
            var (path, identifier, objections) = (new Stack<string>(), (string?)null, new List<(string Message, int Line)>());
            // While it objects, the reader may stand on an attribute: who is meant is known once it has read on to the element.
            settings.ValidationEventHandler += (_, e) =>
            {
                if (e.Severity == XmlSeverityType.Error) objections.Add((e.Message, Math.Max(e.Exception.LineNumber, 1)));
            };
            try
            {
                using var reader = XmlReader.Create(stream, settings);
                for (var more = true; more;)
                {
                    more = reader.Read();
                    ct.ThrowIfCancellationRequested();
                    foreach (var (message, line) in objections)
                    {
                        var element = reader.NodeType is XmlNodeType.Element or XmlNodeType.EndElement ? reader.LocalName : path.Count > 0 ? path.Peek() : record;
                        var (rule, wording) = SchemaWording.Of(message, element);
                        Add(rule, IatiSeverity.Error, line, wording, identifier, Below(path, element));
                    }

                    objections.Clear();
                    switch (reader.NodeType)
                    {
                        case XmlNodeType.Element:
                            if (reader.Depth == 1) identifier = null;
                            if (!reader.IsEmptyElement) path.Push(reader.LocalName);
                            break;
                        case XmlNodeType.EndElement: if (path.Count > 0) path.Pop(); break;
                        case XmlNodeType.Text when reader.Depth == 3 && path.Count == 3 && path.Peek() is "iati-identifier" or "organisation-identifier": identifier = Short(reader.Value.Trim()); break;
                    }
                }
            }
            catch (XmlSchemaException broken)
            {
                Add("schema.other", IatiSeverity.Error, Math.Max(broken.LineNumber, 1), Wording.Of<Words>("Schema.other", path.Count > 0 ? path.Peek() : record), identifier, null);
            }
        }

        /// <summary>Judges record by record: codes and rules.</summary>
        public void KeepRules(Stream stream)
        {
            using var reader = XmlReader.Create(stream, Settings());
            var at = (IXmlLineInfo)reader;
            reader.MoveToContent();
            while (reader.Read())
            {
                if (reader.NodeType != XmlNodeType.Element || reader.Depth != 1) continue;
                if (reader.LocalName != record || reader.NamespaceURI.Length > 0 || tooLarge.Contains(at.LineNumber))
                {
                    using var passed = reader.ReadSubtree();
                    while (passed.Read()) ct.ThrowIfCancellationRequested();
                    continue;
                }

                records++;
                using var one = reader.ReadSubtree();
                var document = new XPathDocument(one, XmlSpace.Default).CreateNavigator();
                ct.ThrowIfCancellationRequested();
                var identifier = document.SelectSingleNode($"/{record}/{(record == "iati-activity" ? "iati-identifier" : "organisation-identifier")}")?.Value.Trim();
                Codes(document, identifier);
                foreach (var broken in standard.Rules.Broken(document, now))
                {
                    ct.ThrowIfCancellationRequested();
                    var element = Path(broken.At, broken.Missing);
                    Add(broken.Id, broken.Severity, Line(broken.At), RuleWording.Of(broken.Id, element.Length > 0 ? element : record, broken.Missing is null ? Short(broken.At.Value.Trim()) : ""), identifier, element, broken.Instance);
                }
            }
        }

        private void Codes(XPathNavigator document, string? identifier)
        {
            foreach (var (path, list) in standard.Places)
            {
                foreach (XPathNavigator node in document.Select(path))
                {
                    if (list.Codes.Contains(node.Value)) continue;
                    Add($"codelist.{list.Name}", list.Embedded ? IatiSeverity.Error : IatiSeverity.Warning, Line(node), Wording.Of<Words>(list.Embedded ? "Code.Error" : "Code.Warning", Path(node, null), Short(node.Value), list.Name), identifier, Path(node, null));
                }
            }
        }

        private bool Root(XmlReader reader, int line)
        {
            if (reader.NamespaceURI.Length > 0) return Stop("xml.namespace", line, Short(reader.NamespaceURI));
            record = reader.LocalName switch { "iati-activities" => "iati-activity", "iati-organisations" => "iati-organisation", _ => "" };
            if (record.Length == 0) return Stop("xml.root", line, Short(reader.LocalName));
            var version = reader.GetAttribute("version");
            if (version == IatiStandard.Version) return true;
            // The minor versions before it are read by the same schema; those of the first integer are another format. The schema itself reports a missing one.
            if (version is "2.01" or "2.02") Add("xml.version", IatiSeverity.Warning, line, Wording.Of<Words>("Xml.older", version), null, null);
            else if (version is not null) return Stop("xml.version", line, Short(version));
            return true;
        }

        private bool Stop(string rule, int line, params string[] arguments)
        {
            Add(rule, IatiSeverity.Error, line, Wording.Of<Words>($"Xml.{rule[4..]}", arguments), null, null);
            return false;
        }

        private void Add(string rule, IatiSeverity severity, int line, Wording message, string? identifier, string? element, int instance = -1)
        {
            findings.Add(new IatiFinding(rule, severity, line, message, identifier, element, instance));
            if (findings.Count < MostFindings) return;
            findings.Add(new IatiFinding("xml.many", IatiSeverity.Error, line, Wording.Of<Words>("Xml.many", MostFindings.ToString(System.Globalization.CultureInfo.InvariantCulture)), null, null));
            throw new TooMany();
        }

        private static XmlReaderSettings Settings() => new()
        {
            DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, IgnoreComments = true, IgnoreProcessingInstructions = true, CloseInput = false,
        };

        // The framework tells its reasons in English sentences only, and the sentence is not shown.
        private static string Reason(XmlException broken, int depth) => broken.Message switch
        {
            var m when m.Contains("DTD", StringComparison.Ordinal) => "xml.doctype",
            var m when m.Contains("Unexpected end of file", StringComparison.Ordinal) || m.Contains("is not closed", StringComparison.Ordinal) => "xml.truncated",
            var m when m.Contains("Root element is missing", StringComparison.Ordinal) => "xml.empty",
            var m when m.Contains("encoding", StringComparison.OrdinalIgnoreCase) || m.Contains("byte order mark", StringComparison.Ordinal) => "xml.encoding",
            _ => depth == 0 ? "xml.none" : "xml.broken",
        };

        // The framework does not say where the document type stands; before it there are only comments.
        private static int LineOfDoctype(Func<Stream> open)
        {
            using var stream = open();
            using var reader = new StreamReader(stream);
            for (var (line, left) = (1, 1_000); left > 0 && reader.ReadLine() is { } text; line++, left--)
            {
                if (text.Contains("<!DOCTYPE", StringComparison.Ordinal)) return line;
            }

            return 1;
        }

        private static int Line(XPathNavigator node)
        {
            var at = node.Clone();
            while (at is IXmlLineInfo { LineNumber: 0 } && at.MoveToParent()) { }
            return Math.Max((at as IXmlLineInfo)?.LineNumber ?? 1, 1);
        }

        private static string Path(XPathNavigator node, string? missing)
        {
            var (at, names) = (node.Clone(), new List<string>());
            do
            {
                if (at.NodeType is XPathNodeType.Element or XPathNodeType.Attribute && at.LocalName is not ("iati-activity" or "iati-organisation"))
                    names.Insert(0, (at.NodeType == XPathNodeType.Attribute ? "@" : "") + at.Name);
            }
            while (at.MoveToParent());
            // Of an expression only the names: what stands in brackets is for machines.
            if (missing is not null) names.AddRange(Brackets().Replace(missing, "").Split('/'));
            return string.Join('/', names);
        }

        private static string? Below(IEnumerable<string> path, string element)
        {
            var names = path.Reverse().Skip(2).ToList();
            if (names.Count == 0 || names[^1] != element) names.Add(element);
            return string.Join('/', names);
        }

        [System.Text.RegularExpressions.GeneratedRegex(@"\[[^\]]*\]|/text\(\)|\.\./")]
        private static partial System.Text.RegularExpressions.Regex Brackets();

        private static string Short(string text) => text.Length > 80 ? text[..80] + "…" : text;
    }
}
