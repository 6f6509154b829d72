using System.Text.RegularExpressions;
using System.Xml.Linq;
using Uramost.Platform.Language;

namespace Uramost.Site.Tests.Language;

/// <summary>Every word exists in every language, and every key that a page asks for exists.</summary>
public sealed partial class WordsTests
{
    private static readonly string[] Languages = ["", ".sq", ".sr-Latn"];

    [Fact]
    public void No_language_misses_a_key_and_placeholders_agree()
    {
        var problems = new List<string>();
        foreach (var file in Neutral())
        {
            var sets = Languages.Select(l => Read(file[..^".resx".Length] + l + ".resx")).ToList();
            foreach (var key in sets.SelectMany(s => s.Keys).Distinct())
            {
                foreach (var (set, language) in sets.Zip(Languages))
                {
                    if (!set.TryGetValue(key, out var value) || string.IsNullOrWhiteSpace(value)) problems.Add($"{Short(file)}{language}: {key} is missing");
                    else if (sets[0].TryGetValue(key, out var english) && Placeholders(english) != Placeholders(value)) problems.Add($"{Short(file)}{language}: {key} has other placeholders than English");
                }
            }
        }

        Assert.Empty(problems);
    }

    [Fact]
    public void No_translated_page_keeps_the_English_sentence()
    {
        // One word may be the same in two languages (Email, Excel); a sentence may not.
        var kept = from file in Neutral()
                   let english = Read(file)
                   from language in Languages.Skip(1)
                   from pair in Read(file[..^".resx".Length] + language + ".resx")
                   where english.TryGetValue(pair.Key, out var text) && text == pair.Value && Regex.Count(text, @"\p{L}{2,}") >= 3
                   select $"{Short(file)}{language}: {pair.Key}";
        Assert.Empty(kept);
    }

    [Fact]
    public void Every_key_that_is_asked_for_exists()
    {
        var missing = new List<string>();
        var asked = 0;
        foreach (var source in Directory.EnumerateFiles(Repository.Path("src"), "*.*", SearchOption.AllDirectories)
            .Where(f => f.EndsWith(".razor", StringComparison.Ordinal) || f.EndsWith(".cs", StringComparison.Ordinal)).Where(f => !f.Contains("/obj/", StringComparison.Ordinal)))
        {
            var text = File.ReadAllText(source);
            // The marker class of a file's words: the folder's own, unless the injection names another room.
            foreach (var injection in Injection().Matches(text).Cast<Match>())
            {
                var type = injection.Groups["type"].Value;
                var file = type.Contains('.') ? Repository.Path(["src", .. type.Split('.').Where(p => p != "Uramost")]) : Path.Combine(Path.GetDirectoryName(source)!, type);
                if (!File.Exists(file + ".resx")) continue;
                var keys = Read(file + ".resx").Keys.Select(k => Suffix().Replace(k, "")).ToHashSet();
                keys.UnionWith(Read(file + ".resx").Keys);
                foreach (var key in Regex.Matches(text, $@"\b{injection.Groups["name"].Value}(?:\[|\.Count\()""(?<key>[^""{{}}]+)""").Select(m => m.Groups["key"].Value))
                {
                    asked++;
                    if (!keys.Contains(key)) missing.Add($"{Short(source)}: {key}");
                }
            }
        }

        Assert.Empty(missing);
        Assert.True(asked > 20, $"Only {asked} keys were looked at.");
    }

    [Fact]
    public void Every_Serbian_word_turns_into_Cyrillic_without_doubt()
    {
        var doubts = new SortedSet<string>(StringComparer.Ordinal);
        var count = 0;
        foreach (var file in Neutral())
        {
            var overridden = File.Exists(file[..^".resx".Length] + ".sr-Cyrl.resx") ? Read(file[..^".resx".Length] + ".sr-Cyrl.resx") : [];
            foreach (var (key, latin) in Read(file[..^".resx".Length] + ".sr-Latn.resx").Where(w => !overridden.ContainsKey(w.Key)))
            {
                count++;
                SerbianScript.ToCyrillic(latin, null, out var doubtful);
                // A word that stays as it is was recognised; one that was converted in doubt belongs on one of the lists.
                doubts.UnionWith(doubtful.Where(d => d.Written != d.Word).Select(d => $"{d.Word} → {d.Written} ({d.Reason}) in {Short(file)}: {key}"));
            }
        }

        foreach (var page in Directory.GetFiles(Repository.Path("docs", "help", "sr-latn"), "*.md"))
        {
            SerbianScript.ToCyrillic(Code().Replace(File.ReadAllText(page), ""), null, out var doubtful);
            doubts.UnionWith(doubtful.Where(d => d.Written != d.Word).Select(d => $"{d.Word} → {d.Written} ({d.Reason}) in {Path.GetFileName(page)}"));
        }

        Assert.True(count > 1_500, $"{count} words");
        Assert.True(doubts.Count == 0, string.Join('\n', doubts));
    }

    [Fact]
    public void Quotation_marks_are_those_of_the_language_and_the_address_is_formal()
    {
        var problems = new List<string>();
        foreach (var file in Neutral())
        {
            foreach (var (language, wrong) in new[] { ("", new Regex("[„«»]")), (".sq", new Regex("[“«»]|\"")), (".sr-Latn", new Regex("[“«»]|\"|\\b(vi|vas|vam|vama|vaš|vaša|vaše|vašu|vašem|vašeg|vaši)\\b")) })
            {
                // Among the words that an import recognises every spelling is welcome.
                problems.AddRange(Read(file[..^".resx".Length] + language + ".resx").Where(w => !w.Key.EndsWith(".also", StringComparison.Ordinal) && !(file.EndsWith("Ui/Words.resx", StringComparison.Ordinal) && w.Key.StartsWith("Quote", StringComparison.Ordinal)) && wrong.IsMatch(w.Value)).Select(w => $"{Short(file)}{language}: {w.Key}: {w.Value}"));
            }
        }

        Assert.True(problems.Count == 0, string.Join('\n', problems));
    }

    private static IEnumerable<string> Neutral() => Directory.EnumerateFiles(Repository.Path("src"), "*.resx", SearchOption.AllDirectories)
        .Where(f => !Path.GetFileNameWithoutExtension(f).Contains('.') && !f.Contains("/obj/", StringComparison.Ordinal));

    private static Dictionary<string, string> Read(string file) => !File.Exists(file) ? [] : XDocument.Load(file).Root!.Elements("data").ToDictionary(d => d.Attribute("name")!.Value, d => d.Element("value")!.Value);

    private static string Placeholders(string text) => string.Join(',', Regex.Matches(text, @"\{\d+").Select(m => m.Value).Distinct().Order());

    private static string Short(string file) => Path.GetRelativePath(Repository.Root, file);

    [GeneratedRegex(@"IStringLocalizer<(?<type>[\w.]+)> (?<name>\w+)")]
    private static partial Regex Injection();

    [GeneratedRegex(@"\.(one|few|other)$")]
    private static partial Regex Suffix();

    [GeneratedRegex(@"`[^`]*`|\]\([^)]*\)")]
    private static partial Regex Code();
}
