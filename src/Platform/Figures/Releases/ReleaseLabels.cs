using Microsoft.Extensions.Localization;
using Uramost.Platform.Data;
using Uramost.Platform.Language;

namespace Uramost.Platform.Figures.Releases;

/// <summary>A release in the reader's words: the same ones in the page, in the files, in the picture and for who listens.</summary>
/// <param name="Content">What readers get.</param>
/// <param name="Figure">What is counted.</param>
/// <param name="Title">By what.</param>
/// <param name="Dimensions">Names of the dimensions.</param>
/// <param name="Rows">Names of the rows of each dimension, the total last.</param>
/// <param name="Hidden">What stands in place of a hidden cell.</param>
/// <param name="Why">Why it does.</param>
public sealed record ReleaseText(ReleaseContent Content, string Figure, string Title, IReadOnlyList<string> Dimensions, IReadOnlyList<IReadOnlyList<string>> Rows, string Hidden, string Why)
{
    /// <summary>Names of the columns: of the second dimension, or one.</summary>
    public IReadOnlyList<string> Columns => Rows.Count > 1 ? Rows[1] : [Figure];

    /// <summary>A cell as it is read.</summary>
    public string Cell(int row, int column) => Content.Value(row, column) is { } value ? value.ToString("N0", UiVariant.Current.Culture) : Hidden;
}

/// <summary>Gives releases their words.</summary>
public sealed class ReleaseLabels(PlatformDb db, FigureCatalogue figures, IStringLocalizer<Words> words)
{
    /// <summary>The words of a release.</summary>
    /// <param name="content">It.</param>
    /// <param name="say">Names by the policy of the page or file.</param>
    public async Task<ReleaseText> For(ReleaseContent content, Func<PublishedText, string?> say)
    {
        var figure = figures.Find(content.Figure);
        var rows = new List<IReadOnlyList<string>>();
        foreach (var dimension in content.Dimensions)
        {
            var keys = dimension.Rows.SelectMany(r => r).Distinct().ToList();
            var labels = figure is null ? new Dictionary<string, PublishedText>() : await figure.Labels(db, dimension.Name, keys);
            rows.Add([.. dimension.Rows.Select(r => r.Count == 0 ? words["Total"].Value : string.Join(", ", r.Select(k => labels.TryGetValue(k, out var label) ? say(label) ?? k : k)))]);
        }

        return new ReleaseText(content, figure?.Name ?? content.Figure, words[$"Template.{content.Template}"], [.. content.Dimensions.Select(d => words[$"Dimension.{d.Name}"].Value)], rows, words["Hidden", content.Threshold], words["HiddenWhy", content.Threshold]);
    }
}
