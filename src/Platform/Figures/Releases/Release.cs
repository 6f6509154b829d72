using System.ComponentModel.DataAnnotations;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Uramost.Platform.Contracts;
using Uramost.Platform.Data;
using Uramost.Platform.Figures.Disclosure;

namespace Uramost.Platform.Figures.Releases;

/// <summary>For whom a release is made.</summary>
public enum ReleaseAudience
{
    /// <summary>Everybody.</summary>
    Public,
    /// <summary>The project's donors, under agreement.</summary>
    Donors,
}

/// <summary>
/// A table of people as it went out: numbered, never changed, and attacked together with all that went out before it.
/// What is hidden in it is kept apart from what readers get, since the next release has to be attacked with it.
/// </summary>
[Raises(VersionNames.PublicPages), Index(nameof(ProjectId), nameof(Number), IsUnique = true)]
public sealed class Release : Record, IUnchanging
{
    /// <summary>The project of whose people it tells.</summary>
    public Guid ProjectId { get; init; }

    /// <summary>1, 2, 3 … within the project.</summary>
    public int Number { get; init; }

    /// <summary>The figure.</summary>
    [AuditedAsCode, MaxLength(60)] public string FigureId { get; init; } = "";

    /// <summary>Code of the template.</summary>
    [AuditedAsCode, MaxLength(60)] public string Template { get; init; } = "";

    /// <summary>For whom.</summary>
    public ReleaseAudience Audience { get; init; }

    /// <summary>Fewer people than this are not shown.</summary>
    public int Threshold { get; init; }

    /// <summary>When the numbers were read and it went out, UTC.</summary>
    public DateTime MadeAt { get; init; }

    /// <summary>Who published it, or null.</summary>
    public Guid? MadeBy { get; init; }

    /// <summary>What readers get, as JSON: a <see cref="ReleaseContent"/>.</summary>
    public string Content { get; init; } = "";

    /// <summary>SHA-256 of <see cref="Content"/>, by which anybody can check that it is unchanged.</summary>
    [AuditedAsCode, MaxLength(64)] public string Hash { get; init; } = "";

    /// <summary>The whole table with why each cell is hidden, as JSON; for the next attack and for nobody's eyes.</summary>
    [StaysHere] public string Kept { get; init; } = "";

    /// <summary>What readers get.</summary>
    public ReleaseContent Read() => JsonSerializer.Deserialize<ReleaseContent>(Content, JsonColumn.Options)!;

    /// <summary>The whole table.</summary>
    internal PublishedTable Table() => JsonSerializer.Deserialize<KeptTable>(Kept, JsonColumn.Options)!.Table();

    /// <summary>Whether the content is what was published.</summary>
    public bool IsUnchanged => Hash == HashOf(Content);

    /// <summary>SHA-256 in lower case hexadecimal digits.</summary>
    internal static string HashOf(string content) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content)));
}

/// <summary>One dimension of what readers get.</summary>
/// <param name="Name">Its key.</param>
/// <param name="Adds">Whether its rows add up to the total: distinct people of several years do not.</param>
/// <param name="Rows">Categories of each row; a row without any is the total.</param>
public sealed record ReleaseDimension(string Name, bool Adds, IReadOnlyList<IReadOnlyList<string>> Rows);

/// <summary>What readers get of a release: a hidden cell has no value, and nothing tells which kind of hidden cell it is.</summary>
/// <param name="Figure">The figure.</param>
/// <param name="Project">The project.</param>
/// <param name="Number">Number of the release in it.</param>
/// <param name="Template">Code of the template.</param>
/// <param name="Audience">For whom.</param>
/// <param name="Threshold">Fewer people than this are not shown.</param>
/// <param name="MadeAt">When, UTC.</param>
/// <param name="Dimensions">One or two dimensions.</param>
/// <param name="Values">The cells, the last dimension running fastest; null: under the threshold or withheld.</param>
public sealed record ReleaseContent(
    string Figure, Guid Project, int Number, string Template, ReleaseAudience Audience, int Threshold, DateTime MadeAt, IReadOnlyList<ReleaseDimension> Dimensions, IReadOnlyList<long?> Values)
{
    /// <summary>What is shown of a table.</summary>
    public static (IReadOnlyList<ReleaseDimension> Dimensions, IReadOnlyList<long?> Values) Of(PublishedTable table) =>
        ([.. table.Dimensions.Select(d => new ReleaseDimension(d.Name, d.Additive,
            [.. Enumerable.Range(0, d.Size).Where(d.Offers).Select(n => n == d.Total ? (IReadOnlyList<string>)[] : [.. d.Parts(n).Select(p => d.Categories[p])])]))],
            [.. Enumerable.Range(0, table.Count).Where(table.IsOffered).Select(table.Shown)]);

    /// <summary>Value of a cell of the first and, where there is one, the second dimension; null: hidden.</summary>
    public long? Value(int row, int column = 0) => Values[Dimensions.Count == 1 ? row : row * Dimensions[1].Rows.Count + column];

    /// <summary>The part of the total that a cell of a table of one dimension is; null where either is hidden or the rows do not add up.</summary>
    public decimal? Share(int row) =>
        Dimensions is [{ Adds: true } only] && only.Rows[row].Count > 0 && Value(row) is { } part && Value(only.Rows.Count - 1) is > 0 and var whole ? (decimal)part / whole : null;
}

/// <summary>A dimension of a kept table.</summary>
internal sealed record KeptDimension(string Name, IReadOnlyList<string> Categories, bool Sensitive, bool Additive, IReadOnlyList<CategoryGroup> Groups);

/// <summary>A whole table as it is kept.</summary>
internal sealed record KeptTable(IReadOnlyList<KeptDimension> Dimensions, IReadOnlyList<long> Values, IReadOnlyList<Hidden> Hidden)
{
    public static KeptTable Of(PublishedTable table) => new(
        [.. table.Dimensions.Select(d => new KeptDimension(d.Name, d.Categories, d.Sensitive, d.Additive, d.Groups ?? []))],
        [.. Enumerable.Range(0, table.Count).Select(table.Value)], [.. Enumerable.Range(0, table.Count).Select(table.Why)]);

    public PublishedTable Table()
    {
        var table = new PublishedTable([.. Dimensions.Select(d => new TableDimension(d.Name, d.Categories, d.Sensitive, d.Additive, d.Groups))], Values);
        for (var i = 0; i < Hidden.Count; i++) table.Hide(i, Hidden[i]);
        return table;
    }
}
