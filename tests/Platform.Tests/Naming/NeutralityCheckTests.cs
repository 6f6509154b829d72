using AngleSharp.Html.Parser;
using Uramost.Platform.Language;
using Uramost.Platform.Naming;
using Uramost.Platform.Places;
using Xunit;

namespace Uramost.Platform.Tests.Naming;

public sealed class NeutralityCheckTests
{
    private static readonly NeutralityCheck Neutrality = new(PlaceCatalogue.Load());
    private static readonly NamingPolicies Policies = NamingPolicies.Load();

    private static NeutralityReport Read(string policy, string lang, string body) =>
        Neutrality.Check(Policies[policy], ReadPage.Texts(new HtmlParser().ParseDocument($"<html lang=\"{lang}\"><body>{body}</body></html>")));

    private static string[] Rules(string policy, string lang, string body) => [.. Read(policy, lang, body).Violations.Select(v => $"{v.Rule}: {v.Found}")];

    [Theory]
    [InlineData("en", "A visit to the Republic of Kosovo", "status-name: Republic of Kosovo")]
    [InlineData("en", "A visit to Kosova", "status-name: Kosova")]
    [InlineData("en", "A visit to Kosovo and Metohija", "status-name: Kosovo and Metohija")]
    [InlineData("en", "Business across the border", "crossing: border")]
    [InlineData("en", "Cross-border trade", "crossing: Cross-border")]
    [InlineData("en", "A Kosovar company", "demonym: Kosovar")]
    [InlineData("en", "A roundtable in Pec", "one-sided-place: Pec")]
    [InlineData("en", "A roundtable in Peja", "one-sided-place: Peja")]
    [InlineData("en", "A workshop in Vučitrn", "one-sided-place: Vučitrn")]
    [InlineData("sq", "Vizitë në Republikën e Kosovës", "status-name: Republikën e Kosovës")]
    [InlineData("sq", "Pikë kufitare", "crossing: Pikë kufitare")]
    [InlineData("sq", "Punëtori në Uroševac", "other-language-place: Uroševac")]
    [InlineData("sr-Latn", "Poseta Kosovu i Metohiji", "status-name: Kosovu i Metohiji")]
    [InlineData("sr-Latn", "Institucije na KiM", "status-name: KiM")]
    [InlineData("sr-Cyrl", "Институције на КиМ", "status-name: КиМ")]
    [InlineData("sr-Cyrl", "Посета Републици Косово", "status-name: Републици Косово")]
    [InlineData("sr-Latn", "Prekogranična saradnja", "crossing: Prekogranična")]
    [InlineData("sr-Cyrl", "Административна линија", "crossing: Административна линија")]
    [InlineData("sr-Latn", "Radionica u mestu Vushtrri", "other-language-place: Vushtrri")]
    public void Words_of_one_sides_position_are_found_under_every_policy(string lang, string body, string expected)
    {
        Assert.Equal([expected], Rules("plain", lang, $"<p>{body}</p>"));
        Assert.Contains(expected, Rules("kosovo-asterisk", lang, $"<p>{body}</p>"));
    }

    [Theory]
    [InlineData("en", "A workshop in Vushtrri/Vučitrn, then one in Pristina, Prizren and North Mitrovica; talks at the crossing point.")]
    [InlineData("en", "Klina and Kamenica are called the same by both.")]
    [InlineData("sq", "Punëtori në Vushtrri dhe në komunën e Vushtrrisë, në Fushë Kosovë dhe në Beograd. Kufizimet e buxhetit.")]
    [InlineData("sr-Latn", "Radionica u Vučitrnu i Kosovu Polju, pa u Severnoj Mitrovici i Prištini. Budžet ima ograničenje.")]
    [InlineData("sr-Cyrl", "Радионица у Вучитрну и Косову Пољу, па у Северној Митровици и Приштини.")]
    public void Neutral_words_pass(string lang, string body) => Assert.Empty(Rules("plain", lang, $"<p>{body}</p>"));

