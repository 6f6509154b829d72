using Uramost.Platform.Figures;
using Uramost.Programmes.Counts;

namespace Uramost.Programmes.Reports;

/// <summary>The queries on which a report's numbers rest: its notes name each by the address that asks it again.</summary>
public static class ReportQueries
{
    /// <summary>Where the query behind an address of records is asked again: by its id alone, which fits on paper.</summary>
    public static string Of(string records) => AskedQuery.OfAddress(records) is { } canonical ? AskedQuery.PathOf(AskedQuery.IdOf(canonical)) : records;

    /// <summary>Address of the attendances of a report's days; asked with them, the query answers with the lines of the table.</summary>
    public static string Attendances(ReportContent content)
    {
        var asked = content.Plan.Figures.FirstOrDefault(f => f.FigureId == AttendancesFigure.FigureId)?.RecordedRecords ?? $"/figures/{AttendancesFigure.FigureId}?basis=recorded&until={content.EndsOn:yyyy-MM-dd}";
        return $"{asked}&from={content.StartsOn:yyyy-MM-dd}";
    }

    /// <summary>All of them in their one form, to be kept before their ids are printed.</summary>
    public static IReadOnlyCollection<string> All(ReportContent content) =>
    [
        .. content.Plan.Figures.SelectMany(f => new[] { f.DeclaredRecords, f.RecordedRecords, f.EvidencedRecords }).Concat(content.Plan.Nodes.SelectMany(n => n.Lines).SelectMany(l => new[] { l.Records, l.CumulativeRecords }))
            .Append(Attendances(content)).OfType<string>().Select(AskedQuery.OfAddress).OfType<string>().Distinct(),
    ];
}
