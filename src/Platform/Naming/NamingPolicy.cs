using System.Text.Json;
using System.Text.Json.Serialization;
using Uramost.Platform.Language;
using Uramost.Platform.Places;

namespace Uramost.Platform.Naming;

/// <summary>
/// How a donor or a publication wants names: a mark behind Kosovo with its footnote, or none, and the order of the
/// names of places. Its wording is data (<c>data/naming</c>).
/// </summary>
/// <param name="Id">Stable name, for example <c>kosovo-asterisk</c>.</param>
/// <param name="Title">Name for people who choose it.</param>
/// <param name="Mark">The mark behind the first mention of Kosovo, or null for none.</param>
/// <param name="Footnote">The footnote that the mark refers to; null without a mark.</param>
/// <param name="Source">Where the wording comes from, or null.</param>
/// <param name="Review">Languages whose wording still has to be reviewed officially.</param>
/// <param name="Order">Order of the names of places.</param>
public sealed record NamingPolicy(
    string Id, LocalText Title, string? Mark, LocalText? Footnote, string? Source, IReadOnlyList<string> Review, NameOrder Order = NameOrder.ReaderLanguage)
{
    /// <summary>Whether the policy has a footnote.</summary>
    public bool HasFootnote => Mark is not null && Footnote is not null;

    /// <summary>The name or names of a place for a reader, in the policy's order.</summary>
    public string NameOf(Place place, UiVariant reader) => PlaceNaming.Name(place, reader, Order);
}

/// <summary>The policies of <c>data/naming/policies.json</c>, embedded in the assembly.</summary>
public sealed class NamingPolicies
{
    /// <summary>Id of the policy of the EU arrangement of 24 February 2012.</summary>
    public const string Asterisk = "kosovo-asterisk";

    /// <summary>Id of the policy without mark and footnote.</summary>
    public const string Plain = "plain";

    private readonly Dictionary<string, NamingPolicy> byId;

    private NamingPolicies(IReadOnlyList<NamingPolicy> all)
    {
        All = all;
        byId = all.ToDictionary(p => p.Id);
    }

    /// <summary>Every policy, in the order in which they are offered.</summary>
    public IReadOnlyList<NamingPolicy> All { get; }

    /// <summary>The policy with this id.</summary>
    /// <exception cref="KeyNotFoundException">No policy has the id.</exception>
    public NamingPolicy this[string id] => byId.TryGetValue(id, out var policy) ? policy : throw new KeyNotFoundException($"No naming policy has the id \"{id}\".");

    /// <summary>The policy with this id, or null.</summary>
    public NamingPolicy? Find(string? id) => id is null ? null : byId.GetValueOrDefault(id);

    /// <summary>Reads the embedded policies.</summary>
    public static NamingPolicies Load() => new(NamingFiles.Read<List<NamingPolicy>>("policies.json"));
}

/// <summary>Reads the files of <c>data/naming</c>.</summary>
internal static class NamingFiles
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) }, ReadCommentHandling = JsonCommentHandling.Skip };

    public static T Read<T>(string file)
    {
        using var stream = typeof(NamingFiles).Assembly.GetManifestResourceStream("naming/" + file) ?? throw new InvalidOperationException($"data/naming/{file} is not embedded.");
        return JsonSerializer.Deserialize<T>(stream, Format) ?? throw new InvalidOperationException($"data/naming/{file} is empty.");
    }
}
