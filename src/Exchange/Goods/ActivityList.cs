using Uramost.Platform.Language;
using Uramost.Platform.Tables;

namespace Uramost.Exchange.Goods;

/// <summary>A kind of economic activity.</summary>
/// <param name="Code">A division (10) or class (10.39) of NACE Rev. 2: text, for 01.41 and 14.1 are not one number.</param>
/// <param name="Name">Its name in the three languages, in our own words.</param>
public sealed record Activity(string Code, LocalText Name);

/// <summary>The divisions of NACE Rev. 2, and the classes of the sectors that the product serves.</summary>
public sealed class ActivityList
{
    private readonly Dictionary<string, Activity> byCode;

    /// <summary>Reads <c>data/exchange/nace.csv</c>, which is part of the program.</summary>
    public ActivityList()
    {
        All = [.. EmbeddedList.Rows(typeof(ActivityList).Assembly, "exchange/nace.csv").Select(r => new Activity(r("code")!, new LocalText(r("en"), r("sq"), r("sr"))))];
        byCode = All.ToDictionary(a => a.Code, StringComparer.Ordinal);
    }

    /// <summary>All of them, by code.</summary>
    public IReadOnlyList<Activity> All { get; }

    /// <summary>The activity with this code, or null.</summary>
    public Activity? Find(string code) => byCode.GetValueOrDefault(code);

    /// <summary>The name of the code or, where the list does not name the class, of its division.</summary>
    public LocalText? NameOf(string code) => (Find(code) ?? Find(code.Length > 2 ? code[..2] : code))?.Name;
}
