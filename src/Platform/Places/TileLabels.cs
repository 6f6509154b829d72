using System.Globalization;

namespace Uramost.Platform.Places;

/// <summary>Short labels for tiles: two or three letters, all different, from the names in the reader's language.</summary>
public static class TileLabels
{
    /// <summary>A label for each name, in the same order. The same names always give the same labels.</summary>
    public static IReadOnlyList<string> Shorten(IReadOnlyList<string> names)
    {
        var labels = new string?[names.Count];
        var taken = new HashSet<string>(StringComparer.Ordinal);
        var wishes = names.Select(n => Wishes(n).ToList()).ToList();

        // Whoever has the fewest ways to be told apart chooses first; otherwise the order of the names decides.
        for (var rank = 0; labels.Contains(null); rank++)
        {
            foreach (var group in Enumerable.Range(0, names.Count).Where(i => labels[i] is null).GroupBy(i => wishes[i][Math.Min(rank, wishes[i].Count - 1)]))
            {
                if (taken.Contains(group.Key) || (group.Count() > 1 && rank < 1)) continue;
                var first = group.First();
                labels[first] = group.Key;
                taken.Add(group.Key);
            }

            if (rank > 60)
            {
                foreach (var i in Enumerable.Range(0, names.Count).Where(i => labels[i] is null)) labels[i] = names[i];
            }
        }

        return labels!;
    }

    private static IEnumerable<string> Wishes(string name)
    {
        var words = name.Split([' ', '-'], StringSplitOptions.RemoveEmptyEntries);
        var big = words.Where(w => w.Length > 1).ToArray();
        if (big.Length > 1)
        {
            var (a, b) = (Letters(big[0]), Letters(big[^1]));
            yield return Upper(a[0]) + Upper(b[0]);
            for (var i = 1; i < a.Length; i++) yield return Upper(a[0]) + a[i] + Upper(b[0]);
            for (var i = 1; i < b.Length; i++) yield return Upper(a[0]) + Upper(b[0]) + b[i];
        }
        else
        {
            var l = Letters(words[0]);
            yield return Upper(l[0]) + string.Concat(l.Skip(1).Take(2));
            for (var i = 3; i < l.Length; i++) yield return Upper(l[0]) + l[1] + l[i];
            for (var i = 2; i < l.Length; i++)
            {
                for (var j = i + 1; j < l.Length; j++) yield return Upper(l[0]) + l[i] + l[j];
            }
        }

        yield return name;
    }

    private static string[] Letters(string word)
    {
        var letters = new List<string>();
        var each = StringInfo.GetTextElementEnumerator(word.ToLower(CultureInfo.CurrentCulture));
        while (each.MoveNext()) letters.Add((string)each.Current);
        return [.. letters];
    }

    private static string Upper(string letter) => letter.ToUpper(CultureInfo.CurrentCulture);
}
