using Microsoft.EntityFrameworkCore;
using Uramost.Exchange.Sides;
using Uramost.Platform.Data;

namespace Uramost.Exchange.Handbook;

/// <summary>What of the handbook concerns a project.</summary>
public static class HandbookScope
{
    /// <summary>Whether goods cross between the sides of the project that a page is read for; a page that is read for none shows everything.</summary>
    public static async Task<bool> Crosses(PlatformDb db, string? project) =>
        !Guid.TryParse(project, out var id) || !await db.Set<ProgrammeSides>().AnyAsync(s => s.ProjectId == id && !s.Crossing);
}
