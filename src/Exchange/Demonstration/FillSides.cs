using Microsoft.EntityFrameworkCore;
using Uramost.Exchange.Sides;
using Uramost.Platform.Contracts;
using Uramost.Platform.Data;
using Uramost.Platform.People;

namespace Uramost.Exchange.Demonstration;

/// <summary>
/// The two programmes of the demonstration that bring businesses together, each with its sides: IRI works across a
/// crossing, NGO AKTIV within one customs territory. A second run changes nothing.
/// </summary>
public sealed class FillSides(PlatformDb db, IProjects projects) : IDemonstration
{
    /// <inheritdoc/>
    public async Task Fill(CancellationToken ct = default)
    {
        await Fill("iri-grassroots", SidesPreset.KosovoSerbia, ct);
        await Fill("aktiv-sme-north", SidesPreset.NorthRest, ct);
        await db.SaveChangesAsync(ct);
    }

    private async Task Fill(string slug, SidesPreset preset, CancellationToken ct)
    {
        var project = DemoId.Of(slug);
        if (await projects.Find(project, Viewer.Visitor, ct) is null || await db.Set<ProgrammeSides>().AnyAsync(s => s.ProjectId == project, ct)) return;
        var sides = new ProgrammeSides { Id = DemoId.Of($"{slug}-sides"), ProjectId = project };
        preset.WriteTo(sides);
        db.Add(sides);
    }
}
