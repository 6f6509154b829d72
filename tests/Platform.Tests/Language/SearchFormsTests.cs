using System.Text;
using CsCheck;
using Uramost.Platform.Language;
using Uramost.Platform.People.Persons;

namespace Uramost.Platform.Tests.Language;

/// <summary>In whichever form a word was written and in whichever it is typed, the one finds the other: in lists and among people.</summary>
public sealed class SearchFormsTests
{
    private static readonly string[] Serbian = ["a", "b", "c", "č", "ć", "d", "dž", "đ", "e", "f", "g", "h", "i", "j", "k", "l", "lj", "m", "n", "nj", "o", "p", "r", "s", "š", "t", "u", "v", "z", "ž"];
    private static readonly string[] Albanian = ["a", "b", "c", "ç", "d", "dh", "e", "ë", "f", "g", "gj", "h", "i", "j", "k", "l", "ll", "m", "n", "nj", "o", "p", "q", "r", "rr", "s", "sh", "t", "th", "u", "v", "x", "xh", "y", "z", "zh"];

    private static readonly Gen<string[]> Words = Gen.Select(Gen.Bool, Gen.Int[0, 9_999].Array[3, 12], (serbian, letters) =>
        Forms(string.Concat(letters.Select(l => (serbian ? Serbian : Albanian)[l % (serbian ? Serbian : Albanian).Length])), serbian));

    [Fact]
    public void Every_typed_form_finds_every_written_one_in_lists() => Words.Sample(forms =>
        forms.All(written => forms.All(typed => SearchIndex.Stems(typed).All(stem => SearchIndex.Tokens([$"x {written}, y"]).Any(t => t.StartsWith(stem, StringComparison.Ordinal))))), iter: 5_000);

    [Fact]
    public void Every_typed_form_finds_every_written_one_among_people() => Words.Sample(forms =>
    {
        var organisation = Guid.NewGuid();
        var index = NameIndex.Build([.. forms.Select(f => new PersonName(Guid.NewGuid(), organisation, "Ana", f))]);
        var seen = new HashSet<Guid> { organisation };
        return forms.All(typed => index.Search(typed, seen, 100).Count == forms.Length);
    }, iter: 500);

    [Theory]
    [InlineData("Đakovica", "Ђаковица", "djakovica", "ĐAKOVICA", "Djakovica")]
    [InlineData("Čačak", "Чачак", "cacak", "ČAČAK")]
    [InlineData("Vučitrn", "Вучитрн", "vucitrn")]
    [InlineData("Žabljak", "Жабљак", "zabljak")]
    [InlineData("Džep", "Џеп", "dzep")]
    [InlineData("Çështje", "ceshtje", "ÇËSHTJE")]
    [InlineData("Përmbledhje", "permbledhje", "PËRMBLEDHJE")]
    public void Words_as_people_type_them(params string[] forms)
    {
        foreach (var (written, typed) in forms.SelectMany(w => forms.Select(t => (w, t)))) Assert.Contains(SearchIndex.Tokens([written]), t => t.StartsWith(SearchIndex.Stems(typed).Single(), StringComparison.Ordinal));
    }

    [Fact]
    public void A_name_in_a_token_is_found_by_each_of_the_places_names()
    {
        var tokens = SearchIndex.Tokens(["Dijalog u {{place:xk-vushtrri:loc}} i na {{kosovo:loc}}"]);
        foreach (var typed in new[] { "Vučitrn", "Вучитрн", "Vushtrri", "vushtrrisë", "Kosovo", "Kosova", "Косово" }) Assert.Contains(tokens, t => t.StartsWith(SearchIndex.Stems(typed).Single(), StringComparison.Ordinal));
        Assert.DoesNotContain("place", tokens);
    }

    // As written, in capitals, with marks set apart as some keyboards do, without marks, and in the other script.
    private static string[] Forms(string word, bool serbian)
    {
        var plain = new string([.. word.Replace("đ", "dj").Normalize(NormalizationForm.FormD).Where(char.IsAsciiLetter)]);
        string[] forms = [word, word.ToUpperInvariant(), word.Normalize(NormalizationForm.FormD), plain];
        return serbian ? [.. forms, Cyrillic(word), Cyrillic(word).ToUpperInvariant()] : forms;
    }

    // Letter by letter: the words are made up, so the converter could not know which are foreign.
    private static string Cyrillic(string word)
    {
        var cyrillic = new StringBuilder(word).Replace("dž", "џ").Replace("lj", "љ").Replace("nj", "њ");
        foreach (var (latin, letter) in "abcčćdđefghijklmnoprsštuvzž".Zip("абцчћдђефгхијклмнопрсштувзж")) cyrillic.Replace(latin, letter);
        return cyrillic.ToString();
    }
}