    [Fact]
    public void The_mark_and_its_footnote_stand_exactly_once()
    {
        var note = $"<p id=\"naming-note\">* {Policies["kosovo-asterisk"].Footnote!.En}</p>";
        const string Mark = "<sup class=\"naming-mark\"><a href=\"#naming-note\">*</a></sup>";
        Assert.Empty(Rules("kosovo-asterisk", "en", $"<h1>Kosovo{Mark} and Serbia</h1><p>In Kosovo, more.</p>{note}"));
        Assert.Equal(["footnote-missing: "], Rules("kosovo-asterisk", "en", $"<h1>Kosovo{Mark} and Serbia</h1>"));
        Assert.Equal(["mark-twice: Kosovo*"], Rules("kosovo-asterisk", "en", $"<h1>Kosovo{Mark}</h1><p>Kosovo*</p>{note}"));
        Assert.Equal(["footnote-twice"], Rules("kosovo-asterisk", "en", $"<h1>Kosovo{Mark}</h1>{note}{note}").Select(r => r.Split(':')[0]));
        Assert.Equal(["mark-missing: Kosovo"], Rules("kosovo-asterisk", "en", $"<h1>Kosovo</h1><p>Kosovo{Mark}</p>{note}"));
        Assert.Equal(["mark-missing: Kosovo"], Rules("kosovo-asterisk", "en", "<h1>Kosovo</h1>"));
        Assert.Equal(["footnote-wording"], Rules("kosovo-asterisk", "en", $"<h1>Kosovo{Mark}</h1><p id=\"naming-note\">* Some other wording.</p>").Select(r => r.Split(':')[0]));
        Assert.Equal(["footnote-without-mark"], Rules("kosovo-asterisk", "en", note).Select(r => r.Split(':')[0]));
        Assert.Equal(["mark-forbidden: Kosovo*", "footnote-forbidden"], Rules("plain", "en", $"<h1>Kosovo{Mark}</h1>{note}").Select(r => r.StartsWith("foot") ? r.Split(':')[0] : r));
        Assert.Equal(["mark-missing: Kosovo"], Rules("kosovo-asterisk", "en", "<img alt=\"Kosovo\">"));
    }

    [Fact]
    public void What_stays_as_published_is_passed_over_and_listed()
    {
        var report = Read("plain", "en", """
            <p>An op-ed, <cite class="verbatim" lang="sq">Allo Kosova!</cite> (Hello Kosovo!), in <span class="verbatim" lang="sq">Koha Ditore</span>;
            the agreement on <cite class="verbatim" lang="en">Integrated Border Management</cite>.</p>
            <p>Said by the office: <q class="verbatim" lang="sr-Cyrl">Канцеларија за Косово и Метохију</q></p>
            """);
        Assert.Empty(report.Violations);
        Assert.Equal([("Allo Kosova!", "sq"), ("Koha Ditore", "sq"), ("Integrated Border Management", "en"), ("Канцеларија за Косово и Метохију", "sr-Cyrl")], report.Verbatim);
    }

    [Fact]
    public void Every_part_of_a_page_is_read_in_its_own_language()
    {
        // A Serbian text that is shown to an English reader because theirs is missing.
        Assert.Empty(Rules("plain", "en", "<p>Place: <span lang=\"sr-Latn\">Vučitrn</span></p>"));
        Assert.Equal(["other-language-place: Vushtrri"], Rules("plain", "en", "<p>Place: <span lang=\"sr-Latn\">Vushtrri</span></p>"));
        Assert.Equal(["one-sided-place: Vushtrri"], Rules("plain", "en", "<p lang=\"sr-Latn\">Mesto: <span lang=\"en\">Vushtrri</span></p>"));
    }

    [Fact]
    public void A_violation_says_where_it_stands_and_what_to_write()
    {
        var violation = Assert.Single(Read("plain", "en", "<h1>Results</h1><p>A visit to Pec.</p>").Violations);
        Assert.Equal((1, 11, 3, "{{place:xk-peje}}"), (violation.TextIndex, violation.Start, violation.Length, violation.Propose));
    }
}
