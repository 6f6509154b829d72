using Microsoft.Extensions.Localization;
using Uramost.Platform.Contracts;
using Uramost.Platform.Figures;
using Uramost.Platform.Language;
using Uramost.Programmes.Counts;

namespace Uramost.Programmes.Activities;

/// <summary>The numbers that a row of a list of activities declares.</summary>
internal sealed class ImportedCounts(IStringLocalizer<Words> words)
{
    /// <summary>What a row declares: of an activity, or of a project where the row has no activity of its own.</summary>
    public static IEnumerable<DeclaredCount> Wanted(ActivityRow row, Guid? activityId, Guid? projectId)
    {
        var ordinal = 0;
        if (activityId is null && row.Activities is { } number) yield return Of(Measure.Activities, number, CountPrecision.Exact);
        if (row.Participants is { } participants)
        {
            var count = Of(Measure.Attendances, participants, row.Precision ?? CountPrecision.Exact);
            if (row.Women is { } women) count.Breakdown.Add(new CountPart(BreakdownBy.Women, "", women));
            if (row.Youth is { } youth) count.Breakdown.Add(new CountPart(BreakdownBy.Youth, "", youth));
            yield return count;
        }

        if (row.Reach is { } reach) yield return Of(Measure.Reach, reach, row.ReachPrecision);

        DeclaredCount Of(Measure measure, int value, CountPrecision precision) => new()
        {
            ActivityId = activityId, ProjectId = projectId, Kind = activityId is null ? row.Kind : null, Measure = measure, Value = value, Precision = precision,
            State = activityId is null ? row.State ?? ActivityState.Held : null, SourceAt = row.Source, Ordinal = ordinal++,
        };
    }

    /// <summary>The stored count that a row would change, or null.</summary>
    public static DeclaredCount? Find(IEnumerable<DeclaredCount> stored, DeclaredCount wanted)
    {
        var same = stored.Where(c => c.Measure == wanted.Measure).ToList();
        return wanted.SourceAt is null ? same.FirstOrDefault() : same.Find(c => c.SourceAt == wanted.SourceAt);
    }

    /// <summary>Takes over what a row says; parts of which it says nothing stay.</summary>
    public static void Take(DeclaredCount stored, DeclaredCount wanted)
    {
        (stored.Value, stored.Precision) = (wanted.Value, wanted.Precision);
        if (wanted.Breakdown.Count > 0) stored.Breakdown = [.. stored.Breakdown.Where(b => wanted.Breakdown.All(w => w.By != b.By || w.Key != b.Key)), .. wanted.Breakdown];
    }

    /// <summary>What a word beside the number said: "oko 30" needs no column of its own.</summary>
    public static CountPrecision? PrecisionOf(Exactness exactness) => exactness switch { Exactness.About => CountPrecision.About, Exactness.AtLeast => CountPrecision.AtLeast, _ => null };

    /// <summary>The column of a measure.</summary>
    public static string FieldOf(Measure measure) => measure switch { Measure.Activities => "activities", Measure.Attendances => "participants", _ => "reach" };

    /// <summary>A count in words.</summary>
    public string Say(DeclaredCount count)
    {
        var text = Number(count.Value ?? 0);
        if (count.Precision is CountPrecision.About or CountPrecision.AtLeast) text = $"{words[$"Import.participants_precision.{count.Precision}"]} {text}";
        foreach (var part in count.Breakdown.Where(b => b.By is BreakdownBy.Women or BreakdownBy.Youth).OrderBy(b => b.By))
        {
            text += $"; {words[part.By == BreakdownBy.Women ? "Import.women" : "Import.youth"]}: {Number(part.Value)}";
        }

        return text;
    }

    private static string Number(int value) => value.ToString("N0", UiVariant.Current.Culture);
}
