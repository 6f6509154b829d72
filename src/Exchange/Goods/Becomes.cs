using System.Globalization;
using Uramost.Platform.Tables;

namespace Uramost.Exchange.Goods;

/// <summary>What kind of thing a step asks for.</summary>
public enum NeedKind
{
    /// <summary>A plant or a service: a code of <see cref="CapabilityList"/>.</summary>
    Capacity,
    /// <summary>Somebody who knows how: a code of <see cref="CapabilityList"/>.</summary>
    KnowHow,
    /// <summary>A permit: its name is the word <c>permit.CODE</c>.</summary>
    Permit,
}

/// <summary>One thing that a step asks for.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Code">Its code.</param>
public sealed record StepNeed(NeedKind Kind, string Code);

/// <summary>One step by which goods become other goods, or by which goods are packed.</summary>
/// <param name="From">What goes in: a heading or subheading.</param>
/// <param name="To">What comes out; for packaging, what is packed in it.</param>
/// <param name="Needs">What the step asks for.</param>
/// <param name="Packs">Whether the first is packaging of the second and does not turn into it.</param>
/// <param name="SeasonFrom">First month in which the step is made, 1 to 12; null where it is made all year.</param>
/// <param name="SeasonTo">Last month; smaller than the first where the season runs over the new year.</param>
/// <param name="Source">Where the row comes from: <c>iri</c> (the article of the demonstration) or <c>own</c> (our own knowledge of the trade, unverified).</param>
public sealed record Step(HsCode From, HsCode To, IReadOnlyList<StepNeed> Needs, bool Packs, int? SeasonFrom, int? SeasonTo, string Source)
{
    /// <summary>Whether the step is made in this month, 1 to 12.</summary>
    public bool IsInSeason(int month) => SeasonFrom is not { } first || SeasonTo is not { } last || (first <= last ? month >= first && month <= last : month >= first || month <= last);
}

/// <summary>
/// The curated table of next processing steps: fresh blueberries become frozen ones, and those become jam. It makes a
/// grower's surplus and a processor's need meet although they name different goods.
/// </summary>
public sealed class Becomes
{
    private readonly ILookup<HsCode, Step> byHeading;

    /// <summary>Reads <c>data/exchange/becomes.csv</c>, which is part of the program.</summary>
    public Becomes()
    {
        All = [.. EmbeddedList.Rows(typeof(Becomes).Assembly, "exchange/becomes.csv").Select(Read)];
        byHeading = All.ToLookup(s => s.From.Chapter);
    }

    /// <summary>All steps, in the order of their goods.</summary>
    public IReadOnlyList<Step> All { get; }

    /// <summary>
    /// The steps that goods of this code can take: those written for the code, for the heading it is part of, or, where the
    /// code is a heading or chapter, for one of its parts.
    /// </summary>
    public IEnumerable<Step> Steps(HsCode from) => byHeading[from.Chapter].Where(s => !s.Packs && from.Meets(s.From));

    /// <summary>What is packed in this packaging.</summary>
    public IEnumerable<Step> Packed(HsCode packaging) => byHeading[packaging.Chapter].Where(s => s.Packs && packaging.Meets(s.From));

    /// <summary>
    /// The number of processing steps from one kind of goods to another: 0 for the same goods (or one that is part of the other),
    /// null where no path leads there. Packing is no such step.
    /// </summary>
    public int? Path(HsCode from, HsCode to) => Route(from, to)?.Count;

    /// <summary>The shortest sequence of steps from one kind of goods to another, empty for the same goods; null where there is none.</summary>
    public IReadOnlyList<Step>? Route(HsCode from, HsCode to)
    {
        if (from.Meets(to)) return [];
        var seen = new HashSet<HsCode> { from };
        var waiting = new Queue<(HsCode Code, IReadOnlyList<Step> Taken)>([(from, [])]);
        while (waiting.TryDequeue(out var at))
        {
            foreach (var step in Steps(at.Code).Where(s => seen.Add(s.To)))
            {
                IReadOnlyList<Step> taken = [.. at.Taken, step];
                if (step.To.Meets(to)) return taken;
                waiting.Enqueue((step.To, taken));
            }
        }

        return null;
    }

    private static Step Read(Func<string, string?> row)
    {
        var needs = row("needs")!.Split(';').Select(n => n.Split(':')).ToList();
        return new Step(HsCode.Of(row("from")!), HsCode.Of(row("to")!), [.. needs.Where(n => n[0] != "use").Select(n => new StepNeed(Kind(n[0]), n[1]))], needs.Any(n => n is ["use", "packaging"]), Month(row("season_from")), Month(row("season_to")), row("source")!);
    }

    private static NeedKind Kind(string word) => word switch
    {
        "capacity" => NeedKind.Capacity,
        "knowhow" => NeedKind.KnowHow,
        "permit" => NeedKind.Permit,
        _ => throw new FormatException($"\"{word}\" is nothing that a step can need."),
    };

    private static int? Month(string? text) => text is null ? null : int.Parse(text, CultureInfo.InvariantCulture);
}
