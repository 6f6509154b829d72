using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using Uramost.Platform.Tables;

namespace Uramost.Programmes.Results;

/// <summary>The results framework as a file: one row for each indicator, results without one keep a row of their own.</summary>
public static class ResultsExport
{
    /// <summary>Maps the files.</summary>
    public static void Map(IEndpointRouteBuilder endpoints) => endpoints.MapListExport("/projects/{projectId:guid}/results", Table);

    private static async Task<TableExport?> Table(ListRequest request)
    {
        var project = Guid.Parse(request.Http.GetRouteValue("projectId")!.ToString()!);
        if (!new ProgrammesRights(request.Viewer).IsMember(project)) return null;
        var words = request.Services.GetRequiredService<IStringLocalizer<Words>>();
        var framework = await request.Services.GetRequiredService<ReadFramework>().Read(project, request.Viewer, Guid.TryParse(request["period"], out var period) ? period : null);
        var practice = await request.Db.Set<Projects.Project>().AnyAsync(p => p.Id == project && p.IsPractice);
        return TableExport.Of(practice ? words["PracticeFile"] : words["Title"],
            [
                new("level", words["Level"], ColumnType.Text), new("result_code", words["Code"], ColumnType.Text), new("result", words["Result"], ColumnType.Text), new("assumptions", words["Assumptions"], ColumnType.Text),
                new("indicator_code", words["IndicatorCode"], ColumnType.Text), new("indicator", words["Indicator"], ColumnType.Text), new("unit", words["Unit"], ColumnType.Text), new("adds_up", words["AddsUpLabel"], ColumnType.Text),
                new("baseline", words["Baseline"], ColumnType.Decimal), new("baseline_year", words["BaselineYear"], ColumnType.Whole), new("target_period", words["TargetPeriod"], ColumnType.Decimal), new("before", words["Before"], ColumnType.Decimal),
                new("this_period", words["ThisPeriod"], ColumnType.Decimal), new("cumulative", words["Cumulative"], ColumnType.Decimal), new("exactness", words["ExactnessLabel"], ColumnType.Text), new("target_to_date", words["TargetToDate"], ColumnType.Decimal),
                new("target_final", words["TargetFinal"], ColumnType.Decimal), new("target_due", words["DueOn"], ColumnType.Date), new("standing", words["StandingLabel"], ColumnType.Text), new("state", words["StateLabel"], ColumnType.Text),
                new("value_from", words["FromLabel"], ColumnType.Text), new("figure", words["Figure"], ColumnType.Text), new("verification_source", words["MeansSource"], ColumnType.Text), new("verification_method", words["MeansMethod"], ColumnType.Text),
                new("verification_who", words["MeansWho"], ColumnType.Text), new("verification_how_often", words["MeansHowOften"], ColumnType.Text), new("page", words["Page"], ColumnType.Link),
            ], framework.Nodes.SelectMany(n => n.Indicators.Count == 0 ? [Row(n, null)] : n.Indicators.Select(i => Row(n, i))));

        IReadOnlyList<object?> Row(FrameworkNode node, FrameworkIndicator? line)
        {
            var i = line?.Indicator;
            return
            [
                words[$"Level.{node.Node.Level}"].Value, node.Node.Code, request.Names.Text(node.Node.Title), string.Join("; ", node.Assumptions.Select(a => request.Names.Text(a.Assumption.Text))),
                i?.Code, i is null ? null : request.Names.Text(i.Name), i is null ? null : request.Names.Text(i.Unit), i is null ? null : words[$"AddsUp.{i.AddsUp}"].Value,
                i?.BaselineValue, i?.BaselineYear, line?.PeriodTarget, line?.Line.Before.Value, line?.Line.This.Value, line?.Line.Cumulative.Value, line is null ? null : words[$"Exactness.{line.Line.Cumulative.Exactness}"].Value, line?.TargetToDate,
                line?.FinalTarget, line?.FinalDue, line is null ? null : words[$"Standing.{line.Standing}"].Value, line is null ? null : line.IsLive ? words["Live"].Value : line.Value is { } value ? words[$"State.{value.State}"].Value : null,
                i is null ? null : words[$"From.{i.From}"].Value, i?.Figure?.FigureId, i is null ? null : request.Names.Text(i.Means.Source), i is null ? null : request.Names.Text(i.Means.Method),
                i is null ? null : request.Names.Text(i.Means.Who), i is null ? null : request.Names.Text(i.Means.HowOften), i is null ? null : new TableLink(words["Page"], request.Address($"/indicators/{i.Id}")),
            ];
        }
    }
}
