namespace Uramost.Platform.Figures.Releases;

/// <summary>
/// A way in which people may be broken down for readers outside. The list is fixed: a table that anybody could compose
/// could not be attacked together with all others beforehand.
/// </summary>
/// <param name="Code">Its code in addresses: its dimensions, joined by a hyphen.</param>
/// <param name="Dimensions">One or two dimensions of the figure.</param>
public sealed record ReleaseTemplate(string Code, IReadOnlyList<string> Dimensions)
{
    /// <summary>Dimensions of people that only a release tells of.</summary>
    public const string Region = "region", Gender = "gender", Age = "age", Community = "community";

    /// <summary>
    /// The approved templates. Community stands alone; municipality and the single activity do not occur. Those of two
    /// dimensions all share gender, so that the tables form no circle (see docs/decisions/0046-releases.md).
    /// </summary>
    public static readonly IReadOnlyList<ReleaseTemplate> All =
    [
        Of(Figure.Kind), Of(Figure.Year), Of(Region), Of(Gender), Of(Age), Of(Community),
        Of(Figure.Year, Gender), Of(Figure.Kind, Gender), Of(Region, Gender),
    ];

    /// <summary>The template with this code, or null.</summary>
    public static ReleaseTemplate? Find(string? code) => All.FirstOrDefault(t => t.Code == code);

    private static ReleaseTemplate Of(params string[] dimensions) => new(string.Join('-', dimensions), dimensions);
}
