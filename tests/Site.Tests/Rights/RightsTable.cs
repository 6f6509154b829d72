using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.Extensions.DependencyInjection;

namespace Uramost.Site.Tests.Rights;

/// <summary>One line of the table.</summary>
/// <param name="Method">HTTP method.</param>
/// <param name="Route">Template of the route.</param>
/// <param name="Address">Address that is asked for, with placeholders.</param>
/// <param name="Answers">Expected answer for each role.</param>
public sealed record RightsRow(string Method, string Route, string Address, IReadOnlyList<string> Answers);

/// <summary>The table and the routes that it must cover.</summary>
public static class RightsTable
{
    /// <summary>The lines of the table.</summary>
    public static IReadOnlyList<RightsRow> Read() =>
    [
        .. File.ReadLines(Repository.Path("tests", "Site.Tests", "Rights", "RightsTable.csv")).Select(l => l.Trim()).Where(l => l.Length > 0 && l[0] != '#').Select(line =>
        {
            var cells = line.Split(',', StringSplitOptions.TrimEntries);
            if (cells.Length < 4 || cells.Length > 3 + RightsSite.Roles.Count) throw new InvalidDataException($"The line has {cells.Length} cells: {line}");
            var answers = cells[3..].ToList();
            while (answers.Count < RightsSite.Roles.Count) answers.Add(answers[^1]);
            return new RightsRow(cells[0], cells[1], cells[2].Length > 0 ? cells[2] : cells[1], answers);
        }),
    ];

    /// <summary>Method and template of every route of the running site, static files aside.</summary>
    public static IReadOnlyList<(string Method, string Route, bool IsPage)> Routes(TestSite site)
    {
        var found = new HashSet<(string, string, bool)>();
        foreach (var endpoint in site.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>())
        {
            if (endpoint.Metadata.GetMetadata<StaticAssetDescriptor>() is not null) continue;
            var route = "/" + endpoint.RoutePattern.RawText!.TrimStart('/');
            if (route == "/{**path:file}" || route.StartsWith("/_framework/", StringComparison.Ordinal) || route.StartsWith("/_blazor", StringComparison.Ordinal)) continue;
            // A page answers GET and POST; its POST is tested for all pages alike.
            if (endpoint.Metadata.GetMetadata<ComponentTypeMetadata>() is not null) found.Add(("GET", route, true));
            else foreach (var method in endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["GET"]) found.Add((method, route, false));
        }

        return [.. found.OrderBy(r => r.Item2, StringComparer.Ordinal)];
    }
}
