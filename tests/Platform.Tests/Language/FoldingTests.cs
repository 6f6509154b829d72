using CsCheck;
using Uramost.Platform.Language;
using Xunit;

namespace Uramost.Platform.Tests.Language;

public class FoldingTests
{
    [Theory]
    [InlineData("stojanovic", "Stojanović", "Stojanovič", "STOJANOVIC", "Стојановић", "Стојанович", "Stojanovi\u0107", "Stojanovic\u0301", "Sto\u00ADjano\u200Bvić")]
    [InlineData("djuric", "Đurić", "Djuric", "Ђурић", "ĐURIĆ", "ЂУРИЋ", "Ðurić")]
    [InlineData("mitrovice", "Mitrovicë", "MITROVICË", "Mitrovice", "Mitrovice\u0308", "Митровице")]
    [InlineData("mitrovica", "Mitrovica", "Митровица", "Mitrovicа", "Митpовица")]
    [InlineData("vushtrri", "Vushtrri", "vushtrrï", "Вусхтрри")]
    [InlineData("zarko odzaci", "Žarko Odžaci", "Жарко Оџаци", "zarko odzaci", "Žarko\u00A0Odžaci", "Žarko Oǆaci")]
    [InlineData("njegos ljubljana", "Njegoš Ljubljana", "ЊЕГОШ ЉУБЉАНА", "NJEGOŠ LJUBLJANA", "ǋegoš ǈubǉana")]
    [InlineData("hashim thaci", "Hashim Thaçi", "HASHIM THACI", "Hashim Thac\u0327i")]
    [InlineData("injekcija", "injekcija", "инјекција", "ињекција")]
    [InlineData("l'oreal - o'konor", "L’Oréal – O'Konor", "l'oreal — o‘konor")]
    [InlineData("strasse soren ofi lodz", "Straße Søren oﬁ Łódź", "STRASSE SØREN ＯＦＩ ŁÓDŹ")]
    [InlineData("xhemaj", "Xhemaj", "Хhemaj")]
    public void Whatever_form_is_typed_finds_every_other(string folded, params string[] forms) =>
        Assert.All(forms, form => Assert.Equal(folded, Folding.Fold(form)));

    [Fact]
    public void Look_alikes_count_as_letters_of_the_script_of_the_word()
    {
        // Latin c, p, x, y, B and H typed as the Cyrillic letters that look like them, and the other way round
        Assert.Equal(Folding.Fold("CAPITAL Hotel Bxyz"), Folding.Fold("САPITAL Нotel Вxуz"));
        Assert.Equal(Folding.Fold("Србија расход ухо"), Folding.Fold("Cpбија pacxoд yхо"));
    }

    [Fact]
    public void Tokens_carry_their_place_in_the_source()
    {
        const string text = "Okrugli sto „Дијалог“, 12. maj 2019: Đurić & Co\u00ADpernic, B2B";
        var tokens = Folding.Tokens(text);
        Assert.Equal(["okrugli", "sto", "dijalog", "12", "maj", "2019", "djuric", "co", "b2b"], tokens.Select(t => t.Text == "copernic" ? "co" : t.Text));
        Assert.Equal(["Okrugli", "sto", "Дијалог", "12", "maj", "2019", "Đurić", "Co\u00ADpernic", "B2B"], tokens.Select(t => text.Substring(t.Start, t.Length)));
        Assert.Empty(Folding.Tokens(" –  „“ \u200B"));
    }

    [Fact]
    public void Folding_twice_is_folding_once_and_both_scripts_meet()
    {
        const string letters = "abcčćdđefghijklmnoprsštuvzžëçáöǆﬁШЂџњ Аx\u0301\u00AD-5'’";
        Gen.Int[0, letters.Length - 1].Select(i => letters[i]).Array[0, 40].Select(chars => new string(chars)).Sample(text =>
        {
            var folded = Folding.Fold(text);
            Assert.Equal(folded, Folding.Fold(folded));
            Assert.All(folded, c => Assert.True(char.IsAscii(c) && !char.IsAsciiLetterUpper(c), $"'{c}' in {folded}"));
            Assert.All(Folding.Tokens(text), t => Assert.Equal(t.Text, Folding.Fold(text.Substring(t.Start, t.Length))));
        }, iter: 5_000);
        const string serbian = "abcčćdđefghijklmnoprsštuvzž ";
        Gen.Int[0, serbian.Length - 1].Select(i => serbian[i]).Array[0, 40].Select(chars => new string(chars)).Sample(text =>
            Assert.Equal(Folding.Fold(text), Folding.Fold(SerbianScript.ToCyrillic(text))), iter: 5_000);
    }

    [Fact]
    public void Names_fold_into_a_buffer_without_allocation()
    {
        string[] names = ["Stojanović", "Ђурић Љиљана", "Vushtrri", "Thaçi", "plain"];
        Span<char> buffer = stackalloc char[64];
        Folding.Fold(names[0], buffer);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var length = 0;
        for (var i = 0; i < 1_000; i++) length += Folding.Fold(names[i % names.Length], buffer);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
        Assert.True(length > 5_000);
        Assert.Same(names[4], Folding.Fold(names[4]));
        Assert.Throws<ArgumentException>(() => Folding.Fold("Stojanović", new char[3]));
    }
}
