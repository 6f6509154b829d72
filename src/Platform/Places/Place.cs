using Uramost.Platform.Language;

namespace Uramost.Platform.Places;

/// <summary>What sort of place a record names.</summary>
public enum PlaceKind
{
    /// <summary>A whole country or territory with an id of its own.</summary>
    Country,

    /// <summary>One of the seven regions of Kosovo.</summary>
    Region,

    /// <summary>One of the districts of Serbia.</summary>
    District,

    /// <summary>A municipality with the title of a city.</summary>
    City,

    /// <summary>A municipality.</summary>
    Municipality,

    /// <summary>A municipality inside a city.</summary>
    CityMunicipality,

    /// <summary>Several municipalities that people speak of as one place.</summary>
    Group,

    /// <summary>A town or village that is no municipality, or a town elsewhere.</summary>
    Settlement,
}

/// <summary>The names of one place, each in its own cell; a name that a language does not have is null.</summary>
/// <param name="English">English, only where English has a name of its own.</param>
/// <param name="Albanian">Albanian, indefinite: signs and tables.</param>
/// <param name="AlbanianDefinite">Albanian, definite: the subject of a sentence.</param>
/// <param name="SerbianLatin">Serbian in Latin script.</param>
/// <param name="SerbianCyrillic">Serbian in Cyrillic script.</param>
/// <param name="Turkish">Turkish, where it is in official or traditional use.</param>
/// <param name="Bosnian">Bosnian, where it is in official use.</param>
/// <param name="Romani">Romani, where it is in official use.</param>
public sealed record PlaceNames(
    string? English, string? Albanian, string? AlbanianDefinite, string SerbianLatin, string SerbianCyrillic,
    string? Turkish, string? Bosnian, string? Romani)
{
    /// <summary>Every name that exists, without repetition.</summary>
    public IEnumerable<string> All => new[] { English, Albanian, AlbanianDefinite, SerbianLatin, SerbianCyrillic, Turkish, Bosnian, Romani }.OfType<string>().Distinct();
}

/// <summary>A place with its own id and all of its names.</summary>
/// <param name="Id">Our own id, for example <c>xk-vushtrri</c>.</param>
/// <param name="Kind">What sort of place it is.</param>
/// <param name="ParentId">The place it lies in, or null.</param>
/// <param name="Latitude">Degrees north of the seat, to a hundredth, or null.</param>
/// <param name="Longitude">Degrees east of the seat, to a hundredth, or null.</param>
/// <param name="Names">Its names.</param>
/// <param name="Languages">Languages of its local names (<c>sq</c>, <c>sr</c>, <c>tr</c>, <c>bs</c>, <c>rom</c>), that of the local majority first.</param>
/// <param name="Aliases">Other spellings that resolve to it and are never shown.</param>
/// <param name="MemberIds">The municipalities of a group; empty for any other kind.</param>
/// <param name="Asks">Whether the bare name may mean the whole or one of its members, so that the reader has to be asked.</param>
public sealed record Place(
    string Id, PlaceKind Kind, string? ParentId, double? Latitude, double? Longitude, PlaceNames Names,
    IReadOnlyList<string> Languages, IReadOnlyList<string> Aliases, IReadOnlyList<string> MemberIds, bool Asks)
{
    /// <summary>Whether the place is a unit of local government: a municipality or a city.</summary>
    public bool IsMunicipality => Kind is PlaceKind.Municipality or PlaceKind.City;

    /// <summary>The name in exactly this language of local names, in the script of the reader; null where there is none.</summary>
    public string? LocalName(string language, bool cyrillic) => language switch
    {
        "sq" => Names.Albanian,
        "sr" => cyrillic ? Names.SerbianCyrillic : Names.SerbianLatin,
        "tr" => Names.Turkish,
        "bs" => Names.Bosnian,
        "rom" => Names.Romani,
        _ => null,
    };

    /// <summary>
    /// One name in the reader's language: what they would say themselves. English without a name of its own takes the
    /// local majority's; Albanian without an established form takes the Serbian one in Latin script.
    /// </summary>
    public string Name(UiVariant reader) => reader.Language switch
    {
        "en" => Names.English ?? Languages.Select(l => LocalName(l, cyrillic: false)).OfType<string>().FirstOrDefault() ?? Names.SerbianLatin,
        "sq" => Names.Albanian ?? Names.SerbianLatin,
        _ => reader.IsCyrillic ? Names.SerbianCyrillic : Names.SerbianLatin,
    };

    /// <inheritdoc/>
    public override string ToString() => Id;
}
