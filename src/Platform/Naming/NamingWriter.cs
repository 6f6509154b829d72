using Uramost.Platform.Language;
using Uramost.Platform.Places;

namespace Uramost.Platform.Naming;

/// <summary>A run of a document's text.</summary>
/// <param name="Text">The words, or the mark.</param>
/// <param name="IsMark">Whether the run is the mark that refers to the footnote.</param>
public readonly record struct NamedRun(string Text, bool IsMark = false);

/// <summary>
/// Puts names in place of tokens for one document, in its order: the first mention of Kosovo gets the policy's mark, and
/// the footnote is given once. For pages see <see cref="PageNaming"/>. Not for several threads.
/// </summary>
/// <param name="policy">The policy of the document.</param>
/// <param name="places">The places.</param>
/// <param name="reader">The document's variant.</param>
public sealed class NamingWriter(NamingPolicy policy, PlaceCatalogue places, UiVariant reader)
{
    private bool mentioned, given;

    /// <summary>The policy of the document.</summary>
    public NamingPolicy Policy => policy;

    /// <summary>Whether a mark stands in the document and its footnote has not been given yet.</summary>
    public bool FootnoteDue => mentioned && !given;

    /// <summary>The text with names, the mark in it.</summary>
    public string Write(string text) => string.Concat(Runs(text).Select(r => r.Text));

    /// <summary>The text with names, for a writer that sets the mark in its own way (a footnote reference).</summary>
    public IReadOnlyList<NamedRun> Runs(string text)
    {
        var runs = new List<NamedRun>();
        foreach (var part in NamingText.Parse(text))
        {
            runs.Add(new NamedRun(Named.Name(part, policy, places, reader)));
            if (part.PlaceId != Named.Marked || mentioned || !policy.HasFootnote) continue;
            mentioned = true;
            runs.Add(new NamedRun(policy.Mark!, IsMark: true));
        }

        return runs;
    }

    /// <summary>
    /// The text for a place that is read alone, such as a file's title or an alternative text: every mention carries the
    /// mark, and none counts as the document's first.
    /// </summary>
    public string WriteAlone(string text) => Named.Alone(text, policy, places, reader);

    /// <summary>The footnote without its mark, the first time that it is asked for after a mention; else null.</summary>
    public string? TakeFootnote()
    {
        if (!FootnoteDue) return null;
        given = true;
        return Named.Footnote(policy, reader);
    }
}

/// <summary>What the writers of documents and of pages have in common.</summary>
internal static class Named
{
    /// <summary>The place whose mentions carry the mark.</summary>
    public const string Marked = "xk";

    // The one group of municipalities whose name holds the name that takes the mark, at its end.
    private const string North = "xk-north";

    public static bool HoldsMarked(Place place) => place.Id is Marked or North;

    public static string Name(NamingPart part, NamingPolicy policy, PlaceCatalogue places, UiVariant reader)
    {
        if (part.PlaceId is null || places.Find(part.PlaceId) is not { } place) return part.Text;
        var name = policy.NameOf(place, reader);

        // A pair of names stands undeclined, as on a sign: only a single name takes the case of the sentence.
        return part.Form is { } form && name == place.Name(reader) ? places.Form(place, reader, form) ?? name : name;
    }

    public static string Alone(string text, NamingPolicy policy, PlaceCatalogue places, UiVariant reader) =>
        string.Concat(NamingText.Parse(text).Select(p => Name(p, policy, places, reader) + (p.PlaceId == Marked ? policy.Mark : null)));

    public static string Footnote(NamingPolicy policy, UiVariant reader) => policy.Footnote!.For(reader).Text;
}
