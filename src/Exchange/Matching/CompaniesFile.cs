using System.Text.Json;
using System.Text.Json.Nodes;
using Uramost.Exchange.Companies;
using Uramost.Exchange.Goods;
using Uramost.Exchange.Sides;
using Uramost.Platform.Places;

namespace Uramost.Exchange.Matching;

/// <summary>Companies to be matched, from a file in the form that <c>data/practice/README.md</c> describes.</summary>
public sealed class CompaniesFile
{
    private readonly Dictionary<Guid, string> names = [];

    private CompaniesFile() => Companies = [];

    /// <summary>The companies, in the order of the file.</summary>
    public IReadOnlyList<MatchCompany> Companies { get; private init; }

    /// <summary>What the file calls a company or an entry.</summary>
    public string NameOf(Guid id) => names[id];

    /// <summary>Reads a file.</summary>
    /// <exception cref="InvalidDataException">It is not in that form; the message names the company and what is wrong.</exception>
    public static CompaniesFile Read(Stream file, CompanySectors sectors, PlaceCatalogue places)
    {
        var companies = new List<MatchCompany>();
        var read = new CompaniesFile { Companies = companies };
        JsonArray rows;
        try
        {
            rows = JsonNode.Parse(file)?["companies"] as JsonArray ?? throw new InvalidDataException("The file holds no list \"companies\".");
        }
        catch (Exception wrong) when (wrong is JsonException or InvalidOperationException)
        {
            throw new InvalidDataException($"The file is no JSON of companies: {wrong.Message}", wrong);
        }

        foreach (var row in rows)
        {
            var id = "";
            try
            {
                id = Text(row, "id") ?? throw new FormatException("it has no id");
                companies.Add(read.Company(row!, id, sectors, places));
            }
            catch (Exception wrong) when (wrong is FormatException or InvalidOperationException or ArgumentException)
            {
                throw new InvalidDataException($"Company {companies.Count + 1}{(id.Length > 0 ? $" ({id})" : "")}: {wrong.Message}", wrong);
            }
        }

        return read;
    }

    private MatchCompany Company(JsonNode row, string id, CompanySectors sectors, PlaceCatalogue places)
    {
        List<MatchEntry> entries = [.. (row["entries"] as JsonArray ?? []).Select(Entry)];
        var side = Text(row, "side") switch { "first" => Side.First, "second" => Side.Second, var other => throw new FormatException($"\"{other}\" is no side: first or second") };
        var readiness = Text(row, "readiness") switch { null => Readiness.Unknown, "ready" => Readiness.Ready, "steps" => Readiness.AfterSteps, "blocked" => Readiness.Blocked, var other => throw new FormatException($"\"{other}\" is no readiness: ready, steps or blocked") };
        (double, double)? point = places.Find(Text(row, "place")) is { Kind: PlaceKind.Municipality, Latitude: { } latitude, Longitude: { } longitude } ? (latitude, longitude) : null;
        return new MatchCompany(Known(id), side, Texts(row, "languages"), readiness, sectors.Of(NaceCode.SectorOf(Texts(row, "nace")), entries), point, entries);
    }

    private MatchEntry Entry(JsonNode? row)
    {
        var id = Text(row, "id") ?? throw new FormatException("an entry has no id");
        var goods = Text(row, "goods") is not { } typed ? (HsCode?)null : HsCode.Read(typed, null, out var code) == HsReading.Read ? code : throw new FormatException($"\"{typed}\" is no code of goods, or fits two");
        IReadOnlyList<int>? months = Text(row, "season") switch
        {
            "all year" => [.. Enumerable.Range(1, 12)],
            "months" => new CompanyEntry { FromMonth = Month(row, "fromMonth"), UntilMonth = Month(row, "untilMonth") }.Months,
            null or "unknown" => null,
            var other => throw new FormatException($"\"{other}\" is no season: all year, months or unknown"),
        };
        return new MatchEntry(Known(id), Named<EntryKind>(row, "kind") ?? throw new FormatException($"entry {id} has no kind"), goods, Text(row, "capability"), (decimal?)row!["volume"], Named<VolumeUnit>(row, "unit"), months);
    }

    // Ids of their own: a file calls its companies as it likes, and the same file gives the same order.
    private Guid Known(string name)
    {
        if (names.ContainsValue(name)) throw new FormatException($"the id {name} stands twice");
        var id = new Guid(names.Count + 1, 0, 0, [0, 0, 0, 0, 0, 0, 0, 0]);
        names.Add(id, name);
        return id;
    }

    private static int Month(JsonNode? row, string key) => (int?)row?[key] is { } month and >= 1 and <= 12 ? month : throw new FormatException($"{key} is no month");

    private static T? Named<T>(JsonNode? row, string key) where T : struct, Enum =>
        Text(row, key) is not { } text ? null : Enum.TryParse<T>(text, out var value) && Enum.IsDefined(value) ? value : throw new FormatException($"\"{text}\" is no {key}");

    private static string? Text(JsonNode? row, string key) => row?[key]?.GetValue<string>();

    private static List<string> Texts(JsonNode? row, string key) => [.. (row?[key] as JsonArray ?? []).Select(t => t!.GetValue<string>())];
}
