using System.Xml.Linq;
using Uramost.Platform.Language;
using Uramost.Platform.Naming;
using Uramost.Platform.Places;
using Xunit;

namespace Uramost.Platform.Tests.Naming;

public sealed class NamingHintsTests
{
    private static readonly PlaceCatalogue Places = PlaceCatalogue.Load();
    private static readonly NamingHints Hints = new(Places);

    private static string[] Found(string text, UiVariant variant) => [.. Hints.Find(text, variant).Select(h => $"{h.Found} → {h.Propose ?? string.Join('|', h.Places.Select(p => p.Id))}")];

    [Fact]
    public void Typed_names_are_flagged_with_the_token_that_prints_the_same()
    {
        Assert.Equal(["Kosovo* → {{kosovo}}", "Vushtrri/Vučitrn → {{place:xk-vushtrri}}", "Kraljevo → {{place:rs-kraljevo}}"],
            Found("Youth from Kosovo* met in Vushtrri/Vučitrn and in Kraljevo.", UiVariant.English));
        Assert.Equal(["Kosovës → {{kosovo:gen}}", "Prishtinë → {{place:xk-prishtine}}", "Vushtrrisë → {{place:xk-vushtrri:gen}}"],
            Found("Të rinjtë e Kosovës u takuan në Prishtinë, pastaj në komunën e Vushtrrisë.", UiVariant.Albanian));
        Assert.Equal(["Kosovu → {{kosovo:dat}}", "Vučitrnu → {{place:xk-vushtrri:dat}}", "Novog Pazara → {{place:rs-novi-pazar:gen}}"],
            Found("Na Kosovu su se u Vučitrnu okupili mladi iz Novog Pazara.", UiVariant.SerbianLatin));
        Assert.Equal(["Косову → {{kosovo:dat}}", "Косовом Пољу → {{place:xk-fushe-kosove}}"],
            Found("На Косову, у Косовом Пољу.", UiVariant.SerbianCyrillic));
    }

    [Fact]
    public void A_replaced_name_prints_as_it_was_typed()
    {
        foreach (var (text, variant) in new[]
        {
            ("Të rinjtë e Kosovës u takuan në Prishtinë, pastaj në komunën e Vushtrrisë dhe në Fushë Kosovë.", UiVariant.Albanian),
            ("Mladi sa Kosova susreli su se u Kosovu Polju, Severnoj Mitrovici, Peći i Gnjilanu.", UiVariant.SerbianLatin),
            ("Млади са Косова сусрели су се у Косову Пољу, Северној Митровици, Пећи и Гњилану.", UiVariant.SerbianCyrillic),
        })
        {
            var replaced = text;
            foreach (var hint in Hints.Find(text, variant).Reverse()) replaced = replaced[..hint.Start] + hint.Propose + replaced[(hint.Start + hint.Length)..];
            Assert.NotEqual(text, replaced);
            Assert.Equal(text, new NamingWriter(NamingPolicies.Load()["plain"], Places, variant).Write(replaced));
            Assert.Empty(Hints.Find(replaced, variant));
        }
    }

    [Fact]
    public void Where_a_name_may_mean_several_places_the_writer_chooses()
    {
        var hint = Assert.Single(Hints.Find("Civil society of Mitrovica took part.", UiVariant.English));
        Assert.Null(hint.Propose);
        Assert.Equal(["xk-mitrovica-whole", "xk-mitrovice-jug", "xk-mitrovice-veri"], hint.Places.Select(p => p.Id).Order());
        Assert.Equal(["xk-mitrovice-veri"], Assert.Single(Hints.Find("Held in North Mitrovica.", UiVariant.English)).Places.Select(p => p.Id));
    }

    [Fact]
    public void Forbidden_phrases_are_flagged_too_and_common_words_are_not()
    {
        Assert.Equal(["status-name"], Hints.Find("the Republic of Kosovo", UiVariant.English).Select(h => h.Rule));
        Assert.Empty(Hints.Find("Viti 2023 ishte i mirë.", UiVariant.Albanian));
        Assert.Empty(Hints.Find("Istok i zapad. Bor raste na obali.", UiVariant.SerbianLatin));
        Assert.Empty(Hints.Find("{{kosovo}} and {{place:xk-peje}}", UiVariant.English));
        Assert.Empty(Hints.Find("", UiVariant.English));
    }

    [Fact]
    public void A_records_text_is_looked_through_in_every_language_it_has()
    {
        var hints = Hints.Find(new LocalText("In Kosovo", "Në Kosovë", "На Косову")).ToList();
        Assert.Equal([UiVariant.English, UiVariant.Albanian, UiVariant.SerbianCyrillic], hints.Select(h => h.Variant));
        Assert.Equal(["{{kosovo}}", "{{kosovo}}", "{{kosovo:dat}}"], hints.Select(h => h.Hint.Propose));
    }

    [Fact]
    public void The_products_own_words_hold_no_typed_name_and_no_broken_token()
    {
        var wrong = new List<string>();
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Repository.Root, "src"), "Words*.resx", SearchOption.AllDirectories))
        {
            // The explanations of the rules quote what they forbid.
            var quotes = file.Contains($"{Path.DirectorySeparatorChar}Naming{Path.DirectorySeparatorChar}", StringComparison.Ordinal);
            var variant = file.EndsWith(".sq.resx", StringComparison.Ordinal) ? UiVariant.Albanian : file.EndsWith(".sr-Latn.resx", StringComparison.Ordinal) ? UiVariant.SerbianLatin : UiVariant.English;
            foreach (var word in XDocument.Load(file).Root!.Elements("data"))
            {
                var text = (string)word.Element("value")!;
                wrong.AddRange(NamingText.Problems(text, id => Places.Find(id) is not null).Select(p => $"{file} {word.Attribute("name")!.Value}: {p}"));
                if (!quotes) wrong.AddRange(Hints.Find(text, variant).Select(h => $"{file} {word.Attribute("name")!.Value}: {h.Found}"));
            }
        }

        Assert.True(wrong.Count == 0, string.Join("\n", wrong));
    }

    [Fact]
    public void Every_place_in_the_programmes_own_descriptions_is_flagged()
    {
        var booklet = Hints.Find(File.ReadAllText(Shared.Path("sources/kspag-technical-dialogue.txt")), UiVariant.English);
        foreach (var id in new[] { "xk-lipjan", "xk-vushtrri", "xk-obiliq", "xk-ferizaj", "xk-gjilan", "xk-peje", "xk-prishtine", "xk-mitrovice-veri", "rs-kraljevo", "rs-novi-pazar", "rs-beograd" })
        {
            Assert.Contains(booklet, h => h.Propose == NamingText.TokenFor(id));
        }

        Assert.Contains(booklet, h => h.Propose is null && h.Places.Count == 3);
        TestContext.Current.TestOutputHelper?.WriteLine(string.Join(", ", booklet.GroupBy(h => $"{h.Found.ReplaceLineEndings(" ")}→{h.Propose}").Select(g => $"{g.Key} {g.Count()}")));
    }
}
