using Uramost.Platform.Language;
using Uramost.Platform.Naming;
using Uramost.Platform.Places;
using Xunit;

namespace Uramost.Platform.Tests.Naming;

public sealed class NamingWriterTests
{
    private static readonly PlaceCatalogue Places = PlaceCatalogue.Load();
    private static readonly NamingPolicies Policies = NamingPolicies.Load();

    [Theory]
    [InlineData("en", "Businesses from Kosovo* and Serbia met in Prizren. In Kosovo, more will follow.", "Dialogue in {{kosovo}} goes on.",
        "This designation is without prejudice to positions on status, and is in line with UNSC 1244 and the ICJ Opinion on the Kosovo Declaration of Independence.")]
    [InlineData("sq", "Bizneset nga Kosova* dhe Serbia u takuan në Prizren. Në Kosovë do të vijojnë edhe të tjera.", "x",
        "Ky emërtim nuk paragjykon qëndrimet për statusin")]
    [InlineData("sr-latn", "Privrednici sa Kosova* i iz Srbije sastali su se u Prizrenu. Na Kosovu sledi još susreta.", "x",
        "Ovaj naziv ne prejudicira stavove o statusu")]
    [InlineData("sr-cyrl", "Привредници са Косова* и из Србије састали су се у Призрену. На Косову следи још сусрета.", "x",
        "Овај назив не прејудицира ставове о статусу")]
    public void A_report_marks_its_first_mention_and_gives_the_footnote_once(string variant, string expected, string later, string footnote)
    {
        var text = variant switch
        {
            "en" => "Businesses from {{kosovo}} and {{serbia}} met in {{place:xk-prizren}}. In {{kosovo}}, more will follow.",
            "sq" => "Bizneset nga {{kosovo:def}} dhe {{serbia:def}} u takuan në {{place:xk-prizren:loc}}. Në {{kosovo:loc}} do të vijojnë edhe të tjera.",
            "sr-latn" => "Privrednici sa {{kosovo:gen}} i iz {{serbia:gen}} sastali su se u {{place:xk-prizren:loc}}. Na {{kosovo:loc}} sledi još susreta.",
            _ => "Привредници са {{kosovo:gen}} и из {{serbia:gen}} састали су се у {{place:xk-prizren:loc}}. На {{kosovo:loc}} следи још сусрета.",
        };
        var writer = new NamingWriter(Policies["kosovo-asterisk"], Places, UiVariant.ByPath(variant)!);
        Assert.False(writer.FootnoteDue);
        Assert.Null(writer.TakeFootnote());
        Assert.Equal(expected, writer.Write(text));
        Assert.DoesNotContain('*', writer.Write(later));
        Assert.True(writer.FootnoteDue);
        Assert.StartsWith(footnote, writer.TakeFootnote());
        Assert.Null(writer.TakeFootnote());

        var plain = new NamingWriter(Policies["plain"], Places, UiVariant.ByPath(variant)!);
        Assert.Equal(expected.Replace("*", ""), plain.Write(text));
        Assert.False(plain.FootnoteDue);
    }

    [Fact]
    public void A_document_writer_gets_the_mark_as_a_run_of_its_own()
    {
        var writer = new NamingWriter(Policies["kosovo-asterisk"], Places, UiVariant.English);
        Assert.Equal([new("In "), new("Kosovo"), new("*", IsMark: true), new(" and "), new("Kosovo")], writer.Runs("In {{kosovo}} and {{kosovo}}"));
    }

    [Fact]
    public void A_title_that_is_read_alone_keeps_its_mark_and_does_not_use_up_the_first_mention()
    {
        var writer = new NamingWriter(Policies["kosovo-asterisk"], Places, UiVariant.English);
        Assert.Equal("Results in Kosovo*", writer.WriteAlone("Results in {{kosovo}}"));
        Assert.False(writer.FootnoteDue);
        Assert.Equal("Kosovo*", writer.Write("{{kosovo}}"));
    }

