using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using Uramost.Platform.Data;
using Uramost.Platform.Tables;

namespace Uramost.Exchange.Handbook.Measures;

/// <summary>The measures as a file.</summary>
public static class MeasureExport
{
    /// <summary>Maps the files.</summary>
    public static void Map(IEndpointRouteBuilder endpoints) => endpoints.MapListExport("/handbook/measures", Table);

    /// <summary>The measures under the filters of the list, in the order in which they began.</summary>
    public static async Task<IReadOnlyList<Measure>> Asked(PlatformDb db, string? direction, string? effect)
    {
        var asked = db.Set<Measure>().AsNoTracking();
        if (Enum.TryParse<CrossingDirection>(direction, out var way)) asked = asked.Where(m => m.Direction == null || m.Direction == way);
        if (Enum.TryParse<MeasureEffect>(effect, out var kind)) asked = asked.Where(m => m.Effect == kind);
        return [.. (await asked.ToListAsync()).OrderBy(m => m.FromFirst ?? m.FromLast ?? DateOnly.MinValue).ThenBy(m => m.Code, StringComparer.Ordinal)];
    }

    private static async Task<TableExport?> Table(ListRequest request)
    {
        if (!await HandbookScope.Crosses(request.Db, request["project"])) return null;
        var (words, names) = (request.Services.GetRequiredService<IStringLocalizer<Words>>(), request.Names);
        var measures = await Asked(request.Db, request["direction"], request["effect"]);
        return TableExport.Of(words["ListTitle"],
            [
                new("code", words["Code"], ColumnType.Text), new("what", words["What"], ColumnType.Text), new("effect", words["Effect"], ColumnType.Text), new("kind", words["Kind"], ColumnType.Text), new("status", words["Status"], ColumnType.Text),
                new("direction", words["Direction"], ColumnType.Text), new("goods", words["Goods"], ColumnType.Text), new("state", words["State"], ColumnType.Text), new("crossing", words["Crossing"], ColumnType.Text),
                new("from", words["From"], ColumnType.Text), new("to", words["To"], ColumnType.Text), new("paper", words["Paper"], ColumnType.Text), new("accepted", words["Accepted"], ColumnType.Text), new("refused", words["Refused"], ColumnType.Text),
                new("relieves", words["Relieved"], ColumnType.Text), new("known_on", words["KnownOn"], ColumnType.Date), new("open", words["Open"], ColumnType.Text), new("source", words["Source"], ColumnType.Text), new("address", words["Address"], ColumnType.Text),
                new("verified_on", words["VerifiedOn"], ColumnType.Date), new("verified_by", words["VerifiedBy"], ColumnType.Text),
            ],
            measures.Select(m => (IReadOnlyList<object?>)
            [
                m.Code, names.Text(m.What), words[$"Effect.{m.Effect}"].Value, m.Kind.ToString(), words[$"Status.{m.Status}"].Value, names.Text(m.Direction is { } d ? words[$"Direction.{d}"] : words["BothDirections"]),
                string.Join("; ", m.Goods), m.GoodsState is { } s ? words[$"State.{s}"].Value : null, MeasureText.Crossing(m, words), Measure.WriteDay(m.FromFirst, m.FromLast), m.HasEnd ? Measure.WriteDay(m.ToFirst, m.ToLast) : null,
                names.Text(m.Paper), m.AcceptedWording, m.RefusedWording, string.Join("; ", m.Relieved), m.KnownOn, names.Text(m.Open), m.Source, m.Address, m.VerifiedOn, m.VerifiedBy,
            ]));
    }
}
