using System.Globalization;
using System.Resources;
using System.Text.RegularExpressions;
using Uramost.Platform.Files;
using Xunit;

namespace Uramost.Platform.Tests.Files;

/// <summary>Whatever is refused is said in words, in each language, with the values that the sentence needs.</summary>
public partial class RefusalWordsTests
{
    private static readonly ResourceManager Words = new("Uramost.Platform.Files.Words", typeof(FileKind).Assembly);

    private static string Say(string key, string language) =>
        Words.GetResourceSet(CultureInfo.GetCultureInfo(language), true, false)?.GetString(key) ?? throw new InvalidOperationException($"{key} is missing in {language}");

    [Fact]
    public void Every_refusal_in_the_code_has_its_sentence_in_three_languages()
    {
        var folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "Uramost.slnx"))) folder = Path.GetDirectoryName(folder);
        if (folder is null) Assert.Skip("the sources are not beside the tests");
        var codes = Directory.EnumerateFiles(Path.Combine(folder, "src", "Platform"), "*.cs", SearchOption.AllDirectories)
            .SelectMany(f => Code().Matches(File.ReadAllText(f)).SelectMany(m => Quoted().Matches(m.Groups[1].Value).Select(q => q.Groups[1].Value)))
            .Distinct().ToList();
        Assert.Contains("heic", codes);
        Assert.Contains("old-office", codes);
        foreach (var code in codes)
        {
            var english = Say("Refused." + code, "");
            foreach (var language in (string[])["sq", "sr-Latn"])
            {
                var text = Say("Refused." + code, language);
                Assert.NotEqual(english, text);
                Assert.Equal(Placeholders(english), Placeholders(text));
            }
        }
    }

    [Fact]
    public void Every_kind_has_a_name_in_three_languages()
    {
        foreach (var kind in FileKinds.All)
            foreach (var language in (string[])["", "sq", "sr-Latn"])
                Assert.NotEmpty(Say("Kind." + kind, language));
    }

    private static List<string> Placeholders(string text) => [.. Placeholder().Matches(text).Select(m => m.Value).Distinct().Order()];

    [GeneratedRegex(@"new FileRefusedException\(([^;]*);")]
    private static partial Regex Code();
    [GeneratedRegex("\"([a-z][a-z-]{2,})\"")]
    private static partial Regex Quoted();
    [GeneratedRegex(@"\{\d\}")]
    private static partial Regex Placeholder();
}
