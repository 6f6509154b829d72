using System.Collections.Concurrent;
using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Uramost.Platform.Export;

/// <summary>The docstrings of types and properties, read from the documentation files beside the assemblies.</summary>
internal static partial class Docstrings
{
    private static readonly ConcurrentDictionary<Assembly, IReadOnlyDictionary<string, string>> Read = new();

    /// <summary>What a table's record is, or null.</summary>
    public static string? Of(Type type) => Find(type.Assembly, $"T:{type.FullName?.Replace('+', '.')}");

    /// <summary>What a property is, or null.</summary>
    /// <remarks>A property that inherits its docstring has it from an interface or a base of its type.</remarks>
    public static string? Of(PropertyInfo property) => property.DeclaringType is not { } type ? null
        : Find(type.Assembly, Id(type, property)) ?? type.GetInterfaces().Concat(Bases(type)).Select(t => Find(t.Assembly, Id(t, property))).FirstOrDefault(d => d is not null);

    private static string Id(Type type, PropertyInfo property) => $"P:{(type.IsConstructedGenericType ? type.GetGenericTypeDefinition() : type).FullName?.Replace('+', '.')}.{property.Name}";

    private static IEnumerable<Type> Bases(Type type)
    {
        for (var above = type.BaseType; above is not null; above = above.BaseType) yield return above;
    }

    private static string? Find(Assembly assembly, string id) => Read.GetOrAdd(assembly, Load).GetValueOrDefault(id);

    private static IReadOnlyDictionary<string, string> Load(Assembly assembly)
    {
        var path = Path.ChangeExtension(assembly.Location, ".xml");
        if (!File.Exists(path)) return new Dictionary<string, string>();
        return XDocument.Load(path).Descendants("member").Where(m => m.Element("summary") is not null)
            .GroupBy(m => m.Attribute("name")!.Value).ToDictionary(g => g.Key, g => Text(g.First().Element("summary")!));
    }

    private static string Text(XElement summary) => Spaces().Replace(string.Concat(summary.Nodes().Select(n => n switch
    {
        XText text => text.Value,
        XElement { Name.LocalName: "see" or "seealso" or "paramref" or "typeparamref" } link => (link.Attribute("cref") ?? link.Attribute("name") ?? link.Attribute("langword"))?.Value.Split('.', ':')[^1].Split('(')[0] ?? "",
        XElement other => other.Value,
        _ => "",
    })), " ").Trim();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
