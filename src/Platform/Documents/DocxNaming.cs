using Microsoft.Extensions.Localization;
using Uramost.Platform.Language;
using Uramost.Platform.Naming;
using Uramost.Platform.Places;

namespace Uramost.Platform.Documents;

/// <summary>
/// Texts on their way into one document, in its order: names follow its policy, the first mention carries the policy's
/// mark with the footnote, what was published stands as published and in its own language.
/// </summary>
public sealed class DocxNaming(NamingWriter writer, PlaceCatalogue places, UiVariant reader, IStringLocalizer<Ui.Words> words)
{
    /// <summary>A text of the product or of a record in the document's language.</summary>
    public IReadOnlyList<DocxRun> Text(string? text) => Text(text, reader);

    /// <summary>The name of a place; several names stand in the policy's order.</summary>
    public IReadOnlyList<DocxRun> Name(Place place) => Text(NamingText.TokenFor(place.Id));

    /// <summary>A record's text; where the reader's language is missing, the language that stands instead is named.</summary>
    public IReadOnlyList<DocxRun> Local(LocalText text)
    {
        var shown = text.For(reader);
        return shown.IsMissing && shown.Text.Length > 0
            ? [.. Text(shown.Text, shown.Variant), new DocxRun($" ({words["MissingTranslation", shown.Variant.OwnName]})") { Italic = true }]
            : Text(shown.Text, shown.Variant);
    }

    /// <summary>A title or name: the published wording untouched, with its translation behind it, or our own words.</summary>
    public IReadOnlyList<DocxRun> Published(PublishedText text, bool italic = false)
    {
        if (!text.IsPublished) return Local(text.Words);
        var original = new DocxRun(text.Original!) { Italic = italic, Language = text.Language switch { "sq" => DocxLanguage.Albanian, "sr" => LocalText.IsCyrillic(text.Original!) ? DocxLanguage.SerbianCyrillic : DocxLanguage.SerbianLatin, "en" => DocxLanguage.English, _ => null } };
        return text.TranslationFor(reader) is { } translation ? [original, new DocxRun(" ("), .. Text(translation), new DocxRun(")")] : [original];
    }

    // A name stands in the language of the text around it; the mark goes with its footnote, once.
    private List<DocxRun> Text(string? text, UiVariant variant)
    {
        var runs = new List<DocxRun>();
        var language = variant == reader ? null : DocxLanguage.Of(variant);
        var own = variant == reader ? writer : new NamingWriter(writer.Policy, places, variant);
        foreach (var run in own.Runs(text ?? ""))
        {
            if (!run.IsMark) runs.Add(new DocxRun(run.Text) { Language = language });
            else if (own == writer) runs.Add(new DocxRun("") { FootnoteMark = run.Text, Footnote = [new DocxRun(writer.TakeFootnote()!)] });
            else if (writer.Runs(NamingText.TokenFor("xk")) is { Count: > 1 }) runs.Add(new DocxRun("") { FootnoteMark = run.Text, Footnote = [new DocxRun(writer.TakeFootnote()!)] });
        }

        return runs;
    }
}
