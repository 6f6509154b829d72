using System.Text.Json;
using System.Xml;
using System.Xml.Schema;
using System.Xml.XPath;

namespace Uramost.Programmes.Iati;

/// <summary>One list of codes.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Embedded">Whether it is part of the standard's version, so that another code is an error.</param>
/// <param name="Codes">Its codes.</param>
public sealed record IatiCodelist(string Name, bool Embedded, IReadOnlySet<string> Codes);

/// <summary>Where codes of a list stand in a record.</summary>
/// <param name="Path">XPath below the record's document.</param>
/// <param name="List">The list.</param>
internal sealed record IatiCodePlace(XPathExpression Path, IatiCodelist List);

/// <summary>
/// Version 2.03 of the standard as its own files say it: schemas, lists of codes, ruleset. The files are found by their
/// names anywhere below one folder; nothing is ever fetched while they are read.
/// </summary>
public sealed class IatiStandard
{
    /// <summary>The version that is checked.</summary>
    public const string Version = "2.03";

    private IatiStandard(XmlSchemaSet activities, XmlSchemaSet organisations, IReadOnlyDictionary<string, IatiCodelist> codelists, IReadOnlyList<IatiCodePlace> places, IatiRules rules) =>
        (Activities, Organisations, Codelists, Places, Rules) = (activities, organisations, codelists, places, rules);

    /// <summary>Lists of codes by name.</summary>
    public IReadOnlyDictionary<string, IatiCodelist> Codelists { get; }

    /// <summary>Numbers of the ruleset's rules, instance by instance.</summary>
    public IReadOnlyList<string> RuleIds => Rules.Ids;

    internal XmlSchemaSet Activities { get; }

    internal XmlSchemaSet Organisations { get; }

    internal IReadOnlyList<IatiCodePlace> Places { get; }

    internal IatiRules Rules { get; }

    /// <summary>Reads the standard from a folder.</summary>
    /// <exception cref="InvalidDataException">A file is missing or cannot be read; the message says which.</exception>
    public static IatiStandard Load(string folder)
    {
        if (!Directory.Exists(folder)) throw new InvalidDataException($"There is no folder '{folder}' with the files of IATI {Version}.");
        var files = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).ToLookup(f => Path.GetFileName(f), StringComparer.OrdinalIgnoreCase);
        string The(string name) => files[name].FirstOrDefault() ?? throw new InvalidDataException($"The folder '{folder}' has no {name}.");
        try
        {
            var (activities, organisations) = (Schemas(The("iati-activities-schema.xsd")), Schemas(The("iati-organisations-schema.xsd")));
            var mapping = The("mapping.xml");
            var lists = files.SelectMany(f => f).Where(f => f.EndsWith(".xml", StringComparison.OrdinalIgnoreCase) && f != mapping).Select(Codelist).OfType<IatiCodelist>().GroupBy(l => l.Name).ToDictionary(g => g.Key, g => g.First());
            using var rules = File.OpenRead(The("standard.json"));
            return new IatiStandard(activities, organisations, lists, [.. Mapping(mapping, lists)], IatiRules.Read(rules, lists));
        }
        catch (Exception failed) when (failed is XmlException or XmlSchemaException or XPathException or JsonException or KeyNotFoundException)
        {
            throw new InvalidDataException($"The files of IATI {Version} in '{folder}' cannot be read: {failed.Message}", failed);
        }
    }

    /// <summary>An expression that knows the prefix <c>xml</c>.</summary>
    internal static XPathExpression Compile(string path)
    {
        var expression = XPathExpression.Compile(path);
        expression.SetContext(new XmlNamespaceManager(new NameTable()));
        return expression;
    }

    /// <summary>A path of the standard, below the document of one record.</summary>
    internal static string InRecord(string path) => path
        .Replace("//iati-activity/", "/iati-activity/", StringComparison.Ordinal).Replace("//iati-organisation/", "/iati-organisation/", StringComparison.Ordinal)
        .Replace("/iati-activities/iati-activity", "/iati-activity", StringComparison.Ordinal).Replace("/iati-organisations/iati-organisation", "/iati-organisation", StringComparison.Ordinal);

    private static XmlSchemaSet Schemas(string path)
    {
        var set = new XmlSchemaSet { XmlResolver = new BesideOnly() };
        set.Add(null, new Uri(Path.GetFullPath(path)).AbsoluteUri);
        set.Compile();
        return set;
    }

    private static IatiCodelist? Codelist(string path)
    {
        using var reader = XmlReader.Create(path, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
        if (reader.MoveToContent() != XmlNodeType.Element || reader.LocalName != "codelist") return null;
        var (name, embedded, codes) = (reader.GetAttribute("name") ?? "", reader.GetAttribute("embedded") == "1", new HashSet<string>(StringComparer.Ordinal));
        while (reader.ReadToFollowing("code")) codes.Add(reader.ReadElementContentAsString().Trim());
        return new IatiCodelist(name, embedded, codes);
    }

    private static IEnumerable<IatiCodePlace> Mapping(string path, Dictionary<string, IatiCodelist> lists)
    {
        foreach (XPathNavigator mapping in new XPathDocument(path).CreateNavigator().Select("/mappings/mapping"))
        {
            var (place, list) = (mapping.SelectSingleNode("path")?.Value.Trim(), mapping.SelectSingleNode("codelist/@ref")?.Value);
            // The version stands on the root, which is no part of a record.
            if (place is null || list is null || !lists.TryGetValue(list, out var codes) || place.EndsWith("/@version", StringComparison.Ordinal)) continue;
            place = InRecord(place);
            if (mapping.SelectSingleNode("condition")?.Value.Trim() is { Length: > 0 } condition && place.LastIndexOf('/') is var cut and > 0)
                place = $"{place[..cut]}[{condition}]{place[cut..]}";
            yield return new IatiCodePlace(Compile(place), codes);
        }
    }

    // A schema names the schemas that it includes; only those beside it are read.
    private sealed class BesideOnly : XmlUrlResolver
    {
        public override object? GetEntity(Uri absoluteUri, string? role, Type? ofObjectToReturn) =>
            absoluteUri.IsFile ? base.GetEntity(absoluteUri, role, ofObjectToReturn) : throw new XmlException($"The schema asks for {absoluteUri}, which is not in its folder.");
    }
}
