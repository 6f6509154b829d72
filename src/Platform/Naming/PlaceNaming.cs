using System.Globalization;
using Uramost.Platform.Language;
using Uramost.Platform.Places;

namespace Uramost.Platform.Naming;

/// <summary>In which order the names of a place are shown.</summary>
public enum NameOrder
{
    /// <summary>The name in the reader's language alone; in English, where it has none of its own, the local names.</summary>
    ReaderLanguage,

    /// <summary>All local names, that of the local majority first.</summary>
    LocalMajorityFirst,

    /// <summary>All local names in the order of the alphabet of the reader's language.</summary>
    Alphabetical,
}

/// <summary>Puts the names of a place in order. Names that are the same are shown once; the slash is only ever written here.</summary>
public static class PlaceNaming
{
    /// <summary>The name or names of a place for a reader.</summary>
    public static string Name(Place place, UiVariant reader, NameOrder order) => order switch
    {
        NameOrder.LocalMajorityFirst => string.Join('/', Local(place, reader)),
        NameOrder.Alphabetical => string.Join('/', Local(place, reader).Order(StringComparer.Create(CultureInfo.GetCultureInfo(reader.CultureName), ignoreCase: true))),
        _ => place.Names.English is null && reader.Language == "en" ? string.Join('/', Local(place, reader)) : place.Name(reader),
    };

    /// <summary>
    /// The local names, majority first. Albanian and Serbian always; another language only where it is that of the majority,
    /// so that three or four names of one town do not fill a line.
    /// </summary>
    private static List<string> Local(Place place, UiVariant reader)
    {
        if (place.Kind == PlaceKind.Country || place.Languages.Count == 0) return [place.Name(reader)];
        var languages = place.Languages.Where((l, i) => i == 0 || l is "sq" or "sr");
        return [.. languages.Select(l => place.LocalName(l, reader.IsCyrillic)).OfType<string>().Distinct()];
    }
}
