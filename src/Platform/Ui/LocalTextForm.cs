using Uramost.Platform.Language;

namespace Uramost.Platform.Ui;

/// <summary>A <see cref="LocalText"/> as it is typed into a form.</summary>
public sealed class LocalTextForm
{
    /// <summary>English.</summary>
    public string? En { get; set; }

    /// <summary>Albanian.</summary>
    public string? Sq { get; set; }

    /// <summary>Serbian, in either script.</summary>
    public string? Sr { get; set; }

    /// <summary>Serbian in the other script, corrected by hand.</summary>
    public string? SrOther { get; set; }

    /// <summary>The form of a stored text.</summary>
    public static LocalTextForm Of(LocalText? text) => new() { En = text?.En, Sq = text?.Sq, Sr = text?.Sr, SrOther = text?.SrOther };

    /// <summary>Its texts, one below the other, for comparing two versions.</summary>
    public string Lines() => string.Join("\n", new[] { En, Sq, Sr }.Where(t => !string.IsNullOrWhiteSpace(t)));

    /// <summary>The text as it is stored: trimmed, what is empty missing.</summary>
    /// <param name="field">Name of the form value, for messages.</param>
    /// <param name="problems">Where to say what is wrong.</param>
    /// <param name="required">Whether at least one language must be given.</param>
    /// <param name="longest">Most characters in one language.</param>
    /// <param name="words">Words of the common messages.</param>
    public LocalText Read(string field, FormProblems problems, bool required, int longest, Microsoft.Extensions.Localization.IStringLocalizer<Words> words)
    {
        var text = new LocalText(
            problems.Text($"{field}.En", En, longest), problems.Text($"{field}.Sq", Sq, longest),
            problems.Text($"{field}.Sr", Sr, longest), problems.Text($"{field}.SrOther", SrOther, longest));
        if (required && text.IsEmpty) problems.Add(field, words["Required"]);
        return text;
    }
}
