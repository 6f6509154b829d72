using System.Globalization;

namespace Uramost.Programmes.Results;

/// <summary>Answers as they are pasted from a table: a line for each participant with code, before, after.</summary>
public static class ReadAnswers
{
    /// <summary>One participant.</summary>
    /// <param name="Line">The line, from 1.</param>
    /// <param name="Code">The code that the participant chose.</param>
    /// <param name="Before">The answer before, or null.</param>
    /// <param name="After">The answer after, or null.</param>
    public readonly record struct Row(int Line, string Code, int? Before, int? After);

    /// <summary>Reads the lines. Columns are parted by tab, semicolon or comma; a first line whose answers are words is a heading; an empty cell is no answer.</summary>
    /// <param name="text">What was pasted.</param>
    /// <param name="lowest">The lowest answer.</param>
    /// <param name="highest">The highest answer.</param>
    /// <returns>The participants, and the numbers of the lines that cannot be read.</returns>
    public static (IReadOnlyList<Row> Rows, IReadOnlyList<int> Wrong) Lines(string text, int lowest, int highest)
    {
        var (rows, wrong, codes) = (new List<Row>(), new List<int>(), new HashSet<string>(StringComparer.OrdinalIgnoreCase));
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            if (string.IsNullOrWhiteSpace(lines[i])) continue;
            var cells = lines[i].Split(lines[i].Contains('\t') ? '\t' : lines[i].Contains(';') ? ';' : ',').Select(c => c.Trim().Trim('"')).ToArray();
            if (i == 0 && cells.Length == 3 && cells.Skip(1).All(c => c.Length > 0 && !char.IsAsciiDigit(c[0]) && c[0] != '-')) continue;
            if (cells.Length == 3 && cells[0].Length is > 0 and <= 40 && Answer(cells[1], out var before) && Answer(cells[2], out var after) && (before ?? after) is not null && codes.Add(cells[0])) rows.Add(new Row(i + 1, cells[0], before, after));
            else wrong.Add(i + 1);
        }

        return (rows, wrong);

        bool Answer(string cell, out int? answer)
        {
            answer = null;
            if (cell.Length == 0) return true;
            if (!int.TryParse(cell, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) || number < lowest || number > highest) return false;
            answer = number;
            return true;
        }
    }
}