    [Theory]
    [InlineData("plain", "en", "Vushtrri/Vučitrn")]
    [InlineData("plain", "sq", "Vushtrrisë")]
    [InlineData("plain", "sr-latn", "Vučitrna")]
    [InlineData("plain", "sr-cyrl", "Вучитрна")]
    [InlineData("plain-local", "sr-cyrl", "Vushtrri/Вучитрн")]
    [InlineData("plain-alphabetical", "en", "Vučitrn/Vushtrri")]
    public void A_place_stands_in_the_order_of_the_policy_and_one_name_takes_its_case(string policy, string variant, string expected) =>
        Assert.Equal(expected, new NamingWriter(Policies[policy], Places, UiVariant.ByPath(variant)!).Write("{{place:xk-vushtrri:gen}}"));

    [Fact]
    public void Every_municipality_of_Kosovo_has_its_case_forms_in_Albanian_and_in_both_Serbian_scripts()
    {
        foreach (var place in Places.Municipalities("xk").Append(Places["xk"]).Append(Places["rs"]).Append(Places["rs-beograd"]).Append(Places["xk-mitrovica-whole"]))
        {
            foreach (var variant in UiVariant.All.Skip(1))
            {
                Assert.NotNull(Places.Form(place, variant, "gen"));
                Assert.NotNull(Places.Form(place, variant, "acc"));
                Assert.NotNull(Places.Form(place, variant, "loc"));
            }

            foreach (var form in NamingText.Forms.Skip(1))
            {
                Assert.Equal(Places.Form(place, UiVariant.SerbianLatin, form), SerbianScript.ToLatin(Places.Form(place, UiVariant.SerbianCyrillic, form)!));
            }
        }
    }

    [Fact]
    public void A_token_survives_being_filled_in_with_numbers_and_an_unknown_one_stays_visible()
    {
        var writer = new NamingWriter(Policies["plain"], Places, UiVariant.English);
        Assert.Equal("82 activities in Kosovo", writer.Write(string.Format("{0} activities in {{kosovo}}", 82)));
        Assert.Equal("{{place:xk-nowhere}} {{kosovo:voc}} {{Kosovo}} {0}", writer.Write("{{place:xk-nowhere}} {{kosovo:voc}} {{Kosovo}} {0}"));
        Assert.Equal(["{{place:xk-nowhere}}", "{{kosovo:voc}}", "{{Kosovo}}"], NamingText.Problems("{{place:xk-nowhere}} {{kosovo:voc}} {{Kosovo}} {{kosovo:gen}}", id => Places.Find(id) is not null));
    }

    [Fact]
    public void A_converted_text_keeps_its_tokens()
    {
        var writer = new NamingWriter(Policies["kosovo-asterisk"], Places, UiVariant.SerbianCyrillic);
        Assert.Equal("Састанак у Вучитрну, на Косову*", writer.Write(SerbianScript.ToCyrillic("Sastanak u {{place:xk-vushtrri:loc}}, na {{kosovo:loc}}")));
    }

    [Fact]
    public void Every_policy_with_a_mark_words_its_footnote_in_all_languages_and_says_what_awaits_review()
    {
        Assert.Equal(5, Policies.All.Count);
        foreach (var policy in Policies.All)
        {
            Assert.All(UiVariant.All, v => Assert.NotNull(policy.Title.In(v)));
            Assert.Equal(policy.Mark is not null, policy.Footnote is not null);
            if (!policy.HasFootnote) continue;
            Assert.All(UiVariant.All, v => Assert.NotNull(policy.Footnote!.In(v)));
            Assert.Equal(["sq", "sr"], policy.Review);
        }
    }

    [Fact]
    public void What_was_published_stays_with_a_translation_beside_it()
    {
        var title = new Verbatim("Allo Kosova!", "sq", new LocalText("Hello {{kosovo}}!", null, "Alo, {{kosovo}}!"));
        Assert.Null(title.TranslationFor(UiVariant.Albanian));
        Assert.Equal("Hello {{kosovo}}!", title.TranslationFor(UiVariant.English));
        Assert.Null(new Verbatim("Blic", "sr-Latn", null, VerbatimKind.Name).TranslationFor(UiVariant.English));
    }
}
