using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using Uramost.Platform.Contracts;
using Uramost.Platform.Data;
using Uramost.Platform.Language;
using Uramost.Platform.Naming;
using Uramost.Platform.People;
using Uramost.Platform.Places;
using Uramost.Platform.Tables;

namespace Uramost.Platform.Figures.Releases;

/// <summary>A release as a file: CSV for a table, JSON exactly as it was published, SVG for its picture. Nothing is in them that is not on its page.</summary>
public static class ReleaseFiles
{
    /// <summary>Maps the files.</summary>
    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/projects/{id:guid}/releases/{number:int}.csv", async (Guid id, int number, HttpContext http) =>
        {
            if (await Find(http, id, number) is not { } found) return Results.NotFound();
            var words = http.RequestServices.GetRequiredService<IStringLocalizer<Words>>();
            var text = found.Text;
            var columns = text.Dimensions.Select((d, i) => new TableColumn(text.Content.Dimensions[i].Name, d, ColumnType.Text))
                .Append(new TableColumn("people", text.Figure, ColumnType.Whole)).Append(new TableColumn("withheld", words["Withheld"], ColumnType.Text)).ToList();
            var table = TableExport.Of(Name(found), columns, Rows()) with { Note = () => found.Naming.Footnote is { } footnote ? $"{text.Why} {footnote}" : text.Why };
            ListExport.NameAnswer(http.Response, Name(found) + ".csv", "text/csv; charset=utf-8");
            await CsvFile.WriteAsync(http.Response.Body, table, cancel: http.RequestAborted);
            return Results.Empty;

            IEnumerable<IReadOnlyList<object?>> Rows()
            {
                for (var r = 0; r < text.Rows[0].Count; r++)
                {
                    for (var c = 0; c < text.Columns.Count; c++)
                    {
                        var value = text.Content.Value(r, c);
                        object?[] cells = [value, value is null ? text.Hidden : null];
                        yield return text.Rows.Count > 1 ? [text.Rows[0][r], text.Rows[1][c], .. cells] : [text.Rows[0][r], .. cells];
                    }
                }
            }
        });
        endpoints.MapGet("/projects/{id:guid}/releases/{number:int}.json", async (Guid id, int number, HttpContext http) =>
        {
            if (await Find(http, id, number) is not { } found) return Results.NotFound();
            ListExport.NameAnswer(http.Response, Name(found) + ".json", "application/json; charset=utf-8");
            // Byte for byte what the hash is of.
            await http.Response.WriteAsync(found.Release.Content, Encoding.UTF8, http.RequestAborted);
            return Results.Empty;
        });
        endpoints.MapGet("/projects/{id:guid}/releases/{number:int}.svg", async (Guid id, int number, HttpContext http) =>
        {
            if (await Find(http, id, number) is not { } found) return Results.NotFound();
            ListExport.NameAnswer(http.Response, Name(found) + ".svg", "image/svg+xml; charset=utf-8");
            await http.Response.WriteAsync(ReleaseChart.Svg(found.Text), Encoding.UTF8, http.RequestAborted);
            return Results.Empty;
        });
    }

    private static async Task<Found?> Find(HttpContext http, Guid id, int number)
    {
        var services = http.RequestServices;
        var viewer = await services.GetRequiredService<CurrentViewer>().Get();
        var projects = services.GetRequiredService<IProjects>();
        if (await new ReleaseRights(viewer).Find(services.GetRequiredService<PlatformDb>(), projects, id, number, http.RequestAborted) is not { } found) return null;
        var policies = services.GetRequiredService<NamingPolicies>();
        var naming = new FileNaming(policies.Find(await projects.NamingPolicy(id)) ?? policies[NamingPolicies.Asterisk], services.GetRequiredService<PlaceCatalogue>(), UiVariant.Current);
        return new Found(found.Release, await services.GetRequiredService<ReleaseLabels>().For(found.Release.Read(), naming.Text), naming);
    }

    private static string Name(Found found) => string.Create(CultureInfo.InvariantCulture, $"{found.Text.Title} {found.Release.Number} {found.Release.MadeAt:yyyy-MM-dd}");

    private sealed record Found(Release Release, ReleaseText Text, FileNaming Naming);
}
