using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Uramost.Platform.Contracts;
using Uramost.Platform.Data;
using Uramost.Platform.Organisations;
using Uramost.Programmes.Demonstration;
using Uramost.Programmes.Projects;

namespace Uramost.Programmes.Iati;

/// <summary>
/// Gives the demonstration's projects what an IATI file must say and their sources do not: invented, marked as such,
/// and never public. Projects that are not there, and those that have their record, are passed over.
/// </summary>
public sealed class FillPractice(PlatformDb db) : IDemonstration
{
    /// <inheritdoc/>
    public async Task Fill(CancellationToken ct = default)
    {
        var file = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "data", "practice", "iati.json"), ct));
        foreach (var row in file.Rows("projects"))
        {
            var id = DemoFile.Id(row.Text("project")!);
            if (await db.Set<Project>().AsNoTracking().SingleOrDefaultAsync(p => p.Id == id, ct) is not { } project || await db.Set<IatiProject>().AnyAsync(p => p.ProjectId == id, ct)) continue;
            var carriers = await db.Set<ProjectOrganisation>().Where(o => o.ProjectId == id && (o.Role == ProjectRole.Lead || o.Role == ProjectRole.Partner || o.Role == ProjectRole.Consortium)).Select(o => o.OrganisationId).Distinct().ToListAsync(ct);
            foreach (var organisation in await db.Set<Organisation>().AsNoTracking().Where(o => carriers.Contains(o.Id)).OrderBy(o => o.Id).ToListAsync(ct))
            {
                if (!await db.Set<IatiReporter>().AnyAsync(r => r.OrganisationId == organisation.Id, ct))
                    db.Add(new IatiReporter { OrganisationId = organisation.Id, Identifier = $"XI-IATI-EXAMPLE-{organisation.Id.ToString("N")[..6].ToUpperInvariant()}", Type = "24", IsPractice = true });
                db.Add(new IatiProject
                {
                    ProjectId = id, OrganisationId = organisation.Id, Code = project.Slug, IsPractice = true, Status = row.Text("status"), StartsOn = Day(row, "start"), EndsOn = Day(row, "end"), Scope = row.Text("scope"), Summary = DemoFile.Local(row["summary"]),
                    Collaboration = "3", Flow = "10", Finance = "110", Aid = "C01", Tied = "5", Countries = Shares(row["countries"]), Sectors = Shares(row["sectors"]),
                    Markers = [.. row["markers"]!.AsObject().Select(m => new IatiMarker(m.Key, m.Value!.GetValue<string>()))], Goals = [.. row.Rows("goals").Select(g => g.GetValue<int>())],
                    Budgets = [.. row.Rows("budgets").Select(b => new IatiBudget(Day(b, "start")!.Value, Day(b, "end")!.Value, b["amount"]!.GetValue<decimal>(), b.Text("currency") ?? "EUR", true))],
                    Transactions = [.. row.Rows("transactions").Select(t => new IatiMovement(t.Text("type")!, Day(t, "date")!.Value, t["amount"]!.GetValue<decimal>(), "EUR", t.Ref("organisation"), null))],
                });
            }

            await db.SaveChangesAsync(ct);
        }
    }

    private static List<IatiShare> Shares(JsonNode? shares)
    {
        var read = shares!.AsObject().Select(s => new IatiShare(s.Key, s.Value!.GetValue<decimal>())).ToList();
        return read is [var only] ? [only with { Percentage = null }] : read;
    }

    private static DateOnly? Day(JsonNode row, string key) => row.Text(key) is { } text ? DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture) : null;
}
