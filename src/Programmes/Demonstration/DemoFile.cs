using System.Text.Json.Nodes;
using Uramost.Platform.Contracts;
using Uramost.Platform.Data;
using Uramost.Platform.Language;

namespace Uramost.Programmes.Demonstration;

/// <summary>Reads the building blocks of the readable files under <c>data/demo</c>; their README is the schema.</summary>
public static class DemoFile
{
    /// <summary>Where the files lie beside the program.</summary>
    public static string Folder => Path.Combine(AppContext.BaseDirectory, "data", "demo");

    /// <summary>The files of the sources, in the order in which they are loaded.</summary>
    public static readonly IReadOnlyList<string> Sources = ["kspag", "nsi", "iri", "balkans-group", "aktiv"];

    /// <summary>Reads one file.</summary>
    /// <exception cref="FileNotFoundException">The program was published without its demonstration.</exception>
    public static JsonNode Read(string name) => JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, $"{name}.json")))!;

    /// <summary>The record's id: the same file gives the same ids everywhere, so that loading it twice changes nothing.</summary>
    public static Guid Id(string slug) => DemoId.Of(slug);

    /// <summary>The rows of a list; none where the key is absent.</summary>
    public static IEnumerable<JsonNode> Rows(this JsonNode? node, string list) => node?[list] is JsonArray rows ? rows.Select(r => r!) : [];

    /// <summary>A text, or null.</summary>
    public static string? Text(this JsonNode? node, string key) => node?[key] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    /// <summary>A number, or null.</summary>
    public static int? Number(this JsonNode? node, string key) => node?[key] is JsonValue value && value.TryGetValue<int>(out var number) ? number : null;

    /// <summary>A yes, or no where the key is absent.</summary>
    public static bool Is(this JsonNode? node, string key) => node?[key] is JsonValue value && value.TryGetValue<bool>(out var yes) && yes;

    /// <summary>A list of texts.</summary>
    public static List<string> Texts(this JsonNode? node, string list) => [.. node.Rows(list).Select(r => (string)r!)];

    /// <summary>The id of the record that the key names, or null.</summary>
    public static Guid? Ref(this JsonNode? node, string key) => node.Text(key) is { } slug ? Id(slug) : null;

    /// <summary>Our own words in three languages; empty where the key is absent.</summary>
    public static LocalText Local(JsonNode? node) => node is null ? new LocalText() : new LocalText(node.Text("en"), node.Text("sq"), node.Text("sr"));

    /// <summary>A published wording with its translations; empty where there is none.</summary>
    public static PublishedText Published(JsonNode? node) =>
        node is null ? PublishedText.Empty : PublishedText.AsPublished(node.Text("text")!, node.Text("language") ?? "und", Local(node["translation"]));

    /// <summary>The title: as published, else in our own words.</summary>
    public static PublishedText Title(JsonNode node) => node["title"] is { } title ? Published(title) : node["ownTitle"] is { } own ? PublishedText.Own(Local(own)) : PublishedText.Empty;

    /// <summary>A date as far as it is known.</summary>
    public static When Date(JsonNode? node)
    {
        if (node is null || When.Parse(node.Text("start")) is not { } start) return When.Unknown;
        var end = When.Parse(node.Text("end")) ?? start;
        var printed = node.Text("printed");
        return node.Text("precision") switch
        {
            "month" => new When(start.Start, end.End, DatePrecision.Month, printed),
            "year" => new When(start.Start, end.End, DatePrecision.Year, printed),
            "within" => new When(start.Start, end.End, DatePrecision.Within, printed),
            "after" => new When(start.Start, null, DatePrecision.After, printed),
            _ => new When(start.Start, end.End, DatePrecision.Day, printed),
        };
    }
}
