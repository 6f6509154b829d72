using System.Globalization;
using System.Resources;
using Uramost.Platform.Language;

namespace Uramost.Platform.Import;

/// <summary>What a column of an import means.</summary>
/// <param name="Key">Stable name, the same in every language and in exports (<c>starts_on</c>).</param>
/// <param name="Required">Whether a row needs it.</param>
public sealed record ImportField(string Key, bool Required = false)
{
    /// <summary>Name of the field that holds our own id of a record.</summary>
    public const string Id = "id";

    /// <summary>Name of the field that holds the row's number in somebody's own list.</summary>
    public const string Number = "number";
}

/// <summary>The words of a kind in all three languages: headings and choices are read whatever the reader's language.</summary>
public static class ImportWords
{
    private static readonly CultureInfo[] Languages = [CultureInfo.GetCultureInfo("en"), CultureInfo.GetCultureInfo("sq"), CultureInfo.GetCultureInfo("sr-Latn")];

    /// <summary>The word in each language.</summary>
    public static IEnumerable<string> All(Type words, string key)
    {
        var file = new ResourceManager(words.FullName!, words.Assembly);
        return Languages.Select(l => file.GetString(key, l)).OfType<string>().Distinct();
    }

    /// <summary>A text by which two spellings are compared: folded words with one space between them.</summary>
    public static string Plain(string text) => string.Join(' ', Folding.Tokens(text).Select(t => t.Text));

    /// <summary>How a field may be called in a heading: its label and its other names in each language, and its key.</summary>
    public static IEnumerable<string> Headings(Type words, string field) =>
        All(words, $"Import.{field}").Concat(All(words, $"Import.{field}.also").SelectMany(a => a.Split(';'))).Append(field.Replace('_', ' ')).Select(Plain).Where(h => h.Length > 0).Distinct();
}

/// <summary>A closed list of values, read in any of the languages and by code.</summary>
public sealed class ImportChoices<T>
{
    private readonly Dictionary<string, T> bySpelling = [];

    /// <summary>Adds a value.</summary>
    /// <param name="value">The value.</param>
    /// <param name="spellings">Its spellings; the first that claims one keeps it.</param>
    public ImportChoices<T> Add(T value, params IEnumerable<string> spellings)
    {
        foreach (var spelling in spellings) bySpelling.TryAdd(ImportWords.Plain(spelling), value);
        return this;
    }

    /// <summary>Finds the value of a spelling.</summary>
    public bool Find(string typed, out T value) => bySpelling.TryGetValue(ImportWords.Plain(typed), out value!);
}

/// <summary>Proposes which column is which field.</summary>
public static class MatchColumns
{
    /// <summary>Columns (from 1) by field; each column and each field once. A whole heading comes before one that begins like a field's name.</summary>
    public static Dictionary<string, int> Propose(IImportKind kind, IReadOnlyList<string> headings)
    {
        var plain = headings.Select(ImportWords.Plain).ToList();
        var names = kind.Fields.Select(f => (f.Key, Names: ImportWords.Headings(kind.Words, f.Key).ToList())).ToList();
        var found = new Dictionary<string, int>();
        Take((heading, name) => heading == name);
        Take((heading, name) => name.Length >= 4 && (heading.StartsWith(name + " ", StringComparison.Ordinal) || heading.EndsWith(" " + name, StringComparison.Ordinal)));
        return found;

        void Take(Func<string, string, bool> fits)
        {
            foreach (var (field, own) in names)
            {
                if (found.ContainsKey(field)) continue;
                for (var column = 1; column <= plain.Count; column++)
                {
                    if (plain[column - 1].Length == 0 || found.ContainsValue(column) || !own.Any(n => fits(plain[column - 1], n))) continue;
                    found[field] = column;
                    break;
                }
            }
        }
    }

    /// <summary>The row among the first ones that looks most like headings: the one in which most fields are found, else the first.</summary>
    public static int HeaderRow(IImportKind kind, IReadOnlyList<Tables.SheetRow> first)
    {
        var best = first.Select(r => (r.Number, Found: Propose(kind, [.. r.Cells.Select(c => c.Text)]).Count)).MaxBy(r => r.Found);
        return best.Found > 0 ? best.Number : first.Count > 0 ? first[0].Number : 1;
    }
}
