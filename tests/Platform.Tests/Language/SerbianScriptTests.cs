using CsCheck;
using Uramost.Platform.Language;
using Xunit;

namespace Uramost.Platform.Tests.Language;

public class SerbianScriptTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("ЊЕГОШ", "NJEGOŠ")]
    [InlineData("Његош", "Njegoš")]
    [InlineData("Љ. Н. Поповић", "Lj. N. Popović")]
    [InlineData("Љ. Н.", "Lj. N.")]
    [InlineData("Љ. МАРКОВИЋ", "LJ. MARKOVIĆ")]
    [InlineData("ПЕТАР Љ. МАРКОВИЋ", "PETAR LJ. MARKOVIĆ")]
    [InlineData("Петар Љ. Марковић", "Petar Lj. Marković")]
    [InlineData("Слово Џ је ретко", "Slovo Dž je retko")]
    [InlineData("КОЊ", "KONJ")]
    [InlineData("Џејмс и ЏОН", "Džejms i DŽON")]
    [InlineData("ЦДЉ-а", "CDLJ-a")]
    [InlineData("Љиљана Ђурић, Жбевац", "Ljiljana Đurić, Žbevac")]
    [InlineData("инјекција, ињекција", "injekcija, injekcija")]
    public void Cyrillic_capitals_come_out_as_an_educated_hand_writes_them(string cyrillic, string latin) =>
        Assert.Equal(latin, SerbianScript.ToLatin(cyrillic));

    [Fact]
    public void Every_word_of_our_list_of_seams_comes_out_right()
    {
        var wrong = new List<string>();
        int words = 0, seams = 0;
        foreach (var line in File.ReadLines(Repository.Path("data/language/seam-words.tsv")))
        {
            if (line.StartsWith('#')) continue;
            var (latin, cyrillic) = (line.Split('\t')[0], line.Split('\t')[1]);
            words++;
            if (new[] { "нј", "лј", "дж" }.Any(pair => cyrillic.Contains(pair, StringComparison.OrdinalIgnoreCase))) seams++;
            if (SerbianScript.ToCyrillic(latin) != cyrillic) wrong.Add($"{latin} -> {SerbianScript.ToCyrillic(latin)}, not {cyrillic}");
            if (SerbianScript.ToLatin(cyrillic) != latin) wrong.Add($"{cyrillic} -> {SerbianScript.ToLatin(cyrillic)}, not {latin}");
        }
        output.WriteLine($"{words} words, {seams} with a seam; wrong: {string.Join("; ", wrong)}");
        Assert.Empty(wrong);
        Assert.True(seams >= 300);
    }

    [Theory]
    [InlineData("Pišite na info@uramost.org ili posetite https://primer.rs/sr-latn/aktivnosti?strana=2.", "Пишите на info@uramost.org или посетите https://primer.rs/sr-latn/aktivnosti?strana=2.")]
    [InlineData("Izveštaj je u datoteci izvestaj-2019.pdf i na www.k-s-pag.org.", "Извештај је у датотеци izvestaj-2019.pdf и на www.k-s-pag.org.")]
    [InlineData("Ugovor IPA/2018/403-123, oznaka xk05, sastanak B2B-a", "Уговор IPA/2018/403-123, ознака xk05, састанак B2B-а")]
    [InlineData("#dijalog i @aktiv pišu", "#dijalog и @aktiv пишу")]
    [InlineData("Petar I Karađorđević, XIX vek, glava IV, III. deo", "Петар I Карађорђевић, XIX век, глава IV, III. део")]
    [InlineData("I oni su došli. I mi.", "И они су дошли. И ми.")]
    [InlineData("SRBIJA I KOSOVO", "СРБИЈА И КОСОВО")]
    [InlineData("Put je dug 5 km, težak 3 kg; kilometar je dug.", "Пут је дуг 5 km, тежак 3 kg; километар је дуг.")]
    [InlineData("ograničenje 60 km/h, 100 EUR, 20 °C", "ограничење 60 km/h, 100 EUR, 20 °C")]
    [InlineData("Organizacija ⟦Balkans Group⟧ i NGO ⟦Aktiv⟧.", "Организација ⟦Balkans Group⟧ и НГО ⟦Aktiv⟧.")]
    [InlineData("Tekst <span lang=\"en\">Energy is Like <b>Glue</b></span> je objavljen.", "Текст <span lang=\"en\">Energy is Like <b>Glue</b></span> је објављен.")]
    [InlineData("<span lang=\"en\">a <span>b</span> c</span> dan", "<span lang=\"en\">a <span>b</span> c</span> дан")]
    [InlineData("<p class=\"opis\" title=\"Njegoš\">Ljudi</p>", "<p class=\"opis\" title=\"Његош\">Људи</p>")]
    [InlineData("<div lang=\"sr-Latn\">dan</div>", "<div lang=\"sr-Cyrl\">дан</div>")]
    [InlineData("Ukupno {0:N0} učesnika, {1} od {strana}, {{ime}}, %s", "Укупно {0:N0} учесника, {1} од {strana}, {{ime}}, %s")]
    [InlineData("Prvi&nbsp;dan, pet &lt; šest; 5 < 6", "Први&nbsp;дан, пет &lt; шест; 5 < 6")]
    [InlineData("pokrenite `dotnet run` i <code>./test.sh</code>", "покрените `dotnet run` и <code>./test.sh</code>")]
    [InlineData("1990-ih, 20-godišnji, 18h, 2019g.", "1990-их, 20-годишњи, 18h, 2019г.")]
    [InlineData("Google-a, Facebook i YouTube-u", "Google-а, Facebook и YouTube-у")]
    [InlineData("Thaçi, Vushtrri, Shqipëria, Washington", "Thaçi, Vushtrri, Shqipëria, Washington")]
    [InlineData("EU, SAD i NATO; BBC i USAID-a", "ЕУ, САД и НАТО; BBC и USAID-а")]
    [InlineData("kôd, genitiv ženâ", "ко̂д, генитив жена̂")]
    public void What_is_no_Serbian_word_is_left_alone(string latin, string cyrillic)
    {
        Assert.Equal(cyrillic, SerbianScript.ToCyrillic(latin));
        Assert.Equal(latin, SerbianScript.ToLatin(cyrillic));
    }

    [Fact]
    public void Marked_words_stay_in_Cyrillic_too()
    {
        Assert.Equal("List ⟦Правда⟧ i <span lang=\"ru\">новый день</span>", SerbianScript.ToLatin("Лист ⟦Правда⟧ и <span lang=\"ru\">новый день</span>"));
        Assert.Equal("List Правда", SerbianScript.WithoutMarks("List ⟦Правда⟧"));
    }

    [Theory]
    [InlineData("najjači preddiplomski posttraumatski nuzzarada transseksualac", "најјачи преддипломски посттрауматски нуззарада транссексуалац")]
    [InlineData("zoologija koordinator antiimperijalni kontraargument vakuum", "зоологија координатор антиимперијални контрааргумент вакуум")]
    [InlineData("prethodni ishod shvatiti rashod ishrana neophodno kocka", "претходни исход схватити расход исхрана неопходно коцка")]
    [InlineData("superračunar interreligijski poddijalekt vannastavni", "суперрачунар интеррелигијски поддијалект ваннаставни")]
    public void Double_letters_and_h_at_the_end_of_a_prefix_are_Serbian(string latin, string cyrillic)
    {
        Assert.Equal(cyrillic, SerbianScript.ToCyrillic(latin, null, out var doubtful));
        Assert.Empty(doubtful);
    }

    [Theory]
    [InlineData("Čekao je c\u030Ca\u0301k", "Чекао је ча\u0301к")]
    [InlineData("S\u030Ctampa z\u030Civi s\u030Cumu", "Штампа живи шуму")]
    public void Combining_marks_are_read_as_letters(string latin, string cyrillic) =>
        Assert.Equal(cyrillic, SerbianScript.ToCyrillic(latin));

    [Fact]
    public void The_author_is_asked_about_each_kind_of_doubt()
    {
        const string text = "Podžilišni izvor, Schmidt, GRECO, rodjen, kuća o\u0434 kamena";
        SerbianScript.ToCyrillic(text, null, out var doubtful);
        Assert.Equal(
            [("Schmidt", Doubt.Foreign, "Сцхмидт"), ("GRECO", Doubt.Capitals, "GRECO"), ("rodjen", Doubt.BareDj, "рођен"), ("oд", Doubt.MixedScripts, "од")],
            doubtful.Where(d => d.Reason != Doubt.Seam).Select(d => (d.Word, d.Reason, d.Proposed)));
        Assert.All(doubtful, d => Assert.Equal(d.Word, text.Substring(d.Position, d.Word.Length)));
        SerbianScript.ToCyrillic("nadžunglavanje", null, out doubtful);
        var seam = Assert.Single(doubtful);
        Assert.Equal((Doubt.Seam, "наџунглавање", "наджунглавање"), (seam.Reason, seam.Written, seam.Proposed));
    }

    [Fact]
    public void A_word_of_both_scripts_is_reported_and_not_converted()
    {
        // the a of the second word is Latin, the о of "novi" Cyrillic
        Assert.Equal("grad, грaд", SerbianScript.ToLatin("град, грaд", null, out var doubtful));
        Assert.Equal(("грaд", Doubt.MixedScripts, "grad"), (doubtful[0].Word, doubtful[0].Reason, doubtful[0].Proposed));
        Assert.Equal("nоvi", SerbianScript.ToCyrillic("nоvi", null, out doubtful));
        Assert.Equal(("nоvi", Doubt.MixedScripts, "нови"), (doubtful[0].Word, doubtful[0].Reason, doubtful[0].Proposed));
    }

    [Fact]
    public void Russian_is_not_converted_and_Cyrillic_numerals_are_asked_about()
    {
        Assert.Equal("novine новый Правды dan", SerbianScript.ToLatin("новине новый Правды дан", null, out var doubtful));
        Assert.Equal([("новый", Doubt.Foreign), ("Правды", Doubt.Foreign)], doubtful.Select(d => (d.Word, d.Reason)));
        SerbianScript.ToLatin("ХХ век", null, out doubtful);
        Assert.Equal((Doubt.Numeral, "XX"), (doubtful[0].Reason, doubtful[0].Proposed));
    }

    [Fact]
    public void What_the_author_settled_is_written_so_and_not_asked_again()
    {
        var settled = new Dictionary<string, string> { ["rodjen"] = "рођен", ["Superdrug"] = "Superdrug", ["greco"] = "греко", ["podžilišni"] = "поџилишни", ["blic"] = "blic" };
        var cyrillic = SerbianScript.ToCyrillic("Rodjen, RODJEN, Superdrug, GRECO, podžilišni, Blic", settled, out var doubtful);
        Assert.Equal("Рођен, РОЂЕН, Superdrug, ГРЕКО, поџилишни, Blic", cyrillic);
        Assert.Empty(doubtful);
        Assert.Equal("Blitz i Šmit", SerbianScript.ToLatin("Блиц и Шмит", new Dictionary<string, string> { ["блиц"] = "blitz" }, out _));
    }

    [Fact]
    public void The_empty_text_stays_empty_and_a_long_text_keeps_its_lines()
    {
        Assert.Equal("", SerbianScript.ToCyrillic(""));
        Assert.Equal("дан\r\n\tноћ\n", SerbianScript.ToCyrillic("dan\r\n\tnoć\n"));
    }

    [Theory]
    [InlineData("a1", "a", 1, "č")]
    [InlineData("", "a-", 20_000, "č")]
    [InlineData("", "A-", 20_000, "č")]
    [InlineData("", "A ", 20_000, "")]
    [InlineData("", "Љ ", 20_000, "")]
    [InlineData("", "1", 40_000, "č")]
    [InlineData("a", "1", 40_000, "č")]
    [InlineData("", "a.", 20_000, "@")]
    [InlineData("", "<code>", 5_000, "")]
    [InlineData("", "<", 20_000, "")]
    [InlineData("", "{", 20_000, "")]
    [InlineData("", "⟦", 20_000, "")]
    [InlineData("", "neodž", 5_000, "")]
    public void A_hostile_text_is_converted_in_one_go(string start, string repeated, int times, string end)
    {
        var text = start + string.Concat(Enumerable.Repeat(repeated, times)) + end;
        Assert.InRange(SerbianScript.ToCyrillic(text).Length, text.Length / 2, text.Length);
        Assert.InRange(SerbianScript.ToLatin(text).Length, text.Length, text.Length * 2);
    }

    private static readonly string[] SmallLetters = "а б в г д ђ е ж з и ј к л љ м н њ о п р с т ћ у ф х ц ч џ ш".Split(' ');

    // No нј, лј, дж, and no џ or њ behind the vowels of prefixes, where a random word may hit a stem with a seam (оџ…, ињ…).
    private static readonly Gen<string> Cyrillic = Gen.Select(
            Gen.Int[0, 29].Select(i => SmallLetters[i]).Array[1, 9].Select(string.Concat)
                .Where(w => !new[] { "нј", "лј", "дж", "оџ", "аџ", "еџ", "ињ", "оњ", "ањ", "ењ" }.Any(w.Contains)),
            Gen.Int[0, 2])
        .Select((word, style) => style == 0 ? word : style == 1 && word.Length > 1 ? word.ToUpperInvariant() : char.ToUpperInvariant(word[0]) + word[1..])
        .Array[1, 6].Select(words => string.Join(' ', words));

    [Fact]
    public void From_Cyrillic_to_Latin_and_back_changes_nothing_but_what_looks_foreign() =>
        Cyrillic.Sample(text =>
        {
            var latin = SerbianScript.ToLatin(text);
            Assert.DoesNotContain(latin, c => c is >= '\u0400' and <= '\u04FF');
            var back = SerbianScript.ToCyrillic(latin, null, out _).Split(' ');
            var words = text.Split(' ');
            for (var i = 0; i < words.Length; i++)
                Assert.True(back[i] == words[i] || back[i] == latin.Split(' ')[i], $"{words[i]} -> {latin} -> {back[i]}");
        }, iter: 4_000, seed: "0N0XIzNsQ0O2");

    [Fact]
    public void From_Latin_to_Cyrillic_and_back_changes_nothing()
    {
        string[] pieces = ["a", "e", "i", "o", "u", "nj", "lj", "dž", "đ", "č", "ć", "š", "ž", "n", "j", "d", "l", "k", "r", "t", "s", "m", "v", "q", "w", "ë", "sh", "tt", " ", "-", ".", "5", "⟦", "⟧", "{0}", "<b>", "I", "X"];
        Gen.Int[0, pieces.Length - 1].Select(i => pieces[i]).Array[1, 14].Select(string.Concat).Sample(text =>
            Assert.Equal(text, SerbianScript.ToLatin(SerbianScript.ToCyrillic(text))), iter: 4_000, seed: "0N0XIzNsQ0O2");
    }
}
