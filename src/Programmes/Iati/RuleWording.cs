using Uramost.Platform.Language;

namespace Uramost.Programmes.Iati;

/// <summary>What each rule of the standard ruleset asks, in our own words. Rules that ask the same of several elements share a sentence.</summary>
internal static class RuleWording
{
    private static readonly Dictionary<string, string> Keys = new()
    {
        ["1.1.3"] = "SameId", ["1.1.21"] = "OwnPart", ["1.14.8"] = "Agency", ["1.18.8"] = "Agency",
        ["1.3.13"] = "Symbols", ["1.14.13"] = "Symbols", ["1.11.13"] = "Symbols", ["1.10.13"] = "Symbols", ["1.15.13"] = "Symbols", ["1.12.13"] = "Symbols", ["1.18.13"] = "Symbols", ["1.8.13"] = "Symbols",
        ["1.3.1"] = "Spaces", ["1.14.1"] = "Spaces", ["1.16.1"] = "Spaces", ["1.6.1"] = "Spaces", ["1.7.1"] = "Spaces", ["1.11.1"] = "Spaces", ["1.10.1"] = "Spaces", ["1.4.1"] = "Spaces",
        ["1.15.1"] = "Spaces", ["1.5.1"] = "Spaces", ["1.12.1"] = "Spaces", ["1.17.1"] = "Spaces", ["1.18.1"] = "Spaces", ["1.8.1"] = "Spaces", ["1.9.1"] = "Spaces",
        ["6.11.1"] = "NoStart", ["6.2.2"] = "NoSector", ["4.1.1"] = "NoLanguage", ["4.5.1"] = "NoLanguage", ["6.7.2"] = "SectorOfAll", ["7.8.1"] = "NoCurrency", ["7.8.2"] = "NoCurrency",
        ["11.1.1"] = "UpdatedInFuture", ["11.4.1"] = "UpdatedInFuture", ["11.1.2"] = "PlannedOrder", ["11.1.3"] = "ActualOrder", ["11.1.4"] = "StartInFuture", ["11.1.5"] = "EndInFuture",
        ["11.2.1"] = "TransactionInFuture", ["11.2.2"] = "ValueInFuture",
        ["2.1.2"] = "SectorSum", ["2.1.1"] = "SectorEach", ["2.1.4"] = "SectorOne", ["3.4.1"] = "RegionEach", ["3.4.4"] = "RegionOne", ["3.4.2"] = "RegionSum",
        ["3.1.1"] = "CountryEach", ["3.1.2"] = "CountrySum", ["3.1.4"] = "CountryOne", ["7.9.1"] = "ItemEach", ["7.9.2"] = "ItemSum", ["7.9.4"] = "ItemOne",
        ["107.1.2"] = "AidTypeOnce", ["107.2.2"] = "AidTypeOnce", ["107.1.1"] = "AidTypeDac", ["107.2.1"] = "AidTypeDac", ["102.1.1"] = "SectorDac", ["2.2.1"] = "OwnSector",
        ["12.1.1"] = "Range", ["12.2.1"] = "Range", ["12.3.1"] = "Range", ["6.6.2"] = "SectorTwice", ["3.6.2"] = "CountryTwice", ["3.7.1"] = "NoCountry", ["3.7.2"] = "NoCountry",
        ["6.8.1"] = "Unnamed", ["6.9.1"] = "Unnamed", ["6.9.2"] = "Unnamed", ["6.10.1"] = "Unnamed", ["6.14.1"] = "Significance", ["6.13.1"] = "OwnMarker",
        ["8.6.3"] = "PeriodOrder", ["8.6.1"] = "PeriodOrder", ["7.5.3"] = "OverAYear", ["11.3.1"] = "OutsidePeriod", ["8.11.1"] = "ReferenceTwice",
        ["8.8.1"] = "NoValue", ["8.9.1"] = "NoValue", ["8.10.1"] = "NoValue", ["8.8.2"] = "NoNumber", ["8.9.2"] = "NoNumber", ["8.10.2"] = "NoNumber",
        ["8.8.3"] = "Qualitative", ["8.9.3"] = "Qualitative", ["8.10.3"] = "Qualitative", ["4.3.1"] = "Empty", ["4.4.1"] = "Empty",
    };

    /// <summary>The sentence for a broken rule; a rule that a later ruleset brought gets a general one.</summary>
    /// <param name="id">The rule's number.</param>
    /// <param name="element">Where it is broken.</param>
    /// <param name="value">What stands there.</param>
    public static Wording Of(string id, string element, string value) =>
        Keys.TryGetValue(id, out var key) ? Wording.Of<Words>($"Rule.{key}", element, value) : Wording.Of<Words>("Rule.Other", element, value, id);

    /// <summary>Numbers of the rules that have a sentence of their own.</summary>
    public static IReadOnlyCollection<string> Known => Keys.Keys;
}
