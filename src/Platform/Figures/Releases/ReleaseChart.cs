using System.Globalization;
using System.Net;
using System.Text;

namespace Uramost.Platform.Figures.Releases;

/// <summary>A release as bars. A hidden cell has its words and no bar, not even an empty one.</summary>
public static class ReleaseChart
{
    private const int Width = 320, Row = 44, Top = 8;

    /// <summary>The picture as SVG, with everything that it shows in words for who cannot see it.</summary>
    public static string Svg(ReleaseText text)
    {
        var bars = new List<(string Label, string Value, long? Number)>();
        for (var r = 0; r < text.Rows[0].Count; r++)
        {
            for (var c = 0; c < text.Columns.Count; c++)
            {
                // Totals would make all other bars short, and are in the table.
                if (text.Content.Dimensions[0].Rows[r].Count == 0 || (text.Rows.Count > 1 && text.Content.Dimensions[1].Rows[c].Count == 0)) continue;
                bars.Add((text.Rows.Count > 1 ? $"{text.Rows[0][r]}: {text.Rows[1][c]}" : text.Rows[0][r], text.Cell(r, c), text.Content.Value(r, c)));
            }
        }

        var most = Math.Max(1, bars.Max(b => b.Number) ?? 1);
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Width} {bars.Count * Row + Top}\" width=\"420\" role=\"img\" class=\"release-chart\" font-family=\"sans-serif\" font-size=\"14\" fill=\"currentColor\">");
        svg.Append("<title>").Append(Encode($"{text.Figure}: {text.Title}")).Append("</title><desc>").Append(Encode(string.Join("; ", bars.Select(b => $"{b.Label}: {b.Value}")))).Append("</desc>");
        foreach (var (i, (label, value, number)) in bars.Index())
        {
            var y = Top + i * Row;
            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"0\" y=\"{y + 12}\">{Encode(Short(label, value))}</text><text x=\"{Width}\" y=\"{y + 12}\" text-anchor=\"end\">{Encode(value)}</text>");
            if (number is { } n) svg.Append(CultureInfo.InvariantCulture, $"<rect x=\"0\" y=\"{y + 18}\" width=\"{Math.Max(1, n * Width / most)}\" height=\"12\" rx=\"2\" fill-opacity=\"0.55\"/>");
        }

        return svg.Append("</svg>").ToString();
    }

    private static string Short(string label, string value)
    {
        var room = Math.Max(10, 42 - value.Length);
        return label.Length <= room ? label : label[..(room - 1)].TrimEnd() + "…";
    }

    private static string Encode(string text) => WebUtility.HtmlEncode(text);
}
