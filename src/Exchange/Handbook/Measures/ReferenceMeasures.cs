using System.Text.Json;
using Uramost.Exchange.Goods;
using Uramost.Platform.Data;
using Uramost.Platform.Language;

namespace Uramost.Exchange.Handbook.Measures;

/// <summary>The measures of 2008 to 2025 that come with the product, from <c>data/exchange/measures.json</c>; nobody of the workspace has verified them yet.</summary>
public static class ReferenceMeasures
{
    private sealed record Row(
        string Code, MeasureEffect Effect, MeasureKind Kind, MeasureStatus Status, CrossingDirection? Direction, List<string>? Goods, GoodsState? State, string? Crossing, string? From, string? To, DateOnly? Known,
        List<string>? Relieved, LocalText What, LocalText? Paper, string? Accepted, string? Refused, LocalText? Open, string Source, string? Address);

    /// <summary>New records of all of them.</summary>
    public static List<Measure> Read()
    {
        using var file = typeof(ReferenceMeasures).Assembly.GetManifestResourceStream("exchange/measures.json")!;
        return [.. JsonSerializer.Deserialize<List<Row>>(file, JsonColumn.Options)!.Select(Make)];
    }

    private static Measure Make(Row r)
    {
        var (from, to) = (Measure.ReadDay(r.From) ?? throw new FormatException(r.Code), Measure.ReadDay(r.To) ?? throw new FormatException(r.Code));
        return new Measure
        {
            Code = r.Code, Effect = r.Effect, Kind = r.Kind, Status = r.Status, Direction = r.Direction, Goods = [.. (r.Goods ?? []).Select(HsCode.Of)], GoodsState = r.State, CrossingId = r.Crossing, What = r.What,
            FromFirst = from.First, FromLast = from.Last, HasEnd = r.To is not null, ToFirst = to.First, ToLast = to.Last, KnownOn = r.Known, Relieved = r.Relieved ?? [], Paper = r.Paper ?? new(), AcceptedWording = r.Accepted,
            RefusedWording = r.Refused, Open = r.Open ?? new(), Source = r.Source, Address = r.Address,
        };
    }
}
