using Uramost.Platform.Language;
using Uramost.Platform.Organisations;
using Uramost.Platform.Places;

namespace Uramost.Platform.Naming;

/// <summary>
/// Names in a file whose texts are read one by one: cells of a table, which get sorted and filtered, and events of a
/// calendar. So every mention carries the policy's mark, and the footnote is given once, at the end.
/// </summary>
/// <param name="policy">The policy of the file.</param>
/// <param name="places">The places.</param>
/// <param name="reader">The file's variant.</param>
public sealed class FileNaming(NamingPolicy policy, PlaceCatalogue places, UiVariant reader)
{
    private static readonly NamingPolicies Policies = NamingPolicies.Load();
    private static readonly HashSet<string> Footnotes = [.. Policies.All.Where(p => p.HasFootnote).SelectMany(p => UiVariant.All.Select(v => $"{p.Mark} {p.Footnote!.In(v)}"))];

    /// <summary>The policy of the file.</summary>
    public NamingPolicy Policy => policy;

    /// <summary>The mark and the footnote, once something was named that asks for it; else null.</summary>
    public string? Footnote { get; private set; }

    /// <summary>A text with names in place of tokens, in the file's variant; null stays null.</summary>
    public string? Text(string? text) => Text(text, reader);

    /// <summary>The same for a text in another variant than the file's.</summary>
    public string? Text(string? text, UiVariant variant)
    {
        if (string.IsNullOrEmpty(text)) return null;
        if (NamingText.Parse(text).Any(p => p.PlaceId == Named.Marked)) Mention();
        return Named.Alone(text, policy, places, variant);
    }

    /// <summary>A text of a record in the file's variant, or in the first one that exists.</summary>
    public string? Text(LocalText text) => text.For(reader) is var shown ? Text(shown.Text, shown.Variant) : null;

    /// <summary>A title or name: as it was published, or in our words.</summary>
    public string? Text(PublishedText text) => text.IsPublished ? text.Original : Text(text.Words);

    /// <summary>The name or names of a place, in the policy's order.</summary>
    public string Name(Place place)
    {
        var marked = Named.HoldsMarked(place);
        if (marked) Mention();
        return policy.NameOf(place, reader) + (marked ? policy.Mark : null);
    }

    /// <summary>The name of an organisation as it writes it itself, or its acronym.</summary>
    public string? Name(Organisation organisation) => organisation.Name.IsEmpty ? organisation.Acronym : Text(organisation.Name);

    /// <summary>Whether a text is a file's footnote, so that who reads the file again does not take it for a record.</summary>
    public static bool IsFootnote(string text) => Footnotes.Contains(text);

    /// <summary>
    /// What a text that was exported and comes back means: in each language the stored one with its tokens where it still
    /// says the same under any policy, else what came back.
    /// </summary>
    public static LocalText Returned(LocalText said, LocalText stored, PlaceCatalogue places)
    {
        return new LocalText(Text(said.En, stored.En, UiVariant.English), Text(said.Sq, stored.Sq, UiVariant.Albanian), Text(said.Sr, stored.Sr, VariantOf(stored.Sr)), said.SrOther);

        string? Text(string? now, string? before, UiVariant variant) =>
            now is not null && before is not null && Policies.All.Any(p => Named.Alone(before, p, places, variant) == now) ? before : now;
    }

    /// <summary>The variant of a Serbian text of a record, which keeps the script in which it was written.</summary>
    public static UiVariant VariantOf(string? serbian) => serbian is not null && LocalText.IsCyrillic(serbian) ? UiVariant.SerbianCyrillic : UiVariant.SerbianLatin;

    private void Mention() => Footnote ??= policy.HasFootnote ? $"{policy.Mark} {Named.Footnote(policy, reader)}" : null;
}
