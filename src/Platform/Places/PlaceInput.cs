using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Primitives;
using Uramost.Platform.Language;

namespace Uramost.Platform.Places;

/// <summary>What a tile picker sent: the places chosen, and what was typed but is not settled yet.</summary>
/// <param name="Ids">Ids of the places, chosen or typed, each once.</param>
/// <param name="Typed">What stood in the field for a name, or null.</param>
/// <param name="Unsettled">What the typed name still leaves open, or null.</param>
public sealed record PlaceInput(IReadOnlyList<string> Ids, string? Typed, PlaceAnswer? Unsettled)
{
    /// <summary>Name of the field in which a place is written instead of picked.</summary>
    public static string NameField(string field) => field + ".name";

    /// <summary>
    /// Reads a picker's fields from a form. A typed name adds to checkboxes and replaces a radio button; several are
    /// parted by a semicolon. Ids that no place has are refused silently: no form of ours sends them.
    /// </summary>
    public static PlaceInput Read(IFormCollection form, string field, PlaceCatalogue places, bool multiple = false) =>
        Read(form[field], form[NameField(field)].ToString(), places, multiple);

    /// <summary>The same from the two fields' values.</summary>
    public static PlaceInput Read(StringValues picked, string? typed, PlaceCatalogue places, bool multiple = false)
    {
        var ids = picked.Where(id => places.Find(id) is not null).Select(id => id!).ToList();
        if (string.IsNullOrWhiteSpace(typed)) return new PlaceInput(One(ids, multiple), null, null);
        var named = new List<string>();
        foreach (var name in typed.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            switch (places.Resolve(name))
            {
                case FoundPlace found:
                    named.Add(found.Place.Id);
                    break;

                // The picked tile answers the question that the typed name leaves open.
                case AmbiguousPlace ambiguous when ambiguous.Candidates.Any(c => ids.Contains(c.Id)):
                    break;
                case var open:
                    return new PlaceInput([.. ids.Concat(named).Distinct()], typed.Trim(), open);
            }
        }

        return new PlaceInput(multiple ? [.. ids.Concat(named).Distinct()] : One(named.Count > 0 ? named : ids, multiple), typed.Trim(), null);
    }

    /// <summary>The message for the field when something is unsettled, else null.</summary>
    public string? Message(IStringLocalizer<Words> words, PlaceCatalogue places, UiVariant reader) => Unsettled switch
    {
        AmbiguousPlace ambiguous => ambiguous.Ask(words, places, reader),
        UnknownPlace { Suggestions.Count: > 0 } unknown => words["Unknown.Similar", unknown.Typed, string.Join("; ", unknown.Suggestions.Select(s => places.Describe(s, reader, words)))],
        UnknownPlace unknown => words["Unknown", unknown.Typed],
        _ => null,
    };

    private static IReadOnlyList<string> One(List<string> ids, bool multiple) => multiple ? [.. ids.Distinct()] : [.. ids.Take(1)];
}
